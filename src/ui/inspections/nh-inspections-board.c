/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/inspections/nh-inspections-board.h"

#include <glib/gi18n-lib.h>

#include "document/nh-inspection-board.h"
#include "model/nh-inspection-coverage.h"
#include "ui/boards/nh-board-bar.h"
#include "ui/boards/nh-board-inspect.h"
#include "ui/boards/nh-board-paper.h"

struct _NhInspectionsBoard
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkDropDown *plan_filter;
  GtkWidget *longest; /* coverage: the order */
  GtkWidget *hint;
  NhMatrixView *view;
  GtkWidget *menu;    /* of a cell; NULL: closed */

  NhSession *session;
  NhInspectionsBoardKind kind;
  GArray *plans;      /* of gint64: the plan of each row of the drop-down */
  gint64 plan;        /* 0: all of the year */
  gint64 record;      /* under the cursor */
  gboolean updating;
  gboolean stale;     /* the workbook changed while this was out of sight */
};

G_DEFINE_FINAL_TYPE (NhInspectionsBoard, nh_inspections_board, GTK_TYPE_WIDGET)

static guint plan_chosen;

static NhWorkbook *
get_workbook (NhInspectionsBoard *self)
{
  return nh_session_get_workbook (self->session);
}

static gboolean
is_schedule (NhInspectionsBoard *self)
{
  return self->kind == NH_INSPECTIONS_SCHEDULE;
}

/* The plan that a new round, or an appendix, is of: the chosen one, or the only one that inspects. */
static gint64
single_plan (NhInspectionsBoard *self)
{
  GPtrArray *plans = nh_session_get_plans (self->session);
  gint64 found = 0;

  if (self->plan)
    return self->plan;
  for (guint i = 0; i < plans->len; i++)
    {
      const NhSessionPlan *plan = plans->pdata[i];
      g_autoptr (NhMatrix) matrix = nh_inspection_schedule_matrix (get_workbook (self), plan->id, 0, NH_INSPECTION_BOARD_PAPER,
                                                                   NULL);

      if (!matrix || !nh_matrix_get_n_rows (matrix))
        continue;
      if (found)
        return 0;
      found = plan->id;
    }
  return found;
}

/* While all years are chosen, a board shows the newest one. */
static gint64
get_year (NhInspectionsBoard *self)
{
  gint64 year = nh_session_get_year (self->session);

  return year ? year : nh_inspection_newest_year (get_workbook (self));
}

static void
update (NhInspectionsBoard *self)
{
  gboolean longest = self->longest && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->longest));
  g_autoptr (GError) error = NULL;
  NhMatrix *matrix;
  guint n;

  self->stale = FALSE;
  matrix = is_schedule (self)
               ? nh_inspection_schedule_matrix (get_workbook (self), self->plan, get_year (self),
                                                NH_INSPECTION_BOARD_DEFAULT, &error)
               : nh_inspection_coverage_matrix (get_workbook (self), self->plan, get_year (self),
                                                longest ? NH_INSPECTION_BOARD_LONGEST : NH_INSPECTION_BOARD_DEFAULT, &error);
  if (nh_session_report_error (self->session, &error))
    return;
  n = nh_matrix_get_n_rows (matrix);
  nh_matrix_view_set_matrix (self->view, matrix);
  gtk_widget_set_visible (self->hint, n == 0);
  nh_inspections_board_activate (self); /* how many rows there are */
}

