/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/inspections/nh-inspections-page.h"

#include <glib/gi18n-lib.h>

#include "document/nh-inspection-board.h"
#include "model/nh-inspection-coverage.h"
#include "model/nh-inspection-findings.h"
#include "model/nh-unit-history.h"
#include "ui/compat/nh-mnemonic.h"
#include "ui/inspections/nh-inspections-parts.h"
#include "ui/inspections/nh-propose-window.h"
#include "ui/nh-pages.h"

struct _NhInspectionsPage
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkStack *stack;
  GtkWidget *boards[2];
  NhGridScreen *list;
  GtkLabel *count;
  GtkLevelBar *level;
  GtkLabel *longest;
  GtkLabel *open;

  NhSession *session;
  gint64 plan;      /* of the list and of the boards */
  gboolean updating;
  guint idle;
};

G_DEFINE_FINAL_TYPE (NhInspectionsPage, nh_inspections_page, GTK_TYPE_WIDGET)

/* The first table below a widget. */
static NhGridScreen *
find_table (GtkWidget *widget)
{
  NhGridScreen *found = NULL;

  if (NH_IS_GRID_SCREEN (widget))
    return NH_GRID_SCREEN (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_table (child);
  return found;
}

/* The foot. */

static void
update_foot (NhInspectionsPage *self)
{
  g_auto (NhInspectionSummary) summary = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *count = NULL;
  g_autofree char *longest = NULL;
  g_autofree char *open = NULL;
  guint n_open = 0;
  guint n_overdue = 0;
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  gint64 school_year = nh_session_get_year (self->session);
  int year;

  if (!school_year)
    school_year = nh_inspection_newest_year (workbook);
  year = nh_inspection_year (workbook, school_year);
  nh_inspection_summarize (workbook, self->plan, school_year, &summary, &error);
  if (!error)
    nh_findings_count (workbook, nh_unit_today (), &n_open, &n_overdue, &error);
  if (nh_session_report_error (self->session, &error))
    return;
  count = g_strdup_printf (_("%1$u of %2$u units are inspected in %3$d-%4$d"), summary.n_inspected, summary.n_units, year,
                           year + 1);
  if (summary.longest && summary.years == NH_INSPECTION_NEVER_INSPECTED)
    longest = g_strdup_printf (_("never inspected: %s"), summary.longest);
  else if (summary.longest)
    longest = g_strdup_printf (_("longest without an inspection: %s"), summary.longest);
  else
    longest = g_strdup (summary.n_units ? _("nobody is left out") : "");
  open = g_strdup_printf (n_overdue ? _("%u findings open, %u overdue") : _("%u findings open"), n_open, n_overdue);
  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->longest, longest);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->longest), longest);
  gtk_label_set_text (self->open, open);
  gtk_level_bar_set_max_value (self->level, MAX (summary.n_units, 1));
  gtk_level_bar_set_value (self->level, summary.n_inspected);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->level), GTK_ACCESSIBLE_PROPERTY_LABEL, count, -1);
}

static gboolean
update_foot_cb (gpointer data)
{
  NhInspectionsPage *self = data;

  self->idle = 0;
  update_foot (self);
  return G_SOURCE_REMOVE;
}

