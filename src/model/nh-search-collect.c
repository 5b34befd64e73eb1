/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which rows are worth ranking. Of a few hundred hits all are; where half of 400,000 people have
 * the words, a sample of the hits tells which better ones there are, and narrower queries find
 * those: people called so by their given name, through the index of their order; names that begin
 * with the words, through phrases. No query of them reads all hits.
 */
#include "model/nh-search-private.h"

#include <string.h>

#include "core/nh-text.h"
#include "model/nh-query.h"

#define SAMPLE 128    /* so many hits of a query are ranked */
#define FULL 40       /* so many among the rows that were tested: the words are common */
#define TESTED 512    /* rows whose words are tested one by one */
#define PREFIX 3      /* letters that the index of beginnings has */
#define MAX_KEYS 48   /* ways to write a given name with marks */

/* id, name, other names, order, own year; parameter 1 is the year at hand */
static char *
columns_sql (const NhSearchKind *kind)
{
  return g_strdup_printf ("t.id, %s, %s, %s, ?1 <> 0 AND %s IS ?1", kind->name,
                          kind->others ? kind->others : "NULL", kind->order, kind->year ? kind->year : "NULL");
}

/* Ranks the rows of a statement; @words_column: one with text to be tested first, or -1.
 * Returns how many were added; *n_rows: how many were read. */
static guint
read_rows (NhCandidates *self, NhStatement *statement, int words_column, guint most, guint *n_rows)
{
  guint n = 0;
  gboolean row;

  *n_rows = 0;
  while (n < most && nh_statement_step (statement, &row, NULL) && row)
    {
      ++*n_rows;
      if (words_column >= 0 && !nh_search_has_words (self->words, nh_statement_text (statement, words_column)))
        continue;
      n++;
      nh_candidates_add (self, statement);
    }
  return n;
}

/* The rows that a full-text query finds, in the order of the index. */
static guint
read_match (const NhSearchSource *source, NhCandidates *self, const char *match, guint most)
{
  const NhEntity *entity = nh_entity_find (self->kind->entity);
  g_autofree char *columns = columns_sql (self->kind);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s f CROSS JOIN %s t ON t.id = f.rowid "
                                          "WHERE f.%s MATCH ?2 ORDER BY f.rowid%s LIMIT ?3",
                                          columns, entity->fts, entity->name, entity->fts,
                                          self->kind->newest_first ? " DESC" : "");
  g_autoptr (NhStatement) statement = nh_search_prepare (source, sql);
  guint n_rows;

  if (!statement)
    return 0;
  nh_statement_bind_int64 (statement, 1, self->school_year);
  nh_statement_bind_text (statement, 2, match);
  nh_statement_bind_int64 (statement, 3, most);
  return read_rows (self, statement, -1, most, &n_rows);
}

static gboolean
is_long (const NhSearchWords *words)
{
  for (guint i = 0; i < words->n; i++)
    if (g_utf8_strlen (words->words[i], -1) > PREFIX)
      return TRUE;
  return FALSE;
}

/* The beginning of a long common word makes the index merge all its rows before it gives the first.
 * Its first letters it has at hand: rows with them are tested until enough have the whole word.
 * @whole: all words but the last are taken as typed to their end, which they mostly are.
 * Returns whether the words are common; *complete: there are no other hits. */
static gboolean
test_rows (const NhSearchSource *source, NhCandidates *self, gboolean whole, gboolean *complete)
{
  const NhEntity *entity = nh_entity_find (self->kind->entity);
  g_autofree char *columns = columns_sql (self->kind);
  g_autofree char *sql = g_strdup_printf ("SELECT %s, f.text FROM %s f CROSS JOIN %s t ON t.id = f.rowid "
                                          "WHERE f.%s MATCH ?2 ORDER BY f.rowid%s LIMIT ?3",
                                          columns, entity->fts, entity->name, entity->fts,
                                          self->kind->newest_first ? " DESC" : "");
  g_autoptr (NhStatement) statement = nh_search_prepare (source, sql);
  g_autoptr (GString) match = g_string_new (NULL);
  guint n_rows;
  guint n;

  *complete = FALSE;
  for (guint i = 0; i < self->words->n; i++)
    {
      const char *word = self->words->words[i];
      gboolean cut = !(whole && i + 1 < self->words->n);
      const char *end = cut && g_utf8_strlen (word, -1) > PREFIX ? g_utf8_offset_to_pointer (word, PREFIX)
                                                                : strchr (word, '\0');

      g_string_append_printf (match, "%s\"%.*s\"%s", i ? " " : "", (int) (end - word), word, cut ? " *" : "");
    }
  if (!statement)
    return TRUE;
  nh_statement_bind_int64 (statement, 1, self->school_year);
  nh_statement_bind_text (statement, 2, match->str);
  nh_statement_bind_int64 (statement, 3, TESTED);
  n = read_rows (self, statement, 5, SAMPLE, &n_rows);
  *complete = !whole && n < SAMPLE && n_rows < TESTED;
  return n >= FULL;
}

/* "nguyen" + "van" + "a" *, at the beginning of the text where the name stands */
static char *
phrase_match (const NhSearchWords *words, gboolean beginning, gboolean whole)
{
  GString *match = g_string_new (beginning ? "^ " : "");

  for (guint i = 0; i < words->n; i++)
    g_string_append_printf (match, "%s\"%s\"", i ? " + " : "", words->words[i]);
  if (!whole)
    g_string_append (match, " *");
  return g_string_free (match, FALSE);
}

