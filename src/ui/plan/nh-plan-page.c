/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/nh-table-options.h"
#include "ui/nh-menu-button.h"
#include "ui/plan/nh-issue-dialog.h"
#include "ui/plan/nh-plan-appendices.h"
#include "ui/plan/nh-plan-desk.h"
#include "ui/plan/nh-plan-details.h"
#include "ui/plan/nh-plan-export.h"
#include "ui/plan/nh-plan-history.h"
#include "ui/plan/nh-plan-issued-note.h"
#include "ui/plan/nh-plan-print.h"
#include "ui/table/nh-grid-screen.h"

struct _NhPlanPage
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkBox *head;
  GtkBox *second_row;
  GtkWidget *switcher;
  GtkWidget *issued_note;
  GtkLabel *title;
  GtkMenuButton *status;
  GtkLabel *status_text;
  GtkWidget *insert;
  GMenu *tables_menu;
  GtkMenuButton *export;
  GtkWidget *issue;
  GtkStack *stack;

  NhSession *session;
  gint64 plan;
  GSimpleActionGroup *actions;
  NhPlanDocument *document;
  NhPlanDesk *desk;
  NhPlanAppendices *appendices;
  NhPlanDetails *details;
  guint fit_source;
};

G_DEFINE_FINAL_TYPE (NhPlanPage, nh_plan_page, GTK_TYPE_WIDGET)

/* The head: number and state. */

/* A plan is issued once; after that it is changed by another one. */
static void
show_issue (NhPlanPage *self,
            gboolean issued)
{
  gtk_button_set_label (GTK_BUTTON (self->issue), issued ? _("A_mend…") : _("_Issue…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->issue), issued ? "win.amend-plan" : "win.issue-plan");
  gtk_widget_set_tooltip_text (self->issue, issued ? _("Make a plan that amends or replaces this one")
                                                   : _("Give the plan its number and day, and keep a copy of it"));
  if (issued)
    gtk_widget_remove_css_class (self->issue, "suggested-action");
  else
    gtk_widget_add_css_class (self->issue, "suggested-action");
}

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
  show_issue (self, g_str_equal (status, "issued") || g_str_equal (status, "closed"));
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
  g_autoptr (GVariant) old = g_action_get_state (G_ACTION (action));
  gboolean is_closed = g_str_equal (g_variant_get_string (old, NULL), "closed"); /* opened again */
  g_autoptr (GError) error = NULL;

  if (!nh_plan_page_commit (self))
    return;
  /* Issuing gives number and day and keeps a copy: that asks first. */
  if (g_str_equal (values[0].text, "issued") && !is_closed)
    {
      nh_issue_dialog_present (GTK_WIDGET (self), self->session, self->plan);
      return;
    }
  nh_session_set (self->session, nh_entity_find ("plan"), self->plan, values, &error);
  nh_session_report_error (self->session, &error);
}

static void
on_insert_table_cb (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer data)
{
  NhPlanPage *self = data;

  if (self->desk)
    nh_plan_desk_insert_table (self->desk, g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { .name = "insert-table", .activate = on_insert_table_cb, .parameter_type = "s" },
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
  gboolean text = get_tab (self) == GTK_WIDGET (self->desk);

  nh_plan_page_commit (self);
  /* Hidden, it would let the tabs jump from under the pointer. */
  gtk_widget_set_sensitive (self->insert, text);
  gtk_widget_set_visible (self->issued_note, text);
  if (get_tab (self) == GTK_WIDGET (self->appendices))
    nh_plan_appendices_set_paper (self->appendices, nh_plan_desk_ensure_paper (self->desk));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    nh_plan_page_activate (self);
}

static void
on_details_wanted_cb (NhPlanPage *self)
{
  nh_plan_page_show_tab (self, "info");
}

static void
on_appendix_wanted_cb (NhPlanPage *self,
                       gint64 id)
{
  nh_plan_page_show_tab (self, "appendices");
  nh_plan_appendices_select (self->appendices, id);
  nh_plan_appendices_focus (self->appendices);
}

static void
on_place_changed_cb (NhPlanPage *self)
{
  nh_session_touch_active (self->session, GTK_WIDGET (self));
}

/* The plan can't be read: the sentence stands where its text would. */
static GtkWidget *
make_trouble (const char *sentence)
{
  GtkWidget *label = gtk_label_new (sentence);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "nh-empty");
  return label;
}

/* The tables of the office by their names; what is chosen is drawn in the text at once. */
static void
fill_tables_menu (NhPlanPage *self)
{
  const NhEntity *entity = nh_entity_find ("block");
  const NhChoice *choice = entity->fields[nh_entity_find_field (entity, "view")].choices;

  for (; choice->key; choice++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(choice->label), NULL);

      if (g_str_equal (choice->key, NH_VIEW_LIST))
        continue; /* shows nothing until its columns are chosen */
      g_menu_item_set_action_and_target (item, "plan.insert-table", "s", choice->key);
      g_menu_append_item (self->tables_menu, item);
    }
}

