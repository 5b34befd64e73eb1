/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/nh-write-job.h"

#include <glib/gi18n-lib.h>

#include "formats/nh-xlsx.h"
#include "ui/compat/nh-launch.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/dialogs/nh-progress.h"
#include "ui/nh-settings.h"

#define FOLDER_KEY "last-export-folder"
#define FILE_KEY "nh-exported-file"
#define PATIENCE 400 /* ms: what is written sooner needs no window with its progress */

typedef struct
{
  GtkWidget *parent;
  NhSession *session;
  char *path;
  NhWriteJob job;
  GCancellable *cancellable;
  GtkWidget *dialog; /* weak */
  guint patience;
} Run;

static void
run_free (Run *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_weak_pointer (&self->dialog);
  g_object_unref (self->cancellable);
  g_object_unref (self->session);
  g_object_unref (self->parent);
  g_free (self->path);
  g_free (self);
}

/* What came of it. */

static void
on_open_cb (gpointer parent)
{
  GFile *file = g_object_get_data (G_OBJECT (parent), FILE_KEY);

  if (file)
    nh_launch_file (GTK_WIDGET (parent), file);
}

static void
tell_done (Run *self)
{
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *text = g_strdup_printf (_("%s was written."), name);

  nh_settings_set_string (FOLDER_KEY, folder);
  g_object_set_data_full (G_OBJECT (self->parent), FILE_KEY, g_file_new_for_path (self->path), g_object_unref);
  nh_session_notify (self->session, text);
  nh_session_offer (self->session, _("Open _file"), on_open_cb, self->parent);
}

static gboolean
is_stopped (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_CANCELLED);
}

static void
on_written_cb (GObject *source,
               GAsyncResult *result,
               gpointer data)
{
  Run *self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->dialog)
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  if (!gtk_widget_get_root (self->parent))
    ; /* the window was closed meanwhile */
  else if (done)
    tell_done (self);
  else if (is_stopped (error))
    nh_session_notify (self->session, _("Stopped. No file was left half written."));
  else
    nh_alert_show (self->parent, self->job.failed, error->message);
  run_free (self);
}

/* Work. */

static void
write_thread (GTask *task,
              gpointer source,
              gpointer task_data,
              GCancellable *cancellable)
{
  Run *self = task_data;
  g_autoptr (GError) error = NULL;
  gboolean done = self->job.write (self->job.data, self->path, cancellable, &error);

  g_clear_pointer (&self->job.data, self->job.free); /* fonts belong to the thread that used them */
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
on_patience_cb (gpointer data)
{
  Run *self = data;
  GtkWidget *progress = nh_progress_new ();
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *text = g_strdup_printf (_("Writing %s…"), name);
  GCancellable *stop;

  self->patience = 0;
  gtk_widget_set_size_request (progress, 480, -1);
  g_set_weak_pointer (&self->dialog, nh_dialog_new (self->parent, self->job.title, progress));
  stop = nh_progress_start (NH_PROGRESS (progress), text);
  nh_progress_set (NH_PROGRESS (progress), -1, NULL);
  g_signal_connect_object (stop, "cancelled", G_CALLBACK (g_cancellable_cancel), self->cancellable, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->dialog));
  return G_SOURCE_REMOVE;
}

/**
 * nh_write_job_run:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook, whose status bar tells what came of it
 * @path: the file; one of that name is replaced when the new one is complete
 * @job: what is written, and how; copied, its .data is the thread's from now on
 */
void
nh_write_job_run (GtkWidget *parent,
                  NhSession *session,
                  const char *path,
                  const NhWriteJob *job)
{
  Run *self = g_new0 (Run, 1);
  g_autoptr (GTask) task = NULL;

  self->parent = g_object_ref (parent);
  self->session = g_object_ref (session);
  self->path = g_strdup (path);
  self->job = *job;
  self->cancellable = g_cancellable_new ();
  self->patience = g_timeout_add (PATIENCE, on_patience_cb, self);
  task = g_task_new (NULL, self->cancellable, on_written_cb, self);
  g_task_set_task_data (task, self, NULL);
  g_task_set_check_cancellable (task, FALSE); /* a file that was complete before the stop is there */
  g_task_run_in_thread (task, write_thread);
}
