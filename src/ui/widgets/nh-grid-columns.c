/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns of the grid: which are shown, in what order, how wide; their remembered state.
 */
#include "ui/widgets/nh-grid-private.h"

static void
shown_free (gpointer data)
{
  NhGridShown *shown = data;

  g_clear_pointer (&shown->button, gtk_widget_unparent);
  g_free (shown->id);
  g_free (shown);
}

/* A width in pixels for a number of characters, wide enough for the title with its arrow. */
static int
natural_width (NhGrid *self, const NhGridColumn *column)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  g_autoptr (PangoLayout) title = gtk_widget_create_pango_layout (GTK_WIDGET (self), column->title);
  int digit = pango_font_metrics_get_approximate_digit_width (metrics);
  int letter = pango_font_metrics_get_approximate_char_width (metrics);
  int text = PANGO_PIXELS_CEIL (MAX (digit, letter) * MAX (column->width, 1));
  int title_width;

  pango_font_metrics_unref (metrics);
  pango_layout_get_pixel_size (title, &title_width, NULL);
  return MAX (text, title_width + 20) + 2 * NH_GRID_PADDING;
}

void
nh_grid_columns_clear (NhGrid *self)
{
  self->resizing = NULL;
  self->moving = NULL;
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
}

static void
add_column (NhGrid *self, guint model_column)
{
  const NhGridColumn *column = nh_grid_model_get_column (self->model, model_column);
  NhGridShown *shown = g_new0 (NhGridShown, 1);

  shown->id = g_strdup (column->id);
  shown->model_column = model_column;
  shown->visible = TRUE;
  shown->width = natural_width (self, column);
  nh_grid_headers_add (self, shown, column);
  g_ptr_array_add (self->columns, shown);
}

/* Makes the columns anew for another model, keeping what the user did to those of the same id. */
void
nh_grid_columns_rebuild (NhGrid *self)
{
  g_autoptr (GVariant) state = NULL;

  if (self->columns != NULL && self->columns->len > 0)
    state = g_variant_ref_sink (nh_grid_get_columns_state (self));
  else if (self->wanted_state != NULL)
    state = g_variant_ref (self->wanted_state);
  nh_grid_columns_clear (self);
  self->columns = g_ptr_array_new_with_free_func (shown_free);
  self->shown = g_ptr_array_new ();
  if (self->model != NULL)
    for (guint i = 0; i < nh_grid_model_get_n_columns (self->model); i++)
      add_column (self, i);
  nh_grid_columns_update (self);
  if (state != NULL)
    nh_grid_set_columns_state (self, state);
  nh_grid_headers_update_sort (self);
}

