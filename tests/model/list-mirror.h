/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A view as the list sees it: it knows only what items-changed told it, keeps what it read then,
 * and is compared with a fresh query.
 */
#pragma once

#include "model/nh-list-model.h"

G_BEGIN_DECLS

typedef struct
{
  NhListModel *list;
  GPtrArray *rows;   /* of NhRecord */
  GString *log;      /* "2-1+1 " for each items-changed */
  const char *find;  /* as the list has them, for the fresh query */
  NhListFilter filters[2];
  guint n_filters;
} Mirror;

Mirror *mirror_new (NhWorkbook *workbook, const char *entity);
void mirror_free (Mirror *mirror);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Mirror, mirror_free)

void mirror_find (Mirror *mirror, const char *find);
void mirror_sort (Mirror *mirror, const char *field, gboolean descending);
void mirror_filters (Mirror *mirror, const NhListFilter *filters, guint n); /* at most two */
void mirror_filter (Mirror *mirror, const char *field, const char *value);
/* What was told since the last call is @wanted. */
void mirror_assert_log (Mirror *mirror, const char *wanted);
/* The list and the mirror show what a fresh query gives. */
void mirror_check (Mirror *mirror);

G_END_DECLS
