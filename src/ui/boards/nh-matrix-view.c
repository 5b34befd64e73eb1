/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/boards/nh-matrix-view-private.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

guint nh_matrix_signals[NH_MATRIX_N_SIGNALS];

static void nh_matrix_view_scrollable_init (GtkScrollableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NhMatrixView, nh_matrix_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, nh_matrix_view_scrollable_init))

/* Scrolling */

static void
on_value_changed_cb (NhMatrixView *self)
{
  if (self->configuring)
    return;
  nh_matrix_layout_fill (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_adjustment (NhMatrixView *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  GtkAdjustment *old = self->adjustments[orientation];

  if (adjustment && adjustment == old)
    return;
  if (old)
    {
      g_signal_handlers_disconnect_by_func (old, on_value_changed_cb, self);
      g_object_unref (old);
    }
  self->adjustments[orientation] = g_object_ref_sink (adjustment ? adjustment : gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_swapped (self->adjustments[orientation], "value-changed", G_CALLBACK (on_value_changed_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
nh_matrix_view_get_border (GtkScrollable *scrollable, GtkBorder *border)
{
  NhMatrixView *self = NH_MATRIX_VIEW (scrollable);

  *border = (GtkBorder){ .top = (gint16) self->head_height, .left = (gint16) self->head_width };
  return TRUE;
}

static void
nh_matrix_view_scrollable_init (GtkScrollableInterface *iface)
{
  iface->get_border = nh_matrix_view_get_border;
}

static void
nh_matrix_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NhMatrixView *self = NH_MATRIX_VIEW (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
nh_matrix_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NhMatrixView *self = NH_MATRIX_VIEW (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* A widget */

static void
nh_matrix_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  *minimum = 60;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 400 : 200;
}

static void
nh_matrix_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  nh_matrix_layout_allocate (NH_MATRIX_VIEW (widget));
}

/* Tab comes to the cursor and goes on from it: arrows move within. */
static gboolean
nh_matrix_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_get_focus_child (widget) ? FALSE : gtk_widget_grab_focus (widget);
}

static gboolean
nh_matrix_view_grab_focus (GtkWidget *widget)
{
  NhMatrixView *self = NH_MATRIX_VIEW (widget);
  NhMatrixCell *cell;

  if (!self->matrix || !nh_matrix_get_n_rows (self->matrix) || !nh_matrix_get_n_columns (self->matrix))
    return FALSE;
  if (!self->has_cursor)
    nh_matrix_view_move_cursor (self, 0, 0, -1, FALSE, FALSE);
  nh_matrix_layout_fill (self);
  cell = nh_matrix_layout_find_cell (self, self->row, self->column);
  return cell && gtk_widget_grab_focus (GTK_WIDGET (cell));
}

/** nh_matrix_view_cell_focused: the keyboard came to a cell by itself, from a screen reader: the cursor goes there. */
void
nh_matrix_view_cell_focused (NhMatrixView *self, NhMatrixCell *cell)
{
  guint row = nh_matrix_cell_get_row (cell);
  guint column = nh_matrix_cell_get_column (cell);

  if (!self->has_cursor || row != self->row || column != self->column)
    nh_matrix_view_move_cursor (self, row, column, -1, FALSE, FALSE);
}

static gboolean
on_query_tooltip_cb (NhMatrixView *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  NhMatrixSpot spot = nh_matrix_layout_spot (self, x, y);
  const NhMatrixHead *head = NULL;
  const NhMatrixItem *items;
  GdkRectangle area;
  guint n;

  if (keyboard)
    spot = (NhMatrixSpot){ self->has_cursor ? NH_MATRIX_BODY : NH_MATRIX_NOWHERE, self->row, self->column, self->item };
  if (spot.area == NH_MATRIX_ROW_HEAD)
    head = nh_matrix_get_row (self->matrix, spot.row);
  else if (spot.area == NH_MATRIX_COLUMN_HEAD)
    head = nh_matrix_get_column (self->matrix, spot.column);
  if (head)
    {
      g_autofree char *text = head->detail ? g_strdup_printf ("%s\n%s", head->label, head->detail) : g_strdup (head->label);

      gtk_tooltip_set_text (tooltip, text);
      return TRUE;
    }
  if (spot.area != NH_MATRIX_BODY)
    return FALSE;
  items = nh_matrix_get_items (self->matrix, spot.row, spot.column, &n);
  if (spot.item < 0 || spot.item >= (int) n)
    return FALSE;
  gtk_tooltip_set_text (tooltip, items[spot.item].description ? items[spot.item].description : items[spot.item].text);
  if (nh_matrix_view_get_cell_bounds (self, spot.row, spot.column, &area))
    gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

static void
on_settings_cb (NhMatrixView *self)
{
  self->dirty = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
nh_matrix_view_dispose (GObject *object)
{
  NhMatrixView *self = NH_MATRIX_VIEW (object);

  nh_matrix_input_cancel (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->adjustments); i++)
    if (self->adjustments[i])
      {
        g_signal_handlers_disconnect_by_func (self->adjustments[i], on_value_changed_cb, self);
        g_clear_object (&self->adjustments[i]);
      }
  nh_matrix_layout_dispose (self);
  g_clear_pointer (&self->matrix, nh_matrix_free);
  G_OBJECT_CLASS (nh_matrix_view_parent_class)->dispose (object);
}

static void
nh_matrix_view_finalize (GObject *object)
{
  nh_matrix_layout_finalize (NH_MATRIX_VIEW (object));
  G_OBJECT_CLASS (nh_matrix_view_parent_class)->finalize (object);
}

static void
add_signals (GType type)
{
#define SIGNAL(position, name, n, ...) \
  nh_matrix_signals[position] \
      = g_signal_new (name, type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n, __VA_ARGS__)
  SIGNAL (NH_MATRIX_ACTIVATED, "cell-activated", 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_INT64);
  SIGNAL (NH_MATRIX_MOVED, "item-moved", 5, G_TYPE_INT64, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
  SIGNAL (NH_MATRIX_MENU, "cell-menu", 4, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_INT64, GDK_TYPE_RECTANGLE);
  SIGNAL (NH_MATRIX_ADD, "cell-add", 2, G_TYPE_UINT, G_TYPE_UINT);
  SIGNAL (NH_MATRIX_DELETE, "cell-delete", 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_INT64);
  SIGNAL (NH_MATRIX_ROW_ACTIVATED, "row-activated", 1, G_TYPE_UINT);
  SIGNAL (NH_MATRIX_COLUMN_ACTIVATED, "column-activated", 1, G_TYPE_UINT);
  nh_matrix_signals[NH_MATRIX_CURSOR_MOVED] = g_signal_new ("cursor-moved", type, G_SIGNAL_RUN_LAST,
                                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  nh_matrix_signals[NH_MATRIX_EDIT] = g_signal_new ("item-edit", type, G_SIGNAL_RUN_LAST, 0,
                                                    g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 3,
                                                    G_TYPE_UINT, G_TYPE_UINT, G_TYPE_INT64);
#undef SIGNAL
}

static void
nh_matrix_view_class_init (NhMatrixViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nh_matrix_view_dispose;
  object_class->finalize = nh_matrix_view_finalize;
  object_class->get_property = nh_matrix_view_get_property;
  object_class->set_property = nh_matrix_view_set_property;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  widget_class->measure = nh_matrix_view_measure;
  widget_class->size_allocate = nh_matrix_view_size_allocate;
  widget_class->focus = nh_matrix_view_focus;
  widget_class->grab_focus = nh_matrix_view_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "nhmatrix");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  add_signals (G_TYPE_FROM_CLASS (klass));
}

static void
nh_matrix_view_init (NhMatrixView *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  self->item = -1;
  nh_matrix_layout_init (self);
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  nh_matrix_input_init (self);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-font-name",
                           G_CALLBACK (on_settings_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (on_settings_cb), self, G_CONNECT_SWAPPED);
}

/** nh_matrix_view_new: Returns: (transfer floating): a view of nothing; it belongs into a GtkScrolledWindow. */
GtkWidget *
nh_matrix_view_new (void)
{
  return g_object_new (NH_TYPE_MATRIX_VIEW, NULL);
}

/* Cursor */

static int
first_item (NhMatrixView *self, guint row, guint column)
{
  guint n;

  nh_matrix_get_items (self->matrix, row, column, &n);
  return n ? 0 : -1;
}

/* @item: -1: the first one. @extend: the selection goes on from its anchor. */
void
nh_matrix_view_move_cursor (NhMatrixView *self, guint row, guint column, int item, gboolean extend, gboolean focus)
{
  NhMatrixCell *cell;

  if (!self->matrix || row >= nh_matrix_get_n_rows (self->matrix) || column >= nh_matrix_get_n_columns (self->matrix))
    return;
  self->has_cursor = TRUE;
  self->row = row;
  self->column = column;
  self->item = item >= 0 ? item : first_item (self, row, column);
  self->follow = 0;
  if (!extend || !self->selectable)
    {
      self->anchor_row = row;
      self->anchor_column = column;
    }
  nh_matrix_layout_scroll_to (self, row, column);
  nh_matrix_layout_fill (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  cell = nh_matrix_layout_find_cell (self, row, column);
  if (focus && cell)
    gtk_widget_grab_focus (GTK_WIDGET (cell));
  g_signal_emit (self, nh_matrix_signals[NH_MATRIX_CURSOR_MOVED], 0);
}

void
nh_matrix_view_emit_moved (NhMatrixView *self, gint64 item, guint from_row, guint from_column, guint row, guint column)
{
  self->follow = item;
  self->follow_row = nh_matrix_get_row (self->matrix, row)->key;
  self->follow_column = nh_matrix_get_column (self->matrix, column)->key;
  g_signal_emit (self, nh_matrix_signals[NH_MATRIX_MOVED], 0, item, from_row, from_column, row, column);
}

static int
find_item (NhMatrix *matrix, guint row, guint column, gint64 id)
{
  guint n;
  const NhMatrixItem *items = nh_matrix_get_items (matrix, row, column, &n);

  for (guint i = 0; id && i < n; i++)
    if (items[i].id == id)
      return (int) i;
  return -1;
}

/* Looks for cursor and anchor by their keys in the new matrix; a row that is gone leaves its place to what
 * stands there now. */
static void
keep_cursor (NhMatrixView *self, NhMatrix *matrix)
{
  guint n_rows = nh_matrix_get_n_rows (matrix);
  guint n_columns = nh_matrix_get_n_columns (matrix);
  gint64 id = nh_matrix_view_get_item (self);
  int row = nh_matrix_find_row (matrix, nh_matrix_get_row (self->matrix, self->row)->key);
  int column = nh_matrix_find_column (matrix, nh_matrix_get_column (self->matrix, self->column)->key);
  int anchor_row = nh_matrix_find_row (matrix, nh_matrix_get_row (self->matrix, self->anchor_row)->key);
  int anchor_column = nh_matrix_find_column (matrix, nh_matrix_get_column (self->matrix, self->anchor_column)->key);
  int follow_row = self->follow ? nh_matrix_find_row (matrix, self->follow_row) : -1;
  int follow_column = self->follow ? nh_matrix_find_column (matrix, self->follow_column) : -1;

  self->has_cursor = n_rows > 0 && n_columns > 0;
  if (!self->has_cursor)
    return;
  if (follow_row >= 0 && follow_column >= 0
      && find_item (matrix, (guint) follow_row, (guint) follow_column, self->follow) >= 0)
    {
      row = anchor_row = follow_row;
      column = anchor_column = follow_column;
      id = self->follow;
    }
  self->follow = 0;
  self->row = row >= 0 ? (guint) row : MIN (self->row, n_rows - 1);
  self->column = column >= 0 ? (guint) column : MIN (self->column, n_columns - 1);
  self->anchor_row = anchor_row >= 0 && row >= 0 ? (guint) anchor_row : self->row;
  self->anchor_column = anchor_column >= 0 && column >= 0 ? (guint) anchor_column : self->column;
  self->item = find_item (matrix, self->row, self->column, id);
  if (self->item < 0)
    {
      guint n;

      nh_matrix_get_items (matrix, self->row, self->column, &n);
      self->item = n ? 0 : -1;
    }
}

/**
 * nh_matrix_view_set_matrix:
 * @self: a view
 * @matrix: (transfer full) (nullable): what to show
 *
 * The cursor stays at the same row and column by their keys, and with an item that was moved; so do the
 * keyboard's focus and how far one has scrolled.
 */
void
nh_matrix_view_set_matrix (NhMatrixView *self, NhMatrix *matrix)
{
  NhMatrix *old = self->matrix;
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  int row = focused && self->has_cursor ? (int) self->row : -1;
  int column = (int) self->column;
  gboolean followed = self->follow != 0;

  nh_matrix_input_cancel (self);
  if (self->has_cursor && matrix && old)
    keep_cursor (self, matrix);
  else
    self->has_cursor = FALSE;
  self->matrix = matrix;
  nh_matrix_layout_clear (self, row, column);
  g_clear_pointer (&old, nh_matrix_free);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (followed && self->has_cursor && self->rows->len == (matrix ? nh_matrix_get_n_rows (matrix) : 0))
    nh_matrix_layout_scroll_to (self, self->row, self->column);
}

/** nh_matrix_view_get_matrix: Returns: (transfer none) (nullable): what is shown. */
NhMatrix *
nh_matrix_view_get_matrix (NhMatrixView *self)
{
  return self->matrix;
}

/** nh_matrix_view_set_editable: whether items can be moved, by dragging and by Alt with arrows. */
void
nh_matrix_view_set_editable (NhMatrixView *self, gboolean movable)
{
  self->editable = movable;
}

/**
 * nh_matrix_view_set_click_selects:
 * @selects: whether one click only selects, and it takes two to activate; for boards on which activating
 *   changes what is stored
 */
void
nh_matrix_view_set_click_selects (NhMatrixView *self, gboolean selects)
{
  self->click_selects = selects;
}

/** nh_matrix_view_set_selectable: whether several cells can be selected. */
void
nh_matrix_view_set_selectable (NhMatrixView *self, gboolean selectable)
{
  self->selectable = selectable;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_MULTI_SELECTABLE, selectable, -1);
}

/**
 * nh_matrix_view_get_selection:
 * @self: a view
 * @row: (out): the first one
 * @column: (out): the first one
 * @n_rows: (out): how many
 * @n_columns: (out): how many
 *
 * Returns: %FALSE when there is no cursor; without a selection the cursor alone is it.
 */
gboolean
nh_matrix_view_get_selection (NhMatrixView *self, guint *row, guint *column, guint *n_rows, guint *n_columns)
{
  if (!self->has_cursor)
    return FALSE;
  *row = MIN (self->row, self->anchor_row);
  *column = MIN (self->column, self->anchor_column);
  *n_rows = MAX (self->row, self->anchor_row) - *row + 1;
  *n_columns = MAX (self->column, self->anchor_column) - *column + 1;
  return TRUE;
}

/** nh_matrix_view_select: selects a rectangle of cells; the cursor goes to its first one. */
void
nh_matrix_view_select (NhMatrixView *self, guint row, guint column, guint n_rows, guint n_columns)
{
  g_return_if_fail (self->matrix && n_rows && n_columns && row + n_rows <= nh_matrix_get_n_rows (self->matrix)
                    && column + n_columns <= nh_matrix_get_n_columns (self->matrix));
  nh_matrix_view_move_cursor (self, row, column, -1, FALSE, TRUE);
  self->anchor_row = row + n_rows - 1;
  self->anchor_column = column + n_columns - 1;
  nh_matrix_layout_marks (self);
  g_signal_emit (self, nh_matrix_signals[NH_MATRIX_CURSOR_MOVED], 0);
}

/** nh_matrix_view_get_cursor: Returns: whether there is a cursor; then where. */
gboolean
nh_matrix_view_get_cursor (NhMatrixView *self, guint *row, guint *column)
{
  if (!self->has_cursor)
    return FALSE;
  *row = self->row;
  *column = self->column;
  return TRUE;
}

/** nh_matrix_view_set_cursor: puts the cursor into a cell, in sight. */
void
nh_matrix_view_set_cursor (NhMatrixView *self, guint row, guint column)
{
  nh_matrix_view_move_cursor (self, row, column, -1, FALSE,
                              gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL);
}

/** nh_matrix_view_get_item: Returns: the key of the item under the cursor; 0: none. */
gint64
nh_matrix_view_get_item (NhMatrixView *self)
{
  guint n;
  const NhMatrixItem *items;

  if (!self->has_cursor || !self->matrix || self->item < 0)
    return 0;
  items = nh_matrix_get_items (self->matrix, self->row, self->column, &n);
  return self->item < (int) n ? items[self->item].id : 0;
}

/**
 * nh_matrix_view_get_cell_bounds:
 * @self: a view
 * @row: a position
 * @column: a position
 * @bounds: (out): where the cell is, in the view
 *
 * Returns: %FALSE when it is not in sight.
 */
gboolean
nh_matrix_view_get_cell_bounds (NhMatrixView *self, guint row, guint column, GdkRectangle *bounds)
{
  NhMatrixCell *cell = nh_matrix_layout_find_cell (self, row, column);
  graphene_rect_t rect;
  const GdkRectangle all = { 0, 0, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)) };

  if (!cell || !gtk_widget_compute_bounds (GTK_WIDGET (cell), GTK_WIDGET (self), &rect))
    return FALSE;
  *bounds = (GdkRectangle){ (int) rect.origin.x, (int) rect.origin.y, (int) rect.size.width, (int) rect.size.height };
  return gdk_rectangle_intersect (bounds, &all, bounds);
}
