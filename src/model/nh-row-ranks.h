/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order of all rows of a long table, remembered so that the hits of a search need not be
 * sorted: the full-text index gives them by key, and a table tells the place of each key.
 * Private to the model.
 */
#pragma once

#include "model/nh-query.h"

G_BEGIN_DECLS

/* Never changes once made, so threads may share it. */
typedef struct _NhRowRanks NhRowRanks;

gboolean nh_row_ranks_possible (const NhQuery *query);
NhRowRanks *nh_row_ranks_new (const NhQuery *query, GArray *order);
NhRowRanks *nh_row_ranks_ref (NhRowRanks *ranks);
void nh_row_ranks_unref (NhRowRanks *ranks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhRowRanks, nh_row_ranks_unref)
const gint64 *nh_row_ranks_get_order (NhRowRanks *ranks, guint *n);
GArray *nh_row_ranks_sort (NhRowRanks *ranks, const GArray *hits, GArray *unknown);

/* What a workbook remembers. */
void nh_row_ranks_keep (NhWorkbook *workbook, NhRowRanks *ranks);
NhRowRanks *nh_row_ranks_find (NhWorkbook *workbook, const NhQuery *query);
void nh_row_ranks_note_changes (NhWorkbook *workbook, GArray *changes);
GHashTable *nh_row_ranks_get_moved (NhWorkbook *workbook);

G_END_DECLS
