/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The schema and its steps: sql/NNNN-….sql, embedded, each in one transaction. An existing file is
 * migrated as a copy, which replaces it only when it proved to be sound.
 */
#include "store/nh-store-private.h"

#include "nh-store-resources.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <string.h>

#define SQL_FOLDER "/vn/namhoc/store/sql/"

static const NhMigration *overriding;
static guint n_overriding;
static GHashTable *known_schemas; /* version -> GHashTable of "type name" -> sql */
static GMutex schema_mutex;

/**
 * nh_migrations_override:
 * @list: (nullable): the migrations to use instead of the embedded ones
 * @n: their number
 *
 * For tests. @list must stay in memory.
 */
void
nh_migrations_override (const NhMigration *list, guint n)
{
  g_mutex_lock (&schema_mutex);
  overriding = list;
  n_overriding = n;
  g_clear_pointer (&known_schemas, g_hash_table_unref);
  g_mutex_unlock (&schema_mutex);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gpointer
load_migrations (gpointer data)
{
  GResource *resource = nh_store_get_resource ();
  g_auto (GStrv) names = g_resource_enumerate_children (resource, SQL_FOLDER, 0, NULL);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (NhMigration));
  guint n = g_strv_length (names);

  qsort (names, n, sizeof (char *), compare_names);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strconcat (SQL_FOLDER, names[i], NULL);
      GBytes *bytes = g_resource_lookup_data (resource, path, 0, NULL);
      NhMigration migration = { atoi (names[i]), g_bytes_get_data (bytes, NULL) };

      /* Kept for the life of the program, as the list is. */
      g_assert (migration.number == (int) i + 1);
      g_array_append_val (list, migration);
    }
  return list;
}

/**
 * nh_migrations_get:
 * @n: (out): their number
 *
 * Returns: (transfer none): the migrations, the first one first
 */
const NhMigration *
nh_migrations_get (guint *n)
{
  static GOnce once = G_ONCE_INIT;
  GArray *list;

  if (overriding != NULL)
    {
      *n = n_overriding;
      return overriding;
    }
  list = g_once (&once, load_migrations, NULL);
  *n = list->len;
  return (const NhMigration *) list->data;
}

/**
 * nh_store_current_version:
 *
 * Returns: the version of the files that this program writes: the number of its last migration
 */
int
nh_store_current_version (void)
{
  guint n;
  const NhMigration *list = nh_migrations_get (&n);

  return list[n - 1].number;
}

/* SQLite 3.40 counts full-text tables as unsafe within triggers, and ours keep such tables. */
static void
trust_schema (NhConnection *connection)
{
  sqlite3_db_config (connection->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, NULL);
}

