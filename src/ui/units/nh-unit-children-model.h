/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The units of one that ends, with the places where they go: rows of a grid, by area and name. A
 * place is a unit of the list, or a commune that has no office in it yet.
 */
#pragma once

#include "model/nh-unit-history.h"
#include "ui/nh-session.h"
#include "ui/widgets/nh-grid-model.h"

G_BEGIN_DECLS

#define NH_TYPE_UNIT_CHILDREN_MODEL (nh_unit_children_model_get_type ())
G_DECLARE_FINAL_TYPE (NhUnitChildrenModel, nh_unit_children_model, NH, UNIT_CHILDREN_MODEL, GObject)

/* Signal "edited" (): a place is another one now. */

NhUnitChildrenModel *nh_unit_children_model_new (NhSession *session);
void nh_unit_children_model_set_unit (NhUnitChildrenModel *self, NhUnitTimes *times, gint64 unit, guint32 day);
gboolean nh_unit_children_model_fill (NhUnitChildrenModel *self, const char *place, GError **error);
/* (transfer none): texts and array belong to the model, until the next edit. */
const NhUnitChild *nh_unit_children_model_get (NhUnitChildrenModel *self, guint *n);

G_END_DECLS
