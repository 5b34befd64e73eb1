/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The units of a day, as a tree or a list that is only read, with its filter.
 */
#pragma once

#include "ui/units/nh-unit-tree-model.h"
#include "ui/widgets/nh-grid.h"

G_BEGIN_DECLS

#define NH_TYPE_UNIT_TREE (nh_unit_tree_get_type ())
G_DECLARE_FINAL_TYPE (NhUnitTree, nh_unit_tree, NH, UNIT_TREE, GtkWidget)

/* Signal "unit-activated" (gint64 unit): Enter or a double click on a row. */
/* Signal "move-asked" (gint64 target): Ctrl+V on a unit after Ctrl+X on others; nh_unit_tree_get_cut(). */

GtkWidget *nh_unit_tree_new (NhSession *session);
NhUnitTreeModel *nh_unit_tree_get_model (NhUnitTree *self);
NhGrid *nh_unit_tree_get_grid (NhUnitTree *self);
gint64 nh_unit_tree_get_record (NhUnitTree *self);
const GArray *nh_unit_tree_get_cut (NhUnitTree *self);
void nh_unit_tree_set_flat (NhUnitTree *self, gboolean flat);
void nh_unit_tree_set_note (NhUnitTree *self, const char *note);
void nh_unit_tree_focus (NhUnitTree *self);
void nh_unit_tree_focus_filter (NhUnitTree *self);

G_END_DECLS
