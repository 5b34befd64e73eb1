/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of a plan's text as they are stored. Who edits the text keeps them in memory and writes
 * the changed ones; the meaning of the columns is document/nh-plan-text.h's business.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  gint64 plan;
  gint64 position;
  char *kind; /* key of a choice: "heading" */
  int level;
  char *text;    /* the members from here on: NULL when empty */
  char *view;
  char *options;
} NhBlockRow;

void nh_block_row_clear (NhBlockRow *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhBlockRow, nh_block_row_clear)

/* (transfer full) (element-type NhBlockRow): a plan's rows in order. */
GArray *nh_block_rows_read (NhWorkbook *workbook, gint64 plan, GError **error);
gboolean nh_block_row_read (NhWorkbook *workbook, gint64 id, NhBlockRow *row, gboolean *found, GError **error);
/* Only inside a step. */
gboolean nh_block_row_insert (NhWorkbook *workbook, const NhBlockRow *row, GError **error);
gboolean nh_block_row_update (NhWorkbook *workbook, const NhBlockRow *row, GError **error);
gboolean nh_block_row_delete (NhWorkbook *workbook, gint64 id, GError **error);

/* (transfer full) (element-type gint64): the blocks of all plans that name a record, by
 * <ref @attribute="@target"/>. */
GArray *nh_block_rows_naming (NhWorkbook *workbook, const char *attribute, gint64 target, GError **error);

G_END_DECLS
