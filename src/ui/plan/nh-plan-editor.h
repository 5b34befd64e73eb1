/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of a plan as one continuous text: what officers write in. Numbers stand in the margin, live
 * tables are drawn in place. Places are a block by its position in NhPlanText and a byte of its text
 * (of a table or page break: 0 before it, 1 behind it).
 */
#pragma once

#include "document/nh-plan-document.h"
#include "document/nh-plan-find.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_EDITOR (nh_plan_editor_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanEditor, nh_plan_editor, NH, PLAN_EDITOR, GtkWidget)

/* Signals:
 *   "cursor-moved" ()           the cursor or the selection is another one
 *   "edit-table" (guint block)  the user opens a fixed table
 *   "show-appendix" (gint64 id) the user follows a reference to an appendix
 * Its actions "plan-text.*" are at hand to all its ancestors' menus through
 * nh_plan_editor_get_actions(). */

GtkWidget *nh_plan_editor_new (NhSession *session, NhPlanDocument *document);
NhPlanText *nh_plan_editor_get_text (NhPlanEditor *self);
GActionGroup *nh_plan_editor_get_actions (NhPlanEditor *self);
/* For the menus around it: of actions "plan-text.*". */
GMenu *nh_plan_editor_new_kinds_menu (void);
GMenu *nh_plan_editor_new_insert_menu (void);

void nh_plan_editor_get_cursor (NhPlanEditor *self, guint *block, guint *offset);
/* Moves the cursor there and shows it. */
void nh_plan_editor_set_cursor (NhPlanEditor *self, guint block, guint offset);
/* FALSE: nothing is selected; both ends are then the cursor. */
gboolean nh_plan_editor_get_selection (NhPlanEditor *self, guint *block, guint *offset, guint *end_block,
                                       guint *end_offset);
void nh_plan_editor_select (NhPlanEditor *self, guint block, guint offset, guint end_block, guint end_offset);
void nh_plan_editor_scroll_to_block (NhPlanEditor *self, guint block);
/* Stores what was typed; to be called before undo, closing, exporting. */
gboolean nh_plan_editor_commit (NhPlanEditor *self);

/* Marks what was found, the current one stronger; n = 0 takes the marks away. */
void nh_plan_editor_set_matches (NhPlanEditor *self, const NhPlanMatch *matches, guint n, guint current);
void nh_plan_editor_select_match (NhPlanEditor *self, const NhPlanMatch *match);

/* What is selected, as blocks with key 0; the first and the last may be parts. Empty: nothing. */
GPtrArray *nh_plan_editor_dup_selection (NhPlanEditor *self);
/* In the place of the selection, as one step of undo called @step. Paragraphs at either end join
 * what stands there; tables and page breaks get lines of their own. */
void nh_plan_editor_insert_blocks (NhPlanEditor *self, GPtrArray *blocks, const char *step);

G_END_DECLS
