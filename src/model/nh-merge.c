/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Merging: what refers to the record that goes is turned to the one that stays. Who refers is read
 * from the table of entities, so that a new field that names units is merged too.
 */
#include "model/nh-merge-private.h"

#include <glib/gi18n-lib.h>

#define MAX_DEPTH 1000

/* Rows that say the same about the same records are one row after a merge. With dates, when their
 * times overlap or follow each other. */
static const struct
{
  const char *entity;
  const char *same; /* of the rows a and b */
  gboolean dated;
} twins[] = {
  { "membership", "a.team = b.team AND a.person = b.person AND a.role = b.role AND "
                  "coalesce (a.subject, '') = coalesce (b.subject, '')", TRUE },
  { "team_unit", "a.team = b.team AND a.unit = b.unit", TRUE },
  { "activity_person", "a.activity = b.activity AND a.person = b.person AND a.role = b.role", FALSE },
  { "unit_state", "a.unit = b.unit AND a.until_on = b.until_on", FALSE },
  { "person_post", "a.person = b.person AND a.until_on = b.until_on AND a.unit IS b.unit", FALSE },
  { "unit_distinct", "min (a.first, a.second) = min (b.first, b.second) AND "
                     "max (a.first, a.second) = max (b.first, b.second)", FALSE },
};

static gboolean merge_rows (const NhMerge *merge, const char *const *take, GError **error);

gboolean
nh_merge_run (const NhMerge *merge, GError **error, const char *format, ...)
{
  gint64 numbers[] = { merge->keep, merge->gone };
  g_autofree char *sql = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  return nh_workbook_run (merge->workbook, error, sql, G_N_ELEMENTS (numbers), numbers);
}

const NhEntity *
nh_merge_link_entity (const NhLink *link)
{
  return nh_entity_find (link->table);
}

/* Pairs that the user told apart are notes about units and no use of them. */
gboolean
nh_merge_is_note_of_two (const NhEntity *entity)
{
  return g_str_equal (entity->name, "unit_distinct");
}

/* Whether @field leads from the record @from up to @to, in one step or more. */
gboolean
nh_merge_reaches (const NhMerge *merge, const char *field, gint64 from, gint64 to)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?", field, merge->entity->name);
  gint64 key = from;

  for (guint steps = 0; key && steps < MAX_DEPTH; steps++)
    {
      key = nh_workbook_query_int64 (merge->workbook, sql, key, 0);
      if (key == to)
        return TRUE;
    }
  return FALSE;
}

/* References. */

/* A tree of the entity itself: the children move; where the one that goes stood above the one that
 * stays, that takes its place, and no circle comes of it. */
static gboolean
repoint_tree (const NhMerge *merge, const NhField *field, GError **error)
{
  const char *table = merge->entity->name;

  if (nh_merge_reaches (merge, field->name, merge->keep, merge->gone)
      && !nh_merge_run (merge, error, "UPDATE %s SET %s = nullif ((SELECT %s FROM %s WHERE id = ?2), ?1) "
                                      "WHERE id = ?1", table, field->name, field->name, table))
    return FALSE;
  return nh_merge_run (merge, error, "UPDATE %s SET %s = ?1 WHERE %s = ?2 AND id NOT IN (?1, ?2)", table,
                       field->name, field->name);
}

/* A record that would name the same one twice: who replaces himself, who differs from himself. */
static gboolean
clear_pairs (const NhMerge *merge, const NhEntity *user, const NhField *field, GError **error)
{
  for (const NhField *other = user->fields; other->name; other++)
    {
      gboolean required = other->flags & NH_FIELD_REQUIRED;
      g_autofree char *both = NULL;

      if (other == field || other->kind != NH_FIELD_REFERENCE
          || g_strcmp0 (other->target, merge->entity->name) != 0
          || (required && !(field->flags & NH_FIELD_REQUIRED)))
        continue;
      both = g_strdup_printf ("%s IN (?1, ?2) AND %s IN (?1, ?2) AND (%s = ?2 OR %s = ?2)", field->name,
                              other->name, field->name, other->name);
      if (required ? !nh_merge_run (merge, error, "DELETE FROM %s WHERE %s", user->name, both)
                   : !nh_merge_run (merge, error, "UPDATE %s SET %s = NULL WHERE %s", user->name,
                                    other->name, both))
        return FALSE;
    }
  return TRUE;
}

