/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the overview counts and lists, from activities made by hand and from the sample.
 */
#include <locale.h>

#include "core/nh-period.h"
#include "model-fixture.h"
#include "model/nh-overview.h"

static guint32
day (const char *iso)
{
  guint32 julian = nh_day_from_iso (iso);

  g_assert_cmpuint (julian, !=, 0);
  return julian;
}

static void
activity_free (gpointer data)
{
  g_free (((NhAgendaActivity *) data)->label);
  g_free (data);
}

static void
add (GPtrArray *activities, const char *label, const char *kind, const char *status, NhExactness exactness,
     const char *start, const char *end)
{
  NhAgendaActivity *activity = g_new0 (NhAgendaActivity, 1);

  activity->id = activities->len + 1;
  activity->label = g_strdup (label);
  activity->kind = kind;
  activity->status = status;
  activity->exactness = exactness;
  activity->start = start ? day (start) : 0;
  activity->end = end ? day (end) : activity->start;
  g_ptr_array_add (activities, activity);
}

static GPtrArray *
some_activities (void)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (activity_free);

  add (all, "Triển khai", "meeting", "done", NH_EXACTNESS_DAY, "2023-08-25", NULL);
  add (all, "Cả năm", "theme", "planned", NH_EXACTNESS_YEAR, "2023-09-01", "2024-08-31");
  add (all, "Kiểm tra tháng 10", "inspection", "planned", NH_EXACTNESS_MONTH, "2023-10-01", "2023-10-31");
  add (all, "Họp", "meeting", "planned", NH_EXACTNESS_DAY, "2023-10-18", NULL);
  add (all, "Sinh hoạt", "lesson_study", "planned", NH_EXACTNESS_DAYS, "2023-10-22", "2023-10-23");
  add (all, "Đã hủy", "meeting", "cancelled", NH_EXACTNESS_DAY, "2023-10-19", NULL);
  add (all, "Tháng 11,12", "lesson_study", "planned", NH_EXACTNESS_MONTHS, "2023-11-01", "2023-12-31");
  add (all, "Khi có yêu cầu", "other", "planned", NH_EXACTNESS_WORDS, NULL, NULL);
  return all;
}

static GPtrArray *
some_dues (void)
{
  GPtrArray *dues = g_ptr_array_new_with_free_func (g_free);
  const NhAgendaDue all[] = {
    { .id = 1, .what = (char *) "Đã nộp đủ", .due_on = day ("2023-10-17"), .n_owed = 2, .n_received = 2 },
    { .id = 2, .what = (char *) "Còn thiếu", .due_on = day ("2023-10-20"), .n_owed = 2, .n_received = 1 },
    { .id = 3, .what = (char *) "Tạm tính", .due_on = day ("2023-10-24"), .provisional = TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_ptr_array_add (dues, g_memdup2 (&all[i], sizeof all[i]));
  return dues;
}

static char *
words_of (GArray *entries)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const NhOverviewEntry *entry = &g_array_index (entries, NhOverviewEntry, i);

      g_string_append_printf (words, "%s%s", i ? "; " : "", entry->activity ? entry->activity->label : entry->due->what);
    }
  return g_string_free (words, FALSE);
}

static void
test_week (void)
{
  g_autoptr (GPtrArray) activities = some_activities ();
  g_autoptr (GPtrArray) dues = some_dues ();
  g_autoptr (GArray) week = NULL;
  g_autofree char *words = NULL;
  guint32 from;
  guint32 to;
  guint n_long = 0;

  nh_overview_week (day ("2023-10-22"), &from, &to); /* a Sunday */
  g_assert_cmpuint (from, ==, day ("2023-10-16"));
  g_assert_cmpuint (to, ==, day ("2023-10-22"));
  week = nh_overview_between (activities, dues, from, to, &n_long);
  words = words_of (week);
  g_assert_cmpstr (words, ==, "Họp; Còn thiếu; Sinh hoạt; Kiểm tra tháng 10");
  g_assert_cmpuint (n_long, ==, 1);
}

