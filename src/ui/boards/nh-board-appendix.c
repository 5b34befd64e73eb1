/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/boards/nh-board-appendix.h"

#include <glib/gi18n-lib.h>

#include "document/nh-compose.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-field-entry.h"

typedef struct
{
  NhSession *session;
  gint64 plan;
  char *view;
  GtkWidget *dialog;
  GtkWidget *title;
  GtkLabel *problem;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *self = data;

  g_object_unref (self->session);
  g_free (self->view);
  g_free (self);
}

static void
on_accept_cb (Adding *self)
{
  g_autofree char *plan = g_strdup_printf ("#%" G_GINT64_FORMAT, self->plan);
  const NhFieldText values[] = { { "plan", plan },
                                 { "title", gtk_editable_get_text (GTK_EDITABLE (self->title)) },
                                 { "view", self->view },
                                 { "layout", "single" },
                                 { "orientation", "landscape" },
                                 { NULL, NULL } };
  const NhSessionPlan *found = nh_session_find_plan (self->session, self->plan);
  g_autoptr (GError) error = NULL;

  if (nh_session_create (self->session, nh_entity_find ("appendix"), values, &error))
    {
      g_autofree char *text = g_strdup_printf (_("The plan %s has a new appendix. It follows the data by itself."),
                                               found ? found->label : "");

      nh_session_notify (self->session, text);
      gtk_window_destroy (GTK_WINDOW (self->dialog));
      return;
    }
  gtk_label_set_text (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

/**
 * nh_board_appendix_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @plan: key of the plan
 * @view: key of the view
 *
 * Asks for the title and adds the appendix, as one step of undo.
 */
void
nh_board_appendix_show (GtkWidget *parent,
                        NhSession *session,
                        gint64 plan,
                        const char *view)
{
  Adding *self = g_new0 (Adding, 1);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons;
  GtkWidget *accept;

  self->session = g_object_ref (session);
  self->plan = plan;
  self->view = g_strdup (view);
  self->title = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->title), nh_compose_view_title (view));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->title), 44);
  gtk_entry_set_activates_default (GTK_ENTRY (self->title), TRUE);
  nh_field_entry_attach (GTK_GRID (grid), 0, _("_Title of the appendix:"), self->title);
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "nh-error-text");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (content), grid);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->problem));
  self->dialog = nh_dialog_new (parent, _("Add as appendix"), content);
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-adding", self, adding_free);
  buttons = nh_dialog_add_buttons (self->dialog);
  g_signal_connect_swapped (nh_dialog_add_button (buttons, _("_Cancel"), NULL), "clicked",
                            G_CALLBACK (gtk_window_destroy), self->dialog);
  accept = nh_dialog_add_button (buttons, _("_Add"), "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), accept);
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (on_accept_cb), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