/* After the changes of one step, and only while the page is seen. */
static void
queue_foot (NhInspectionsPage *self)
{
  if (!self->idle && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->idle = g_idle_add (update_foot_cb, self);
}

static void
on_workbook_changed_cb (NhInspectionsPage *self,
                        GArray *changes)
{
  static const char *const tables[] = { "activity", "activity_unit", "unit", "plan", "team", "team_unit", "finding" };
  gboolean touched = !changes;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    touched = touched || nh_session_changes_touch (changes, tables[i]);
  if (touched)
    queue_foot (self);
}

/* Tabs. */

static void
set_plan (NhInspectionsPage *self,
          gint64 plan)
{
  if (self->updating)
    return;
  self->updating = TRUE;
  self->plan = plan;
  nh_grid_screen_set_plan (self->list, plan);
  for (guint i = 0; i < G_N_ELEMENTS (self->boards); i++)
    nh_inspections_board_set_plan (NH_INSPECTIONS_BOARD (self->boards[i]), plan);
  self->updating = FALSE;
  queue_foot (self);
}

static void
on_plan_chosen_cb (NhInspectionsBoard *board,
                   gint64 plan,
                   NhInspectionsPage *self)
{
  set_plan (self, plan);
}

/* The list does not tell when another plan is chosen: it is asked when something else comes to the front. */
static void
take_plan_of_list (NhInspectionsPage *self)
{
  gint64 plan = nh_record_grid_model_get_plan (nh_grid_screen_get_model (self->list));

  if (plan != self->plan)
    set_plan (self, plan);
}

static void
on_tab_changed_cb (NhInspectionsPage *self)
{
  take_plan_of_list (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    nh_inspections_page_activate (self);
}

static void
nh_inspections_page_dispose (GObject *object)
{
  NhInspectionsPage *self = NH_INSPECTIONS_PAGE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_inspections_page_parent_class)->dispose (object);
}

static void
nh_inspections_page_class_init (NhInspectionsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_inspections_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_inspections_page_init (NhInspectionsPage *self)
{
}

static void
fill_stack (NhInspectionsPage *self)
{
  GtkWidget *list = nh_pages_new_activities (self->session, "inspections");

  self->list = find_table (list);
  self->boards[NH_INSPECTIONS_SCHEDULE] = nh_inspections_board_new (self->session, NH_INSPECTIONS_SCHEDULE);
  self->boards[NH_INSPECTIONS_COVERAGE] = nh_inspections_board_new (self->session, NH_INSPECTIONS_COVERAGE);
  gtk_stack_add_titled (self->stack, list, "list", _("List"));
  gtk_stack_add_titled (self->stack, self->boards[NH_INSPECTIONS_SCHEDULE], "schedule", _("Schedule"));
  gtk_stack_add_titled (self->stack, self->boards[NH_INSPECTIONS_COVERAGE], "coverage", _("Over the years"));
  gtk_stack_add_titled (self->stack, nh_findings_part_new (self->session), "findings", _("Findings"));
  gtk_stack_add_titled (self->stack, nh_delegations_part_new (self->session), "delegations", _("Delegations"));
  gtk_stack_add_titled (self->stack, nh_checklists_part_new (self->session), "checklists", _("Checklist"));
  for (guint i = 0; i < G_N_ELEMENTS (self->boards); i++)
    g_signal_connect_object (self->boards[i], "plan-chosen", G_CALLBACK (on_plan_chosen_cb), self, 0);
}

static GtkWidget *
make_bar (NhInspectionsPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *switcher = gtk_stack_switcher_new ();
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *propose = nh_mnemonic_button_new (_("_Propose…"));

  gtk_widget_add_css_class (bar, "nh-tabs");
  gtk_widget_add_css_class (switcher, "nh-switcher");
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->stack);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_widget_set_tooltip_text (propose, _("Let the program propose months and delegations; you look at it before it is stored"));
  gtk_box_append (GTK_BOX (bar), switcher);
  gtk_box_append (GTK_BOX (bar), space);
  gtk_box_append (GTK_BOX (bar), propose);
  g_signal_connect_object (propose, "clicked", G_CALLBACK (nh_inspections_page_propose), self, G_CONNECT_SWAPPED);
  return bar;
}

static GtkLabel *
append_label (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
make_foot (NhInspectionsPage *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (foot, "nh-page-foot");
  self->count = append_label (foot);
  self->level = GTK_LEVEL_BAR (gtk_level_bar_new ());
  gtk_level_bar_remove_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_widget_set_valign (GTK_WIDGET (self->level), GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (GTK_WIDGET (self->level), 80, -1);
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->level));
  self->longest = append_label (foot);
  gtk_label_set_ellipsize (self->longest, PANGO_ELLIPSIZE_END); /* it may name many */
  gtk_label_set_wrap (self->longest, TRUE);
  gtk_label_set_lines (self->longest, 2);
  gtk_widget_set_hexpand (GTK_WIDGET (self->longest), TRUE);
  self->open = append_label (foot);
  return foot;
}

/**
 * nh_inspections_page_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the screen of inspections, the list in front.
 */
GtkWidget *
nh_inspections_page_new (NhSession *session)
{
  NhInspectionsPage *self = g_object_new (NH_TYPE_INSPECTIONS_PAGE, NULL);

  self->session = g_object_ref (session);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  fill_stack (self);
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->body), make_bar (self));
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (self->body), make_foot (self));
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (on_tab_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "year-changed", G_CALLBACK (queue_foot), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (queue_foot), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return GTK_WIDGET (self);
}

/** nh_inspections_page_propose: opens the window that proposes a schedule for the chosen plan. */
void
nh_inspections_page_propose (NhInspectionsPage *self)
{
  take_plan_of_list (self);
  if (nh_grid_screen_commit (self->list))
    nh_propose_window_show (GTK_WIDGET (self), self->session, self->plan);
}

/** nh_inspections_page_show_tab: brings a tab to the front. */
void
nh_inspections_page_show_tab (NhInspectionsPage *self,
                              const char *tab)
{
  gtk_stack_set_visible_child_name (self->stack, tab);
}

/** nh_inspections_page_get_board: Returns: (transfer none): the board of months or of years. */
NhInspectionsBoard *
nh_inspections_page_get_board (NhInspectionsPage *self,
                               NhInspectionsBoardKind kind)
{
  return NH_INSPECTIONS_BOARD (self->boards[kind]);
}

/** nh_inspections_page_activate: the inspector and the status bar follow the tab in front. */
void
nh_inspections_page_activate (NhInspectionsPage *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  if (NH_IS_INSPECTIONS_BOARD (child))
    nh_inspections_board_activate (NH_INSPECTIONS_BOARD (child));
  else if (child)
    nh_session_set_active (self->session, GTK_WIDGET (find_table (child)));
}

/** nh_inspections_page_focus: gives the keys to the tab in front. */
void
nh_inspections_page_focus (NhInspectionsPage *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  if (NH_IS_INSPECTIONS_BOARD (child))
    gtk_widget_grab_focus (child);
  else if (child)
    nh_grid_screen_focus (find_table (child));
}
