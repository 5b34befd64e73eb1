/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A full disk, failing reads, writes and synchronisations, at every point of an action, an undo,
 * a backup, a creation and a migration: a sentence, nothing lost, and work goes on afterwards.
 */
#include "faulty-vfs.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static const char edit[] = "UPDATE unit SET name = name || '!', note = hex (zeroblob (700));"
                           "INSERT INTO person (id, name) SELECT id + 1000, 'P' FROM unit;";

typedef struct
{
  FaultKind kinds;
  int rc;
  NhStoreError code;
  gboolean remote;
} Fault;

static const Fault faults[] = {
  { FAULT_WRITE, SQLITE_FULL, NH_STORE_ERROR_FULL, FALSE },
  { FAULT_WRITE, SQLITE_FULL, NH_STORE_ERROR_FULL, TRUE },
  { FAULT_WRITE, SQLITE_IOERR_WRITE, NH_STORE_ERROR_IO, FALSE },
  { FAULT_WRITE, SQLITE_IOERR_WRITE, NH_STORE_ERROR_IO, TRUE },
  { FAULT_SYNC, SQLITE_IOERR_FSYNC, NH_STORE_ERROR_IO, FALSE },
  { FAULT_SYNC, SQLITE_IOERR_FSYNC, NH_STORE_ERROR_IO, TRUE },
};

static NhStore *
open_filled (Fixture *fixture, gboolean remote)
{
  NhStore *store;

  if (remote)
    g_setenv ("NH_FORCE_REMOTE", "1", TRUE);
  store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_unsetenv ("NH_FORCE_REMOTE");
  act_ok (store, "Add", "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 30) "
                        "INSERT INTO unit (id, name) SELECT i, 'Trường ' || i FROM n");
  return store;
}

static gboolean
try_edit (NhStore *store, GError **error)
{
  if (!nh_store_begin (store, "Edit", error))
    return FALSE;
  if (nh_store_exec (store, edit, error))
    return nh_store_commit (store, error);
  nh_store_rollback (store);
  return FALSE;
}

static void
on_changed_cb (NhStore *store, GArray *changes, gpointer data)
{
  ++*(guint *) data;
}

/* Fails at call after call of an action until it comes through. */
static void
fail_everywhere (NhStore *store, const Fault *fault)
{
  guint n_failed = 0, n_changes = 0;
  gulong handler = g_signal_connect (store, "changed", G_CALLBACK (on_changed_cb), &n_changes);

  for (guint i = 0;; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *before = dump (store);
      g_autofree char *after = NULL;
      gboolean done;

      g_assert_cmpuint (i, <, 2000);
      /* The page cache would hide failing reads. */
      sqlite3_db_release_memory (store->connection->db);
      faulty_vfs_arm (fault->kinds, fault->rc, i);
      done = try_edit (store, &error);
      if (!faulty_vfs_disarm ())
        {
          g_assert_no_error (error);
          break;
        }
      g_assert_false (nh_store_in_action (store));
      /* What fails after the commit, when the journal is folded, is no failure of the action. */
      if (done)
        {
          g_assert_true (nh_store_undo (store, &error));
          n_changes = 0;
          nh_store_clear_history (store);
          continue;
        }
      n_failed++;
      g_assert_error (error, NH_STORE_ERROR, (int) fault->code);
      g_assert_nonnull (strstr (error->message, "book.namhoc"));
      after = dump (store);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpuint (n_changes, ==, 0);
      g_assert_cmpstr (nh_store_get_undo_name (store), !=, "Edit");
    }
  g_assert_cmpuint (n_failed, >, 0);
  g_assert_cmpstr (nh_store_get_undo_name (store), ==, "Edit");
  g_assert_cmpuint (n_changes, ==, 1);
  g_signal_handler_disconnect (store, handler);
}