static gboolean
make_desk (NhPlanPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhPlanText) text = nh_plan_text_new (nh_session_get_workbook (self->session), self->plan, &error);

  self->document = text ? nh_plan_document_new (text, &error) : NULL;
  if (!self->document)
    {
      gtk_stack_add_titled (self->stack, make_trouble (error->message), "text", _("Text"));
      return FALSE;
    }
  self->desk = NH_PLAN_DESK (nh_plan_desk_new (self->session, self->document));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "plan-text",
                                  nh_plan_editor_get_actions (nh_plan_desk_get_editor (self->desk)));
  fill_tables_menu (self);
  self->appendices = NH_PLAN_APPENDICES (nh_plan_appendices_new (self->session, self->document));
  g_signal_connect_object (self->desk, "details-wanted", G_CALLBACK (on_details_wanted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "appendix-wanted", G_CALLBACK (on_appendix_wanted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "place-changed", G_CALLBACK (on_place_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->desk), "text", _("Text"));
  return TRUE;
}

static GtkWidget *
make_part (NhPlanPage *self,
           const char *id)
{
  GtkWidget *screen = nh_grid_screen_new (self->session, nh_screen_spec_find (id));

  nh_grid_screen_set_owner (NH_GRID_SCREEN (screen), self->plan);
  return screen;
}

/* Room. */

#define HEAD_SPACING 6

static gboolean
is_narrow (NhPlanPage *self)
{
  return gtk_widget_get_parent (self->switcher) == GTK_WIDGET (self->second_row);
}

static int
measure_width (gpointer widget)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (widget), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* Of the head without the tabs. */
static int
measure_rest (NhPlanPage *self)
{
  return measure_width (self->head) - (is_narrow (self) ? 0 : measure_width (self->switcher) + HEAD_SPACING);
}

static gboolean
wants_narrow (NhPlanPage *self,
              int width)
{
  return width < measure_rest (self) + measure_width (self->switcher) + HEAD_SPACING;
}

/* Where they don't fit beside the buttons, the tabs stand in a row of their own. */
static gboolean
fit_cb (GtkWidget *widget,
        GdkFrameClock *clock,
        gpointer data)
{
  NhPlanPage *self = NH_PLAN_PAGE (widget);
  gboolean narrow = wants_narrow (self, gtk_widget_get_width (widget));
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  self->fit_source = 0;
  if (narrow == is_narrow (self))
    return G_SOURCE_REMOVE;
  if (focus && !gtk_widget_is_ancestor (focus, self->switcher))
    focus = NULL;
  g_object_ref (self->switcher);
  gtk_box_remove (narrow ? self->head : self->second_row, self->switcher);
  if (narrow)
    gtk_box_append (self->second_row, self->switcher);
  else
    gtk_box_insert_child_after (self->head, self->switcher, GTK_WIDGET (self->status));
  g_object_unref (self->switcher);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->second_row), narrow);
  if (focus)
    gtk_widget_grab_focus (focus);
  return G_SOURCE_REMOVE;
}

