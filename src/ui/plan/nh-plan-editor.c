/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-editor-private.h"

#include <glib/gi18n-lib.h>

#include "ui/plan/nh-plan-tables.h"

enum { CURSOR_MOVED, EDIT_TABLE, SHOW_APPENDIX, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Pixels below the end of the text, which would stand on the edge. */
#define BOTTOM 48

G_DEFINE_FINAL_TYPE (NhPlanEditor, nh_plan_editor, GTK_TYPE_WIDGET)

static GtkTextBuffer *
get_buffer (NhPlanEditor *self)
{
  return GTK_TEXT_BUFFER (self->buffer);
}

/* The cursor. */

/* The view keeps the cursor in sight, but without the room below the last line. */
static void
show_end (NhPlanEditor *self)
{
  GtkTextIter cursor;

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &cursor, gtk_text_buffer_get_insert (get_buffer (self)));
  if (gtk_text_iter_is_end (&cursor))
    nh_plan_editor_scroll_to_cursor (self);
}

static gboolean
on_state_cb (gpointer data)
{
  NhPlanEditor *self = data;

  self->state_source = 0;
  nh_plan_editor_update_states (self);
  nh_plan_editor_select_tables (self);
  if (gtk_widget_has_focus (self->view))
    show_end (self);
  g_signal_emit (self, signals[CURSOR_MOVED], 0);
  return G_SOURCE_REMOVE;
}

/* A click or a key sets two marks, an edit moves them: they are told of once, before the next frame. */
static void
cursor_moved (NhPlanEditor *self)
{
  if (!self->state_source)
    self->state_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_state_cb, self, NULL);
}

static void
on_mark_set_cb (GtkTextBuffer *buffer, GtkTextIter *iter, GtkTextMark *mark, NhPlanEditor *self)
{
  if (mark == gtk_text_buffer_get_insert (buffer) || mark == gtk_text_buffer_get_selection_bound (buffer))
    cursor_moved (self);
}

/* Undo is seen: the cursor goes to what it changed. A reader's cursor stays when the writer works. */
/* What refers to a deleted heading may stand pages away: said here, marked there, asked about at issuing. */
static void
on_references_lost_cb (NhPlanBuffer *buffer, guint n, NhPlanEditor *self)
{
  g_autofree char *sentence = NULL;

  if (!gtk_widget_get_mapped (self->view))
    return;
  sentence = g_strdup_printf (ngettext ("%u reference led there and is marked “(?)” now. Ctrl+Z takes the deletion back.",
                                        "%u references led there and are marked “(?)” now. Ctrl+Z takes the deletion back.",
                                        n), n);
  /* Storing takes sentences away: what was typed is stored first, so that this one stays. */
  if (nh_plan_text_store (self->text, NULL))
    nh_session_notify (self->session, sentence);
}

static void
on_changed_outside_cb (NhPlanBuffer *buffer, guint line, guint chars, NhPlanEditor *self)
{
  GtkTextIter iter;

  if (!gtk_widget_get_mapped (self->view) || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    return;
  gtk_text_buffer_get_iter_at_line_offset (get_buffer (self), &iter, line, chars);
  gtk_text_buffer_place_cursor (get_buffer (self), &iter);
  nh_plan_editor_scroll_to_cursor (self);
}

static void
on_synced_cb (NhPlanEditor *self)
{
  cursor_moved (self);
  gtk_widget_queue_draw (self->view);
}

static void
on_page_break_cb (NhPlanEditor *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "page-break", NULL);
}

static void
on_anchored_cb (NhPlanBuffer *buffer, GtkTextChildAnchor *anchor, NhPlanEditor *self)
{
  nh_plan_editor_add_table (self, anchor);
}

static void
on_failed_cb (NhPlanText *text, GError *error, NhPlanEditor *self)
{
  g_autoptr (GError) copy = g_error_copy (error);

  nh_session_report_error (self->session, &copy);
}

/* (internal) so that the line is seen with some of what stands around it */
void
nh_plan_editor_scroll_to_cursor (NhPlanEditor *self)
{
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (get_buffer (self)), 0.1, FALSE,
                                0, 0);
}

/* What commands act on. */

/* (internal) */
void
nh_plan_editor_get_blocks (NhPlanEditor *self, guint *first, guint *last)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  *first = gtk_text_iter_get_line (&start);
  *last = gtk_text_iter_get_line (&end);
  if (*last > *first && gtk_text_iter_starts_line (&end))
    (*last)--;
}

