/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/table/nh-grid-screen.h"

#include <glib/gi18n-lib.h>

#include "imports/nh-import.h"
#include "model/nh-merge.h"
#include "ui/dialogs/nh-list-export.h"
#include "ui/duplicates/nh-duplicates-page.h"
#include "ui/table/nh-filter-bar.h"
#include "ui/table/nh-filter-popover.h"
#include "ui/table/nh-find-bar.h"
#include "ui/nh-drop-down.h"
#include "ui/nh-settings.h"

struct _NhGridScreen
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkWidget *toolbar;
  GtkLabel *title;
  GtkDropDown *plan_filter;
  GtkEditable *filter;
  GtkWidget *import_button;
  GtkWidget *first_import;
  GtkWidget *export_button;
  GtkWidget *delete_button;
  GtkButton *add_button;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkLabel *nothing;
  GtkImage *empty_icon;
  GtkLabel *empty_title;
  GtkLabel *empty_text;
  GtkButton *first_step;
  GtkWidget *sample_button;

  NhSession *session;
  const NhScreenSpec *spec;
  NhRecordGridModel *model;
  NhGrid *grid;
  GtkWidget *bar;
  GtkWidget *popover;  /* chooses values of a column; NULL: closed */
  NhFindBar *find_bar; /* NULL: was never opened */
  GArray *plans;       /* of gint64: the plan of each row of the drop-down */
  gint64 record;       /* under the cursor */
  gboolean started;    /* the user took the first step: the empty table stays in sight */
  gboolean updating;   /* the drop-down is being filled */
  gboolean fresh;      /* other rows altogether: begin at the first one */
  guint map_idle;
};

G_DEFINE_FINAL_TYPE (NhGridScreen, nh_grid_screen, GTK_TYPE_WIDGET)

enum { RECORD_SELECTED, ROW_ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
is_filtered (NhGridScreen *self)
{
  return *gtk_editable_get_text (self->filter) != '\0' || nh_record_grid_model_has_filters (self->model);
}

static void
update_empty (NhGridScreen *self)
{
  NhListModel *list = nh_record_grid_model_get_list (self->model);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  gboolean loading = nh_list_model_is_loading (list);
  gboolean none = n == 0 && !loading;

  if (n > 0 && self->fresh)
    {
      self->fresh = FALSE;
      /* Not while the first row comes from the cell that is being typed into. */
      if (!nh_grid_is_editing (self->grid))
        nh_grid_set_cursor (self->grid, 0, 0);
    }
  if (n > 0)
    self->started = FALSE;
  gtk_stack_set_visible_child_name (self->stack, none && !is_filtered (self) && !self->started ? "empty" : "grid");
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), none && is_filtered (self));
  if (none && is_filtered (self))
    {
      const char *words = gtk_editable_get_text (self->filter);
      g_autofree char *text = *words ? g_strdup_printf (_("No row has “%s”.\nPress Esc in the filter to see all rows."),
                                                        words)
                                     : g_strdup (_("No row passes the filters of the columns.\n"
                                                   "Take one away above the table to see more rows."));
      gtk_label_set_text (self->nothing, text);
    }
}

static void
update_record (NhGridScreen *self)
{
  guint row;
  guint column;
  gint64 record = 0;

  if (nh_grid_get_cursor (self->grid, &row, &column) &&
      row < g_list_model_get_n_items (G_LIST_MODEL (self->model)))
    record = MAX (nh_grid_model_get_id (NH_GRID_MODEL (self->model), row), 0); /* below 0: a head */
  /* The head of a group may begin a selection of many records. */
  gtk_widget_set_sensitive (self->delete_button, nh_grid_screen_get_n_selected (self) > 0 &&
                                                     nh_grid_model_can_remove (NH_GRID_MODEL (self->model)));
  if (record != self->record)
    {
      self->record = record;
      g_signal_emit (self, signals[RECORD_SELECTED], 0, record);
    }
  nh_session_touch_active (self->session, GTK_WIDGET (self));
}

static void
on_items_changed_cb (NhGridScreen *self)
{
  update_empty (self);
  update_record (self);
}

