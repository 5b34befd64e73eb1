/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What happens around the writing: faults, limits, the old file, exact bytes of csv and json.
 */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#ifdef G_OS_UNIX
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

#include "formats/nh-csv.h"
#include "formats/nh-json.h"
#include "sample-pages.h"

#define OLD "the old file"

typedef gboolean (*WriteFunc) (const char *path, const NhListSource *source,
                               GCancellable *cancellable, GError **error);

static const struct { const char *name; WriteFunc write; } writers[] = {
  { "list.xlsx", nh_xlsx_write_list },
  { "list.csv", nh_csv_write_list },
  { "list.json", nh_json_write_list },
};

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("nh-write-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static char *
old_file (Fixture *fixture, const char *name)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, OLD, -1, NULL));

  return path;
}

static void
assert_old_file (const char *path)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, OLD);
}

static void
test_faulty_places (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "không có", "list", NULL);
  g_autofree char *file = old_file (fixture, "tệp");
  g_autofree char *below = g_build_filename (file, "list", NULL);
  g_autofree char *folder = g_build_filename (fixture->folder, "thư mục", NULL);

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      const struct { const char *path, *says; } places[] = {
        { nowhere, "không có” does not exist" },
        { below, "does not exist" },
        { folder, "a folder has this name" },
#ifdef G_OS_UNIX
        { "/dev/full", "a device" },
#endif
      };

      for (guint p = 0; p < G_N_ELEMENTS (places); p++)
        {
          g_autoptr (GError) error = NULL;
          NhListSource source;
          SampleRows rows;

          sample_list_init (&source, &rows, 3);
          g_assert_false (writers[i].write (places[p].path, &source, NULL, &error));
          g_assert_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE);
          g_test_message ("%s", error->message);
          g_assert_nonnull (strstr (error->message, places[p].says));
          sample_list_clear (&rows);
        }
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, 2);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
#ifdef G_OS_UNIX
  g_autofree char *path = old_file (fixture, "list.xlsx");
  g_autoptr (GPtrArray) pages = sample_pages_new ();
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("root may write everywhere");
      return;
    }
  g_chmod (path, 0444);
  g_assert_false (nh_xlsx_write_appendices (path, pages, NULL, &error));
  g_assert_nonnull (strstr (error->message, "the file is read-only"));
  g_clear_error (&error);
  g_chmod (path, 0644);
  g_chmod (fixture->folder, 0555);
  g_assert_false (nh_xlsx_write_appendices (path, pages, NULL, &error));
  g_chmod (fixture->folder, 0755);
  g_assert_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "does not allow writing"));
  assert_old_file (path);
#else
  g_test_skip ("needs Unix permissions");
#endif
}

#ifdef G_OS_UNIX
/* No file may grow beyond @bytes: for a writer the same as a full disk. */
static void
limit_files (guint64 bytes)
{
  struct rlimit limit = { bytes, RLIM_INFINITY };

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}
#endif

/* From "nothing fits" to "only the work files of libxlsxwriter don't fit, the package would": the
 * last is what the library itself does not notice. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
#ifdef G_OS_UNIX
  static const guint64 limits[] = { 0, 512, 5000, 60000, 400000, 1000000, 1600000 };

  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      g_autofree char *path = old_file (fixture, writers[i].name);

      for (guint l = 0; l < G_N_ELEMENTS (limits); l++)
        {
          g_autoptr (GError) error = NULL;
          NhListSource source;
          SampleRows rows;

          /* The rows take about 3.5 MB as XML, 1.6 MB as JSON, 1 MB as CSV, 0.5 MB packed. */
          if (i > 0 && limits[l] > 500000)
            continue;
          sample_list_init (&source, &rows, 6000);
          limit_files (limits[l]);
          g_assert_false (writers[i].write (path, &source, NULL, &error));
          limit_files (RLIM_INFINITY);
          g_assert_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE);
          g_assert_nonnull (strstr (error->message, "the disk is full"));
          assert_old_file (path);
          g_assert_cmpuint (count_files (fixture->folder), ==, i + 1);
          sample_list_clear (&rows);
        }
    }
#else
  g_test_skip ("needs setrlimit()");
#endif
}

/* How large a part is, unpacked: from its record in the directory at the end of the package. */
static guint32
part_size (const char *path, const char *name)
{
  g_autofree char *bytes = NULL;
  const guint8 *record = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize i = 46; i + strlen (name) <= length; i++)
    if (memcmp (bytes + i, name, strlen (name)) == 0)
      record = (const guint8 *) bytes + i - 46;
  g_assert_nonnull (record);

  return record[24] | record[25] << 8 | record[26] << 16 | (guint32) record[27] << 24;
}

