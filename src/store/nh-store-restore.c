/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Work on files that are not open: examining one, counting its rows, putting a backup in its place.
 */
#include "store/nh-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static gboolean
probe_workbook (const char *path, int *version, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  switch (nh_file_probe (path, version))
    {
    case NH_FILE_WORKBOOK:
      return TRUE;
    case NH_FILE_MISSING:
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_NOT_FOUND,
                   _("“%s” is not there. It may have been moved, renamed or deleted."), name);
      return FALSE;
    case NH_FILE_DAMAGED:
      nh_store_set_error (error, SQLITE_CORRUPT, NULL, name);
      return FALSE;
    case NH_FILE_UNREADABLE:
      nh_store_set_error (error, SQLITE_CANTOPEN, NULL, name);
      return FALSE;
    default:
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FOREIGN,
                   _("“%s” is not a workbook of this program. It was left as it is."), name);
      return FALSE;
    }
}

static gboolean
examine (const char *path, NhCheckDepth depth, GPtrArray *problems, GError **error)
{
  g_autoptr (NhConnection) connection = NULL;
  int version;

  if (!probe_workbook (path, &version, error))
    return FALSE;
  connection = nh_connection_open_reading (path, NULL, error);
  if (connection == NULL || !nh_integrity_check (connection, depth, problems, error))
    return FALSE;
  if (problems->len == 0 && version <= nh_store_current_version ()
      && (!nh_schema_check (connection, version, error)
          || (depth == NH_CHECK_ALL && !nh_search_check (connection, problems, error))))
    return FALSE;
  if (problems->len > 0)
    {
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_DAMAGED, _("“%s” is not sound. %s"),
                   connection->name, (const char *) g_ptr_array_index (problems, 0));
      return FALSE;
    }
  return TRUE;
}

/**
 * nh_store_verify:
 * @path: a workbook
 * @problems: (out) (optional) (transfer full) (element-type utf8): a sentence for each problem;
 *   empty when the file is sound
 * @error: return location
 *
 * Examines a file as a whole: that it is a workbook, its structure, its indexes and references.
 *
 * Returns: whether it is sound; if not, @error is set, and its sentence is among @problems
 */
gboolean
nh_store_verify (const char *path, GPtrArray **problems, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *absolute = NULL;
  gboolean sound;

  g_return_val_if_fail (path != NULL, FALSE);

  absolute = nh_file_absolute (path);
  sound = examine (absolute, NH_CHECK_ALL, list, &local_error);
  if (!sound && list->len == 0)
    g_ptr_array_add (list, g_strdup (local_error->message));
  if (!sound)
    g_propagate_error (error, g_steal_pointer (&local_error));
  if (problems != NULL)
    *problems = g_steal_pointer (&list);
  return sound;
}

static gboolean
count_table (NhConnection *connection, const char *table, GHashTable *counts, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM \"%s\"", table);
  gint64 *n = g_new (gint64, 1);

  g_hash_table_insert (counts, g_strdup (table), n);
  return nh_connection_get_int64 (connection, sql, n, error);
}

/**
 * nh_store_count_rows:
 * @path: a workbook
 * @error: return location
 *
 * Returns: (transfer full) (element-type utf8 gint64): the number of rows of each table of
 *   entities (the history and the full-text indexes are left out)
 */
