/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-roll-over-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/nh-roll-over.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/dialogs/nh-progress.h"
#include "ui/dialogs/nh-roster-dialogs.h"
#include "ui/nh-drop-down.h"
#include "ui/plan/nh-roll-over-changes.h"

#define FINDING_KEY "nh-finding"
#define YEARS_OFFERED 3

typedef struct
{
  NhSession *session;
  GArray *plans; /* of gint64 */
  NhRollOver *roll; /* NULL: the year can't be */
  GtkWidget *dialog;
  GtkDropDown *year;
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *nothing;
  GtkWidget *decide;
  GtkLabel *title;
  GtkLabel *evidence;
  GtkWidget *choices;
  GtkWidget *changes;
  GtkWidget *accept;
  NhProgress *progress;
  GtkLabel *problem;
  gboolean updating;
} RollOver;

static void
roll_over_free (gpointer data)
{
  RollOver *self = data;

  g_clear_pointer (&self->roll, nh_roll_over_free);
  g_array_unref (self->plans);
  g_object_unref (self->session);
  g_free (self);
}

static NhWorkbook *
workbook_of (RollOver *self)
{
  return nh_session_get_workbook (self->session);
}

static int
chosen_finding (RollOver *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row ? GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), FINDING_KEY)) - 1 : -1;
}

static const NhRollFinding *
get_finding (RollOver *self, int index)
{
  return self->roll && index >= 0 ? nh_roll_over_get_findings (self->roll)->pdata[index] : NULL;
}

static const char *
chosen_label (const NhRollFinding *finding)
{
  return ((NhRollChoice *) finding->choices->pdata[finding->chosen])->label;
}

/* What moves by itself. */

static void
update_changes (RollOver *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = self->roll ? nh_roll_over_list_changes (self->roll, &error) : NULL;
  guint n_findings = self->roll ? nh_roll_over_get_findings (self->roll)->len : 0;
  g_autofree char *decide = g_strdup_printf (_("To decide (%u)"), n_findings);
  g_autofree char *moved = g_strdup_printf (_("Moves by itself (%u)"), changes ? changes->len : 0);

  g_object_set (gtk_stack_get_page (self->stack, self->decide), "title", decide, NULL);
  g_object_set (gtk_stack_get_page (self->stack, self->changes), "title", moved, NULL);
  nh_roll_over_changes_fill (self->changes, changes);
  if (error)
    nh_roster_dialog_tell (self->problem, error->message);
}

/* A finding. */

static void
on_choice_cb (GtkCheckButton *check, RollOver *self)
{
  int index = chosen_finding (self);
  guint choice = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), FINDING_KEY));
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_selected_row (self->list));
  GtkWidget *box;

  if (self->updating || index < 0 || !gtk_check_button_get_active (check))
    return;
  nh_roll_over_choose (self->roll, (guint) index, choice);
  box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), chosen_label (get_finding (self, index)));
  update_changes (self);
}

static GtkWidget *
make_choice (RollOver *self, const NhRollFinding *finding, guint i, GtkWidget *group)
{
  const NhRollChoice *choice = finding->choices->pdata[i];
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (choice->label);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  if (group)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (group));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), finding->chosen == i);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->label, -1);
  g_object_set_data (G_OBJECT (check), FINDING_KEY, GUINT_TO_POINTER (i));
  g_signal_connect (check, "toggled", G_CALLBACK (on_choice_cb), self);
  return check;
}

static void
on_finding_cb (RollOver *self)
{
  const NhRollFinding *finding = get_finding (self, chosen_finding (self));
  GtkWidget *group = NULL;
  GtkWidget *child;

  if (self->updating)
    return;
  while ((child = gtk_widget_get_first_child (self->choices)))
    gtk_box_remove (GTK_BOX (self->choices), child);
  gtk_label_set_text (self->title, finding ? finding->title : "");
  gtk_label_set_text (self->evidence, finding ? finding->evidence : "");
  self->updating = TRUE;
  for (guint i = 0; finding && i < finding->choices->len; i++)
    {
      GtkWidget *check = make_choice (self, finding, i, group);

      group = group ? group : check;
      gtk_box_append (GTK_BOX (self->choices), check);
    }
  self->updating = FALSE;
}

static GtkWidget *
make_row (const NhRollFinding *finding, guint index)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *labels[] = { gtk_label_new (finding->title), gtk_label_new (chosen_label (finding)) };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_ellipsize (GTK_LABEL (labels[i]), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), labels[i]);
    }
  gtk_widget_add_css_class (labels[1], "nh-field-label");
  gtk_widget_add_css_class (row, "nh-two-lines");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, finding->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, finding->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, finding->evidence, -1);
  g_object_set_data (G_OBJECT (row), FINDING_KEY, GUINT_TO_POINTER (index + 1));
  return row;
}

