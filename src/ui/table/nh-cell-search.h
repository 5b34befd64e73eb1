/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding and replacing in the cells of one table: what the bar below its tools does.
 */
#pragma once

#include "core/nh-text-pattern.h"
#include "ui/table/nh-record-grid-model.h"
#include "ui/widgets/nh-grid.h"

G_BEGIN_DECLS

typedef enum
{
  NH_CELL_SEARCH_ALL,       /* the columns in sight */
  NH_CELL_SEARCH_COLUMN,    /* that of the cursor */
  NH_CELL_SEARCH_SELECTION,
} NhCellSearchScope;

#define NH_TYPE_CELL_SEARCH (nh_cell_search_get_type ())
G_DECLARE_FINAL_TYPE (NhCellSearch, nh_cell_search, NH, CELL_SEARCH, GObject)

/* Signal "changed" (): other counts, or the cursor is on another match. */

NhCellSearch *nh_cell_search_new (NhSession *session, NhRecordGridModel *model, NhGrid *grid);
void nh_cell_search_set_scope (NhCellSearch *self, NhCellSearchScope scope);
void nh_cell_search_set_text (NhCellSearch *self, const char *text, NhTextPatternFlags flags);
guint nh_cell_search_get_n_matches (NhCellSearch *self);
guint nh_cell_search_get_current (NhCellSearch *self); /* from 1; 0: the cursor is on none */
gboolean nh_cell_search_is_running (NhCellSearch *self);
void nh_cell_search_step (NhCellSearch *self, int step);
void nh_cell_search_replace (NhCellSearch *self, const char *replacement);
void nh_cell_search_replace_all (NhCellSearch *self, const char *replacement);

G_END_DECLS
