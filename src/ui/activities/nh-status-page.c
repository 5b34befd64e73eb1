/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/activities/nh-status-page.h"

#include <glib/gi18n-lib.h>

#include "document/nh-status-board.h"
#include "model/nh-overview.h"
#include "ui/boards/nh-board-bar.h"
#include "ui/boards/nh-board-inspect.h"
#include "ui/boards/nh-board-paper.h"
#include "ui/nh-drop-down.h"

struct _NhStatusPage
{
  GtkWidget parent_instance;

  NhSession *session;
  NhAgenda *agenda;
  gint64 year; /* of the agenda */
  GtkWidget *box;
  GtkDropDown *plan;
  GtkDropDown *kind;
  NhMatrixView *view;
  guint source;
  gboolean dirty;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (NhStatusPage, nh_status_page, GTK_TYPE_WIDGET)

static void queue (NhStatusPage *self);

static gint64
get_plan (NhStatusPage *self)
{
  GPtrArray *plans = nh_session_get_plans (self->session);
  guint selected = gtk_drop_down_get_selected (self->plan);

  return selected == 0 || selected > plans->len ? 0 : ((NhSessionPlan *) plans->pdata[selected - 1])->id;
}

static const char *
get_kind (NhStatusPage *self)
{
  guint n;
  const NhChoice *kinds = nh_overview_kinds (&n);
  guint selected = gtk_drop_down_get_selected (self->kind);

  return selected == 0 || selected > n ? NULL : kinds[selected - 1].key;
}

/* Of all school years one is shown, that of today or the fullest: the months of many would be a long way. */
static void
take_agenda (NhStatusPage *self)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  gint64 chosen = nh_session_get_year (self->session);
  gint64 year = chosen ? chosen : nh_overview_choose_year (workbook, nh_today ());
  NhAgenda *agenda = NULL;
  g_autoptr (NhAgenda) own = NULL;
  g_autoptr (GError) error = NULL;

  if (self->agenda && year == self->year)
    return;
  if (self->agenda)
    g_signal_handlers_disconnect_by_data (self->agenda, self);
  if (year == chosen)
    agenda = nh_session_get_agenda (self->session);
  else if (!(agenda = own = nh_agenda_new (workbook, year, &error)))
    nh_session_report_error (self->session, &error);
  g_set_object (&self->agenda, agenda);
  self->year = year;
  if (agenda)
    g_signal_connect_object (agenda, "changed", G_CALLBACK (queue), self, G_CONNECT_SWAPPED);
}

static void
update (NhStatusPage *self)
{
  self->dirty = FALSE;
  take_agenda (self);
  if (self->agenda)
    nh_matrix_view_set_matrix (self->view,
                               nh_status_board_new (self->agenda, get_plan (self), get_kind (self), NH_STATUS_BOARD_SCREEN));
  nh_board_inspect_update (GTK_WIDGET (self));
}

static gboolean
on_update_cb (gpointer data)
{
  NhStatusPage *self = data;

  self->source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
queue (NhStatusPage *self)
{
  self->dirty = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !self->source)
    self->source = g_idle_add (on_update_cb, self);
}

static void
on_filter_cb (NhStatusPage *self)
{
  if (!self->updating)
    queue (self);
}

static void
on_plans_changed_cb (NhStatusPage *self)
{
  GPtrArray *plans = nh_session_get_plans (self->session);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  gint64 chosen = self->plan ? get_plan (self) : 0;
  guint selected = 0;

  gtk_string_list_append (labels, _("All plans"));
  for (guint i = 0; i < plans->len; i++)
    {
      const NhSessionPlan *plan = plans->pdata[i];

      gtk_string_list_append (labels, plan->label);
      if (plan->id == chosen)
        selected = i + 1;
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (self->plan, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->plan, selected);
  self->updating = FALSE;
  queue (self);
}

/* Another column is another state, another row another month; both are one edit. */
static void
on_item_moved_cb (NhMatrixView *view,
                  gint64 item,
                  guint from_row,
                  guint from_column,
                  guint row,
                  guint column,
                  NhStatusPage *self)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (view);
  const NhAgendaActivity *activity = self->agenda ? nh_agenda_find (self->agenda, item) : NULL;
  guint32 month = (guint32) nh_matrix_get_row (matrix, row)->key;
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  NhFieldText values[3] = { { NULL, NULL } };
  guint n = 0;

  if (!activity)
    return;
  if (column != from_column)
    values[n++] = (NhFieldText){ "status", nh_status_board_key (nh_matrix_get_column (matrix, column)->key) };
  if (row != from_row)
    {
      if (month <= NH_STATUS_BOARD_LONG || !nh_status_board_move (self->agenda, activity, month, &period))
        {
          nh_session_report (self->session, month > NH_STATUS_BOARD_LONG ? _("This activity has no single month: change its time in its form.")
                                                  : _("The time was kept: clear it in the form of the activity instead."));
          return;
        }
      text = nh_period_format (&period);
      values[n++] = (NhFieldText){ "period", text };
    }
  if (n && !nh_session_set (self->session, nh_entity_find ("activity"), item, values, &error))
    nh_session_report_error (self->session, &error);
}

