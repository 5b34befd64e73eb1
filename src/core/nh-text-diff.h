/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What differs between two sequences, and between two texts word by word, for people to read. The
 * work is bounded: what differs too much is told as replaced.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Element @before of the first sequence is element @after of the second one. */
typedef struct
{
  guint before;
  guint after;
} NhDiffMatch;

GArray *nh_diff_sequences (const guint *before, guint n_before, const guint *after, guint n_after);

/* How much two elements are alike; 0: they are not. */
typedef double (*NhDiffLikeness) (guint before, guint after, gpointer data);
GArray *nh_diff_pair_alike (guint n_before, guint n_after, NhDiffLikeness likeness, gpointer data);

typedef enum
{
  NH_DIFF_EQUAL,
  NH_DIFF_DELETE,
  NH_DIFF_INSERT,
} NhDiffOp;

typedef struct
{
  NhDiffOp op;
  char *text;
} NhDiffRun;

GPtrArray *nh_diff_runs_new (void);
void nh_diff_runs_add (GPtrArray *runs, NhDiffOp op, const char *text, gssize length);
GPtrArray *nh_diff_words (const char *before, const char *after);
char *nh_diff_runs_to_text (GPtrArray *runs);
double nh_diff_similarity (const char *before, const char *after);

G_END_DECLS
