/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * nh-html-table.c reads the texts of cells; how they look is noted here and put together with them.
 */
#include "formats/nh-html-text-private.h"

#include <string.h>

#include "document/nh-fixed-table.h"
#include "formats/nh-read-limits.h"

/* A line of a page in characters: what widths are shares of. */
#define LINE_CHARACTERS 90
#define NARROWEST 4
#define MAX_HEAD_ROWS 4

typedef struct
{
  guint row, column;
  gboolean head;
  gboolean has_text, has_plain, has_upright; /* some text is there, some not bold, some not italic */
  int align; /* -1: unknown */
} Cell;

struct _NhHtmlCells
{
  GArray *cells;  /* of Cell, in the order of the page */
  double widths[NH_FIXED_TABLE_MAX_COLUMNS];
};

NhHtmlCells *
nh_html_cells_new (void)
{
  NhHtmlCells *self = g_new0 (NhHtmlCells, 1);

  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  return self;
}

void
nh_html_cells_free (NhHtmlCells *self)
{
  g_array_unref (self->cells);
  g_free (self);
}

void
nh_html_cells_begin (NhHtmlCells *self, guint row, guint column, gboolean head, int align, double width)
{
  Cell cell = { row, column, head, FALSE, FALSE, FALSE, align };

  if (row >= NH_FIXED_TABLE_MAX_ROWS || column >= NH_FIXED_TABLE_MAX_COLUMNS)
    return;
  g_array_append_val (self->cells, cell);
  if (self->widths[column] <= 0)
    self->widths[column] = width;
}

void
nh_html_cells_add_text (NhHtmlCells *self, NhStyle style, int align)
{
  Cell *cell;

  if (self->cells->len == 0)
    return;
  cell = &g_array_index (self->cells, Cell, self->cells->len - 1);
  cell->has_text = TRUE;
  cell->has_plain = cell->has_plain || !(style & NH_STYLE_BOLD);
  cell->has_upright = cell->has_upright || !(style & NH_STYLE_ITALIC);
  if (align >= 0)
    cell->align = align;
}

/* Rows at the top that the page calls a head, or whose texts all are bold. */
static guint
count_head_rows (NhHtmlCells *self, guint n_rows)
{
  g_autofree guint8 *no_head = g_malloc0 (n_rows + 1), *some_text = g_malloc0 (n_rows + 1);
  guint n = 0;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);

      if (cell->row >= n_rows)
        continue;
      some_text[cell->row] |= cell->has_text;
      no_head[cell->row] |= !cell->head && (cell->has_text && cell->has_plain);
    }
  while (n < n_rows && n < MAX_HEAD_ROWS && some_text[n] && !no_head[n])
    n++;
  /* All bold: nothing tells the head from the rest. */
  return n == n_rows ? (n_rows > 1 ? 1 : 0) : n;
}

static void
put_texts (NhFixedTable *table, NhSheet *sheet, NhTextReport *report)
{
  for (guint row = 0; row < nh_fixed_table_get_n_rows (table); row++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      NhEncoding encoding;

      for (guint column = 0; column < nh_fixed_table_get_n_columns (table); column++)
        g_string_append_printf (line, "%s\n", nh_sheet_get_text (sheet, row, column));
      encoding = nh_legacy_text_detect_common (line->str);
      for (guint column = 0; column < nh_fixed_table_get_n_columns (table); column++)
        {
          const char *own = nh_sheet_get_text (sheet, row, column);
          guint n_converted;
          g_autofree char *text = *own ? nh_legacy_text_convert_among (own, encoding, &n_converted) : NULL;

          if (!text)
            continue;
          report->n_converted += n_converted;
          nh_fixed_table_set_text (table, row, column, text);
        }
    }
}

