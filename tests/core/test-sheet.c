/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-sheet.h"

static void
test_cells (void)
{
  g_autoptr (NhSheet) sheet = nh_sheet_new ("Danh sách");

  nh_sheet_set (sheet, 4, 2, NH_SHEET_TEXT, "Nguyễn Văn An");
  nh_sheet_set (sheet, 1, 5, NH_SHEET_DATE, "2023-09-20");
  nh_sheet_set (sheet, 9, 0, NH_SHEET_TEXT, "");
  g_assert_cmpuint (nh_sheet_get_n_rows (sheet), ==, 5);
  g_assert_cmpuint (nh_sheet_get_n_columns (sheet), ==, 6);
  g_assert_cmpstr (nh_sheet_get_text (sheet, 4, 2), ==, "Nguyễn Văn An");
  g_assert_cmpint (nh_sheet_get_kind (sheet, 1, 5), ==, NH_SHEET_DATE);
  g_assert_cmpstr (nh_sheet_get_text (sheet, 1, 2), ==, "");
  g_assert_cmpstr (nh_sheet_get_text (sheet, 100, 100), ==, "");
  g_assert_cmpint (nh_sheet_get_kind (sheet, 4, 0), ==, NH_SHEET_EMPTY);
}

static void
test_merges (void)
{
  g_autoptr (NhSheet) sheet = nh_sheet_new ("");

  nh_sheet_add_merge (sheet, 2, 1, 2, 3);
  g_assert_nonnull (nh_sheet_find_merge (sheet, 2, 1));
  g_assert_nonnull (nh_sheet_find_merge (sheet, 3, 3));
  g_assert_null (nh_sheet_find_merge (sheet, 1, 1));
  g_assert_null (nh_sheet_find_merge (sheet, 4, 1));
  g_assert_null (nh_sheet_find_merge (sheet, 2, 4));
}

static void
test_column_names (void)
{
  static const struct { guint column; const char *name; } cases[]
      = { { 0, "A" }, { 25, "Z" }, { 26, "AA" }, { 51, "AZ" }, { 52, "BA" }, { 701, "ZZ" },
          { 702, "AAA" }, { 16383, "XFD" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = nh_sheet_column_name (cases[i].column);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/cells", test_cells);
  g_test_add_func ("/sheet/merges", test_merges);
  g_test_add_func ("/sheet/column-names", test_column_names);
  return g_test_run ();
}
