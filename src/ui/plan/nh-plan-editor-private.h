/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of NhPlanEditor share.
 */
#pragma once

#include "ui/plan/nh-plan-editor.h"
#include "ui/plan/nh-plan-editor-buffer.h"
#include "ui/plan/nh-plan-editor-inline.h"
#include "ui/plan/nh-plan-editor-tags.h"
#include "ui/plan/nh-plan-editor-view.h"

G_BEGIN_DECLS

struct _NhPlanEditor
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *view;
  NhSession *session;
  NhPlanDocument *document;
  NhPlanText *text;
  NhPlanBuffer *buffer;
  GSimpleActionGroup *actions;
  GtkWidget *popover;      /* of a footnote or a reference, while it is open */
  GtkTextMark *place;      /* (of the buffer) where it belongs, or what is scrolled to */
  guint table_source;
  guint state_source;
};

/* Blocks from the first to the last that the selection touches; that of the cursor without one. */
void nh_plan_editor_get_blocks (NhPlanEditor *self, guint *first, guint *last);
/* All edits between the two are one step of undo. */
void nh_plan_editor_begin (NhPlanEditor *self, const char *step);
void nh_plan_editor_end (NhPlanEditor *self);
gboolean nh_plan_editor_is_table_selected (NhPlanEditor *self, guint *block);
void nh_plan_editor_scroll_to_cursor (NhPlanEditor *self);

/* nh-plan-editor-commands.c */
void nh_plan_editor_add_commands (NhPlanEditor *self);
void nh_plan_editor_update_states (NhPlanEditor *self);
gboolean nh_plan_editor_backspace (gpointer data);
gboolean nh_plan_editor_delete_forward (gpointer data);
gboolean nh_plan_editor_enter (gpointer data);

/* nh-plan-editor-clipboard.c */
void nh_plan_editor_copy (gpointer data);
void nh_plan_editor_cut (gpointer data);
void nh_plan_editor_paste (gpointer data);
void nh_plan_editor_delete_selection (NhPlanEditor *self);
void nh_plan_editor_paste_plain (NhPlanEditor *self);
void nh_plan_editor_insert_plain (NhPlanEditor *self, const char *text, const char *step);
gboolean nh_plan_editor_move_selection (NhPlanEditor *self, guint block, guint offset, gboolean copy);

/* nh-plan-editor-mouse.c */
void nh_plan_editor_add_mouse (NhPlanEditor *self);
gboolean nh_plan_editor_find_object (NhPlanEditor *self, GtkTextIter *iter);
gboolean nh_plan_editor_open_at (NhPlanEditor *self, const GtkTextIter *iter);
void nh_plan_editor_menu (gpointer data);

/* nh-plan-editor-tables.c */
void nh_plan_editor_add_table (NhPlanEditor *self, GtkTextChildAnchor *anchor);
void nh_plan_editor_refresh_tables (NhPlanEditor *self);
void nh_plan_editor_select_tables (NhPlanEditor *self);
void nh_plan_editor_open_table (NhPlanEditor *self, guint block);

/* nh-plan-editor-note.c, nh-plan-editor-reference.c */
void nh_plan_editor_edit_note (NhPlanEditor *self, const GtkTextIter *iter);
void nh_plan_editor_choose_reference (NhPlanEditor *self);
void nh_plan_editor_follow (NhPlanEditor *self, NhPlanInline *reference);
void nh_plan_editor_insert_object (NhPlanEditor *self, const NhInline *object, const char *step);
void nh_plan_editor_close_popover (NhPlanEditor *self);
void nh_plan_editor_present (NhPlanEditor *self, GtkWidget *popover, GtkWidget *widget, const GdkRectangle *place);
GtkWidget *nh_plan_editor_popup (NhPlanEditor *self, const GtkTextIter *iter, GtkWidget *child);

G_END_DECLS
