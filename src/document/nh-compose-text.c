/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blocks of a plan's text as elements on paper: references become words, titles stand in capitals,
 * live tables are composed, and the last paragraph ends with "./.".
 */
#include "document/nh-compose-private.h"

#include <string.h>

#include "document/nh-fixed-table.h"
#include "document/nh-table-options.h"

#define END "./."

/* Level 1 is a title in capitals (Decree 30/2020/NĐ-CP, Appendix I part I section II.6). Letters keep
 * their number of bytes, so that places in the text are the same. */
static NhRichText *
in_capitals (NhRichText *text)
{
  const char *plain = nh_rich_text_get_text (text);
  g_autofree char *capitals = nh_compose_capitals (plain);
  NhRichText *out;
  guint n_inlines;
  guint next = 0;
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n_inlines);

  if (strlen (capitals) != strlen (plain))
    return nh_rich_text_ref (text);
  out = nh_rich_text_new (NULL);
  for (guint offset = 0, end; offset < nh_rich_text_get_length (text); offset = end)
    {
      NhStyle style = nh_rich_text_get_style_at (text, offset);

      if (next < n_inlines && inlines[next].offset == offset)
        {
          end = offset + strlen (NH_RICH_TEXT_OBJECT_UTF8);
          nh_rich_text_append_slice (out, text, offset, end);
          next++;
          continue;
        }
      for (end = offset + 1; end < nh_rich_text_get_length (text)
                             && nh_rich_text_get_style_at (text, end) == style
                             && (next == n_inlines || end < inlines[next].offset);)
        end++;
      nh_rich_text_append (out, capitals + offset, end - offset, style);
    }
  return out;
}

static gboolean
ends_at (const char *text, gsize length, const char *end)
{
  return length >= strlen (end) && memcmp (text + length - strlen (end), end, strlen (end)) == 0;
}

/* Blanks of every kind: what is pasted ends with soft breaks and non-breaking blanks too. */
static gsize
length_without_blanks (NhRichText *text)
{
  const char *plain = nh_rich_text_get_text (text);
  const char *end = plain + nh_rich_text_get_length (text);

  while (end > plain)
    {
      const char *last = g_utf8_prev_char (end);
      gunichar c = g_utf8_get_char (last);

      if (!g_unichar_isspace (c) && c != 0x200B && c != 0xFEFF)
        break;
      end = last;
    }
  return (gsize) (end - plain);
}

/* The end mark takes the place of the last stop; the mark of a footnote stays at its word. */
static NhRichText *
with_end (NhRichText *text)
{
  const char *plain = nh_rich_text_get_text (text);
  gsize length = length_without_blanks (text);
  gsize words;
  NhRichText *out;

  words = length;
  while (ends_at (plain, words, NH_RICH_TEXT_OBJECT_UTF8))
    words -= strlen (NH_RICH_TEXT_OBJECT_UTF8);
  if (ends_at (plain, length, END) || ends_at (plain, words, END))
    return nh_rich_text_ref (text);
  out = nh_rich_text_slice (text, 0, (guint) (words && strchr (".;,", plain[words - 1]) ? words - 1 : words));
  nh_rich_text_append_slice (out, text, (guint) words, (guint) length);
  nh_rich_text_append (out, END, -1, NH_STYLE_PLAIN);
  return out;
}

static gboolean
is_blank (NhRichText *text)
{
  return length_without_blanks (text) == 0;
}

/* Points are text. What is headed 1., 1.1. takes the mark only where somebody wrote a sentence there:
 * titles end without a full stop. */
static gboolean
takes_end (const NhBlock *block)
{
  gsize length;

  switch (block->kind)
    {
    case NH_BLOCK_PARAGRAPH:
    case NH_BLOCK_BULLET:
      return !is_blank (block->text);
    case NH_BLOCK_HEADING:
      if (block->level >= NH_HEADING_LEVELS)
        return !is_blank (block->text);
      length = length_without_blanks (block->text);
      while (ends_at (nh_rich_text_get_text (block->text), length, NH_RICH_TEXT_OBJECT_UTF8))
        length -= strlen (NH_RICH_TEXT_OBJECT_UTF8);
      return block->level > 1 && length > 0 && strchr (".;", nh_rich_text_get_text (block->text)[length - 1]);
    case NH_BLOCK_TABLE:
    case NH_BLOCK_FIXED_TABLE:
    case NH_BLOCK_PAGE_BREAK:
    default:
      return FALSE;
    }
}

