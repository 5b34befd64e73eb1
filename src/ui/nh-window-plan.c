/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhWindow: the commands that concern the plan in front.
 */
#include "ui/nh-window-private.h"

#include <glib/gi18n-lib.h>

#include "ui/nh-settings.h"
#include "ui/plan/nh-plan-page.h"

static NhPlanPage *
get_page (NhWindow *self)
{
  GtkWidget *screen = gtk_stack_get_visible_child (self->screens);

  return screen && NH_IS_PLAN_PAGE (screen) ? NH_PLAN_PAGE (screen) : NULL;
}

static void
on_run_cb (GSimpleAction *action,
           GVariant *parameter,
           gpointer data)
{
  NhPlanPage *page = get_page (data);

  if (page)
    nh_plan_page_run (page, g_action_get_name (G_ACTION (action)));
}

/* The file of a whole plan has several forms: the menu of its page offers them. Elsewhere the
 * appendices are what can be exported. */
static void
on_export_cb (GSimpleAction *action,
              GVariant *parameter,
              gpointer data)
{
  if (get_page (data))
    on_run_cb (action, parameter, data);
  else
    g_action_group_activate_action (data, "export-appendices", NULL);
}

/* All plans that are open look alike. */
static void
on_pane_cb (GSimpleAction *action,
            GVariant *state,
            gpointer data)
{
  NhWindow *self = data;
  gboolean outline = g_str_equal (g_action_get_name (G_ACTION (action)), "plan-outline");
  NhPlanDesk *front = get_page (self) ? nh_plan_page_get_desk (get_page (self)) : NULL;

  /* Out of sight though they are wanted: who presses the key wants to see them. */
  if (front && !outline && !g_variant_get_boolean (state) && nh_plan_desk_force_preview (front))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->screens)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      NhPlanDesk *desk = NH_IS_PLAN_PAGE (child) ? nh_plan_page_get_desk (NH_PLAN_PAGE (child)) : NULL;

      if (desk && outline)
        nh_plan_desk_set_outline_visible (desk, g_variant_get_boolean (state));
      else if (desk)
        nh_plan_desk_set_preview_visible (desk, g_variant_get_boolean (state));
    }
  g_simple_action_set_state (action, state);
}

static const GActionEntry entries[] = {
  { .name = "export-word", .activate = on_run_cb },
  { .name = "export-pdf", .activate = on_run_cb },
  { .name = "print-plan", .activate = on_run_cb },
  { .name = "issue-plan", .activate = on_run_cb },
  { .name = "amend-plan", .activate = on_run_cb },
  { .name = "show-plan-history", .activate = on_run_cb },
  { .name = "next-blank", .activate = on_run_cb },
  { .name = "show-plan-text", .activate = on_run_cb },
  { .name = "show-plan-info", .activate = on_run_cb },
  { .name = "show-plan-activities", .activate = on_run_cb },
  { .name = "show-plan-appendices", .activate = on_run_cb },
  { .name = "plan-outline", .state = "true", .change_state = on_pane_cb },
  { .name = "plan-preview", .state = "true", .change_state = on_pane_cb },
};

static const GActionEntry always[] = {
  { .name = "export", .activate = on_export_cb },
};

/* The menu offers what works where the keys are: the rows of a table, or the text of a plan. */
static void
fill_edit_section (NhWindow *self)
{
  static const struct { const char *label; const char *action; const char *accel; } table[] = {
    { N_("_Filter the rows"), "win.find", NULL },
    { N_("_Add a row"), "win.add-row", "<Control>Insert" },
    { N_("_Delete the selected rows"), "win.delete-rows", "<Control>Delete" },
  }, text[] = {
    { N_("_Find in the text"), "win.find", NULL },
    { N_("Find and _replace in the text"), "win.replace-cells", NULL },
    { N_("Next _place to fill"), "win.next-blank", NULL },
  };
  gboolean edits_text = get_page (self) && !nh_window_get_active (self);

  if (g_menu_model_get_n_items (G_MENU_MODEL (self->edit_section)) > 0 && edits_text == self->edits_text)
    return;
  self->edits_text = edits_text;
  g_menu_remove_all (self->edit_section);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const char *accel = edits_text ? text[i].accel : table[i].accel;
      g_autoptr (GMenuItem) item = g_menu_item_new (_(edits_text ? text[i].label : table[i].label),
                                                    edits_text ? text[i].action : table[i].action);

      if (accel)
        g_menu_item_set_attribute (item, "accel", "s", accel);
      g_menu_append_item (self->edit_section, item);
    }
}

/* (internal) adds the commands of plans; the panes start as they were left */
void
nh_window_install_plan_actions (NhWindow *self)
{
  static const struct { const char *action; const char *key; } panes[] = {
    { "plan-outline", "outline-visible" },
    { "plan-preview", "preview-visible" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), always, G_N_ELEMENTS (always), self);
  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), panes[i].action)),
                               g_variant_new_boolean (nh_settings_get_boolean (panes[i].key, TRUE)));
  nh_window_update_plan_actions (self);
}

/* (internal) what concerns a plan is at hand while one is in front */
void
nh_window_update_plan_actions (NhWindow *self)
{
  gboolean writable = !nh_workbook_is_read_only (nh_session_get_workbook (self->session));

  fill_edit_section (self);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      gboolean writes = g_str_equal (entries[i].name, "issue-plan") || g_str_equal (entries[i].name, "amend-plan");

      g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name)),
                                   get_page (self) && (writable || !writes));
    }
  /* What was typed a moment ago has no step of its own yet, and can be taken back already. */
  if (get_page (self) && nh_plan_page_is_waiting (get_page (self)))
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "undo")), TRUE);
}

/* (internal) stores what was typed into the plan in front. Returns: whether nothing was refused. */
gboolean
nh_window_leave_plan (NhWindow *self)
{
  NhPlanPage *page = get_page (self);

  return !page || nh_plan_page_commit (page);
}

/* (internal) has the plan in front do what a command of all screens asks for; elsewhere nothing */
void
nh_window_run_in_plan (NhWindow *self,
                       const char *command)
{
  NhPlanPage *page = get_page (self);

  if (page)
    nh_plan_page_run (page, command);
}

static NhPlanText *
find_waiting (NhWindow *self,
              GtkWidget **child)
{
  for (; *child; *child = gtk_widget_get_next_sibling (*child))
    if (NH_IS_PLAN_PAGE (*child) && nh_plan_page_is_waiting (NH_PLAN_PAGE (*child)))
      return nh_plan_editor_get_text (nh_plan_desk_get_editor (nh_plan_page_get_desk (NH_PLAN_PAGE (*child))));
  return NULL;
}

/* (internal) Returns: whether the text of some plan waits to be stored. */
gboolean
nh_window_plans_wait (NhWindow *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->screens));

  return find_waiting (self, &child) != NULL;
}

/* (internal) stores what waits in a copy of the workbook. Returns: whether the copy holds it. */
gboolean
nh_window_store_plans_in (NhWindow *self,
                          const char *path,
                          GError **error)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->screens));
  g_autoptr (NhWorkbook) copy = NULL;
  gboolean done = TRUE;
  NhPlanText *text;

  if (!nh_window_plans_wait (self))
    return TRUE;
  copy = nh_workbook_open (path, NH_STORE_OPEN_MUST_WRITE, error);
  if (!copy)
    return FALSE;
  for (; done && (text = find_waiting (self, &child)); child = gtk_widget_get_next_sibling (child))
    done = nh_plan_text_store_in_copy (text, copy, error);
  nh_workbook_close (copy);
  return done;
}
