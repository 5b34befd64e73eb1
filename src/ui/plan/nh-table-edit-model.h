/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A fixed table as the grid edits it, with steps to undo of its own: the plan knows nothing of it
 * until the whole table is stored.
 */
#pragma once

#include "document/nh-fixed-table.h"
#include "ui/widgets/nh-grid-model.h"

G_BEGIN_DECLS

#define NH_TYPE_TABLE_EDIT_MODEL (nh_table_edit_model_get_type ())
G_DECLARE_FINAL_TYPE (NhTableEditModel, nh_table_edit_model, NH, TABLE_EDIT_MODEL, GObject)

/* Signals:
 *   "changed" (gboolean columns)  anything of the table; columns: there are others now, so the grid
 *                                 needs the model anew */

NhTableEditModel *nh_table_edit_model_new (NhFixedTable *table);
NhFixedTable *nh_table_edit_model_get_table (NhTableEditModel *self);

/* Between the two the caller changes the table; that is one step. */
NhFixedTable *nh_table_edit_model_begin (NhTableEditModel *self);
void nh_table_edit_model_end (NhTableEditModel *self);
/* Another table in its place, as one step. */
void nh_table_edit_model_replace (NhTableEditModel *self, NhFixedTable *table);
gboolean nh_table_edit_model_undo (NhTableEditModel *self);
gboolean nh_table_edit_model_redo (NhTableEditModel *self);
gboolean nh_table_edit_model_is_changed (NhTableEditModel *self);
gboolean nh_table_edit_model_is_blank (NhTableEditModel *self);

G_END_DECLS
