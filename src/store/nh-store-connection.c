/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One SQLite connection as this program uses it: settings that keep the data safe and keep the
 * SQL of a stranger's file harmless.
 */
#include "store/nh-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Another connection holds its lock for the time of one commit only. */
#define BUSY_TIMEOUT_MS 5000

/**
 * nh_connection_fail:
 * @connection: a connection
 * @rc: what SQLite returned
 * @error: return location
 *
 * Returns: %FALSE, with the error of @rc set
 */
gboolean
nh_connection_fail (NhConnection *connection, int rc, GError **error)
{
  int extended = connection->db != NULL ? sqlite3_extended_errcode (connection->db) : rc;

  /* The connection's own code says more, unless it belongs to a later call. */
  if ((extended & 0xff) != (rc & 0xff))
    extended = rc;
  nh_store_set_error (error, extended,
                      connection->db != NULL ? sqlite3_errmsg (connection->db) : sqlite3_errstr (rc),
                      connection->name);
  return FALSE;
}

/**
 * nh_connection_exec:
 * @connection: a connection
 * @sql: one or more statements, whose rows are not wanted
 * @error: return location
 *
 * The store's own statements; edits of callers go through nh_store_exec().
 *
 * Returns: whether all of them ran
 */
gboolean
nh_connection_exec (NhConnection *connection, const char *sql, GError **error)
{
  int rc = sqlite3_exec (connection->db, sql, NULL, NULL, NULL);

  return rc == SQLITE_OK || nh_connection_fail (connection, rc, error);
}

/**
 * nh_connection_get_int64:
 * @connection: a connection
 * @sql: a query of one value
 * @value: (out): the value of the first row, 0 without one
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
nh_connection_get_int64 (NhConnection *connection, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v3 (connection->db, sql, -1, 0, &stmt, NULL);

  *value = 0;
  if (rc == SQLITE_OK)
    {
      rc = sqlite3_step (stmt);
      if (rc == SQLITE_ROW)
        *value = sqlite3_column_int64 (stmt, 0);
      rc = sqlite3_finalize (stmt);
    }
  return rc == SQLITE_OK || nh_connection_fail (connection, rc, error);
}

/**
 * nh_connection_set_journal:
 * @connection: a connection that may write
 * @mode: "wal" or "delete"
 * @error: return location
 *
 * SQLite answers with the mode it really has; leaving WAL needs that nobody else has the file
 * open, which is how replacing a file makes sure of that.
 *
 * Returns: whether the file is in @mode now
 */
gboolean
nh_connection_set_journal (NhConnection *connection, const char *mode, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA journal_mode = %s", mode);
  sqlite3_stmt *stmt = NULL;
  gboolean same = FALSE;
  int rc = sqlite3_prepare_v2 (connection->db, sql, -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    {
      rc = sqlite3_step (stmt);
      if (rc == SQLITE_ROW)
        same = g_ascii_strcasecmp ((const char *) sqlite3_column_text (stmt, 0), mode) == 0;
      rc = sqlite3_finalize (stmt);
    }
  if (rc != SQLITE_OK)
    return nh_connection_fail (connection, rc, error);
  if (!same)
    nh_store_set_error (error, SQLITE_BUSY, NULL, connection->name);
  return same;
}

static gboolean
configure (NhConnection *connection, NhConnectMode mode, GError **error)
{
  sqlite3 *db = connection->db;
  int rc;

  sqlite3_extended_result_codes (db, 1);
  sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 0);
  rc = nh_store_add_functions (db);
  if (rc != SQLITE_OK)
    return nh_connection_fail (connection, rc, error);
  /* No mmap: an I/O error would be a SIGBUS instead of a sentence. 16 MiB of cache. */
  if (!nh_connection_exec (connection,
                           "PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON;"
                           "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
                           "PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;", error))
    return FALSE;
  if (mode == NH_CONNECT_READ || mode == NH_CONNECT_IMMUTABLE)
    return nh_connection_exec (connection, "PRAGMA query_only = ON", error);
  return TRUE;
}

