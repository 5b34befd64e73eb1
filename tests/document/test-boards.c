/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Boards of lesson studies and themes: what they show for the sample, and their appendices.
 */
#include <string.h>

#include "model-fixture.h"

#include "core/nh-subjects.h"
#include "document/nh-board-lessons.h"
#include "document/nh-board-themes.h"
#include "document/nh-compose.h"
#include "document/nh-status-board.h"

static gint64
plan_of (Fixture *f, const char *number)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM plan WHERE number = '%s'", number);

  return fixture_sql (f->workbook, sql);
}

static int
find_row (NhMatrix *matrix, const char *label)
{
  for (guint i = 0; i < nh_matrix_get_n_rows (matrix); i++)
    if (g_str_equal (nh_matrix_get_row (matrix, i)->label, label))
      return (int) i;
  return -1;
}

static int
find_column (NhMatrix *matrix, const char *label)
{
  for (guint i = 0; i < nh_matrix_get_n_columns (matrix); i++)
    if (g_str_equal (nh_matrix_get_column (matrix, i)->label, label))
      return (int) i;
  return -1;
}

/* "text/style; text/style" of a cell. */
static char *
cell (NhMatrix *matrix, const char *row, const char *column)
{
  int r = find_row (matrix, row);
  int c = find_column (matrix, column);
  guint n = 0;
  const NhMatrixItem *items;
  GString *text = g_string_new (NULL);

  if (r < 0 || c < 0)
    g_error ("no cell “%s”, “%s”", row, column);
  items = nh_matrix_get_items (matrix, (guint) r, (guint) c, &n);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s/%s", i ? "; " : "", items[i].text, items[i].style ? items[i].style : "");
  return g_string_free (text, FALSE);
}

#define assert_cell(matrix, row, column, wanted)                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *cell_ = cell (matrix, row, column);                                           \
    g_assert_cmpstr (cell_, ==, wanted);                                                           \
  }                                                                                                \
  G_STMT_END

static void
test_assignment (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhLessonBoard) board = nh_lesson_board_assignment (f->workbook, plan_of (f, "73"), TRUE, &error);
  g_autoptr (NhLessonBoard) paper = nh_lesson_board_assignment (f->workbook, plan_of (f, "73"), FALSE, &error);
  const NhLessonRow *row;

  g_assert_no_error (error);
  g_assert_cmpuint (nh_matrix_get_n_columns (board->matrix), ==, 12);
  g_assert_cmpuint (nh_matrix_get_n_columns (paper->matrix), ==, 9);
  g_assert_cmpuint (nh_matrix_get_n_rows (board->matrix), ==, 8);
  g_assert_cmpstr (nh_matrix_get_row (board->matrix, 0)->group, ==, "CẤP THCS");
  g_assert_cmpstr (nh_matrix_get_row (board->matrix, 4)->group, ==, "CẤP THPT");
  assert_cell (board->matrix, "Ngữ văn 8", "1/2024", "Tân Yên/kind-lesson-study");
  assert_cell (board->matrix, "Ngữ văn 8", "2/2024", "");
  row = board->rows->pdata[find_row (board->matrix, "Sinh học 11")];
  g_assert_cmpstr (row->subject, ==, "Sinh học");
  g_assert_cmpstr (row->grade, ==, "11");
  g_assert_cmpstr (row->level, ==, "THPT");
}

/* What is done, undated, or not assigned. */
static void
test_states (Fixture *f, gconstpointer data)
{
  gint64 session = fixture_sql (f->workbook, "SELECT id FROM activity WHERE kind = 'lesson_study' AND subject = 'Ngữ văn'");
  g_autoptr (NhLessonBoard) board = NULL;

  fixture_set (f->workbook, "activity", session, "period", "");
  fixture_set (f->workbook, "activity", session, "hosts", "");
  fixture_set (f->workbook, "activity", session, "status", "done");
  board = nh_lesson_board_assignment (f->workbook, plan_of (f, "73"), TRUE, NULL);
  assert_cell (board->matrix, "Ngữ văn 8", "Chưa định ngày", "(chưa giao)/good");
}

