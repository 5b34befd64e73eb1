/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules: in which lists an activity stands, and what it conflicts with at a time.
 */
#include "model/nh-conflicts-private.h"

#include "core/nh-holidays.h"

/* Whether it says in which month something is; a list or a range of months does not. */
static gboolean
names_month (const NhConflictTime *time)
{
  return nh_exactness_is_exact (time->exactness) || time->exactness == NH_EXACTNESS_WEEK || time->exactness == NH_EXACTNESS_MONTH
         || time->exactness == NH_EXACTNESS_YEARLY_MONTH;
}

static gboolean
is_off (const NhAgendaActivity *activity, const NhConflictTime *time)
{
  return !time->start || g_strcmp0 (activity->status, "cancelled") == 0;
}

static guint32
first_of_month (guint32 day)
{
  int y, m;

  nh_day_to_ymd (day, &y, &m, NULL);
  return nh_day_from_ymd (y, m, 1);
}

static guint32
last_of_month (guint32 day)
{
  int y, m;

  nh_day_to_ymd (day, &y, &m, NULL);
  return nh_day_from_ymd (y, m, g_date_get_days_in_month (m, y));
}

static NhSpan
span_of (const NhAgendaActivity *activity, const NhConflictTime *time, gboolean months)
{
  NhSpan span = { .from = time->start, .to = time->end, .id = activity->id };

  if (months)
    {
      span.from = first_of_month (time->start);
      span.to = last_of_month (time->end);
    }
  else if (time->start == time->end && time->minute >= 0)
    span.half = time->minute < 12 * 60 ? 'm' : 'a';
  return span;
}

static gboolean
seen_before (const NhAgendaActivity *activity, guint i)
{
  for (guint j = 0; j < i; j++)
    if (activity->people[j].person == activity->people[i].person)
      return TRUE;
  return FALSE;
}

static gboolean
has_role (const NhAgendaUnit *unit, const char *role)
{
  return g_str_equal (unit->role, role);
}

/* @role: NULL: hosting and being inspected alike. */
static gboolean
meets_before (const NhAgendaActivity *activity, guint i, const char *role)
{
  for (guint j = 0; j < i; j++)
    if (activity->units[j].unit == activity->units[i].unit
        && (role ? has_role (&activity->units[j], role)
                 : has_role (&activity->units[j], "host") || has_role (&activity->units[j], "inspected")))
      return TRUE;
  return FALSE;
}

/* (internal) Calls @func for every list in which @activity stands if it is at @time, each once. */
void
nh_conflicts_each_place (NhConflicts *self, const NhAgendaActivity *activity, const NhConflictTime *time,
                         NhPlaceFunc func, gpointer data)
{
  NhSpan days = span_of (activity, time, FALSE), months;

  if (is_off (activity, time) || !names_month (time))
    return;
  months = span_of (activity, time, TRUE);
  for (guint i = 0; nh_exactness_is_exact (time->exactness) && i < activity->n_people; i++)
    if (activity->people[i].person && !seen_before (activity, i))
      func (self, NH_LIST_PERSON, activity->people[i].person, &days, data);
  for (guint i = 0; i < activity->n_units; i++)
    {
      const NhAgendaUnit *unit = &activity->units[i];
      gboolean host = has_role (unit, "host");

      if (!host && !has_role (unit, "inspected"))
        continue;
      if (!meets_before (activity, i, unit->role))
        func (self, host ? NH_LIST_UNIT_HOSTS : NH_LIST_UNIT_INSPECTED, unit->unit, &months, data);
      if (nh_exactness_is_exact (time->exactness) && !meets_before (activity, i, NULL))
        func (self, NH_LIST_UNIT, unit->unit, &days, data);
    }
}

typedef struct
{
  GArray *found;
  NhConflict conflict; /* what they have in common */
  guint32 from, to;
  char half;
  guint n;
} Search;

static gboolean
note_other (const NhSpan *span, gpointer data)
{
  Search *search = data;
  NhConflict conflict = search->conflict;

  if (span->id == conflict.activity || (span->half && search->half && span->half != search->half))
    return TRUE;
  conflict.other = span->id;
  conflict.from = MAX (span->from, search->from);
  conflict.to = MIN (span->to, search->to);
  g_array_append_val (search->found, conflict);
  return ++search->n < NH_CONFLICTS_MAX_OTHERS;
}

