/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-plan-text-private.h"

#include <glib/gi18n-lib.h>

#include "core/nh-id.h"

#define PLACE_STEP 1000
/* A renumbered stretch leaves at least so much room between two blocks. */
#define PLACE_ROOM 32
/* Blocks that move further are taken out and put in again: listeners would redraw all between. */
#define LONG_MOVE 64

enum
{
  CHANGED,
  LABELS_CHANGED,
  STORED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhPlanText, nh_plan_text, G_TYPE_OBJECT)

static NhTextItem *
item_at (NhPlanText *self, guint position)
{
  return &g_array_index (self->items, NhTextItem, position);
}

static void
clear_item (gpointer data)
{
  NhTextItem *item = data;

  nh_block_unref (item->block);
  g_free (item->label);
}

static void
nh_plan_text_dispose (GObject *object)
{
  NhPlanText *self = NH_PLAN_TEXT (object);

  nh_plan_text_stop_storing (self);

  G_OBJECT_CLASS (nh_plan_text_parent_class)->dispose (object);
}

static void
nh_plan_text_finalize (GObject *object)
{
  NhPlanText *self = NH_PLAN_TEXT (object);

  g_array_unref (self->items);
  g_hash_table_unref (self->stored);
  g_hash_table_unref (self->waiting);
  g_hash_table_unref (self->names);
  g_free (self->step);
  g_clear_object (&self->workbook);

  G_OBJECT_CLASS (nh_plan_text_parent_class)->finalize (object);
}

static void
nh_plan_text_class_init (NhPlanTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nh_plan_text_dispose;
  object_class->finalize = nh_plan_text_finalize;

  signals[CHANGED] = g_signal_new ("changed", NH_TYPE_PLAN_TEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 4, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_BOOLEAN);
  signals[LABELS_CHANGED] = g_signal_new ("labels-changed", NH_TYPE_PLAN_TEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[STORED] = g_signal_new ("stored", NH_TYPE_PLAN_TEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", NH_TYPE_PLAN_TEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
nh_plan_text_init (NhPlanText *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (NhTextItem));
  g_array_set_clear_func (self->items, clear_item);
  self->stored = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, nh_stored_block_free);
  self->waiting = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->step = g_strdup (_ ("Edit the text"));
  self->serial = nh_plan_text_next_serial ();
}

/**
 * nh_plan_text_new:
 * @workbook: a workbook
 * @plan: key of a plan
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: (transfer full): the text of the plan.
 */
NhPlanText *
nh_plan_text_new (NhWorkbook *workbook, gint64 plan, GError **error)
{
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, nh_entity_find ("plan"), plan, error);
  g_autoptr (NhPlanText) self = NULL;

  if (!record)
    return NULL;
  self = g_object_new (NH_TYPE_PLAN_TEXT, NULL);
  self->workbook = g_object_ref (workbook);
  self->plan = plan;
  if (!nh_plan_text_load (self, error))
    return NULL;
  nh_plan_text_start_storing (self);
  return g_steal_pointer (&self);
}

/** nh_plan_text_get_workbook: Returns: (transfer none): where it is stored. */
NhWorkbook *
nh_plan_text_get_workbook (NhPlanText *self)
{
  return self->workbook;
}

/** nh_plan_text_get_plan: Returns: key of the plan. */
gint64
nh_plan_text_get_plan (NhPlanText *self)
{
  return self->plan;
}

guint
nh_plan_text_get_n_blocks (NhPlanText *self)
{
  return self->items->len;
}

/** nh_plan_text_get_block: Returns: (transfer none): the block at @position, which must exist. */
NhBlock *
nh_plan_text_get_block (NhPlanText *self, guint position)
{
  g_return_val_if_fail (position < self->items->len, NULL);
  return item_at (self, position)->block;
}

