/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/compat/nh-file-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/dialogs/nh-dialog.h"

typedef struct
{
  NhFileDialogFunc func;
  gpointer data;
  GtkWidget *parent;
  GFile *file;  /* while it is asked whether it shall be replaced */
  char *suffix; /* ".xlsx"; NULL: the name stays as it was chosen */
} Answer;

static void
answer_give (Answer *answer,
             GFile *file)
{
  answer->func (file, answer->data);
  g_object_unref (answer->parent);
  g_clear_object (&answer->file);
  g_free (answer->suffix);
  g_free (answer);
}

static void
on_replace_cb (gboolean accepted,
               gpointer data)
{
  Answer *answer = data;

  answer_give (answer, accepted ? answer->file : NULL);
}

/* (transfer full): @file with the suffix, whose letters may be capitals. */
static GFile *
complete_name (GFile *file,
               const char *suffix)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *full = NULL;
  gsize length = path ? strlen (path) : 0;
  gsize n = suffix ? strlen (suffix) : 0;

  if (!path || !n || (length >= n && g_ascii_strcasecmp (path + length - n, suffix) == 0))
    return g_object_ref (file);
  full = g_strconcat (path, suffix, NULL);
  return g_file_new_for_path (full);
}

/* The system's dialog asked about the name that was typed, not about the one with the suffix. */
static void
ask_replace (Answer *answer)
{
  g_autofree char *path = g_file_get_path (answer->file);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *body = g_strdup_printf (_("There is a file “%s” already. When it is replaced, what it holds is lost."),
                                           name);

  nh_alert_ask (answer->parent, _("Replace this file?"), body, _("_Replace it"), TRUE, on_replace_cb, answer);
}

static void
on_response_cb (GtkNativeDialog *native,
                int response,
                Answer *answer)
{
  g_autoptr (GFile) chosen = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    chosen = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  gtk_native_dialog_hide (native);
  answer->file = chosen ? complete_name (chosen, answer->suffix) : NULL;
  if (chosen && gtk_widget_get_root (answer->parent) && !g_file_equal (chosen, answer->file)
      && g_file_query_exists (answer->file, NULL))
    ask_replace (answer);
  else
    answer_give (answer, answer->file);
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
 * Asks for a file or folder with the system's own dialog. A file to save gets the suffix of the pattern where it has
 * none; when there is a file of that name, it is asked again.
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
  answer->parent = g_object_ref (parent);
  if (dialog->kind == NH_FILE_SAVE && dialog->pattern && g_str_has_prefix (dialog->pattern, "*."))
    answer->suffix = g_strdup (dialog->pattern + 1);
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
