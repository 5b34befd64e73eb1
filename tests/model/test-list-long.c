/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table of 30,000 people: the first rows at once, all by a thread, few records in memory.
 */
#include "core/nh-id.h"
#include "core/nh-text.h"
#include "list-mirror.h"
#include "model-fixture.h"
#include "model/nh-cursor.h"

#define N_PEOPLE 30000
#define FIRST 256

static void
fill (NhStore *store)
{
  static const char *const family[] = { "Nguyễn", "Trần", "Lê", "Đỗ", "Võ", "Ngô", "Hồ" };
  static const char *const given[] = { "An", "Ân", "Bình", "Đạt", "Hòa", "Yến", "Ý", "Cúc", "Tú" };
  g_autoptr (GError) error = NULL;
  g_autoptr (NhStatement) insert = NULL;

  g_assert_true (nh_store_begin (store, "people", &error));
  insert = nh_store_prepare (
      store, "INSERT INTO person (id, name, email, sort_key) VALUES (?, ?, ?, ?)", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s Văn %s", family[i % 7], given[i / 7 % 9]);
      g_autofree char *email = g_strdup_printf ("nguoi%u@example.vn", i);
      g_autofree char *key = nh_text_name_sort_key (name);

      nh_statement_bind_int64 (insert, 1, nh_id_new ());
      nh_statement_bind_text (insert, 2, name);
      nh_statement_bind_text (insert, 3, email);
      nh_statement_bind_text (insert, 4, key);
      nh_statement_step (insert, NULL, &error);
      g_assert_no_error (error);
      nh_statement_reset (insert);
    }
  g_assert_true (nh_store_commit (store, &error));
}

/* Made once and copied for each test. */
static void
set_up (Fixture *f, gconstpointer data)
{
  static char *bytes;
  static gsize n_bytes;
  g_autoptr (GError) error = NULL;

  fixture_set_up (f, NULL);
  if (!bytes)
    fill (nh_workbook_get_store (f->workbook));
  nh_workbook_close (f->workbook);
  g_clear_object (&f->workbook);
  if (!bytes)
    g_assert_true (g_file_get_contents (f->path, &bytes, &n_bytes, &error));
  else
    g_assert_true (g_file_set_contents (f->path, bytes, (gssize) n_bytes, &error));
  f->workbook = nh_workbook_open (f->path, NH_STORE_OPEN_MUST_WRITE, &error);
  g_assert_no_error (error);
}

static guint
length (NhListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

/* The keys are those of a fresh query. */
static void
check_keys (NhListModel *list, guint n, const char *find)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhCursor) cursor = NULL;
  gboolean row;

  cursor = nh_cursor_new_for_list (list, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (nh_cursor_next (cursor, &row, &error) && row);
      g_assert_cmpint (nh_list_model_get_record_id (list, i), ==, nh_cursor_get_id (cursor));
    }
}

static void
on_notify_cb (GObject *list, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
test_loading (Fixture *f, gconstpointer data)
{
  g_autoptr (NhListModel) list = nh_list_model_new (f->workbook, nh_entity_find ("person"));
  guint n = 0;

  g_signal_connect (list, "notify::loading", G_CALLBACK (on_notify_cb), &n);
  g_assert_true (nh_list_model_is_loading (list));
  g_assert_cmpuint (length (list), ==, FIRST);
  check_keys (list, FIRST, NULL);
  nh_list_model_wait (list);
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (nh_list_model_is_loading (list));
  g_assert_cmpuint (length (list), ==, N_PEOPLE);
  check_keys (list, N_PEOPLE, NULL);
  nh_list_model_set_sort (list, NH_FIELD (nh_entity_find ("person"), "email"), TRUE);
  nh_list_model_wait (list);
  check_keys (list, N_PEOPLE, NULL);
  nh_list_model_set_sort (list, NH_FIELD (nh_entity_find ("person"), "name"), TRUE);
  nh_list_model_wait (list);
  check_keys (list, N_PEOPLE, NULL);
}

static void
test_find (Fixture *f, gconstpointer data)
{
  g_autoptr (NhListModel) list = nh_list_model_new (f->workbook, nh_entity_find ("person"));

  nh_list_model_set_find (list, "nguyen"); /* common: the first rows at once */
  g_assert_cmpuint (length (list), ==, FIRST);
  check_keys (list, FIRST, "nguyen");
  nh_list_model_wait (list);
  g_assert_cmpuint (length (list), ==, N_PEOPLE / 7 + 1);
  check_keys (list, length (list), "nguyen");
  nh_list_model_set_find (list, "nguoi777@"); /* rare: all at once */
  g_assert_false (nh_list_model_is_loading (list));
  g_assert_cmpuint (length (list), ==, 11); /* nguoi777, nguoi7770 … nguoi7779 */
  nh_list_model_set_find (list, "nobody");
  g_assert_false (nh_list_model_is_loading (list));
  g_assert_cmpuint (length (list), ==, 0);
}

/* A find or filter that can't give its first rows at once shows no row that does not match. */
static void
test_no_wrong_rows (Fixture *f, gconstpointer data)
{
  const NhEntity *person = nh_entity_find ("person");
  g_autoptr (NhListModel) list = nh_list_model_new (f->workbook, person);

  nh_list_model_set_sort (list, NH_FIELD (person, "email"), FALSE);
  nh_list_model_wait (list);
  nh_list_model_set_find (list, "tran");
  for (guint i = 0; i < length (list); i++)
    g_assert_nonnull (strstr (nh_record_text (nh_list_model_get_record (list, i), "name"), "Trần"));
  nh_list_model_wait (list);
  check_keys (list, length (list), "tran");
}

static void
on_record_gone_cb (gpointer alive, GObject *record)
{
  (*(guint *) alive)--;
}

static void
test_eviction (Fixture *f, gconstpointer data)
{
  g_autoptr (NhListModel) list = nh_list_model_new (f->workbook, nh_entity_find ("person"));
  guint alive = 0;
  guint most = 0;

  nh_list_model_wait (list);
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      NhRecord *record = nh_list_model_get_record (list, i);

      g_object_weak_ref (G_OBJECT (record), on_record_gone_cb, &alive);
      alive++;
      most = MAX (most, alive);
    }
  g_assert_cmpuint (most, <=, 1100);
  g_assert_cmpuint (most, >=, 500);
  g_clear_object (&list);
  g_assert_cmpuint (alive, ==, 0);
}

