/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two processes and one workbook: the lock, being killed, folders that can't be written.
 */
#include "store-fixture.h"

#include <glib/gstdio.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KILLS 200

typedef struct
{
  GSubprocess *process;
  GDataInputStream *output;
} Child;

static Child
spawn (const char *mode, const char *path, const char *argument)
{
  g_autoptr (GError) error = NULL;
  Child child;

  child.process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE,
                                    &error, g_getenv ("NH_STORE_HELPER"), mode, path, argument, NULL);
  g_assert_no_error (error);
  child.output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child.process));
  return child;
}

static char *
read_line (Child *child)
{
  return g_data_input_stream_read_line (child->output, NULL, NULL, NULL);
}

static void
expect_line (Child *child, const char *expected)
{
  g_autofree char *line = read_line (child);

  g_assert_cmpstr (line, ==, expected);
}

static int
finish (Child *child)
{
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_output_stream_close (g_subprocess_get_stdin_pipe (child->process), NULL, NULL);
  g_subprocess_wait (child->process, NULL, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_if_exited (child->process))
    status = g_subprocess_get_exit_status (child->process);
  g_clear_object (&child->output);
  g_clear_object (&child->process);
  return status;
}

static void
kill_child (Child *child)
{
  /* g_subprocess_force_exit() kills from another thread, later: the end of its input may reach the
   * child first. */
#ifdef G_OS_UNIX
  kill ((pid_t) atoi (g_subprocess_get_identifier (child->process)), SIGKILL);
#else
  g_subprocess_force_exit (child->process);
#endif
}

static char *
lock_path (Fixture *fixture)
{
  return g_strconcat (fixture->path, ".lock", NULL);
}

static void
fill (Fixture *fixture)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  act_ok (store, "Add", "INSERT INTO unit (id, name) VALUES (1, 'A')");
}

static void
on_changed_cb (NhStore *store, GArray *changes, gpointer data)
{
  g_assert_null (changes);
  ++*(guint *) data;
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = lock_path (fixture);
  g_autofree char *who = nh_store_who ();
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhStore) store = NULL;
  const NhStoreHolder *holder;
  guint n_changes = 0;
  Child child;

  fill (fixture);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  child = spawn ("hold", fixture->path, NULL);
  expect_line (&child, "ready");
  open_fails (fixture->path, NH_STORE_OPEN_MUST_WRITE, NH_STORE_ERROR_LOCKED);
  g_assert_false (nh_store_restore (fixture->path, fixture->path, NULL, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_assert_true (nh_store_is_read_only (store));
  holder = nh_store_get_holder (store);
  g_assert_cmpstr (holder->user, ==, who);
  g_assert_cmpstr (holder->host, ==, g_get_host_name ());
  g_assert_cmpint (holder->since[4], ==, '-');
  g_assert_false (nh_store_begin (store, "Edit", &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, who));
  g_clear_error (&error);
  g_assert_false (nh_store_exec (store, "DELETE FROM unit", &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_READ_ONLY);
  /* It sees what the other one does. */
  g_signal_connect (store, "changed", G_CALLBACK (on_changed_cb), &n_changes);
  g_assert_false (nh_store_poll (store));
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (child.process), "\n", 1, NULL, NULL, NULL);
  expect_line (&child, "edited");
  g_assert_true (nh_store_poll (store));
  g_assert_false (nh_store_poll (store));
  g_assert_cmpuint (n_changes, ==, 1);
  name = get_text (store, "SELECT name FROM unit");
  g_assert_cmpstr (name, ==, "A+");
  g_assert_cmpint (finish (&child), ==, 0);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
}

static void
test_same_process (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.namhoc", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (link);
  g_autoptr (NhStore) first = NULL;
  g_autoptr (NhStore) second = NULL;

  fill (fixture);
  first = open_ok (fixture->path, 0);
  open_fails (fixture->path, NH_STORE_OPEN_MUST_WRITE, NH_STORE_ERROR_LOCKED);
  /* By another name it is the same file. */
  g_assert_true (g_file_make_symbolic_link (file, "book.namhoc", NULL, NULL));
  second = open_ok (link, 0);
  g_assert_true (nh_store_is_read_only (second));
  g_assert_nonnull (nh_store_get_holder (second));
  g_assert_cmpstr (nh_store_get_path (second), ==, nh_store_get_path (first));
  act_ok (first, "Edit", "UPDATE unit SET name = 'B'");
  g_assert_true (nh_store_poll (second));
  nh_store_close (second);
  nh_store_close (first);
  g_clear_object (&first);
  first = open_ok (link, NH_STORE_OPEN_MUST_WRITE);
  g_assert_false (nh_store_is_read_only (first));
}

static void
test_takeover (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = lock_path (fixture);
  g_autoptr (NhStore) store = NULL;
  Child child;

  fill (fixture);
  child = spawn ("hold", fixture->path, NULL);
  expect_line (&child, "ready");
  kill_child (&child);
  g_assert_cmpint (finish (&child), ==, -1);
  g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
  store = open_ok (fixture->path, NH_STORE_OPEN_MUST_WRITE);
  g_assert_null (nh_store_get_holder (store));
  nh_store_close (store);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
}

/* Kills one child at a random moment; gives the last number that it printed. */
static int
run_and_kill (const char *path, int first)
{
  g_autofree char *number = g_strdup_printf ("%d", first);
  Child child = spawn ("edits", path, number);
  int last = first - 1;
  int when = g_test_rand_int_range (0, 4);
  char *line = NULL;

  /* One in four dies while it opens the file, which may need recovery; one after its first edit, however long that
   * takes on this machine. */
  if (when > 0)
    expect_line (&child, "ready");
  if (when > 2)
    line = read_line (&child);
  if (line != NULL)
    last = (int) g_ascii_strtoll (line, NULL, 10);
  g_clear_pointer (&line, g_free);
  g_usleep (g_test_rand_int_range (0, 25000));
  kill_child (&child);
  while ((line = read_line (&child)) != NULL)
    {
      if (g_ascii_isdigit (*line))
        last = (int) g_ascii_strtoll (line, NULL, 10);
      g_free (line);
    }
  g_assert_cmpint (finish (&child), ==, -1);
  return last;
}

/* Every printed edit is there, as a whole; one more may be, whose number was not yet printed. */
static int
check_edits (const char *path, int printed)
{
  g_autoptr (NhStore) store = open_ok (path, NH_STORE_OPEN_MUST_WRITE);
  g_autofree char *integrity = NULL;
  int last = (int) get_int64 (store, "SELECT max (id) FROM unit");

  g_assert_null (nh_store_get_undo_name (store));
  g_assert_null (nh_store_get_redo_name (store));
  g_assert_cmpint (last, >=, printed);
  g_assert_cmpint (last, <=, printed + 1);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM unit"), ==, last);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM person WHERE unit = id"), ==, last - 1);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM person_fts WHERE person_fts MATCH 'truong'"),
                   ==, last - 1);
  if (last > 1)
    g_assert_cmpint (get_int64 (store, "SELECT note FROM unit ORDER BY id DESC LIMIT 1"), ==, last);
  integrity = get_text (store, "PRAGMA integrity_check");
  g_assert_cmpstr (integrity, ==, "ok");
  return last;
}

