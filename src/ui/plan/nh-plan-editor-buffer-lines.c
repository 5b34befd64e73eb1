/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhPlanBuffer: which block each line is after something was typed, pasted or deleted.
 */
#include "ui/plan/nh-plan-editor-buffer-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-outline.h"

static NhBlock *
new_block (NhPlanBuffer *self, NhBlockKind kind, guint level)
{
  return nh_block_new (nh_plan_text_new_id (self->text), kind, level, NULL, NULL, NULL);
}

/* (internal) @block: (transfer full) */
void
nh_plan_buffer_set_line (NhPlanBuffer *self, guint line, NhBlock *block, gboolean dirty)
{
  NhPlanLine *at = NH_PLAN_LINE (self, line);

  nh_block_unref (at->block);
  at->block = block;
  at->dirty = dirty;
  if (dirty)
    self->touched = TRUE;
}

/* (internal) a line more, before @line. @block: (transfer full) */
void
nh_plan_buffer_add_line (NhPlanBuffer *self, guint line, NhBlock *block, gboolean dirty)
{
  NhPlanLine added = { block, dirty };

  g_array_insert_val (self->lines, line, added);
  if (dirty)
    self->touched = TRUE;
}

/* What Enter makes behind a block: text follows a heading, a point follows a point. */
static NhBlock *
new_follower (NhPlanBuffer *self, const NhBlock *block, gboolean whole)
{
  if (!nh_block_is_text (block) || (nh_block_is_title (block) && whole))
    return new_block (self, NH_BLOCK_PARAGRAPH, 0);
  return new_block (self, block->kind, block->level);
}

/* (internal) @n lines came into being in @line. @at_start: before its text, which moved down with its
 * block; else behind it, @empty_rest telling that nothing of the text went along. */
void
nh_plan_buffer_lines_inserted (NhPlanBuffer *self, guint line, gboolean at_start, guint n, gboolean empty_rest)
{
  const NhBlock *block = NH_PLAN_LINE (self, line)->block;

  for (guint i = 0; i < n; i++)
    {
      NhBlock *added = new_follower (self, block, at_start || empty_rest);

      nh_plan_buffer_add_line (self, at_start ? line + i : line + 1 + i, added, TRUE);
    }
  NH_PLAN_LINE (self, line)->dirty = NH_PLAN_LINE (self, line + n)->dirty = TRUE;
}

/* (internal) what stood between @first and @last is gone, and they are one line. One that was emptied
 * from its start on leaves its place to the one behind. */
void
nh_plan_buffer_lines_deleted (NhPlanBuffer *self, guint first, guint last, gboolean from_start)
{
  if (from_start && last > first)
    nh_plan_buffer_set_line (self, first, nh_block_ref (NH_PLAN_LINE (self, last)->block), TRUE);
  if (last > first)
    g_array_remove_range (self->lines, first + 1, last - first);
  NH_PLAN_LINE (self, first)->dirty = TRUE;
  self->touched = TRUE;
}

/* (internal) Enter in an empty point ends the list, level by level. Returns: whether it was one. */
gboolean
nh_plan_buffer_end_list (NhPlanBuffer *self, guint line)
{
  const NhBlock *block = NH_PLAN_LINE (self, line)->block;
  NhBlock *changed;

  if (block->kind == NH_BLOCK_BULLET && block->level > 1)
    changed = nh_block_new (block->id, NH_BLOCK_BULLET, block->level - 1, NULL, NULL, NULL);
  else if (block->kind == NH_BLOCK_BULLET || block->kind == NH_BLOCK_HEADING)
    changed = nh_block_new (block->id, NH_BLOCK_PARAGRAPH, 0, NULL, NULL, NULL);
  else
    return FALSE;
  nh_plan_buffer_set_line (self, line, changed, TRUE);
  return TRUE;
}

/* Tables keep lines of their own. */

static GtkTextChildAnchor *
find_anchor (NhPlanBuffer *self, guint line, int *chars, int *length)
{
  GtkTextIter iter, end;

  nh_plan_buffer_line_bounds (self, line, &iter, &end);
  *length = gtk_text_iter_get_offset (&end) - gtk_text_iter_get_offset (&iter);
  for (*chars = 0; gtk_text_iter_compare (&iter, &end) < 0; gtk_text_iter_forward_char (&iter), (*chars)++)
    {
      GtkTextChildAnchor *anchor = gtk_text_iter_get_child_anchor (&iter);

      if (anchor)
        return anchor;
    }
  return NULL;
}

static void
break_line (NhPlanBuffer *self, guint line, int chars)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (self), &iter, line, chars);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (self), &iter, "\n", 1);
}

static void
make_text (NhPlanBuffer *self, guint line)
{
  if (!nh_block_is_text (NH_PLAN_LINE (self, line)->block))
    nh_plan_buffer_set_line (self, line, new_block (self, NH_BLOCK_PARAGRAPH, 0), TRUE);
}

