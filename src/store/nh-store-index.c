/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The full-text indexes of many rows at once. A statement that fires a trigger is a savepoint of its own, and at each
 * savepoint SQLite writes out what the full-text index has gathered: the same done after the rows takes a third.
 */
#include "store/nh-store-private.h"

#include <string.h>

/* Fewer are as fast by the triggers. */
#define MANY 100

/* Whether all that the triggers of a table do is to keep its own index: T_ai, T_ad and T_au of T, T_fts and T_search. */
static gboolean
has_index_alone (NhConnection *connection, const char *table)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT (SELECT count (*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '%s') = 3 AND "
      "(SELECT count (*) FROM sqlite_master WHERE name IN ('%s_ai', '%s_ad', '%s_au', '%s_fts', '%s_search')) = 5",
      table, table, table, table, table, table);
  gint64 alone = 0;

  return nh_connection_get_int64 (connection, sql, &alone, NULL) && alone;
}

/**
 * nh_store_may_index_later:
 * @changes: (element-type NhChange): what is about to be done to the rows
 *
 * Returns: whether the triggers of @table may be off meanwhile, and nh_store_index_changes() follows.
 */
gboolean
nh_store_may_index_later (NhStore *store, const char *table, GArray *changes)
{
  guint n = 0;

  for (guint i = 0; i < changes->len; i++)
    n += strcmp (g_array_index (changes, NhChange, i).table, table) == 0;
  return n >= MANY && has_index_alone (store->connection, table);
}

static int
run (sqlite3_stmt *statement, gint64 id)
{
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_step (statement);
  return sqlite3_reset (statement);
}

/**
 * nh_store_index_changes:
 * @changes: (element-type NhChange): what was done to the rows
 *
 * What the triggers of @table would have done for each of its rows.
 *
 * Returns: whether it is done.
 */
gboolean
nh_store_index_changes (NhStore *store, const char *table, GArray *changes, GError **error)
{
  g_autofree char *drop = g_strdup_printf ("DELETE FROM %s_fts WHERE rowid = ?", table);
  g_autofree char *add
      = g_strdup_printf ("INSERT INTO %s_fts (rowid, text) SELECT id, text FROM %s_search WHERE id = ?", table, table);
  sqlite3_stmt *dropping = NULL, *adding = NULL;
  int rc = sqlite3_prepare_v2 (store->connection->db, drop, -1, &dropping, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_prepare_v2 (store->connection->db, add, -1, &adding, NULL);
  for (guint i = 0; i < changes->len && rc == SQLITE_OK; i++)
    {
      const NhChange *change = &g_array_index (changes, NhChange, i);

      if (strcmp (change->table, table) != 0)
        continue;
      if (change->kind != NH_CHANGE_INSERT)
        rc = run (dropping, change->id);
      if (rc == SQLITE_OK && change->kind != NH_CHANGE_DELETE)
        rc = run (adding, change->id);
    }
  sqlite3_finalize (dropping);
  sqlite3_finalize (adding);
  return rc == SQLITE_OK || nh_connection_fail (store->connection, rc, error);
}