/* A disk that takes all rows and lacks the last bytes of the sheet. */
static void
test_last_bytes_missing (Fixture *fixture, gconstpointer data)
{
#ifdef G_OS_UNIX
  static const guint missing[] = { 0, 1, 30, 300, 1000 };
  g_autofree char *path = old_file (fixture, "list.xlsx");
  guint32 size = 0;

  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    {
      g_autoptr (GError) error = NULL;
      NhListSource source;
      SampleRows rows;
      gboolean written;

      sample_list_init (&source, &rows, 2000);
      if (i > 0)
        limit_files (size - missing[i]);
      written = nh_xlsx_write_list (path, &source, NULL, &error);
      limit_files (RLIM_INFINITY);
      sample_list_clear (&rows);
      g_assert_cmpint (written, ==, i == 0);
      if (i == 0)
        size = part_size (path, "xl/worksheets/sheet1.xml");
      else
        g_assert_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE);
      g_assert_cmpuint (part_size (path, "xl/worksheets/sheet1.xml"), ==, size);
      g_assert_cmpuint (count_files (fixture->folder), ==, 1);
    }
#else
  g_test_skip ("needs setrlimit()");
#endif
}

static void
test_full_disk_appendices (Fixture *fixture, gconstpointer data)
{
#ifdef G_OS_UNIX
  /* The texts have 40 KB, the package 12: with the last limit only a work file is cut. */
  static const guint64 limits[] = { 0, 2000, 6000, 9000, 30000 };
  g_autoptr (GPtrArray) pages = sample_pages_new ();
  NhAppendixPage *page = g_ptr_array_index (pages, 0);
  g_autofree char *path = old_file (fixture, "phụ lục.xlsx");

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *text = g_strdup_printf ("Trường Tiểu học số %u, huyện Cù Lao Hạ", i);

      nh_table_add_row (page->table, FALSE);
      nh_table_add_cell (page->table, text);
    }
  for (guint l = 0; l < G_N_ELEMENTS (limits); l++)
    {
      g_autoptr (GError) error = NULL;

      limit_files (limits[l]);
      g_assert_false (nh_xlsx_write_appendices (path, pages, NULL, &error));
      limit_files (RLIM_INFINITY);
      g_assert_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE);
      g_assert_nonnull (strstr (error->message, "the disk is full"));
      assert_old_file (path);
      g_assert_cmpuint (count_files (fixture->folder), ==, 1);
    }
#else
  g_test_skip ("needs setrlimit()");
#endif
}

static void
on_progress_cb (guint64 rows_done, gpointer data)
{
  SampleRows *rows = data;

  g_assert_cmpuint (rows_done, <=, rows->n_rows);
  g_assert_cmpuint (rows_done, <=, rows->row);
  if (rows_done >= 4000)
    g_cancellable_cancel (g_object_get_data (G_OBJECT (g_cancellable_get_current ()), "self"));
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      g_autofree char *path = old_file (fixture, writers[i].name);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      NhListSource source;
      SampleRows rows;

      sample_list_init (&source, &rows, 100000);
      source.progress = on_progress_cb;
      g_object_set_data (G_OBJECT (cancellable), "self", cancellable);
      g_cancellable_push_current (cancellable);
      g_assert_false (writers[i].write (path, &source, cancellable, &error));
      g_cancellable_pop_current (cancellable);
      g_assert_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_CANCELLED);
      g_assert_cmpuint (rows.row, <, 10000);
      assert_old_file (path);
      g_assert_cmpuint (count_files (fixture->folder), ==, i + 1);
      sample_list_clear (&rows);
    }
}

static void
test_source_fails (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      g_autofree char *path = old_file (fixture, writers[i].name);
      g_autoptr (GError) error = NULL;
      NhListSource source;
      SampleRows rows;

      sample_list_init (&source, &rows, 100);
      rows.fail_at_end = TRUE;
      g_assert_false (writers[i].write (path, &source, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
      assert_old_file (path);
      g_assert_cmpuint (count_files (fixture->folder), ==, i + 1);
      sample_list_clear (&rows);
    }
}

/* The old file goes, a link to it stays a link. */
static void
test_replace (Fixture *fixture, gconstpointer data)
{
#ifdef G_OS_UNIX
  g_autofree char *path = old_file (fixture, "thật.xlsx");
  g_autofree char *link = g_build_filename (fixture->folder, "liên kết.xlsx", NULL);
  g_autoptr (GPtrArray) pages = sample_pages_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  GStatBuf info;

  g_chmod (path, 0640);
  g_assert_cmpint (symlink ("thật.xlsx", link), ==, 0);
  g_assert_true (nh_xlsx_write_appendices (link, pages, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "PK"));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);
  g_assert_cmpuint (count_files (fixture->folder), ==, 2);
#else
  g_test_skip ("needs symbolic links");
#endif
}

static gboolean
next_empty (gpointer data, const char **values, GError **error)
{
  guint64 *left = data;

  values[0] = NULL;

  return (*left)-- > 0;
}

