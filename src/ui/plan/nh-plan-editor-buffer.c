/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-editor-buffer-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A pause of this length ends a step of undo. */
#define PAUSE_MS 2000

/* Deleting no more than that belongs to typing: a slip, or what an input method takes back. */
#define SLIP 12

G_DEFINE_FINAL_TYPE (NhPlanBuffer, nh_plan_buffer, GTK_TYPE_TEXT_BUFFER)

enum { ANCHORED, SYNCED, CHANGED_OUTSIDE, PAGE_BREAK, REFERENCES_LOST, N_SIGNALS };
static guint signals[N_SIGNALS];

#define PARENT(self) GTK_TEXT_BUFFER_CLASS (nh_plan_buffer_parent_class)

/* Steps of undo. */

static gboolean
on_pause_cb (gpointer data)
{
  NhPlanBuffer *self = data;

  self->pause_source = 0;
  if (!self->held)
    nh_plan_buffer_end_step (self);
  return G_SOURCE_REMOVE;
}

/** nh_plan_buffer_end_step: what is typed from now on is another step of undo. */
void
nh_plan_buffer_end_step (NhPlanBuffer *self)
{
  g_clear_handle_id (&self->pause_source, g_source_remove);
  self->step_block = 0;
  nh_plan_text_end_step (self->text);
}

static void
begin_step (NhPlanBuffer *self)
{
  GtkTextIter cursor;
  gint64 block;
  const char *name = self->step;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self), &cursor,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self)));
  block = NH_PLAN_LINE (self, gtk_text_iter_get_line (&cursor))->block->id;
  if (self->step_block && self->step_block != block)
    nh_plan_buffer_end_step (self);
  self->step_block = block;
  if (!name)
    name = !self->inserted && self->n_deleted > SLIP ? _("Delete text") : _("Type text");
  nh_plan_text_begin_step (self->text, name);
  g_clear_handle_id (&self->pause_source, g_source_remove);
  self->pause_source = g_timeout_add (PAUSE_MS, on_pause_cb, self);
}

/* From the buffer into the text. */

static void
read_line (NhPlanBuffer *self, guint line)
{
  NhBlock *block = NH_PLAN_LINE (self, line)->block;
  g_autoptr (NhRichText) text = NULL;
  GtkTextIter start, end;

  if (!nh_block_is_text (block))
    {
      nh_plan_buffer_style_line (self, line);
      return;
    }
  nh_plan_buffer_line_bounds (self, line, &start, &end);
  text = nh_plan_tags_read (&start, &end);
  if (!nh_rich_text_equal (text, block->text))
    nh_plan_buffer_set_line (self, line, nh_block_new (block->id, block->kind, block->level, text, NULL, NULL), TRUE);
  nh_plan_buffer_style_line (self, line);
}

static void
read_lines (NhPlanBuffer *self)
{
  self->internal++;
  for (guint i = 0; i < self->lines->len; i++)
    if (NH_PLAN_LINE (self, i)->dirty)
      read_line (self, i);
  self->internal--;
}

static gboolean
is_same (NhPlanBuffer *self, guint line, guint position)
{
  return NH_PLAN_LINE (self, line)->block == nh_plan_text_get_block (self->text, position);
}

/* The text has changes of its own that were not taken over yet: what was typed goes to the blocks of
 * the same key, what is new behind the block before it. */
static void
store_beside (NhPlanBuffer *self)
{
  guint behind = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      NhBlock *block = NH_PLAN_LINE (self, i)->block;
      guint position;

      if (nh_plan_text_find_block (self->text, block->id, &position))
        {
          if (NH_PLAN_LINE (self, i)->dirty && !nh_rich_text_equal (block->text, nh_plan_text_get_block (self->text, position)->text))
            nh_plan_text_set_text (self->text, position, block->text);
          behind = position + 1;
        }
      else if (NH_PLAN_LINE (self, i)->dirty)
        {
          nh_plan_text_splice (self->text, behind, 0, &block, 1);
          behind++;
        }
    }
}

