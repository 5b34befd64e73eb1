/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening and closing a workbook, and what is known of an open one.
 */
#include "store/nh-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#ifdef G_OS_WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

/* Smaller files are examined as a whole on opening, which takes a few milliseconds. A larger one
 * is examined by its backups: opening must not take longer the more rows there are. */
#define FULL_CHECK_SIZE (4 * 1024 * 1024)

G_DEFINE_FINAL_TYPE (NhStore, nh_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FLUSH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
nh_store_finalize (GObject *object)
{
  NhStore *self = NH_STORE (object);

  nh_store_close (self);
  g_clear_pointer (&self->connection, nh_connection_unref);
  g_clear_pointer (&self->holder, nh_store_holder_free);
  g_free (self->path);
  G_OBJECT_CLASS (nh_store_parent_class)->finalize (object);
}

static void
nh_store_class_init (NhStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = nh_store_finalize;

  /**
   * NhStore::changed:
   * @self: the store
   * @changes: (nullable) (element-type NhChange): the rows, each once; %NULL for anything at all
   */
  signals[CHANGED] = g_signal_new ("changed", NH_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_ARRAY | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * NhStore::flush:
   * @self: the store
   *
   * An action, an undo or a redo is about to begin: who holds edits back stores them now, so that the
   * steps keep the order in which they were made.
   */
  signals[FLUSH] = g_signal_new ("flush", NH_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nh_store_init (NhStore *self)
{
  g_queue_init (&self->undo);
  g_queue_init (&self->redo);
}

/**
 * nh_store_emit_changed:
 * @store: a store
 * @changes: (nullable): the changes
 */
void
nh_store_emit_changed (NhStore *store, GArray *changes)
{
  g_object_ref (store);
  g_signal_emit (store, signals[CHANGED], 0, changes);
  g_object_unref (store);
}

void
nh_store_emit_flush (NhStore *store)
{
  g_signal_emit (store, signals[FLUSH], 0);
}

/* Opening. */

static gboolean
fail_probe (NhFileKind kind, const char *name, GError **error)
{
  switch (kind)
    {
    case NH_FILE_MISSING:
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_NOT_FOUND,
                   _("“%s” is not there. It may have been moved, renamed or deleted."), name);
      break;
    case NH_FILE_DAMAGED:
      nh_store_set_error (error, SQLITE_CORRUPT, NULL, name);
      break;
    case NH_FILE_UNREADABLE:
      nh_store_set_error (error, SQLITE_CANTOPEN, NULL, name);
      break;
    default:
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FOREIGN,
                   _("“%s” is not a workbook of this program. It was left as it is."), name);
      break;
    }
  return FALSE;
}

static gboolean
is_new (NhFileKind kind)
{
  return kind == NH_FILE_MISSING || kind == NH_FILE_EMPTY || kind == NH_FILE_BLANK;
}

static void
set_locked (NhStore *store, const char *name, GError **error)
{
  g_autofree char *since = nh_store_holder_dup_since (store->holder);

  g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_LOCKED,
               _("“%s” is being worked on by %s (computer %s, since %s). Ask them to close it, or open "
                 "it read-only."), name, store->holder->user, store->holder->host,
               since);
}

/* Decides whether the file can be written, and takes its lock then. */
static gboolean
take_lock (NhStore *store, NhStoreFlags flags, gboolean exists, const char *name, GError **error)
{
  NhLockResult result;

  store->read_only = TRUE;
  if (flags & NH_STORE_OPEN_READ_ONLY)
    return TRUE;
  if (exists && g_access (store->path, W_OK) != 0)
    result = NH_LOCK_UNAVAILABLE;
  else
    result = nh_store_lock_take (store->path, &store->lock, &store->holder);
  if (result == NH_LOCK_TAKEN)
    {
      store->read_only = FALSE;
      return TRUE;
    }
  if (exists && !(flags & NH_STORE_OPEN_MUST_WRITE))
    return TRUE;
  if (result == NH_LOCK_HELD)
    set_locked (store, name, error);
  else if (exists)
    nh_store_set_error (error, SQLITE_READONLY, NULL, name);
  else
    g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_READ_ONLY,
                 _("“%s” cannot be made, because its folder is missing or cannot be written. Choose "
                   "another folder."), name);
  return FALSE;
}

static gboolean
create_file (NhStore *store, NhFileKind kind, const char *name, GError **error)
{
  gint64 n_parts = 0;

  store->connection = nh_connection_open (store->path, NH_CONNECT_CREATE, error);
  if (store->connection != NULL
      && nh_connection_get_int64 (store->connection, "SELECT count (*) FROM sqlite_schema", &n_parts,
                                  error))
    {
      /* Another program's database, which bears no mark. */
      if (n_parts > 0)
        return fail_probe (NH_FILE_FOREIGN, name, error);
      if (nh_connection_set_journal (store->connection, "delete", error)
          && nh_migrate (store->connection, nh_store_current_version (), error))
        return TRUE;
    }
  g_clear_pointer (&store->connection, nh_connection_unref);
  if (kind == NH_FILE_MISSING)
    nh_file_remove_database (store->path);
  return FALSE;
}

