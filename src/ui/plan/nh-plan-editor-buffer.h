/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The GtkTextBuffer of a plan's text: one line is one block, always. What is typed or deleted is an
 * edit of NhPlanText when the user action ends; what others change there comes back as the smallest
 * difference.
 */
#pragma once

#include <gtk/gtk.h>
#include "document/nh-plan-text.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_BUFFER (nh_plan_buffer_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanBuffer, nh_plan_buffer, NH, PLAN_BUFFER, GtkTextBuffer)

/* Signals:
 *   "anchored" (GtkTextChildAnchor *)  a table or page break came into the text
 *   "synced" ()                        the text has all that was typed
 *   "changed-outside" (guint line, guint chars)  undo or another screen changed the text up to there
 *   "page-break" ()                    a key asked for one
 */

/* What the Enter key means that was pressed last. */
typedef enum
{
  NH_PLAN_ENTER_BLOCK,
  NH_PLAN_ENTER_LINE_BREAK,
  NH_PLAN_ENTER_PAGE_BREAK,
} NhPlanEnter;

NhPlanBuffer *nh_plan_buffer_new (NhPlanText *text);
void nh_plan_buffer_load (NhPlanBuffer *self);
NhPlanText *nh_plan_buffer_get_text (NhPlanBuffer *self);
/* The widget whose font and colours footnotes and references have. */
void nh_plan_buffer_set_view (NhPlanBuffer *self, GtkWidget *view);

/* The block of a line: its kind and key are those of now, its text is that of the last sync. */
const NhBlock *nh_plan_buffer_get_block (NhPlanBuffer *self, int line);
NhBlock *nh_plan_buffer_get_anchor_block (GtkTextChildAnchor *anchor);
GtkTextChildAnchor *nh_plan_buffer_get_anchor (NhPlanBuffer *self, int line);
void nh_plan_buffer_get_place (NhPlanBuffer *self, const GtkTextIter *iter, guint *block, guint *offset);
void nh_plan_buffer_get_iter (NhPlanBuffer *self, guint block, guint offset, GtkTextIter *iter);

void nh_plan_buffer_lay_out_line (NhPlanBuffer *self, int line);

/* While an input method composes, nothing is changed from outside: it waits. */
void nh_plan_buffer_set_held (NhPlanBuffer *self, gboolean held);
void nh_plan_buffer_set_enter (NhPlanBuffer *self, NhPlanEnter enter);
/* The style of what is typed next; moving the cursor forgets it. -1: that of the text before it. */
void nh_plan_buffer_set_typing_style (NhPlanBuffer *self, int style);
NhStyle nh_plan_buffer_get_typing_style (NhPlanBuffer *self);
/* The name of the step that the next user action is, if it is not "Type text". */
void nh_plan_buffer_set_step (NhPlanBuffer *self, const char *step);
void nh_plan_buffer_end_step (NhPlanBuffer *self);
void nh_plan_buffer_begin_command (NhPlanBuffer *self, const char *step);
void nh_plan_buffer_end_command (NhPlanBuffer *self);
void nh_plan_buffer_sync (NhPlanBuffer *self);

G_END_DECLS