/* Most cells of a column stand alike: that is the column's alignment, the others have their own. */
static void
put_looks (NhHtmlCells *self, NhFixedTable *table)
{
  guint n_rows = nh_fixed_table_get_n_rows (table), n_columns = nh_fixed_table_get_n_columns (table);
  guint n_head = nh_fixed_table_get_n_head_rows (table);
  guint counts[NH_FIXED_TABLE_MAX_COLUMNS][3] = { 0 };

  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);

      if (cell->row >= n_head && cell->column < n_columns && cell->has_text)
        counts[cell->column][MAX (cell->align, 0)]++;
    }
  for (guint column = 0; column < n_columns; column++)
    {
      const guint *own = counts[column];
      NhTableArea area = { n_head, column, n_rows - n_head, 1 };
      NhAlign align = own[1] > own[0] ? NH_ALIGN_CENTRE : NH_ALIGN_LEFT;

      nh_fixed_table_set_align (table, &area, own[2] > own[align] ? NH_ALIGN_RIGHT : align);
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      NhTableArea area = { cell->row, cell->column, 1, 1 };

      if (cell->row >= n_rows || cell->column >= n_columns || !cell->has_text)
        continue;
      /* The form has its heads bold and in the middle. */
      if (cell->row >= n_head)
        {
          nh_fixed_table_set_bold (table, &area, !cell->has_plain);
          if (n_rows > n_head + 1)
            nh_fixed_table_set_align (table, &area, (NhAlign) MAX (cell->align, 0));
        }
      nh_fixed_table_set_italic (table, &area, !cell->has_upright);
    }
}

static void
put_widths (NhHtmlCells *self, NhFixedTable *table)
{
  guint n = nh_fixed_table_get_n_columns (table);
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      if (self->widths[i] <= 0)
        return;
      sum += self->widths[i];
    }
  for (guint i = 0; i < n; i++)
    nh_fixed_table_set_width (table, i,
                              MAX ((guint) (self->widths[i] / sum * LINE_CHARACTERS + 0.5), NARROWEST));
}

static void
put_merges (NhFixedTable *table, NhSheet *sheet, NhTextReport *report)
{
  for (guint i = 0; i < nh_sheet_get_n_merges (sheet); i++)
    {
      const NhSheetMerge *merge = nh_sheet_get_merge (sheet, i);
      NhTableArea area = { merge->row, merge->column, merge->n_rows, merge->n_columns };
      guint n_head = nh_fixed_table_get_n_head_rows (table);

      if (area.row < n_head)
        area.n_rows = MIN (area.n_rows, n_head - area.row);
      if (i >= NH_READ_MAX_PASTED_MERGES)
        {
          report->n_cut++;
          return;
        }
      nh_fixed_table_merge (table, &area);
    }
}

/**
 * nh_html_cells_to_options:
 * @self: how the cells look
 * @sheet: what they read
 * @report: told of what the limits of a fixed table cut off
 *
 * Returns: (transfer full) (nullable): options of a fixed table; %NULL for a table of one column, which
 *   is a frame around texts.
 */
char *
nh_html_cells_to_options (NhHtmlCells *self, NhSheet *sheet, NhTextReport *report)
{
  guint n_rows = nh_sheet_get_n_rows (sheet), n_columns = nh_sheet_get_n_columns (sheet);
  g_autoptr (NhFixedTable) table = NULL;

  if (n_columns < 2)
    return NULL;
  if (n_rows > NH_FIXED_TABLE_MAX_ROWS || n_columns > NH_FIXED_TABLE_MAX_COLUMNS)
    report->n_cut++;
  n_rows = MIN (n_rows, NH_FIXED_TABLE_MAX_ROWS);
  n_columns = MIN (n_columns, NH_FIXED_TABLE_MAX_COLUMNS);
  table = nh_fixed_table_new (n_rows, n_columns, count_head_rows (self, n_rows));
  put_texts (table, sheet, report);
  put_looks (self, table);
  put_widths (self, table);
  put_merges (table, sheet, report);
  return nh_fixed_table_to_options (table);
}
