/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-table-list-options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/nh-drop-down.h"
#include "ui/table/nh-filter-bar.h"
#include "ui/table/nh-filter-popover.h"

#define N_ORDERS 2
#define FIELD_KEY "nh-field"

struct _NhTableListOptions
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkDropDown *list;
  GtkDropDown *rows;
  GtkListBox *columns;
  GtkDropDown *orders[N_ORDERS];
  GtkToggleButton *descending[N_ORDERS];
  GtkDropDown *group;
  GtkWidget *filter_button;
  GtkWidget *filters; /* holds the bar of chips */
  GtkWidget *popover; /* of a filter, while it is open */

  NhSession *session;
  const NhEntity *entity;
  NhScreenSpec spec;
  NhRecordGridModel *model; /* its filters are those of the table */
  GArray *others;           /* of NhListFilter: filters that no column has */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (NhTableListOptions, nh_table_list_options, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
tell (NhTableListOptions *self)
{
  if (!self->updating)
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_shown (const NhField *field)
{
  return !(field->flags & NH_FIELD_HIDDEN);
}

/* Fields that a drop-down lists, after its first item "none". */
static const NhField *
get_field (NhTableListOptions *self,
           guint selected)
{
  guint n = 0;

  for (const NhField *field = self->entity->fields; selected > 0 && field->name; field++)
    if (is_shown (field) && ++n == selected)
      return field;
  return NULL;
}

static guint
find_field (NhTableListOptions *self,
            const char *name)
{
  guint n = 0;

  for (const NhField *field = self->entity->fields; name && field->name; field++)
    if (is_shown (field))
      {
        n++;
        if (g_str_equal (field->name, name))
          return n;
      }
  return 0;
}

/* Columns. */

static const NhField *
get_row_field (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), FIELD_KEY);
}

static GtkCheckButton *
get_row_check (GtkWidget *row)
{
  GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));

  return GTK_CHECK_BUTTON (gtk_widget_get_first_child (box));
}

static void
move_row (NhTableListOptions *self,
          GtkWidget *row,
          int by)
{
  int at = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  g_autoptr (GtkWidget) kept = g_object_ref (row);
  g_autoptr (GtkWidget) check = g_object_ref (GTK_WIDGET (get_row_check (row)));

  if (at + by < 0 || !gtk_list_box_get_row_at_index (self->columns, at + by))
    return;
  gtk_list_box_remove (self->columns, row);
  gtk_list_box_insert (self->columns, row, at + by);
  gtk_widget_grab_focus (check);
  tell (self);
}

static void
on_up_cb (GtkWidget *button,
          NhTableListOptions *self)
{
  move_row (self, gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW), -1);
}

static void
on_down_cb (GtkWidget *button,
            NhTableListOptions *self)
{
  move_row (self, gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW), 1);
}

static gboolean
on_columns_key_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   NhTableListOptions *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  if (!row || !(state & GDK_ALT_MASK) || (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down))
    return GDK_EVENT_PROPAGATE;
  move_row (self, row, keyval == GDK_KEY_Up ? -1 : 1);
  return GDK_EVENT_STOP;
}

static GtkWidget *
add_mover (GtkWidget *box,
           const char *icon,
           const char *label,
           GCallback callback,
           NhTableListOptions *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "nh-small");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
add_column (NhTableListOptions *self,
            const NhField *field,
            gboolean chosen)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *check = gtk_check_button_new_with_label (_(field->label));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
  gtk_widget_set_hexpand (check, TRUE);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (tell), self);
  gtk_box_append (GTK_BOX (box), check);
  add_mover (box, "go-up-symbolic", _("Move up (Alt+Up)"), G_CALLBACK (on_up_cb), self);
  add_mover (box, "go-down-symbolic", _("Move down (Alt+Down)"), G_CALLBACK (on_down_cb), self);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "nh-column-row");
  g_object_set_data (G_OBJECT (row), FIELD_KEY, (gpointer) field);
  gtk_list_box_append (self->columns, row);
}

/* The chosen ones in their order, then the others. */
static void
show_columns (NhTableListOptions *self,
              const char *const *names)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->columns, 0)))
    gtk_list_box_remove (self->columns, GTK_WIDGET (row));
  for (guint i = 0; names[i]; i++)
    {
      int field = nh_entity_find_field (self->entity, names[i]);

      if (field >= 0 && is_shown (&self->entity->fields[field]))
        add_column (self, &self->entity->fields[field], TRUE);
    }
  for (const NhField *field = self->entity->fields; field->name; field++)
    if (is_shown (field) && !g_strv_contains (names, field->name))
      add_column (self, field, FALSE);
}

