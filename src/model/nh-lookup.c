/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding records by what people call them, and proposing names while they type.
 */
#include "model/nh-workbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-text.h"
#include "model/nh-query.h"

/* How well a name fits; the best single one wins. */
typedef enum
{
  FIT_NONE,
  FIT_AREA,   /* the area of an education office: "Lục Ngạn" */
  FIT_FOLDED, /* but for tones, marks and case */
  FIT_UNIT,   /* but for tone placement, i and y, hyphens: only units */
  FIT_EXACT,
} Fit;

/* The names of a record besides its label. */
static char *
names_sql (const NhEntity *entity)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT t.id, %s", entity->label_sql);
  if (g_str_equal (entity->name, "unit"))
    g_string_append (sql, ", t.short_name, (SELECT group_concat (alias, char (10)) FROM unit_alias "
                          "WHERE unit = t.id), CASE WHEN t.kind IN ('district_office', "
                          "'commune_office') THEN t.area END");
  else if (entity->short_sql)
    g_string_append_printf (sql, ", %s, NULL, NULL", entity->short_sql);
  else
    g_string_append (sql, ", NULL, NULL, NULL");
  g_string_append_printf (sql, " FROM %s t", entity->name);
  return g_string_free (sql, FALSE);
}

typedef struct
{
  char *text;
  char *folded;
  char *unit_key; /* NULL: not a unit */
} Wanted;

static Fit
fit_name (const Wanted *wanted, const char *name)
{
  g_autofree char *folded = NULL;

  if (!name || !*name)
    return FIT_NONE;
  if (g_str_equal (name, wanted->text))
    return FIT_EXACT;
  if (wanted->unit_key)
    {
      g_autofree char *key = nh_text_unit_key (name);

      if (g_str_equal (key, wanted->unit_key))
        return FIT_UNIT;
    }
  folded = nh_text_fold (name);
  return g_str_equal (folded, wanted->folded) ? FIT_FOLDED : FIT_NONE;
}

static Fit
fit_row (const Wanted *wanted, NhStatement *statement)
{
  Fit best = MAX (fit_name (wanted, nh_statement_text (statement, 1)),
                  fit_name (wanted, nh_statement_text (statement, 2)));
  const char *aliases = nh_statement_text (statement, 3);

  if (aliases)
    {
      g_auto (GStrv) lines = g_strsplit (aliases, "\n", -1);

      for (guint i = 0; lines[i]; i++)
        best = MAX (best, fit_name (wanted, lines[i]));
    }
  if (best == FIT_NONE && fit_name (wanted, nh_statement_text (statement, 4)) != FIT_NONE)
    best = FIT_AREA;
  return best;
}

static void
set_unknown (GError **error, const NhEntity *entity, const char *text)
{
  g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN,
               _ ("“%s” is not in the list “%s”. Add it there first, or choose another name."),
               text, _ (entity->label_plural));
}

/* What fits best so far. */
typedef struct
{
  Fit fit;
  gint64 id;
  guint n; /* records that fit as well */
} Found;

/* @match: look only at rows that the full-text index finds; NULL: at all. */
static gboolean
find_among (NhWorkbook *self, const NhEntity *entity, const Wanted *wanted, const char *match,
            Found *found, GError **error)
{
  g_autofree char *names = names_sql (entity);
  g_autofree char *sql
      = match ? g_strdup_printf ("%s WHERE t.id IN (SELECT rowid FROM %s WHERE %s MATCH ?)", names,
                                 entity->fts, entity->fts)
              : g_strdup (names);
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (self), sql, error);
  gboolean row = TRUE;

  if (!select)
    return FALSE;
  if (match)
    nh_statement_bind_text (select, 1, match);
  while (row)
    {
      Fit fit;

      if (!nh_statement_step (select, &row, error))
        return FALSE;
      fit = row ? fit_row (wanted, select) : FIT_NONE;
      if (fit > found->fit)
        *found = (Found){ fit, nh_statement_int64 (select, 0), 1 };
      else if (fit != FIT_NONE && fit == found->fit)
        found->n++;
    }
  return TRUE;
}

/**
 * nh_workbook_find:
 * @self: a workbook
 * @entity: what to look for
 * @text: a name as people write it: the full or short name, another spelling, for education
 *   offices the area; tones and case may be missing
 * @error: NH_MODEL_ERROR_UNKNOWN or NH_MODEL_ERROR_AMBIGUOUS
 *
 * Returns: the key of the one record that fits best; 0 with @error set.
 */
