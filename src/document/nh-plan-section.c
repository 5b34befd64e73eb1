/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-plan-section.h"

#include <glib/gi18n-lib.h>

static gboolean
is_heading (NhPlanText *text,
            guint block)
{
  return block < nh_plan_text_get_n_blocks (text) && nh_plan_text_get_block (text, block)->kind == NH_BLOCK_HEADING;
}

static guint
level_of (NhPlanText *text,
          guint block)
{
  return nh_plan_text_get_block (text, block)->level;
}

/**
 * nh_plan_section_can_shift:
 * @block: position of a heading
 * @by: levels, above 0: deeper
 *
 * Returns: whether the heading and all headings beneath it stay within the five levels of the form.
 */
gboolean
nh_plan_section_can_shift (NhPlanText *text,
                           guint block,
                           int by)
{
  guint n;

  if (!is_heading (text, block))
    return FALSE;
  n = nh_plan_text_section_length (text, block);
  for (guint i = block; i < block + n; i++)
    if (is_heading (text, i))
      {
        int level = (int) level_of (text, i) + by;

        if (level < 1 || level > NH_HEADING_LEVELS)
          return FALSE;
      }
  return TRUE;
}

/**
 * nh_plan_section_shift:
 * @block: position of a heading
 * @by: levels, above 0: deeper
 *
 * Promotes or demotes a heading with all headings beneath it, as one step of undo.
 *
 * Returns: whether it could be done.
 */
gboolean
nh_plan_section_shift (NhPlanText *text,
                       guint block,
                       int by)
{
  guint n;

  if (!nh_plan_section_can_shift (text, block, by))
    return FALSE;
  n = nh_plan_text_section_length (text, block);
  nh_plan_text_begin_step (text, by < 0 ? _("Promote heading") : _("Demote heading"));
  for (guint i = block; i < block + n; i++)
    if (is_heading (text, i))
      nh_plan_text_set_kind (text, i, NH_BLOCK_HEADING, (guint) ((int) level_of (text, i) + by));
  nh_plan_text_end_step (text);
  return TRUE;
}

static gboolean
find_above (NhPlanText *text,
            guint block,
            guint *to)
{
  for (guint i = block; i-- > 0;)
    if (is_heading (text, i) && level_of (text, i) <= level_of (text, block))
      {
        *to = i;
        return TRUE;
      }
  return FALSE;
}

/* Behind the next section of the same level; into the next one of a higher level, behind its own
 * paragraphs. */
static gboolean
find_below (NhPlanText *text,
            guint block,
            guint *to)
{
  guint next = block + nh_plan_text_section_length (text, block);
  guint end = nh_plan_text_get_n_blocks (text);

  if (next >= end)
    return FALSE;
  if (level_of (text, next) >= level_of (text, block))
    {
      *to = next + nh_plan_text_section_length (text, next);
      return TRUE;
    }
  for (next++; next < end && !is_heading (text, next); next++)
    ;
  *to = next;
  return TRUE;
}

/**
 * nh_plan_section_find_target:
 * @block: position of a heading
 * @direction: below 0: up
 * @to: (out): the position before which its section would stand one place up or down
 *
 * Returns: %FALSE at the first or last place.
 */
gboolean
nh_plan_section_find_target (NhPlanText *text,
                             guint block,
                             int direction,
                             guint *to)
{
  if (!is_heading (text, block))
    return FALSE;
  return direction < 0 ? find_above (text, block, to) : find_below (text, block, to);
}

/**
 * nh_plan_section_move:
 * @block: position of a heading
 * @to: the position before which its section shall stand
 *
 * Moves a heading with all beneath it, as one step of undo.
 *
 * Returns: whether anything moved: not into itself.
 */
gboolean
nh_plan_section_move (NhPlanText *text,
                      guint block,
                      guint to)
{
  guint n;

  if (!is_heading (text, block))
    return FALSE;
  n = nh_plan_text_section_length (text, block);
  if (to >= block && to <= block + n)
    return FALSE;
  nh_plan_text_begin_step (text, _("Move section"));
  nh_plan_text_move (text, block, n, to);
  nh_plan_text_end_step (text);
  return TRUE;
}

/** nh_plan_section_delete: takes the heading at @block away with all beneath it, as one step of undo. */
void
nh_plan_section_delete (NhPlanText *text,
                        guint block)
{
  if (!is_heading (text, block))
    return;
  nh_plan_text_begin_step (text, _("Delete section"));
  nh_plan_text_splice (text, block, nh_plan_text_section_length (text, block), NULL, 0);
  nh_plan_text_end_step (text);
}

/** nh_plan_section_find_heading: the heading under which @block stands, itself included. Returns: whether there is one. */
gboolean
nh_plan_section_find_heading (NhPlanText *text,
                              guint block,
                              guint *heading)
{
  guint n = nh_plan_text_get_n_blocks (text);

  for (guint i = n ? MIN (block, n - 1) + 1 : 0; i-- > 0;)
    if (is_heading (text, i))
      {
        *heading = i;
        return TRUE;
      }
  return FALSE;
}

/* The first blank of a block that begins at or behind @from; spans of blanks that touch are one. */
static gboolean
find_blank_in (NhRichText *text,
               guint from,
               guint *start,
               guint *end)
{
  guint n;
  const NhSpan *spans = nh_rich_text_get_spans (text, &n);

  for (guint i = 0; i < n; i++)
    {
      if (!(spans[i].style & NH_STYLE_BLANK) || spans[i].start < from)
        continue;
      *start = spans[i].start;
      *end = spans[i].end;
      while (i + 1 < n && spans[i + 1].start == *end && (spans[i + 1].style & NH_STYLE_BLANK))
        *end = spans[++i].end;
      return TRUE;
    }
  return FALSE;
}

/**
 * nh_plan_section_next_blank:
 * @block: (inout): in: the block of the cursor; out: the block of the blank
 * @start: (inout): in: byte of the cursor; out: where the blank begins
 * @end: (out): where it ends
 *
 * Finds the next place that is still to fill, from the cursor on and then from the beginning.
 *
 * Returns: whether there is one at all.
 */
gboolean
nh_plan_section_next_blank (NhPlanText *text,
                            guint *block,
                            guint *start,
                            guint *end)
{
  guint n = nh_plan_text_get_n_blocks (text);
  guint first = n ? MIN (*block, n - 1) : 0;
  guint from = *start;

  for (guint i = 0; i <= n && n; i++)
    {
      guint at = (first + i) % n;

      if (find_blank_in (nh_plan_text_get_block (text, at)->text, i == 0 ? from : 0, start, end))
        {
          *block = at;
          return TRUE;
        }
    }
  return FALSE;
}

/** nh_plan_section_count_words: Returns: words of the text, footnotes and tables left out, parted by blanks as in Word. */
guint
nh_plan_section_count_words (NhPlanText *text)
{
  guint n = 0;

  for (guint i = 0; i < nh_plan_text_get_n_blocks (text); i++)
    {
      const char *p = nh_rich_text_get_text (nh_plan_text_get_block (text, i)->text);
      gboolean in_word = FALSE;

      for (; *p; p = g_utf8_next_char (p))
        {
          gunichar c = g_utf8_get_char (p);
          gboolean space = c == NH_RICH_TEXT_OBJECT || g_unichar_isspace (c);

          n += !space && !in_word ? 1 : 0;
          in_word = !space;
        }
    }
  return n;
}
