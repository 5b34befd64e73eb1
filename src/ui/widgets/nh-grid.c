/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhGrid: the widget itself: its properties and signals, scrolling, sizes, and the model it
 * watches. The parts are in nh-grid-*.c, what they share in nh-grid-private.h.
 */
#include "ui/widgets/nh-grid-private.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  SIGNAL_CURSOR_MOVED,
  SIGNAL_ACTIVATE_ROW,
  SIGNAL_ERROR,
  SIGNAL_NOTICE,
  SIGNAL_OFFER,
  SIGNAL_COLUMNS_CHANGED,
  SIGNAL_FILTER_COLUMN,
  SIGNAL_VIEW_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The header stays while the rows scroll: overshoot and scrollbars begin below it. */
static gboolean
nh_grid_get_border (GtkScrollable *scrollable, GtkBorder *border)
{
  border->top = NH_GRID (scrollable)->header_height;
  border->left = border->right = border->bottom = 0;
  return TRUE;
}

static void
nh_grid_scrollable_init (GtkScrollableInterface *iface)
{
  iface->get_border = nh_grid_get_border;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (NhGrid,
                               nh_grid,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, nh_grid_scrollable_init))

/* The rows to scroll through: the model's and, where rows can be added, the hint row. */
guint
nh_grid_total_rows (NhGrid *self)
{
  if (self->model == NULL)
    return 0;
  return self->n_rows + (nh_grid_model_can_append (self->model) ? 1 : 0);
}

gboolean
nh_grid_is_hint (NhGrid *self, guint row)
{
  return row >= self->n_rows;
}

guint
nh_grid_rows_per_page (NhGrid *self)
{
  return MAX (1, gtk_adjustment_get_page_size (self->adjustments[1]) / self->row_height);
}

void
nh_grid_emit (NhGrid *self, const char *signal)
{
  g_signal_emit_by_name (self, signal);
}

/* Tells a sentence, or with NULL that the last one no longer holds. */
void
nh_grid_set_error (NhGrid *self, const char *message)
{
  if (g_strcmp0 (self->error, message) == 0)
    return;
  g_free (self->error);
  self->error = g_strdup (message);
  g_signal_emit (self, signals[SIGNAL_ERROR], 0, message != NULL ? message : "");
}

/* Offers to do something about the sentence that was told last; NULL takes the offer back. */
void
nh_grid_offer (NhGrid *self, const char *label, NhGridOffer offer)
{
  self->offer = offer;
  g_signal_emit (self, signals[SIGNAL_OFFER], 0, label != NULL ? label : "");
}

/* Tells what was done, and offers with a button to do something about it. */
void
nh_grid_tell (NhGrid *self, const char *message, const char *label, NhGridOffer offer)
{
  g_signal_emit (self, signals[SIGNAL_NOTICE], 0, message);
  nh_grid_offer (self, label, offer);
}

/* Where a cell lies in the widget. Positions far outside are cut to what an int holds. */
void
nh_grid_cell_rectangle (NhGrid *self, guint row, guint column, GdkRectangle *out)
{
  NhGridShown *shown = nh_grid_columns_get (self, column);
  double y = (double)row * self->row_height - gtk_adjustment_get_value (self->adjustments[1]);

  out->x = (shown != NULL ? shown->x : 0) - (int)gtk_adjustment_get_value (self->adjustments[0]);
  out->y = (int)CLAMP (y + self->header_height, -100000, 100000);
  out->width = shown != NULL ? shown->width : 0;
  out->height = self->row_height;
}

