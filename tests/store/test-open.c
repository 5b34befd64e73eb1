/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening: new files, other programs' files, damaged ones, newer and older versions.
 */
#include "store-fixture.h"

#include <glib/gstdio.h>

#include <string.h>

#ifdef G_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

static void
fill (Fixture *fixture)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);

  act_ok (store, "Add", "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500) "
                        "INSERT INTO unit (id, name) SELECT i, 'Trường ' || i FROM n");
}

static void
write_file (const char *path, const char *content)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
}

/* A statement past the program, as another one's would be. */
static void
tamper (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  nh_store_add_functions (db);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autofree char *journal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "no", "such.namhoc", NULL);
  g_autoptr (NhStore) store = NULL;
  guint8 header[100];
  g_autofree char *content = NULL;

  open_fails (fixture->path, 0, NH_STORE_ERROR_NOT_FOUND);
  open_fails (fixture->path, NH_STORE_OPEN_CREATE | NH_STORE_OPEN_READ_ONLY, NH_STORE_ERROR_NOT_FOUND);
  open_fails (missing, NH_STORE_OPEN_CREATE, NH_STORE_ERROR_READ_ONLY);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  store = open_ok (fixture->path, NH_STORE_OPEN_CREATE | NH_STORE_OPEN_EXCLUSIVE);
  g_assert_false (nh_store_is_read_only (store));
  g_assert_null (nh_store_get_holder (store));
  g_assert_cmpint (nh_store_get_version (store), ==, nh_store_current_version ());
  g_assert_cmpstr (nh_store_get_path (store), ==, fixture->path);
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  g_assert_cmpint (get_int64 (store, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (get_int64 (store, "PRAGMA synchronous"), ==, 2);
  act_ok (store, "Add", "INSERT INTO unit (id, name) VALUES (1, 'A')");
  nh_store_close (store);
  /* At rest it is one file. */
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  memcpy (header, content, sizeof header);
  g_assert_cmpmem (header + 68, 4, "NHoc", 4);
  open_fails (fixture->path, NH_STORE_OPEN_CREATE | NH_STORE_OPEN_EXCLUSIVE, NH_STORE_ERROR_EXISTS);
  g_clear_object (&store);
  store = open_ok (fixture->path, NH_STORE_OPEN_READ_ONLY);
  g_assert_true (nh_store_is_read_only (store));
  g_assert_null (nh_store_get_holder (store));
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM unit"), ==, 1);
}

static void
test_empty_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = NULL;

  write_file (fixture->path, "");
  open_fails (fixture->path, 0, NH_STORE_ERROR_FOREIGN);
  open_fails (fixture->path, NH_STORE_OPEN_CREATE | NH_STORE_OPEN_EXCLUSIVE, NH_STORE_ERROR_EXISTS);
  store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_clear_object (&store);
  /* A creation that was cut short after SQLite wrote its first page. */
  g_remove (fixture->path);
  tamper (fixture->path, "PRAGMA journal_mode = wal; BEGIN; CREATE TABLE t (a); DROP TABLE t; COMMIT");
  store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  act_ok (store, "Add", "INSERT INTO unit (id, name) VALUES (1, 'A')");
}

static void
test_remote (Fixture *fixture, gconstpointer data)
{
  g_autofree char *journal = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (NhStore) store = NULL;

  g_setenv ("NH_FORCE_REMOTE", "1", TRUE);
  store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_unsetenv ("NH_FORCE_REMOTE");
  act_ok (store, "Add", "INSERT INTO unit (id, name) VALUES (1, 'A')");
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
  {
    g_autoptr (NhStore) reader = open_ok (fixture->path, 0);
    g_assert_cmpint (get_int64 (reader, "SELECT count (*) FROM unit"), ==, 1);
    act_ok (store, "Edit", "UPDATE unit SET name = 'B'");
    g_assert_true (nh_store_poll (reader));
  }
}

