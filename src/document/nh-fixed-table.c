/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every place has a cell, also the covered ones; merged cells are areas beside them. So rows and
 * columns come, go and move as wholes, and only the areas have to be mended.
 */
#include "document/nh-fixed-table-private.h"

#include <string.h>

static void
clear_cell (gpointer data)
{
  NhFixedCell *cell = data;

  g_clear_pointer (&cell->text, g_free);
}

static void
init_cell (NhFixedCell *cell)
{
  cell->text = g_strdup ("");
  cell->align = cell->bold = NH_FIXED_AS_COLUMN;
  cell->italic = FALSE;
}

static NhFixedCell *
cell_at (NhFixedTable *self, guint row, guint column)
{
  return &g_array_index (self->cells, NhFixedCell, (gsize) row * self->columns->len + column);
}

/**
 * nh_fixed_table_new:
 * @n_rows: 1 to %NH_FIXED_TABLE_MAX_ROWS, those of the head included
 * @n_columns: 1 to %NH_FIXED_TABLE_MAX_COLUMNS
 * @n_head_rows: how many of the rows repeat on every page; at least one row is none
 *
 * Returns: (transfer full): a table of empty cells.
 */
NhFixedTable *
nh_fixed_table_new (guint n_rows, guint n_columns, guint n_head_rows)
{
  NhFixedTable *self = g_new0 (NhFixedTable, 1);

  n_columns = CLAMP (n_columns, 1, NH_FIXED_TABLE_MAX_COLUMNS);
  n_rows = CLAMP (n_rows, 1, NH_FIXED_TABLE_MAX_ROWS);
  self->columns = g_array_new (FALSE, TRUE, sizeof (NhFixedColumn));
  self->cells = g_array_new (FALSE, TRUE, sizeof (NhFixedCell));
  self->areas = g_array_new (FALSE, FALSE, sizeof (NhTableArea));
  g_array_set_clear_func (self->cells, clear_cell);
  g_array_set_size (self->columns, n_columns);
  nh_fixed_table_insert_rows (self, 0, n_rows);
  nh_fixed_table_set_n_head_rows (self, n_head_rows);
  return self;
}

/** nh_fixed_table_copy: Returns: (transfer full): a table of its own that is the same. */
NhFixedTable *
nh_fixed_table_copy (NhFixedTable *self)
{
  NhFixedTable *copy = g_new0 (NhFixedTable, 1);

  copy->n_rows = self->n_rows;
  copy->n_head_rows = self->n_head_rows;
  copy->columns = g_array_copy (self->columns);
  copy->areas = g_array_copy (self->areas);
  copy->cells = g_array_copy (self->cells);
  g_array_set_clear_func (copy->cells, clear_cell);
  for (guint i = 0; i < copy->cells->len; i++)
    {
      NhFixedCell *cell = &g_array_index (copy->cells, NhFixedCell, i);

      cell->text = g_strdup (cell->text);
    }
  return copy;
}

/** nh_fixed_table_free: Frees the table with its cells. */
void
nh_fixed_table_free (NhFixedTable *self)
{
  if (!self)
    return;
  g_array_unref (self->columns);
  g_array_unref (self->areas);
  g_array_unref (self->cells);
  g_free (self);
}

/** nh_fixed_table_get_n_rows: Returns: the number of rows, those of the head included. */
guint
nh_fixed_table_get_n_rows (NhFixedTable *self)
{
  return self->n_rows;
}

/** nh_fixed_table_get_n_columns: Returns: the number of columns, at least one. */
guint
nh_fixed_table_get_n_columns (NhFixedTable *self)
{
  return self->columns->len;
}

/** nh_fixed_table_get_n_head_rows: Returns: how many rows repeat on every page. */
guint
nh_fixed_table_get_n_head_rows (NhFixedTable *self)
{
  return self->n_head_rows;
}

