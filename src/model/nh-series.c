/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-series.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-holidays.h"
#include "core/nh-period.h"

/* A moved day stays near: after so many days without a working one something is wrong. */
#define FARTHEST 21

static void
time_clear (gpointer data)
{
  g_free (((NhSeriesTime *) data)->text);
}

static GDateWeekday
weekday_of (guint32 julian)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  return g_date_get_weekday (&date);
}

/* Nobody meets on a Sunday unless it was asked for. */
static gboolean
is_off (const NhSeries *series, guint32 julian)
{
  gboolean sunday = series->weekday == G_DATE_SUNDAY
                    && (series->rule == NH_SERIES_WEEK || series->rule == NH_SERIES_MONTH_WEEKDAY);

  return nh_day_is_free (julian) || (!sunday && weekday_of (julian) == G_DATE_SUNDAY);
}

static guint32
next_working_day (const NhSeries *series, guint32 julian)
{
  for (int i = 0; i < FARTHEST && is_off (series, julian); i++)
    julian++;
  return julian;
}

static char *
day_text (guint32 julian, int minute)
{
  g_autofree char *day = nh_day_format_short (julian);

  if (minute < 0)
    return g_steal_pointer (&day);
  return g_strdup_printf ("%dh%02d ngày %s", minute / 60, minute % 60, day);
}

static char *
month_text (guint32 julian)
{
  g_autofree char *words = NULL;
  int year;
  int month;

  nh_day_to_ymd (julian, &year, &month, NULL);
  words = nh_month_format_short (year, month);
  return g_strconcat ("Tháng ", words, NULL);
}

static void
add_time (GArray *times, const NhSeries *series, const NhSchoolYear *year, guint32 wanted)
{
  NhSeriesTime time = { wanted, wanted, NULL, NH_SERIES_GOOD, 0 };
  gboolean month = series->rule == NH_SERIES_MONTH;

  if (!month && is_off (series, wanted))
    {
      time.state = series->free == NH_SERIES_FREE_MOVE   ? NH_SERIES_MOVED
                   : series->free == NH_SERIES_FREE_SKIP ? NH_SERIES_SKIPPED
                                                         : NH_SERIES_ON_FREE;
      if (time.state == NH_SERIES_MOVED)
        time.day = next_working_day (series, wanted);
    }
  /* A month belongs to the year if any of its days does. */
  if (time.state != NH_SERIES_SKIPPED && !nh_school_year_plans (year, time.day, month ? time.day + 27 : time.day))
    time.state = NH_SERIES_OUTSIDE;
  time.text = month ? month_text (wanted) : day_text (time.day, series->minute);
  time.last = month ? 0 : time.day;
  g_array_append_val (times, time);
}

/* The day of a month that the rule means. */
static guint32
day_in_month (const NhSeries *series, int year, int month)
{
  int n_days = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
  guint32 first = nh_day_from_ymd (year, month, 1);
  guint32 day;

  if (series->rule == NH_SERIES_MONTH)
    return first;
  if (series->rule == NH_SERIES_MONTH_DAY)
    return first + (guint32) CLAMP (series->day, 1, n_days) - 1;
  day = first + (guint32) ((series->weekday - weekday_of (first) + 7) % 7);
  if (series->week < 5)
    return day + 7 * (guint32) (MAX (series->week, 1) - 1);
  while (day + 7 < first + (guint32) n_days)
    day += 7;
  return day;
}

static void
add_months (GArray *times, const NhSeries *series, const NhSchoolYear *frame)
{
  int year;
  int month;
  int last_year;
  int last_month;

  nh_day_to_ymd (series->from, &year, &month, NULL);
  nh_day_to_ymd (series->to, &last_year, &last_month, NULL);
  for (int m = year * 12 + month - 1; m <= last_year * 12 + last_month - 1 && times->len < NH_SERIES_MOST; m++)
    add_time (times, series, frame, day_in_month (series, m / 12, m % 12 + 1));
}

static gboolean
add_once (GArray *times, const NhSeries *series, const NhSchoolYear *year, GError **error)
{
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  NhSeriesTime time = { 0, 0, NULL, NH_SERIES_GOOD, 0 };

  if (!nh_period_parse (series->when ? series->when : "", year, &period, error))
    return FALSE;
  time.day = time.wanted = period.start;
  if (period.start && !nh_school_year_plans (year, period.start, period.end))
    time.state = NH_SERIES_OUTSIDE;
  else if (nh_period_is_exact (&period) && (nh_day_is_free (period.start) || nh_day_is_free (period.end)))
    time.state = NH_SERIES_ON_FREE;
  time.text = nh_period_format (&period);
  time.last = nh_period_is_exact (&period) ? period.end : 0;
  g_array_append_val (times, time);
  return TRUE;
}

/**
 * nh_series_times:
 * @series: a rule
 * @year: the frame of the school year that the activities are for
 * @error: of domain NH_PARSE_ERROR: the range is empty, or the time of %NH_SERIES_ONCE is not understood
 *
 * Sundays, public holidays and the schools' break around the lunar new year (core/nh-holidays.h) are moved, skipped or
 * kept as the rule says.
 *
 * Returns: (transfer full) (element-type NhSeriesTime): the times in order, at most %NH_SERIES_MOST.
 */
