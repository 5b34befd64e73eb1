/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/compat/nh-file-dialog.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  NhFileDialogFunc func;
  gpointer data;
} Answer;

static void
on_response_cb (GtkNativeDialog *native,
                int response,
                Answer *answer)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  gtk_native_dialog_hide (native);
  answer->func (file, answer->data);
  g_free (answer);
  g_object_unref (native);
}

static void
set_folder (GtkFileChooser *chooser,
            const char *folder)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  const char *start = folder && *folder ? folder : documents ? documents : g_get_home_dir ();
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (start);

  if (g_file_query_exists (file, NULL))
    gtk_file_chooser_set_current_folder (chooser, file, NULL);
}

/**
 * nh_file_dialog_run:
 * @parent: a widget of the window it belongs to
 * @dialog: what to ask for
 * @func: gets the answer
 * @data: for @func
 *
 * Asks for a file or folder with the system's own dialog.
 */
void
nh_file_dialog_run (GtkWidget *parent,
                    const NhFileDialog *dialog,
                    NhFileDialogFunc func,
                    gpointer data)
{
  static const GtkFileChooserAction actions[] = { GTK_FILE_CHOOSER_ACTION_OPEN, GTK_FILE_CHOOSER_ACTION_SAVE,
                                                  GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER };
  GtkFileChooserNative *native = gtk_file_chooser_native_new (dialog->title,
                                                              GTK_WINDOW (gtk_widget_get_root (parent)),
                                                              actions[dialog->kind], dialog->accept, _("_Cancel"));
  Answer *answer = g_new0 (Answer, 1);

  answer->func = func;
  answer->data = data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  set_folder (GTK_FILE_CHOOSER (native), dialog->folder);
  if (dialog->name)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), dialog->name);
  if (dialog->filter_name)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, dialog->filter_name);
      gtk_file_filter_add_pattern (filter, dialog->pattern);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (native), filter);
    }
  g_signal_connect (native, "response", G_CALLBACK (on_response_cb), answer);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}
