/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How well a name fits what was typed into the box that searches everything, and which of its
 * letters were meant. Text alone: commands of the program are ranked by it as records are.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From worst to best. */
typedef enum
{
  NH_SEARCH_NONE,
  NH_SEARCH_ELSEWHERE,    /* not by its name: by a phone, a place, a note */
  NH_SEARCH_INITIALS,     /* "th bs" for "TH Bến Súc" */
  NH_SEARCH_WORDS,        /* each word begins one of the name, in any order */
  NH_SEARCH_PHRASE,       /* one after the other */
  NH_SEARCH_GIVEN_BEGINS, /* people: the given name begins so */
  NH_SEARCH_BEGINS,       /* the name begins so */
  NH_SEARCH_GIVEN,        /* people: it is the given name, or the end of the name with it */
  NH_SEARCH_EXACT,
} NhSearchRank;

typedef struct
{
  guint start; /* in bytes */
  guint length;
} NhSearchRange;

typedef struct
{
  char *folded; /* the words, one blank between */
  GStrv words;
  GStrv written; /* the words as written, in small letters; NULL: without any mark */
  guint n;
  gboolean digits; /* the first word begins with a digit */
} NhSearchWords;

NhSearchWords *nh_search_words_new (const char *text);
void nh_search_words_free (NhSearchWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhSearchWords, nh_search_words_free)

NhSearchRank nh_search_rank (const NhSearchWords *words, const char *name, gboolean person);
int nh_search_score (const NhSearchWords *words, const char *name, gboolean person);
gboolean nh_search_has_words (const NhSearchWords *words, const char *text);
GArray *nh_search_mark (const NhSearchWords *words, const char *text);

G_END_DECLS
