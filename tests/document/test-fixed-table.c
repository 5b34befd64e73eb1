/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-fixed-table.h"

#include <string.h>

#define HEAD "<table head=\"1\"><column align=\"right\" width=\"4\"/><column/><column align=\"centre\"/>\n"
#define FIRST "<row><cell>TT</cell><cell>Trường</cell><cell align=\"left\" bold=\"0\">Số lớp</cell></row>\n"

static void
assert_cell (NhFixedTable *table, guint row, guint column, const char *text)
{
  NhCell cell;

  g_assert_cmpint (nh_fixed_table_get_cell (table, row, column, &cell), ==, text != NULL);
  if (text)
    g_assert_cmpstr (cell.text, ==, text);
}

/* What is written is read, to the byte; and stands on paper as it says. */
static void
test_exact (void)
{
  static const char text[]
      = HEAD FIRST "<row><cell>1</cell><cell rows=\"2\" columns=\"2\">Trung học cơ sở &lt;Hoa Sen&gt;\n"
                   "và Mầm non</cell></row>\n"
                   "<row><cell bold=\"1\" italic=\"1\">2</cell></row>\n</table>";
  g_autoptr (GError) error = NULL;
  g_autoptr (NhTable) table = nh_fixed_table_read (text, &error);
  g_autofree char *again = NULL;
  const NhCell *cell;

  g_assert_no_error (error);
  g_assert_cmpuint (nh_table_get_n_head_rows (table), ==, 1);
  cell = nh_table_get_cell (table, 0, 0);
  g_assert_true (cell->bold);
  g_assert_cmpint (cell->align, ==, NH_ALIGN_CENTRE);
  cell = nh_table_get_cell (table, 0, 2);
  g_assert_false (cell->bold);
  g_assert_cmpint (cell->align, ==, NH_ALIGN_LEFT);
  cell = nh_table_get_cell (table, 1, 1);
  g_assert_cmpstr (cell->text, ==, "Trung học cơ sở <Hoa Sen>\nvà Mầm non");
  g_assert_cmpuint (cell->row_span, ==, 2);
  g_assert_cmpuint (cell->column_span, ==, 2);
  g_assert_null (nh_table_get_cell (table, 2, 2));
  cell = nh_table_get_cell (table, 2, 0);
  g_assert_true (cell->bold && cell->italic);
  g_assert_cmpint (cell->align, ==, NH_ALIGN_RIGHT);
  g_assert_cmpfloat (nh_table_get_column (table, 0)->max_width, ==, 4);
  again = nh_fixed_table_write (table);
  g_assert_cmpstr (again, ==, text);
}

static void
test_nothing (void)
{
  g_autoptr (NhTable) table = nh_fixed_table_read (NULL, NULL);

  g_assert_cmpuint (nh_table_get_n_rows (table), ==, 1);
  g_assert_cmpuint (nh_table_get_n_columns (table), ==, 1);
  g_assert_cmpstr (nh_table_get_cell (table, 0, 0)->text, ==, "");
}

static void
test_wrong (void)
{
  static const char *const wrong[] = {
    "no table",
    "<table>",
    "<table/>",
    "<table><row><cell/></row></table>",
    "<table><column/><row><cell/><cell/></row></table>",
    "<table><column/><row><cell colour=\"red\"/></row></table>",
    "<table><column/><row><cell align=\"top\"/></row></table>",
    "<table><column/><row><cell rows=\"0\"/></row></table>",
    "<table><column/><row><cell rows=\"99999999999\"/></row></table>",
    "<table><column/><row><b>x</b></row></table>",
    "<table><column/><row><cell><table/></cell></row></table>",
    "<table head=\"-1\"><column/><row><cell/></row></table>",
    "<table><column/><row><cell/></row><column/></table>",
    "<table><column/><row><cell/></row></table><table/>",
  };
  GString *wide = g_string_new ("<table>"), *high = g_string_new ("<table><column/>");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (NhTable) table = nh_fixed_table_read (wrong[i], &error);

      g_assert_null (table);
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, !=, "");
      g_clear_error (&error);
    }
  for (guint i = 0; i <= NH_FIXED_TABLE_MAX_COLUMNS; i++)
    g_string_append (wide, "<column/>");
  g_assert_null (nh_fixed_table_read (wide->str, &error));
  g_assert_nonnull (strstr (error->message, "64"));
  g_clear_error (&error);
  for (guint i = 0; i <= NH_FIXED_TABLE_MAX_ROWS; i++)
    g_string_append (high, "<row/>");
  g_assert_null (nh_fixed_table_read (high->str, &error));
  g_assert_nonnull (strstr (error->message, "5000"));
  g_clear_error (&error);
  g_string_free (wide, TRUE);
  g_string_free (high, TRUE);
}