static void
update_when_seen (NhInspectionsBoard *self)
{
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

static void
on_workbook_changed_cb (NhInspectionsBoard *self,
                        GArray *changes)
{
  static const char *const tables[] = { "activity", "activity_unit", "unit", "team", "team_unit", "plan", "school_year" };
  gboolean touched = !changes;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    touched = touched || nh_session_changes_touch (changes, tables[i]);
  if (touched)
    update_when_seen (self);
}

/* Plans. */

static void
update_plans (NhInspectionsBoard *self)
{
  GPtrArray *plans = nh_session_get_plans (self->session);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  gint64 all = 0;
  guint selected = 0;

  g_array_set_size (self->plans, 0);
  g_array_append_val (self->plans, all);
  gtk_string_list_append (labels, _("All plans"));
  for (guint i = 0; i < plans->len; i++)
    {
      const NhSessionPlan *plan = plans->pdata[i];

      g_array_append_val (self->plans, plan->id);
      gtk_string_list_append (labels, plan->label);
      if (plan->id == self->plan)
        selected = i + 1;
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (self->plan_filter, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->plan_filter, selected);
  self->updating = FALSE;
  if (!selected)
    self->plan = 0;
  update_when_seen (self);
}

static void
on_plan_selected_cb (NhInspectionsBoard *self)
{
  guint selected = gtk_drop_down_get_selected (self->plan_filter);

  if (self->updating || selected >= self->plans->len)
    return;
  self->plan = g_array_index (self->plans, gint64, selected);
  g_signal_emit (self, plan_chosen, 0, self->plan);
  update_when_seen (self);
}

/* What is done in cells. */

/* A date that the board has a column of: year and month. */
static void
month_of_column (NhInspectionsBoard *self,
                 guint column,
                 int *year,
                 int *month)
{
  const NhMatrixHead *head = nh_matrix_get_column (nh_matrix_view_get_matrix (self->view), column);

  nh_day_to_ymd ((guint32) head->key, year, month, NULL);
}

/* A round, or in an empty cell the unit of the row. */
static NhBoardRecord
inspect (gpointer page,
         guint row,
         guint column,
         gint64 item)
{
  NhInspectionsBoard *self = page;
  gint64 unit = nh_matrix_get_row (nh_matrix_view_get_matrix (self->view), row)->key;

  self->record = item;
  return (NhBoardRecord) { item ? "inspections" : "units", item ? item : MAX (unit, 0) };
}

static void
on_cell_activated_cb (NhMatrixView *view,
                      guint row,
                      guint column,
                      gint64 item,
                      NhInspectionsBoard *self)
{
  const NhMatrixHead *unit = nh_matrix_get_row (nh_matrix_view_get_matrix (view), row);
  const NhMatrixHead *year = nh_matrix_get_column (nh_matrix_view_get_matrix (view), column);

  self->record = item;
  if (!item && !is_schedule (self) && unit->key > 0 && !nh_workbook_is_read_only (get_workbook (self)))
    nh_old_inspection_dialog_show (GTK_WIDGET (self), self->session, unit->key, (int) year->key);
}

static void
on_item_moved_cb (NhMatrixView *view,
                  gint64 item,
                  guint from_row,
                  guint from_column,
                  guint row,
                  guint column,
                  NhInspectionsBoard *self)
{
  g_autoptr (GError) error = NULL;
  int year;
  int month;

  if (row != from_row)
    {
      nh_session_report (self->session, _("A round stays with its units here: move it to another month, and change its units "
                                          "in the list."));
      return;
    }
  month_of_column (self, column, &year, &month);
  nh_inspection_move (get_workbook (self), item, year, month, &error);
  if (nh_session_report_error (self->session, &error))
    return;
  self->record = item;
}

static void
add_round (NhInspectionsBoard *self,
           guint row,
           guint column)
{
  const NhMatrixHead *unit = nh_matrix_get_row (nh_matrix_view_get_matrix (self->view), row);
  gint64 plan = single_plan (self);
  g_autofree char *plan_key = g_strdup_printf ("#%" G_GINT64_FORMAT, plan);
  g_autofree char *unit_key = g_strdup_printf ("#%" G_GINT64_FORMAT, unit->key);
  g_autofree char *content = g_strdup_printf ("Kiểm tra %s", unit->label);
  g_autofree char *period = NULL;
  g_autoptr (GError) error = NULL;
  int year;
  int month;
  gint64 id;

  if (!plan)
    {
      nh_session_report (self->session, _("Choose a plan above the table first: a round belongs to one."));
      return;
    }
  if (unit->key <= 0)
    return;
  month_of_column (self, column, &year, &month);
  period = nh_inspection_month_text (year, month);
  {
    const NhFieldText values[] = { { "plan", plan_key }, { "kind", "inspection" }, { "content", content },
                                   { "inspected", unit_key }, { "period", period }, { "status", "planned" }, { NULL } };

    id = nh_session_create (self->session, nh_entity_find ("activity"), values, &error);
  }
  if (!nh_session_report_error (self->session, &error))
    self->record = id;
}

static void
on_cell_add_cb (NhMatrixView *view,
                guint row,
                guint column,
                NhInspectionsBoard *self)
{
  const NhMatrixHead *unit = nh_matrix_get_row (nh_matrix_view_get_matrix (view), row);
  const NhMatrixHead *year = nh_matrix_get_column (nh_matrix_view_get_matrix (view), column);

  if (nh_workbook_is_read_only (get_workbook (self)))
    nh_session_report (self->session, _("This workbook is read only: nothing in it can be changed."));
  else if (is_schedule (self))
    add_round (self, row, column);
  else if (unit->key > 0)
    nh_old_inspection_dialog_show (GTK_WIDGET (self), self->session, unit->key, (int) year->key);
}

static void
delete_record (NhInspectionsBoard *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->record)
    return;
  nh_workbook_delete (get_workbook (self), nh_entity_find ("activity"), &self->record, 1, &error);
  if (!nh_session_report_error (self->session, &error))
    self->record = 0;
}

static void
on_cell_delete_cb (NhMatrixView *view,
                   guint row,
                   guint column,
                   gint64 item,
                   NhInspectionsBoard *self)
{
  if (!item)
    return;
  self->record = item;
  delete_record (self);
}

/* The menu of a cell. */

static gboolean
drop_menu_cb (gpointer menu)
{
  gtk_widget_unparent (menu);
  g_object_unref (menu);
  return G_SOURCE_REMOVE;
}

static void
on_menu_closed_cb (GtkWidget *menu,
                   NhInspectionsBoard *self)
{
  self->menu = NULL;
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  g_idle_add (drop_menu_cb, g_object_ref (menu)); /* not in the middle of its own signal */
}

static gboolean
is_fixed (NhInspectionsBoard *self,
          gint64 item)
{
  g_autoptr (NhRecord) record = nh_workbook_load (get_workbook (self), nh_entity_find ("activity"), item, NULL);

  return record && *nh_record_raw (record, "fixed");
}

static void
on_cell_menu_cb (NhMatrixView *view,
                 guint row,
                 guint column,
                 gint64 item,
                 GdkRectangle *where,
                 NhInspectionsBoard *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  graphene_point_t corner;
  GdkRectangle at = *where;

  if (self->menu || !item)
    return;
  self->record = item;
  g_menu_append (menu, _("_Open in the list"), "board.open");
  if (is_schedule (self))
    g_menu_append (menu, is_fixed (self, item) ? _("_Release the time") : _("_Fix the time"), "board.fix");
  g_menu_append (menu, _("_Delete"), "board.delete");
  if (gtk_widget_compute_point (GTK_WIDGET (view), GTK_WIDGET (self), &GRAPHENE_POINT_INIT (at.x, at.y), &corner))
    {
      at.x = (int) corner.x;
      at.y = (int) corner.y;
    }
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (on_menu_closed_cb), self, 0);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_open_cb (GtkWidget *widget,
            const char *action,
            GVariant *parameter)
{
  NhInspectionsBoard *self = NH_INSPECTIONS_BOARD (widget);

  if (self->record)
    nh_session_show_record (self->session, nh_entity_find ("activity"), self->record);
}

static void
on_fix_cb (GtkWidget *widget,
           const char *action,
           GVariant *parameter)
{
  NhInspectionsBoard *self = NH_INSPECTIONS_BOARD (widget);
  g_autoptr (GError) error = NULL;

  if (!self->record)
    return;
  nh_inspection_set_fixed (get_workbook (self), self->record, !is_fixed (self, self->record), &error);
  nh_session_report_error (self->session, &error);
}

static void
on_delete_cb (GtkWidget *widget,
              const char *action,
              GVariant *parameter)
{
  delete_record (NH_INSPECTIONS_BOARD (widget));
}

/* Paper. */

static NhBoardPaper
get_paper (gpointer page)
{
  NhInspectionsBoard *self = page;

  return (NhBoardPaper) { single_plan (self), is_schedule (self) ? "inspection_schedule" : "inspection_coverage", "single",
                          is_schedule (self) };
}

/* The widget. */

static void
on_map_cb (NhInspectionsBoard *self)
{
  if (self->stale)
    update (self);
}

static gboolean
nh_inspections_board_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NH_INSPECTIONS_BOARD (widget)->view));
}

