/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A GListModel of records that loads by pages and forgets what was not used lately. Filter, sort
 * and search run in SQL; edits, undo and redo give the smallest items-changed.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

#define NH_TYPE_LIST_MODEL (nh_list_model_get_type ())
G_DECLARE_FINAL_TYPE (NhListModel, nh_list_model, NH, LIST_MODEL, GObject)

typedef struct
{
  const char *field; /* an equality filter: REFERENCE by key, CHOICE by key; INTEGER */
  const char *value; /* NULL: IS NULL; "*": IS NOT NULL; "!key": not that choice;
                        "in:1,2": one of these keys; ">=2024-09-01": that day or later, or open */
} NhListFilter;

/* The list starts with the entity's default order and no filter; each setter reloads. */
NhListModel *nh_list_model_new (NhWorkbook *workbook, const NhEntity *entity);
const NhEntity *nh_list_model_get_entity (NhListModel *self);
NhWorkbook *nh_list_model_get_workbook (NhListModel *self);
void nh_list_model_set_filters (NhListModel *self, const NhListFilter *filters, guint n_filters);
void nh_list_model_set_find (NhListModel *self, const char *text);
void nh_list_model_set_sort (NhListModel *self, int field, gboolean descending); /* -1: default */
int nh_list_model_get_sort (NhListModel *self, gboolean *descending);

NhRecord *nh_list_model_get_record (NhListModel *self, guint position); /* transfer none */
gint64 nh_list_model_get_record_id (NhListModel *self, guint position);
guint nh_list_model_position_of (NhListModel *self, gint64 id); /* G_MAXUINT if not shown */
gboolean nh_list_model_is_loading (NhListModel *self); /* property "loading" */
void nh_list_model_wait (NhListModel *self); /* until all keys are here */

G_END_DECLS