/* The grid. */

static void
on_cursor_moved_cb (NhGridScreen *self)
{
  update_record (self);
}

static void
on_activate_row_cb (NhGridScreen *self,
                    guint row)
{
  gint64 id = nh_grid_model_get_id (NH_GRID_MODEL (self->model), row);

  if (id > 0)
    g_signal_emit (self, signals[ROW_ACTIVATED], 0, id);
}

static void
on_error_cb (NhGridScreen *self,
             const char *message)
{
  nh_session_report (self->session, message);
}

static void
on_notice_cb (NhGridScreen *self,
              const char *message)
{
  nh_session_notify (self->session, message);
}

static void
take_offer (gpointer self)
{
  nh_grid_take_offer (NH_GRID_SCREEN (self)->grid);
}

static void
on_offer_cb (NhGridScreen *self,
             const char *label)
{
  nh_session_offer (self->session, label, take_offer, self);
}

static void
on_columns_changed_cb (NhGridScreen *self)
{
  nh_settings_set_columns (self->spec->id, nh_grid_get_columns_state (self->grid));
}

/* Sorting, grouping and filters. */

static void
on_view_changed_cb (NhGridScreen *self)
{
  nh_settings_set_view (self->spec->id, nh_record_grid_model_dup_view (self->model));
  nh_filter_bar_update (NH_FILTER_BAR (self->bar));
}

static void
on_filters_changed_cb (NhGridScreen *self)
{
  nh_filter_bar_update (NH_FILTER_BAR (self->bar));
  nh_grid_update_headers (self->grid);
  update_empty (self);
  update_record (self);
}

/* A chip was taken away; the keys go back to the table, since it was a button that is gone. */
static void
on_bar_changed_cb (NhGridScreen *self)
{
  on_view_changed_cb (self);
  nh_grid_screen_focus (self);
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
                      NhGridScreen *self)
{
  self->popover = NULL;
  nh_grid_screen_focus (self);
  /* Not in the middle of its own signal. */
  g_idle_add (drop_popover_cb, g_object_ref (popover));
}

static void
on_filter_column_cb (NhGridScreen *self,
                     guint column)
{
  GdkRectangle at;
  graphene_point_t corner;

  if (self->popover || !nh_grid_get_header_bounds (self->grid, column, &at) ||
      !gtk_widget_compute_point (GTK_WIDGET (self->grid), GTK_WIDGET (self), &GRAPHENE_POINT_INIT (at.x, at.y),
                                 &corner))
    return;
  at.x = corner.x;
  at.y = corner.y;
  self->popover = nh_filter_popover_new (self->model, column);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &at);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (on_popover_closed_cb), self, 0);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
on_focus_enter_cb (NhGridScreen *self)
{
  nh_session_set_active (self->session, GTK_WIDGET (self));
}

