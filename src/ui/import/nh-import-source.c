/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import/nh-import-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-sheet.h"
#include "formats/nh-html-table.h"
#include "formats/nh-sheets-read.h"
#include "ui/widgets/nh-clipboard-bytes.h"

#define TELL_EVERY 100 /* milliseconds */

typedef struct
{
  char *path;
  int permille; /* atomic: how far the thread is */
  NhImportSourceProgress progress;
  gpointer progress_data;
  guint timer;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_handle_id (&job->timer, g_source_remove);
  g_free (job->path);
  g_free (job);
}

static void
on_progress (double fraction,
             gpointer data)
{
  g_atomic_int_set (&((Job *) data)->permille, (int) (fraction * 1000));
}

static gboolean
tell_cb (gpointer data)
{
  Job *job = data;

  job->progress (g_atomic_int_get (&job->permille) / 1000.0, job->progress_data);
  return G_SOURCE_CONTINUE;
}

static void
return_sheets (GTask *task,
               GPtrArray *sheets,
               GError *error)
{
  if (sheets && sheets->len > 0)
    g_task_return_pointer (task, sheets, (GDestroyNotify) g_ptr_array_unref);
  else if (error)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s", _("There is no table in it."));
  if (sheets && sheets->len == 0)
    g_ptr_array_unref (sheets);
}

static void
read_file_in_thread (GTask *task,
                     gpointer source,
                     gpointer task_data,
                     GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  GPtrArray *sheets = nh_sheets_read_file (job->path, cancellable, on_progress, job, &error);

  return_sheets (task, sheets, error);
}

/* The timer reads what the thread writes, so it ends with the task, in the main loop. */
static void
on_completed_cb (GTask *task,
                 GParamSpec *pspec,
                 Job *job)
{
  g_clear_handle_id (&job->timer, g_source_remove);
}

/** nh_import_source_read_file: reads all tables of @file in a thread. */
void
nh_import_source_read_file (GFile *file,
                            GCancellable *cancellable,
                            NhImportSourceProgress progress,
                            gpointer progress_data,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->path = g_file_get_path (file);
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_task_data (task, job, job_free);
  if (!job->path)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                               _("Only files on this computer can be read. Copy the file here first."));
      return;
    }
  job->timer = g_timeout_add (TELL_EVERY, tell_cb, job);
  g_signal_connect (task, "notify::completed", G_CALLBACK (on_completed_cb), job);
  g_task_run_in_thread (task, read_file_in_thread);
}

/* The clipboard. */

static void read_types (GTask *task, gboolean html);

static void
on_bytes_cb (GObject *clipboard,
             GAsyncResult *result,
             gpointer data)
{
  g_autoptr (GTask) task = data;
  const char *type;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = nh_clipboard_read_bytes_finish (result, &type, &error);
  gboolean html = type && g_str_has_prefix (type, "text/html");
  GPtrArray *sheets;
  gconstpointer content;
  gsize length;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }
  if (!bytes)
    {
      g_error_free (error);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                               _("The clipboard holds no table. Copy the cells in Excel, Calc or Word first."));
      return;
    }
  content = g_bytes_get_data (bytes, &length);
  sheets = html ? nh_html_table_read (content, length, NULL)
                : nh_sheets_read_bytes (content, length, _("Clipboard"), g_task_get_cancellable (task), NULL, NULL,
                                        &error);
  /* Web pages and mails are copied as HTML too; their lines may be cells with tabs between. */
  if (html && (!sheets || sheets->len == 0))
    {
      g_clear_pointer (&sheets, g_ptr_array_unref);
      read_types (g_steal_pointer (&task), FALSE);
      return;
    }
  return_sheets (task, sheets, error);
}

/* Takes @task. */
static void
read_types (GTask *task,
            gboolean html)
{
  static const char *const html_types[] = { "text/html", NULL };
  static const char *const text_types[] = { "text/plain;charset=utf-8", "text/plain", NULL };

  nh_clipboard_read_bytes (g_task_get_source_object (task), html ? html_types : text_types,
                           g_task_get_cancellable (task), on_bytes_cb, task);
}

/** nh_import_source_read_clipboard: reads the tables that were copied elsewhere. */
void
nh_import_source_read_clipboard (GdkClipboard *clipboard,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  GTask *task = g_task_new (clipboard, cancellable, callback, data);

  read_types (task, gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html"));
}

/** nh_import_source_finish: Returns: (transfer full) (element-type NhSheet): the tables. */
GPtrArray *
nh_import_source_finish (GAsyncResult *result,
                         GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