/* (internal) an input method's word is finished, what was typed before is a step of its own */
void
nh_plan_editor_begin (NhPlanEditor *self, const char *step)
{
  NhBlock *empty;

  if (nh_plan_view_is_composing (NH_PLAN_VIEW (self->view)))
    gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self->view));
  nh_plan_buffer_begin_command (self->buffer, step);
  if (nh_plan_text_get_n_blocks (self->text) > 0)
    return;
  empty = nh_block_new (nh_plan_text_new_id (self->text), NH_BLOCK_PARAGRAPH, 0, NULL, NULL, NULL);
  nh_plan_text_splice (self->text, 0, 0, &empty, 1);
  nh_block_unref (empty);
}

/* (internal) */
void
nh_plan_editor_end (NhPlanEditor *self)
{
  nh_plan_buffer_end_command (self->buffer);
  cursor_moved (self);
}

/* (internal) whether the selection is one table or page break and nothing else */
gboolean
nh_plan_editor_is_table_selected (NhPlanEditor *self, guint *block)
{
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end)
      || gtk_text_iter_get_offset (&end) - gtk_text_iter_get_offset (&start) != 1
      || !gtk_text_iter_get_child_anchor (&start))
    return FALSE;
  *block = gtk_text_iter_get_line (&start);
  return TRUE;
}

/* Widget. */

static gboolean
nh_plan_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (NH_PLAN_EDITOR (widget)->view);
}

static void
nh_plan_editor_dispose (GObject *object)
{
  NhPlanEditor *self = NH_PLAN_EDITOR (object);

  g_clear_handle_id (&self->table_source, g_source_remove);
  g_clear_handle_id (&self->state_source, g_source_remove);
  if (self->text)
    g_signal_handlers_disconnect_by_data (self->text, self);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  if (self->buffer)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  self->popover = NULL;
  self->scroller = NULL;
  /* Popovers that closed a moment ago, too. */
  for (GtkWidget *child; (child = gtk_widget_get_first_child (GTK_WIDGET (self)));)
    gtk_widget_unparent (child);
  g_clear_object (&self->buffer);
  g_clear_object (&self->text);
  g_clear_object (&self->document);
  g_clear_object (&self->session);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (nh_plan_editor_parent_class)->dispose (object);
}

static void
nh_plan_editor_class_init (NhPlanEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_plan_editor_dispose;
  widget_class->grab_focus = nh_plan_editor_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[CURSOR_MOVED] = g_signal_new ("cursor-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDIT_TABLE] = g_signal_new ("edit-table", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                      G_TYPE_UINT);
  signals[SHOW_APPENDIX] = g_signal_new ("show-appendix", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_INT64);
}

static void
nh_plan_editor_init (NhPlanEditor *self)
{
  self->actions = g_simple_action_group_new ();
  gtk_widget_insert_action_group (GTK_WIDGET (self), "plan-text", G_ACTION_GROUP (self->actions));
}

static gboolean
on_tables_cb (gpointer data)
{
  NhPlanEditor *self = data;

  self->table_source = 0;
  nh_plan_editor_refresh_tables (self);
  return G_SOURCE_REMOVE;
}

static void
on_spliced_cb (NhPlanDocument *document, guint position, guint n_removed, guint n_added, NhPlanEditor *self)
{
  NhDocument *elements = nh_plan_document_get_document (document);

  for (guint i = position; i < position + n_added && !self->table_source; i++)
    if (nh_document_get_element (elements, i)->kind == NH_ELEMENT_TABLE)
      self->table_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 10, on_tables_cb, self, NULL);
}

static void
add_place (NhPlanEditor *self)
{
  GtkTextIter start;

  gtk_text_buffer_get_start_iter (get_buffer (self), &start);
  self->place = gtk_text_buffer_create_mark (get_buffer (self), NULL, &start, TRUE);
}

/**
 * nh_plan_editor_new:
 * @session: the open workbook
 * @document: (transfer none): the plan; its text is edited, its live tables are shown
 *
 * Returns: (transfer floating): an editor of the text.
 */
