/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-plan-find.h"

#include <string.h>

#include "document/nh-fixed-table.h"

static void
add_matches (GArray *matches, const NhTextPattern *pattern, const char *text, NhPlanMatch match)
{
  g_autoptr (GArray) found = nh_text_pattern_find_all (pattern, text);

  for (guint i = 0; i < found->len; i++)
    {
      const NhTextMatch *own = &g_array_index (found, NhTextMatch, i);

      match.start = (guint) own->start;
      match.end = (guint) own->end;
      g_array_append_val (matches, match);
    }
}

static int
by_place (gconstpointer a, gconstpointer b)
{
  const NhPlanMatch *x = a, *y = b;
  guint at_x = x->place == NH_FIND_NOTE ? x->object : x->start;
  guint at_y = y->place == NH_FIND_NOTE ? y->object : y->start;

  if (at_x != at_y)
    return at_x < at_y ? -1 : 1;
  return x->start < y->start ? -1 : x->start > y->start;
}

/* The matches of a paragraph and of its footnotes, in the order of reading. */
static void
find_in_text (GArray *matches, const NhTextPattern *pattern, NhRichText *text, guint block)
{
  guint first = matches->len, n;
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n);

  add_matches (matches, pattern, nh_rich_text_get_text (text), (NhPlanMatch){ block, NH_FIND_TEXT });
  for (guint i = 0; i < n; i++)
    if (inlines[i].note)
      add_matches (matches, pattern, nh_rich_text_get_text (inlines[i].note),
                   (NhPlanMatch){ block, NH_FIND_NOTE, inlines[i].offset });
  if (matches->len > first)
    qsort (&g_array_index (matches, NhPlanMatch, first), matches->len - first, sizeof (NhPlanMatch), by_place);
}

static void
find_in_table (GArray *matches, const NhTextPattern *pattern, NhTable *table, guint block, NhPlanFindPlace place)
{
  for (guint row = 0; row < nh_table_get_n_rows (table); row++)
    for (guint column = 0; column < nh_table_get_n_columns (table); column++)
      {
        const NhCell *cell = nh_table_get_cell (table, row, column);

        if (cell)
          add_matches (matches, pattern, cell->text, (NhPlanMatch){ block, place, 0, row, column });
      }
}

/**
 * nh_plan_find:
 * @text: the text of a plan
 * @pattern: what to look for
 * @live: (nullable): tells what live tables show; %NULL: they are not searched
 * @data: for @live
 *
 * Returns: (transfer full) (element-type NhPlanMatch): all matches in the order of reading.
 */
GArray *
nh_plan_find (NhPlanText *text, const NhTextPattern *pattern, NhPlanFindTable live, gpointer data)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (NhPlanMatch));

  if (nh_text_pattern_is_empty (pattern))
    return matches;
  for (guint i = 0; i < nh_plan_text_get_n_blocks (text); i++)
    {
      NhBlock *block = nh_plan_text_get_block (text, i);
      g_autoptr (NhTable) fixed = NULL;
      NhTable *shown = NULL;

      if (block->kind == NH_BLOCK_FIXED_TABLE)
        fixed = nh_fixed_table_read (block->options, NULL);
      else if (block->kind == NH_BLOCK_TABLE)
        shown = live ? live (i, block, data) : NULL;
      else
        find_in_text (matches, pattern, block->text, i);
      if (fixed)
        find_in_table (matches, pattern, fixed, i, NH_FIND_CELL);
      if (shown)
        find_in_table (matches, pattern, shown, i, NH_FIND_LIVE_CELL);
    }
  return matches;
}

/** nh_plan_match_is_writable: Returns: whether the text itself has it, not the data behind it. */
gboolean
nh_plan_match_is_writable (const NhPlanMatch *match)
{
  return match->place != NH_FIND_LIVE_CELL;
}

/** nh_plan_find_from: Returns: index of the first match at or behind byte @offset of @block. */
guint
nh_plan_find_from (GArray *matches, guint block, guint offset)
{
  guint i = 0;

  for (; i < matches->len; i++)
    {
      const NhPlanMatch *match = &g_array_index (matches, NhPlanMatch, i);
      guint at = match->place == NH_FIND_TEXT ? match->start : match->place == NH_FIND_NOTE ? match->object : 0;

      if (match->block > block || (match->block == block && at >= offset))
        break;
    }
  return i;
}

/* The text with @n of its matches replaced; each replacement looks as the first letter it replaces. */
static NhRichText *
replace_in (NhRichText *text, const NhPlanMatch *const *matches, guint n, const char *replacement)
{
  NhRichText *out = nh_rich_text_new (NULL);
  guint at = 0;

  for (guint i = 0; i < n; i++)
    {
      nh_rich_text_append_slice (out, text, at, matches[i]->start);
      nh_rich_text_append (out, replacement, -1, nh_rich_text_get_style_at (text, matches[i]->start));
      at = matches[i]->end;
    }
  nh_rich_text_append_slice (out, text, at, nh_rich_text_get_length (text));
  return out;
}

