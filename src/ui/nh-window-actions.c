/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhWindow: what its menus and keys do.
 */
#include "ui/inspections/nh-inspections-page.h"
#include "ui/nh-window-private.h"

#include <glib/gi18n-lib.h>

#include "ui/activities/nh-activity-dialogs.h"
#include "ui/compat/nh-file-dialog.h"
#include "ui/deadlines/nh-deadlines-page.h"
#include "ui/dialogs/nh-about.h"
#include "ui/dialogs/nh-backups-dialog.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/dialogs/nh-export-dialog.h"
#include "ui/dialogs/nh-merge-dialog.h"
#include "ui/dialogs/nh-preferences.h"
#include "ui/import/nh-import-window.h"
#include "ui/nh-application.h"
#include "ui/people/nh-awards-page.h"
#include "ui/nh-form.h"
#include "ui/nh-settings.h"
#include "ui/plan/nh-new-plan.h"
#include "ui/plan/nh-plan-page.h"
#include "ui/plan/nh-roll-over-window.h"
#include "ui/teams/nh-teams-page.h"
#include "ui/timeline/nh-timeline-page.h"
#include "ui/units/nh-units-page.h"

#define HANDLER(name) static void name (GSimpleAction *action, GVariant *parameter, gpointer data)

static NhApplication *
get_application (NhWindow *self)
{
  return NH_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

/* Files. */

static void
on_open_chosen_cb (GFile *file,
                   gpointer data)
{
  g_autoptr (NhWindow) self = data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path)
    nh_application_open_path (get_application (self), path, FALSE, GTK_WIDGET (self));
}

HANDLER (on_open_cb)
{
  NhFileDialog dialog = { NH_FILE_OPEN, _("Open a workbook"), _("_Open"), NULL, NULL,
                          _("Năm Học workbooks"), "*.namhoc" };

  nh_file_dialog_run (data, &dialog, on_open_chosen_cb, g_object_ref (data));
}

static char *
with_suffix (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  return path && !g_str_has_suffix (path, ".namhoc") ? g_strconcat (path, ".namhoc", NULL) : g_steal_pointer (&path);
}

static void
on_new_chosen_cb (GFile *file,
                  gpointer data)
{
  g_autoptr (NhWindow) self = data;
  g_autofree char *path = file ? with_suffix (file) : NULL;

  if (!path)
    return;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    nh_alert_show (GTK_WIDGET (self), _("There is a workbook of that name already"),
                   _("It was left as it is. Choose another name for the new workbook, or open the one that is there."));
  else
    nh_application_open_path (get_application (self), path, TRUE, GTK_WIDGET (self));
}

HANDLER (on_new_cb)
{
  NhFileDialog dialog = { NH_FILE_SAVE, _("New workbook"), _("_Create"), _("Workbook.namhoc"), NULL,
                          _("Năm Học workbooks"), "*.namhoc" };

  nh_file_dialog_run (data, &dialog, on_new_chosen_cb, g_object_ref (data));
}

