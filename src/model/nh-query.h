/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a list shows, as SQL: which rows, in which order. Private to the model.
 */
#pragma once

#include "model/nh-entity.h"
#include "model/nh-list-model.h"
#include "store/nh-store.h"

G_BEGIN_DECLS

/* What a list shows. */
typedef struct
{
  const NhEntity *entity;
  GArray *filters;  /* of NhListFilter with owned texts */
  char *find;       /* folded words, one blank between; NULL: all */
  int sort;         /* a field; -1: the entity's own order */
  gboolean descending;
} NhQuery;

void nh_query_init (NhQuery *query, const NhEntity *entity);
void nh_query_clear (NhQuery *query);
void nh_query_copy (const NhQuery *from, NhQuery *to);
void nh_query_set_filters (NhQuery *query, const NhListFilter *filters, guint n_filters);
void nh_query_set_find (NhQuery *query, const char *text);

/* How the words of .find are looked for. */
typedef enum
{
  NH_FIND_INDEX, /* through the full-text index */
  NH_FIND_SCAN,  /* row by row: faster when most rows match and only the first are wanted */
} NhFindWay;

char *nh_query_where (const NhQuery *query, NhFindWay way); /* "WHERE …" or "" */
GPtrArray *nh_query_order (const NhQuery *query, GArray **descending); /* expressions; of gboolean */
char *nh_query_order_by (const NhQuery *query);
/* Binds the parameters of nh_query_where() from @index on; returns the next index. */
int nh_query_bind (const NhQuery *query, NhFindWay way, NhStatement *statement, int index);
/* Whether an index of the database gives the rows in order. */
gboolean nh_query_is_indexed (const NhQuery *query);
GStrv nh_query_find_words (const char *folded);
char *nh_query_match_text (const char *folded_words);
/* One row by itself, without the index. */
NhStatement *nh_query_prepare_text (NhWorkbook *workbook, const NhEntity *entity);
gboolean nh_query_row_has_words (NhStatement *text, gint64 id, const GStrv words);

G_END_DECLS
