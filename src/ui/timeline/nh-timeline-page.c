/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/nh-timeline-page-private.h"

#include <glib/gi18n-lib.h>

#include "model/nh-overview.h"
#include "ui/nh-language.h"
#include "ui/nh-settings.h"
#include "ui/timeline/nh-two-rows.h"

/* What the form shows first: what one types for a new bar, then what its place and colour tell. */
#define FIRST_FIELDS "content,period,kind,status,hosts,inspected,team,place,plan"
#define SAVE_DELAY 600 /* ms after the last change until it is remembered */
#define SETTING "timeline"

G_DEFINE_FINAL_TYPE (NhTimelinePage, nh_timeline_page, GTK_TYPE_WIDGET)

static const char *const by_names[] = { "cluster", "kind", "unit", "person", "plan" };

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

/* What is remembered. */

static void
append_pair (GPtrArray *pairs,
             const char *name,
             const char *value)
{
  if (value && *value)
    g_ptr_array_add (pairs, g_strdup_printf ("%s=%s", name, value));
}

static void
append_key (GPtrArray *pairs,
            const char *name,
            gint64 value)
{
  if (value)
    g_ptr_array_add (pairs, g_strdup_printf ("%s=%" G_GINT64_FORMAT, name, value));
}

static void
save_state (NhTimelinePage *self)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  const NhTimelineChoice *choice = self->timeline ? nh_timeline_get_choice (self->timeline) : NULL;

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (!choice || self->restoring)
    return;
  append_pair (pairs, "by", by_names[choice->by]);
  append_pair (pairs, "kind", choice->kind);
  append_pair (pairs, "status", choice->status);
  append_key (pairs, "plan", choice->plan);
  append_key (pairs, "team", choice->team);
  append_key (pairs, "person", choice->person);
  append_key (pairs, "unit", choice->unit);
  append_key (pairs, "conflicts", choice->conflicts_only);
  append_key (pairs, "no-dues", choice->no_dues);
  append_key (pairs, "baseline", nh_timeline_filters_get_baseline (self->filters));
  if (!nh_timeline_view_is_fit (self->view))
    {
      char scale[G_ASCII_DTOSTR_BUF_SIZE];

      append_pair (pairs, "scale", g_ascii_formatd (scale, sizeof scale, "%.3f", nh_timeline_view_get_scale (self->view)));
      append_key (pairs, "day", nh_timeline_view_get_day (self->view));
    }
  g_ptr_array_add (pairs, NULL);
  nh_settings_set_strv (SETTING, (const char *const *) pairs->pdata);
}

static gboolean
save_cb (gpointer data)
{
  NhTimelinePage *self = data;

  self->save_source = 0;
  save_state (self);
  return G_SOURCE_REMOVE;
}

static void
queue_save (NhTimelinePage *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  if (!self->restoring)
    self->save_source = g_timeout_add (SAVE_DELAY, save_cb, self);
}

static const char *
find_value (GStrv pairs,
            const char *name)
{
  for (guint i = 0; pairs[i]; i++)
    if (g_str_has_prefix (pairs[i], name) && pairs[i][strlen (name)] == '=')
      return pairs[i] + strlen (name) + 1;
  return NULL;
}

static gint64
find_key (GStrv pairs,
          const char *name)
{
  const char *value = find_value (pairs, name);

  return value ? g_ascii_strtoll (value, NULL, 10) : 0;
}