static gboolean
run_migration (NhConnection *connection, const NhMigration *migration, GError **error)
{
  g_autofree char *head = g_strdup_printf ("BEGIN IMMEDIATE; PRAGMA application_id = %d;",
                                           NH_APPLICATION_ID);
  g_autofree char *tail = g_strdup_printf ("PRAGMA user_version = %d; COMMIT;", migration->number);

  if (nh_connection_exec (connection, head, error)
      && nh_connection_exec (connection, migration->sql, error)
      && nh_connection_exec (connection, tail, error))
    return TRUE;
  if (!sqlite3_get_autocommit (connection->db))
    sqlite3_exec (connection->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/**
 * nh_migrate:
 * @connection: a connection that may write
 * @to: the version to reach
 * @error: return location
 *
 * Runs the migrations that are missing, each in a transaction of its own.
 *
 * Returns: whether the database has version @to now
 */
gboolean
nh_migrate (NhConnection *connection, int to, GError **error)
{
  guint n;
  const NhMigration *list = nh_migrations_get (&n);
  gint64 version;

  if (!nh_connection_get_int64 (connection, "PRAGMA user_version", &version, error))
    return FALSE;
  /* Nothing of a stranger's runs during the migrations. */
  if (version > 0 && !nh_schema_check (connection, (int) version, error))
    return FALSE;
  trust_schema (connection);
  for (guint i = 0; i < n; i++)
    if (list[i].number > version && list[i].number <= to
        && !run_migration (connection, &list[i], error))
      return FALSE;
  return TRUE;
}

static GHashTable *
read_schema (NhConnection *connection, GError **error)
{
  g_autoptr (GHashTable) schema = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3_stmt *stmt = NULL;
  int rc;

  /* SQLite's own are left out: statistics, and the indexes behind keys. A name alone tells nothing:
   * a file made by hand can hold a trigger named sqlite_…. */
  rc = sqlite3_prepare_v2 (connection->db,
                           "SELECT ifnull (type, '') || ' ' || ifnull (name, ''), sql "
                           "FROM sqlite_schema WHERE NOT (type = 'index' AND sql IS NULL) "
                           "AND sql IS NOT 'CREATE TABLE sqlite_stat1(tbl,idx,stat)' "
                           "AND sql IS NOT 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)'",
                           -1, &stmt, NULL);
  if (rc == SQLITE_OK)
    {
      while (sqlite3_step (stmt) == SQLITE_ROW)
        g_hash_table_replace (schema, g_strdup ((const char *) sqlite3_column_text (stmt, 0)),
                              g_strdup ((const char *) sqlite3_column_text (stmt, 1)));
      rc = sqlite3_finalize (stmt);
    }
  if (rc != SQLITE_OK)
    {
      nh_connection_fail (connection, rc, error);
      return NULL;
    }
  return g_steal_pointer (&schema);
}

/* The schema that the migrations up to @version make. Call with the mutex held. */
static GHashTable *
get_known_schema (int version, GError **error)
{
  g_autoptr (NhConnection) memory = NULL;
  GHashTable *schema;

  if (known_schemas == NULL)
    known_schemas = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  schema = g_hash_table_lookup (known_schemas, GINT_TO_POINTER (version));
  if (schema != NULL)
    return schema;
  memory = nh_connection_open (NULL, NH_CONNECT_MEMORY, error);
  if (memory == NULL || !nh_migrate (memory, version, error))
    return NULL;
  schema = read_schema (memory, error);
  if (schema != NULL)
    g_hash_table_insert (known_schemas, GINT_TO_POINTER (version), schema);
  return schema;
}

static gboolean
compare_schemas (GHashTable *known, GHashTable *found, const char *name, GError **error)
{
  GHashTableIter iter;
  gpointer key, sql;

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &key, &sql))
    {
      gpointer expected;

      if (g_hash_table_lookup_extended (known, key, NULL, &expected)
          && g_strcmp0 (sql, expected) == 0)
        continue;
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FOREIGN,
                   _("“%s” was changed by another program: it holds a part (%s) that this program did "
                     "not make. It was not opened, because such a part could change your data "
                     "unnoticed."), name, (const char *) key);
      return FALSE;
    }
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (found, key))
      {
        nh_store_set_error (error, SQLITE_CORRUPT, NULL, name);
        return FALSE;
      }
  return TRUE;
}

/**
 * nh_schema_check:
 * @connection: a connection to a workbook
 * @version: its version, not newer than ours
 * @error: return location
 *
 * A file may come from a stranger. Tables, indexes, views and triggers must be, word for word,
 * those of our migrations. When they are, the connection trusts them from now on.
 *
 * Returns: whether they are
 */
gboolean
nh_schema_check (NhConnection *connection, int version, GError **error)
{
  g_autoptr (GHashTable) found = read_schema (connection, error);
  GHashTable *known;
  gboolean same = FALSE;

  if (found == NULL)
    return FALSE;
  g_mutex_lock (&schema_mutex);
  known = get_known_schema (version, error);
  if (known != NULL)
    same = compare_schemas (known, found, connection->name, error);
  g_mutex_unlock (&schema_mutex);
  if (same)
    trust_schema (connection);
  return same;
}

