/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of NhPlanBuffer share.
 */
#pragma once

#include "ui/plan/nh-plan-editor-buffer.h"
#include "ui/plan/nh-plan-editor-tags.h"

G_BEGIN_DECLS

typedef struct
{
  NhBlock *block;
  gboolean dirty; /* the line reads otherwise than the block's text */
} NhPlanLine;

struct _NhPlanBuffer
{
  GtkTextBuffer parent_instance;

  NhPlanText *text;
  GtkWidget *view;      /* weak */
  GArray *lines;        /* of NhPlanLine, one for each line of the buffer */
  guint internal;       /* the program itself changes the buffer, not the user */
  gboolean in_action;   /* of the user */
  gboolean in_command;
  gboolean touched;     /* some line is dirty */
  gboolean syncing;     /* what the text says now comes from here */
  gboolean held;        /* an input method composes */
  gboolean stale;       /* the text has changes that the buffer has not */
  gboolean inserted;    /* in this user action */
  guint n_deleted;
  NhPlanEnter enter;
  gboolean page_break;  /* asked for in this user action */
  int typing_style;     /* -1: none chosen */
  int replaced_style;   /* -1: nothing was replaced in this user action */
  char *step;           /* name for the next user action */
  gint64 step_block;    /* where the last one was */
  guint pause_source;
  guint label_source;
  gboolean blank_typed; /* what was typed last is a blank: a label may stand before it */
};

/* nh-plan-editor-buffer-apply.c */
void nh_plan_buffer_apply (NhPlanBuffer *self, gboolean outside);
guint nh_plan_buffer_update_inlines (NhPlanBuffer *self, gboolean words);
void nh_plan_buffer_style_line (NhPlanBuffer *self, guint line);
void nh_plan_buffer_line_bounds (NhPlanBuffer *self, guint line, GtkTextIter *start, GtkTextIter *end);

/* nh-plan-editor-buffer-lines.c: what typing does to lines */
void nh_plan_buffer_lines_inserted (NhPlanBuffer *self, guint line, gboolean at_start, guint n, gboolean empty_rest);
void nh_plan_buffer_lines_deleted (NhPlanBuffer *self, guint first, guint last, gboolean from_start);
gboolean nh_plan_buffer_end_list (NhPlanBuffer *self, guint line);
void nh_plan_buffer_normalise (NhPlanBuffer *self);
gboolean nh_plan_buffer_format_start (NhPlanBuffer *self);
void nh_plan_buffer_set_line (NhPlanBuffer *self, guint line, NhBlock *block, gboolean dirty);
void nh_plan_buffer_add_line (NhPlanBuffer *self, guint line, NhBlock *block, gboolean dirty);

#define NH_PLAN_LINE(self, n) (&g_array_index ((self)->lines, NhPlanLine, n))

G_END_DECLS