/** nh_fixed_table_get_width: Returns: the share of the column, in characters; 0: by its content. */
guint
nh_fixed_table_get_width (NhFixedTable *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, 0);
  return g_array_index (self->columns, NhFixedColumn, column).width;
}

/**
 * nh_fixed_table_get_area:
 * @self: a table
 * @row: of a place
 * @column: of a place
 *
 * Returns: the places of the cell that is seen there: one, or those of a merged cell.
 */
NhTableArea
nh_fixed_table_get_area (NhFixedTable *self, guint row, guint column)
{
  for (guint i = 0; i < self->areas->len; i++)
    {
      const NhTableArea *area = &g_array_index (self->areas, NhTableArea, i);

      if (row >= area->row && row < area->row + area->n_rows && column >= area->column
          && column < area->column + area->n_columns)
        return *area;
    }
  return (NhTableArea){ row, column, 1, 1 };
}

/**
 * nh_fixed_table_get_cell:
 * @self: a table
 * @row: index from 0, head rows included
 * @column: index from 0
 * @cell: (out): how the cell prints; its text is valid until the table changes
 *
 * Returns: %FALSE where a merged cell covers the place.
 */
gboolean
nh_fixed_table_get_cell (NhFixedTable *self, guint row, guint column, NhCell *cell)
{
  NhTableArea area;
  const NhFixedCell *own;
  gboolean head = row < self->n_head_rows;

  g_return_val_if_fail (row < self->n_rows && column < self->columns->len, FALSE);
  area = nh_fixed_table_get_area (self, row, column);
  if (area.row != row || area.column != column)
    return FALSE;
  own = cell_at (self, row, column);
  *cell = (NhCell){ .kind = NH_CELL_TEXT, .text = own->text, .italic = own->italic,
                    .column_span = area.n_columns, .row_span = area.n_rows };
  cell->bold = own->bold == NH_FIXED_AS_COLUMN ? head : own->bold;
  if (own->align != NH_FIXED_AS_COLUMN)
    cell->align = (NhAlign) own->align;
  else
    cell->align = head ? NH_ALIGN_CENTRE : g_array_index (self->columns, NhFixedColumn, column).align;
  return TRUE;
}

/* Edits. */

static gboolean
cut_area (NhFixedTable *self, const NhTableArea *area, NhTableArea *cut)
{
  if (area->row >= self->n_rows || area->column >= self->columns->len)
    return FALSE;
  *cut = *area;
  cut->n_rows = MIN (cut->n_rows, self->n_rows - cut->row);
  cut->n_columns = MIN (cut->n_columns, self->columns->len - cut->column);
  return cut->n_rows > 0 && cut->n_columns > 0;
}

static gboolean
is_wide (const NhTableArea *area)
{
  return area->n_rows > 1 || area->n_columns > 1;
}

/* What remains of merged cells after their edges moved: those of one place are none. */
static void
drop_narrow_areas (NhFixedTable *self)
{
  for (guint i = self->areas->len; i-- > 0;)
    if (!is_wide (&g_array_index (self->areas, NhTableArea, i)))
      g_array_remove_index (self->areas, i);
}

/**
 * nh_fixed_table_set_text:
 * @self: a table
 * @row: of a place; of a merged cell any of its places
 * @column: of a place
 * @text: (nullable): what the cell reads; newlines separate paragraphs
 *
 * Control characters, which no paper shows, are left out; more than %NH_FIXED_TABLE_MAX_TEXT
 * characters are cut.
 */
void
nh_fixed_table_set_text (NhFixedTable *self, guint row, guint column, const char *text)
{
  NhTableArea area = nh_fixed_table_get_area (self, row, column);
  NhFixedCell *cell;
  GString *clean = g_string_new (NULL);
  guint n = 0;

  g_return_if_fail (row < self->n_rows && column < self->columns->len);
  for (const char *p = text ? text : ""; *p && n < NH_FIXED_TABLE_MAX_TEXT; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) && c != '\n' && c != '\t')
        continue;
      /* Not characters: XML has no way to write them. */
      if (c == 0xFFFC || c == 0xFFFE || c == 0xFFFF)
        continue;
      g_string_append_unichar (clean, c == '\t' ? ' ' : c);
      n++;
    }
  cell = cell_at (self, area.row, area.column);
  g_free (cell->text);
  cell->text = g_string_free (clean, FALSE);
}