static void
test_actions (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, "book.namhoc", NULL);
      g_autoptr (NhStore) store = open_filled (fixture, faults[i].remote);

      fail_everywhere (store, &faults[i]);
      nh_store_close (store);
      assert_sound (path);
      nh_file_remove_database (path);
    }
}

/* Deleted, moved away or replaced by another file while it is open: no change is taken, what the
 * other file holds stays, and a copy of what is seen can be saved. */
static void
test_file_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_filled (fixture, FALSE);
  g_autofree char *path = g_build_filename (fixture->folder, "book.namhoc", NULL);
  g_autofree char *aside = g_build_filename (fixture->folder, "aside.namhoc", NULL);
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.namhoc", NULL);
  g_autofree char *before = dump (store);
  g_autofree char *after = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;

#ifdef G_OS_WIN32
  g_test_skip ("an open file can't be deleted there");
  return;
#endif
  g_assert_cmpint (g_rename (path, aside), ==, 0);
  g_assert_false (nh_store_begin (store, "Edit", &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "something else", -1, NULL));
  g_assert_false (nh_store_begin (store, "Edit", &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  after = dump (store);
  g_assert_cmpstr (after, ==, before);
  nh_store_backup_to (store, copy, FALSE, NULL, &error);
  g_assert_no_error (error);
  assert_sound (copy);
  g_assert_true (g_file_get_contents (path, &other, NULL, NULL));
  g_assert_cmpstr (other, ==, "something else");
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rename (aside, path), ==, 0);
  act_ok (store, "Edit", "INSERT INTO unit (id, name) VALUES (77, 'Trường trở lại')");
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_filled (fixture, FALSE);
  g_autofree char *first = dump (store);
  g_autofree char *second = NULL;
  g_autofree char *undone = NULL;
  guint n_failed = 0;

  act_ok (store, "Edit", edit);
  second = dump (store);
  for (guint i = 0;; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      faulty_vfs_arm (FAULT_WRITE, SQLITE_FULL, i);
      nh_store_undo (store, &error);
      if (!faulty_vfs_disarm ())
        break;
      n_failed++;
      g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FULL);
      after = dump (store);
      g_assert_cmpstr (after, ==, second);
      /* The step is still there, and the references are guarded again. */
      g_assert_cmpstr (nh_store_get_undo_name (store), ==, "Edit");
      g_assert_cmpint (get_int64 (store, "PRAGMA foreign_keys"), ==, 1);
    }
  g_assert_cmpuint (n_failed, >, 0);
  undone = dump (store);
  g_assert_cmpstr (undone, ==, first);
  g_assert_cmpstr (nh_store_get_redo_name (store), ==, "Edit");
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_filled (fixture, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhReader) reader = NULL;
  g_autoptr (NhStatement) statement = NULL;
  gboolean row;

  reader = nh_store_open_reader (store, &error);
  g_assert_no_error (error);
  statement = nh_reader_prepare (reader, "SELECT count (note), max (name) FROM unit", &error);
  g_assert_no_error (error);
  faulty_vfs_arm (FAULT_READ, SQLITE_IOERR_READ, 0);
  g_assert_false (nh_statement_step (statement, &row, &error));
  g_assert_true (faulty_vfs_disarm ());
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_IO);
  g_clear_error (&error);
  g_assert_true (nh_statement_step (statement, &row, &error));
  g_assert_true (row);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0;; i += i < 20 ? 1 : 9)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NhStore) store = NULL;

      faulty_vfs_arm (FAULT_WRITE, SQLITE_FULL, i);
      store = nh_store_open (fixture->path, NH_STORE_OPEN_CREATE, &error);
      if (!faulty_vfs_disarm ())
        break;
      /* Only changing to WAL may fail without harm. */
      if (store == NULL)
        {
          g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FULL);
          if (g_file_test (fixture->path, G_FILE_TEST_EXISTS))
            assert_sound (fixture->path);
        }
    }
  assert_sound (fixture->path);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  static const Fault some[] = {
    { FAULT_READ, SQLITE_IOERR_READ, NH_STORE_ERROR_IO, FALSE },
    { FAULT_OPEN, SQLITE_CANTOPEN, NH_STORE_ERROR_IO, FALSE },
    { FAULT_WRITE, SQLITE_FULL, NH_STORE_ERROR_FULL, FALSE },
  };
  g_autofree char *before = NULL;

  g_object_unref (open_filled (fixture, FALSE));
  before = file_checksum (fixture->path);
  for (guint f = 0; f < G_N_ELEMENTS (some); f++)
    for (guint i = 0;; i++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (NhStore) store = NULL;

        faulty_vfs_arm (some[f].kinds, some[f].rc, i);
        store = nh_store_open (fixture->path, 0, &error);
        if (!faulty_vfs_disarm ())
          break;
        if (store == NULL)
          g_assert_error (error, NH_STORE_ERROR, (int) some[f].code);
      }
  assert_sound (fixture->path);
  g_assert_nonnull (before);
}