static void
on_copy_chosen_cb (GFile *file,
                   gpointer data)
{
  g_autoptr (NhWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = file ? with_suffix (file) : NULL;

  if (!path)
    return;
  if (nh_store_backup_to (nh_workbook_get_store (nh_session_get_workbook (self->session)), path, TRUE, NULL, &error)
      && nh_window_store_plans_in (self, path, &error))
    {
      g_autofree char *name = g_filename_display_name (path);
      g_autofree char *text = g_strdup_printf (_("A copy was saved as %s"), name);

      gtk_label_set_text (self->saved, text);
    }
  else
    nh_alert_show (GTK_WIDGET (self), _("The copy was not saved"), error->message);
}

HANDLER (on_save_copy_cb)
{
  NhWindow *self = data;
  g_autofree char *base = g_path_get_basename (nh_window_get_path (self));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *name = NULL;
  NhFileDialog dialog = { NH_FILE_SAVE, _("Save a copy"), _("_Save"), NULL, NULL, _("Năm Học workbooks"), "*.namhoc" };

  /* A text that can't be stored, since the file is gone or the disk is full, goes into the copy. */
  if (!nh_window_commit (self) && !nh_window_plans_wait (self))
    return;
  if (g_str_has_suffix (base, ".namhoc"))
    base[strlen (base) - strlen (".namhoc")] = '\0';
  name = g_strdup_printf ("%s %s.namhoc", base, day);
  dialog.name = name;
  nh_file_dialog_run (data, &dialog, on_copy_chosen_cb, g_object_ref (data));
}

HANDLER (on_open_recent_cb)
{
  g_autofree char *path = g_filename_from_uri (g_variant_get_string (parameter, NULL), NULL, NULL);

  if (path)
    nh_application_open_path (get_application (data), path, FALSE, data);
}

HANDLER (on_backups_cb)
{
  if (nh_window_commit (data))
    nh_backups_dialog_show (data);
}

/* The plan that a table is narrowed to, or else that of the row under the cursor. */
static gint64
plan_of_row (NhWindow *self,
             NhGridScreen *screen)
{
  const NhEntity *entity = nh_entity_find (nh_grid_screen_get_spec (screen)->entity);
  gint64 plan = nh_record_grid_model_get_plan (nh_grid_screen_get_model (screen));
  gint64 id = nh_grid_screen_get_record (screen);
  int field = nh_entity_find_field (entity, "plan");
  g_autoptr (NhRecord) record = NULL;

  if (plan || !id || field < 0)
    return plan;
  record = nh_workbook_load (nh_session_get_workbook (self->session), entity, id, NULL);
  return record ? nh_record_get_int64 (record, field) : 0;
}

/* The plan that is shown, or the one of the row. */
static gint64
current_plan (NhWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->screens);
  NhGridScreen *active = nh_window_get_active (self);

  if (page && NH_IS_PLAN_PAGE (page))
    return nh_plan_page_get_plan (NH_PLAN_PAGE (page));
  if (active && g_str_equal (nh_grid_screen_get_spec (active)->id, "plans"))
    return nh_grid_screen_get_record (active);
  return active ? plan_of_row (self, active) : 0;
}

HANDLER (on_export_appendices_cb)
{
  NhWindow *self = data;

  if (nh_window_commit (self))
    nh_export_dialog_show (GTK_WIDGET (self), self->session, current_plan (self));
}

/* Editing. */

/* Ctrl+Z inside a text that is not stored yet belongs to that text. */
static gboolean
undo_in_text (NhWindow *self,
              const char *action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *grid = focus ? gtk_widget_get_ancestor (focus, NH_TYPE_GRID) : NULL;
  GtkWidget *form = focus ? gtk_widget_get_ancestor (focus, NH_TYPE_FORM) : NULL;

  if (!focus || !(GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)))
    return FALSE;
  if (grid && !nh_grid_is_editing (NH_GRID (grid)))
    return FALSE;
  if (form && !nh_form_is_dirty (NH_FORM (form)))
    return FALSE;
  if (!grid && !form)
    return FALSE;
  return gtk_widget_activate_action (focus, action, NULL);
}

HANDLER (on_undo_cb)
{
  NhWindow *self = data;
  g_autoptr (GError) error = NULL;

  if (undo_in_text (self, "text.undo") || !nh_window_leave_plan (self))
    return;
  nh_workbook_undo (nh_session_get_workbook (self->session), &error);
  nh_session_report_error (self->session, &error);
}

HANDLER (on_redo_cb)
{
  NhWindow *self = data;
  g_autoptr (GError) error = NULL;

  if (undo_in_text (self, "text.redo") || !nh_window_leave_plan (self))
    return;
  nh_workbook_redo (nh_session_get_workbook (self->session), &error);
  nh_session_report_error (self->session, &error);
}

