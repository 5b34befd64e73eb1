/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by the parts of nh-merge. Statements have two parameters: ?1 is the record that stays, ?2
 * the one that goes.
 */
#pragma once

#include "model/nh-merge.h"
#include "model/nh-workbook-private.h"

G_BEGIN_DECLS

typedef struct
{
  NhWorkbook *workbook;
  const NhEntity *entity;
  gint64 keep;
  gint64 gone;
} NhMerge;

gboolean nh_merge_run (const NhMerge *merge, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);
gboolean nh_merge_reaches (const NhMerge *merge, const char *field, gint64 from, gint64 to);
/* Whether the links of a table are rows of an entity too: with dates, decisions. */
const NhEntity *nh_merge_link_entity (const NhLink *link);
gboolean nh_merge_is_note_of_two (const NhEntity *entity);

/* nh-merge-fields.c */
gboolean nh_merge_fields (const NhMerge *merge, const char *const *take, GError **error);
gboolean nh_merge_names (const NhMerge *merge, const char *const *take, GError **error);

G_END_DECLS