static void
store_difference (NhPlanBuffer *self)
{
  guint n_old = nh_plan_text_get_n_blocks (self->text);
  guint n_new = self->lines->len;
  guint first = 0, last = 0;
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  NhBlock *old, *now;

  while (first < MIN (n_old, n_new) && is_same (self, first, first))
    first++;
  while (last < MIN (n_old, n_new) - first && is_same (self, n_new - last - 1, n_old - last - 1))
    last++;
  if (first == n_old && first == n_new)
    return;
  begin_step (self);
  old = n_old - last - first == 1 ? nh_plan_text_get_block (self->text, first) : NULL;
  now = n_new - last - first == 1 ? NH_PLAN_LINE (self, first)->block : NULL;
  if (old && now && old->id == now->id && old->kind == now->kind && old->level == now->level)
    nh_plan_text_set_text (self->text, first, now->text);
  else
    {
      for (guint i = first; i < n_new - last; i++)
        g_ptr_array_add (added, NH_PLAN_LINE (self, i)->block);
      nh_plan_text_splice (self->text, first, n_old - last - first, (NhBlock *const *) added->pdata, added->len);
    }
  for (guint i = first; i < n_new - last; i++)
    nh_plan_buffer_set_line (self, i, nh_block_ref (nh_plan_text_get_block (self->text, i)), FALSE);
}

/**
 * nh_plan_buffer_sync:
 *
 * Tells the text what was typed. Happens by itself at the end of each user action.
 */
void
nh_plan_buffer_sync (NhPlanBuffer *self)
{
  if (!self->touched || self->syncing)
    return;
  nh_plan_buffer_normalise (self);
  self->syncing = TRUE;
  read_lines (self);
  if (self->stale)
    {
      begin_step (self);
      store_beside (self);
    }
  else
    store_difference (self);
  for (guint i = 0; i < self->lines->len; i++)
    NH_PLAN_LINE (self, i)->dirty = FALSE;
  self->syncing = FALSE;
  self->touched = FALSE;
  nh_plan_buffer_update_inlines (self, FALSE);
  g_signal_emit (self, signals[SYNCED], 0);
}

/* The end of a user action. */
static void
finish (NhPlanBuffer *self)
{
  gboolean page_break = self->page_break;

  nh_plan_buffer_sync (self);
  if (self->blank_typed && !self->held && nh_plan_buffer_format_start (self))
    {
      g_free (self->step);
      self->step = g_strdup (_("Change the kind of paragraph"));
      nh_plan_buffer_sync (self);
      nh_plan_buffer_end_step (self);
    }
  self->blank_typed = self->page_break = self->inserted = FALSE;
  self->n_deleted = 0;
  self->replaced_style = -1;
  g_clear_pointer (&self->step, g_free);
  if (self->stale && !self->held)
    nh_plan_buffer_apply (self, FALSE);
  if (page_break)
    g_signal_emit (self, signals[PAGE_BREAK], 0);
}

/* What GTK does to a buffer. */

static NhStyle
next_style (NhPlanBuffer *self, const GtkTextIter *iter)
{
  GtkTextIter before = *iter;
  NhStyle style;

  if (self->typing_style >= 0)
    return (NhStyle) self->typing_style;
  if (self->replaced_style >= 0)
    return (NhStyle) self->replaced_style;
  if (gtk_text_iter_starts_line (iter) || !gtk_text_iter_backward_char (&before))
    return NH_STYLE_PLAIN;
  style = nh_plan_tags_get_style (&before);
  /* A place to fill grows only from within. */
  if (gtk_text_iter_ends_line (iter) || !(nh_plan_tags_get_style (iter) & NH_STYLE_BLANK))
    style &= ~NH_STYLE_BLANK;
  return style;
}