HANDLER (on_new_plan_cb)
{
  NhWindow *self = data;

  if (nh_window_commit (self))
    nh_new_plan_dialog_show (GTK_WIDGET (self), self->session);
}

HANDLER (on_save_template_cb)
{
  NhWindow *self = data;
  gint64 plan = current_plan (self);

  if (!plan)
    nh_session_report (self->session, _("Go to a plan first, or to its row: it becomes the template."));
  else if (nh_window_commit (self))
    nh_save_template_dialog_present (GTK_WIDGET (self), self->session, plan);
}

HANDLER (on_roll_over_cb)
{
  NhWindow *self = data;
  gint64 plan = current_plan (self);

  if (!plan)
    nh_session_report (self->session, _("Go to a plan first, or to its row: it is taken into the next school year."));
  else if (nh_window_commit (self))
    nh_roll_over_window_show (GTK_WIDGET (self), self->session, &plan, 1, NULL);
}

/* All plans of the school year that is shown. */
HANDLER (on_roll_over_year_cb)
{
  NhWindow *self = data;
  GPtrArray *plans = nh_session_get_plans (self->session);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!nh_session_get_year (self->session) || !plans->len)
    {
      nh_session_report (self->session, _("Choose a school year that has plans first."));
      return;
    }
  for (guint i = 0; i < plans->len; i++)
    g_array_append_val (ids, ((NhSessionPlan *) plans->pdata[i])->id);
  if (nh_window_commit (self))
    nh_roll_over_window_show (GTK_WIDGET (self), self->session, (const gint64 *) (gpointer) ids->data, ids->len, NULL);
}

HANDLER (on_add_row_cb)
{
  NhGridScreen *screen = nh_window_get_active (data);

  if (screen)
    nh_grid_screen_add_row (screen);
}

HANDLER (on_delete_rows_cb)
{
  NhGridScreen *screen = nh_window_get_active (data);

  if (screen)
    nh_grid_screen_delete_rows (screen);
}

HANDLER (on_merge_rows_cb)
{
  NhWindow *self = data;
  NhGridScreen *screen = nh_window_get_active (self);
  g_autoptr (GArray) ids = NULL;

  if (!screen || !nh_window_commit (self))
    return;
  ids = nh_grid_screen_get_selected (screen, 3);
  if (ids->len == 2)
    nh_merge_dialog_show (GTK_WIDGET (self), self->session, nh_entity_find (nh_grid_screen_get_spec (screen)->entity),
                          g_array_index (ids, gint64, 0), g_array_index (ids, gint64, 1));
}

HANDLER (on_find_cb)
{
  NhGridScreen *screen = nh_window_get_active (data);
  GtkWidget *page = gtk_stack_get_visible_child (NH_WINDOW (data)->screens);

  if (screen)
    nh_grid_screen_focus_filter (screen);
  else if (page && NH_IS_UNITS_PAGE (page))
    nh_unit_tree_focus_filter (nh_units_page_get_tree (NH_UNITS_PAGE (page)));
  else if (page && NH_IS_TIMELINE_PAGE (page))
    nh_timeline_page_focus_filter (NH_TIMELINE_PAGE (page));
  else
    nh_window_run_in_plan (data, "find");
}

/* What reorganises units works on the selected ones. */
HANDLER (on_unit_command_cb)
{
  NhWindow *self = data;

  nh_window_show_screen (self, "units");
  nh_units_page_run (NH_UNITS_PAGE (gtk_stack_get_visible_child (self->screens)),
                     g_action_get_name (G_ACTION (action)));
}

HANDLER (on_propose_inspections_cb)
{
  NhWindow *self = data;

  nh_window_show_screen (self, "inspections");
  nh_inspections_page_propose (NH_INSPECTIONS_PAGE (gtk_stack_get_visible_child (self->screens)));
}