static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_filled (fixture, FALSE);
  g_autofree char *target = g_build_filename (fixture->folder, "copy.namhoc", NULL);
  g_autofree char *partial = g_strconcat (target, ".partial", NULL);
  g_autofree char *old = NULL;
  g_autoptr (GError) error = NULL;
  guint n_failed = 0;

  g_assert_true (nh_store_backup_to (store, target, FALSE, NULL, &error));
  old = file_checksum (target);
  act_ok (store, "Edit", edit);
  for (guint i = 0;; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autofree char *now = NULL;

      faulty_vfs_arm (FAULT_WRITE, SQLITE_FULL, i);
      nh_store_backup_to (store, target, TRUE, NULL, &local_error);
      if (!faulty_vfs_disarm ())
        break;
      n_failed++;
      g_assert_error (local_error, NH_STORE_ERROR, NH_STORE_ERROR_FULL);
      now = file_checksum (target);
      g_assert_cmpstr (now, ==, old);
      g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
    }
  g_assert_cmpuint (n_failed, >, 10);
  assert_sound (target);
}

static void
test_migration (Fixture *fixture, gconstpointer data)
{
  guint n;
  const NhMigration *real = nh_migrations_get (&n);
  const NhMigration list[] = {
    real[0], { 2, "ALTER TABLE unit ADD COLUMN colour TEXT; UPDATE unit SET colour = 'x', note = note || note" }
  };
  guint n_failed = 0;

  nh_migrations_override (list, 1);
  g_object_unref (open_filled (fixture, FALSE));
  nh_migrations_override (list, 2);
  for (guint i = 0;; i += 3)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NhStore) store = NULL;
      g_autofree char *before = file_checksum (fixture->path);
      g_autofree char *after = NULL;

      faulty_vfs_arm (FAULT_WRITE, SQLITE_FULL, i);
      store = nh_store_open (fixture->path, 0, &error);
      if (!faulty_vfs_disarm ())
        break;
      if (store != NULL)
        continue;
      n_failed++;
      g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FULL);
      after = file_checksum (fixture->path);
      if (nh_file_probe (fixture->path, NULL) == NH_FILE_WORKBOOK && n_failed < 5)
        g_assert_cmpstr (after, ==, before);
    }
  g_assert_cmpuint (n_failed, >, 10);
  assert_sound (fixture->path);
  nh_migrations_override (NULL, 0);
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  faulty_vfs_install ();
  fixture_add ("/store/faults/actions", test_actions);
  fixture_add ("/store/faults/file-gone", test_file_gone);
  fixture_add ("/store/faults/undo", test_undo);
  fixture_add ("/store/faults/read", test_read);
  fixture_add ("/store/faults/create", test_create);
  fixture_add ("/store/faults/open", test_open);
  fixture_add ("/store/faults/backup", test_backup);
  fixture_add ("/store/faults/migration", test_migration);
  return g_test_run ();
}
