/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-window-private.h"

#include <glib/gi18n-lib.h>

#include "model/nh-merge.h"
#include "ui/boards/nh-board-tabs.h"
#include "ui/inspections/nh-inspections-page.h"
#include "ui/people/nh-awards-page.h"
#include "ui/duplicates/nh-duplicates-finder.h"
#include "ui/duplicates/nh-duplicates-page.h"
#include "ui/nh-language.h"
#include "ui/nh-pages.h"
#include "ui/overview/nh-overview-page.h"
#include "ui/people/nh-person-page.h"
#include "ui/nh-settings.h"
#include "ui/plan/nh-plan-page.h"
#include "ui/teams/nh-teams-page.h"
#include "ui/timeline/nh-timeline-page.h"
#include "ui/units/nh-units-page.h"

/* Closing that was refused once is not refused again for so many seconds. */
#define INSPECTIONS_TAB "inspections:"
#define ASK_AGAIN 30

G_DEFINE_FINAL_TYPE (NhWindow, nh_window, GTK_TYPE_APPLICATION_WINDOW)

/* Status bar. */

static void
update_counts (NhWindow *self)
{
  NhGridScreen *screen = nh_window_get_active (self);
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;
  guint n;
  guint selected;

  if (!screen)
    {
      GtkWidget *active = nh_session_get_active (self->session);

      if (active && NH_IS_UNIT_TREE (active))
        {
          n = g_list_model_get_n_items (G_LIST_MODEL (nh_unit_tree_get_model (NH_UNIT_TREE (active))));
          count = nh_language_format_count (n);
          text = g_strdup_printf (ngettext ("%s row", "%s rows", n), count);
        }
      else if (active && NH_IS_PLAN_PAGE (active))
        text = nh_plan_page_dup_place (NH_PLAN_PAGE (active));
      else
        text = g_strdup (nh_session_get_active_summary (self->session));
      gtk_label_set_text (self->counts, text ? text : "");
      return;
    }
  n = g_list_model_get_n_items (
      G_LIST_MODEL (nh_record_grid_model_get_list (nh_grid_screen_get_model (screen))));
  selected = nh_grid_screen_get_n_selected (screen);
  count = nh_language_format_count (n);
  text = g_strdup_printf (ngettext ("%s row", "%s rows", n), count);
  if (selected > 0)
    {
      g_autofree char *n_chosen = nh_language_format_count (selected);
      g_autofree char *chosen = g_strdup_printf (_("%s selected"), n_chosen);
      g_autofree char *both = g_strdup_printf ("%s · %s", text, chosen);

      gtk_label_set_text (self->counts, both);
      return;
    }
  gtk_label_set_text (self->counts, text);
}

static void
on_message_cb (NhWindow *self,
               const char *message)
{
  gtk_label_set_text (self->message, message);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->message), *message ? message : NULL);
  gtk_widget_set_visible (self->message_icon, *message != '\0');
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "nh-error-text");
  gtk_widget_set_visible (self->offer, FALSE);
}

/* What was done is no warning. */
static void
on_notice_cb (NhWindow *self,
              const char *message)
{
  on_message_cb (self, message);
  gtk_widget_set_visible (self->message_icon, FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->message), "nh-error-text");
}

static void
on_offer_cb (NhWindow *self,
             const char *label)
{
  gtk_button_set_label (GTK_BUTTON (self->offer), label);
  gtk_widget_set_visible (self->offer, *label != '\0');
}

static void
on_workbook_changed_cb (NhWindow *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  /* Translators: a time of day in strftime's terms, "Đã lưu 10:32" */
  g_autofree char *text = g_date_time_format (now, _("Saved %H:%M"));

  if (!nh_workbook_is_read_only (nh_session_get_workbook (self->session)))
    gtk_label_set_text (self->saved, text);
  on_message_cb (self, "");
  update_counts (self);
}

/* School years. */

static void
on_year_selected_cb (NhWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->year);

  if (self->updating || selected >= self->year_ids->len)
    return;
  nh_session_set_year (self->session, g_array_index (self->year_ids, gint64, selected));
}

