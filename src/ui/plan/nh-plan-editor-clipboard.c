/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhPlanEditor: stretches of blocks taken out, put in and replaced, and the clipboard.
 */
#include "ui/plan/nh-plan-editor-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/nh-html-text.h"
#include "ui/plan/nh-plan-clipboard.h"

typedef struct
{
  guint block;
  guint offset;
} Place;

typedef struct
{
  NhPlanEditor *self;
  Place from;
  Place to;
  NhBlock *first;   /* block at from */
  NhBlock *last;    /* block at to */
  NhRichText *head; /* of the first, before the place; NULL: it is no text */
  NhRichText *tail; /* of the last */
  GPtrArray *out;
  gboolean first_id_used;
  guint end;        /* where in @out the inserted ends */
  guint end_offset;
} Replacement;

static NhBlock *
get_block (NhPlanEditor *self, guint position)
{
  return nh_plan_text_get_block (self->text, position);
}

static NhBlock *
slice_block (const NhBlock *block, gint64 id, guint start, guint end)
{
  g_autoptr (NhRichText) text = nh_rich_text_slice (block->text, start, end);

  return nh_block_new (id, block->kind, block->level, text, block->view, block->options);
}

/* The keys of what is replaced live on in what stays of it: references keep their targets. */
static gint64
take_id (Replacement *r)
{
  if (!r->first_id_used && nh_block_is_text (r->first) && (r->head || r->from.offset == 0))
    {
      r->first_id_used = TRUE;
      return r->first->id;
    }
  return nh_plan_text_new_id (r->self->text);
}

/* Puts @text between what stands at both sides, if it is the first or the last. */
static void
add_text (Replacement *r, const NhBlock *block, gboolean is_first, gboolean is_last)
{
  g_autoptr (NhRichText) text = nh_rich_text_new (NULL);
  gboolean joins_head = is_first && r->head;
  gboolean keep = joins_head && nh_rich_text_get_length (r->head) > 0;
  const NhBlock *like = keep ? r->first : block;

  if (is_first && is_last && joins_head && r->tail && nh_rich_text_get_length (r->tail) > 0)
    like = r->first;
  if (joins_head)
    nh_rich_text_append_slice (text, r->head, 0, nh_rich_text_get_length (r->head));
  nh_rich_text_append_slice (text, block->text, 0, nh_rich_text_get_length (block->text));
  r->end = r->out->len;
  r->end_offset = nh_rich_text_get_length (text);
  if (is_last && r->tail)
    nh_rich_text_append_slice (text, r->tail, 0, nh_rich_text_get_length (r->tail));
  g_ptr_array_add (r->out, nh_block_new (joins_head ? take_id (r) : nh_plan_text_new_id (r->self->text), like->kind,
                                         like->level, text, NULL, NULL));
}

static void
add_head (Replacement *r)
{
  if (r->head && nh_rich_text_get_length (r->head) > 0)
    g_ptr_array_add (r->out, nh_block_new (take_id (r), r->first->kind, r->first->level, r->head, NULL, NULL));
}

static void
add_tail (Replacement *r, const NhBlock *inserted)
{
  gboolean empty = !r->tail || nh_rich_text_get_length (r->tail) == 0;
  gboolean at_end = r->to.block + 1 >= nh_plan_text_get_n_blocks (r->self->text);

  if (!empty)
    g_ptr_array_add (r->out, nh_block_new (take_id (r), r->last->kind, r->last->level, r->tail, NULL, NULL));
  else if (r->tail && (at_end || inserted->kind == NH_BLOCK_PAGE_BREAK))
    g_ptr_array_add (r->out, nh_block_new (take_id (r), NH_BLOCK_PARAGRAPH, 0, NULL, NULL, NULL));
  r->end = r->out->len - 1;
  r->end_offset = 1;
  if (!empty || (r->tail && (at_end || inserted->kind == NH_BLOCK_PAGE_BREAK)))
    r->end_offset = 0;
}