/* People by their given name alone, in the order of their names. */
static void
read_given (const NhSearchSource *source, NhCandidates *self, gboolean whole, guint most)
{
  g_auto (GStrv) keys = nh_text_sort_key_prefixes (self->words->words[0], MAX_KEYS);
  g_autofree char *columns = columns_sql (self->kind);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM person t WHERE t.sort_key >= ?2 AND t.sort_key < ?3 "
                                          "ORDER BY t.sort_key LIMIT ?4", columns);
  g_autoptr (NhStatement) statement = nh_search_prepare (source, sql);

  for (guint i = 0; statement && keys && keys[i]; i++)
    {
      g_autofree char *from = g_strconcat (keys[i], whole ? NH_TEXT_SORT_KEY_TONES : "", NULL);
      g_autofree char *to = g_strconcat (keys[i], whole ? NH_TEXT_SORT_KEY_AFTER_TONES : "\x7f\xf4\x8f\xbf\xbf", NULL);
      guint n_rows;

      nh_statement_reset (statement);
      nh_statement_bind_int64 (statement, 1, self->school_year);
      nh_statement_bind_text (statement, 2, from);
      nh_statement_bind_text (statement, 3, to);
      nh_statement_bind_int64 (statement, 4, most);
      read_rows (self, statement, -1, most, &n_rows);
    }
}

/* Names that begin with the words, or have them one after the other, where the sample had some:
 * else all hits would be read in vain. */
static void
read_better (const NhSearchSource *source, NhCandidates *self, guint limit)
{
  const NhSearchWords *words = self->words;
  guint beginning = self->n_by_rank[NH_SEARCH_BEGINS] + self->n_by_rank[NH_SEARCH_EXACT];
  guint in_name = self->n_by_rank[NH_SEARCH_PHRASE] + self->n_by_rank[NH_SEARCH_GIVEN]
                  + self->n_by_rank[NH_SEARCH_GIVEN_BEGINS];

  if (beginning && beginning < limit)
    {
      g_autofree char *match = phrase_match (words, TRUE, FALSE);

      read_match (source, self, match, 2 * limit);
    }
  if (beginning && words->n > 1 && self->n_by_rank[NH_SEARCH_EXACT] < limit)
    {
      g_autofree char *match = phrase_match (words, TRUE, TRUE);

      read_match (source, self, match, 2 * limit);
    }
  if (words->n > 1 && in_name && in_name + beginning < limit)
    {
      g_autofree char *match = phrase_match (words, FALSE, FALSE);

      read_match (source, self, match, 2 * limit);
    }
}

static void
collect_indexed (const NhSearchSource *source, NhCandidates *self, guint limit)
{
  const NhSearchWords *words = self->words;
  g_autofree char *match = nh_query_match_text (words->folded);
  gboolean complete = FALSE;
  gboolean common = (words->n > 1 && test_rows (source, self, TRUE, &complete))
                    || (is_long (words) && test_rows (source, self, FALSE, &complete));

  if (complete)
    return;
  if (!common && read_match (source, self, match, SAMPLE) < SAMPLE)
    return;
  if (self->kind->person && words->n == 1)
    {
      read_given (source, self, TRUE, limit);
      if (self->n_by_rank[NH_SEARCH_GIVEN] < limit)
        read_given (source, self, FALSE, limit);
    }
  read_better (source, self, limit);
}

/* "th bs": units whose words have these first letters. */
static void
collect_initials (const NhSearchSource *source, NhCandidates *self)
{
  g_autoptr (GString) match = g_string_new (NULL);
  const NhSearchWords *words = self->words;

  if (strlen (words->folded) > 12 || words->digits)
    return;
  for (const char *p = words->folded; *p; p = g_utf8_next_char (p))
    if (*p != ' ')
      g_string_append_printf (match, "%s\"%.*s\" *", match->len ? " " : "", (int) (g_utf8_next_char (p) - p), p);
  self->initials = TRUE;
  read_match (source, self, match->str, SAMPLE);
}

static void
collect_scanning (const NhSearchSource *source, NhCandidates *self)
{
  g_autofree char *columns = columns_sql (self->kind);
  g_autofree char *sql = g_strdup_printf ("SELECT %s, %s FROM %s t", columns, self->kind->hay, self->kind->entity);
  g_autoptr (NhStatement) statement = nh_search_prepare (source, sql);
  guint n_rows;

  if (!statement)
    return;
  nh_statement_bind_int64 (statement, 1, self->school_year);
  read_rows (self, statement, 5, G_MAXUINT, &n_rows);
}

/** nh_search_collect: (internal) adds the rows that may be among the best @limit */
void
nh_search_collect (const NhSearchSource *source, NhCandidates *candidates, guint limit)
{
  const NhSearchKind *kind = candidates->kind;

  if (kind->hay)
    {
      collect_scanning (source, candidates);
      return;
    }
  collect_indexed (source, candidates, limit);
  if (g_str_equal (kind->entity, "unit") && !candidates->rows->len)
    collect_initials (source, candidates);
}
