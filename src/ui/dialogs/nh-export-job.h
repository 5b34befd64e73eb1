/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The work behind the export dialog: appendices are composed on the main thread, one an idle
 * moment, because the workbook belongs to it; files are written by a thread of their own.
 */
#pragma once

#include <gio/gio.h>
#include "model/nh-workbook.h"

G_BEGIN_DECLS

typedef void (*NhExportProgress) (double fraction, gpointer data);

/* @appendices: keys; @target: a file, or with @separate a folder. */
void nh_export_job_run (NhWorkbook *workbook, GArray *appendices, const char *target, gboolean separate,
                        GCancellable *cancellable, NhExportProgress progress, gpointer progress_data,
                        GAsyncReadyCallback callback, gpointer data);
/* Returns how many files were written; 0 with @error set. */
guint nh_export_job_finish (GAsyncResult *result, GError **error);

G_END_DECLS
