/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-plan-text-private.h"

static const char *const kinds[] = {
  [NH_BLOCK_PARAGRAPH] = "paragraph", [NH_BLOCK_HEADING] = "heading",         [NH_BLOCK_BULLET] = "bullet",
  [NH_BLOCK_TABLE] = "table",         [NH_BLOCK_FIXED_TABLE] = "fixed_table", [NH_BLOCK_PAGE_BREAK] = "page_break",
};

static guint
valid_level (NhBlockKind kind, int level)
{
  if (kind == NH_BLOCK_HEADING)
    return (guint) CLAMP (level, 1, NH_HEADING_LEVELS);
  return kind == NH_BLOCK_BULLET ? (guint) CLAMP (level, 1, NH_BULLET_LEVELS) : 0;
}

/**
 * nh_block_new:
 * @id: key, from nh_plan_text_new_id()
 * @kind: what it is
 * @level: of headings and bullets; one that there is not becomes the nearest
 * @text: (nullable) (transfer none): its text; %NULL: empty
 * @view: (nullable): key of the table that a live table shows
 * @options: (nullable): options of a live table, cells of a fixed one
 *
 * Returns: (transfer full): a block.
 */
NhBlock *
nh_block_new (gint64 id, NhBlockKind kind, guint level, NhRichText *text, const char *view, const char *options)
{
  NhBlock *self = g_new0 (NhBlock, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->kind = kind;
  self->level = valid_level (kind, (int) MIN (level, G_MAXINT));
  self->text = text ? nh_rich_text_ref (text) : nh_rich_text_new (NULL);
  self->view = g_strdup (view && *view ? view : NULL);
  self->options = g_strdup (options && *options ? options : NULL);
  return self;
}

NhBlock *
nh_block_ref (NhBlock *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
nh_block_unref (NhBlock *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  nh_rich_text_unref (self->text);
  g_free (self->view);
  g_free (self->options);
  g_free (self);
}

/* Whether both are the same record with the same content. */
gboolean
nh_block_equal (NhBlock *a, NhBlock *b)
{
  return a == b
         || (a->id == b->id && a->kind == b->kind && a->level == b->level && g_strcmp0 (a->view, b->view) == 0
             && g_strcmp0 (a->options, b->options) == 0 && nh_rich_text_equal (a->text, b->text));
}

/* (transfer full): what a stored row means; a kind of a later version of the program is a paragraph. */
NhBlock *
nh_block_from_row (const NhBlockRow *row)
{
  g_autoptr (NhRichText) text = nh_rich_text_read (row->text);
  NhBlockKind kind = NH_BLOCK_PARAGRAPH;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (row->kind, kinds[i]) == 0)
      kind = (NhBlockKind) i;
  return nh_block_new (row->id, kind, (guint) MAX (row->level, 0), text, row->view, row->options);
}

/* Fills @row, which the caller clears. */
void
nh_block_to_row (NhBlock *self, gint64 plan, gint64 place, NhBlockRow *row)
{
  row->id = self->id;
  row->plan = plan;
  row->position = place;
  row->kind = g_strdup (kinds[self->kind]);
  row->level = (int) self->level;
  row->text = nh_rich_text_get_length (self->text) ? nh_rich_text_to_markup (self->text) : NULL;
  row->view = g_strdup (self->view);
  row->options = g_strdup (self->options);
}
