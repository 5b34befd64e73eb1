/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table that was copied in Word, a page or a sheet, as a fixed table.
 */
#pragma once

#include <gtk/gtk.h>
#include "document/nh-fixed-table.h"

G_BEGIN_DECLS

void nh_fixed_table_read_clipboard (GdkClipboard *clipboard, GAsyncReadyCallback callback, gpointer data);
NhFixedTable *nh_fixed_table_read_clipboard_finish (GAsyncResult *result, gboolean *formatted, GError **error);

G_END_DECLS
