/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/nh-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/compat/nh-mnemonic.h"

#define BOX_KEY "nh-dialog-box"

typedef struct
{
  NhAlertFunc func;
  gpointer data;
} Question;

/**
 * nh_dialog_new:
 * @parent: (nullable): a widget of the window in front of which the dialog stands
 * @title: its title
 * @content: what is in it
 *
 * Returns: (transfer none): a modal window, closed by Esc; present it with gtk_window_present().
 */
GtkWidget *
nh_dialog_new (GtkWidget *parent,
               const char *title,
               GtkWidget *content)
{
  GtkWidget *dialog = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkRoot *root = parent ? gtk_widget_get_root (parent) : NULL;

  gtk_window_set_title (GTK_WINDOW (dialog), title);
  gtk_window_set_titlebar (GTK_WINDOW (dialog), gtk_header_bar_new ());
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  if (root)
    gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (dialog, keys);
  gtk_widget_add_css_class (box, "nh-dialog");
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), content);
  gtk_window_set_child (GTK_WINDOW (dialog), box);
  g_object_set_data (G_OBJECT (dialog), BOX_KEY, box);
  return dialog;
}

/** nh_dialog_add_buttons: Returns: (transfer none): the row of buttons at the foot of @dialog. */
GtkWidget *
nh_dialog_add_buttons (GtkWidget *dialog)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (g_object_get_data (G_OBJECT (dialog), BOX_KEY)), buttons);
  return buttons;
}

/** nh_dialog_add_button: Returns: (transfer none): a new button, with @css_class when it is not %NULL. */
GtkWidget *
nh_dialog_add_button (GtkWidget *buttons,
                      const char *label,
                      const char *css_class)
{
  GtkWidget *button = nh_mnemonic_button_new (label);

  if (css_class)
    gtk_widget_add_css_class (button, css_class);
  gtk_box_append (GTK_BOX (buttons), button);
  return button;
}

static void
answer (GtkWidget *dialog,
        gboolean accepted)
{
  Question *question = g_object_steal_data (G_OBJECT (dialog), "nh-question");

  gtk_window_destroy (GTK_WINDOW (dialog));
  if (question && question->func)
    question->func (accepted, question->data);
  g_free (question);
}

static void
on_accept_cb (GtkWidget *dialog)
{
  answer (dialog, TRUE);
}

static void
on_cancel_cb (GtkWidget *dialog)
{
  answer (dialog, FALSE);
}

/* Closed by Esc, or gone with its parent: the question is answered in any case. */
static void
on_destroy_cb (GtkWidget *dialog)
{
  Question *question = g_object_steal_data (G_OBJECT (dialog), "nh-question");

  if (question && question->func)
    question->func (FALSE, question->data);
  g_free (question);
}

static GtkWidget *
make_message (const char *heading,
              const char *body)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *labels[] = { gtk_label_new (heading), gtk_label_new (body) };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_wrap (GTK_LABEL (labels[i]), TRUE);
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_max_width_chars (GTK_LABEL (labels[i]), 60);
      gtk_label_set_width_chars (GTK_LABEL (labels[i]), 36);
      gtk_box_append (GTK_BOX (box), labels[i]);
    }
  gtk_widget_add_css_class (labels[0], "nh-title");
  gtk_label_set_selectable (GTK_LABEL (labels[1]), TRUE);
  gtk_widget_set_focusable (labels[1], FALSE);
  return box;
}

/**
 * nh_alert_ask:
 * @parent: (nullable): a widget of the window it belongs to
 * @heading: what is asked, short
 * @body: what follows from it
 * @accept: the verb on the button; %NULL: only "Close"
 * @destructive: whether something is lost by it
 * @func: (nullable): gets the answer
 * @data: for @func
 *
 * Asks a question in a modal window; Esc says no.
 */
void
nh_alert_ask (GtkWidget *parent,
              const char *heading,
              const char *body,
              const char *accept,
              gboolean destructive,
              NhAlertFunc func,
              gpointer data)
{
  GtkWidget *dialog = nh_dialog_new (parent, "Năm Học", make_message (heading, body));
  GtkWidget *buttons = nh_dialog_add_buttons (dialog);
  GtkWidget *cancel = nh_dialog_add_button (buttons, accept ? _("_Cancel") : _("_Close"), NULL);
  Question *question = g_new0 (Question, 1);

  question->func = func;
  question->data = data;
  g_object_set_data (G_OBJECT (dialog), "nh-question", question);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (on_cancel_cb), dialog);
  if (accept)
    {
      GtkWidget *button = nh_dialog_add_button (buttons, accept, destructive ? "destructive-action" : "suggested-action");

      g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_accept_cb), dialog);
      if (!destructive)
        gtk_window_set_default_widget (GTK_WINDOW (dialog), button);
    }
  g_signal_connect (dialog, "destroy", G_CALLBACK (on_destroy_cb), NULL);
  gtk_window_set_resizable (GTK_WINDOW (dialog), FALSE);
  gtk_window_set_focus (GTK_WINDOW (dialog), cancel);
  gtk_window_present (GTK_WINDOW (dialog));
}

/** nh_alert_show: tells what went wrong, in a modal window with one button. */
void
nh_alert_show (GtkWidget *parent,
               const char *heading,
               const char *body)
{
  nh_alert_ask (parent, heading, body, NULL, FALSE, NULL, NULL);
}
