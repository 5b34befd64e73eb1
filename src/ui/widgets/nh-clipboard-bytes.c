/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/nh-clipboard-bytes.h"

static void
on_spliced_cb (GObject *memory, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (memory), result, &error) < 0)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory)),
                           (GDestroyNotify) g_bytes_unref);
}

static void
on_stream_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GCancellable *cancellable = g_task_get_cancellable (task); /* before the task is given on */
  g_autoptr (GOutputStream) memory = NULL;
  GError *error = NULL;
  const char *type;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (clipboard), result, &type, &error);

  if (!stream)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, (gpointer) g_intern_string (type), NULL);
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, cancellable, on_spliced_cb, g_steal_pointer (&task));
}

/**
 * nh_clipboard_read_bytes:
 * @clipboard: a clipboard
 * @types: MIME types, the best one first
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @data: for @callback
 */
void
nh_clipboard_read_bytes (GdkClipboard *clipboard, const char *const *types, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (clipboard, cancellable, callback, data);

  gdk_clipboard_read_async (clipboard, (const char **) types, G_PRIORITY_DEFAULT, cancellable, on_stream_cb, task);
}

/**
 * nh_clipboard_read_bytes_finish:
 * @result: what the callback was given
 * @type: (out) (optional) (transfer none): which of the types it is
 * @error: of domain G_IO_ERROR; NOT_SUPPORTED: the clipboard has none of the types
 *
 * Returns: (transfer full): the bytes; %NULL with @error set.
 */
GBytes *
nh_clipboard_read_bytes_finish (GAsyncResult *result, const char **type, GError **error)
{
  if (type)
    *type = g_task_get_task_data (G_TASK (result));
  return g_task_propagate_pointer (G_TASK (result), error);
}