/** nh_plan_text_find_block: Returns: whether a block has the key @id; @position tells where it is. */
gboolean
nh_plan_text_find_block (NhPlanText *self, gint64 id, guint *position)
{
  /* The keys lie side by side: this is quicker than a table that each Enter makes stale. */
  for (guint i = 0; i < self->items->len; i++)
    if (item_at (self, i)->id == id)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

/** nh_plan_text_new_id: Returns: a key for a new block. */
gint64
nh_plan_text_new_id (NhPlanText *self)
{
  return nh_id_new ();
}

/* Edits. */

void
nh_plan_text_emit_labels_changed (NhPlanText *self)
{
  g_signal_emit (self, signals[LABELS_CHANGED], 0);
}

void
nh_plan_text_emit_stored (NhPlanText *self)
{
  g_signal_emit (self, signals[STORED], 0);
}

void
nh_plan_text_emit_failed (NhPlanText *self, GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

/* Whether the same headings as before count. */
static gboolean
same_outline (NhPlanText *self, guint position, guint n_removed, const NhTextItem *added, guint n_added)
{
  guint old = position;
  guint new = 0;

  while (TRUE)
    {
      while (old < position + n_removed && item_at (self, old)->block->kind != NH_BLOCK_HEADING)
        old++;
      while (new < n_added && added[new].block->kind != NH_BLOCK_HEADING)
        new++;
      if (old == position + n_removed || new == n_added)
        return old == position + n_removed && new == n_added;
      if (item_at (self, old)->id != added[new].id || item_at (self, old)->block->level != added[new].block->level)
        return FALSE;
      old++;
      new++;
    }
}

/* Without headings in the game only the new blocks want their marks. */
static void
label_new (NhPlanText *self, guint position, guint n_added, GPtrArray *old_labels)
{
  guint next = 0;

  for (guint i = position; i < position + n_added; i++)
    {
      NhTextItem *item = item_at (self, i);

      if (item->block->kind == NH_BLOCK_HEADING)
        item->label = g_strdup (old_labels->pdata[next++]);
      else if (item->block->kind == NH_BLOCK_BULLET)
        item->label = g_strdup (item->block->level == 1 ? "–" : "+");
    }
}

static GPtrArray *
take_heading_labels (NhPlanText *self, guint position, guint n_removed)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = position; i < position + n_removed; i++)
    if (item_at (self, i)->block->kind == NH_BLOCK_HEADING)
      g_ptr_array_add (labels, g_steal_pointer (&item_at (self, i)->label));
  return labels;
}

/* Puts @added, whose blocks are referenced, in the place of blocks and tells it. */
void
nh_plan_text_replace (NhPlanText *self, guint position, guint n_removed, const NhTextItem *added, guint n_added,
                      gboolean outside)
{
  gboolean same = same_outline (self, position, n_removed, added, n_added);
  g_autoptr (GPtrArray) labels = same ? take_heading_labels (self, position, n_removed) : NULL;

  for (guint i = 0; i < n_added; i++)
    nh_block_ref (added[i].block);
  if (n_removed)
    g_array_remove_range (self->items, position, n_removed);
  if (n_added)
    g_array_insert_vals (self->items, position, added, n_added);
  for (guint i = position; i < position + n_added; i++)
    item_at (self, i)->label = NULL;
  if (same)
    label_new (self, position, n_added, labels);
  else
    nh_plan_text_number (self);
  g_signal_emit (self, signals[CHANGED], 0, position, n_removed, n_added, outside);
  /* References may read otherwise although no other number changed. */
  if (!same)
    nh_plan_text_emit_labels_changed (self);
}

/* Places. */

/* Gives the @n blocks from @position on places between those of their neighbours, if there is room. */
static gboolean
place_between (NhPlanText *self, NhTextItem *items, guint n, guint before, guint after, guint room)
{
  gboolean first = before == 0;
  gboolean last = after == self->items->len;
  gint64 low = first ? 0 : item_at (self, before - 1)->place;
  gint64 high = last ? 0 : item_at (self, after)->place;
  gint64 step;

  if (first && !last)
    low = high - (gint64) (n + 1) * PLACE_STEP;
  else if (last)
    high = low + (gint64) (n + 1) * PLACE_STEP;
  if (high - low < (gint64) (n + 1) * room)
    return FALSE;
  /* Text grows downwards: what comes after the new blocks needs more room than what comes before. */
  step = (high - low) / (n + 1);
  if (n == 1 && !last && step > PLACE_ROOM)
    step = MAX (step / 4, 1);
  for (guint i = 0; i < n; i++)
    items[i].place = low + step * (i + 1);
  return TRUE;
}

static void
set_place (NhPlanText *self, NhTextItem *item, gint64 place)
{
  if (item->place == place)
    return;
  item->place = place;
  nh_plan_text_wait (self, item->id);
}