gint64
nh_workbook_find (NhWorkbook *self, const NhEntity *entity, const char *text, GError **error)
{
  g_autofree char *normal = nh_text_normalize (text);
  g_autofree char *folded = nh_text_fold (normal);
  g_autofree char *unit_key = g_str_equal (entity->name, "unit") ? nh_text_unit_key (normal) : NULL;
  g_autofree char *match = entity->fts ? nh_query_match_text (folded) : NULL;
  Wanted wanted = { normal, folded, unit_key };
  Found found = { FIT_NONE, 0, 0 };

  if (!find_among (self, entity, &wanted, match, &found, error))
    return 0;
  /* The index knows no i for y and no "TH" for "Tiểu học"; the keys of units do. Lists of names
   * are tried whole first, and are not worth a look at all units. */
  if (!found.n && match && unit_key && !strchr (normal, ',')
      && !find_among (self, entity, &wanted, NULL, &found, error))
    return 0;
  if (found.n == 1)
    return found.id;
  if (found.n > 1)
    g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_AMBIGUOUS,
                 g_dngettext (GETTEXT_PACKAGE,
                              "“%s” names %u record of the list “%s”. Write the full name, or choose "
                              "one from the proposals.",
                              "“%s” names %u records of the list “%s”. Write the full name, or "
                              "choose one from the proposals.",
                              found.n),
                 text, found.n, _ (entity->label_plural));
  else
    set_unknown (error, entity, text);
  return 0;
}

/**
 * nh_workbook_find_plan:
 * @self: a workbook
 * @text: number and symbol ("73/KH-SGDĐT"), key or title of a plan
 * @error: NH_MODEL_ERROR_UNKNOWN or NH_MODEL_ERROR_AMBIGUOUS
 *
 * Returns: the key of the plan; 0 with @error set.
 */
gint64
nh_workbook_find_plan (NhWorkbook *self, const char *text, GError **error)
{
  const NhEntity *plan = nh_entity_find ("plan");
  g_autofree char *folded = nh_text_fold (text);
  g_autoptr (NhStatement) select = NULL;
  gint64 found = 0;
  guint n_found = 0;
  gboolean row = TRUE;

  select = nh_store_prepare (nh_workbook_get_store (self),
                             "SELECT id, number, symbol, title FROM plan", error);
  if (!select)
    return 0;
  while (TRUE)
    {
      g_autofree char *symbol = NULL;
      g_autofree char *key = NULL;
      g_autofree char *title = NULL;

      if (!nh_statement_step (select, &row, error))
        return 0;
      if (!row)
        break;
      key = g_strdup_printf ("%" G_GINT64_FORMAT, nh_statement_int64 (select, 0));
      if (g_str_equal (text, key))
        return nh_statement_int64 (select, 0);
      if (nh_statement_text (select, 1))
        {
          g_autofree char *whole
              = g_strdup_printf ("%s/%s", nh_statement_text (select, 1),
                                 nh_statement_text (select, 2) ? nh_statement_text (select, 2) : "");
          symbol = nh_text_fold (whole);
        }
      title = nh_text_fold (nh_statement_text (select, 3));
      if (g_strcmp0 (symbol, folded) == 0 || g_str_equal (title, folded))
        {
          found = nh_statement_int64 (select, 0);
          n_found++;
        }
    }
  if (n_found == 1)
    return found;
  if (n_found > 1)
    g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_AMBIGUOUS,
                 g_dngettext (GETTEXT_PACKAGE,
                              "“%s” names %u plan. Use the key of the one that you mean.",
                              "“%s” names %u plans. Use the key of the one that you mean.", n_found),
                 text, n_found);
  else
    set_unknown (error, plan, text);
  return 0;
}

/* Proposals. */

static void
add_once (GPtrArray *list, const char *prefix, const char *text)
{
  g_autofree char *whole = g_strconcat (prefix, text, NULL);

  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (g_ptr_array_index (list, i), whole))
      return;
  g_ptr_array_add (list, g_steal_pointer (&whole));
}

