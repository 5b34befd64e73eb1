/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mouse: clicks and drags that select, double clicks that edit, the edges of the header, and the
 * right button. A press inside a popover reaches the grid's gestures too: each compares surfaces.
 */
#include "ui/widgets/nh-grid-private.h"

/* How near to a column's edge the mouse takes hold of it. */
#define EDGE 5
/* How far a header must be dragged to move: less is a click. */
#define FAR 8

static gboolean
is_ours (NhGrid *self, GtkGesture *gesture)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  GdkDevice *device = gtk_event_controller_get_current_event_device (controller);
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));

  if (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN)
    return FALSE;
  return event == NULL || gdk_event_get_surface (event) == gtk_native_get_surface (native);
}

static void
deny (GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
}

/* A press on a child that takes the mouse itself: a header button, or the open editor. */
static gboolean
is_on_child (NhGrid *self, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return y < self->header_height || (picked != NULL && picked != GTK_WIDGET (self));
}

static void
select_to_pointer (NhGrid *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  guint row, column;

  if (nh_grid_cell_at (self, self->pointer_x,
                       CLAMP (self->pointer_y, self->header_height, MAX (height - 1, 0)), &row,
                       &column) &&
      (row != self->extent_row || column != self->extent_column))
    nh_grid_select (self, self->row, self->column, row, column);
}

/* While the mouse is dragged out of the cells, they scroll, faster the further it is. */
static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  NhGrid *self = NH_GRID (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double y = self->pointer_y, x = self->pointer_x;
  double dy = y < self->header_height ? y - self->header_height : y > height ? y - height : 0;
  double dx = x < 0 ? x : x > width ? x - width : 0;

  if (dx == 0 && dy == 0)
    return G_SOURCE_CONTINUE;
  for (guint i = 0; i < 2; i++)
    {
      GtkAdjustment *adjustment = self->adjustments[i];

      gtk_adjustment_set_value (adjustment,
                                gtk_adjustment_get_value (adjustment) + (i == 0 ? dx : dy) * 0.4);
    }
  select_to_pointer (self);
  return G_SOURCE_CONTINUE;
}

static void
stop_selecting (NhGrid *self)
{
  self->selecting = FALSE;
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
}

static void
on_drag_begin_cb (GtkGestureDrag *gesture, double x, double y, NhGrid *self)
{
  GdkModifierType state;
  guint row, column;

  if (!is_ours (self, GTK_GESTURE (gesture)) || is_on_child (self, x, y))
    {
      nh_grid_completion_press (
          self, gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture)));
      deny (GTK_GESTURE (gesture));
      return;
    }
  nh_grid_editor_leave (self);
  nh_grid_editor_focus (self);
  if (!nh_grid_cell_at (self, x, y, &row, &column))
    return;
  state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  if ((state & GDK_SHIFT_MASK) != 0)
    nh_grid_select (self, self->row, self->column, row, column);
  else
    nh_grid_move_to (self, row, column, FALSE);
  self->selecting = TRUE;
  self->pointer_x = x;
  self->pointer_y = y;
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
}

static void
on_drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, NhGrid *self)
{
  double x, y;

  if (!self->selecting)
    return;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  self->pointer_x = x + dx;
  self->pointer_y = y + dy;
  select_to_pointer (self);
}

static void
on_drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, NhGrid *self)
{
  stop_selecting (self);
}

static void
on_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, NhGrid *self)
{
  stop_selecting (self);
}

/* On the release: the press of the same click would take the focus back from the editor. */
static void
on_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, NhGrid *self)
{
  const NhGridColumn *description;
  guint row, column;

  if (n_press == 1 && is_ours (self, GTK_GESTURE (gesture)) && !is_on_child (self, x, y) &&
      nh_grid_cell_at (self, x, y, &row, &column) && row == self->row && row == self->extent_row &&
      nh_grid_is_head (self, row))
    {
      nh_grid_heads_toggle (self, row);
      return;
    }
  if (n_press != 2 || self->editing || nh_grid_is_head (self, self->row) || !is_ours (self, GTK_GESTURE (gesture)) ||
      is_on_child (self, x, y) || !nh_grid_cell_at (self, x, y, &row, &column) ||
      row != self->row || column != self->column)
    return;
  description = nh_grid_columns_describe (self, column);
  if (description->editable)
    nh_grid_editor_begin (self, FALSE);
  else if (row < self->n_rows)
    g_signal_emit_by_name (self, "activate-row", row);
}