static void
test_kill (Fixture *fixture, gconstpointer data)
{
  int last = 1;

  fill (fixture);
  for (guint i = 0; i < KILLS; i++)
    {
      int printed = run_and_kill (fixture->path, last + 1);

      /* Sometimes the next one meets what the killed one left. */
      if (i % 3 == 2 && i + 1 < KILLS)
        {
          g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_READ_ONLY);

          last = (int) get_int64 (store, "SELECT max (id) FROM unit");
          g_assert_cmpint (last, >=, printed);
          g_assert_cmpint (last, <=, printed + 1);
        }
      else
        last = check_edits (fixture->path, printed);
    }
  g_test_message ("%d edits survived %d kills", last, KILLS);
  g_assert_cmpint (last, >, KILLS / 10);
  assert_sound (fixture->path);
}

/* A user without rights looks at a workbook. */
static void
expect_view (const char *path, const char *expected, int status)
{
  Child child = spawn ("view", path, NULL);
  g_autofree char *line = read_line (&child);
  int result = finish (&child);

  g_assert_cmpint (result, ==, status);
  g_assert_cmpstr (line, ==, expected);
}

static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *journal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *shared = g_strconcat (fixture->path, "-shm", NULL);
  Child child;

  fill (fixture);
  /* Whoever runs the tests must be able to reach the helper as somebody else. */
  g_chmod (fixture->folder, 0755);
  child = spawn ("view", "/", NULL);
  if (finish (&child) != 10 + NH_STORE_ERROR_FOREIGN)
    {
      g_test_skip ("The helper can't be run without rights here");
      return;
    }
  g_chmod (fixture->path, 0444);
  g_chmod (fixture->folder, 0555);
  expect_view (fixture->path, "read-only 1", 0);
  /* In WAL mode, nobody having it open. */
  g_chmod (fixture->folder, 0755);
  g_chmod (fixture->path, 0644);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (NhConnection) connection = nh_connection_open (fixture->path, NH_CONNECT_WRITE, &error);
    nh_connection_set_journal (connection, "wal", &error);
    g_assert_no_error (error);
  }
  g_chmod (fixture->path, 0444);
  g_chmod (fixture->folder, 0555);
  expect_view (fixture->path, "read-only 1", 0);
  /* With edits waiting in the journal of one that was killed: a sentence, not old data. */
  g_chmod (fixture->folder, 0755);
  g_chmod (fixture->path, 0644);
  child = spawn ("hold", fixture->path, NULL);
  expect_line (&child, "ready");
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (child.process), "\n", 1, NULL, NULL, NULL);
  expect_line (&child, "edited");
  kill_child (&child);
  finish (&child);
  g_assert_cmpuint (file_size (journal), >, 0);
  g_unlink (shared);
  g_chmod (fixture->path, 0444);
  g_chmod (fixture->folder, 0555);
  expect_view (fixture->path, NULL, 10 + NH_STORE_ERROR_READ_ONLY);
  g_chmod (fixture->folder, 0755);
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  fixture_add ("/store/processes/lock", test_lock);
  fixture_add ("/store/processes/same-process", test_same_process);
  fixture_add ("/store/processes/takeover", test_takeover);
  fixture_add ("/store/processes/read-only-folder", test_read_only_folder);
  fixture_add ("/store/processes/kill", test_kill);
  return g_test_run ();
}