/* Filters. */

static void
on_filters_changed_cb (NhTableListOptions *self)
{
  NhFilterBar *bar = NH_FILTER_BAR (gtk_widget_get_first_child (self->filters));

  if (bar)
    nh_filter_bar_update (bar);
  tell (self);
}

static gboolean
drop_popover_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  g_object_unref (popover);
  return G_SOURCE_REMOVE;
}

static void
on_popover_closed_cb (GtkWidget *popover,
                      NhTableListOptions *self)
{
  self->popover = NULL;
  gtk_widget_grab_focus (self->filter_button);
  /* Not in the middle of its own signal. */
  g_idle_add (drop_popover_cb, g_object_ref (popover));
}

static void
on_filter_column_cb (GSimpleAction *action,
                     GVariant *parameter,
                     gpointer data)
{
  NhTableListOptions *self = data;

  if (self->popover || !self->model)
    return;
  self->popover = nh_filter_popover_new (self->model, g_variant_get_uint32 (parameter));
  gtk_widget_set_parent (self->popover, self->filter_button);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_RIGHT);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (on_popover_closed_cb), self, 0);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
show_filters (NhTableListOptions *self,
              GArray *filters)
{
  GtkWidget *old = gtk_widget_get_first_child (self->filters);
  g_autoptr (GMenu) menu = g_menu_new ();
  guint n;

  if (old)
    gtk_box_remove (GTK_BOX (self->filters), old);
  if (self->model)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->others, g_array_unref);
  self->others = nh_filters_new ();
  self->spec = (NhScreenSpec){ .id = "table-list", .title = self->entity->label_plural, .entity = self->entity->name };
  self->model = nh_record_grid_model_new (self->session, &self->spec);
  n = nh_grid_model_get_n_columns (NH_GRID_MODEL (self->model));
  for (guint i = 0; filters && i < filters->len; i++)
    {
      const NhListFilter *filter = &g_array_index (filters, NhListFilter, i);
      guint column = 0;

      while (column < n && !g_str_equal (nh_record_grid_model_get_field (self->model, column)->name, filter->field))
        column++;
      if (column < n && filter->kind != NH_FILTER_IS)
        nh_record_grid_model_set_filter (self->model, column, filter);
      else
        nh_filters_add (self->others, filter);
    }
  for (guint column = 0; column < n; column++)
    {
      g_autoptr (GMenuItem) item = NULL;

      if (!nh_grid_model_get_column (NH_GRID_MODEL (self->model), column)->filterable)
        continue;
      item = g_menu_item_new (_(nh_record_grid_model_get_field (self->model, column)->label), NULL);
      g_menu_item_set_action_and_target (item, "options.filter", "u", column);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->filter_button), G_MENU_MODEL (menu));
  gtk_box_append (GTK_BOX (self->filters), nh_filter_bar_new (self->model));
  nh_filter_bar_update (NH_FILTER_BAR (gtk_widget_get_first_child (self->filters)));
  g_signal_connect_swapped (self->model, "filters-changed", G_CALLBACK (on_filters_changed_cb), self);
}

/* All of it. */

static void
set_strings (GtkDropDown *drop_down,
             const char *const *strings)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (strings);

  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (list));
}

static GPtrArray *
list_fields (NhTableListOptions *self,
             const char *none)
{
  GPtrArray *names = g_ptr_array_new ();

  g_ptr_array_add (names, (gpointer) none);
  for (const NhField *field = self->entity->fields; field->name; field++)
    if (is_shown (field))
      g_ptr_array_add (names, (gpointer) _(field->label));
  g_ptr_array_add (names, NULL);
  return names;
}

