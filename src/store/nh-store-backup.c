/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Backups: copied with SQLite's backup interface, examined, then renamed into place. They lie in
 * the user's data folder, one folder for each workbook, so that losing the workbook's folder
 * doesn't lose them too.
 *
 * Which ones stay: the newest KEEP_NEWEST; besides, the newest one of each of the last KEEP_DAYS
 * days and of each of the last KEEP_MONTHS months.
 */
#include "store/nh-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <string.h>

#define KEEP_NEWEST 10
#define KEEP_DAYS 14
#define KEEP_MONTHS 12

/* 256 pages are one MiB: often enough to look whether the user has cancelled. */
#define PAGES_A_STEP 256
#define BACKUP_SUFFIX ".namhoc"
/* 20261122-072942 */
#define STAMP_LENGTH 15

static gboolean
set_cancelled (GCancellable *cancellable, GError **error)
{
  return g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
copy_pages (NhConnection *source, NhConnection *target, GCancellable *cancellable, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (target->db, "main", source->db, "main");
  int rc = SQLITE_OK;

  if (backup == NULL)
    return nh_connection_fail (target, sqlite3_errcode (target->db), error);
  while (rc == SQLITE_OK && !g_cancellable_is_cancelled (cancellable))
    rc = sqlite3_backup_step (backup, PAGES_A_STEP);
  if (sqlite3_backup_finish (backup) != SQLITE_OK || rc != SQLITE_DONE)
    {
      if (rc == SQLITE_OK)
        return !set_cancelled (cancellable, error);
      /* SQLite doesn't tell on which side it failed; a damaged source is the source's. */
      return nh_connection_fail ((rc & 0xff) == SQLITE_CORRUPT ? source : target, rc, error);
    }
  return TRUE;
}

static gboolean
check_copy (NhConnection *copy, const char *name, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  gint64 application;

  if (!nh_connection_get_int64 (copy, "PRAGMA application_id", &application, error)
      || !nh_integrity_check (copy, NH_CHECK_STRUCTURE, problems, error))
    return FALSE;
  if (application == NH_APPLICATION_ID && problems->len == 0)
    return TRUE;
  g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_DAMAGED,
               _("No backup of “%s” was made, because it is damaged (%s). Older backups were kept; "
                 "restore the newest good one."), name,
               problems->len > 0 ? (const char *) g_ptr_array_index (problems, 0) : "application_id");
  return FALSE;
}

/* The source is read by a connection of its own: a copy can be made in a worker thread, and an
 * action under way is not part of it. Only @live can still read a file that is gone from @from. */
static gboolean
copy_database (NhConnection *live, const char *from, const char *to, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (NhConnection) own = live ? NULL : nh_connection_open_reading (from, NULL, error);
  g_autoptr (NhConnection) target = NULL;
  NhConnection *source = live ? live : own;

  if (source == NULL)
    return FALSE;
  /* One read transaction: edits made meanwhile don't make the copy start again. */
  if (own != NULL && !nh_connection_exec (own, "BEGIN; SELECT 1 FROM sqlite_schema", error))
    return FALSE;
  target = nh_connection_open (to, NH_CONNECT_CREATE, error);
  /* The file is synchronised as a whole before it gets its name. */
  return target != NULL && nh_connection_exec (target, "PRAGMA synchronous = OFF", error)
         && copy_pages (source, target, cancellable, error)
         && nh_connection_set_journal (target, "delete", error)
         && check_copy (target, source->name, error);
}

static gboolean
fail_exists (const char *name, GError **error)
{
  g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_EXISTS,
               _("There is already a file named “%s”. Choose another name."), name);
  return FALSE;
}