static void
test_missing (Fixture *f, gconstpointer data)
{
  g_autoptr (NhLessonBoard) board = nh_lesson_board_missing (f->workbook, plan_of (f, "73"), NULL);
  g_autoptr (GPtrArray) hosts = nh_lesson_board_free_hosts (f->workbook, plan_of (f, "73"), "THCS", NULL);
  g_autofree char *proposed = NULL;

  /* The plan is about grades 8 and 11. */
  g_assert_cmpint (find_column (board->matrix, "Lớp 8"), ==, 0);
  g_assert_cmpint (find_column (board->matrix, "Lớp 11"), ==, 1);
  g_assert_cmpint (find_column (board->matrix, "Lớp 12"), ==, -1);
  assert_cell (board->matrix, "Tin học", "Lớp 8", "Chưa tổ chức/bad");
  assert_cell (board->matrix, "Tin học", "Lớp 11", "");
  assert_cell (board->matrix, "Vật lí", "Lớp 11", "Chưa tổ chức/bad");
  /* Grade 12 has a session of history, grade 11 has none. */
  assert_cell (board->matrix, "Lịch sử", "Lớp 11", "Chưa tổ chức/bad");
  /* What has one is not listed; one without a grade is for all of them. */
  g_assert_cmpint (find_row (board->matrix, "Khoa học tự nhiên"), ==, -1);
  g_assert_cmpint (find_row (board->matrix, "Sinh học"), ==, -1);
  for (guint i = 0; i < board->rows->len; i++)
    {
      const NhLessonRow *row = board->rows->pdata[i];

      g_assert_false (g_str_equal (row->level, "THCS") && g_str_has_prefix (row->subject, "Hoạt động"));
    }
  /* Six of ten districts host nothing. */
  g_assert_cmpuint (hosts->len, ==, 6);
  proposed = cell (board->matrix, "Tin học", "Có thể giao");
  g_assert_nonnull (strstr (proposed, "Lục Ngạn"));
  g_assert_null (strstr (proposed, "Tân Yên"));
}

static void
test_attendance (Fixture *f, gconstpointer data)
{
  g_autoptr (NhMatrix) matrix = nh_lesson_board_attendance (f->workbook, plan_of (f, "73"), NULL);

  g_assert_cmpuint (nh_matrix_get_n_rows (matrix), ==, 8);
  assert_cell (matrix, "Khoa học tự nhiên 8", "TP Bắc Giang", "Đăng cai, trực tiếp/kind-lesson-study; 3/3 điểm cầu/good");
  assert_cell (matrix, "Khoa học tự nhiên 8", "Lục Nam", "Trực tuyến/; 2/3 điểm cầu/late");
  /* Chosen otherwise than by place: a star. */
  assert_cell (matrix, "Sinh học 11", "Lục Nam", "Trực tiếp */kind-lesson-study; 1/3 điểm cầu/late");
}

static void
test_adoption (Fixture *f, gconstpointer data)
{
  g_autoptr (NhMatrix) matrix = nh_theme_board_adoption (f->workbook, plan_of (f, "48"), NULL);
  g_autoptr (NhMatrix) again = NULL;
  int stem = find_column (matrix, "Giáo dục STEM (kể cả lồng ghép)");

  g_assert_cmpuint (nh_matrix_get_n_rows (matrix), ==, 17);
  g_assert_cmpuint (nh_matrix_get_n_columns (matrix), ==, 6);
  g_assert_cmpstr (nh_matrix_get_row (matrix, 0)->group, ==, "Cụm Một");
  g_assert_cmpstr (nh_matrix_get_column (matrix, (guint) stem)->detail, ==, "8/17 trường · 47%");
  g_assert_cmpfloat_with_epsilon (nh_matrix_get_column (matrix, (guint) stem)->progress, 8.0 / 17, 0.001);
  assert_cell (matrix, "TH Bến Súc", "Giáo dục STEM (kể cả lồng ghép)", "◆ Đã thực hiện/good");
  assert_cell (matrix, "TH Thanh An", "Giáo dục STEM (kể cả lồng ghép)", "Đang thực hiện/open");
  assert_cell (matrix, "TH Định Thành", "Giáo dục STEM (kể cả lồng ghép)", "");

  /* A pilot of which nothing is noted yet carries the theme out all the same. */
  fixture_create (f->workbook, "activity", "plan", "48/KH-PGDĐT", "kind", "theme", "content", "Mô hình thử", "pilots",
                  "TH Bến Súc", NULL);
  again = nh_theme_board_adoption (f->workbook, plan_of (f, "48"), NULL);
  g_assert_cmpstr (nh_matrix_get_column (again, (guint) find_column (again, "Mô hình thử"))->detail, ==, "1/17 trường · 5%");
}

