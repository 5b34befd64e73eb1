/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-table-layout.h"

#include <math.h>

#include "document/nh-page-font.h"
#include "document/nh-page-style.h"
#include "document/nh-page-text.h"
#include "document/nh-table-layout-private.h"
#include "document/nh-table-widths.h"

/* Lines of tables stand as close as single spacing puts them. */
#define PITCH 1.2
/* A head that takes more than this share of a page is not repeated. */
#define TALLEST_HEAD 0.5

static double
line_height (double size)
{
  return ceil (size * PITCH * 2) / 2;
}

/* A page can't be scaled as a sheet can, so there are more sizes to go down to. */
static const NhTableTry tries[] = {
  { 13, FALSE, 1, TRUE },  { 12, FALSE, 1.25, TRUE }, { 11.5, FALSE, 0, TRUE }, { 11, FALSE, 0, TRUE },
  { 10, FALSE, 0, TRUE },  { 9, FALSE, 0, TRUE },     { 8, FALSE, 0, TRUE },
};

static const NhTableMetrics metrics = {
  .padding = 2 * NH_PAGE_TABLE_PADDING,
  .safety = 1.001,
  .row_padding = 2 * NH_PAGE_TABLE_PADDING_V,
  .line_height = line_height,
  .tries = tries,
  .n_tries = G_N_ELEMENTS (tries),
};

static double
cell_width (NhTableLayout *self, guint column, guint span)
{
  double width = 0;

  for (guint c = column; c < column + span && c < self->n_columns; c++)
    width += self->widths[c];
  return width;
}

static void
add_cell (NhTableLayout *self, guint row, guint column, const NhCell *cell)
{
  NhTableLayoutCell added = { row, column, cell->row_span, cell->column_span };
  int index = (int) self->cells->len;

  added.width = MAX (cell_width (self, column, cell->column_span) - metrics.padding, 1);
  added.align = cell->align;
  added.bold = cell->bold;
  added.italic = cell->italic;
  added.words = g_strdup (cell->text);
  g_array_append_val (self->cells, added);
  for (guint r = row; r < row + cell->row_span; r++)
    for (guint c = column; c < column + cell->column_span; c++)
      self->owners[r * self->n_columns + c] = index;
}

static NhTableLayoutCell *
get_cell (NhTableLayout *self, guint index)
{
  return &g_array_index (self->cells, NhTableLayoutCell, index);
}

/* Whether an old cell is set as the new one has to be; then its text is taken. */
static gboolean
take_text (NhTableLayoutCell *cell, NhTableLayoutCell *old)
{
  if (cell->width != old->width || cell->align != old->align || cell->bold != old->bold
      || cell->italic != old->italic || !g_str_equal (cell->words, old->words))
    return FALSE;
  cell->text = g_steal_pointer (&old->text);
  return TRUE;
}

/* Tables change in a few cells; what stands before and after them is set already. */
static void
take_texts (NhTableLayout *self, NhTableLayout *old)
{
  guint n = self->cells->len;
  guint n_old = old->cells->len;
  guint first = 0;

  if (self->size != old->size)
    return;
  while (first < MIN (n, n_old) && take_text (get_cell (self, first), get_cell (old, first)))
    first++;
  for (guint last = 1; first + last <= MIN (n, n_old); last++)
    if (!take_text (get_cell (self, n - last), get_cell (old, n_old - last)))
      break;
}

static void
set_cell (NhTableLayout *self, PangoContext *context, NhTableLayoutCell *cell)
{
  NhPageStyle style = { .size = self->size, .pitch = self->pitch, .bold = cell->bold, .italic = cell->italic };

  style.align = cell->align == NH_ALIGN_CENTRE  ? NH_PAGE_ALIGN_CENTRE
                : cell->align == NH_ALIGN_RIGHT ? NH_PAGE_ALIGN_RIGHT
                                                : NH_PAGE_ALIGN_LEFT;
  cell->text = nh_page_text_new_plain (context, &style, cell->words, cell->width);
}

/** nh_table_layout_need: Returns: the height of a cell of @lines lines. */
double
nh_table_layout_need (NhTableLayout *self, guint lines)
{
  return lines * self->pitch + metrics.row_padding;
}

static void
set_heights (NhTableLayout *self)
{
  for (guint r = 0; r < self->n_rows; r++)
    self->heights[r] = nh_table_layout_need (self, 1);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->cells->len; i++)
      {
        const NhTableLayoutCell *cell = &g_array_index (self->cells, NhTableLayoutCell, i);
        double needed = nh_table_layout_need (self, cell->text->n_lines);
        double present = 0;

        if ((cell->row_span > 1) != (pass == 1))
          continue;
        for (guint r = cell->row; r < cell->row + cell->row_span; r++)
          present += self->heights[r];
        for (guint r = cell->row; needed > present && r < cell->row + cell->row_span; r++)
          self->heights[r] += (needed - present) / cell->row_span;
      }
  for (guint r = 0; r < self->n_rows; r++)
    self->height += self->heights[r];
  for (guint r = 0; r < self->n_head; r++)
    self->head_height += self->heights[r];
}

/* Words wider than the page at the smallest size are cut, so that nothing leaves the paper. */
static void
take_widths (NhTableLayout *self, const NhTableWidths *found, double width)
{
  double sum = 0;
  double scale;

  for (guint c = 0; c < self->n_columns; c++)
    sum += found->widths[c];
  scale = sum > width ? width / sum : 1;
  for (guint c = 0; c < self->n_columns; c++)
    self->widths[c] = found->widths[c] * scale;
}

