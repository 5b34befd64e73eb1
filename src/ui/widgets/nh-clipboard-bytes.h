/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the clipboard holds in one of several types, whole: GTK gives a stream of it.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void nh_clipboard_read_bytes (GdkClipboard *clipboard, const char *const *types, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
GBytes *nh_clipboard_read_bytes_finish (GAsyncResult *result, const char **type, GError **error);

G_END_DECLS
