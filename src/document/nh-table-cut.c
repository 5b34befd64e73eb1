/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table over pages: which rows stand on one, and what of a row or of a cell over many rows is
 * still to come.
 */
#include <math.h>
#include <string.h>

#include "document/nh-page-style.h"
#include "document/nh-table-layout-private.h"

#define EPSILON 0.01
/* A row that has to be cut shows at least so many lines before the cut. */
#define LEAST_LINES 2

typedef struct
{
  int cell; /* -1: a place without a cell */
  double x;
  double y;
  double width;
  double height;
  guint from; /* lines */
  guint to;
} PieceCell;

typedef struct
{
  NhTableLayout *table;
  const NhTableBreak *from;
  guint first;     /* row */
  double top;      /* of the first row */
  gboolean inside; /* the last row goes on on the next page */
  NhTablePiece *piece;
} Cutter;

void
nh_table_break_free (NhTableBreak *self)
{
  if (!self)
    return;
  g_free (self->done);
  g_free (self);
}

NhTableBreak *
nh_table_break_copy (const NhTableBreak *self)
{
  NhTableBreak *copy;

  if (!self)
    return NULL;
  copy = g_memdup2 (self, sizeof *self);
  copy->done = g_memdup2 (self->done, self->n_columns * sizeof (guint));
  return copy;
}

gboolean
nh_table_break_equal (const NhTableBreak *a, const NhTableBreak *b)
{
  if (!a || !b)
    return a == b;
  return a->row == b->row && a->inside == b->inside && a->n_columns == b->n_columns
         && memcmp (a->done, b->done, a->n_columns * sizeof (guint)) == 0;
}

void
nh_table_piece_free (NhTablePiece *self)
{
  if (!self)
    return;
  g_array_unref (self->rows);
  g_array_unref (self->cells);
  g_free (self);
}

static const NhTableLayoutCell *
get_cell (const Cutter *c, guint index)
{
  return &g_array_index (c->table->cells, NhTableLayoutCell, index);
}

/* Whether the cell began on the page before. */
static gboolean
is_open (const Cutter *c, const NhTableLayoutCell *cell)
{
  return c->from && (cell->row < c->first || (cell->row == c->first && c->from->inside));
}

static guint
lines_done (const Cutter *c, const NhTableLayoutCell *cell)
{
  return is_open (c, cell) ? MIN (c->from->done[cell->column], cell->text->n_lines) : 0;
}

/* A cell over many rows whose text is whole on the page before shows it again, so that every page can
 * be read alone. */
static gboolean
is_repeated (const Cutter *c, const NhTableLayoutCell *cell)
{
  return cell->row < c->first && lines_done (c, cell) == cell->text->n_lines;
}

static double
bottom (const Cutter *c)
{
  return g_array_index (c->piece->rows, double, c->piece->rows->len - 1);
}

/* What a row needs here: less than its height when it began on the page before, more when a cell over
 * many rows ends in it and has not found room yet. */
static double
row_need (const Cutter *c, guint row)
{
  gboolean rest = c->from && c->from->inside && row == c->first;
  double need = rest ? nh_table_layout_need (c->table, 0) : c->table->heights[row];

  if (!c->from)
    return need;
  for (guint column = 0; column < c->table->n_columns; column++)
    {
      int index = c->table->owners[row * c->table->n_columns + column];
      const NhTableLayoutCell *cell = index >= 0 ? get_cell (c, index) : NULL;
      guint lines;

      if (!cell || !is_open (c, cell) || cell->row + cell->row_span - 1 != row || is_repeated (c, cell))
        continue;
      lines = cell->text->n_lines - lines_done (c, cell);
      if (lines > 0)
        need = MAX (need, nh_table_layout_need (c->table, lines) - (bottom (c) - c->top));
    }
  return need;
}

static void
add_row (Cutter *c, double height)
{
  double end = bottom (c) + height;

  g_array_append_val (c->piece->rows, end);
}

/* Whether @lines more are enough for all cells that end in the row. */
static gboolean
ends_within (const Cutter *c, guint row, guint lines)
{
  for (guint column = 0; column < c->table->n_columns; column++)
    {
      int index = c->table->owners[row * c->table->n_columns + column];
      const NhTableLayoutCell *cell = index >= 0 ? get_cell (c, index) : NULL;
      guint rest = cell ? cell->text->n_lines - lines_done (c, cell) : 0;

      if (cell && cell->row + cell->row_span - 1 == row && (cell->row_span > 1 ? rest > 0 : rest > lines))
        return FALSE;
    }
  return TRUE;
}

