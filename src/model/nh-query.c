/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-text.h"
#include "model/nh-field-sql.h"

static void
filter_clear (gpointer data)
{
  NhListFilter *filter = data;

  g_free ((char *) filter->field);
  g_free ((char *) filter->value);
}

void
nh_query_init (NhQuery *query, const NhEntity *entity)
{
  query->entity = entity;
  query->filters = g_array_new (FALSE, FALSE, sizeof (NhListFilter));
  g_array_set_clear_func (query->filters, filter_clear);
  query->find = NULL;
  query->sort = -1;
  query->descending = FALSE;
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
    {
      NhListFilter copy = { g_strdup (filters[i].field), g_strdup (filters[i].value) };

      g_array_append_val (query->filters, copy);
    }
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
  to->sort = from->sort;
  to->descending = from->descending;
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
      const char *dot = strchr (f->field, '.');

      if (dot)
        {
          /* "plan.school_year": a field of the referred record; rows without one stay. */
          g_autofree char *own = g_strndup (f->field, dot - f->field);
          int n = nh_entity_find_field (query->entity, own);

          append_condition (where, "(t.%s IS NULL OR t.%s IN (SELECT id FROM %s WHERE %s = ?))", own,
                            own, query->entity->fields[n].target, dot + 1);
        }
      else if (!f->value)
        append_condition (where, "t.%s IS NULL", f->field);
      else if (g_str_equal (f->value, "*"))
        append_condition (where, "t.%s IS NOT NULL", f->field);
      else if (g_str_has_prefix (f->value, "in:"))
        append_condition (where, "t.%s IN (%s)", f->field, f->value + strlen ("in:"));
      else if (g_str_has_prefix (f->value, ">="))
        append_condition (where, "(t.%s IS NULL OR t.%s >= ?)", f->field, f->field);
      else if (f->value[0] == '!')
        append_condition (where, "t.%s IS NOT ?", f->field);
      else
        append_condition (where, "t.%s = ?", f->field);
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
    {
      const NhListFilter *f = &g_array_index (query->filters, NhListFilter, i);
      const char *value = f->value;
      int n = nh_entity_find_field (query->entity, f->field);

      if (!value || g_str_equal (value, "*") || g_str_has_prefix (value, "in:"))
        continue;
      if (g_str_has_prefix (value, ">="))
        {
          nh_statement_bind_text (statement, index++, value + strlen (">="));
          continue;
        }
      if (value[0] == '!')
        value++;
      if (n >= 0
          && (query->entity->fields[n].kind == NH_FIELD_CHOICE
              || query->entity->fields[n].kind == NH_FIELD_TEXT))
        nh_statement_bind_text (statement, index++, value);
      else
        nh_statement_bind_int64 (statement, index++, g_ascii_strtoll (value, NULL, 10));
    }
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

static void
order_add (GPtrArray *list, GArray *directions, char *expression, gboolean descending)
{
  g_ptr_array_add (list, expression);
  g_array_append_val (directions, descending);
}

static char *
sort_key_sql (const NhField *field)
{
  const NhEntity *target = field->target ? nh_entity_find (field->target) : NULL;

  if (field->kind == NH_FIELD_REFERENCE && nh_entity_find_field (target, "sort_key") >= 0)
    return g_strdup_printf ("(SELECT sort_key FROM %s WHERE id = t.%s)", field->target, field->name);
  else
    {
      g_autofree char *shown = nh_field_sql_shown (field);

      return g_strdup_printf ("nh_sort_key (%s)", shown);
    }
}

/**
 * nh_query_order:
 * @query: what a list shows
 * @descending: (out) (transfer full): for each expression, whether it runs downwards
 *
 * Empty cells come last in both directions, as in spreadsheets; the key of the record decides in
 * the end, so the order is total.
 *
 * Returns: (transfer full) (element-type utf8): the expressions to order by.
 */
GPtrArray *
nh_query_order (const NhQuery *query, GArray **descending)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  GArray *directions = g_array_new (FALSE, FALSE, sizeof (gboolean));
  gboolean down = query->descending;

  if (query->sort < 0)
    {
      g_auto (GStrv) parts = g_strsplit (query->entity->order, ", ", -1);

      for (guint i = 0; parts[i]; i++)
        order_add (list, directions, g_strdup (parts[i]), FALSE);
    }
  else
    {
      const NhField *f = &query->entity->fields[query->sort];

      if (g_str_equal (f->name, "name") && nh_entity_find_field (query->entity, "sort_key") >= 0)
        order_add (list, directions, g_strdup ("t.sort_key"), down);
      else if (f->kind == NH_FIELD_PERIOD)
        {
          order_add (list, directions, g_strdup_printf ("(t.%s_start IS NULL)", f->name), FALSE);
          order_add (list, directions, g_strdup_printf ("t.%s_start", f->name), down);
          order_add (list, directions, g_strdup_printf ("t.%s_end", f->name), down);
        }
      else
        {
          g_autofree char *shown = nh_field_sql_shown (f);

          order_add (list, directions, g_strdup_printf ("(coalesce (%s, '') = '')", shown), FALSE);
          if (f->kind == NH_FIELD_INTEGER || f->kind == NH_FIELD_DATE)
            order_add (list, directions, g_strdup (shown), down);
          else
            order_add (list, directions, sort_key_sql (f), down);
        }
    }
  order_add (list, directions, g_strdup ("t.id"), FALSE);
  *descending = directions;
  return list;
}

char *
nh_query_order_by (const NhQuery *query)
{
  g_autoptr (GArray) directions = NULL;
  g_autoptr (GPtrArray) list = nh_query_order (query, &directions);
  GString *sql = g_string_new (" ORDER BY ");

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (sql, "%s%s%s", i ? ", " : "", (char *) g_ptr_array_index (list, i),
                            g_array_index (directions, gboolean, i) ? " DESC" : "");
  return g_string_free (sql, FALSE);
}

gboolean
nh_query_is_indexed (const NhQuery *query)
{
  if (query->sort < 0)
    return query->entity->order_index != NULL;
  return g_str_equal (query->entity->fields[query->sort].name, "name")
         && nh_entity_find_field (query->entity, "sort_key") >= 0 && !query->descending;
}