static gboolean
repoint_reference (const NhMerge *merge, const NhEntity *user, const NhField *field, GError **error)
{
  if (user == merge->entity)
    return repoint_tree (merge, field, error);
  /* What is owned comes behind what the other has already. */
  if (field->flags & NH_FIELD_OWNER && nh_entity_find_field (user, "position") >= 0
      && !nh_merge_run (merge, error, "UPDATE %s SET position = position + (SELECT coalesce (max (position), 0) "
                                      "FROM %s WHERE %s = ?1) WHERE %s = ?2",
                        user->name, user->name, field->name, field->name))
    return FALSE;
  return clear_pairs (merge, user, field, error)
         && nh_merge_run (merge, error, "UPDATE %s SET %s = ?1 WHERE %s = ?2", user->name, field->name,
                          field->name);
}

static char *
role_condition (const NhLink *link)
{
  return link->role ? g_strdup_printf (" AND role = '%s'", link->role) : g_strdup ("");
}

/* Links whose @from is the one that goes; where the other is named beside it, one is enough. */
static gboolean
repoint_links (const NhMerge *merge, const NhLink *link, const char *from, const char *other,
               GError **error)
{
  g_autofree char *role = role_condition (link);

  return nh_merge_run (merge, error, "DELETE FROM %s WHERE %s = ?2%s AND %s IN (SELECT %s FROM %s WHERE %s = ?1%s)",
                       link->table, from, role, other, other, link->table, from, role)
         && nh_merge_run (merge, error, "UPDATE %s SET %s = ?1 WHERE %s = ?2%s", link->table, from, from, role);
}

static gboolean
repoint_all (const NhMerge *merge, GError **error)
{
  guint n;
  const NhEntity *const *all = nh_entities (&n);

  for (guint i = 0; i < n; i++)
    for (const NhField *f = all[i]->fields; f->name; f++)
      {
        if (all[i]->read_only || g_strcmp0 (f->target, merge->entity->name) != 0)
          continue;
        if (f->kind == NH_FIELD_REFERENCE ? !repoint_reference (merge, all[i], f, error)
                                          : !nh_merge_link_entity (f->link)
                                                && !repoint_links (merge, f->link, f->link->target,
                                                                   f->link->owner, error))
          return FALSE;
      }
  return TRUE;
}

/* What the record that goes lists itself: units of a cluster, other spellings. */
static gboolean
take_over_links (const NhMerge *merge, GError **error)
{
  for (const NhField *f = merge->entity->fields; f->name; f++)
    {
      g_autofree char *role = NULL;

      if (!f->link || nh_merge_link_entity (f->link))
        continue;
      role = role_condition (f->link);
      if (!nh_merge_run (merge, error, "UPDATE %s SET position = position + (SELECT coalesce (max (position), 0) "
                                       "FROM %s WHERE %s = ?1%s) WHERE %s = ?2%s",
                         f->link->table, f->link->table, f->link->owner, role, f->link->owner, role)
          || !repoint_links (merge, f->link, f->link->owner, f->link->target, error))
        return FALSE;
    }
  return TRUE;
}

/* Twins. */

static gboolean
find_twins (const NhMerge *merge, const NhEntity *entity, guint kind, NhMerge *found, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (NhStatement) select = NULL;
  gboolean row;

  g_string_printf (sql, "SELECT a.id, b.id FROM %s a JOIN %s b ON a.id < b.id AND %s WHERE (0", entity->name,
                   entity->name, twins[kind].same);
  for (const NhField *f = entity->fields; f->name; f++)
    if (f->kind == NH_FIELD_REFERENCE && g_strcmp0 (f->target, merge->entity->name) == 0)
      g_string_append_printf (sql, " OR a.%s = ?1", f->name);
  g_string_append_c (sql, ')');
  if (twins[kind].dated)
    g_string_append (sql, " AND coalesce (a.from_on, '') <= date (coalesce (b.to_on, '9999-12-30'), '+1 day')"
                          " AND coalesce (b.from_on, '') <= date (coalesce (a.to_on, '9999-12-30'), '+1 day')");
  g_string_append (sql, " LIMIT 1");
  select = nh_store_prepare (nh_workbook_get_store (merge->workbook), sql->str, error);
  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, merge->keep);
  if (!nh_statement_step (select, &row, error))
    return FALSE;
  *found = (NhMerge){ merge->workbook, entity, row ? nh_statement_int64 (select, 0) : 0,
                      row ? nh_statement_int64 (select, 1) : 0 };
  return TRUE;
}

