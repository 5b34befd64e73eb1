/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhTimelinePage: the year and the model of what is shown, the active record, keys, and going to an activity. The other
 * parts are in nh-timeline-page-*.c, what they share in nh-timeline-page-private.h.
 */
#include "ui/timeline/nh-timeline-page-private.h"

#include <glib/gi18n-lib.h>

#include "model/nh-overview.h"
#include "ui/nh-language.h"
#include "ui/timeline/nh-two-rows.h"

/* What the form shows first: what one types for a new bar, then what its place and colour tell. */
#define FIRST_FIELDS "content,period,kind,status,hosts,inspected,team,place,plan"

G_DEFINE_FINAL_TYPE (NhTimelinePage, nh_timeline_page, GTK_TYPE_WIDGET)

/* The active record and the status bar. */

static char *
make_summary (NhTimelinePage *self)
{
  g_autofree char *n_activities = nh_language_format_count (self->n_activities);
  g_autofree char *n_dues = nh_language_format_count (self->n_dues);
  guint n_selected = nh_timeline_view_get_n_selected (self->view);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%s activity", "%s activities", self->n_activities), n_activities);
  if (self->n_dues)
    {
      g_autofree char *dues = g_strdup_printf (ngettext ("%s paper due", "%s papers due", self->n_dues), n_dues);

      g_string_append_printf (text, " · %s", dues);
    }
  if (self->n_outside)
    {
      g_autofree char *count = nh_language_format_count (self->n_outside);
      g_autofree char *outside = g_strdup_printf (_("%s too many years away to be drawn"), count);

      g_string_append_printf (text, " · %s", outside);
    }
  if (n_selected)
    {
      g_autofree char *count = nh_language_format_count (n_selected);
      g_autofree char *selected = g_strdup_printf (_("%s selected"), count);

      g_string_append_printf (text, " · %s", selected);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* (internal) tells the session which activity is chosen: the inspector shows it */
void
nh_timeline_page_tell_active (NhTimelinePage *self)
{
  gint64 record = self->in_tray ? nh_timeline_tray_get_selected (self->tray) : 0;
  g_autofree char *summary = NULL;
  NhTimelineKey key;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (!record && nh_timeline_view_get_cursor (self->view, &key) && key.kind == NH_BAR_ACTIVITY &&
      nh_timeline_view_get_n_selected (self->view) > 0)
    record = key.id;
  summary = make_summary (self);
  nh_session_set_active_record (self->session, GTK_WIDGET (self), nh_entity_find ("activity"), FIRST_FIELDS, record, summary);
}

/** nh_timeline_page_activate: makes the screen the active one. */
void
nh_timeline_page_activate (NhTimelinePage *self)
{
  nh_timeline_page_tell_active (self);
}

/* What is shown. */

static gboolean
has_issued (NhTimelinePage *self)
{
  GPtrArray *activities = nh_agenda_get_activities (self->agenda);

  for (guint i = 0; i < activities->len; i++)
    if (((const NhAgendaActivity *) activities->pdata[i])->issued_start)
      return TRUE;
  return FALSE;
}

/* (internal) */
void
nh_timeline_page_apply_choice (NhTimelinePage *self)
{
  NhTimelineChoice choice = { 0 };

  if (!self->timeline || self->restoring)
    return;
  nh_timeline_filters_get (self->filters, &choice);
  choice.by = (NhTimelineBy) MIN (gtk_drop_down_get_selected (self->by), NH_TIMELINE_BY_PLAN);
  choice.find = gtk_editable_get_text (GTK_EDITABLE (self->find));
  choice.no_baseline = !nh_timeline_filters_get_baseline (self->filters);
  if (!choice.no_baseline && nh_timeline_get_choice (self->timeline)->no_baseline && !has_issued (self))
    nh_session_notify (self->session, _("No plan has been issued in the program yet: there is nothing to compare with."));
  nh_timeline_set_choice (self->timeline, &choice);
  nh_timeline_page_queue_save (self);
}

/* What the filters let through, each activity once however many lanes it stands in. */
static void
count (NhTimelinePage *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  self->n_activities = self->n_dues = 0;
  for (guint i = 0; i < nh_timeline_get_n_bars (self->timeline); i++)
    {
      const NhTimelineBar *bar = nh_timeline_get_bar (self->timeline, i);

      if (bar->kind == NH_BAR_ACTIVITY)
        g_hash_table_add (seen, (gpointer) &bar->id);
    }
  self->n_activities = g_hash_table_size (seen);
  g_hash_table_remove_all (seen);
  for (guint i = 0; i < nh_timeline_get_n_bars (self->timeline); i++)
    {
      const NhTimelineBar *bar = nh_timeline_get_bar (self->timeline, i);

      if (bar->kind == NH_BAR_DUE)
        g_hash_table_add (seen, (gpointer) &bar->id);
    }
  self->n_dues = g_hash_table_size (seen);
}

static gboolean
is_filtered (NhTimelinePage *self)
{
  const NhTimelineChoice *choice = nh_timeline_get_choice (self->timeline);

  return choice->kind || choice->status || choice->plan || choice->team || choice->person || choice->unit ||
         choice->conflicts_only || (choice->find && *choice->find);
}

static gboolean
update_cb (gpointer data)
{
  NhTimelinePage *self = data;
  guint n_undated = 0;
  gboolean empty;

  self->update_source = 0;
  if (!self->timeline)
    return G_SOURCE_REMOVE;
  self->updating = TRUE;
  self->counted = nh_timeline_get_serial (self->timeline);
  count (self);
  nh_timeline_get_undated (self->timeline, &n_undated);
  nh_timeline_tray_show (self->tray, self->timeline, self->agenda, is_filtered (self));
  self->n_activities += n_undated;
  self->n_outside = nh_timeline_get_n_outside (self->timeline);
  empty = !nh_agenda_get_activities (self->agenda)->len && !nh_agenda_get_dues (self->agenda)->len;
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "timeline");
  gtk_widget_set_visible (self->nothing, !empty && !nh_timeline_get_n_bars (self->timeline) && !n_undated);
  self->updating = FALSE;
  if (self->wanted)
    {
      gint64 wanted = self->wanted;

      self->wanted = 0;
      nh_timeline_page_show_activity (self, wanted);
    }
  nh_timeline_page_tell_active (self);
  return G_SOURCE_REMOVE;
}

/* Another scale shows the same ones: numbers and chips stay. */
static void
queue_update (NhTimelinePage *self)
{
  if (!self->update_source && (self->wanted || self->counted != nh_timeline_get_serial (self->timeline)))
    self->update_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 15, update_cb, self, NULL);
}

