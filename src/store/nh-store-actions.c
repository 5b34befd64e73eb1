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
  char *tag;         /* a later action with the same tag joins it; NULL: none can */
  gint64 history;    /* its row in the history */
} NhStep;

static NhStep *
step_new (const char *name, GBytes *changeset, const char *tag, gint64 history)
{
  NhStep *step = g_new0 (NhStep, 1);

  step->name = g_strdup (name);
  step->changeset = g_bytes_ref (changeset);
  step->tag = g_strdup (tag);
  step->history = history;
  return step;
}

static void
step_free (NhStep *step)
{
  g_free (step->name);
  g_free (step->tag);
  g_bytes_unref (step->changeset);
  g_free (step);
}

static void
clear_redo (NhStore *store)
{
  g_queue_clear_full (&store->redo, (GDestroyNotify) step_free);
}

static void
drop_oldest (NhStore *store)
{
  while (store->undo_bytes > NH_UNDO_LIMIT && store->undo.length > 1)
    {
      NhStep *oldest = g_queue_pop_tail (&store->undo);

      store->undo_bytes -= g_bytes_get_size (oldest->changeset);
      step_free (oldest);
    }
}

static void
push_undo (NhStore *store, NhStep *step)
{
  g_queue_push_head (&store->undo, step);
  store->undo_bytes += g_bytes_get_size (step->changeset);
  drop_oldest (store);
}

static NhStep *
pop_undo (NhStore *store)
{
  NhStep *step = g_queue_pop_head (&store->undo);

  store->undo_bytes -= g_bytes_get_size (step->changeset);
  return step;
}

/* Whoever undoes or redoes has finished what went before: nothing joins it any more. */
static void
close_step (NhStore *store)
{
  NhStep *step = g_queue_peek_head (&store->undo);

  if (step != NULL)
    g_clear_pointer (&step->tag, g_free);
}

