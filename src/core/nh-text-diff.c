/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-text-diff.h"

#include <string.h>

/* Products of lengths up to which the longest common subsequence is computed exactly: 8 MB and some
 * milliseconds. Beyond it what occurs once in both sequences divides them. */
#define MAX_PRODUCT (4 * 1000 * 1000)
#define MAX_DEPTH 64

/* Comparisons of elements; beyond it only those at about the same place are compared. */
#define MAX_COMPARISONS 20000

/* Texts less alike than this are shown as one replaced by the other: mixed they could not be read. */
#define LEAST_ALIKE 0.3

/* Sequences. */

typedef struct
{
  const guint *before;
  const guint *after;
  GArray *matches;
} Differ;

static void
add_match (Differ *d, guint before, guint after)
{
  NhDiffMatch match = { before, after };

  g_array_append_val (d->matches, match);
}

/* The exact one, by the table of lengths. */
static void
match_exactly (Differ *d, guint b0, guint b1, guint a0, guint a1)
{
  guint n = b1 - b0;
  guint m = a1 - a0;
  gsize width = (gsize) m + 1;
  g_autofree guint16 *lengths = g_new0 (guint16, ((gsize) n + 1) * width);

  for (guint i = n; i-- > 0;)
    for (guint j = m; j-- > 0;)
      lengths[i * width + j] = d->before[b0 + i] == d->after[a0 + j]
                                   ? lengths[(i + 1) * width + j + 1] + 1
                                   : MAX (lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
  for (guint i = 0, j = 0; i < n && j < m;)
    if (d->before[b0 + i] == d->after[a0 + j])
      add_match (d, b0 + i++, a0 + j++);
    else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])
      i++;
    else
      j++;
}

/* Positions of what occurs once in a range; G_MAXUINT: more often. */
static GHashTable *
find_single (const guint *sequence, guint start, guint end)
{
  GHashTable *single = g_hash_table_new (NULL, NULL);

  for (guint i = start; i < end; i++)
    {
      gpointer key = GUINT_TO_POINTER (sequence[i]);

      g_hash_table_insert (single, key,
                           GUINT_TO_POINTER (g_hash_table_contains (single, key) ? G_MAXUINT : i));
    }
  return single;
}

/* What occurs once in both, in order of the second sequence. */
static GArray *
find_anchors (Differ *d, guint b0, guint b1, guint a0, guint a1)
{
  g_autoptr (GHashTable) before = find_single (d->before, b0, b1);
  g_autoptr (GHashTable) after = find_single (d->after, a0, a1);
  GArray *anchors = g_array_new (FALSE, FALSE, sizeof (NhDiffMatch));

  for (guint j = a0; j < a1; j++)
    {
      gpointer at;
      gpointer key = GUINT_TO_POINTER (d->after[j]);

      if (GPOINTER_TO_UINT (g_hash_table_lookup (after, key)) == j
          && g_hash_table_lookup_extended (before, key, NULL, &at) && GPOINTER_TO_UINT (at) != G_MAXUINT)
        {
          NhDiffMatch match = { GPOINTER_TO_UINT (at), j };

          g_array_append_val (anchors, match);
        }
    }
  return anchors;
}

/* The longest part of @anchors that rises in both sequences, by piles of cards. */
static GArray *
keep_rising (GArray *anchors)
{
  g_autofree guint *piles = g_new (guint, anchors->len + 1);
  g_autofree guint *previous = g_new (guint, anchors->len + 1);
  GArray *rising = g_array_new (FALSE, FALSE, sizeof (NhDiffMatch));
  guint n_piles = 0;

  for (guint i = 0; i < anchors->len; i++)
    {
      guint value = g_array_index (anchors, NhDiffMatch, i).before;
      guint low = 0;
      guint high = n_piles;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (g_array_index (anchors, NhDiffMatch, piles[middle]).before < value)
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low ? piles[low - 1] : G_MAXUINT;
      piles[low] = i;
      n_piles = MAX (n_piles, low + 1);
    }
  for (guint i = n_piles ? piles[n_piles - 1] : G_MAXUINT; i != G_MAXUINT; i = previous[i])
    g_array_prepend_val (rising, g_array_index (anchors, NhDiffMatch, i));
  return rising;
}

static void match_ranges (Differ *d, guint b0, guint b1, guint a0, guint a1, guint depth);

