/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Statements, prepared once. A connection keeps those that were given back, the latest first; the
 * same SQL may be out several times at once.
 */
#include "store/nh-store-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Enough for every query of the program's screens. Looking through the list costs less than
 * preparing even the simplest statement. */
#define MAX_IDLE 128

struct _NhStatement
{
  NhConnection *connection;
  sqlite3_stmt *stmt;
  char *sql;
  guint hash;
  gboolean writes;
  GPtrArray *repaired; /* texts of the present row that were no UTF-8; NULL as a rule */
};

static void
free_statement (NhStatement *statement)
{
  sqlite3_finalize (statement->stmt);
  g_clear_pointer (&statement->repaired, g_ptr_array_unref);
  g_free (statement->sql);
  g_free (statement);
}

/**
 * nh_statement_drop_idle:
 * @connection: a connection
 *
 * Frees the statements that nobody uses.
 */
void
nh_statement_drop_idle (NhConnection *connection)
{
  g_queue_clear_full (&connection->idle, (GDestroyNotify) free_statement);
}

static NhStatement *
take_idle (NhConnection *connection, const char *sql, guint hash)
{
  for (GList *l = connection->idle.head; l != NULL; l = l->next)
    {
      NhStatement *statement = l->data;

      if (statement->hash == hash && strcmp (statement->sql, sql) == 0)
        {
          g_queue_delete_link (&connection->idle, l);
          statement->connection = nh_connection_ref (connection);
          return statement;
        }
    }
  return NULL;
}

/**
 * nh_connection_prepare:
 * @connection: a connection
 * @sql: one statement
 * @error: return location
 *
 * Returns: (transfer full): the statement, from the cache when it is there
 */
NhStatement *
nh_connection_prepare (NhConnection *connection, const char *sql, GError **error)
{
  guint hash = g_str_hash (sql);
  NhStatement *statement;
  sqlite3_stmt *stmt = NULL;
  int rc;

  if (connection->db == NULL)
    {
      nh_connection_fail (connection, SQLITE_MISUSE, error);
      return NULL;
    }
  statement = take_idle (connection, sql, hash);
  if (statement != NULL)
    return statement;
  rc = sqlite3_prepare_v3 (connection->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (rc != SQLITE_OK)
    {
      nh_connection_fail (connection, rc, error);
      return NULL;
    }
  statement = g_new0 (NhStatement, 1);
  statement->connection = nh_connection_ref (connection);
  statement->stmt = stmt;
  statement->sql = g_strdup (sql);
  statement->hash = hash;
  statement->writes = stmt != NULL && !sqlite3_stmt_readonly (stmt);
  return statement;
}

/**
 * nh_store_prepare:
 * @store: a store
 * @sql: one statement
 * @error: return location
 *
 * Returns: (transfer full): the statement, all of its parameters unbound; give it back with
 *   nh_statement_done()
 */
NhStatement *
nh_store_prepare (NhStore *store, const char *sql, GError **error)
{
  g_return_val_if_fail (NH_IS_STORE (store), NULL);
  g_return_val_if_fail (sql != NULL, NULL);

  return nh_connection_prepare (store->connection, sql, error);
}

/**
 * nh_statement_done:
 * @statement: (transfer full) (nullable): a statement
 *
 * Resets it and keeps it for the next one who prepares the same SQL.
 */
void
nh_statement_done (NhStatement *statement)
{
  g_autoptr (NhConnection) connection = NULL;

  if (statement == NULL)
    return;
  connection = g_steal_pointer (&statement->connection);
  if (connection->db == NULL || statement->stmt == NULL)
    {
      free_statement (statement);
      return;
    }
  sqlite3_reset (statement->stmt);
  sqlite3_clear_bindings (statement->stmt);
  g_clear_pointer (&statement->repaired, g_ptr_array_unref);
  g_queue_push_head (&connection->idle, statement);
  if (connection->idle.length > MAX_IDLE)
    free_statement (g_queue_pop_tail (&connection->idle));
}

/**
 * nh_statement_bind_text:
 * @statement: a statement
 * @index: the parameter, from 1
 * @text: (nullable): UTF-8, copied; %NULL binds NULL
 */
void
nh_statement_bind_text (NhStatement *statement, int index, const char *text)
{
  sqlite3_bind_text (statement->stmt, index, text, -1, SQLITE_TRANSIENT);
}

/**
 * nh_statement_bind_int64:
 * @statement: a statement
 * @index: the parameter, from 1
 * @value: its value
 */
void
nh_statement_bind_int64 (NhStatement *statement, int index, gint64 value)
{
  sqlite3_bind_int64 (statement->stmt, index, value);
}

/**
 * nh_statement_bind_double:
 * @statement: a statement
 * @index: the parameter, from 1
 * @value: its value
 */
void
nh_statement_bind_double (NhStatement *statement, int index, double value)
{
  sqlite3_bind_double (statement->stmt, index, value);
}

/**
 * nh_statement_bind_null:
 * @statement: a statement
 * @index: the parameter, from 1
 */
void
nh_statement_bind_null (NhStatement *statement, int index)
{
  sqlite3_bind_null (statement->stmt, index);
}

/* Edits belong in an action: outside of one there would be no undo and no notification, and after
 * SQLite rolled an action back by itself (disk full) they would be committed one by one. */
static gboolean
may_step (NhConnection *connection, gboolean writes, GError **error)
{
  NhStore *store = connection->store;

  if (store == NULL || store->read_only || !writes)
    return TRUE;
  if (store->depth == 0)
    {
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FAILED,
                   _("“%s” can only be changed within an action. Nothing was changed."),
                   connection->name);
      return FALSE;
    }
  if (store->doomed || sqlite3_get_autocommit (connection->db))
    {
      store->doomed = TRUE;
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FAILED,
                   _("An earlier part of this change to “%s” failed, so all of it was taken back."),
                   connection->name);
      return FALSE;
    }
  return TRUE;
}

