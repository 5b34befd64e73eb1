/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The header: one button for each column (a click sorts) and a small one for the columns menu.
 * They take the focus by F6 only, so that Tab stays with the cells.
 */
#include "ui/widgets/nh-grid-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

guint
nh_grid_headers_index_of (NhGrid *self, GtkWidget *button)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (((NhGridShown *)self->columns->pdata[i])->button == button)
      return i;
  return G_MAXUINT;
}

static int
find_sort (const NhGridSort *sorts, guint n, guint model_column)
{
  for (guint i = 0; i < n; i++)
    if (sorts[i].column == model_column)
      return (int)i;
  return -1;
}

static void
set_sorts (NhGrid *self, const NhGridSort *sorts, guint n)
{
  nh_grid_editor_leave (self);
  nh_grid_model_set_sorts (self->model, sorts, n);
  nh_grid_headers_update_sort (self);
  nh_grid_emit (self, "view-changed");
}

/* The column after the others: ascending, then descending, then no more. */
static void
sort_also (NhGrid *self, guint model_column)
{
  NhGridSort sorts[NH_GRID_MAX_SORTS];
  guint n = nh_grid_model_get_sorts (self->model, sorts);
  int at = find_sort (sorts, n, model_column);

  if (at < 0)
    {
      n = MIN (n, NH_GRID_MAX_SORTS - 1);
      sorts[n++] = (NhGridSort){ model_column, FALSE };
    }
  else if (!sorts[at].descending)
    sorts[at].descending = TRUE;
  else
    {
      memmove (sorts + at, sorts + at + 1, (n - at - 1) * sizeof *sorts);
      n--;
    }
  set_sorts (self, sorts, n);
}

/* By this column alone: ascending, descending, the model's own order, and again. @also: besides the
 * columns that sort already. */
void
nh_grid_headers_sort (NhGrid *self, NhGridShown *shown, gboolean also)
{
  NhGridSort sorts[NH_GRID_MAX_SORTS], sort = { shown->model_column, FALSE };
  guint n;

  if (!nh_grid_model_get_column (self->model, sort.column)->sortable)
    return;
  if (also)
    {
      sort_also (self, sort.column);
      return;
    }
  n = nh_grid_model_get_sorts (self->model, sorts);
  if (n == 1 && sorts[0].column == sort.column)
    {
      sort.descending = TRUE;
      set_sorts (self, &sort, sorts[0].descending ? 0 : 1);
    }
  else
    set_sorts (self, &sort, 1);
}

/* Asks for the values of a column to choose from. */
void
nh_grid_headers_filter (NhGrid *self, NhGridShown *shown)
{
  if (!nh_grid_model_get_column (self->model, shown->model_column)->filterable)
    return;
  nh_grid_editor_leave (self);
  g_signal_emit_by_name (self, "filter-column", shown->model_column);
}

static void
on_clicked_cb (GtkButton *button, NhGrid *self)
{
  guint index = nh_grid_headers_index_of (self, GTK_WIDGET (button));
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkDevice *keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;
  gboolean also =
      keyboard != NULL && (gdk_device_get_modifier_state (keyboard) & GDK_SHIFT_MASK) != 0;

  if (index != G_MAXUINT)
    nh_grid_headers_sort (self, self->columns->pdata[index], also);
}

/* What a header says besides its title: its place in the order, and that it is filtered. */
static char *
describe (NhGrid *self, NhGridShown *shown, const NhGridSort *sorts, guint n)
{
  int at = find_sort (sorts, n, shown->model_column);
  gboolean filtered =
      self->model != NULL && nh_grid_model_is_filtered (self->model, shown->model_column);
  g_autofree char *sorted = NULL;

  if (at < 0)
    return g_strdup (filtered ? _ ("filtered") : "");
  if (n == 1)
    sorted = g_strdup (sorts[at].descending ? _ ("sorted descending") : _ ("sorted ascending"));
  else
    sorted = g_strdup_printf (sorts[at].descending ? _ ("sorted descending, criterion %d")
                                                   : _ ("sorted ascending, criterion %d"),
                              at + 1);
  return filtered ? g_strdup_printf ("%s, %s", sorted, _ ("filtered")) : g_steal_pointer (&sorted);
}