GtkWidget *
nh_plan_editor_new (NhSession *session, NhPlanDocument *document)
{
  static const NhPlanViewKeys keys = { nh_plan_editor_backspace, nh_plan_editor_delete_forward, nh_plan_editor_enter,
                                       nh_plan_editor_copy,      nh_plan_editor_cut,            nh_plan_editor_paste,
                                       nh_plan_editor_menu };
  NhPlanEditor *self = g_object_new (NH_TYPE_PLAN_EDITOR, NULL);
  gboolean read_only = nh_workbook_is_read_only (nh_session_get_workbook (session));

  self->session = g_object_ref (session);
  self->document = g_object_ref (document);
  self->text = g_object_ref (nh_plan_document_get_text (document));
  self->buffer = nh_plan_buffer_new (self->text);
  self->view = nh_plan_view_new (self->buffer, &keys, self);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), !read_only);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->view), BOTTOM);
  gtk_text_view_set_input_hints (GTK_TEXT_VIEW (self->view), GTK_INPUT_HINT_NO_EMOJI);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Text of the plan"), -1);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  nh_plan_editor_add_commands (self);
  nh_plan_tables_attach (self, session);
  nh_plan_editor_add_mouse (self);
  g_signal_connect (self->buffer, "anchored", G_CALLBACK (on_anchored_cb), self);
  g_signal_connect (self->buffer, "mark-set", G_CALLBACK (on_mark_set_cb), self);
  g_signal_connect_swapped (self->buffer, "synced", G_CALLBACK (on_synced_cb), self);
  g_signal_connect_swapped (self->buffer, "page-break", G_CALLBACK (on_page_break_cb), self);
  g_signal_connect (self->buffer, "changed-outside", G_CALLBACK (on_changed_outside_cb), self);
  g_signal_connect (self->buffer, "references-lost", G_CALLBACK (on_references_lost_cb), self);
  g_signal_connect (document, "spliced", G_CALLBACK (on_spliced_cb), self);
  g_signal_connect (self->text, "failed", G_CALLBACK (on_failed_cb), self);
  g_signal_connect_object (self->text, "labels-changed", G_CALLBACK (gtk_widget_queue_draw), self->view,
                           G_CONNECT_SWAPPED);
  nh_plan_buffer_load (self->buffer);
  add_place (self);
  nh_plan_editor_refresh_tables (self);
  nh_plan_editor_update_states (self);
  return GTK_WIDGET (self);
}

/** nh_plan_editor_get_text: Returns: (transfer none): the text that is edited. */
NhPlanText *
nh_plan_editor_get_text (NhPlanEditor *self)
{
  return self->text;
}

/** nh_plan_editor_get_actions: Returns: (transfer none): its commands, to be inserted as "plan-text" where menus are. */
GActionGroup *
nh_plan_editor_get_actions (NhPlanEditor *self)
{
  return G_ACTION_GROUP (self->actions);
}

/** nh_plan_editor_get_cursor: tells the block and the byte of its text where the cursor stands. */
void
nh_plan_editor_get_cursor (NhPlanEditor *self, guint *block, guint *offset)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &iter, gtk_text_buffer_get_insert (get_buffer (self)));
  nh_plan_buffer_get_place (self->buffer, &iter, block, offset);
}

/** nh_plan_editor_set_cursor: moves the cursor to byte @offset of @block and shows it. */
void
nh_plan_editor_set_cursor (NhPlanEditor *self, guint block, guint offset)
{
  nh_plan_editor_select (self, block, offset, block, offset);
}

/** nh_plan_editor_get_selection: Returns: whether anything is selected. */
gboolean
nh_plan_editor_get_selection (NhPlanEditor *self, guint *block, guint *offset, guint *end_block, guint *end_offset)
{
  GtkTextIter start, end;
  gboolean selected = gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);

  nh_plan_buffer_get_place (self->buffer, &start, block, offset);
  nh_plan_buffer_get_place (self->buffer, &end, end_block, end_offset);
  return selected;
}

/** nh_plan_editor_select: selects up to @end_offset of @end_block, where the cursor stands then, and shows it. */
void
nh_plan_editor_select (NhPlanEditor *self, guint block, guint offset, guint end_block, guint end_offset)
{
  GtkTextIter start, end;

  nh_plan_buffer_get_iter (self->buffer, block, offset, &start);
  nh_plan_buffer_get_iter (self->buffer, end_block, end_offset, &end);
  gtk_text_buffer_select_range (get_buffer (self), &end, &start);
  nh_plan_editor_scroll_to_cursor (self);
}

/** nh_plan_editor_scroll_to_block: shows the block at the top, leaving the cursor where it is. */
void
nh_plan_editor_scroll_to_block (NhPlanEditor *self, guint block)
{
  GtkTextIter iter;

  nh_plan_buffer_get_iter (self->buffer, block, 0, &iter);
  /* Through a mark: lines above are laid out first, so that the place is right at once. */
  gtk_text_buffer_move_mark (get_buffer (self), self->place, &iter);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), self->place, 0, TRUE, 0, 0.1);
}

/** nh_plan_editor_commit: Returns: whether all that was typed is stored; else the sentence is in the status bar. */
gboolean
nh_plan_editor_commit (NhPlanEditor *self)
{
  g_autoptr (GError) error = NULL;

  nh_plan_editor_close_popover (self);
  if (nh_plan_view_is_composing (NH_PLAN_VIEW (self->view)))
    gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self->view));
  nh_plan_buffer_sync (self->buffer);
  nh_plan_buffer_end_step (self->buffer);
  if (nh_plan_text_store (self->text, &error))
    return TRUE;
  nh_session_report_error (self->session, &error);
  return FALSE;
}