GArray *
nh_series_times (const NhSeries *series, const NhSchoolYear *year, GError **error)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (NhSeriesTime));

  g_array_set_clear_func (times, time_clear);
  if (series->rule == NH_SERIES_ONCE)
    return add_once (times, series, year, error) ? g_steal_pointer (&times) : NULL;
  if (!series->from || !series->to || series->to < series->from)
    {
      g_set_error_literal (error, NH_PARSE_ERROR, NH_PARSE_ERROR_RANGE,
                           _ ("The series ends before it begins. Choose a later end."));
      return NULL;
    }
  if (series->rule == NH_SERIES_WEEK)
    for (guint32 day = series->from + (guint32) ((series->weekday - weekday_of (series->from) + 7) % 7);
         day <= series->to && times->len < NH_SERIES_MOST; day += 7)
      add_time (times, series, year, day);
  else
    add_months (times, series, year);
  return g_steal_pointer (&times);
}

/**
 * nh_series_items:
 * @times: (element-type NhSeriesTime): of nh_series_times()
 * @left_out: (nullable): set of indexes of @times that were unticked
 * @teams: (array length=n_teams): keys of teams, in order
 * @n_teams: how many; 0: the activities belong to no team
 * @how: how the teams share the times
 *
 * Returns: (transfer full) (element-type NhSeriesItem): the activities to make, by time, then by team.
 */
GArray *
nh_series_items (GArray *times, GHashTable *left_out, const gint64 *teams, guint n_teams, NhSeriesTeams how)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (NhSeriesItem));
  guint n = 0;

  for (guint i = 0; i < times->len; i++)
    {
      const NhSeriesTime *time = &g_array_index (times, NhSeriesTime, i);
      gboolean in_turn = how == NH_SERIES_IN_TURN && n_teams > 0;

      if (time->state == NH_SERIES_SKIPPED || (left_out && g_hash_table_contains (left_out, GUINT_TO_POINTER (i))))
        continue;
      for (guint t = 0; t < (in_turn ? 1 : MAX (n_teams, 1)); t++)
        {
          NhSeriesItem item = { i, 0, n + 1 };

          if (n_teams)
            item.team = teams[in_turn ? n % n_teams : t];
          if (in_turn)
            item.number = n / n_teams + 1;
          g_array_append_val (items, item);
        }
      n++;
    }
  return items;
}

/**
 * nh_series_content:
 * @content: what is done
 * @number: which time
 *
 * Returns: (transfer full): both in words, as plans write it: "Họp giao ban lần 2".
 */
char *
nh_series_content (const char *content, guint number)
{
  return g_strdup_printf ("%s lần %u", content, number);
}

static gint64
make_item (NhWorkbook *workbook, const NhSeriesTime *time, const NhSeriesItem *item, const NhFieldText *values,
           gboolean numbered, GError **error)
{
  g_autoptr (GArray) all = g_array_new (TRUE, TRUE, sizeof (NhFieldText));
  g_autofree char *team = g_strdup_printf ("#%" G_GINT64_FORMAT, item->team);
  g_autofree char *content = NULL;
  NhFieldText text = { "period", time->text };

  for (guint i = 0; values[i].field; i++)
    {
      NhFieldText value = values[i];

      if (numbered && g_str_equal (value.field, "content"))
        value.text = content = nh_series_content (value.text, item->number);
      g_array_append_val (all, value);
    }
  g_array_append_val (all, text);
  text = (NhFieldText){ "team", team };
  if (item->team)
    g_array_append_val (all, text);
  return nh_workbook_create (workbook, nh_entity_find ("activity"), (const NhFieldText *) all->data, error);
}

/**
 * nh_series_make:
 * @workbook: a workbook
 * @times: (element-type NhSeriesTime): of nh_series_times()
 * @items: (element-type NhSeriesItem): of nh_series_items()
 * @values: fields that all of them have, "content" and "kind" among them, ended by a %NULL field
 * @numbered: whether "lần 1", "lần 2" … follows the content
 * @made: (nullable) (element-type gint64): keys of the new activities are added
 * @error: what was refused; nothing is made then
 *
 * Makes all activities of a series as one step of undo.
 *
 * Returns: whether it succeeded.
 */
gboolean
nh_series_make (NhWorkbook *workbook, GArray *times, GArray *items, const NhFieldText *values, gboolean numbered,
                GArray *made, GError **error)
{
  if (!nh_workbook_begin (workbook, _ ("Create a series of activities"), error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      const NhSeriesItem *item = &g_array_index (items, NhSeriesItem, i);
      gint64 id = make_item (workbook, &g_array_index (times, NhSeriesTime, item->time), item, values, numbered, error);

      if (!id)
        {
          nh_workbook_rollback (workbook);
          return FALSE;
        }
      if (made)
        g_array_append_val (made, id);
    }
  return nh_workbook_commit (workbook, error);
}
