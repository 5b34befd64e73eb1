/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-overview.h"

#include <string.h>

#include "core/nh-holidays.h"
#include "core/nh-period.h"

/* What runs longer says nothing about a week or a month: "Cả năm học". */
#define LONGEST_DAYS 62

/** nh_overview_kinds: Returns: (transfer none) (array length=n): the kinds of activity, as in the counts. */
const NhChoice *
nh_overview_kinds (guint *n)
{
  const NhEntity *entity = nh_entity_find ("activity");
  const NhChoice *choices = entity->fields[nh_entity_find_field (entity, "kind")].choices;

  for (*n = 0; choices[*n].key && *n < NH_OVERVIEW_KINDS; ++*n)
    ;
  return choices;
}

static guint
kind_index (const char *kind)
{
  guint n;
  const NhChoice *kinds = nh_overview_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (kinds[i].key, kind) == 0)
      return i;
  return n - 1; /* "other" */
}

static gboolean
is_cancelled (const NhAgendaActivity *activity)
{
  return g_strcmp0 (activity->status, "cancelled") == 0;
}

/** nh_overview_week: the Monday and the Sunday of the week of @day. */
void
nh_overview_week (guint32 day, guint32 *from, guint32 *to)
{
  *from = day - (day + 6) % 7; /* Julian day 1 is a Monday */
  *to = *from + 6;
}

/** nh_overview_month: the first and the last day of the month of @day. */
void
nh_overview_month (guint32 day, guint32 *from, guint32 *to)
{
  int year;
  int month;

  nh_day_to_ymd (day, &year, &month, NULL);
  *from = nh_day_from_ymd (year, month, 1);
  *to = *from + g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year) - 1;
}

static guint32
next_month (guint32 month)
{
  guint32 first;
  guint32 last;

  nh_overview_month (month, &first, &last);
  return last + 1;
}

/* The first month with something in it: plans of a year begin in the summer before it. */
static guint32
first_month (GPtrArray *activities, const NhSchoolYear *year)
{
  guint32 first = year->starts_on;
  guint32 last;

  for (guint i = 0; i < activities->len; i++)
    {
      const NhAgendaActivity *activity = activities->pdata[i];

      if (activity->start && activity->start + LONGEST_DAYS > year->starts_on)
        first = MIN (first, activity->start);
    }
  nh_overview_month (first, &first, &last);
  return first;
}

/**
 * nh_overview_months:
 * @activities: (element-type NhAgendaActivity): of an agenda
 * @year: the frame of the school year
 * @n_long: (out) (optional): how many are not counted because they run longer than two months: "Cả năm học"
 *   would make a tower of the first month
 *
 * Counts each activity in the month of its first day, as the table of activities filters by month. What was
 * cancelled, and what has no dates, is not counted.
 *
 * Returns: (transfer full) (element-type NhOverviewMonth): the months of the year in order.
 */
GArray *
nh_overview_months (GPtrArray *activities, const NhSchoolYear *year, guint *n_long)
{
  GArray *months = g_array_new (FALSE, TRUE, sizeof (NhOverviewMonth));
  guint n = 0;

  for (guint32 at = first_month (activities, year); at <= year->ends_on; at = next_month (at))
    {
      NhOverviewMonth month = { at, { 0 }, 0 };

      g_array_append_val (months, month);
    }
  for (guint i = 0; i < activities->len; i++)
    {
      const NhAgendaActivity *activity = activities->pdata[i];

      if (!activity->start || is_cancelled (activity))
        continue;
      if (activity->end - activity->start > LONGEST_DAYS)
        {
          n++;
          continue;
        }
      for (guint m = months->len; m-- > 0;)
        {
          NhOverviewMonth *month = &g_array_index (months, NhOverviewMonth, m);

          if (activity->start < month->month)
            continue;
          if (activity->start < next_month (month->month))
            {
              month->counts[kind_index (activity->kind)]++;
              month->n++;
            }
          break;
        }
    }
  if (n_long)
    *n_long = n;
  return months;
}

/* Days that are known first, then what only has a month; each by its first day. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const NhOverviewEntry *one = a;
  const NhOverviewEntry *other = b;

  if (one->exact != other->exact)
    return one->exact ? -1 : 1;
  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return one->to == other->to ? 0 : one->to < other->to ? -1 : 1;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const NhOverviewEntry *one = a;
  const NhOverviewEntry *other = b;

  return one->from != other->from ? (one->from < other->from ? -1 : 1) : compare_entries (a, b);
}

static void
add_activity (GArray *entries, const NhAgendaActivity *activity)
{
  NhOverviewEntry entry = { activity, NULL, activity->start, activity->end, nh_exactness_is_exact (activity->exactness) };

  g_array_append_val (entries, entry);
}

static void
add_due (GArray *entries, const NhAgendaDue *due)
{
  NhOverviewEntry entry = { NULL, due, due->due_on, due->due_on, !due->provisional };

  g_array_append_val (entries, entry);
}

/**
 * nh_overview_between:
 * @activities: (element-type NhAgendaActivity): of an agenda
 * @dues: (element-type NhAgendaDue): of the same agenda
 * @from: the first day
 * @to: the last day
 * @n_long: (out) (optional): how many activities touch the days but run longer than two months
 *
 * Returns: (transfer full) (element-type NhOverviewEntry): what happens or is due on these days, exact days
 *   first. Papers that all have come, and what was cancelled, are left out.
 */
