/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/units/nh-units-page.h"

#include <glib/gi18n-lib.h>

#include "ui/units/nh-unit-change-dialog.h"
#include "ui/units/nh-unit-close-dialog.h"
#include "ui/units/nh-unit-day-button.h"
#include "ui/units/nh-unit-move-dialog.h"
#include "ui/units/nh-unit-unite-dialog.h"

struct _NhUnitsPage
{
  GtkWidget parent_instance;

  NhSession *session;
  GtkWidget *body;
  GtkToggleButton *list_button;
  GtkToggleButton *tree_button;
  GtkStack *stack;
  NhGridScreen *list;
  NhUnitTree *tree;
  NhUnitDayButton *day_button;
  guint32 day; /* 0: today */
};

G_DEFINE_FINAL_TYPE (NhUnitsPage, nh_units_page, GTK_TYPE_WIDGET)

static gboolean
shows_tree (NhUnitsPage *self)
{
  return gtk_toggle_button_get_active (self->tree_button);
}

/* The list of today is edited; all else is one table that is only read. */
static gboolean
is_read (NhUnitsPage *self)
{
  return shows_tree (self) || self->day;
}

static void
update_view (NhUnitsPage *self)
{
  guint32 today = nh_unit_today ();
  g_autofree char *day = nh_day_format_short (self->day ? self->day : today);
  g_autofree char *note = NULL;

  if (!is_read (self))
    {
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->list));
      return;
    }
  if (!self->day)
    note = g_strdup (_("Tree of units"));
  else if (shows_tree (self))
    note = g_strdup_printf (_("Tree on %s · read only"), day);
  else
    note = g_strdup_printf (_("List on %s · read only"), day);
  nh_unit_tree_set_note (self->tree, note);
  nh_unit_tree_set_flat (self->tree, !shows_tree (self));
  nh_unit_tree_model_set_day (nh_unit_tree_get_model (self->tree), self->day ? self->day : today);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->tree));
}

static void
on_view_toggled_cb (NhUnitsPage *self)
{
  gint64 unit = gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->list)
                    ? nh_grid_screen_get_record (self->list) : nh_unit_tree_get_record (self->tree);
  guint row;

  update_view (self);
  if (unit && is_read (self))
    {
      nh_unit_tree_model_reveal (nh_unit_tree_get_model (self->tree), unit);
      row = nh_grid_model_position_of (NH_GRID_MODEL (nh_unit_tree_get_model (self->tree)), unit);
      if (row != G_MAXUINT)
        nh_grid_set_cursor (nh_unit_tree_get_grid (self->tree), row, 0);
    }
  nh_units_page_activate (self);
}

static void
on_day_changed_cb (NhUnitDayButton *button,
                   guint day,
                   NhUnitsPage *self)
{
  nh_units_page_set_day (self, day);
  nh_units_page_focus (self);
}

static void
on_unit_activated_cb (NhUnitTree *tree,
                      gint64 unit,
                      NhUnitsPage *self)
{
  nh_units_page_go_to (self, unit);
}

static void
on_move_asked_cb (NhUnitTree *tree,
                  gint64 target,
                  NhUnitsPage *self)
{
  nh_unit_move_dialog_show (GTK_WIDGET (self), self->session, nh_unit_tree_get_cut (tree), target);
}

static void
nh_units_page_dispose (GObject *object)
{
  NhUnitsPage *self = NH_UNITS_PAGE (object);

  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_units_page_parent_class)->dispose (object);
}

static void
nh_units_page_class_init (NhUnitsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_units_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_units_page_init (NhUnitsPage *self)
{
}

static GMenu *
make_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("Change name or _kind…"), "win.unit-rename");
  g_menu_append (menu, _("_Move under another unit…"), "win.unit-move");
  g_menu_append (menu, _("_End activity…"), "win.unit-close");
  g_menu_append (menu, _("_Unite units…"), "win.unit-unite");
  return menu;
}

static GtkWidget *
make_bar (NhUnitsPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *switcher = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *reorganise = gtk_menu_button_new ();
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autoptr (GMenu) menu = make_menu ();
  g_autoptr (GMenu) rows = NULL;

  self->list_button = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_("List")));
  self->tree_button = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_("Tree")));
  gtk_toggle_button_set_active (self->list_button, TRUE);
  gtk_toggle_button_set_group (self->tree_button, self->list_button);
  gtk_widget_add_css_class (switcher, "linked");
  gtk_widget_add_css_class (switcher, "nh-switcher");
  gtk_box_append (GTK_BOX (switcher), GTK_WIDGET (self->list_button));
  gtk_box_append (GTK_BOX (switcher), GTK_WIDGET (self->tree_button));
  self->day_button = NH_UNIT_DAY_BUTTON (nh_unit_day_button_new (self->session));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (reorganise), _("_Reorganise"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (reorganise), TRUE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (reorganise), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (reorganise, _("Rename, move, end or unite the selected units from a day on"));
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (bar), switcher);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->day_button));
  gtk_box_append (GTK_BOX (bar), space);
  gtk_box_append (GTK_BOX (bar), reorganise);
  gtk_widget_add_css_class (bar, "nh-tabs");
  rows = make_menu ();
  g_menu_append (rows, _("_Merge two rows…"), "win.merge-rows");
  nh_grid_set_row_menu (nh_grid_screen_get_grid (self->list), G_MENU_MODEL (rows));
  nh_grid_set_row_menu (nh_unit_tree_get_grid (self->tree), G_MENU_MODEL (menu));
  g_signal_connect_object (self->tree_button, "toggled", G_CALLBACK (on_view_toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->day_button, "day-chosen", G_CALLBACK (on_day_changed_cb), self, 0);
  return bar;
}

