/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Storing: one step, all or nothing, once. All people are invented.
 */
#include "import-fixture.h"

#include <string.h>

static const char people[] = "STT|Họ và tên|Chức vụ|Đơn vị|Ghi chú\n"
                             "1|Bà Nguyễn Thị Lan|HT|Trường TH Bến Súc|\n"
                             "2|Lê Văn Hoà|GV|Trường TH Cầu Ván|mới\n"
                             "3|Trần Thị Sen|||";
static const char units[] = "STT|Tên đơn vị|Loại hình|Trực thuộc|Tên khác\n"
                            "1|Phòng GDĐT Cầu Ván|||\n"
                            "2|Trường TH Bến Súc|Tiểu học|Phòng GDĐT Cầu Ván|Bến Súc; TH B.Súc\n"
                            "3|Trường Hoa Mai|MN|Phòng GDĐT Cầu Ván|";
static const char activities[] = "STT|Thời gian|Nội dung|Đơn vị tổ chức|Môn|Cụm\n"
                                 "1|Tháng 9|Sinh hoạt chuyên môn cụm|TH Bến Súc; Đức Thắng 1,2|Toán|Cụm Một\n"
                                 "2|5/10/2023|Kiểm tra hồ sơ|Trường TH Bến Súc||\n"
                                 "|Tháng 11||||\n"
                                 "3||Họp cốt cán|||";
static const char members[] = "STT|Họ và tên|Đơn vị|Nhiệm vụ|Môn|Từ ngày\n"
                              "1|Nguyễn Thị Lan|TH Bến Súc|Cụm trưởng|Toán|1/9/2023\n"
                              "2|Lê Văn Hoà|TH Bến Súc||Ngữ văn|";

static NhImport *
make (Fixture *fixture, const char *entity, const char *table)
{
  NhImport *import = import_new (fixture, entity, table);

  if (g_str_equal (entity, "activity"))
    nh_import_set_plan (import, fixture_sql (fixture->workbook, "SELECT min (id) FROM plan"));
  if (g_str_equal (entity, "membership"))
    nh_import_set_team (import, fixture_sql (fixture->workbook, "SELECT min (id) FROM team"));
  return import;
}

static const struct
{
  const char *entity, *table, *step;
  guint n;
} kinds[] = {
  { "unit", units, "Import 3 units from danh-sach.xlsx", 3 },
  { "person", people, "Import 3 people from danh-sach.xlsx", 3 },
  { "membership", members, "Import 2 members from danh-sach.xlsx", 2 },
  { "activity", activities, "Import 3 activities from danh-sach.xlsx", 3 },
};

/* The full-text indexes hold what the views say, as after edits one by one. */
static void
assert_indexed (Fixture *fixture)
{
  static const char *const names[] = { "unit", "person", "activity" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *differ
          = g_strdup_printf ("SELECT count (*) FROM %s_search s LEFT JOIN %s_fts f ON f.rowid = s.id WHERE f.text IS NOT s.text",
                             names[i], names[i]);
      g_autofree char *more = g_strdup_printf ("SELECT (SELECT count (*) FROM %s_fts) - (SELECT count (*) FROM %s)",
                                               names[i], names[i]);

      g_assert_cmpint (fixture_sql (fixture->workbook, differ), ==, 0);
      g_assert_cmpint (fixture_sql (fixture->workbook, more), ==, 0);
    }
}