static void
expect_foreign (const char *path)
{
  g_autofree char *before = file_checksum (path);
  g_autofree char *after = NULL;

  open_fails (path, 0, NH_STORE_ERROR_FOREIGN);
  open_fails (path, NH_STORE_OPEN_CREATE, NH_STORE_ERROR_FOREIGN);
  open_fails (path, NH_STORE_OPEN_READ_ONLY, NH_STORE_ERROR_FOREIGN);
  after = file_checksum (path);
  g_assert_cmpstr (after, ==, before);
}

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (5000, 'x');

  write_file (fixture->path, "x");
  expect_foreign (fixture->path);
  write_file (fixture->path, long_text);
  expect_foreign (fixture->path);
  g_remove (fixture->path);
  tamper (fixture->path, "CREATE TABLE unit (id INTEGER PRIMARY KEY, name TEXT)");
  expect_foreign (fixture->path);
  tamper (fixture->path, "PRAGMA application_id = 1234; PRAGMA user_version = 1");
  expect_foreign (fixture->path);
  expect_foreign (fixture->folder);
}

/* A workbook with something in it that runs by itself. */
static void
test_stranger (Fixture *fixture, gconstpointer data)
{
  static const char *additions[] = {
    "CREATE TRIGGER evil AFTER UPDATE ON unit BEGIN DELETE FROM person; END",
    "DROP TRIGGER unit_ai; CREATE TRIGGER unit_ai AFTER INSERT ON unit BEGIN DELETE FROM person; END",
    "DROP VIEW due; CREATE VIEW due AS SELECT 1 AS id",
    "CREATE VIEW more AS SELECT 1",
    "CREATE TABLE more (id INTEGER PRIMARY KEY, x DEFAULT (random ()))",
    "CREATE INDEX more ON unit (lower (name))",
    /* Under a name that SQLite keeps for itself. */
    "CREATE TRIGGER evil AFTER UPDATE ON unit BEGIN DELETE FROM person; END;"
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET name = 'sqlite_evil', "
    "sql = replace (sql, 'evil', 'sqlite_evil') WHERE name = 'evil'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (additions); i++)
    {
      fill (fixture);
      tamper (fixture->path, additions[i]);
      open_fails (fixture->path, 0, NH_STORE_ERROR_FOREIGN);
      open_fails (fixture->path, NH_STORE_OPEN_READ_ONLY, NH_STORE_ERROR_FOREIGN);
      g_remove (fixture->path);
    }
  fill (fixture);
  tamper (fixture->path, "DROP TRIGGER unit_ai");
  open_fails (fixture->path, 0, NH_STORE_ERROR_DAMAGED);
  g_remove (fixture->path);
  /* SQLite's own statistics are no stranger's. */
  fill (fixture);
  tamper (fixture->path, "ANALYZE");
  g_object_unref (open_ok (fixture->path, 0));
}

static void
test_harmless (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  static const char *attempts[] = {
    "ATTACH 'other.db' AS other",
    "SELECT load_extension ('x')",
    "INSERT INTO unit_fts_data VALUES (1, 'x')",
    "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema",
    "SELECT writefile ('x', 'y')",
  };

  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (nh_store_begin (store, "Edit", &error));
      g_assert_false (nh_store_exec (store, attempts[i], &error));
      g_assert_nonnull (error);
      nh_store_rollback (store);
    }
}

