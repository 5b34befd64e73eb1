/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one way in for files with tables: what a file is, its content tells, not its name.
 */
#pragma once

#include "formats/nh-package.h"

G_BEGIN_DECLS

GPtrArray *nh_sheets_read_file (const char *path, GCancellable *cancellable,
                                NhReadProgress progress, gpointer data, GError **error);
GPtrArray *nh_sheets_read_bytes (const void *bytes, gsize length, const char *name,
                                 GCancellable *cancellable, NhReadProgress progress,
                                 gpointer data, GError **error);

G_END_DECLS