/* Returns: how many lines it is now. */
static guint
normalise_line (NhPlanBuffer *self, guint line)
{
  int chars, length;
  GtkTextChildAnchor *anchor = find_anchor (self, line, &chars, &length);
  NhBlock *block = anchor ? nh_plan_buffer_get_anchor_block (anchor) : NULL;
  guint n = 1;

  if (!anchor)
    {
      make_text (self, line);
      return n;
    }
  if (chars > 0)
    {
      break_line (self, line, chars);
      nh_plan_buffer_add_line (self, line + 1, nh_block_ref (block), TRUE);
      make_text (self, line);
      return 1 + normalise_line (self, line + 1);
    }
  if (length > 1)
    {
      NhBlock *old = NH_PLAN_LINE (self, line)->block;
      NhBlock *rest = nh_block_is_text (old) ? nh_block_ref (old) : new_block (self, NH_BLOCK_PARAGRAPH, 0);

      break_line (self, line, 1);
      nh_plan_buffer_add_line (self, line + 1, rest, TRUE);
      n += normalise_line (self, line + 1);
    }
  if (NH_PLAN_LINE (self, line)->block->id != block->id)
    nh_plan_buffer_set_line (self, line, nh_block_ref (block), TRUE);
  return n;
}

/* Anchors that came by ways of GTK's own, as by a drop, have no block behind them. */
static void
drop_strangers (NhPlanBuffer *self, guint line)
{
  GtkTextIter iter, end, next;

  nh_plan_buffer_line_bounds (self, line, &iter, &end);
  while (gtk_text_iter_compare (&iter, &end) < 0)
    {
      GtkTextChildAnchor *anchor = gtk_text_iter_get_child_anchor (&iter);

      next = iter;
      gtk_text_iter_forward_char (&next);
      if (anchor && !nh_plan_buffer_get_anchor_block (anchor))
        {
          gtk_text_buffer_delete (GTK_TEXT_BUFFER (self), &iter, &next);
          nh_plan_buffer_line_bounds (self, line, &iter, &end);
        }
      else
        iter = next;
    }
}

/* (internal) gives tables and what was typed beside them lines of their own; lines that lost their
 * table are paragraphs. */
void
nh_plan_buffer_normalise (NhPlanBuffer *self)
{
  self->internal++;
  for (guint line = 0; line < self->lines->len;)
    {
      if (!NH_PLAN_LINE (self, line)->dirty)
        {
          line++;
          continue;
        }
      drop_strangers (self, line);
      line += normalise_line (self, line);
    }
  self->internal--;
}

/* Labels typed at the start of a text become its kind, also where Enter made it a point like the one
 * above: officers write "-" under "a)" and type the numbers that the program counts. */

static gboolean
read_label (const char *typed, NhBlockKind *kind, guint *level)
{
  gsize length;
  NhOutlineStyle style = nh_outline_parse_label (typed, level, &length);
  const char last = *typed ? typed[strlen (typed) - 1] : '\0';

  if (style == NH_OUTLINE_NONE || length != strlen (typed))
    return FALSE;
  switch (style)
    {
    case NH_OUTLINE_DASH:
    case NH_OUTLINE_PLUS:
      *kind = NH_BLOCK_BULLET;
      *level = style == NH_OUTLINE_PLUS ? 2 : 1;
      return TRUE;
    case NH_OUTLINE_LETTER:
      *kind = NH_BLOCK_HEADING;
      *level = NH_HEADING_LEVELS;
      return last == ')';
    case NH_OUTLINE_ROMAN:
    case NH_OUTLINE_ARABIC:
    case NH_OUTLINE_DOTTED:
      *kind = NH_BLOCK_HEADING;
      return last == '.' && *level < NH_HEADING_LEVELS;
    case NH_OUTLINE_NONE:
    default:
      return FALSE;
    }
}

/* (internal) after a blank was typed behind "1." or "-" at the start of a text. A step of its own,
 * so that undo gives back what was typed. Returns: whether the kind was changed. */
gboolean
nh_plan_buffer_format_start (NhPlanBuffer *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter cursor, start;
  g_autofree char *typed = NULL;
  const NhBlock *block;
  NhBlockKind kind;
  guint level, line;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  line = gtk_text_iter_get_line (&cursor);
  block = NH_PLAN_LINE (self, line)->block;
  start = cursor;
  gtk_text_iter_set_line_offset (&start, 0);
  if (!nh_block_is_text (block) || gtk_text_iter_get_line_offset (&cursor) > 12)
    return FALSE;
  typed = gtk_text_iter_get_slice (&start, &cursor);
  if (!g_str_has_suffix (typed, " "))
    return FALSE;
  g_strchomp (typed);
  if (!read_label (typed, &kind, &level))
    return FALSE;

  nh_plan_buffer_end_step (self);
  nh_plan_text_begin_step (self->text, _("Change the kind of paragraph"));
  self->internal++;
  gtk_text_buffer_delete (buffer, &start, &cursor);
  self->internal--;
  nh_plan_buffer_set_line (self, line, nh_block_new (block->id, kind, level, block->text, NULL, NULL), TRUE);
  return TRUE;
}
