/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-plan-text.h"

/**
 * nh_block_new:
 * @id: its key; 0 for one that is in no plan yet
 * @kind: what it is
 * @level: of headings 1 to %NH_HEADING_LEVELS, of bullets 1 to %NH_BULLET_LEVELS; others have none
 * @text: (nullable) (transfer none): what it reads; %NULL: nothing
 * @view: (nullable): key of the table that a live table shows
 * @options: (nullable): of a live table, or the cells of a fixed one
 *
 * Returns: (transfer full): a block; nothing changes it any more.
 */
NhBlock *
nh_block_new (gint64 id, NhBlockKind kind, guint level, NhRichText *text, const char *view,
              const char *options)
{
  NhBlock *self = g_new0 (NhBlock, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->kind = kind;
  if (kind == NH_BLOCK_HEADING)
    self->level = CLAMP (level, 1, NH_HEADING_LEVELS);
  else if (kind == NH_BLOCK_BULLET)
    self->level = CLAMP (level, 1, NH_BULLET_LEVELS);
  self->text = text ? nh_rich_text_ref (text) : nh_rich_text_new (NULL);
  self->view = g_strdup (view);
  self->options = g_strdup (options);
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