static gboolean
became_visible_cb (gpointer data)
{
  NhGridScreen *self = NH_GRID_SCREEN (data);
  GtkWidget *active = nh_session_get_active (self->session);

  self->map_idle = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && (!active || !gtk_widget_get_mapped (active)))
    nh_session_set_active (self->session, GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* Screens are mapped in the middle of a layout, before the old one is gone; what follows the
 * active screen changes its size, so it waits until the layout is done. */
static void
on_map_cb (NhGridScreen *self)
{
  if (!self->map_idle)
    self->map_idle = g_idle_add (became_visible_cb, self);
}

/* The tools. */

static void
on_filter_changed_cb (GtkSearchEntry *entry,
                      NhGridScreen *self)
{
  nh_list_model_set_find (nh_record_grid_model_get_list (self->model), gtk_editable_get_text (self->filter));
  on_items_changed_cb (self);
}

static void
on_filter_activate_cb (GtkSearchEntry *entry,
                       NhGridScreen *self)
{
  nh_grid_screen_focus (self);
}

static void
on_filter_stop_cb (GtkSearchEntry *entry,
                   NhGridScreen *self)
{
  gtk_editable_set_text (self->filter, "");
  nh_grid_screen_focus (self);
}

static void
on_add_clicked_cb (GtkButton *button,
                   NhGridScreen *self)
{
  if (!self->spec->action)
    nh_grid_screen_add_row (self);
  else if (nh_grid_screen_commit (self))
    gtk_widget_activate_action (GTK_WIDGET (self), self->spec->action, NULL);
}

static void
on_delete_clicked_cb (GtkButton *button,
                      NhGridScreen *self)
{
  nh_grid_screen_delete_rows (self);
}

static void
on_export_clicked_cb (GtkButton *button,
                      NhGridScreen *self)
{
  nh_grid_screen_export (self);
}

static void
on_plan_selected_cb (NhGridScreen *self)
{
  guint selected = gtk_drop_down_get_selected (self->plan_filter);

  if (self->updating || selected >= self->plans->len)
    return;
  nh_record_grid_model_set_plan (self->model, g_array_index (self->plans, gint64, selected));
  on_items_changed_cb (self);
}

/* Fills the drop-down with the plans of the year; a plan that is gone gives way to "all". */
static void
update_plans (NhGridScreen *self)
{
  GPtrArray *plans = nh_session_get_plans (self->session);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  gint64 chosen = nh_record_grid_model_get_plan (self->model);
  gint64 all = 0;
  guint selected = 0;

  g_array_set_size (self->plans, 0);
  g_array_append_val (self->plans, all);
  gtk_string_list_append (labels, _("All plans"));
  for (guint i = 0; i < plans->len; i++)
    {
      const NhSessionPlan *plan = g_ptr_array_index (plans, i);

      g_array_append_val (self->plans, plan->id);
      gtk_string_list_append (labels, plan->label);
      if (plan->id == chosen)
        selected = i + 1;
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (self->plan_filter, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->plan_filter, selected);
  self->updating = FALSE;
  if (chosen && !selected)
    nh_record_grid_model_set_plan (self->model, 0);
}

static void
on_year_changed_cb (NhGridScreen *self)
{
  if (!(self->spec->flags & (NH_SCREEN_YEAR | NH_SCREEN_PLAN_FILTER)))
    return;
  nh_record_grid_model_update_filters (self->model);
  on_items_changed_cb (self);
}

static void
nh_grid_screen_dispose (GObject *object)
{
  NhGridScreen *self = NH_GRID_SCREEN (object);

  g_clear_handle_id (&self->map_idle, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_GRID_SCREEN);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  g_clear_pointer (&self->plans, g_array_unref);
  G_OBJECT_CLASS (nh_grid_screen_parent_class)->dispose (object);
}

static void
nh_grid_screen_class_init (NhGridScreenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_grid_screen_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/namhoc/NamHoc/ui/nh-grid-screen.ui");
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, body);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, toolbar);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, title);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, plan_filter);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, filter);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, import_button);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, first_import);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, export_button);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, delete_button);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, add_button);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, stack);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, scroller);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, nothing);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, empty_icon);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, empty_title);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, empty_text);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, first_step);
  gtk_widget_class_bind_template_child (widget_class, NhGridScreen, sample_button);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_delete_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_export_clicked_cb);
  signals[RECORD_SELECTED] = g_signal_new ("record-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ROW_ACTIVATED] = g_signal_new ("row-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
nh_grid_screen_init (NhGridScreen *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->plans = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focus_enter_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (self, "map", G_CALLBACK (on_map_cb), NULL);
}

/**
 * nh_grid_screen_can_import:
 *
 * Returns: whether tables from outside can become rows here: the rosters, members of a team and
 *   activities.
 */
gboolean
nh_grid_screen_can_import (NhGridScreen *self)
{
  const NhScreenSpec *spec = self->spec;

  return nh_grid_model_can_append (NH_GRID_MODEL (self->model)) && nh_import_is_supported (nh_entity_find (spec->entity)) &&
         (!(spec->flags & NH_SCREEN_PART) || g_strcmp0 (spec->owner, "team") == 0);
}

/* What the screen's description says, in words. */
static void
set_texts (NhGridScreen *self)
{
  const NhScreenSpec *spec = self->spec;
  gboolean fixed = !nh_grid_model_can_append (NH_GRID_MODEL (self->model));
  gboolean part = spec->flags & NH_SCREEN_PART;

  gtk_label_set_text (self->title, _(spec->title));
  gtk_image_set_from_icon_name (self->empty_icon, spec->icon);
  gtk_label_set_text (self->empty_title, _(spec->empty_title));
  gtk_label_set_text (self->empty_text, _(spec->empty_text));
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), !fixed);
  gtk_widget_set_visible (self->delete_button, !fixed);
  gtk_widget_set_visible (GTK_WIDGET (self->first_step), !fixed);
  gtk_widget_set_visible (GTK_WIDGET (self->filter), !part);
  gtk_widget_set_visible (self->import_button, nh_grid_screen_can_import (self));
  gtk_widget_set_visible (self->first_import, nh_grid_screen_can_import (self));
  gtk_widget_set_visible (self->export_button, !part);
  gtk_widget_set_visible (self->sample_button, !part);
  gtk_widget_set_visible (GTK_WIDGET (self->plan_filter), (spec->flags & NH_SCREEN_PLAN_FILTER) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_icon), !part);
  if (spec->add)
    {
      gtk_button_set_label (self->add_button, _(spec->add));
      gtk_button_set_label (self->first_step, _(spec->add));
    }
  if (part)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "nh-part");
      gtk_widget_remove_css_class (GTK_WIDGET (self->add_button), "suggested-action");
      gtk_widget_add_css_class (GTK_WIDGET (self->add_button), "flat");
    }
}

