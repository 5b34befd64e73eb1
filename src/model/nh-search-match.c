/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-search-match.h"

#include <string.h>

#include "core/nh-text.h"
#include "model/nh-query.h"

/* Marks that were typed and stand in the name too weigh more than a better place without them:
 * "nguyễn" means the family name, not the given name Nguyên. */
#define WRITTEN_BONUS 3000
#define RANK_STEP 1000

static gboolean
is_ascii (const char *text)
{
  for (; *text; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

static GStrv
written_words (const char *text)
{
  g_autofree char *normal = nh_text_normalize (text);
  g_autofree char *lower = g_utf8_strdown (normal, -1);

  return nh_query_find_words (lower);
}

/* "0912 345 678", "+84 912.345.678": stored as 0912345678. */
static char *
join_phone (const char *folded)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = folded; *p; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
    else if (!strchr (" .-+()", *p))
      digits->len = 0, p += strlen (p) - 1;
  if (g_str_has_prefix (folded, "+84") && digits->len > 2)
    {
      g_string_erase (digits, 0, 2);
      g_string_prepend_c (digits, '0');
    }
  if (digits->len < 7 || digits->str[0] != '0')
    g_string_assign (digits, folded);
  return g_string_free (digits, FALSE);
}

/**
 * nh_search_words_new:
 * @text: (nullable): what was typed, in any form of Unicode
 *
 * Returns: (transfer full) (nullable): its words; %NULL when there is nothing to look for
 */
NhSearchWords *
nh_search_words_new (const char *text)
{
  g_autofree char *folded = nh_text_fold (text);
  g_autofree char *joined = join_phone (folded);
  g_auto (GStrv) words = nh_query_find_words (joined);
  NhSearchWords *self;

  if (!words[0])
    return NULL;
  self = g_new0 (NhSearchWords, 1);
  self->folded = g_strjoinv (" ", words);
  self->n = g_strv_length (words);
  self->words = g_steal_pointer (&words);
  self->digits = g_ascii_isdigit (self->words[0][0]);
  if (text && !is_ascii (text))
    self->written = written_words (text);
  return self;
}

/** nh_search_words_free: @words: (transfer full): what is not needed any more */
void
nh_search_words_free (NhSearchWords *words)
{
  g_free (words->folded);
  g_strfreev (words->words);
  g_strfreev (words->written);
  g_free (words);
}

/* Whether the words stand at @at of @tokens, one after the other. */
static gboolean
stands_at (const NhSearchWords *words, char **tokens, guint n_tokens, guint at)
{
  if (at + words->n > n_tokens)
    return FALSE;
  for (guint i = 0; i + 1 < words->n; i++)
    if (!g_str_equal (tokens[at + i], words->words[i]))
      return FALSE;
  return g_str_has_prefix (tokens[at + words->n - 1], words->words[words->n - 1]);
}

static guint
count_begun (char **tokens, char **words)
{
  guint n = 0;

  for (; *words; words++)
    for (char **token = tokens; *token; token++)
      if (g_str_has_prefix (*token, *words))
        {
          n++;
          break;
        }
  return n;
}

/* "bs" for "ben suc", also beside whole words: "th bs". */
static gboolean
has_initials_at (const NhSearchWords *words, char **tokens, guint n_tokens, guint at)
{
  for (guint i = 0; i < words->n; i++)
    {
      const char *p = words->words[i];

      if (at < n_tokens && g_str_has_prefix (tokens[at], p))
        {
          at++;
          continue;
        }
      for (; *p; p++, at++)
        if (at >= n_tokens || tokens[at][0] != *p)
          return FALSE;
    }
  return TRUE;
}

static gboolean
has_initials (const NhSearchWords *words, char **tokens, guint n_tokens)
{
  for (guint at = 0; at < n_tokens; at++)
    if (has_initials_at (words, tokens, n_tokens, at))
      return TRUE;
  return FALSE;
}

static NhSearchRank
rank_tokens (const NhSearchWords *words, char **tokens, gboolean person)
{
  guint n = g_strv_length (tokens);
  gboolean whole_end;

  if (!n)
    return NH_SEARCH_NONE;
  whole_end = g_str_equal (tokens[n - 1], words->words[words->n - 1]);
  if (n == words->n && whole_end && stands_at (words, tokens, n, 0))
    return NH_SEARCH_EXACT;
  if (person && n > words->n && stands_at (words, tokens, n, n - words->n))
    return whole_end ? NH_SEARCH_GIVEN : NH_SEARCH_GIVEN_BEGINS;
  if (stands_at (words, tokens, n, 0))
    return NH_SEARCH_BEGINS;
  for (guint at = 1; at + words->n <= n; at++)
    if (stands_at (words, tokens, n, at))
      return words->n > 1 ? NH_SEARCH_PHRASE : NH_SEARCH_WORDS;
  if (count_begun (tokens, words->words) == words->n)
    return NH_SEARCH_WORDS;
  return has_initials (words, tokens, n) ? NH_SEARCH_INITIALS : NH_SEARCH_NONE;
}

/**
 * nh_search_rank:
 * @words: what was typed
 * @name: (nullable): a name
 * @person: whether it is a person's, called by its last word
 *
 * Returns: how the name fits; %NH_SEARCH_NONE when not all words are in it
 */
NhSearchRank
nh_search_rank (const NhSearchWords *words, const char *name, gboolean person)
{
  g_autofree char *folded = nh_text_fold (name);
  g_auto (GStrv) tokens = nh_query_find_words (folded);

  return rank_tokens (words, tokens, person);
}

/**
 * nh_search_score:
 * @words: what was typed
 * @name: (nullable): a name
 * @person: whether it is a person's, called by its last word
 *
 * The rank as a number to compare by, finer: marks that were typed and stand in the name count,
 * and so do single words of a name that has not all of them.
 *
 * Returns: 0: no word of it is in the name
 */
int
nh_search_score (const NhSearchWords *words, const char *name, gboolean person)
{
  g_autofree char *folded = nh_text_fold (name);
  g_auto (GStrv) tokens = nh_query_find_words (folded);
  NhSearchRank rank = rank_tokens (words, tokens, person);
  int score = (int) rank * RANK_STEP;

  if (rank == NH_SEARCH_NONE)
    return 10 * (int) count_begun (tokens, words->words);
  if (words->written)
    {
      g_auto (GStrv) written = written_words (name);

      if (count_begun (written, words->written) == g_strv_length (words->written))
        score += WRITTEN_BONUS;
    }
  return score;
}

/**
 * nh_search_has_words:
 * @words: what was typed
 * @text: (nullable): any text
 *
 * Returns: whether each word begins a word of @text
 */
gboolean
nh_search_has_words (const NhSearchWords *words, const char *text)
{
  return nh_text_contains_folded (text, words->folded);
}

/* Marking. */

typedef struct
{
  GString *folded;
  GArray *from; /* of guint: where in the text the character of each folded byte begins */
} Folded;

/* Folds character by character, remembering where each came from. */
static void
fold_with_places (const char *text, Folded *result)
{
  result->folded = g_string_new (NULL);
  result->from = g_array_new (FALSE, FALSE, sizeof (guint));
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      g_autofree char *one = g_strndup (p, g_utf8_next_char (p) - p);
      g_autofree char *folded = nh_text_fold (one);
      guint from = p - text;

      if (g_unichar_isspace (g_utf8_get_char (p)))
        {
          g_string_append_c (result->folded, ' ');
          g_array_append_val (result->from, from);
        }
      for (const char *f = folded; *f; f++)
        {
          g_string_append_c (result->folded, *f);
          g_array_append_val (result->from, from);
        }
    }
}

