/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import/nh-import-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-sheet.h"
#include "formats/nh-html-table.h"
#include "formats/nh-sheets-read.h"

#define TELL_EVERY 100 /* milliseconds */
#define CHUNK 65536

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

typedef struct
{
  GByteArray *bytes;
  guint8 chunk[CHUNK];
  gboolean html;
  GdkClipboard *clipboard;
  GInputStream *stream;
} Paste;

static void read_types (GTask *task, gboolean html);

static void
paste_free (gpointer data)
{
  Paste *paste = data;

  g_byte_array_unref (paste->bytes);
  g_clear_object (&paste->stream);
  g_object_unref (paste->clipboard);
  g_free (paste);
}

static void
parse_clipboard (GTask *task,
                 Paste *paste)
{
  GError *error = NULL;
  GPtrArray *sheets = NULL;

  if (paste->html)
    sheets = nh_html_table_read (paste->bytes->data, paste->bytes->len, NULL);
  else
    sheets = nh_sheets_read_bytes (paste->bytes->data, paste->bytes->len, _("Clipboard"), g_task_get_cancellable (task),
                                   NULL, NULL, &error);
  /* Web pages and mails are copied as HTML too; their lines may be cells with tabs between. */
  if (paste->html && (!sheets || sheets->len == 0))
    {
      g_clear_pointer (&sheets, g_ptr_array_unref);
      read_types (g_object_ref (task), FALSE);
      return;
    }
  return_sheets (task, sheets, error);
}

static void
on_chunk_cb (GObject *stream,
             GAsyncResult *result,
             gpointer data)
{
  g_autoptr (GTask) task = data;
  Paste *paste = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (stream), result, &error);

  if (n < 0)
    g_task_return_error (task, error);
  else if (n == 0)
    parse_clipboard (task, paste);
  else
    {
      g_byte_array_append (paste->bytes, paste->chunk, (guint) n);
      g_input_stream_read_async (G_INPUT_STREAM (stream), paste->chunk, CHUNK, G_PRIORITY_DEFAULT,
                                 cancellable, on_chunk_cb, g_steal_pointer (&task));
    }
}

static void
on_stream_cb (GObject *clipboard,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr (GTask) task = data;
  Paste *paste = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task); /* before the task is given on */
  const char *type;
  g_autoptr (GError) error = NULL;

  paste->stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (clipboard), result, &type, &error);
  if (!paste->stream)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                               _("The clipboard holds no table. Copy the cells in Excel, Calc or Word first."));
      return;
    }
  paste->html = g_str_has_prefix (type, "text/html");
  g_input_stream_read_async (paste->stream, paste->chunk, CHUNK, G_PRIORITY_DEFAULT, cancellable,
                             on_chunk_cb, g_steal_pointer (&task));
}

/* Takes @task. */
static void
read_types (GTask *task,
            gboolean html)
{
  static const char *html_types[] = { "text/html", NULL };
  static const char *text_types[] = { "text/plain;charset=utf-8", "text/plain", NULL };
  Paste *paste = g_task_get_task_data (task);

  g_byte_array_set_size (paste->bytes, 0);
  g_clear_object (&paste->stream);
  gdk_clipboard_read_async (paste->clipboard, html ? html_types : text_types, G_PRIORITY_DEFAULT,
                            g_task_get_cancellable (task), on_stream_cb, task);
}

/** nh_import_source_read_clipboard: reads the tables that were copied elsewhere. */
void
nh_import_source_read_clipboard (GdkClipboard *clipboard,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Paste *paste = g_new0 (Paste, 1);

  paste->bytes = g_byte_array_new ();
  paste->clipboard = g_object_ref (clipboard);
  g_task_set_task_data (task, paste, paste_free);
  read_types (task, gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html"));
}

/** nh_import_source_finish: Returns: (transfer full) (element-type NhSheet): the tables. */
GPtrArray *
nh_import_source_finish (GAsyncResult *result,
                         GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