static GtkWidget *
make_heading (const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "nh-heading");
  gtk_widget_add_css_class (row, "nh-sidebar-heading");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

/* "Legal bases", with the plan in front where there are several. */
static char *
heading_of (RollOver *self, const NhRollFinding *finding)
{
  g_autoptr (NhRecord) plan
      = self->plans->len > 1 ? nh_workbook_load (workbook_of (self), nh_entity_find ("plan"), finding->plan, NULL) : NULL;
  g_autofree char *title = plan ? nh_session_record_title (plan) : NULL;
  g_autofree char *kind = g_utf8_strup (_(nh_roll_kind_get_label (finding->kind)), -1);

  return title ? g_strdup_printf ("%s · %s", title, kind) : g_steal_pointer (&kind);
}

static void
fill_findings (RollOver *self)
{
  GPtrArray *findings = self->roll ? nh_roll_over_get_findings (self->roll) : NULL;
  const NhRollFinding *last = NULL;
  GtkWidget *row;

  self->updating = TRUE;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) && GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; findings && i < findings->len; i++)
    {
      const NhRollFinding *finding = findings->pdata[i];

      if (!last || last->kind != finding->kind || last->plan != finding->plan)
        {
          g_autofree char *heading = heading_of (self, finding);

          gtk_list_box_append (self->list, make_heading (heading));
        }
      gtk_list_box_append (self->list, make_row (finding, i));
      last = finding;
    }
  self->updating = FALSE;
  gtk_widget_set_visible (self->nothing, !last);
  gtk_list_box_select_row (self->list, last ? gtk_list_box_get_row_at_index (self->list, 1) : NULL);
  on_finding_cb (self);
}

/* Looks the plans through for the chosen year. */
static void
look (RollOver *self)
{
  gpointer item = gtk_drop_down_get_selected_item (self->year);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->roll, nh_roll_over_free);
  if (item)
    self->roll = nh_roll_over_new (workbook_of (self), (const gint64 *) (gpointer) self->plans->data, self->plans->len,
                                   gtk_string_object_get_string (item), &error);
  nh_roster_dialog_tell (self->problem, error ? error->message : NULL);
  gtk_widget_set_sensitive (self->accept, self->roll != NULL);
  fill_findings (self);
  update_changes (self);
}

/* Making the plans. */

static void
on_progress_cb (guint done, guint total, gpointer data)
{
  RollOver *self = data;

  nh_progress_set (self->progress, (double) done / total, NULL);
  /* The window is modal: nothing else is edited meanwhile, but it can be drawn and stopped. */
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
on_accept_cb (RollOver *self)
{
  g_autoptr (NhSession) session = g_object_ref (self->session);
  g_autoptr (GtkWidget) dialog = g_object_ref (self->dialog);
  g_autoptr (GArray) made = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = NULL;
  GCancellable *cancellable = NULL;

  if (!self->roll || nh_progress_is_running (self->progress))
    return;
  if (self->plans->len > 1)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
      cancellable = nh_progress_start (self->progress, _("Making the plans…"));
    }
  gtk_widget_set_sensitive (self->accept, FALSE);
  made = nh_roll_over_apply (self->roll, cancellable, cancellable ? on_progress_cb : NULL, self, &error);
  if (!made)
    {
      gboolean stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

      gtk_widget_set_sensitive (self->accept, TRUE);
      if (cancellable)
        nh_progress_failed (self->progress, stopped ? _("Stopped. No plan was made.") : error->message);
      else
        nh_roster_dialog_tell (self->problem, error->message);
      return;
    }
  done = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u plan is made for %s. Ctrl+Z takes it back.",
                                       "%u plans are made for %s. Ctrl+Z takes them back.", made->len),
                          made->len, nh_roll_over_get_year (self->roll));
  gtk_window_destroy (GTK_WINDOW (self->dialog));
  nh_session_show_record (session, nh_entity_find ("plan"), g_array_index (made, gint64, 0));
  nh_session_notify (session, done);
}

/* While plans are being made the window stays: what it shows is in use. */
static gboolean
on_close_cb (RollOver *self)
{
  if (!nh_progress_is_running (self->progress))
    return FALSE;
  nh_progress_cancel (self->progress);
  return TRUE;
}

/* The window. */

static GtkLabel *
make_label (const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (label, 60);
  if (css_class)
    gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  return label;
}

