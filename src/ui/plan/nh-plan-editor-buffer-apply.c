/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhPlanBuffer: the way back. Undo, the grid and other screens change the text; the buffer follows by
 * the smallest difference, so that the cursor, the view and what an input method composes stay.
 */
#include "ui/plan/nh-plan-editor-buffer-private.h"

#include <string.h>

#define BLOCK_KEY "nh-block"

/* Lines. */

/* (internal) the text of a line, without its newline */
void
nh_plan_buffer_line_bounds (NhPlanBuffer *self, guint line, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), start, line);
  *end = *start;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

/* (internal) has a line look like its kind */
void
nh_plan_buffer_style_line (NhPlanBuffer *self, guint line)
{
  GtkTextIter start, end;

  nh_plan_buffer_line_bounds (self, line, &start, &end);
  gtk_text_iter_forward_char (&end);
  nh_plan_tags_set_kind (GTK_TEXT_BUFFER (self), &start, &end, NH_PLAN_LINE (self, line)->block);
}

/** nh_plan_buffer_get_anchor_block: Returns: (transfer none) (nullable): the table or page break that stands there. */
NhBlock *
nh_plan_buffer_get_anchor_block (GtkTextChildAnchor *anchor)
{
  return g_object_get_data (G_OBJECT (anchor), BLOCK_KEY);
}

/** nh_plan_buffer_get_anchor: Returns: (transfer none) (nullable): what stands for the table of that line. */
GtkTextChildAnchor *
nh_plan_buffer_get_anchor (NhPlanBuffer *self, int line)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &iter, line);
  return gtk_text_iter_get_child_anchor (&iter);
}

/** nh_plan_buffer_get_place: tells which byte of which block @iter is. */
void
nh_plan_buffer_get_place (NhPlanBuffer *self, const GtkTextIter *iter, guint *block, guint *offset)
{
  const NhBlock *at = nh_plan_buffer_get_block (self, gtk_text_iter_get_line (iter));
  int chars = gtk_text_iter_get_line_offset (iter);
  const char *text = nh_rich_text_get_text (at->text);

  *block = gtk_text_iter_get_line (iter);
  if (nh_block_is_text (at))
    *offset = g_utf8_offset_to_pointer (text, MIN (chars, g_utf8_strlen (text, -1))) - text;
  else
    *offset = chars;
}

/** nh_plan_buffer_get_iter: @iter: (out): byte @offset of the block at @block, or the nearest there is. */
void
nh_plan_buffer_get_iter (NhPlanBuffer *self, guint block, guint offset, GtkTextIter *iter)
{
  guint line = MIN (block, self->lines->len - 1);
  const NhBlock *at = NH_PLAN_LINE (self, line)->block;
  int chars = MIN (offset, 1);

  if (nh_block_is_text (at))
    chars = g_utf8_strlen (nh_rich_text_get_text (at->text), MIN (offset, nh_rich_text_get_length (at->text)));
  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (self), iter, line, chars);
}

static void
set_anchor_block (GtkTextChildAnchor *anchor, NhBlock *block)
{
  g_object_set_data_full (G_OBJECT (anchor), BLOCK_KEY, nh_block_ref (block), (GDestroyNotify) nh_block_unref);
}

/* Puts what a block shows at @iter. */
static void
insert_content (NhPlanBuffer *self, GtkTextIter *iter, NhBlock *block)
{
  if (nh_block_is_text (block))
    nh_plan_tags_insert (GTK_TEXT_BUFFER (self), iter, block->text, 0, nh_rich_text_get_length (block->text));
  else
    {
      g_autoptr (GtkTextChildAnchor) anchor = gtk_text_child_anchor_new ();

      set_anchor_block (anchor, block);
      gtk_text_buffer_insert_child_anchor (GTK_TEXT_BUFFER (self), iter, anchor);
    }
}

static void
tell_anchor (NhPlanBuffer *self, guint line)
{
  GtkTextChildAnchor *anchor = nh_plan_buffer_get_anchor (self, line);

  if (anchor)
    g_signal_emit_by_name (self, "anchored", anchor);
}

static void
insert_line (NhPlanBuffer *self, guint line, NhBlock *block)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter iter;

  if (self->lines->len > 0 && line == self->lines->len)
    {
      gtk_text_buffer_get_end_iter (buffer, &iter);
      gtk_text_buffer_insert (buffer, &iter, "\n", 1);
      nh_plan_buffer_style_line (self, line - 1);
      gtk_text_buffer_get_end_iter (buffer, &iter);
      insert_content (self, &iter, block);
    }
  else
    {
      gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
      if (self->lines->len > 0)
        {
          gtk_text_buffer_insert (buffer, &iter, "\n", 1);
          gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
        }
      insert_content (self, &iter, block);
    }
  nh_plan_buffer_add_line (self, line, nh_block_ref (block), FALSE);
  nh_plan_buffer_style_line (self, line);
  tell_anchor (self, line);
}

