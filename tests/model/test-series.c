/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Activities that repeat: the days a rule gives, what holidays do to them, and that they are one step.
 */
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "core/nh-period.h"
#include "model-fixture.h"
#include "model/nh-series.h"

static guint32
day (const char *iso)
{
  guint32 julian = nh_day_from_iso (iso);

  g_assert_cmpuint (julian, !=, 0);
  return julian;
}

/* "text", "text!" on or moved from a free day, "(text)" skipped, "text?" outside the year. */
static char *
words_of (GArray *times)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < times->len; i++)
    {
      const NhSeriesTime *time = &g_array_index (times, NhSeriesTime, i);

      if (i)
        g_string_append (words, "; ");
      if (time->state == NH_SERIES_SKIPPED)
        g_string_append_printf (words, "(%s)", time->text);
      else
        g_string_append (words, time->text);
      if (time->state == NH_SERIES_MOVED || time->state == NH_SERIES_ON_FREE)
        g_string_append_c (words, '!');
      if (time->state == NH_SERIES_OUTSIDE)
        g_string_append_c (words, '?');
    }
  return g_string_free (words, FALSE);
}

static void
assert_times (const NhSeries *series, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) times = NULL;
  g_autofree char *words = NULL;
  NhSchoolYear year;

  nh_school_year_init (&year, 2023);
  times = nh_series_times (series, &year, &error);
  g_assert_no_error (error);
  words = words_of (times);
  g_assert_cmpstr (words, ==, wanted);
}

/* Months that have no 31st give their last day; 29 February is there in 2024. */
static void
test_month_ends (void)
{
  NhSeries series = { .rule = NH_SERIES_MONTH_DAY, .day = 31, .from = day ("2023-10-15"), .to = day ("2024-03-01"),
                      .minute = -1, .free = NH_SERIES_FREE_KEEP };

  assert_times (&series, "31/10/2023; 30/11/2023; 31/12/2023!; 31/01/2024; 29/02/2024; 31/3/2024!");
  series.day = 5;
  series.minute = 8 * 60;
  series.to = day ("2023-12-31");
  assert_times (&series, "8h00 ngày 05/10/2023; 8h00 ngày 05/11/2023!; 8h00 ngày 05/12/2023");
}

static void
test_weekdays (void)
{
  NhSeries series = { .rule = NH_SERIES_MONTH_WEEKDAY, .week = 1, .weekday = G_DATE_THURSDAY,
                      .from = day ("2023-11-01"), .to = day ("2024-02-29"), .minute = -1,
                      .free = NH_SERIES_FREE_KEEP };

  /* 1 February 2024 is the first Thursday itself. */
  assert_times (&series, "02/11/2023; 07/12/2023; 04/01/2024; 01/02/2024");
  series.week = 5;
  assert_times (&series, "30/11/2023; 28/12/2023; 25/01/2024; 29/02/2024");
  series.rule = NH_SERIES_WEEK;
  series.weekday = G_DATE_MONDAY;
  series.from = day ("2023-11-01");
  series.to = day ("2023-11-20");
  assert_times (&series, "06/11/2023; 13/11/2023; 20/11/2023");
}

static void
test_months (void)
{
  NhSeries series = { .rule = NH_SERIES_MONTH, .from = day ("2023-12-20"), .to = day ("2024-03-02"), .minute = -1 };

  assert_times (&series, "Tháng 12/2023; Tháng 01/2024; Tháng 02/2024; Tháng 3/2024");
}

/* The lunar new year of 2024 is 10 February: schools close from the 4th to the 17th. */
static void
test_holidays (void)
{
  NhSeries series = { .rule = NH_SERIES_MONTH_DAY, .day = 12, .from = day ("2024-02-01"), .to = day ("2024-02-29"),
                      .minute = -1, .free = NH_SERIES_FREE_MOVE };

  assert_times (&series, "19/02/2024!"); /* the 18th is a Sunday */
  series.free = NH_SERIES_FREE_SKIP;
  assert_times (&series, "(12/02/2024)");
  series.free = NH_SERIES_FREE_KEEP;
  assert_times (&series, "12/02/2024!");
  /* 30 April and 1 May follow each other. */
  series.day = 30;
  series.from = series.to = day ("2024-04-10");
  series.free = NH_SERIES_FREE_MOVE;
  assert_times (&series, "02/5/2024!");
}

