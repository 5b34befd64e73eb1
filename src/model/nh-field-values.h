/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands in a column of a list: the values to choose a filter from, with how many rows have
 * each, and the words for the groups of a list.
 */
#pragma once

#include "model/nh-list-model.h"

G_BEGIN_DECLS

typedef struct
{
  char *value; /* for NhListFilter: "" for empty cells */
  char *label; /* as shown */
  guint count; /* rows, under the other filters */
} NhFieldValue;

/* @search: words that the label must have; "" or NULL: all. At most @limit values, the most frequent
 * ones, in the order of the column. */
void nh_field_values_load (NhListModel *list, int field, const char *search, guint limit,
                           GCancellable *cancellable, GAsyncReadyCallback done, gpointer data);
GPtrArray *nh_field_values_load_finish (GAsyncResult *result, gboolean *more, GError **error);

char *nh_field_value_label (const NhField *field, const char *value);
char *nh_list_model_dup_group_label (NhListModel *list, const char *key);

G_END_DECLS