/* A copy of @text with another footnote at byte @offset. */
static NhRichText *
with_note (NhRichText *text, guint offset, NhRichText *note)
{
  NhRichText *out = nh_rich_text_new (NULL);

  nh_rich_text_append_slice (out, text, 0, offset);
  nh_rich_text_append_note (out, note, nh_rich_text_get_style_at (text, offset));
  nh_rich_text_append_slice (out, text, offset + (guint) strlen (NH_RICH_TEXT_OBJECT_UTF8),
                             nh_rich_text_get_length (text));
  return out;
}

/* Which of the matches from @first on lie in the same text as it. */
static GPtrArray *
same_text (const NhPlanMatch *matches, guint n, const NhPlanMatch *first)
{
  GPtrArray *same = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    if (matches[i].place == first->place && matches[i].object == first->object && matches[i].row == first->row
        && matches[i].column == first->column)
      g_ptr_array_add (same, (gpointer) &matches[i]);
  return same;
}

/* Footnotes first, from the last: their signs keep their places so. */
static NhRichText *
replace_in_block (NhBlock *block, const NhPlanMatch *matches, guint n, const char *replacement)
{
  NhRichText *text = nh_rich_text_ref (block->text);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  NhRichText *replaced;
  guint n_inlines;
  const NhInline *inlines = nh_rich_text_get_inlines (block->text, &n_inlines);

  for (guint i = 0; i < n; i++)
    if (matches[i].place == NH_FIND_TEXT)
      g_ptr_array_add (own, (gpointer) &matches[i]);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) same = NULL;
      g_autoptr (NhRichText) note = NULL;

      if (matches[i].place != NH_FIND_NOTE || (i > 0 && matches[i - 1].place == NH_FIND_NOTE
                                               && matches[i - 1].object == matches[i].object))
        continue;
      for (guint j = 0; j < n_inlines; j++)
        if (inlines[j].offset == matches[i].object && inlines[j].note)
          {
            same = same_text (matches, n, &matches[i]);
            note = replace_in (inlines[j].note, (const NhPlanMatch *const *) same->pdata, same->len, replacement);
            replaced = with_note (text, matches[i].object, note);
            nh_rich_text_unref (text);
            text = replaced;
          }
    }
  replaced = replace_in (text, (const NhPlanMatch *const *) own->pdata, own->len, replacement);
  nh_rich_text_unref (text);
  return replaced;
}

static NhBlock *
replace_in_cells (NhBlock *block, const NhPlanMatch *matches, guint n, const char *replacement)
{
  g_autoptr (NhFixedTable) table = nh_fixed_table_parse (block->options, NULL);
  g_autofree char *options = NULL;

  /* From the last: what stands before keeps its place. */
  for (guint i = n; table && i-- > 0;)
    {
      g_autoptr (GString) text = NULL;
      NhCell cell;

      if (!nh_fixed_table_get_cell (table, matches[i].row, matches[i].column, &cell)
          || strlen (cell.text) < matches[i].end)
        continue;
      text = g_string_new (cell.text);
      g_string_erase (text, matches[i].start, matches[i].end - matches[i].start);
      g_string_insert (text, matches[i].start, replacement);
      nh_fixed_table_set_text (table, matches[i].row, matches[i].column, text->str);
    }
  options = table ? nh_fixed_table_to_options (table) : g_strdup (block->options);
  return nh_block_new (block->id, block->kind, block->level, block->text, block->view, options);
}

/**
 * nh_plan_replace:
 * @text: the text of a plan
 * @matches: (array length=n): matches of one nh_plan_find(), in order; the text has not changed since
 * @n: how many
 * @replacement: what comes in their place
 * @step: name of the step of undo
 *
 * Returns: how many were replaced; those in live tables stay.
 */
guint
nh_plan_replace (NhPlanText *text, const NhPlanMatch *matches, guint n, const char *replacement, const char *step)
{
  guint replaced = 0;

  nh_plan_text_end_step (text);
  nh_plan_text_begin_step (text, step);
  for (guint i = 0, end; i < n; i = end)
    {
      NhBlock *block = nh_plan_text_get_block (text, matches[i].block);

      for (end = i; end < n && matches[end].block == matches[i].block; end++)
        ;
      if (!nh_plan_match_is_writable (&matches[i]))
        continue;
      if (matches[i].place == NH_FIND_CELL)
        {
          g_autoptr (NhBlock) changed = replace_in_cells (block, matches + i, end - i, replacement);

          nh_plan_text_splice (text, matches[i].block, 1, &changed, 1);
        }
      else
        {
          g_autoptr (NhRichText) changed = replace_in_block (block, matches + i, end - i, replacement);

          nh_plan_text_set_text (text, matches[i].block, changed);
        }
      replaced += end - i;
    }
  nh_plan_text_end_step (text);
  return replaced;
}
