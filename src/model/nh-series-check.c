/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands in the way of a series that is only being thought of.
 */
#include "model/nh-series.h"

#include <glib/gi18n-lib.h>

/**
 * nh_series_find_conflict:
 * @agenda: what happens already
 * @time: a time
 * @team: key of a team; 0: none
 *
 * Only exact days are compared: two activities of a month can stand beside each other.
 *
 * Returns: (transfer full) (nullable): what the team does on that day already, as a translated sentence.
 */
char *
nh_series_find_conflict (NhAgenda *agenda, const NhSeriesTime *time, gint64 team)
{
  GPtrArray *activities = nh_agenda_get_activities (agenda);

  if (!team || !time->last)
    return NULL;
  for (guint i = 0; i < activities->len; i++)
    {
      const NhAgendaActivity *activity = activities->pdata[i];

      if (activity->team == team && activity->start <= time->last && activity->end >= time->day
          && nh_exactness_is_exact (activity->exactness)
          && g_strcmp0 (activity->status, "cancelled") != 0 && g_strcmp0 (activity->status, "postponed") != 0)
        return g_strdup_printf (_ ("%s already has “%s” on that day."), nh_agenda_team_name (agenda, team),
                                activity->label);
    }
  return NULL;
}
