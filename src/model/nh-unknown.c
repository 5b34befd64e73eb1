/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-unknown.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-text.h"
#include "core/nh-unit-kind.h"
#include "model/nh-query.h"
#include "model/nh-workbook-private.h"

/* Names are compared one by one only in lists as long as an office's units: not people. */
#define MAX_COMPARED 5000
/* Shorter than this everything looks alike. */
#define MIN_LETTERS 4
/* Words that this many rows have are the beginning of a name and not one. */
#define MAX_HITS 1000

/* The field that names a record, for entities whose records can begin with nothing else. */
static const struct
{
  const char *entity, *field;
} named[] = {
  { "unit", "name" },      { "person", "name" },     { "team", "name" },
  { "programme", "title" }, { "legal_reference", "number" },
};

static const char *
name_field (const NhEntity *entity)
{
  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    if (g_str_equal (named[i].entity, entity->name))
      return named[i].field;
  return NULL;
}

/**
 * nh_entity_needs_only_a_name:
 * @entity: an entity
 *
 * Returns: whether a record of @entity can be made of its name alone: a unit, a person, but not a
 *   plan or an activity
 */
gboolean
nh_entity_needs_only_a_name (const NhEntity *entity)
{
  return name_field (entity) != NULL;
}

/* By the symbol after the number (Decree 30/2020/NĐ-CP, appendix III): "57/2023/TT-BGDĐT". */
static const char *
kind_of_document (const char *number)
{
  static const struct
  {
    const char *symbol, *kind;
  } kinds[] = {
    { "/nd-", "decree" }, { "/tt-", "circular" }, { "/ttlt-", "circular" }, { "/qd-", "decision" }, { "/qh", "law" },
  };
  g_autofree char *folded = nh_text_fold (number);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strstr (folded, kinds[i].symbol))
      return kinds[i].kind;
  return NULL;
}

/**
 * nh_workbook_create_named:
 * @self: a workbook
 * @entity: an entity for which nh_entity_needs_only_a_name() holds
 * @name: the name, as typed
 * @error: as of nh_workbook_create()
 *
 * Makes a record of its name; the kind of a unit or document is guessed from it.
 *
 * Returns: the key of the new record; 0 with @error set.
 */
gint64
nh_workbook_create_named (NhWorkbook *self, const NhEntity *entity, const char *name, GError **error)
{
  NhFieldText values[] = { { name_field (entity), name }, { NULL, NULL }, { NULL, NULL } };
  const char *kind = NULL;

  g_return_val_if_fail (nh_entity_needs_only_a_name (entity), 0);
  if (g_str_equal (entity->name, "unit"))
    kind = nh_unit_kind_guess (name);
  else if (g_str_equal (entity->name, "legal_reference"))
    kind = kind_of_document (name);
  if (kind)
    values[1] = (NhFieldText){ "kind", kind };
  return nh_workbook_create (self, entity, values, error);
}

