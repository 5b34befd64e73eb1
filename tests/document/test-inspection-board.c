/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The boards of inspections and their appendices, for the sample.
 */
#include <string.h>

#include "document/nh-compose.h"
#include "document/nh-inspection-board.h"
#include "model-fixture.h"

static gint64
plan_73 (Fixture *f)
{
  return fixture_sql (f->workbook, "SELECT id FROM plan WHERE number = '73'");
}

static guint
row_of (NhMatrix *matrix, const char *name)
{
  for (guint r = 0; r < nh_matrix_get_n_rows (matrix); r++)
    if (g_str_equal (nh_matrix_get_row (matrix, r)->label, name))
      return r;
  g_error ("no row %s", name);
}

static guint
column_of (NhMatrix *matrix, const char *label)
{
  for (guint c = 0; c < nh_matrix_get_n_columns (matrix); c++)
    if (g_str_equal (nh_matrix_get_column (matrix, c)->label, label))
      return c;
  g_error ("no column %s", label);
}

static void
assert_cell (NhMatrix *matrix, const char *row, const char *column, guint item, const char *text, const char *style)
{
  guint n;
  const NhMatrixItem *items = nh_matrix_get_items (matrix, row_of (matrix, row), column_of (matrix, column), &n);

  g_assert_cmpuint (item, <, n);
  g_assert_cmpstr (items[item].text, ==, text);
  g_assert_cmpstr (items[item].style, ==, style);
}

static void
test_schedule (Fixture *f, gconstpointer data)
{
  g_autoptr (NhMatrix) matrix = nh_inspection_schedule_matrix (f->workbook, plan_73 (f), 0, NH_INSPECTION_BOARD_DEFAULT, NULL);
  guint n;

  g_assert_cmpuint (nh_matrix_get_n_rows (matrix), >=, 10);
  g_assert_cmpuint (nh_matrix_get_n_columns (matrix), ==, 9);
  assert_cell (matrix, "TP Bắc Giang", "9/2023", 0, "Đoàn 1", "good");
  assert_cell (matrix, "Hiệp Hòa", "3/2024", 0, "Đoàn 3", "late"); /* it hosts then */
  assert_cell (matrix, "Hiệp Hòa", "3/2024", 1, "hosts", "kind-lesson-study");
  assert_cell (matrix, "Lục Ngạn", "2/2024", 0, "Đoàn 2", "kind-inspection");
  g_assert_cmpstr (nh_matrix_get_row (matrix, row_of (matrix, "Lục Ngạn"))->detail, ==, "never before");
  nh_matrix_get_items (matrix, row_of (matrix, "Lục Ngạn"), column_of (matrix, "9/2023"), &n);
  g_assert_cmpuint (n, ==, 0);
}

/* What begins before the school year or goes on after it stands in the months of it; on paper months have the zero of
 * Decree 30. */
static void
test_edges (Fixture *f, gconstpointer data)
{
  g_autoptr (NhMatrix) matrix = NULL;
  g_autoptr (NhMatrix) paper = NULL;
  guint n;

  fixture_create (f->workbook, "activity", "plan", "73/KH-SGDĐT", "kind", "inspection", "content", "Kiểm tra trước năm",
                  "period", "từ tháng 7/2023 đến tháng 9/2023", NULL);
  fixture_create (f->workbook, "activity", "plan", "73/KH-SGDĐT", "kind", "inspection", "content", "Kiểm tra sau năm",
                  "period", "từ tháng 6/2024 đến tháng 8/2024", NULL);
  matrix = nh_inspection_schedule_matrix (f->workbook, plan_73 (f), 0, NH_INSPECTION_BOARD_DEFAULT, NULL);
  assert_cell (matrix, "Kiểm tra trước năm", "8/2023", 0, "inspection", "kind-inspection");
  assert_cell (matrix, "Kiểm tra trước năm", "9/2023", 0, "inspection", "kind-inspection");
  nh_matrix_get_items (matrix, row_of (matrix, "Kiểm tra trước năm"), column_of (matrix, "10/2023"), &n);
  g_assert_cmpuint (n, ==, 0);
  assert_cell (matrix, "Kiểm tra sau năm", "6/2024", 0, "inspection", "kind-inspection");
  assert_cell (matrix, "Kiểm tra sau năm", "7/2024", 0, "inspection", "kind-inspection");
  paper = nh_inspection_schedule_matrix (f->workbook, plan_73 (f), 0, NH_INSPECTION_BOARD_PAPER, NULL);
  assert_cell (paper, "Lục Ngạn", "Tháng 02/2024", 0, "Đoàn 2", "kind-inspection");
  assert_cell (paper, "Hiệp Hòa", "Tháng 3/2024", 0, "Đoàn 3", "late");
}