/* Twice is as once; the undo of the first restores all that was there before it. */
static void
test_twice (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *before = fixture_dump (fixture->workbook);
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;
      g_autofree char *undone = NULL;
      g_autofree char *redone = NULL;
      g_autoptr (NhImport) first = make (fixture, kinds[i].entity, kinds[i].table);
      g_autoptr (NhImport) second = NULL;
      g_autofree char *summary = NULL;

      g_test_message ("%s", kinds[i].entity);
      import_apply (first);
      /* Some schools of the sample are in the tables too. */
      g_assert_cmpuint (nh_import_count (first, NH_IMPORT_FATE_NEW) + nh_import_count (first, NH_IMPORT_FATE_UPDATES), ==,
                        kinds[i].n);
      g_assert_cmpstr (nh_workbook_get_undo_name (fixture->workbook), ==, kinds[i].step);
      once = fixture_dump (fixture->workbook);
      assert_indexed (fixture);
      g_assert_cmpstr (before, !=, once);

      second = make (fixture, kinds[i].entity, kinds[i].table);
      import_apply (second);
      g_assert_cmpuint (nh_import_count (second, NH_IMPORT_FATE_SAME), ==, kinds[i].n);
      g_assert_cmpuint (nh_import_count (second, NH_IMPORT_FATE_NEW), ==, 0);
      twice = fixture_dump (fixture->workbook);
      g_assert_cmpstr (once, ==, twice);
      /* Nothing was stored, so there is no step for it. */
      g_assert_cmpstr (nh_workbook_get_undo_name (fixture->workbook), ==, kinds[i].step);

      fixture_undo (fixture->workbook);
      undone = fixture_dump (fixture->workbook);
      assert_indexed (fixture);
      g_assert_cmpstr (before, ==, undone);
      fixture_redo (fixture->workbook);
      redone = fixture_dump (fixture->workbook);
      g_assert_cmpstr (once, ==, redone);
      summary = nh_import_get_summary (second);
      g_assert_nonnull (strstr (summary, "0 new, 0 updated"));
    }
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhImport) import = make (fixture, "activity", activities);
  g_autofree char *rows = NULL;
  g_autofree char *links = NULL;

  import_apply (import);
  rows = import_query (fixture, "SELECT kind, content, period_start, period_exactness, subject FROM activity WHERE "
                                "content IN ('Sinh hoạt chuyên môn cụm', 'Kiểm tra hồ sơ', 'Họp cốt cán') ORDER BY id");
  g_assert_cmpstr (rows, ==,
                   "lesson_study|Sinh hoạt chuyên môn cụm|2023-09-01|month|Toán\n"
                   "inspection|Kiểm tra hồ sơ|2023-10-05|day|\n"
                   "meeting|Họp cốt cán|2023-11-01|month|");
  links = import_query (fixture, "SELECT u.name FROM activity a JOIN activity_unit l ON l.activity = a.id JOIN unit u ON "
                                 "u.id = l.unit WHERE a.content = 'Sinh hoạt chuyên môn cụm' ORDER BY l.position");
  g_assert_nonnull (strstr (links, "Đức Thắng 1\n"));
  g_assert_true (g_str_has_suffix (links, "Đức Thắng 2"));
}

/* "Đơn vị" over units of all kinds: the content says what they do. */
static void
test_any_unit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhImport) import = make (fixture, "activity",
                                      "Thời gian|Nội dung|Đơn vị\n"
                                      "Tháng 10|Kiểm tra chuyên môn|Trường TH Bến Súc\n"
                                      "Tháng 11|Hội thi giáo viên giỏi|Trường TH Bến Súc\n"
                                      "Tháng 12|Sơ kết học kì I|Các trường tiểu học\n");
  g_autofree char *rows = NULL;

  import_apply (import);
  rows = import_query (fixture, "SELECT a.content, l.role, a.participants FROM activity a LEFT JOIN activity_unit l ON "
                                "l.activity = a.id WHERE a.content IN ('Kiểm tra chuyên môn', 'Hội thi giáo viên giỏi', "
                                "'Sơ kết học kì I') ORDER BY a.id");
  g_assert_cmpstr (rows, ==,
                   "Kiểm tra chuyên môn|inspected|\n"
                   "Hội thi giáo viên giỏi|host|\n"
                   "Sơ kết học kì I||Các trường tiểu học");
  g_assert_cmpint (fixture_sql (fixture->workbook, "SELECT count (*) FROM unit WHERE name LIKE 'Các%'"), ==, 0);
}

static void
cancel_at (double fraction, gpointer data)
{
  if (fraction > 0.4)
    g_cancellable_cancel (data);
}