static void
update_years (NhWindow *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->years));
  gint64 all = 0;
  guint selected = 0;

  g_array_set_size (self->year_ids, 0);
  g_array_append_val (self->year_ids, all);
  gtk_string_list_append (labels, _("All school years"));
  for (guint i = 0; i < n; i++)
    {
      NhRecord *record = nh_list_model_get_record (self->years, i);
      gint64 id = record ? nh_record_get_id (record) : 0;
      g_autofree char *label = record ? g_strdup_printf (_("School year %s"), nh_record_text (record, "name")) : NULL;

      if (!record)
        continue;
      g_array_append_val (self->year_ids, id);
      gtk_string_list_append (labels, label);
      if (id == nh_session_get_year (self->session))
        selected = self->year_ids->len - 1;
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (self->year, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->year, selected);
  self->updating = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->year), n > 0);
  if (!selected)
    nh_session_set_year (self->session, 0);
}

/* Screens. */

static GtkWidget *
make_screen (NhWindow *self,
             const char *id)
{
  if (g_str_has_prefix (id, "plan:"))
    {
      gint64 plan = g_ascii_strtoll (id + strlen ("plan:"), NULL, 10);

      return nh_session_find_plan (self->session, plan) ? nh_plan_page_new (self->session, plan) : NULL;
    }
  if (g_str_has_prefix (id, "person:"))
    {
      gint64 person = g_ascii_strtoll (id + strlen ("person:"), NULL, 10);
      g_autoptr (NhRecord) record = nh_workbook_load (nh_session_get_workbook (self->session),
                                                      nh_entity_find ("person"), person, NULL);

      return record ? nh_person_page_new (self->session, person) : NULL;
    }
  if (g_str_equal (id, NH_DUPLICATES_UNITS))
    return nh_duplicates_page_new (self->session, nh_entity_find ("unit"));
  if (g_str_equal (id, NH_DUPLICATES_PEOPLE))
    return nh_duplicates_page_new (self->session, nh_entity_find ("person"));
  if (g_str_equal (id, "overview"))
    return nh_overview_page_new (self->session);
  if (g_str_equal (id, "awards"))
    return nh_awards_page_new (self->session);
  if (g_str_equal (id, "people"))
    return nh_pages_new_people (self->session);
  if (g_str_equal (id, "units"))
    return nh_units_page_new (self->session);
  if (g_str_equal (id, "teams"))
    return nh_teams_page_new (self->session);
  if (g_str_equal (id, "timeline"))
    return nh_timeline_page_new (self->session);
  if (g_str_equal (id, "deadlines"))
    return nh_pages_new_deadlines (self->session);
  if (g_str_equal (id, "training"))
    return nh_pages_new_training (self->session);
  if (g_str_equal (id, "lesson-studies") || g_str_equal (id, "themes"))
    return nh_board_tabs_new (self->session, id);
  if (g_str_equal (id, "inspections"))
    return nh_inspections_page_new (self->session);
  if (nh_pages_has_participants (id))
    return nh_pages_new_activities (self->session, id);
  if (nh_screen_spec_find (id))
    return nh_grid_screen_new (self->session, nh_screen_spec_find (id));
  return NULL;
}

static void
on_plan_activated_cb (NhWindow *self,
                      gint64 id)
{
  g_autofree char *screen = g_strdup_printf ("plan:%" G_GINT64_FORMAT, id);

  nh_window_show_screen (self, screen);
}

/* Pages of plans that are deleted now would be forms of nothing. */
static void
on_plans_changed_cb (NhWindow *self)
{
  g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (self->screens);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (pages));

  for (guint i = n; i-- > 0;)
    {
      g_autoptr (GObject) page = g_list_model_get_item (G_LIST_MODEL (pages), i);
      GtkWidget *child = gtk_stack_page_get_child (GTK_STACK_PAGE (page));

      if (!NH_IS_PLAN_PAGE (child) || nh_session_find_plan (self->session, nh_plan_page_get_plan (NH_PLAN_PAGE (child))))
        continue;
      if (gtk_stack_get_visible_child (self->screens) == child)
        nh_window_show_screen (self, "plans");
      gtk_stack_remove (self->screens, child);
    }
}

static gboolean
wants_inspector (NhWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->screens);

  if (page && NH_IS_OVERVIEW_PAGE (page))
    return FALSE;
  return !page || !NH_IS_PLAN_PAGE (page) || nh_plan_page_wants_inspector (NH_PLAN_PAGE (page));
}