static void
nh_plan_page_size_allocate (GtkWidget *widget,
                            int width,
                            int height,
                            int baseline)
{
  NhPlanPage *self = NH_PLAN_PAGE (widget);

  /* For the frame until the tabs moved, the head may be wider than its room. */
  gtk_widget_size_allocate (self->body, &(GtkAllocation) { 0, 0, MAX (width, measure_width (self->body)), height }, baseline);
  if (!self->fit_source && is_narrow (self) != wants_narrow (self, width))
    self->fit_source = gtk_widget_add_tick_callback (widget, fit_cb, NULL, NULL);
}

/* A window that is made narrower gets there with the tabs in two rows. */
static void
nh_plan_page_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  NhPlanPage *self = NH_PLAN_PAGE (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = MAX (for_size, measure_width (self->body));
  gtk_widget_measure (self->body, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (measure_width (self->stack), MAX (measure_rest (self), measure_width (self->switcher)));
      *natural = MAX (*natural, *minimum);
    }
}

/* After a menu the keys go back to the text, unless what was chosen took them elsewhere. */
static gboolean
focus_text_cb (GtkWidget *widget,
               GdkFrameClock *clock,
               gpointer data)
{
  NhPlanPage *self = NH_PLAN_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (self->desk && get_tab (self) == GTK_WIDGET (self->desk)
      && (!focus || focus == data || gtk_widget_is_ancestor (focus, data)))
    nh_plan_desk_focus (self->desk);
  return G_SOURCE_REMOVE;
}

static void
on_menu_closed_cb (GtkPopover *popover,
                   NhPlanPage *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_text_cb, gtk_widget_get_parent (GTK_WIDGET (popover)), NULL);
}

static void
watch_menus (NhPlanPage *self)
{
  GtkMenuButton *buttons[] = { GTK_MENU_BUTTON (self->insert), self->export, self->status };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    g_signal_connect_object (gtk_menu_button_get_popover (buttons[i]), "closed", G_CALLBACK (on_menu_closed_cb), self, 0);
}

/* Making. */

static void
nh_plan_page_dispose (GObject *object)
{
  NhPlanPage *self = NH_PLAN_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_PLAN_PAGE);
  g_clear_object (&self->document);
  g_clear_object (&self->actions);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_plan_page_parent_class)->dispose (object);
}

static void
nh_plan_page_class_init (NhPlanPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_plan_page_dispose;
  widget_class->measure = nh_plan_page_measure;
  widget_class->size_allocate = nh_plan_page_size_allocate;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/namhoc/NamHoc/ui/nh-plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, body);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, head);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, second_row);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, title);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, status);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, status_text);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, insert);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, tables_menu);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, export);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, issue);
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
  make_desk (self);
  self->details = NH_PLAN_DETAILS (nh_plan_details_new (session, plan));
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->details), "info", _("Details"));
  gtk_stack_add_titled (self->stack, make_part (self, "plan-activities"), "activities", _("Activities"));
  if (self->appendices)
    gtk_stack_add_titled (self->stack, GTK_WIDGET (self->appendices), "appendices", _("Appendices"));
  gtk_stack_add_titled (self->stack, nh_plan_history_new (session, plan), "history", _("Plan history"));
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (on_tab_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->issued_note = nh_plan_issued_note_new (session, plan);
  gtk_box_insert_child_after (GTK_BOX (self->body), self->issued_note, GTK_WIDGET (self->second_row));
  watch_menus (self);
  show_head (self);
  return GTK_WIDGET (self);
}

/** nh_plan_page_get_plan: Returns: the key of the plan. */
gint64
nh_plan_page_get_plan (NhPlanPage *self)
{
  return self->plan;
}

/** nh_plan_page_show_tab: goes to "text", "info", "activities", "appendices" or "history". */
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
  nh_session_touch_active (self->session, GTK_WIDGET (self));
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
  gboolean fine = nh_plan_details_commit (self->details);

  if (self->desk)
    fine &= nh_plan_desk_commit (self->desk);
  if (self->appendices)
    fine &= nh_plan_appendices_commit (self->appendices);
  return fine;
}