/* Shows the model's order and filters in the header and tells them to assistive technology. */
void
nh_grid_headers_update_sort (NhGrid *self)
{
  NhGridSort sorts[NH_GRID_MAX_SORTS];
  guint n = self->model != NULL ? nh_grid_model_get_sorts (self->model, sorts) : 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      NhGridShown *shown = self->columns->pdata[i];
      int at = find_sort (sorts, n, shown->model_column);
      gboolean filtered = self->model != NULL &&
                          nh_grid_model_is_filtered (self->model, shown->model_column);
      g_autofree char *text = describe (self, shown, sorts, n);
      g_autofree char *rank = g_strdup_printf ("%d", at + 1);

      gtk_image_set_from_icon_name (GTK_IMAGE (shown->arrow), at >= 0 && sorts[at].descending
                                                                  ? "pan-down-symbolic"
                                                                  : "pan-up-symbolic");
      gtk_widget_set_visible (shown->arrow, at >= 0);
      gtk_label_set_text (GTK_LABEL (shown->rank), rank);
      gtk_widget_set_visible (shown->rank, at >= 0 && n > 1);
      gtk_widget_set_visible (shown->funnel, filtered);
      gtk_accessible_update_property (GTK_ACCESSIBLE (shown->button),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
}

/** nh_grid_update_headers: shows in the header that sorting or filters changed from outside. */
void
nh_grid_update_headers (NhGrid *self)
{
  g_return_if_fail (NH_IS_GRID (self));
  nh_grid_headers_update_sort (self);
}

/**
 * nh_grid_get_header_bounds:
 * @self: a grid
 * @column: a column of the model
 * @bounds: (out): where its header is, from the grid's corner
 *
 * Returns: %FALSE while the column is hidden
 */
gboolean
nh_grid_get_header_bounds (NhGrid *self, guint column, GdkRectangle *bounds)
{
  g_return_val_if_fail (NH_IS_GRID (self), FALSE);
  for (guint i = 0; i < self->shown->len; i++)
    {
      NhGridShown *shown = nh_grid_columns_get (self, i);
      int left = (int)gtk_adjustment_get_value (self->adjustments[0]);
      int right = gtk_widget_get_width (GTK_WIDGET (self));

      if (shown->model_column != column)
        continue;
      bounds->x = CLAMP (shown->x - left, 0, MAX (right - 1, 0));
      bounds->y = 0;
      bounds->width = MAX (1, MIN (shown->x + shown->width - left, right) - bounds->x);
      bounds->height = self->header_height;
      return TRUE;
    }
  return FALSE;
}

/* Puts the focus on the header of a shown column; past the last one is the menu button. */
gboolean
nh_grid_headers_focus (NhGrid *self, guint column)
{
  NhGridShown *shown = nh_grid_columns_get (self, column);

  nh_grid_editor_leave (self);
  if (shown == NULL)
    return gtk_widget_grab_focus (self->menu_button);
  gtk_adjustment_clamp_page (self->adjustments[0], shown->x,
                             shown->x + shown->width + self->menu_width);
  return gtk_widget_grab_focus (shown->button);
}

static guint
shown_place (NhGrid *self, GtkWidget *button)
{
  for (guint i = 0; i < self->shown->len; i++)
    if (nh_grid_columns_get (self, i)->button == button)
      return i;
  return self->shown->len;
}

static void
open_menu (NhGrid *self, GtkWidget *button)
{
  graphene_rect_t bounds;
  guint index = nh_grid_headers_index_of (self, button);

  if (gtk_widget_compute_bounds (button, GTK_WIDGET (self), &bounds))
    nh_grid_menus_open_header (
        self, index,
        &(GdkRectangle){ bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
}

/* Changes by keys what the mouse does by dragging. */
static gboolean
change_column (NhGrid *self, guint index, int step, GdkModifierType state)
{
  NhGridShown *shown;

  if (index == G_MAXUINT)
    return FALSE;
  shown = self->columns->pdata[index];
  if (state == GDK_ALT_MASK)
    nh_grid_columns_move (self, index, step);
  else
    {
      nh_grid_columns_set_width (self, shown, shown->width + 10 * step);
      nh_grid_emit (self, "columns-changed");
    }
  gtk_widget_grab_focus (shown->button);
  return TRUE;
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   NhGrid *self)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  guint place = shown_place (self, button);
  int step = keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left ? -1 : 1;

  state &= gtk_accelerator_get_default_mod_mask ();
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      if (state == GDK_ALT_MASK || state == GDK_SHIFT_MASK)
        return change_column (self, nh_grid_headers_index_of (self, button), step, state);
      if (place + step <= self->shown->len)
        nh_grid_headers_focus (self, place + step);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      if (state != GDK_SHIFT_MASK || place >= self->shown->len)
        return FALSE;
      nh_grid_headers_sort (self, nh_grid_columns_get (self, place), TRUE);
      return TRUE;
    case GDK_KEY_Menu:
      open_menu (self, button);
      return TRUE;
    case GDK_KEY_F10:
      if (state != GDK_SHIFT_MASK)
        return FALSE;
      open_menu (self, button);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (state == GDK_ALT_MASK && place < self->shown->len)
        {
          nh_grid_headers_filter (self, nh_grid_columns_get (self, place));
          return TRUE;
        }
      G_GNUC_FALLTHROUGH;
    case GDK_KEY_Escape:
    case GDK_KEY_Tab:
    case GDK_KEY_F6:
      if (place < self->shown->len)
        nh_grid_move_to (self, self->row, place, FALSE);
      nh_grid_editor_focus (self);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
watch_keys (NhGrid *self, GtkWidget *button)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (button, keys);
}

void
nh_grid_headers_add (NhGrid *self, NhGridShown *shown, const NhGridColumn *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *title = gtk_label_new (column->title);

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), column->kind == NH_GRID_NUMBER ? 1 : 0);
  gtk_widget_set_hexpand (title, TRUE);
  shown->arrow = gtk_image_new ();
  shown->rank = gtk_label_new (NULL);
  shown->funnel = gtk_image_new_from_icon_name ("nh-filter-symbolic");
  gtk_widget_add_css_class (shown->rank, "rank");
  gtk_widget_add_css_class (shown->funnel, "funnel");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), shown->funnel);
  gtk_box_append (GTK_BOX (box), shown->arrow);
  gtk_box_append (GTK_BOX (box), shown->rank);
  shown->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (shown->button), box);
  gtk_widget_set_tooltip_text (shown->button, column->title);
  gtk_widget_add_css_class (shown->button, "column");
  gtk_widget_set_focus_on_click (shown->button, FALSE);
  gtk_widget_set_overflow (shown->button, GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (shown->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  column->title, -1);
  gtk_widget_insert_before (shown->button, GTK_WIDGET (self), self->menu_button);
  g_signal_connect (shown->button, "clicked", G_CALLBACK (on_clicked_cb), self);
  watch_keys (self, shown->button);
}

static void
on_menu_clicked_cb (GtkButton *button, NhGrid *self)
{
  open_menu (self, GTK_WIDGET (button));
}

void
nh_grid_headers_init (NhGrid *self)
{
  self->header = g_object_new (GTK_TYPE_BOX, "css-name", "header", "accessible-role",
                               GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));
  self->menu_button = gtk_button_new_from_icon_name ("view-more-symbolic");
  gtk_widget_add_css_class (self->menu_button, "columns");
  gtk_widget_set_focus_on_click (self->menu_button, FALSE);
  gtk_widget_set_tooltip_text (self->menu_button, _ ("Columns"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Columns"), -1);
  gtk_widget_set_parent (self->menu_button, GTK_WIDGET (self));
  g_signal_connect (self->menu_button, "clicked", G_CALLBACK (on_menu_clicked_cb), self);
  watch_keys (self, self->menu_button);
}
