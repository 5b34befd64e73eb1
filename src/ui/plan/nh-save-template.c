/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-new-plan.h"

#include <glib/gi18n-lib.h>

#include "model/nh-plan-template.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/dialogs/nh-roster-dialogs.h"
#include "ui/nh-field-entry.h"

typedef struct
{
  NhSession *session;
  gint64 plan;
  GtkWidget *dialog;
  GtkWidget *name;
  GtkWidget *note;
  GtkWidget *checks[3];
  GtkLabel *problem;
} SaveTemplate;

static const struct
{
  NhTemplateFlags flag;
  const char *label;
} choices[] = {
  { NH_TEMPLATE_BLANK_PEOPLE, N_ ("Names of _people") },
  { NH_TEMPLATE_BLANK_DAYS, N_ ("Exact _days") },
  { NH_TEMPLATE_BLANK_NUMBERS, N_ ("N_umbers of documents, phones, e-mail addresses") },
};

static void
save_template_free (gpointer data)
{
  SaveTemplate *self = data;

  g_object_unref (self->session);
  g_free (self);
}

static void
on_save_cb (SaveTemplate *self)
{
  NhTemplateFlags flags = NH_TEMPLATE_KEEP;
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name));
  g_autofree char *done = g_strdup_printf (_("“%s” is a template now. Ctrl+Shift+N makes plans of it."), name);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[i])))
      flags |= choices[i].flag;
  if (!nh_plan_template_save (nh_session_get_workbook (self->session), self->plan, name,
                              gtk_editable_get_text (GTK_EDITABLE (self->note)), flags, &error))
    {
      nh_roster_dialog_tell (self->problem, error->message);
      return;
    }
  nh_session_notify (self->session, done);
  gtk_window_destroy (GTK_WINDOW (self->dialog));
}

static GtkWidget *
make_content (SaveTemplate *self, NhRecord *plan)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *opens = gtk_label_new (_("Becomes a place to fill, beside the school year and the head of the form:"));

  self->name = gtk_entry_new ();
  self->note = gtk_entry_new ();
  self->problem = nh_roster_dialog_problem ();
  gtk_editable_set_text (GTK_EDITABLE (self->name), nh_record_text (plan, "kind"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->note), _("what it is for, for the list of templates"));
  gtk_entry_set_activates_default (GTK_ENTRY (self->name), TRUE);
  gtk_entry_set_activates_default (GTK_ENTRY (self->note), TRUE);
  nh_field_entry_attach (GTK_GRID (grid), 0, _("_Name:"), self->name);
  nh_field_entry_attach (GTK_GRID (grid), 1, _("N_ote:"), self->note);
  gtk_label_set_xalign (GTK_LABEL (opens), 0);
  gtk_label_set_wrap (GTK_LABEL (opens), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (opens), 56);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), opens);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      self->checks[i] = gtk_check_button_new_with_mnemonic (_(choices[i].label));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]), TRUE);
      gtk_box_append (GTK_BOX (box), self->checks[i]);
    }
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_widget_set_size_request (box, 480, -1);
  return box;
}

/**
 * nh_save_template_dialog_present:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @plan: key of a plan
 *
 * Asks for a name and for what becomes a place to fill, then keeps the plan as a template.
 */
void
nh_save_template_dialog_present (GtkWidget *parent, NhSession *session, gint64 plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) record
      = nh_workbook_load (nh_session_get_workbook (session), nh_entity_find ("plan"), plan, &error);
  SaveTemplate *self;
  GtkWidget *buttons;
  GtkWidget *accept;

  if (nh_session_report_error (session, &error))
    return;
  self = g_new0 (SaveTemplate, 1);
  self->session = g_object_ref (session);
  self->plan = plan;
  self->dialog = nh_dialog_new (parent, _("Save as template"), make_content (self, record));
  buttons = nh_dialog_add_buttons (self->dialog);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (nh_dialog_add_button (buttons, _("_Cancel"), NULL)), "window.close");
  accept = nh_dialog_add_button (buttons, _("_Save"), "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), accept);
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-save-template", self, save_template_free);
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (on_save_cb), self);
  gtk_window_set_focus (GTK_WINDOW (self->dialog), self->name);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