static void
show_entity (NhTableListOptions *self,
             NhTableOptions *options)
{
  g_auto (GStrv) columns = options->columns ? g_strdupv (options->columns)
                                            : nh_table_options_default_columns (self->entity, options->all_rows);
  g_autoptr (GPtrArray) orders = list_fields (self, "");
  g_autoptr (GPtrArray) groups = list_fields (self, _("no groups"));

  show_columns (self, (const char *const *) columns);
  for (guint i = 0; i < N_ORDERS; i++)
    {
      const NhTableOrder *order = i < options->order->len ? &g_array_index (options->order, NhTableOrder, i) : NULL;

      orders->pdata[0] = (gpointer) (i == 0 ? _("as in the list") : _("nothing more"));
      set_strings (self->orders[i], (const char *const *) orders->pdata);
      gtk_drop_down_set_selected (self->orders[i], order ? find_field (self, order->field) : 0);
      gtk_toggle_button_set_active (self->descending[i], order && order->descending);
    }
  set_strings (self->group, (const char *const *) groups->pdata);
  gtk_drop_down_set_selected (self->group, find_field (self, options->group));
  show_filters (self, options->filters);
}

static void
update_tools (NhTableListOptions *self)
{
  for (guint i = 0; i < N_ORDERS; i++)
    gtk_widget_set_sensitive (GTK_WIDGET (self->descending[i]), gtk_drop_down_get_selected (self->orders[i]) > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->orders[1]), gtk_drop_down_get_selected (self->orders[0]) > 0);
}

static void
on_choice_cb (NhTableListOptions *self)
{
  update_tools (self);
  tell (self);
}

/* Another list has other columns. */
static void
on_list_cb (NhTableListOptions *self)
{
  guint n, selected = gtk_drop_down_get_selected (self->list);
  const NhEntity *const *lists = nh_table_options_lists (&n);
  g_autoptr (NhTableOptions) none = NULL;

  if (self->updating || selected >= n || lists[selected] == self->entity)
    return;
  self->updating = TRUE;
  self->entity = lists[selected];
  none = nh_table_options_new ();
  none->all_rows = gtk_drop_down_get_selected (self->rows) == 1;
  show_entity (self, none);
  update_tools (self);
  self->updating = FALSE;
  tell (self);
}

/**
 * nh_table_list_options_set:
 * @self: the choices
 * @options: what they are; without a list the first one is chosen
 */
void
nh_table_list_options_set (NhTableListOptions *self,
                           NhTableOptions *options)
{
  guint n, at = 0;
  const NhEntity *const *lists = nh_table_options_lists (&n);

  self->updating = TRUE;
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (options->list, lists[i]->name) == 0)
      at = i;
  self->entity = lists[at];
  gtk_drop_down_set_selected (self->list, at);
  gtk_drop_down_set_selected (self->rows, options->all_rows ? 1 : 0);
  show_entity (self, options);
  update_tools (self);
  self->updating = FALSE;
}

static GStrv
dup_columns (NhTableListOptions *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->columns, i)); i++)
    if (gtk_check_button_get_active (get_row_check (GTK_WIDGET (row))))
      g_strv_builder_add (names, get_row_field (GTK_WIDGET (row))->name);
  return g_strv_builder_end (names);
}

/** nh_table_list_options_get: writes what is chosen into @options. */
void
nh_table_list_options_get (NhTableListOptions *self,
                           NhTableOptions *options)
{
  g_auto (GStrv) usual = NULL;
  const NhField *group = get_field (self, gtk_drop_down_get_selected (self->group));

  g_free (options->list);
  options->list = g_strdup (self->entity->name);
  options->all_rows = gtk_drop_down_get_selected (self->rows) == 1;
  g_strfreev (options->columns);
  options->columns = dup_columns (self);
  /* What the list shows by itself is not written down: it follows the program. */
  usual = nh_table_options_default_columns (self->entity, options->all_rows);
  if (!options->columns[0] || g_strv_equal ((const char *const *) options->columns, (const char *const *) usual))
    g_clear_pointer (&options->columns, g_strfreev);
  g_array_set_size (options->order, 0);
  for (guint i = 0; i < N_ORDERS; i++)
    {
      const NhField *field = get_field (self, gtk_drop_down_get_selected (self->orders[i]));
      NhTableOrder order = { NULL, gtk_toggle_button_get_active (self->descending[i]) };

      if (!field)
        break;
      order.field = g_strdup (field->name);
      g_array_append_val (options->order, order);
    }
  g_free (options->group);
  options->group = group ? g_strdup (group->name) : NULL;
  g_array_set_size (options->filters, 0);
  for (guint i = 0; i < self->others->len; i++)
    nh_filters_add (options->filters, &g_array_index (self->others, NhListFilter, i));
  for (guint i = 0; i < nh_grid_model_get_n_columns (NH_GRID_MODEL (self->model)); i++)
    {
      const NhListFilter *filter = nh_record_grid_model_get_filter (self->model, i);

      if (filter)
        nh_filters_add (options->filters, filter);
    }
}

