/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records that are probably one: units under two spellings, people listed twice. What is found is a
 * proposal with its reasons; merging is the user's decision (nh-merge.h).
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

typedef enum
{
  NH_DUPLICATE_PAIR,     /* two records that may be one */
  NH_DUPLICATE_COMBINED, /* one unit whose name stands for several: "Đức Thắng 1,2" */
  NH_DUPLICATE_NAMESAKES, /* people of one name: shown, never merged by themselves */
} NhDuplicateKind;

typedef enum
{
  NH_DUPLICATE_CERTAIN, /* differs only in what spelling leaves open */
  NH_DUPLICATE_PROBABLE,
  NH_DUPLICATE_POSSIBLE,
} NhDuplicateStrength;

/* One of the records, as a list shows it. */
typedef struct
{
  gint64 id;    /* 0: a unit of a combined name that the workbook does not have yet */
  char *name;
  char *detail; /* where it belongs: "Phòng GDĐT Dầu Tiếng"; people: unit and year of birth; "" */
} NhDuplicateMember;

typedef struct
{
  NhDuplicateKind kind;
  NhDuplicateStrength strength;
  int score;           /* 0 to 100 */
  GArray *members;     /* of NhDuplicateMember: two of a PAIR; of COMBINED the unit, then its parts */
  GPtrArray *evidence; /* of sentences in the user's language, the weightiest first */
} NhDuplicate;

void nh_duplicate_free (NhDuplicate *duplicate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhDuplicate, nh_duplicate_free)
const NhDuplicateMember *nh_duplicate_get (const NhDuplicate *duplicate, guint i);

/* (transfer full) (element-type NhDuplicate), the strongest first. Both only read, so they may run
 * in a thread. */
GPtrArray *nh_duplicates_units (NhReader *reader, GCancellable *cancellable, GError **error);
GPtrArray *nh_duplicates_people (NhReader *reader, guint most, guint *n_left_out,
                                 GCancellable *cancellable, GError **error);

/* "These two are different": remembered in the workbook, one step of undo. */
gboolean nh_duplicates_set_distinct (NhWorkbook *workbook, gint64 first, gint64 second, GError **error);

G_END_DECLS
