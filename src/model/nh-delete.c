/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Deleting: what a record owns goes with it, what others refer to stays. The entities' fields
 * and links say who owns and who refers; the database has no cascades (undo needs it so).
 */
#include "model/nh-plan-blocks.h"
#include "model/nh-workbook-private.h"

#include <glib/gi18n-lib.h>

/* Records between two calls of a progress function. */
#define RECORDS_AT_ONCE 50

static gboolean
delete_link_rows (NhWorkbook *self, const NhEntity *entity, gint64 id, GError **error)
{
  for (const NhField *f = entity->fields; f->name; f++)
    if (f->link)
      {
        g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE %s = ?", f->link->table,
                                                f->link->owner);

        if (!nh_workbook_run (self, error, sql, 1, &id))
          return FALSE;
      }
  return TRUE;
}

static gboolean
delete_owned (NhWorkbook *self, const NhEntity *entity, const NhField *field, gint64 owner,
              GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE %s = ?", entity->name,
                                          field->name);
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (self), sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row = FALSE;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, owner);
  do
    {
      if (!nh_statement_step (select, &row, error))
        return FALSE;
      if (row)
        {
          gint64 id = nh_statement_int64 (select, 0);

          g_array_append_val (ids, id);
        }
    }
  while (row);
  return !ids->len
         || nh_workbook_delete_records (self, entity, (const gint64 *) ids->data, ids->len, NULL, NULL,
                                        error);
}

static gboolean
refuse (NhWorkbook *self, const NhEntity *entity, gint64 id, const NhEntity *user, gint64 n,
        GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s t WHERE t.id = ?", entity->label_sql,
                                          entity->name);
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (self), sql, NULL);
  const char *label = NULL;
  gboolean row;

  if (select)
    {
      nh_statement_bind_int64 (select, 1, id);
      if (nh_statement_step (select, &row, NULL) && row)
        label = nh_statement_text (select, 0);
    }
  g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_IN_USE,
               _ ("“%s” was not deleted: it is still used in %s (%d). Change those first."),
               label && *label ? label : _ (entity->label), _ (user->label_plural), (int) n);
  return FALSE;
}

/* A choice of the office's own that records hold. */
static gint64
count_own_choices (NhWorkbook *self, const NhEntity *user, const NhField *field,
                   const NhEntity *entity, gint64 id)
{
  g_autofree char *sql = NULL;

  if (!field->own || !g_str_equal (field->own, entity->name))
    return 0;
  sql = g_strdup_printf ("SELECT count (*) FROM %s WHERE %s = (SELECT name FROM %s WHERE id = ?)",
                         user->name, field->name, entity->name);
  return nh_workbook_query_int64 (self, sql, id, 0);
}

/* Texts of plans cite legal documents; without them they would read "(?)". Appendices and headings
 * are warned of where they are deleted: they go with their plan. */
static gboolean
check_uncited (NhWorkbook *self, const NhEntity *entity, gint64 id, GError **error)
{
  g_autoptr (GArray) blocks = NULL;

  if (!g_str_equal (entity->name, "legal_reference"))
    return TRUE;
  blocks = nh_block_rows_naming (self, "legal", id, error);
  if (!blocks)
    return FALSE;
  return !blocks->len || refuse (self, entity, id, nh_entity_find ("block"), blocks->len, error);
}

/* Records and links of others that name this one. */
static gboolean
check_unused (NhWorkbook *self, const NhEntity *entity, gint64 id, GError **error)
{
  guint n_entities;
  const NhEntity *const *all = nh_entities (&n_entities);

  for (guint i = 0; i < n_entities; i++)
    for (const NhField *f = all[i]->fields; f->name; f++)
      {
        g_autofree char *sql = NULL;
        gint64 n = count_own_choices (self, all[i], f, entity, id);

        if (n > 0)
          return refuse (self, entity, id, all[i], n, error);
        if (!f->target || !g_str_equal (f->target, entity->name) || all[i]->read_only)
          continue;
        if (f->kind == NH_FIELD_LINKS)
          sql = g_strdup_printf ("SELECT count (*) FROM %s WHERE %s = ?", f->link->table,
                                 f->link->target);
        else if (!(f->flags & NH_FIELD_OWNER))
          /* A record that names only itself is in nobody's way. */
          sql = g_strdup_printf ("SELECT count (*) FROM %s WHERE %s = ?1%s", all[i]->name, f->name,
                                 all[i] == entity ? " AND id <> ?1" : "");
        else
          continue;
        n = nh_workbook_query_int64 (self, sql, id, 0);
        if (n > 0)
          return refuse (self, entity, id, all[i], n, error);
      }
  return TRUE;
}

static gboolean
delete_one (NhWorkbook *self, const NhEntity *entity, gint64 id, GError **error)
{
  guint n_entities;
  const NhEntity *const *all = nh_entities (&n_entities);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE id = ?", entity->name);

  for (guint i = 0; i < n_entities; i++)
    for (const NhField *f = all[i]->fields; f->name; f++)
      if (f->flags & NH_FIELD_OWNER && g_str_equal (f->target, entity->name)
          && !delete_owned (self, all[i], f, id, error))
        return FALSE;
  return check_unused (self, entity, id, error) && check_uncited (self, entity, id, error)
         && delete_link_rows (self, entity, id, error)
         && nh_workbook_run (self, error, sql, 1, &id);
}

gboolean
nh_workbook_delete_records (NhWorkbook *self, const NhEntity *entity, const gint64 *ids, guint n,
                            NhDeleteProgress progress, gpointer data, GError **error)
{
  g_autoptr (GArray) left = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  gboolean moves = TRUE;

  /* Records that are deleted together may refer to each other: a unit and its parent. So those
   * that nobody uses go first, until nothing is left or nothing moves. */
  g_array_append_vals (left, ids, n);
  while (left->len && moves)
    {
      moves = FALSE;
      for (guint i = left->len; i-- > 0;)
        {
          g_autoptr (GError) used = NULL;

          if (progress && i % RECORDS_AT_ONCE == 0 && !progress (n - left->len, n, data))
            {
              g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                   _ ("Cancelled. Nothing was changed."));
              return FALSE;
            }
          if (delete_one (self, entity, g_array_index (left, gint64, i), &used))
            {
              g_array_remove_index (left, i);
              moves = TRUE;
            }
          else if (!g_error_matches (used, NH_MODEL_ERROR, NH_MODEL_ERROR_IN_USE)
                   || (i == 0 && !moves))
            {
              g_propagate_error (error, g_steal_pointer (&used));
              return FALSE;
            }
        }
    }
  return TRUE;
}
