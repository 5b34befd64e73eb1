/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/nh-merge-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/nh-dialog.h"
#include "ui/duplicates/nh-merge-view.h"

static void
on_merge_cb (GtkButton *button,
             NhMergeView *view)
{
  GtkWidget *dialog = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (view)));

  /* Why it could not be done stands in the status bar of the window behind. */
  nh_merge_view_merge (view);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/**
 * nh_merge_dialog_show:
 * @parent: a widget of the window
 * @session: the open workbook
 * @entity: what the records are
 * @first: one of them
 * @second: the other
 *
 * Shows two records side by side and merges them when the user says so.
 */
void
nh_merge_dialog_show (GtkWidget *parent,
                      NhSession *session,
                      const NhEntity *entity,
                      gint64 first,
                      gint64 second)
{
  GtkWidget *scroller;
  GtkWidget *view = nh_merge_view_new (session);
  g_autofree char *label = nh_label_in_sentence (entity->label_plural);
  g_autofree char *title = g_strdup_printf (_("Merge two %s"), label);
  GtkWidget *dialog;
  GtkWidget *buttons;
  GtkWidget *cancel;
  GtkWidget *merge;

  g_object_ref_sink (view);
  if (nh_merge_view_set_pair (NH_MERGE_VIEW (view), entity, first, second))
    {
      scroller = gtk_scrolled_window_new ();
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
      dialog = nh_dialog_new (parent, title, scroller);
      buttons = nh_dialog_add_buttons (dialog);
      cancel = nh_dialog_add_button (buttons, _("_Cancel"), NULL);
      merge = nh_dialog_add_button (buttons, _("_Merge"), "suggested-action");
      g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_destroy), dialog);
      g_signal_connect (merge, "clicked", G_CALLBACK (on_merge_cb), view);
      gtk_window_set_default_widget (GTK_WINDOW (dialog), merge);
      gtk_window_set_default_size (GTK_WINDOW (dialog), 680, 480);
      gtk_window_set_focus (GTK_WINDOW (dialog), merge);
      gtk_window_present (GTK_WINDOW (dialog));
    }
  g_object_unref (view);
}