/**
 * nh_units_page_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the screen of units.
 */
GtkWidget *
nh_units_page_new (NhSession *session)
{
  NhUnitsPage *self = g_object_new (NH_TYPE_UNITS_PAGE, NULL);

  self->session = g_object_ref (session);
  self->list = NH_GRID_SCREEN (nh_grid_screen_new (session, nh_screen_spec_find ("units")));
  self->tree = NH_UNIT_TREE (nh_unit_tree_new (session));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->list));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->tree));
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->body), make_bar (self));
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->stack));
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  g_signal_connect_object (self->tree, "unit-activated", G_CALLBACK (on_unit_activated_cb), self, 0);
  g_signal_connect_object (self->tree, "move-asked", G_CALLBACK (on_move_asked_cb), self, 0);
  return GTK_WIDGET (self);
}

/** nh_units_page_get_list: Returns: (transfer none): the table that is edited. */
NhGridScreen *
nh_units_page_get_list (NhUnitsPage *self)
{
  return self->list;
}

/** nh_units_page_get_tree: Returns: (transfer none): the table of a day. */
NhUnitTree *
nh_units_page_get_tree (NhUnitsPage *self)
{
  return self->tree;
}

/** nh_units_page_activate: the inspector and the status bar follow what is in sight here. */
void
nh_units_page_activate (NhUnitsPage *self)
{
  nh_session_set_active (self->session, gtk_stack_get_visible_child (self->stack));
}

/** nh_units_page_focus: gives the keys to what is in sight. */
void
nh_units_page_focus (NhUnitsPage *self)
{
  if (is_read (self))
    nh_unit_tree_focus (self->tree);
  else
    nh_grid_screen_focus (self->list);
}

/** nh_units_page_set_view: the tree or the list. */
void
nh_units_page_set_view (NhUnitsPage *self,
                        gboolean tree)
{
  gtk_toggle_button_set_active (tree ? self->tree_button : self->list_button, TRUE);
}

/** nh_units_page_set_day: shows the units of @day; 0: of today, as they are edited. */
void
nh_units_page_set_day (NhUnitsPage *self,
                       guint32 day)
{
  self->day = day == nh_unit_today () ? 0 : day;
  nh_unit_day_button_set_day (self->day_button, self->day);
  update_view (self);
  nh_units_page_activate (self);
}

/** nh_units_page_get_day: Returns: the day that is shown; 0: today. */
guint32
nh_units_page_get_day (NhUnitsPage *self)
{
  return self->day;
}

/** nh_units_page_show_list: the list of today, which is edited. */
void
nh_units_page_show_list (NhUnitsPage *self)
{
  nh_units_page_set_day (self, 0);
  nh_units_page_set_view (self, FALSE);
}

/** nh_units_page_go_to: shows a unit where it can be edited, as it is now. */
void
nh_units_page_go_to (NhUnitsPage *self,
                     gint64 unit)
{
  NhGridModel *model = NH_GRID_MODEL (nh_grid_screen_get_model (self->list));
  guint row = nh_grid_model_position_of (model, unit);

  nh_units_page_show_list (self);
  if (row != G_MAXUINT)
    nh_grid_set_cursor (nh_grid_screen_get_grid (self->list), row, 0);
  nh_grid_screen_focus (self->list);
}

/** nh_units_page_get_selected: Returns: (transfer full) (element-type gint64): the units of the selected rows. */
GArray *
nh_units_page_get_selected (NhUnitsPage *self)
{
  gboolean read = is_read (self);
  NhGrid *grid = read ? nh_unit_tree_get_grid (self->tree) : nh_grid_screen_get_grid (self->list);
  NhGridModel *model = nh_grid_get_model (grid);
  GArray *units = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  guint first_row, last_row, first_column, last_column;

  if (n == 0)
    return units;
  nh_grid_get_selection (grid, &first_row, &last_row, &first_column, &last_column);
  for (guint row = first_row; row <= last_row && row < n; row++)
    {
      gint64 id = nh_grid_model_get_id (model, row);

      if (id > 0)
        g_array_append_val (units, id);
    }
  return units;
}

/** nh_units_page_run: opens the dialog of a command for the selected units. */
void
nh_units_page_run (NhUnitsPage *self,
                   const char *command)
{
  g_autoptr (GArray) units = nh_units_page_get_selected (self);

  if (!nh_grid_screen_commit (self->list))
    return;
  if (nh_workbook_is_read_only (nh_session_get_workbook (self->session)))
    nh_session_report (self->session, _("This workbook is read only: nothing in it can be changed."));
  else if (units->len == 0)
    nh_session_report (self->session, _("Choose the row of a unit first."));
  else if (g_str_equal (command, "unit-rename"))
    nh_unit_change_dialog_show (GTK_WIDGET (self), self->session, g_array_index (units, gint64, 0));
  else if (g_str_equal (command, "unit-move"))
    nh_unit_move_dialog_show (GTK_WIDGET (self), self->session, units, 0);
  else if (g_str_equal (command, "unit-close"))
    nh_unit_close_dialog_show (GTK_WIDGET (self), self->session, g_array_index (units, gint64, 0));
  else
    nh_unit_unite_dialog_show (GTK_WIDGET (self), self->session, units);
}
