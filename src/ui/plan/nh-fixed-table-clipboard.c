/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-fixed-table-clipboard.h"

#include <glib/gi18n-lib.h>

#include "formats/nh-html-text.h"
#include "ui/widgets/nh-clipboard-bytes.h"
#include "ui/widgets/nh-grid-tsv.h"

static NhFixedTable *
table_from_html (GBytes *bytes)
{
  gsize length;
  const void *content = g_bytes_get_data (bytes, &length);
  g_autoptr (GPtrArray) blocks = nh_html_text_read (content, length, NULL, NULL);

  for (guint i = 0; blocks && i < blocks->len; i++)
    {
      NhBlock *block = blocks->pdata[i];

      if (block->kind == NH_BLOCK_FIXED_TABLE)
        return nh_fixed_table_parse (block->options, NULL);
    }
  return NULL;
}

static NhFixedTable *
table_from_text (const char *text)
{
  g_autoptr (NhGridBlock) block = nh_grid_tsv_parse (text);
  NhFixedTable *table;

  if (!block || block->n_rows == 0 || block->n_columns == 0)
    return NULL;
  table = nh_fixed_table_new (block->n_rows, block->n_columns, 0);
  for (guint row = 0; row < nh_fixed_table_get_n_rows (table); row++)
    for (guint column = 0; column < nh_fixed_table_get_n_columns (table); column++)
      nh_fixed_table_set_text (table, row, column, block->texts[row * block->n_columns + column]);
  return table;
}

static void
on_text_read_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  NhFixedTable *table = text ? table_from_text (text) : NULL;

  if (table)
    g_task_return_pointer (task, table, (GDestroyNotify) nh_fixed_table_free);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s", _("The clipboard holds no text."));
}

static void
on_html_read_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GBytes) bytes = nh_clipboard_read_bytes_finish (result, NULL, NULL);
  NhFixedTable *table = bytes ? table_from_html (bytes) : NULL;

  if (!table)
    {
      gdk_clipboard_read_text_async (GDK_CLIPBOARD (source), NULL, on_text_read_cb, g_steal_pointer (&task));
      return;
    }
  g_task_set_task_data (task, GINT_TO_POINTER (TRUE), NULL);
  g_task_return_pointer (task, table, (GDestroyNotify) nh_fixed_table_free);
}

/**
 * nh_fixed_table_read_clipboard:
 * @clipboard: a clipboard
 * @callback: called at the end
 * @data: for @callback
 *
 * Reads the first table in HTML, else text whose cells are separated by tabs.
 */
void
nh_fixed_table_read_clipboard (GdkClipboard *clipboard,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  static const char *const types[] = { "text/html", NULL };
  GTask *task = g_task_new (clipboard, NULL, callback, data);

  if (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), types[0]))
    nh_clipboard_read_bytes (clipboard, types, NULL, on_html_read_cb, task);
  else
    gdk_clipboard_read_text_async (clipboard, NULL, on_text_read_cb, task);
}

/**
 * nh_fixed_table_read_clipboard_finish:
 * @result: what the callback was given
 * @formatted: (out): whether its heads, alignment and merged cells are known
 * @error: of domain G_IO_ERROR, with a sentence
 *
 * Returns: (transfer full): the table; %NULL with @error set when the clipboard holds none.
 */
NhFixedTable *
nh_fixed_table_read_clipboard_finish (GAsyncResult *result,
                                      gboolean *formatted,
                                      GError **error)
{
  *formatted = GPOINTER_TO_INT (g_task_get_task_data (G_TASK (result)));
  return g_task_propagate_pointer (G_TASK (result), error);
}
