/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The active cell and the selected range. As in Excel the active cell is where the selection
 * began; Shift moves the other corner, and that one is scrolled into view.
 */
#include "ui/widgets/nh-grid-private.h"

static gint64
id_of (NhGrid *self, guint row)
{
  if (self->model == NULL || row >= self->n_rows)
    return NH_GRID_HINT_ID;
  return nh_grid_model_get_id (self->model, row);
}

static void
scroll_to (NhGrid *self, guint row, guint column)
{
  /* The allocation to come may change the bounds: it reveals the cursor once more. */
  self->reveal_cursor = TRUE;
  self->reveal_active = FALSE;
  nh_grid_reveal (self, row, column);
}

static void
changed (NhGrid *self)
{
  if (self->row_id != self->new_id)
    self->new_id = NH_GRID_HINT_ID;
  scroll_to (self, self->extent_row, self->extent_column);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  nh_grid_editor_moved (self);
  nh_grid_emit (self, "cursor-moved");
}

/* Makes a cell the active one, or with @extend the other corner of the selection. */
void
nh_grid_move_to (NhGrid *self, guint row, guint column, gboolean extend)
{
  guint n = nh_grid_total_rows (self);

  if (n == 0 || self->shown->len == 0)
    return;
  self->extent_row = MIN (row, n - 1);
  self->extent_column = MIN (column, self->shown->len - 1);
  self->extent_id = id_of (self, self->extent_row);
  if (!extend)
    {
      self->row = self->extent_row;
      self->column = self->extent_column;
      self->row_id = self->extent_id;
    }
  self->tab_column = -1;
  changed (self);
}

/* Selects a range with its active cell first; scrolls no further than the active cell needs. */
void
nh_grid_select (NhGrid *self, guint row, guint column, guint to_row, guint to_column)
{
  guint n = nh_grid_total_rows (self);

  if (n == 0 || self->shown->len == 0)
    return;
  self->row = MIN (row, n - 1);
  self->column = MIN (column, self->shown->len - 1);
  self->row_id = id_of (self, self->row);
  self->extent_row = MIN (to_row, n - 1);
  self->extent_column = MIN (to_column, self->shown->len - 1);
  self->extent_id = id_of (self, self->extent_row);
  self->tab_column = -1;
  self->reveal_active = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  nh_grid_editor_moved (self);
  nh_grid_emit (self, "cursor-moved");
}

/* Puts the cursor to its place after a model came: on the same record when it is still there. */
void
nh_grid_selection_reset (NhGrid *self)
{
  guint n = nh_grid_total_rows (self), found = G_MAXUINT;

  if (self->model != NULL && self->row_id != NH_GRID_HINT_ID)
    found = nh_grid_model_position_of (self->model, self->row_id);
  self->row = found != G_MAXUINT ? found : 0;
  if (n == 0 || self->shown->len == 0)
    self->column = 0;
  self->extent_row = self->row;
  self->extent_column = self->column;
  self->row_id = self->extent_id = id_of (self, self->row);
  self->tab_column = -1;
  if (n > 0)
    scroll_to (self, self->row, self->column);
  nh_grid_editor_moved (self);
  nh_grid_emit (self, "cursor-moved");
}

static guint
follow (NhGrid *self, guint row, gint64 id, guint position, guint removed, guint added)
{
  guint total = nh_grid_total_rows (self), found;

  if (id == NH_GRID_HINT_ID)
    return self->n_rows < total ? self->n_rows : total > 0 ? total - 1 : 0;
  if (row < position)
    return row;
  if (row >= position + removed)
    return row - removed + added;
  found = nh_grid_model_position_of (self->model, id);
  return found != G_MAXUINT ? found : MIN (row, total > 0 ? total - 1 : 0);
}

/* Keeps the cursor on its record, and what is on the screen where it is, when rows change. */
void
nh_grid_selection_follow (NhGrid *self, guint position, guint removed, guint added)
{
  double scroll = gtk_adjustment_get_value (self->adjustments[1]);
  guint first = scroll / self->row_height, old = self->row, span = self->extent_row - old;
  gint64 old_id = self->row_id;
  gboolean was_visible = old >= first && old - first <= nh_grid_rows_per_page (self);

  self->row = follow (self, self->row, self->row_id, position, removed, added);
  self->extent_row = follow (self, self->extent_row, self->extent_id, position, removed, added);
  /* Rows that were sorted anew are no range any more: the active cell alone stays selected. */
  if (added == removed && self->extent_row - self->row != span)
    {
      self->extent_row = self->row;
      self->extent_column = self->column;
    }
  self->row_id = id_of (self, self->row);
  self->extent_id = id_of (self, self->extent_row);
  if (added != removed && position + removed <= first)
    {
      double moved = ((double)added - (double)removed) * self->row_height;
      double page = gtk_adjustment_get_page_size (self->adjustments[1]);

      gtk_adjustment_set_upper (self->adjustments[1],
                                MAX (page, (double)nh_grid_total_rows (self) * self->row_height));
      gtk_adjustment_set_value (self->adjustments[1], scroll + moved);
    }
  else if (was_visible && self->row != old)
    scroll_to (self, self->row, self->column);
  if (self->row != old || self->row_id != old_id)
    nh_grid_emit (self, "cursor-moved");
  nh_grid_editor_moved (self);
}