static void
nh_status_page_map (GtkWidget *widget)
{
  NhStatusPage *self = NH_STATUS_PAGE (widget);

  GTK_WIDGET_CLASS (nh_status_page_parent_class)->map (widget);
  if (self->dirty)
    update (self);
}

static gboolean
nh_status_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NH_STATUS_PAGE (widget)->view));
}

static void
nh_status_page_dispose (GObject *object)
{
  NhStatusPage *self = NH_STATUS_PAGE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->agenda);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_status_page_parent_class)->dispose (object);
}

static void
nh_status_page_class_init (NhStatusPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_status_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = nh_status_page_map;
  GTK_WIDGET_CLASS (klass)->grab_focus = nh_status_page_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_status_page_init (NhStatusPage *self)
{
  self->dirty = TRUE;
}

static GtkDropDown *
make_drop_down (NhStatusPage *self,
                const char *label,
                GListModel *model)
{
  GtkWidget *drop_down = gtk_drop_down_new (model, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  nh_drop_down_let_shrink (GTK_DROP_DOWN (drop_down));
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (on_filter_cb), self, G_CONNECT_SWAPPED);
  return GTK_DROP_DOWN (drop_down);
}

static NhBoardPaper
get_paper (gpointer page)
{
  return (NhBoardPaper) { get_plan (page), "status_board", "single", TRUE };
}

/**
 * nh_status_page_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the board of the chosen school year.
 */
GtkWidget *
nh_status_page_new (NhSession *session)
{
  NhStatusPage *self = g_object_new (NH_TYPE_STATUS_PAGE, NULL);
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkStringList *kinds = gtk_string_list_new ((const char *const[]){ _("All kinds"), NULL });
  guint n;
  const NhChoice *choices = nh_overview_kinds (&n);

  self->session = g_object_ref (session);
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (kinds, _(choices[i].label));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->plan = nh_board_plan_filter_new ();
  g_signal_connect_object (self->plan, "notify::selected", G_CALLBACK (on_filter_cb), self, G_CONNECT_SWAPPED);
  self->kind = make_drop_down (self, _("Kind"), G_LIST_MODEL (kinds));
  self->view = NH_MATRIX_VIEW (nh_matrix_view_new ());
  nh_matrix_view_set_editable (self->view, !nh_workbook_is_read_only (nh_session_get_workbook (session)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Status board"), -1);
  gtk_box_append (GTK_BOX (tools), GTK_WIDGET (self->kind));
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->box), nh_board_bar_new (self->plan, tools,
                                                         nh_board_paper_button_new (GTK_WIDGET (self), session, get_paper)));
  gtk_box_append (GTK_BOX (self->box),
                  nh_board_note_new (_("Drag an activity, or press Alt and an arrow: to another state sideways, to another month up and down")));
  gtk_box_append (GTK_BOX (self->box), scroller);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  nh_board_inspect (GTK_WIDGET (self), session, self->view, nh_board_inspect_activity, TRUE);
  on_plans_changed_cb (self);
  g_signal_connect_object (self->view, "item-moved", G_CALLBACK (on_item_moved_cb), self, 0);
  g_signal_connect_object (session, "plans-changed", G_CALLBACK (on_plans_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "year-changed", G_CALLBACK (queue), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/** nh_status_page_get_view: Returns: (transfer none): months × states. */
NhMatrixView *
nh_status_page_get_view (NhStatusPage *self)
{
  return self->view;
}

/** nh_status_page_set_kind: shows one kind of activities; %NULL: all. */
void
nh_status_page_set_kind (NhStatusPage *self,
                         const char *kind)
{
  guint n;
  const NhChoice *kinds = nh_overview_kinds (&n);
  guint selected = 0;

  for (guint i = 0; kind && i < n; i++)
    if (g_str_equal (kinds[i].key, kind))
      selected = i + 1;
  gtk_drop_down_set_selected (self->kind, selected);
}
