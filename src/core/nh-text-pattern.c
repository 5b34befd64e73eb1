/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-text-pattern.h"

#include <string.h>

#include "core/nh-text.h"

struct _NhTextPattern
{
  char *text; /* NFC or folded, as the flags say */
  NhTextPatternFlags flags;
};

/**
 * nh_text_pattern_new:
 * @text: what to look for
 * @flags: how
 *
 * Returns: (transfer full): a pattern
 */
NhTextPattern *
nh_text_pattern_new (const char         *text,
                     NhTextPatternFlags  flags)
{
  NhTextPattern *pattern = g_new0 (NhTextPattern, 1);

  pattern->flags = flags;
  pattern->text = flags & NH_TEXT_PATTERN_EXACT ? nh_text_normalize (text) : nh_text_fold (text);
  return pattern;
}

/** nh_text_pattern_copy: Returns: (transfer full): a copy, for another thread. */
NhTextPattern *
nh_text_pattern_copy (const NhTextPattern *pattern)
{
  NhTextPattern *copy = g_new0 (NhTextPattern, 1);

  copy->text = g_strdup (pattern->text);
  copy->flags = pattern->flags;
  return copy;
}

/** nh_text_pattern_free: frees a pattern. */
void
nh_text_pattern_free (NhTextPattern *pattern)
{
  g_free (pattern->text);
  g_free (pattern);
}

/** nh_text_pattern_is_empty: Returns: whether there is nothing to look for. */
gboolean
nh_text_pattern_is_empty (const NhTextPattern *pattern)
{
  return pattern->text[0] == '\0';
}

/**
 * nh_text_pattern_matches:
 * @pattern: a pattern
 * @text: the text of a cell
 *
 * Returns: whether @text has what is looked for; an empty pattern is in no text
 */
gboolean
nh_text_pattern_matches (const NhTextPattern *pattern,
                         const char          *text)
{
  g_autofree char *own = NULL;

  if (nh_text_pattern_is_empty (pattern) || !text || !*text)
    return FALSE;
  own = pattern->flags & NH_TEXT_PATTERN_EXACT ? nh_text_normalize (text) : nh_text_fold (text);
  return pattern->flags & NH_TEXT_PATTERN_WHOLE ? g_str_equal (own, pattern->text)
                                                : strstr (own, pattern->text) != NULL;
}

/* Stands in the folded text for what no pattern matches: a footnote or a reference. */
#define BARRIER "\x01"

/* The folded text with, for each of its bytes and its end, where that comes from in @text. */
static char *
fold_with_places (const char *text,
                  GArray     *places)
{
  GString *folded = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gsize place = p - text;
      gunichar c = g_utf8_get_char (p);
      char ascii[2] = { (char) g_ascii_tolower (*p), '\0' };
      g_autofree char *one = NULL;
      g_autofree char *own = NULL;
      const char *piece = ascii;

      if (g_unichar_isspace (c))
        ascii[0] = ' ';
      else if (c == 0xFFFC)
        piece = BARRIER;
      else if (c >= 0x80)
        {
          one = g_strndup (p, g_utf8_next_char (p) - p);
          piece = own = nh_text_fold (one);
        }
      /* Blanks count once, as in the folded pattern. */
      if (*piece == ' ' && (folded->len == 0 || folded->str[folded->len - 1] == ' '))
        continue;
      for (gsize i = 0; piece[i]; i++)
        g_array_append_val (places, place);
      g_string_append (folded, piece);
    }
  {
    gsize end = strlen (text);

    g_array_append_val (places, end);
  }
  return g_string_free (folded, FALSE);
}

static gboolean
is_word_at (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return *p && (g_unichar_isalnum (c) || g_unichar_ismark (c));
}

static gboolean
is_whole_words (const char *text,
                gsize       start,
                gsize       end)
{
  gboolean before = start > 0 && is_word_at (g_utf8_prev_char (text + start)) && is_word_at (text + start);
  gboolean after = is_word_at (text + end) && end > start && is_word_at (g_utf8_prev_char (text + end));

  return !before && !after;
}

/**
 * nh_text_pattern_find_all:
 * @pattern: a pattern
 * @text: (nullable): a text; U+FFFC stands for what is none
 *
 * Returns: (transfer full) (element-type NhTextMatch): all places that match, in order, none
 *   overlapping another; marks of a letter belong to it
 */
GArray *
nh_text_pattern_find_all (const NhTextPattern *pattern,
                          const char          *text)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (NhTextMatch));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autofree char *folded = NULL;
  gsize length = strlen (pattern->text);
  const char *own = text, *hit;

  if (length == 0 || !text || !*text)
    return matches;
  if (!(pattern->flags & NH_TEXT_PATTERN_EXACT))
    own = folded = fold_with_places (text, places);
  for (hit = strstr (own, pattern->text); hit; hit = strstr (hit, pattern->text))
    {
      NhTextMatch match = { (gsize) (hit - own), (gsize) (hit - own) + length };

      if (folded)
        {
          match.start = g_array_index (places, gsize, match.start);
          match.end = g_array_index (places, gsize, match.end);
        }
      if ((pattern->flags & NH_TEXT_PATTERN_WORDS && !is_whole_words (text, match.start, match.end))
          || (pattern->flags & NH_TEXT_PATTERN_WHOLE && (match.start > 0 || text[match.end])))
        {
          hit++;
          continue;
        }
      g_array_append_val (matches, match);
      hit += length;
    }
  return matches;
}

static char *
replace_folded (const NhTextPattern *pattern,
                const char          *text,
                const char          *replacement)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autofree char *folded = fold_with_places (text, places);
  GString *out = g_string_new (NULL);
  gsize length = strlen (pattern->text), done = 0;
  const char *hit = folded;

  while ((hit = strstr (hit, pattern->text)))
    {
      gsize start = g_array_index (places, gsize, hit - folded);
      gsize end = g_array_index (places, gsize, hit - folded + length);

      g_string_append_len (out, text + done, start - done);
      g_string_append (out, replacement);
      done = end;
      hit += length;
    }
  g_string_append (out, text + done);
  return g_string_free (out, FALSE);
}

/**
 * nh_text_pattern_replace:
 * @pattern: a pattern, not empty
 * @text: the text of a cell that it matches
 * @replacement: what comes in place of each match
 *
 * Returns: (transfer full): the new text; what does not match stays letter for letter
 */
char *
nh_text_pattern_replace (const NhTextPattern *pattern,
                         const char          *text,
                         const char          *replacement)
{
  g_autofree char *normal = nh_text_normalize (text);

  if (pattern->flags & NH_TEXT_PATTERN_WHOLE)
    return g_strdup (nh_text_pattern_matches (pattern, text) ? replacement : normal);
  if (nh_text_pattern_is_empty (pattern))
    return g_steal_pointer (&normal);
  if (pattern->flags & NH_TEXT_PATTERN_EXACT)
    {
      g_auto (GStrv) parts = g_strsplit (normal, pattern->text, -1);

      return g_strjoinv (replacement, parts);
    }
  return replace_folded (pattern, normal, replacement);
}
