/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Undo and redo over the tables of a real workbook: whatever was done, undo brings back what was.
 */
#include "store-fixture.h"

#include <string.h>

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

/* Does one action, takes it back, does it again, and compares everything there is each time. */
static void
there_and_back (NhStore *store, const char *sql)
{
  g_autofree char *before = dump (store);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  act_ok (store, "Edit", sql);
  after = dump (store);
  g_assert_cmpstr (before, !=, after);
  undo_ok (store);
  undone = dump (store);
  g_assert_cmpstr (undone, ==, before);
  redo_ok (store);
  redone = dump (store);
  g_assert_cmpstr (redone, ==, after);
}

static void
test_shapes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);

  /* Parents and children at once, with full text that reads over the reference. */
  there_and_back (store, "INSERT INTO unit (id, name) VALUES (1, 'Trường Hoa Sen');"
                         "INSERT INTO unit (id, name, parent) VALUES (2, 'Điểm trường', 1);"
                         "INSERT INTO person (id, name, unit) VALUES (1, 'Lê Thử', 1);"
                         "INSERT INTO team (id, name) VALUES (1, 'Cụm 1');"
                         "INSERT INTO activity (id, content, team) VALUES (1, 'Chuyên đề', 1);"
                         "INSERT INTO activity_unit (id, activity, unit, role) VALUES (1, 1, 1, 'host');");
  g_assert_cmpint (get_int64 (store, "SELECT rowid FROM person_fts WHERE person_fts MATCH 'sen'"), ==, 1);
  g_assert_cmpint (get_int64 (store, "SELECT rowid FROM activity_fts WHERE activity_fts MATCH 'sen'"), ==, 1);
  /* Renaming reaches what is searched by the name. */
  there_and_back (store, "UPDATE unit SET name = 'Trường Bàng' WHERE id = 1");
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM activity_fts WHERE activity_fts MATCH 'sen'"), ==, 0);
  there_and_back (store, "UPDATE team SET name = 'Cụm Bắc' WHERE id = 1");
  there_and_back (store, "INSERT INTO unit_alias (id, unit, alias, folded) VALUES (1, 1, 'Bang', 'bang');");
  there_and_back (store, "UPDATE unit_alias SET alias = 'Cay', unit = 2 WHERE id = 1");
  /* References to the own table, in a ring. */
  there_and_back (store, "UPDATE unit SET parent = 2, successor = 2 WHERE id = 1");
  there_and_back (store, "UPDATE unit SET parent = NULL, successor = NULL;"
                         "DELETE FROM unit_alias; DELETE FROM unit WHERE id = 2;");
  /* Positions that are swapped. */
  there_and_back (store, "INSERT INTO plan (id, title) VALUES (1, 'Kế hoạch');"
                         "INSERT INTO block (id, plan, text, position) VALUES (1, 1, 'a', 10);"
                         "INSERT INTO block (id, plan, text, position) VALUES (2, 1, 'b', 20);"
                         "INSERT INTO block (id, plan, text, position) VALUES (3, 1, 'c', 30);");
  there_and_back (store, "UPDATE block SET position = CASE id WHEN 1 THEN 20 WHEN 2 THEN 10 ELSE position END");
  there_and_back (store, "UPDATE block SET position = 40 - position");
  /* A whole plan goes. */
  there_and_back (store, "DELETE FROM block; DELETE FROM plan;");
  there_and_back (store, "DELETE FROM activity_unit; DELETE FROM activity; DELETE FROM person;"
                         "DELETE FROM team; DELETE FROM unit;");
}

