/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-issue-dialog.h"

#include <glib/gi18n-lib.h>

#include "model/nh-plan-status.h"
#include "ui/dialogs/nh-dialog.h"

typedef struct
{
  NhSession *session;
  gint64 plan;
  GtkWidget *dialog;
  GtkWidget *replaces;
  GtkWidget *with_data;
  GtkLabel *outcome;
  gboolean touched; /* the user chose about the activities */
} Amend;

static void
amend_free (gpointer data)
{
  Amend *self = data;

  g_object_unref (self->session);
  g_free (self);
}

static gboolean
replaces (Amend *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->replaces));
}

static void
tell_outcome (Amend *self)
{
  const char *text;

  if (replaces (self))
    text = _ ("When the new plan is issued, this one ends; what it still planned and the new one has taken over is "
              "cancelled.");
  else if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->with_data)))
    text = _ ("This plan stays in force. Activities stand in both plans then: delete from the new one what does not change.");
  else
    text = _ ("This plan stays in force, and its activities stay with it.");
  gtk_label_set_text (self->outcome, text);
}

static void
on_how_cb (Amend *self)
{
  if (!self->touched)
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->with_data), replaces (self));
      self->touched = FALSE;
    }
  tell_outcome (self);
}

static void
on_data_cb (Amend *self)
{
  self->touched = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->with_data)) != replaces (self);
  tell_outcome (self);
}

static void
on_accept_cb (Amend *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhSession) session = g_object_ref (self->session);
  gint64 draft = nh_plan_amend (nh_session_get_workbook (session), self->plan,
                                replaces (self) ? NH_PLAN_REPLACES : NH_PLAN_AMENDS,
                                gtk_check_button_get_active (GTK_CHECK_BUTTON (self->with_data)), &error);

  gtk_window_destroy (GTK_WINDOW (self->dialog));
  if (nh_session_report_error (session, &error))
    return;
  nh_session_show_record (session, nh_entity_find ("plan"), draft);
  nh_session_notify (session, _ ("The new plan is a draft: change it, then issue it."));
}

static GtkWidget *
make_content (Amend *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *intro = gtk_label_new (_ ("A new plan is made out of a copy of this one: header, legal bases, text, recipients "
                                       "and appendices. It names this plan among its legal bases."));
  GtkWidget *amends = gtk_check_button_new_with_mnemonic (_ ("It _amends this plan"));

  self->replaces = gtk_check_button_new_with_mnemonic (_ ("It _replaces this plan"));
  self->with_data = gtk_check_button_new_with_mnemonic (_ ("Copy _activities, deadlines and programmes too"));
  self->outcome = GTK_LABEL (gtk_label_new (NULL));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (self->replaces), GTK_CHECK_BUTTON (amends));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (amends), TRUE);
  gtk_label_set_wrap (GTK_LABEL (intro), TRUE);
  gtk_label_set_wrap (self->outcome, TRUE);
  gtk_label_set_xalign (GTK_LABEL (intro), 0);
  gtk_label_set_xalign (self->outcome, 0);
  gtk_label_set_max_width_chars (GTK_LABEL (intro), 60);
  gtk_label_set_max_width_chars (self->outcome, 60);
  gtk_widget_set_margin_top (self->with_data, 6);
  gtk_box_append (GTK_BOX (content), intro);
  gtk_box_append (GTK_BOX (content), amends);
  gtk_box_append (GTK_BOX (content), self->replaces);
  gtk_box_append (GTK_BOX (content), self->with_data);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->outcome));
  gtk_widget_set_size_request (content, 480, -1);
  g_signal_connect_swapped (self->replaces, "toggled", G_CALLBACK (on_how_cb), self);
  g_signal_connect_swapped (self->with_data, "toggled", G_CALLBACK (on_data_cb), self);
  return content;
}

/**
 * nh_amend_dialog_present:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @plan: key of an issued plan
 *
 * Asks whether the new plan amends or replaces this one, makes it and goes there.
 */
void
nh_amend_dialog_present (GtkWidget *parent, NhSession *session, gint64 plan)
{
  g_autoptr (NhRecord) record = nh_workbook_load (nh_session_get_workbook (session), nh_entity_find ("plan"), plan, NULL);
  g_autofree char *label = record ? nh_plan_label (record) : NULL;
  g_autofree char *title = NULL;
  Amend *self;
  GtkWidget *buttons;
  GtkWidget *cancel;
  GtkWidget *accept;

  if (!record)
    return;
  self = g_new0 (Amend, 1);
  self->session = g_object_ref (session);
  self->plan = plan;
  title = g_strdup_printf (_ ("Change %s"), label);
  self->dialog = nh_dialog_new (parent, title, make_content (self));
  buttons = nh_dialog_add_buttons (self->dialog);
  cancel = nh_dialog_add_button (buttons, _ ("_Cancel"), NULL);
  accept = nh_dialog_add_button (buttons, _ ("_Make the draft"), "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), accept);
  gtk_window_set_resizable (GTK_WINDOW (self->dialog), FALSE);
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-amend", self, amend_free);
  tell_outcome (self);
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (on_accept_cb), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
