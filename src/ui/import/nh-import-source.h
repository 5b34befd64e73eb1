/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the tables of an import come from: a file, read by a thread, or the clipboard.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*NhImportSourceProgress) (double fraction, gpointer data);

/* Both give a GPtrArray of NhSheet, never empty. @progress is called in the main loop. */
void nh_import_source_read_file (GFile *file, GCancellable *cancellable, NhImportSourceProgress progress,
                                 gpointer progress_data, GAsyncReadyCallback callback, gpointer data);
void nh_import_source_read_clipboard (GdkClipboard *clipboard, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer data);
GPtrArray *nh_import_source_finish (GAsyncResult *result, GError **error);

G_END_DECLS