static void
type_text (NhPlanBuffer *self, GtkTextIter *iter, const char *text, int length)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  guint line = gtk_text_iter_get_line (iter);
  gboolean at_start = gtk_text_iter_starts_line (iter) && !gtk_text_iter_ends_line (iter) && text[length - 1] == '\n';
  int offset = gtk_text_iter_get_offset (iter);
  NhStyle style = next_style (self, iter);
  GtkTextIter start;
  guint n;

  PARENT (self)->insert_text (buffer, iter, text, length);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  self->internal++;
  nh_plan_tags_set_style (buffer, &start, iter, style);
  self->internal--;
  n = gtk_text_iter_get_line (iter) - line;
  if (n > 0)
    nh_plan_buffer_lines_inserted (self, line, at_start, n, gtk_text_iter_ends_line (iter));
  NH_PLAN_LINE (self, line)->dirty = TRUE;
  self->touched = self->inserted = TRUE;
  self->blank_typed = length == 1 && *text == ' ';
}

/* Enter as the keys said. Returns: whether nothing is to be inserted. */
static gboolean
take_enter (NhPlanBuffer *self, GtkTextIter *iter, const char **text, int *length)
{
  NhPlanEnter enter = self->enter;

  self->enter = NH_PLAN_ENTER_BLOCK;
  if (enter == NH_PLAN_ENTER_PAGE_BREAK)
    {
      self->page_break = TRUE;
      return TRUE;
    }
  if (enter == NH_PLAN_ENTER_LINE_BREAK)
    {
      *text = NH_PLAN_LINE_BREAK_UTF8;
      *length = strlen (NH_PLAN_LINE_BREAK_UTF8);
      return FALSE;
    }
  return gtk_text_iter_starts_line (iter) && gtk_text_iter_ends_line (iter)
         && nh_plan_buffer_end_list (self, gtk_text_iter_get_line (iter));
}

static void
nh_plan_buffer_insert_text (GtkTextBuffer *buffer, GtkTextIter *iter, const char *text, int length)
{
  NhPlanBuffer *self = NH_PLAN_BUFFER (buffer);
  g_autofree char *clean = NULL;

  if (self->internal)
    {
      PARENT (self)->insert_text (buffer, iter, text, length);
      return;
    }
  if (!nh_plan_tags_is_clean (text, length))
    {
      text = clean = nh_plan_tags_clean (text, length);
      length = strlen (clean);
    }
  if (length > 0 && !(length == 1 && *text == '\n' && take_enter (self, iter, &text, &length)))
    type_text (self, iter, text, length);
  if (!self->in_action)
    finish (self);
}

static void
nh_plan_buffer_delete_range (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end)
{
  NhPlanBuffer *self = NH_PLAN_BUFFER (buffer);
  guint first = gtk_text_iter_get_line (start);
  guint last = gtk_text_iter_get_line (end);
  gboolean from_start = gtk_text_iter_starts_line (start);

  if (self->internal)
    {
      PARENT (self)->delete_range (buffer, start, end);
      return;
    }
  self->n_deleted += gtk_text_iter_get_offset (end) - gtk_text_iter_get_offset (start);
  if (self->replaced_style < 0)
    self->replaced_style = nh_plan_tags_get_style (start) & ~NH_STYLE_BLANK;
  PARENT (self)->delete_range (buffer, start, end);
  nh_plan_buffer_lines_deleted (self, first, last, from_start);
  if (!self->in_action)
    finish (self);
}

static void
mark_line (NhPlanBuffer *self, const GtkTextIter *iter)
{
  NH_PLAN_LINE (self, gtk_text_iter_get_line (iter))->dirty = TRUE;
  self->touched = TRUE;
  if (!self->in_action)
    finish (self);
}

static void
nh_plan_buffer_insert_paintable (GtkTextBuffer *buffer, GtkTextIter *iter, GdkPaintable *paintable)
{
  NhPlanBuffer *self = NH_PLAN_BUFFER (buffer);

  PARENT (self)->insert_paintable (buffer, iter, paintable);
  if (!self->internal)
    mark_line (self, iter);
}

static void
nh_plan_buffer_insert_child_anchor (GtkTextBuffer *buffer, GtkTextIter *iter, GtkTextChildAnchor *anchor)
{
  NhPlanBuffer *self = NH_PLAN_BUFFER (buffer);

  PARENT (self)->insert_child_anchor (buffer, iter, anchor);
  if (!self->internal)
    mark_line (self, iter);
}

