/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhPlanEditor: stretches of blocks taken out, put in and replaced, and the clipboard.
 */
#include "ui/plan/nh-plan-editor-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/nh-compose.h"
#include "formats/nh-html-text.h"

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

typedef struct
{
  NhPlanEditor *self;
  GPtrArray *blocks;
  guint first; /* where the first of them stands in the text */
} Copy;

static char *
label_of (NhBlock *block, gpointer data)
{
  Copy *copy = data;
  guint i;

  if (!g_ptr_array_find (copy->blocks, block, &i))
    return NULL;
  return g_strdup (nh_plan_text_get_label (copy->self->text, copy->first + i));
}

static NhTable *
table_of (NhBlock *block, gpointer data)
{
  NhPlanText *text = ((Copy *) data)->self->text;

  return nh_compose_view (nh_plan_text_get_workbook (text), nh_plan_text_get_plan (text), block->view, NULL,
                          block->options, NULL);
}

/* (internal) for this program whole, for others as a page and as plain text */
void
nh_plan_editor_copy (gpointer data)
{
  NhPlanEditor *self = data;
  g_autoptr (GPtrArray) blocks = nh_plan_editor_dup_selection (self);
  Copy copy = { self, blocks };
  const NhTextSource source = { label_of, table_of, nh_plan_text_reference_label, &copy };
  g_autoptr (GdkContentProvider) all = NULL;
  g_autoptr (GBytes) page = NULL;
  g_autofree char *plain = NULL;
  GdkContentProvider *providers[3];
  guint offset, end_block, end_offset;
  char *html;

  if (blocks->len == 0)
    return;
  nh_plan_editor_get_selection (self, &copy.first, &offset, &end_block, &end_offset);
  html = nh_html_text_write (blocks, &source);
  page = g_bytes_new_take (html, strlen (html));
  plain = nh_plain_text_write (blocks, &source);
  providers[0] = gdk_content_provider_new_typed (nh_plan_blocks_get_type (), blocks);
  providers[1] = gdk_content_provider_new_for_bytes ("text/html", page);
  providers[2] = gdk_content_provider_new_typed (G_TYPE_STRING, plain);
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

/* What was left out is said; nothing is said where all came over. */
static void
tell_report (NhPlanEditor *self, const NhTextReport *report)
{
  if (report->n_cut)
    nh_session_notify (self->session, _("Pasted, but a table was too large: some of its rows, columns or merged cells are missing."));
  else if (report->n_pictures)
    nh_session_notify (self->session, _("Pasted without the pictures."));
  else if (report->n_converted)
    nh_session_notify (self->session, _("Pasted; words in an old font were converted to Unicode."));
}

static void
paste_bytes (NhPlanEditor *self, GBytes *bytes, gboolean html)
{
  NhTextReport report = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  blocks = html ? nh_html_text_read (data, length, &report, &error)
                : nh_plain_text_read (data, length, &report, &error);
  if (nh_session_report_error (self->session, &error))
    return;
  nh_plan_editor_insert_blocks (self, blocks, _("Paste"));
  tell_report (self, &report);
}

static void
on_spliced_in_cb (GObject *stream, GAsyncResult *result, gpointer data)
{
  g_autoptr (NhPlanEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean html = g_object_get_data (stream, "html") != NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (stream), result, &error) < 0)
    {
      if (self->scroller)
        nh_session_report_error (self->session, &error);
      return;
    }
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  if (self->scroller)
    paste_bytes (self, bytes, html);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NhPlanEditor) self = data;
  g_autoptr (GError) error = NULL;
  const char *type = NULL;
  g_autoptr (GInputStream) in = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, &type, &error);
  g_autoptr (GOutputStream) out = NULL;

  /* An empty clipboard, or a picture: there is nothing to paste, and nothing to say. */
  if (!in)
    return;
  out = g_memory_output_stream_new_resizable ();
  if (g_str_equal (type, "text/html"))
    g_object_set_data (G_OBJECT (out), "html", out);
  g_output_stream_splice_async (out, in, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, on_spliced_in_cb, g_object_ref (self));
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
read_clipboard (NhPlanEditor *self, const char **types)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (self->view);

  if (gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, NULL, on_read_cb, g_object_ref (self));
}

/* (internal) */
void
nh_plan_editor_paste (gpointer data)
{
  NhPlanEditor *self = data;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (self->view);
  const char *types[] = { "text/html", "text/plain;charset=utf-8", "text/plain", NULL };

  if (!gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), nh_plan_blocks_get_type ()))
    read_clipboard (self, types);
  else if (gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    gdk_clipboard_read_value_async (clipboard, nh_plan_blocks_get_type (), G_PRIORITY_DEFAULT, NULL, on_blocks_read_cb,
                                    g_object_ref (self));
}

/* (internal) the words alone, as text of the paragraph where the cursor stands */
void
nh_plan_editor_paste_plain (NhPlanEditor *self)
{
  const char *types[] = { "text/plain;charset=utf-8", "text/plain", NULL };

  read_clipboard (self, types);
}

/* (internal) */
void
nh_plan_editor_insert_plain (NhPlanEditor *self, const char *text, const char *step)
{
  NhTextReport report = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks = nh_plain_text_read (text, strlen (text), &report, &error);

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