static gboolean
on_inspector_frame_cb (GtkWidget *widget,
                       GdkFrameClock *clock,
                       gpointer data)
{
  NhWindow *self = NH_WINDOW (widget);
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self), "inspector");

  self->inspector_tick = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->inspector), wants_inspector (self) && g_variant_get_boolean (state));
  return G_SOURCE_REMOVE;
}

/* (internal) The text of a plan has panes of its own: there the inspector steps aside, and comes back after. It does
 * at the beginning of a frame, for a frame may be half made when a screen changes. */
void
nh_window_update_inspector (NhWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "inspector");
  g_autoptr (GVariant) state = g_action_get_state (action);
  gboolean visible = wants_inspector (self) && g_variant_get_boolean (state);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), wants_inspector (self));
  if (visible != gtk_widget_get_visible (GTK_WIDGET (self->inspector)) && !self->inspector_tick)
    self->inspector_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_inspector_frame_cb, NULL, NULL);
  nh_window_update_plan_actions (self);
}

static void
on_active_changed_cb (NhWindow *self)
{
  NhGridScreen *screen = nh_window_get_active (self);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "delete-rows");

  update_counts (self);
  nh_window_update_inspector (self);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), screen && nh_grid_screen_get_record (screen));
  action = g_action_map_lookup_action (G_ACTION_MAP (self), "merge-rows");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                               screen && nh_grid_screen_get_n_selected (screen) == 2 &&
                                   !nh_workbook_is_read_only (nh_session_get_workbook (self->session)) &&
                                   nh_merge_can (nh_entity_find (nh_grid_screen_get_spec (screen)->entity)));
}

/* Sizes. */

static void
restore_sizes (NhWindow *self)
{
  int width = nh_settings_get_int ("window-width", 1280);
  int height = nh_settings_get_int ("window-height", 700);

  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (nh_settings_get_boolean ("window-maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), nh_settings_get_boolean ("sidebar-visible", TRUE));
  gtk_widget_set_visible (GTK_WIDGET (self->inspector), nh_settings_get_boolean ("inspector-visible", TRUE));
  gtk_widget_set_size_request (GTK_WIDGET (self->sidebar), 180, -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->inspector), 240, -1);
  gtk_paned_set_position (self->outer, MAX (180, nh_settings_get_int ("sidebar-width", 220)));
}

/* The inspector keeps its width, so its pane's position depends on the window's: set it when the
 * first allocation is known. The keys begin in the table then. */
static gboolean
on_first_frame_cb (GtkWidget *widget,
                    GdkFrameClock *clock,
                    gpointer data)
{
  NhWindow *self = NH_WINDOW (widget);
  int width = gtk_widget_get_width (GTK_WIDGET (self->inner));

  if (width <= 0)
    return G_SOURCE_CONTINUE;
  gtk_paned_set_position (self->inner, width - nh_settings_get_int ("inspector-width", 300));
  if (nh_window_get_active (self))
    nh_grid_screen_focus (nh_window_get_active (self));
  else if (NH_IS_OVERVIEW_PAGE (gtk_stack_get_visible_child (self->screens)))
    gtk_widget_grab_focus (gtk_stack_get_visible_child (self->screens));
  return G_SOURCE_REMOVE;
}

static void
save_sizes (NhWindow *self)
{
  const char *screen = gtk_stack_get_visible_child_name (self->screens);
  int inner = gtk_widget_get_width (GTK_WIDGET (self->inner));
  g_autoptr (GVariant) inspector = g_action_group_get_action_state (G_ACTION_GROUP (self), "inspector");

  nh_settings_set_boolean ("window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (!gtk_window_is_maximized (GTK_WINDOW (self)))
    {
      int width;
      int height;

      gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
      nh_settings_set_int ("window-width", width);
      nh_settings_set_int ("window-height", height);
    }
  nh_settings_set_boolean ("sidebar-visible", gtk_widget_get_visible (GTK_WIDGET (self->sidebar)));
  nh_settings_set_boolean ("inspector-visible", g_variant_get_boolean (inspector));
  if (gtk_widget_get_visible (GTK_WIDGET (self->sidebar)))
    nh_settings_set_int ("sidebar-width", gtk_paned_get_position (self->outer));
  if (gtk_widget_get_visible (GTK_WIDGET (self->inspector)) && inner > 0)
    nh_settings_set_int ("inspector-width", CLAMP (inner - gtk_paned_get_position (self->inner), 240, 900));
  if (screen)
    nh_settings_set_string ("last-screen", screen);
}

static gboolean
nh_window_close_request (GtkWindow *window)
{
  NhWindow *self = NH_WINDOW (window);

  /* What was typed and can't be stored stays in sight once; closing again soon gives it up. */
  if (!nh_window_commit (self)
      && (!self->asked_at || g_get_monotonic_time () - self->asked_at > ASK_AGAIN * G_TIME_SPAN_SECOND))
    {
      self->asked_at = g_get_monotonic_time ();
      nh_session_report (self->session, _("What you typed last was not stored: correct it, or close again to "
                                          "discard it. Everything else is saved."));
      return TRUE;
    }
  save_sizes (self);
  return GTK_WINDOW_CLASS (nh_window_parent_class)->close_request (window);
}

static void
nh_window_dispose (GObject *object)
{
  NhWindow *self = NH_WINDOW (object);

  if (self->session)
    {
      GtkWidget *child;

      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (nh_session_get_workbook (self->session), self);
      while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->screens))))
        gtk_stack_remove (self->screens, child);
      nh_search_palette_close (self->palette, FALSE); /* its thread reads the file */
      gtk_paned_set_start_child (self->outer, NULL);
      gtk_paned_set_end_child (self->inner, NULL);
      nh_duplicates_finder_stop_all (self->session);
      nh_session_close (self->session);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_WINDOW);
  g_clear_object (&self->years);
  g_clear_object (&self->session);
  g_clear_pointer (&self->year_ids, g_array_unref);
  G_OBJECT_CLASS (nh_window_parent_class)->dispose (object);
}