static void
nh_plan_buffer_mark_set (GtkTextBuffer *buffer, const GtkTextIter *iter, GtkTextMark *mark)
{
  NhPlanBuffer *self = NH_PLAN_BUFFER (buffer);

  PARENT (self)->mark_set (buffer, iter, mark);
  if (self->internal || self->in_action || self->in_command || !self->lines || mark != gtk_text_buffer_get_insert (buffer))
    return;
  self->typing_style = -1;
  nh_plan_buffer_end_step (self);
}

static void
nh_plan_buffer_begin_user_action (GtkTextBuffer *buffer)
{
  NH_PLAN_BUFFER (buffer)->in_action = TRUE;
  if (PARENT (buffer)->begin_user_action)
    PARENT (buffer)->begin_user_action (buffer);
}

static void
nh_plan_buffer_end_user_action (GtkTextBuffer *buffer)
{
  NH_PLAN_BUFFER (buffer)->in_action = FALSE;
  if (PARENT (buffer)->end_user_action)
    PARENT (buffer)->end_user_action (buffer);
  finish (NH_PLAN_BUFFER (buffer));
}

/* What others do to the text. */

static void
on_text_changed_cb (NhPlanText *text, guint position, guint n_removed, guint n_added, gboolean outside,
                    NhPlanBuffer *self)
{
  if (self->syncing)
    {
      self->stale = self->stale || outside;
      return;
    }
  self->stale = TRUE;
  if (!self->held && !self->in_action)
    nh_plan_buffer_apply (self, outside);
}

static gboolean
on_labels_cb (gpointer data)
{
  NhPlanBuffer *self = data;

  guint n_lost;

  self->label_source = 0;
  n_lost = nh_plan_buffer_update_inlines (self, TRUE);
  if (n_lost > 0)
    g_signal_emit (self, signals[REFERENCES_LOST], 0, n_lost);
  return G_SOURCE_REMOVE;
}

static void
on_labels_changed_cb (NhPlanText *text, NhPlanBuffer *self)
{
  if (!self->label_source)
    self->label_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 5, on_labels_cb, self, NULL);
}

static void
clear_line (gpointer data)
{
  nh_block_unref (((NhPlanLine *) data)->block);
}

static void
nh_plan_buffer_dispose (GObject *object)
{
  NhPlanBuffer *self = NH_PLAN_BUFFER (object);

  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_clear_handle_id (&self->label_source, g_source_remove);
  if (self->text)
    g_signal_handlers_disconnect_by_data (self->text, self);
  G_OBJECT_CLASS (nh_plan_buffer_parent_class)->dispose (object);
}

static void
nh_plan_buffer_finalize (GObject *object)
{
  NhPlanBuffer *self = NH_PLAN_BUFFER (object);

  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->text);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->step, g_free);
  G_OBJECT_CLASS (nh_plan_buffer_parent_class)->finalize (object);
}

