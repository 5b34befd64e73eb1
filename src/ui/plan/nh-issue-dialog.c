/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-issue-dialog.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"
#include "document/nh-compose.h"
#include "document/nh-plan-issue.h"
#include "model/nh-plan-status.h"
#include "model/nh-roster.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-field-entry.h"

/* The plan is composed for the remarks: not at every key. */
#define CHECK_DELAY_MS 150

typedef struct
{
  NhSession *session;
  NhRecord *plan;
  GtkWidget *dialog;
  GtkWidget *number;
  GtkWidget *day;
  GtkWidget *note;
  GtkLabel *outcome;  /* what becomes of it */
  GtkBox *remarks;
  GtkWidget *accept;
  guint check;        /* source */
  gboolean refused;
} Issue;

static void
issue_free (gpointer data)
{
  Issue *self = data;

  g_clear_handle_id (&self->check, g_source_remove);
  g_object_unref (self->plan);
  g_object_unref (self->session);
  g_free (self);
}

static gboolean
is_issued (Issue *self)
{
  return g_str_equal (nh_record_raw (self->plan, "status"), "issued");
}

/* Marked as issued, with no copy kept: only that is missing. */
static gboolean
lacks_copy (Issue *self)
{
  g_autoptr (GPtrArray) versions = nh_plan_versions_list (nh_session_get_workbook (self->session),
                                                          nh_record_get_id (self->plan), NULL);

  return is_issued (self) && versions && !versions->len;
}

static const char *
typed_number (Issue *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->number));
}

static guint32
typed_day (Issue *self, GError **error)
{
  guint32 day = 0;

  nh_field_entry_get_day (self->day, &day, error);
  return day;
}

static void
add_remark (Issue *self, NhIssueWeight weight, const char *text)
{
  g_autofree char *marked = g_strconcat (weight == NH_ISSUE_REFUSED ? "✕  " : "⚠  ", text, NULL);
  GtkWidget *label = gtk_label_new (marked);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 66);
  gtk_widget_add_css_class (label, weight == NH_ISSUE_REFUSED ? "nh-error-text" : "nh-warning-mark");
  gtk_box_append (self->remarks, label);
  self->refused = self->refused || weight == NH_ISSUE_REFUSED;
}

/* "(Kèm theo Kế hoạch số 75/KH-SGDĐT ngày 05 tháng 9 năm 2023 của Sở GDĐT)" */
static void
tell_outcome (Issue *self, guint32 day)
{
  g_autofree char *date = nh_day_format_short (day);
  g_autofree char *name = g_strdup_printf ("%s/%s", typed_number (self), nh_record_text (self->plan, "symbol"));
  g_autofree char *text = NULL;
  g_autofree char *button = NULL;
  const char *replaced = g_str_equal (nh_record_raw (self->plan, "amends_how"), "replaces")
                             ? nh_record_text (self->plan, "amends") : "";

  if (self->refused)
    text = g_strdup (_ ("The plan stays as it is until this is mended."));
  else if (*replaced)
    text = g_strdup_printf (_ ("The letterhead and the appendices will read %s of %s. A copy of the plan as it is now is kept. "
                               "%s ends, and what it still planned is cancelled."),
                            name, date, replaced);
  else
    text = g_strdup_printf (_ ("The letterhead and the appendices will read %s of %s. A copy of the plan as it is now is "
                               "kept."),
                            name, date);
  gtk_label_set_text (self->outcome, text);
  button = self->refused ? g_strdup (_ ("_Issue"))
                         : g_strdup_printf (lacks_copy (self) ? _ ("_Keep a copy of %s")
                                            : is_issued (self) ? _ ("_Issue %s again") : _ ("_Issue %s"), name);
  gtk_button_set_label (GTK_BUTTON (self->accept), button);
  gtk_widget_set_sensitive (self->accept, !self->refused);
}

static void
check (Issue *self)
{
  g_autoptr (GError) error = NULL;
  guint32 day = typed_day (self, &error);
  g_autoptr (GPtrArray) remarks = NULL;
  GtkWidget *child;

  g_clear_handle_id (&self->check, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->remarks))))
    gtk_box_remove (self->remarks, child);
  self->refused = FALSE;
  if (error)
    add_remark (self, NH_ISSUE_REFUSED, error->message);
  g_clear_error (&error);
  remarks = nh_plan_issue_check (nh_session_get_workbook (self->session), nh_record_get_id (self->plan),
                                 typed_number (self), day, &error);
  if (error)
    add_remark (self, NH_ISSUE_REFUSED, error->message);
  for (guint i = 0; remarks && i < remarks->len; i++)
    {
      const NhIssueRemark *remark = remarks->pdata[i];

      /* What can't be read was told already. */
      if (!(self->refused && !day && remark->weight == NH_ISSUE_REFUSED && i < 2
            && *gtk_editable_get_text (GTK_EDITABLE (self->day))))
        add_remark (self, remark->weight, remark->text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), gtk_widget_get_first_child (GTK_WIDGET (self->remarks)) != NULL);
  tell_outcome (self, day);
}

