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
  NhListSort sorts[NH_LIST_MAX_SORTS];
  guint n_sorts;    /* 0: the entity's own order */
  int group;        /* a field whose values are groups; -1: none */
} NhQuery;

void nh_query_init (NhQuery *query, const NhEntity *entity);
void nh_query_clear (NhQuery *query);
void nh_query_copy (const NhQuery *from, NhQuery *to);
void nh_query_set_filters (NhQuery *query, const NhListFilter *filters, guint n_filters);
void nh_query_set_find (NhQuery *query, const char *text);
void nh_query_set_sorts (NhQuery *query, const NhListSort *sorts, guint n_sorts);

/* What a list shows now. */
const NhQuery *nh_list_model_get_query (NhListModel *self);

/* How the words of .find are looked for. */
typedef enum
{
  NH_FIND_INDEX, /* through the full-text index */
  NH_FIND_SCAN,  /* row by row: faster when most rows match and only the first are wanted */
} NhFindWay;

char *nh_query_where (const NhQuery *query, NhFindWay way); /* "WHERE …" or "" */
GPtrArray *nh_query_order (const NhQuery *query, GArray **descending); /* expressions; of gboolean */
char *nh_query_order_by (const NhQuery *query);
gboolean nh_query_same_order (const NhQuery *a, const NhListSort *sorts, guint n_sorts);
/* The key of a row's group, a text. */
char *nh_query_group_sql (const NhQuery *query);
/* Binds the parameters of nh_query_where() from @index on; returns the next index. */
int nh_query_bind (const NhQuery *query, NhFindWay way, NhStatement *statement, int index);
/* Whether an index of the database gives the rows in order. */
gboolean nh_query_is_indexed (const NhQuery *query);
GStrv nh_query_find_words (const char *folded);
char *nh_query_match_text (const char *folded_words);
/* One row by itself, without the index. */
NhStatement *nh_query_prepare_text (NhWorkbook *workbook, const NhEntity *entity);
gboolean nh_query_row_has_words (NhStatement *text, gint64 id, const GStrv words);

/* nh-query-filter.c: filters by themselves. */
char *nh_filter_sql (const NhListFilter *f, const NhEntity *entity);
int nh_filter_bind (const NhListFilter *f, const NhEntity *entity, NhStatement *statement, int index);
char *nh_filter_value_sql (const NhField *field);
char *nh_filter_linked_sql (const NhField *field, const char *what);
char *nh_filter_link_value_sql (const NhField *field);
char *nh_filter_link_none_sql (const NhField *field);

G_END_DECLS
