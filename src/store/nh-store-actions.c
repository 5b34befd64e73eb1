/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Actions and their undo. One user action = one transaction = one changeset of SQLite's session
 * extension; undo applies the inverse. Notifications come from the changeset alone, so edits,
 * undo, redo and import reach the views by one path.
 */
#include "store/nh-store-private.h"

#include "core/nh-id.h"

#include <glib/gi18n-lib.h>

#include <string.h>

typedef struct
{
  char *name;
  GBytes *changeset; /* as the action made it */
} NhStep;

static NhStep *
step_new (const char *name, GBytes *changeset)
{
  NhStep *step = g_new0 (NhStep, 1);

  step->name = g_strdup (name);
  step->changeset = g_bytes_ref (changeset);
  return step;
}

static void
step_free (NhStep *step)
{
  g_free (step->name);
  g_bytes_unref (step->changeset);
  g_free (step);
}

static void
clear_redo (NhStore *store)
{
  g_queue_clear_full (&store->redo, (GDestroyNotify) step_free);
}

static void
push_undo (NhStore *store, NhStep *step)
{
  g_queue_push_head (&store->undo, step);
  store->undo_bytes += g_bytes_get_size (step->changeset);
  while (store->undo_bytes > NH_UNDO_LIMIT && store->undo.length > 1)
    {
      NhStep *oldest = g_queue_pop_tail (&store->undo);

      store->undo_bytes -= g_bytes_get_size (oldest->changeset);
      step_free (oldest);
    }
}

/* Changesets. */

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

/* A changeset holds each row once, whatever the action did to it on the way. */
static int
read_changes (GBytes *changeset, GArray **changes)
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

static int
take_changeset (sqlite3_session *session, GBytes **changeset)
{
  void *data = NULL;
  int size = 0;
  int rc = sqlite3session_changeset (session, &size, &data);

  if (rc == SQLITE_OK)
    *changeset = g_bytes_new_with_free_func (data, size, free_sqlite, data);
  return rc;
}

static int
invert_changeset (GBytes *changeset, GBytes **inverse)
{
  void *data = NULL;
  int size = 0;
  int rc = sqlite3changeset_invert ((int) g_bytes_get_size (changeset),
                                    g_bytes_get_data (changeset, NULL), &size, &data);

  if (rc == SQLITE_OK)
    *inverse = g_bytes_new_with_free_func (data, size, free_sqlite, data);
  return rc;
}

static gboolean
write_history (NhStore *store, const char *action, GBytes *changeset, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *at = g_date_time_format_iso8601 (now);
  g_autofree char *who = nh_store_who ();
  NhConnection *connection = store->connection;
  sqlite3_stmt *stmt = NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (changeset, &size);
  int rc;

  rc = sqlite3_prepare_v2 (connection->db,
                           "INSERT INTO change (id, at, who, action, changeset) "
                           "VALUES (?, ?, ?, ?, ?)", -1, &stmt, NULL);
  if (rc == SQLITE_OK)
    {
      sqlite3_bind_int64 (stmt, 1, nh_id_new ());
      sqlite3_bind_text (stmt, 2, at, -1, SQLITE_STATIC);
      sqlite3_bind_text (stmt, 3, who, -1, SQLITE_STATIC);
      sqlite3_bind_text (stmt, 4, action, -1, SQLITE_STATIC);
      sqlite3_bind_blob64 (stmt, 5, data, size, SQLITE_STATIC);
      sqlite3_step (stmt);
      rc = sqlite3_finalize (stmt);
    }
  return rc == SQLITE_OK || nh_connection_fail (connection, rc, error);
}

/* Actions. */

