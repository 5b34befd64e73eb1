/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-search-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-phone.h"
#include "core/nh-text.h"
#include "model/nh-query.h"

#define ALIASES "(SELECT group_concat (alias, char (10)) FROM unit_alias WHERE unit = t.id)"

static const NhSearchKind kinds[] = {
  { "plan", .name = "CASE WHEN coalesce (t.number, '') <> '' THEN t.number || '/' || coalesce (t.symbol, '') "
                    "ELSE t.title END",
    .others = "t.title",
    .hay = "coalesce (t.number, '') || '/' || coalesce (t.symbol, '') || ' ' || t.title || ' ' || "
           "coalesce (t.issuer, '') || ' ' || coalesce (t.issuer_short, '') || ' ' || coalesce (t.note, '') || ' ' || "
           "coalesce ((SELECT name FROM school_year WHERE id = t.school_year), '')",
    .order = "coalesce (t.issued_start, '')", .descending = TRUE, .year = "t.school_year",
    .detail = "CASE WHEN coalesce (t.number, '') <> '' THEN t.title END, "
              "(SELECT name FROM school_year WHERE id = t.school_year)",
    .n_shown = 2, .more = "t.issuer, t.note" },
  { "unit", .name = "t.name", .others = "coalesce (t.short_name, '') || char (10) || coalesce (" ALIASES ", '') || "
                                        "char (10) || CASE WHEN t.kind IN ('district_office', 'commune_office') "
                                        "THEN coalesce (t.area, '') ELSE '' END",
    .order = "coalesce (t.sort_key, '')",
    .detail = "t.kind, (SELECT coalesce (nullif (u.short_name, ''), u.name) FROM unit u WHERE u.id = t.parent)",
    .n_shown = 2, .more = "t.short_name, replace (" ALIASES ", char (10), ', '), t.area, t.phone, t.email, t.note" },
  { "person", .person = TRUE, .name = "t.name", .others = "t.phone || char (10) || coalesce (t.email, '')",
    .order = "coalesce (t.sort_key, '')",
    .detail = "t.post, (SELECT name FROM unit WHERE id = t.unit)", .n_shown = 2,
    .more = "t.subjects, t.phone, t.email, t.note" },
  { "team", .name = "t.name", .hay = "t.name || ' ' || coalesce (t.term, '') || ' ' || coalesce (t.note, '') || ' ' || "
                                     "coalesce ((SELECT name FROM team p WHERE p.id = t.parent), '')",
    .order = "printf ('%020d', t.position)",
    .detail = "t.kind, (SELECT name FROM team p WHERE p.id = t.parent), t.term", .n_shown = 3, .more = "t.note" },
  { "activity", .newest_first = TRUE,
    .name = "coalesce (nullif (t.content, ''), (SELECT group_concat (u.name, ', ') FROM activity_unit l "
            "JOIN unit u ON u.id = l.unit WHERE l.activity = t.id))",
    .order = "coalesce (t.period_start, '')", .descending = TRUE,
    .year = "(SELECT school_year FROM plan WHERE id = t.plan)",
    .detail = "t.kind, t.period_text, (SELECT CASE WHEN coalesce (p.number, '') <> '' THEN p.number || '/' || "
              "coalesce (p.symbol, '') ELSE p.title END FROM plan p WHERE p.id = t.plan)",
    .n_shown = 3,
    .more = "(SELECT group_concat (coalesce (nullif (u.short_name, ''), u.name), ', ') FROM activity_unit l "
            "JOIN unit u ON u.id = l.unit WHERE l.activity = t.id), t.subject, (SELECT name FROM team WHERE id = t.team), "
            "t.place, t.participants, t.responsible, t.note" },
  { "legal_reference", .name = "coalesce (nullif (t.number, ''), t.subject)", .others = "t.subject",
    .hay = "coalesce (t.number, '') || ' ' || coalesce (t.subject, '') || ' ' || coalesce (t.issuer, '') || ' ' || "
           "coalesce (t.note, '')",
    .order = "coalesce (t.issued_on, '')", .descending = TRUE,
    .detail = "t.kind, CASE WHEN coalesce (t.number, '') <> '' THEN t.subject END", .n_shown = 2,
    .more = "t.issuer, t.note" },
};

/** nh_search_kinds: (internal) Returns: (array length=n_kinds): what can be found, in the order of equals */
const NhSearchKind *
nh_search_kinds (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);
  return kinds;
}

/** nh_search_prepare: (internal) Returns: (transfer full) (nullable): a statement of @source; %NULL when the search
 * is given up */
NhStatement *
nh_search_prepare (const NhSearchSource *source, const char *sql)
{
  if (source->last && g_atomic_int_get (source->last) != source->number)
    return NULL;
  return source->reader ? nh_reader_prepare (source->reader, sql, NULL) : nh_store_prepare (source->store, sql, NULL);
}

