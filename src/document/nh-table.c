/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-table.h"

typedef struct
{
  gboolean head;
  GPtrArray *cells; /* as added, from left to right */
} Row;

struct _NhTable
{
  GArray *columns; /* NhTableColumn */
  GPtrArray *rows; /* Row */
  guint n_head_rows;

  /* The grid is laid out when it is first read: spans are set on the cells after they were added. */
  gboolean laid_out;
  GPtrArray *grid;   /* NhCell or NULL; rows × columns; texts borrowed from the rows */
  guint8 *covered;   /* rows × columns */
};

static void
cell_free (NhCell *cell)
{
  g_free (cell->text);
  g_free (cell);
}

static void
row_free (Row *row)
{
  g_ptr_array_unref (row->cells);
  g_free (row);
}

/**
 * nh_table_new:
 *
 * Makes a table without columns and rows. Columns come first, then rows from the top.
 *
 * Returns: (transfer full): the table; free with nh_table_free().
 */
NhTable *
nh_table_new (void)
{
  NhTable *table = g_new0 (NhTable, 1);

  table->columns = g_array_new (FALSE, TRUE, sizeof (NhTableColumn));
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  table->grid = g_ptr_array_new_with_free_func (g_free);

  return table;
}

/**
 * nh_table_free:
 * @table: (nullable) (transfer full): a table
 *
 * Frees the table with its cells.
 */
void
nh_table_free (NhTable *table)
{
  if (table == NULL)
    return;

  g_ptr_array_unref (table->grid);
  g_ptr_array_unref (table->rows);
  g_array_unref (table->columns);
  g_free (table->covered);
  g_free (table);
}

/**
 * nh_table_add_column:
 * @table: a table without rows
 * @align: how body cells of the column stand, unless they say otherwise
 * @min_width: in characters; 0 for the width of the content
 * @max_width: in characters, longer texts wrap; 0 for no limit
 *
 * Adds a column at the right.
 */
void
nh_table_add_column (NhTable *table, NhAlign align, double min_width, double max_width)
{
  NhTableColumn column = { align, min_width, max_width };

  g_return_if_fail (table != NULL);
  g_return_if_fail (table->rows->len == 0);

  g_array_append_val (table->columns, column);
}

/**
 * nh_table_get_n_columns:
 * @table: a table
 *
 * Returns: the number of columns.
 */
guint
nh_table_get_n_columns (NhTable *table)
{
  g_return_val_if_fail (table != NULL, 0);

  return table->columns->len;
}

/**
 * nh_table_get_column:
 * @table: a table
 * @column: index from 0
 *
 * Returns: (transfer none): what is known of the column.
 */
const NhTableColumn *
nh_table_get_column (NhTable *table, guint column)
{
  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (column < table->columns->len, NULL);

  return &g_array_index (table->columns, NhTableColumn, column);
}

/**
 * nh_table_add_row:
 * @table: a table
 * @head: whether the row belongs to the head, which repeats on every page
 *
 * Starts a new row at the bottom. Head rows must come before all others.
 */
void
nh_table_add_row (NhTable *table, gboolean head)
{
  Row *row;

  g_return_if_fail (table != NULL);
  g_return_if_fail (!head || table->n_head_rows == table->rows->len);

  row = g_new0 (Row, 1);
  row->head = head;
  row->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) cell_free);
  g_ptr_array_add (table->rows, row);
  if (head)
    table->n_head_rows++;
  table->laid_out = FALSE;
}

/* The alignment of the column is not known before the layout, so a cell starts with a mark that
 * the layout replaces when the builder did not choose. */
#define ALIGN_OF_COLUMN ((NhAlign) -1)

/**
 * nh_table_add_cell:
 * @table: a table with at least one row
 * @text: (nullable): what the reader sees; newlines separate paragraphs
 *
 * Adds a text cell to the last row. The caller may change the alignment, weight and spans of the
 * returned cell until the table is read for the first time.
 *
 * Returns: (transfer none): the new cell.
 */
NhCell *
nh_table_add_cell (NhTable *table, const char *text)
{
  NhCell *cell;
  Row *row;

  g_return_val_if_fail (table != NULL && table->rows->len > 0, NULL);

  row = g_ptr_array_index (table->rows, table->rows->len - 1);
  cell = g_new0 (NhCell, 1);
  cell->kind = NH_CELL_TEXT;
  cell->text = g_strdup (text != NULL ? text : "");
  cell->align = row->head ? NH_ALIGN_CENTRE : ALIGN_OF_COLUMN;
  cell->bold = row->head;
  cell->column_span = 1;
  cell->row_span = 1;
  g_ptr_array_add (row->cells, cell);
  table->laid_out = FALSE;

  return cell;
}

/**
 * nh_table_add_day_cell:
 * @table: a table with at least one row
 * @julian: a day as g_date_get_julian() gives it
 *
 * Adds a cell that holds an exact day, shown as dd/mm/yyyy.
 *
 * Returns: (transfer none): the new cell.
 */
NhCell *
nh_table_add_day_cell (NhTable *table, guint32 julian)
{
  g_autofree char *text = NULL;
  NhCell *cell;
  GDate date;

  g_return_val_if_fail (g_date_valid_julian (julian), NULL);

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  text = g_strdup_printf ("%02d/%02d/%04d", g_date_get_day (&date), g_date_get_month (&date),
                          g_date_get_year (&date));
  cell = nh_table_add_cell (table, text);
  if (cell == NULL)
    return NULL;
  cell->kind = NH_CELL_DATE;
  cell->number = julian;

  return cell;
}