static void
test_too_many_rows (Fixture *fixture, gconstpointer data)
{
  static const NhListColumn column = { "a", "A", NH_LIST_TEXT };
  g_autofree char *path = old_file (fixture, "list.xlsx");
  g_autoptr (GError) error = NULL;
  guint64 n_rows = 1048576;
  NhListSource source = { "A", "B", &column, 1, next_empty, NULL, &n_rows };

  g_assert_false (nh_xlsx_write_list (path, &source, NULL, &error));
  g_assert_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "1,048,575"));
  assert_old_file (path);

  g_clear_error (&error);
  n_rows = 1048575;
  g_assert_true (nh_xlsx_write_list (path, &source, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
next_text (gpointer data, const char **values, GError **error)
{
  char **text = data;

  values[0] = g_steal_pointer (text);

  return values[0] != NULL;
}

static void
test_long_text (Fixture *fixture, gconstpointer data)
{
  static const NhListColumn column = { "a", "A", NH_LIST_TEXT };
  g_autofree char *path = old_file (fixture, "list.xlsx");
  g_autofree char *text = g_strnfill (32768, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages
      = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_appendix_page_free);
  NhAppendixPage *page = g_new0 (NhAppendixPage, 1);
  char *rest = text;
  NhListSource source = { "A", "B", &column, 1, next_text, NULL, &rest };

  g_assert_false (nh_xlsx_write_list (path, &source, NULL, &error));
  g_assert_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "row 1, column 1"));
  assert_old_file (path);
  g_clear_error (&error);

  page->table = nh_table_new ();
  nh_table_add_column (page->table, NH_ALIGN_LEFT, 0, 0);
  nh_table_add_row (page->table, FALSE);
  nh_table_add_cell (page->table, text);
  g_ptr_array_add (pages, page);
  g_assert_false (nh_xlsx_write_appendices (path, pages, NULL, &error));
  g_assert_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_TOO_LARGE);
  assert_old_file (path);
  g_clear_error (&error);

  text[32767] = '\0';
  rest = text;
  g_assert_true (nh_xlsx_write_list (path, &source, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
next_special (gpointer data, const char **values, GError **error)
{
  static const char *const rows[][4] = {
    { "a,b", "7", "2024-09-05", "{\"m\":[9,10]}" },
    { "nói \"vâng\"\ndòng 2", "-12", "tháng 9", NULL },
    { "=1+1", "0912", NULL, "" },
    { " x ", "", "", "null" },
    { "\x02\\\t", "abc", "2024-09-05", "[]" },
  };
  guint *row = data;

  if (*row == G_N_ELEMENTS (rows))
    return FALSE;
  for (guint c = 0; c < 4; c++)
    values[c] = rows[*row][c];
  (*row)++;

  return TRUE;
}

static void
test_exact_bytes (Fixture *fixture, gconstpointer data)
{
  static const NhListColumn columns[] = { { "name", "Tên", NH_LIST_TEXT },
                                          { "n", "Số", NH_LIST_INTEGER },
                                          { "day", "Ngày", NH_LIST_DAY },
                                          { "period", "Thời gian", NH_LIST_JSON } };
  static const char csv[] = "\xef\xbb\xbf"
                            "Tên,Số,Ngày,Thời gian\r\n"
                            "\"a,b\",7,2024-09-05,\"{\"\"m\"\":[9,10]}\"\r\n"
                            "\"nói \"\"vâng\"\"\ndòng 2\",-12,tháng 9,\r\n"
                            "=1+1,0912,,\r\n"
                            "\" x \",,,null\r\n"
                            "\x02\\\t,abc,2024-09-05,[]\r\n";
  static const char json[]
      = "[\n"
        "{\"name\": \"a,b\", \"n\": 7, \"day\": \"2024-09-05\", \"period\": {\"m\":[9,10]}},\n"
        "{\"name\": \"nói \\\"vâng\\\"\\ndòng 2\", \"n\": -12, \"day\": \"tháng 9\", "
        "\"period\": null},\n"
        "{\"name\": \"=1+1\", \"n\": \"0912\", \"day\": null, \"period\": null},\n"
        "{\"name\": \" x \", \"n\": null, \"day\": null, \"period\": null},\n"
        "{\"name\": \"\\u0002\\\\\\t\", \"n\": \"abc\", \"day\": \"2024-09-05\", "
        "\"period\": []}\n"
        "]\n";
  const struct { WriteFunc write; const char *expected; } cases[]
      = { { nh_csv_write_list, csv }, { nh_json_write_list, json } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, "list", NULL);
      g_autofree char *contents = NULL;
      guint row = 0;
      NhListSource source = { "A", "B", columns, 4, next_special, NULL, &row };

      g_assert_true (cases[i].write (path, &source, NULL, NULL));
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_cmpstr (contents, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/formats/write/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("faulty-places", test_faulty_places);
  ADD ("read-only", test_read_only);
  ADD ("full-disk", test_full_disk);
  ADD ("last-bytes-missing", test_last_bytes_missing);
  ADD ("full-disk-appendices", test_full_disk_appendices);
  ADD ("cancel", test_cancel);
  ADD ("source-fails", test_source_fails);
  ADD ("replace", test_replace);
  ADD ("too-many-rows", test_too_many_rows);
  ADD ("long-text", test_long_text);
  ADD ("exact-bytes", test_exact_bytes);
#undef ADD

  return g_test_run ();
}