/**
 * nh_compose_find_end:
 * @text: the text of a plan
 * @position: (out): the block that ends it
 *
 * The models of Decree 30/2020/NĐ-CP, Appendix III, end with "./." after the last words of the text.
 * Where a table follows it stays with those words: a mark in the last cell would read as part of what
 * the row says, and one alone on a line below belongs to no sentence. Empty paragraphs at the end are
 * passed over, and titles do not take it.
 *
 * Returns: whether there is one.
 */
gboolean
nh_compose_find_end (NhPlanText *text, guint *position)
{
  for (guint i = nh_plan_text_get_n_blocks (text); i-- > 0;)
    {
      if (!takes_end (nh_plan_text_get_block (text, i)))
        continue;
      *position = i;
      return TRUE;
    }
  return FALSE;
}

static gboolean
text_refers (NhRichText *text)
{
  guint n;
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n);

  for (guint i = 0; i < n; i++)
    if (!inlines[i].note || text_refers (inlines[i].note))
      return TRUE;
  return FALSE;
}

/* Whether a block reads otherwise when labels change. */
gboolean
nh_compose_block_refers (const NhBlock *block)
{
  return text_refers (block->text);
}

static void
add_caption (const NhBlock *block, GPtrArray *elements)
{
  g_autoptr (NhTableOptions) options = nh_table_options_read (block->options);
  NhElement *element;

  if (!options->caption)
    return;
  element = nh_element_new (NH_ELEMENT_PARAGRAPH, block->id);
  element->text = nh_rich_text_new (NULL);
  nh_rich_text_append (element->text, options->caption, -1, NH_STYLE_ITALIC);
  g_ptr_array_add (elements, element);
}

static void
add_table (NhPlanText *text, const NhBlock *block, GPtrArray *elements)
{
  g_autoptr (GError) error = NULL;
  NhTable *table;
  NhElement *element;

  if (block->kind == NH_BLOCK_TABLE)
    {
      add_caption (block, elements);
      table = nh_compose_view (nh_plan_text_get_workbook (text), nh_plan_text_get_plan (text), block->view, NULL,
                               block->options, &error);
    }
  else
    table = nh_fixed_table_read (block->options, &error);
  if (!table)
    {
      g_ptr_array_add (elements, nh_compose_failure (block->id, error));
      return;
    }
  element = nh_element_new (NH_ELEMENT_TABLE, block->id);
  element->table = table;
  g_ptr_array_add (elements, element);
}

static NhElementKind
kind_on_paper (NhBlockKind kind)
{
  switch (kind)
    {
    case NH_BLOCK_HEADING:
      return NH_ELEMENT_HEADING;
    case NH_BLOCK_BULLET:
      return NH_ELEMENT_BULLET;
    case NH_BLOCK_PAGE_BREAK:
      return NH_ELEMENT_PAGE_BREAK;
    case NH_BLOCK_PARAGRAPH:
    case NH_BLOCK_TABLE:
    case NH_BLOCK_FIXED_TABLE:
      break;
    }
  return NH_ELEMENT_PARAGRAPH;
}

/**
 * nh_compose_block:
 * @text: the text of a plan
 * @position: a block
 * @ends: whether it ends the text
 * @elements: (element-type NhElement): receives one element, or two: a table with its caption
 */
void
nh_compose_block (NhPlanText *text, guint position, gboolean ends, GPtrArray *elements)
{
  NhBlock *block = nh_plan_text_get_block (text, position);
  g_autoptr (NhRichText) resolved = NULL;
  g_autoptr (NhRichText) capitals = NULL;
  NhElement *element;

  if (block->kind == NH_BLOCK_TABLE || block->kind == NH_BLOCK_FIXED_TABLE)
    {
      add_table (text, block, elements);
      return;
    }
  element = nh_element_new (kind_on_paper (block->kind), block->id);
  g_ptr_array_add (elements, element);
  if (block->kind == NH_BLOCK_PAGE_BREAK)
    return;
  resolved = nh_rich_text_resolve (block->text, nh_plan_text_reference_label, text);
  if (block->kind == NH_BLOCK_HEADING && block->level == 1)
    capitals = in_capitals (resolved);
  element->text = ends ? with_end (resolved) : nh_rich_text_ref (capitals ? capitals : resolved);
  element->level = block->level;
  element->label = g_strdup (nh_plan_text_get_label (text, position));
}