/* Making. */

static GtkDropDown *
add_drop_down (NhTableListOptions *self,
               GtkWidget *grid,
               int row,
               const char *label,
               GCallback callback)
{
  GtkWidget *name = gtk_label_new_with_mnemonic (label), *drop_down = gtk_drop_down_new (NULL, NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (name), drop_down);
  gtk_widget_set_hexpand (drop_down, TRUE);
  nh_drop_down_let_shrink (GTK_DROP_DOWN (drop_down));
  gtk_grid_attach (GTK_GRID (grid), name, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), drop_down, 1, row, 1, 1);
  g_signal_connect_swapped (drop_down, "notify::selected", callback, self);
  return GTK_DROP_DOWN (drop_down);
}

static GtkToggleButton *
add_descending (NhTableListOptions *self,
                GtkWidget *grid,
                int row)
{
  GtkWidget *button = gtk_toggle_button_new ();
  const char *label = _("From the last to the first");

  gtk_button_set_icon_name (GTK_BUTTON (button), "view-sort-descending-symbolic");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (tell), self);
  gtk_grid_attach (GTK_GRID (grid), button, 2, row, 1, 1);
  return GTK_TOGGLE_BUTTON (button);
}

static GtkWidget *
make_columns (NhTableListOptions *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->columns = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->columns, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->columns), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Columns of the table"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_columns_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->columns), keys);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->columns));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_size_request (scroller, -1, 150);
  return scroller;
}

static void
make_filter_button (NhTableListOptions *self)
{
  static const GActionEntry entries[] = { { .name = "filter", .activate = on_filter_column_cb, .parameter_type = "u" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "options", G_ACTION_GROUP (actions));
  self->filter_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->filter_button), _("Only _rows with…"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (self->filter_button), TRUE);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->filter_button), TRUE);
  self->filters = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
}

static void
nh_table_list_options_dispose (GObject *object)
{
  NhTableListOptions *self = NH_TABLE_LIST_OPTIONS (object);

  if (self->model)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  g_clear_pointer (&self->others, g_array_unref);
  G_OBJECT_CLASS (nh_table_list_options_parent_class)->dispose (object);
}

static void
nh_table_list_options_class_init (NhTableListOptionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_table_list_options_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", NH_TYPE_TABLE_LIST_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
nh_table_list_options_init (NhTableListOptions *self)
{
  GtkWidget *grid = gtk_grid_new (), *label = gtk_label_new_with_mnemonic (_("_Columns, from left to right:"));
  const char *const rows[] = { _("of this plan"), _("of all plans"), NULL };
  const char *const order_labels[N_ORDERS] = { _("_Order:"), _("_then:") };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint n;
  const NhEntity *const *lists = nh_table_options_lists (&n);

  self->updating = TRUE;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  self->list = add_drop_down (self, grid, 0, _("_List:"), G_CALLBACK (on_list_cb));
  self->rows = add_drop_down (self, grid, 1, _("_Rows:"), G_CALLBACK (on_choice_cb));
  for (guint i = 0; i < N_ORDERS; i++)
    {
      self->orders[i] = add_drop_down (self, grid, 2 + (int) i, order_labels[i], G_CALLBACK (on_choice_cb));
      self->descending[i] = add_descending (self, grid, 2 + (int) i);
    }
  self->group = add_drop_down (self, grid, 2 + N_ORDERS, _("_Groups:"), G_CALLBACK (on_choice_cb));
  set_strings (self->rows, rows);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, (gpointer) _(lists[i]->label_plural));
  g_ptr_array_add (names, NULL);
  set_strings (self->list, (const char *const *) names->pdata);
  make_filter_button (self);
  gtk_box_append (GTK_BOX (self->box), grid);
  gtk_box_append (GTK_BOX (self->box), self->filter_button);
  gtk_box_append (GTK_BOX (self->box), self->filters);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (self->box), label);
  gtk_box_append (GTK_BOX (self->box), make_columns (self));
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->columns));
  self->updating = FALSE;
}

/** nh_table_list_options_new: Returns: (transfer floating): the choices, to be set before they are shown. */
GtkWidget *
nh_table_list_options_new (NhSession *session)
{
  NhTableListOptions *self = g_object_new (NH_TYPE_TABLE_LIST_OPTIONS, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
