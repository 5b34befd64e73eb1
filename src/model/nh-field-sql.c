/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-field-sql.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-period.h"
#include "core/nh-phone.h"

#define UNIT_SEPARATOR_SQL "char (31)"

/**
 * nh_field_sql_with_alias:
 * @sql: an expression over the row "t"
 * @alias: another name for that row
 *
 * Returns: (transfer full): @sql with every "t." read from @alias.
 */
char *
nh_field_sql_with_alias (const char *sql, const char *alias)
{
  GString *out = g_string_new (NULL);

  for (const char *p = sql; *p; p++)
    {
      gboolean word = p > sql && (g_ascii_isalnum (p[-1]) || p[-1] == '_');

      if (p[0] == 't' && p[1] == '.' && !word)
        g_string_append (out, alias);
      else
        g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

static char *
reference_sql (const NhField *field)
{
  const NhEntity *target = nh_entity_find (field->target);
  g_autofree char *alias = g_strdup_printf ("r_%s", field->name);
  g_autofree char *label = nh_field_sql_with_alias (target->label_sql, alias);

  return g_strdup_printf ("(SELECT %s FROM %s %s WHERE %s.id = t.%s)", label, target->name, alias,
                          alias, field->name);
}

/* @separator: an SQL text between the names; @keys: keys instead of names. */
static char *
links_sql (const NhField *field, gboolean keys, const char *separator)
{
  const NhLink *link = field->link;
  g_autofree char *role = link->role ? g_strdup_printf (" AND l.role = '%s'", link->role)
                                     : g_strdup ("");
  g_autofree char *until = link->until ? g_strdup_printf (" AND l.%s IS NULL", link->until)
                                       : g_strdup ("");
  g_autofree char *what = NULL;
  g_autofree char *join = NULL;

  if (field->kind == NH_FIELD_LIST)
    {
      what = g_strdup_printf ("l.%s", link->target);
      join = g_strdup ("");
    }
  else if (keys)
    {
      what = g_strdup_printf ("l.%s", link->target);
      join = g_strdup ("");
    }
  else
    {
      const NhEntity *target = nh_entity_find (field->target);

      what = nh_field_sql_with_alias (target->short_sql ? target->short_sql : target->label_sql, "x");
      join = g_strdup_printf (" JOIN %s x ON x.id = l.%s", target->name, link->target);
    }
  return g_strdup_printf ("(SELECT group_concat (v, %s) FROM (SELECT %s AS v FROM %s l%s "
                          "WHERE l.%s = t.id%s%s ORDER BY l.position, l.id))",
                          separator, what, link->table, join, link->owner, role, until);
}

/**
 * nh_field_sql_shown:
 * @field: a field
 *
 * Returns: (transfer full): an expression over the row "t" for what the user sees, for searching
 *   and sorting.
 */
char *
nh_field_sql_shown (const NhField *field)
{
  switch (field->kind)
    {
    case NH_FIELD_PERIOD:
      return g_strdup_printf ("t.%s_text", field->name);
    case NH_FIELD_REFERENCE:
      return reference_sql (field);
    case NH_FIELD_LINKS:
    case NH_FIELD_LIST:
      return links_sql (field, FALSE, field->kind == NH_FIELD_LIST ? "'; '" : "', '");
    case NH_FIELD_CHOICE:
      {
        GString *sql = g_string_new ("(CASE");

        g_string_append_printf (sql, " t.%s", field->name);
        for (const NhChoice *c = field->choices; c->key; c++)
          {
            g_auto (GStrv) parts = g_strsplit (_ (c->label), "'", -1);
            g_autofree char *quoted = g_strjoinv ("''", parts);

            g_string_append_printf (sql, " WHEN '%s' THEN '%s'", c->key, quoted);
          }
        if (field->own)
          g_string_append_printf (sql, " ELSE t.%s", field->name);
        g_string_append (sql, " END)");
        return g_string_free (sql, FALSE);
      }
    case NH_FIELD_TEXT:
    case NH_FIELD_LONG_TEXT:
    case NH_FIELD_INTEGER:
    case NH_FIELD_DATE:
    case NH_FIELD_PHONE:
    default:
      if (field->sql)
        return g_strdup (field->sql);
      return g_strdup_printf ("t.%s", field->name);
    }
}

/**
 * nh_field_sql_columns:
 * @field: a field
 *
 * Returns: how many result columns the field has in nh_field_sql_select().
 */
guint
nh_field_sql_columns (const NhField *field)
{
  guint extra = field->flags & NH_FIELD_PROVISIONAL ? 1 : 0;

  switch (field->kind)
    {
    case NH_FIELD_PERIOD:
      return 4 + extra;
    case NH_FIELD_REFERENCE:
    case NH_FIELD_LINKS:
      return 2 + extra;
    case NH_FIELD_TEXT:
    case NH_FIELD_LONG_TEXT:
    case NH_FIELD_INTEGER:
    case NH_FIELD_CHOICE:
    case NH_FIELD_DATE:
    case NH_FIELD_LIST:
    case NH_FIELD_PHONE:
    default:
      return 1 + extra;
    }
}

static char *
build_select (const NhEntity *entity)
{
  GString *sql = g_string_new ("SELECT t.id");

  for (const NhField *f = entity->fields; f->name; f++)
    {
      g_autofree char *shown = nh_field_sql_shown (f);

      if (f->kind == NH_FIELD_PERIOD)
        g_string_append_printf (sql, ", t.%s_text, t.%s_start, t.%s_end, t.%s_exactness", f->name,
                                f->name, f->name, f->name);
      else if (f->kind == NH_FIELD_REFERENCE)
        g_string_append_printf (sql, ", t.%s, %s", f->name, shown);
      else if (f->kind == NH_FIELD_LINKS)
        {
          g_autofree char *keys = links_sql (f, TRUE, "','");
          g_autofree char *names = links_sql (f, FALSE, UNIT_SEPARATOR_SQL);
          g_string_append_printf (sql, ", %s, %s", keys, names);
        }
      else if (f->kind == NH_FIELD_LIST)
        {
          g_autofree char *texts = links_sql (f, FALSE, UNIT_SEPARATOR_SQL);
          g_string_append_printf (sql, ", %s", texts);
        }
      else if (f->kind == NH_FIELD_CHOICE)
        g_string_append_printf (sql, ", t.%s", f->name);
      else
        g_string_append_printf (sql, ", %s", shown);
      if (f->flags & NH_FIELD_PROVISIONAL)
        g_string_append_printf (sql, ", %s", f->style_sql);
    }
  g_string_append_printf (sql, " FROM %s t", entity->name);
  return g_string_free (sql, FALSE);
}

/**
 * nh_field_sql_select:
 * @entity: an entity
 *
 * Returns: (transfer none): the SELECT that reads whole records, without WHERE.
 */
const char *
nh_field_sql_select (const NhEntity *entity)
{
  static GMutex mutex;
  static GHashTable *cache;
  const char *sql;

  g_mutex_lock (&mutex);
  if (!cache)
    cache = g_hash_table_new (NULL, NULL);
  sql = g_hash_table_lookup (cache, entity);
  if (!sql)
    {
      char *made = build_select (entity);

      g_hash_table_insert (cache, (gpointer) entity, made);
      sql = made;
    }
  g_mutex_unlock (&mutex);
  return sql;
}

/**
 * nh_field_sql_read:
 * @statement: stands on a row of nh_field_sql_select()
 * @column: the field's first column
 * @field: the field
 * @text: receives what the user sees
 */
void
nh_field_sql_read (NhStatement *statement, int column, const NhField *field, GString *text)
{
  const char *value;

  if (field->kind == NH_FIELD_REFERENCE || field->kind == NH_FIELD_LINKS)
    column++;
  value = nh_statement_text (statement, column);
  g_string_truncate (text, 0);
  if (!value || !*value)
    return;
  if (field->kind == NH_FIELD_CHOICE)
    {
      const NhChoice *choice = nh_field_find_choice (field, value);

      g_string_append (text, choice ? _ (choice->label) : value);
    }
  else if (field->kind == NH_FIELD_DATE)
    {
      guint32 day = nh_day_from_iso (value);
      g_autofree char *shown = day ? nh_day_format_short (day) : NULL;

      g_string_append (text, shown ? shown : value);
    }
  else if (field->kind == NH_FIELD_PHONE)
    {
      g_autofree char *shown = nh_phone_format (value);

      g_string_append (text, shown ? shown : value);
    }
  else if (field->kind == NH_FIELD_LINKS || field->kind == NH_FIELD_LIST)
    for (const char *p = value; *p; p++)
      {
        if (*p == NH_NAME_SEPARATOR)
          g_string_append (text, field->kind == NH_FIELD_LIST ? "; " : ", ");
        else
          g_string_append_c (text, *p);
      }
  else
    g_string_append (text, value);
}