static void
end_transaction (NhStore *store)
{
  g_clear_pointer (&store->session, sqlite3session_delete);
  /* A full disk makes SQLite roll back by itself. */
  if (!sqlite3_get_autocommit (store->connection->db))
    sqlite3_exec (store->connection->db, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_db_config (store->connection->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
  store->depth = 0;
  store->doomed = FALSE;
  g_clear_pointer (&store->action, g_free);
}

static gboolean
check_in_place (NhConnection *connection, GError **error)
{
  if (!nh_connection_has_moved (connection))
    return TRUE;
  g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_NOT_FOUND,
               _("“%s” was deleted, moved or replaced while it was open, so this change was not "
                 "stored. Save a copy of what you see here and go on with the copy."),
               connection->name);
  return FALSE;
}

static gboolean
check_writable (NhStore *store, GError **error)
{
  NhConnection *connection = store->connection;

  if (connection->db == NULL)
    return nh_connection_fail (connection, SQLITE_MISUSE, error);
  if (!store->read_only)
    return check_in_place (connection, error);
  if (store->holder != NULL)
    g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_READ_ONLY,
                 _("“%s” is open read-only, because %s is working on it (computer %s). Nothing was "
                   "changed."), connection->name, store->holder->user, store->holder->host);
  else
    nh_store_set_error (error, SQLITE_READONLY, NULL, connection->name);
  return FALSE;
}

static gboolean
start_session (NhStore *store, GError **error)
{
  NhConnection *connection = store->connection;
  int rc = sqlite3session_create (connection->db, "main", &store->session);

  for (guint i = 0; i < store->tables->len && rc == SQLITE_OK; i++)
    rc = sqlite3session_attach (store->session, g_ptr_array_index (store->tables, i));
  return rc == SQLITE_OK || nh_connection_fail (connection, rc, error);
}

/**
 * nh_store_begin:
 * @store: a store
 * @name: what the user does, translated, for the menu and the history; a nested one's is not used
 * @error: return location
 *
 * Begins an action. Each begin that succeeded needs one nh_store_commit() or nh_store_rollback().
 *
 * Returns: whether edits may follow
 */