static void
set_cells (NhTableLayout *self, NhTableLayout *old)
{
  PangoContext *context = nh_page_font_new_context ();

  if (old)
    take_texts (self, old);
  for (guint i = 0; i < self->cells->len; i++)
    if (!get_cell (self, i)->text)
      set_cell (self, context, get_cell (self, i));
  g_object_unref (context);
}

/**
 * nh_table_layout_new:
 * @table: a table with at least one column
 * @width: what it shall fill, in points
 *
 * Chooses the size of the letters and the widths of the columns and sets the cells. The result does
 * not need @table any more and belongs to the calling thread.
 *
 * Returns: (transfer full): the table, ready to draw.
 */
NhTableLayout *
nh_table_layout_new (NhTable *table, double width)
{
  return nh_table_layout_new_after (table, width, NULL);
}

/**
 * nh_table_layout_new_after:
 * @table: a table with at least one column
 * @width: what it shall fill, in points
 * @old: (nullable): the table as it was before; its cells are taken from it, so that it can't be drawn
 *   any more and has only to be freed
 *
 * Returns: (transfer full): the same as nh_table_layout_new(), sooner when little has changed.
 */
NhTableLayout *
nh_table_layout_new_after (NhTable *table, double width, NhTableLayout *old)
{
  NhTableLayout *self = g_new0 (NhTableLayout, 1);
  NhTextRuler *ruler = nh_text_ruler_get_shared ();
  g_autoptr (NhTableWidths) found = nh_table_widths_new (table, ruler, width, &metrics);

  self->n_columns = nh_table_get_n_columns (table);
  self->n_rows = nh_table_get_n_rows (table);
  self->n_head = nh_table_get_n_head_rows (table);
  self->size = found->font_size;
  self->pitch = line_height (self->size);
  self->widths = g_new0 (double, self->n_columns + 1);
  self->heights = g_new0 (double, self->n_rows + 1);
  self->owners = g_new (int, self->n_rows * self->n_columns + 1);
  for (guint i = 0; i < self->n_rows * self->n_columns; i++)
    self->owners[i] = -1;
  self->cells = g_array_new (FALSE, FALSE, sizeof (NhTableLayoutCell));
  take_widths (self, found, width);
  for (guint r = 0; r < self->n_rows; r++)
    for (guint c = 0; c < self->n_columns; c++)
      {
        const NhCell *cell = nh_table_get_cell (table, r, c);

        if (cell)
          add_cell (self, r, c, cell);
      }
  set_cells (self, old);
  set_heights (self);
  return self;
}

void
nh_table_layout_free (NhTableLayout *self)
{
  if (!self)
    return;
  for (guint i = 0; i < self->cells->len; i++)
    {
      nh_page_text_free (get_cell (self, i)->text);
      g_free (get_cell (self, i)->words);
    }
  g_array_unref (self->cells);
  g_free (self->widths);
  g_free (self->heights);
  g_free (self->owners);
  nh_table_piece_free (self->whole);
  g_free (self);
}

double
nh_table_layout_get_width (NhTableLayout *self)
{
  return cell_width (self, 0, self->n_columns);
}

double
nh_table_layout_get_height (NhTableLayout *self)
{
  return self->height;
}

/** nh_table_layout_get_font_size: Returns: the size of all its letters, at most 13 points. */
double
nh_table_layout_get_font_size (NhTableLayout *self)
{
  return self->size;
}

/** nh_table_layout_get_pitch: Returns: the exact distance from line to line. */
double
nh_table_layout_get_pitch (NhTableLayout *self)
{
  return self->pitch;
}

double
nh_table_layout_get_column_width (NhTableLayout *self, guint column)
{
  return cell_width (self, column, 1);
}

double
nh_table_layout_get_row_height (NhTableLayout *self, guint row)
{
  g_return_val_if_fail (row < self->n_rows, 0);
  return self->heights[row];
}

/**
 * nh_table_layout_get_least:
 * @self: a table
 * @page: the height of a page
 *
 * Returns: the height of the least that can stand at the foot of a page: the head with one row. Of a
 *   row that is higher than a page two lines are enough.
 */
double
nh_table_layout_get_least (NhTableLayout *self, double page)
{
  double body = self->n_head < self->n_rows ? self->heights[self->n_head] : 0;

  if (self->head_height + body > page)
    body = MIN (body, nh_table_layout_need (self, 2));
  return self->head_height + body;
}

/** nh_table_layout_repeats_head: Returns: whether the head stands again on each page. */
gboolean
nh_table_layout_repeats_head (NhTableLayout *self, double page)
{
  return self->n_head > 0 && self->head_height <= page * TALLEST_HEAD;
}

/**
 * nh_table_layout_draw:
 * @self: a table
 * @cr: where to draw, in the colour to draw in
 *
 * Draws all of it, from 0, 0 to its width and height.
 */
void
nh_table_layout_draw (NhTableLayout *self, cairo_t *cr)
{
  if (!self->whole)
    self->whole = nh_table_layout_cut (self, NULL, G_MAXDOUBLE, G_MAXDOUBLE, G_MAXUINT, NULL);
  nh_table_layout_draw_piece (self, self->whole, cr, 0, 0);
}