/* A row of @id: a new one, or in the place of the old one; without a changeset it goes. */
static gboolean
write_history (NhStore *store, gint64 id, const char *action, GBytes *changeset, GError **error)
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
                           size > 0 ? "INSERT OR REPLACE INTO change (id, at, who, action, changeset) "
                                      "VALUES (?, ?, ?, ?, ?)"
                                    : "DELETE FROM change WHERE id = ?", -1, &stmt, NULL);
  if (rc == SQLITE_OK)
    {
      sqlite3_bind_int64 (stmt, 1, id);
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
  nh_store_emit_flush (store);
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

/* What a commit makes. */
typedef struct
{
  GBytes *changeset;
  GArray *changes; /* of this action alone; NULL: there are none */
  NhStep *onto;    /* the step it joins; NULL: it is one of its own */
  GBytes *joined;
  gint64 history;
} Commit;

static void
commit_clear (Commit *commit)
{
  g_clear_pointer (&commit->changeset, g_bytes_unref);
  g_clear_pointer (&commit->changes, g_array_unref);
  g_clear_pointer (&commit->joined, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Commit, commit_clear)

static NhStep *
find_joined (NhStore *store, const char *tag)
{
  NhStep *step = g_queue_peek_head (&store->undo);

  return step != NULL && tag != NULL && g_strcmp0 (step->tag, tag) == 0 ? step : NULL;
}

/* Everything of a commit that can fail. */
static gboolean
commit_transaction (NhStore *store, Commit *commit, GError **error)
{
  int rc = nh_changeset_take (store->session, &commit->changeset);

  if (rc == SQLITE_OK && g_bytes_get_size (commit->changeset) > 0)
    rc = nh_changeset_read (commit->changeset, &commit->changes);
  if (rc == SQLITE_OK && commit->changes != NULL && commit->onto != NULL)
    rc = nh_changeset_join (commit->onto->changeset, commit->changeset, &commit->joined);
  if (rc != SQLITE_OK)
    return nh_connection_fail (store->connection, rc, error);
  g_clear_pointer (&store->session, sqlite3session_delete);
  commit->history = commit->onto != NULL ? commit->onto->history : nh_id_new ();
  if (commit->changes != NULL
      && !write_history (store, commit->history, commit->onto != NULL ? commit->onto->name : store->action,
                         commit->joined != NULL ? commit->joined : commit->changeset, error))
    return FALSE;
  return nh_connection_exec (store->connection, "COMMIT", error);
}

static void
remember_step (NhStore *store, const Commit *commit, const char *tag)
{
  NhStep *step = commit->onto;

  clear_redo (store);
  if (step == NULL)
    {
      push_undo (store, step_new (store->action, commit->changeset, tag, commit->history));
      return;
    }
  /* Typed and deleted again: there is nothing to take back. */
  if (g_bytes_get_size (commit->joined) == 0)
    {
      step_free (pop_undo (store));
      return;
    }
  store->undo_bytes += g_bytes_get_size (commit->joined) - g_bytes_get_size (step->changeset);
  g_bytes_unref (step->changeset);
  step->changeset = g_bytes_ref (commit->joined);
  drop_oldest (store);
}

/**
 * nh_store_commit_merged:
 * @store: a store in an action
 * @tag: (nullable): names the stretch of work that the action belongs to; %NULL: as nh_store_commit()
 * @error: return location
 *
 * Ends an action as nh_store_commit() does. When the last step of undo was ended with the same @tag
 * and nothing was undone or redone since, the action joins it: together they are one step and one
 * row of history, with the name of the first. A step that comes to nothing is none. The tag of an
 * inner commit is not used.
 *
 * Returns: whether it is saved; if not, the whole action was rolled back
 */
gboolean
nh_store_commit_merged (NhStore *store, const char *tag, GError **error)
{
  g_auto (Commit) commit = { NULL };

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
  commit.onto = find_joined (store, tag);
  if (!commit_transaction (store, &commit, error))
    {
      end_transaction (store);
      return FALSE;
    }
  if (commit.changes != NULL)
    remember_step (store, &commit, tag);
  end_transaction (store);
  if (commit.changes != NULL)
    nh_store_emit_changed (store, commit.changes);
  return TRUE;
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
  return nh_store_commit_merged (store, NULL, error);
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

static void
set_triggers (NhStore *store, gboolean enabled)
{
  sqlite3_db_config (store->connection->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, enabled ? 1 : 0, NULL);
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

  set_triggers (store, enabled);
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

/* What fails takes the whole transaction back, so no savepoint is held: while one is, SQLite goes through all pages that
 * were changed since for each row, and thousands of rows take minutes.
 *
 * Foreign keys are off, so the order is free, and the triggers that keep the full-text indexes
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
      gboolean later;
      int rc;

      if (!g_hash_table_contains (touched, state.table))
        continue;
      later = nh_store_may_index_later (store, state.table, changes);
      set_triggers (store, !later);
      rc = sqlite3changeset_apply_v2 (store->connection->db, (int) g_bytes_get_size (changeset),
                                      (void *) g_bytes_get_data (changeset, NULL), on_filter_cb,
                                      on_conflict_cb, &state, NULL, NULL, SQLITE_CHANGESETAPPLY_NOSAVEPOINT);
      set_triggers (store, TRUE);
      if (state.conflict)
        {
          g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_CONFLICT,
                       _("“%s” was changed elsewhere in the meantime, so this step cannot be "
                         "undone or redone. Nothing was changed."), store->connection->name);
          return FALSE;
        }
      if (rc != SQLITE_OK)
        return nh_connection_fail (store->connection, rc, error);
      if (later && !nh_store_index_changes (store, state.table, changes, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
apply_in_transaction (NhStore *store, const char *action, GBytes *changeset, GArray *changes,
                      GError **error)
{
  return nh_connection_exec (store->connection, "BEGIN IMMEDIATE", error)
         && apply_tables (store, changeset, changes, error) && nh_store_check_references (store, changes, error)
         && write_history (store, nh_id_new (), action, changeset, error)
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
  int rc = nh_changeset_read (changeset, &list);

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

  if (store->depth == 0)
    nh_store_emit_flush (store);
  if (!check_step (store, &store->undo, error))
    return FALSE;
  step = g_queue_peek_head (&store->undo);
  rc = nh_changeset_invert (step->changeset, &inverse);
  if (rc != SQLITE_OK)
    return nh_connection_fail (store->connection, rc, error);
  action = g_strdup_printf (_("Undo: %s"), step->name);
  if (!apply_changeset (store, action, inverse, &changes, error))
    return FALSE;
  g_clear_pointer (&step->tag, g_free);
  g_queue_push_head (&store->redo, pop_undo (store));
  close_step (store);
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

  if (store->depth == 0)
    nh_store_emit_flush (store);
  if (!check_step (store, &store->redo, error))
    return FALSE;
  step = g_queue_peek_head (&store->redo);
  action = g_strdup_printf (_("Redo: %s"), step->name);
  if (!apply_changeset (store, action, step->changeset, &changes, error))
    return FALSE;
  g_queue_pop_head (&store->redo);
  close_step (store);
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