static void
forget_model (NhTimelinePage *self)
{
  if (self->timeline)
    g_signal_handlers_disconnect_by_func (self->timeline, queue_update, self);
  g_clear_object (&self->timeline);
  g_clear_object (&self->conflicts);
  g_clear_object (&self->agenda);
}

static void
load_year (NhTimelinePage *self)
{
  g_autoptr (GError) error = NULL;
  NhAgenda *agenda = nh_agenda_new (nh_session_get_workbook (self->session), nh_session_get_year (self->session), &error);

  if (!agenda)
    {
      nh_session_report_error (self->session, &error);
      return;
    }
  nh_timeline_view_set_model (self->view, NULL, NULL, NULL);
  nh_timeline_conflicts_set_model (self->warnings, NULL, NULL);
  forget_model (self);
  self->agenda = agenda;
  self->conflicts = nh_conflicts_new (agenda);
  self->timeline = nh_timeline_new (agenda, self->conflicts);
  nh_timeline_page_apply_choice (self);
  nh_timeline_view_set_model (self->view, self->timeline, self->agenda, self->conflicts);
  nh_timeline_conflicts_set_model (self->warnings, self->agenda, self->conflicts);
  g_signal_connect_swapped (self->timeline, "changed", G_CALLBACK (queue_update), self);
  self->counted = 0; /* of another timeline; the choice made the serial of this one grow */
  queue_update (self);
}

/* (internal) The day from which the overview looks, and its school year: today, else where most happens. Returns: 0 for an empty
 * workbook. */