static void
test_coverage (Fixture *f, gconstpointer data)
{
  g_autoptr (NhMatrix) matrix = nh_inspection_coverage_matrix (f->workbook, plan_73 (f), 0, NH_INSPECTION_BOARD_LONGEST, NULL);
  g_auto (NhInspectionSummary) summary = { 0 };

  g_assert_cmpuint (nh_matrix_get_n_columns (matrix), ==, NH_INSPECTION_BOARD_YEARS);
  g_assert_cmpstr (nh_matrix_get_row (matrix, 0)->label, ==, "Lục Ngạn");
  g_assert_cmpstr (nh_matrix_get_row (matrix, 0)->detail, ==, "never before");
  assert_cell (matrix, "Lạng Giang", "2022-2023", 0, "02/2023", "good");
  assert_cell (matrix, "Lục Ngạn", "2023-2024", 0, "02/2024", "kind-inspection");
  g_assert_true (nh_inspection_summarize (f->workbook, plan_73 (f), 0, &summary, NULL));
  g_assert_cmpuint (summary.n_units, ==, 10);
  g_assert_cmpuint (summary.n_inspected, ==, 10);
  g_assert_null (summary.longest);
}

static void
test_summary (Fixture *f, gconstpointer data)
{
  g_auto (NhInspectionSummary) summary = { 0 };
  gint64 luc_ngan = fixture_sql (f->workbook, "SELECT a.id FROM activity a JOIN activity_unit l ON l.activity = a.id JOIN unit u "
                                              "ON u.id = l.unit WHERE a.plan IS NOT NULL AND u.area = 'Lục Ngạn'");

  fixture_delete (f->workbook, "activity", luc_ngan);
  g_assert_true (nh_inspection_summarize (f->workbook, plan_73 (f), 0, &summary, NULL));
  g_assert_cmpuint (summary.n_units, ==, 10);
  g_assert_cmpuint (summary.n_inspected, ==, 9);
  g_assert_cmpstr (summary.longest, ==, "Lục Ngạn");
  g_assert_cmpint (summary.years, ==, NH_INSPECTION_NEVER_INSPECTED);
}

static const char *
cell (NhTable *table, guint row, guint column)
{
  return nh_table_get_cell (table, row, column)->text;
}

/* On paper everything is Vietnamese, and what only helps planning is left out. */
static void
test_views (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhTable) schedule = nh_compose_view (f->workbook, plan_73 (f), "inspection_schedule", "single", NULL, &error);
  g_autoptr (NhTable) list = nh_compose_view (f->workbook, plan_73 (f), "inspection_schedule", "grouped", NULL, &error);
  g_autoptr (NhTable) coverage = nh_compose_view (f->workbook, plan_73 (f), "inspection_coverage", "single", NULL, &error);
  g_autoptr (NhTable) findings = nh_compose_view (f->workbook, plan_73 (f), "findings", "single", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (nh_table_get_n_rows (schedule), ==, 11);
  g_assert_cmpuint (nh_table_get_n_columns (schedule), ==, 8); /* the months that are used */
  g_assert_cmpstr (cell (schedule, 0, 1), ==, "Tháng 9/2023");
  g_assert_cmpstr (cell (schedule, 1, 0), ==, "TP Bắc Giang");
  g_assert_cmpstr (cell (schedule, 1, 1), ==, "Đoàn 1");
  g_assert_cmpstr (cell (list, 1, 0), ==, "Tháng 9/2023");
  g_assert_cmpstr (cell (list, 2, 1), ==, "TP Bắc Giang");
  g_assert_cmpstr (cell (list, 2, 3), ==, "Đoàn kiểm tra số 1");
  g_assert_cmpstr (cell (coverage, 1, 0), ==, "Lục Ngạn\nchưa từng");
  g_assert_cmpstr (cell (findings, 1, 3), ==, "Cập nhật kế hoạch của tổ Ngữ văn, tổ Khoa học tự nhiên");
  g_assert_cmpstr (cell (findings, 1, 5), ==, "Đã khép lại ngày 18/10/2023");
  g_assert_cmpuint (nh_table_get_n_rows (findings), ==, 6);
}

static void
test_proposal (Fixture *f, gconstpointer data)
{
  g_autoptr (NhInspectionProposal) p = nh_inspection_proposal_new (f->workbook, plan_73 (f), NULL);
  g_autoptr (NhMatrix) matrix = NULL;

  nh_inspection_proposal_solve (p);
  matrix = nh_inspection_proposal_matrix (p);
  g_assert_cmpuint (nh_matrix_get_n_rows (matrix), ==, 7);
  g_assert_cmpuint (nh_matrix_get_n_columns (matrix), ==, 7);
  g_assert_cmpstr (nh_matrix_get_column (matrix, 0)->detail, ==, "1/1");
  assert_cell (matrix, "TP Bắc Giang", "9/2023", 0, "▪ Đoàn 1", NULL);
  assert_cell (matrix, "Hiệp Hòa", "3/2024", 0, "hosts", "kind-lesson-study");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/inspection-board/" name, Fixture, "sample", fixture_set_up, function, fixture_tear_down)
  ADD ("schedule", test_schedule);
  ADD ("edges", test_edges);
  ADD ("coverage", test_coverage);
  ADD ("summary", test_summary);
  ADD ("views", test_views);
  ADD ("proposal", test_proposal);
  return g_test_run ();
}
