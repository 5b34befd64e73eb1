/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows that form a tree: the cells of one column are indented and have triangles that open and
 * close what is below. The model says which; its rows are those in sight.
 */
#include "ui/widgets/nh-grid-private.h"

/* Pixels for one level, and of the triangle. */
#define STEP 18
#define TRIANGLE 9

static gboolean
get_branch (NhGrid *self, guint row, guint column, guint *depth, NhGridBranch *branch)
{
  NhGridShown *shown = nh_grid_columns_get (self, column);

  return self->model != NULL && shown != NULL && row < self->n_rows &&
         nh_grid_model_get_branch (self->model, row, shown->model_column, depth, branch);
}

/* Space before the text of a cell, in pixels. */
int
nh_grid_tree_indent (NhGrid *self, guint row, NhGridShown *shown)
{
  NhGridBranch branch;
  guint depth;

  if (row >= self->n_rows ||
      !nh_grid_model_get_branch (self->model, row, shown->model_column, &depth, &branch))
    return 0;
  return (int)(depth + 1) * STEP;
}

static void
draw_triangle (GtkSnapshot *snapshot, double x, double y, gboolean open, const GdkRGBA *color)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x, y, TRIANGLE, TRIANGLE));

  cairo_translate (cr, x, y);
  gdk_cairo_set_source_rgba (cr, color);
  if (open)
    {
      cairo_move_to (cr, 0.5, 2);
      cairo_line_to (cr, TRIANGLE - 0.5, 2);
      cairo_line_to (cr, TRIANGLE / 2.0, TRIANGLE - 2);
    }
  else
    {
      cairo_move_to (cr, 2, 0.5);
      cairo_line_to (cr, TRIANGLE - 2, TRIANGLE / 2.0);
      cairo_line_to (cr, 2, TRIANGLE - 0.5);
    }
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_destroy (cr);
}

void
nh_grid_tree_draw (NhGrid *self, GtkSnapshot *snapshot, guint row, NhGridShown *shown)
{
  NhGridBranch branch;
  guint depth;
  double x;

  if (row >= self->n_rows ||
      !nh_grid_model_get_branch (self->model, row, shown->model_column, &depth, &branch) ||
      branch == NH_GRID_LEAF)
    return;
  x = shown->x + NH_GRID_PADDING + (int)depth * STEP + (STEP - TRIANGLE) / 2 - 3;
  draw_triangle (snapshot, x, (self->row_height - TRIANGLE) / 2, branch == NH_GRID_OPEN,
                 &self->colors.muted);
}

/* Left closes, or goes to the row above it; Right opens. Enter opens the record, where nothing can
 * be edited. */
static gboolean
on_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
           NhGrid *self)
{
  NhGridBranch branch, above;
  guint depth, other;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || self->editing ||
      !nh_grid_editor_has_focus (self) || !get_branch (self, self->row, self->column, &depth, &branch))
    return FALSE;
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    {
      if (nh_grid_columns_describe (self, self->column)->editable)
        return FALSE;
      g_signal_emit_by_name (self, "activate-row", self->row);
      return TRUE;
    }
  if (keyval == GDK_KEY_Right && branch == NH_GRID_CLOSED)
    {
      nh_grid_model_set_open (self->model, self->row, TRUE);
      return TRUE;
    }
  if (keyval != GDK_KEY_Left)
    return FALSE;
  if (branch == NH_GRID_OPEN)
    {
      nh_grid_model_set_open (self->model, self->row, FALSE);
      return TRUE;
    }
  for (guint row = self->row; row-- > 0;)
    if (get_branch (self, row, self->column, &other, &above) && other < depth)
      {
        nh_grid_move_to (self, row, self->column, FALSE);
        return TRUE;
      }
  return FALSE;
}

/* The space of the triangle takes the press, and nothing else sees it. */
static void
on_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, NhGrid *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkRectangle cell;
  NhGridBranch branch;
  guint row, column, depth;

  if (self->model == NULL || y < self->header_height ||
      (event != NULL && gdk_event_get_surface (event) != gtk_native_get_surface (native)) ||
      !nh_grid_cell_at (self, x, y, &row, &column) || !get_branch (self, row, column, &depth, &branch) ||
      branch == NH_GRID_LEAF)
    return;
  nh_grid_cell_rectangle (self, row, column, &cell);
  if (y >= cell.y + cell.height || x < cell.x + NH_GRID_PADDING + (int)depth * STEP - 3 ||
      x > cell.x + NH_GRID_PADDING + (int)(depth + 1) * STEP)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  nh_grid_move_to (self, row, column, FALSE);
  nh_grid_editor_focus (self);
  nh_grid_model_set_open (self->model, row, branch == NH_GRID_CLOSED);
}

void
nh_grid_tree_init (NhGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