guint32
nh_timeline_page_choose_day (NhTimelinePage *self,
            NhSchoolYear *frame)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  gint64 chosen = nh_session_get_year (self->session);
  gint64 year = chosen ? chosen : nh_overview_choose_year (workbook, nh_today ());
  g_autoptr (NhAgenda) own = self->agenda && year && year != chosen ? nh_agenda_new (workbook, year, NULL) : NULL;
  NhAgenda *agenda = own ? own : self->agenda;

  if (!agenda || (!nh_agenda_get_activities (agenda)->len && !nh_agenda_get_dues (agenda)->len))
    return 0;
  nh_agenda_get_frame (agenda, frame);
  return nh_overview_choose_day (nh_agenda_get_activities (agenda), nh_agenda_get_dues (agenda), frame, nh_today ());
}

/* Of all years one is seen at a time: its begin where it fits, else the day from which it is looked at. */
static void
show_some_year (NhTimelinePage *self)
{
  NhSchoolYear frame;
  guint32 day = nh_timeline_page_choose_day (self, &frame);

  if (!day)
    return;
  if (nh_timeline_view_is_fit (self->view))
    nh_timeline_view_set_start (self->view, frame.starts_on - 31);
  else
    nh_timeline_view_show_day (self->view, day);
}

/* Whether the day that is remembered shows something of this workbook. */
static gboolean
has_bars_after (NhTimelinePage *self,
                guint32 day)
{
  GPtrArray *activities = self->agenda ? nh_agenda_get_activities (self->agenda) : NULL;

  for (guint i = 0; activities && i < activities->len; i++)
    {
      const NhAgendaActivity *activity = activities->pdata[i];

      if (activity->start && activity->start < day + 200 && activity->end >= day)
        return TRUE;
    }
  return FALSE;
}

static void
on_year_changed_cb (NhTimelinePage *self)
{
  load_year (self);
  show_some_year (self);
}

/* Esc ends a drag wherever the keys are; Ctrl+P prints this, Ctrl+L explains it. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   NhTimelinePage *self)
{
  if ((keyval == GDK_KEY_p || keyval == GDK_KEY_P) &&
      (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)) == GDK_CONTROL_MASK)
    {
      nh_timeline_page_print (self, NH_TIMELINE_A4);
      return GDK_EVENT_STOP;
    }
  if ((keyval == GDK_KEY_l || keyval == GDK_KEY_L) &&
      (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)) == GDK_CONTROL_MASK)
    {
      nh_timeline_legend_open (self->legend);
      return GDK_EVENT_STOP;
    }
  return keyval == GDK_KEY_Escape && nh_timeline_view_cancel_drag (self->view);
}

/* Making it. */

static void
nh_timeline_page_unmap (GtkWidget *widget)
{
  nh_timeline_page_save_state (NH_TIMELINE_PAGE (widget));
  nh_timeline_view_cancel_drag (NH_TIMELINE_PAGE (widget)->view);
  GTK_WIDGET_CLASS (nh_timeline_page_parent_class)->unmap (widget);
}

static void
nh_timeline_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nh_timeline_page_parent_class)->map (widget);
  nh_timeline_page_tell_active (NH_TIMELINE_PAGE (widget));
}

static gboolean
nh_timeline_page_grab_focus (GtkWidget *widget)
{
  nh_timeline_page_focus (NH_TIMELINE_PAGE (widget));
  return TRUE;
}

static void
nh_timeline_page_dispose (GObject *object)
{
  NhTimelinePage *self = NH_TIMELINE_PAGE (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  forget_model (self);
  for (GtkWidget *child; (child = gtk_widget_get_first_child (GTK_WIDGET (self)));)
    gtk_widget_unparent (child);
  self->body = NULL;
  g_clear_object (&self->actions);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_timeline_page_parent_class)->dispose (object);
}

