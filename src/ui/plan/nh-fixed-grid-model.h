/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A fixed table as the grid edits it, with steps to undo of its own: the plan knows nothing of it
 * until the whole table is stored.
 */
#pragma once

#include "document/nh-fixed-table.h"
#include "ui/widgets/nh-grid-model.h"

G_BEGIN_DECLS

#define NH_TYPE_FIXED_GRID_MODEL (nh_fixed_grid_model_get_type ())
G_DECLARE_FINAL_TYPE (NhFixedGridModel, nh_fixed_grid_model, NH, FIXED_GRID_MODEL, GObject)

/* Signals:
 *   "changed" (gboolean columns)  anything of the table; columns: there are others now, so the grid
 *                                 needs the model anew */

NhFixedGridModel *nh_fixed_grid_model_new (NhFixedTable *table);
NhFixedTable *nh_fixed_grid_model_get_table (NhFixedGridModel *self);

/* Between the two the caller changes the table; that is one step. */
NhFixedTable *nh_fixed_grid_model_begin (NhFixedGridModel *self);
void nh_fixed_grid_model_end (NhFixedGridModel *self);
/* Another table in its place, as one step. */
void nh_fixed_grid_model_replace (NhFixedGridModel *self, NhFixedTable *table);
gboolean nh_fixed_grid_model_undo (NhFixedGridModel *self);
gboolean nh_fixed_grid_model_redo (NhFixedGridModel *self);
gboolean nh_fixed_grid_model_is_changed (NhFixedGridModel *self);
gboolean nh_fixed_grid_model_is_blank (NhFixedGridModel *self);

G_END_DECLS