static void
test_frame (void)
{
  NhSeries series = { .rule = NH_SERIES_MONTH_DAY, .day = 15, .from = day ("2024-08-01"), .to = day ("2024-10-01"),
                      .minute = -1 };

  assert_times (&series, "15/8/2024; 16/9/2024?; 15/10/2024?");
  /* The August before belongs to the year, as for conflicts: plans are made then. */
  series.from = day ("2023-07-01");
  series.to = day ("2023-09-01");
  assert_times (&series, "15/7/2023?; 15/8/2023; 15/9/2023");
  series.rule = NH_SERIES_MONTH;
  assert_times (&series, "Tháng 7/2023?; Tháng 8/2023; Tháng 9/2023");
  series.rule = NH_SERIES_ONCE;
  series.when = "24/8/2023";
  assert_times (&series, "24/8/2023");
  series.when = "31/8/2023 - 02/9/2023";
  assert_times (&series, "Từ ngày 31/8/2023 đến ngày 02/9/2023!");
}

static void
test_refused (void)
{
  NhSeries series = { .rule = NH_SERIES_MONTH, .from = day ("2024-03-01"), .to = day ("2023-10-01"), .minute = -1 };
  g_autoptr (GError) error = NULL;
  NhSchoolYear year;

  nh_school_year_init (&year, 2023);
  g_assert_null (nh_series_times (&series, &year, &error));
  g_assert_error (error, NH_PARSE_ERROR, NH_PARSE_ERROR_RANGE);
  g_clear_error (&error);
  series.rule = NH_SERIES_ONCE;
  series.when = "32/10/2023";
  g_assert_null (nh_series_times (&series, &year, &error));
  g_assert_nonnull (error);
  series.when = "tháng 11";
  g_clear_error (&error);
  assert_times (&series, "Tháng 11/2023");
}

/* Times × teams, times left out by hand, and teams that take turns. */
static void
test_items (void)
{
  NhSeries series = { .rule = NH_SERIES_MONTH, .from = day ("2023-10-01"), .to = day ("2023-12-31"), .minute = -1 };
  const gint64 teams[] = { 11, 12 };
  g_autoptr (GHashTable) left_out = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) times = NULL;
  g_autoptr (GArray) items = NULL;
  NhSchoolYear year;

  nh_school_year_init (&year, 2023);
  times = nh_series_times (&series, &year, NULL);
  g_hash_table_add (left_out, GUINT_TO_POINTER (1));
  items = nh_series_items (times, left_out, teams, 2, NH_SERIES_EACH);
  g_assert_cmpuint (items->len, ==, 4);
  g_assert_cmpint (g_array_index (items, NhSeriesItem, 1).team, ==, 12);
  g_assert_cmpuint (g_array_index (items, NhSeriesItem, 3).time, ==, 2);
  g_assert_cmpuint (g_array_index (items, NhSeriesItem, 3).number, ==, 2);
  g_array_unref (items);
  items = nh_series_items (times, NULL, teams, 2, NH_SERIES_IN_TURN);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_cmpint (g_array_index (items, NhSeriesItem, 0).team, ==, 11);
  g_assert_cmpint (g_array_index (items, NhSeriesItem, 1).team, ==, 12);
  g_assert_cmpint (g_array_index (items, NhSeriesItem, 2).team, ==, 11);
  g_assert_cmpuint (g_array_index (items, NhSeriesItem, 2).number, ==, 2);
  g_array_unref (items);
  items = nh_series_items (times, left_out, NULL, 0, NH_SERIES_EACH);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpint (g_array_index (items, NhSeriesItem, 0).team, ==, 0);
}

