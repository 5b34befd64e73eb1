/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where everything is, and the widgets of what is in sight. There are no others: they are taken from and
 * given back to pools while the view scrolls, so that a frame costs what it shows.
 */
#include "ui/boards/nh-matrix-view-private.h"
#include "ui/boards/nh-matrix-layer.h"

#define WIDEST_GHOST 180 /* pixels */

#define VALUE(self, orientation) ((int) gtk_adjustment_get_value ((self)->adjustments[orientation]))
#define ROW(self, i) (&g_array_index ((self)->rows, NhMatrixRow, (i)))
#define COLUMN(self, i) (&g_array_index ((self)->columns, NhMatrixColumn, (i)))

/* Pools */

static void
pool_init (NhMatrixView *self, NhMatrixPool *pool, const char *css_class)
{
  pool->shown = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  pool->spare = g_ptr_array_new ();
  pool->layer = nh_matrix_layer_new (css_class);
  gtk_widget_set_parent (pool->layer, GTK_WIDGET (self));
}

static void
pool_dispose (NhMatrixPool *pool)
{
  g_hash_table_remove_all (pool->shown);
  g_ptr_array_set_size (pool->spare, 0);
  g_clear_pointer (&pool->layer, gtk_widget_unparent);
}

static void
pool_finalize (NhMatrixPool *pool)
{
  g_hash_table_unref (pool->shown);
  g_ptr_array_unref (pool->spare);
}

static void
pool_give_back (NhMatrixPool *pool, GtkWidget *widget)
{
  gtk_widget_set_child_visible (widget, FALSE);
  g_ptr_array_add (pool->spare, widget);
}

/* Returns: the widget of that place; @fresh: it shows something else yet. */
static GtkWidget *
pool_take (NhMatrixPool *pool, gint64 place, GtkWidget *(*make) (void), gboolean *fresh)
{
  GtkWidget *widget = g_hash_table_lookup (pool->shown, &place);

  *fresh = !widget;
  if (widget)
    return widget;
  if (pool->spare->len)
    widget = g_ptr_array_steal_index_fast (pool->spare, pool->spare->len - 1);
  else
    {
      widget = make ();
      gtk_widget_set_parent (widget, pool->layer);
    }
  gtk_widget_set_child_visible (widget, TRUE);
  g_hash_table_insert (pool->shown, g_memdup2 (&place, sizeof place), widget);
  return widget;
}

static void
pool_clear (NhMatrixPool *pool, gint64 but)
{
  GHashTableIter iter;
  gpointer place;
  gpointer widget;

  g_hash_table_iter_init (&iter, pool->shown);
  while (g_hash_table_iter_next (&iter, &place, &widget))
    if (*(gint64 *) place != but)
      {
        pool_give_back (pool, widget);
        g_hash_table_iter_remove (&iter);
      }
}

static gint64
place_of (guint row, guint column)
{
  return (gint64) row << 32 | column;
}

/** nh_matrix_layout_init: makes the panes; heads lie over cells, so they come later. */
void
nh_matrix_layout_init (NhMatrixView *self)
{
  self->rows = g_array_new (FALSE, TRUE, sizeof (NhMatrixRow));
  self->columns = g_array_new (FALSE, TRUE, sizeof (NhMatrixColumn));
  pool_init (self, &self->cells, "cells");
  pool_init (self, &self->row_heads, "rows");
  pool_init (self, &self->groups, "groups");
  pool_init (self, &self->column_heads, "columns");
  gtk_widget_set_can_target (self->groups.layer, FALSE);
  self->corner = nh_matrix_make_column_head ();
  gtk_widget_add_css_class (self->corner, "corner");
  gtk_widget_set_parent (self->corner, GTK_WIDGET (self));
  self->ghost = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->ghost), PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (self->ghost, FALSE);
  gtk_widget_set_can_target (self->ghost, FALSE);
  gtk_widget_set_parent (self->ghost, GTK_WIDGET (self));
  self->model_cell = nh_matrix_cell_new ();
  self->model_row_head = nh_matrix_make_row_head ();
  self->model_column_head = nh_matrix_make_column_head ();
  /* Only measured: neither keys nor screen readers come to it. */
  gtk_widget_set_focusable (self->model_cell, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->model_cell), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_child_visible (self->model_cell, FALSE);
  gtk_widget_set_child_visible (self->model_row_head, FALSE);
  gtk_widget_set_child_visible (self->model_column_head, FALSE);
  gtk_widget_set_parent (self->model_cell, self->cells.layer);
  gtk_widget_set_parent (self->model_row_head, self->row_heads.layer);
  gtk_widget_set_parent (self->model_column_head, self->column_heads.layer);
  self->dirty = TRUE;
}