static void
restore_state (NhTimelinePage *self)
{
  g_auto (GStrv) pairs = nh_settings_dup_strv (SETTING);
  NhTimelineChoice choice = { 0 };
  const char *by = find_value (pairs, "by");
  const char *scale = find_value (pairs, "scale");

  choice.kind = find_value (pairs, "kind");
  choice.status = find_value (pairs, "status");
  choice.plan = find_key (pairs, "plan");
  choice.team = find_key (pairs, "team");
  choice.person = find_key (pairs, "person");
  choice.unit = find_key (pairs, "unit");
  choice.conflicts_only = find_key (pairs, "conflicts") != 0;
  choice.no_dues = find_key (pairs, "no-dues") != 0;
  self->restoring = TRUE;
  nh_timeline_filters_set (self->filters, &choice);
  nh_timeline_filters_set_baseline (self->filters, find_key (pairs, "baseline") != 0);
  for (guint i = 0; by && i < G_N_ELEMENTS (by_names); i++)
    if (g_str_equal (by, by_names[i]))
      gtk_drop_down_set_selected (self->by, i);
  if (scale)
    {
      nh_timeline_view_set_scale (self->view, g_ascii_strtod (scale, NULL));
      nh_timeline_view_set_start (self->view, (guint32) find_key (pairs, "day"));
    }
  self->restoring = FALSE;
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

static void
apply_choice (NhTimelinePage *self)
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
  queue_save (self);
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

static void
queue_update (NhTimelinePage *self)
{
  if (!self->update_source)
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
  apply_choice (self);
  nh_timeline_view_set_model (self->view, self->timeline, self->agenda, self->conflicts);
  nh_timeline_conflicts_set_model (self->warnings, self->agenda, self->conflicts);
  g_signal_connect_swapped (self->timeline, "changed", G_CALLBACK (queue_update), self);
  queue_update (self);
}

/* The day from which the overview looks, and its school year: today, else where most happens. Returns: 0 for an empty
 * workbook. */
static guint32
choose_day (NhTimelinePage *self,
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
  guint32 day = choose_day (self, &frame);

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

/* Tools. */

static void
on_find_stop_cb (NhTimelinePage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->find), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
on_find_activate_cb (NhTimelinePage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
on_today_cb (NhTimelinePage *self)
{
  guint32 today = nh_today ();
  guint32 first = 0;
  guint32 last = 0;
  guint32 shown = today;
  NhSchoolYear frame;

  if (!self->timeline)
    return;
  nh_timeline_get_range (self->timeline, &first, &last);
  if (today < first || today > last)
    {
      guint32 chosen = choose_day (self, &frame);
      g_autofree char *day = NULL;
      g_autofree char *text = NULL;

      shown = CLAMP (chosen ? chosen : today, first, last);
      day = nh_day_format_short (shown);
      text = g_strdup_printf (_("Today is outside the school years that are shown. This is around %s."), day);
      nh_session_notify (self->session, text);
    }
  if (nh_timeline_view_is_fit (self->view))
    nh_timeline_view_set_scale (self->view, nh_timeline_view_get_scale (self->view) * 3);
  nh_timeline_view_show_day (self->view, shown);
}

static void
on_zoom_in_cb (NhTimelinePage *self)
{
  nh_timeline_view_zoom_step (self->view, 1);
}

static void
on_zoom_out_cb (NhTimelinePage *self)
{
  nh_timeline_view_zoom_step (self->view, -1);
}

static void
on_fit_cb (NhTimelinePage *self)
{
  nh_timeline_view_set_scale (self->view, 0);
}

static void
on_zoom_changed_cb (NhTimelinePage *self)
{
  gtk_widget_set_sensitive (self->zoom_out, nh_timeline_view_can_zoom_out (self->view));
  queue_save (self);
}

static void
on_go_cb (NhTimelinePage *self,
          gint64 activity)
{
  nh_timeline_page_show_activity (self, activity);
}

static void
on_add_first_cb (NhTimelinePage *self)
{
  guint32 first = 0;
  guint32 last = 0;

  if (!self->timeline)
    return;
  nh_timeline_get_range (self->timeline, &first, &last);
  nh_timeline_page_add (self, CLAMP (nh_today (), first + 31, last), G_MAXUINT);
}

/* The timeline. */

static void
on_selection_changed_cb (NhTimelinePage *self)
{
  NhTimelineKey key = { 0 };

  if (self->updating)
    return;
  /* What was done to one is nothing to read beside another. */
  if (self->told_of && (!nh_timeline_view_get_cursor (self->view, &key) || key.id != self->told_of))
    {
      self->told_of = 0;
      nh_session_report (self->session, "");
    }
  self->in_tray = FALSE;
  nh_timeline_page_tell_active (self);
}

static void
on_view_entered_cb (NhTimelinePage *self)
{
  gboolean was = self->in_tray;

  self->in_tray = FALSE;
  if (was)
    nh_timeline_page_tell_active (self);
}

static void
on_view_open_cb (NhTimelinePage *self)
{
  self->in_tray = FALSE;
  nh_timeline_page_open (self);
}

static void
on_view_delete_cb (NhTimelinePage *self)
{
  self->in_tray = FALSE;
  nh_timeline_page_delete (self);
}

static void
on_view_add_cb (NhTimelinePage *self,
                guint day,
                guint lane)
{
  nh_timeline_page_add (self, day, lane);
}

static void
on_view_menu_cb (NhTimelinePage *self,
                 double x,
                 double y)
{
  self->in_tray = FALSE;
  nh_timeline_view_get_place (self->view, x, y, &self->menu_day, &self->menu_lane);
  nh_timeline_page_popup (self, GTK_WIDGET (self->view), x, y);
}

static void
on_view_message_cb (NhTimelinePage *self,
                    const char *sentence)
{
  nh_session_report (self->session, sentence);
}

static void
on_view_notice_cb (NhTimelinePage *self,
                   const char *sentence)
{
  NhTimelineKey key;

  self->told_of = nh_timeline_view_get_cursor (self->view, &key) ? key.id : 0;
  nh_session_notify (self->session, sentence);
}

/* The tray. */

static void
on_tray_selected_cb (NhTimelinePage *self,
                     gint64 activity)
{
  self->in_tray = TRUE;
  nh_timeline_page_tell_active (self);
}

static void
on_tray_open_cb (NhTimelinePage *self,
                 gint64 activity)
{
  self->in_tray = TRUE;
  nh_timeline_page_open (self);
}

static void
on_tray_menu_cb (NhTimelinePage *self,
                 gint64 activity,
                 GtkWidget *chip)
{
  self->in_tray = TRUE;
  nh_timeline_page_popup (self, chip, 12, gtk_widget_get_height (chip));
}

static void
on_tray_delete_cb (NhTimelinePage *self,
                   gint64 activity)
{
  self->in_tray = TRUE;
  nh_timeline_page_delete (self);
}

static void
on_tray_more_cb (NhTimelinePage *self)
{
  nh_session_show_screen (self->session, "activities");
}

/* Esc ends a drag wherever the keys are; Ctrl+P prints this. */
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
  return keyval == GDK_KEY_Escape && nh_timeline_view_cancel_drag (self->view);
}

/* Making it. */

static GtkWidget *
make_button (const char *icon,
             const char *label,
             const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static GtkWidget *
make_find (NhTimelinePage *self)
{
  self->find = gtk_search_entry_new ();
  g_object_set (self->find, "placeholder-text", _("Filter…"), NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->find), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->find), 12);
  gtk_widget_set_tooltip_text (self->find, _("Show only bars with these words (Ctrl+F)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->find), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filter the bars"), -1);
  g_signal_connect_swapped (self->find, "search-changed", G_CALLBACK (apply_choice), self);
  g_signal_connect_swapped (self->find, "activate", G_CALLBACK (on_find_activate_cb), self);
  g_signal_connect_swapped (self->find, "stop-search", G_CALLBACK (on_find_stop_cb), self);
  return self->find;
}

static GtkWidget *
make_first_tools (NhTimelinePage *self)
{
  const char *lanes[] = { _("By cluster"), _("By kind"), _("By unit"), _("By person"), _("By plan"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_("Timeline"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (title), 14);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "nh-title");
  self->by = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (lanes));
  gtk_drop_down_set_selected (self->by, NH_TIMELINE_BY_KIND);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->by), _("What a lane is"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->by), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Lanes"), -1);
  g_signal_connect_swapped (self->by, "notify::selected", G_CALLBACK (apply_choice), self);
  self->filters = NH_TIMELINE_FILTERS (nh_timeline_filters_new (self->session));
  g_signal_connect_swapped (self->filters, "changed", G_CALLBACK (apply_choice), self);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->by));
  gtk_box_append (GTK_BOX (box), make_find (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->filters));
  return box;
}