/* The cell at a point, the nearest one for a point beside or below the cells. */
gboolean
nh_grid_cell_at (NhGrid *self, double x, double y, guint *row, guint *column)
{
  guint n = nh_grid_total_rows (self);
  double content_y = y - self->header_height + gtk_adjustment_get_value (self->adjustments[1]);
  double content_x = x + gtk_adjustment_get_value (self->adjustments[0]);

  if (n == 0 || self->shown->len == 0)
    return FALSE;
  *row = CLAMP (content_y / self->row_height, 0, n - 1);
  *column = self->shown->len - 1;
  for (guint i = 0; i < self->shown->len; i++)
    {
      NhGridShown *shown = nh_grid_columns_get (self, i);

      if (content_x < shown->x + shown->width)
        {
          *column = i;
          break;
        }
    }
  return TRUE;
}

/* Scrolls as little as a cell needs to be seen whole; the header's menu button covers no column. */
void
nh_grid_reveal (NhGrid *self, guint row, guint column)
{
  NhGridShown *shown = nh_grid_columns_get (self, column);
  double top = (double)row * self->row_height;

  gtk_adjustment_clamp_page (self->adjustments[1], top, top + self->row_height);
  if (shown != NULL)
    gtk_adjustment_clamp_page (self->adjustments[0], shown->x,
                               shown->x + shown->width + self->menu_width);
}

static void
on_adjustment_cb (GtkAdjustment *adjustment, NhGrid *self)
{
  if (!self->allocating)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_adjustment (NhGrid *self, guint index, GtkAdjustment *adjustment)
{
  if (adjustment != NULL && adjustment == self->adjustments[index])
    return;
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  if (self->adjustments[index] != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustments[index], on_adjustment_cb, self);
  g_clear_object (&self->adjustments[index]);
  self->adjustments[index] = g_object_ref_sink (adjustment);
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (on_adjustment_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
nh_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NhGrid *self = NH_GRID (object);

  if (id == PROP_HADJUSTMENT || id == PROP_VADJUSTMENT)
    set_adjustment (self, id - PROP_HADJUSTMENT, g_value_get_object (value));
  else
    self->policies[id - PROP_HSCROLL_POLICY] = g_value_get_enum (value);
}

static void
nh_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NhGrid *self = NH_GRID (object);

  if (id == PROP_HADJUSTMENT || id == PROP_VADJUSTMENT)
    g_value_set_object (value, self->adjustments[id - PROP_HADJUSTMENT]);
  else
    g_value_set_enum (value, self->policies[id - PROP_HSCROLL_POLICY]);
}

static void
nh_grid_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  NhGrid *self = NH_GRID (widget);
  int header = 0;

  /* GTK wants every child measured before it is given its size. */
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &child_minimum, NULL, NULL, NULL);
      if (child != self->entries[0] && child != self->entries[1])
        header = MAX (header, child_minimum);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 160;
      *natural = MAX (*minimum, self->content_width + self->menu_width);
    }
  else
    {
      *minimum = header + 2 * self->row_height;
      *natural = MAX (*minimum, header + 12 * self->row_height);
    }
}

static void
configure_scrolling (NhGrid *self, int width, int height)
{
  double rows = (double)nh_grid_total_rows (self) * self->row_height;
  double sizes[2] = { width, MAX (1, height - self->header_height) };
  double lengths[2] = { self->content_width + self->menu_width, rows };
  double steps[2] = { 40, self->row_height };

  for (guint i = 0; i < 2; i++)
    {
      GtkAdjustment *adjustment = self->adjustments[i];
      double value = gtk_adjustment_get_value (adjustment);

      gtk_adjustment_configure (adjustment, CLAMP (value, 0, MAX (0, lengths[i] - sizes[i])), 0,
                                MAX (lengths[i], sizes[i]), steps[i], sizes[i] * 0.9, sizes[i]);
    }
  if (self->reveal_cursor)
    {
      if (self->editing || self->reveal_active)
        nh_grid_reveal (self, self->row, self->column);
      else
        nh_grid_reveal (self, self->extent_row, self->extent_column);
      self->reveal_cursor = FALSE;
    }
}

