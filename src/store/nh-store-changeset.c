/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changesets of SQLite's session extension: what an action did, as bytes. All functions return
 * codes of SQLite.
 */
#include "store/nh-store-private.h"

static NhChangeKind
kind_of (int operation)
{
  switch (operation)
    {
    case SQLITE_INSERT:
      return NH_CHANGE_INSERT;
    case SQLITE_DELETE:
      return NH_CHANGE_DELETE;
    default:
      return NH_CHANGE_UPDATE;
    }
}

static gint64
key_of (sqlite3_changeset_iter *iter, int operation)
{
  sqlite3_value *value = NULL;
  unsigned char *is_key = NULL;
  int n_columns = 0;

  sqlite3changeset_pk (iter, &is_key, &n_columns);
  for (int i = 0; i < n_columns; i++)
    if (is_key[i])
      {
        if (operation == SQLITE_INSERT)
          sqlite3changeset_new (iter, i, &value);
        else
          sqlite3changeset_old (iter, i, &value);
        break;
      }
  return value != NULL ? sqlite3_value_int64 (value) : 0;
}

/* The rows that a changeset touches: each once, whatever the action did to it on the way. */
int
nh_changeset_read (GBytes *changeset, GArray **changes)
{
  g_autoptr (GArray) result = g_array_new (FALSE, TRUE, sizeof (NhChange));
  sqlite3_changeset_iter *iter = NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (changeset, &size);
  int rc = sqlite3changeset_start (&iter, (int) size, (void *) data);

  if (rc != SQLITE_OK)
    return rc;
  while (sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const char *table;
      int n_columns, operation, indirect;
      NhChange change;

      sqlite3changeset_op (iter, &table, &n_columns, &operation, &indirect);
      change.table = g_intern_string (table);
      change.kind = kind_of (operation);
      change.id = key_of (iter, operation);
      g_array_append_val (result, change);
    }
  rc = sqlite3changeset_finalize (iter);
  if (rc == SQLITE_OK)
    *changes = g_steal_pointer (&result);
  return rc;
}

static void
free_sqlite (gpointer data)
{
  sqlite3_free (data);
}

int
nh_changeset_take (sqlite3_session *session, GBytes **changeset)
{
  void *data = NULL;
  int size = 0;
  int rc = sqlite3session_changeset (session, &size, &data);

  if (rc == SQLITE_OK)
    *changeset = g_bytes_new_with_free_func (data, size, free_sqlite, data);
  return rc;
}

int
nh_changeset_invert (GBytes *changeset, GBytes **inverse)
{
  void *data = NULL;
  int size = 0;
  int rc = sqlite3changeset_invert ((int) g_bytes_get_size (changeset),
                                    g_bytes_get_data (changeset, NULL), &size, &data);

  if (rc == SQLITE_OK)
    *inverse = g_bytes_new_with_free_func (data, size, free_sqlite, data);
  return rc;
}

int
nh_changeset_join (GBytes *first, GBytes *second, GBytes **joined)
{
  sqlite3_changegroup *group = NULL;
  void *data = NULL;
  int size = 0;
  int rc = sqlite3changegroup_new (&group);

  if (rc == SQLITE_OK)
    rc = sqlite3changegroup_add (group, (int) g_bytes_get_size (first),
                                 (void *) g_bytes_get_data (first, NULL));
  if (rc == SQLITE_OK)
    rc = sqlite3changegroup_add (group, (int) g_bytes_get_size (second),
                                 (void *) g_bytes_get_data (second, NULL));
  if (rc == SQLITE_OK)
    rc = sqlite3changegroup_output (group, &size, &data);
  sqlite3changegroup_delete (group);
  if (rc == SQLITE_OK)
    *joined = g_bytes_new_with_free_func (data, size, free_sqlite, data);
  return rc;
}
