/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text of cells on the clipboard, as Excel writes it.
 */
#include "ui/widgets/nh-grid-tsv.h"

#include <string.h>

#include "core/nh-period.h"
#include "core/nh-separated.h"

/* Rows of different lengths become a rectangle, filled with empty texts. */
static NhGridBlock *
make_rectangle (GPtrArray *cells, GArray *lengths, guint n_columns)
{
  NhGridBlock *block;
  guint next = 0;

  if ((guint64)lengths->len * n_columns > NH_GRID_TSV_MAX_CELLS)
    return NULL;
  block = g_new0 (NhGridBlock, 1);
  block->n_rows = lengths->len;
  block->n_columns = n_columns;
  block->texts = g_new0 (char *, (gsize)lengths->len *n_columns + 1);
  for (guint row = 0; row < lengths->len; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        char **cell = &block->texts[(gsize)row * n_columns + column];

        if (column < g_array_index (lengths, guint, row))
          *cell = g_steal_pointer (&cells->pdata[next++]);
        else
          *cell = g_strdup ("");
      }
  return block;
}

/**
 * nh_grid_tsv_parse:
 * @text: text from the clipboard, with any line ends
 *
 * Reads cells as a spreadsheet writes them. A line end after the last row does not make a row;
 * short rows are filled up with empty texts.
 *
 * Returns: (transfer full) (nullable): the cells, at least one; %NULL when there are more than
 *   %NH_GRID_TSV_MAX_CELLS or the text is not UTF-8
 */
NhGridBlock *
nh_grid_tsv_parse (const char *text)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) cell = g_string_new (NULL);
  guint in_row = 0, n_columns = 0;

  if (!g_utf8_validate (text, -1, NULL))
    return NULL;
  while (cells->len <= NH_GRID_TSV_MAX_CELLS)
    {
      NhSeparatedStop stop = nh_separated_next (&text, '\t', cell);

      g_ptr_array_add (cells, g_strndup (cell->str, cell->len));
      in_row++;
      if (stop == NH_SEPARATED_CELL)
        continue;
      g_array_append_val (lengths, in_row);
      n_columns = MAX (n_columns, in_row);
      in_row = 0;
      if (stop == NH_SEPARATED_END)
        return make_rectangle (cells, lengths, n_columns);
    }
  return NULL;
}

/* As people write it: a real date of the source comes as an ISO day. */
static char *
text_of_cell (NhSheet *sheet, guint row, guint column)
{
  const char *text = nh_sheet_get_text (sheet, row, column);
  guint32 day =
      nh_sheet_get_kind (sheet, row, column) == NH_SHEET_DATE ? nh_day_from_iso (text) : 0;

  return day != 0 ? nh_day_format_short (day) : g_strdup (text);
}

/**
 * nh_grid_block_from_sheet:
 * @sheet: a table as it was read
 *
 * A cell merged over several rows counts for each of them: a school beside its teachers. One merged
 * over several columns fills the first.
 *
 * Returns: (transfer full) (nullable): the cells, at least one; %NULL when there are none or more
 *   than %NH_GRID_TSV_MAX_CELLS
 */
NhGridBlock *
nh_grid_block_from_sheet (NhSheet *sheet)
{
  guint n_rows = nh_sheet_get_n_rows (sheet), n_columns = nh_sheet_get_n_columns (sheet);
  NhGridBlock *block;

  if (n_rows == 0 || n_columns == 0 || (guint64)n_rows * n_columns > NH_GRID_TSV_MAX_CELLS)
    return NULL;
  block = g_new0 (NhGridBlock, 1);
  block->n_rows = n_rows;
  block->n_columns = n_columns;
  block->texts = g_new0 (char *, (gsize)n_rows * n_columns + 1);
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      block->texts[(gsize)row * n_columns + column] = text_of_cell (sheet, row, column);
  for (guint i = 0; i < nh_sheet_get_n_merges (sheet); i++)
    {
      const NhSheetMerge *merge = nh_sheet_get_merge (sheet, i);

      for (guint row = merge->row + 1; row < MIN (merge->row + merge->n_rows, n_rows); row++)
        if (merge->column < n_columns)
          {
            char **cell = &block->texts[(gsize)row * n_columns + merge->column];

            g_free (*cell);
            *cell = text_of_cell (sheet, merge->row, merge->column);
          }
    }
  return block;
}

/**
 * nh_grid_block_free:
 * @block: (nullable): cells
 */
void
nh_grid_block_free (NhGridBlock *block)
{
  if (block == NULL)
    return;
  g_strfreev (block->texts);
  g_free (block);
}

/**
 * nh_grid_block_drop_first_row:
 * @block: cells, two rows at least
 *
 * Removes the row of headings.
 */
void
nh_grid_block_drop_first_row (NhGridBlock *block)
{
  gsize left = (gsize)(block->n_rows - 1) * block->n_columns;

  for (guint column = 0; column < block->n_columns; column++)
    g_free (block->texts[column]);
  memmove (block->texts, block->texts + block->n_columns, (left + 1) * sizeof (char *));
  block->n_rows--;
}

static gboolean
last_column_is_empty (const NhGridBlock *block)
{
  for (guint row = 0; row < block->n_rows; row++)
    if (*block->texts[(gsize)(row + 1) * block->n_columns - 1] != '\0')
      return FALSE;
  return TRUE;
}

/**
 * nh_grid_block_drop_empty_columns:
 * @block: cells
 *
 * Removes columns at the right that hold nothing: sheets are often selected wider than filled.
 * One column stays.
 */
void
nh_grid_block_drop_empty_columns (NhGridBlock *block)
{
  while (block->n_columns > 1 && last_column_is_empty (block))
    {
      guint n_columns = block->n_columns - 1;

      for (guint row = 0; row < block->n_rows; row++)
        {
          char **old = block->texts + (gsize)row * block->n_columns;

          g_free (old[n_columns]);
          memmove (block->texts + (gsize)row * n_columns, old, n_columns * sizeof (char *));
        }
      block->n_columns = n_columns;
      block->texts[(gsize)block->n_rows * n_columns] = NULL;
    }
}

static void
append_cell (GString *out, const char *text)
{
  if (*text != '"' && strpbrk (text, "\t\r\n") == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

/**
 * nh_grid_block_to_tsv:
 * @block: cells
 *
 * Returns: (transfer full): the cells as Excel writes them to the clipboard, CRLF after each row
 */
char *
nh_grid_block_to_tsv (const NhGridBlock *block)
{
  GString *out = g_string_new (NULL);

  for (guint row = 0; row < block->n_rows; row++)
    for (guint column = 0; column < block->n_columns; column++)
      {
        append_cell (out, block->texts[(gsize)row * block->n_columns + column]);
        g_string_append (out, column + 1 < block->n_columns ? "\t" : "\r\n");
      }
  return g_string_free (out, FALSE);
}