/* The column whose right edge is at @x. */
static NhGridShown *
edge_at (NhGrid *self, double x, double y)
{
  double left = gtk_adjustment_get_value (self->adjustments[0]);

  if (y >= self->header_height)
    return NULL;
  for (guint i = self->shown->len; i > 0; i--)
    {
      NhGridShown *shown = nh_grid_columns_get (self, i - 1);

      if (ABS (x + left - (shown->x + shown->width)) <= EDGE)
        return shown;
    }
  return NULL;
}

static gboolean
is_on_menu_button (NhGrid *self, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return picked != NULL &&
         (picked == self->menu_button || gtk_widget_is_ancestor (picked, self->menu_button));
}

/* The column whose header is at @x. */
static NhGridShown *
header_at (NhGrid *self, double x)
{
  double content_x = x + gtk_adjustment_get_value (self->adjustments[0]);

  for (guint i = 0; i < self->shown->len; i++)
    {
      NhGridShown *shown = nh_grid_columns_get (self, i);

      if (content_x >= shown->x && content_x < shown->x + shown->width)
        return shown;
    }
  return NULL;
}

/* Where a header dropped at @x goes: the left edge of that column, and its place from the left. */
static int
drop_place (NhGrid *self, double x, guint *place)
{
  double content_x = x + gtk_adjustment_get_value (self->adjustments[0]);

  for (guint i = 0; i < self->shown->len; i++)
    {
      NhGridShown *shown = nh_grid_columns_get (self, i);

      if (content_x >= shown->x + shown->width / 2)
        continue;
      if (place != NULL)
        *place = i;
      return shown->x;
    }
  if (place != NULL)
    *place = self->shown->len;
  return self->content_width;
}

static void
stop_moving (NhGrid *self)
{
  if (self->dragging)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->dragging = FALSE;
  self->moving = NULL;
}

/* A header button keeps the release of the press that the gestures of the cells denied; they would
 * take the next press for more of the same and miss it. */
static void
forget_denied (NhGrid *self, GtkGesture *gesture)
{
  GdkEventSequence *sequence = gtk_gesture_get_last_updated_sequence (gesture);

  for (guint i = 0; i < G_N_ELEMENTS (self->selecting_gestures); i++)
    if (gtk_gesture_get_sequence_state (self->selecting_gestures[i], sequence) ==
        GTK_EVENT_SEQUENCE_DENIED)
      gtk_event_controller_reset (GTK_EVENT_CONTROLLER (self->selecting_gestures[i]));
}

static void
on_resize_begin_cb (GtkGestureDrag *gesture, double x, double y, NhGrid *self)
{
  self->resizing = NULL;
  self->moving = NULL;
  forget_denied (self, GTK_GESTURE (gesture));
  if (is_ours (self, GTK_GESTURE (gesture)) && !is_on_menu_button (self, x, y))
    {
      self->resizing = edge_at (self, x, y);
      /* A header that is dragged moves; until then the press stays with its button. */
      if (self->resizing == NULL && y < self->header_height)
        self->moving = header_at (self, x);
      if (self->moving != NULL)
        return;
    }
  if (self->resizing == NULL)
    {
      deny (GTK_GESTURE (gesture));
      return;
    }
  self->resize_start = self->resizing->width;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_resize_update_cb (GtkGestureDrag *gesture, double dx, double dy, NhGrid *self)
{
  double x, y;

  if (self->resizing != NULL && ABS (dx) >= 1)
    nh_grid_columns_set_width (self, self->resizing, self->resize_start + (int)dx);
  if (self->moving == NULL || (!self->dragging && ABS (dx) < FAR))
    return;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  self->dragging = TRUE;
  self->drop_x = drop_place (self, x + dx, NULL);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Among all columns, hidden ones too: before the one that is dropped on. */
static void
drop_column (NhGrid *self, double x)
{
  guint from = nh_grid_headers_index_of (self, self->moving->button), place, to = self->columns->len;

  drop_place (self, x, &place);
  if (place < self->shown->len)
    to = nh_grid_headers_index_of (self, nh_grid_columns_get (self, place)->button);
  if (to > from)
    to--;
  nh_grid_columns_move_to (self, from, to);
}

static void
on_resize_end_cb (GtkGestureDrag *gesture, double dx, double dy, NhGrid *self)
{
  double x, y;

  if (self->resizing != NULL && ABS (dx) >= 1)
    nh_grid_emit (self, "columns-changed");
  self->resizing = NULL;
  if (self->dragging && gtk_gesture_drag_get_start_point (gesture, &x, &y))
    drop_column (self, x + dx);
  stop_moving (self);
}

static void
on_resize_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, NhGrid *self)
{
  stop_moving (self);
}

static void
on_edge_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, NhGrid *self)
{
  NhGridShown *shown = NULL;

  if (is_ours (self, GTK_GESTURE (gesture)) && !is_on_menu_button (self, x, y))
    shown = edge_at (self, x, y);
  if (shown != NULL && n_press == 2)
    nh_grid_columns_fit (self, shown);
}