/**
 * nh_fixed_table_set_align:
 * @self: a table
 * @area: some places
 * @align: where their texts stand
 *
 * An area of all rows below the head sets the columns, so that later rows follow.
 */
void
nh_fixed_table_set_align (NhFixedTable *self, const NhTableArea *area, NhAlign align)
{
  NhTableArea cut;
  gboolean whole;

  if (!cut_area (self, area, &cut))
    return;
  whole = cut.row <= self->n_head_rows && cut.row + cut.n_rows == self->n_rows;
  for (guint column = cut.column; column < cut.column + cut.n_columns; column++)
    {
      if (whole)
        g_array_index (self->columns, NhFixedColumn, column).align = align;
      for (guint row = cut.row; row < cut.row + cut.n_rows; row++)
        {
          gboolean head = row < self->n_head_rows;
          NhAlign own = head ? NH_ALIGN_CENTRE
                             : g_array_index (self->columns, NhFixedColumn, column).align;

          cell_at (self, row, column)->align = own == align ? NH_FIXED_AS_COLUMN : (int) align;
        }
    }
}

/** nh_fixed_table_set_bold: Makes the cells of @area bold, or not. */
void
nh_fixed_table_set_bold (NhFixedTable *self, const NhTableArea *area, gboolean bold)
{
  NhTableArea cut;

  if (!cut_area (self, area, &cut))
    return;
  for (guint row = cut.row; row < cut.row + cut.n_rows; row++)
    for (guint column = cut.column; column < cut.column + cut.n_columns; column++)
      cell_at (self, row, column)->bold
          = !!bold == (row < self->n_head_rows) ? NH_FIXED_AS_COLUMN : !!bold;
}

/** nh_fixed_table_set_italic: Makes the cells of @area italic, or not. */
void
nh_fixed_table_set_italic (NhFixedTable *self, const NhTableArea *area, gboolean italic)
{
  NhTableArea cut;

  if (!cut_area (self, area, &cut))
    return;
  for (guint row = cut.row; row < cut.row + cut.n_rows; row++)
    for (guint column = cut.column; column < cut.column + cut.n_columns; column++)
      cell_at (self, row, column)->italic = !!italic;
}

/** nh_fixed_table_set_width: Gives a column @width characters; 0: as its content needs. */
void
nh_fixed_table_set_width (NhFixedTable *self, guint column, guint width)
{
  g_return_if_fail (column < self->columns->len);
  g_array_index (self->columns, NhFixedColumn, column).width = MIN (width, NH_FIXED_TABLE_MAX_WIDTH);
}

/**
 * nh_fixed_table_set_n_head_rows:
 * @self: a table
 * @n_head_rows: how many rows repeat on every page; one row at least is none
 *
 * A merged cell that would reach from the head into the rows below is taken apart.
 */
void
nh_fixed_table_set_n_head_rows (NhFixedTable *self, guint n_head_rows)
{
  self->n_head_rows = MIN (n_head_rows, self->n_rows - 1);
  for (guint i = self->areas->len; i-- > 0;)
    {
      const NhTableArea *area = &g_array_index (self->areas, NhTableArea, i);

      if (area->row < self->n_head_rows && area->row + area->n_rows > self->n_head_rows)
        g_array_remove_index (self->areas, i);
    }
}

/* The texts went over to @cells: those of the old array must not be freed. */
static void
take_cells (NhFixedTable *self, GArray *cells)
{
  g_array_set_clear_func (self->cells, NULL);
  g_array_unref (self->cells);
  g_array_set_clear_func (cells, clear_cell);
  self->cells = cells;
}