static void
test_coverage (Fixture *f, gconstpointer data)
{
  g_autoptr (NhMatrix) matrix = nh_theme_board_coverage (f->workbook, plan_of (f, "48"), NULL);
  g_autofree char *library = cell (matrix, "Thư viện trường học", "Cụm Hai");

  g_assert_cmpuint (nh_matrix_get_n_columns (matrix), ==, 2);
  g_assert_true (g_str_has_suffix (library, "/good"));
  assert_cell (matrix, "Toán", "Cụm Một", "Theo chuyên đề chung/open");
  fixture_delete (f->workbook, "activity",
                  fixture_sql (f->workbook, "SELECT id FROM activity WHERE subject = 'Thư viện trường học' AND content "
                                            "LIKE '%Cụm Hai'"));
  fixture_delete (f->workbook, "activity",
                  fixture_sql (f->workbook, "SELECT id FROM activity WHERE subject = 'Các bộ môn' AND content LIKE '%Cụm Hai'"));
  nh_matrix_free (g_steal_pointer (&matrix));
  matrix = nh_theme_board_coverage (f->workbook, plan_of (f, "48"), NULL);
  assert_cell (matrix, "Thư viện trường học", "Cụm Hai", "Chưa có/bad");
  assert_cell (matrix, "Toán", "Cụm Hai", "Chưa có/bad");
}

/* All of them are appendices of any plan; a plan without such activities has a table without rows. */
static void
test_appendices (Fixture *f, gconstpointer data)
{
  static const char *const views[] = { "lesson_board", "lesson_attendance", "lesson_missing", "theme_adoption",
                                       "theme_coverage" };
  static const char *const plans[] = { "48", "73", "758" };

  for (guint v = 0; v < G_N_ELEMENTS (views); v++)
    for (guint p = 0; p < G_N_ELEMENTS (plans); p++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (NhTable) table = nh_compose_view (f->workbook, plan_of (f, plans[p]), views[v], NULL, NULL, &error);

        g_assert_no_error (error);
        g_assert_cmpuint (nh_table_get_n_head_rows (table), ==, 1);
      }
}

static int
find_text (NhTable *table, const char *text)
{
  for (guint r = 0; r < nh_table_get_n_rows (table); r++)
    {
      const NhCell *cell = nh_table_get_cell (table, r, 0);

      if (cell && g_str_equal (cell->text, text))
        return (int) r;
    }
  return -1;
}

/* On paper: a row for each time of several months, none for empty months, and a sign before each of several points. */
static void
test_status_paper (Fixture *f, gconstpointer data)
{
  g_autoptr (NhTable) table = nh_compose_view (f->workbook, plan_of (f, "48"), "status_board", NULL, NULL, NULL);
  int row;

  g_assert_nonnull (table);
  g_assert_cmpint (find_text (table, "Nhiều tháng"), ==, -1);
  g_assert_cmpint (find_text (table, "Tháng 10/2023"), ==, -1);
  row = find_text (table, "Tháng 9/2023 đến tháng 01/2024");
  g_assert_cmpint (row, >, 0);
  g_assert_cmpint (find_text (table, "Cả năm học"), >, row);
  g_assert_cmpint (find_text (table, "Chưa định ngày"), ==, (int) nh_table_get_n_rows (table) - 1);
  g_assert_true (g_str_has_prefix (nh_table_get_cell (table, (guint) row, 1)->text, "- "));
  g_assert_nonnull (strstr (nh_table_get_cell (table, (guint) row, 1)->text, "\n- "));
  g_assert_cmpint (nh_table_get_cell (table, (guint) row, 1)->align, ==, NH_ALIGN_LEFT);
}

