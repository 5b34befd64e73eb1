/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-read-budget.h"
#include "fuzz.h"

static void
check_cells (NhSheet *sheet)
{
  guint n_rows = nh_sheet_get_n_rows (sheet), n_columns = nh_sheet_get_n_columns (sheet);

  g_assert_cmpuint (n_rows, <=, NH_READ_MAX_ROWS);
  g_assert_cmpuint (n_columns, <=, NH_READ_MAX_COLUMNS);
  g_assert_true (g_utf8_validate (nh_sheet_get_name (sheet), -1, NULL));
  /* A corner is enough of a sheet that has its only cell at the other end. */
  for (guint row = 0; row < MIN (n_rows, 200); row++)
    for (guint column = 0; column < MIN (n_columns, 50); column++)
      {
        const char *text = nh_sheet_get_text (sheet, row, column);

        g_assert_true (g_utf8_validate (text, -1, NULL));
        g_assert_cmpint (g_utf8_strlen (text, -1), <=, NH_READ_MAX_TEXT);
        g_assert_true ((*text == '\0')
                       == (nh_sheet_get_kind (sheet, row, column) == NH_SHEET_EMPTY));
      }
}

/* What every reader promises: sheets or an error, and nothing outside of a sheet. */
void
fuzz_check_sheets (GPtrArray *sheets, const GError *error)
{
  g_assert_true ((sheets == NULL) == (error != NULL));
  if (error)
    g_assert_true (g_utf8_validate (error->message, -1, NULL) && *error->message);
  for (guint i = 0; sheets && i < sheets->len; i++)
    {
      NhSheet *sheet = g_ptr_array_index (sheets, i);

      check_cells (sheet);
      for (guint j = 0; j < nh_sheet_get_n_merges (sheet); j++)
        {
          const NhSheetMerge *merge = nh_sheet_get_merge (sheet, j);

          g_assert_cmpuint (merge->n_rows, >=, 1);
          g_assert_cmpuint (merge->n_columns, >=, 1);
          g_assert_cmpuint (merge->row + merge->n_rows, <=, NH_READ_MAX_ROWS);
          g_assert_cmpuint (merge->column + merge->n_columns, <=, NH_READ_MAX_COLUMNS);
          g_assert_nonnull (nh_sheet_find_merge (sheet, merge->row, merge->column));
        }
    }
}