static void
on_motion_cb (GtkEventControllerMotion *motion, double x, double y, NhGrid *self)
{
  gboolean edge = edge_at (self, x, y) != NULL;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), edge ? "col-resize" : "default");
}

static void
on_right_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, NhGrid *self)
{
  GdkRectangle at = { (int)x, (int)y, 1, 1 };
  guint row, column;

  if (!is_ours (self, GTK_GESTURE (gesture)))
    {
      deny (GTK_GESTURE (gesture));
      return;
    }
  if (y < self->header_height)
    {
      NhGridShown *shown = header_at (self, x);

      nh_grid_menus_open_header (
          self, shown != NULL ? nh_grid_headers_index_of (self, shown->button) : G_MAXUINT, &at);
      return;
    }
  if (is_on_child (self, x, y) || !nh_grid_cell_at (self, x, y, &row, &column))
    return;
  nh_grid_editor_leave (self);
  if (row < MIN (self->row, self->extent_row) || row > MAX (self->row, self->extent_row) ||
      column < MIN (self->column, self->extent_column) ||
      column > MAX (self->column, self->extent_column))
    nh_grid_move_to (self, row, column, FALSE);
  if (nh_grid_is_head (self, row))
    nh_grid_menus_open_head (self, &at);
  else
    nh_grid_menus_open_cell (self, &at);
}

/* The whole text of a cell that shows only its beginning, or what is wrong with a refused one. */
static gboolean
on_query_tooltip_cb (
    NhGrid *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  NhGridShown *shown;
  NhGridDraft *draft;
  GdkRectangle cell;
  guint row, column;
  g_autofree char *text = NULL;

  if (keyboard || self->model == NULL || y < self->header_height ||
      !nh_grid_cell_at (self, x, y, &row, &column) || (self->editing && row == self->row))
    return FALSE;
  shown = nh_grid_columns_get (self, column);
  draft = nh_grid_drafts_find (self, row, shown->model_column);
  if (draft != NULL)
    text = g_strdup (draft->message);
  else if (row < self->n_rows && !nh_grid_is_head (self, row) &&
           nh_grid_draw_text_width (self, row, shown) > shown->width - 2 * NH_GRID_PADDING)
    text = nh_grid_model_get_text (self->model, row, shown->model_column);
  if (text == NULL)
    return FALSE;
  nh_grid_cell_rectangle (self, row, column, &cell);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &cell);
  return TRUE;
}

static void
init_selecting (NhGrid *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkGesture *right = gtk_gesture_click_new ();

  self->selecting_gestures[0] = drag;
  self->selecting_gestures[1] = click;
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (click, "released", G_CALLBACK (on_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_group (click, drag);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (right), GDK_BUTTON_SECONDARY);
  g_signal_connect (right, "pressed", G_CALLBACK (on_right_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (right));
}

static void
init_resizing (NhGrid *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_resize_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_resize_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_resize_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_resize_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_edge_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_group (click, drag);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

void
nh_grid_pointer_init (NhGrid *self)
{
  init_selecting (self);
  init_resizing (self);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
}
