/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The two menus: of the cells, and of the header with the columns to show.
 */
#include "ui/widgets/nh-grid-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef void (*NhGridCall) (NhGrid *self);

static NhGridShown *
menu_column (NhGrid *self)
{
  return self->menu_column < self->columns->len ? self->columns->pdata[self->menu_column] : NULL;
}

static void
fit_column (NhGrid *self)
{
  nh_grid_columns_fit (self, menu_column (self));
}

static void
fit_all (NhGrid *self)
{
  for (guint i = 0; i < self->shown->len; i++)
    nh_grid_columns_fit (self, nh_grid_columns_get (self, i));
}

static void
move_left (NhGrid *self)
{
  nh_grid_columns_move (self, self->menu_column, -1);
}

static void
move_right (NhGrid *self)
{
  nh_grid_columns_move (self, self->menu_column, 1);
}

static void
hide_column (NhGrid *self)
{
  nh_grid_columns_set_visible (self, self->menu_column, FALSE);
}

static void
sort_by (NhGrid *self, guint model_column, gboolean descending)
{
  NhGridSort sort = { model_column, descending };

  nh_grid_editor_leave (self);
  nh_grid_model_set_sorts (self->model, &sort, model_column != G_MAXUINT ? 1 : 0);
  nh_grid_headers_update_sort (self);
  nh_grid_emit (self, "view-changed");
}

static void
sort_ascending (NhGrid *self)
{
  sort_by (self, menu_column (self)->model_column, FALSE);
}

static void
sort_descending (NhGrid *self)
{
  sort_by (self, menu_column (self)->model_column, TRUE);
}

static void
sort_not (NhGrid *self)
{
  sort_by (self, G_MAXUINT, FALSE);
}

static void
sort_also (NhGrid *self)
{
  nh_grid_headers_sort (self, menu_column (self), TRUE);
}

static void
filter_column (NhGrid *self)
{
  nh_grid_headers_filter (self, menu_column (self));
}

static void
group_by (NhGrid *self, guint model_column)
{
  nh_grid_editor_leave (self);
  nh_grid_model_set_group (self->model, model_column);
  nh_grid_emit (self, "view-changed");
}

static void
group_column (NhGrid *self)
{
  group_by (self, menu_column (self)->model_column);
}

static void
group_not (NhGrid *self)
{
  group_by (self, G_MAXUINT);
}

static void
fold_all (NhGrid *self)
{
  nh_grid_heads_fold_all (self, TRUE);
}

static void
unfold_all (NhGrid *self)
{
  nh_grid_heads_fold_all (self, FALSE);
}

static void
toggle_head (NhGrid *self)
{
  nh_grid_heads_toggle (self, self->row);
}

static const struct
{
  const char *name;
  NhGridCall call;
  gboolean of_column; /* acts on the column that the menu was opened for */
} CALLS[] = {
  { "copy", nh_grid_copy },
  { "cut", nh_grid_cut },
  { "paste", nh_grid_paste },
  { "clear", nh_grid_clear_cells },
  { "fill-down", nh_grid_fill_down },
  { "add-row", nh_grid_add_row },
  { "delete-rows", nh_grid_delete_rows },
  { "fit", fit_column, TRUE },
  { "fit-all", fit_all },
  { "move-left", move_left, TRUE },
  { "move-right", move_right, TRUE },
  { "hide", hide_column, TRUE },
  { "sort-ascending", sort_ascending, TRUE },
  { "sort-descending", sort_descending, TRUE },
  { "sort-also", sort_also, TRUE },
  { "sort-not", sort_not },
  { "filter", filter_column, TRUE },
  { "group", group_column, TRUE },
  { "group-not", group_not },
  { "fold-all", fold_all },
  { "unfold-all", unfold_all },
  { "toggle-head", toggle_head },
  { "reset-columns", nh_grid_columns_reset },
};

static void
on_activate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));
  NhGrid *self = user_data;

  if (self->model == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (CALLS); i++)
    if (g_str_equal (CALLS[i].name, name) && (!CALLS[i].of_column || menu_column (self) != NULL))
      CALLS[i].call (self);
}

static void
on_show_column_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  NhGrid *self = user_data;
  guint index =
      g_ascii_strtoull (g_action_get_name (G_ACTION (action)) + strlen ("column-"), NULL, 10);

  if (index < self->columns->len)
    nh_grid_columns_set_visible (self, index, g_variant_get_boolean (value));
  g_simple_action_set_state (action, value);
}

