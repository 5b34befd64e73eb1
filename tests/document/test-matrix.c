/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Matrices: what stands in their cells, and how they are printed.
 */
#include "document/nh-matrix.h"

static NhMatrix *
make (void)
{
  NhMatrix *matrix = nh_matrix_new ("Đơn vị");

  nh_matrix_add_column (matrix, 202309, "9/2023", NULL);
  nh_matrix_add_column (matrix, 202310, "10/2023", "2 đợt");
  nh_matrix_add_row (matrix, 7, "THPT Hiệp Hòa", "Hiệp Hòa", "THPT");
  nh_matrix_add_row (matrix, 8, "THPT Yên Dũng", NULL, "THPT");
  nh_matrix_add_row (matrix, 9, "THCS Bố Hạ", NULL, "THCS");
  nh_matrix_add_item (matrix, 0, 1, 41, "Kiểm tra", "kind-inspection", "Hiệp Hòa, tháng 10/2023: Kiểm tra");
  nh_matrix_add_item (matrix, 0, 1, 42, "Tập huấn", "kind-training", NULL);
  nh_matrix_add_item (matrix, 2, 0, 0, NULL, "good", "Đã nộp");
  return matrix;
}

static void
test_items (void)
{
  g_autoptr (NhMatrix) matrix = make ();
  const NhMatrixItem *items;
  guint n;

  g_assert_cmpstr (nh_matrix_get_corner (matrix), ==, "Đơn vị");
  g_assert_cmpuint (nh_matrix_get_n_columns (matrix), ==, 2);
  g_assert_cmpuint (nh_matrix_get_n_rows (matrix), ==, 3);
  g_assert_cmpint (nh_matrix_find_column (matrix, 202310), ==, 1);
  g_assert_cmpint (nh_matrix_find_column (matrix, 202311), ==, -1);
  g_assert_cmpint (nh_matrix_find_row (matrix, 9), ==, 2);
  g_assert_cmpint (nh_matrix_find_row (matrix, 41), ==, -1);
  items = nh_matrix_get_items (matrix, 0, 1, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (items[0].id, ==, 41);
  g_assert_cmpstr (items[0].description, ==, "Hiệp Hòa, tháng 10/2023: Kiểm tra");
  g_assert_cmpstr (items[1].text, ==, "Tập huấn");
  g_assert_null (items[1].description);
  g_assert_null (nh_matrix_get_items (matrix, 1, 1, &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpstr (nh_matrix_starts_group (matrix, 0), ==, "THPT");
  g_assert_null (nh_matrix_starts_group (matrix, 1));
  g_assert_cmpstr (nh_matrix_starts_group (matrix, 2), ==, "THCS");
}

/* A column that comes later leaves the items where they are. */
static void
test_late_column (void)
{
  g_autoptr (NhMatrix) matrix = make ();
  guint n;

  nh_matrix_add_column (matrix, 202311, "11/2023", NULL);
  nh_matrix_get_items (matrix, 0, 1, &n);
  g_assert_cmpuint (n, ==, 2);
  nh_matrix_get_items (matrix, 0, 2, &n);
  g_assert_cmpuint (n, ==, 0);
  nh_matrix_get_items (matrix, 2, 0, &n);
  g_assert_cmpuint (n, ==, 1);
}

static const char *
text_at (NhTable *table,
         guint row,
         guint column)
{
  const NhCell *cell = nh_table_get_cell (table, row, column);

  return cell ? cell->text : NULL;
}

static void
test_table (void)
{
  g_autoptr (NhMatrix) matrix = make ();
  g_autoptr (NhTable) table = nh_matrix_to_table (matrix);

  g_assert_cmpuint (nh_table_get_n_columns (table), ==, 3);
  g_assert_cmpuint (nh_table_get_n_head_rows (table), ==, 1);
  /* head, two groups, three rows */
  g_assert_cmpuint (nh_table_get_n_rows (table), ==, 6);
  g_assert_cmpstr (text_at (table, 0, 0), ==, "Đơn vị");
  g_assert_cmpstr (text_at (table, 0, 2), ==, "10/2023\n2 đợt");
  g_assert_cmpstr (text_at (table, 1, 0), ==, "THPT");
  g_assert_cmpuint (nh_table_get_cell (table, 1, 0)->column_span, ==, 3);
  g_assert_cmpstr (text_at (table, 2, 0), ==, "THPT Hiệp Hòa\nHiệp Hòa");
  g_assert_cmpstr (text_at (table, 2, 1), ==, "");
  g_assert_cmpstr (text_at (table, 2, 2), ==, "Kiểm tra\nTập huấn");
  g_assert_cmpstr (text_at (table, 4, 0), ==, "THCS");
  /* A state without words is its symbol, on paper too. */
  g_assert_cmpstr (text_at (table, 5, 1), ==, "✓");
}

static void
test_empty (void)
{
  g_autoptr (NhMatrix) matrix = nh_matrix_new (NULL);
  g_autoptr (NhTable) table = nh_matrix_to_table (matrix);

  g_assert_cmpuint (nh_table_get_n_columns (table), ==, 1);
  g_assert_cmpuint (nh_table_get_n_rows (table), ==, 1);
  g_assert_null (nh_matrix_style_symbol (NULL));
  g_assert_null (nh_matrix_style_symbol ("kind-meeting"));
  g_assert_cmpstr (nh_matrix_style_symbol ("late"), ==, "!");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix/items", test_items);
  g_test_add_func ("/matrix/late-column", test_late_column);
  g_test_add_func ("/matrix/table", test_table);
  g_test_add_func ("/matrix/empty", test_empty);
  return g_test_run ();
}
