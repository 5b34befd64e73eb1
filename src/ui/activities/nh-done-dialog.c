/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/activities/nh-activity-dialogs.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/nh-dialog.h"

typedef struct
{
  NhSession *session;
  GArray *activities; /* of gint64 */
  GtkWidget *dialog;
  GtkTextBuffer *result;
  GtkLabel *problem;
} Done;

static void
done_free (gpointer data)
{
  Done *self = data;

  g_object_unref (self->session);
  g_array_unref (self->activities);
  g_free (self);
}

static gboolean
store (Done *self,
       const char *result,
       GError **error)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  const NhFieldText values[] = { { "status", "done" }, { *result ? "result" : NULL, result }, { NULL, NULL } };

  if (!nh_workbook_begin (workbook, _("Mark as done"), error))
    return FALSE;
  for (guint i = 0; i < self->activities->len; i++)
    if (!nh_workbook_set (workbook, nh_entity_find ("activity"), g_array_index (self->activities, gint64, i), values, error))
      {
        nh_workbook_rollback (workbook);
        return FALSE;
      }
  return nh_workbook_commit (workbook, error);
}

static void
on_accept_cb (Done *self)
{
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *result = NULL;
  g_autoptr (GError) error = NULL;

  gtk_text_buffer_get_bounds (self->result, &start, &end);
  result = g_strstrip (gtk_text_buffer_get_text (self->result, &start, &end, FALSE));
  if (store (self, result, &error))
    {
      gtk_window_destroy (GTK_WINDOW (self->dialog));
      return;
    }
  gtk_label_set_text (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static GtkWidget *
make_result (Done *self,
             const char *text)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  self->result = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (self->result, text, -1);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_widget_add_css_class (scroller, "nh-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Result"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_size_request (scroller, 420, 110);
  return scroller;
}

/**
 * nh_done_dialog_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @activities: (array length=n): keys of activities
 * @n: how many; with several, a result that is typed is that of all, and without one they keep theirs
 *
 * Asks what came of the activities and marks them as done: one step of undo.
 */
void
nh_done_dialog_show (GtkWidget *parent,
                     NhSession *session,
                     const gint64 *activities,
                     guint n)
{
  g_autoptr (NhRecord) record = nh_workbook_load (nh_session_get_workbook (session), nh_entity_find ("activity"),
                                                  activities[0], NULL);
  Done *self = g_new0 (Done, 1);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *what;
  GtkWidget *label = gtk_label_new_with_mnemonic (_("_Result:"));
  GtkWidget *result = make_result (self, n == 1 && record ? nh_record_text (record, "result") : "");
  g_autofree char *title = record ? nh_session_record_title (record) : g_strdup ("");
  g_autofree char *all = n == 1 ? g_strdup (title) : g_strdup_printf (ngettext ("%u activity", "%u activities", n), n);
  GtkWidget *buttons;
  GtkWidget *cancel;
  GtkWidget *accept;

  self->session = g_object_ref (session);
  self->activities = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  g_array_append_vals (self->activities, activities, n);
  what = gtk_label_new (all);
  gtk_label_set_wrap (GTK_LABEL (what), TRUE);
  gtk_label_set_xalign (GTK_LABEL (what), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (what), 50);
  gtk_widget_add_css_class (what, "nh-paper-bold");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (result)));
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "nh-error-text");
  gtk_box_append (GTK_BOX (content), what);
  gtk_box_append (GTK_BOX (content), label);
  gtk_box_append (GTK_BOX (content), result);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->problem));
  self->dialog = nh_dialog_new (parent, _("Mark as done"), content);
  buttons = nh_dialog_add_buttons (self->dialog);
  cancel = nh_dialog_add_button (buttons, _("_Cancel"), NULL);
  accept = nh_dialog_add_button (buttons, _("_Mark as done"), "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-done", self, done_free);
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (on_accept_cb), self);
  gtk_window_set_focus (GTK_WINDOW (self->dialog), gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (result)));
  gtk_window_present (GTK_WINDOW (self->dialog));
}