static void
test_make (Fixture *f, gconstpointer data)
{
  NhSeries series = { .rule = NH_SERIES_MONTH_DAY, .day = 5, .from = day ("2023-10-01"), .to = day ("2023-12-31"),
                      .minute = -1 };
  const gint64 teams[] = { fixture_find (f->workbook, "team", "Cụm Một"), fixture_find (f->workbook, "team", "Cụm Hai") };
  gint64 before = fixture_count (f->workbook, "activity");
  const NhFieldText values[] = { { "kind", "meeting" }, { "content", "Họp cụm" }, { "place", "Hội trường" }, { NULL, NULL } };
  const NhFieldText wrong[] = { { "kind", "không có" }, { "content", "Họp cụm" }, { NULL, NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) times = NULL;
  g_autoptr (GArray) items = NULL;
  NhSchoolYear year;

  nh_school_year_init (&year, 2023);
  times = nh_series_times (&series, &year, &error);
  g_assert_no_error (error);
  items = nh_series_items (times, NULL, teams, 2, NH_SERIES_EACH);
  g_assert_true (nh_series_make (f->workbook, times, items, values, TRUE, made, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (made->len, ==, 6);
  g_assert_cmpint (fixture_count (f->workbook, "activity"), ==, before + 6);
  fixture_assert_text (f->workbook, "activity", g_array_index (made, gint64, 3), "content", "Họp cụm lần 2");
  fixture_assert_text (f->workbook, "activity", g_array_index (made, gint64, 3), "team", "Cụm Hai");
  fixture_assert_text (f->workbook, "activity", g_array_index (made, gint64, 3), "period", "06/11/2023");
  fixture_assert_text (f->workbook, "activity", g_array_index (made, gint64, 3), "place", "Hội trường");
  fixture_undo (f->workbook);
  g_assert_cmpint (fixture_count (f->workbook, "activity"), ==, before);
  g_assert_null (nh_workbook_get_undo_name (f->workbook));
  /* What is refused leaves nothing behind. */
  g_assert_false (nh_series_make (f->workbook, times, items, wrong, FALSE, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (fixture_count (f->workbook, "activity"), ==, before);
}

/* What the team does already on the days, where the days are known: of a semester none is. */
static void
test_conflict (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *when;
    gboolean meets;
  } times[] = {
    { "5/9/2023", FALSE },          { "4/9/2023", TRUE },   { "1-6/9/2023", TRUE },
    { "từ ngày 5/9/2023 đến ngày 8/9/2023", FALSE },        { "Học kỳ I", FALSE },
    { "Tuần 1 tháng 9/2023", FALSE },                       { "Tháng 9/2023", FALSE },
  };
  gint64 team = fixture_create (f->workbook, "team", "kind", "cluster", "name", "Cụm thử", NULL);
  g_autoptr (NhAgenda) agenda = NULL;
  NhSchoolYear year;

  nh_school_year_init (&year, 2023);
  fixture_create (f->workbook, "activity", "kind", "meeting", "content", "Họp đầu năm", "team", "Cụm thử", "period",
                  "1-4/9/2023", NULL);
  agenda = nh_agenda_new (f->workbook, 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      const NhSeries once = { .rule = NH_SERIES_ONCE, .when = times[i].when, .minute = -1 };
      g_autoptr (GArray) found = nh_series_times (&once, &year, NULL);
      g_autofree char *conflict = nh_series_find_conflict (agenda, &g_array_index (found, NhSeriesTime, 0), team);

      if ((conflict != NULL) != times[i].meets)
        g_error ("%s: %s", times[i].when, conflict ? conflict : "no conflict");
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/series/month-ends", test_month_ends);
  g_test_add_func ("/model/series/weekdays", test_weekdays);
  g_test_add_func ("/model/series/months", test_months);
  g_test_add_func ("/model/series/holidays", test_holidays);
  g_test_add_func ("/model/series/frame", test_frame);
  g_test_add_func ("/model/series/refused", test_refused);
  g_test_add_func ("/model/series/items", test_items);
  g_test_add ("/model/series/make", Fixture, "sample", fixture_set_up, test_make, fixture_tear_down);
  g_test_add ("/model/series/conflict", Fixture, "sample", fixture_set_up, test_conflict, fixture_tear_down);
  return g_test_run ();
}
