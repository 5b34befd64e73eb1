/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding and replacing in the text of a plan: paragraphs, footnotes, cells of tables. What a live
 * table shows is found too, but changed in its screen.
 */
#pragma once

#include "core/nh-text-pattern.h"
#include "document/nh-plan-text.h"
#include "document/nh-table.h"

G_BEGIN_DECLS

typedef enum
{
  NH_FIND_TEXT,
  NH_FIND_NOTE,       /* in the footnote whose sign is at @object */
  NH_FIND_CELL,       /* in a cell of a fixed table */
  NH_FIND_LIVE_CELL,  /* in a cell of a live table: read-only */
} NhPlanFindPlace;

typedef struct
{
  guint block;
  NhPlanFindPlace place;
  guint object; /* of a footnote: byte of its sign in the block's text */
  guint row;    /* of a cell */
  guint column;
  guint start; /* bytes of the block's text, the footnote's, or the cell's */
  guint end;
} NhPlanMatch;

/* (transfer none) (nullable): what the live table at @position shows. */
typedef NhTable *(*NhPlanFindTable) (guint position, NhBlock *block, gpointer data);

GArray *nh_plan_find (NhPlanText *text, const NhTextPattern *pattern, NhPlanFindTable live, gpointer data);
gboolean nh_plan_match_is_writable (const NhPlanMatch *match);
/* Of matches in order, the first at or behind a place; their number if there is none. */
guint nh_plan_find_from (GArray *matches, guint block, guint offset);

/* @matches: some of nh_plan_find() in order, found in the text as it is now. One step of undo. Returns
 * how many were replaced: those in live tables are not. */
guint nh_plan_replace (NhPlanText *text, const NhPlanMatch *matches, guint n, const char *replacement,
                       const char *step);

G_END_DECLS
