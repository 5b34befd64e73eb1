/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table of ready texts for the grid: what was worked out is looked at and copied, not edited.
 */
#pragma once

#include "ui/widgets/nh-grid-model.h"

G_BEGIN_DECLS

#define NH_TYPE_TEXT_GRID_MODEL (nh_text_grid_model_get_type ())
G_DECLARE_FINAL_TYPE (NhTextGridModel, nh_text_grid_model, NH, TEXT_GRID_MODEL, GObject)

/* @columns: of static texts; kind and width are used. */
NhTextGridModel *nh_text_grid_model_new (const NhGridColumn *columns, guint n_columns);
/* @rows: (transfer full) (element-type GStrv): as many texts as there are columns. */
void nh_text_grid_model_take_rows (NhTextGridModel *self, GPtrArray *rows);

G_END_DECLS