static void
delete_line (NhPlanBuffer *self, guint line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start, end;

  nh_plan_buffer_line_bounds (self, line, &start, &end);
  if (!gtk_text_iter_is_end (&end))
    gtk_text_iter_forward_char (&end);
  else if (line > 0)
    gtk_text_iter_backward_char (&start);
  gtk_text_buffer_delete (buffer, &start, &end);
  g_array_remove_index (self->lines, line);
}

/* Texts. */

typedef struct
{
  guint first;   /* bytes that both begin with */
  guint old_end; /* of the old one */
  guint new_end;
} Difference;

static const NhInline *
inline_at (NhRichText *text, guint offset)
{
  guint n;
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n);

  for (guint i = 0; i < n; i++)
    if (inlines[i].offset == offset)
      return &inlines[i];
  return NULL;
}

static gboolean
same_char (NhRichText *a, guint at_a, NhRichText *b, guint at_b)
{
  const char *x = nh_rich_text_get_text (a) + at_a;
  const char *y = nh_rich_text_get_text (b) + at_b;
  const NhInline *object;

  if (g_utf8_get_char (x) != g_utf8_get_char (y)
      || nh_rich_text_get_style_at (a, at_a) != nh_rich_text_get_style_at (b, at_b))
    return FALSE;
  if (g_utf8_get_char (x) != NH_RICH_TEXT_OBJECT)
    return TRUE;
  object = inline_at (b, at_b);
  if (!object || !inline_at (a, at_a))
    return object == inline_at (a, at_a);
  return inline_at (a, at_a)->kind == object->kind && inline_at (a, at_a)->target == object->target
         && (!object->note || nh_rich_text_equal (inline_at (a, at_a)->note, object->note));
}

static void
find_difference (NhRichText *old_text, NhRichText *new_text, Difference *found)
{
  const char *a = nh_rich_text_get_text (old_text);
  const char *b = nh_rich_text_get_text (new_text);

  found->first = 0;
  found->old_end = nh_rich_text_get_length (old_text);
  found->new_end = nh_rich_text_get_length (new_text);
  while (found->first < MIN (found->old_end, found->new_end)
         && same_char (old_text, found->first, new_text, found->first))
    found->first = g_utf8_next_char (a + found->first) - a;
  while (found->old_end > found->first && found->new_end > found->first)
    {
      guint old_before = g_utf8_prev_char (a + found->old_end) - a;
      guint new_before = g_utf8_prev_char (b + found->new_end) - b;

      if (!same_char (old_text, old_before, new_text, new_before))
        break;
      found->old_end = old_before;
      found->new_end = new_before;
    }
}

/* Returns: the characters up to the end of what changed. */
static guint
update_text (NhPlanBuffer *self, guint line, NhRichText *old_text, NhRichText *new_text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  const char *bytes = nh_rich_text_get_text (old_text);
  Difference difference;
  GtkTextIter start, end;
  glong chars;

  find_difference (old_text, new_text, &difference);
  chars = g_utf8_strlen (bytes, difference.first);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &start, line, chars);
  end = start;
  gtk_text_iter_forward_chars (&end, g_utf8_strlen (bytes + difference.first, difference.old_end - difference.first));
  gtk_text_buffer_delete (buffer, &start, &end);
  nh_plan_tags_insert (buffer, &start, new_text, difference.first, difference.new_end);
  return gtk_text_iter_get_line_offset (&start);
}

static guint
update_line (NhPlanBuffer *self, guint line, NhBlock *block)
{
  g_autoptr (NhBlock) old = nh_block_ref (NH_PLAN_LINE (self, line)->block);
  guint chars = 0;

  if (nh_block_is_text (old) != nh_block_is_text (block))
    {
      delete_line (self, line);
      insert_line (self, line, block);
      return 0;
    }
  if (nh_block_is_text (block))
    chars = update_text (self, line, old->text, block->text);
  nh_plan_buffer_set_line (self, line, nh_block_ref (block), FALSE);
  nh_plan_buffer_style_line (self, line);
  if (!nh_block_is_text (block))
    {
      set_anchor_block (nh_plan_buffer_get_anchor (self, line), block);
      tell_anchor (self, line);
    }
  return chars;
}

/* All lines that differ. */