static gboolean
check_newer (NhStore *store, NhStoreFlags flags, int version, const char *name, GError **error)
{
  if (version <= nh_store_current_version ())
    return TRUE;
  if (flags & NH_STORE_OPEN_MUST_WRITE)
    {
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_NEWER,
                   _("“%s” was made by a newer version of this program, so it can only be read. Update "
                     "the program to work on it."), name);
      return FALSE;
    }
  store->read_only = TRUE;
  g_clear_pointer (&store->lock, nh_store_lock_release);
  return TRUE;
}

static gboolean
open_existing (NhStore *store, NhStoreFlags flags, int version, const char *name, GError **error)
{
  if (!check_newer (store, flags, version, name, error))
    return FALSE;
  if (!store->read_only && version < nh_store_current_version ()
      && !nh_migrate_file (store->path, error))
    return FALSE;
  /* All queries speak of the present tables. */
  if (store->read_only && version < nh_store_current_version ())
    {
      store->copy = nh_migrate_private (store->path, error);
      if (store->copy == NULL)
        return FALSE;
    }
  if (store->read_only)
    store->connection = nh_connection_open_reading (store->copy ? store->copy : store->path, &store->immutable,
                                                    error);
  else
    store->connection = nh_connection_open (store->path, NH_CONNECT_WRITE, error);
  return store->connection != NULL;
}

static gboolean
check_content (NhStore *store, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  NhConnection *connection = store->connection;
  gint64 version;
  GStatBuf info;

  if (!nh_connection_get_int64 (connection, "PRAGMA user_version", &version, error))
    return FALSE;
  store->version = (int) version;
  if (store->version <= nh_store_current_version ()
      && !nh_schema_check (connection, store->version, error))
    return FALSE;
  if (g_stat (store->path, &info) != 0 || info.st_size > FULL_CHECK_SIZE)
    return TRUE;
  if (!nh_integrity_check (connection, NH_CHECK_QUICK, problems, error))
    return FALSE;
  if (problems->len > 0)
    nh_store_set_error (error, SQLITE_CORRUPT, NULL, connection->name);
  return problems->len == 0;
}