GHashTable *
nh_store_count_rows (const char *path, GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *absolute = NULL;
  g_autoptr (NhConnection) connection = NULL;
  g_autoptr (NhStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (path != NULL, NULL);

  absolute = nh_file_absolute (path);
  if (!probe_workbook (absolute, NULL, error))
    return NULL;
  connection = nh_connection_open_reading (absolute, NULL, error);
  if (connection == NULL)
    return NULL;
  statement = nh_connection_prepare (connection,
                                     "SELECT name FROM pragma_table_list WHERE schema = 'main' "
                                     "AND type = 'table' AND name <> 'change' "
                                     "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
                                     "AND instr (name, '\"') = 0", error);
  if (statement == NULL || !nh_statement_step (statement, &row, error))
    return NULL;
  while (row)
    if (!count_table (connection, nh_statement_text (statement, 0), counts, error)
        || !nh_statement_step (statement, &row, error))
      return NULL;
  return g_steal_pointer (&counts);
}

/* Keeps the present file: a verified copy, or, when it is too damaged for that, its bytes. */
static gboolean
keep_present (const char *path, char **kept, GError **error)
{
  g_autofree char *target = nh_backup_new_path (path, "restore", error);
  g_autoptr (GFile) from = NULL;
  g_autoptr (GFile) to = NULL;

  if (target == NULL)
    return FALSE;
  if (!nh_backup_copy (path, target, FALSE, NULL, NULL))
    {
      g_autoptr (GError) local_error = NULL;
      g_autofree char *name = g_filename_display_basename (path);

      g_free (target);
      target = nh_backup_new_path (path, "damaged", error);
      if (target == NULL)
        return FALSE;
      from = g_file_new_for_path (path);
      to = g_file_new_for_path (target);
      if (!g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &local_error))
        {
          g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_IO,
                       _("Nothing was restored, because the present “%s” could not be kept: %s"), name,
                       local_error->message);
          return FALSE;
        }
    }
  *kept = g_steal_pointer (&target);
  return TRUE;
}

/* A slip of the hand must not put a workbook in the place of a letter. What bears the name of a
 * workbook may be so damaged that nothing in it tells what it was. */
static gboolean
may_replace (const char *path, const char *name, GError **error)
{
  if (nh_file_probe (path, NULL) != NH_FILE_FOREIGN
      || (g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_str_has_suffix (path, ".namhoc")))
    return TRUE;
  g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_EXISTS,
               _("“%s” is not a workbook of this program. It was left as it is."), name);
  return FALSE;
}

static gboolean
put_in_place (const char *path, const char *from, char **kept, GError **error)
{
  g_autofree char *copy = nh_file_beside (path, ".restoring");
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);

  if (exists && !keep_present (path, kept, error))
    return FALSE;
  /* What a run before left there is not followed if it is a link. */
  nh_file_remove_database (copy);
  if (!nh_backup_copy (from, copy, TRUE, NULL, error))
    return FALSE;
  if (exists && !nh_file_fold_journal (path, error))
    {
      nh_file_remove_database (copy);
      return FALSE;
    }
  nh_file_remove_journals (path);
  return nh_file_replace (copy, path, error);
}

/**
 * nh_store_restore:
 * @path: a workbook that is not open
 * @from: the file to put in its place, a backup as a rule
 * @kept_as: (out) (optional) (transfer full) (nullable): where the present file was kept; %NULL
 *   when there was none
 * @error: return location
 *
 * Verifies @from, keeps the present file as a backup, and puts a copy of @from in its place. Fails
 * with %NH_STORE_ERROR_LOCKED while anybody has the file open.
 *
 * Returns: whether it was restored; if not, the present file is as it was
 */
gboolean
nh_store_restore (const char *path, const char *from, char **kept_as, GError **error)
{
  g_autofree char *target = NULL;
  g_autofree char *source = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *name = NULL;
  g_autofree char *since = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NhStoreLock) lock = NULL;
  g_autoptr (NhStoreHolder) holder = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (from != NULL, FALSE);

  target = nh_file_absolute (path);
  source = nh_file_absolute (from);
  name = g_filename_display_basename (target);
  if (!may_replace (target, name, error))
    return FALSE;
  /* References to missing rows are no reason to withhold everything else. */
  if (!examine (source, NH_CHECK_STRUCTURE, problems, error))
    return FALSE;
  switch (nh_store_lock_take (target, &lock, &holder))
    {
    case NH_LOCK_TAKEN:
      break;
    case NH_LOCK_HELD:
      since = nh_store_holder_dup_since (holder);
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_LOCKED,
                   _("Nothing was restored, because “%s” is being worked on by %s (computer %s, since "
                     "%s). Close it there first."), name, holder->user, holder->host, since);
      return FALSE;
    case NH_LOCK_UNAVAILABLE:
    default:
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_READ_ONLY,
                   _("Nothing was restored, because the folder of “%s” cannot be written. "
                     "Copy the workbook to a folder of your own first."), name);
      return FALSE;
    }
  if (!put_in_place (target, source, &kept, error))
    return FALSE;
  if (kept_as != NULL)
    *kept_as = g_steal_pointer (&kept);
  return TRUE;
}
