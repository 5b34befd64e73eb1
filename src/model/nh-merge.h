/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two records become one: what names the one that goes names the other afterwards, and nothing of
 * what it held is lost. One step of undo, all or nothing.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

/* Records of one entity that name a record. */
typedef struct
{
  const NhEntity *entity;
  guint n;
} NhMergeUse;

typedef enum
{
  NH_MERGE_SAME,     /* both say the same, or neither says anything */
  NH_MERGE_KEPT,     /* only the record that stays says something */
  NH_MERGE_FILLED,   /* only the one that goes does: it is taken over */
  NH_MERGE_JOINED,   /* notes and lists: both are kept */
  NH_MERGE_CONFLICT, /* they differ: the text of the one that stays, or the other by choice */
} NhMergeState;

typedef struct
{
  const NhField *field;
  NhMergeState state;
  char *keep; /* as shown */
  char *gone;
} NhMergeField;

typedef struct
{
  GArray *fields;    /* of NhMergeField */
  GArray *keep_uses; /* of NhMergeUse, the most first */
  GArray *gone_uses; /* these move */
} NhMergePreview;

gboolean nh_merge_can (const NhEntity *entity);
NhMergePreview *nh_merge_preview (NhWorkbook *workbook, const NhEntity *entity, gint64 keep, gint64 gone,
                                  GError **error);
void nh_merge_preview_free (NhMergePreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhMergePreview, nh_merge_preview_free)

/* (transfer full) (element-type NhMergeUse) */
GArray *nh_merge_uses (NhWorkbook *workbook, const NhEntity *entity, gint64 id);
guint nh_merge_count_uses (GArray *uses);
/* "3 people, 2 activities"; "" when there are none. */
char *nh_merge_describe_uses (GArray *uses);
/* Which of two should stay: the one that is used more, then the fuller name. */
gint64 nh_merge_choose (NhWorkbook *workbook, const NhEntity *entity, gint64 first, gint64 second);

/* @take: (nullable): names of fields whose text comes from the record that goes, ended by NULL. */
gboolean nh_workbook_merge (NhWorkbook *self, const NhEntity *entity, gint64 keep, gint64 gone,
                            const char *const *take, GError **error);

/* nh-merge-split.c: a unit whose name stands for several. @parts: their keys, 0 where @names says
 * what to make. @kept: (out): records that name one unit only and still name this one. */
gboolean nh_workbook_split_unit (NhWorkbook *self, gint64 unit, const gint64 *parts,
                                 const char *const *names, guint n, guint *kept, GError **error);

G_END_DECLS
