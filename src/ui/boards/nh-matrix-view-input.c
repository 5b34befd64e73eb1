/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys and pointer. Items are dragged by a gesture of the view's own: Esc ends it, and nothing has happened.
 */
#include "ui/boards/nh-matrix-view-private.h"

#include <gdk/gdkkeysyms.h>

/* Pixels from the edge where a drag scrolls, and how far each frame. */
#define EDGE 24
#define STEP 12

static gint64
item_id (NhMatrixView *self, const NhMatrixSpot *spot)
{
  guint n;
  const NhMatrixItem *items = nh_matrix_get_items (self->matrix, spot->row, spot->column, &n);

  return spot->item >= 0 && spot->item < (int) n ? items[spot->item].id : 0;
}

/* Keys */

static gboolean
go (NhMatrixView *self, gint64 row, gint64 column, gboolean extend)
{
  gint64 last_row = (gint64) nh_matrix_get_n_rows (self->matrix) - 1;
  gint64 last_column = (gint64) nh_matrix_get_n_columns (self->matrix) - 1;

  nh_matrix_view_move_cursor (self, (guint) CLAMP (row, 0, last_row), (guint) CLAMP (column, 0, last_column), -1,
                              extend, TRUE);
  return TRUE;
}

/* Up and down go through the items of a cell first. */
static gboolean
go_down (NhMatrixView *self, int by, gboolean extend)
{
  guint n;
  gint64 row = (gint64) self->row + by;

  nh_matrix_get_items (self->matrix, self->row, self->column, &n);
  if (!extend && n > 1 && self->item + by >= 0 && self->item + by < (int) n)
    {
      nh_matrix_view_move_cursor (self, self->row, self->column, self->item + by, FALSE, TRUE);
      return TRUE;
    }
  if (row < 0 || row >= nh_matrix_get_n_rows (self->matrix))
    return TRUE;
  go (self, row, self->column, extend);
  nh_matrix_get_items (self->matrix, self->row, self->column, &n);
  if (by < 0 && n > 1 && !extend)
    nh_matrix_view_move_cursor (self, self->row, self->column, (int) n - 1, FALSE, TRUE);
  return TRUE;
}

static gboolean
move_item (NhMatrixView *self, int rows, int columns)
{
  gint64 row = (gint64) self->row + rows;
  gint64 column = (gint64) self->column + columns;
  gint64 id = nh_matrix_view_get_item (self);

  if (!self->editable || !id)
    return FALSE;
  if (row < 0 || column < 0 || row >= nh_matrix_get_n_rows (self->matrix)
      || column >= nh_matrix_get_n_columns (self->matrix))
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    nh_matrix_view_emit_moved (self, id, self->row, self->column, (guint) row, (guint) column);
  return TRUE;
}

static gboolean
on_arrow (NhMatrixView *self, guint keyval, GdkModifierType state)
{
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;
  gboolean move = (state & GDK_ALT_MASK) != 0;

  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move ? move_item (self, -1, 0) : go_down (self, -1, extend);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move ? move_item (self, 1, 0) : go_down (self, 1, extend);
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return move ? move_item (self, 0, -1) : go (self, self->row, (gint64) self->column - 1, extend);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return move ? move_item (self, 0, 1) : go (self, self->row, (gint64) self->column + 1, extend);
    default:
      return FALSE;
    }
}

static gboolean
on_far (NhMatrixView *self, guint keyval, GdkModifierType state)
{
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;
  gboolean all = (state & GDK_CONTROL_MASK) != 0;
  gint64 page = nh_matrix_layout_page (self);

  switch (keyval)
    {
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return go (self, all ? 0 : self->row, 0, extend);
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return go (self, all ? G_MAXINT32 : self->row, G_MAXINT32, extend);
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return go (self, self->row - page, self->column, extend);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return go (self, self->row + page, self->column, extend);
    default:
      return FALSE;
    }
}

static void
emit_menu (NhMatrixView *self, guint row, guint column, gint64 item)
{
  GdkRectangle where;

  if (nh_matrix_view_get_cell_bounds (self, row, column, &where))
    g_signal_emit (self, nh_matrix_signals[NH_MATRIX_MENU], 0, row, column, item, &where);
}

static gboolean
emit_edit (NhMatrixView *self)
{
  gint64 item = nh_matrix_view_get_item (self);
  gboolean taken = FALSE;

  if (item)
    g_signal_emit (self, nh_matrix_signals[NH_MATRIX_EDIT], 0, self->row, self->column, item, &taken);
  return taken;
}