static void
add_inserted (Replacement *r, GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const NhBlock *block = g_ptr_array_index (blocks, i);
      gboolean is_first = i == 0, is_last = i == blocks->len - 1;

      if (nh_block_is_text (block))
        {
          add_text (r, block, is_first, is_last);
          continue;
        }
      if (is_first)
        add_head (r);
      g_ptr_array_add (r->out, nh_block_new (nh_plan_text_new_id (r->self->text), block->kind, 0, NULL, block->view,
                                             block->options));
      if (is_last)
        add_tail (r, block);
    }
}

/* Nothing comes in the place of what is taken out: its two ends join. */
static void
add_joined (Replacement *r)
{
  g_autoptr (NhRichText) text = NULL;
  const NhBlock *like = r->first;

  if (!r->head && !r->tail)
    return;
  text = nh_rich_text_new (NULL);
  if (r->head)
    nh_rich_text_append_slice (text, r->head, 0, nh_rich_text_get_length (r->head));
  r->end = r->out->len;
  r->end_offset = nh_rich_text_get_length (text);
  if (r->tail)
    nh_rich_text_append_slice (text, r->tail, 0, nh_rich_text_get_length (r->tail));
  if (!r->head || (r->tail && r->end_offset == 0 && r->from.block != r->to.block))
    like = r->last;
  g_ptr_array_add (r->out, nh_block_new (like->id, like->kind, like->level, text, NULL, NULL));
}

static void
replace (NhPlanEditor *self, Place from, Place to, GPtrArray *blocks)
{
  Replacement r = { self, from, to, get_block (self, from.block), get_block (self, to.block) };
  gboolean keep_first = !nh_block_is_text (r.first) && from.offset > 0;
  gboolean keep_last = !nh_block_is_text (r.last) && to.offset == 0;
  guint position;

  r.out = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);
  if (nh_block_is_text (r.first))
    r.head = nh_rich_text_slice (r.first->text, 0, from.offset);
  if (nh_block_is_text (r.last))
    r.tail = nh_rich_text_slice (r.last->text, to.offset, nh_rich_text_get_length (r.last->text));
  if (keep_first)
    g_ptr_array_add (r.out, nh_block_ref (r.first));
  if (blocks && blocks->len > 0)
    add_inserted (&r, blocks);
  else
    add_joined (&r);
  if (keep_last && !(keep_first && from.block == to.block))
    g_ptr_array_add (r.out, nh_block_ref (r.last));
  position = from.block;
  nh_plan_text_splice (self->text, position, to.block - position + 1, (NhBlock *const *) r.out->pdata, r.out->len);
  nh_plan_editor_set_cursor (self, position + r.end, r.end_offset);
  g_clear_pointer (&r.head, nh_rich_text_unref);
  g_clear_pointer (&r.tail, nh_rich_text_unref);
  g_ptr_array_unref (r.out);
}

/**
 * nh_plan_editor_insert_blocks:
 * @blocks: (element-type NhBlock): what to insert; their keys don't count
 * @step: name of the step of undo, in the user's language
 *
 * Replaces the selection, or inserts at the cursor. The first and the last block join the paragraph
 * that stands there when they are texts.
 */
void
nh_plan_editor_insert_blocks (NhPlanEditor *self, GPtrArray *blocks, const char *step)
{
  Place from, to;

  if (blocks->len == 0 || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    return;
  nh_plan_editor_begin (self, step);
  nh_plan_editor_get_selection (self, &from.block, &from.offset, &to.block, &to.offset);
  replace (self, from, to, blocks);
  nh_plan_editor_end (self);
}

/** nh_plan_editor_dup_selection: Returns: (transfer full) (element-type NhBlock): what is selected. */
GPtrArray *
nh_plan_editor_dup_selection (NhPlanEditor *self)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);
  Place from, to;

  if (!nh_plan_editor_get_selection (self, &from.block, &from.offset, &to.block, &to.offset))
    return blocks;
  for (guint i = from.block; i <= to.block && i < nh_plan_text_get_n_blocks (self->text); i++)
    {
      const NhBlock *block = get_block (self, i);
      guint start = i == from.block ? from.offset : 0;
      guint end = i == to.block ? to.offset : MAX (1, nh_rich_text_get_length (block->text));

      if (nh_block_is_text (block))
        g_ptr_array_add (blocks, slice_block (block, 0, start, end));
      else if (start == 0 && end > 0)
        g_ptr_array_add (blocks, nh_block_new (0, block->kind, 0, NULL, block->view, block->options));
    }
  return blocks;
}

