/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhPlanEditor: stretches of blocks taken out, put in and replaced, and the clipboard.
 */
#include "ui/plan/nh-plan-editor-private.h"

#include <glib/gi18n-lib.h>

/* Blocks on their way through the clipboard of this program: nothing of them is lost. */
static gpointer
blocks_copy (gpointer blocks)
{
  return g_ptr_array_ref (blocks);
}

static void
blocks_free (gpointer blocks)
{
  g_ptr_array_unref (blocks);
}

typedef GPtrArray NhPlanBlocks;
G_DEFINE_BOXED_TYPE (NhPlanBlocks, nh_plan_blocks, blocks_copy, blocks_free)

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

static char *
to_plain (NhPlanEditor *self, GPtrArray *blocks)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const NhBlock *block = g_ptr_array_index (blocks, i);
      g_autofree char *words = nh_rich_text_to_plain (block->text, nh_plan_text_reference_label, self->text);

      g_string_append_printf (out, "%s%s%s", i ? "\n" : "",
                              block->kind != NH_BLOCK_BULLET ? "" : block->level > 1 ? "+ " : "- ", words);
    }
  return g_string_free (out, FALSE);
}

/* (internal) */
void
nh_plan_editor_copy (gpointer data)
{
  NhPlanEditor *self = data;
  g_autoptr (GPtrArray) blocks = nh_plan_editor_dup_selection (self);
  g_autofree char *plain = to_plain (self, blocks);
  GdkContentProvider *providers[2];
  g_autoptr (GdkContentProvider) all = NULL;

  if (blocks->len == 0)
    return;
  providers[0] = gdk_content_provider_new_typed (nh_plan_blocks_get_type (), blocks);
  providers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, plain);
  all = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (self->view), all);
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

static GPtrArray *
from_plain (const char *text)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);
  g_autofree char *clean = nh_plan_tags_clean (text, -1);
  g_auto (GStrv) lines = g_strsplit (clean, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      g_autoptr (NhRichText) line = nh_rich_text_new (lines[i]);

      if (*lines[i] || !lines[i + 1])
        g_ptr_array_add (blocks, nh_block_new (0, NH_BLOCK_PARAGRAPH, 0, line, NULL, NULL));
    }
  return blocks;
}

static void
on_blocks_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NhPlanEditor) self = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value && self->scroller)
    nh_plan_editor_insert_blocks (self, g_value_get_boxed (value), _("Paste"));
}

static void
on_text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NhPlanEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr (GPtrArray) blocks = text ? from_plain (text) : NULL;

  if (blocks && self->scroller)
    nh_plan_editor_insert_blocks (self, blocks, _("Paste"));
  else if (self->scroller)
    nh_session_report_error (self->session, &error);
}

/* (internal) */
void
nh_plan_editor_paste (gpointer data)
{
  NhPlanEditor *self = data;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (self->view);

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    return;
  if (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), nh_plan_blocks_get_type ()))
    gdk_clipboard_read_value_async (clipboard, nh_plan_blocks_get_type (), G_PRIORITY_DEFAULT, NULL, on_blocks_read_cb,
                                    g_object_ref (self));
  else
    gdk_clipboard_read_text_async (clipboard, NULL, on_text_read_cb, g_object_ref (self));
}