/* As much of a row as @room takes: the lines that its longest cell can show. A row that is only high
 * for the sake of a cell over many rows may end there. */
static gboolean
add_part (Cutter *c, guint row, double room, gboolean force)
{
  double lines = floor ((room - bottom (c) - nh_table_layout_need (c->table, 0) + EPSILON) / c->table->pitch);

  if (lines < LEAST_LINES && !force)
    return FALSE;
  add_row (c, nh_table_layout_need (c->table, (guint) MAX (lines, 1)));
  c->inside = !ends_within (c, row, (guint) MAX (lines, 1));
  return TRUE;
}

static double
row_top (const Cutter *c, guint row)
{
  return g_array_index (c->piece->rows, double, row - c->first);
}

static void
place_cell (Cutter *c, int index, guint row, guint column, guint *done)
{
  PieceCell place = { index };
  const NhTableLayoutCell *cell = index >= 0 ? get_cell (c, index) : NULL;
  guint end = cell ? MIN (cell->row + cell->row_span, c->piece->end_row) : row + 1;
  guint span = cell ? cell->column_span : 1;
  gboolean goes_on = cell && (cell->row + cell->row_span > end || (c->inside && end == c->piece->end_row));
  guint room;

  for (guint i = 0; i < column + span && i < c->table->n_columns; i++)
    *(i < column ? &place.x : &place.width) += c->table->widths[i];
  place.y = row_top (c, row);
  place.height = row_top (c, end) - place.y;
  room = (guint) MAX (
      floor ((place.height - nh_table_layout_need (c->table, 0) + EPSILON) / c->table->pitch), 0);
  if (cell && is_repeated (c, cell))
    place.to = cell->text->n_lines <= room ? cell->text->n_lines : 0;
  else if (cell)
    {
      place.from = lines_done (c, cell);
      place.to = goes_on ? MIN (cell->text->n_lines, place.from + room) : cell->text->n_lines;
    }
  if (goes_on)
    for (guint i = column; i < column + span; i++)
      done[i] = is_repeated (c, cell) ? cell->text->n_lines : place.to;
  g_array_append_val (c->piece->cells, place);
}

/* The cells of the rows from the first to the end; what a cell at their border has shown goes to
 * @done. */
static void
place_cells (Cutter *c, guint *done)
{
  for (guint row = c->first; row < c->piece->end_row; row++)
    for (guint column = 0; column < c->table->n_columns; column++)
      {
        int index = c->table->owners[row * c->table->n_columns + column];

        if (index < 0
            || (get_cell (c, index)->column == column && MAX (get_cell (c, index)->row, c->first) == row))
          place_cell (c, index, row, column, done);
      }
}

static void
place_head (Cutter *c)
{
  Cutter head = { .table = c->table, .piece = c->piece };
  GArray *rows = c->piece->rows;
  guint end_row = c->piece->end_row;
  double y = 0;

  c->piece->rows = g_array_new (FALSE, FALSE, sizeof (double));
  g_array_append_val (c->piece->rows, y);
  for (guint row = 0; row < c->table->n_head; row++)
    add_row (&head, c->table->heights[row]);
  c->piece->end_row = c->table->n_head;
  place_cells (&head, NULL);
  g_array_unref (c->piece->rows);
  c->piece->rows = rows;
  c->piece->end_row = end_row;
}

/* Fills the page with rows. Returns FALSE when too little of the table would stand on it. */
static gboolean
take_rows (Cutter *c, double room, double page, guint end_row)
{
  NhTableLayout *t = c->table;
  guint row = c->first;
  guint body = c->from ? c->first : MIN (t->n_head, t->n_rows);
  double head = c->from ? c->top : t->head_height;

  end_row = MIN (end_row, t->n_rows);
  while (row < end_row)
    {
      double need = row_need (c, row);

      if (bottom (c) + need > room + EPSILON)
        {
          gboolean alone = room >= page && (row == body || row == 0);
          gboolean must = need > page - (row < body ? 0 : head) + EPSILON;

          /* Of the head only its first row may be cut: what stands above another one is a page already. */
          if (must && (row >= body || alone) && add_part (c, row, room, alone))
            row++;
          break;
        }
      add_row (c, need);
      row++;
    }
  c->piece->end_row = row;
  if (row > body || row == t->n_rows)
    return TRUE;
  /* Nothing but the head fits on an empty page: the head is cut off from the rows. */
  return !c->from && row > 0 && room >= page;
}