static gboolean
on_command (NhMatrixView *self, guint keyval, GdkModifierType state)
{
  gint64 item = nh_matrix_view_get_item (self);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (emit_edit (self))
        return TRUE;
      G_GNUC_FALLTHROUGH;
    case GDK_KEY_space:
      g_signal_emit (self, nh_matrix_signals[NH_MATRIX_ACTIVATED], 0, self->row, self->column, item);
      return TRUE;
    case GDK_KEY_Insert:
    case GDK_KEY_KP_Insert:
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      g_signal_emit (self, nh_matrix_signals[NH_MATRIX_ADD], 0, self->row, self->column);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      g_signal_emit (self, nh_matrix_signals[NH_MATRIX_DELETE], 0, self->row, self->column, item);
      return TRUE;
    case GDK_KEY_F10:
      if (!(state & GDK_SHIFT_MASK))
        return FALSE;
      G_GNUC_FALLTHROUGH;
    case GDK_KEY_Menu:
      emit_menu (self, self->row, self->column, item);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
on_key_pressed_cb (NhMatrixView *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval == GDK_KEY_Escape && (self->drag.moving || self->drag.selecting))
    {
      nh_matrix_input_cancel (self);
      return TRUE;
    }
  if (!self->has_cursor || !self->matrix)
    return FALSE;
  return on_arrow (self, keyval, state) || on_far (self, keyval, state) || on_command (self, keyval, state);
}

/* Pointer */

static void
on_released_cb (NhMatrixView *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  NhMatrixSpot spot = nh_matrix_layout_spot (self, x, y);
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (spot.area == NH_MATRIX_ROW_HEAD)
    g_signal_emit (self, nh_matrix_signals[NH_MATRIX_ROW_ACTIVATED], 0, spot.row);
  else if (spot.area == NH_MATRIX_COLUMN_HEAD)
    {
      if (self->selectable)
        nh_matrix_view_select (self, 0, spot.column, self->rows->len, 1);
      g_signal_emit (self, nh_matrix_signals[NH_MATRIX_COLUMN_ACTIVATED], 0, spot.column);
    }
  else if (spot.area == NH_MATRIX_BODY && !(self->selectable && state & GDK_SHIFT_MASK)
           && n_press <= (self->click_selects ? 2 : 1))
    {
      nh_matrix_view_move_cursor (self, spot.row, spot.column, spot.item, FALSE, TRUE);
      if (!self->click_selects || n_press == 2)
        g_signal_emit (self, nh_matrix_signals[NH_MATRIX_ACTIVATED], 0, spot.row, spot.column, item_id (self, &spot));
    }
  else if (spot.area == NH_MATRIX_BODY && n_press == 2 && spot.item >= 0)
    emit_edit (self);
}

static void
on_pressed_cb (NhMatrixView *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  NhMatrixSpot spot = nh_matrix_layout_spot (self, x, y);
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (spot.area == NH_MATRIX_BODY && self->selectable && state & GDK_SHIFT_MASK && self->has_cursor)
    nh_matrix_view_move_cursor (self, spot.row, spot.column, spot.item, TRUE, TRUE);
}

static void
on_menu_pressed_cb (NhMatrixView *self, int n_press, double x, double y)
{
  NhMatrixSpot spot = nh_matrix_layout_spot (self, x, y);
  guint row = 0;
  guint column = 0;
  guint n_rows = 0;
  guint n_columns = 0;

  if (spot.area != NH_MATRIX_BODY)
    return;
  /* A menu on a selection is for all of it. */
  if (!nh_matrix_view_get_selection (self, &row, &column, &n_rows, &n_columns) || spot.row < row
      || spot.row >= row + n_rows || spot.column < column || spot.column >= column + n_columns
      || n_rows * n_columns == 1)
    nh_matrix_view_move_cursor (self, spot.row, spot.column, spot.item, FALSE, TRUE);
  emit_menu (self, spot.row, spot.column, item_id (self, &spot));
}

/* Dragging */

static void
stop (NhMatrixView *self)
{
  if (self->drag.tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->drag.tick);
  self->drag.tick = 0;
  self->drag.moving = FALSE;
  self->drag.selecting = FALSE;
  self->drag.over.area = NH_MATRIX_NOWHERE;
  if (self->ghost)
    {
      gtk_widget_set_visible (self->ghost, FALSE);
      gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
      nh_matrix_layout_marks (self);
    }
}

/** nh_matrix_input_cancel: ends a drag, also one that is only a press yet; nothing moves. */
void
nh_matrix_input_cancel (NhMatrixView *self)
{
  self->drag.from.area = NH_MATRIX_NOWHERE;
  if (!self->drag.moving && !self->drag.selecting)
    return;
  stop (self);
  gtk_event_controller_reset (GTK_EVENT_CONTROLLER (self->gesture));
}