static void
nh_window_class_init (NhWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = nh_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/namhoc/NamHoc/ui/nh-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NhWindow, holder);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, name);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, file_button);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, year);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, outer);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, inner);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, screens);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, counts);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, message_icon);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, message);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, offer);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, saved);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, undo_section);
  gtk_widget_class_bind_template_child (widget_class, NhWindow, edit_section);
}

static void
nh_window_init (NhWindow *self)
{
  self->year_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Whoever clicks on a screen goes on to work in it. The screen may be laid out only now. */
static gboolean
focus_screen_cb (gpointer data)
{
  NhWindow *self = data;
  GtkWidget *screen = self->session ? gtk_stack_get_visible_child (self->screens) : NULL;

  if (!self->session)
    return G_SOURCE_REMOVE; /* closed meanwhile */
  if (nh_window_get_active (self) && gtk_widget_get_mapped (GTK_WIDGET (nh_window_get_active (self))))
    nh_grid_screen_focus (nh_window_get_active (self));
  else if (screen && NH_IS_PLAN_PAGE (screen))
    nh_plan_page_focus (NH_PLAN_PAGE (screen));
  else if (screen && NH_IS_INSPECTIONS_PAGE (screen))
    nh_inspections_page_focus (NH_INSPECTIONS_PAGE (screen));
  else if (screen && NH_IS_TIMELINE_PAGE (screen))
    nh_timeline_page_focus (NH_TIMELINE_PAGE (screen));
  else if (screen)
    gtk_widget_child_focus (screen, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

static void
on_screen_entered_cb (NhWindow *self)
{
  g_idle_add_full (G_PRIORITY_LOW, focus_screen_cb, g_object_ref (self), g_object_unref);
}

static gboolean
focus_inspector_cb (gpointer data)
{
  NhWindow *self = data;

  if (self->session && gtk_widget_get_mapped (GTK_WIDGET (self->inspector)))
    gtk_widget_grab_focus (GTK_WIDGET (self->inspector));
  return G_SOURCE_REMOVE;
}

/* The pane may come only with the next frame. */
static void
on_edit_record_cb (NhWindow *self)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self), "inspector");

  if (!g_variant_get_boolean (state))
    g_action_group_activate_action (G_ACTION_GROUP (self), "inspector", NULL);
  g_timeout_add_full (G_PRIORITY_LOW, 50, focus_inspector_cb, g_object_ref (self), g_object_unref);
}