static int
open_database (NhConnection *connection, NhConnectMode mode)
{
  g_autofree char *uri = NULL;
  g_autofree char *target = NULL;

  switch (mode)
    {
    case NH_CONNECT_MEMORY:
      return sqlite3_open_v2 (":memory:", &connection->db,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    case NH_CONNECT_IMMUTABLE:
      uri = g_filename_to_uri (connection->path, NULL, NULL);
      if (uri == NULL)
        return SQLITE_CANTOPEN;
      target = g_strconcat (uri, "?immutable=1", NULL);
      return sqlite3_open_v2 (target, &connection->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
    case NH_CONNECT_READ:
      return sqlite3_open_v2 (connection->path, &connection->db, SQLITE_OPEN_READONLY, NULL);
    case NH_CONNECT_WRITE:
      return sqlite3_open_v2 (connection->path, &connection->db, SQLITE_OPEN_READWRITE, NULL);
    case NH_CONNECT_CREATE:
    default:
      return sqlite3_open_v2 (connection->path, &connection->db,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    }
}

/**
 * nh_connection_open:
 * @path: (nullable): an absolute file name, %NULL for a database in memory
 * @mode: what it is opened for
 * @error: return location
 *
 * Returns: (transfer full): the connection with all its settings and SQL functions; the file
 *   itself has not been read yet
 */
NhConnection *
nh_connection_open (const char *path, NhConnectMode mode, GError **error)
{
  g_autoptr (NhConnection) connection = g_new0 (NhConnection, 1);
  int rc;

  connection->ref_count = 1;
  connection->path = g_strdup (path);
  connection->name = path != NULL ? g_filename_display_basename (path) : g_strdup ("memory");
  g_queue_init (&connection->idle);
  if (!sqlite3_compileoption_used ("ENABLE_SESSION")
      || !sqlite3_compileoption_used ("ENABLE_PREUPDATE_HOOK"))
    {
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FAILED,
                   _("The SQLite library of this system lacks the session extension, so undo is not "
                     "possible. Install the SQLite of the distribution."));
      return NULL;
    }
  rc = open_database (connection, mode);
  if (rc != SQLITE_OK)
    {
      nh_connection_fail (connection, rc, error);
      return NULL;
    }
  if (!configure (connection, mode, error))
    return NULL;
  return g_steal_pointer (&connection);
}

static gboolean
journal_has_content (const char *path)
{
  g_autofree char *journal = nh_file_beside (path, "-wal");
  GStatBuf info;

  return g_stat (journal, &info) == 0 && info.st_size > 0;
}

/**
 * nh_connection_open_reading:
 * @path: an absolute file name
 * @immutable: (out) (optional): whether the file was opened as one that nobody changes
 * @error: return location
 *
 * Opens for reading what SQLite can read. A WAL file in a folder that can't be written has no
 * shared-memory file and is opened as immutable, unless edits are waiting in its -wal file: those
 * would be left out silently.
 *
 * Returns: (transfer full): the connection
 */
NhConnection *
nh_connection_open_reading (const char *path, gboolean *immutable, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (NhConnection) connection = nh_connection_open (path, NH_CONNECT_READ, &local_error);
  gint64 value;

  if (immutable != NULL)
    *immutable = FALSE;
  if (connection != NULL
      && nh_connection_get_int64 (connection, "SELECT count (*) FROM sqlite_schema", &value,
                                  &local_error))
    return g_steal_pointer (&connection);
  if (!g_error_matches (local_error, NH_STORE_ERROR, NH_STORE_ERROR_IO)
      && !g_error_matches (local_error, NH_STORE_ERROR, NH_STORE_ERROR_READ_ONLY))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (journal_has_content (path))
    {
      g_autofree char *name = g_filename_display_basename (path);

      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_READ_ONLY,
                   _("“%s” was not closed properly and lies in a folder that cannot be written. Copy "
                     "it, together with the file whose name ends in “-wal”, to a folder of your own "
                     "and open it there."), name);
      return NULL;
    }
  g_clear_pointer (&connection, nh_connection_unref);
  connection = nh_connection_open (path, NH_CONNECT_IMMUTABLE, error);
  if (connection == NULL
      || !nh_connection_get_int64 (connection, "SELECT count (*) FROM sqlite_schema", &value, error))
    return NULL;
  if (immutable != NULL)
    *immutable = TRUE;
  return g_steal_pointer (&connection);
}

/**
 * nh_connection_ref:
 * @connection: a connection
 *
 * Each statement that is out holds one, so that it stays valid memory after a close.
 *
 * Returns: (transfer full): @connection
 */
NhConnection *
nh_connection_ref (NhConnection *connection)
{
  connection->ref_count++;
  return connection;
}

/**
 * nh_connection_close:
 * @connection: a connection
 *
 * Closes the database. Statements that are still out fail from now on.
 */
void
nh_connection_close (NhConnection *connection)
{
  nh_statement_drop_idle (connection);
  connection->store = NULL;
  sqlite3_close_v2 (g_steal_pointer (&connection->db));
}

/**
 * nh_connection_unref:
 * @connection: (transfer full): a connection
 */
void
nh_connection_unref (NhConnection *connection)
{
  if (--connection->ref_count > 0)
    return;
  nh_connection_close (connection);
  g_free (connection->path);
  g_free (connection->name);
  g_free (connection);
}

/* Whether the file was deleted, moved or replaced since it was opened. It takes writes as before,
 * but nobody would ever see them again. Systems where that can't happen don't know the question. */
gboolean
nh_connection_has_moved (NhConnection *connection)
{
  int moved = 0;

  return connection->db != NULL
         && sqlite3_file_control (connection->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK
         && moved != 0;
}