/**
 * nh_table_layout_cut:
 * @self: a table
 * @from: (nullable): where it goes on; %NULL: at its beginning
 * @room: what the page has left
 * @page: the height of a whole page; at most @room when nothing else stands on the page yet
 * @end_row: no row from this one on may stand here, so that it keeps what follows the table company
 * @next: (out) (optional) (transfer full): where it goes on then; %NULL: it ends here
 *
 * Takes as many rows as the page has room for. The head is repeated. A row is cut only where it is
 * higher than a page. Cells over many rows go on, or show their text again.
 *
 * Returns: (transfer full) (nullable): the part; %NULL when the page should end before it.
 */
NhTablePiece *
nh_table_layout_cut (NhTableLayout *self, const NhTableBreak *from, double room, double page, guint end_row,
                     NhTableBreak **next)
{
  Cutter c = { .table = self, .from = from, .first = from ? from->row : 0 };
  g_autofree guint *done = g_new0 (guint, self->n_columns + 1);
  NhTablePiece *piece = c.piece = g_new0 (NhTablePiece, 1);
  gboolean head = from && from->row >= self->n_head && nh_table_layout_repeats_head (self, page);

  piece->rows = g_array_new (FALSE, FALSE, sizeof (double));
  piece->cells = g_array_new (FALSE, FALSE, sizeof (PieceCell));
  piece->first_row = c.first;
  c.top = head ? self->head_height : 0;
  g_array_append_val (piece->rows, c.top);
  if (next)
    *next = NULL;
  if (!take_rows (&c, room, page, end_row))
    {
      nh_table_piece_free (piece);
      return NULL;
    }
  if (head)
    place_head (&c);
  place_cells (&c, done);
  piece->height = bottom (&c);
  if (next && (c.inside || piece->end_row < self->n_rows))
    {
      NhTableBreak here = { c.inside ? piece->end_row - 1 : piece->end_row, c.inside, self->n_columns, done };

      *next = nh_table_break_copy (&here);
    }
  return piece;
}

static void
draw_rules (NhTableLayout *self, const NhTablePiece *piece, cairo_t *cr, double x, double y)
{
  double width = nh_table_layout_get_width (self);

  /* Each line once: the upper and left ones of the cells, and the outer ones. */
  for (guint i = 0; i < piece->cells->len; i++)
    {
      const PieceCell *cell = &g_array_index (piece->cells, PieceCell, i);

      cairo_move_to (cr, x + cell->x, y + cell->y + cell->height);
      cairo_line_to (cr, x + cell->x, y + cell->y);
      cairo_line_to (cr, x + cell->x + cell->width, y + cell->y);
    }
  cairo_move_to (cr, x, y + piece->height);
  cairo_line_to (cr, x + width, y + piece->height);
  cairo_line_to (cr, x + width, y);
  cairo_set_line_width (cr, NH_PAGE_TABLE_RULE);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_SQUARE);
  cairo_stroke (cr);
}

/**
 * nh_table_layout_draw_piece:
 * @self: a table
 * @piece: a part of it
 * @cr: where to draw, in the colour to draw in
 * @x: its left edge
 * @y: its upper edge
 *
 * Draws what one page shows of the table.
 */
void
nh_table_layout_draw_piece (NhTableLayout *self, const NhTablePiece *piece, cairo_t *cr, double x, double y)
{
  for (guint i = 0; i < piece->cells->len; i++)
    {
      const PieceCell *cell = &g_array_index (piece->cells, PieceCell, i);
      NhPageText *text;
      double top = NH_PAGE_TABLE_PADDING_V;

      if (cell->cell < 0 || cell->from == cell->to)
        continue;
      text = g_array_index (self->cells, NhTableLayoutCell, cell->cell).text;
      /* Whole texts stand in the middle, cut ones begin at the top. */
      if (cell->from == 0 && cell->to == text->n_lines)
        top = MAX ((cell->height - nh_page_text_get_height (text)) / 2, 0);
      nh_page_text_draw (text, cr, x + cell->x + NH_PAGE_TABLE_PADDING, y + cell->y + top, cell->from,
                         cell->to);
    }
  draw_rules (self, piece, cr, x, y);
}
