/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keys of a list in order: the first ones at once, all of them by a thread; and where one
 * record stands among them. Private to the model.
 */
#pragma once

#include "model/nh-list-groups.h"
#include "model/nh-query.h"

G_BEGIN_DECLS

/* What was read: the keys in order, and the groups that they form. */
typedef struct
{
  GArray *ids;    /* of gint64 */
  GArray *groups; /* of NhListGroup; empty without groups */
} NhListKeys;

NhListKeys *nh_list_keys_new (void);
void nh_list_keys_free (NhListKeys *keys);

/* The keys of a short table or of a rare search, or the first ones of a long table.
 * @complete: whether these are all. NULL: not even the first can be had at once. */
NhListKeys *nh_key_loader_first (NhWorkbook *workbook, const NhQuery *query, guint short_table,
                                 guint first_rows, gboolean *complete);

typedef struct _NhKeyLoader NhKeyLoader;
typedef void (*NhKeyLoaderFunc) (NhListKeys *keys, gpointer data); /* keys: (transfer full) */

/* Reads all keys in a thread; @done is called in the main loop unless cancelled before. */
NhKeyLoader *nh_key_loader_start (NhWorkbook *workbook, const NhQuery *query, NhKeyLoaderFunc done,
                                  gpointer data);
void nh_key_loader_cancel (NhKeyLoader *loader);

/* The order of the rows of a query. */
typedef struct _NhRowOrder NhRowOrder;
NhRowOrder *nh_row_order_new (NhWorkbook *workbook, const NhQuery *query);
void nh_row_order_free (NhRowOrder *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhRowOrder, nh_row_order_free)
gboolean nh_row_order_is_shown (NhRowOrder *order, gint64 id);
int nh_row_order_compare (NhRowOrder *order, gint64 a, gint64 b);
char *nh_row_order_group (NhRowOrder *order, gint64 id);
guint nh_row_order_position (NhRowOrder *order, const gint64 *ids, guint n, gint64 id);

G_END_DECLS