static GtkWidget *
make_second_tools (NhTimelinePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *zoom = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *fit = make_button ("zoom-fit-best-symbolic", _("Whole year"), _("Show the whole year (Ctrl+0)"));
  GtkWidget *today = gtk_button_new_with_mnemonic (_("T_oday"));
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->warnings = NH_TIMELINE_CONFLICTS (nh_timeline_conflicts_new ());
  g_signal_connect_swapped (self->warnings, "go", G_CALLBACK (on_go_cb), self);
  self->zoom_out = make_button ("zoom-out-symbolic", _("Zoom out"), _("Narrower days (Ctrl+minus, Ctrl+scroll)"));
  self->zoom_in = make_button ("zoom-in-symbolic", _("Zoom in"), _("Wider days (Ctrl+plus, Ctrl+scroll)"));
  g_signal_connect_swapped (self->zoom_out, "clicked", G_CALLBACK (on_zoom_out_cb), self);
  g_signal_connect_swapped (self->zoom_in, "clicked", G_CALLBACK (on_zoom_in_cb), self);
  g_signal_connect_swapped (fit, "clicked", G_CALLBACK (on_fit_cb), self);
  g_signal_connect_swapped (today, "clicked", G_CALLBACK (on_today_cb), self);
  gtk_widget_set_tooltip_text (today, _("Go to today, or to the nearest day of the school year"));
  gtk_widget_add_css_class (zoom, "linked");
  gtk_box_append (GTK_BOX (zoom), self->zoom_out);
  gtk_box_append (GTK_BOX (zoom), fit);
  gtk_box_append (GTK_BOX (zoom), self->zoom_in);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->warnings));
  gtk_box_append (GTK_BOX (box), space);
  gtk_box_append (GTK_BOX (box), today);
  gtk_box_append (GTK_BOX (box), zoom);
  gtk_box_append (GTK_BOX (box), nh_timeline_page_make_export_button (self));
  return box;
}