static gboolean
on_check_cb (gpointer data)
{
  Issue *self = data;

  self->check = 0;
  check (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed_cb (Issue *self)
{
  g_clear_handle_id (&self->check, g_source_remove);
  self->check = g_timeout_add (CHECK_DELAY_MS, on_check_cb, self);
}

static void
on_accept_cb (Issue *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *done = NULL;
  const char *note = self->note ? gtk_editable_get_text (GTK_EDITABLE (self->note)) : NULL;

  check (self);
  if (self->refused)
    return;
  if (!nh_plan_issue (nh_session_get_workbook (self->session), nh_record_get_id (self->plan), typed_number (self),
                      typed_day (self, NULL), note, &error))
    {
      add_remark (self, NH_ISSUE_REFUSED, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->remarks), TRUE);
      gtk_widget_set_sensitive (self->accept, FALSE);
      return;
    }
  done = g_strdup_printf (_ ("%s/%s is issued. A copy is kept under “Plan history”."), typed_number (self),
                          nh_record_text (self->plan, "symbol"));
  nh_session_notify (self->session, done);
  gtk_window_destroy (GTK_WINDOW (self->dialog));
}

static GtkWidget *
make_number (Issue *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *symbol = g_strconcat ("/", nh_record_text (self->plan, "symbol"), NULL);

  self->number = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->number), 6);
  gtk_entry_set_activates_default (GTK_ENTRY (self->number), TRUE);
  gtk_box_append (GTK_BOX (box), self->number);
  gtk_box_append (GTK_BOX (box), gtk_label_new (symbol));
  return box;
}

static void
fill_in (Issue *self)
{
  g_auto (NhPeriod) issued = NH_PERIOD_INIT;
  guint32 day;
  g_autofree char *date = NULL;
  g_autofree char *number = NULL;

  nh_record_get_period (self->plan, NH_FIELD (nh_record_get_entity (self->plan), "issued"), &issued);
  day = issued.exactness == NH_EXACTNESS_DAY ? issued.start : nh_roster_today ();
  date = nh_day_format_short (day);
  number = nh_plan_propose_number (nh_session_get_workbook (self->session), nh_record_get_id (self->plan), day, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->day), date);
  gtk_editable_set_text (GTK_EDITABLE (self->number), number ? number : "");
}

static GtkWidget *
make_content (Issue *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *title = gtk_label_new (nh_record_text (self->plan, "title"));
  GtkWidget *number = make_number (self);

  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 62);
  gtk_widget_add_css_class (title, "nh-name");
  self->day = nh_field_entry_new (self->session, "plan_version", "issued_on");
  gtk_entry_set_activates_default (GTK_ENTRY (self->day), TRUE);
  self->remarks = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->outcome = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->outcome, TRUE);
  gtk_label_set_xalign (self->outcome, 0);
  gtk_label_set_max_width_chars (self->outcome, 66);
  nh_field_entry_attach (GTK_GRID (grid), 0, _ ("_Number:"), number);
  nh_field_entry_attach (GTK_GRID (grid), 1, _ ("_Issued on:"), self->day);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Number"), -1);
  if (is_issued (self) && !lacks_copy (self))
    {
      self->note = gtk_entry_new ();
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->note), _ ("why it is issued again"));
      gtk_entry_set_activates_default (GTK_ENTRY (self->note), TRUE);
      nh_field_entry_attach (GTK_GRID (grid), 2, _ ("N_ote:"), self->note);
    }
  gtk_box_append (GTK_BOX (content), title);
  gtk_box_append (GTK_BOX (content), grid);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->remarks));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->outcome));
  gtk_widget_set_size_request (content, 520, -1);
  return content;
}

/**
 * nh_issue_dialog_present:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @plan: key of a plan, whose text is stored
 *
 * Asks for number and day, says what should be looked at and what follows; then issues the plan as
 * one step of undo. An issued plan is issued again.
 */
void
nh_issue_dialog_present (GtkWidget *parent, NhSession *session, gint64 plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) record = nh_workbook_load (nh_session_get_workbook (session), nh_entity_find ("plan"), plan, &error);
  Issue *self;
  GtkWidget *buttons;
  GtkWidget *cancel;

  if (!record)
    {
      nh_session_report (session, error->message);
      return;
    }
  self = g_new0 (Issue, 1);
  self->session = g_object_ref (session);
  self->plan = g_steal_pointer (&record);
  self->dialog = nh_dialog_new (parent, lacks_copy (self) ? _ ("Keep a copy of the issued plan")
                                        : is_issued (self) ? _ ("Issue the plan again") : _ ("Issue the plan"),
                                make_content (self));
  buttons = nh_dialog_add_buttons (self->dialog);
  cancel = nh_dialog_add_button (buttons, _ ("_Cancel"), NULL);
  self->accept = nh_dialog_add_button (buttons, _ ("_Issue"), "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), self->accept);
  gtk_window_set_resizable (GTK_WINDOW (self->dialog), FALSE);
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-issue", self, issue_free);
  fill_in (self);
  check (self);
  g_signal_connect_swapped (self->number, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (self->day, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (self->accept, "clicked", G_CALLBACK (on_accept_cb), self);
  gtk_window_set_focus (GTK_WINDOW (self->dialog), self->number);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