static void
enable (NhGrid *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Takes the menu away after its action has run. The focus goes back to the cells, unless it is
 * somewhere useful: on a header that is still there, or out of the grid. */
static gboolean
on_drop_cb (gpointer user_data)
{
  GtkWidget *menu = user_data;
  GtkWidget *grid = gtk_widget_get_parent (menu);
  GtkRoot *root = gtk_widget_get_root (menu);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (grid == NULL)
    return G_SOURCE_REMOVE; /* the grid itself is gone meanwhile */
  if (root != NULL && (focus == NULL || !gtk_widget_get_mapped (focus) || focus == menu ||
                       gtk_widget_is_ancestor (focus, menu)))
    nh_grid_editor_focus (NH_GRID (grid));
  gtk_widget_unparent (menu);
  return G_SOURCE_REMOVE;
}

static void
on_closed_cb (GtkPopover *menu, NhGrid *self)
{
  if (self->menu != GTK_WIDGET (menu))
    return;
  self->menu = NULL;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_drop_cb, g_object_ref (menu), g_object_unref);
}

static void
open_menu (NhGrid *self, GMenu *model, const GdkRectangle *at)
{
  if (self->menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->menu));
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (model));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_BOTTOM);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), at);
  g_signal_connect (self->menu, "closed", G_CALLBACK (on_closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* The keys are shown in the menu; the grid's own key handler acts on them. */
static void
add_item (GMenu *section, const char *label, const char *action, const char *accel)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (accel != NULL)
    g_menu_item_set_attribute (item, "accel", "s", accel);
  g_menu_append_item (section, item);
}

static void
add_section (GMenu *menu, GMenu *section)
{
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

void
nh_grid_menus_open_cell (NhGrid *self, const GdkRectangle *at)
{
  g_autoptr (GMenu) menu = g_menu_new (), clipboard = g_menu_new (), rows = g_menu_new ();
  gboolean record = MIN (self->row, self->extent_row) < self->n_rows;
  gboolean editable;
  g_autoptr (GArray) columns = nh_grid_selection_columns (self, TRUE);

  editable = columns->len > 0;
  add_item (clipboard, _ ("Cu_t"), "grid.cut", "<Control>x");
  add_item (clipboard, _ ("_Copy"), "grid.copy", "<Control>c");
  add_item (clipboard, _ ("_Paste"), "grid.paste", "<Control>v");
  add_item (clipboard, _ ("C_lear"), "grid.clear", "Delete");
  add_item (clipboard, _ ("_Fill down"), "grid.fill-down", "<Control>d");
  add_section (menu, clipboard);
  add_item (rows, _ ("_Add row"), "grid.add-row", "<Control>Insert");
  add_item (rows, _ ("_Delete rows"), "grid.delete-rows", "<Control>Delete");
  add_section (menu, rows);
  if (self->row_menu != NULL)
    g_menu_append_section (menu, NULL, self->row_menu);
  enable (self, "cut", record && editable);
  enable (self, "copy", record);
  enable (self, "paste", editable);
  enable (self, "clear", record && editable);
  enable (self, "fill-down", record && editable);
  enable (self, "add-row", nh_grid_model_can_append (self->model));
  enable (self, "delete-rows", record && nh_grid_model_can_remove (self->model));
  open_menu (self, menu, at);
}

static void
add_group_items (NhGrid *self, GMenu *groups)
{
  if (nh_grid_model_get_group (self->model) == G_MAXUINT)
    return;
  add_item (groups, _ ("_No grouping"), "grid.group-not", NULL);
  add_item (groups, _ ("Colla_pse all groups"), "grid.fold-all", NULL);
  add_item (groups, _ ("_Expand all groups"), "grid.unfold-all", NULL);
}

/* The menu of the group whose head has the cursor. */
void
nh_grid_menus_open_head (NhGrid *self, const GdkRectangle *at)
{
  g_autoptr (GMenu) menu = g_menu_new (), one = g_menu_new (), groups = g_menu_new ();
  g_auto (NhGridHead) head = { NULL };

  if (!nh_grid_model_get_head (self->model, self->row, &head))
    return;
  add_item (one, head.folded ? _ ("Expand the _group") : _ ("Collapse the _group"),
            "grid.toggle-head", "Return");
  add_group_items (self, groups);
  add_section (menu, one);
  add_section (menu, groups);
  open_menu (self, menu, at);
}

/* A check item for each column; the actions are named by the column's place. */
static GMenu *
columns_menu (NhGrid *self)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < self->columns->len; i++)
    {
      NhGridShown *shown = self->columns->pdata[i];
      g_autofree char *name = g_strdup_printf ("column-%u", i);
      g_autofree char *detailed = g_strconcat ("grid.", name, NULL);
      g_autoptr (GSimpleAction) action =
          g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (shown->visible));

      g_simple_action_set_enabled (action, !shown->visible || self->shown->len > 1);
      g_signal_connect (action, "change-state", G_CALLBACK (on_show_column_cb), self);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
      g_menu_append (menu, nh_grid_model_get_column (self->model, shown->model_column)->title,
                     detailed);
    }
  return menu;
}