static GtkWidget *
make_timeline (NhTimelinePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = NH_TIMELINE_VIEW (nh_timeline_view_new ());
  self->tray = NH_TIMELINE_TRAY (nh_timeline_tray_new (self->view));
  /* Bars that come and go while only a part of the window is laid out leave GTK 4.8 with parents that it never lays
   * out again (decision 0008). */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_ALWAYS, GTK_POLICY_ALWAYS);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroller);
  self->nothing = gtk_label_new (_("No activity fits the filters."));
  gtk_widget_set_can_target (self->nothing, FALSE);
  gtk_widget_set_halign (self->nothing, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->nothing, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_widget_set_visible (self->nothing, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->nothing);
  gtk_widget_set_vexpand (overlay, TRUE);
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tray));
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_view_entered_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  g_signal_connect_swapped (self->view, "selection-changed", G_CALLBACK (on_selection_changed_cb), self);
  g_signal_connect_swapped (self->view, "open", G_CALLBACK (on_view_open_cb), self);
  g_signal_connect_swapped (self->view, "delete", G_CALLBACK (on_view_delete_cb), self);
  g_signal_connect_swapped (self->view, "add", G_CALLBACK (on_view_add_cb), self);
  g_signal_connect_swapped (self->view, "menu", G_CALLBACK (on_view_menu_cb), self);
  g_signal_connect_swapped (self->view, "message", G_CALLBACK (on_view_message_cb), self);
  g_signal_connect_swapped (self->view, "notice", G_CALLBACK (on_view_notice_cb), self);
  g_signal_connect_swapped (self->view, "zoom-changed", G_CALLBACK (on_zoom_changed_cb), self);
  g_signal_connect_swapped (self->tray, "selected", G_CALLBACK (on_tray_selected_cb), self);
  g_signal_connect_swapped (self->tray, "open", G_CALLBACK (on_tray_open_cb), self);
  g_signal_connect_swapped (self->tray, "menu", G_CALLBACK (on_tray_menu_cb), self);
  g_signal_connect_swapped (self->tray, "delete", G_CALLBACK (on_tray_delete_cb), self);
  g_signal_connect_swapped (self->tray, "more", G_CALLBACK (on_tray_more_cb), self);
  return box;
}

static GtkWidget *
make_empty (NhTimelinePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("nh-timeline-symbolic");
  GtkWidget *title = gtk_label_new (_("No activities in this school year yet"));
  GtkWidget *text = gtk_label_new (_("Here the whole year is seen at once: what happens when, in which cluster, and what "
                                     "gets in each other's way. Add the first activity, or look at the sample workbook."));
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *sample = gtk_button_new_with_mnemonic (_("Open the _sample workbook"));

  self->add_first = gtk_button_new_with_label (_("Add activity"));
  gtk_widget_add_css_class (self->add_first, "suggested-action");
  gtk_widget_set_sensitive (self->add_first, !nh_workbook_is_read_only (nh_session_get_workbook (self->session)));
  g_signal_connect_swapped (self->add_first, "clicked", G_CALLBACK (on_add_first_cb), self);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (sample), "app.sample");
  gtk_widget_add_css_class (title, "nh-empty-title");
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 56);
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), self->add_first);
  gtk_box_append (GTK_BOX (buttons), sample);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "nh-empty");
  return box;
}

static void
nh_timeline_page_unmap (GtkWidget *widget)
{
  save_state (NH_TIMELINE_PAGE (widget));
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
  gtk_stack_add_named (self->stack, make_timeline (self), "timeline");
  gtk_stack_add_named (self->stack, make_empty (self), "empty");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  first = make_first_tools (self);
  second = make_second_tools (self);
  tools = nh_two_rows_new (first, second);
  gtk_widget_add_css_class (tools, "nh-toolbar");
  gtk_box_append (GTK_BOX (self->body), tools);
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->stack));
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  restore_state (self);
  load_year (self);
  if (nh_timeline_view_is_fit (self->view) || !has_bars_after (self, nh_timeline_view_get_wanted_day (self->view)))
    show_some_year (self);
  on_zoom_changed_cb (self);
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
  apply_choice (self);
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