typedef struct
{
  guint first;
  guint old_end;
  guint new_end;
  GHashTable *old_places; /* key of a block -> its place in the old list */
  GHashTable *new_places;
  GPtrArray *old_blocks;
  guint line;             /* where the cursor shall stand: -1 nothing changed yet */
  guint chars;
} Changes;

static GHashTable *
new_places (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, NULL);
}

static void
find_changes (NhPlanBuffer *self, Changes *changes)
{
  guint n = nh_plan_text_get_n_blocks (self->text);

  changes->old_end = self->lines->len;
  changes->new_end = n;
  changes->line = G_MAXUINT;
  while (changes->first < MIN (changes->old_end, n)
         && NH_PLAN_LINE (self, changes->first)->block == nh_plan_text_get_block (self->text, changes->first))
    changes->first++;
  while (changes->old_end > changes->first && changes->new_end > changes->first
         && NH_PLAN_LINE (self, changes->old_end - 1)->block == nh_plan_text_get_block (self->text, changes->new_end - 1))
    {
      changes->old_end--;
      changes->new_end--;
    }
  changes->old_places = new_places ();
  changes->new_places = new_places ();
  changes->old_blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);
  for (guint i = changes->first; i < changes->old_end; i++)
    {
      NhBlock *block = nh_block_ref (NH_PLAN_LINE (self, i)->block);

      g_ptr_array_add (changes->old_blocks, block);
      g_hash_table_insert (changes->old_places, &block->id, GUINT_TO_POINTER (i));
    }
  for (guint i = changes->first; i < changes->new_end; i++)
    g_hash_table_insert (changes->new_places, &nh_plan_text_get_block (self->text, i)->id, GUINT_TO_POINTER (i));
}

static void
note_place (Changes *changes, guint line, guint chars)
{
  if (changes->line != G_MAXUINT)
    return;
  changes->line = line;
  changes->chars = chars;
}

/* How far a block went: G_MAXUINT when the other list has it no more. */
static guint
distance (GHashTable *places, const NhBlock *block, guint from)
{
  gpointer place;

  if (!g_hash_table_lookup_extended (places, &block->id, NULL, &place))
    return G_MAXUINT;
  return GPOINTER_TO_UINT (place) > from ? GPOINTER_TO_UINT (place) - from : 0;
}

static void
apply_changes (NhPlanBuffer *self, Changes *changes)
{
  guint i = changes->first, j = changes->first, line = changes->first;

  while (i < changes->old_end || j < changes->new_end)
    {
      NhBlock *old = i < changes->old_end ? g_ptr_array_index (changes->old_blocks, i - changes->first) : NULL;
      NhBlock *now = j < changes->new_end ? nh_plan_text_get_block (self->text, j) : NULL;

      if (old && now && old->id == now->id)
        {
          if (old != now)
            note_place (changes, line, update_line (self, line, now));
          i++;
          j++;
          line++;
        }
      /* A block that moved is taken out where it stood, and put in where it stands: the one that went
       * further, so that all between stay. */
      else if (old && (!now || distance (changes->new_places, old, j) >= distance (changes->old_places, now, i)))
        {
          delete_line (self, line);
          note_place (changes, line, 0);
          g_hash_table_remove (changes->old_places, &old->id);
          i++;
        }
      else
        {
          /* Where it stood before it is no more, in the end. */
          g_hash_table_remove (changes->new_places, &now->id);
          insert_line (self, line, now);
          note_place (changes, line, 0);
          j++;
          line++;
        }
    }
}

typedef struct
{
  gint64 block;
  int chars;
} Place;

static void
save_place (NhPlanBuffer *self, GtkTextMark *mark, Place *place)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self), &iter, mark);
  place->block = NH_PLAN_LINE (self, MIN ((guint) gtk_text_iter_get_line (&iter), self->lines->len - 1))->block->id;
  place->chars = gtk_text_iter_get_line_offset (&iter);
}

/* Where a mark was pushed out of its block, it goes back. Not by setting it needlessly: that would end
 * what an input method composes. */
static void
restore_place (NhPlanBuffer *self, GtkTextMark *mark, const Place *place)
{
  GtkTextIter iter;
  guint line;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self), &iter, mark);
  line = gtk_text_iter_get_line (&iter);
  if (line < self->lines->len && NH_PLAN_LINE (self, line)->block->id == place->block)
    return;
  if (!nh_plan_text_find_block (self->text, place->block, &line) || line >= self->lines->len)
    return;
  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (self), &iter, line, place->chars);
  gtk_text_buffer_move_mark (GTK_TEXT_BUFFER (self), mark, &iter);
}