/* Takes neighbours on both sides along until there is room for all, and spreads them evenly. @new
 * takes the place of @n_removed blocks at @position. */
static void
spread (NhPlanText *self, guint position, guint n_removed, NhTextItem *new, guint n_new)
{
  guint before = position;
  guint after = position + n_removed;

  for (guint reach = 4;; reach *= 2)
    {
      g_autofree NhTextItem *all = NULL;
      guint n;

      before -= MIN (before, reach);
      after += MIN (self->items->len - after, reach);
      n = (position - before) + n_new + (after - position - n_removed);
      all = g_new0 (NhTextItem, n);
      /* With an open end there is always room. */
      if (!place_between (self, all, n, before, after, PLACE_ROOM))
        continue;
      n = 0;
      for (guint i = before; i < position; i++)
        set_place (self, item_at (self, i), all[n++].place);
      for (guint i = 0; i < n_new; i++)
        new[i].place = all[n++].place;
      for (guint i = position + n_removed; i < after; i++)
        set_place (self, item_at (self, i), all[n++].place);
      return;
    }
}

/* New blocks that stand where a block of the same key stood keep its place. */
static void
find_places (NhPlanText *self, guint position, guint n_removed, NhTextItem *new, guint n_new)
{
  guint head = 0;
  guint tail = 0;

  while (head < n_removed && head < n_new && item_at (self, position + head)->id == new[head].id)
    head++;
  while (tail < n_removed - head && tail < n_new - head
         && item_at (self, position + n_removed - 1 - tail)->id == new[n_new - 1 - tail].id)
    tail++;
  if (n_new > head + tail
      && !place_between (self, new + head, n_new - head - tail, position + head, position + n_removed - tail, 2))
    spread (self, position + head, n_removed - head - tail, new + head, n_new - head - tail);
  /* After that: the search for room may have moved them. */
  for (guint i = 0; i < head; i++)
    new[i].place = item_at (self, position + i)->place;
  for (guint i = 1; i <= tail; i++)
    new[n_new - i].place = item_at (self, position + n_removed - i)->place;
}

static gboolean
begin_edit (NhPlanText *self)
{
  g_autoptr (GError) error = NULL;

  if (!nh_workbook_is_read_only (self->workbook))
    return TRUE;
  /* The store knows who holds the file and says it. */
  if (nh_workbook_begin (self->workbook, self->step, &error))
    nh_workbook_rollback (self->workbook);
  if (error)
    nh_plan_text_emit_failed (self, error);
  return FALSE;
}

static gboolean
has_key (const NhTextItem *items, guint n, gint64 id)
{
  for (guint i = 0; i < n; i++)
    if (items[i].id == id)
      return TRUE;
  return FALSE;
}

/* A key that stands elsewhere already (a copied paragraph) gives way to a new one. */
static void
own_blocks (NhPlanText *self, guint position, guint n_removed, NhBlock *const *added, guint n_added, NhTextItem *new)
{
  for (guint i = 0; i < n_added; i++)
    {
      NhBlock *block = added[i];
      guint other;

      if (block->id && !has_key (new, i, block->id)
          && (!nh_plan_text_find_block (self, block->id, &other)
              || (other >= position && other < position + n_removed)))
        new[i].block = nh_block_ref (block);
      else
        new[i].block = nh_block_new (nh_id_new (), block->kind, block->level, block->text, block->view,
                                     block->options);
      new[i].id = new[i].block->id;
    }
}

/**
 * nh_plan_text_splice:
 * @self: a text
 * @position: where to begin
 * @n_removed: how many blocks go
 * @added: (array length=n_added) (transfer none) (nullable): what takes their place; a block with the
 *   key of one that goes is that block changed
 * @n_added: how many come
 *
 * Blocks at both ends that stay as they are, are left alone.
 */
void
nh_plan_text_splice (NhPlanText *self, guint position, guint n_removed, NhBlock *const *added, guint n_added)
{
  g_autofree NhTextItem *new = g_new0 (NhTextItem, MAX (n_added, 1));

  g_return_if_fail (position + n_removed <= self->items->len);
  while (n_removed && n_added && nh_block_equal (item_at (self, position)->block, *added))
    position++, added++, n_removed--, n_added--;
  while (n_removed && n_added
         && nh_block_equal (item_at (self, position + n_removed - 1)->block, added[n_added - 1]))
    n_removed--, n_added--;
  if ((!n_removed && !n_added) || !begin_edit (self))
    return;
  own_blocks (self, position, n_removed, added, n_added, new);
  find_places (self, position, n_removed, new, n_added);
  for (guint i = position; i < position + n_removed; i++)
    nh_plan_text_wait (self, item_at (self, i)->id);
  for (guint i = 0; i < n_added; i++)
    nh_plan_text_wait (self, new[i].id);
  nh_plan_text_replace (self, position, n_removed, new, n_added, FALSE);
  for (guint i = 0; i < n_added; i++)
    nh_block_unref (new[i].block);
}

