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

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  fixture_add ("/store/actions/notifications", test_notifications);
  fixture_add ("/store/actions/empty", test_empty_action);
  fixture_add ("/store/actions/history", test_history);
  fixture_add ("/store/actions/functions", test_functions);
  return g_test_run ();
}
