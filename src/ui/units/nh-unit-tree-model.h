/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The units of a day as rows of a grid: as a tree, or as a plain list by name. Nothing of it can be
 * edited in place: what was is changed by the dialogs, from a day on.
 */
#pragma once

#include "model/nh-unit-history.h"
#include "ui/nh-session.h"
#include "ui/widgets/nh-grid-model.h"

G_BEGIN_DECLS

#define NH_TYPE_UNIT_TREE_MODEL (nh_unit_tree_model_get_type ())
G_DECLARE_FINAL_TYPE (NhUnitTreeModel, nh_unit_tree_model, NH, UNIT_TREE_MODEL, GObject)

NhUnitTreeModel *nh_unit_tree_model_new (NhSession *session);
NhUnitTimes *nh_unit_tree_model_get_times (NhUnitTreeModel *self);
const NhUnitNode *nh_unit_tree_model_get_node (NhUnitTreeModel *self, guint row);
void nh_unit_tree_model_set_day (NhUnitTreeModel *self, guint32 day);
void nh_unit_tree_model_set_flat (NhUnitTreeModel *self, gboolean flat);
void nh_unit_tree_model_set_with_ended (NhUnitTreeModel *self, gboolean with_ended);
void nh_unit_tree_model_set_find (NhUnitTreeModel *self, const char *text);
void nh_unit_tree_model_set_all_open (NhUnitTreeModel *self, gboolean open);
void nh_unit_tree_model_reveal (NhUnitTreeModel *self, gint64 unit);

G_END_DECLS
