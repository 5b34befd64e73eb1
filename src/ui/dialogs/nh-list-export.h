/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Export of the rows and columns in sight to a plain Excel list.
 */
#pragma once

#include "ui/table/nh-record-grid-model.h"
#include "ui/widgets/nh-grid.h"

G_BEGIN_DECLS

void nh_list_export_run (GtkWidget *parent, NhSession *session, NhRecordGridModel *model, NhGrid *grid);
void nh_list_export_write (NhRecordGridModel *model, NhGrid *grid, const char *path, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data);
gboolean nh_list_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