/* So many rows that their index is made after them: added, changed and deleted, with names of others in the index. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);

  there_and_back (store, "INSERT INTO unit (id, name) VALUES (1, 'Trường Hoa Sen');"
                         "INSERT INTO team (id, name) VALUES (1, 'Cụm 1');"
                         "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
                         "INSERT INTO activity (id, content, team) SELECT i, 'Chuyên đề ' || i, 1 FROM n;"
                         "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
                         "INSERT INTO activity_unit (id, activity, unit, role) SELECT i, i, 1, 'host' FROM n;");
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM activity_fts WHERE activity_fts MATCH 'sen'"), ==, 300);
  there_and_back (store, "UPDATE activity SET content = 'Tham quan ' || id, period_text = '12/3/2024'");
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM activity_fts WHERE activity_fts MATCH 'quan'"), ==, 300);
  undo_ok (store);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM activity_fts WHERE activity_fts MATCH 'quan'"), ==, 0);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM activity_fts WHERE activity_fts MATCH 'chuyen'"), ==, 300);
  redo_ok (store);
  there_and_back (store, "UPDATE activity SET content = 'Khác'; UPDATE team SET name = 'Cụm Bắc';"
                         "UPDATE unit SET name = 'Trường Bàng';");
  there_and_back (store, "DELETE FROM activity_unit WHERE id % 2; DELETE FROM activity WHERE id % 2;"
                         "UPDATE activity SET content = 'Còn lại';");
  assert_sound (fixture->path);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);

  /* Recorded tables: every reference leads to a table that stands later; neither history nor the
   * tables behind full text are there. */
  for (guint i = 0; i < store->references->len; i++)
    {
      const NhReference *reference = &g_array_index (store->references, NhReference, i);
      guint child, parent;

      g_assert_true (g_ptr_array_find (store->tables, reference->child, &child));
      g_assert_true (g_ptr_array_find (store->tables, reference->parent, &parent));
      if (reference->child != reference->parent)
        g_assert_cmpuint (child, <, parent);
    }
  g_assert_cmpuint (store->references->len, >, 20);
  g_assert_false (g_ptr_array_find (store->tables, g_intern_string ("change"), NULL));
  g_assert_false (g_ptr_array_find (store->tables, g_intern_string ("unit_fts"), NULL));
  g_assert_false (g_ptr_array_find (store->tables, g_intern_string ("unit_fts_data"), NULL));
}

static const char *edits[] = {
  "INSERT INTO unit (id, name, parent) VALUES (%d, 'Trường %d', (SELECT max (id) FROM unit WHERE id %% 3 = %d))",
  "INSERT INTO unit (id, name, area) VALUES (%d, 'Đơn vị %d', 'Xã %d')",
  "INSERT INTO person (id, name, unit) SELECT %d, 'Người ' || %d, id FROM unit ORDER BY id %% %d LIMIT 1",
  "INSERT INTO unit_alias (id, unit, alias, folded) SELECT %d, id, 'tên ' || %d, 'x' FROM unit ORDER BY id %% %d LIMIT 1",
  "INSERT INTO activity (id, content, position) VALUES (%d, 'Việc %d', %d)",
  "INSERT INTO activity_unit (id, activity, unit, role) SELECT %d, a.id, u.id, 'r' || %d FROM activity a, unit u ORDER BY (a.id * 7 + u.id) %% %d LIMIT 1",
  "INSERT INTO team (id, name) VALUES (%d, 'Cụm %d' || %d)",
  "UPDATE unit SET name = 'Đổi %d' WHERE id %% 5 = %d %% 5 OR id = %d",
  "UPDATE person SET note = '%d', unit = (SELECT id FROM unit ORDER BY id %% %d LIMIT 1) WHERE id %% 4 = %d %% 4",
  "UPDATE activity SET position = -position, note = '%d', team = (SELECT id FROM team ORDER BY id %% %d LIMIT 1) WHERE id %% 3 = %d %% 3",
  "UPDATE team SET name = 'Cụm mới %d' WHERE id %% 2 = %d %% 2 OR id = %d",
  "UPDATE activity_unit SET unit = (SELECT max (id) FROM unit), position = %d WHERE id %% 3 = %d %% 3 OR id = %d",
  "UPDATE unit_alias SET alias = alias || '%d' WHERE id %% 3 = %d %% 3 OR id = %d",
  "DELETE FROM activity_unit WHERE id %% 6 = %d %% 6 OR id = %d + %d",
  "DELETE FROM person WHERE id %% 9 = %d %% 9 OR id = %d + %d",
  "DELETE FROM unit_alias WHERE id %% 5 = %d %% 5 OR id = %d + %d",
  "DELETE FROM activity WHERE id %% 11 = %d %% 11 OR id = %d + %d",
  "DELETE FROM unit WHERE id %% 13 = %d %% 13 OR id = %d + %d",
  "DELETE FROM team WHERE id %% 7 = %d %% 7 OR id = %d + %d",
};