static void
nh_inspections_board_dispose (GObject *object)
{
  NhInspectionsBoard *self = NH_INSPECTIONS_BOARD (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->plans, g_array_unref);
  G_OBJECT_CLASS (nh_inspections_board_parent_class)->dispose (object);
}

static void
nh_inspections_board_class_init (NhInspectionsBoardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_inspections_board_dispose;
  widget_class->grab_focus = nh_inspections_board_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "board.open", NULL, on_open_cb);
  gtk_widget_class_install_action (widget_class, "board.fix", NULL, on_fix_cb);
  gtk_widget_class_install_action (widget_class, "board.delete", NULL, on_delete_cb);
  plan_chosen = g_signal_new ("plan-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_INT64);
}

static void
nh_inspections_board_init (NhInspectionsBoard *self)
{
  self->plans = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->stale = TRUE;
}

static GtkWidget *
make_toolbar (NhInspectionsBoard *self)
{
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->plan_filter = nh_board_plan_filter_new ();
  if (!is_schedule (self))
    {
      self->longest = gtk_toggle_button_new_with_mnemonic (_("_Longest first"));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->longest), TRUE);
      gtk_widget_set_tooltip_text (self->longest, _("Units that have not been inspected for longest stand first; else by name"));
      gtk_box_append (GTK_BOX (tools), self->longest);
      g_signal_connect_object (self->longest, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (self->plan_filter, "notify::selected", G_CALLBACK (on_plan_selected_cb), self, G_CONNECT_SWAPPED);
  return nh_board_bar_new (self->plan_filter, tools, nh_board_paper_button_new (GTK_WIDGET (self), self->session, get_paper));
}