/** nh_search_hit_free: @hit: (transfer full): what is not needed any more */
void
nh_search_hit_free (NhSearchHit *hit)
{
  g_free (hit->title);
  g_free (hit->subtitle);
  g_array_unref (hit->title_marks);
  g_array_unref (hit->subtitle_marks);
  g_free (hit);
}

/* Ranking. */

static void
candidate_clear (gpointer data)
{
  g_free (((NhCandidate *) data)->order);
}

/** nh_candidates_add: (internal) ranks a row: its key, name, other names by lines, order, own year */
void
nh_candidates_add (NhCandidates *self, NhStatement *row)
{
  gint64 id = nh_statement_int64 (row, 0);
  const char *others = nh_statement_text (row, 2);
  NhCandidate candidate = { id, 0, nh_statement_int64 (row, 4) != 0, NULL };

  if (g_hash_table_contains (self->seen, &id))
    return;
  candidate.score = nh_search_score (self->words, nh_statement_text (row, 1), self->kind->person);
  if (others && *others)
    {
      g_auto (GStrv) lines = g_strsplit (others, "\n", -1);

      /* The same by another name comes behind. */
      for (guint i = 0; lines[i]; i++)
        if (*lines[i])
          candidate.score = MAX (candidate.score, nh_search_score (self->words, lines[i], FALSE) - 1);
    }
  if (candidate.score < NH_SEARCH_INITIALS * 1000 - 1)
    {
      if (self->initials)
        return; /* it only has words with these letters */
      candidate.score = MAX (candidate.score, 0) + NH_SEARCH_ELSEWHERE * 1000;
    }
  candidate.order = g_strdup (nh_statement_text (row, 3));
  g_hash_table_add (self->seen, g_memdup2 (&id, sizeof id));
  g_array_append_val (self->rows, candidate);
  self->n_by_rank[MIN ((candidate.score + 1) / 1000, NH_SEARCH_EXACT)]++;
}

static int
compare_candidates (gconstpointer a, gconstpointer b, gpointer data)
{
  const NhCandidate *first = a;
  const NhCandidate *second = b;
  const NhSearchKind *kind = data;
  int order = (second->score + 1) / 10 - (first->score + 1) / 10; /* by which of its names does not count yet */

  if (order)
    return order;
  if (first->own_year != second->own_year)
    return second->own_year - first->own_year;
  if (first->score != second->score)
    return second->score - first->score;
  order = g_strcmp0 (first->order, second->order);
  if (order)
    return kind->descending ? -order : order;
  return (first->id > second->id) - (first->id < second->id);
}

/* Describing. */

static char *
one_line (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text ? text : "", " \n\t\r", -1);
  GString *line = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    if (*words[i])
      g_string_append_printf (line, "%s%s", line->len ? " " : "", words[i]);
  return g_string_free (line, FALSE);
}

/* A column of the subtitle as it is read; the stored form of phones is bare digits. */
static char *
shown_text (const NhEntity *entity, const char *text, gboolean is_choice)
{
  const NhChoice *choice;

  if (!text)
    return g_strdup ("");
  if (is_choice)
    {
      choice = nh_field_find_choice (&entity->fields[nh_entity_find_field (entity, "kind")], text);
      return g_strdup (choice ? _(choice->label) : "");
    }
  if (text[0] == '0' && strlen (text) >= 9 && strspn (text, "0123456789") == strlen (text))
    return nh_phone_format (text);
  return one_line (text);
}

/* Whether @text has one of the words that neither @title nor @subtitle has. */
static gboolean
adds_word (const NhSearchWords *words, const char *text, const char *title, const char *subtitle)
{
  for (guint i = 0; i < words->n; i++)
    if (nh_text_contains_folded (text, words->words[i]) && !nh_text_contains_folded (title, words->words[i])
        && !nh_text_contains_folded (subtitle, words->words[i]))
      return TRUE;
  return FALSE;
}

static GArray *
mark (const NhSearchWords *words, const char *text)
{
  return words ? nh_search_mark (words, text) : g_array_new (FALSE, FALSE, sizeof (NhSearchRange));
}

