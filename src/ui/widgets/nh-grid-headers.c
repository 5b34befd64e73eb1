/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The header: one button for each column (a click sorts) and a small one for the columns menu.
 * They take the focus by F6 only, so that Tab stays with the cells.
 */
#include "ui/widgets/nh-grid-private.h"

#include <glib/gi18n-lib.h>

guint
nh_grid_headers_index_of (NhGrid *self, GtkWidget *button)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (((NhGridShown *)self->columns->pdata[i])->button == button)
      return i;
  return G_MAXUINT;
}

/* Ascending, descending, the model's own order, and again. */
void
nh_grid_headers_sort (NhGrid *self, NhGridShown *shown)
{
  guint sorted, wanted = shown->model_column;
  gboolean descending;

  if (!nh_grid_model_get_column (self->model, wanted)->sortable)
    return;
  nh_grid_editor_leave (self);
  nh_grid_model_get_sort (self->model, &sorted, &descending);
  if (sorted != wanted)
    descending = FALSE;
  else if (!descending)
    descending = TRUE;
  else
    {
      wanted = G_MAXUINT;
      descending = FALSE;
    }
  nh_grid_model_sort (self->model, wanted, descending);
  nh_grid_headers_update_sort (self);
}

static void
on_clicked_cb (GtkButton *button, NhGrid *self)
{
  guint index = nh_grid_headers_index_of (self, GTK_WIDGET (button));

  if (index != G_MAXUINT)
    nh_grid_headers_sort (self, self->columns->pdata[index]);
}

/* Shows the model's order in the arrows and tells it to assistive technology. */
void
nh_grid_headers_update_sort (NhGrid *self)
{
  guint sorted = G_MAXUINT;
  gboolean descending = FALSE;

  if (self->model != NULL)
    nh_grid_model_get_sort (self->model, &sorted, &descending);
  for (guint i = 0; i < self->columns->len; i++)
    {
      NhGridShown *shown = self->columns->pdata[i];
      gboolean here = shown->model_column == sorted;
      const char *text = !here ? "" : descending ? _ ("sorted descending") : _ ("sorted ascending");

      gtk_image_set_from_icon_name (GTK_IMAGE (shown->arrow),
                                    descending ? "pan-down-symbolic" : "pan-up-symbolic");
      gtk_widget_set_visible (shown->arrow, here);
      gtk_accessible_update_property (GTK_ACCESSIBLE (shown->button),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
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
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), shown->arrow);
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
