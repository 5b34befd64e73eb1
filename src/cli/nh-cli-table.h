/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What list and export share: tables, fields and plans by their names.
 */
#pragma once

#include "model/nh-list-model.h"

G_BEGIN_DECLS

typedef struct
{
  NhListFilter filter;
  guint n;     /* 0 or 1 */
  char *value; /* owned */
} NhCliFilter;

/* Each gives NULL or FALSE after it has told the user why, with the exit status in @status. */
const NhEntity *nh_cli_find_table (const char *name, int *status);
gboolean nh_cli_find_sort (const NhEntity *entity, const char *field, int *sort, int *status);
gboolean nh_cli_plan_filter (NhWorkbook *workbook, const NhEntity *entity, const char *plan,
                             NhCliFilter *filter, int *status);
gboolean nh_cli_is_appendix (const char *wanted, guint number, gint64 id);
gboolean nh_cli_is_plan_file (const char *path);

G_END_DECLS