/* (internal) brings the buffer to what the text says. */
void
nh_plan_buffer_apply (NhPlanBuffer *self, gboolean outside)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  Place cursor = { 0 }, bound = { 0 };
  Changes changes = { 0 };

  self->internal++;
  self->stale = FALSE;
  if (self->lines->len > 0)
    {
      save_place (self, gtk_text_buffer_get_insert (buffer), &cursor);
      save_place (self, gtk_text_buffer_get_selection_bound (buffer), &bound);
    }
  find_changes (self, &changes);
  apply_changes (self, &changes);
  g_hash_table_unref (changes.old_places);
  g_hash_table_unref (changes.new_places);
  g_ptr_array_unref (changes.old_blocks);
  /* A text without a block still has a line to write on. */
  if (self->lines->len == 0)
    nh_plan_buffer_add_line (self, 0, nh_block_new (nh_plan_text_new_id (self->text), NH_BLOCK_PARAGRAPH, 0, NULL, NULL, NULL),
                             FALSE);
  if (cursor.block)
    {
      restore_place (self, gtk_text_buffer_get_insert (buffer), &cursor);
      restore_place (self, gtk_text_buffer_get_selection_bound (buffer), &bound);
    }
  self->internal--;
  nh_plan_buffer_update_inlines (self, FALSE);
  if (outside && changes.line != G_MAXUINT)
    g_signal_emit_by_name (self, "changed-outside", MIN (changes.line, self->lines->len - 1), changes.chars);
}

/* Footnotes and references. */

static void
lay_out_again (NhPlanBuffer *self, const GtkTextIter *iter)
{
  GtkTextIter end = *iter;

  gtk_text_iter_forward_char (&end);
  gtk_text_buffer_apply_tag_by_name (GTK_TEXT_BUFFER (self), "layout", iter, &end);
  gtk_text_buffer_remove_tag_by_name (GTK_TEXT_BUFFER (self), "layout", iter, &end);
}

/** nh_plan_buffer_lay_out_line: has views lay the line out anew. */
void
nh_plan_buffer_lay_out_line (NhPlanBuffer *self, int line)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &iter, line);
  /* From the newline before it: an empty last line has no character of its own. */
  gtk_text_iter_backward_char (&iter);
  lay_out_again (self, &iter);
}

/* Returns: whether a reference lost its target. */
static gboolean
update_inline (NhPlanBuffer *self, guint line, const NhInline *object, gboolean words, guint *n_notes)
{
  NhBlock *block = NH_PLAN_LINE (self, line)->block;
  g_autofree char *label = NULL;
  GdkPaintable *paintable;
  GtkTextIter iter;
  gboolean changed = FALSE;
  gboolean was_lost;

  if (object->kind == NH_INLINE_NOTE)
    label = g_strdup_printf ("%u", ++*n_notes);
  nh_plan_buffer_get_iter (self, line, object->offset, &iter);
  paintable = gtk_text_iter_get_paintable (&iter);
  if (!paintable || !NH_IS_PLAN_INLINE (paintable))
    return FALSE;
  /* A new one has no words yet, and may have been lost long ago. */
  was_lost = g_strcmp0 (nh_plan_inline_get_label (NH_PLAN_INLINE (paintable)), "") == 0
             || nh_plan_inline_is_lost (NH_PLAN_INLINE (paintable));
  words = words || object->kind == NH_INLINE_NOTE || g_strcmp0 (nh_plan_inline_get_label (NH_PLAN_INLINE (paintable)), "") == 0;
  if (words && object->kind != NH_INLINE_NOTE)
    label = nh_plan_text_reference_label (object->kind, object->target, self->text);
  if (words)
    changed = nh_plan_inline_set_label (NH_PLAN_INLINE (paintable), label);
  changed |= nh_plan_inline_set_look (NH_PLAN_INLINE (paintable), self->view,
                                      nh_block_get_style (block) | nh_rich_text_get_style_at (block->text, object->offset));
  if (changed)
    lay_out_again (self, &iter);
  return !was_lost && nh_plan_inline_is_lost (NH_PLAN_INLINE (paintable));
}

/* (internal) numbers footnotes through; has references say what their targets are called, new ones
 * always, the others when @words may have changed. Returns: how many lost their target. */
guint
nh_plan_buffer_update_inlines (NhPlanBuffer *self, gboolean words)
{
  guint n_notes = 0;
  guint n_lost = 0;

  self->internal++;
  for (guint line = 0; line < self->lines->len; line++)
    {
      guint n;
      const NhInline *inlines = nh_rich_text_get_inlines (NH_PLAN_LINE (self, line)->block->text, &n);

      for (guint i = 0; i < n; i++)
        n_lost += update_inline (self, line, &inlines[i], words, &n_notes) ? 1 : 0;
    }
  self->internal--;
  return n_lost;
}