static void
allocate_headers (NhGrid *self, int width)
{
  int left = (int)gtk_adjustment_get_value (self->adjustments[0]);

  gtk_widget_size_allocate (self->header, &(GtkAllocation){ 0, 0, width, self->header_height }, -1);
  for (guint i = 0; i < self->shown->len; i++)
    {
      NhGridShown *shown = nh_grid_columns_get (self, i);

      gtk_widget_size_allocate (
          shown->button, &(GtkAllocation){ shown->x - left, 0, shown->width, self->header_height },
          -1);
    }
  gtk_widget_size_allocate (
      self->menu_button,
      &(GtkAllocation){ width - self->menu_width, 0, self->menu_width, self->header_height }, -1);
}

static void
nh_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NhGrid *self = NH_GRID (widget);
  int needed;

  gtk_widget_measure (self->header, GTK_ORIENTATION_VERTICAL, -1, &self->header_height, NULL, NULL,
                      NULL);
  gtk_widget_measure (self->menu_button, GTK_ORIENTATION_HORIZONTAL, -1, &self->menu_width, NULL,
                      NULL, NULL);
  gtk_widget_measure (self->menu_button, GTK_ORIENTATION_VERTICAL, -1, &needed, NULL, NULL, NULL);
  self->header_height = MAX (self->header_height, needed);
  for (guint i = 0; i < self->shown->len; i++)
    {
      gtk_widget_measure (nh_grid_columns_get (self, i)->button, GTK_ORIENTATION_VERTICAL, -1,
                          &needed, NULL, NULL, NULL);
      self->header_height = MAX (self->header_height, needed);
    }
  self->allocating = TRUE;
  configure_scrolling (self, width, height);
  self->allocating = FALSE;
  allocate_headers (self, width);
  nh_grid_editor_allocate (self);
  nh_grid_completion_allocate (self);
  nh_grid_menus_allocate (self);
  gtk_widget_queue_draw (widget);
}

static void
nh_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  nh_grid_draw (NH_GRID (widget), snapshot);
}

static void
nh_grid_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (nh_grid_parent_class)->css_changed (widget, change);
  nh_grid_draw_reset (NH_GRID (widget));
  gtk_widget_queue_resize (widget);
}

static void
nh_grid_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (nh_grid_parent_class)->system_setting_changed (widget, setting);
  nh_grid_draw_reset (NH_GRID (widget));
}

/* Tab into the grid goes to its cursor; the headers are left to F6. An open menu moves the focus
 * among its items. */
static gboolean
nh_grid_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (child != NULL)
    return child == NH_GRID (widget)->menu && gtk_widget_child_focus (child, direction);
  return nh_grid_editor_focus (NH_GRID (widget));
}

static gboolean
nh_grid_grab_focus (GtkWidget *widget)
{
  return nh_grid_editor_focus (NH_GRID (widget));
}

static void
on_items_changed_cb (GListModel *model, guint position, guint removed, guint added, NhGrid *self)
{
  gboolean editing_gone;

  self->n_rows = g_list_model_get_n_items (model);
  nh_grid_draw_invalidate (self, position, removed == added ? added : G_MAXUINT);
  nh_grid_selection_follow (self, position, removed, added);
  nh_grid_headers_update_sort (self);
  editing_gone = self->editing && self->edit_id != NH_GRID_HINT_ID &&
                 self->row_id != self->edit_id &&
                 nh_grid_model_position_of (self->model, self->edit_id) == G_MAXUINT;
  if (editing_gone)
    nh_grid_set_error (self, _ ("The row that was being edited is gone. Copy the text if you need "
                                "it, then press Esc."));
  /* Not only an allocation: more or fewer rows may show or hide the scrollbars, and the scrolled
   * window settles that only when it is laid out itself. */
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
unset_model (NhGrid *self)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, on_items_changed_cb, self);
  g_clear_object (&self->model);
}