static GtkWidget *
make_decide (RollOver *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "nh-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("To decide"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (scroller, 400, -1);
  self->title = make_label ("nh-title");
  self->evidence = make_label (NULL);
  self->choices = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->nothing = gtk_label_new (_("Nothing is to be decided: bases, people and units are as they were."));
  gtk_label_set_wrap (GTK_LABEL (self->nothing), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->nothing), 0);
  gtk_box_append (GTK_BOX (right), self->nothing);
  gtk_box_append (GTK_BOX (right), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (right), GTK_WIDGET (self->evidence));
  gtk_box_append (GTK_BOX (right), self->choices);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), right);
  return box;
}

static GtkWidget *
make_head (RollOver *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new_with_mnemonic (_("Into the _school year:"));
  GtkWidget *switcher = gtk_stack_switcher_new ();

  self->year = GTK_DROP_DOWN (gtk_drop_down_new_from_strings ((const char *const[]){ NULL }));
  nh_drop_down_let_shrink (self->year);
  gtk_widget_set_size_request (GTK_WIDGET (self->year), 140, -1);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->year));
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->stack);
  gtk_widget_set_hexpand (switcher, TRUE);
  gtk_widget_set_halign (switcher, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->year));
  gtk_box_append (GTK_BOX (box), switcher);
  return box;
}

static GtkWidget *
make_content (RollOver *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->stack = GTK_STACK (gtk_stack_new ());
  self->decide = make_decide (self);
  self->changes = nh_roll_over_changes_new ();
  gtk_stack_add_titled (self->stack, self->decide, "decide", _("To decide"));
  gtk_stack_add_titled (self->stack, self->changes, "changes", _("Moves by itself"));
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->progress = NH_PROGRESS (nh_progress_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  self->problem = nh_roster_dialog_problem ();
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_widget_set_size_request (box, 940, 520);
  return box;
}

/* The years after that of the first plan; @wanted too. */
static void
fill_years (RollOver *self, const char *wanted)
{
  NhSchoolYear year;
  int first = 0;
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint selected = 0;

  if (nh_workbook_get_plan_year (workbook_of (self), g_array_index (self->plans, gint64, 0), &year))
    first = year.first_year + 1;
  else if (wanted)
    first = (int) g_ascii_strtoll (wanted, NULL, 10);
  for (int i = 0; first && (i < YEARS_OFFERED || first + i <= (wanted ? (int) g_ascii_strtoll (wanted, NULL, 10) : 0)); i++)
    {
      g_autofree char *name = g_strdup_printf ("%d-%d", first + i, first + i + 1);

      if (g_strcmp0 (name, wanted) == 0)
        selected = (guint) i;
      gtk_string_list_append (model, name);
    }
  gtk_drop_down_set_model (self->year, G_LIST_MODEL (model));
  gtk_drop_down_set_selected (self->year, selected);
}

/**
 * nh_roll_over_window_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @plans: (array length=n_plans): keys of plans, at least one
 * @n_plans: how many
 * @year: (nullable): the school year to begin with
 *
 * Shows what is to decide before the plans are taken into another school year; then makes them.
 */
void
nh_roll_over_window_show (GtkWidget *parent, NhSession *session, const gint64 *plans, guint n_plans, const char *year)
{
  RollOver *self = g_new0 (RollOver, 1);
  g_autoptr (NhRecord) plan
      = nh_workbook_load (nh_session_get_workbook (session), nh_entity_find ("plan"), plans[0], NULL);
  g_autofree char *name = plan ? nh_session_record_title (plan) : g_strdup ("");
  g_autofree char *title = n_plans == 1 ? g_strdup_printf (_("Roll over “%s”"), name)
                                        : g_strdup_printf (_("Roll %u plans over to another school year"), n_plans);
  GtkWidget *buttons;

  self->session = g_object_ref (session);
  self->plans = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->plans, plans, n_plans);
  self->dialog = nh_dialog_new (parent, title, make_content (self));
  buttons = nh_dialog_add_buttons (self->dialog);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (nh_dialog_add_button (buttons, _("_Cancel"), NULL)), "window.close");
  self->accept = nh_dialog_add_button (buttons, n_plans == 1 ? _("_Make the plan") : _("_Make the plans"),
                                       "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), self->accept);
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-roll-over", self, roll_over_free);
  fill_years (self, year);
  look (self);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (on_finding_cb), self);
  g_signal_connect_swapped (self->year, "notify::selected", G_CALLBACK (look), self);
  g_signal_connect_swapped (self->accept, "clicked", G_CALLBACK (on_accept_cb), self);
  g_signal_connect_swapped (self->dialog, "close-request", G_CALLBACK (on_close_cb), self);
  gtk_window_set_focus (GTK_WINDOW (self->dialog),
                        gtk_list_box_get_selected_row (self->list) ? GTK_WIDGET (gtk_list_box_get_selected_row (self->list))
                                                                   : self->accept);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