static void
nh_plan_buffer_class_init (NhPlanBufferClass *klass)
{
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_plan_buffer_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_plan_buffer_finalize;
  buffer_class->insert_text = nh_plan_buffer_insert_text;
  buffer_class->delete_range = nh_plan_buffer_delete_range;
  buffer_class->insert_paintable = nh_plan_buffer_insert_paintable;
  buffer_class->insert_child_anchor = nh_plan_buffer_insert_child_anchor;
  buffer_class->mark_set = nh_plan_buffer_mark_set;
  buffer_class->begin_user_action = nh_plan_buffer_begin_user_action;
  buffer_class->end_user_action = nh_plan_buffer_end_user_action;
  signals[ANCHORED] = g_signal_new ("anchored", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    GTK_TYPE_TEXT_CHILD_ANCHOR);
  signals[SYNCED] = g_signal_new ("synced", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED_OUTSIDE] = g_signal_new ("changed-outside", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[PAGE_BREAK] = g_signal_new ("page-break", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFERENCES_LOST] = g_signal_new ("references-lost", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
nh_plan_buffer_init (NhPlanBuffer *self)
{
  self->typing_style = self->replaced_style = -1;
}

/**
 * nh_plan_buffer_new:
 * @text: (transfer none): the text of a plan
 *
 * Returns: (transfer full): a buffer that nh_plan_buffer_load() fills.
 */
NhPlanBuffer *
nh_plan_buffer_new (NhPlanText *text)
{
  g_autoptr (GtkTextTagTable) tags = nh_plan_tags_new ();
  NhPlanBuffer *self = g_object_new (NH_TYPE_PLAN_BUFFER, "tag-table", tags, "enable-undo", FALSE, NULL);

  self->text = g_object_ref (text);
  self->lines = g_array_new (FALSE, TRUE, sizeof (NhPlanLine));
  g_array_set_clear_func (self->lines, clear_line);
  g_signal_connect (text, "changed", G_CALLBACK (on_text_changed_cb), self);
  g_signal_connect (text, "labels-changed", G_CALLBACK (on_labels_changed_cb), self);
  return self;
}

/** nh_plan_buffer_load: fills the buffer; each table is told by the signal "anchored". */
void
nh_plan_buffer_load (NhPlanBuffer *self)
{
  GtkTextIter start;

  nh_plan_buffer_apply (self, FALSE);
  self->internal++;
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self), &start);
  self->internal--;
}

/** nh_plan_buffer_get_text: Returns: (transfer none): the text that it edits. */
NhPlanText *
nh_plan_buffer_get_text (NhPlanBuffer *self)
{
  return self->text;
}

/** nh_plan_buffer_set_view: has footnotes and references look like the text of @view. */
void
nh_plan_buffer_set_view (NhPlanBuffer *self, GtkWidget *view)
{
  g_set_weak_pointer (&self->view, view);
  nh_plan_buffer_update_inlines (self, FALSE);
}

/** nh_plan_buffer_get_block: Returns: (transfer none): the block that @line is. */
const NhBlock *
nh_plan_buffer_get_block (NhPlanBuffer *self, int line)
{
  return NH_PLAN_LINE (self, MIN ((guint) MAX (line, 0), self->lines->len - 1))->block;
}

/** nh_plan_buffer_set_held: while @held, changes of the text by others wait; then the cursor stays where it is. */
void
nh_plan_buffer_set_held (NhPlanBuffer *self, gboolean held)
{
  self->held = held;
  if (!held && self->stale && !self->in_action)
    nh_plan_buffer_apply (self, FALSE);
}

/** nh_plan_buffer_set_enter: what the next "\n" that is typed means. */
void
nh_plan_buffer_set_enter (NhPlanBuffer *self, NhPlanEnter enter)
{
  self->enter = enter;
}

/** nh_plan_buffer_set_typing_style: what is typed next has @style; -1: as the text before it. */
void
nh_plan_buffer_set_typing_style (NhPlanBuffer *self, int style)
{
  self->typing_style = style;
}

/** nh_plan_buffer_get_typing_style: Returns: the style that a letter typed now would have. */
NhStyle
nh_plan_buffer_get_typing_style (NhPlanBuffer *self)
{
  GtkTextIter cursor;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self), &cursor,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self)));
  return next_style (self, &cursor);
}

/**
 * nh_plan_buffer_begin_command:
 * @step: name of a step of undo, in the user's language
 *
 * All edits of the text until nh_plan_buffer_end_command() are that step; moving the cursor does not end it.
 */
void
nh_plan_buffer_begin_command (NhPlanBuffer *self, const char *step)
{
  nh_plan_buffer_sync (self);
  nh_plan_buffer_end_step (self);
  nh_plan_text_begin_step (self->text, step);
  self->in_command = TRUE;
}

void
nh_plan_buffer_end_command (NhPlanBuffer *self)
{
  self->in_command = FALSE;
  self->typing_style = -1;
  nh_plan_buffer_end_step (self);
}

/** nh_plan_buffer_set_step: (nullable): names the step of undo that the next user action is. */
void
nh_plan_buffer_set_step (NhPlanBuffer *self, const char *step)
{
  g_free (self->step);
  self->step = g_strdup (step);
}