/* One action of one to six edits. Those that break a reference fail and take all back. */
static gboolean
random_action (NhStore *store, int *next_id)
{
  g_autoptr (GError) error = NULL;
  guint n = g_test_rand_int_range (1, 7);
  g_autofree char *before = dump (store);
  g_autofree char *after = NULL;

  nh_store_begin (store, "Random", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      const char *edit = edits[g_test_rand_int_range (0, G_N_ELEMENTS (edits))];
      g_autofree char *sql = g_strdup_printf (edit, ++*next_id, g_test_rand_int_range (1, 1000),
                                              g_test_rand_int_range (1, 1000));

      if (nh_store_exec (store, sql, &error))
        continue;
      g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_CONSTRAINT);
      nh_store_rollback (store);
      after = dump (store);
      g_assert_cmpstr (after, ==, before);
      return FALSE;
    }
  nh_store_commit (store, &error);
  g_assert_no_error (error);
  return TRUE;
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  guint n_failed = 0;
  int next_id = 0;

  g_ptr_array_add (dumps, dump (store));
  for (guint i = 0; i < 250; i++)
    {
      g_autofree char *now = NULL;

      if (!random_action (store, &next_id))
        n_failed++;
      now = dump (store);
      /* An action that changed nothing is no step. */
      if (strcmp (now, g_ptr_array_index (dumps, dumps->len - 1)) != 0)
        g_ptr_array_add (dumps, g_steal_pointer (&now));
      if (g_test_rand_int_range (0, 6) == 0 && nh_store_get_undo_name (store) != NULL)
        {
          undo_ok (store);
          redo_ok (store);
        }
    }
  g_test_message ("%u steps, %u actions failed", dumps->len - 1, n_failed);
  g_assert_cmpuint (dumps->len, >, 60);
  g_assert_cmpuint (store->undo.length, ==, dumps->len - 1);
  for (guint i = dumps->len - 1; i > 0; i--)
    {
      g_autofree char *now = NULL;

      undo_ok (store);
      now = dump (store);
      g_assert_cmpstr (now, ==, g_ptr_array_index (dumps, i - 1));
    }
  g_assert_null (nh_store_get_undo_name (store));
  for (guint i = 1; i < dumps->len; i++)
    {
      g_autofree char *now = NULL;

      redo_ok (store);
      now = dump (store);
      g_assert_cmpstr (now, ==, g_ptr_array_index (dumps, i));
    }
  g_assert_null (nh_store_get_redo_name (store));
  nh_store_close (store);
  assert_sound (fixture->path);
}

static void
merge_ok (NhStore *store, const char *name, const char *tag, const char *sql)
{
  g_autoptr (GError) error = NULL;

  nh_store_begin (store, name, &error);
  g_assert_no_error (error);
  run_ok (store, sql);
  nh_store_commit_merged (store, tag, &error);
  g_assert_no_error (error);
}

static void
count_change_cb (NhStore *store, GArray *changes, guint *n)
{
  *n += changes->len;
}