/* An edit under way is stored first: a search would not see it. */
static NhGridScreen *
screen_to_search (NhWindow *self)
{
  NhGridScreen *screen = nh_window_get_active (self);

  return screen && nh_grid_screen_commit (screen) ? screen : NULL;
}

HANDLER (on_find_cells_cb)
{
  NhGridScreen *screen = screen_to_search (data);

  if (screen)
    nh_grid_screen_find (screen, FALSE);
  else if (!nh_window_get_active (data))
    nh_window_run_in_plan (data, "find");
}

HANDLER (on_replace_cells_cb)
{
  NhGridScreen *screen = screen_to_search (data);

  if (screen)
    nh_grid_screen_find (screen, TRUE);
  else if (!nh_window_get_active (data))
    nh_window_run_in_plan (data, "replace-cells");
}

HANDLER (on_find_next_cb)
{
  NhGridScreen *screen = screen_to_search (data);

  if (screen)
    nh_grid_screen_find_step (screen, 1);
  else if (!nh_window_get_active (data))
    nh_window_run_in_plan (data, "find-next");
}

HANDLER (on_find_previous_cb)
{
  NhGridScreen *screen = screen_to_search (data);

  if (screen)
    nh_grid_screen_find_step (screen, -1);
  else if (!nh_window_get_active (data))
    nh_window_run_in_plan (data, "find-previous");
}

HANDLER (on_take_offer_cb)
{
  NhWindow *self = data;

  if (gtk_widget_get_visible (self->offer))
    nh_session_take_offer (self->session);
}

/* What concerns rosters is done on the screen of teams. */
HANDLER (on_roster_cb)
{
  NhWindow *self = data;
  GtkWidget *page;

  nh_window_show_screen (self, "teams");
  page = gtk_stack_get_visible_child (self->screens);
  if (page && NH_IS_TEAMS_PAGE (page))
    nh_teams_page_run (NH_TEAMS_PAGE (page), g_action_get_name (G_ACTION (action)));
}

/* For the team that was chosen on the screen of teams. */
HANDLER (on_awards_cb)
{
  NhWindow *self = data;
  GtkWidget *page = gtk_stack_get_visible_child (self->screens);
  gint64 team = page && NH_IS_TEAMS_PAGE (page) ? nh_teams_page_get_team (NH_TEAMS_PAGE (page)) : 0;

  nh_window_show_screen (self, "awards");
  page = gtk_stack_get_visible_child (self->screens);
  if (team && NH_IS_AWARDS_PAGE (page))
    nh_awards_page_set_team (NH_AWARDS_PAGE (page), team);
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD); /* the team is what is chosen first */
}

/* The table in sight tells what the file probably holds. */
HANDLER (on_import_cb)
{
  NhWindow *self = data;
  NhGridScreen *screen = nh_window_get_active (self);
  const NhScreenSpec *spec = screen ? nh_grid_screen_get_spec (screen) : NULL;
  gboolean fits = screen && nh_grid_screen_can_import (screen);
  NhImportWindow *window;

  if (!nh_window_commit (self))
    return;
  window = nh_import_window_new (GTK_WIDGET (self), self->session, fits ? spec->entity : NULL);
  if (fits && g_strcmp0 (spec->owner, "team") == 0)
    nh_import_window_set_team (window, nh_record_grid_model_get_owner (nh_grid_screen_get_model (screen)));
  gtk_window_present (GTK_WINDOW (window));
}

HANDLER (on_export_table_cb)
{
  NhGridScreen *screen = nh_window_get_active (data);

  if (screen)
    nh_grid_screen_export (screen);
}

/* The window. */