static void
match_between_anchors (Differ *d, guint b0, guint b1, guint a0, guint a1, guint depth)
{
  g_autoptr (GArray) anchors = find_anchors (d, b0, b1, a0, a1);
  g_autoptr (GArray) rising = keep_rising (anchors);

  if (!rising->len)
    return;
  for (guint i = 0; i < rising->len; i++)
    {
      NhDiffMatch anchor = g_array_index (rising, NhDiffMatch, i);

      match_ranges (d, b0, anchor.before, a0, anchor.after, depth + 1);
      add_match (d, anchor.before, anchor.after);
      b0 = anchor.before + 1;
      a0 = anchor.after + 1;
    }
  match_ranges (d, b0, b1, a0, a1, depth + 1);
}

static void
match_ranges (Differ *d, guint b0, guint b1, guint a0, guint a1, guint depth)
{
  guint tail = 0;

  while (b0 < b1 && a0 < a1 && d->before[b0] == d->after[a0])
    add_match (d, b0++, a0++);
  while (b0 < b1 && a0 < a1 && d->before[b1 - 1] == d->after[a1 - 1])
    {
      b1--;
      a1--;
      tail++;
    }
  if (b0 < b1 && a0 < a1)
    {
      if ((guint64) (b1 - b0) * (a1 - a0) <= MAX_PRODUCT)
        match_exactly (d, b0, b1, a0, a1);
      else if (depth < MAX_DEPTH)
        match_between_anchors (d, b0, b1, a0, a1, depth);
    }
  for (guint i = 0; i < tail; i++)
    add_match (d, b1 + i, a1 + i);
}

/**
 * nh_diff_sequences:
 * @before: (array length=n_before): what was, equal things having equal numbers
 * @n_before: how many
 * @after: (array length=n_after): what is
 * @n_after: how many
 *
 * Returns: (transfer full) (element-type NhDiffMatch): what stayed, rising in both sequences: the
 *   longest common subsequence; of very long ones a common subsequence.
 */
GArray *
nh_diff_sequences (const guint *before, guint n_before, const guint *after, guint n_after)
{
  Differ d = { before, after, g_array_new (FALSE, FALSE, sizeof (NhDiffMatch)) };

  match_ranges (&d, 0, n_before, 0, n_after, 0);
  return d.matches;
}

typedef struct
{
  NhDiffLikeness likeness;
  gpointer data;
  GArray *pairs;
} Pairer;

static void
pair_ranges (Pairer *p, guint b0, guint b1, guint a0, guint a1)
{
  gsize n = b1 - b0;
  gsize m = a1 - a0;
  gsize band = n && n * m > MAX_COMPARISONS ? MAX_COMPARISONS / n / 2 + 1 : m;
  g_autofree float *best = NULL;
  g_autofree float *alike = NULL;

  if (!n || !m)
    return;
  if ((n + 1) * (m + 1) > MAX_PRODUCT)
    {
      pair_ranges (p, b0, b0 + (guint) n / 2, a0, a0 + (guint) m / 2);
      pair_ranges (p, b0 + (guint) n / 2, b1, a0 + (guint) m / 2, a1);
      return;
    }
  best = g_new0 (float, (n + 1) * (m + 1));
  alike = g_new0 (float, n * m);
  for (gsize i = n; i-- > 0;)
    for (gsize j = m; j-- > 0;)
      {
        gsize middle = i * m / n;
        float with = 0;

        if ((j > middle ? j - middle : middle - j) <= band)
          alike[i * m + j] = (float) p->likeness (b0 + (guint) i, a0 + (guint) j, p->data);
        if (alike[i * m + j] > 0)
          with = alike[i * m + j] + best[(i + 1) * (m + 1) + j + 1];
        best[i * (m + 1) + j] = MAX (with, MAX (best[(i + 1) * (m + 1) + j], best[i * (m + 1) + j + 1]));
      }
  for (guint i = 0, j = 0; i < n && j < m;)
    if (alike[i * m + j] > 0 && best[i * (m + 1) + j] <= alike[i * m + j] + best[(i + 1) * (m + 1) + j + 1])
      {
        NhDiffMatch pair = { b0 + i++, a0 + j++ };

        g_array_append_val (p->pairs, pair);
      }
    else if (best[(i + 1) * (m + 1) + j] >= best[i * (m + 1) + j + 1])
      i++;
    else
      j++;
}

