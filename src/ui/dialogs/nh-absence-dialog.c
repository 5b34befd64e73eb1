/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/nh-absence-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-field-entry.h"

typedef struct
{
  NhSession *session;
  gint64 participant;
  GtkWidget *dialog;
  GtkWidget *reason;
  GtkWidget *substitute;
  GtkLabel *problem;
} Absence;

static void
absence_free (gpointer data)
{
  Absence *self = data;

  g_object_unref (self->session);
  g_free (self);
}

static void
on_accept_cb (Absence *self)
{
  const NhEntity *entity = nh_entity_find ("activity_person");
  const NhFieldText values[] = {
    { "absence_reason", gtk_editable_get_text (GTK_EDITABLE (self->reason)) },
    { "substitute", gtk_editable_get_text (GTK_EDITABLE (self->substitute)) },
    { NULL, NULL },
  };
  g_autoptr (GError) error = NULL;

  if (nh_session_set (self->session, entity, self->participant, values, &error))
    {
      if (*values[0].text && !*values[1].text)
        nh_session_notify (self->session, _("The absence is stored. Nobody comes instead yet: a team usually has to "
                                            "send a substitute."));
      gtk_window_destroy (GTK_WINDOW (self->dialog));
      return;
    }
  gtk_label_set_text (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

/**
 * nh_absence_dialog_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @participant: key of an activity_person
 *
 * Asks why a participant is absent and who comes instead; both are stored as one step of undo. Plans
 * of professional teams ask for both: the reason is reported, a substitute is sent.
 */
void
nh_absence_dialog_show (GtkWidget *parent,
                        NhSession *session,
                        gint64 participant)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) record = nh_workbook_load (nh_session_get_workbook (session),
                                                  nh_entity_find ("activity_person"), participant, &error);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *title = NULL;
  Absence *self;
  GtkWidget *buttons;
  GtkWidget *cancel;
  GtkWidget *accept;

  if (!record)
    {
      g_object_unref (g_object_ref_sink (content));
      g_object_unref (g_object_ref_sink (grid));
      nh_session_report (session, error->message);
      return;
    }
  self = g_new0 (Absence, 1);
  self->session = g_object_ref (session);
  self->participant = participant;
  self->reason = nh_field_entry_new (session, "activity_person", "absence_reason");
  self->substitute = nh_field_entry_new (session, "activity_person", "substitute");
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_editable_set_text (GTK_EDITABLE (self->reason), nh_record_text (record, "absence_reason"));
  gtk_editable_set_text (GTK_EDITABLE (self->substitute), nh_record_text (record, "substitute"));
  nh_field_entry_attach (GTK_GRID (grid), 0, _("_Reason:"), self->reason);
  nh_field_entry_attach (GTK_GRID (grid), 1, _("_Substitute:"), self->substitute);
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_label_set_max_width_chars (self->problem, 50);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "nh-error-text");
  gtk_box_append (GTK_BOX (content), grid);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->problem));
  gtk_widget_set_size_request (content, 420, -1);
  title = g_strdup_printf (_("Absent: %s"), nh_record_text (record, "person"));
  self->dialog = nh_dialog_new (parent, title, content);
  buttons = nh_dialog_add_buttons (self->dialog);
  cancel = nh_dialog_add_button (buttons, _("_Cancel"), NULL);
  accept = nh_dialog_add_button (buttons, _("_Store"), "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), accept);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-absence", self, absence_free);
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (on_accept_cb), self);
  gtk_window_set_focus (GTK_WINDOW (self->dialog), self->reason);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