static GtkWidget *
make_hint (void)
{
  GtkWidget *label = gtk_label_new (_("No inspections are planned yet. Add rounds in the list, or let a schedule be proposed: "
                                      "choose the units, the months and the delegations, and look at what comes out."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

/**
 * nh_inspections_board_new:
 * @session: the open workbook
 * @kind: months or years
 *
 * Returns: (transfer floating): the board.
 */
GtkWidget *
nh_inspections_board_new (NhSession *session,
                          NhInspectionsBoardKind kind)
{
  NhInspectionsBoard *self = g_object_new (NH_TYPE_INSPECTIONS_BOARD, NULL);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->session = g_object_ref (session);
  self->kind = kind;
  self->view = NH_MATRIX_VIEW (nh_matrix_view_new ());
  nh_matrix_view_set_editable (self->view, kind == NH_INSPECTIONS_SCHEDULE && !nh_workbook_is_read_only (get_workbook (self)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_schedule (self) ? _("Schedule of inspections") : _("Inspections over the years"), -1);
  self->hint = make_hint ();
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->hint);
  gtk_widget_set_vexpand (overlay, TRUE);
  gtk_box_append (GTK_BOX (self->body), make_toolbar (self));
  gtk_box_append (GTK_BOX (self->body), overlay);
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  nh_board_inspect (GTK_WIDGET (self), session, self->view, inspect, TRUE);
  update_plans (self);
  g_signal_connect_object (self->view, "cell-activated", G_CALLBACK (on_cell_activated_cb), self, 0);
  g_signal_connect_object (self->view, "item-moved", G_CALLBACK (on_item_moved_cb), self, 0);
  g_signal_connect_object (self->view, "cell-add", G_CALLBACK (on_cell_add_cb), self, 0);
  g_signal_connect_object (self->view, "cell-delete", G_CALLBACK (on_cell_delete_cb), self, 0);
  g_signal_connect_object (self->view, "cell-menu", G_CALLBACK (on_cell_menu_cb), self, 0);
  g_signal_connect_object (session, "plans-changed", G_CALLBACK (update_plans), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "year-changed", G_CALLBACK (update_when_seen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_workbook (self), "changed", G_CALLBACK (on_workbook_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (on_map_cb), NULL);
  return GTK_WIDGET (self);
}

/** nh_inspections_board_get_view: Returns: (transfer none): the matrix. */
NhMatrixView *
nh_inspections_board_get_view (NhInspectionsBoard *self)
{
  return self->view;
}

/** nh_inspections_board_set_plan: shows one plan; 0: all of the year. */
void
nh_inspections_board_set_plan (NhInspectionsBoard *self,
                               gint64 plan)
{
  if (self->plan == plan)
    return;
  self->plan = plan;
  update_plans (self);
}

/** nh_inspections_board_activate: the inspector and the status bar follow the board. */
void
nh_inspections_board_activate (NhInspectionsBoard *self)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (self->view);
  guint n = matrix ? nh_matrix_get_n_rows (matrix) : 0;
  g_autofree char *summary = g_strdup_printf (ngettext ("%u unit", "%u units", n), n);

  nh_board_inspect_set_summary (GTK_WIDGET (self), summary);
  nh_board_inspect_update (GTK_WIDGET (self));
}
