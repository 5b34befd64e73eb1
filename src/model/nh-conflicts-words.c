/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conflicts as sentences.
 */
#include "model/nh-conflicts-private.h"

#include <glib/gi18n-lib.h>

/* A content may be a paragraph; in a sentence its beginning names it. */
#define MAX_LABEL 60

static char *
label_of (NhConflicts *self, gint64 id)
{
  const NhAgendaActivity *activity = nh_agenda_find (self->agenda, id);
  g_autofree char *label = g_strdelimit (g_strdup (activity ? activity->label : ""), "\n", ' ');
  g_autofree char *start = NULL;

  if (g_utf8_strlen (label, -1) <= MAX_LABEL)
    return g_steal_pointer (&label);
  start = g_utf8_substring (label, 0, MAX_LABEL - 1);
  return g_strdup_printf ("%s…", g_strchomp (start));
}

/* "05/10/2023", "24-26/11/2023". */
static char *
days_of (const NhConflict *conflict)
{
  NhPeriod days = NH_PERIOD_INIT;

  if (conflict->from == conflict->to)
    return nh_day_format_short (conflict->from);
  days.exactness = NH_EXACTNESS_DAYS;
  days.start = conflict->from;
  days.end = conflict->to;
  return nh_period_format (&days);
}

/* "3/2024", "3/2024, 4/2024". */
static char *
months_of (const NhConflict *conflict)
{
  g_autoptr (GString) months = g_string_new (NULL);

  for (guint32 day = conflict->from; day <= conflict->to;)
    {
      g_autofree char *month = NULL;
      int y, m;

      nh_day_to_ymd (day, &y, &m, NULL);
      month = nh_month_format_short (y, m);
      g_string_append_printf (months, "%s%s", months->len ? ", " : "", month);
      day += g_date_get_days_in_month (m, y);
    }
  return g_string_free (g_steal_pointer (&months), FALSE);
}

static char *
describe_plan (NhConflicts *self, const NhConflict *conflict, const char *label)
{
  const NhAgendaActivity *activity = nh_agenda_find (self->agenda, conflict->activity);
  gint64 plan = activity ? activity->plan : 0;
  g_autofree char *issued = nh_day_format_short (nh_agenda_plan_issued_on (self->agenda, plan));
  NhSchoolYear year;

  nh_agenda_get_frame (self->agenda, &year);
  nh_agenda_get_plan_frame (self->agenda, plan, &year);
  if (conflict->kind == NH_CONFLICT_OUTSIDE_YEAR)
    return g_strdup_printf (_ ("“%s” lies outside the school year %s"), label, year.name);
  return g_strdup_printf (_ ("“%s” comes before %s was issued on %s"), label, nh_agenda_plan_name (self->agenda, plan), issued);
}

/**
 * nh_conflict_describe:
 * @self: the conflicts that it is one of
 * @conflict: a conflict, also of nh_conflicts_if()
 *
 * Returns: (transfer full): a sentence in the language of the program, without a full stop: "Hiệp Hòa hosts and is
 *   inspected in 3/2024".
 */
char *
nh_conflict_describe (NhConflicts *self, const NhConflict *conflict)
{
  g_autofree char *label = label_of (self, conflict->activity);
  g_autofree char *other = label_of (self, conflict->other);
  g_autofree char *days = days_of (conflict);
  g_autofree char *months = NULL;
  const char *person = nh_agenda_person_name (self->agenda, conflict->who);
  const char *unit = nh_agenda_unit_name (self->agenda, conflict->who);

  switch (conflict->kind)
    {
    case NH_CONFLICT_PERSON_TWICE:
      return g_strdup_printf (_ ("%s is in two places on %s: “%s” and “%s”"), person, days, label, other);
    case NH_CONFLICT_HOST_INSPECTED:
      months = months_of (conflict);
      return g_strdup_printf (_ ("%s hosts and is inspected in %s"), unit, months);
    case NH_CONFLICT_UNIT_TWICE:
      return g_strdup_printf (_ ("%s has two activities on %s: “%s” and “%s”"), unit, days, label, other);
    case NH_CONFLICT_OWN_SCHOOL:
      return g_strdup_printf (_ ("%s inspects the unit of his or her own, %s"), person,
                              nh_agenda_unit_name (self->agenda,
                                                   nh_agenda_person_unit (self->agenda, conflict->who, conflict->from)));
    case NH_CONFLICT_BEFORE_PLAN:
    case NH_CONFLICT_OUTSIDE_YEAR:
      return describe_plan (self, conflict, label);
    case NH_CONFLICT_HOLIDAY:
      return g_strdup_printf (_ ("“%s” falls on a day off, %s"), label, days);
    }
  return g_strdup ("");
}