static void
suggest_choices (NhWorkbook *self, const NhField *field, const char *typed, GPtrArray *list)
{
  g_autofree char *folded = nh_text_fold (typed);
  g_auto (GStrv) labels = nh_field_dup_choices (self, field);
  guint i = 0;

  for (const NhChoice *c = field->choices; c->key; c++, i++)
    if (nh_text_contains_folded (labels[i], folded) || nh_text_contains_folded (c->word, folded))
      add_once (list, "", labels[i]);
  for (; labels[i]; i++)
    if (nh_text_contains_folded (labels[i], folded))
      add_once (list, "", labels[i]);
}

static gboolean
begins_with (const char *text, const char *folded)
{
  g_autofree char *own = nh_text_fold (text);

  return g_str_has_prefix (own, folded);
}

/* Names that begin with what was typed come before those that hold it further on. */
static void
suggest_rows (NhWorkbook *self, const char *sql, const char *match, const char *folded,
              const char *prefix, guint limit, GPtrArray *list)
{
  for (int pass = 0; pass < 2; pass++)
    {
      g_autoptr (NhStatement) select
          = nh_store_prepare (nh_workbook_get_store (self), sql, NULL);
      gboolean row;

      if (!select)
        return;
      if (match)
        nh_statement_bind_text (select, 1, match);
      while (list->len < limit && nh_statement_step (select, &row, NULL) && row)
        {
          const char *text = nh_statement_text (select, 0);

          if (!text || !*text)
            continue;
          if (pass == 0 ? begins_with (text, folded)
                        : match || nh_text_contains_folded (text, folded))
            add_once (list, prefix, text);
        }
    }
}

static void
suggest_names (NhWorkbook *self, const NhField *field, const char *typed, const char *prefix,
               guint limit, GPtrArray *list)
{
  const NhEntity *target = nh_entity_find (field->target);
  gboolean links = field->kind == NH_FIELD_LINKS;
  const char *label = links && target->short_sql ? target->short_sql : target->label_sql;
  g_autofree char *folded = nh_text_fold (typed);
  g_autofree char *match = target->fts && *folded ? nh_query_match_text (folded) : NULL;
  g_autofree char *where
      = match ? g_strdup_printf (" WHERE t.id IN (SELECT rowid FROM %s WHERE %s MATCH ? LIMIT 500)",
                                 target->fts, target->fts)
              : g_strdup ("");
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s t%s ORDER BY %s LIMIT 500", label,
                                          target->name, where, target->order);

  suggest_rows (self, sql, match, folded, prefix, limit, list);
}

static void
suggest_used (NhWorkbook *self, const NhField *field, const NhEntity *entity, const char *typed,
              guint limit, GPtrArray *list)
{
  g_autofree char *folded = nh_text_fold (typed);
  g_autofree char *sql = g_strdup_printf (
      "SELECT %s FROM (SELECT %s FROM %s WHERE %s IS NOT NULL LIMIT 5000) GROUP BY 1 "
      "ORDER BY count (*) DESC LIMIT 200",
      field->name, field->name, entity->name, field->name);

  suggest_rows (self, sql, NULL, folded, "", limit, list);
}

/**
 * nh_workbook_suggest:
 * @self: a workbook
 * @field: the field that is being typed
 * @entity: the entity of the field
 * @typed: what stands in the cell so far; in lists of links only the last name is completed
 * @limit: how many proposals at most
 *
 * Returns: (transfer full): whole texts for the cell, best first: choices, names of records,
 *   or values used before; empty when there is nothing to propose.
 */
GStrv
nh_workbook_suggest (NhWorkbook *self, const NhField *field, const NhEntity *entity,
                     const char *typed, guint limit)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  if (field->kind == NH_FIELD_CHOICE)
    suggest_choices (self, field, typed, list);
  else if (field->kind == NH_FIELD_REFERENCE)
    suggest_names (self, field, typed, "", limit, list);
  else if (field->kind == NH_FIELD_LINKS)
    {
      const char *comma = strrchr (typed, ',');
      const char *semicolon = strrchr (typed, ';');
      const char *last = MAX (comma, semicolon);
      g_autofree char *prefix = last ? g_strndup (typed, last - typed + 1) : g_strdup ("");
      g_autofree char *spaced = *prefix ? g_strconcat (prefix, " ", NULL) : g_strdup ("");

      suggest_names (self, field, last ? last + 1 : typed, spaced, limit, list);
    }
  else if (field->flags & NH_FIELD_SUGGEST)
    suggest_used (self, field, entity, typed, limit, list);
  g_ptr_array_add (list, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}