/* The menu of a column by its place among all; G_MAXUINT: only what concerns the whole table. */
void
nh_grid_menus_open_header (NhGrid *self, guint index, const GdkRectangle *at)
{
  g_autoptr (GMenu) menu = g_menu_new (), sort = g_menu_new (), change = g_menu_new ();
  g_autoptr (GMenu) columns = NULL, choose = g_menu_new (), groups = g_menu_new ();
  NhGridSort sorts[NH_GRID_MAX_SORTS];
  guint n_sorts;

  if (self->model == NULL)
    return;
  nh_grid_editor_leave (self);
  self->menu_column = index;
  n_sorts = nh_grid_model_get_sorts (self->model, sorts);
  if (index != G_MAXUINT)
    {
      const NhGridColumn *column =
          nh_grid_model_get_column (self->model, menu_column (self)->model_column);
      gboolean sortable = column->sortable;

      add_item (sort, _ ("Sort _ascending"), "grid.sort-ascending", NULL);
      add_item (sort, _ ("Sort _descending"), "grid.sort-descending", NULL);
      add_item (sort, _ ("Sort also _by this column"), "grid.sort-also", NULL);
      enable (self, "sort-ascending", sortable);
      enable (self, "sort-also", sortable);
      if (column->filterable)
        add_item (choose, _ ("Filter by _values…"), "grid.filter", "<Control><Shift>l");
      if (column->groupable)
        add_item (groups, _ ("_Group by this column"), "grid.group", NULL);
      enable (self, "sort-descending", sortable);
      add_item (change, _ ("Move _left"), "grid.move-left", NULL);
      add_item (change, _ ("Move _right"), "grid.move-right", NULL);
      add_item (change, _ ("_Fit width"), "grid.fit", NULL);
      add_item (change, _ ("_Hide"), "grid.hide", NULL);
      enable (self, "hide", self->shown->len > 1);
    }
  add_item (sort, _ ("_Original order"), "grid.sort-not", NULL);
  enable (self, "sort-not", n_sorts > 0);
  add_group_items (self, groups);
  add_item (change, _ ("Fit all _widths"), "grid.fit-all", NULL);
  if (self->default_state != NULL)
    add_item (change, _ ("Rese_t columns"), "grid.reset-columns", NULL);
  columns = columns_menu (self);
  add_section (menu, sort);
  add_section (menu, choose);
  add_section (menu, groups);
  add_section (menu, change);
  if (index != G_MAXUINT)
    g_menu_append_submenu (change, _ ("_Columns"), G_MENU_MODEL (columns));
  else
    add_section (menu, columns);
  open_menu (self, menu, at);
}

/**
 * nh_grid_set_row_menu:
 * @self: a grid
 * @menu: (nullable) (transfer none): what can be done with the rows of this table alone
 *
 * Adds a section to the menu of the cells. Its actions are those of the window or of an ancestor.
 */
void
nh_grid_set_row_menu (NhGrid *self, GMenuModel *menu)
{
  g_return_if_fail (NH_IS_GRID (self));
  g_set_object (&self->row_menu, menu);
}

void
nh_grid_menus_init (NhGrid *self)
{
  self->actions = g_simple_action_group_new ();
  for (guint i = 0; i < G_N_ELEMENTS (CALLS); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (CALLS[i].name, NULL);

      g_signal_connect (action, "activate", G_CALLBACK (on_activate_cb), self);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "grid", G_ACTION_GROUP (self->actions));
}

void
nh_grid_menus_allocate (NhGrid *self)
{
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}
