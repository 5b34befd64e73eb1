/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of a plan while it is shown and edited: its blocks in order, numbered. Edits change the
 * list at once and are stored a moment later, all edits of one stretch of typing as one step of undo.
 * What others change (undo, the grid, another screen) comes back by the workbook's signal.
 */
#pragma once

#include "core/nh-rich-text.h"
#include "model/nh-workbook.h"

G_BEGIN_DECLS

typedef enum
{
  NH_BLOCK_PARAGRAPH,
  NH_BLOCK_HEADING,    /* level 1–5: I., 1., 1.1., 1.1.1., a) */
  NH_BLOCK_BULLET,     /* level 1–2: –, + */
  NH_BLOCK_TABLE,      /* live: a view of the data */
  NH_BLOCK_FIXED_TABLE, /* its text holds the cells: nh-fixed-table.h */
  NH_BLOCK_PAGE_BREAK,
} NhBlockKind;

#define NH_HEADING_LEVELS 5
#define NH_BULLET_LEVELS 2

/* Immutable; edits replace a block by another one. */
typedef struct
{
  gatomicrefcount refs;
  gint64 id;
  NhBlockKind kind;
  guint level;      /* of headings and bullets, else 0 */
  NhRichText *text; /* never NULL; empty for tables and page breaks */
  char *view;       /* key of the table that a live table shows */
  char *options;    /* columns, rows, order of a live table (nh-table-options.h); cells of a fixed one */
} NhBlock;

NhBlock *nh_block_new (gint64 id, NhBlockKind kind, guint level, NhRichText *text, const char *view,
                       const char *options);
NhBlock *nh_block_ref (NhBlock *self);
void nh_block_unref (NhBlock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhBlock, nh_block_unref)

#define NH_TYPE_PLAN_TEXT (nh_plan_text_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanText, nh_plan_text, NH, PLAN_TEXT, GObject)

/* Signals:
 *   "changed" (guint position, guint n_removed, guint n_added, gboolean outside)
 *        blocks were replaced; outside: not by a call of this list's edits
 *   "labels-changed" ()     numbers of headings, or words of references, are others now
 *   "stored" ()             nothing is waiting to be stored
 *   "failed" (GError *)     the last edits could not be stored; they are kept and tried again */

NhPlanText *nh_plan_text_new (NhWorkbook *workbook, gint64 plan, GError **error);
NhWorkbook *nh_plan_text_get_workbook (NhPlanText *self);
gint64 nh_plan_text_get_plan (NhPlanText *self);
guint nh_plan_text_get_n_blocks (NhPlanText *self);
NhBlock *nh_plan_text_get_block (NhPlanText *self, guint position); /* (transfer none) */
gboolean nh_plan_text_find_block (NhPlanText *self, gint64 id, guint *position);
/* "II.", "1.1.", "a)", "–"; "" for what has no number. */
const char *nh_plan_text_get_label (NhPlanText *self, guint position);
/* "Phụ lục II", "mục II.1", "Thông tư số 19/2019/TT-BGDĐT"; NULL: the target is gone. */
char *nh_plan_text_reference_label (NhInlineKind kind, gint64 target, gpointer plan_text);

/* Positions (guint) of the blocks that refer to it, for the warning before it is deleted. */
GArray *nh_plan_text_find_references (NhPlanText *self, NhInlineKind kind, gint64 target);

/* Edits. Of a read-only workbook they do nothing and "failed" tells why. Keys of new blocks come from nh_plan_text_new_id(). */
gint64 nh_plan_text_new_id (NhPlanText *self);
void nh_plan_text_splice (NhPlanText *self, guint position, guint n_removed, NhBlock *const *added, guint n_added);
void nh_plan_text_set_text (NhPlanText *self, guint position, NhRichText *text);
void nh_plan_text_set_kind (NhPlanText *self, guint position, NhBlockKind kind, guint level);
void nh_plan_text_move (NhPlanText *self, guint from, guint n, guint to); /* to: before that block */
/* The blocks that belong to the heading at @position: itself and all beneath it. */
guint nh_plan_text_section_length (NhPlanText *self, guint position);

/* Name of the step that the edits from now on belong to: "Gõ nội dung", "Chèn bảng". Another name, a
 * pause (nh_plan_text_end_step()) or an undo begins a new step. */
void nh_plan_text_begin_step (NhPlanText *self, const char *name);
void nh_plan_text_end_step (NhPlanText *self);
/* Stores what waits. Undo, redo, other steps and closing the workbook do it by themselves; who must
 * know whether it worked calls it before. */
gboolean nh_plan_text_store (NhPlanText *self, GError **error);
gboolean nh_plan_text_is_waiting (NhPlanText *self);
gboolean nh_plan_text_store_in_copy (NhPlanText *self, NhWorkbook *copy, GError **error);

/* Places still to fill, in the text alone. */
guint nh_plan_text_count_blanks (NhPlanText *self);

G_END_DECLS
