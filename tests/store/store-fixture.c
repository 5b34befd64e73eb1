/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <glib/gstdio.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_remove (path);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("nh-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "book.namhoc", NULL);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backups = nh_store_backup_dir (fixture->path);

  remove_tree (backups);
  remove_tree (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static char *data_home;

static void
remove_data_home (void)
{
  remove_tree (data_home);
  g_clear_pointer (&data_home, g_free);
}

/* Backups go to a folder of each test program, never to the user's own. GLib's own way,
 * G_TEST_OPTION_ISOLATE_DIRS, leaks the names of the folders, which LeakSanitizer reports. */
void
fixture_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  data_home = g_dir_make_tmp ("nh-store-data-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("XDG_DATA_HOME", data_home, TRUE);
  atexit (remove_data_home);
  g_test_init (argc, argv, NULL);
}

NhStore *
open_ok (const char *path, NhStoreFlags flags)
{
  g_autoptr (GError) error = NULL;
  NhStore *store = nh_store_open (path, flags, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

void
open_fails (const char *path, NhStoreFlags flags, NhStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (path);
  NhStore *store = nh_store_open (path, flags, &error);

  g_assert_error (error, NH_STORE_ERROR, (int) code);
  g_assert_null (store);
  /* The sentence names the file. */
  g_assert_nonnull (strstr (error->message, name));
}

void
run_ok (NhStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;

  nh_store_exec (store, sql, &error);
  g_assert_no_error (error);
}

void
act_ok (NhStore *store, const char *name, const char *sql)
{
  g_autoptr (GError) error = NULL;

  nh_store_begin (store, name, &error);
  g_assert_no_error (error);
  run_ok (store, sql);
  nh_store_commit (store, &error);
  g_assert_no_error (error);
}

char *
get_text (NhStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhStatement) statement = nh_store_prepare (store, sql, &error);
  gboolean row;

  g_assert_no_error (error);
  nh_statement_step (statement, &row, &error);
  g_assert_no_error (error);
  return row ? g_strdup (nh_statement_text (statement, 0)) : NULL;
}

gint64
get_int64 (NhStore *store, const char *sql)
{
  g_autofree char *text = get_text (store, sql);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
dump_table (NhStore *store, const char *table, const char *key, GString *out)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s, * FROM \"%s\" ORDER BY 1", key, table);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhStatement) statement = nh_store_prepare (store, sql, &error);
  gboolean row;

  g_assert_no_error (error);
  nh_statement_step (statement, &row, &error);
  g_assert_no_error (error);
  while (row)
    {
      g_string_append (out, table);
      for (int i = 0; i < nh_statement_n_columns (statement); i++)
        g_string_append_printf (out, "|%c:%s", nh_statement_column_type (statement, i),
                                nh_statement_is_null (statement, i) ? ""
                                                                    : nh_statement_text (statement, i));
      g_string_append_c (out, '\n');
      nh_statement_step (statement, &row, &error);
      g_assert_no_error (error);
    }
}

/* All rows of all tables but the history, and the content of the full-text indexes. */
char *
dump (NhStore *store)
{
  static const char *indexes[] = { "unit_fts", "person_fts", "activity_fts" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < store->tables->len; i++)
    dump_table (store, g_ptr_array_index (store->tables, i), "id", out);
  for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
    dump_table (store, indexes[i], "rowid", out);
  return g_string_free (out, FALSE);
}

void
assert_sound (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  nh_store_verify (path, &problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

gsize
file_size (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (gsize) info.st_size : 0;
}

char *
file_checksum (const char *path)
{
  g_autofree char *content = NULL;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, NULL))
    return NULL;
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);
}

void
write_bytes (const char *path, goffset at, const void *bytes, gsize n)
{
  FILE *file = g_fopen (path, "r+b");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, at, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (bytes, 1, n, file), ==, n);
  g_assert_cmpint (fclose (file), ==, 0);
}
