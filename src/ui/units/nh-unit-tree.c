/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/units/nh-unit-tree.h"

#include <glib/gi18n-lib.h>

#include "ui/nh-settings.h"

struct _NhUnitTree
{
  GtkWidget parent_instance;

  NhSession *session;
  NhUnitTreeModel *model;
  NhGrid *grid;
  GtkWidget *body;
  GtkWidget *filter;
  GtkWidget *open_all;
  GtkWidget *close_all;
  GtkLabel *note;
  GtkLabel *nothing;
  GArray *cut;   /* of gint64: to be moved */
  gint64 record; /* under the cursor */
  guint map_idle;
};

G_DEFINE_FINAL_TYPE (NhUnitTree, nh_unit_tree, GTK_TYPE_WIDGET)

enum { UNIT_ACTIVATED, MOVE_ASKED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
update_record (NhUnitTree *self)
{
  guint row;
  guint column;

  self->record = nh_grid_get_cursor (self->grid, &row, &column)
                     ? nh_grid_model_get_id (NH_GRID_MODEL (self->model), row) : 0;
  nh_session_touch_active (self->session, GTK_WIDGET (self));
}

static void
on_items_changed_cb (NhUnitTree *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0);
  update_record (self);
}

static void
on_activate_row_cb (NhUnitTree *self,
                    guint row)
{
  gint64 unit = nh_grid_model_get_id (NH_GRID_MODEL (self->model), row);

  if (unit)
    g_signal_emit (self, signals[UNIT_ACTIVATED], 0, unit);
}

static void
on_error_cb (NhUnitTree *self,
             const char *message)
{
  nh_session_report (self->session, message);
}

static void
on_columns_changed_cb (NhUnitTree *self)
{
  nh_settings_set_columns ("unit-tree", nh_grid_get_columns_state (self->grid));
}

static void
on_focus_enter_cb (NhUnitTree *self)
{
  nh_session_set_active (self->session, GTK_WIDGET (self));
}

static gboolean
became_visible_cb (gpointer data)
{
  NhUnitTree *self = data;
  GtkWidget *active = nh_session_get_active (self->session);

  self->map_idle = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && (!active || !gtk_widget_get_mapped (active)))
    nh_session_set_active (self->session, GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* What follows the active screen changes its size: not in the middle of a layout. */
static void
on_map_cb (NhUnitTree *self)
{
  if (!self->map_idle)
    self->map_idle = g_idle_add (became_visible_cb, self);
}

/* Moving by the clipboard's keys: the texts of the cells are copied as everywhere, but what is cut
 * is the units, and they go below the unit on which they are pasted. */
static void
cut_units (NhUnitTree *self)
{
  guint first_row, last_row, first_column, last_column;
  g_autofree char *text = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  if (nh_workbook_is_read_only (nh_session_get_workbook (self->session)) || n == 0)
    return;
  nh_grid_get_selection (self->grid, &first_row, &last_row, &first_column, &last_column);
  g_array_set_size (self->cut, 0);
  for (guint row = first_row; row <= last_row && row < n; row++)
    {
      gint64 id = nh_grid_model_get_id (NH_GRID_MODEL (self->model), row);

      g_array_append_val (self->cut, id);
    }
  text = g_strdup_printf (ngettext ("%u unit was cut: go to the unit that shall manage it and press Ctrl+V.",
                                    "%u units were cut: go to the unit that shall manage them and press Ctrl+V.",
                                    self->cut->len),
                          self->cut->len);
  nh_session_notify (self->session, text);
}

static gboolean
on_key_cb (GtkEventControllerKey *controller,
           guint keyval,
           guint keycode,
           GdkModifierType state,
           NhUnitTree *self)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return FALSE;
  if (keyval == GDK_KEY_x)
    cut_units (self);
  else if (keyval == GDK_KEY_v && self->cut->len && self->record)
    g_signal_emit (self, signals[MOVE_ASKED], 0, self->record);
  else
    return FALSE;
  return TRUE;
}

static void
on_filter_changed_cb (NhUnitTree *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->filter));
  g_autofree char *nothing = g_strdup_printf (_("No row has “%s”.\nPress Esc in the filter to see all rows."), text);

  gtk_label_set_text (self->nothing, *text ? nothing : _("There were no units yet on that day."));
  nh_unit_tree_model_set_find (self->model, text);
}

static void
on_filter_stop_cb (NhUnitTree *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
  nh_unit_tree_focus (self);
}

static void
on_ended_toggled_cb (GtkCheckButton *check,
                     NhUnitTree *self)
{
  nh_unit_tree_model_set_with_ended (self->model, gtk_check_button_get_active (check));
}

static void
on_open_all_cb (NhUnitTree *self)
{
  nh_unit_tree_model_set_all_open (self->model, TRUE);
}

static void
on_close_all_cb (NhUnitTree *self)
{
  nh_unit_tree_model_set_all_open (self->model, FALSE);
}

static void
nh_unit_tree_dispose (GObject *object)
{
  NhUnitTree *self = NH_UNIT_TREE (object);

  g_clear_handle_id (&self->map_idle, g_source_remove);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  g_clear_pointer (&self->cut, g_array_unref);
  G_OBJECT_CLASS (nh_unit_tree_parent_class)->dispose (object);
}