/* Spans that leave the table, the head, or run into others are cut. */
static void
test_spans_are_cut (void)
{
  g_autoptr (NhTable) table
      = nh_fixed_table_read ("<table head=\"1\"><column/><column/><column/>"
                             "<row><cell rows=\"3\">a</cell><cell columns=\"9\">b</cell></row>"
                             "<row><cell/><cell rows=\"9\">c</cell><cell/></row>"
                             "<row><cell columns=\"3\">d</cell><cell>e</cell></row></table>",
                             NULL);

  g_assert_nonnull (table);
  g_assert_cmpuint (nh_table_get_cell (table, 0, 0)->row_span, ==, 1);
  g_assert_cmpuint (nh_table_get_cell (table, 0, 1)->column_span, ==, 2);
  g_assert_cmpuint (nh_table_get_cell (table, 1, 1)->row_span, ==, 2);
  g_assert_cmpuint (nh_table_get_cell (table, 2, 0)->column_span, ==, 1);
  g_assert_cmpstr (nh_table_get_cell (table, 2, 2)->text, ==, "e");
}

static NhFixedTable *
lettered (guint n_rows, guint n_columns, guint n_head_rows)
{
  NhFixedTable *table = nh_fixed_table_new (n_rows, n_columns, n_head_rows);

  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        char text[] = { (char) ('a' + column), (char) ('1' + row), '\0' };

        nh_fixed_table_set_text (table, row, column, text);
      }
  return table;
}

static void
test_rows (void)
{
  g_autoptr (NhFixedTable) table = lettered (4, 2, 1);

  g_assert_true (nh_fixed_table_insert_rows (table, 2, 2));
  g_assert_cmpuint (nh_fixed_table_get_n_rows (table), ==, 6);
  assert_cell (table, 1, 0, "a2");
  assert_cell (table, 2, 0, "");
  assert_cell (table, 4, 1, "b3");
  g_assert_true (nh_fixed_table_move_row (table, 4, 1));
  assert_cell (table, 1, 1, "b3");
  assert_cell (table, 2, 1, "b2");
  assert_cell (table, 5, 1, "b4");
  g_assert_true (nh_fixed_table_remove_rows (table, 3, 2));
  assert_cell (table, 3, 0, "a4");
  /* Another row before the head is one more head row, one after it is not. */
  g_assert_true (nh_fixed_table_insert_rows (table, 0, 1));
  g_assert_cmpuint (nh_fixed_table_get_n_head_rows (table), ==, 2);
  g_assert_true (nh_fixed_table_insert_rows (table, 2, 1));
  g_assert_cmpuint (nh_fixed_table_get_n_head_rows (table), ==, 2);
  g_assert_true (nh_fixed_table_remove_rows (table, 1, 1));
  g_assert_cmpuint (nh_fixed_table_get_n_head_rows (table), ==, 1);
  g_assert_false (nh_fixed_table_remove_rows (table, 0, 99));
  g_assert_false (nh_fixed_table_insert_rows (table, 0, NH_FIXED_TABLE_MAX_ROWS));
}

