/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The activities of the chosen school year in memory, read once for all screens of a window.
 */
#include "ui/nh-session.h"

#define AGENDA "nh-agenda"
#define CONFLICTS "nh-conflicts"
#define YEAR "nh-agenda-year"

static void
forget (NhSession *self)
{
  g_object_set_data (G_OBJECT (self), CONFLICTS, NULL);
  g_object_set_data (G_OBJECT (self), AGENDA, NULL);
}

/**
 * nh_session_get_agenda:
 *
 * Reads the agenda at the first call and after another school year was chosen; who holds one takes a reference
 * and asks again at "year-changed".
 *
 * Returns: (transfer none) (nullable): the activities and dues of the chosen school year; %NULL when they
 *   can't be read, which the status bar says.
 */
NhAgenda *
nh_session_get_agenda (NhSession *self)
{
  gint64 *year = g_object_get_data (G_OBJECT (self), YEAR);
  NhAgenda *agenda = g_object_get_data (G_OBJECT (self), AGENDA);
  gint64 chosen = nh_session_get_year (self);
  g_autoptr (GError) error = NULL;

  if (agenda && year && *year == chosen)
    return agenda;
  forget (self);
  agenda = nh_agenda_new (nh_session_get_workbook (self), chosen, &error);
  if (!agenda)
    {
      nh_session_report_error (self, &error);
      return NULL;
    }
  g_object_set_data_full (G_OBJECT (self), YEAR, g_memdup2 (&chosen, sizeof chosen), g_free);
  g_object_set_data_full (G_OBJECT (self), AGENDA, agenda, g_object_unref);
  return agenda;
}

/**
 * nh_session_get_conflicts:
 *
 * Returns: (transfer none) (nullable): what can't be true at once in nh_session_get_agenda().
 */
NhConflicts *
nh_session_get_conflicts (NhSession *self)
{
  NhAgenda *agenda = nh_session_get_agenda (self);
  NhConflicts *conflicts = g_object_get_data (G_OBJECT (self), CONFLICTS);

  if (!conflicts && agenda)
    {
      conflicts = nh_conflicts_new (agenda);
      g_object_set_data_full (G_OBJECT (self), CONFLICTS, conflicts, g_object_unref);
    }
  return conflicts;
}
