/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-page.h"

#include <glib/gi18n-lib.h>

#include "ui/nh-form.h"
#include "ui/nh-menu-button.h"
#include "ui/table/nh-grid-screen.h"

struct _NhPlanPage
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkLabel *title;
  GtkMenuButton *status;
  GtkLabel *status_text;
  GtkMenuButton *export;
  GtkStack *stack;

  NhSession *session;
  gint64 plan;
  GSimpleActionGroup *actions;
  NhForm *form;
};

G_DEFINE_FINAL_TYPE (NhPlanPage, nh_plan_page, GTK_TYPE_WIDGET)

/* The head: number and state. */

static void
show_head (NhPlanPage *self)
{
  g_autoptr (NhRecord) record = nh_workbook_load (nh_session_get_workbook (self->session), nh_entity_find ("plan"),
                                                  self->plan, NULL);
  g_autofree char *title = record ? nh_session_record_title (record) : g_strdup ("");
  const char *status = record ? nh_record_raw (record, "status") : "";
  const char *classes[] = { "nh-chip-button", *status ? status : NULL, NULL };
  g_autofree char *spoken = NULL;

  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), record ? nh_record_text (record, "title") : NULL);
  gtk_label_set_text (self->status_text, record ? nh_record_text (record, "status") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->status), *status != '\0');
  gtk_widget_set_css_classes (GTK_WIDGET (self->status), classes);
  spoken = g_strdup_printf ("%s: %s", _("State of the plan"), record ? nh_record_text (record, "status") : "");
  nh_menu_button_set_accessible_label (self->status, spoken);
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "status")),
                             g_variant_new_string (status));
}

static void
on_workbook_changed_cb (NhPlanPage *self,
                        GArray *changes)
{
  if (nh_session_changes_touch (changes, "plan"))
    show_head (self);
}

static void
on_status_cb (GSimpleAction *action,
              GVariant *value,
              gpointer data)
{
  NhPlanPage *self = data;
  NhFieldText values[] = { { "status", g_variant_get_string (value, NULL) }, { NULL, NULL } };
  g_autoptr (GError) error = NULL;

  if (!nh_plan_page_commit (self))
    return;
  nh_session_set (self->session, nh_entity_find ("plan"), self->plan, values, &error);
  nh_session_report_error (self->session, &error);
}

static const GActionEntry entries[] = {
  { .name = "status", .parameter_type = "s", .state = "''", .change_state = on_status_cb },
};

/* Tabs. */

static GtkWidget *
get_tab (NhPlanPage *self)
{
  return gtk_stack_get_visible_child (self->stack);
}

static void
on_tab_changed_cb (NhPlanPage *self)
{
  nh_form_commit (self->form);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    nh_plan_page_activate (self);
}

static GtkWidget *
make_part (NhPlanPage *self,
           const char *id)
{
  GtkWidget *screen = nh_grid_screen_new (self->session, nh_screen_spec_find (id));

  nh_grid_screen_set_owner (NH_GRID_SCREEN (screen), self->plan);
  return screen;
}

static GtkWidget *
make_details (NhPlanPage *self)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *lists = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->form = NH_FORM (nh_form_new (self->session));
  nh_form_set_columns (self->form, 2);
  gtk_widget_add_css_class (GTK_WIDGET (self->form), "nh-page");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->form));
  gtk_box_set_homogeneous (GTK_BOX (lists), TRUE);
  gtk_box_append (GTK_BOX (lists), make_part (self, "plan-bases"));
  gtk_box_append (GTK_BOX (lists), make_part (self, "plan-recipients"));
  gtk_paned_set_start_child (GTK_PANED (paned), scroller);
  gtk_paned_set_end_child (GTK_PANED (paned), lists);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_position (GTK_PANED (paned), 440);
  nh_form_set_record (self->form, nh_entity_find ("plan"), NULL, self->plan);
  return paned;
}

/* Making. */

static void
nh_plan_page_dispose (GObject *object)
{
  NhPlanPage *self = NH_PLAN_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_PLAN_PAGE);
  g_clear_object (&self->actions);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_plan_page_parent_class)->dispose (object);
}

static void
nh_plan_page_class_init (NhPlanPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_plan_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/namhoc/NamHoc/ui/nh-plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, body);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, title);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, status);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, status_text);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, export);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, stack);
}

static void
nh_plan_page_init (NhPlanPage *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "plan", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nh_plan_page_new:
 * @session: the open workbook
 * @plan: key of a plan
 *
 * Returns: (transfer floating): the page of that plan.
 */
GtkWidget *
nh_plan_page_new (NhSession *session,
                  gint64 plan)
{
  NhPlanPage *self = g_object_new (NH_TYPE_PLAN_PAGE, NULL);
  gboolean writable = !nh_workbook_is_read_only (nh_session_get_workbook (session));

  self->session = g_object_ref (session);
  self->plan = plan;
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "status")),
                               writable);
  gtk_stack_add_titled (self->stack, make_part (self, "plan-text"), "text", _("Text"));
  gtk_stack_add_titled (self->stack, make_details (self), "info", _("Details"));
  gtk_stack_add_titled (self->stack, make_part (self, "plan-activities"), "activities", _("Activities"));
  gtk_stack_add_titled (self->stack, make_part (self, "plan-appendices"), "appendices", _("Appendices"));
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (on_tab_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_head (self);
  return GTK_WIDGET (self);
}

/** nh_plan_page_get_plan: Returns: the key of the plan. */
gint64
nh_plan_page_get_plan (NhPlanPage *self)
{
  return self->plan;
}

/** nh_plan_page_show_tab: goes to "text", "info", "activities" or "appendices". */
void
nh_plan_page_show_tab (NhPlanPage *self,
                       const char *tab)
{
  gtk_stack_set_visible_child_name (self->stack, tab);
}

/**
 * nh_plan_page_activate:
 *
 * Gives the session's attention to the tab in front: to its table, or to the page itself.
 */
void
nh_plan_page_activate (NhPlanPage *self)
{
  GtkWidget *tab = get_tab (self);

  nh_session_set_active (self->session, tab && NH_IS_GRID_SCREEN (tab) ? tab : GTK_WIDGET (self));
}

/** nh_plan_page_wants_inspector: Returns: whether the rows of the tab in front are shown in the inspector, too. */
gboolean
nh_plan_page_wants_inspector (NhPlanPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "activities") == 0;
}

/** nh_plan_page_commit: stores all that was typed. Returns: whether nothing was refused. */
gboolean
nh_plan_page_commit (NhPlanPage *self)
{
  return nh_form_commit (self->form);
}

/**
 * nh_plan_page_run:
 * @command: "export-menu"
 *
 * Does what a key or the list of commands asks for.
 */
void
nh_plan_page_run (NhPlanPage *self,
                  const char *command)
{
  if (g_str_equal (command, "export"))
    gtk_menu_button_popup (self->export);
}
