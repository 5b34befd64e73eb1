/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-text.h"
#include "model/nh-field-sql.h"

void
nh_query_init (NhQuery *query, const NhEntity *entity)
{
  query->entity = entity;
  query->filters = nh_filters_new ();
  query->find = NULL;
  query->n_sorts = 0;
  query->group = -1;
}

void
nh_query_clear (NhQuery *query)
{
  g_clear_pointer (&query->filters, g_array_unref);
  g_clear_pointer (&query->find, g_free);
}

void
nh_query_set_filters (NhQuery *query, const NhListFilter *filters, guint n_filters)
{
  g_array_set_size (query->filters, 0);
  for (guint i = 0; i < n_filters; i++)
    nh_filters_add (query->filters, &filters[i]);
}

/**
 * nh_query_find_words:
 * @folded: text of nh_text_fold()
 *
 * Splits as the tokenizer of the full-text index does, so that "TH-THCS" and "73/KH-SGDĐT" find
 * what they should.
 *
 * Returns: (transfer full): the words
 */
GStrv
nh_query_find_words (const char *folded)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *p = folded;

  while (*p)
    {
      g_autofree char *word = NULL;
      const char *start;

      while (*p && !g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      start = p;
      while (*p && g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      word = g_strndup (start, p - start);
      if (*word)
        g_strv_builder_add (words, word);
    }
  return g_strv_builder_end (words);
}

/* Phones are stored as digits and shown in groups: "0912 345 678". */
static char *
join_phone (const char *text)
{
  GString *digits = g_string_new (NULL);

  if (*text == '0' && !text[strspn (text, "0123456789 .-")])
    for (const char *p = text; *p; p++)
      if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
  if (digits->len < 9)
    g_string_assign (digits, text);
  return g_string_free (digits, FALSE);
}

void
nh_query_set_find (NhQuery *query, const char *text)
{
  g_autofree char *folded = nh_text_fold (text);
  g_autofree char *joined = join_phone (folded);
  g_auto (GStrv) words = nh_query_find_words (joined);

  g_free (query->find);
  query->find = words[0] ? g_strjoinv (" ", words) : NULL;
}

void
nh_query_copy (const NhQuery *from, NhQuery *to)
{
  nh_query_init (to, from->entity);
  nh_query_set_filters (to, (const NhListFilter *) from->filters->data, from->filters->len);
  to->find = g_strdup (from->find);
  memcpy (to->sorts, from->sorts, sizeof to->sorts);
  to->n_sorts = from->n_sorts;
  to->group = from->group;
}

/**
 * nh_query_match_text:
 * @folded_words: words of nh_text_fold()
 *
 * Returns: (transfer full): an FTS5 query for rows that have a word beginning with each of them.
 */
char *
nh_query_match_text (const char *folded_words)
{
  GString *match = g_string_new (NULL);
  g_auto (GStrv) words = nh_query_find_words (folded_words);

  for (guint i = 0; words[i]; i++)
    g_string_append_printf (match, "%s\"%s\" *", i ? " " : "", words[i]);
  if (!match->len)
    g_string_append (match, "\"\"");
  return g_string_free (match, FALSE);
}

/* Whether each of @words begins a word of @text; both folded. As the full-text index does it:
 * words are runs of letters and digits. */
static gboolean
has_words (const char *text, const GStrv words)
{
  for (guint i = 0; words[i]; i++)
    {
      const char *hit = text;

      while ((hit = strstr (hit, words[i])))
        {
          if (hit == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (hit))))
            break;
          hit++;
        }
      if (!hit)
        return FALSE;
    }
  return TRUE;
}

/**
 * nh_query_prepare_text:
 * @workbook: a workbook
 * @entity: one with a full-text index
 *
 * Returns: (transfer full) (nullable): a statement for nh_query_row_has_words()
 */
