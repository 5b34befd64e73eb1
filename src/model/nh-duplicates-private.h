/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by the parts of nh-duplicates.
 */
#pragma once

#include "core/nh-unit-name.h"
#include "model/nh-duplicates.h"

G_BEGIN_DECLS

/* A unit as it is compared. */
typedef struct
{
  gint64 id;
  gint64 parent;
  gint64 successor;
  char *kind;
  char *area;
  char *phone;
  char *email;
  char *from;
  char *to;
  GPtrArray *names; /* of NhUnitName: the name, the short name, other spellings */
  guint n_main;     /* how many of them are name and short name */
  guint n_alike;    /* units with its core and number, itself too: "Nguyễn Du" has many */
  guint says;       /* what the kind and the names say of the levels */
} NhDuplicateUnit;

void nh_duplicate_unit_free (NhDuplicateUnit *unit);

typedef struct
{
  int score;           /* 0: not proposed */
  GPtrArray *evidence; /* of sentences; NULL when the score is 0 */
} NhDuplicateVerdict;

/* nh-duplicates-compare.c. @parents: names of units by their key (gint64 *). */
NhDuplicateVerdict nh_duplicates_compare (const NhDuplicateUnit *a, const NhDuplicateUnit *b,
                                          GHashTable *parents);
gboolean nh_duplicates_may_be_same_kind (guint a, guint b);

/* nh-duplicates-block.c: pairs worth comparing, (transfer full) (element-type guint64): the lower
 * index in the upper half. */
GArray *nh_duplicates_candidates (GPtrArray *units, GCancellable *cancellable);

NhDuplicate *nh_duplicate_new (NhDuplicateKind kind);
void nh_duplicate_add (NhDuplicate *duplicate, gint64 id, const char *name, const char *detail);
void nh_duplicates_sort (GPtrArray *duplicates);

G_END_DECLS