static void
make_grid (NhGridScreen *self)
{
  g_autoptr (GVariant) columns = nh_settings_dup_columns (self->spec->id);
  g_autoptr (GVariant) view = nh_settings_dup_view (self->spec->id);

  if (view)
    nh_record_grid_model_set_view (self->model, view);
  self->bar = nh_filter_bar_new (self->model);
  gtk_box_insert_child_after (GTK_BOX (self->body), self->bar, self->toolbar);
  self->grid = NH_GRID (nh_grid_new ());
  nh_grid_set_model (self->grid, NH_GRID_MODEL (self->model));
  nh_grid_set_label (self->grid, _(self->spec->title));
  if (self->spec->hint)
    nh_grid_set_append_hint (self->grid, _(self->spec->hint));
  nh_grid_set_default_columns (self->grid, nh_record_grid_model_default_columns (self->model));
  if (!columns)
    columns = nh_record_grid_model_default_columns (self->model);
  nh_grid_set_columns_state (self->grid, columns);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->grid));
  g_signal_connect_object (self->grid, "cursor-moved", G_CALLBACK (on_cursor_moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "activate-row", G_CALLBACK (on_activate_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "error", G_CALLBACK (on_error_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "notice", G_CALLBACK (on_notice_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "offer", G_CALLBACK (on_offer_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "columns-changed", G_CALLBACK (on_columns_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "view-changed", G_CALLBACK (on_view_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "filter-column", G_CALLBACK (on_filter_column_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "filters-changed", G_CALLBACK (on_filters_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "changed", G_CALLBACK (on_bar_changed_cb), self, G_CONNECT_SWAPPED);
}

/* Tables whose records may stand there twice. */
static void
add_merging (NhGridScreen *self)
{
  const NhEntity *entity = nh_entity_find (self->spec->entity);
  g_autoptr (GMenu) menu = NULL;

  if (!nh_merge_can (entity))
    return;
  menu = g_menu_new ();
  g_menu_append (menu, _("_Merge two rows…"), "win.merge-rows");
  nh_grid_set_row_menu (self->grid, G_MENU_MODEL (menu));
  if (g_str_equal (self->spec->id, "units") || g_str_equal (self->spec->id, "people"))
    nh_grid_screen_add_tool (self, nh_duplicates_button_new (self->session, entity));
}

/**
 * nh_grid_screen_new:
 * @session: the open workbook
 * @spec: which screen
 *
 * Returns: (transfer floating): the table described by @spec.
 */
GtkWidget *
nh_grid_screen_new (NhSession *session,
                    const NhScreenSpec *spec)
{
  NhGridScreen *self = g_object_new (NH_TYPE_GRID_SCREEN, NULL);
  NhListModel *list;

  self->session = g_object_ref (session);
  self->spec = spec;
  self->model = nh_record_grid_model_new (session, spec);
  list = nh_record_grid_model_get_list (self->model);
  make_grid (self);
  set_texts (self);
  add_merging (self);
  if (spec->flags & NH_SCREEN_PLAN_FILTER)
    {
      update_plans (self);
      nh_drop_down_let_shrink (self->plan_filter); /* drafts are told by their whole titles */
      g_signal_connect_object (self->plan_filter, "notify::selected", G_CALLBACK (on_plan_selected_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "plans-changed", G_CALLBACK (update_plans), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (session, "year-changed", G_CALLBACK (on_year_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (list, "notify::loading", G_CALLBACK (on_items_changed_cb), self, G_CONNECT_SWAPPED);
  on_items_changed_cb (self);
  return GTK_WIDGET (self);
}

/** nh_grid_screen_get_spec: Returns: (transfer none): which screen this is. */
const NhScreenSpec *
nh_grid_screen_get_spec (NhGridScreen *self)
{
  return self->spec;
}

/** nh_grid_screen_get_model: Returns: (transfer none): the rows. */
NhRecordGridModel *
nh_grid_screen_get_model (NhGridScreen *self)
{
  return self->model;
}

/** nh_grid_screen_get_grid: Returns: (transfer none): the table itself. */
NhGrid *
nh_grid_screen_get_grid (NhGridScreen *self)
{
  return self->grid;
}

/** nh_grid_screen_set_owner: shows the rows that belong to the record @owner, 0 for none. */
void
nh_grid_screen_set_owner (NhGridScreen *self,
                          gint64 owner)
{
  nh_grid_screen_set_owners (self, owner, NULL, 0);
}

/**
 * nh_grid_screen_set_owners:
 * @owner: key of the record that new rows belong to; 0: none can be added
 * @all: (array length=n) (nullable): keys of the records whose rows are shown; %NULL: those of @owner
 * @n: how many
 */
void
nh_grid_screen_set_owners (NhGridScreen *self,
                           gint64 owner,
                           const gint64 *all,
                           guint n)
{
  if (!nh_record_grid_model_set_owners (self->model, owner, all, n))
    return;
  self->started = FALSE;
  self->fresh = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), owner != 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->first_step), owner != 0);
  on_items_changed_cb (self);
}

/** nh_grid_screen_set_title: gives the table another heading than its description's. */
void
nh_grid_screen_set_title (NhGridScreen *self,
                          const char *title)
{
  gtk_label_set_text (self->title, title);
}

/** nh_grid_screen_add_tool: puts a button before the table's own ones. */
void
nh_grid_screen_add_tool (NhGridScreen *self,
                         GtkWidget *tool)
{
  gtk_box_insert_child_after (GTK_BOX (self->toolbar), tool, GTK_WIDGET (self->filter));
}

/** nh_grid_screen_get_record: Returns: the key of the record under the cursor; 0 for none. */
gint64
nh_grid_screen_get_record (NhGridScreen *self)
{
  return self->record;
}

/** nh_grid_screen_get_n_selected: Returns: how many records are selected. */
guint
nh_grid_screen_get_n_selected (NhGridScreen *self)
{
  guint first_row;
  guint last_row;
  guint first_column;
  guint last_column;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  if (n == 0)
    return 0;
  nh_grid_get_selection (self->grid, &first_row, &last_row, &first_column, &last_column);
  last_row = MIN (last_row, n - 1);
  return last_row >= first_row ? nh_record_grid_model_count_records (self->model, first_row, last_row) : 0;
}

/** nh_grid_screen_get_selected: Returns: (transfer full): keys of the selected rows, at most @most. */
GArray *
nh_grid_screen_get_selected (NhGridScreen *self,
                             guint most)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint first_row;
  guint last_row;
  guint first_column;
  guint last_column;

  nh_grid_get_selection (self->grid, &first_row, &last_row, &first_column, &last_column);
  if (!nh_grid_screen_get_n_selected (self))
    return ids;
  for (guint row = first_row; row <= last_row && row < n_rows && ids->len < most; row++)
    {
      gint64 id = nh_grid_model_get_id (NH_GRID_MODEL (self->model), row);

      if (id > 0) /* below 0: the head of a group */
        g_array_append_val (ids, id);
    }
  return ids;
}

/** nh_grid_screen_focus: gives the keys to the table. */
void
nh_grid_screen_focus (NhGridScreen *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "grid") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->grid));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->first_step));
}

/** nh_grid_screen_clear_filters: shows all rows again. Returns: whether some were hidden. */
gboolean
nh_grid_screen_clear_filters (NhGridScreen *self)
{
  gboolean by_words_or_values = is_filtered (self);
  gboolean by_plan = nh_record_grid_model_get_plan (self->model) != 0;

  if (by_words_or_values)
    {
      gtk_editable_set_text (self->filter, "");
      nh_list_model_set_find (nh_record_grid_model_get_list (self->model), NULL); /* the entry tells it later */
      nh_record_grid_model_set_filter (self->model, G_MAXUINT, NULL);
    }
  if (by_plan)
    gtk_drop_down_set_selected (self->plan_filter, 0);
  return by_words_or_values || by_plan;
}

/** nh_grid_screen_set_plan: shows the rows of a plan only, as its drop-down does; 0: of all plans. */
void
nh_grid_screen_set_plan (NhGridScreen *self,
                         gint64 plan)
{
  if (!(self->spec->flags & NH_SCREEN_PLAN_FILTER))
    return;
  for (guint i = 0; i < self->plans->len; i++)
    if (g_array_index (self->plans, gint64, i) == plan)
      gtk_drop_down_set_selected (self->plan_filter, i);
}

/** nh_grid_screen_focus_filter: gives the keys to the live filter. */
void
nh_grid_screen_focus_filter (NhGridScreen *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->filter)))
    gtk_widget_grab_focus (GTK_WIDGET (self->filter));
}

static NhFindBar *
get_find_bar (NhGridScreen *self)
{
  if (!self->find_bar)
    {
      self->find_bar = NH_FIND_BAR (nh_find_bar_new (self->session, self->model, self->grid));
      gtk_box_insert_child_after (GTK_BOX (self->body), GTK_WIDGET (self->find_bar), self->toolbar);
    }
  return self->find_bar;
}

/** nh_grid_screen_find: opens the bar for finding, and with @replace for replacing, in the cells. */
void
nh_grid_screen_find (NhGridScreen *self,
                     gboolean replace)
{
  nh_find_bar_open (get_find_bar (self), replace);
}

/** nh_grid_screen_find_step: goes to the next (1) or previous (-1) cell that was looked for. */
void
nh_grid_screen_find_step (NhGridScreen *self,
                          int step)
{
  nh_find_bar_step (get_find_bar (self), step);
}

/** nh_grid_screen_add_row: goes to the empty last row, or makes the first one. */
void
nh_grid_screen_add_row (NhGridScreen *self)
{
  if (!nh_grid_model_can_append (NH_GRID_MODEL (self->model)))
    return;
  self->started = TRUE;
  update_empty (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
  nh_grid_add_row (self->grid);
}

/** nh_grid_screen_delete_rows: deletes the selected rows as one step of undo. */
void
nh_grid_screen_delete_rows (NhGridScreen *self)
{
  if (nh_grid_model_can_remove (NH_GRID_MODEL (self->model)))
    nh_grid_delete_rows (self->grid);
}

/** nh_grid_screen_export: asks for a file and writes the rows and columns in sight to it. */
void
nh_grid_screen_export (NhGridScreen *self)
{
  if (nh_grid_screen_commit (self))
    nh_list_export_run (GTK_WIDGET (self), self->session, self->model, self->grid);
}

/** nh_grid_screen_commit: Returns: whether an edit under way was stored, or there was none. */
gboolean
nh_grid_screen_commit (NhGridScreen *self)
{
  return !nh_grid_is_editing (self->grid) || nh_grid_commit (self->grid);
}
