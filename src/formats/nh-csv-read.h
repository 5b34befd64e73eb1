/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading tables that are plain text: CSV files with any separator and encoding, and the
 * clipboard. May run in any thread.
 */
#pragma once

#include "formats/nh-package.h"

G_BEGIN_DECLS

NhSheet *nh_csv_read (const void *bytes, gsize length, const char *name,
                      GCancellable *cancellable, NhReadProgress progress, gpointer data,
                      GError **error);
NhSheet *nh_csv_read_text (const char *text, char separator, const char *name,
                           GCancellable *cancellable, NhReadProgress progress, gpointer data,
                           GError **error);

G_END_DECLS