static void
test_merged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_autofree char *first = dump (store);
  g_autofree char *back = NULL;
  guint n_changes = 0;

  g_signal_connect (store, "changed", G_CALLBACK (count_change_cb), &n_changes);
  merge_ok (store, "Typing", "a", "INSERT INTO unit (id, name) VALUES (1, 'T')");
  merge_ok (store, "Typing on", "a", "UPDATE unit SET name = 'Tr'");
  merge_ok (store, "Typing on", "a", "UPDATE unit SET name = 'Trường'; INSERT INTO unit (id, name) VALUES (2, 'Lá')");
  g_assert_cmpuint (n_changes, ==, 4);
  g_assert_cmpuint (store->undo.length, ==, 1);
  g_assert_cmpstr (nh_store_get_undo_name (store), ==, "Typing");
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM change"), ==, 1);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM change WHERE instr (changeset, 'Lá') > 0"), ==, 1);
  /* Another tag, none, and the old one again: steps of their own. */
  merge_ok (store, "Other", "b", "UPDATE unit SET note = 'b' WHERE id = 1");
  act_ok (store, "Grid", "UPDATE unit SET note = 'c' WHERE id = 1");
  merge_ok (store, "Later", "a", "UPDATE unit SET note = 'd' WHERE id = 1");
  g_assert_cmpuint (store->undo.length, ==, 4);
  /* What was undone or redone takes no more. */
  undo_ok (store);
  undo_ok (store);
  merge_ok (store, "After undo", "b", "UPDATE unit SET note = 'e' WHERE id = 1");
  g_assert_cmpuint (store->undo.length, ==, 3);
  undo_ok (store);
  redo_ok (store);
  merge_ok (store, "After redo", "b", "UPDATE unit SET note = 'f' WHERE id = 1");
  g_assert_cmpuint (store->undo.length, ==, 4);
  /* Back to what was: no step, no row of history. */
  merge_ok (store, "Nothing", "n", "INSERT INTO unit (id, name) VALUES (9, 'X')");
  g_assert_cmpuint (store->undo.length, ==, 5);
  merge_ok (store, "Nothing", "n", "DELETE FROM unit WHERE id = 9");
  g_assert_cmpuint (store->undo.length, ==, 4);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM change WHERE action = 'Nothing'"), ==, 0);
  g_assert_cmpstr (nh_store_get_undo_name (store), ==, "After redo");
  while (nh_store_get_undo_name (store) != NULL)
    undo_ok (store);
  g_assert_cmpuint (store->undo_bytes, ==, 0);
  back = dump (store);
  g_assert_cmpstr (back, ==, first);
  /* The stack ends with the workbook: the next stretch of the same name is a step of its own. */
  merge_ok (store, "Last", "z", "INSERT INTO unit (id, name) VALUES (1, 'T')");
  nh_store_close (store);
  g_clear_object (&store);
  store = open_ok (fixture->path, 0);
  g_assert_null (nh_store_get_undo_name (store));
  merge_ok (store, "Last", "z", "UPDATE unit SET name = 'U'");
  g_assert_cmpuint (store->undo.length, ==, 1);
  undo_ok (store);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM unit WHERE name = 'T'"), ==, 1);
}

/* Stretches of one to nine actions; a stretch is one step. */
static void
test_merged_random (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  int next_id = 0;

  g_ptr_array_add (dumps, dump (store));
  for (guint i = 0; i < 80; i++)
    {
      g_autofree char *tag = g_strdup_printf ("stretch %u", i);
      g_autofree char *now = NULL;

      for (guint n = g_test_rand_int_range (1, 10); n > 0; n--)
        {
          g_autofree char *sql = g_strdup_printf (edits[g_test_rand_int_range (0, G_N_ELEMENTS (edits))],
                                                  ++next_id, g_test_rand_int_range (1, 1000),
                                                  g_test_rand_int_range (1, 1000));
          g_autoptr (GError) error = NULL;

          nh_store_begin (store, "Stretch", &error);
          g_assert_no_error (error);
          if (nh_store_exec (store, sql, NULL))
            nh_store_commit_merged (store, tag, &error);
          else
            nh_store_rollback (store);
          g_assert_no_error (error);
        }
      now = dump (store);
      if (strcmp (now, g_ptr_array_index (dumps, dumps->len - 1)) != 0)
        g_ptr_array_add (dumps, g_steal_pointer (&now));
    }
  g_assert_cmpuint (dumps->len, >, 40);
  g_assert_cmpuint (store->undo.length, ==, dumps->len - 1);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM change"), ==, dumps->len - 1);
  for (guint i = dumps->len - 1; i > 0; i--)
    {
      g_autofree char *now = NULL;

      undo_ok (store);
      now = dump (store);
      g_assert_cmpstr (now, ==, g_ptr_array_index (dumps, i - 1));
    }
  for (guint i = 1; i < dumps->len; i++)
    {
      g_autofree char *now = NULL;

      redo_ok (store);
      now = dump (store);
      g_assert_cmpstr (now, ==, g_ptr_array_index (dumps, i));
    }
  nh_store_close (store);
  assert_sound (fixture->path);
}