/**
 * nh_diff_pair_alike:
 * @n_before: elements of the first sequence
 * @n_after: elements of the second one
 * @likeness: (scope call): how much two of them are alike
 * @data: for @likeness
 *
 * Returns: (transfer full) (element-type NhDiffMatch): pairs, rising in both sequences, that have most
 *   in common together. Of long sequences only elements at about the same place are compared.
 */
GArray *
nh_diff_pair_alike (guint n_before, guint n_after, NhDiffLikeness likeness, gpointer data)
{
  Pairer p = { likeness, data, g_array_new (FALSE, FALSE, sizeof (NhDiffMatch)) };

  pair_ranges (&p, 0, n_before, 0, n_after);
  return p.pairs;
}

/* Texts. */

static void
run_free (gpointer data)
{
  NhDiffRun *run = data;

  g_free (run->text);
  g_free (run);
}

/** nh_diff_runs_new: Returns: (transfer full) (element-type NhDiffRun): no runs yet. */
GPtrArray *
nh_diff_runs_new (void)
{
  return g_ptr_array_new_with_free_func (run_free);
}

/** nh_diff_runs_add: adds @text at the end, to the last run where that one has the same @op. */
void
nh_diff_runs_add (GPtrArray *runs, NhDiffOp op, const char *text, gssize length)
{
  NhDiffRun *last = runs->len ? g_ptr_array_index (runs, runs->len - 1) : NULL;
  g_autofree char *piece = length < 0 ? g_strdup (text) : g_strndup (text, (gsize) length);

  if (!*piece)
    return;
  if (last && last->op == op)
    {
      char *joined = g_strconcat (last->text, piece, NULL);

      g_free (last->text);
      last->text = joined;
      return;
    }
  last = g_new0 (NhDiffRun, 1);
  last->op = op;
  last->text = g_steal_pointer (&piece);
  g_ptr_array_add (runs, last);
}

static gboolean
is_letter (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* "15/9/2023" and "1.250" are one word. */
static gboolean
joins_digits (const char *text, const char *p)
{
  return strchr ("/.,:", *p) && p > text && g_ascii_isdigit (p[-1]) && g_ascii_isdigit (p[1]);
}

/* A syllable, a number, a day or one mark, with the blanks after it. */
typedef struct
{
  guint start;
  guint end;  /* without the blanks */
  guint next; /* with them */
} Word;

static GArray *
split_words (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  const char *p = text;

  while (*p)
    {
      Word word = { p - text, 0, 0 };
      gboolean letters = is_letter (p);

      if (!g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      while (letters && *p && (is_letter (p) || joins_digits (text, p)))
        p = g_utf8_next_char (p);
      word.end = p - text;
      while (*p && g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      word.next = p - text;
      g_array_append_val (words, word);
    }
  return words;
}

/* Equal words get equal numbers. */
static guint *
number_words (const char *text, GArray *words, GHashTable *numbers)
{
  guint *sequence = g_new (guint, words->len + 1);

  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);
      char *key = g_strndup (text + word->start, word->end - word->start);
      gpointer known = g_hash_table_lookup (numbers, key);

      if (known)
        g_free (key);
      else
        {
          known = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
          g_hash_table_insert (numbers, key, known);
        }
      sequence[i] = GPOINTER_TO_UINT (known);
    }
  return sequence;
}

typedef struct
{
  const char *before;
  const char *after;
  GArray *before_words;
  GArray *after_words;
  GArray *matches;
} Texts;

static void
texts_init (Texts *t, const char *before, const char *after)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint *before_numbers = NULL;
  g_autofree guint *after_numbers = NULL;

  *t = (Texts) { before, after, split_words (before), split_words (after), NULL };
  before_numbers = number_words (before, t->before_words, numbers);
  after_numbers = number_words (after, t->after_words, numbers);
  t->matches = nh_diff_sequences (before_numbers, t->before_words->len, after_numbers, t->after_words->len);
}

static void
texts_clear (Texts *t)
{
  g_array_unref (t->before_words);
  g_array_unref (t->after_words);
  g_array_unref (t->matches);
}

static double
texts_similarity (const Texts *t)
{
  guint total = t->before_words->len + t->after_words->len;

  return total ? 2.0 * t->matches->len / total : 1.0;
}

