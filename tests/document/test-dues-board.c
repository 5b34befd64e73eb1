/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The board of papers owed and the list of reminders, of the sample.
 */
#include <string.h>

#include "core/nh-period.h"
#include "document/nh-compose.h"
#include "document/nh-dues-board.h"
#include "model-fixture.h"
#include "model/nh-agenda.h"
#include "model/nh-dues.h"

static gint64
find_plan (Fixture *f, const char *number)
{
  return nh_workbook_find_plan (f->workbook, number, NULL);
}

static guint
find_row (NhMatrix *matrix, const char *label)
{
  for (guint r = 0; r < nh_matrix_get_n_rows (matrix); r++)
    if (g_str_equal (nh_matrix_get_row (matrix, r)->label, label))
      return r;
  g_error ("no row %s", label);
}

static guint
find_column (NhMatrix *matrix, const char *label)
{
  for (guint c = 0; c < nh_matrix_get_n_columns (matrix); c++)
    if (strstr (nh_matrix_get_column (matrix, c)->label, label))
      return c;
  g_error ("no column %s", label);
}

static void
assert_style (NhMatrix *matrix, const char *row, const char *column, const char *style, guint wanted)
{
  guint n;
  const NhMatrixItem *items
      = nh_matrix_get_items (matrix, find_row (matrix, row), find_column (matrix, column), &n);

  g_assert_cmpuint (n, ==, wanted);
  g_assert_cmpstr (items->style, ==, style);
}

static void
test_board (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhMatrix) matrix = nh_dues_board_new (f->workbook, 0, find_plan (f, "73/KH-SGDĐT"), NULL, &error);
  g_autoptr (NhMatrix) again = NULL;
  guint last = G_MAXUINT;
  guint n;

  g_assert_no_error (error);
  assert_style (matrix, "Phòng GDĐT Lục Nam", "Kế hoạch SHCM", "bad", 1);
  assert_style (matrix, "Phòng GDĐT Lục Ngạn", "Kế hoạch SHCM", "good", 1);
  assert_style (matrix, "Phòng GDĐT Sơn Động", "Kế hoạch SHCM", "late", 1);
  g_assert_cmpstr (nh_matrix_get_column (matrix, find_column (matrix, "Kế hoạch SHCM"))->detail, ==, "missing 2 of 10");
  /* In each group who lacks most comes first. */
  for (guint r = 0; r < nh_matrix_get_n_rows (matrix); r++)
    {
      const NhMatrixHead *head = nh_matrix_get_row (matrix, r);
      guint missing = head->detail ? (guint) g_ascii_strtoull (head->detail + strlen ("missing "), NULL, 10) : 0;

      if (r && g_strcmp0 (head->group, nh_matrix_get_row (matrix, r - 1)->group) == 0)
        g_assert_cmpuint (missing, <=, last);
      last = missing;
    }
  /* What came in does not move its row under the pointer. */
  {
    guint row = find_row (matrix, "Phòng GDĐT Lục Nam");
    const NhMatrixItem *item = nh_matrix_get_items (matrix, row, find_column (matrix, "Kế hoạch SHCM"), &n);

    g_assert_nonnull (strstr (item->description, "14/9/2023"));
    g_assert_true (nh_dues_receive (f->workbook, &item->id, 1, nh_day_from_ymd (2023, 9, 20), NULL, FALSE, &error));
    again = nh_dues_board_new (f->workbook, 0, find_plan (f, "73/KH-SGDĐT"), matrix, &error);
    g_assert_cmpuint (find_row (again, "Phòng GDĐT Lục Nam"), ==, row);
    assert_style (again, "Phòng GDĐT Lục Nam", "Kế hoạch SHCM", "late", 1);
  }
}

static gboolean
table_says (NhTable *table, const char *text)
{
  for (guint r = 0; r < nh_table_get_n_rows (table); r++)
    for (guint c = 0; c < nh_table_get_n_columns (table); c++)
      {
        const NhCell *cell = nh_table_get_cell (table, r, c);

        if (cell && strstr (cell->text, text))
          return TRUE;
      }
  return FALSE;
}

