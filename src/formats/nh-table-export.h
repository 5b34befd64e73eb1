/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any table of the workbook as a plain list in a file, and the appendices of a plan as workbooks:
 * what the program and namhoc-cli offer as export.
 */
#pragma once

#include <gio/gio.h>
#include "formats/nh-xlsx.h"
#include "model/nh-list-model.h"

G_BEGIN_DECLS

typedef struct
{
  const NhEntity *entity;
  const NhListFilter *filters;
  guint n_filters;
  const char *find;
  int sort; /* -1: the entity's own order */
  gboolean descending;
} NhTableExport;

gboolean nh_table_export (NhWorkbook *workbook, const NhTableExport *what, const char *path,
                          GCancellable *cancellable, NhListProgressFunc progress, gpointer data,
                          GError **error);
gboolean nh_table_export_knows (const char *path);

G_END_DECLS