/**
 * nh_statement_step:
 * @statement: a statement
 * @row: (out) (optional): whether there is a row to read
 * @error: return location
 *
 * One step. A statement that failed or came to its end starts again with the next step.
 *
 * Returns: whether it went well
 */
gboolean
nh_statement_step (NhStatement *statement, gboolean *row, GError **error)
{
  NhConnection *connection = statement->connection;
  int rc;

  if (row != NULL)
    *row = FALSE;
  if (connection->db == NULL)
    return nh_connection_fail (connection, SQLITE_MISUSE, error);
  if (!may_step (connection, statement->writes, error))
    return FALSE;
  g_clear_pointer (&statement->repaired, g_ptr_array_unref);
  rc = sqlite3_step (statement->stmt);
  if (rc == SQLITE_ROW || rc == SQLITE_DONE)
    {
      if (row != NULL)
        *row = rc == SQLITE_ROW;
      return TRUE;
    }
  nh_connection_fail (connection, rc, error);
  sqlite3_reset (statement->stmt);
  if (connection->store != NULL && connection->store->depth > 0
      && sqlite3_get_autocommit (connection->db))
    connection->store->doomed = TRUE;
  return FALSE;
}

/**
 * nh_statement_reset:
 * @statement: a statement
 *
 * Makes it ready to run again; what is bound stays.
 */
void
nh_statement_reset (NhStatement *statement)
{
  g_clear_pointer (&statement->repaired, g_ptr_array_unref);
  sqlite3_reset (statement->stmt);
}

/**
 * nh_statement_n_columns:
 * @statement: a statement
 *
 * Returns: the number of columns of its rows
 */
int
nh_statement_n_columns (NhStatement *statement)
{
  return sqlite3_column_count (statement->stmt);
}

/**
 * nh_statement_text:
 * @statement: a statement with a row
 * @column: the column, from 0
 *
 * SQLite stores any bytes as text, and a file may come from a stranger: what is not UTF-8 is
 * replaced by signs that say so, since functions on strings would run past its end.
 *
 * Returns: (transfer none) (nullable): the value as valid UTF-8, %NULL for NULL; valid until the
 *   next step, reset or done
 */
const char *
nh_statement_text (NhStatement *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement->stmt, column);
  int length = sqlite3_column_bytes (statement->stmt, column);
  char *valid;

  if (text == NULL || g_utf8_validate_len (text, length, NULL))
    return text;
  if (statement->repaired == NULL)
    statement->repaired = g_ptr_array_new_with_free_func (g_free);
  valid = g_utf8_make_valid (text, length);
  g_ptr_array_add (statement->repaired, valid);
  return valid;
}

/**
 * nh_statement_int64:
 * @statement: a statement with a row
 * @column: the column, from 0
 *
 * Returns: the value as an integer, 0 for NULL
 */
gint64
nh_statement_int64 (NhStatement *statement, int column)
{
  return sqlite3_column_int64 (statement->stmt, column);
}

/**
 * nh_statement_double:
 * @statement: a statement with a row
 * @column: the column, from 0
 *
 * Returns: the value as a number, 0 for NULL
 */
double
nh_statement_double (NhStatement *statement, int column)
{
  return sqlite3_column_double (statement->stmt, column);
}

/**
 * nh_statement_is_null:
 * @statement: a statement with a row
 * @column: the column, from 0
 *
 * Returns: whether the value is NULL
 */
gboolean
nh_statement_is_null (NhStatement *statement, int column)
{
  return sqlite3_column_type (statement->stmt, column) == SQLITE_NULL;
}

/**
 * nh_statement_column_type:
 * @statement: a statement with a row
 * @column: the column, from 0
 *
 * Returns: 'n' for NULL, 'i' for an integer, 'f' for a real, 't' for text (and bytes)
 */
char
nh_statement_column_type (NhStatement *statement, int column)
{
  switch (sqlite3_column_type (statement->stmt, column))
    {
    case SQLITE_NULL:
      return 'n';
    case SQLITE_INTEGER:
      return 'i';
    case SQLITE_FLOAT:
      return 'f';
    default:
      return 't';
    }
}

/**
 * nh_store_exec:
 * @store: a store
 * @sql: statements whose rows are not wanted
 * @error: return location
 *
 * Runs one after another and stops at the first that fails; what the earlier ones did stays in
 * the action, which the caller then rolls back.
 *
 * Returns: whether all ran
 */
gboolean
nh_store_exec (NhStore *store, const char *sql, GError **error)
{
  g_return_val_if_fail (NH_IS_STORE (store), FALSE);
  g_return_val_if_fail (sql != NULL, FALSE);

  while (*sql != '\0')
    {
      NhStatement one = { .connection = store->connection };
      gboolean row = TRUE;
      gboolean done = TRUE;
      int rc;

      if (store->connection->db == NULL)
        return nh_connection_fail (store->connection, SQLITE_MISUSE, error);
      rc = sqlite3_prepare_v2 (store->connection->db, sql, -1, &one.stmt, &sql);
      if (rc != SQLITE_OK)
        return nh_connection_fail (store->connection, rc, error);
      if (one.stmt == NULL)
        continue; /* a comment or blanks */
      one.writes = !sqlite3_stmt_readonly (one.stmt);
      while (done && row)
        done = nh_statement_step (&one, &row, error);
      sqlite3_finalize (one.stmt); /* nobody read a text of it */
      if (!done)
        return FALSE;
    }
  return TRUE;
}