/* What stands in the list where it would meet @span. */
static void
search_list (NhConflicts *self, NhConflictList list, NhConflictKind kind, gint64 who, const NhSpan *span, GArray *found)
{
  NhSpans *spans = g_hash_table_lookup (self->lists[list], &who);
  Search search = { found, { kind, span->id, 0, who, 0, 0 }, span->from, span->to,
                    kind == NH_CONFLICT_PERSON_TWICE ? span->half : 0, 0 };

  if (spans)
    nh_spans_visit (spans, span->from, span->to, note_other, &search);
}

static void
search_place (NhConflicts *self, NhConflictList list, gint64 who, const NhSpan *span, gpointer data)
{
  switch (list)
    {
    case NH_LIST_PERSON:
      search_list (self, NH_LIST_PERSON, NH_CONFLICT_PERSON_TWICE, who, span, data);
      break;
    case NH_LIST_UNIT:
      search_list (self, NH_LIST_UNIT, NH_CONFLICT_UNIT_TWICE, who, span, data);
      break;
    case NH_LIST_UNIT_HOSTS:
      search_list (self, NH_LIST_UNIT_INSPECTED, NH_CONFLICT_HOST_INSPECTED, who, span, data);
      break;
    case NH_LIST_UNIT_INSPECTED:
      search_list (self, NH_LIST_UNIT_HOSTS, NH_CONFLICT_HOST_INSPECTED, who, span, data);
      break;
    case NH_N_LISTS:
      break;
    }
}

static void
note_alone (GArray *found, NhConflictKind kind, const NhAgendaActivity *activity, const NhConflictTime *time, gint64 who)
{
  NhConflict conflict = { kind, activity->id, 0, who, time->start, time->end };

  g_array_append_val (found, conflict);
}

static void
check_own_school (NhConflicts *self, const NhAgendaActivity *activity, const NhConflictTime *time, GArray *found)
{
  for (guint i = 0; i < activity->n_units; i++)
    {
      if (!has_role (&activity->units[i], "inspected"))
        continue;
      for (guint j = 0; j < activity->n_people; j++)
        if (activity->people[j].person && !seen_before (activity, j)
            && nh_agenda_person_unit (self->agenda, activity->people[j].person, time->start) == activity->units[i].unit)
          note_alone (found, NH_CONFLICT_OWN_SCHOOL, activity, time, activity->people[j].person);
    }
}

static void
check_plan (NhConflicts *self, const NhAgendaActivity *activity, const NhConflictTime *time, GArray *found)
{
  guint32 issued = nh_agenda_plan_issued_on (self->agenda, activity->plan);
  NhSchoolYear year;

  if (issued && (nh_exactness_is_exact (time->exactness) ? time->start : time->end) < issued)
    note_alone (found, NH_CONFLICT_BEFORE_PLAN, activity, time, 0);
  if (nh_agenda_get_plan_frame (self->agenda, activity->plan, &year)
      && !nh_school_year_plans (&year, time->start, time->end))
    note_alone (found, NH_CONFLICT_OUTSIDE_YEAR, activity, time, 0);
}

static gboolean
day_is_free (NhConflicts *self, guint32 day)
{
  gpointer known;

  if (!g_hash_table_lookup_extended (self->free_days, GUINT_TO_POINTER (day), NULL, &known))
    {
      known = GINT_TO_POINTER (nh_day_is_free (day));
      g_hash_table_insert (self->free_days, GUINT_TO_POINTER (day), known);
    }
  return known != NULL;
}

/* (internal) Adds to @found (of NhConflict) what @activity conflicts with if it is at @time, seen from its side. */
void
nh_conflicts_side (NhConflicts *self, const NhAgendaActivity *activity, const NhConflictTime *time, GArray *found)
{
  if (is_off (activity, time))
    return;
  nh_conflicts_each_place (self, activity, time, search_place, found);
  check_own_school (self, activity, time, found);
  check_plan (self, activity, time, found);
  if (nh_exactness_is_exact (time->exactness) && (day_is_free (self, time->start) || day_is_free (self, time->end)))
    note_alone (found, NH_CONFLICT_HOLIDAY, activity, time, 0);
}