static void
nh_grid_dispose (GObject *object)
{
  NhGrid *self = NH_GRID (object);

  g_cancellable_cancel (self->pasting);
  g_clear_object (&self->pasting);
  g_clear_handle_id (&self->swap_source, g_source_remove);
  unset_model (self);
  nh_grid_columns_clear (self);
  nh_grid_draw_clear (self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->row_menu);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entries[0], gtk_widget_unparent);
  g_clear_pointer (&self->entries[1], gtk_widget_unparent);
  g_clear_pointer (&self->menu_button, gtk_widget_unparent);
  g_clear_pointer (&self->header, gtk_widget_unparent);
  for (GtkWidget *child; (child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL;)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (nh_grid_parent_class)->dispose (object);
}

static void
nh_grid_finalize (GObject *object)
{
  NhGrid *self = NH_GRID (object);

  g_clear_object (&self->adjustments[0]);
  g_clear_object (&self->adjustments[1]);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->parts, g_hash_table_unref);
  nh_grid_range_forget (self);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_pointer (&self->wanted_state, g_variant_unref);
  g_clear_pointer (&self->default_state, g_variant_unref);
  g_free (self->append_hint);
  g_free (self->edit_start);
  g_free (self->preedit);
  g_free (self->error);
  G_OBJECT_CLASS (nh_grid_parent_class)->finalize (object);
}

static void
create_signals (GType type)
{
  signals[SIGNAL_CURSOR_MOVED] =
      g_signal_new ("cursor-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATE_ROW] = g_signal_new ("activate-row", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_ERROR] = g_signal_new ("error", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_NOTICE] = g_signal_new ("notice", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_OFFER] = g_signal_new ("offer", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_COLUMNS_CHANGED] = g_signal_new ("columns-changed", type, G_SIGNAL_RUN_LAST, 0,
                                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FILTER_COLUMN] = g_signal_new ("filter-column", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_VIEW_CHANGED] =
      g_signal_new ("view-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nh_grid_class_init (NhGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = nh_grid_set_property;
  object_class->get_property = nh_grid_get_property;
  object_class->dispose = nh_grid_dispose;
  object_class->finalize = nh_grid_finalize;
  widget_class->measure = nh_grid_measure;
  widget_class->size_allocate = nh_grid_size_allocate;
  widget_class->snapshot = nh_grid_snapshot;
  widget_class->css_changed = nh_grid_css_changed;
  widget_class->system_setting_changed = nh_grid_system_setting_changed;
  widget_class->focus = nh_grid_focus;
  widget_class->grab_focus = nh_grid_grab_focus;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  create_signals (G_TYPE_FROM_CLASS (klass));
  gtk_widget_class_set_css_name (widget_class, "nhgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
nh_grid_init (NhGrid *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "view");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->append_hint = g_strdup (_ ("add…"));
  self->row_id = self->extent_id = self->new_id = NH_GRID_HINT_ID;
  self->tab_column = -1;
  self->proposal = -1;
  set_adjustment (self, 0, NULL);
  set_adjustment (self, 1, NULL);
  nh_grid_headers_init (self);
  nh_grid_columns_rebuild (self);
  nh_grid_editor_init (self);
  nh_grid_menus_init (self);
  nh_grid_pointer_init (self);
  nh_grid_tree_init (self);
}

/**
 * nh_grid_new:
 *
 * Returns: (transfer floating): an empty grid; put it into a GtkScrolledWindow
 */
GtkWidget *
nh_grid_new (void)
{
  return g_object_new (NH_TYPE_GRID, NULL);
}

/**
 * nh_grid_set_model:
 * @self: a grid
 * @model: (nullable): what to show
 *
 * Swaps the model, at any time. An open edit is stored first, in the model it was begun on; if
 * that refuses it, the text stays marked on its record where the new model shows it. The cursor
 * stays on its record, the columns keep their widths by id.
 */
void
nh_grid_set_model (NhGrid *self, NhGridModel *model)
{
  g_return_if_fail (NH_IS_GRID (self));
  g_return_if_fail (model == NULL || NH_IS_GRID_MODEL (model));
  if (model == self->model)
    return;
  nh_grid_editor_leave (self);
  g_cancellable_cancel (self->pasting);
  g_clear_object (&self->pasting);
  unset_model (self);
  self->n_rows = 0;
  if (model != NULL)
    {
      self->model = g_object_ref (model);
      self->n_rows = g_list_model_get_n_items (G_LIST_MODEL (model));
      g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed_cb), self);
    }
  nh_grid_columns_rebuild (self);
  nh_grid_selection_reset (self);
}