static NhSearchHit *
describe (const NhSearchSource *source, const NhSearchKind *kind, const NhSearchWords *words, gint64 id)
{
  const NhEntity *entity = nh_entity_find (kind->entity);
  gboolean choice_first = g_str_has_prefix (kind->detail, "t.kind,");
  g_autofree char *sql = g_strdup_printf ("SELECT %s, %s, %s FROM %s t WHERE t.id = ?", kind->name, kind->detail,
                                          kind->more, kind->entity);
  g_autoptr (NhStatement) statement = nh_search_prepare (source, sql);
  g_autoptr (GString) subtitle = g_string_new (NULL);
  NhSearchHit *hit;
  gboolean row;

  if (!statement)
    return NULL;
  nh_statement_bind_int64 (statement, 1, id);
  if (!nh_statement_step (statement, &row, NULL) || !row)
    return NULL;
  hit = g_new0 (NhSearchHit, 1);
  hit->entity = entity;
  hit->id = id;
  hit->title = one_line (nh_statement_text (statement, 0));
  for (int i = 1; i < nh_statement_n_columns (statement); i++)
    {
      const char *stored = nh_statement_text (statement, i);
      g_autofree char *text = shown_text (entity, stored, i == 1 && choice_first);

      /* As it is stored: a phone is typed as digits and shown in groups. */
      if (i > (int) kind->n_shown && !(words && stored && adds_word (words, stored, hit->title, subtitle->str)))
        continue;
      if (*text)
        g_string_append_printf (subtitle, "%s%s", subtitle->len ? " · " : "", text);
    }
  if (!*hit->title) /* an activity without a content and without units */
    {
      g_free (hit->title);
      hit->title = g_strdup (subtitle->len ? subtitle->str : _(entity->label));
    }
  hit->subtitle = g_strdup (subtitle->str);
  hit->title_marks = mark (words, hit->title);
  hit->subtitle_marks = mark (words, hit->subtitle);
  return hit;
}

static void
find_kind (const NhSearchSource *source, const NhSearchKind *kind, const NhSearchWords *words, guint limit,
           gint64 school_year, GPtrArray *hits)
{
  NhCandidates candidates = { .kind = kind, .words = words, .school_year = school_year };

  candidates.seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  candidates.rows = g_array_new (FALSE, FALSE, sizeof (NhCandidate));
  g_array_set_clear_func (candidates.rows, candidate_clear);
  nh_search_collect (source, &candidates, limit);
  g_array_sort_with_data (candidates.rows, compare_candidates, (gpointer) kind);
  for (guint i = 0; i < MIN (limit, candidates.rows->len); i++)
    {
      NhCandidate *candidate = &g_array_index (candidates.rows, NhCandidate, i);
      NhSearchHit *hit = describe (source, kind, words, candidate->id);

      if (!hit)
        continue;
      hit->score = candidate->score;
      g_ptr_array_add (hits, hit);
    }
  g_array_unref (candidates.rows);
  g_hash_table_unref (candidates.seen);
}

/* Kinds whose best hit is better come first; by the name itself or by another one is the same here. */
static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  const NhSearchHit *first = g_ptr_array_index (*(GPtrArray *const *) a, 0);
  const NhSearchHit *second = g_ptr_array_index (*(GPtrArray *const *) b, 0);

  return (second->score + 1) / 1000 - (first->score + 1) / 1000;
}

/** nh_search_run: (internal) nh_search_all() that may run in a thread */
GPtrArray *
nh_search_run (const NhSearchSource *source, const char *text, guint limit, gint64 school_year)
{
  g_autoptr (NhSearchWords) words = nh_search_words_new (text);
  g_autoptr (GPtrArray) by_kind = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_search_hit_free);

  for (guint i = 0; words && i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new ();

      find_kind (source, &kinds[i], words, limit, school_year, found);
      if (found->len)
        g_ptr_array_add (by_kind, g_steal_pointer (&found));
    }
  g_ptr_array_sort (by_kind, compare_kinds); /* keeps the order of equals */
  for (guint i = 0; i < by_kind->len; i++)
    g_ptr_array_extend (hits, by_kind->pdata[i], NULL, NULL);
  return hits;
}

/**
 * nh_search_all:
 * @workbook: a workbook
 * @text: (nullable): what was typed: words in any order, beginnings of words, with marks or without
 * @limit: most hits of each kind
 * @school_year: plans and activities of this year come first; 0: none does
 *
 * Finds plans, units, people, teams, activities and legal documents. A whole name comes before a
 * name that begins so, that before a word within, and that before what stands elsewhere: a phone, a
 * place, a note. People are called by their given name. Takes as long in a large workbook as in a
 * small one, more or less: where very many rows match, not all are looked at.
 *
 * Returns: (transfer full) (element-type NhSearchHit): the best of each kind, kind by kind, the
 *   best first, and the kind with the best one first
 */
GPtrArray *
nh_search_all (NhWorkbook *workbook, const char *text, guint limit, gint64 school_year)
{
  NhSearchSource source = { .store = nh_workbook_get_store (workbook) };

  return nh_search_run (&source, text, limit, school_year);
}

/**
 * nh_search_describe:
 * @workbook: a workbook
 * @entity: of a kind that can be found
 * @id: the key of a record
 *
 * Returns: (transfer full) (nullable): the record as a search shows it; %NULL when it is gone
 */
NhSearchHit *
nh_search_describe (NhWorkbook *workbook, const NhEntity *entity, gint64 id)
{
  NhSearchSource source = { .store = nh_workbook_get_store (workbook) };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].entity, entity->name))
      return describe (&source, &kinds[i], NULL, id);
  return NULL;
}