static void
test_edits_while_loading (Fixture *f, gconstpointer data)
{
  g_autoptr (Mirror) m = mirror_new (f->workbook, "person");
  NhWorkbook *w = f->workbook;
  gint64 id = nh_list_model_get_record_id (m->list, 3);

  g_assert_true (nh_list_model_is_loading (m->list));
  fixture_set (w, "person", id, "name", "Nguyễn Văn Ỷ");
  fixture_create (w, "person", "name", "A A", NULL);
  nh_list_model_wait (m->list);
  g_assert_cmpuint (length (m->list), ==, N_PEOPLE + 1);
  check_keys (m->list, N_PEOPLE + 1, NULL);

  /* The whole is here: a single row moves by itself. */
  g_string_truncate (m->log, 0);
  fixture_create (w, "person", "name", "A A", "email", "b@example.vn", NULL);
  mirror_assert_log (m, "1-0+1 ");
  fixture_undo (w);
  mirror_assert_log (m, "1-1+0 ");
  g_assert_true (nh_workbook_begin (w, "several", NULL));
  for (guint i = 100; i < 110; i++)
    fixture_set (w, "person", nh_list_model_get_record_id (m->list, i * 7), "name", "Lê Văn Đông");
  g_assert_true (nh_workbook_commit (w, NULL));
  g_assert_false (nh_list_model_is_loading (m->list));
  check_keys (m->list, N_PEOPLE + 1, NULL);
  fixture_undo (w);
  check_keys (m->list, N_PEOPLE + 1, NULL);
}

static void
test_query_while_loading (Fixture *f, gconstpointer data)
{
  g_autoptr (NhListModel) list = nh_list_model_new (f->workbook, nh_entity_find ("person"));
  static const char *const finds[] = { "tran", "le", "nguoi1", "van", "" };

  for (guint i = 0; i < 40; i++)
    {
      nh_list_model_set_find (list, finds[i % G_N_ELEMENTS (finds)]);
      if (i % 3 == 0)
        g_usleep ((gulong) g_test_rand_int_range (0, 3000));
      if (i % 4 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  nh_list_model_set_find (list, "tran");
  nh_list_model_wait (list);
  check_keys (list, length (list), "tran");
  g_assert_cmpuint (length (list), ==, (N_PEOPLE + 5) / 7);
}

static void
test_dispose_while_loading (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 30; i++)
    {
      NhListModel *list = nh_list_model_new (f->workbook, nh_entity_find ("person"));

      g_assert_true (nh_list_model_is_loading (list));
      g_usleep ((gulong) g_test_rand_int_range (0, 4000));
      g_object_unref (list);
      if (i % 2)
        g_main_context_iteration (NULL, FALSE);
    }
  /* The file can be closed while threads still read, and opened again. */
  {
    NhListModel *list = nh_list_model_new (f->workbook, nh_entity_find ("person"));
    g_autoptr (GError) error = NULL;

    g_object_unref (list);
    nh_workbook_close (f->workbook);
    g_clear_object (&f->workbook);
    f->workbook = nh_workbook_open (f->path, NH_STORE_OPEN_MUST_WRITE, &error);
    g_assert_no_error (error);
    fixture_create (f->workbook, "person", "name", "Lê An", NULL);
    g_assert_cmpint (fixture_count (f->workbook, "person"), ==, N_PEOPLE + 1);
  }
  for (guint i = 0; i < 50; i++)
    {
      g_usleep (2000);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* Readers give their snapshot back: the log of the file does not grow with each edit. */
static void
test_log_stays_short (Fixture *f, gconstpointer data)
{
  g_autoptr (NhListModel) list = nh_list_model_new (f->workbook, nh_entity_find ("person"));
  g_autofree char *log = g_strconcat (f->path, "-wal", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (log);
  g_autoptr (GFileInfo) info = NULL;
  gint64 id;
  goffset size = 0;

  nh_list_model_wait (list);
  id = nh_list_model_get_record_id (list, 9);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *note = g_strdup_printf ("lần %u %0500u", i, i);

      fixture_set (f->workbook, "person", id, "note", note);
      if (i % 50 == 0)
        nh_list_model_get_record (list, i * 7);
    }
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, NULL);
  size = info ? g_file_info_get_size (info) : 0;
  g_assert_cmpint (size, <, 40 * 1024 * 1024);
}

#define ADD(name, function) \
  g_test_add ("/list-long/" name, Fixture, NULL, set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("loading", test_loading);
  ADD ("find", test_find);
  ADD ("no-wrong-rows", test_no_wrong_rows);
  ADD ("eviction", test_eviction);
  ADD ("edits-while-loading", test_edits_while_loading);
  ADD ("query-while-loading", test_query_while_loading);
  ADD ("dispose-while-loading", test_dispose_while_loading);
  ADD ("log-stays-short", test_log_stays_short);
  return g_test_run ();
}