static void
add_words (GPtrArray *runs, NhDiffOp op, const char *text, GArray *words, guint from, guint to)
{
  if (from < to)
    nh_diff_runs_add (runs, op, text + g_array_index (words, Word, from).start,
                      g_array_index (words, Word, to - 1).next - g_array_index (words, Word, from).start);
}

/* A single mark or syllable that stayed between two longer changes reads better as part of them. */
static void
drop_lonely_matches (Texts *t)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (NhDiffMatch));
  guint before = 0;
  guint after = 0;

  for (guint i = 0; i < t->matches->len;)
    {
      NhDiffMatch first = g_array_index (t->matches, NhDiffMatch, i);
      guint n = 1;
      guint next_before;
      guint next_after;

      while (i + n < t->matches->len && g_array_index (t->matches, NhDiffMatch, i + n).before == first.before + n
             && g_array_index (t->matches, NhDiffMatch, i + n).after == first.after + n)
        n++;
      next_before = i + n < t->matches->len ? g_array_index (t->matches, NhDiffMatch, i + n).before : t->before_words->len;
      next_after = i + n < t->matches->len ? g_array_index (t->matches, NhDiffMatch, i + n).after : t->after_words->len;
      if (n > 1 || first.before - before + first.after - after < 3
          || next_before - first.before + next_after - first.after < 5)
        {
          g_array_append_vals (kept, &g_array_index (t->matches, NhDiffMatch, i), n);
          before = first.before + n;
          after = first.after + n;
        }
      i += n;
    }
  g_array_unref (t->matches);
  t->matches = kept;
}

/**
 * nh_diff_words:
 * @before: a text
 * @after: another one
 *
 * Returns: (transfer full) (element-type NhDiffRun): @after with what was deleted and inserted, by
 *   whole syllables; what was deleted stands before what took its place. Differences of blanks alone
 *   are none.
 */
GPtrArray *
nh_diff_words (const char *before, const char *after)
{
  GPtrArray *runs = nh_diff_runs_new ();
  guint old_at = 0;
  guint new_at = 0;
  Texts t;

  texts_init (&t, before, after);
  if (texts_similarity (&t) < LEAST_ALIKE)
    g_array_set_size (t.matches, 0);
  else
    drop_lonely_matches (&t);
  for (guint i = 0; i <= t.matches->len; i++)
    {
      gboolean last = i == t.matches->len;
      NhDiffMatch match = last ? (NhDiffMatch) { t.before_words->len, t.after_words->len }
                               : g_array_index (t.matches, NhDiffMatch, i);

      add_words (runs, NH_DIFF_DELETE, before, t.before_words, old_at, match.before);
      add_words (runs, NH_DIFF_INSERT, after, t.after_words, new_at, match.after);
      if (!last)
        add_words (runs, NH_DIFF_EQUAL, after, t.after_words, match.after, match.after + 1);
      old_at = match.before + 1;
      new_at = match.after + 1;
    }
  texts_clear (&t);
  return runs;
}

/** nh_diff_similarity: Returns: how much of two texts is the same, in order: 0 to 1. */
double
nh_diff_similarity (const char *before, const char *after)
{
  double similarity;
  Texts t;

  texts_init (&t, before, after);
  similarity = texts_similarity (&t);
  texts_clear (&t);
  return similarity;
}

/** nh_diff_runs_to_text: Returns: (transfer full): as plain text: "giữ [-bỏ-] {+thêm+}". */
char *
nh_diff_runs_to_text (GPtrArray *runs)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const NhDiffRun *run = g_ptr_array_index (runs, i);
      gsize length = strlen (run->text);

      /* Blanks at the end stay outside of the marks. */
      while (length && g_ascii_isspace (run->text[length - 1]))
        length--;
      g_string_append (out, run->op == NH_DIFF_DELETE ? "[-" : run->op == NH_DIFF_INSERT ? "{+" : "");
      g_string_append_len (out, run->text, (gssize) length);
      g_string_append (out, run->op == NH_DIFF_DELETE ? "-]" : run->op == NH_DIFF_INSERT ? "+}" : "");
      g_string_append (out, run->text + length);
      if (!run->text[length] && i + 1 < runs->len && run->op == NH_DIFF_DELETE
          && ((const NhDiffRun *) g_ptr_array_index (runs, i + 1))->op == NH_DIFF_INSERT)
        g_string_append_c (out, ' ');
    }
  return g_string_free (out, FALSE);
}
