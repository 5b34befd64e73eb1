/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the overview counts and lists, from activities made by hand and from the sample.
 */
#include <locale.h>

#include "core/nh-period.h"
#include "model-fixture.h"
#include "model/nh-dues.h"
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

/* "31/10 hằng năm" is a day and no month. */
static void
test_yearly_day (void)
{
  g_autoptr (GPtrArray) activities = some_activities ();
  g_autoptr (GPtrArray) dues = some_dues ();
  g_autoptr (GArray) week = NULL;
  g_autofree char *words = NULL;

  add (activities, "Hằng năm", "meeting", "planned", NH_EXACTNESS_YEARLY_DAY, "2023-10-17", NULL);
  week = nh_overview_between (activities, dues, day ("2023-10-16"), day ("2023-10-22"), NULL);
  words = words_of (week);
  g_assert_cmpstr (words, ==, "Hằng năm; Họp; Còn thiếu; Sinh hoạt; Kiểm tra tháng 10");
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

/* Two schools in a cluster, and a plan of 2023-2024 for it. */
static gint64
make_plan (Fixture *f)
{
  NhWorkbook *w = f->workbook;
  gint64 year = fixture_create (w, "school_year", "name", "2023-2024", "starts_on", "1/9/2023", "ends_on", "31/8/2024", NULL);

  fixture_create (w, "unit", "name", "TH An", "kind", "primary", NULL);
  fixture_create (w, "unit", "name", "TH Bình", "kind", "primary", NULL);
  fixture_create (w, "team", "name", "Cụm Một", "kind", "cluster", "units", "TH An; TH Bình", NULL);
  fixture_create (w, "plan", "title", "Kế hoạch năm học", "kind", "other", "school_year", "2023-2024", "team", "Cụm Một", NULL);
  return year;
}

static void
assert_papers (Fixture *f, gint64 year, const char *iso, guint in_time, guint late, guint missing, guint open, const char *who)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhOverviewPapers) papers = nh_overview_papers_new (f->workbook, year, day (iso), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (papers->in_time, ==, in_time);
  g_assert_cmpuint (papers->late, ==, late);
  g_assert_cmpuint (papers->missing, ==, missing);
  g_assert_cmpuint (papers->open, ==, open);
  g_assert_cmpuint (papers->missing_papers->len, ==, who ? 1 : 0);
  if (!who)
    return;
  {
    const NhOverviewMissing *one = papers->missing_papers->pdata[0];

    g_assert_cmpstr (one->what, ==, "Báo cáo đầu năm");
    g_assert_cmpstr (one->who, ==, who);
    g_assert_cmpuint (one->n_who, ==, missing);
    g_assert_cmpuint (one->due_on, ==, day ("2023-09-15"));
    g_assert_false (one->provisional);
  }
}

static void
test_papers (Fixture *f, gconstpointer data)
{
  gint64 year = make_plan (f);

  fixture_create (f->workbook, "deadline", "plan", "Kế hoạch năm học", "what", "Báo cáo đầu năm", "rule", "on", "due",
                  "15/9/2023", "owes", "listed", "units", "TH An; TH Bình", NULL);
  assert_papers (f, year, "2023-09-15", 0, 0, 0, 2, NULL); /* the last day is still in time */
  assert_papers (f, year, "2023-10-01", 0, 0, 2, 0, "TH An, TH Bình");
  fixture_create (f->workbook, "submission", "deadline", "Báo cáo đầu năm", "unit", "TH An", "received_on", "14/9/2023", NULL);
  fixture_create (f->workbook, "submission", "deadline", "Báo cáo đầu năm", "unit", "TH Bình", "received_on", "20/9/2023",
                  NULL);
  /* Seen from a day before a paper came, it had not come. */
  assert_papers (f, year, "2023-09-10", 0, 0, 0, 2, NULL);
  assert_papers (f, year, "2023-09-18", 1, 0, 1, 0, "TH Bình");
  assert_papers (f, year, "2023-10-01", 1, 1, 0, 0, NULL);
}