/* Places the shown columns from left to right. */
void
nh_grid_columns_update (NhGrid *self)
{
  g_ptr_array_set_size (self->shown, 0);
  self->content_width = 0;
  for (guint i = 0; i < self->columns->len; i++)
    {
      NhGridShown *shown = self->columns->pdata[i];

      gtk_widget_set_visible (shown->button, shown->visible);
      if (!shown->visible)
        continue;
      shown->x = self->content_width;
      self->content_width += shown->width;
      g_ptr_array_add (self->shown, shown);
    }
  if (self->shown->len > 0)
    {
      self->column = MIN (self->column, self->shown->len - 1);
      self->extent_column = MIN (self->extent_column, self->shown->len - 1);
    }
  nh_grid_draw_reset (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* The column shown at a place, NULL without columns. */
NhGridShown *
nh_grid_columns_get (NhGrid *self, guint column)
{
  return column < self->shown->len ? self->shown->pdata[column] : NULL;
}

const NhGridColumn *
nh_grid_columns_describe (NhGrid *self, guint column)
{
  NhGridShown *shown = nh_grid_columns_get (self, column);

  return shown != NULL ? nh_grid_model_get_column (self->model, shown->model_column) : NULL;
}

void
nh_grid_columns_set_width (NhGrid *self, NhGridShown *shown, int width)
{
  width = CLAMP (width, NH_GRID_MIN_WIDTH, 2000);
  if (width == shown->width)
    return;
  shown->width = width;
  nh_grid_columns_update (self);
}

/* As wide as the title and the texts now on the screen need. */
void
nh_grid_columns_fit (NhGrid *self, NhGridShown *shown)
{
  guint first = gtk_adjustment_get_value (self->adjustments[1]) / self->row_height;
  guint last = MIN (first + nh_grid_rows_per_page (self) + 2, self->n_rows);
  int width = 0, view = gtk_widget_get_width (GTK_WIDGET (self));

  gtk_widget_measure (shown->button, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  for (guint row = first; row < last; row++)
    if (!nh_grid_is_head (self, row))
      width = MAX (width, nh_grid_draw_text_width (self, row, shown) + 2 * NH_GRID_PADDING + 2);
  nh_grid_columns_set_width (self, shown, MIN (width, MAX (view * 4 / 5, 200)));
  nh_grid_emit (self, "columns-changed");
}

/* The cursor stays on its model column when columns change their places. */
static void
update_and_keep_cursor (NhGrid *self, guint model_column)
{
  nh_grid_columns_update (self);
  for (guint i = 0; i < self->shown->len; i++)
    if (nh_grid_columns_get (self, i)->model_column == model_column)
      self->column = i;
  self->extent_column = self->column;
  self->extent_row = self->row;
  self->extent_id = self->row_id;
  nh_grid_editor_moved (self);
  nh_grid_emit (self, "columns-changed");
}

/* Moves a column to another place among all. */
void
nh_grid_columns_move_to (NhGrid *self, guint index, guint to)
{
  NhGridShown *moved = self->columns->pdata[index], *active;

  if (index == to || to >= self->columns->len)
    return;
  nh_grid_editor_leave (self);
  active = nh_grid_columns_get (self, self->column);
  self->columns->pdata[index] = NULL;
  g_ptr_array_set_free_func (self->columns, NULL);
  g_ptr_array_remove_index (self->columns, index);
  g_ptr_array_set_free_func (self->columns, shown_free);
  g_ptr_array_insert (self->columns, to, moved);
  update_and_keep_cursor (self, active != NULL ? active->model_column : 0);
}

/* Moves a column past its next shown neighbour; @step is -1 or 1. */
void
nh_grid_columns_move (NhGrid *self, guint index, int step)
{
  int to = (int)index + step;

  while (to >= 0 && to < (int)self->columns->len &&
         !((NhGridShown *)self->columns->pdata[to])->visible)
    to += step;
  if (to >= 0 && to < (int)self->columns->len)
    nh_grid_columns_move_to (self, index, to);
}

/* Shows or hides a column; the last shown one stays. */
void
nh_grid_columns_set_visible (NhGrid *self, guint index, gboolean visible)
{
  NhGridShown *shown = self->columns->pdata[index], *active;

  if (shown->visible == visible || (!visible && self->shown->len <= 1))
    return;
  nh_grid_editor_leave (self);
  active = nh_grid_columns_get (self, self->column);
  shown->visible = visible;
  update_and_keep_cursor (self, active != NULL ? active->model_column : 0);
}

/**
 * nh_grid_get_columns_state:
 * @self: a grid
 *
 * Returns: (transfer floating): the columns as a(sib): id, width in pixels, visible, in the order
 *   shown
 */
GVariant *
nh_grid_get_columns_state (NhGrid *self)
{
  GVariantBuilder builder;

  g_return_val_if_fail (NH_IS_GRID (self), NULL);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sib)"));
  if (self->columns->len == 0 && self->wanted_state != NULL)
    for (gsize i = 0; i < g_variant_n_children (self->wanted_state); i++)
      {
        g_autoptr (GVariant) child = g_variant_get_child_value (self->wanted_state, i);

        g_variant_builder_add_value (&builder, child);
      }
  for (guint i = 0; i < self->columns->len; i++)
    {
      NhGridShown *shown = self->columns->pdata[i];

      g_variant_builder_add (&builder, "(sib)", shown->id, shown->width, shown->visible);
    }
  return g_variant_builder_end (&builder);
}

static NhGridShown *
take_by_id (GPtrArray *columns, const char *id)
{
  for (guint i = 0; i < columns->len; i++)
    {
      NhGridShown *shown = columns->pdata[i];

      if (g_str_equal (shown->id, id))
        return g_ptr_array_steal_index (columns, i);
    }
  return NULL;
}

/**
 * nh_grid_set_columns_state:
 * @self: a grid
 * @state: (nullable): what nh_grid_get_columns_state() gave, from this or an older version
 *
 * Restores columns; it may be called before a model is set. Unknown ids are ignored, columns that
 * the state does not know come at the end, a state of another type changes nothing. A floating
 * @state is consumed.
 */
void
nh_grid_set_columns_state (NhGrid *self, GVariant *state)
{
  g_autoptr (GVariant) owned = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  GVariantIter iter;
  const char *id;
  int width;
  gboolean visible, any = FALSE;

  g_return_if_fail (NH_IS_GRID (self));
  owned = state != NULL ? g_variant_ref_sink (state) : NULL;
  if (owned == NULL || !g_variant_is_of_type (owned, G_VARIANT_TYPE ("a(sib)")))
    return;
  nh_grid_editor_leave (self);
  g_clear_pointer (&self->wanted_state, g_variant_unref);
  self->wanted_state = g_variant_ref (owned);
  rest = g_steal_pointer (&self->columns);
  self->columns = g_ptr_array_new_with_free_func (shown_free);
  g_variant_iter_init (&iter, owned);
  while (g_variant_iter_next (&iter, "(&sib)", &id, &width, &visible))
    {
      NhGridShown *shown = take_by_id (rest, id);

      if (shown == NULL)
        continue;
      if (width > 0) /* 0: its natural one, which it has from the start */
        shown->width = CLAMP (width, NH_GRID_MIN_WIDTH, 2000);
      shown->visible = visible;
      g_ptr_array_add (self->columns, shown);
    }
  while (rest->len > 0)
    g_ptr_array_add (self->columns, g_ptr_array_steal_index (rest, 0));
  for (guint i = 0; i < self->columns->len; i++)
    any |= ((NhGridShown *)self->columns->pdata[i])->visible;
  if (!any && self->columns->len > 0)
    ((NhGridShown *)self->columns->pdata[0])->visible = TRUE;
  nh_grid_columns_update (self);
}

/**
 * nh_grid_set_default_columns:
 * @self: a grid
 * @state: as for nh_grid_set_columns_state(), what the menu's "Reset columns" goes back to; a
 *   floating one is consumed
 */
void
nh_grid_set_default_columns (NhGrid *self, GVariant *state)
{
  g_return_if_fail (NH_IS_GRID (self));
  g_clear_pointer (&self->default_state, g_variant_unref);
  self->default_state = state != NULL ? g_variant_ref_sink (state) : NULL;
}

/* All columns as they were at first: order, widths, visibility. */
void
nh_grid_columns_reset (NhGrid *self)
{
  if (self->default_state == NULL)
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      NhGridShown *shown = self->columns->pdata[i];

      shown->width = natural_width (self, nh_grid_model_get_column (self->model, shown->model_column));
    }
  nh_grid_set_columns_state (self, self->default_state);
  nh_grid_editor_moved (self);
  nh_grid_emit (self, "columns-changed");
}