static void
test_columns (void)
{
  g_autoptr (NhFixedTable) table = lettered (2, 3, 0);

  nh_fixed_table_set_width (table, 2, 30);
  g_assert_true (nh_fixed_table_insert_columns (table, 1, 2));
  assert_cell (table, 1, 0, "a2");
  assert_cell (table, 1, 1, "");
  assert_cell (table, 1, 3, "b2");
  g_assert_cmpuint (nh_fixed_table_get_width (table, 4), ==, 30);
  g_assert_true (nh_fixed_table_move_column (table, 4, 0));
  assert_cell (table, 0, 0, "c1");
  assert_cell (table, 1, 4, "b2");
  g_assert_cmpuint (nh_fixed_table_get_width (table, 0), ==, 30);
  g_assert_true (nh_fixed_table_remove_columns (table, 2, 2));
  g_assert_cmpuint (nh_fixed_table_get_n_columns (table), ==, 3);
  assert_cell (table, 1, 2, "b2");
  g_assert_false (nh_fixed_table_remove_columns (table, 0, 3));
}

static void
test_merging (void)
{
  g_autoptr (NhFixedTable) table = lettered (5, 4, 1);
  NhTableArea area = { 1, 1, 2, 2 }, across = { 0, 0, 2, 1 }, part = { 2, 2, 2, 2 };

  g_assert_true (nh_fixed_table_merge (table, &area));
  assert_cell (table, 1, 1, "b2\nc2\nb3\nc3");
  assert_cell (table, 2, 2, NULL);
  g_assert_false (nh_fixed_table_merge (table, &across));
  g_assert_false (nh_fixed_table_merge (table, &part));
  /* A text typed anywhere in the merged cell is its text. */
  nh_fixed_table_set_text (table, 2, 2, "x");
  assert_cell (table, 1, 1, "x");

  /* A row in its middle makes it grow; without its first row it stays, with its text. */
  g_assert_true (nh_fixed_table_insert_rows (table, 2, 1));
  area = nh_fixed_table_get_area (table, 3, 1);
  g_assert_cmpuint (area.row, ==, 1);
  g_assert_cmpuint (area.n_rows, ==, 3);
  g_assert_true (nh_fixed_table_remove_rows (table, 1, 1));
  area = nh_fixed_table_get_area (table, 1, 2);
  g_assert_cmpuint (area.n_rows, ==, 2);
  assert_cell (table, 1, 1, "x");
  g_assert_true (nh_fixed_table_remove_columns (table, 1, 1));
  assert_cell (table, 1, 1, "x");
  g_assert_cmpuint (nh_fixed_table_get_area (table, 2, 1).n_columns, ==, 1);

  /* A row that leaves it takes it apart, others move around it. */
  g_assert_true (nh_fixed_table_move_row (table, 4, 1));
  assert_cell (table, 2, 1, "x");
  assert_cell (table, 3, 1, NULL);
  g_assert_true (nh_fixed_table_move_row (table, 3, 1));
  assert_cell (table, 1, 1, "");
  assert_cell (table, 3, 1, "x");
}

static void
test_head_cuts_merged (void)
{
  g_autoptr (NhFixedTable) table = lettered (4, 1, 0);
  NhTableArea area = { 0, 0, 2, 1 };

  g_assert_true (nh_fixed_table_merge (table, &area));
  nh_fixed_table_set_n_head_rows (table, 1);
  assert_cell (table, 1, 0, "");
  nh_fixed_table_set_n_head_rows (table, 9);
  g_assert_cmpuint (nh_fixed_table_get_n_head_rows (table), ==, 3);
}

