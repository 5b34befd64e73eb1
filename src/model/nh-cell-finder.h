/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks for a text in the cells of many rows, in a thread: the rows come in the order of their list,
 * and what is found is told while the search goes on.
 */
#pragma once

#include "core/nh-text-pattern.h"
#include "model/nh-workbook.h"

G_BEGIN_DECLS

typedef struct
{
  guint row;   /* place among the rows that were searched */
  gint64 id;   /* of the record */
  guint cell;  /* place among the fields that were searched */
  int field;
} NhCellMatch;

typedef struct _NhCellFinder NhCellFinder;
/* @matches: of NhCellMatch, new ones since the last call, in order. @n_searched: rows so far. */
typedef void (*NhCellFinderFunc) (GArray *matches, guint n_searched, gboolean done, gpointer data);

NhCellFinder *nh_cell_finder_start (NhWorkbook *workbook, const NhEntity *entity, GArray *ids, const int *fields,
                                    guint n_fields, const NhTextPattern *pattern, NhCellFinderFunc found,
                                    gpointer data);
void nh_cell_finder_cancel (NhCellFinder *self);

G_END_DECLS