/* Beside a workbook of a stranger lies a link in place of the lock. */
static void
test_lock_link (Fixture *fixture, gconstpointer data)
{
#ifdef G_OS_UNIX
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);
  g_autofree char *precious = g_build_filename (fixture->folder, "precious", NULL);
  g_autofree char *content = NULL;
  g_autoptr (NhStore) store = NULL;

  fill (fixture);
  write_file (precious, "precious");
  g_assert_cmpint (symlink (precious, lock), ==, 0);
  open_fails (fixture->path, NH_STORE_OPEN_MUST_WRITE, NH_STORE_ERROR_READ_ONLY);
  store = open_ok (fixture->path, 0);
  g_assert_true (nh_store_is_read_only (store));
  g_clear_object (&store);
  g_assert_true (g_file_get_contents (precious, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "precious");
  g_remove (lock);
  g_assert_cmpint (mkfifo (lock, 0600), ==, 0);
  open_fails (fixture->path, NH_STORE_OPEN_MUST_WRITE, NH_STORE_ERROR_READ_ONLY);
#else
  g_test_skip ("no such links here");
#endif
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = NULL;
  g_autoptr (GError) error = NULL;

  fill (fixture);
  tamper (fixture->path, "PRAGMA user_version = 9000; CREATE TABLE later (id INTEGER PRIMARY KEY)");
  open_fails (fixture->path, NH_STORE_OPEN_MUST_WRITE, NH_STORE_ERROR_NEWER);
  store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_assert_true (nh_store_is_read_only (store));
  g_assert_cmpint (nh_store_get_version (store), ==, 9000);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM unit"), ==, 500);
  g_assert_false (nh_store_begin (store, "Edit", &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_READ_ONLY);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const guint8 zeros[4096];
  g_autofree char *content = NULL;
  guint n_refused = 0;
  gsize length;

  fill (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  /* The first line is broken, our mark is not. */
  write_bytes (fixture->path, 0, "Xqlite", 6);
  open_fails (fixture->path, 0, NH_STORE_ERROR_DAMAGED);
  open_fails (fixture->path, NH_STORE_OPEN_CREATE, NH_STORE_ERROR_DAMAGED);
  /* Truncated: within the header, within the first page, by a page, by half. */
  for (guint i = 0; i < 4; i++)
    {
      gsize cut = (const gsize[]){ 50, 1000, length / 2, length - 4096 }[i];

      g_assert_true (g_file_set_contents (fixture->path, content, cut, NULL));
      open_fails (fixture->path, 0, NH_STORE_ERROR_DAMAGED);
      g_assert_cmpuint (file_size (fixture->path), ==, cut);
    }
  /* Our mark, but no version of ours. */
  g_assert_true (g_file_set_contents (fixture->path, content, length, NULL));
  tamper (fixture->path, "PRAGMA user_version = 0");
  open_fails (fixture->path, 0, NH_STORE_ERROR_DAMAGED);
  tamper (fixture->path, "PRAGMA user_version = -3");
  open_fails (fixture->path, NH_STORE_OPEN_MUST_WRITE, NH_STORE_ERROR_DAMAGED);
  /* A disk that lost its content. */
  g_assert_true (g_file_set_contents (fixture->path, content, length, NULL));
  write_bytes (fixture->path, 0, zeros, sizeof zeros);
  open_fails (fixture->path, 0, NH_STORE_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (fixture->path, content, length, NULL));
  for (gsize page = 1; page < length / 4096; page++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NhStore) store = NULL;

      g_assert_true (g_file_set_contents (fixture->path, content, length, NULL));
      write_bytes (fixture->path, page * 4096, zeros, sizeof zeros);
      /* Free pages may hold anything; full text is examined by nh_store_verify(). */
      store = nh_store_open (fixture->path, 0, &error);
      if (store == NULL)
        n_refused++;
      if (store == NULL && error->code != NH_STORE_ERROR_FOREIGN)
        g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_DAMAGED);
    }
  g_assert_cmpuint (n_refused, >, length / 4096 / 2);
}

/* One bit is wrong: an error of ours, or a workbook that works; never a crash or a hang. */
static void
test_bit_flips (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  guint n_refused = 0, n_opened = 0;
  gsize length;

  fill (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  /* Others in each run; many in one where somebody has the time ("-m thorough"). */
  for (guint i = 0, n = g_test_thorough () ? 2000 : 120; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NhStore) store = NULL;
      /* Half of them in the first pages, where headers and the schema are. */
      gsize at = g_test_rand_int_range (0, (gint32) (i % 2 == 0 ? length : MIN (length, 40000)));
      char original = content[at];

      content[at] ^= 1 << g_test_rand_int_range (0, 8);
      g_assert_true (g_file_set_contents (fixture->path, content, length, NULL));
      content[at] = original;
      store = nh_store_open (fixture->path, 0, &error);
      if (store == NULL)
        {
          g_assert_true (error->domain == NH_STORE_ERROR);
          g_assert_true (error->code == NH_STORE_ERROR_DAMAGED || error->code == NH_STORE_ERROR_FOREIGN
                         || error->code == NH_STORE_ERROR_NEWER);
          n_refused++;
          continue;
        }
      n_opened++;
      if (nh_store_is_read_only (store))
        continue;
      g_assert_true (nh_store_begin (store, "Edit", &error));
      if (nh_store_exec (store, "UPDATE unit SET name = name || '!' WHERE id % 7 = 0", &error)
          && nh_store_commit (store, &error))
        {
          nh_store_undo (store, &error);
          continue;
        }
      g_assert_true (error->domain == NH_STORE_ERROR);
      if (nh_store_in_action (store))
        nh_store_rollback (store);
    }
  g_test_message ("%u refused, %u opened", n_refused, n_opened);
  g_assert_cmpuint (n_refused, >, 5);
}

