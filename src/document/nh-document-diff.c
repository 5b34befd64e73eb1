/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-document-diff-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Two elements of one gap are one that changed when this much of their words is the same. */
#define LEAST_ALIKE 0.4
/* A block that kept its key is the same one, whatever became of its words. */
#define SAME_KEY 1.0

/* Shorter texts stand in a plan more than once; that one went and one came is no move. */
#define SHORTEST_MOVE 12

typedef struct
{
  NhDocument *document;
  guint n;
  char **keys;   /* kind and words */
  char **texts;
  char **places; /* where each element stands */
  guint *numbers;
  guint *other;  /* the element of the other document that it is; G_MAXUINT: none */
} Side;

typedef struct
{
  Side before;
  Side after;
} Differ;

static void
difference_free (gpointer data)
{
  NhDifference *difference = data;

  g_free (difference->place);
  g_free (difference->what);
  g_ptr_array_unref (difference->runs);
  g_free (difference);
}

static char *
find_place (const NhElement *e, const char *text)
{
  if (e->kind == NH_ELEMENT_APPENDIX_HEAD)
    return g_strdup (e->appendix->heading);
  return g_strconcat (e->label ? e->label : "", e->label && *e->label ? " " : "", text, NULL);
}

static char *
collapse_blanks (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    if (*words[i])
      g_string_append_printf (out, "%s%s", out->len ? " " : "", words[i]);
  return g_string_free (out, FALSE);
}

static void
side_init (Side *side, NhDocument *document, GHashTable *numbers)
{
  const char *place = "";

  side->document = document;
  side->n = nh_document_get_n_elements (document);
  side->keys = g_new0 (char *, side->n + 1);
  side->texts = g_new0 (char *, side->n + 1);
  side->places = g_new0 (char *, side->n + 1);
  side->numbers = g_new0 (guint, side->n + 1);
  side->other = g_new (guint, side->n + 1);
  for (guint i = 0; i < side->n; i++)
    {
      const NhElement *e = nh_document_get_element (document, i);
      g_autofree char *words = NULL;
      gpointer known;

      side->other[i] = G_MAXUINT;
      side->texts[i] = nh_diff_element_text (e);
      words = collapse_blanks (side->texts[i]);
      side->keys[i] = g_strdup_printf ("%d:%s", e->kind, words);
      if (e->kind == NH_ELEMENT_SIGNATURE)
        place = "";
      side->places[i] = e->kind == NH_ELEMENT_HEADING || e->kind == NH_ELEMENT_APPENDIX_HEAD
                            ? find_place (e, words) : g_strdup (place);
      place = side->places[i];
      known = g_hash_table_lookup (numbers, side->keys[i]);
      if (!known)
        {
          known = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
          g_hash_table_insert (numbers, side->keys[i], known);
        }
      side->numbers[i] = GPOINTER_TO_UINT (known);
    }
}

static void
side_clear (Side *side)
{
  g_strfreev (side->keys);
  g_strfreev (side->texts);
  g_strfreev (side->places);
  g_free (side->numbers);
  g_free (side->other);
}

static void
join (Differ *d, guint before, guint after)
{
  d->before.other[before] = after;
  d->after.other[after] = before;
}

/* Pairing what is left between elements that stayed. */

static gboolean
is_words (NhElementKind kind)
{
  return kind == NH_ELEMENT_HEADING || kind == NH_ELEMENT_PARAGRAPH || kind == NH_ELEMENT_BULLET;
}

static double
likeness (const Differ *d, guint before, guint after)
{
  const NhElement *a = nh_document_get_element (d->before.document, before);
  const NhElement *b = nh_document_get_element (d->after.document, after);
  double alike;

  if (a->kind != b->kind && !(is_words (a->kind) && is_words (b->kind)))
    return 0;
  /* There is one of each. */
  if (a->kind == NH_ELEMENT_LETTERHEAD || a->kind == NH_ELEMENT_TITLE || a->kind == NH_ELEMENT_SIGNATURE)
    return 1;
  alike = nh_diff_similarity (d->before.texts[before], d->after.texts[after]);
  if (a->key && a->key == b->key)
    return SAME_KEY + alike;
  return alike >= LEAST_ALIKE ? alike : 0;
}