/* Many units that might host are named as far as they fit beside each subject. */
static void
test_many_hosts (Fixture *f, gconstpointer data)
{
  g_autoptr (NhLessonBoard) board = nh_lesson_board_missing (f->workbook, plan_of (f, "48"), NULL);
  int column = find_column (board->matrix, "Có thể giao");
  const NhMatrixItem *items;
  guint n;

  g_assert_cmpint (column, >=, 0);
  items = nh_matrix_get_items (board->matrix, 0, (guint) column, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (g_str_has_suffix (items[0].text, " và 11 đơn vị khác"));
  g_assert_cmpuint (strlen (items[0].description), >, strlen (items[0].text));
}

static void
test_subjects (void)
{
  g_assert_true (nh_subject_same ("Vật lý", "môn Vật lí"));
  g_assert_true (nh_subject_same ("Mỹ thuật", "Mĩ thuật"));
  g_assert_true (nh_subject_same ("Ngoại ngữ", "Tiếng Anh"));
  g_assert_false (nh_subject_same ("Lịch sử", "Lịch sử và Địa lí"));
  g_assert_false (nh_subject_same ("", ""));
  g_assert_true (nh_subject_is_all ("Các bộ môn"));
  g_assert_false (nh_subject_is_all ("Toán"));
  g_assert_true (nh_grades_hold ("3, 4", 4));
  g_assert_false (nh_grades_hold ("3, 4", 5));
  g_assert_true (nh_grades_hold ("10-12", 11));
  g_assert_true (nh_grades_hold ("6 – 9", 9));
  g_assert_true (nh_grades_hold ("", 7));
  g_assert_false (nh_grades_hold ("8, 11", 1));
}

/* A week keeps its number in another month: also over a February of four weeks, which has no fifth. */
static void
test_move_week (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *from;
    guint32 year, month;
    const char *to;
  } moves[] = {
    { "Tuần 3 tháng 02/2023", 2023, 3, "Tuần 3 tháng 3/2023" },
    { "Tuần 3 tháng 01/2023", 2023, 3, "Tuần 3 tháng 3/2023" },
    { "Tuần 4 tháng 3/2023", 2022, 9, "Tuần 4 tháng 9/2022" },
    { "Tuần 5 tháng 01/2023", 2023, 2, "Tuần 4 tháng 02/2023" },
    { "Tuần 1 tháng 02/2024", 2024, 1, "Tuần 1 tháng 01/2024" },
  };
  gint64 id = fixture_create (f->workbook, "activity", "kind", "meeting", "content", "Họp tuần", NULL);
  g_autoptr (NhAgenda) agenda = nh_agenda_new (f->workbook, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_auto (NhPeriod) moved = NH_PERIOD_INIT;
      g_autofree char *text = NULL;

      fixture_set (f->workbook, "activity", id, "period", moves[i].from);
      g_assert_true (nh_status_board_move (agenda, nh_agenda_find (agenda, id),
                                           nh_day_from_ymd ((int) moves[i].year, (int) moves[i].month, 15), &moved));
      text = nh_period_format (&moved);
      g_assert_cmpstr (text, ==, moves[i].to);
    }
}

/* A file of another program may name levels that nobody knows: the session is there all the same. */
static void
test_unknown_level (Fixture *f, gconstpointer data)
{
  NhStore *store = nh_workbook_get_store (f->workbook);
  g_autoptr (NhLessonBoard) before = nh_lesson_board_assignment (f->workbook, plan_of (f, "73"), TRUE, NULL);
  g_autoptr (NhLessonBoard) board = NULL;
  guint n = nh_matrix_get_n_rows (before->matrix);

  g_assert_true (nh_store_begin (store, "Edit", NULL));
  g_assert_true (nh_store_exec (store, "UPDATE activity SET level = 'XX' WHERE kind = 'lesson_study' AND level = 'THCS' "
                                       "AND plan = (SELECT id FROM plan WHERE number = '73')", NULL));
  g_assert_true (nh_store_commit (store, NULL));
  board = nh_lesson_board_assignment (f->workbook, plan_of (f, "73"), TRUE, NULL);
  g_assert_cmpuint (nh_matrix_get_n_rows (board->matrix), ==, n);
  g_assert_cmpstr (nh_matrix_get_row (board->matrix, 0)->group, ==, "CẤP THPT");
  g_assert_cmpstr (nh_matrix_get_row (board->matrix, n - 1)->group, ==, "CẤP XX");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/boards/subjects", test_subjects);
#define ADD(name, func) g_test_add ("/boards/" name, Fixture, "sample", fixture_set_up, func, fixture_tear_down)
  ADD ("assignment", test_assignment);
  ADD ("states", test_states);
  ADD ("missing", test_missing);
  ADD ("status-paper", test_status_paper);
  ADD ("many-hosts", test_many_hosts);
  ADD ("attendance", test_attendance);
  ADD ("adoption", test_adoption);
  ADD ("coverage", test_coverage);
  ADD ("appendices", test_appendices);
  ADD ("move-week", test_move_week);
  ADD ("unknown-level", test_unknown_level);
  return g_test_run ();
}