static void
test_alignment (void)
{
  g_autoptr (NhFixedTable) table = lettered (3, 2, 1);
  NhTableArea column = { 0, 1, 3, 1 }, one = { 2, 0, 1, 1 };
  NhCell cell;

  nh_fixed_table_set_align (table, &column, NH_ALIGN_RIGHT);
  nh_fixed_table_set_align (table, &one, NH_ALIGN_CENTRE);
  nh_fixed_table_insert_rows (table, 3, 1);
  nh_fixed_table_get_cell (table, 3, 1, &cell);
  g_assert_cmpint (cell.align, ==, NH_ALIGN_RIGHT);
  nh_fixed_table_get_cell (table, 0, 1, &cell);
  g_assert_cmpint (cell.align, ==, NH_ALIGN_RIGHT);
  nh_fixed_table_get_cell (table, 2, 0, &cell);
  g_assert_cmpint (cell.align, ==, NH_ALIGN_CENTRE);
  nh_fixed_table_get_cell (table, 1, 0, &cell);
  g_assert_cmpint (cell.align, ==, NH_ALIGN_LEFT);
}

/* Whatever is done, what is written reads back as the same table. */
static void
test_random_edits (void)
{
  GRand *random = g_rand_new_with_seed (1948);

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (NhFixedTable) table = lettered (6, 5, 2);

      for (guint step = 0; step < 40; step++)
        {
          guint n_rows = nh_fixed_table_get_n_rows (table), n_columns = nh_fixed_table_get_n_columns (table);
          guint row = (guint) g_rand_int_range (random, 0, (int) n_rows);
          guint column = (guint) g_rand_int_range (random, 0, (int) n_columns);
          NhTableArea area = { row, column, (guint) g_rand_int_range (random, 1, 4),
                               (guint) g_rand_int_range (random, 1, 4) };
          g_autoptr (NhTable) first = NULL;
          g_autoptr (NhTable) second = NULL;
          g_autoptr (NhFixedTable) parsed = NULL;
          g_autofree char *options = NULL;
          g_autofree char *again = NULL;

          switch (g_rand_int_range (random, 0, 10))
            {
            case 0: nh_fixed_table_insert_rows (table, row, area.n_rows); break;
            case 1: nh_fixed_table_insert_columns (table, column, area.n_columns); break;
            case 2: nh_fixed_table_remove_rows (table, row, area.n_rows); break;
            case 3: nh_fixed_table_remove_columns (table, column, area.n_columns); break;
            case 4: nh_fixed_table_move_row (table, row, n_rows / 2); break;
            case 5: nh_fixed_table_move_column (table, column, n_columns / 2); break;
            case 6: nh_fixed_table_split (table, &area); break;
            case 7: nh_fixed_table_set_n_head_rows (table, area.n_rows); break;
            case 8: nh_fixed_table_set_align (table, &area, NH_ALIGN_RIGHT); break;
            default: nh_fixed_table_merge (table, &area);
            }
          options = nh_fixed_table_to_options (table);
          parsed = nh_fixed_table_parse (options, NULL);
          g_assert_nonnull (parsed);
          again = nh_fixed_table_to_options (parsed);
          g_assert_cmpstr (again, ==, options);
          first = nh_fixed_table_to_table (table);
          second = nh_fixed_table_read (options, NULL);
          g_assert_true (nh_table_equal (first, second));
        }
    }
  g_rand_free (random);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fixed-table/exact", test_exact);
  g_test_add_func ("/fixed-table/nothing", test_nothing);
  g_test_add_func ("/fixed-table/wrong", test_wrong);
  g_test_add_func ("/fixed-table/spans-are-cut", test_spans_are_cut);
  g_test_add_func ("/fixed-table/rows", test_rows);
  g_test_add_func ("/fixed-table/columns", test_columns);
  g_test_add_func ("/fixed-table/merging", test_merging);
  g_test_add_func ("/fixed-table/head-cuts-merged", test_head_cuts_merged);
  g_test_add_func ("/fixed-table/alignment", test_alignment);
  g_test_add_func ("/fixed-table/random-edits", test_random_edits);
  return g_test_run ();
}