typedef struct
{
  Differ *d;
  guint before;
  guint after;
} Gap;

static double
gap_likeness (guint before, guint after, gpointer data)
{
  Gap *gap = data;

  return likeness (gap->d, gap->before + before, gap->after + after);
}

static void
pair_gap (Differ *d, guint b0, guint b1, guint a0, guint a1)
{
  Gap gap = { d, b0, a0 };
  g_autoptr (GArray) pairs = nh_diff_pair_alike (b1 - b0, a1 - a0, gap_likeness, &gap);

  for (guint i = 0; i < pairs->len; i++)
    {
      NhDiffMatch pair = g_array_index (pairs, NhDiffMatch, i);

      join (d, b0 + pair.before, a0 + pair.after);
    }
}

/* Records of one gap by their keys. What shows none gets numbers of its own. */
static guint *
number_keys (const Side *side, guint start, guint end, GHashTable *numbers, guint *next)
{
  guint *sequence = g_new (guint, end - start + 1);

  for (guint i = start; i < end; i++)
    {
      const NhElement *e = nh_document_get_element (side->document, i);
      gpointer known = e->key ? g_hash_table_lookup (numbers, &e->key) : NULL;

      if (!known)
        known = GUINT_TO_POINTER ((*next)++);
      if (e->key)
        g_hash_table_insert (numbers, (gpointer) &e->key, known);
      sequence[i - start] = GPOINTER_TO_UINT (known);
    }
  return sequence;
}

/* Blocks that kept their keys divide a gap: most edits end here, without a comparison. */
static void
match_gap (Differ *d, guint b, guint b1, guint a, guint a1)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint next = 1;
  guint b0 = b;
  guint a0 = a;
  g_autofree guint *before = number_keys (&d->before, b0, b1, numbers, &next);
  g_autofree guint *after = number_keys (&d->after, a0, a1, numbers, &next);
  g_autoptr (GArray) matches = nh_diff_sequences (before, b1 - b0, after, a1 - a0);

  for (guint i = 0; i < matches->len; i++)
    {
      NhDiffMatch match = g_array_index (matches, NhDiffMatch, i);

      if (likeness (d, b0 + match.before, a0 + match.after) <= 0)
        continue;
      pair_gap (d, b, b0 + match.before, a, a0 + match.after);
      join (d, b0 + match.before, a0 + match.after);
      b = b0 + match.before + 1;
      a = a0 + match.after + 1;
    }
  pair_gap (d, b, b1, a, a1);
}

static void
match_elements (Differ *d)
{
  g_autoptr (GArray) matches
      = nh_diff_sequences (d->before.numbers, d->before.n, d->after.numbers, d->after.n);
  guint b = 0;
  guint a = 0;

  for (guint i = 0; i <= matches->len; i++)
    {
      NhDiffMatch match = i < matches->len ? g_array_index (matches, NhDiffMatch, i)
                                           : (NhDiffMatch) { d->before.n, d->after.n };

      match_gap (d, b, match.before, a, match.after);
      if (i < matches->len)
        join (d, match.before, match.after);
      b = match.before + 1;
      a = match.after + 1;
    }
}

/* Telling. */

/* What came and went with the same words moved. */
static GHashTable *
find_moved (Differ *d)
{
  GHashTable *gone = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < d->before.n; i++)
    if (d->before.other[i] == G_MAXUINT && g_utf8_strlen (d->before.texts[i], -1) >= SHORTEST_MOVE)
      g_hash_table_insert (gone, GUINT_TO_POINTER (d->before.numbers[i]), GUINT_TO_POINTER (i + 1));
  return gone;
}

