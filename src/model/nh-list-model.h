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

typedef enum
{
  NH_FILTER_IS,       /* .value, as below */
  NH_FILTER_ANY_OF,   /* shows one of .values: the text, the key of a choice, the month of a day or
                         period ("2024-03"), one of several links; "" for empty cells */
  NH_FILTER_NONE_OF,  /* shows none of .values */
  NH_FILTER_CONTAINS, /* .value stands somewhere in the shown text, by folded text */
  NH_FILTER_RANGE,    /* a number or an ISO day from .from to .to; NULL: no end */
} NhFilterKind;

typedef struct
{
  const char *field; /* IS: "plan", or "plan.school_year": a field of the referred record */
  const char *value; /* IS: REFERENCE by key, CHOICE by key, INTEGER; NULL: IS NULL;
                        "*": IS NOT NULL; "!key": not that choice;
                         "in:1,2": one of these keys; ">=2024-09-01": that day or later, or open */
  NhFilterKind kind;
  const char *const *values; /* ended by NULL */
  const char *from;           /* IS "plan.school_year": its first and last day, which decide for activities and papers
                               * whose plan doesn't; NULL: these stay */
  const char *to;
} NhListFilter;

#define NH_LIST_MAX_SORTS 4

typedef struct
{
  int field;
  gboolean descending;
} NhListSort;

/* Filters that are kept: arrays of NhListFilter with texts of their own. */
GArray *nh_filters_new (void);
void nh_filters_add (GArray *filters, const NhListFilter *filter);
gboolean nh_filter_is_of_column (const NhListFilter *filter);

/* The list starts with the entity's default order and no filter; each setter reloads. */
NhListModel *nh_list_model_new (NhWorkbook *workbook, const NhEntity *entity);
const NhEntity *nh_list_model_get_entity (NhListModel *self);
NhWorkbook *nh_list_model_get_workbook (NhListModel *self);
void nh_list_model_set_filters (NhListModel *self, const NhListFilter *filters, guint n_filters);
void nh_list_model_set_find (NhListModel *self, const char *text);
void nh_list_model_set_sort (NhListModel *self, int field, gboolean descending); /* -1: default */
void nh_list_model_set_order (NhListModel *self, const NhListSort *sorts, guint n_sorts, int group);
const NhListSort *nh_list_model_get_sorts (NhListModel *self, guint *n_sorts);

/* Groups: runs of rows with the same value in the field of nh_list_model_set_order(). */
/* Signal "groups-changed" (): they are others, or show something else; counts of single rows that
 * come and go are told by items-changed alone. */
int nh_list_model_get_group (NhListModel *self); /* -1: none */
guint nh_list_model_get_n_groups (NhListModel *self);
const char *nh_list_model_get_group_key (NhListModel *self, guint index, guint *count);

NhRecord *nh_list_model_get_record (NhListModel *self, guint position); /* transfer none */
gint64 nh_list_model_get_record_id (NhListModel *self, guint position);
guint nh_list_model_position_of (NhListModel *self, gint64 id); /* G_MAXUINT if not shown */
gboolean nh_list_model_is_loading (NhListModel *self); /* property "loading" */
void nh_list_model_wait (NhListModel *self); /* until all keys are here */

G_END_DECLS
