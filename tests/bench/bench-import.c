/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Import of a list of people from .xlsx: ours, all of it from the file to the committed step with
 * its backup, against a bare pass of libxml2 over the sheet plus bare inserts of the same rows into
 * the same schema with its triggers, and against openpyxl that only reads. Each run is a process of
 * its own so that memory can be told apart; time is CPU time.
 *
 *   bench-import [--runs N] [--rows N]
 *   bench-import --write ROWS FILE                only makes the list
 *   bench-import --one ours|bare ROWS FOLDER      one run over danh-sach.xlsx there; prints figures
 */
#include <gsf/gsf.h>
#include <libxml/parser.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "core/nh-id.h"
#include "core/nh-text.h"
#include "formats/nh-list-format.h"
#include "formats/nh-sheets-read.h"
#include "imports/nh-import.h"
#include "nh-bench.h"

#define MAX_RUNS 20
#define N_UNITS 300

static const char *const families[] = { "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ",
                                        "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Trịnh", "Đoàn", "Mai", "Cao", "Lâm" };
static const char *const middles[] = { "Thị", "Văn", "Ngọc", "Minh", "Thu", "Kim", "Anh", "Bảo", "Hữu", "Đức",
                                       "Xuân", "Hồng", "Thanh", "Quốc", "Gia", "Diệu", "Tuyết", "Như", "Công", "Đình" };
static const char *const givens[] = { "Sen", "Đào", "Bưởi", "Ổi", "Khế", "Lựu", "Mận", "Lan", "Hoà", "Thúy",
                                      "Mai", "Cúc", "Trúc", "Tùng", "Bách", "Quế", "Hồi", "Nhài", "Dừa", "Mơ" };
static const char *const posts[] = { "Giáo viên", "Hiệu trưởng", "Phó Hiệu trưởng", "Tổ trưởng chuyên môn" };
static const char *const subjects[] = { "Toán", "Ngữ văn", "Tiếng Anh", "Khoa học tự nhiên", "Lịch sử và Địa lí" };

/* One person of the list; every one is somebody else. */
typedef struct
{
  char number[16], name[64], unit[64], phone[16], email[48], year[8];
  const char *post, *subject;
  guint unit_number;
} Row;

static void
make_row (guint i, Row *row)
{
  guint name = i % 8000;

  g_snprintf (row->number, sizeof row->number, "%u", i + 1);
  g_snprintf (row->name, sizeof row->name, "%s %s %s", families[name % 20], middles[name / 20 % 20], givens[name / 400]);
  row->unit_number = (i / 8000 + i) % N_UNITS;
  g_snprintf (row->unit, sizeof row->unit, "Trường Tiểu học Cầu Ván %u", row->unit_number + 1);
  row->post = posts[i % 7 == 0 ? i % 4 : 0];
  row->subject = subjects[i % 5];
  g_snprintf (row->phone, sizeof row->phone, "09%08u", i);
  g_snprintf (row->email, sizeof row->email, "gv%u@example.invalid", i);
  g_snprintf (row->year, sizeof row->year, "%u", 1960 + i / 8000 * 2 + i % 2);
}

/* The file. */

typedef struct
{
  guint next, n;
  Row row;
} Rows;

static gboolean
next_row (gpointer data, const char **values, GError **error)
{
  Rows *rows = data;
  Row *row = &rows->row;
  const char *texts[] = { row->number, row->name, NULL, row->unit, NULL, row->phone, row->email, row->year };

  if (rows->next == rows->n)
    return FALSE;
  make_row (rows->next++, row);
  texts[2] = row->post;
  texts[4] = row->subject;
  memcpy (values, texts, sizeof texts);
  return TRUE;
}

static void
write_source (const char *path, guint n_rows)
{
  static const NhListColumn columns[] = {
    { "number", "STT", NH_LIST_INTEGER },        { "name", "Họ và tên", NH_LIST_TEXT },
    { "post", "Chức vụ", NH_LIST_TEXT },         { "unit", "Đơn vị công tác", NH_LIST_TEXT },
    { "subjects", "Môn", NH_LIST_TEXT },         { "phone", "Điện thoại", NH_LIST_TEXT },
    { "email", "Thư điện tử", NH_LIST_TEXT },    { "birth_year", "Năm sinh", NH_LIST_INTEGER },
  };
  Rows rows = { 0, n_rows, { "" } };
  const NhListSource source = { "Danh sách", "", columns, G_N_ELEMENTS (columns), next_row, NULL, &rows };
  g_autoptr (GError) error = NULL;

  if (!nh_list_format_write (NH_LIST_FORMAT_XLSX, path, &source, NULL, &error))
    g_error ("%s", error->message);
}

static NhWorkbook *
new_workbook (const char *folder, char **path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT ".namhoc", nh_id_new ());
  NhWorkbook *workbook;

  *path = g_build_filename (folder, name, NULL);
  workbook = nh_workbook_open (*path, NH_STORE_OPEN_CREATE, &error);
  if (!workbook)
    g_error ("%s", error->message);
  return workbook;
}