static void
tell_gone (Differ *d, GPtrArray *differences, guint from, guint to, GHashTable *moved)
{
  for (guint i = from; i < to; i++)
    if (d->before.other[i] == G_MAXUINT && !g_hash_table_contains (moved, GUINT_TO_POINTER (i)))
      nh_diff_whole (differences, NH_DIFFERENCE_REMOVED, nh_document_get_element (d->before.document, i),
                     d->before.places[i]);
}

static void
tell (Differ *d, GPtrArray *differences)
{
  g_autoptr (GHashTable) gone = find_moved (d);
  g_autoptr (GHashTable) moved = g_hash_table_new (NULL, NULL); /* positions before */
  g_autofree gboolean *came_from = g_new0 (gboolean, d->after.n + 1);
  guint old = 0;

  for (guint i = 0; i < d->after.n; i++)
    {
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (gone, GUINT_TO_POINTER (d->after.numbers[i])));

      if (d->after.other[i] != G_MAXUINT || !at || g_hash_table_contains (moved, GUINT_TO_POINTER (at - 1)))
        continue;
      g_hash_table_add (moved, GUINT_TO_POINTER (at - 1));
      came_from[i] = TRUE;
    }
  for (guint i = 0; i < d->after.n; i++)
    {
      const NhElement *e = nh_document_get_element (d->after.document, i);

      if (d->after.other[i] == G_MAXUINT)
        {
          nh_diff_whole (differences, came_from[i] ? NH_DIFFERENCE_MOVED : NH_DIFFERENCE_ADDED, e, d->after.places[i]);
          continue;
        }
      tell_gone (d, differences, old, d->after.other[i], moved);
      old = d->after.other[i] + 1;
      nh_diff_pair (differences, nh_document_get_element (d->before.document, d->after.other[i]), e,
                    d->after.places[i]);
    }
  tell_gone (d, differences, old, d->before.n, moved);
}

/**
 * nh_document_diff:
 * @before: a document
 * @after: what became of it
 *
 * Elements are matched by their words, then by their keys and by how much they have in common; words
 * are compared inside of those that changed, tables by rows and cells.
 *
 * Returns: (transfer full) (element-type NhDifference): what differs, in the order of @after; empty if
 *   both print alike.
 */
GPtrArray *
nh_document_diff (NhDocument *before, NhDocument *after)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func (difference_free);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  Differ d;

  side_init (&d.before, before, numbers);
  side_init (&d.after, after, numbers);
  match_elements (&d);
  tell (&d, differences);
  side_clear (&d.before);
  side_clear (&d.after);
  return differences;
}

/** nh_difference_kind_label: Returns: (transfer none): "Changed", in the user's language. */
const char *
nh_difference_kind_label (NhDifferenceKind kind)
{
  switch (kind)
    {
    case NH_DIFFERENCE_CHANGED:
      return C_ ("difference", "Changed");
    case NH_DIFFERENCE_ADDED:
      return C_ ("difference", "Added");
    case NH_DIFFERENCE_REMOVED:
      return C_ ("difference", "Removed");
    case NH_DIFFERENCE_MOVED:
      return C_ ("difference", "Moved");
    case NH_DIFFERENCE_RENUMBERED:
      return C_ ("difference", "Renumbered");
    case NH_DIFFERENCE_STYLE:
      return C_ ("difference", "Looks different");
    }
  return "";
}

/**
 * nh_difference_to_text:
 * @difference: a difference
 *
 * Returns: (transfer full): one line: "Changed: Paragraph (II. Nội dung): giữ [-bỏ-] {+thêm+}".
 */
char *
nh_difference_to_text (const NhDifference *difference)
{
  g_autofree char *words = nh_diff_runs_to_text (difference->runs);
  g_autofree char *place = *difference->place ? g_strdup_printf (" (%s)", difference->place) : g_strdup ("");

  return g_strdup_printf ("%s: %s%s%s%s", nh_difference_kind_label (difference->kind), difference->what, place,
                          *words ? ": " : "", g_strdelimit (words, "\n", ' '));
}