/* From the earlier beginning to the later end; an open one stays open. */
static gboolean
join_dates (const NhMerge *rows, GError **error)
{
  const char *t = rows->entity->name;

  return nh_merge_run (rows, error, "UPDATE %s SET from_on = (SELECT CASE WHEN min (from_on IS NOT NULL) THEN "
                                    "min (from_on) END FROM %s WHERE id IN (?1, ?2)), to_on = (SELECT CASE WHEN "
                                    "min (to_on IS NOT NULL) THEN max (to_on) END FROM %s WHERE id IN (?1, ?2)) "
                                    "WHERE id IN (?1, ?2)", t, t, t);
}

static gboolean
join_twins (const NhMerge *merge, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (twins); i++)
    {
      const NhEntity *entity = nh_entity_find (twins[i].entity);
      gboolean concerned = FALSE;
      NhMerge rows;

      for (const NhField *f = entity->fields; f->name; f++)
        concerned |= f->kind == NH_FIELD_REFERENCE && g_strcmp0 (f->target, merge->entity->name) == 0;
      while (concerned)
        {
          if (!find_twins (merge, entity, i, &rows, error))
            return FALSE;
          if (!rows.keep)
            break;
          if ((twins[i].dated && !join_dates (&rows, error)) || !merge_rows (&rows, NULL, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
merge_rows (const NhMerge *merge, const char *const *take, GError **error)
{
  return nh_merge_names (merge, take, error) && nh_merge_fields (merge, take, error)
         && repoint_all (merge, error) && take_over_links (merge, error) && join_twins (merge, error)
         && nh_workbook_delete_records (merge->workbook, merge->entity, &merge->gone, 1, NULL, NULL,
                                        error);
}

/* The user's merge. */

/**
 * nh_merge_can:
 * @entity: what the records are
 *
 * Returns: whether records of that entity may be merged: those that others refer to by name.
 */
gboolean
nh_merge_can (const NhEntity *entity)
{
  static const char *const names[] = { "unit", "person", "team", "legal_reference", NULL };

  return g_strv_contains (names, entity->name);
}

static gboolean
check (const NhEntity *entity, gint64 keep, gint64 gone, const char *const *take, GError **error)
{
  if (!nh_merge_can (entity))
    {
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                   _ ("Records of the list “%s” can't be merged."), _ (entity->label_plural));
      return FALSE;
    }
  if (keep == gone)
    {
      g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                           _ ("A record can't be merged with itself. Choose two."));
      return FALSE;
    }
  for (guint i = 0; take && take[i]; i++)
    if (nh_entity_find_field (entity, take[i]) < 0)
      {
        g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND,
                     _ ("The list “%s” has no field named “%s”."), _ (entity->label_plural), take[i]);
        return FALSE;
      }
  return TRUE;
}

/**
 * nh_workbook_merge:
 * @self: a workbook
 * @entity: what the records are: units, people, teams, legal documents
 * @keep: key of the record that stays
 * @gone: key of the record that goes
 * @take: (nullable) (array zero-terminated=1): fields whose value comes from @gone
 * @error: NH_MODEL_ERROR when the records can't be merged, NH_STORE_ERROR when it can't be stored
 *
 * Makes two records one, as one step of undo. Everything that names @gone names @keep; where both
 * stood in one list, one stays. Empty fields are filled from @gone, notes are joined, and the names
 * of @gone become other spellings of @keep. Memberships of two people in one team and role become
 * one where their times overlap or touch.
 *
 * Returns: whether it is done; else nothing was changed.
 */
gboolean
nh_workbook_merge (NhWorkbook *self, const NhEntity *entity, gint64 keep, gint64 gone,
                   const char *const *take, GError **error)
{
  NhMerge merge = { self, entity, keep, gone };
  g_autoptr (NhRecord) first = NULL;
  g_autoptr (NhRecord) second = NULL;
  g_autofree char *label = nh_label_in_sentence (entity->label);
  g_autofree char *name = NULL;
  int named = nh_entity_find_field (entity, "name");

  if (!check (entity, keep, gone, take, error))
    return FALSE;
  first = nh_workbook_load (self, entity, keep, error);
  second = first ? nh_workbook_load (self, entity, gone, error) : NULL;
  if (!second)
    return FALSE;
  named = named < 0 ? nh_entity_find_field (entity, "number") : named;
  /* Translators: the name of a step: "Merge unit “TH Long Hoà”" */
  name = g_strdup_printf (_ ("Merge %s “%s”"), label, nh_record_get_text (second, named));
  if (!nh_workbook_begin (self, name, error))
    return FALSE;
  if (!merge_rows (&merge, take, error))
    {
      nh_workbook_rollback (self);
      return FALSE;
    }
  return nh_workbook_commit (self, error);
}