static void
test_larger_than_check (Fixture *fixture, gconstpointer data)
{
  static const guint8 zeros[4096];
  g_autoptr (NhStore) store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  act_ok (store, "Add", "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000) "
                        "INSERT INTO legal_reference (id, subject) SELECT i, hex (zeroblob (1000)) FROM n");
  g_clear_object (&store);
  g_assert_cmpuint (file_size (fixture->path), >, 5 * 1024 * 1024);
  write_bytes (fixture->path, 3 * 1024 * 1024, zeros, sizeof zeros);
  /* Opening stays quick; reading the broken place and verifying tell. */
  store = open_ok (fixture->path, 0);
  {
    g_autoptr (NhStatement) statement
      = nh_store_prepare (store, "SELECT sum (length (subject)), count (note) FROM legal_reference", &error);
    gboolean row;

    g_assert_false (nh_statement_step (statement, &row, &error));
    g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_DAMAGED);
    g_clear_error (&error);
  }
  g_clear_object (&store);
  g_assert_false (nh_store_verify (fixture->path, &problems, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_DAMAGED);
  g_assert_cmpuint (problems->len, >, 0);
}

/* Migrations. */

static const char second[] = "ALTER TABLE unit ADD COLUMN colour TEXT; UPDATE unit SET colour = 'x';";
static const char third[] = "CREATE TABLE paint (id INTEGER PRIMARY KEY, unit INTEGER REFERENCES unit (id));"
                            "INSERT INTO paint SELECT id, id FROM unit;";
static const char failing[] = "ALTER TABLE unit ADD COLUMN size TEXT; INSERT INTO nothing VALUES (1);";
static const char *first;

static void
use_migrations (guint n, const char *last)
{
  static NhMigration list[4];

  list[0] = (NhMigration){ 1, first };
  list[1] = (NhMigration){ 2, second };
  list[2] = (NhMigration){ 3, third };
  list[n - 1].sql = n > 1 ? last : first;
  nh_migrations_override (list, n);
}

static void
test_migrate (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_strconcat (fixture->path, ".migrating", NULL);
  g_autoptr (NhStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  use_migrations (1, first);
  fill (fixture);
  before = file_checksum (fixture->path);
  /* One that fails leaves the file as it was. */
  use_migrations (3, failing);
  g_assert_null (nh_store_open (fixture->path, 0, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  after = file_checksum (fixture->path);
  g_assert_cmpstr (after, ==, before);
  /* A rest of one that was killed is no hindrance. */
  write_file (copy, "rest");
  use_migrations (3, third);
  store = open_ok (fixture->path, 0);
  g_assert_cmpint (nh_store_get_version (store), ==, 3);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM unit WHERE colour = 'x'"), ==, 500);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM paint"), ==, 500);
  g_assert_null (nh_store_get_undo_name (store));
  act_ok (store, "Edit", "UPDATE paint SET unit = 2 WHERE id = 1");
  g_assert_true (nh_store_undo (store, &error));
  g_clear_object (&store);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  assert_sound (fixture->path);
  /* The file as it was is among the backups. */
  backups = nh_store_list_backups (fixture->path);
  g_assert_cmpuint (backups->len, >=, 1);
  use_migrations (1, first);
  assert_sound (((NhBackup *) g_ptr_array_index (backups, 0))->path);
  /* For the older program the new file is a newer one. */
  open_fails (fixture->path, NH_STORE_OPEN_MUST_WRITE, NH_STORE_ERROR_NEWER);
  nh_migrations_override (NULL, 0);
}

static void
test_migrate_hindered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) reader = NULL;
  g_autoptr (NhStore) store = NULL;

  use_migrations (1, first);
  fill (fixture);
  /* Somebody reads it, in WAL mode: replacing the file would part it from its journal. */
  tamper (fixture->path, "PRAGMA journal_mode = wal");
  reader = open_ok (fixture->path, NH_STORE_OPEN_READ_ONLY);
  use_migrations (2, second);
  open_fails (fixture->path, 0, NH_STORE_ERROR_LOCKED);
  g_assert_cmpint (get_int64 (reader, "SELECT count (*) FROM unit"), ==, 500);
  g_clear_object (&reader);
  store = open_ok (fixture->path, 0);
  g_assert_cmpint (nh_store_get_version (store), ==, 2);
  nh_migrations_override (NULL, 0);
}

