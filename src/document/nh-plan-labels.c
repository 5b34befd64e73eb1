/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers of a plan's headings, and what references to headings, appendices and legal documents
 * read as.
 */
#include "document/nh-plan-text-private.h"

#include <string.h>

#include "core/nh-outline.h"
#include "document/nh-compose.h"

static NhTextItem *
item_at (NhPlanText *self, guint position)
{
  return &g_array_index (self->items, NhTextItem, position);
}

static char *
next_label (NhOutlineCounter *counter, const NhBlock *block)
{
  if (block->kind == NH_BLOCK_HEADING)
    return nh_outline_next_label (counter, block->level);
  if (block->kind == NH_BLOCK_BULLET)
    return g_strdup (block->level == 1 ? "–" : "+");
  return NULL;
}

/* Numbers all headings anew. */
void
nh_plan_text_number (NhPlanText *self)
{
  NhOutlineCounter counter = { { 0 } };

  for (guint i = 0; i < self->items->len; i++)
    {
      NhTextItem *item = item_at (self, i);
      char *label;

      /* A bullet's mark follows from its own level; most blocks have neither. */
      if (item->block->kind != NH_BLOCK_HEADING && (item->label || item->block->kind != NH_BLOCK_BULLET))
        continue;
      label = next_label (&counter, item->block);
      if (g_strcmp0 (label, item->label) == 0)
        {
          g_free (label);
          continue;
        }
      g_free (item->label);
      item->label = label;
    }
}

/**
 * nh_plan_text_get_label:
 * @self: a text
 * @position: a block
 *
 * Returns: (transfer none): "II.", "1.1.", "a)", "–"; "" for what has no number.
 */
const char *
nh_plan_text_get_label (NhPlanText *self, guint position)
{
  g_return_val_if_fail (position < self->items->len, "");
  return item_at (self, position)->label ? item_at (self, position)->label : "";
}

/* "II.1." without its last stop. */
static char *
without_end (const char *label)
{
  gsize length = strlen (label);

  return g_strndup (label, length > 0 ? length - 1 : 0);
}

/* The nearest heading before @position whose level is at least @from and below @below; "" if none.
 * Decree 30/2020/NĐ-CP names a part by the way from the top: Appendix I part I section II.6. */
static char *
number_above (NhPlanText *self, guint position, guint from, guint below)
{
  while (position-- > 0)
    {
      const NhTextItem *item = item_at (self, position);

      if (item->block->kind != NH_BLOCK_HEADING || item->block->level >= below)
        continue;
      return item->block->level >= from ? without_end (item->label) : g_strdup ("");
    }
  return g_strdup ("");
}

/* "mục II.1.2", "điểm a mục II.1". */
static char *
heading_words (NhPlanText *self, guint position)
{
  const NhTextItem *item = item_at (self, position);
  guint level = item->block->level;
  g_autofree char *own = without_end (item->label);
  g_autofree char *top = NULL;
  g_autofree char *middle = NULL;
  g_autofree char *way = NULL;

  if (level == 1)
    return g_strconcat ("mục ", own, NULL);
  for (guint i = position; i-- > 0 && !top;)
    if (item_at (self, i)->block->kind == NH_BLOCK_HEADING && item_at (self, i)->block->level == 1)
      top = without_end (item_at (self, i)->label);
  middle = level < NH_HEADING_LEVELS ? g_strdup (own) : number_above (self, position, 2, level);
  way = g_strconcat (top ? top : "", top && *middle ? "." : "", middle, NULL);
  if (level < NH_HEADING_LEVELS)
    return g_strconcat ("mục ", way, NULL);
  return g_strconcat ("điểm ", own, *way ? " mục " : "", way, NULL);
}

/* "Thông tư số 19/2019/TT-BGDĐT"; a law by its name alone (Decree 30/2020/NĐ-CP, Appendix I, II.6.b). */
static char *
legal_words (NhPlanText *self, gint64 target)
{
  const NhEntity *entity = nh_entity_find ("legal_reference");
  g_autoptr (NhRecord) record = nh_workbook_load (self->workbook, entity, target, NULL);

  return record ? nh_compose_legal_name (record) : NULL;
}

static char *
find_name (NhPlanText *self, NhInlineKind kind, gint64 target)
{
  g_autoptr (GArray) ids = NULL;

  if (kind == NH_INLINE_LEGAL)
    return legal_words (self, target);
  ids = nh_compose_list_appendices (self->workbook, self->plan, NULL);
  return ids ? nh_compose_appendix_heading (ids, target) : NULL;
}

/**
 * nh_plan_text_reference_label:
 * @kind: what is referred to
 * @target: its key
 * @plan_text: (type NhPlanText): the text in which the reference stands
 *
 * An NhReferenceLabel.
 *
 * Returns: (transfer full) (nullable): "Phụ lục II", "mục II.1", "Thông tư số 19/2019/TT-BGDĐT";
 *   %NULL when the target is gone.
 */
char *
nh_plan_text_reference_label (NhInlineKind kind, gint64 target, gpointer plan_text)
{
  NhPlanText *self = plan_text;
  const char *known;
  gint64 *key;
  guint position;

  if (kind == NH_INLINE_HEADING)
    return nh_plan_text_find_block (self, target, &position)
                   && item_at (self, position)->block->kind == NH_BLOCK_HEADING
               ? heading_words (self, position)
               : NULL;
  if (kind == NH_INLINE_NOTE)
    return NULL;
  known = g_hash_table_lookup (self->names, &target);
  if (!known)
    {
      char *name = find_name (self, kind, target);

      if (!name)
        return NULL;
      key = g_new (gint64, 1);
      *key = target;
      g_hash_table_insert (self->names, key, name);
      known = name;
    }
  return g_strdup (known);
}

static gboolean
text_names (NhRichText *text, NhInlineKind kind, gint64 target)
{
  guint n;
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n);

  for (guint i = 0; i < n; i++)
    if (inlines[i].note ? text_names (inlines[i].note, kind, target)
                        : inlines[i].kind == kind && inlines[i].target == target)
      return TRUE;
  return FALSE;
}

/**
 * nh_plan_text_find_references:
 * @self: a text
 * @kind: what would be deleted
 * @target: its key
 *
 * For the warning before a heading, an appendix or a legal document goes. Footnotes count too.
 *
 * Returns: (transfer full) (element-type guint): positions of the blocks that refer to it.
 */
GArray *
nh_plan_text_find_references (NhPlanText *self, NhInlineKind kind, gint64 target)
{
  GArray *positions = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->items->len; i++)
    if (text_names (item_at (self, i)->block->text, kind, target))
      g_array_append_val (positions, i);
  return positions;
}