static gboolean
begins_word (const char *start, const char *p)
{
  return p == start || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p)));
}

/* The bytes of @text that @length folded bytes from @at came from; combining marks that follow
 * belong to their letter. */
static NhSearchRange
range_of (const char *text, Folded *folded, guint at, guint length)
{
  guint start = g_array_index (folded->from, guint, at);
  guint end = at + length < folded->from->len ? g_array_index (folded->from, guint, at + length)
                                              : (guint) strlen (text);

  return (NhSearchRange){ start, end - start };
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  guint first = ((const NhSearchRange *) a)->start;
  guint second = ((const NhSearchRange *) b)->start;

  return (first > second) - (first < second);
}

/**
 * nh_search_mark:
 * @words: what was typed
 * @text: valid UTF-8
 *
 * Returns: (transfer full) (element-type NhSearchRange): the beginnings of words of @text that were
 *   typed, in order and without overlaps
 */
GArray *
nh_search_mark (const NhSearchWords *words, const char *text)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (NhSearchRange));
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (NhSearchRange));
  Folded folded;
  guint end = 0;

  fold_with_places (text, &folded);
  for (guint i = 0; i < words->n; i++)
    for (const char *hit = folded.folded->str; (hit = strstr (hit, words->words[i])); hit++)
      if (begins_word (folded.folded->str, hit))
        {
          NhSearchRange range = range_of (text, &folded, hit - folded.folded->str,
                                          strlen (words->words[i]));

          g_array_append_val (all, range);
        }
  g_array_sort (all, compare_ranges);
  for (guint i = 0; i < all->len; i++)
    {
      NhSearchRange range = g_array_index (all, NhSearchRange, i);

      if (range.start + range.length <= end)
        continue;
      if (range.start < end)
        g_array_index (ranges, NhSearchRange, ranges->len - 1).length += range.start + range.length - end;
      else
        g_array_append_val (ranges, range);
      end = range.start + range.length;
    }
  g_string_free (folded.folded, TRUE);
  g_array_unref (folded.from);
  return ranges;
}