/* A file of the first version comes to the present one with all that it holds. */
static void
test_migrate_released (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhStore) store = NULL;

  use_migrations (1, first);
  fill (fixture);
  nh_migrations_override (NULL, 0);
  store = open_ok (fixture->path, 0);
  g_assert_cmpint (nh_store_get_version (store), ==, nh_store_current_version ());
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM unit"), ==, 500);
  act_ok (store, "Edit", "INSERT INTO unit_state (id, unit, until_on, name) "
                         "SELECT 1, min (id), '2025-06-30', 'Phòng GDĐT' FROM unit");
  g_clear_object (&store);
  assert_sound (fixture->path);
}

/* The private copies that are there now: none is left behind. */
static guint
count_copies (void)
{
  g_autoptr (GDir) folder = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (folder)))
    if (g_str_has_prefix (name, "namhoc-"))
      {
        g_autofree char *copy = g_build_filename (g_get_tmp_dir (), name, "read-only.namhoc", NULL);

        n += g_file_test (copy, G_FILE_TEST_EXISTS);
      }
  return n;
}

/* An older file that is only read shows all that it holds in the present tables, and stays as it is; so does
 * one in WAL mode that an older program holds, with what that one wrote. */
static void
test_read_older (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "read-only.namhoc", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (NhStore) store = NULL;
  g_autoptr (NhStore) writer = NULL;
  NhReader *reader;
  g_autoptr (GError) error = NULL;
  NhMigration old[3];
  guint n;

  memcpy (old, nh_migrations_get (&n), sizeof old);
  nh_migrations_override (old, 3);
  writer = open_ok (path, NH_STORE_OPEN_CREATE);
  act_ok (writer, "Add", "INSERT INTO unit (id, name) VALUES (1, 'Trường')");
  g_clear_object (&writer);
  before = file_checksum (path);
  nh_migrations_override (NULL, 0);
  g_assert_cmpuint (count_copies (), ==, 0);
  store = open_ok (path, NH_STORE_OPEN_READ_ONLY);
  g_assert_true (nh_store_is_read_only (store));
  g_assert_cmpstr (nh_store_get_path (store), ==, path);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM unit"), ==, 1);
  g_assert_cmpint (get_int64 (store, "SELECT count (delegation) FROM activity"), ==, 0);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM owed"), ==, 0);
  g_assert_false (nh_store_begin (store, "Edit", &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  reader = nh_store_open_reader (store, &error);
  g_assert_no_error (error);
  nh_reader_free (reader);
  g_assert_cmpuint (count_copies (), ==, 1);
  g_clear_object (&store);
  g_assert_cmpuint (count_copies (), ==, 0);
  after = file_checksum (path);
  g_assert_cmpstr (after, ==, before);
  nh_migrations_override (old, 3);
  writer = open_ok (path, 0);
  act_ok (writer, "Add", "INSERT INTO unit (id, name) VALUES (2, 'Trường')");
  nh_migrations_override (NULL, 0);
  store = open_ok (path, NH_STORE_OPEN_READ_ONLY);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM unit"), ==, 2);
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM owed"), ==, 0);
}

static void
add_block (GString *sql, guint id, guint position, const char *kind, const char *text)
{
  g_string_append_printf (sql, "INSERT INTO block (id, plan, position, kind, text) VALUES (%u, 1, %u, '%s', '%s');",
                          id, position, kind, text);
}

static void
assert_text (NhStore *store, guint id, const char *kind, const char *text)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM block WHERE id = %u AND kind = '%s' AND text = '%s'",
                                          id, kind, text);

  g_test_message ("block %u shall be a %s that says “%s”", id, kind, text);
  g_assert_cmpint (get_int64 (store, sql), ==, 1);
}