/* A paper for a round of which only the month is known: nobody is late before the month is over, less the days. */
/* A paper of no plan is of the year that its day lies in, wherever papers are counted. */
static void
test_papers_without_plan (Fixture *f, gconstpointer data)
{
  gint64 year = make_plan (f);
  NhDuesCount count;

  fixture_create (f->workbook, "deadline", "what", "Báo cáo cũ", "rule", "on", "due", "15/9/2022", "owes", "listed", "units",
                  "TH Bình", NULL);
  fixture_create (f->workbook, "deadline", "what", "Báo cáo đầu năm", "rule", "on", "due", "15/9/2023", "owes", "listed",
                  "units", "TH An", NULL);
  assert_papers (f, year, "2023-11-01", 0, 0, 1, 0, "TH An");
  g_assert_true (nh_dues_count (f->workbook, year, 7, &count, NULL));
  g_assert_cmpuint (count.missing, ==, 1);
  g_assert_true (nh_dues_count (f->workbook, 0, 7, &count, NULL));
  g_assert_cmpuint (count.missing, ==, 2);
}

static void
test_papers_provisional (Fixture *f, gconstpointer data)
{
  gint64 year = make_plan (f);

  fixture_create (f->workbook, "activity", "plan", "Kế hoạch năm học", "kind", "inspection", "content", "Kiểm tra", "inspected",
                  "TH An", "period", "Tháng 10/2023", "status", "planned", NULL);
  fixture_create (f->workbook, "activity", "plan", "Kế hoạch năm học", "kind", "inspection", "content", "Kiểm tra hai",
                  "inspected", "TH Bình", "period", "Tháng 10/2023", "status", "postponed", NULL);
  fixture_create (f->workbook, "deadline", "plan", "Kế hoạch năm học", "what", "Hồ sơ", "rule", "relative", "activity_kind",
                  "inspection", "offset_days", "7", NULL);
  assert_papers (f, year, "2023-10-01", 0, 0, 0, 2, NULL); /* after the safe 24/9 */
  assert_papers (f, year, "2023-10-24", 0, 0, 0, 2, NULL);
  {
    g_autoptr (NhOverviewPapers) papers = nh_overview_papers_new (f->workbook, year, day ("2023-10-25"), NULL);

    g_assert_cmpuint (papers->missing, ==, 1); /* nothing for the one that was postponed */
    g_assert_cmpuint (papers->open, ==, 1);
  }
  fixture_create (f->workbook, "submission", "deadline", "Hồ sơ", "activity", "Kiểm tra", "unit", "TH An", "received_on",
                  "20/10/2023", NULL);
  assert_papers (f, year, "2023-10-25", 1, 0, 0, 1, NULL);
}