/**
 * nh_fixed_table_insert_rows:
 * @self: a table
 * @at: before which row; the number of rows: below the last
 * @n: how many
 *
 * Merged cells that @at divides grow. New rows belong to the head if a row of the head follows them.
 *
 * Returns: %FALSE if the table would have more than %NH_FIXED_TABLE_MAX_ROWS rows; it stays then.
 */
gboolean
nh_fixed_table_insert_rows (NhFixedTable *self, guint at, guint n)
{
  guint width = self->columns->len;
  g_autofree NhFixedCell *cells = NULL;

  if (at > self->n_rows || n > NH_FIXED_TABLE_MAX_ROWS - self->n_rows)
    return FALSE;
  cells = g_new (NhFixedCell, MAX (n * width, 1));
  for (guint i = 0; i < n * width; i++)
    init_cell (&cells[i]);
  g_array_insert_vals (self->cells, at * width, cells, n * width);
  for (guint i = 0; i < self->areas->len; i++)
    {
      NhTableArea *area = &g_array_index (self->areas, NhTableArea, i);

      if (area->row >= at)
        area->row += n;
      else if (area->row + area->n_rows > at)
        area->n_rows += n;
    }
  if (at < self->n_head_rows)
    self->n_head_rows += n;
  self->n_rows += n;
  return TRUE;
}

/**
 * nh_fixed_table_insert_columns:
 * @self: a table
 * @at: before which column; the number of columns: right of the last
 * @n: how many
 *
 * Returns: %FALSE if the table would have more than %NH_FIXED_TABLE_MAX_COLUMNS columns.
 */
gboolean
nh_fixed_table_insert_columns (NhFixedTable *self, guint at, guint n)
{
  guint old = self->columns->len;
  NhFixedColumn column = { NH_ALIGN_LEFT, 0 };
  GArray *cells;

  if (at > old || n > NH_FIXED_TABLE_MAX_COLUMNS - old)
    return FALSE;
  cells = g_array_new (FALSE, TRUE, sizeof (NhFixedCell));
  for (guint row = 0; row < self->n_rows; row++)
    {
      g_array_append_vals (cells, cell_at (self, row, 0), at);
      for (guint i = 0; i < n; i++)
        {
          NhFixedCell cell;

          init_cell (&cell);
          g_array_append_val (cells, cell);
        }
      g_array_append_vals (cells, cell_at (self, row, 0) + at, old - at);
    }
  take_cells (self, cells);
  for (guint i = 0; i < n; i++)
    g_array_insert_val (self->columns, at, column);
  for (guint i = 0; i < self->areas->len; i++)
    {
      NhTableArea *area = &g_array_index (self->areas, NhTableArea, i);

      if (area->column >= at)
        area->column += n;
      else if (area->column + area->n_columns > at)
        area->n_columns += n;
    }
  return TRUE;
}

/* What remains of the stretch of @n from @first when @removed from @at go. */
static void
shrink (guint *first, guint *n, guint at, guint removed)
{
  guint end = *first + *n;
  guint lost = MIN (end, at + removed) > MAX (*first, at) ? MIN (end, at + removed) - MAX (*first, at) : 0;

  if (*first >= at)
    *first = *first >= at + removed ? *first - removed : at;
  *n -= lost;
}

/* The text of a merged cell stays when the place goes in which it is kept. */
static void
save_cell (NhFixedTable *self, guint row, guint column, guint to_row, guint to_column)
{
  NhFixedCell *from = cell_at (self, row, column), *to = cell_at (self, to_row, to_column);
  NhFixedCell swapped = *to;

  *to = *from;
  *from = swapped;
}

/**
 * nh_fixed_table_remove_rows:
 * @self: a table
 * @at: the first
 * @n: how many
 *
 * Returns: %FALSE if no row would be left; the table stays then.
 */
