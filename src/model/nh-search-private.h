/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by the parts of the search.
 */
#pragma once

#include "model/nh-search.h"

G_BEGIN_DECLS

/* Where a search reads: a reader in a thread, else the store. */
typedef struct
{
  NhStore *store;
  NhReader *reader; /* NULL: the main thread */
  int *last;        /* atomic: the number of the last search; others are given up. NULL: there is one */
  int number;
} NhSearchSource;

NhStatement *nh_search_prepare (const NhSearchSource *source, const char *sql);
GPtrArray *nh_search_run (const NhSearchSource *source, const char *text, guint limit, gint64 school_year);

/* What can be found. Expressions are over the row "t". */
typedef struct
{
  const char *entity;
  gboolean person;       /* called by the last word of its name */
  gboolean newest_first; /* when very many rows match, the latest are looked at */
  const char *name;      /* what it is called */
  const char *others;    /* other names, each on a line of its own */
  const char *hay;       /* all the text to look in, for tables without a full-text index */
  const char *order;     /* compared as bytes, for hits that fit equally well */
  gboolean descending;
  const char *year;      /* its school year; those of the year at hand come first */
  const char *detail;    /* columns of the subtitle that are always shown, then … */
  guint n_shown;
  const char *more;      /* … others that are shown where they are what was typed */
} NhSearchKind;

typedef struct
{
  gint64 id;
  int score;
  gboolean own_year;
  char *order;
} NhCandidate;

const NhSearchKind *nh_search_kinds (guint *n_kinds);

/* The rows of @kind that may be among the best @limit, not in order: gint64 keys as .id; the rest
 * is filled in by nh-search.c. */
typedef struct
{
  GHashTable *seen; /* of gint64 */
  GArray *rows;     /* of NhCandidate */
  const NhSearchKind *kind;
  const NhSearchWords *words;
  gint64 school_year;
  gboolean initials; /* only rows whose names fit are wanted */
  guint n_by_rank[NH_SEARCH_EXACT + 1];
} NhCandidates;

void nh_search_collect (const NhSearchSource *source, NhCandidates *candidates, guint limit);
void nh_candidates_add (NhCandidates *self, NhStatement *row);

G_END_DECLS