/* The panes from left to right. Some screens have panes of their own beside the one that is worked in. */
static guint
list_panes (NhWindow *self,
            GtkWidget **panes)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->screens);
  NhPlanDesk *desk = page && NH_IS_PLAN_PAGE (page) ? nh_plan_page_get_desk (NH_PLAN_PAGE (page)) : NULL;
  guint n = 0;

  panes[n++] = GTK_WIDGET (self->sidebar);
  if (page && NH_IS_TEAMS_PAGE (page))
    panes[n++] = GTK_WIDGET (nh_teams_page_get_tree (NH_TEAMS_PAGE (page)));
  if (desk)
    panes[n++] = GTK_WIDGET (nh_plan_desk_get_outline (desk));
  panes[n++] = GTK_WIDGET (self->screens);
  if (desk)
    panes[n++] = GTK_WIDGET (nh_plan_preview_get_pages (nh_plan_desk_get_preview (desk)));
  panes[n++] = GTK_WIDGET (self->inspector);
  return n;
}

static void
focus_screen (NhWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->screens);

  if (nh_window_get_active (self))
    nh_grid_screen_focus (nh_window_get_active (self));
  else if (page && NH_IS_UNITS_PAGE (page))
    nh_units_page_focus (NH_UNITS_PAGE (page));
  else if (page && NH_IS_PLAN_PAGE (page))
    nh_plan_page_focus (NH_PLAN_PAGE (page));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->screens), GTK_DIR_TAB_FORWARD);
}

static void
move_pane (NhWindow *self,
           int by)
{
  GtkWidget *panes[8];
  int n = (int) list_panes (self, panes);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  int current = 1;

  for (int i = 0; i < n; i++)
    if (focus && (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i])))
      {
        current = i;
        if (panes[i] != GTK_WIDGET (self->screens)) /* which holds others of them, too */
          break;
      }
  for (int step = 1; step < n; step++)
    {
      GtkWidget *pane = panes[((current + by * step) % n + n) % n];

      if (!gtk_widget_get_mapped (pane))
        continue;
      if (pane == GTK_WIDGET (self->screens))
        focus_screen (self);
      else if (!gtk_widget_grab_focus (pane))
        continue;
      return;
    }
}

HANDLER (on_next_pane_cb)
{
  move_pane (data, 1);
}

HANDLER (on_previous_pane_cb)
{
  move_pane (data, -1);
}

HANDLER (on_file_menu_cb)
{
  gtk_menu_button_popup (NH_WINDOW (data)->file_button);
}

HANDLER (on_main_menu_cb)
{
  gtk_menu_button_popup (NH_WINDOW (data)->menu_button);
}

HANDLER (on_preferences_cb)
{
  nh_preferences_show (data);
}

HANDLER (on_shortcuts_cb)
{
  nh_about_show_shortcuts (data);
}

HANDLER (on_about_cb)
{
  nh_about_show (data);
}

HANDLER (on_close_cb)
{
  gtk_window_close (GTK_WINDOW (data));
}

HANDLER (on_search_cb)
{
  NhWindow *self = data;

  if (nh_window_commit (self))
    nh_search_palette_open (self->palette);
}

HANDLER (on_show_screen_cb)
{
  nh_window_show_screen (data, g_variant_get_string (parameter, NULL));
}

static void
on_pane_state_cb (GSimpleAction *action,
                  GVariant *state,
                  gpointer data)
{
  NhWindow *self = data;
  gboolean sidebar = g_str_equal (g_action_get_name (G_ACTION (action)), "sidebar");
  GtkWidget *pane = sidebar ? GTK_WIDGET (self->sidebar) : GTK_WIDGET (self->inspector);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean visible = g_variant_get_boolean (state);

  if (!visible && focus && gtk_widget_is_ancestor (focus, pane) && nh_window_get_active (self))
    nh_grid_screen_focus (nh_window_get_active (self));
  g_simple_action_set_state (action, state);
  if (sidebar)
    gtk_widget_set_visible (pane, visible);
  else
    nh_window_update_inspector (self);
}

HANDLER (on_new_series_cb)
{
  NhWindow *self = data;
  GtkWidget *page = gtk_stack_get_visible_child (self->screens);
  gint64 plan = page && NH_IS_PLAN_PAGE (page) ? nh_plan_page_get_plan (NH_PLAN_PAGE (page)) : 0;

  if (nh_window_commit (self))
    nh_series_dialog_show (GTK_WIDGET (self), self->session, plan);
}

