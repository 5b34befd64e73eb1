/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Actions, undo, redo and the notifications about them.
 */
#include "store-fixture.h"

#include <string.h>

static void
on_changed_cb (NhStore *store, GArray *changes, gpointer data)
{
  static const char letters[] = { '+', '~', '-' };
  GString *log = data;

  g_string_append_c (log, '[');
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      const NhChange *change = &g_array_index (changes, NhChange, i);
      g_string_append_printf (log, "%s%c%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                              letters[change->kind], change->table, change->id);
    }
  g_string_append (log, changes != NULL ? "]" : "all]");
}

static GString *
watch (NhStore *store)
{
  GString *log = g_string_new (NULL);

  g_signal_connect (store, "changed", G_CALLBACK (on_changed_cb), log);
  return log;
}

static void
expect (GString *log, const char *expected)
{
  g_assert_cmpstr (log->str, ==, expected);
  g_string_truncate (log, 0);
}

static void
undo_ok (NhStore *store)
{
  g_autoptr (GError) error = NULL;

  nh_store_undo (store, &error);
  g_assert_no_error (error);
}

static void
redo_ok (NhStore *store)
{
  g_autoptr (GError) error = NULL;

  nh_store_redo (store, &error);
  g_assert_no_error (error);
}

static void
test_notifications (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  GString *log = watch (store);

  act_ok (store, "Add", "INSERT INTO unit (id, name) VALUES (1, 'Trường TH Hoa Sen');");
  expect (log, "[+unit1]");
  act_ok (store, "Edit", "UPDATE unit SET name = 'Trường TH Hoa Mai' WHERE id = 1;"
                         "UPDATE unit SET area = 'Xã A' WHERE id = 1;");
  expect (log, "[~unit1]");
  act_ok (store, "Delete", "DELETE FROM unit WHERE id = 1;");
  expect (log, "[-unit1]");
  undo_ok (store);
  expect (log, "[+unit1]");
  undo_ok (store);
  expect (log, "[~unit1]");
  g_assert_cmpstr (nh_store_get_undo_name (store), ==, "Add");
  g_assert_cmpstr (nh_store_get_redo_name (store), ==, "Edit");
  undo_ok (store);
  expect (log, "[-unit1]");
  g_assert_null (nh_store_get_undo_name (store));
  redo_ok (store);
  expect (log, "[+unit1]");
  /* Children first; a row that came and went is not told. */
  act_ok (store, "Several",
          "INSERT INTO person (id, name, unit) VALUES (7, 'Lê Văn Thử', 1);"
          "INSERT INTO unit (id, name) VALUES (2, 'x'); DELETE FROM unit WHERE id = 2;"
          "UPDATE unit SET phone = '0900000001' WHERE id = 1;");
  expect (log, "[+person7 ~unit1]");
  g_assert_null (nh_store_get_redo_name (store));
  g_string_free (log, TRUE);
}

static void
test_empty_action (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  GString *log = watch (store);

  act_ok (store, "Add", "INSERT INTO unit (id, name) VALUES (1, 'A');");
  undo_ok (store);
  g_string_truncate (log, 0);
  act_ok (store, "Nothing", "UPDATE unit SET name = name;");
  act_ok (store, "Nothing", "INSERT INTO unit (id, name) VALUES (9, 'B'); DELETE FROM unit;");
  expect (log, "");
  g_assert_null (nh_store_get_undo_name (store));
  g_assert_cmpstr (nh_store_get_redo_name (store), ==, "Add");
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM change"), ==, 2);
  g_string_free (log, TRUE);
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_autofree char *actions = NULL;
  g_autofree char *who = nh_store_who ();
  g_autofree char *written = NULL;

  act_ok (store, "Add", "INSERT INTO unit (id, name) VALUES (1, 'A');");
  undo_ok (store);
  redo_ok (store);
  actions = get_text (store, "SELECT group_concat (action, ';') FROM (SELECT action FROM change "
                             "WHERE length (changeset) > 0 ORDER BY id)");
  g_assert_cmpstr (actions, ==, "Add;Undo: Add;Redo: Add");
  written = get_text (store, "SELECT DISTINCT who FROM change");
  g_assert_cmpstr (written, ==, who);
}