GArray *
nh_overview_between (GPtrArray *activities, GPtrArray *dues, guint32 from, guint32 to, guint *n_long)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (NhOverviewEntry));
  guint n = 0;

  for (guint i = 0; i < activities->len; i++)
    {
      const NhAgendaActivity *activity = activities->pdata[i];

      if (!activity->start || activity->start > to || activity->end < from || is_cancelled (activity))
        continue;
      if (activity->end - activity->start > LONGEST_DAYS)
        n++;
      else
        add_activity (entries, activity);
    }
  for (guint i = 0; i < dues->len; i++)
    {
      const NhAgendaDue *due = dues->pdata[i];

      if (due->due_on >= from && due->due_on <= to && (due->n_received < due->n_owed || !due->n_owed))
        add_due (entries, due);
    }
  g_array_sort (entries, compare_entries);
  if (n_long)
    *n_long = n;
  return entries;
}

/**
 * nh_overview_drop_past:
 * @entries: (element-type NhOverviewEntry): of a week
 * @day: the day from which is looked
 *
 * A week that begins in one month and ends in the next touches everything of the month that is over. What has
 * no day is news of the week only while it may still happen.
 */
void
nh_overview_drop_past (GArray *entries, guint32 day)
{
  for (guint i = entries->len; i-- > 0;)
    {
      const NhOverviewEntry *entry = &g_array_index (entries, NhOverviewEntry, i);

      if (entry->activity && !entry->exact && (entry->to < day || g_strcmp0 (entry->activity->status, "done") == 0))
        g_array_remove_index (entries, i);
    }
}

/**
 * nh_overview_next:
 * @activities: (element-type NhAgendaActivity): of an agenda
 * @dues: (nullable) (element-type NhAgendaDue): of the same agenda
 * @after: a day
 * @most: how many at most
 *
 * Returns: (transfer full) (element-type NhOverviewEntry): what begins or is due after the day, the nearest
 *   first.
 */
GArray *
nh_overview_next (GPtrArray *activities, GPtrArray *dues, guint32 after, guint most)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (NhOverviewEntry));

  for (guint i = 0; i < activities->len; i++)
    {
      const NhAgendaActivity *activity = activities->pdata[i];

      if (activity->start > after && activity->end - activity->start <= LONGEST_DAYS && !is_cancelled (activity)
          && g_strcmp0 (activity->status, "done") != 0)
        add_activity (entries, activity);
    }
  for (guint i = 0; dues && i < dues->len; i++)
    {
      const NhAgendaDue *due = dues->pdata[i];

      if (due->due_on > after && (due->n_received < due->n_owed || !due->n_owed))
        add_due (entries, due);
    }
  g_array_sort (entries, compare_days);
  if (entries->len > most)
    g_array_set_size (entries, most);
  return entries;
}

/**
 * nh_overview_choose_day:
 * @activities: (element-type NhAgendaActivity): of an agenda
 * @dues: (element-type NhAgendaDue): of the same agenda
 * @year: the frame of the school year
 * @today: the day it is
 *
 * The day from which a year is looked at: today within it. Of another year a day on which there is something
 * to see: the first working day of the month in which most begins.
 *
 * Returns: a day.
 */
guint32
nh_overview_choose_day (GPtrArray *activities, GPtrArray *dues, const NhSchoolYear *year, guint32 today)
{
  g_autoptr (GArray) months = NULL;
  guint32 best = 0;
  guint most = 0;

  if (nh_school_year_contains (year, today))
    return today;
  months = nh_overview_months (activities, year, NULL);
  for (guint i = 0; i < months->len; i++)
    if (g_array_index (months, NhOverviewMonth, i).n > most)
      {
        most = g_array_index (months, NhOverviewMonth, i).n;
        best = g_array_index (months, NhOverviewMonth, i).month;
      }
  if (!best && dues->len && ((const NhAgendaDue *) dues->pdata[0])->due_on)
    best = ((const NhAgendaDue *) dues->pdata[0])->due_on;
  if (!best)
    best = year->starts_on;
  while (nh_day_is_free (best) || best % 7 == 0 || best % 7 == 6) /* Sunday, Saturday */
    best++;
  return best;
}