/* @path: what is locked; @name: the target that it is about */
static gboolean
take_target_lock (const char *path, const char *name, NhStoreLock **lock, GError **error)
{
  g_autoptr (NhStoreHolder) holder = NULL;
  g_autofree char *since = NULL;

  if (nh_store_lock_take (path, lock, &holder) != NH_LOCK_HELD)
    return TRUE;
  since = nh_store_holder_dup_since (holder);
  g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_LOCKED,
               _("“%s” is being worked on by %s (computer %s, since %s), so it was not replaced. "
                 "Choose another name."), name, holder->user, holder->host, since);
  return FALSE;
}

/* A workbook that somebody works on is not overwritten, nor one that is open for reading. */
static gboolean
claim_target (const char *target, const char *name, NhStoreLock **lock, GError **error)
{
  if (nh_file_probe (target, NULL) != NH_FILE_WORKBOOK)
    return TRUE;
  return take_target_lock (target, name, lock, error) && nh_file_fold_journal (target, error);
}

static gboolean
copy_to (NhConnection *live, const char *from, const char *to, gboolean overwrite,
         GCancellable *cancellable, GError **error)
{
  g_autofree char *target = nh_file_absolute (to);
  g_autofree char *partial = nh_file_beside (target, ".partial");
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *name = g_filename_display_basename (target);
  g_autoptr (NhStoreLock) partial_lock = NULL;
  g_autoptr (NhStoreLock) lock = NULL;

  if (set_cancelled (cancellable, error))
    return FALSE;
  if (!overwrite && g_file_test (target, G_FILE_TEST_EXISTS))
    return fail_exists (name, error);
  /* Renaming would put a file in the place of a device or a pipe. */
  if (g_file_test (target, G_FILE_TEST_EXISTS) && !g_file_test (target, G_FILE_TEST_IS_REGULAR))
    return fail_exists (name, error);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_IO,
                   _("“%s” cannot be made, because its folder is missing or cannot be written. Choose "
                     "another folder."), name);
      return FALSE;
    }
  /* Two copies to one name at once: each would take the other's half for its own. */
  if (!take_target_lock (partial, name, &partial_lock, error))
    return FALSE;
  nh_file_remove_database (partial);
  if (!copy_database (live, from, partial, cancellable, error)
      || !claim_target (target, name, &lock, error))
    {
      nh_file_remove_database (partial);
      return FALSE;
    }
  nh_file_remove_journals (partial);
  if (!nh_file_replace (partial, target, error))
    return FALSE;
  /* An older file's journal would be played into the new one. */
  nh_file_remove_journals (target);
  return TRUE;
}

/**
 * nh_backup_copy:
 * @from: a workbook
 * @to: where the copy goes
 * @overwrite: whether @to may be there already
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Makes a verified copy: what was at @to stays until the copy is complete and sound.
 *
 * Returns: whether the copy is there
 */
gboolean
nh_backup_copy (const char *from, const char *to, gboolean overwrite, GCancellable *cancellable,
                GError **error)
{
  return copy_to (NULL, from, to, overwrite, cancellable, error);
}

/**
 * nh_store_backup_to:
 * @store: a store
 * @path: where the copy goes
 * @overwrite: whether a file there is replaced
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Makes a verified copy of the last committed state. May be called in a worker thread.
 *
 * Returns: whether the copy is there; if not, @path is as it was
 */
gboolean
nh_store_backup_to (NhStore *store, const char *path, gboolean overwrite, GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *target = NULL;

  g_return_val_if_fail (NH_IS_STORE (store), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  target = nh_file_absolute (path);
  if (g_str_equal (target, store->path))
    {
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_EXISTS,
                   _("“%s” is the open workbook itself. Choose another name for the copy."),
                   store->connection->name);
      return FALSE;
    }
  return copy_to (nh_connection_has_moved (store->connection) ? store->connection : NULL,
                  store->path, target, overwrite, cancellable, error);
}

/* The folder and the names in it. */

/**
 * nh_store_backup_dir:
 * @workbook_path: a workbook
 *
 * Returns: (transfer full): the folder of its backups, which need not exist:
 *   <user data>/namhoc/backups/<name>-<hash of the absolute path>
 */