gboolean
nh_fixed_table_remove_rows (NhFixedTable *self, guint at, guint n)
{
  guint width = self->columns->len, head = self->n_head_rows, zero = 0;

  if (at >= self->n_rows)
    return FALSE;
  n = MIN (n, self->n_rows - at);
  if (n == self->n_rows)
    return FALSE;
  for (guint i = self->areas->len; i-- > 0;)
    {
      NhTableArea *area = &g_array_index (self->areas, NhTableArea, i);

      if (area->row >= at && area->row < at + n && area->row + area->n_rows > at + n)
        save_cell (self, area->row, area->column, at + n, area->column);
      shrink (&area->row, &area->n_rows, at, n);
      if (area->n_rows == 0)
        g_array_remove_index (self->areas, i);
    }
  drop_narrow_areas (self);
  g_array_remove_range (self->cells, at * width, n * width);
  self->n_rows -= n;
  shrink (&zero, &head, at, n);
  nh_fixed_table_set_n_head_rows (self, head);
  return TRUE;
}

/** nh_fixed_table_remove_columns: Returns: %FALSE if no column would be left; the table stays then. */
gboolean
nh_fixed_table_remove_columns (NhFixedTable *self, guint at, guint n)
{
  guint width = self->columns->len;
  GArray *cells;

  if (at >= width)
    return FALSE;
  n = MIN (n, width - at);
  if (n == width)
    return FALSE;
  for (guint i = self->areas->len; i-- > 0;)
    {
      NhTableArea *area = &g_array_index (self->areas, NhTableArea, i);

      if (area->column >= at && area->column < at + n && area->column + area->n_columns > at + n)
        save_cell (self, area->row, area->column, area->row, at + n);
      shrink (&area->column, &area->n_columns, at, n);
      if (area->n_columns == 0)
        g_array_remove_index (self->areas, i);
    }
  drop_narrow_areas (self);
  cells = g_array_new (FALSE, TRUE, sizeof (NhFixedCell));
  for (guint row = 0; row < self->n_rows; row++)
    {
      for (guint column = at; column < at + n; column++)
        clear_cell (cell_at (self, row, column));
      g_array_append_vals (cells, cell_at (self, row, 0), at);
      g_array_append_vals (cells, cell_at (self, row, 0) + at + n, width - at - n);
    }
  take_cells (self, cells);
  g_array_remove_range (self->columns, at, n);
  return TRUE;
}

static guint
moved (guint index, guint from, guint to)
{
  if (index == from)
    return to;
  if (from < to && index > from && index <= to)
    return index - 1;
  if (from > to && index >= to && index < from)
    return index + 1;
  return index;
}

/* A merged cell of several rows holds together only while all its rows stay neighbours in order. */
static gboolean
move_stretch (guint *first, guint n, guint from, guint to)
{
  guint start = moved (*first, from, to);

  for (guint i = 1; i < n; i++)
    if (moved (*first + i, from, to) != start + i)
      return FALSE;
  *first = start;
  return TRUE;
}

/**
 * nh_fixed_table_move_row:
 * @self: a table
 * @from: a row
 * @to: where it stands afterwards
 *
 * A merged cell that the move divides is taken apart.
 *
 * Returns: whether the row moved.
 */
gboolean
nh_fixed_table_move_row (NhFixedTable *self, guint from, guint to)
{
  gsize width = self->columns->len;
  g_autofree NhFixedCell *row = NULL;
  NhFixedCell *cells = (NhFixedCell *) (gpointer) self->cells->data;

  if (from == to || from >= self->n_rows || to >= self->n_rows)
    return FALSE;
  row = g_memdup2 (cells + from * width, width * sizeof *row);
  if (from < to)
    memmove (cells + from * width, cells + (from + 1) * width, (to - from) * width * sizeof *cells);
  else
    memmove (cells + (to + 1) * width, cells + to * width, (from - to) * width * sizeof *cells);
  memcpy (cells + to * width, row, width * sizeof *row);
  for (guint i = self->areas->len; i-- > 0;)
    {
      NhTableArea *area = &g_array_index (self->areas, NhTableArea, i);

      if (!move_stretch (&area->row, area->n_rows, from, to))
        g_array_remove_index (self->areas, i);
    }
  nh_fixed_table_set_n_head_rows (self, self->n_head_rows);
  return TRUE;
}