HANDLER (on_export_reminders_cb)
{
  NhWindow *self = data;
  GtkWidget *page;

  nh_window_show_screen (self, "deadlines");
  page = gtk_stack_get_visible_child (self->screens);
  if (NH_IS_DEADLINES_PAGE (page))
    nh_deadlines_page_remind (NH_DEADLINES_PAGE (page));
}

/* The selected rows of a table of activities, or what a board or the timeline has chosen. */
HANDLER (on_mark_done_cb)
{
  NhWindow *self = data;
  NhGridScreen *screen = nh_window_get_active (self);
  g_autoptr (GArray) chosen = NULL;
  const NhEntity *entity = NULL;
  const char *first;

  if (!nh_window_commit (self))
    return;
  if (screen && g_str_equal (nh_grid_screen_get_spec (screen)->entity, "activity"))
    chosen = nh_grid_screen_get_selected (screen, 1000);
  if (!screen || !chosen || !chosen->len)
    {
      gint64 id = screen ? nh_grid_screen_get_record (screen) : nh_session_get_active_record (self->session, &entity, &first);
      gboolean activity = screen ? chosen != NULL : entity && g_str_equal (entity->name, "activity");

      g_clear_pointer (&chosen, g_array_unref);
      chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
      if (id && activity)
        g_array_append_val (chosen, id);
    }
  if (chosen->len)
    nh_done_dialog_show (GTK_WIDGET (self), self->session, (const gint64 *) chosen->data, chosen->len);
  else
    nh_session_report (self->session, _("Choose the activities that are done first."));
}

static const GActionEntry entries[] = {
  { .name = "new", .activate = on_new_cb },
  { .name = "open", .activate = on_open_cb },
  { .name = "open-recent", .activate = on_open_recent_cb, .parameter_type = "s" },
  { .name = "save-copy", .activate = on_save_copy_cb },
  { .name = "backups", .activate = on_backups_cb },
  { .name = "export-appendices", .activate = on_export_appendices_cb },
  { .name = "import", .activate = on_import_cb },
  { .name = "export-table", .activate = on_export_table_cb },
  { .name = "replace-member", .activate = on_roster_cb },
  { .name = "end-membership", .activate = on_roster_cb },
  { .name = "renew-team", .activate = on_roster_cb },
  { .name = "team-roles", .activate = on_roster_cb },
  { .name = "compare-rosters", .activate = on_roster_cb },
  { .name = "arrange-board", .activate = on_roster_cb },
  { .name = "awards", .activate = on_awards_cb },
  { .name = "undo", .activate = on_undo_cb },
  { .name = "redo", .activate = on_redo_cb },
  { .name = "new-plan", .activate = on_new_plan_cb },
  { .name = "save-template", .activate = on_save_template_cb },
  { .name = "roll-over", .activate = on_roll_over_cb },
  { .name = "roll-over-year", .activate = on_roll_over_year_cb },
  { .name = "export-reminders", .activate = on_export_reminders_cb },
  { .name = "new-series", .activate = on_new_series_cb },
  { .name = "mark-done", .activate = on_mark_done_cb },
  { .name = "add-row", .activate = on_add_row_cb },
  { .name = "delete-rows", .activate = on_delete_rows_cb },
  { .name = "merge-rows", .activate = on_merge_rows_cb },
  { .name = "find", .activate = on_find_cb },
  { .name = "unit-rename", .activate = on_unit_command_cb },
  { .name = "unit-move", .activate = on_unit_command_cb },
  { .name = "unit-close", .activate = on_unit_command_cb },
  { .name = "unit-unite", .activate = on_unit_command_cb },
  { .name = "propose-inspections", .activate = on_propose_inspections_cb },
  { .name = "search", .activate = on_search_cb },
  { .name = "find-cells", .activate = on_find_cells_cb },
  { .name = "replace-cells", .activate = on_replace_cells_cb },
  { .name = "find-next", .activate = on_find_next_cb },
  { .name = "find-previous", .activate = on_find_previous_cb },
  { .name = "take-offer", .activate = on_take_offer_cb },
  { .name = "next-pane", .activate = on_next_pane_cb },
  { .name = "previous-pane", .activate = on_previous_pane_cb },
  { .name = "file-menu", .activate = on_file_menu_cb },
  { .name = "main-menu", .activate = on_main_menu_cb },
  { .name = "preferences", .activate = on_preferences_cb },
  { .name = "shortcuts", .activate = on_shortcuts_cb },
  { .name = "about", .activate = on_about_cb },
  { .name = "close", .activate = on_close_cb },
  { .name = "show-screen", .activate = on_show_screen_cb, .parameter_type = "s" },
  { .name = "sidebar", .state = "true", .change_state = on_pane_state_cb },
  { .name = "inspector", .state = "true", .change_state = on_pane_state_cb },
};