/* A disk that can't be read just now is told by SQLite's check as one more problem of the file. */
static int
find_read_error (const char *text)
{
  const char *code = text != NULL ? strstr (text, "error code=") : NULL;
  int rc = code != NULL ? atoi (code + strlen ("error code=")) : SQLITE_OK;

  return (rc & 0xff) == SQLITE_IOERR && rc != SQLITE_IOERR_SHORT_READ ? rc : SQLITE_OK;
}

static gboolean
collect_rows (NhConnection *connection, const char *sql, const char *format, const char *fine,
              GPtrArray *problems, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int read_error = SQLITE_OK;
  int rc = sqlite3_prepare_v2 (connection->db, sql, -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    {
      while (sqlite3_step (stmt) == SQLITE_ROW)
        {
          const char *text = (const char *) sqlite3_column_text (stmt, 0);

          read_error = read_error != SQLITE_OK ? read_error : find_read_error (text);
          if (g_strcmp0 (text, fine) != 0)
            g_ptr_array_add (problems, g_strdup_printf (format, text != NULL ? text : ""));
        }
      rc = sqlite3_finalize (stmt);
    }
  if (rc == SQLITE_OK)
    rc = read_error;
  if (rc == SQLITE_OK)
    return TRUE;
  /* Damage may show as an error instead of a row. */
  if ((rc & 0xff) == SQLITE_CORRUPT || (rc & 0xff) == SQLITE_NOTADB)
    {
      g_ptr_array_add (problems, g_strdup_printf (format, sqlite3_errmsg (connection->db)));
      return TRUE;
    }
  return nh_connection_fail (connection, rc, error);
}

/**
 * nh_integrity_check:
 * @connection: a connection to a workbook
 * @depth: how much is examined
 * @problems: (element-type utf8): gets a sentence for each problem
 * @error: return location
 *
 * Returns: whether the check could be made
 */
gboolean
nh_integrity_check (NhConnection *connection, NhCheckDepth depth, GPtrArray *problems,
                    GError **error)
{
  const char *structure = depth == NH_CHECK_QUICK ? "PRAGMA quick_check (20)"
                                                  : "PRAGMA integrity_check (20)";

  if (!collect_rows (connection, structure, _("The file is damaged: %s"), "ok", problems, error))
    return FALSE;
  return depth != NH_CHECK_ALL
         || collect_rows (connection,
                          "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check LIMIT 20",
                          _("Rows of the table “%s” refer to rows that are missing."), NULL, problems,
                          error);
}

/* Reads a whole full-text index: every word that it lists stands in a document, and every document
 * that has words is listed. */
static gboolean
read_index (NhConnection *connection, const char *name, GError **error)
{
  g_autofree char *create = g_strdup_printf (
      "CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, '%s', 'instance')", name);
  g_autofree char *compare = g_strdup_printf (
      "SELECT (SELECT count (DISTINCT doc) FROM temp.words) "
      "- (SELECT count (*) FROM \"%s_docsize\" WHERE sz <> x'00')", name);
  gint64 difference = 0;
  gboolean done = nh_connection_exec (connection, create, error)
                  && nh_connection_get_int64 (connection, compare, &difference, error);

  nh_connection_exec (connection, "DROP TABLE IF EXISTS temp.words", NULL);
  if (done && difference != 0)
    nh_store_set_error (error, SQLITE_CORRUPT, NULL, connection->name);
  return done && difference == 0;
}

/**
 * nh_search_check:
 * @connection: a connection that reads a workbook with our schema
 * @problems: (element-type utf8): gets a sentence for each index that is damaged
 * @error: return location
 *
 * Examines the full-text indexes: SQLite's own check takes them for tables like others (as of
 * version 3.44 it does not), and a search in a damaged one just finds less.
 *
 * Returns: whether the check could be made
 */
gboolean
nh_search_check (NhConnection *connection, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gboolean done;

  /* The table of words is a temporary one, of this connection only. */
  done = collect_rows (connection,
                       "SELECT name FROM sqlite_schema WHERE type = 'table' "
                       "AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'",
                       "%s", NULL, names, error)
         && nh_connection_exec (connection, "PRAGMA query_only = OFF", error);
  for (guint i = 0; done && i < names->len; i++)
    {
      g_autoptr (GError) fault = NULL;
      const char *name = g_ptr_array_index (names, i);

      if (read_index (connection, name, &fault))
        continue;
      if (g_error_matches (fault, NH_STORE_ERROR, NH_STORE_ERROR_DAMAGED))
        g_ptr_array_add (problems, g_strdup_printf (_("The file is damaged: %s"), name));
      else
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          done = FALSE;
        }
    }
  return nh_connection_exec (connection, "PRAGMA query_only = ON", done ? error : NULL) && done;
}

