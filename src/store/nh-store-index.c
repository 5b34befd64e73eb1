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

/* What is written, one row a statement: a statement of several would be a savepoint, too. */
typedef struct
{
  sqlite3_stmt *drop, *read, *add;
} Work;

static int
prepare (sqlite3 *db, const char *format, const char *table, sqlite3_stmt **statement)
{
  g_autofree char *sql = g_strdup_printf (format, table);

  return sqlite3_prepare_v2 (db, sql, -1, statement, NULL);
}

static int
drop (Work *work, gint64 id)
{
  sqlite3_bind_int64 (work->drop, 1, id);
  sqlite3_step (work->drop);
  return sqlite3_reset (work->drop);
}

static int
add (Work *work, gint64 id)
{
  sqlite3_bind_int64 (work->read, 1, id);
  if (sqlite3_step (work->read) == SQLITE_ROW)
    {
      sqlite3_bind_int64 (work->add, 1, id);
      sqlite3_bind_value (work->add, 2, sqlite3_column_value (work->read, 0));
      sqlite3_reset (work->read);
      sqlite3_step (work->add);
      return sqlite3_reset (work->add);
    }
  return sqlite3_reset (work->read);
}

/* A row that comes before the last one makes the index write out what it has gathered. */
static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const NhChange *one = *(const NhChange *const *) a, *other = *(const NhChange *const *) b;

  return one->id < other->id ? -1 : one->id > other->id;
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
  sqlite3 *db = store->connection->db;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  Work work = { NULL, NULL, NULL };
  int rc = prepare (db, "DELETE FROM %s_fts WHERE rowid = ?", table, &work.drop);

  if (rc == SQLITE_OK)
    rc = prepare (db, "SELECT text FROM %s_search WHERE id = ?", table, &work.read);
  if (rc == SQLITE_OK)
    rc = prepare (db, "INSERT INTO %s_fts (rowid, text) VALUES (?, ?)", table, &work.add);
  for (guint i = 0; i < changes->len; i++)
    if (strcmp (g_array_index (changes, NhChange, i).table, table) == 0)
      g_ptr_array_add (rows, &g_array_index (changes, NhChange, i));
  g_ptr_array_sort (rows, compare_ids);
  for (guint i = 0; i < rows->len && rc == SQLITE_OK; i++)
    {
      const NhChange *change = rows->pdata[i];

      if (change->kind != NH_CHANGE_INSERT)
        rc = drop (&work, change->id);
      if (rc == SQLITE_OK && change->kind != NH_CHANGE_DELETE)
        rc = add (&work, change->id);
    }
  sqlite3_finalize (work.drop);
  sqlite3_finalize (work.read);
  sqlite3_finalize (work.add);
  return rc == SQLITE_OK || nh_connection_fail (store->connection, rc, error);
}
