/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Search everything: people, units, teams, plans, activities and legal documents by a few letters
 * of what they are called. What a list of rows shows is nh-list-model.h; this gives the best few of
 * each kind.
 */
#pragma once

#include "model/nh-search-match.h"
#include "model/nh-workbook.h"

G_BEGIN_DECLS

typedef struct
{
  const NhEntity *entity;
  gint64 id;
  char *title;    /* one line */
  char *subtitle; /* "Hiệu trưởng · Trường TH Bến Súc"; "" for none */
  GArray *title_marks; /* of NhSearchRange: what was typed, for bold letters */
  GArray *subtitle_marks;
  int score;      /* to compare with nh_search_score() of other things */
} NhSearchHit;

void nh_search_hit_free (NhSearchHit *hit);

GPtrArray *nh_search_all (NhWorkbook *workbook, const char *text, guint limit, gint64 school_year);
NhSearchHit *nh_search_describe (NhWorkbook *workbook, const NhEntity *entity, gint64 id);

/* Searches in a thread, so that typing never waits. Make one when the box opens, free it when it
 * closes: it keeps a connection to the file. */
typedef struct _NhSearcher NhSearcher;
/* @hits: (transfer none) (element-type NhSearchHit): valid during the call; take a reference */
typedef void (*NhSearcherFunc) (const char *text, GPtrArray *hits, gpointer data);

NhSearcher *nh_searcher_new (NhWorkbook *workbook, NhSearcherFunc func, gpointer data);
void nh_searcher_find (NhSearcher *self, const char *text, guint limit, gint64 school_year);
void nh_searcher_free (NhSearcher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhSearcher, nh_searcher_free)

G_END_DECLS
