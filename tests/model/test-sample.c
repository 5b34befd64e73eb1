/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sample workbook: the figures that any office would count in it, and the journey of one
 * inspection from month to month.
 */
#include "model-fixture.h"
#include "model/nh-list-model.h"

static void
assert_count (Fixture *f, const char *what, gint64 wanted)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", what);
  gint64 n = fixture_sql (f->workbook, sql);

  if (n != wanted)
    g_error ("%s: %d, not %d", what, (int) n, (int) wanted);
}

#define OF(number) "plan = (SELECT id FROM plan WHERE number = '" number "')"
#define TITLED(part) "plan = (SELECT id FROM plan WHERE title LIKE '%" part "%')"

static void
test_figures (Fixture *f, gconstpointer data)
{
  assert_count (f, "plan", 5);
  assert_count (f, "(SELECT DISTINCT kind FROM plan)", 5);
  assert_count (f, "plan WHERE school_year IS NULL", 0);
  /* Dầu Tiếng: 17 schools in two clusters, 3 stretches of 9, 8 and 4 things to do. */
  assert_count (f, "team_unit l JOIN team t ON t.id = l.team JOIN unit u ON u.id = l.unit "
                   "WHERE t.name IN ('Cụm Một', 'Cụm Hai')", 17);
  assert_count (f, "activity WHERE kind = 'theme' AND " OF ("48") " AND id IN (SELECT activity "
                   "FROM activity_unit WHERE role = 'pilot')", 6);
  assert_count (f, "activity_unit l JOIN activity a ON a.id = l.activity WHERE l.role = 'pilot' "
                   "AND a." OF ("48"), 11);
  /* Bắc Giang: 8 lesson studies, 10 districts in 7 inspections. */
  assert_count (f, "activity WHERE kind = 'lesson_study' AND " OF ("73"), 8);
  assert_count (f, "activity WHERE kind = 'lesson_study' AND level = 'THPT' AND " OF ("73"), 4);
  assert_count (f, "activity WHERE kind = 'inspection' AND " OF ("73"), 7);
  assert_count (f, "activity_unit l JOIN activity a ON a.id = l.activity WHERE l.role = "
                   "'inspected' AND a." OF ("73"), 10);
  assert_count (f, "deadline WHERE " OF ("73") " AND rule = 'relative'", 2);
  /* Quảng Ngãi 2017: three clusters of five, 8 general rows, 3 of clusters. */
  assert_count (f, "team_unit l JOIN team t ON t.id = l.team WHERE t.name LIKE 'Cụm thứ %'", 15);
  assert_count (f, "activity WHERE team IS NULL AND kind <> 'theme' AND period_start IS NOT NULL "
                   "AND " OF ("758"), 8);
  assert_count (f, "activity WHERE team IS NOT NULL AND " OF ("758"), 3);
  /* Quảng Ngãi 2024: three members replaced. */
  assert_count (f, "membership WHERE replaces IS NOT NULL", 3);
  assert_count (f, "membership WHERE to_on IS NOT NULL", 3);
  /* Hải Dương: programme 3 takes 40 periods. */
  assert_count (f, "programme WHERE " TITLED ("Bồi dưỡng") " AND title LIKE '%3%' AND "
                   "required_periods = 40", 1);
  assert_count (f, "plan p WHERE (SELECT count (*) FROM appendix WHERE plan = p.id) < 2", 0);
  assert_count (f, "plan p WHERE (SELECT count (*) FROM block WHERE plan = p.id) < 20", 0);
  assert_count (f, "plan p WHERE (SELECT count (*) FROM plan_recipient WHERE plan = p.id) < 3", 0);
}

static void
test_sound (Fixture *f, gconstpointer data)
{
  assert_count (f, "pragma_foreign_key_check", 0);
  assert_count (f, "activity WHERE period_text IS NOT NULL AND period_exactness IS NULL", 0);
  assert_count (f, "unit WHERE sort_key IS NULL", 0);
  assert_count (f, "person WHERE sort_key IS NULL", 0);
  assert_count (f, "person WHERE email IS NOT NULL AND email NOT LIKE '%@example.vn'", 0);
  /* A sample is opened, not typed. */
  g_assert_null (nh_workbook_get_undo_name (f->workbook));
}

