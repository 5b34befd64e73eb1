/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Backups, verifying, restoring.
 */
#include "store-fixture.h"

#include <glib/gstdio.h>

#include <string.h>

#ifdef G_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

static NhStore *
open_filled (Fixture *fixture)
{
  NhStore *store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);

  act_ok (store, "Add", "INSERT INTO unit (id, name) VALUES (1, 'A'), (2, 'B')");
  return store;
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_filled (fixture);
  g_autoptr (NhStore) copy = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *target = g_build_filename (fixture->folder, "bản sao.namhoc", NULL);
  g_autofree char *journal = g_strconcat (target, "-wal", NULL);
  g_autofree char *first = dump (store);
  g_autofree char *copied = NULL;

  g_assert_true (nh_store_backup_to (store, target, FALSE, NULL, &error));
  g_assert_no_error (error);
  assert_sound (target);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
  /* What is not committed is no part of it. */
  g_assert_false (nh_store_backup_to (store, target, FALSE, NULL, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (nh_store_backup_to (store, fixture->path, TRUE, NULL, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (nh_store_begin (store, "Edit", &error));
  run_ok (store, "DELETE FROM unit");
  g_assert_true (nh_store_backup_to (store, target, TRUE, NULL, &error));
  nh_store_rollback (store);
  copy = open_ok (target, 0);
  copied = dump (copy);
  g_assert_cmpstr (copied, ==, first);
  /* A workbook that is open is not overwritten. */
  g_assert_false (nh_store_backup_to (store, target, TRUE, NULL, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  act_ok (copy, "Edit", "UPDATE unit SET name = 'C'");
  g_clear_object (&copy);
  assert_sound (target);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_filled (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *target = g_build_filename (fixture->folder, "copy.namhoc", NULL);
  g_autofree char *partial = g_strconcat (target, ".partial", NULL);

  g_cancellable_cancel (cancellable);
  g_assert_false (nh_store_backup_to (store, target, FALSE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
}

typedef struct
{
  NhStore *store;
  char *target;
  GCancellable *cancellable;
  GError *error;
  gboolean done;
} CopyJob;

static gpointer
copy_thread (gpointer data)
{
  CopyJob *job = data;

  job->done = nh_store_backup_to (job->store, job->target, TRUE, job->cancellable, &job->error);
  return NULL;
}

/* In a worker thread, with edits going on and a cancel at a random moment. */
static void
test_thread (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_filled (fixture);
  g_autofree char *target = g_build_filename (fixture->folder, "copy.namhoc", NULL);
  guint n_done = 0, n_cancelled = 0;

  act_ok (store, "Fill", "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000) "
                         "INSERT INTO legal_reference (id, subject) SELECT i, hex (zeroblob (700)) FROM n");
  for (guint i = 0; i < 30; i++)
    {
      CopyJob job = { store, target, g_cancellable_new (), NULL, FALSE };
      GThread *thread = g_thread_new ("copy", copy_thread, &job);

      for (guint k = 0; k < 3; k++)
        act_ok (store, "Edit", "UPDATE unit SET name = name || '.'; UPDATE person SET name = name;");
      g_usleep (g_test_rand_int_range (0, 20000));
      if (i % 3 != 0)
        g_cancellable_cancel (job.cancellable);
      g_thread_join (thread);
      if (job.done)
        n_done++;
      else
        {
          n_cancelled++;
          g_assert_error (job.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        }
      g_clear_error (&job.error);
      g_object_unref (job.cancellable);
      if (g_file_test (target, G_FILE_TEST_EXISTS))
        assert_sound (target);
    }
  g_test_message ("%u done, %u cancelled", n_done, n_cancelled);
  g_assert_cmpuint (n_done, >=, 10);
}

static char *
make_old (NhStore *store, const char *folder, const char *source, GDateTime *when)
{
  g_autofree char *base = g_date_time_format (when, "%Y%m%d-%H%M%S-daily.namhoc");
  char *path = g_build_filename (folder, base, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (source);
  g_autoptr (GFile) to = g_file_new_for_path (path);

  g_assert_true (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
  return path;
}

static void
test_rolling (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_filled (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = nh_store_backup_dir (fixture->path);
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *other = NULL;
  guint n_recent = 0;
  gint64 oldest;

  g_assert_true (nh_store_backup_now (store, "import Excel", &path, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (path, "-import-Excel.namhoc"));
  g_assert_true (g_str_has_prefix (path, folder));
  assert_sound (path);
  /* Three a day for 500 days. */
  for (guint i = 1; i <= 1500; i++)
    {
      g_autoptr (GDateTime) when = g_date_time_add_hours (now, -8 * (int) i);
      g_free (make_old (store, folder, path, when));
    }
  other = g_build_filename (folder, "notes.txt", NULL);
  g_assert_true (g_file_set_contents (other, "mine", -1, NULL));
  g_clear_pointer (&path, g_free);
  g_assert_true (nh_store_backup_now (store, "open", &path, &error));
  list = nh_store_list_backups (fixture->path);
  /* The newest ten, then one a day, then one a month; the first in the list is the one just made. */
  g_assert_cmpstr (((NhBackup *) g_ptr_array_index (list, 0))->path, ==, path);
  for (guint i = 0; i < list->len; i++)
    {
      const NhBackup *backup = g_ptr_array_index (list, i);

      if (i > 0)
        g_assert_cmpint (backup->made_at, <=, ((NhBackup *) g_ptr_array_index (list, i - 1))->made_at);
      g_assert_cmpint (backup->size, ==, file_size (backup->path));
      if (g_date_time_to_unix (now) - backup->made_at < 13 * 86400)
        n_recent++;
    }
  g_assert_cmpuint (list->len, >=, 10 + 8 + 10);
  g_assert_cmpuint (list->len, <=, 10 + 14 + 12);
  g_assert_cmpuint (n_recent, >=, 10 + 8);
  oldest = ((NhBackup *) g_ptr_array_index (list, list->len - 1))->made_at;
  g_assert_cmpint (g_date_time_to_unix (now) - oldest, >, 320 * 86400);
  g_assert_cmpint (g_date_time_to_unix (now) - oldest, <, 370 * 86400);
  /* What is not ours stays. */
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
}

static guint
count_backups (Fixture *fixture)
{
  g_autoptr (GPtrArray) list = nh_store_list_backups (fixture->path);

  return list->len;
}

static void
due_ok (NhStore *store)
{
  g_autoptr (GError) error = NULL;
  const char *reason;

  reason = nh_store_backup_due (store, &error);
  g_assert_no_error (error);
  if (reason != NULL)
    nh_store_backup_now (store, reason, NULL, &error);
  g_assert_no_error (error);
}

static void
test_due (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) before = g_date_time_add_hours (now, -25);
  g_autofree char *folder = nh_store_backup_dir (fixture->path);
  g_autoptr (GPtrArray) list = NULL;

  due_ok (store);
  g_assert_cmpuint (count_backups (fixture), ==, 0);
  g_clear_object (&store);
  store = open_filled (fixture);
  due_ok (store);
  g_assert_cmpuint (count_backups (fixture), ==, 1);
  due_ok (store);
  act_ok (store, "Edit", "UPDATE unit SET name = 'C'");
  due_ok (store); /* less than a day ago */
  g_assert_cmpuint (count_backups (fixture), ==, 1);
  /* Opened again, after a change. */
  g_clear_object (&store);
  store = open_ok (fixture->path, 0);
  due_ok (store);
  g_assert_cmpuint (count_backups (fixture), ==, 2);
  g_clear_object (&store);
  store = open_ok (fixture->path, 0);
  due_ok (store);
  g_assert_cmpuint (count_backups (fixture), ==, 2);
  /* Open for long: when the newest one is a day old and something was changed. */
  list = nh_store_list_backups (fixture->path);
  g_free (make_old (store, folder, ((NhBackup *) g_ptr_array_index (list, 0))->path, before));
  for (guint i = 0; i < list->len; i++)
    g_unlink (((NhBackup *) g_ptr_array_index (list, i))->path);
  due_ok (store);
  g_assert_cmpuint (count_backups (fixture), ==, 1);
  act_ok (store, "Edit", "UPDATE unit SET name = 'D'");
  due_ok (store);
  g_assert_cmpuint (count_backups (fixture), ==, 2);
}

static void
test_restore (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_filled (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) counts = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *first = dump (store);
  g_autofree char *second = NULL;
  g_autofree char *now = NULL;
  g_autofree char *then = NULL;
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);

  g_assert_true (nh_store_backup_now (store, "open", &backup, &error));
  act_ok (store, "Edit", "DELETE FROM unit WHERE id = 2; UPDATE unit SET name = 'C';"
                         "INSERT INTO person (id, name) VALUES (1, 'P'), (2, 'Q'), (3, 'R')");
  second = dump (store);
  /* Not while it is open. */
  g_assert_false (nh_store_restore (fixture->path, backup, &kept, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_null (kept);
  g_clear_object (&store);
  counts = nh_store_count_rows (backup, &error);
  g_assert_no_error (error);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (counts, "unit"), ==, 2);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (counts, "person"), ==, 0);
  g_assert_false (g_hash_table_contains (counts, "change"));
  g_assert_false (g_hash_table_contains (counts, "unit_fts"));
  g_assert_true (nh_store_restore (fixture->path, backup, &kept, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  store = open_ok (fixture->path, NH_STORE_OPEN_MUST_WRITE);
  now = dump (store);
  g_assert_cmpstr (now, ==, first);
  act_ok (store, "Edit", "UPDATE unit SET name = 'D'");
  g_clear_object (&store);
  /* What was there was kept, and can be restored again. */
  g_assert_true (nh_store_restore (fixture->path, kept, NULL, &error));
  store = open_ok (fixture->path, 0);
  then = dump (store);
  g_assert_cmpstr (then, ==, second);
}

static void
test_restore_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_filled (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *broken = g_build_filename (fixture->folder, "broken.namhoc", NULL);
  g_autofree char *journal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (nh_store_backup_now (store, "open", &backup, &error));
  g_clear_object (&store);
  /* A damaged source is refused and changes nothing. */
  g_assert_true (g_file_get_contents (backup, &content, &length, NULL));
  memset (content + 4096, 0x5a, 3 * 4096);
  g_assert_true (g_file_set_contents (broken, content, length, NULL));
  before = file_checksum (fixture->path);
  g_assert_false (nh_store_verify (broken, &problems, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_DAMAGED);
  g_assert_cmpuint (problems->len, >, 0);
  g_clear_error (&error);
  g_assert_false (nh_store_restore (fixture->path, broken, &kept, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  after = file_checksum (fixture->path);
  g_assert_cmpstr (after, ==, before);
  /* A damaged present file, with a stale journal beside it, is kept as it is. */
  g_assert_true (g_file_set_contents (fixture->path, content, length, NULL));
  g_assert_true (g_file_set_contents (journal, "stale", -1, NULL));
  g_clear_pointer (&before, g_free);
  g_clear_pointer (&after, g_free);
  before = file_checksum (fixture->path);
  g_assert_true (nh_store_restore (fixture->path, backup, &kept, &error));
  g_assert_no_error (error);
  after = file_checksum (kept);
  g_assert_cmpstr (after, ==, before);
  assert_sound (fixture->path);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
  /* The file is gone altogether. */
  g_clear_pointer (&kept, g_free);
  g_remove (fixture->path);
  g_assert_true (nh_store_restore (fixture->path, backup, &kept, &error));
  g_assert_null (kept);
  assert_sound (fixture->path);
}

/* SQLite does not see what is wrong within a full-text index: a search would just find less. */
static void
test_verify_index (Fixture *fixture, gconstpointer data)
{
  static const char *damages[] = {
    "UPDATE unit_fts_data SET block = x'00' WHERE id = 10",
    "DELETE FROM unit_fts_data WHERE id > 10",
    "DELETE FROM unit_fts_data",
  };
  g_autoptr (NhStore) store = open_filled (fixture);

  /* A name without a letter stands in no index. */
  act_ok (store, "Add", "INSERT INTO unit (id, name) VALUES (3, '---'); "
                        "INSERT INTO person (id, name) VALUES (1, 'Lan')");
  g_clear_object (&store);
  assert_sound (fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) problems = NULL;
      g_autofree char *broken = g_strdup_printf ("%s/%u.namhoc", fixture->folder, i);
      g_autofree char *content = NULL;
      sqlite3 *db;
      gsize length;

      g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
      g_assert_true (g_file_set_contents (broken, content, length, NULL));
      g_assert_cmpint (sqlite3_open (broken, &db), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, damages[i], NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (db);
      g_assert_false (nh_store_verify (broken, &problems, &error));
      g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_DAMAGED);
      g_assert_cmpuint (problems->len, ==, 1);
    }
}

/* Only what is or was a workbook is replaced. */
static void
test_foreign_targets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_filled (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *letter = g_build_filename (fixture->folder, "letter.txt", NULL);
  g_autofree char *ruin = g_build_filename (fixture->folder, "ruin.namhoc", NULL);
  g_autofree char *link = g_strconcat (ruin, ".restoring", NULL);
  g_autofree char *content = NULL;

  g_assert_true (g_file_set_contents (letter, "Dear colleague", -1, NULL));
  g_assert_true (g_file_set_contents (ruin, "a disk wrote something else here", -1, NULL));
#ifdef G_OS_UNIX
  {
    g_autofree char *pipe = g_build_filename (fixture->folder, "pipe", NULL);
    GStatBuf info;

    g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
    g_assert_false (nh_store_backup_to (store, pipe, TRUE, NULL, &error));
    g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_EXISTS);
    g_clear_error (&error);
    g_assert_false (nh_store_restore (pipe, fixture->path, NULL, &error));
    g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_EXISTS);
    g_clear_error (&error);
    g_assert_cmpint (g_stat (pipe, &info), ==, 0);
    g_assert_true (S_ISFIFO (info.st_mode));
    g_assert_cmpint (symlink (letter, link), ==, 0);
  }
#endif
  g_assert_false (nh_store_restore (letter, fixture->path, NULL, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (nh_store_restore (ruin, fixture->path, NULL, &error));
  g_assert_no_error (error);
  assert_sound (ruin);
  g_assert_false (g_file_test (ruin, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (letter, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "Dear colleague");
}

/* Another copy to the same name is under way. */
static void
test_same_target (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_filled (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *target = g_build_filename (fixture->folder, "copy.namhoc", NULL);
  g_autofree char *partial = g_strconcat (target, ".partial", NULL);
  g_autoptr (NhStoreLock) lock = NULL;
  g_autoptr (NhStoreHolder) holder = NULL;

  g_assert_true (g_file_set_contents (partial, "half of it", -1, NULL));
  g_assert_cmpint (nh_store_lock_take (partial, &lock, &holder), ==, NH_LOCK_TAKEN);
  g_assert_false (nh_store_backup_to (store, target, FALSE, NULL, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_true (g_file_test (partial, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
  g_clear_pointer (&lock, nh_store_lock_release);
  /* It was cut short: what it left is no hindrance. */
  g_assert_true (nh_store_backup_to (store, target, FALSE, NULL, &error));
  g_assert_no_error (error);
  assert_sound (target);
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
}

static void
test_restore_while_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_filled (fixture);
  g_autoptr (NhStore) reader = open_ok (fixture->path, 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;

  g_assert_true (nh_store_backup_now (store, "open", &backup, &error));
  g_clear_object (&store);
  /* The reader keeps the file in WAL mode: its journal must not meet another file. */
  g_assert_false (nh_store_restore (fixture->path, backup, NULL, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_cmpint (get_int64 (reader, "SELECT count (*) FROM unit"), ==, 2);
  g_clear_object (&reader);
  g_assert_true (nh_store_restore (fixture->path, backup, NULL, &error));
  g_assert_no_error (error);
}

static void
test_verify (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_filled (fixture);
  g_autoptr (NhConnection) connection = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  assert_sound (fixture->path); /* also while it is open */
  g_assert_false (nh_store_verify (fixture->folder, NULL, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FOREIGN);
  g_clear_error (&error);
  g_assert_false (nh_store_verify ("/no/such/file.namhoc", &problems, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_NOT_FOUND);
  g_assert_cmpstr (g_ptr_array_index (problems, 0), ==, error->message);
  g_clear_error (&error);
  g_clear_pointer (&problems, g_ptr_array_unref);
  /* A reference to nothing is told, but hinders neither work nor backups. */
  g_clear_object (&store);
  connection = nh_connection_open (fixture->path, NH_CONNECT_WRITE, &error);
  g_assert_true (nh_schema_check (connection, nh_store_current_version (), &error));
  g_assert_true (nh_connection_exec (connection, "PRAGMA foreign_keys = OFF;"
                                     "INSERT INTO person (id, name, unit) VALUES (1, 'P', 77)", &error));
  g_clear_pointer (&connection, nh_connection_unref);
  g_assert_false (nh_store_verify (fixture->path, &problems, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_DAMAGED);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (problems, 0), "person"));
  g_clear_error (&error);
  store = open_ok (fixture->path, NH_STORE_OPEN_MUST_WRITE);
  g_assert_true (nh_store_backup_now (store, "open", &path, &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  fixture_add ("/store/backup/copy", test_copy);
  fixture_add ("/store/backup/cancel", test_cancel);
  fixture_add ("/store/backup/thread", test_thread);
  fixture_add ("/store/backup/rolling", test_rolling);
  fixture_add ("/store/backup/due", test_due);
  fixture_add ("/store/backup/verify", test_verify);
  fixture_add ("/store/backup/restore", test_restore);
  fixture_add ("/store/backup/restore-damaged", test_restore_damaged);
  fixture_add ("/store/backup/verify-index", test_verify_index);
  fixture_add ("/store/backup/foreign-targets", test_foreign_targets);
  fixture_add ("/store/backup/same-target", test_same_target);
  fixture_add ("/store/backup/restore-while-read", test_restore_while_read);
  return g_test_run ();
}
