/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables that actions record, and the references between them.
 */
#include "store/nh-store-private.h"

#include <glib/gi18n-lib.h>

/* Above this, one look at everything costs less than one at each row. */
#define MAX_SINGLE_CHECKS 2000

static void
visit_table (GHashTable *parents, GHashTable *seen, const char *table, GPtrArray *order)
{
  GPtrArray *list = g_hash_table_lookup (parents, table);

  if (list == NULL || !g_hash_table_add (seen, (gpointer) table))
    return;
  for (guint i = 0; i < list->len; i++)
    visit_table (parents, seen, g_ptr_array_index (list, i), order);
  g_ptr_array_insert (order, 0, (gpointer) table);
}

static void
add_reference (NhStore *store, GPtrArray *list, NhStatement *row, const char *table)
{
  NhReference reference = { table, g_intern_string (nh_statement_text (row, 2)),
                            g_intern_string (nh_statement_text (row, 1)) };

  g_array_append_val (store->references, reference);
  g_ptr_array_add (list, (gpointer) reference.parent);
}

/**
 * nh_store_load_tables:
 * @store: a store
 * @error: return location
 *
 * Lists the tables that actions record: neither the history, which is never undone, nor full-text
 * indexes with their shadow tables (triggers keep those). Children stand before the parents they
 * refer to.
 *
 * Returns: whether the list could be read
 */
gboolean
nh_store_load_tables (NhStore *store, GError **error)
{
  g_autoptr (GHashTable) parents = g_hash_table_new_full (NULL, NULL, NULL,
                                                          (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (NhStatement) statement = NULL;
  gboolean row;

  store->tables = g_ptr_array_new ();
  store->references = g_array_new (FALSE, FALSE, sizeof (NhReference));
  statement = nh_connection_prepare (
    store->connection,
    "SELECT t.name, f.\"table\", f.\"from\" "
    "FROM pragma_table_list t LEFT JOIN pragma_foreign_key_list (t.name) f "
    "WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
    "AND t.name <> 'change' ORDER BY t.name DESC", error);
  if (statement == NULL || !nh_statement_step (statement, &row, error))
    return FALSE;
  while (row)
    {
      const char *name = g_intern_string (nh_statement_text (statement, 0));
      GPtrArray *list = g_hash_table_lookup (parents, name);

      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (parents, (gpointer) name, list);
          g_ptr_array_add (names, (gpointer) name);
        }
      if (!nh_statement_is_null (statement, 1))
        add_reference (store, list, statement, name);
      if (!nh_statement_step (statement, &row, error))
        return FALSE;
    }
  for (guint i = 0; i < names->len; i++)
    visit_table (parents, seen, g_ptr_array_index (names, i), store->tables);
  return TRUE;
}

/* Counts what the query finds for each changed row of @table of the given sort. */
static gboolean
count_broken (NhStore *store, GArray *changes, const char *table, gboolean deleted, const char *sql,
              gint64 *n_broken, GError **error)
{
  g_autoptr (NhStatement) statement = NULL;

  for (guint i = 0; i < changes->len; i++)
    {
      const NhChange *change = &g_array_index (changes, NhChange, i);
      gboolean row;

      if (change->table != table || (change->kind == NH_CHANGE_DELETE) != deleted)
        continue;
      if (statement == NULL)
        statement = nh_connection_prepare (store->connection, sql, error);
      if (statement == NULL)
        return FALSE;
      nh_statement_bind_int64 (statement, 1, change->id);
      if (!nh_statement_step (statement, &row, error))
        return FALSE;
      *n_broken += row;
      nh_statement_reset (statement);
    }
  return TRUE;
}

static gboolean
check_reference (NhStore *store, const NhReference *reference, GArray *changes, gint64 *n_broken,
                 GError **error)
{
  g_autofree char *of_child = g_strdup_printf (
    "SELECT 1 FROM \"%s\" c WHERE c.id = ? AND c.\"%s\" IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM \"%s\" p WHERE p.id = c.\"%s\")",
    reference->child, reference->column, reference->parent, reference->column);
  g_autofree char *of_parent = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE \"%s\" = ? LIMIT 1",
                                                reference->child, reference->column);

  return count_broken (store, changes, reference->child, FALSE, of_child, n_broken, error)
         && count_broken (store, changes, reference->parent, TRUE, of_parent, n_broken, error);
}

/**
 * nh_store_check_references:
 * @store: a store
 * @changes: the rows that an undo or redo changed, while foreign keys were off
 * @error: return location
 *
 * What PRAGMA foreign_key_check finds, looked for only where it can have arisen: the pragma reads
 * the whole file, and undoing one edit must not take longer the more people there are. Every
 * foreign key of the schema refers to a column named id.
 *
 * Returns: whether every reference holds
 */
gboolean
nh_store_check_references (NhStore *store, GArray *changes, GError **error)
{
  gint64 n_broken = 0;

  if (changes->len > MAX_SINGLE_CHECKS)
    {
      if (!nh_connection_get_int64 (store->connection,
                                    "SELECT count (*) FROM pragma_foreign_key_check", &n_broken,
                                    error))
        return FALSE;
    }
  else
    {
      for (guint i = 0; i < store->references->len; i++)
        if (!check_reference (store, &g_array_index (store->references, NhReference, i), changes,
                              &n_broken, error))
          return FALSE;
    }
  if (n_broken == 0)
    return TRUE;
  g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_CONFLICT,
               _("This step cannot be undone, because rows of “%s” that came later refer to it. "
                 "Nothing was changed."), store->connection->name);
  return FALSE;
}