static void
test_functions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);

  act_ok (store, "Add", "INSERT INTO unit (id, name) VALUES (1, 'Hoa SEN');");
  g_assert_cmpint (get_int64 (store, "SELECT rowid FROM unit_fts WHERE unit_fts MATCH 'hoa AND se*'"), ==, 1);
  g_assert_cmpint (get_int64 (store, "SELECT nh_fold (NULL) IS NULL"), ==, 1);
  g_assert_cmpint (get_int64 (store, "SELECT nh_sort_key ('A') = nh_sort_key ('A') AND "
                                     "nh_name_key ('Lê A') IS NOT NULL"), ==, 1);
}

static void
test_nested (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_autoptr (GError) error = NULL;
  GString *log = watch (store);

  g_assert_true (nh_store_begin (store, "Outer", &error));
  run_ok (store, "INSERT INTO unit (id, name) VALUES (1, 'A')");
  g_assert_true (nh_store_begin (store, "Inner", &error));
  run_ok (store, "INSERT INTO unit (id, name) VALUES (2, 'B')");
  g_assert_true (nh_store_commit (store, &error));
  expect (log, "");
  g_assert_true (nh_store_in_action (store));
  g_assert_false (nh_store_undo (store, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (nh_store_commit (store, &error));
  g_assert_false (nh_store_in_action (store));
  g_assert_cmpstr (nh_store_get_undo_name (store), ==, "Outer");
  undo_ok (store);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM unit"), ==, 0);
  g_string_truncate (log, 0);
  /* An inner rollback dooms the whole. */
  g_assert_true (nh_store_begin (store, "Outer", &error));
  run_ok (store, "INSERT INTO unit (id, name) VALUES (3, 'C')");
  g_assert_true (nh_store_begin (store, "Inner", &error));
  nh_store_rollback (store);
  g_assert_false (nh_store_exec (store, "INSERT INTO unit (id, name) VALUES (4, 'D')", &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (nh_store_commit (store, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FAILED);
  g_assert_false (nh_store_in_action (store));
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM unit"), ==, 0);
  g_assert_cmpstr (nh_store_get_redo_name (store), ==, "Outer");
  expect (log, "");
  g_string_free (log, TRUE);
}

static void
test_failing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_autoptr (GError) error = NULL;

  /* Outside of an action nothing is written. */
  g_assert_false (nh_store_exec (store, "INSERT INTO unit (id, name) VALUES (1, 'A')", &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM unit"), ==, 0);
  /* A statement that breaks a rule; the action goes on if the caller likes. */
  g_assert_true (nh_store_begin (store, "Edit", &error));
  run_ok (store, "INSERT INTO unit (id, name) VALUES (1, 'A')");
  g_assert_false (nh_store_exec (store, "INSERT INTO unit (id, name) VALUES (2, NULL)", &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_CONSTRAINT);
  g_assert_nonnull (strstr (error->message, "unit.name"));
  g_clear_error (&error);
  g_assert_false (nh_store_exec (store, "INSERT INTO person (id, name, unit) VALUES (1, 'P', 99)", &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_false (nh_store_exec (store, "UPDATE nothing SET x = 1", &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (nh_store_commit (store, &error));
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM unit"), ==, 1);
  /* Somebody ends the transaction by hand: what follows is not saved piece by piece. */
  g_assert_true (nh_store_begin (store, "Edit", &error));
  run_ok (store, "UPDATE unit SET name = 'B'; ROLLBACK");
  g_assert_false (nh_store_exec (store, "UPDATE unit SET name = 'C'", &error));
  g_clear_error (&error);
  g_assert_false (nh_store_commit (store, &error));
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM unit WHERE name = 'A'"), ==, 1);
  g_clear_error (&error);
  g_assert_false (nh_store_redo (store, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_NOT_FOUND);
}

static void
test_statements (Fixture *fixture, gconstpointer data)
{
  const char *sql = "SELECT id, name, area, 1.5 FROM unit WHERE id >= ? ORDER BY id";
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_autoptr (GError) error = NULL;
  NhStatement *first, *second;
  gboolean row;

  act_ok (store, "Add", "INSERT INTO unit (id, name) VALUES (1, 'A'), (2, 'B'); -- two\n");
  first = nh_store_prepare (store, sql, &error);
  nh_statement_bind_int64 (first, 1, 1);
  g_assert_true (nh_statement_step (first, &row, &error));
  /* The same SQL again, while the first is in the middle of its rows. */
  second = nh_store_prepare (store, sql, &error);
  g_assert_true (first != second);
  nh_statement_bind_int64 (second, 1, 2);
  g_assert_true (nh_statement_step (second, &row, &error));
  g_assert_cmpint (nh_statement_n_columns (second), ==, 4);
  g_assert_cmpint (nh_statement_int64 (first, 0), ==, 1);
  g_assert_cmpstr (nh_statement_text (second, 1), ==, "B");
  g_assert_true (nh_statement_is_null (second, 2));
  g_assert_cmpint (nh_statement_column_type (second, 0), ==, 'i');
  g_assert_cmpint (nh_statement_column_type (second, 1), ==, 't');
  g_assert_cmpint (nh_statement_column_type (second, 2), ==, 'n');
  g_assert_cmpint (nh_statement_column_type (second, 3), ==, 'f');
  g_assert_cmpfloat (nh_statement_double (second, 3), ==, 1.5);
  g_assert_true (nh_statement_step (second, &row, &error));
  g_assert_false (row);
  nh_statement_done (second);
  nh_statement_done (first);
  /* Given back: the same one comes, with nothing bound. */
  second = nh_store_prepare (store, sql, &error);
  g_assert_true (second == first);
  g_assert_true (nh_statement_step (second, &row, &error));
  g_assert_false (row);
  /* One that is out at the time of closing fails from then on. */
  nh_store_close (store);
  g_assert_false (nh_statement_step (second, &row, &error));
  nh_statement_done (second);
  g_clear_error (&error);
  g_assert_null (nh_store_prepare (store, sql, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (nh_store_begin (store, "Edit", &error));
  g_assert_nonnull (error);
}

static gpointer
interrupt_thread (gpointer data)
{
  g_usleep (20000);
  nh_reader_interrupt (data);
  return NULL;
}

static void
test_reader (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhReader) reader = NULL;
  NhStatement *statement;
  GThread *thread;
  gboolean row;

  act_ok (store, "Add", "INSERT INTO unit (id, name) VALUES (1, 'Hoa')");
  reader = nh_store_open_reader (store, &error);
  g_assert_no_error (error);
  g_assert_true (nh_store_begin (store, "Add", &error));
  run_ok (store, "INSERT INTO unit (id, name) VALUES (2, 'B')");
  /* It sees what is committed. */
  statement = nh_reader_prepare (reader, "SELECT count (*), max (nh_fold (name)) FROM unit", &error);
  g_assert_no_error (error);
  g_assert_true (nh_statement_step (statement, &row, &error));
  g_assert_cmpint (nh_statement_int64 (statement, 0), ==, 1);
  g_assert_cmpstr (nh_statement_text (statement, 1), ==, "hoa");
  nh_statement_done (statement);
  g_assert_true (nh_store_commit (store, &error));
  statement = nh_reader_prepare (reader, "SELECT count (*) FROM unit", &error);
  g_assert_true (nh_statement_step (statement, &row, &error));
  g_assert_cmpint (nh_statement_int64 (statement, 0), ==, 2);
  nh_statement_done (statement);
  /* It can't write. */
  statement = nh_reader_prepare (reader, "DELETE FROM unit", &error);
  g_assert_false (nh_statement_step (statement, &row, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  nh_statement_done (statement);
  /* It can be stopped. */
  statement = nh_reader_prepare (reader, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                                         "FROM n) SELECT count (*) FROM n", &error);
  thread = g_thread_new ("interrupt", interrupt_thread, reader);
  g_assert_false (nh_statement_step (statement, &row, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  nh_statement_done (statement);
}

static void
test_memory (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  guint n_failed = 0;

  act_ok (store, "Add", "INSERT INTO unit (id, name) VALUES (1, 'A')");
  for (guint i = 1; i < 120; i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean done = FALSE;

      sqlite3_hard_heap_limit64 (sqlite3_memory_used () + i * 6000);
      if (nh_store_begin (store, "Edit", &error))
        {
          if (nh_store_exec (store, "UPDATE unit SET name = name || hex (zeroblob (2000))", &error))
            done = nh_store_commit (store, &error);
          else
            nh_store_rollback (store);
        }
      sqlite3_hard_heap_limit64 (0);
      g_assert_false (nh_store_in_action (store));
      if (!done)
        {
          g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_NO_MEMORY);
          n_failed++;
        }
      g_assert_cmpint (get_int64 (store, "SELECT length (name) FROM unit"), ==, done ? 4001 : 1);
      if (done)
        undo_ok (store);
    }
  g_assert_cmpuint (n_failed, >, 0);
  g_assert_cmpuint (n_failed, <, 119);
  nh_store_close (store);
  assert_sound (fixture->path);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

/* Prints times; a machine that others use gives no pass or fail. */
static void
test_speed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) undos = g_array_new (FALSE, FALSE, sizeof (gint64));

  act_ok (store, "Fill", "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000) "
                         "INSERT INTO unit (id, name) SELECT i, 'Trường ' || i FROM n");
  for (guint i = 1; i <= 1000; i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE unit SET name = 'Đổi %u' WHERE id = %u", i, i * 17);
      gint64 start = g_get_monotonic_time (), time;

      act_ok (store, "Edit", sql);
      time = g_get_monotonic_time () - start;
      g_array_append_val (edits, time);
    }
  for (guint i = 0; i < 1000; i++)
    {
      gint64 start = g_get_monotonic_time (), time;

      undo_ok (store);
      time = g_get_monotonic_time () - start;
      g_array_append_val (undos, time);
    }
  g_array_sort (edits, compare_times);
  g_array_sort (undos, compare_times);
  g_test_minimized_result (g_array_index (edits, gint64, 500) / 1000.0, "action of one row: median "
                           "%.3f ms, 95th percentile %.3f ms", g_array_index (edits, gint64, 500) / 1000.0,
                           g_array_index (edits, gint64, 950) / 1000.0);
  g_test_minimized_result (g_array_index (undos, gint64, 500) / 1000.0, "undo of one row: median "
                           "%.3f ms, 95th percentile %.3f ms", g_array_index (undos, gint64, 500) / 1000.0,
                           g_array_index (undos, gint64, 950) / 1000.0);
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  fixture_add ("/store/actions/notifications", test_notifications);
  fixture_add ("/store/actions/empty", test_empty_action);
  fixture_add ("/store/actions/history", test_history);
  fixture_add ("/store/actions/functions", test_functions);
  fixture_add ("/store/actions/nested", test_nested);
  fixture_add ("/store/actions/failing", test_failing);
  fixture_add ("/store/actions/statements", test_statements);
  fixture_add ("/store/actions/reader", test_reader);
  fixture_add ("/store/actions/memory", test_memory);
  if (g_test_perf ())
    fixture_add ("/store/actions/speed", test_speed);
  return g_test_run ();
}