void
nh_matrix_layout_dispose (NhMatrixView *self)
{
  if (!self->corner)
    return;
  pool_dispose (&self->cells);
  pool_dispose (&self->row_heads);
  pool_dispose (&self->groups);
  pool_dispose (&self->column_heads);
  g_clear_pointer (&self->corner, gtk_widget_unparent);
  g_clear_pointer (&self->ghost, gtk_widget_unparent);
}

void
nh_matrix_layout_finalize (NhMatrixView *self)
{
  g_array_unref (self->rows);
  g_array_unref (self->columns);
  pool_finalize (&self->cells);
  pool_finalize (&self->row_heads);
  pool_finalize (&self->groups);
  pool_finalize (&self->column_heads);
}

static void
configure (NhMatrixView *self, GtkOrientation orientation, int content, int page)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];
  double value = gtk_adjustment_get_value (adjustment);

  page = MAX (page, 1);
  value = CLAMP (value, 0, MAX (0, content - page));
  gtk_adjustment_configure (adjustment, value, 0, MAX (content, page), self->first_item ? self->first_item : 20,
                            page * 0.9, page);
}

/* Widgets in sight */

/* The first row that ends below @y. */
static guint
row_at (NhMatrixView *self, int y)
{
  guint low = 0;
  guint high = self->rows->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (ROW (self, middle)->top + ROW (self, middle)->height <= y)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The column at @x, as far as there is one: else their number. */
static guint
column_at (NhMatrixView *self, int x)
{
  guint low = 0;
  guint high = self->columns->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (COLUMN (self, middle)->left + COLUMN (self, middle)->width <= x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

typedef struct
{
  guint first_row;
  guint end_row;
  guint first_column;
  guint end_column;
} Sight;

static Sight
get_sight (NhMatrixView *self)
{
  int x = VALUE (self, GTK_ORIENTATION_HORIZONTAL);
  int y = VALUE (self, GTK_ORIENTATION_VERTICAL);
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - self->head_width;
  int height = gtk_widget_get_height (GTK_WIDGET (self)) - self->head_height;
  guint n_columns = self->columns->len;
  Sight sight = { 0 };

  if (!self->rows->len || !n_columns || !self->content_width || width <= 0 || height <= 0)
    return sight;
  sight.first_row = row_at (self, y);
  sight.end_row = MIN (row_at (self, y + height - 1) + 1, self->rows->len);
  sight.first_column = MIN (column_at (self, x), n_columns - 1);
  sight.end_column = MIN (column_at (self, x + width - 1) + 1, n_columns);
  return sight;
}

static gboolean
is_odd (NhMatrixView *self, guint row)
{
  return row % 2 == 1;
}

static void
drop_cells (NhMatrixView *self, const Sight *sight)
{
  GHashTableIter iter;
  gpointer key;
  gpointer widget;

  g_hash_table_iter_init (&iter, self->cells.shown);
  while (g_hash_table_iter_next (&iter, &key, &widget))
    {
      guint row = (guint) (*(gint64 *) key >> 32);
      guint column = (guint) (*(gint64 *) key & G_MAXUINT32);

      if ((row >= sight->first_row && row < sight->end_row && column >= sight->first_column
           && column < sight->end_column)
          || (self->has_cursor && row == self->row && column == self->column))
        continue;
      pool_give_back (&self->cells, widget);
      g_hash_table_iter_remove (&iter);
    }
}

static void
drop_heads (NhMatrixPool *pool, guint first, guint end)
{
  GHashTableIter iter;
  gpointer key;
  gpointer widget;

  g_hash_table_iter_init (&iter, pool->shown);
  while (g_hash_table_iter_next (&iter, &key, &widget))
    if (*(gint64 *) key < first || *(gint64 *) key >= end)
      {
        pool_give_back (pool, widget);
        g_hash_table_iter_remove (&iter);
      }
}

static void
fill_cell (NhMatrixView *self, guint row, guint column)
{
  gboolean fresh;
  GtkWidget *cell = pool_take (&self->cells, place_of (row, column), nh_matrix_cell_new, &fresh);

  if (fresh)
    nh_matrix_cell_bind (NH_MATRIX_CELL (cell), self->matrix, row, column, is_odd (self, row));
}

static void
fill_heads (NhMatrixView *self, const Sight *sight)
{
  gboolean fresh;

  for (guint r = sight->first_row; r < sight->end_row; r++)
    {
      GtkWidget *head = pool_take (&self->row_heads, r, nh_matrix_make_row_head, &fresh);
      const char *name = nh_matrix_starts_group (self->matrix, r);

      if (fresh)
        nh_matrix_bind_row_head (head, nh_matrix_get_row (self->matrix, r), is_odd (self, r),
                                 ROW (self, r)->height >= self->first_item + self->other_items);
      if (!name)
        continue;
      head = pool_take (&self->groups, r, nh_matrix_make_group, &fresh);
      if (fresh)
        gtk_label_set_text (GTK_LABEL (head), name);
    }
  for (guint c = sight->first_column; c < sight->end_column; c++)
    {
      GtkWidget *head = pool_take (&self->column_heads, c, nh_matrix_make_column_head, &fresh);

      if (fresh)
        nh_matrix_bind_column_head (head, nh_matrix_get_column (self->matrix, c));
    }
}

/** nh_matrix_layout_clear: before another matrix is shown. The cell with the keyboard, which was at @focused_row and
 * @focused_column (-1: none), becomes the cell of the cursor, so that the keyboard stays. */
void
nh_matrix_layout_clear (NhMatrixView *self, int focused_row, int focused_column)
{
  gint64 old = focused_row < 0 ? -1 : place_of ((guint) focused_row, (guint) focused_column);
  GtkWidget *focused = old < 0 ? NULL : g_hash_table_lookup (self->cells.shown, &old);

  pool_clear (&self->cells, focused ? old : -1);
  pool_clear (&self->row_heads, -1);
  pool_clear (&self->groups, -1);
  pool_clear (&self->column_heads, -1);
  self->dirty = TRUE;
  if (!focused)
    return;
  g_hash_table_remove (self->cells.shown, &old);
  if (self->has_cursor)
    {
      gint64 place = place_of (self->row, self->column);

      g_hash_table_insert (self->cells.shown, g_memdup2 (&place, sizeof place), focused);
      nh_matrix_cell_bind (NH_MATRIX_CELL (focused), self->matrix, self->row, self->column, is_odd (self, self->row));
    }
  else
    pool_give_back (&self->cells, focused);
}

/** nh_matrix_layout_fill: makes widgets for what is in sight, and for the cursor wherever it is. */
void
nh_matrix_layout_fill (NhMatrixView *self)
{
  Sight sight = get_sight (self);

  drop_cells (self, &sight);
  drop_heads (&self->row_heads, sight.first_row, sight.end_row);
  drop_heads (&self->groups, sight.first_row, sight.end_row);
  drop_heads (&self->column_heads, sight.first_column, sight.end_column);
  if (!self->matrix)
    return;
  for (guint r = sight.first_row; r < sight.end_row; r++)
    for (guint c = sight.first_column; c < sight.end_column; c++)
      fill_cell (self, r, c);
  if (self->has_cursor && self->rows->len)
    fill_cell (self, self->row, self->column);
  fill_heads (self, &sight);
  nh_matrix_layout_marks (self);
}

/* Places */

static void
place_widget (GtkWidget *widget, int x, int y, int width, int height)
{
  const GtkAllocation allocation = { x, y, MAX (width, 0), MAX (height, 0) };

  /* Asked for its size first: a widget wants to be measured before it is placed. */
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (widget, &allocation, -1);
}

/** nh_matrix_layout_place: gives all that is in sight its place. */
void
nh_matrix_layout_place (NhMatrixView *self)
{
  int x = VALUE (self, GTK_ORIENTATION_HORIZONTAL);
  int y = VALUE (self, GTK_ORIENTATION_VERTICAL);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  GHashTableIter iter;
  gpointer key;
  gpointer widget;

  g_hash_table_iter_init (&iter, self->cells.shown);
  while (g_hash_table_iter_next (&iter, &key, &widget))
    {
      const NhMatrixRow *row = ROW (self, (guint) (*(gint64 *) key >> 32));
      const NhMatrixColumn *column = COLUMN (self, (guint) (*(gint64 *) key & G_MAXUINT32));

      place_widget (widget, column->left - x, row->top - y, column->width, row->height);
    }
  g_hash_table_iter_init (&iter, self->row_heads.shown);
  while (g_hash_table_iter_next (&iter, &key, &widget))
    {
      const NhMatrixRow *row = ROW (self, (guint) *(gint64 *) key);

      place_widget (widget, 0, row->top - y, self->head_width, row->height);
    }
  g_hash_table_iter_init (&iter, self->groups.shown);
  while (g_hash_table_iter_next (&iter, &key, &widget))
    place_widget (widget, 0, ROW (self, (guint) *(gint64 *) key)->top - self->group_height - y, width,
                  self->group_height);
  g_hash_table_iter_init (&iter, self->column_heads.shown);
  while (g_hash_table_iter_next (&iter, &key, &widget))
    {
      const NhMatrixColumn *column = COLUMN (self, (guint) *(gint64 *) key);

      place_widget (widget, column->left - x, 0, column->width, self->head_height);
    }
}

/** nh_matrix_layout_allocate: after the view got its size. */
void
nh_matrix_layout_allocate (NhMatrixView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  nh_matrix_layout_measure (self, width);
  self->configuring = TRUE;
  configure (self, GTK_ORIENTATION_HORIZONTAL, self->content_width, width - self->head_width);
  configure (self, GTK_ORIENTATION_VERTICAL, self->content_height, height - self->head_height);
  self->configuring = FALSE;
  nh_matrix_layout_fill (self);
  place_widget (self->cells.layer, self->head_width, self->head_height, width - self->head_width,
                height - self->head_height);
  place_widget (self->row_heads.layer, 0, self->head_height, self->head_width, height - self->head_height);
  place_widget (self->groups.layer, 0, self->head_height, width, height - self->head_height);
  place_widget (self->column_heads.layer, self->head_width, 0, width - self->head_width, self->head_height);
  place_widget (self->corner, 0, 0, self->head_width, self->head_height);
  gtk_widget_set_child_visible (self->corner, self->columns->len > 0);
  nh_matrix_layout_place (self);
  if (gtk_widget_get_visible (self->ghost))
    place_widget (self->ghost, (int) self->drag.x + 8, (int) self->drag.y + 4,
                  MIN (WIDEST_GHOST, nh_matrix_layout_natural (self->ghost, GTK_ORIENTATION_HORIZONTAL, -1)),
                  nh_matrix_layout_natural (self->ghost, GTK_ORIENTATION_VERTICAL, -1));
}

/* Finding */

/** nh_matrix_layout_find_cell: Returns: (nullable): the widget of a cell, if it has one. */
NhMatrixCell *
nh_matrix_layout_find_cell (NhMatrixView *self, guint row, guint column)
{
  gint64 place = place_of (row, column);

  return g_hash_table_lookup (self->cells.shown, &place);
}

/** nh_matrix_layout_spot: Returns: what lies at a point of the view. */
NhMatrixSpot
nh_matrix_layout_spot (NhMatrixView *self, double x, double y)
{
  NhMatrixSpot spot = { NH_MATRIX_NOWHERE, 0, 0, -1 };
  int left = (int) x - self->head_width + VALUE (self, GTK_ORIENTATION_HORIZONTAL);
  int top = (int) y - self->head_height + VALUE (self, GTK_ORIENTATION_VERTICAL);
  gboolean in_head = y < self->head_height;
  NhMatrixCell *cell;

  if (!self->matrix || !self->rows->len || !self->content_width || x < 0 || y < 0)
    return spot;
  spot.row = row_at (self, top);
  spot.column = left < 0 ? 0 : column_at (self, left);
  if (in_head && x >= self->head_width)
    spot.area = spot.column < nh_matrix_get_n_columns (self->matrix) ? NH_MATRIX_COLUMN_HEAD : NH_MATRIX_NOWHERE;
  else if (!in_head && spot.row < self->rows->len && top >= ROW (self, spot.row)->top)
    {
      if (x < self->head_width)
        spot.area = NH_MATRIX_ROW_HEAD;
      else if (spot.column < nh_matrix_get_n_columns (self->matrix))
        spot.area = NH_MATRIX_BODY;
    }
  cell = spot.area == NH_MATRIX_BODY ? nh_matrix_layout_find_cell (self, spot.row, spot.column) : NULL;
  if (cell)
    spot.item = nh_matrix_cell_item_at (cell, left - COLUMN (self, spot.column)->left,
                                        top - ROW (self, spot.row)->top);
  return spot;
}

static void
show_span (GtkAdjustment *adjustment, int start, int end)
{
  double value = gtk_adjustment_get_value (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);

  if (end - start > page || start < value)
    gtk_adjustment_set_value (adjustment, start);
  else if (end > value + page)
    gtk_adjustment_set_value (adjustment, end - page);
}

/** nh_matrix_layout_scroll_to: scrolls as little as is needed to see a cell whole. */
void
nh_matrix_layout_scroll_to (NhMatrixView *self, guint row, guint column)
{
  int above = 0;

  if (row >= self->rows->len || column >= self->columns->len || !self->content_width)
    return;
  if (nh_matrix_starts_group (self->matrix, row))
    above = self->group_height;
  show_span (self->adjustments[GTK_ORIENTATION_VERTICAL], ROW (self, row)->top - above,
             ROW (self, row)->top + ROW (self, row)->height);
  show_span (self->adjustments[GTK_ORIENTATION_HORIZONTAL], COLUMN (self, column)->left,
             COLUMN (self, column)->left + COLUMN (self, column)->width);
}

/** nh_matrix_layout_page: Returns: how many rows a page has, at least one. */
guint
nh_matrix_layout_page (NhMatrixView *self)
{
  Sight sight = get_sight (self);

  return MAX (2, sight.end_row - sight.first_row) - 1;
}

/** nh_matrix_layout_marks: shows cursor, selection and the target of a drag on the cells in sight. */
void
nh_matrix_layout_marks (NhMatrixView *self)
{
  guint row = 0;
  guint column = 0;
  guint n_rows = 0;
  guint n_columns = 0;
  GHashTableIter iter;
  gpointer widget;

  if (!nh_matrix_view_get_selection (self, &row, &column, &n_rows, &n_columns) || n_rows * n_columns < 2)
    n_rows = n_columns = 0;
  g_hash_table_iter_init (&iter, self->cells.shown);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    {
      NhMatrixCell *cell = widget;
      guint r = nh_matrix_cell_get_row (cell);
      guint c = nh_matrix_cell_get_column (cell);
      gboolean at = self->has_cursor && r == self->row && c == self->column;

      nh_matrix_cell_set_mark (cell, "cursor", at);
      nh_matrix_cell_set_item (cell, at ? self->item : -1);
      nh_matrix_cell_set_mark (cell, "selected",
                               r >= row && r < row + n_rows && c >= column && c < column + n_columns);
      nh_matrix_cell_set_mark (cell, "drop", self->drag.moving && self->drag.over.area == NH_MATRIX_BODY
                                                 && r == self->drag.over.row && c == self->drag.over.column);
    }
}