/**
 * nh_grid_get_model:
 * @self: a grid
 *
 * Returns: (transfer none) (nullable): the model
 */
NhGridModel *
nh_grid_get_model (NhGrid *self)
{
  g_return_val_if_fail (NH_IS_GRID (self), NULL);
  return self->model;
}

/**
 * nh_grid_set_label:
 * @self: a grid
 * @label: the accessible name of the table
 */
void
nh_grid_set_label (NhGrid *self, const char *label)
{
  g_return_if_fail (NH_IS_GRID (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * nh_grid_set_append_hint:
 * @self: a grid
 * @text: what the empty last row invites to
 */
void
nh_grid_set_append_hint (NhGrid *self, const char *text)
{
  g_return_if_fail (NH_IS_GRID (self));
  g_free (self->append_hint);
  self->append_hint = g_strdup (text);
  nh_grid_draw_invalidate (self, self->n_rows, 1);
}

/**
 * nh_grid_get_cursor:
 * @self: a grid
 * @row: (out): its row; the number of items for the hint row
 * @column: (out): its column, as the model counts them
 *
 * Returns: %FALSE when there is no cell
 */
gboolean
nh_grid_get_cursor (NhGrid *self, guint *row, guint *column)
{
  NhGridShown *shown;

  g_return_val_if_fail (NH_IS_GRID (self), FALSE);
  shown = nh_grid_columns_get (self, self->column);
  if (shown == NULL || self->row >= nh_grid_total_rows (self))
    return FALSE;
  *row = self->row;
  *column = shown->model_column;
  return TRUE;
}

/**
 * nh_grid_set_cursor:
 * @self: a grid
 * @row: a row of the model
 * @column: a column of the model; one that is hidden leaves the cursor's column
 *
 * Makes a cell the active one and scrolls to it.
 */
void
nh_grid_set_cursor (NhGrid *self, guint row, guint column)
{
  guint place = self->column;

  g_return_if_fail (NH_IS_GRID (self));
  nh_grid_editor_leave (self);
  for (guint i = 0; i < self->shown->len; i++)
    if (nh_grid_columns_get (self, i)->model_column == column)
      place = i;
  nh_grid_move_to (self, row, place, FALSE);
}

/**
 * nh_grid_get_selection:
 * @self: a grid
 * @first_row: (out): the first row
 * @last_row: (out): the last row; the hint row may be among them
 * @first_column: (out): the first column, counted among the shown ones
 * @last_column: (out): the last column
 *
 * The selected range; one cell when nothing more is selected.
 */
void
nh_grid_get_selection (
    NhGrid *self, guint *first_row, guint *last_row, guint *first_column, guint *last_column)
{
  g_return_if_fail (NH_IS_GRID (self));
  *first_row = MIN (self->row, self->extent_row);
  *last_row = MAX (self->row, self->extent_row);
  *first_column = MIN (self->column, self->extent_column);
  *last_column = MAX (self->column, self->extent_column);
}

/**
 * nh_grid_is_editing:
 * @self: a grid
 *
 * Returns: whether a cell is open for editing
 */
gboolean
nh_grid_is_editing (NhGrid *self)
{
  g_return_val_if_fail (NH_IS_GRID (self), FALSE);
  return self->editing;
}