static void
drag_over (NhMatrixView *self)
{
  NhMatrixSpot over = nh_matrix_layout_spot (self, self->drag.x, self->drag.y);

  self->drag.over = over;
  if (self->drag.selecting && over.area == NH_MATRIX_BODY && (over.row != self->row || over.column != self->column))
    nh_matrix_view_move_cursor (self, over.row, over.column, -1, TRUE, TRUE);
  nh_matrix_layout_marks (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static double
edge_step (double at, double start, double end)
{
  if (at < start + EDGE)
    return -STEP;
  return at > end - EDGE ? STEP : 0;
}

/* Near an edge the cells go on. */
static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  NhMatrixView *self = NH_MATRIX_VIEW (widget);
  GtkAdjustment *across = self->adjustments[GTK_ORIENTATION_HORIZONTAL];
  GtkAdjustment *down = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double dx = edge_step (self->drag.x, self->head_width, gtk_widget_get_width (widget));
  double dy = edge_step (self->drag.y, self->head_height, gtk_widget_get_height (widget));

  if (dx == 0 && dy == 0)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (across, gtk_adjustment_get_value (across) + dx);
  gtk_adjustment_set_value (down, gtk_adjustment_get_value (down) + dy);
  drag_over (self);
  return G_SOURCE_CONTINUE;
}

static void
on_drag_begin_cb (NhMatrixView *self, double x, double y)
{
  self->drag.from = nh_matrix_layout_spot (self, x, y);
}

static void
start_moving (NhMatrixView *self)
{
  guint n;
  const NhMatrixSpot *from = &self->drag.from;
  const NhMatrixItem *items = nh_matrix_get_items (self->matrix, from->row, from->column, &n);
  g_autofree char *text = nh_matrix_cell_dup_item_text (&items[from->item]);
  const char *classes[] = { "nh-item", "ghost", items[from->item].style ? items[from->item].style : "plain", NULL };

  self->drag.moving = TRUE;
  gtk_label_set_text (GTK_LABEL (self->ghost), text);
  gtk_widget_set_css_classes (self->ghost, classes);
  gtk_widget_set_visible (self->ghost, TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
}

static gboolean
start (NhMatrixView *self, double dx, double dy)
{
  const NhMatrixSpot *from = &self->drag.from;

  if (self->drag.moving || self->drag.selecting)
    return TRUE;
  if (from->area != NH_MATRIX_BODY || !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy))
    return FALSE;
  if (self->editable && from->item >= 0 && item_id (self, from))
    {
      /* The keyboard comes here, so that Esc does. */
      nh_matrix_view_move_cursor (self, from->row, from->column, from->item, FALSE, TRUE);
      start_moving (self);
    }
  else if (self->selectable)
    {
      nh_matrix_view_move_cursor (self, from->row, from->column, from->item, FALSE, TRUE);
      self->drag.selecting = TRUE;
    }
  else
    return FALSE;
  gtk_gesture_set_state (self->gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  self->drag.tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
  return TRUE;
}

static void
on_drag_update_cb (NhMatrixView *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x = 0;
  double y = 0;

  if (!start (self, dx, dy))
    return;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  self->drag.x = x + dx;
  self->drag.y = y + dy;
  drag_over (self);
}

static void
on_drag_end_cb (NhMatrixView *self)
{
  NhMatrixSpot from = self->drag.from;
  NhMatrixSpot over = self->drag.over;
  gboolean moved = self->drag.moving && over.area == NH_MATRIX_BODY
                   && (over.row != from.row || over.column != from.column);
  gint64 id = moved ? item_id (self, &from) : 0;

  stop (self);
  if (id)
    nh_matrix_view_emit_moved (self, id, from.row, from.column, over.row, over.column);
}

static void
add_click (NhMatrixView *self, guint button, GCallback pressed, GCallback released)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), button);
  g_signal_connect_swapped (click, "pressed", pressed, self);
  if (released)
    g_signal_connect_swapped (click, "released", released, self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/** nh_matrix_input_init: listens to keys and the pointer. */
void
nh_matrix_input_init (NhMatrixView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  add_click (self, GDK_BUTTON_PRIMARY, G_CALLBACK (on_pressed_cb), G_CALLBACK (on_released_cb));
  add_click (self, GDK_BUTTON_SECONDARY, G_CALLBACK (on_menu_pressed_cb), NULL);
  self->gesture = gtk_gesture_drag_new ();
  g_signal_connect_swapped (self->gesture, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect_swapped (self->gesture, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  g_signal_connect_swapped (self->gesture, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->gesture));
}