/** nh_plan_text_set_text: the block at @position says @text (transfer none) now. */
void
nh_plan_text_set_text (NhPlanText *self, guint position, NhRichText *text)
{
  NhBlock *old = nh_plan_text_get_block (self, position);
  g_autoptr (NhBlock) block = nh_block_new (old->id, old->kind, old->level, text, old->view, old->options);

  nh_plan_text_splice (self, position, 1, &block, 1);
}

/** nh_plan_text_set_kind: the block at @position is a @kind of @level now; its text stays. */
void
nh_plan_text_set_kind (NhPlanText *self, guint position, NhBlockKind kind, guint level)
{
  NhBlock *old = nh_plan_text_get_block (self, position);
  g_autoptr (NhBlock) block = nh_block_new (old->id, kind, level, old->text, old->view, old->options);

  nh_plan_text_splice (self, position, 1, &block, 1);
}

static GPtrArray *
copy_range (NhPlanText *self, GPtrArray *blocks, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    g_ptr_array_add (blocks, nh_block_ref (item_at (self, i)->block));
  return blocks;
}

/**
 * nh_plan_text_move:
 * @self: a text
 * @from: first block
 * @n: how many
 * @to: before which block, counted before the move; the number of blocks: to the end
 */
void
nh_plan_text_move (NhPlanText *self, guint from, guint n, guint to)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);
  guint start = MIN (from, to);
  guint end = MAX (from + n, to);

  g_return_if_fail (from + n <= self->items->len && to <= self->items->len);
  if (n == 0 || (to >= from && to <= from + n) || !begin_edit (self))
    return;
  if (end - start > MAX (LONG_MOVE, 2 * n))
    {
      copy_range (self, blocks, from, from + n);
      nh_plan_text_splice (self, from, n, NULL, 0);
      nh_plan_text_splice (self, to > from ? to - n : to, 0, (NhBlock *const *) blocks->pdata, n);
      return;
    }
  if (to > from)
    copy_range (self, copy_range (self, blocks, from + n, to), from, from + n);
  else
    copy_range (self, copy_range (self, blocks, from, from + n), to, from);
  nh_plan_text_splice (self, start, end - start, (NhBlock *const *) blocks->pdata, blocks->len);
}

/**
 * nh_plan_text_section_length:
 * @self: a text
 * @position: a block
 *
 * Returns: how many blocks belong to the heading at @position: itself and all beneath it; 1 for what
 *   is no heading.
 */
guint
nh_plan_text_section_length (NhPlanText *self, guint position)
{
  NhBlock *head = nh_plan_text_get_block (self, position);
  guint end = position + 1;

  if (head->kind != NH_BLOCK_HEADING)
    return 1;
  while (end < self->items->len
         && (item_at (self, end)->block->kind != NH_BLOCK_HEADING
             || item_at (self, end)->block->level > head->level))
    end++;
  return end - position;
}

static guint
count_blanks (NhRichText *text)
{
  guint n_spans, n_inlines;
  const NhSpan *spans = nh_rich_text_get_spans (text, &n_spans);
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n_inlines);
  guint n = 0;

  /* A place that is partly bold is one place. */
  for (guint i = 0; i < n_spans; i++)
    if ((spans[i].style & NH_STYLE_BLANK)
        && !(i && spans[i - 1].end == spans[i].start && (spans[i - 1].style & NH_STYLE_BLANK)))
      n++;
  for (guint i = 0; i < n_inlines; i++)
    if (inlines[i].note)
      n += count_blanks (inlines[i].note);
  return n;
}

/** nh_plan_text_count_blanks: Returns: how many places of the text are still to fill. */
guint
nh_plan_text_count_blanks (NhPlanText *self)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    n += count_blanks (item_at (self, i)->block->text);
  return n;
}