/* Somebody reading at this very moment may hinder the change: the other mode is as safe. */
static gboolean
choose_journal (NhStore *store, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (nh_connection_set_journal (store->connection,
                                 nh_file_is_remote (store->path) ? "delete" : "wal", &local_error)
      || g_error_matches (local_error, NH_STORE_ERROR, NH_STORE_ERROR_LOCKED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
open_store (NhStore *store, NhStoreFlags flags, GError **error)
{
  g_autofree char *name = g_filename_display_basename (store->path);
  gboolean create = (flags & NH_STORE_OPEN_CREATE) && !(flags & NH_STORE_OPEN_READ_ONLY);
  int version = 0;
  NhFileKind kind = nh_file_probe (store->path, &version);

  if (create && (flags & NH_STORE_OPEN_EXCLUSIVE) && kind != NH_FILE_MISSING)
    {
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_EXISTS,
                   _("There is already a file named “%s”. Choose another name."), name);
      return FALSE;
    }
  if (!(is_new (kind) ? create : kind == NH_FILE_WORKBOOK))
    return fail_probe (kind, name, error);
  if (!take_lock (store, flags, kind != NH_FILE_MISSING, name, error))
    return FALSE;
  /* Only now nobody else can make, migrate or replace it. */
  kind = nh_file_probe (store->path, &version);
  if (is_new (kind) && create && !store->read_only)
    {
      if (!create_file (store, kind, name, error))
        return FALSE;
    }
  else if (kind != NH_FILE_WORKBOOK)
    return fail_probe (kind, name, error);
  else if (!open_existing (store, flags, version, name, error))
    return FALSE;
  if (!check_content (store, error))
    return FALSE;
  if (!store->read_only && !choose_journal (store, error))
    return FALSE;
  store->connection->store = store;
  return nh_store_load_tables (store, error)
         && nh_connection_get_int64 (store->connection, "PRAGMA data_version", &store->data_version,
                                     error);
}

/**
 * nh_store_open:
 * @path: a file name
 * @flags: how
 * @error: return location
 *
 * Opens a workbook, or makes one with %NH_STORE_OPEN_CREATE. An older version is migrated (a copy
 * of it, which replaces the file when it is sound). What somebody else holds, what can't be
 * written and what a newer version made (nh_store_get_version() tells) is opened read-only,
 * unless %NH_STORE_OPEN_MUST_WRITE is given. Read-only, an older version is read from a private copy that
 * was migrated: it shows the file as it was at this moment, and the file stays as it is.
 *
 * Returns: (transfer full): the store, or %NULL with the error set and the file as it was
 */
NhStore *
nh_store_open (const char *path, NhStoreFlags flags, GError **error)
{
  g_autoptr (NhStore) store = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  store = g_object_new (NH_TYPE_STORE, NULL);
  store->path = nh_file_absolute (path);
  if (!open_store (store, flags, error))
    return NULL;
  return g_steal_pointer (&store);
}

/**
 * nh_store_close:
 * @store: a store
 *
 * Closes the file and gives up its lock; an action under way is rolled back. The object answers
 * every further request with an error.
 */
void
nh_store_close (NhStore *store)
{
  g_return_if_fail (NH_IS_STORE (store));

  if (store->connection != NULL && store->connection->db != NULL)
    {
      nh_store_finish_actions (store);
      if (!store->read_only)
        {
          /* At rest a workbook is one file, which can be copied, and read from a folder that can't
           * be written. Where somebody reads it now, it stays in WAL mode. */
          nh_statement_drop_idle (store->connection);
          sqlite3_busy_timeout (store->connection->db, 0);
          nh_connection_set_journal (store->connection, "delete", NULL);
        }
      nh_connection_close (store->connection);
    }
  if (store->copy != NULL)
    nh_migrate_drop_private (store->copy);
  g_clear_pointer (&store->copy, g_free);
  g_clear_pointer (&store->tables, g_ptr_array_unref);
  g_clear_pointer (&store->references, g_array_unref);
  g_clear_pointer (&store->lock, nh_store_lock_release);
}

/**
 * nh_store_get_path:
 * @store: a store
 *
 * Returns: (transfer none): the absolute name of the file, links followed
 */
const char *
nh_store_get_path (NhStore *store)
{
  return store->path;
}

/**
 * nh_store_is_read_only:
 * @store: a store
 *
 * Returns: whether edits are refused
 */
gboolean
nh_store_is_read_only (NhStore *store)
{
  return store->read_only;
}

/**
 * nh_store_get_holder:
 * @store: a store
 *
 * Returns: (transfer none) (nullable): who held the file when it was opened, so that this store is
 *   read-only; %NULL when that was not the reason
 */
const NhStoreHolder *
nh_store_get_holder (NhStore *store)
{
  return store->holder;
}

/**
 * nh_store_get_version:
 * @store: a store
 *
 * Returns: the version of the file; greater than nh_store_current_version() in a file that a newer
 *   program made
 */
int
nh_store_get_version (NhStore *store)
{
  return store->version;
}

/**
 * nh_store_poll:
 * @store: a store
 *
 * Looks whether another connection has committed since the last look, and emits "changed" with
 * %NULL then. Cheap enough to be called every second.
 *
 * Returns: whether something had changed
 */
gboolean
nh_store_poll (NhStore *store)
{
  gint64 version;

  g_return_val_if_fail (NH_IS_STORE (store), FALSE);

  if (store->connection->db == NULL || store->depth > 0
      || !nh_connection_get_int64 (store->connection, "PRAGMA data_version", &version, NULL)
      || version == store->data_version)
    return FALSE;
  store->data_version = version;
  nh_store_emit_changed (store, NULL);
  return TRUE;
}

/* Readers. */

struct _NhReader
{
  NhConnection *connection;
};

/**
 * nh_store_open_reader:
 * @store: a store
 * @error: return location
 *
 * Opens a second connection, to be used in one thread at a time. It sees the last committed state.
 *
 * Returns: (transfer full): the reader; free it before the store is closed
 */
NhReader *
nh_store_open_reader (NhStore *store, GError **error)
{
  g_autoptr (NhConnection) connection = NULL;
  NhReader *reader;

  g_return_val_if_fail (NH_IS_STORE (store), NULL);

  connection = nh_connection_open (store->copy ? store->copy : store->path,
                                   store->immutable ? NH_CONNECT_IMMUTABLE : NH_CONNECT_READ, error);
  if (connection == NULL
      || (store->version <= nh_store_current_version ()
          && !nh_schema_check (connection, store->version, error)))
    return NULL;
  reader = g_new0 (NhReader, 1);
  reader->connection = g_steal_pointer (&connection);
  return reader;
}

/**
 * nh_reader_prepare:
 * @reader: a reader
 * @sql: a query
 * @error: return location
 *
 * Returns: (transfer full): the statement, for the thread that uses @reader
 */
NhStatement *
nh_reader_prepare (NhReader *reader, const char *sql, GError **error)
{
  return nh_connection_prepare (reader->connection, sql, error);
}

/**
 * nh_reader_interrupt:
 * @reader: a reader
 *
 * Stops the query under way, from any thread; its step fails with %G_IO_ERROR_CANCELLED.
 */
void
nh_reader_interrupt (NhReader *reader)
{
  sqlite3_interrupt (reader->connection->db);
}

/**
 * nh_reader_free:
 * @reader: (transfer full) (nullable): a reader
 */
void
nh_reader_free (NhReader *reader)
{
  if (reader == NULL)
    return;
  nh_connection_close (reader->connection);
  nh_connection_unref (reader->connection);
  g_free (reader);
}