static double
cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* Prints seconds of the whole and of its parts, and the peak in MiB. */
static int
run_ours (const char *source, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (NhWorkbook) workbook = new_workbook (folder, &path);
  double times[4] = { cpu_seconds (), 0, 0, 0 };
  g_autoptr (GPtrArray) sheets = nh_sheets_read_file (source, NULL, NULL, NULL, &error);
  g_autoptr (NhImport) import = NULL;

  if (!sheets)
    g_error ("%s", error->message);
  times[1] = cpu_seconds ();
  import = nh_import_new (workbook, nh_entity_find ("person"), g_ptr_array_index (sheets, 0));
  if (!nh_import_plan (import, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  times[2] = cpu_seconds ();
  if (!nh_import_apply (import, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  times[3] = cpu_seconds ();
  g_print ("%.4f %.1f %.4f %.4f %.4f %u\n", times[3] - times[0], nh_bench_peak_memory (), times[1] - times[0],
           times[2] - times[1], times[3] - times[2], nh_import_count (import, NH_IMPORT_FATE_NEW));
  nh_workbook_close (workbook);
  return 0;
}

/* Bare. */

static void
on_start (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_spaces,
          const xmlChar **spaces, int n, int n_default, const xmlChar **attributes)
{
  (*(guint64 *) data)++;
}

static void
on_text (void *data, const xmlChar *text, int length)
{
  *(guint64 *) data += (guint64) length;
}

static void
pass_over (GsfInfile *zip, const char *part)
{
  xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC, .startElementNs = on_start, .characters = on_text };
  guint64 seen = 0;
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt (&handler, &seen, NULL, 0, NULL);
  g_auto (GStrv) names = g_strsplit (part, "/", -1);
  GsfInput *input = gsf_infile_child_by_aname (zip, (const char **) names);
  gsf_off_t left;

  if (!input)
    {
      xmlFreeParserCtxt (parser);
      return;
    }
  while ((left = gsf_input_remaining (input)) > 0)
    {
      gsize n = (gsize) MIN (left, 64 * 1024);
      const guint8 *bytes = gsf_input_read (input, n, NULL);

      xmlParseChunk (parser, (const char *) bytes, (int) n, 0);
    }
  xmlParseChunk (parser, NULL, 0, 1);
  xmlFreeParserCtxt (parser);
  g_object_unref (input);
}

static void
fold (sqlite3_context *context, int n, sqlite3_value **values)
{
  sqlite3_result_text (context, nh_text_fold ((const char *) sqlite3_value_text (values[0])), -1, g_free);
}

static void
bind (sqlite3_stmt *insert, int index, const char *text)
{
  sqlite3_bind_text (insert, index, text, -1, SQLITE_STATIC);
}

static void
insert_rows (const char *path, guint n_rows, char **keys, const gint64 *ids)
{
  sqlite3 *db;
  sqlite3_stmt *insert;
  Row row;

  if (sqlite3_open (path, &db) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  sqlite3_create_function (db, "nh_fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL, fold, NULL, NULL);
  sqlite3_exec (db, "PRAGMA foreign_keys = ON; BEGIN", NULL, NULL, NULL);
  for (guint i = 0; i < N_UNITS; i++)
    {
      g_autofree char *sql
          = sqlite3_mprintf ("INSERT INTO unit (id, kind, name) VALUES (%u, 'primary', 'Trường Tiểu học Cầu Ván %u')", i + 1, i + 1);

      sqlite3_exec (db, sql, NULL, NULL, NULL);
      sqlite3_free (g_steal_pointer (&sql));
    }
  if (sqlite3_prepare_v2 (db, "INSERT INTO person (id, name, sort_key, post, unit, subjects, phone, email, birth_year) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", -1, &insert, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  for (guint i = 0; i < n_rows; i++)
    {
      make_row (i, &row);
      sqlite3_bind_int64 (insert, 1, ids[i]);
      bind (insert, 2, row.name);
      bind (insert, 3, keys[i]);
      bind (insert, 4, row.post);
      sqlite3_bind_int64 (insert, 5, row.unit_number + 1);
      bind (insert, 6, row.subject);
      bind (insert, 7, row.phone);
      bind (insert, 8, row.email);
      sqlite3_bind_int (insert, 9, atoi (row.year));
      if (sqlite3_step (insert) != SQLITE_DONE)
        g_error ("%s", sqlite3_errmsg (db));
      sqlite3_reset (insert);
    }
  sqlite3_finalize (insert);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  sqlite3_close (db);
}

static int
run_bare (const char *source, const char *folder, guint n_rows)
{
  g_autofree char *path = NULL;
  g_autoptr (NhWorkbook) workbook = new_workbook (folder, &path);
  char **keys = g_new0 (char *, n_rows + 1);
  g_autofree gint64 *ids = g_new (gint64, n_rows + 1);
  GsfInput *file;
  GsfInfile *zip;
  double start, read;

  nh_workbook_close (workbook);
  for (guint i = 0; i < n_rows; i++)
    {
      Row row;

      make_row (i, &row);
      keys[i] = nh_text_name_sort_key (row.name);
      ids[i] = nh_id_new ();
    }
  start = cpu_seconds ();
  file = gsf_input_stdio_new (source, NULL);
  zip = gsf_infile_zip_new (file, NULL);
  pass_over (zip, "xl/sharedStrings.xml");
  pass_over (zip, "xl/worksheets/sheet1.xml");
  g_object_unref (zip);
  g_object_unref (file);
  read = cpu_seconds ();
  insert_rows (path, n_rows, keys, ids);
  g_print ("%.4f %.1f %.4f %.4f 0 %u\n", cpu_seconds () - start, nh_bench_peak_memory (), read - start,
           cpu_seconds () - read, n_rows);
  g_strfreev (keys);
  return 0;
}

/* Several runs. */

typedef struct
{
  double values[MAX_RUNS][6];
  guint n;
} Series;

static void
spawn (Series *series, char **command)
{
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;
  char *rest;

  if (!g_spawn_sync (NULL, command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error) || status != 0)
    return;
  rest = output;
  for (guint i = 0; i < 6; i++)
    series->values[series->n][i] = g_ascii_strtod (rest, &rest);
  series->n++;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (const Series *series, guint figure)
{
  double values[MAX_RUNS];

  for (guint i = 0; i < series->n; i++)
    values[i] = series->values[i][figure];
  qsort (values, series->n, sizeof (double), compare_doubles);
  return series->n ? values[series->n / 2] : 0;
}

static void
report (guint n_rows, const Series *ours, const Series *bare, const Series *openpyxl)
{
  NhBenchCase whole = { "import a list from xlsx", n_rows, "bare libxml2 + SQLite", 2, FALSE };
  NhBenchCase peer = { "import a list from xlsx", n_rows, "openpyxl, reading alone", 1, FALSE };
  NhBenchCase memory = { "import, peak memory", n_rows, NULL, 300, FALSE };
  NhBenchCase read = { "import: reading the file", n_rows, "bare libxml2", 0, FALSE };
  NhBenchCase plan = { "import: the plan", n_rows, NULL, 0, FALSE };
  NhBenchCase apply = { "import: backup and storing", n_rows, "bare SQLite", 0, FALSE };

  nh_bench_report (&whole, median (ours, 0) * 1000, "ms CPU", median (bare, 0) * 1000);
  if (openpyxl->n)
    nh_bench_report (&peer, median (ours, 0) * 1000, "ms CPU", median (openpyxl, 0) * 1000);
  nh_bench_report (&memory, median (ours, 1), "MiB", 0);
  nh_bench_report (&read, median (ours, 2) * 1000, "ms CPU", median (bare, 2) * 1000);
  nh_bench_report (&plan, median (ours, 3) * 1000, "ms CPU", 0);
  nh_bench_report (&apply, median (ours, 4) * 1000, "ms CPU", median (bare, 3) * 1000);
}

static void
remove_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (folder, name, NULL);

      remove_files (child);
    }
  remove (folder);
}

int
main (int argc, char **argv)
{
  guint n_rows = (guint) nh_bench_argument (argc, argv, "--rows", 100000);
  guint runs = MIN ((guint) nh_bench_argument (argc, argv, "--runs", 3), MAX_RUNS);
  g_autofree char *folder = NULL;
  g_autofree char *source = NULL;
  g_autofree char *count = g_strdup_printf ("%u", n_rows);
  Series ours = { .n = 0 }, bare = { .n = 0 }, openpyxl = { .n = 0 };

  if (argc == 5 && g_str_equal (argv[1], "--one"))
    {
      source = g_build_filename (argv[4], "danh-sach.xlsx", NULL);
      return g_str_equal (argv[2], "ours") ? run_ours (source, argv[4])
                                           : run_bare (source, argv[4], (guint) atoi (argv[3]));
    }
  if (argc == 4 && g_str_equal (argv[1], "--write"))
    {
      write_source (argv[3], (guint) atoi (argv[2]));
      return 0;
    }
  folder = g_dir_make_tmp ("bench-import-XXXXXX", NULL);
  source = g_build_filename (folder, "danh-sach.xlsx", NULL);
  g_setenv ("XDG_DATA_HOME", folder, TRUE); /* where backups lie */
  write_source (source, n_rows);
  for (guint i = 0; i < runs; i++)
    {
      char *mine[] = { argv[0], (char *) "--one", (char *) "ours", count, folder, NULL };
      char *base[] = { argv[0], (char *) "--one", (char *) "bare", count, folder, NULL };
      char *peer[] = { (char *) "/usr/bin/python3", (char *) PEERS, source, NULL };

      spawn (&bare, base);
      spawn (&ours, mine);
      spawn (&openpyxl, peer);
    }
  report (n_rows, &ours, &bare, &openpyxl);
  remove_files (folder);
  return ours.n == runs && bare.n == runs ? 0 : 1;
}
