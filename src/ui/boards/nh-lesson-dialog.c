/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/boards/nh-lesson-boards.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-field-entry.h"

enum { SUBJECT, GRADE, HOSTS, PERIOD, N_ENTRIES };

typedef struct
{
  NhSession *session;
  gint64 plan;
  char *level;
  GtkWidget *dialog;
  GtkWidget *entries[N_ENTRIES];
  GtkLabel *problem;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *self = data;

  g_object_unref (self->session);
  g_free (self->level);
  g_free (self);
}

static const char *
get_text (Adding *self,
          guint entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entries[entry]));
}

static void
on_accept_cb (Adding *self)
{
  g_autofree char *plan = g_strdup_printf ("#%" G_GINT64_FORMAT, self->plan);
  const char *subject = get_text (self, SUBJECT);
  const char *grade = get_text (self, GRADE);
  /* Words of a document, so in Vietnamese. */
  g_autofree char *content = g_strdup_printf ("Sinh hoạt chuyên môn: %s%s%s", subject, *grade ? " lớp " : "", grade);
  const NhFieldText values[] = { { "plan", plan },
                                 { "kind", "lesson_study" },
                                 { "content", content },
                                 { "level", self->level },
                                 { "subject", subject },
                                 { "grade", grade },
                                 { "hosts", get_text (self, HOSTS) },
                                 { "period", get_text (self, PERIOD) },
                                 { NULL, NULL } };
  g_autoptr (GError) error = NULL;

  if (!*subject)
    g_set_error (&error, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED, _("Type the subject that the session is about."));
  if (!error && nh_session_create (self->session, nh_entity_find ("activity"), values, &error))
    {
      gtk_window_destroy (GTK_WINDOW (self->dialog));
      return;
    }
  gtk_label_set_text (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
add_entry (Adding *self,
           GtkGrid *grid,
           guint entry,
           const char *label,
           const char *field,
           const char *text)
{
  self->entries[entry] = nh_field_entry_new (self->session, "activity", field);
  gtk_editable_set_text (GTK_EDITABLE (self->entries[entry]), text ? text : "");
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entries[entry]), 40);
  nh_field_entry_attach (grid, (int) entry, label, self->entries[entry]);
}

static GtkWidget *
make_line (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/**
 * nh_lesson_dialog_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @plan: key of the plan
 * @level: key of a school level, or ""
 * @subject: (nullable): what is known already
 * @grade: (nullable): as well
 * @period: (nullable): as well
 * @proposed_hosts: (nullable): units without a session, by commas, to choose from
 *
 * Asks who hosts a new session, with proposals, and adds it as one step of undo.
 */
void
nh_lesson_dialog_show (GtkWidget *parent,
                       NhSession *session,
                       gint64 plan,
                       const char *level,
                       const char *subject,
                       const char *grade,
                       const char *period,
                       const char *proposed_hosts)
{
  Adding *self = g_new0 (Adding, 1);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons;
  GtkWidget *accept;

  self->session = g_object_ref (session);
  self->plan = plan;
  self->level = g_strdup (level);
  add_entry (self, GTK_GRID (grid), SUBJECT, _("_Subject:"), "subject", subject);
  add_entry (self, GTK_GRID (grid), GRADE, _("_Grade:"), "grade", grade);
  add_entry (self, GTK_GRID (grid), HOSTS, _("_Host units:"), "hosts", NULL);
  add_entry (self, GTK_GRID (grid), PERIOD, _("_Time:"), "period", period);
  gtk_box_append (GTK_BOX (content), grid);
  if (proposed_hosts && *proposed_hosts)
    {
      g_autofree char *text = g_strdup_printf (_("These host no session yet: %s"), proposed_hosts);

      gtk_box_append (GTK_BOX (content), make_line (text, "dim-label"));
    }
  self->problem = GTK_LABEL (make_line (NULL, "nh-error-text"));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->problem));
  self->dialog = nh_dialog_new (parent, _("New lesson study"), content);
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-adding", self, adding_free);
  buttons = nh_dialog_add_buttons (self->dialog);
  g_signal_connect_swapped (nh_dialog_add_button (buttons, _("_Cancel"), NULL), "clicked",
                            G_CALLBACK (gtk_window_destroy), self->dialog);
  accept = nh_dialog_add_button (buttons, _("_Add"), "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), accept);
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (on_accept_cb), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  gtk_widget_grab_focus (self->entries[subject && *subject ? HOSTS : SUBJECT]);
}