/* "1,2" is the rest of a name and not one: a record made of it would help nobody. */
static gboolean
is_name (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/**
 * nh_workbook_unknown_names:
 * @self: a workbook
 * @field: a field of kind REFERENCE or LINKS
 * @text: the text of its cell
 *
 * Returns: (transfer full): the names in @text that no record has and that could be made into
 *   records, each once; empty when there are none, or when something else is wrong with @text.
 */
GStrv
nh_workbook_unknown_names (NhWorkbook *self, const NhField *field, const char *text)
{
  g_autoptr (GPtrArray) unknown = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if ((field->kind != NH_FIELD_REFERENCE && field->kind != NH_FIELD_LINKS)
      || !nh_entity_needs_only_a_name (nh_entity_find (field->target))
      || !nh_parse_unknown_names (self, field, text, unknown, NULL))
    return g_new0 (char *, 1);
  for (guint i = 0; i < unknown->len; i++)
    {
      const char *name = g_ptr_array_index (unknown, i);

      if (!is_name (name) || name[0] == '#')
        return g_new0 (char *, 1);
      if (g_hash_table_add (seen, nh_text_fold (name)))
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

/**
 * nh_workbook_create_unknown:
 * @self: a workbook
 * @field: a field of kind REFERENCE or LINKS
 * @text: the text of its cell
 * @error: as of nh_workbook_create()
 *
 * Makes a record of each name in @text that no record has.
 *
 * Returns: whether all are there now; inside an action the caller rolls it back if not.
 */
gboolean
nh_workbook_create_unknown (NhWorkbook *self, const NhField *field, const char *text, GError **error)
{
  g_auto (GStrv) names = nh_workbook_unknown_names (self, field, text);

  for (guint i = 0; names[i]; i++)
    if (!nh_workbook_create_named (self, nh_entity_find (field->target), names[i], error))
      return FALSE;
  return TRUE;
}

/* Names that look alike. */

/* The edits that make @a into @b, letters put in, left out or exchanged; more than @most: @most + 1. */
static guint
distance (const char *a, const char *b, guint most)
{
  gsize n = strlen (b);
  g_autofree guint *row = NULL;

  if (strlen (a) > n + most || n > strlen (a) + most)
    return most + 1;
  row = g_new (guint, n + 1);
  for (gsize j = 0; j <= n; j++)
    row[j] = (guint) j;
  for (gsize i = 0; a[i]; i++)
    {
      guint diagonal = row[0], least;

      least = row[0] = (guint) i + 1;
      for (gsize j = 0; j < n; j++)
        {
          guint cost = MIN (MIN (row[j], row[j + 1]) + 1, diagonal + (a[i] != b[j]));

          diagonal = row[j + 1];
          row[j + 1] = cost;
          least = MIN (least, cost);
        }
      if (least > most)
        return most + 1;
    }
  return row[n];
}

/* "Đức Thắng 1" and "Đức Thắng 2" are two schools, however near. */
static gboolean
same_digits (const char *a, const char *b)
{
  while (TRUE)
    {
      a += strcspn (a, "0123456789");
      b += strcspn (b, "0123456789");
      if (*a != *b)
        return FALSE;
      if (!*a)
        return TRUE;
      a++;
      b++;
    }
}

typedef struct
{
  gboolean is_unit;
  const char *kind; /* of a unit, as far as its name tells */
  char *own;
  guint most; /* edits */
} Wanted;

/* How far a name is from the wanted one; more than the most: too far. */
static guint
how_far (const Wanted *wanted, const char *name)
{
  g_autofree char *own = wanted->is_unit ? nh_unit_own_name (name) : nh_text_fold (name);
  guint far;

  if (!same_digits (wanted->own, own))
    return wanted->most + 1;
  far = distance (wanted->own, own, wanted->most);
  if (far <= wanted->most && wanted->is_unit && wanted->kind)
    {
      const char *kind = nh_unit_kind_guess (name);

      if (kind && !g_str_equal (kind, wanted->kind))
        return wanted->most + 1;
    }
  return far;
}

static void
add_near (NhWorkbook *self, const NhEntity *target, const Wanted *wanted, const char *label,
          GPtrArray **by_distance)
{
  g_autofree char *names = g_str_equal (target->name, "unit")
                               ? g_strdup ("t.short_name") : g_strdup ("NULL");
  g_autofree char *sql = g_strdup_printf ("SELECT %s, %s, %s FROM %s t LIMIT %u", label,
                                          target->label_sql, names, target->name, MAX_COMPARED);
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (self), sql, NULL);
  gboolean row;

  while (select && nh_statement_step (select, &row, NULL) && row)
    {
      const char *shown = nh_statement_text (select, 0);
      guint far = wanted->most + 1;

      for (int i = 1; i < 3; i++)
        if (nh_statement_text (select, i) && *nh_statement_text (select, i))
          far = MIN (far, how_far (wanted, nh_statement_text (select, i)));
      if (far <= wanted->most && shown && *shown)
        g_ptr_array_add (by_distance[far], g_strdup (shown));
    }
}

/* In a list of links only the last name is being typed. */
static const char *
last_name (const NhField *field, const char *typed)
{
  const char *comma = field->kind == NH_FIELD_LINKS ? strrchr (typed, ',') : NULL;
  const char *semicolon = field->kind == NH_FIELD_LINKS ? strrchr (typed, ';') : NULL;
  const char *last = MAX (comma, semicolon);

  last = last ? last + 1 : typed;
  return last + strspn (last, " ");
}

/**
 * nh_workbook_suggest_near:
 * @self: a workbook
 * @field: a field of kind REFERENCE or LINKS
 * @typed: what stands in its cell so far
 * @limit: how many names at most
 *
 * Names of records that are spelled almost like the one typed, the nearest first: one letter in
 * five may differ. A unit is compared by its own name, "TH" for "Trường Tiểu học"; another kind or
 * number is another school. People are not compared: there are too many, and namesakes abound.
 *
 * Returns: (transfer full): whole texts for the cell; empty when nothing looks alike.
 */
GStrv
nh_workbook_suggest_near (NhWorkbook *self, const NhField *field, const char *typed, guint limit)
{
  gboolean refers = field->kind == NH_FIELD_REFERENCE || field->kind == NH_FIELD_LINKS;
  const NhEntity *target = refers ? nh_entity_find (field->target) : NULL;
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  const char *last = last_name (field, typed);
  g_autofree char *prefix = g_strndup (typed, last - typed);
  Wanted wanted = { FALSE, NULL, NULL, 0 };
  GPtrArray *by_distance[8];
  guint n = 0;

  if (!target || !nh_entity_needs_only_a_name (target) || g_str_equal (target->name, "person"))
    return g_new0 (char *, 1);
  wanted.is_unit = g_str_equal (target->name, "unit");
  wanted.kind = wanted.is_unit ? nh_unit_kind_guess (last) : NULL;
  wanted.own = wanted.is_unit ? nh_unit_own_name (last) : nh_text_fold (last);
  wanted.most = MIN (strlen (wanted.own) / 5, G_N_ELEMENTS (by_distance) - 1);
  for (gsize i = 0; i < G_N_ELEMENTS (by_distance); i++)
    by_distance[i] = g_ptr_array_new_with_free_func (g_free);
  if (strlen (wanted.own) >= MIN_LETTERS)
    add_near (self, target, &wanted,
              field->kind == NH_FIELD_LINKS && target->short_sql ? target->short_sql
                                                                 : target->label_sql,
              by_distance);
  for (gsize i = 0; i < G_N_ELEMENTS (by_distance); i++)
    {
      for (guint j = 0; j < by_distance[i]->len && n < limit; j++, n++)
        {
          g_autofree char *whole = g_strconcat (prefix, g_ptr_array_index (by_distance[i], j), NULL);

          g_strv_builder_add (texts, whole);
        }
      g_ptr_array_unref (by_distance[i]);
    }
  g_free (wanted.own);
  return g_strv_builder_end (texts);
}

/* Whether so many rows have the words that looking through them would be felt at each key. */
static gboolean
is_common (NhWorkbook *self, const NhEntity *target, const char *name)
{
  g_autofree char *folded = nh_text_fold (name);
  g_autofree char *match = nh_query_match_text (folded);
  g_autofree char *sql = NULL;
  g_autoptr (NhStatement) select = NULL;
  gboolean row;

  if (!target->fts)
    return FALSE;
  sql = g_strdup_printf ("SELECT count (*) FROM (SELECT 1 FROM %s WHERE %s MATCH ? LIMIT %u)", target->fts,
                         target->fts, MAX_HITS);
  select = nh_store_prepare (nh_workbook_get_store (self), sql, NULL);
  if (!select)
    return TRUE;
  nh_statement_bind_text (select, 1, match);
  return !nh_statement_step (select, &row, NULL) || !row || nh_statement_int64 (select, 0) >= MAX_HITS;
}

/**
 * nh_workbook_offer_to_create:
 * @self: a workbook
 * @field: a field of kind REFERENCE or LINKS
 * @typed: what stands in its cell so far
 *
 * Returns: (transfer full) (nullable): the words for making the record that is named last, "Add
 *   unit “TH Hòa Lộc”"; %NULL when a record has that name, or more than a name is needed.
 */
char *
nh_workbook_offer_to_create (NhWorkbook *self, const NhField *field, const char *typed)
{
  gboolean refers = field->kind == NH_FIELD_REFERENCE || field->kind == NH_FIELD_LINKS;
  const NhEntity *target = refers ? nh_entity_find (field->target) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  if (!target || !nh_entity_needs_only_a_name (target))
    return NULL;
  name = g_strchomp (nh_text_normalize (last_name (field, typed)));
  if (g_utf8_strlen (name, -1) < 2 || !is_name (name) || is_common (self, target, name)
      || nh_workbook_find (self, target, name, &error)
      || !g_error_matches (error, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN))
    return NULL;
  label = nh_label_in_sentence (target->label);
  /* Translators: a kind of record and its name: "Add unit “TH Hòa Lộc”" */
  return g_strdup_printf (_ ("Add %s “%s”"), label, name);
}