static gint64
luc_ngan (Fixture *f)
{
  return fixture_sql (f->workbook,
                      "SELECT a.id FROM activity a JOIN activity_unit l ON l.activity = a.id JOIN "
                      "unit u ON u.id = l.unit WHERE a.kind = 'inspection' AND a.plan IS NOT NULL "
                      "AND u.area = 'Lục Ngạn'");
}

static void
assert_papers (Fixture *f, const char *shown, const char *raw, gboolean provisional)
{
  const NhEntity *activity = nh_entity_find ("activity");
  const NhEntity *due = nh_entity_find ("due");
  gint64 id = luc_ngan (f);
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  const NhListFilter filter = { "activity", key };
  g_autoptr (NhRecord) record = nh_workbook_load (f->workbook, activity, id, NULL);
  g_autoptr (NhListModel) list = nh_list_model_new (f->workbook, due);
  NhRecord *paper;
  int field = NH_FIELD (activity, "papers_due");

  g_assert_cmpstr (nh_record_get_text (record, field), ==, shown);
  g_assert_cmpstr (nh_record_get_raw (record, field), ==, raw);
  g_assert_cmpint (nh_record_is_provisional (record, field), ==, provisional);
  nh_list_model_set_filters (list, &filter, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  paper = nh_list_model_get_record (list, 0);
  g_assert_cmpstr (nh_record_text (paper, "due_on"), ==, shown);
  g_assert_cmpint (nh_record_is_provisional (paper, NH_FIELD (due, "due_on")), ==, provisional);
  g_assert_cmpint (nh_record_get_int64 (paper, NH_FIELD (due, "activity")), ==, id);
}

static void
test_papers (Fixture *f, gconstpointer data)
{
  gint64 id = luc_ngan (f);
  gint64 n_due = fixture_count (f->workbook, "due");
  gint64 rule;

  assert_papers (f, "29/01/2024", "2024-01-29", TRUE);
  fixture_set (f->workbook, "activity", id, "period", "Tháng 3/2024");
  assert_papers (f, "27/02/2024", "2024-02-27", TRUE);
  fixture_undo (f->workbook);
  assert_papers (f, "29/01/2024", "2024-01-29", TRUE);
  fixture_redo (f->workbook);
  assert_papers (f, "27/02/2024", "2024-02-27", TRUE);
  fixture_set (f->workbook, "activity", id, "period", "ngày 15/3/2024");
  assert_papers (f, "12/3/2024", "2024-03-12", FALSE);
  /* The rule changes for all. */
  rule = fixture_sql (f->workbook, "SELECT id FROM deadline WHERE activity_kind = 'inspection'");
  fixture_set (f->workbook, "deadline", rule, "offset_days", "5");
  assert_papers (f, "10/3/2024", "2024-03-10", FALSE);
  /* Without a date nothing is due yet. */
  fixture_set (f->workbook, "activity", id, "period", "khi có yêu cầu");
  g_assert_cmpint (fixture_count (f->workbook, "due"), ==, n_due - 1);
  fixture_assert_text (f->workbook, "activity", id, "papers_due", "");
}

/* Twice the same. */
static void
test_filled_once (Fixture *f, gconstpointer data)
{
  gint64 n = fixture_count (f->workbook, "activity");

  g_assert_cmpint (n, ==, 101);
  g_assert_cmpint (fixture_count (f->workbook, "unit"), ==, 72);
}

#define ADD(name, function) \
  g_test_add ("/sample/" name, Fixture, "sample", fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("figures", test_figures);
  ADD ("sound", test_sound);
  ADD ("papers", test_papers);
  ADD ("filled-once", test_filled_once);
  return g_test_run ();
}