/* (internal) takes out what is selected, tables too */
void
nh_plan_editor_delete_selection (NhPlanEditor *self)
{
  Place from, to;

  if (nh_plan_editor_get_selection (self, &from.block, &from.offset, &to.block, &to.offset))
    replace (self, from, to, NULL);
}

/* The clipboard. */

/* (internal) */
void
nh_plan_editor_copy (gpointer data)
{
  NhPlanEditor *self = data;
  g_autoptr (GdkContentProvider) content = nh_plan_clipboard_new_content (self, self->session);

  if (content)
    gdk_clipboard_set_content (gtk_widget_get_clipboard (self->view), content);
}

/* (internal) */
void
nh_plan_editor_cut (gpointer data)
{
  NhPlanEditor *self = data;

  nh_plan_editor_copy (self);
  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view))
      || !gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->buffer)))
    return;
  nh_plan_editor_begin (self, _("Cut"));
  nh_plan_editor_delete_selection (self);
  nh_plan_editor_end (self);
}

/* (internal) */
void
nh_plan_editor_paste (gpointer data)
{
  NhPlanEditor *self = data;

  if (gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    nh_plan_clipboard_paste (self, self->session, FALSE);
}

/* (internal) the words alone, as they were typed */
void
nh_plan_editor_paste_plain (NhPlanEditor *self)
{
  if (gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    nh_plan_clipboard_paste (self, self->session, TRUE);
}

/* (internal) */
void
nh_plan_editor_insert_plain (NhPlanEditor *self, const char *text, const char *step)
{
  NhTextReport report = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks = nh_plain_text_read (text, strlen (text), TRUE, &report, &error);

  if (!nh_session_report_error (self->session, &error))
    nh_plan_editor_insert_blocks (self, blocks, step);
}

static gboolean
is_behind (Place a, Place b)
{
  return a.block > b.block || (a.block == b.block && a.offset >= b.offset);
}

/* (internal) what is selected goes to another place, or a copy of it. Returns: whether it could. */
gboolean
nh_plan_editor_move_selection (NhPlanEditor *self, guint block, guint offset, gboolean copy)
{
  g_autoptr (GPtrArray) blocks = nh_plan_editor_dup_selection (self);
  const Place to_place = { block, offset };
  Place from, to, cursor;
  gint64 id;

  nh_plan_editor_get_selection (self, &from.block, &from.offset, &to.block, &to.offset);
  if (is_behind (to_place, from) && is_behind (to, to_place))
    return FALSE;
  nh_plan_editor_begin (self, copy ? _("Copy") : _("Move"));
  if (!copy && !is_behind (to_place, to))
    replace (self, from, to, NULL);
  replace (self, to_place, to_place, blocks);
  nh_plan_editor_get_cursor (self, &cursor.block, &cursor.offset);
  id = get_block (self, cursor.block)->id;
  if (!copy && is_behind (to_place, to))
    {
      gboolean same = to_place.block == to.block && from.block == to.block;

      replace (self, from, to, NULL);
      /* Taken out of the line where it goes to: the cursor's place moves with the text. */
      if (same && cursor.block == to.block)
        cursor.offset -= to.offset - from.offset;
      if (nh_plan_text_find_block (self->text, id, &cursor.block))
        nh_plan_editor_set_cursor (self, cursor.block, cursor.offset);
    }
  nh_plan_editor_end (self);
  return TRUE;
}