static void
nh_unit_tree_class_init (NhUnitTreeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_unit_tree_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[UNIT_ACTIVATED] = g_signal_new ("unit-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[MOVE_ASKED] = g_signal_new ("move-asked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
nh_unit_tree_init (NhUnitTree *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cut = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focus_enter_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (self, "map", G_CALLBACK (on_map_cb), NULL);
  /* Before the cells, which would say that they can't be edited. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  g_object_set_data (G_OBJECT (self), "nh-keys", keys);
}

static GtkWidget *
make_button (NhUnitTree *self,
             const char *icon,
             const char *label,
             GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_toolbar (NhUnitTree *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *ended = gtk_check_button_new_with_mnemonic (_("_Ended units too"));

  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_ellipsize (self->note, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->note), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "nh-title");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (ended), TRUE);
  g_signal_connect_object (ended, "toggled", G_CALLBACK (on_ended_toggled_cb), self, 0);
  self->open_all = make_button (self, "list-add-symbolic", _("Open all levels"), G_CALLBACK (on_open_all_cb));
  self->close_all = make_button (self, "list-remove-symbolic", _("Close all levels"), G_CALLBACK (on_close_all_cb));
  self->filter = gtk_search_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->filter), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->filter), 18);
  gtk_widget_set_tooltip_text (self->filter, _("Show only rows with these words (Ctrl+F)"));
  g_object_set (self->filter, "placeholder-text", _("Filter…"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filter), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filter the rows"),
                                  -1);
  g_signal_connect_object (self->filter, "search-changed", G_CALLBACK (on_filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter, "activate", G_CALLBACK (nh_unit_tree_focus), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter, "stop-search", G_CALLBACK (on_filter_stop_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (bar), ended);
  gtk_box_append (GTK_BOX (bar), self->open_all);
  gtk_box_append (GTK_BOX (bar), self->close_all);
  gtk_box_append (GTK_BOX (bar), self->filter);
  gtk_widget_add_css_class (bar, "nh-toolbar");
  return bar;
}

static GtkWidget *
make_grid (NhUnitTree *self)
{
  g_autoptr (GVariant) columns = nh_settings_dup_columns ("unit-tree");
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *overlay = gtk_overlay_new ();

  self->grid = NH_GRID (nh_grid_new ());
  nh_grid_set_model (self->grid, NH_GRID_MODEL (self->model));
  nh_grid_set_label (self->grid, _("Tree of units"));
  gtk_widget_add_controller (GTK_WIDGET (self->grid), g_object_get_data (G_OBJECT (self), "nh-keys"));
  /* The name, the kind, the schools and the time say it; the others can be shown. */
  if (!columns)
    columns = g_variant_ref_sink (g_variant_new_parsed (
        "[('name', 340, true), ('kind', 160, true), ('schools', 100, true), ('time', 330, true), ('area', 150, true), "
        "('short_name', 180, false), ('parent', 260, false)]"));
  nh_grid_set_columns_state (self->grid, columns);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_ALWAYS, GTK_POLICY_ALWAYS);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->grid));
  self->nothing = GTK_LABEL (gtk_label_new (_("There were no units yet on that day.")));
  gtk_label_set_justify (self->nothing, GTK_JUSTIFY_CENTER);
  gtk_widget_set_can_target (GTK_WIDGET (self->nothing), FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->nothing), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->nothing), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->nothing), "dim-label");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->nothing));
  gtk_widget_set_vexpand (overlay, TRUE);
  g_signal_connect_object (self->grid, "cursor-moved", G_CALLBACK (update_record), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "activate-row", G_CALLBACK (on_activate_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "error", G_CALLBACK (on_error_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "columns-changed", G_CALLBACK (on_columns_changed_cb), self, G_CONNECT_SWAPPED);
  return overlay;
}

/**
 * nh_unit_tree_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the units of today as a tree.
 */
GtkWidget *
nh_unit_tree_new (NhSession *session)
{
  NhUnitTree *self = g_object_new (NH_TYPE_UNIT_TREE, NULL);

  self->session = g_object_ref (session);
  self->model = nh_unit_tree_model_new (session);
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->body), make_toolbar (self));
  gtk_box_append (GTK_BOX (self->body), make_grid (self));
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  on_items_changed_cb (self);
  return GTK_WIDGET (self);
}

/** nh_unit_tree_get_model: Returns: (transfer none): its rows. */
NhUnitTreeModel *
nh_unit_tree_get_model (NhUnitTree *self)
{
  return self->model;
}

/** nh_unit_tree_get_grid: Returns: (transfer none): the table itself. */
NhGrid *
nh_unit_tree_get_grid (NhUnitTree *self)
{
  return self->grid;
}

/** nh_unit_tree_get_record: Returns: the unit under the cursor; 0 for none. */
gint64
nh_unit_tree_get_record (NhUnitTree *self)
{
  return self->record;
}

/** nh_unit_tree_get_cut: Returns: (transfer none) (element-type gint64): the units that were cut last. */
const GArray *
nh_unit_tree_get_cut (NhUnitTree *self)
{
  return self->cut;
}

/** nh_unit_tree_set_flat: a list by name instead of a tree. */
void
nh_unit_tree_set_flat (NhUnitTree *self,
                       gboolean flat)
{
  nh_unit_tree_model_set_flat (self->model, flat);
  gtk_widget_set_visible (self->open_all, !flat);
  gtk_widget_set_visible (self->close_all, !flat);
  nh_grid_set_label (self->grid, flat ? _("List of units") : _("Tree of units"));
}

/** nh_unit_tree_set_note: the heading: of which day it is. */
void
nh_unit_tree_set_note (NhUnitTree *self,
                       const char *note)
{
  gtk_label_set_text (self->note, note);
}

/** nh_unit_tree_focus: gives the keys to the table. */
void
nh_unit_tree_focus (NhUnitTree *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

/** nh_unit_tree_focus_filter: gives the keys to the live filter. */
void
nh_unit_tree_focus_filter (NhUnitTree *self)
{
  gtk_widget_grab_focus (self->filter);
}