NhStatement *
nh_query_prepare_text (NhWorkbook *workbook, const NhEntity *entity)
{
  g_autofree char *sql = g_strdup_printf ("SELECT text FROM %s WHERE rowid = ?", entity->fts);

  return nh_store_prepare (nh_workbook_get_store (workbook), sql, NULL);
}

/**
 * nh_query_row_has_words:
 * @text: a statement of nh_query_prepare_text()
 * @id: the key of a row
 * @words: folded words
 *
 * Returns: whether a search for @words finds the row
 */
gboolean
nh_query_row_has_words (NhStatement *text, gint64 id, const GStrv words)
{
  const char *value;
  gboolean row;

  nh_statement_reset (text);
  nh_statement_bind_int64 (text, 1, id);
  if (!nh_statement_step (text, &row, NULL) || !row)
    return FALSE;
  value = nh_statement_text (text, 0);
  return value && has_words (value, words);
}

static char *
haystack_sql (const NhEntity *entity)
{
  GString *sql = g_string_new ("nh_fold (''");

  for (const NhField *f = entity->fields; f->name; f++)
    if (!(f->flags & NH_FIELD_HIDDEN))
      {
        g_autofree char *shown = nh_field_sql_shown (f);

        g_string_append_printf (sql, " || ' ' || coalesce (%s, '')", shown);
      }
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static void
append_condition (GString *where, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
append_condition (GString *where, const char *format, ...)
{
  va_list args;

  g_string_append (where, where->len ? " AND " : "WHERE ");
  va_start (args, format);
  g_string_append_vprintf (where, format, args);
  va_end (args);
}

/**
 * nh_query_where:
 * @query: what a list shows
 * @way: how to look for the words of the search
 *
 * Returns: (transfer full): "WHERE …" over the row "t", or "" for all rows.
 */
char *
nh_query_where (const NhQuery *query, NhFindWay way)
{
  GString *where = g_string_new (NULL);

  for (guint i = 0; i < query->filters->len; i++)
    {
      const NhListFilter *f = &g_array_index (query->filters, NhListFilter, i);
      g_autofree char *condition = nh_filter_sql (f, query->entity);

      append_condition (where, "%s", condition);
    }
  if (query->find)
    {
      if (query->entity->fts && way == NH_FIND_INDEX)
        append_condition (where, "t.id IN (SELECT rowid FROM %s WHERE %s MATCH ?)",
                          query->entity->fts, query->entity->fts);
      else
        {
          g_auto (GStrv) words = g_strsplit (query->find, " ", -1);
          g_autofree char *hay
              = query->entity->fts
                    ? g_strdup_printf ("(SELECT text FROM %s WHERE rowid = t.id)",
                                       query->entity->fts)
                    : haystack_sql (query->entity);

          /* Cheap first: few rows have the letters at all; then they must begin a word. */
          for (guint i = 0; words[i]; i++)
            {
              append_condition (where, "instr (%s, ?)", hay);
              append_condition (where, "' ' || %s GLOB ?", hay);
            }
        }
    }
  return g_string_free (where, FALSE);
}

int
nh_query_bind (const NhQuery *query, NhFindWay way, NhStatement *statement, int index)
{
  for (guint i = 0; i < query->filters->len; i++)
    index = nh_filter_bind (&g_array_index (query->filters, NhListFilter, i), query->entity, statement,
                            index);
  if (query->find)
    {
      if (query->entity->fts && way == NH_FIND_INDEX)
        {
          g_autofree char *match = nh_query_match_text (query->find);

          nh_statement_bind_text (statement, index++, match);
        }
      else
        {
          g_auto (GStrv) words = g_strsplit (query->find, " ", -1);

          for (guint i = 0; words[i]; i++)
            {
              g_autofree char *beginning = g_strconcat ("*[^a-z0-9]", words[i], "*", NULL);

              nh_statement_bind_text (statement, index++, words[i]);
              nh_statement_bind_text (statement, index++, beginning);
            }
        }
    }
  return index;
}