/* Texts of the second version had no markup, and footnotes were rows of their own, which could stand
 * anywhere: not a word of them is lost. */
static void
test_migrate_texts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO plan (id, title) VALUES (1, 'Kế hoạch');");
  g_autoptr (NhStore) store = NULL;
  const NhMigration *real;
  NhMigration old[2];
  guint n;

  real = nh_migrations_get (&n);
  memcpy (old, real, sizeof old);
  nh_migrations_override (old, 2);
  store = open_ok (fixture->path, NH_STORE_OPEN_CREATE);
  add_block (sql, 1, 100, "footnote", "đứng đầu");
  add_block (sql, 11, 110, "footnote", "đứng nhì");
  add_block (sql, 2, 200, "paragraph", "a < b & c > d");
  add_block (sql, 3, 300, "footnote", "<b>một</b>");
  add_block (sql, 4, 400, "footnote", "hai");
  add_block (sql, 5, 500, "heading", "Mục");
  add_block (sql, 6, 600, "table", "");
  add_block (sql, 7, 700, "footnote", "dưới bảng");
  /* Rows at one place stand in the order of their keys. */
  add_block (sql, 8, 800, "bullet", "tám");
  add_block (sql, 9, 800, "footnote", "chín");
  add_block (sql, 10, 800, "bullet", "mười");
  act_ok (store, "Fill", sql->str);
  g_clear_object (&store);
  nh_migrations_override (NULL, 0);
  store = open_ok (fixture->path, 0);
  assert_text (store, 1, "paragraph", "đứng đầu");
  assert_text (store, 11, "paragraph", "đứng nhì");
  assert_text (store, 2, "paragraph", "a &lt; b &amp; c &gt; d<note>&lt;b&gt;một&lt;/b&gt;</note><note>hai</note>");
  assert_text (store, 5, "heading", "Mục<note>dưới bảng</note>");
  assert_text (store, 8, "bullet", "tám<note>chín</note>");
  assert_text (store, 10, "bullet", "mười");
  g_assert_cmpint (get_int64 (store, "SELECT count (*) FROM block"), ==, 7);
  g_clear_object (&store);
  assert_sound (fixture->path);
}

int
main (int argc, char *argv[])
{
  guint n;

  fixture_init (&argc, &argv);
  first = nh_migrations_get (&n)->sql;
  fixture_add ("/store/open/migrate-released", test_migrate_released);
  fixture_add ("/store/open/migrate-texts", test_migrate_texts);
  fixture_add ("/store/open/read-older", test_read_older);
  fixture_add ("/store/open/create", test_create);
  fixture_add ("/store/open/empty-file", test_empty_file);
  fixture_add ("/store/open/remote", test_remote);
  fixture_add ("/store/open/foreign", test_foreign);
  fixture_add ("/store/open/stranger", test_stranger);
  fixture_add ("/store/open/harmless", test_harmless);
  fixture_add ("/store/open/lock-link", test_lock_link);
  fixture_add ("/store/open/newer", test_newer);
  fixture_add ("/store/open/damaged", test_damaged);
  fixture_add ("/store/open/bit-flips", test_bit_flips);
  fixture_add ("/store/open/larger", test_larger_than_check);
  fixture_add ("/store/open/migrate", test_migrate);
  fixture_add ("/store/open/migrate-hindered", test_migrate_hindered);
  return g_test_run ();
}