static gboolean
migrate_copy (const char *copy, const char *name, GError **error)
{
  g_autoptr (NhConnection) connection = nh_connection_open (copy, NH_CONNECT_WRITE, error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  int version = nh_store_current_version ();

  if (connection == NULL || !nh_migrate (connection, version, error)
      || !nh_integrity_check (connection, NH_CHECK_STRUCTURE, problems, error)
      || !nh_schema_check (connection, version, error))
    return FALSE;
  if (problems->len == 0)
    return TRUE;
  g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_DAMAGED,
               _("“%s” could not be brought to the present version, because it is damaged (%s). It "
                 "was left as it is; restore the newest good backup."), name,
               (const char *) g_ptr_array_index (problems, 0));
  return FALSE;
}

/**
 * nh_migrate_private:
 * @path: a workbook of an older version that can't be changed
 * @error: return location
 *
 * Makes a copy of the present version, to be read in place of the file, which stays as it is. It lies in a folder
 * of its own that only this user can read, under the name of the file, so that messages tell that.
 *
 * Returns: (transfer full): the copy, for nh_migrate_drop_private(); %NULL with the error set
 */
char *
nh_migrate_private (const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("namhoc-XXXXXX", &local_error);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *copy = folder ? g_build_filename (folder, base, NULL) : NULL;

  if (copy == NULL)
    {
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_IO,
                   _("“%s” was made by an older version of this program, and the copy to read it from could not be "
                     "made (%s). Open it once for writing, which brings it up to date."), name,
                   local_error->message);
      return NULL;
    }
  if (nh_backup_copy (path, copy, FALSE, NULL, error) && migrate_copy (copy, name, error))
    return g_steal_pointer (&copy);
  nh_migrate_drop_private (copy);
  return NULL;
}

/** nh_migrate_drop_private: removes a copy that nh_migrate_private() made, and its folder. */
void
nh_migrate_drop_private (const char *copy)
{
  g_autofree char *folder = g_path_get_dirname (copy);

  nh_file_remove_database (copy);
  g_rmdir (folder);
}

/**
 * nh_migrate_file:
 * @path: a workbook of an older version, locked by us
 * @error: return location
 *
 * Migrates a copy and puts it in the place of the file when it proved to be sound. A backup of
 * the file as it was is kept.
 *
 * Returns: whether the file has the present version now; if not, it is as it was
 */
gboolean
nh_migrate_file (const char *path, GError **error)
{
  g_autofree char *copy = nh_file_beside (path, ".migrating");
  g_autofree char *kept = nh_backup_new_path (path, "migration", error);
  g_autofree char *name = g_filename_display_basename (path);

  nh_file_remove_database (copy);
  if (kept == NULL || !nh_backup_copy (path, kept, FALSE, NULL, error)
      || !nh_backup_copy (path, copy, TRUE, NULL, error) || !migrate_copy (copy, name, error))
    {
      nh_file_remove_database (copy);
      return FALSE;
    }
  if (!nh_file_fold_journal (path, error))
    {
      nh_file_remove_database (copy);
      return FALSE;
    }
  nh_file_remove_journals (copy);
  return nh_file_replace (copy, path, error);
}