static void
test_next (void)
{
  g_autoptr (GPtrArray) activities = some_activities ();
  g_autoptr (GPtrArray) dues = some_dues ();
  g_autoptr (GArray) next = nh_overview_next (activities, dues, day ("2023-10-18"), 10);
  g_autoptr (GArray) two = nh_overview_next (activities, NULL, day ("2023-10-18"), 1);
  g_autofree char *words = words_of (next);
  g_autofree char *first = words_of (two);

  g_assert_cmpstr (words, ==, "Còn thiếu; Sinh hoạt; Tạm tính; Tháng 11,12");
  g_assert_cmpstr (first, ==, "Sinh hoạt");
}

static guint
count_of (const NhOverviewMonth *month, const char *kind)
{
  guint n;
  const NhChoice *kinds = nh_overview_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (kinds[i].key, kind))
      return month->counts[i];
  g_assert_not_reached ();
}

static void
test_months (void)
{
  g_autoptr (GPtrArray) activities = some_activities ();
  g_autoptr (GArray) months = NULL;
  guint n_long = 0;
  NhSchoolYear year;

  nh_school_year_init (&year, 2023);
  months = nh_overview_months (activities, &year, &n_long);
  g_assert_cmpuint (n_long, ==, 1);
  g_assert_cmpuint (months->len, ==, 13); /* the August before, too: something happens in it */
  g_assert_cmpuint (g_array_index (months, NhOverviewMonth, 0).month, ==, day ("2023-08-01"));
  g_assert_cmpuint (count_of (&g_array_index (months, NhOverviewMonth, 0), "meeting"), ==, 1);
  g_assert_cmpuint (g_array_index (months, NhOverviewMonth, 2).n, ==, 3);
  g_assert_cmpuint (count_of (&g_array_index (months, NhOverviewMonth, 2), "meeting"), ==, 1);
  g_assert_cmpuint (count_of (&g_array_index (months, NhOverviewMonth, 3), "lesson_study"), ==, 1);
  g_assert_cmpuint (g_array_index (months, NhOverviewMonth, 4).n, ==, 0);
}

static void
test_day (void)
{
  g_autoptr (GPtrArray) activities = some_activities ();
  g_autoptr (GPtrArray) dues = some_dues ();
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  NhSchoolYear year;

  nh_school_year_init (&year, 2023);
  g_assert_cmpuint (nh_overview_choose_day (activities, dues, &year, day ("2024-02-07")), ==, day ("2024-02-07"));
  /* 1 October 2023 is a Sunday. */
  g_assert_cmpuint (nh_overview_choose_day (activities, dues, &year, day ("2026-11-26")), ==, day ("2023-10-02"));
  g_assert_cmpuint (nh_overview_choose_day (nothing, dues, &year, day ("2026-11-26")), ==, day ("2023-10-17"));
  /* An empty year: the first day after the holidays of September. */
  g_assert_cmpuint (nh_overview_choose_day (nothing, nothing, &year, day ("2026-11-26")), ==, day ("2023-09-04"));
}

static void
test_papers (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 year = fixture_find (f->workbook, "school_year", "2023-2024");
  g_autoptr (NhOverviewPapers) papers = nh_overview_papers_new (f->workbook, year, day ("2023-10-01"), &error);
  const NhOverviewMissing *missing;
  guint before;

  g_assert_no_error (error);
  before = papers->missing;
  g_assert_cmpuint (before, ==, papers->missing_papers->len);
  missing = papers->missing_papers->pdata[1];
  g_assert_cmpuint (missing->due_on, ==, day ("2023-09-14"));
  missing = papers->missing_papers->pdata[0];
  g_assert_true (missing->provisional);
  g_assert_nonnull (strstr (missing->who, "Bắc Giang"));
  fixture_create (f->workbook, "submission", "deadline",
                  "Kế hoạch SHCM kèm lịch tổ chức ở cấp huyện hoặc cụm huyện", "received_on", "14/9/2023", NULL);
  g_clear_pointer (&papers, nh_overview_papers_free);
  papers = nh_overview_papers_new (f->workbook, year, day ("2023-10-01"), &error);
  g_assert_cmpuint (papers->missing, ==, before - 1);
  g_assert_cmpuint (papers->in_time, ==, 1);
  /* Seen from a day before it came, it had not come, and it was not due yet. */
  g_clear_pointer (&papers, nh_overview_papers_free);
  papers = nh_overview_papers_new (f->workbook, year, day ("2023-09-10"), &error);
  g_assert_cmpuint (papers->in_time, ==, 0);
}