/**
 * nh_table_add_number_cell:
 * @table: a table with at least one row
 * @number: the value
 * @text: (nullable): what is shown; %NULL for the shortest form of the number
 *
 * Adds a cell that holds a number.
 *
 * Returns: (transfer none): the new cell.
 */
NhCell *
nh_table_add_number_cell (NhTable *table, double number, const char *text)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  NhCell *cell;

  if (text == NULL)
    text = g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  cell = nh_table_add_cell (table, text);
  if (cell == NULL)
    return NULL;
  cell->kind = NH_CELL_NUMBER;
  cell->number = number;

  return cell;
}

/**
 * nh_table_get_n_rows:
 * @table: a table
 *
 * Returns: the number of rows, those of the head included.
 */
guint
nh_table_get_n_rows (NhTable *table)
{
  g_return_val_if_fail (table != NULL, 0);

  return table->rows->len;
}

/**
 * nh_table_get_n_head_rows:
 * @table: a table
 *
 * Returns: the number of rows at the top that repeat on every page.
 */
guint
nh_table_get_n_head_rows (NhTable *table)
{
  g_return_val_if_fail (table != NULL, 0);

  return table->n_head_rows;
}

/* How many columns from @column on are free in @row, at most @wanted. */
static guint
free_columns (NhTable *table, guint row, guint column, guint wanted)
{
  guint n_columns = table->columns->len;
  guint n = 0;

  while (n < wanted && column + n < n_columns && !table->covered[row * n_columns + column + n])
    n++;

  return n;
}

static void
place_cell (NhTable *table, guint row, guint column, const NhCell *cell)
{
  guint n_columns = table->columns->len;
  guint last = row < table->n_head_rows ? table->n_head_rows : table->rows->len;
  NhCell *placed = g_memdup2 (cell, sizeof *cell);

  placed->column_span = free_columns (table, row, column, MAX (cell->column_span, 1));
  placed->row_span = CLAMP (cell->row_span, 1, last - row);
  if (placed->align == ALIGN_OF_COLUMN)
    placed->align = g_array_index (table->columns, NhTableColumn, column).align;
  for (guint r = row; r < row + placed->row_span; r++)
    for (guint c = column; c < column + placed->column_span; c++)
      table->covered[r * n_columns + c] = TRUE;
  table->grid->pdata[row * n_columns + column] = placed;
}

static void
lay_out (NhTable *table)
{
  guint n_columns = table->columns->len;

  g_ptr_array_set_size (table->grid, 0);
  g_ptr_array_set_size (table->grid, table->rows->len * n_columns);
  g_free (table->covered);
  table->covered = g_malloc0 (MAX (table->rows->len * n_columns, 1));

  for (guint r = 0; r < table->rows->len; r++)
    {
      const Row *row = g_ptr_array_index (table->rows, r);
      guint column = 0;

      for (guint i = 0; i < row->cells->len; i++)
        {
          while (column < n_columns && table->covered[r * n_columns + column])
            column++;
          if (column == n_columns)
            {
              g_critical ("Row %u of a table has more cells than free columns", r);
              break;
            }
          place_cell (table, r, column, g_ptr_array_index (row->cells, i));
        }
    }
  table->laid_out = TRUE;
}

/**
 * nh_table_get_cell:
 * @table: a table
 * @row: index from 0, head rows included
 * @column: index from 0
 *
 * The cell whose top left corner is at the place. Its spans are cut to the table: none leaves it
 * at the right or the bottom, overlaps another cell or reaches from the head into the body.
 *
 * Returns: (transfer none) (nullable): the cell, valid until the table changes; %NULL where a span
 *   covers the place or the row has fewer cells.
 */
const NhCell *
nh_table_get_cell (NhTable *table, guint row, guint column)
{
  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (row < table->rows->len && column < table->columns->len, NULL);

  if (!table->laid_out)
    lay_out (table);

  return table->grid->pdata[row * table->columns->len + column];
}

static gboolean
same_cell (const NhCell *a, const NhCell *b)
{
  if (!a || !b)
    return a == b;
  return g_str_equal (a->text, b->text) && a->align == b->align && a->bold == b->bold
         && a->italic == b->italic && a->column_span == b->column_span && a->row_span == b->row_span;
}

/**
 * nh_table_equal:
 * @a: a table
 * @b: a table
 *
 * Returns: whether both print alike where they have the same width; what a cell counts is no
 *   difference, only what it reads.
 */
gboolean
nh_table_equal (NhTable *a, NhTable *b)
{
  if (a->columns->len != b->columns->len || a->rows->len != b->rows->len || a->n_head_rows != b->n_head_rows)
    return FALSE;
  for (guint row = 0; row < a->rows->len; row++)
    for (guint column = 0; column < a->columns->len; column++)
      if (!same_cell (nh_table_get_cell (a, row, column), nh_table_get_cell (b, row, column)))
        return FALSE;
  return TRUE;
}

/**
 * nh_appendix_page_free:
 * @page: (nullable) (transfer full): an appendix
 *
 * Frees the appendix with its table and texts.
 */
void
nh_appendix_page_free (NhAppendixPage *page)
{
  if (page == NULL)
    return;

  g_free (page->heading);
  g_free (page->title);
  g_free (page->attached);
  nh_table_free (page->table);
  g_free (page->note);
  g_free (page->file_name);
  g_free (page->author);
  g_free (page);
}
