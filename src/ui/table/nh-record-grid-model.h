/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The records of a list as rows of a grid: columns come from the entity's description, edits go
 * through the workbook, each as one step of undo.
 */
#pragma once

#include "ui/nh-screen-spec.h"
#include "ui/nh-session.h"
#include "ui/widgets/nh-grid-model.h"

G_BEGIN_DECLS

#define NH_TYPE_RECORD_GRID_MODEL (nh_record_grid_model_get_type ())
G_DECLARE_FINAL_TYPE (NhRecordGridModel, nh_record_grid_model, NH, RECORD_GRID_MODEL, GObject)

/* Signal "filters-changed" (): nh_record_grid_model_set_filter() was called. */

NhRecordGridModel *nh_record_grid_model_new (NhSession *session, const NhScreenSpec *spec);
NhListModel *nh_record_grid_model_get_list (NhRecordGridModel *self);
const NhScreenSpec *nh_record_grid_model_get_spec (NhRecordGridModel *self);
void nh_record_grid_model_set_owner (NhRecordGridModel *self, gint64 owner);
gboolean nh_record_grid_model_set_owners (NhRecordGridModel *self, gint64 owner, const gint64 *all, guint n);
void nh_record_grid_model_set_since (NhRecordGridModel *self, const char *day);
void nh_record_grid_model_set_marks (NhRecordGridModel *self, const char *field, GHashTable *marks);
void nh_record_grid_model_set_plan (NhRecordGridModel *self, gint64 plan);
gint64 nh_record_grid_model_get_owner (NhRecordGridModel *self);
gint64 nh_record_grid_model_get_plan (NhRecordGridModel *self);
void nh_record_grid_model_update_filters (NhRecordGridModel *self);
GVariant *nh_record_grid_model_default_columns (NhRecordGridModel *self);
const NhListFilter *nh_record_grid_model_get_filter (NhRecordGridModel *self, guint column);
void nh_record_grid_model_set_filter (NhRecordGridModel *self, guint column, const NhListFilter *filter);
gboolean nh_record_grid_model_has_filters (NhRecordGridModel *self);
guint nh_record_grid_model_count_records (NhRecordGridModel *self, guint first_row, guint last_row);
guint nh_record_grid_model_show_record (NhRecordGridModel *self, gint64 id);
guint nh_record_grid_model_get_position (NhRecordGridModel *self, guint row);
GVariant *nh_record_grid_model_dup_view (NhRecordGridModel *self);
void nh_record_grid_model_set_view (NhRecordGridModel *self, GVariant *view);
const NhField *nh_record_grid_model_get_field (NhRecordGridModel *self, guint column);

G_END_DECLS