/* Printed words are Vietnamese; each cell says its state. */
static void
test_appendices (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 plan = find_plan (f, "73/KH-SGDĐT");
  g_autoptr (NhTable) board = nh_compose_view (f->workbook, plan, "due_board", NULL, NULL, &error);
  g_autoptr (NhTable) missing = nh_compose_view (f->workbook, plan, "due_missing", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (table_says (board, "14/9/2023; thiếu 2/10"));
  g_assert_true (table_says (board, "✗ 29/12"));
  g_assert_false (table_says (board, "missing"));
  g_assert_true (table_says (missing, "Phòng GDĐT Lục Nam"));
  g_assert_true (table_says (missing, "Trước ngày 30/12/2023, tạm tính"));
  g_assert_false (table_says (missing, "Phòng GDĐT Kinh Môn")); /* of another plan */
}

static void
test_reminders (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhAppendixPage) page = NULL;
  g_autoptr (NhAppendixPage) none = NULL;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 unit = fixture_find (f->workbook, "unit", "Phòng GDĐT huyện Lục Nam");
  NhDuesCount count;

  fixture_set (f->workbook, "unit", unit, "phone", "0912000123");
  page = nh_dues_reminders (f->workbook, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_true (table_says (page->table, "liên hệ: 0912000123"));
  g_assert_true (nh_dues_count (f->workbook, 0, NH_DUES_SOON, &count, &error));
  {
    g_autofree char *words = g_strdup_printf ("%u báo cáo", count.missing + count.soon);

    g_assert_nonnull (strstr (page->attached, words));
  }
  /* A plan of which nothing is missing. */
  none = nh_dues_reminders (f->workbook, 0, find_plan (f, "48/KH-PGDĐT"), &error);
  g_assert_no_error (error);
  g_assert_null (none);
}

static guint
count_cells (NhTable *table, const char *text)
{
  guint n = 0;

  for (guint r = 0; r < nh_table_get_n_rows (table); r++)
    for (guint c = 0; c < nh_table_get_n_columns (table); c++)
      {
        const NhCell *cell = nh_table_get_cell (table, r, c);

        n += cell && g_str_equal (cell->text, text);
      }
  return n;
}

/* Of what is to be in some month the safe day may be over while nothing is late yet; what was postponed has no day of
 * which anybody could be reminded. */
static void
test_after_safe_day (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhAppendixPage) page = NULL;
  g_autoptr (NhAppendixPage) none = NULL;
  guint32 now = nh_today ();
  int year;
  int month;
  g_autofree char *period = NULL;
  g_autofree char *offset = NULL;
  gint64 activity;
  gint64 plan;
  NhDuesCount count;

  nh_day_to_ymd (now, &year, &month, NULL);
  month += 2;
  year += (month - 1) / 12;
  month = (month - 1) % 12 + 1;
  period = g_strdup_printf ("Tháng %d/%d", month, year);
  offset = g_strdup_printf ("%u", nh_day_from_ymd (year, month, 1) - now + 3);
  plan = fixture_create (f->workbook, "plan", "number", "901", "symbol", "KH-X", "title", "Kế hoạch thử", NULL);
  fixture_create (f->workbook, "deadline", "plan", "901/KH-X", "what", "Hồ sơ thử", "rule", "relative", "activity_kind",
                  "contest", "offset_days", offset, NULL);
  activity = fixture_create (f->workbook, "activity", "plan", "901/KH-X", "kind", "contest", "content", "Hội thi thử",
                             "period", period, NULL);
  page = nh_dues_reminders (f->workbook, 0, plan, &error);
  g_assert_no_error (error);
  g_assert_nonnull (page);
  g_assert_true (table_says (page->table, "Hồ sơ thử"));
  g_assert_cmpuint (count_cells (page->table, "quá hạn tạm tính 3 ngày"), ==, 1);
  g_assert_true (nh_dues_count_plan (f->workbook, plan, NH_DUES_SOON, &count, &error));
  g_assert_cmpuint (count.soon, ==, 1);

  fixture_set (f->workbook, "activity", activity, "status", "postponed");
  none = nh_dues_reminders (f->workbook, 0, plan, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  g_assert_true (nh_dues_count_plan (f->workbook, plan, NH_DUES_SOON, &count, &error));
  g_assert_cmpuint (count.soon, ==, 0);
  g_assert_cmpuint (count.later, ==, 1);
}

/* By the Vietnamese alphabet; a head without phone and e-mail leaves no comma behind. */
static void
test_reminder_order (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhAppendixPage) page = NULL;
  g_autoptr (GString) owers = g_string_new (NULL);
  gint64 plan = fixture_create (f->workbook, "plan", "number", "902", "symbol", "KH-X", "title", "Kế hoạch thử", NULL);

  fixture_create (f->workbook, "unit", "name", "Trường TH Đa Thử", "kind", "primary", NULL);
  fixture_create (f->workbook, "unit", "name", "Trường TH Yên Thử", "kind", "primary", NULL);
  fixture_create (f->workbook, "unit", "name", "Trường TH An Thử", "kind", "primary", NULL);
  fixture_create (f->workbook, "team", "kind", "cluster", "name", "Cụm thử", NULL);
  fixture_create (f->workbook, "person", "title", "Bà", "name", "Lê Thị Thử", NULL);
  fixture_create (f->workbook, "membership", "team", "Cụm thử", "person", "Lê Thị Thử", "role", "cluster_head", NULL);
  fixture_set (f->workbook, "plan", plan, "team", "Cụm thử");
  fixture_create (f->workbook, "deadline", "plan", "902/KH-X", "what", "Báo cáo", "rule", "on", "due", "1/10/2023",
                  "owes", "listed", "units", "Trường TH Đa Thử; Trường TH Yên Thử; Trường TH An Thử", NULL);
  fixture_create (f->workbook, "deadline", "plan", "902/KH-X", "what", "Kế hoạch", "rule", "on", "due", "1/10/2023",
                  "owes", "clusters", NULL);
  page = nh_dues_reminders (f->workbook, 0, plan, &error);
  g_assert_no_error (error);
  for (guint r = 1; r < nh_table_get_n_rows (page->table); r++)
    {
      const NhCell *cell = nh_table_get_cell (page->table, r, 0);

      if (cell && cell->column_span > 1)
        g_string_append_printf (owers, "%s|", cell->text);
    }
  g_assert_cmpstr (owers->str, ==,
                   "Cụm thử (liên hệ: Bà Lê Thị Thử)|Trường TH An Thử|Trường TH Đa Thử|Trường TH Yên Thử|");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/dues-board/" name, Fixture, "sample", fixture_set_up, function, fixture_tear_down)
  ADD ("board", test_board);
  ADD ("appendices", test_appendices);
  ADD ("reminders", test_reminders);
  ADD ("after-safe-day", test_after_safe_day);
  ADD ("reminder-order", test_reminder_order);
#undef ADD
  return g_test_run ();
}