/** nh_plan_page_focus: gives the keys to what is worked in on the tab in front. */
void
nh_plan_page_focus (NhPlanPage *self)
{
  GtkWidget *tab = get_tab (self);

  if (tab == GTK_WIDGET (self->desk))
    nh_plan_desk_focus (self->desk);
  else if (tab == GTK_WIDGET (self->appendices))
    nh_plan_appendices_focus (self->appendices);
  else if (tab)
    gtk_widget_child_focus (tab, GTK_DIR_TAB_FORWARD);
}

/** nh_plan_page_is_waiting: Returns: whether something was typed into the text and is not stored yet. */
gboolean
nh_plan_page_is_waiting (NhPlanPage *self)
{
  return self->document && nh_plan_text_is_waiting (nh_plan_document_get_text (self->document));
}

/** nh_plan_page_dup_place: Returns: (transfer full) (nullable): where the cursor of the text is, for the status bar. */
char *
nh_plan_page_dup_place (NhPlanPage *self)
{
  return self->desk && get_tab (self) == GTK_WIDGET (self->desk) ? nh_plan_desk_dup_place (self->desk) : NULL;
}

/** nh_plan_page_get_desk: Returns: (transfer none) (nullable): outline, text and pages. */
NhPlanDesk *
nh_plan_page_get_desk (NhPlanPage *self)
{
  return self->desk;
}

static void
print (NhPlanPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhDocument) document = nh_compose_plan (nh_session_get_workbook (self->session), self->plan, &error);

  if (document)
    nh_plan_print_run (GTK_WIDGET (self), self->session, document, gtk_label_get_text (self->title),
                       self->desk ? nh_plan_desk_get_page (self->desk) : -1);
  nh_session_report_error (self->session, &error);
}

static void
find (NhPlanPage *self,
      const char *command)
{
  if (!self->desk)
    return;
  nh_plan_page_show_tab (self, "text");
  if (g_str_equal (command, "find-next"))
    nh_plan_desk_find_step (self->desk, 1);
  else if (g_str_equal (command, "find-previous"))
    nh_plan_desk_find_step (self->desk, -1);
  else
    nh_plan_desk_find (self->desk, g_str_equal (command, "replace-cells"));
}

/**
 * nh_plan_page_run:
 * @command: the name of an action of the window: "export", "export-word", "export-pdf", "print-plan",
 *   "issue-plan", "amend-plan", "next-blank", "find", "replace-cells", "find-next", "find-previous", or
 *   "show-plan-" and the name of a tab
 *
 * Does what a key, a menu or the list of commands asks for, with all that was typed stored before.
 */
void
nh_plan_page_run (NhPlanPage *self,
                  const char *command)
{
  if (g_str_has_prefix (command, "show-plan-"))
    {
      nh_plan_page_show_tab (self, command + strlen ("show-plan-"));
      return;
    }
  if (g_str_equal (command, "next-blank"))
    {
      nh_plan_page_show_tab (self, "text");
      if (self->desk)
        nh_plan_desk_go_to_blank (self->desk);
      return;
    }
  if (strstr (command, "find") || g_str_equal (command, "replace-cells"))
    {
      find (self, command);
      return;
    }
  if (!nh_plan_page_commit (self))
    return;
  if (g_str_equal (command, "export"))
    gtk_menu_button_popup (self->export);
  else if (g_str_equal (command, "export-word"))
    nh_plan_export_ask (GTK_WIDGET (self), self->session, self->plan, NH_PLAN_FILE_WORD);
  else if (g_str_equal (command, "export-pdf"))
    nh_plan_export_ask (GTK_WIDGET (self), self->session, self->plan, NH_PLAN_FILE_PDF);
  else if (g_str_equal (command, "print-plan"))
    print (self);
  else if (g_str_equal (command, "issue-plan"))
    nh_issue_dialog_present (GTK_WIDGET (self), self->session, self->plan);
  else if (g_str_equal (command, "amend-plan"))
    nh_amend_dialog_present (GTK_WIDGET (self), self->session, self->plan);
}