static void
test_coverage (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) units = nh_overview_coverage_new (f->workbook, 2023, day ("2023-11-15"), &error);
  guint done = 0;
  guint planned = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < units->len; i++)
    {
      const NhOverviewUnit *unit = units->pdata[i];

      done += unit->years[NH_OVERVIEW_YEARS - 1] == NH_INSPECTED_DONE;
      planned += unit->years[NH_OVERVIEW_YEARS - 1] == NH_INSPECTED_PLANNED;
      g_assert_cmpint (unit->years[0], ==, NH_INSPECTED_NEVER);
    }
  g_assert_cmpuint (done, >, 0);
  g_assert_cmpuint (planned, >, 0);
  g_assert_cmpuint (done + planned, ==, units->len);
  /* An inspection that was called off covers nobody. */
  g_clear_pointer (&units, g_ptr_array_unref);
  units = nh_overview_coverage_new (f->workbook, 2016, day ("2023-11-15"), &error);
  g_assert_cmpuint (units->len, ==, 0);
}

static void
test_themes (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 year = fixture_find (f->workbook, "school_year", "2023-2024");
  NhOverviewThemes themes;
  guint adopted;

  g_assert_true (nh_overview_read_themes (f->workbook, year, &themes, &error));
  g_assert_cmpuint (themes.n_themes, ==, 20);
  g_assert_cmpuint (themes.n_clusters, ==, 2);
  g_assert_cmpuint (themes.adopted, >, 0);
  g_assert_cmpuint (themes.wanted, >=, themes.adopted);
  adopted = themes.adopted;
  fixture_create (f->workbook, "theme_adoption", "activity", "Giáo dục STEM (kể cả lồng ghép)", "unit", "TH Long Hòa",
                  "state", "adopted", NULL);
  g_assert_true (nh_overview_read_themes (f->workbook, year, &themes, &error));
  g_assert_cmpuint (themes.adopted, ==, adopted + 1);
}

static void
test_year (Fixture *f, gconstpointer sample)
{
  gint64 year = nh_overview_choose_year (f->workbook, day ("2026-11-26"));

  if (!sample)
    {
      g_assert_cmpint (year, ==, 0);
      return;
    }
  g_assert_cmpint (year, ==, fixture_find (f->workbook, "school_year", "2023-2024"));
  g_assert_cmpint (nh_overview_choose_year (f->workbook, day ("2024-10-01")), ==,
                   fixture_find (f->workbook, "school_year", "2024-2025"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/overview/week", test_week);
  g_test_add_func ("/model/overview/next", test_next);
  g_test_add_func ("/model/overview/months", test_months);
  g_test_add_func ("/model/overview/day", test_day);
  g_test_add ("/model/overview/papers", Fixture, "sample", fixture_set_up, test_papers, fixture_tear_down);
  g_test_add ("/model/overview/coverage", Fixture, "sample", fixture_set_up, test_coverage, fixture_tear_down);
  g_test_add ("/model/overview/themes", Fixture, "sample", fixture_set_up, test_themes, fixture_tear_down);
  g_test_add ("/model/overview/year", Fixture, "sample", fixture_set_up, test_year, fixture_tear_down);
  g_test_add ("/model/overview/no-year", Fixture, NULL, fixture_set_up, test_year, fixture_tear_down);
  return g_test_run ();
}