/* Up to 3,200 names. */
static char *
many_rows (guint n)
{
  static const char *const family[] = { "Nguyễn", "Trần", "Lê", "Phạm", "Võ", "Đặng", "Bùi", "Đỗ" };
  static const char *const middle[] = { "Thị",  "Văn", "Ngọc", "Minh", "Thu",  "Kim",  "Anh",  "Bảo", "Hữu",  "Đức",
                                        "Xuân", "Hồng", "Thanh", "Quốc", "Gia", "Diệu", "Tuyết", "Như", "Công", "Đình" };
  static const char *const given[] = { "Sen", "Đào", "Bưởi", "Ổi",  "Khế", "Lựu", "Mận", "Lan", "Hoà", "Thúy",
                                       "Mai", "Cúc", "Trúc", "Tùng", "Bách", "Quế", "Hồi", "Nhài", "Lê", "Dừa" };
  GString *table = g_string_new ("STT|Họ và tên|Đơn vị|Năm sinh");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (table, "\n%u|%s %s %s|Trường TH Số %u|%u", i + 1, family[i % 8], middle[i / 8 % 20],
                            given[i / 160 % 20], i % 40, 1960 + i % 40);
  return g_string_free (table, FALSE);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *table = many_rows (3000);
  g_autoptr (NhImport) import = import_new (fixture, "person", table);
  g_autoptr (GCancellable) plan = g_cancellable_new ();
  g_autoptr (GCancellable) apply = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_dump (fixture->workbook);
  g_autofree char *after = NULL;

  g_assert_false (nh_import_plan (import, plan, cancel_at, plan, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  import_plan (import);
  g_assert_false (nh_import_apply (import, apply, cancel_at, apply, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = fixture_dump (fixture->workbook);
  g_assert_cmpstr (before, ==, after);
  g_assert_null (nh_workbook_get_undo_name (fixture->workbook));
  g_assert_false (nh_store_in_action (nh_workbook_get_store (fixture->workbook)));
  /* And the same import can still be stored. */
  import_apply (import);
  g_assert_cmpint (fixture_count (fixture->workbook, "person"), ==, 3000);
}

/* From the main loop, as the window does it. */
typedef struct
{
  GMainLoop *loop;
  GError *error;
  gboolean done;
  guint n_progress;
} Async;

static void
on_progress (double fraction, gpointer data)
{
  Async *async = data;

  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  async->n_progress++;
}

static void
on_planned (GObject *source, GAsyncResult *result, gpointer data)
{
  Async *async = data;

  async->done = nh_import_plan_finish (NH_IMPORT (source), result, &async->error);
  g_main_loop_quit (async->loop);
}

static void
on_applied (GObject *source, GAsyncResult *result, gpointer data)
{
  Async *async = data;

  async->done = nh_import_apply_finish (NH_IMPORT (source), result, &async->error);
  g_main_loop_quit (async->loop);
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  g_autofree char *table = many_rows (3000);
  g_autoptr (NhImport) import = import_new (fixture, "person", table);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Async async = { loop, NULL, FALSE, 0 };

  nh_import_plan_async (import, NULL, on_progress, &async, on_planned, &async);
  g_main_loop_run (loop);
  g_assert_no_error (async.error);
  g_assert_true (async.done);
  g_assert_true (nh_import_is_planned (import));
  g_assert_cmpuint (nh_import_count (import, NH_IMPORT_FATE_NEW), ==, 3000);
  g_assert_cmpuint (async.n_progress, >, 0);

  nh_import_apply_async (import, cancellable, on_progress, &async, on_applied, &async);
  g_cancellable_cancel (cancellable);
  g_main_loop_run (loop);
  g_assert_error (async.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&async.error);
  g_assert_cmpint (fixture_count (fixture->workbook, "person"), ==, 0);

  nh_import_apply_async (import, NULL, on_progress, &async, on_applied, &async);
  g_main_loop_run (loop);
  g_assert_no_error (async.error);
  g_assert_true (async.done);
  g_assert_cmpint (fixture_count (fixture->workbook, "person"), ==, 3000);
  g_assert_cmpint (fixture_count (fixture->workbook, "unit"), ==, 40);
}

/* A new short name of a unit reaches the index of its people; edits afterwards index as ever. */
static void
test_index (Fixture *fixture, gconstpointer data)
{
  import_all (fixture, "person", people, NULL);
  import_all (fixture, "unit", "Tên trường|Tên gọi tắt\nTrường TH Bến Súc|BSUC\nTrường TH Mới|MOI", NULL);
  assert_indexed (fixture);
  g_assert_cmpint (fixture_sql (fixture->workbook, "SELECT count (*) FROM person_fts WHERE person_fts MATCH 'bsuc'"), ==, 1);
  fixture_create (fixture->workbook, "person", "name", "Phạm Thị Mận", NULL);
  assert_indexed (fixture);
}

/* A way back by a file as well. */
static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = nh_store_list_backups (fixture->path);
  g_autoptr (GPtrArray) after = NULL;

  import_all (fixture, "person", people, NULL);
  after = nh_store_list_backups (fixture->path);
  g_assert_cmpuint (after->len, ==, before->len + 1);
}

#define ADD(name, sample, func) g_test_add (name, Fixture, sample, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *data = g_dir_make_tmp ("nh-import-XXXXXX", NULL);

  g_setenv ("XDG_DATA_HOME", data, TRUE); /* where backups lie */
  g_test_init (&argc, &argv, NULL);
  ADD ("/imports/apply/twice", "", test_twice);
  ADD ("/imports/apply/values", "", test_values);
  ADD ("/imports/apply/any-unit", "", test_any_unit);
  ADD ("/imports/apply/cancel", NULL, test_cancel);
  ADD ("/imports/apply/async", NULL, test_async);
  ADD ("/imports/apply/index", NULL, test_index);
  ADD ("/imports/apply/backup", NULL, test_backup);
  return g_test_run ();
}
