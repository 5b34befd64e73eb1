/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of texts for the grid, computed by whoever shows them: the members of a team on a day, who
 * may be proposed for an award. Read-only, short, replaced as a whole.
 */
#pragma once

#include "ui/widgets/nh-grid-model.h"

G_BEGIN_DECLS

#define NH_TYPE_TEXT_GRID_MODEL (nh_text_grid_model_get_type ())
G_DECLARE_FINAL_TYPE (NhTextGridModel, nh_text_grid_model, NH, TEXT_GRID_MODEL, GObject)

NhTextGridModel *nh_text_grid_model_new (const NhGridColumn *columns, guint n_columns);

/* New rows: begin, add each, end; the grid hears of them once, at the end. */
void nh_text_grid_model_begin (NhTextGridModel *self);
void nh_text_grid_model_add (NhTextGridModel *self, gint64 id, const char *const *texts);
void nh_text_grid_model_set_style (NhTextGridModel *self, guint column, NhGridCellStyle style,
                                   const char *chip_class);
void nh_text_grid_model_end (NhTextGridModel *self);

G_END_DECLS