char *
nh_store_backup_dir (const char *workbook_path)
{
  g_autofree char *path = nh_file_absolute (workbook_path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  g_autofree char *folder = NULL;

  if (g_str_has_suffix (base, BACKUP_SUFFIX))
    base[strlen (base) - strlen (BACKUP_SUFFIX)] = '\0';
  hash[12] = '\0';
  folder = g_strconcat (base, "-", hash, NULL);
  return g_build_filename (g_get_user_data_dir (), "namhoc", "backups", folder, NULL);
}

/**
 * nh_backup_new_path:
 * @workbook_path: a workbook
 * @reason: a short word for why the backup is made
 * @error: return location
 *
 * Returns: (transfer full): a free name in the folder of backups, which is there then:
 *   <local date and time to the millisecond>-<reason>.namhoc, so that names sort by time
 */
char *
nh_backup_new_path (const char *workbook_path, const char *reason, GError **error)
{
  g_autofree char *folder = nh_store_backup_dir (workbook_path);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *second = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *stamp
      = g_strdup_printf ("%s-%03d", second, g_date_time_get_microsecond (now) / 1000);
  g_autofree char *word = g_str_to_ascii (reason, "C");

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_autofree char *name = g_filename_display_name (folder);

      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_IO,
                   _("The folder for backups, “%s”, cannot be made. Check that the disk is not full "
                     "and that you may write there."), name);
      return NULL;
    }
  g_strcanon (word, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS, '-');
  for (guint i = 1;; i++)
    {
      g_autofree char *base = i == 1 ? g_strconcat (stamp, "-", word, BACKUP_SUFFIX, NULL)
                                     : g_strdup_printf ("%s-%s-%u%s", stamp, word, i, BACKUP_SUFFIX);
      g_autofree char *path = g_build_filename (folder, base, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

/**
 * nh_backup_free:
 * @backup: (transfer full) (nullable): a backup
 */
void
nh_backup_free (NhBackup *backup)
{
  if (backup == NULL)
    return;
  g_free (backup->path);
  g_free (backup);
}

/* The name tells when it was made; the file's own time changes when it is copied. */
static GDateTime *
parse_stamp (const char *base)
{
  int year, month, day, hour, minute, second;

  if (strlen (base) <= STAMP_LENGTH || !g_str_has_suffix (base, BACKUP_SUFFIX)
      || sscanf (base, "%4d%2d%2d-%2d%2d%2d", &year, &month, &day, &hour, &minute, &second) != 6)
    return NULL;
  return g_date_time_new_local (year, month, day, hour, minute, second);
}

static int
compare_backups (gconstpointer a, gconstpointer b)
{
  const NhBackup *first = *(const NhBackup *const *) a;
  const NhBackup *second = *(const NhBackup *const *) b;

  if (first->made_at != second->made_at)
    return first->made_at < second->made_at ? 1 : -1;
  /* Within a second the milliseconds in the name tell. */
  return strcmp (second->path, first->path);
}

/**
 * nh_store_list_backups:
 * @workbook_path: a workbook, which need not exist any more
 *
 * Returns: (transfer full) (element-type NhBackup): its backups, the newest first
 */
GPtrArray *
nh_store_list_backups (const char *workbook_path)
{
  g_autofree char *folder = nh_store_backup_dir (workbook_path);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_backup_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *base;

  while (dir != NULL && (base = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (GDateTime) made = parse_stamp (base);
      g_autofree char *path = g_build_filename (folder, base, NULL);
      GStatBuf info;
      NhBackup *backup;

      if (made == NULL || g_stat (path, &info) != 0)
        continue;
      backup = g_new0 (NhBackup, 1);
      backup->path = g_steal_pointer (&path);
      backup->made_at = g_date_time_to_unix (made);
      backup->size = info.st_size;
      g_ptr_array_add (list, backup);
    }
  g_ptr_array_sort (list, compare_backups);
  return list;
}

/* Whether the newest backup of its day or month within the last @n ones is this one. */
static gboolean
is_first_of (GHashTable *seen, GDateTime *made, const char *format, guint n)
{
  char *key = g_date_time_format (made, format);

  if (g_hash_table_contains (seen, key) || g_hash_table_size (seen) >= n)
    {
      g_free (key);
      return FALSE;
    }
  g_hash_table_add (seen, key);
  return TRUE;
}

static void
prune (const char *workbook_path)
{
  g_autoptr (GPtrArray) list = nh_store_list_backups (workbook_path);
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) months = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const NhBackup *backup = g_ptr_array_index (list, i);
      g_autoptr (GDateTime) made = g_date_time_new_from_unix_local (backup->made_at);
      gboolean of_day = is_first_of (days, made, "%Y%m%d", KEEP_DAYS);
      gboolean of_month = is_first_of (months, made, "%Y%m", KEEP_MONTHS);

      if (i >= KEEP_NEWEST && !of_day && !of_month)
        g_unlink (backup->path);
    }
}

/**
 * nh_store_backup_now:
 * @store: a store
 * @reason: a short word for its name: "open", "import", "merge"…
 * @path: (out) (optional) (transfer full): the file that was made
 * @error: return location
 *
 * Makes a backup and removes those that are no longer kept (see the top of this file). Has its own
 * connections, so that a worker thread may call it while the store is edited.
 *
 * Returns: whether it was made
 */
gboolean
nh_store_backup_now (NhStore *store, const char *reason, char **path, GError **error)
{
  g_autofree char *target = NULL;

  g_return_val_if_fail (NH_IS_STORE (store), FALSE);
  g_return_val_if_fail (reason != NULL, FALSE);

  target = nh_backup_new_path (store->path, reason, error);
  if (target == NULL || !nh_backup_copy (store->path, target, FALSE, NULL, error))
    return FALSE;
  prune (store->path);
  if (path != NULL)
    *path = g_steal_pointer (&target);
  return TRUE;
}

/* Every action adds a row to the history with a greater key than the ones before. In WAL mode the
 * header's change counter doesn't serve: it stands still. */
#define FINGERPRINT "SELECT ifnull (max (id), 0) FROM change"

static gint64
get_backup_fingerprint (const char *path)
{
  g_autoptr (NhConnection) connection = nh_connection_open (path, NH_CONNECT_IMMUTABLE, NULL);
  gint64 value = 0;

  /* An unreadable backup counts as none. */
  if (connection == NULL || !nh_connection_get_int64 (connection, FINGERPRINT, &value, NULL))
    return 0;
  return value;
}

/**
 * nh_store_backup_due:
 * @store: a store
 * @error: return location
 *
 * Says whether something was changed since the newest backup, and either this is the first call
 * for @store (the file was opened) or the newest one is a day old. Quick, also for large files.
 *
 * Returns: (transfer none) (nullable): the reason to give nh_store_backup_now(); %NULL when no
 *   backup is due, or with @error set
 */
const char *
nh_store_backup_due (NhStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;
  gboolean first = !store->backup_considered;
  const NhBackup *newest;
  gint64 present;

  g_return_val_if_fail (NH_IS_STORE (store), NULL);

  if (store->connection->db == NULL)
    {
      nh_connection_fail (store->connection, SQLITE_MISUSE, error);
      return NULL;
    }
  if (store->depth > 0)
    return NULL; /* the next call will do */
  if (!nh_connection_get_int64 (store->connection, FINGERPRINT, &present, error))
    return NULL;
  store->backup_considered = TRUE;
  list = nh_store_list_backups (store->path);
  newest = list->len > 0 ? g_ptr_array_index (list, 0) : NULL;
  if (present == 0 || (newest != NULL && get_backup_fingerprint (newest->path) == present))
    return NULL;
  if (!first && newest != NULL
      && g_get_real_time () / G_USEC_PER_SEC - newest->made_at < 24 * 60 * 60)
    return NULL;
  return first ? "open" : "daily";
}