static void
set_state (NhWindow *self,
           const char *name,
           gboolean state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (state));
}

/* (internal) adds the actions of the window; the panes start as they were left */
void
nh_window_install_actions (NhWindow *self)
{
  static const char *const writing[] = { "import", "new-plan", "save-template", "roll-over", "roll-over-year",
                                         "new-series", "mark-done" };
  gboolean writable = !nh_workbook_is_read_only (nh_session_get_workbook (self->session));

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  nh_window_install_plan_actions (self);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "import")), writable);
  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), writing[i])),
                                 writable);
  set_state (self, "sidebar", nh_settings_get_boolean ("sidebar-visible", TRUE));
  set_state (self, "inspector", nh_settings_get_boolean ("inspector-visible", TRUE));
}

static void
update_step (NhWindow *self,
             GtkWidget *button,
             const char *action,
             const char *verb,
             const char *keys,
             const char *name)
{
  GAction *simple = g_action_map_lookup_action (G_ACTION_MAP (self), action);
  g_autofree char *label = name ? g_strdup_printf ("%s: %s", verb, name) : g_strdup (verb);
  g_autofree char *tooltip = g_strdup_printf ("%s (%s)", label, keys);
  g_autofree char *detailed = g_strconcat ("win.", action, NULL);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (simple), name != NULL);
  g_menu_append (self->undo_section, label, detailed);
}

/* (internal) names the steps that undo and redo would take */
void
nh_window_update_history (NhWindow *self)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);

  g_menu_remove_all (self->undo_section);
  update_step (self, self->undo_button, "undo", _("Undo"), "Ctrl+Z", nh_workbook_get_undo_name (workbook));
  update_step (self, self->redo_button, "redo", _("Redo"), "Ctrl+Y", nh_workbook_get_redo_name (workbook));
}

/* (internal) fills the menu of workbooks opened before */
void
nh_window_update_recent (NhWindow *self)
{
  g_auto (GStrv) recent = nh_settings_dup_strv ("recent-files");
  const char *own = nh_window_get_path (self);

  g_menu_remove_all (self->recent_menu);
  for (guint i = 0; recent[i]; i++)
    {
      g_autofree char *path = g_filename_from_uri (recent[i], NULL, NULL);
      g_autofree char *name = path ? g_filename_display_basename (path) : NULL;
      g_autoptr (GMenuItem) item = NULL;
      g_auto (GStrv) parts = NULL;
      g_autofree char *label = NULL;

      if (!path || g_strcmp0 (path, own) == 0 || !g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      parts = g_strsplit (name, "_", -1);
      label = g_strjoinv ("__", parts); /* a lone one would mark a key */
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "win.open-recent", "s", recent[i]);
      g_menu_append_item (self->recent_menu, item);
    }
}
