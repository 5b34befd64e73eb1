/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-table.h"

static const char *
text_at (NhTable *table, guint row, guint column)
{
  const NhCell *cell = nh_table_get_cell (table, row, column);

  return cell != NULL ? cell->text : NULL;
}

static NhTable *
new_table (guint n_columns)
{
  NhTable *table = nh_table_new ();

  for (guint i = 0; i < n_columns; i++)
    nh_table_add_column (table, i == 0 ? NH_ALIGN_RIGHT : NH_ALIGN_LEFT, 0, 0);

  return table;
}

static void
test_two_level_head (void)
{
  g_autoptr (NhTable) table = new_table (5);

  nh_table_add_row (table, TRUE);
  nh_table_add_cell (table, "TT")->row_span = 2;
  nh_table_add_cell (table, "THCS")->column_span = 2;
  nh_table_add_cell (table, "THPT")->column_span = 2;
  nh_table_add_row (table, TRUE);
  for (guint i = 0; i < 4; i++)
    nh_table_add_cell (table, (const char *[]){ "a", "b", "c", "d" }[i]);
  nh_table_add_row (table, FALSE);
  nh_table_add_cell (table, "1");

  g_assert_cmpuint (nh_table_get_n_rows (table), ==, 3);
  g_assert_cmpuint (nh_table_get_n_head_rows (table), ==, 2);
  g_assert_cmpstr (text_at (table, 0, 0), ==, "TT");
  g_assert_cmpstr (text_at (table, 0, 1), ==, "THCS");
  g_assert_null (nh_table_get_cell (table, 0, 2));
  g_assert_cmpstr (text_at (table, 0, 3), ==, "THPT");
  g_assert_null (nh_table_get_cell (table, 1, 0));
  g_assert_cmpstr (text_at (table, 1, 1), ==, "a");
  g_assert_cmpstr (text_at (table, 1, 4), ==, "d");
  g_assert_cmpstr (text_at (table, 2, 0), ==, "1");
  g_assert_null (nh_table_get_cell (table, 2, 1));
}

/* Cells below a span move right, past it. */
static void
test_row_spans (void)
{
  g_autoptr (NhTable) table = new_table (3);

  nh_table_add_row (table, FALSE);
  nh_table_add_cell (table, "a");
  nh_table_add_cell (table, "b")->row_span = 3;
  nh_table_add_cell (table, "c");
  nh_table_add_row (table, FALSE);
  nh_table_add_cell (table, "d");
  nh_table_add_cell (table, "e");
  nh_table_add_row (table, FALSE);
  nh_table_add_cell (table, "f")->column_span = 3;

  g_assert_cmpstr (text_at (table, 1, 0), ==, "d");
  g_assert_cmpstr (text_at (table, 1, 2), ==, "e");
  g_assert_cmpuint (nh_table_get_cell (table, 0, 1)->row_span, ==, 3);
  /* A span never runs over another one. */
  g_assert_cmpuint (nh_table_get_cell (table, 2, 0)->column_span, ==, 1);
}

static void
test_spans_are_cut (void)
{
  g_autoptr (NhTable) table = new_table (2);

  nh_table_add_row (table, TRUE);
  nh_table_add_cell (table, "head")->row_span = 5;
  nh_table_add_cell (table, "wide")->column_span = 9;
  nh_table_add_row (table, FALSE);
  nh_table_add_cell (table, "body")->row_span = 0;
  nh_table_add_cell (table, "last")->row_span = 7;

  g_assert_cmpuint (nh_table_get_cell (table, 0, 0)->row_span, ==, 1);
  g_assert_cmpuint (nh_table_get_cell (table, 0, 1)->column_span, ==, 1);
  g_assert_cmpuint (nh_table_get_cell (table, 1, 0)->row_span, ==, 1);
  g_assert_cmpuint (nh_table_get_cell (table, 1, 1)->row_span, ==, 1);

  /* What is added later is seen, and the wish for a longer span was not forgotten. */
  nh_table_add_row (table, FALSE);
  nh_table_add_cell (table, "more");
  g_assert_cmpuint (nh_table_get_cell (table, 1, 1)->row_span, ==, 2);
  g_assert_cmpstr (text_at (table, 2, 0), ==, "more");
}

static void
test_kinds_and_alignment (void)
{
  g_autoptr (NhTable) table = new_table (3);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 5, G_DATE_SEPTEMBER, 2024);
  nh_table_add_row (table, TRUE);
  nh_table_add_cell (table, "TT");
  nh_table_add_row (table, FALSE);
  nh_table_add_number_cell (table, 2.5, NULL);
  nh_table_add_day_cell (table, g_date_get_julian (&date));
  nh_table_add_cell (table, NULL)->align = NH_ALIGN_CENTRE;

  g_assert_true (nh_table_get_cell (table, 0, 0)->bold);
  g_assert_cmpint (nh_table_get_cell (table, 0, 0)->align, ==, NH_ALIGN_CENTRE);
  g_assert_cmpint (nh_table_get_cell (table, 1, 0)->align, ==, NH_ALIGN_RIGHT);
  g_assert_cmpint (nh_table_get_cell (table, 1, 1)->align, ==, NH_ALIGN_LEFT);
  g_assert_cmpint (nh_table_get_cell (table, 1, 2)->align, ==, NH_ALIGN_CENTRE);
  g_assert_cmpstr (text_at (table, 1, 0), ==, "2.5");
  g_assert_cmpstr (text_at (table, 1, 1), ==, "05/09/2024");
  g_assert_cmpint (nh_table_get_cell (table, 1, 1)->kind, ==, NH_CELL_DATE);
  g_assert_cmpstr (text_at (table, 1, 2), ==, "");
}

static void
test_empty (void)
{
  g_autoptr (NhTable) table = nh_table_new ();

  g_assert_cmpuint (nh_table_get_n_rows (table), ==, 0);
  g_assert_cmpuint (nh_table_get_n_columns (table), ==, 0);
  nh_appendix_page_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/table/two-level-head", test_two_level_head);
  g_test_add_func ("/document/table/row-spans", test_row_spans);
  g_test_add_func ("/document/table/spans-are-cut", test_spans_are_cut);
  g_test_add_func ("/document/table/kinds-and-alignment", test_kinds_and_alignment);
  g_test_add_func ("/document/table/empty", test_empty);

  return g_test_run ();
}
