/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells as text, as Excel and Calc write and read them.
 */
#include "ui/widgets/nh-grid-tsv.h"

#include <string.h>

static void
assert_cells (const char *text, guint n_rows, guint n_columns, const char *joined)
{
  g_autoptr (NhGridBlock) block = nh_grid_tsv_parse (text);
  g_autofree char *cells = NULL;

  g_assert_nonnull (block);
  g_assert_cmpuint (block->n_rows, ==, n_rows);
  g_assert_cmpuint (block->n_columns, ==, n_columns);
  g_assert_cmpuint (g_strv_length (block->texts), ==, n_rows * n_columns);
  cells = g_strjoinv ("|", block->texts);
  g_assert_cmpstr (cells, ==, joined);
}

static void
test_parse (void)
{
  assert_cells ("", 1, 1, "");
  assert_cells ("a", 1, 1, "a");
  assert_cells ("a\tb", 1, 2, "a|b");
  assert_cells ("a\tb\r\nc\td\r\n", 2, 2, "a|b|c|d");
  assert_cells ("a\nb\n", 2, 1, "a|b");
  assert_cells ("a\rb\r", 2, 1, "a|b");
  assert_cells ("a\n\nb", 3, 1, "a||b");
  assert_cells ("a\t\n", 1, 2, "a|");
  assert_cells ("\t\t", 1, 3, "||");
  assert_cells ("a\nb\tc", 2, 2, "a||b|c"); /* short rows are filled up */
}

static void
test_quotes (void)
{
  assert_cells ("\"hai\ndòng\"\tb\r\n", 1, 2, "hai\ndòng|b");
  assert_cells ("\"hai\r\ndòng\"", 1, 1, "hai\ndòng");
  assert_cells ("\"a\tb\"", 1, 1, "a\tb");
  assert_cells ("\"nói \"\"chào\"\"\"\tb", 1, 2, "nói \"chào\"|b");
  /* A quote that does not end its cell is a letter like others. */
  assert_cells ("\"A\" đường\tb", 1, 2, "\"A\" đường|b");
  assert_cells ("\"mở", 1, 1, "\"mở");
  assert_cells ("tốt \"lắm\"", 1, 1, "tốt \"lắm\"");
}

static void
test_round_trip (void)
{
  char *texts[] = { "a", "hai\ndòng", "tab\tở đây", "\"ngoặc\"", "giữa \"ngoặc\"",
                    "",  "\"",        "Ẵ",          NULL };
  NhGridBlock block = { texts, 4, 2 };
  g_autofree char *text = nh_grid_block_to_tsv (&block);
  g_autoptr (NhGridBlock) back = nh_grid_tsv_parse (text);

  g_assert_true (g_str_has_suffix (text, "\r\n"));
  g_assert_nonnull (strstr (text, "a\t\"hai\ndòng\"\r\n"));
  g_assert_nonnull (strstr (text, "\tgiữa") == NULL ? strstr (text, "giữa \"ngoặc\"\t") : text);
  g_assert_cmpuint (back->n_rows, ==, 4);
  g_assert_cmpuint (back->n_columns, ==, 2);
  g_assert_true (g_strv_equal ((const char *const *)back->texts, (const char *const *)texts));
}

static void
test_sheet (void)
{
  g_autoptr (NhSheet) sheet = nh_sheet_new ("1");
  g_autoptr (NhGridBlock) block = NULL;

  nh_sheet_set (sheet, 0, 0, NH_SHEET_TEXT, "TH Hòa Lộc");
  nh_sheet_add_merge (sheet, 0, 0, 3, 1);
  nh_sheet_set (sheet, 0, 1, NH_SHEET_TEXT, "tiêu đề");
  nh_sheet_add_merge (sheet, 0, 1, 1, 2);
  nh_sheet_set (sheet, 1, 1, NH_SHEET_DATE, "2023-09-05");
  nh_sheet_set (sheet, 2, 1, NH_SHEET_NUMBER, "40");
  nh_sheet_set (sheet, 2, 2, NH_SHEET_TEXT, "0912345678");
  block = nh_grid_block_from_sheet (sheet);
  g_assert_cmpuint (block->n_rows, ==, 3);
  g_assert_cmpuint (block->n_columns, ==, 3);
  /* A school stands for each row that it is merged over; a heading over columns in the first. */
  for (guint row = 0; row < 3; row++)
    g_assert_cmpstr (block->texts[row * 3], ==, "TH Hòa Lộc");
  g_assert_cmpstr (block->texts[1], ==, "tiêu đề");
  g_assert_cmpstr (block->texts[2], ==, "");
  g_assert_cmpstr (block->texts[4], ==, "05/9/2023");
  g_assert_cmpstr (block->texts[7], ==, "40");
  g_assert_cmpstr (block->texts[8], ==, "0912345678");
  nh_grid_block_drop_first_row (block);
  g_assert_cmpuint (block->n_rows, ==, 2);
  g_assert_cmpstr (block->texts[1], ==, "05/9/2023");
  g_assert_null (block->texts[6]);
}

static void
test_empty_columns (void)
{
  g_autoptr (NhGridBlock) block = nh_grid_tsv_parse ("a\tb\t\t\nc\t\t\t\n");

  g_assert_cmpuint (block->n_columns, ==, 4);
  nh_grid_block_drop_empty_columns (block);
  g_assert_cmpuint (block->n_columns, ==, 2);
  g_assert_cmpstr (block->texts[0], ==, "a");
  g_assert_cmpstr (block->texts[1], ==, "b");
  g_assert_cmpstr (block->texts[2], ==, "c");
  g_assert_cmpstr (block->texts[3], ==, "");
  g_assert_null (block->texts[4]);
}

/* A text that would need more memory than it is long is refused: here a million rows as wide as
 * one of them. */
static void
test_limits (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "\n");
  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "\t");
  g_assert_null (nh_grid_tsv_parse (text->str));
  g_string_free (text, TRUE);
  g_assert_null (nh_grid_tsv_parse ("\xff\xfe"));
}

/* Any bytes of the clipboard's alphabet give a rectangle and survive writing and reading. */
static void
test_random (void)
{
  static const char ALPHABET[] = "\"\"\t\n\rab";

  for (guint i = 0; i < 20000; i++)
    {
      char text[24];
      guint length = g_test_rand_int_range (0, sizeof text - 1);
      g_autoptr (NhGridBlock) block = NULL, back = NULL;
      g_autofree char *written = NULL;

      for (guint j = 0; j < length; j++)
        text[j] = ALPHABET[g_test_rand_int_range (0, sizeof ALPHABET - 1)];
      text[length] = '\0';
      block = nh_grid_tsv_parse (text);
      g_assert_cmpuint (g_strv_length (block->texts), ==, block->n_rows * block->n_columns);
      written = nh_grid_block_to_tsv (block);
      back = nh_grid_tsv_parse (written);
      g_assert_true (
          g_strv_equal ((const char *const *)back->texts, (const char *const *)block->texts));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid/tsv/parse", test_parse);
  g_test_add_func ("/grid/tsv/quotes", test_quotes);
  g_test_add_func ("/grid/tsv/round-trip", test_round_trip);
  g_test_add_func ("/grid/tsv/sheet", test_sheet);
  g_test_add_func ("/grid/tsv/empty-columns", test_empty_columns);
  g_test_add_func ("/grid/tsv/limits", test_limits);
  g_test_add_func ("/grid/tsv/random", test_random);
  return g_test_run ();
}