/** nh_fixed_table_move_column: As nh_fixed_table_move_row(). Returns: whether the column moved. */
gboolean
nh_fixed_table_move_column (NhFixedTable *self, guint from, guint to)
{
  guint width = self->columns->len;
  NhFixedColumn column;

  if (from == to || from >= width || to >= width)
    return FALSE;
  for (guint row = 0; row < self->n_rows; row++)
    {
      NhFixedCell *cells = cell_at (self, row, 0), cell = cells[from];

      if (from < to)
        memmove (cells + from, cells + from + 1, (to - from) * sizeof cell);
      else
        memmove (cells + to + 1, cells + to, (from - to) * sizeof cell);
      cells[to] = cell;
    }
  column = g_array_index (self->columns, NhFixedColumn, from);
  g_array_remove_index (self->columns, from);
  g_array_insert_val (self->columns, to, column);
  for (guint i = self->areas->len; i-- > 0;)
    {
      NhTableArea *area = &g_array_index (self->areas, NhTableArea, i);

      if (!move_stretch (&area->column, area->n_columns, from, to))
        g_array_remove_index (self->areas, i);
    }
  return TRUE;
}

/* Whether the areas have a place in common. */
static gboolean
overlap (const NhTableArea *a, const NhTableArea *b)
{
  return a->row < b->row + b->n_rows && b->row < a->row + a->n_rows
         && a->column < b->column + b->n_columns && b->column < a->column + a->n_columns;
}

/**
 * nh_fixed_table_merge:
 * @self: a table
 * @area: the places of the new cell; merged cells in it become part of it
 *
 * The texts are put together, a paragraph each.
 *
 * Returns: %FALSE if the area is one place, reaches from the head into the body, or holds only a part
 *   of a merged cell; the table stays then.
 */
gboolean
nh_fixed_table_merge (NhFixedTable *self, const NhTableArea *area)
{
  NhTableArea cut;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!cut_area (self, area, &cut) || !is_wide (&cut)
      || (cut.row < self->n_head_rows && cut.row + cut.n_rows > self->n_head_rows))
    return FALSE;
  for (guint i = 0; i < self->areas->len; i++)
    {
      const NhTableArea *other = &g_array_index (self->areas, NhTableArea, i);

      if (overlap (other, &cut)
          && (other->row < cut.row || other->column < cut.column
              || other->row + other->n_rows > cut.row + cut.n_rows
              || other->column + other->n_columns > cut.column + cut.n_columns))
        return FALSE;
    }
  nh_fixed_table_split (self, &cut);
  for (guint row = cut.row; row < cut.row + cut.n_rows; row++)
    for (guint column = cut.column; column < cut.column + cut.n_columns; column++)
      {
        NhFixedCell *cell = cell_at (self, row, column);

        if (*cell->text && text->len > 0)
          g_string_append_c (text, '\n');
        g_string_append (text, cell->text);
        g_free (cell->text);
        cell->text = g_strdup ("");
      }
  nh_fixed_table_set_text (self, cut.row, cut.column, text->str);
  g_array_append_val (self->areas, cut);
  return TRUE;
}

/** nh_fixed_table_split: Takes merged cells apart that touch @area. Returns: whether there were any. */
gboolean
nh_fixed_table_split (NhFixedTable *self, const NhTableArea *area)
{
  gboolean found = FALSE;

  for (guint i = self->areas->len; i-- > 0;)
    if (overlap (&g_array_index (self->areas, NhTableArea, i), area))
      {
        g_array_remove_index (self->areas, i);
        found = TRUE;
      }
  return found;
}