gboolean
nh_store_begin (NhStore *store, const char *name, GError **error)
{
  g_return_val_if_fail (NH_IS_STORE (store), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (store->depth > 0)
    {
      store->depth++;
      return TRUE;
    }
  if (!check_writable (store, error)
      || !nh_connection_exec (store->connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (!start_session (store, error))
    {
      end_transaction (store);
      return FALSE;
    }
  store->depth = 1;
  store->doomed = FALSE;
  store->action = g_strdup (name);
  return TRUE;
}

static gboolean
fail_doomed (NhStore *store, GError **error)
{
  g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FAILED,
               _("A part of this change to “%s” failed, so all of it was taken back."),
               store->connection->name);
  return FALSE;
}

/* Everything of a commit that can fail. */
static gboolean
commit_transaction (NhStore *store, GBytes **changeset, GArray **changes, GError **error)
{
  int rc = take_changeset (store->session, changeset);

  if (rc == SQLITE_OK && g_bytes_get_size (*changeset) > 0)
    rc = read_changes (*changeset, changes);
  if (rc != SQLITE_OK)
    return nh_connection_fail (store->connection, rc, error);
  g_clear_pointer (&store->session, sqlite3session_delete);
  if (*changes != NULL && !write_history (store, store->action, *changeset, error))
    return FALSE;
  return nh_connection_exec (store->connection, "COMMIT", error);
}

/**
 * nh_store_commit:
 * @store: a store in an action
 * @error: return location
 *
 * Ends an action. The outermost commit saves it: one transaction, one row of history, one step of
 * undo, one "changed". An action that changed nothing leaves no trace.
 *
 * Returns: whether it is saved; if not, the whole action was rolled back
 */
gboolean
nh_store_commit (NhStore *store, GError **error)
{
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GArray) changes = NULL;

  g_return_val_if_fail (NH_IS_STORE (store), FALSE);
  g_return_val_if_fail (store->depth > 0, FALSE);

  if (store->depth > 1)
    {
      store->depth--;
      return TRUE;
    }
  if (store->doomed || sqlite3_get_autocommit (store->connection->db))
    {
      end_transaction (store);
      return fail_doomed (store, error);
    }
  if (!commit_transaction (store, &changeset, &changes, error))
    {
      end_transaction (store);
      return FALSE;
    }
  if (changes != NULL)
    {
      push_undo (store, step_new (store->action, changeset));
      clear_redo (store);
    }
  end_transaction (store);
  if (changes != NULL)
    nh_store_emit_changed (store, changes);
  return TRUE;
}

/**
 * nh_store_rollback:
 * @store: a store in an action
 *
 * Takes the action back. An inner rollback dooms the whole: the outermost commit fails then.
 */
void
nh_store_rollback (NhStore *store)
{
  g_return_if_fail (NH_IS_STORE (store));
  g_return_if_fail (store->depth > 0);

  if (store->depth > 1)
    {
      store->depth--;
      store->doomed = TRUE;
      return;
    }
  end_transaction (store);
}

/**
 * nh_store_in_action:
 * @store: a store
 *
 * Returns: whether an action has begun and not ended
 */
gboolean
nh_store_in_action (NhStore *store)
{
  return store->depth > 0;
}

/**
 * nh_store_set_triggers:
 * @store: a store in an action
 * @enabled: whether edits keep the full-text indexes
 *
 * For edits of very many rows. A statement that fires a trigger is a savepoint of its own, and at
 * each savepoint SQLite writes out what the full-text index has gathered: ten times the work. Who
 * switches triggers off puts the rows into the indexes itself. The end of the action switches them
 * on again.
 */
void
nh_store_set_triggers (NhStore *store, gboolean enabled)
{
  g_return_if_fail (NH_IS_STORE (store));
  g_return_if_fail (store->depth > 0);

  sqlite3_db_config (store->connection->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, enabled ? 1 : 0, NULL);
}

/* Undo and redo. */

typedef struct
{
  const char *table;
  gboolean conflict;
} ApplyState;

static int
on_conflict_cb (void *data, int conflict, sqlite3_changeset_iter *iter)
{
  ApplyState *state = data;

  state->conflict = TRUE;
  return SQLITE_CHANGESET_ABORT;
}

static int
on_filter_cb (void *data, const char *table)
{
  ApplyState *state = data;

  return strcmp (state->table, table) == 0;
}

/* Foreign keys are off, so the order is free, and the triggers that keep the full-text indexes
 * want parents first: they read the names of the units that a new row refers to. */
static gboolean
apply_tables (NhStore *store, GBytes *changeset, GArray *changes, GError **error)
{
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < changes->len; i++)
    g_hash_table_add (touched, (gpointer) g_array_index (changes, NhChange, i).table);
  for (guint i = store->tables->len; i > 0; i--)
    {
      ApplyState state = { g_ptr_array_index (store->tables, i - 1), FALSE };
      int rc;

      if (!g_hash_table_contains (touched, state.table))
        continue;
      rc = sqlite3changeset_apply (store->connection->db, (int) g_bytes_get_size (changeset),
                                   (void *) g_bytes_get_data (changeset, NULL), on_filter_cb,
                                   on_conflict_cb, &state);
      if (state.conflict)
        {
          g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_CONFLICT,
                       _("“%s” was changed elsewhere in the meantime, so this step cannot be "
                         "undone or redone. Nothing was changed."), store->connection->name);
          return FALSE;
        }
      if (rc != SQLITE_OK)
        return nh_connection_fail (store->connection, rc, error);
    }
  return TRUE;
}

static gboolean
apply_in_transaction (NhStore *store, const char *action, GBytes *changeset, GArray *changes,
                      GError **error)
{
  return nh_connection_exec (store->connection, "BEGIN IMMEDIATE", error)
         && apply_tables (store, changeset, changes, error) && nh_store_check_references (store, changes, error)
         && write_history (store, action, changeset, error)
         && nh_connection_exec (store->connection, "COMMIT", error);
}