gboolean
nh_grid_selection_has_many (NhGrid *self)
{
  return self->row != self->extent_row || self->column != self->extent_column;
}

/* (transfer full): the selected rows of the model, without heads and the hint row. */
GArray *
nh_grid_selection_rows (NhGrid *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));
  guint last = MAX (self->row, self->extent_row);

  for (guint row = MIN (self->row, self->extent_row); row <= last && row < self->n_rows; row++)
    if (!nh_grid_is_head (self, row))
      g_array_append_val (rows, row);
  return rows;
}

/* (transfer full): the selected columns, as the model counts them. */
GArray *
nh_grid_selection_columns (NhGrid *self, gboolean editable_only)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));
  guint last = MAX (self->column, self->extent_column);

  for (guint i = MIN (self->column, self->extent_column); i <= last && i < self->shown->len; i++)
    if (!editable_only || nh_grid_columns_describe (self, i)->editable)
      g_array_append_val (columns, nh_grid_columns_get (self, i)->model_column);
  return columns;
}

/* Ctrl+Down stops at the last record before it goes to the hint row. */
static guint
far_row (NhGrid *self, guint row, gboolean down)
{
  guint last = nh_grid_total_rows (self) - 1;

  if (!down)
    return 0;
  return self->n_rows > 0 && row + 1 < self->n_rows ? self->n_rows - 1 : last;
}

/* Moves by arrows, Home, End and pages; FALSE for another key. */
gboolean
nh_grid_move_by_key (NhGrid *self, guint keyval, GdkModifierType state)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0, extend = (state & GDK_SHIFT_MASK) != 0;
  guint row = extend ? self->extent_row : self->row;
  guint column = extend ? self->extent_column : self->column;
  guint total = nh_grid_total_rows (self), n_columns = self->shown->len;
  guint page = MAX (nh_grid_rows_per_page (self), 2) - 1;

  if ((state & GDK_ALT_MASK) != 0 || total == 0 || n_columns == 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Down:
      row = control ? far_row (self, row, TRUE) : row + 1;
      break;
    case GDK_KEY_Up:
      row = control ? 0 : row > 0 ? row - 1 : 0;
      break;
    case GDK_KEY_Left:
      column = control ? 0 : column > 0 ? column - 1 : 0;
      break;
    case GDK_KEY_Right:
      column = control ? n_columns - 1 : column + 1;
      break;
    case GDK_KEY_Page_Down:
      row = total - 1 - row > page ? row + page : total - 1;
      break;
    case GDK_KEY_Page_Up:
      row = row > page ? row - page : 0;
      break;
    case GDK_KEY_Home:
      column = 0;
      row = control ? 0 : row;
      break;
    case GDK_KEY_End:
      column = n_columns - 1;
      row = control ? (self->n_rows > 0 ? self->n_rows - 1 : 0) : row;
      break;
    default:
      return FALSE;
    }
  nh_grid_move_to (self, row, column, extend);
  return TRUE;
}

/* To the next cell, at a row's end to the next row. FALSE at the ends of the table: the focus
 * goes on to the next widget, so the grid is no trap. */
gboolean
nh_grid_move_by_tab (NhGrid *self, gboolean backwards)
{
  guint total = nh_grid_total_rows (self), n = self->shown->len;
  int start = self->tab_column >= 0 ? self->tab_column : (int)self->column;

  if (total == 0 || n == 0)
    return FALSE;
  if (!backwards && self->column + 1 < n)
    nh_grid_move_to (self, self->row, self->column + 1, FALSE);
  else if (!backwards && self->row + 1 < total)
    {
      nh_grid_move_to (self, nh_grid_heads_skip (self, self->row + 1, 1), 0, FALSE);
      start = 0;
    }
  else if (backwards && self->column > 0)
    nh_grid_move_to (self, self->row, self->column - 1, FALSE);
  else if (backwards && self->row > 0)
    {
      nh_grid_move_to (self, nh_grid_heads_skip (self, self->row - 1, -1), n - 1, FALSE);
      start = -1;
    }
  else
    return FALSE;
  self->tab_column = start;
  return TRUE;
}

/* To the cell below, after a run of Tabs to the column where it began. */
void
nh_grid_move_by_enter (NhGrid *self, gboolean upwards)
{
  guint column = self->tab_column >= 0 ? (guint)self->tab_column : self->column;
  guint row = !upwards ? self->row + 1 : self->row > 0 ? self->row - 1 : 0;

  /* A new record is done: on to the next one, wherever the order of the rows has put it. */
  if (!upwards && self->row_id == self->new_id)
    row = self->n_rows;
  row = nh_grid_heads_skip (self, row, upwards ? -1 : 1);

  nh_grid_move_to (self, row, column, FALSE);
}