static void
nh_timeline_page_class_init (NhTimelinePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_timeline_page_dispose;
  widget_class->map = nh_timeline_page_map;
  widget_class->unmap = nh_timeline_page_unmap;
  widget_class->grab_focus = nh_timeline_page_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
nh_timeline_page_init (NhTimelinePage *self)
{
}

/**
 * nh_timeline_page_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the timeline of the session's school year, as it was left last time.
 */
GtkWidget *
nh_timeline_page_new (NhSession *session)
{
  NhTimelinePage *self = g_object_new (NH_TYPE_TIMELINE_PAGE, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *first;
  GtkWidget *second;
  GtkWidget *tools;

  self->session = g_object_ref (session);
  nh_timeline_page_install_actions (self);
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, nh_timeline_page_make_timeline (self), "timeline");
  gtk_stack_add_named (self->stack, nh_timeline_page_make_empty (self), "empty");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  first = nh_timeline_page_make_first_tools (self);
  second = nh_timeline_page_make_second_tools (self);
  tools = nh_two_rows_new (first, second);
  gtk_widget_add_css_class (tools, "nh-toolbar");
  gtk_box_append (GTK_BOX (self->body), tools);
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->stack));
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  nh_timeline_page_restore_state (self);
  load_year (self);
  if (nh_timeline_view_is_fit (self->view) || !has_bars_after (self, nh_timeline_view_get_wanted_day (self->view)))
    show_some_year (self);
  nh_timeline_page_zoom_changed (self);
  g_signal_connect_object (session, "year-changed", G_CALLBACK (on_year_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/** nh_timeline_page_focus: gives the keys to the timeline, or to the first step of an empty year. */
void
nh_timeline_page_focus (NhTimelinePage *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "empty") == 0)
    gtk_widget_grab_focus (self->add_first);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/** nh_timeline_page_focus_filter: gives the keys to the filter by words. */
void
nh_timeline_page_focus_filter (NhTimelinePage *self)
{
  gtk_widget_grab_focus (self->find);
}

/** nh_timeline_page_get_view: Returns: (transfer none): the timeline itself. */
NhTimelineView *
nh_timeline_page_get_view (NhTimelinePage *self)
{
  return self->view;
}

/** nh_timeline_page_set_by: chooses what a lane is. */
void
nh_timeline_page_set_by (NhTimelinePage *self,
                         NhTimelineBy by)
{
  gtk_drop_down_set_selected (self->by, by);
}

/** nh_timeline_page_clear_filters: shows everything of the year. */
void
nh_timeline_page_clear_filters (NhTimelinePage *self)
{
  NhTimelineChoice nothing = { 0 };

  gtk_editable_set_text (GTK_EDITABLE (self->find), "");
  nh_timeline_filters_set (self->filters, &nothing);
  nh_timeline_page_apply_choice (self);
}

static gboolean
go_to_activity (NhTimelinePage *self,
                gint64 activity)
{
  return nh_timeline_view_select (self->view, NH_BAR_ACTIVITY, activity) || nh_timeline_tray_select (self->tray, activity);
}

static gboolean
is_too_far (NhTimelinePage *self,
            gint64 activity)
{
  const NhAgendaActivity *found = nh_agenda_find (self->agenda, activity);
  guint32 first = 0;
  guint32 last = 0;

  nh_timeline_get_range (self->timeline, &first, &last);
  return found && found->start && (found->end < first || found->start > last);
}

/**
 * nh_timeline_page_show_activity:
 * @activity: a key
 *
 * Chooses an activity and brings it into sight; filters that hide it are taken away, and the status bar says so.
 *
 * Returns: whether it is in this year.
 */
gboolean
nh_timeline_page_show_activity (NhTimelinePage *self,
                                gint64 activity)
{
  if (!self->timeline || !nh_agenda_find (self->agenda, activity))
    return FALSE;
  if (self->update_source) /* the tray is of before */
    {
      self->wanted = activity;
      if (nh_timeline_view_select (self->view, NH_BAR_ACTIVITY, activity))
        self->wanted = 0;
      return TRUE;
    }
  if (go_to_activity (self, activity))
    return TRUE;
  if (is_too_far (self, activity))
    {
      nh_session_report (self->session, _("This activity is too many years away to be drawn. Is its time right?"));
      return TRUE;
    }
  nh_timeline_page_clear_filters (self);
  nh_session_notify (self->session, _("The filters were taken away to show this activity."));
  self->wanted = activity;
  if (nh_timeline_view_select (self->view, NH_BAR_ACTIVITY, activity))
    self->wanted = 0;
  return TRUE;
}