/* Applies a changeset as one transaction. Foreign keys can be switched outside of one only. */
static gboolean
apply_changeset (NhStore *store, const char *action, GBytes *changeset, GArray **changes,
                 GError **error)
{
  g_autoptr (GArray) list = NULL;
  g_autoptr (GError) local_error = NULL;
  sqlite3 *db = store->connection->db;
  gboolean done;
  int rc = read_changes (changeset, &list);

  if (rc != SQLITE_OK)
    return nh_connection_fail (store->connection, rc, error);
  sqlite3_exec (db, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL);
  done = apply_in_transaction (store, action, changeset, list, &local_error);
  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_exec (db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
  if (!done)
    {
      /* The file is no longer what the steps were made for. */
      if (g_error_matches (local_error, NH_STORE_ERROR, NH_STORE_ERROR_CONFLICT))
        nh_store_clear_history (store);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *changes = g_steal_pointer (&list);
  return TRUE;
}

static gboolean
check_step (NhStore *store, GQueue *steps, GError **error)
{
  if (!check_writable (store, error))
    return FALSE;
  if (store->depth > 0)
    {
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FAILED,
                   _("Another change to “%s” is under way. Finish it first."),
                   store->connection->name);
      return FALSE;
    }
  if (steps->length == 0)
    {
      g_set_error_literal (error, NH_STORE_ERROR, NH_STORE_ERROR_NOT_FOUND,
                           _("There is nothing to undo or redo."));
      return FALSE;
    }
  return TRUE;
}

/**
 * nh_store_undo:
 * @store: a store
 * @error: return location
 *
 * Takes the last action back, as one transaction with a row of history of its own. Where another
 * connection changed the same rows, nothing is done, the steps are forgotten and the error is
 * %NH_STORE_ERROR_CONFLICT.
 *
 * Returns: whether it was taken back
 */
gboolean
nh_store_undo (NhStore *store, GError **error)
{
  g_autoptr (GBytes) inverse = NULL;
  g_autoptr (GArray) changes = NULL;
  g_autofree char *action = NULL;
  NhStep *step;
  int rc;

  g_return_val_if_fail (NH_IS_STORE (store), FALSE);

  if (!check_step (store, &store->undo, error))
    return FALSE;
  step = g_queue_peek_head (&store->undo);
  rc = invert_changeset (step->changeset, &inverse);
  if (rc != SQLITE_OK)
    return nh_connection_fail (store->connection, rc, error);
  action = g_strdup_printf (_("Undo: %s"), step->name);
  if (!apply_changeset (store, action, inverse, &changes, error))
    return FALSE;
  g_queue_pop_head (&store->undo);
  store->undo_bytes -= g_bytes_get_size (step->changeset);
  g_queue_push_head (&store->redo, step);
  nh_store_emit_changed (store, changes);
  return TRUE;
}

/**
 * nh_store_redo:
 * @store: a store
 * @error: return location
 *
 * Does the action again that was taken back last; see nh_store_undo().
 *
 * Returns: whether it was done
 */
gboolean
nh_store_redo (NhStore *store, GError **error)
{
  g_autoptr (GArray) changes = NULL;
  g_autofree char *action = NULL;
  NhStep *step;

  g_return_val_if_fail (NH_IS_STORE (store), FALSE);

  if (!check_step (store, &store->redo, error))
    return FALSE;
  step = g_queue_peek_head (&store->redo);
  action = g_strdup_printf (_("Redo: %s"), step->name);
  if (!apply_changeset (store, action, step->changeset, &changes, error))
    return FALSE;
  g_queue_pop_head (&store->redo);
  push_undo (store, step);
  nh_store_emit_changed (store, changes);
  return TRUE;
}

static const char *
get_name (GQueue *steps)
{
  NhStep *step = g_queue_peek_head (steps);

  return step != NULL ? step->name : NULL;
}

/**
 * nh_store_get_undo_name:
 * @store: a store
 *
 * Returns: (transfer none) (nullable): the name of the action that undo takes back
 */
const char *
nh_store_get_undo_name (NhStore *store)
{
  return get_name (&store->undo);
}

/**
 * nh_store_get_redo_name:
 * @store: a store
 *
 * Returns: (transfer none) (nullable): the name of the action that redo does again
 */
const char *
nh_store_get_redo_name (NhStore *store)
{
  return get_name (&store->redo);
}

/**
 * nh_store_clear_history:
 * @store: a store
 *
 * Forgets all steps of undo and redo; the history in the file stays.
 */
void
nh_store_clear_history (NhStore *store)
{
  g_queue_clear_full (&store->undo, (GDestroyNotify) step_free);
  clear_redo (store);
  store->undo_bytes = 0;
}

/**
 * nh_store_finish_actions:
 * @store: a store that is being closed
 *
 * Rolls back an action that is under way, and forgets the steps.
 */
void
nh_store_finish_actions (NhStore *store)
{
  if (store->depth > 0)
    end_transaction (store);
  nh_store_clear_history (store);
}