static void
connect_all (NhWindow *self)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);

  g_signal_connect_object (self->sidebar, "screen-chosen", G_CALLBACK (nh_window_show_screen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "screen-entered", G_CALLBACK (on_screen_entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "show-screen", G_CALLBACK (nh_window_show_screen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "show-record", G_CALLBACK (nh_window_show_record), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "show-rows", G_CALLBACK (nh_window_show_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "show-filtered", G_CALLBACK (nh_window_show_filtered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "edit-record", G_CALLBACK (on_edit_record_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "message", G_CALLBACK (on_message_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notice", G_CALLBACK (on_notice_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "offer", G_CALLBACK (on_offer_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "active-changed", G_CALLBACK (on_active_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "plans-changed", G_CALLBACK (on_plans_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workbook, "changed", G_CALLBACK (on_workbook_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workbook, "history-changed", G_CALLBACK (nh_window_update_history), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->years, "items-changed", G_CALLBACK (update_years), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (nh_window_update_recent), NULL);
  g_signal_connect_object (self->year, "notify::selected", G_CALLBACK (on_year_selected_cb), self, G_CONNECT_SWAPPED);
}

/**
 * nh_window_new:
 * @application: the program
 * @workbook: (transfer none): an open workbook; the window closes it
 *
 * Returns: (transfer none): a window for @workbook, not yet shown.
 */
GtkWidget *
nh_window_new (GtkApplication *application,
               NhWorkbook *workbook)
{
  NhWindow *self = g_object_new (NH_TYPE_WINDOW, "application", application, NULL);
  g_autofree char *last = nh_settings_dup_string ("last-screen", "");

  self->session = nh_session_new (workbook);
  self->years = nh_list_model_new (workbook, nh_entity_find ("school_year"));
  nh_list_model_wait (self->years);
  nh_window_install_actions (self);
  self->sidebar = NH_SIDEBAR (nh_sidebar_new (self->session));
  self->inspector = NH_INSPECTOR (nh_inspector_new (self->session));
  gtk_paned_set_start_child (self->outer, GTK_WIDGET (self->sidebar));
  gtk_paned_set_end_child (self->inner, GTK_WIDGET (self->inspector));
  nh_window_install_palette (self);
  restore_sizes (self);
  connect_all (self);
  update_years (self);
  nh_window_update_name (self);
  nh_window_update_history (self);
  nh_window_update_recent (self);
  /* An empty workbook starts where its first step is. */
  if (*last && nh_session_get_plans (self->session)->len > 0)
    nh_window_show_screen (self, last);
  if (!gtk_stack_get_visible_child (self->screens))
    nh_window_show_screen (self, nh_session_get_plans (self->session)->len > 0 ? "overview" : "plans");
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_first_frame_cb, NULL, NULL);
  return GTK_WIDGET (self);
}

/** nh_window_get_session: Returns: (transfer none): what the screens of this window share. */
NhSession *
nh_window_get_session (NhWindow *self)
{
  return self->session;
}

/** nh_window_get_path: Returns: (transfer none): the file of the workbook. */
const char *
nh_window_get_path (NhWindow *self)
{
  return nh_store_get_path (nh_workbook_get_store (nh_session_get_workbook (self->session)));
}

/** nh_window_get_active: Returns: (transfer none) (nullable): the table that has the user's attention. */
NhGridScreen *
nh_window_get_active (NhWindow *self)
{
  GtkWidget *active = nh_session_get_active (self->session);

  return active && NH_IS_GRID_SCREEN (active) ? NH_GRID_SCREEN (active) : NULL;
}

/* The row of the sidebar for screens that have none of their own. */
static const char *
row_of (const char *screen)
{
  if (g_str_has_prefix (screen, "person:") || g_str_equal (screen, NH_DUPLICATES_PEOPLE))
    return "people";
  if (g_str_equal (screen, NH_DUPLICATES_UNITS))
    return "units";
  return g_str_equal (screen, "awards") ? "teams" : screen;
}

/**
 * nh_window_show_screen:
 * @id: "inspections", "inspections:coverage", "teams", "plan:123" and so on
 *
 * Goes to a screen, making it at the first visit; of inspections a tab may be named. An unknown id changes nothing.
 */
void
nh_window_show_screen (NhWindow *self,
                       const char *id)
{
  GtkWidget *screen = gtk_stack_get_child_by_name (self->screens, id);
  g_autofree char *own = g_strdup (id);
  gboolean left;

  if (g_str_has_prefix (own, INSPECTIONS_TAB))
    {
      nh_window_show_screen (self, "inspections");
      nh_inspections_page_show_tab (NH_INSPECTIONS_PAGE (gtk_stack_get_visible_child (self->screens)),
                                    own + strlen (INSPECTIONS_TAB));
      return;
    }
  if (!screen)
    {
      screen = make_screen (self, own);
      if (!screen)
        return;
      if (g_str_equal (own, "plans"))
        g_signal_connect_object (screen, "row-activated", G_CALLBACK (on_plan_activated_cb), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->screens, screen, own);
    }
  left = screen == gtk_stack_get_visible_child (self->screens) || nh_window_leave_plan (self);
  nh_session_set_active (self->session, NULL);
  if (screen != gtk_stack_get_visible_child (self->screens) && left)
    on_message_cb (self, ""); /* it was about a cell of the screen that is left */
  gtk_stack_set_visible_child (self->screens, screen);
  if (NH_IS_PLAN_PAGE (screen))
    nh_search_palette_note (self->palette, nh_entity_find ("plan"), nh_plan_page_get_plan (NH_PLAN_PAGE (screen)));
  if (NH_IS_GRID_SCREEN (screen))
    nh_session_set_active (self->session, screen);
  else if (NH_IS_UNITS_PAGE (screen))
    nh_units_page_activate (NH_UNITS_PAGE (screen));
  else if (NH_IS_TIMELINE_PAGE (screen))
    nh_timeline_page_activate (NH_TIMELINE_PAGE (screen));
  else if (NH_IS_INSPECTIONS_PAGE (screen))
    nh_inspections_page_activate (NH_INSPECTIONS_PAGE (screen));
  if (NH_IS_DUPLICATES_PAGE (screen))
    nh_duplicates_page_focus (NH_DUPLICATES_PAGE (screen));
  if (NH_IS_PLAN_PAGE (screen))
    nh_plan_page_activate (NH_PLAN_PAGE (screen));
  nh_window_update_inspector (self);
  nh_sidebar_select (self->sidebar, row_of (own));
}

/** nh_window_commit: stores all that was typed. Returns: whether nothing was refused. */
gboolean
nh_window_commit (NhWindow *self)
{
  NhGridScreen *active = nh_window_get_active (self);
  GtkWidget *page = gtk_stack_get_visible_child (self->screens);
  gboolean fine = !active || nh_grid_screen_commit (active);

  fine &= nh_inspector_commit (self->inspector);
  /* Of plans that were left, too: what could not be stored then may still wait. */
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->screens)); child;
       child = gtk_widget_get_next_sibling (child))
    if (NH_IS_PLAN_PAGE (child) && (child == page || nh_plan_page_is_waiting (NH_PLAN_PAGE (child))))
      fine &= nh_plan_page_commit (NH_PLAN_PAGE (child));
  if (page && NH_IS_TEAMS_PAGE (page))
    fine &= nh_teams_page_commit (NH_TEAMS_PAGE (page));
  if (page && NH_IS_PERSON_PAGE (page))
    fine &= nh_person_page_commit (NH_PERSON_PAGE (page));
  return fine;
}

/**
 * nh_window_update_name:
 *
 * Shows the office's name, or else the file's, and who holds the workbook when it is read-only.
 */
void
nh_window_update_name (NhWindow *self)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  NhStore *store = nh_workbook_get_store (workbook);
  const NhStoreHolder *holder = nh_store_get_holder (store);
  g_autofree char *office = nh_workbook_get_setting (workbook, "office_name");
  g_autofree char *file = g_path_get_basename (nh_window_get_path (self));
  g_autofree char *title = NULL;
  g_autofree char *held = NULL;

  if (g_str_has_suffix (file, ".namhoc"))
    file[strlen (file) - strlen (".namhoc")] = '\0';
  gtk_label_set_text (self->name, office && *office ? office : file);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), nh_window_get_path (self));
  title = g_strdup_printf ("%s – Năm Học", office && *office ? office : file);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_widget_set_visible (GTK_WIDGET (self->holder), nh_workbook_is_read_only (workbook));
  if (holder)
    held = g_strdup_printf (_("Read only: held by %s on %s"), holder->user, holder->host);
  gtk_label_set_text (self->holder, held ? held : _("Read only"));
}