/* Somebody writes past the lock: undo must neither overwrite that nor leave a half. */
static void
change_behind (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhConnection) other = nh_connection_open (path, NH_CONNECT_WRITE, &error);

  g_assert_no_error (error);
  nh_schema_check (other, nh_store_current_version (), &error);
  g_assert_no_error (error);
  nh_connection_exec (other, sql, &error);
  g_assert_no_error (error);
}

static void
expect_conflict (NhStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dump (store);
  g_autofree char *after = NULL;

  g_assert_false (nh_store_undo (store, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_CONFLICT);
  after = dump (store);
  g_assert_cmpstr (after, ==, before);
  g_assert_null (nh_store_get_undo_name (store));
  g_assert_null (nh_store_get_redo_name (store));
  g_assert_cmpint (get_int64 (store, "PRAGMA foreign_keys"), ==, 1);
}

static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);

  act_ok (store, "Add", "INSERT INTO unit (id, name) VALUES (1, 'A'), (2, 'B');");
  act_ok (store, "Edit", "UPDATE unit SET name = name || '!'");
  change_behind (fixture->path, "UPDATE unit SET name = 'C' WHERE id = 2");
  g_assert_true (nh_store_poll (store));
  expect_conflict (store);
  /* A reference to the row that would go. */
  act_ok (store, "Add", "INSERT INTO unit (id, name) VALUES (3, 'D');");
  change_behind (fixture->path, "INSERT INTO person (id, name, unit) VALUES (1, 'P', 3)");
  expect_conflict (store);
  /* A row that is gone. */
  act_ok (store, "Edit", "UPDATE unit SET name = 'E' WHERE id = 2");
  change_behind (fixture->path, "DELETE FROM unit WHERE id = 2");
  expect_conflict (store);
  /* A parent that is gone: the child comes back to nothing. */
  act_ok (store, "Delete", "DELETE FROM person");
  change_behind (fixture->path, "DELETE FROM unit WHERE id = 3");
  expect_conflict (store);
}

static void
test_other_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *second_path = g_build_filename (fixture->folder, "two.namhoc", NULL);
  g_autoptr (NhStore) first = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_autoptr (NhStore) second = open_ok (second_path, NH_STORE_OPEN_CREATE);

  act_ok (first, "One", "INSERT INTO unit (id, name) VALUES (1, 'A')");
  g_assert_null (nh_store_get_undo_name (second));
  act_ok (second, "Two", "INSERT INTO unit (id, name) VALUES (1, 'B')");
  g_assert_cmpstr (nh_store_get_undo_name (first), ==, "One");
  undo_ok (first);
  g_assert_cmpint (get_int64 (second, "SELECT count (*) FROM unit"), ==, 1);
  nh_store_close (second);
  g_clear_object (&second);
  second = open_ok (second_path, 0);
  g_assert_null (nh_store_get_undo_name (second));
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  fixture_add ("/store/undo/order", test_order);
  fixture_add ("/store/undo/shapes", test_shapes);
  fixture_add ("/store/undo/many", test_many);
  fixture_add ("/store/undo/random", test_random);
  fixture_add ("/store/undo/merged", test_merged);
  fixture_add ("/store/undo/merged-random", test_merged_random);
  fixture_add ("/store/undo/conflict", test_conflict);
  fixture_add ("/store/undo/other-file", test_other_file);
  return g_test_run ();
}