static void
test_coverage (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) units = NULL;
  const NhOverviewUnit *unit;

  make_plan (f);
  fixture_create (f->workbook, "activity", "plan", "Kế hoạch năm học", "kind", "inspection", "content", "Kiểm tra", "inspected",
                  "TH An", "period", "Tháng 10/2023", "status", "planned", NULL);
  /* Of an earlier year, without a plan; and one that was called off, which covers nobody. */
  fixture_create (f->workbook, "activity", "kind", "inspection", "content", "Kiểm tra cũ", "inspected", "TH Bình", "period",
                  "12/3/2022", "status", "done", NULL);
  fixture_create (f->workbook, "activity", "kind", "inspection", "content", "Kiểm tra đã hủy", "inspected", "TH Bình", "period",
                  "12/3/2023", "status", "cancelled", NULL);
  units = nh_overview_coverage_new (f->workbook, 2023, day ("2023-10-15"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (units->len, ==, 2);
  unit = units->pdata[0]; /* longest not inspected: never, and only planned */
  g_assert_cmpstr (unit->name, ==, "TH An");
  g_assert_cmpint (unit->years[4], ==, NH_INSPECTED_PLANNED);
  unit = units->pdata[1];
  g_assert_cmpstr (unit->name, ==, "TH Bình");
  g_assert_cmpint (unit->last_year, ==, 2021);
  g_assert_cmpint (unit->years[2], ==, NH_INSPECTED_DONE);
  g_assert_cmpint (unit->years[3], ==, NH_INSPECTED_NEVER);
  g_clear_pointer (&units, g_ptr_array_unref);
  units = nh_overview_coverage_new (f->workbook, 2023, day ("2023-11-01"), &error);
  unit = units->pdata[1];
  g_assert_cmpint (unit->years[4], ==, NH_INSPECTED_DONE);

  /* A school that took over from another has what was inspected there; the old one is nobody's concern any more. */
  fixture_create (f->workbook, "unit", "name", "TH Chung", "kind", "primary", NULL);
  fixture_set (f->workbook, "unit", fixture_find (f->workbook, "unit", "TH Bình"), "successor", "TH Chung");
  fixture_set (f->workbook, "unit", fixture_find (f->workbook, "unit", "TH Bình"), "active_to", "30/6/2023");
  g_clear_pointer (&units, g_ptr_array_unref);
  units = nh_overview_coverage_new (f->workbook, 2023, day ("2023-10-15"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (units->len, ==, 2);
  unit = units->pdata[1];
  g_assert_cmpstr (unit->name, ==, "TH Chung");
  g_assert_cmpint (unit->last_done, ==, 2021);
  g_assert_cmpint (unit->years[2], ==, NH_INSPECTED_DONE);
}

static void
test_themes (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 year = make_plan (f);
  NhOverviewThemes themes;

  fixture_create (f->workbook, "activity", "plan", "Kế hoạch năm học", "kind", "theme", "content", "Giáo dục STEM", "pilots",
                  "TH An", "status", "planned", NULL);
  g_assert_true (nh_overview_read_themes (f->workbook, year, &themes, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (themes.n_themes, ==, 1);
  g_assert_cmpuint (themes.adopted, ==, 1); /* the pilot */
  g_assert_cmpuint (themes.wanted, ==, 2);
  g_assert_cmpuint (themes.n_clusters, ==, 1);
  g_assert_cmpuint (themes.n_covered, ==, 0);
  fixture_create (f->workbook, "theme_adoption", "activity", "Giáo dục STEM", "unit", "TH Bình", "state", "trying", NULL);
  fixture_set (f->workbook, "activity", fixture_find (f->workbook, "activity", "Giáo dục STEM"), "team", "Cụm Một");
  g_assert_true (nh_overview_read_themes (f->workbook, year, &themes, &error));
  g_assert_cmpuint (themes.trying, ==, 1);
  g_assert_cmpuint (themes.n_covered, ==, 1);
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
  g_test_add_func ("/model/overview/yearly-day", test_yearly_day);
  g_test_add_func ("/model/overview/next", test_next);
  g_test_add_func ("/model/overview/months", test_months);
  g_test_add_func ("/model/overview/day", test_day);
  g_test_add ("/model/overview/papers", Fixture, NULL, fixture_set_up, test_papers, fixture_tear_down);
  g_test_add ("/model/overview/papers-without-plan", Fixture, NULL, fixture_set_up, test_papers_without_plan, fixture_tear_down);
  g_test_add ("/model/overview/papers-provisional", Fixture, NULL, fixture_set_up, test_papers_provisional, fixture_tear_down);
  g_test_add ("/model/overview/coverage", Fixture, NULL, fixture_set_up, test_coverage, fixture_tear_down);
  g_test_add ("/model/overview/themes", Fixture, NULL, fixture_set_up, test_themes, fixture_tear_down);
  g_test_add ("/model/overview/year", Fixture, "sample", fixture_set_up, test_year, fixture_tear_down);
  g_test_add ("/model/overview/no-year", Fixture, NULL, fixture_set_up, test_year, fixture_tear_down);
  return g_test_run ();
}
