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

/* One cell in the last column of many rows takes no more than in the first. */
static void
test_sparse (void)
{
  g_autoptr (NhSheet) sheet = nh_sheet_new ("");
  char *shared = g_strdup ("Giáo viên");

  nh_sheet_keep (sheet, shared, g_free);
  for (guint row = 0; row < 200000; row++)
    nh_sheet_set_kept (sheet, row, 16383, NH_SHEET_TEXT, shared);
  nh_sheet_set (sheet, 7, 3, NH_SHEET_TEXT, "ba");
  nh_sheet_set (sheet, 7, 9, NH_SHEET_TEXT, "chín");
  nh_sheet_set (sheet, 7, 3, NH_SHEET_NUMBER, "3");
  g_assert_cmpstr (nh_sheet_get_text (sheet, 7, 3), ==, "3");
  g_assert_cmpint (nh_sheet_get_kind (sheet, 7, 3), ==, NH_SHEET_NUMBER);
  g_assert_cmpstr (nh_sheet_get_text (sheet, 7, 9), ==, "chín");
  g_assert_cmpstr (nh_sheet_get_text (sheet, 7, 4), ==, "");
  g_assert_cmpstr (nh_sheet_get_text (sheet, 199999, 16383), ==, "Giáo viên");
  g_assert_cmpuint (nh_sheet_get_n_columns (sheet), ==, 16384);
}

/* Merges in any order, one over the others' rows. */
static void
test_many_merges (void)
{
  g_autoptr (NhSheet) sheet = nh_sheet_new ("");

  for (guint i = 3000; i-- > 0;)
    nh_sheet_add_merge (sheet, 2 * i, 1, 1, 2);
  nh_sheet_add_merge (sheet, 10, 9, 3000, 1);
  g_assert_cmpuint (nh_sheet_find_merge (sheet, 2500, 9)->row, ==, 10);
  g_assert_cmpuint (nh_sheet_find_merge (sheet, 2500, 2)->row, ==, 2500);
  g_assert_null (nh_sheet_find_merge (sheet, 2501, 2));
  g_assert_null (nh_sheet_find_merge (sheet, 3010, 9));
  g_assert_cmpuint (nh_sheet_get_n_merges (sheet), ==, 3001);
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
  g_test_add_func ("/sheet/sparse", test_sparse);
  g_test_add_func ("/sheet/many-merges", test_many_merges);
  g_test_add_func ("/sheet/column-names", test_column_names);
  return g_test_run ();
}
