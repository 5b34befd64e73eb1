/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The appendices of the five sample plans as they stand on paper.
 */
#include <string.h>

#include "core/nh-period.h"
#include "document/nh-compose.h"
#include "model-fixture.h"


static gint64
find_plan (NhWorkbook *workbook, const char *part)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT id FROM plan WHERE coalesce (number, '') || '/' || coalesce (symbol, '') = '%1$s' "
      "OR title LIKE '%%%1$s%%'",
      part);
  gint64 id = fixture_sql (workbook, sql);

  g_assert_cmpint (id, !=, 0);
  return id;
}

static GPtrArray *
compose (NhWorkbook *workbook, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = nh_compose_list_appendices (workbook, find_plan (workbook, part), &error);
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_appendix_page_free);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    {
      NhAppendixPage *page = nh_compose_appendix (workbook, g_array_index (ids, gint64, i), &error);

      g_assert_no_error (error);
      g_ptr_array_add (pages, page);
    }
  return pages;
}

static NhAppendixPage *
page_of (GPtrArray *pages, guint i)
{
  g_assert_cmpuint (i, <, pages->len);
  return pages->pdata[i];
}

static const char *
text_at (const NhAppendixPage *page, guint row, guint column)
{
  const NhCell *cell = nh_table_get_cell (page->table, row, column);

  g_assert_nonnull (cell);
  return cell->text;
}

/* One row, its cells separated by "|"; "^" where a span covers the place. */
static void
assert_row (const NhAppendixPage *page, guint row, const char *wanted)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint c = 0; c < nh_table_get_n_columns (page->table); c++)
    {
      const NhCell *cell = nh_table_get_cell (page->table, row, c);

      g_string_append_printf (all, "%s%s", c ? "|" : "", cell ? cell->text : "^");
    }
  g_assert_cmpstr (all->str, ==, wanted);
}

static void
assert_size (const NhAppendixPage *page, guint head, guint body, guint columns)
{
  g_assert_cmpuint (nh_table_get_n_head_rows (page->table), ==, head);
  g_assert_cmpuint (nh_table_get_n_rows (page->table), ==, head + body);
  g_assert_cmpuint (nh_table_get_n_columns (page->table), ==, columns);
}

static void
assert_has (const char *text, const char *part)
{
  if (!strstr (text, part))
    g_error ("“%s” is not in “%s”", part, text);
}

static void
test_bac_giang (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) pages = compose (f->workbook, "73/KH-SGDĐT");
  const NhAppendixPage *one = page_of (pages, 0);
  const NhAppendixPage *two = page_of (pages, 1);

  g_assert_cmpuint (pages->len, ==, 2);
  g_assert_cmpstr (one->heading, ==, "Phụ lục I");
  g_assert_cmpstr (one->attached, ==, "(Kèm theo Kế hoạch số 73/KH-SGDĐT ngày 31 tháng 8 năm 2023 "
                                      "của Sở GDĐT)");
  g_assert_true (one->landscape);
  assert_size (one, 2, 4, 8);
  assert_row (one, 0, "CẤP THCS|^|^|^|CẤP THPT|^|^|^");
  g_assert_cmpuint (nh_table_get_cell (one->table, 0, 0)->column_span, ==, 4);
  g_assert_cmpuint (nh_table_get_cell (one->table, 0, 4)->column_span, ==, 4);
  assert_row (one, 1, "TT|Đơn vị tổ chức|Môn học|Thời gian tổ chức|"
                      "TT|Đơn vị tổ chức|Môn học|Thời gian tổ chức");
  assert_row (one, 2, "1|Phòng GDĐT TP Bắc Giang|Khoa học tự nhiên 8|Tháng 12/2023|"
                      "1|THPT Tân Yên số 1|Sinh học 11|Tháng 10/2023");
  assert_row (one, 5, "4|Phòng GDĐT Sơn Động|Hoạt động trải nghiệm, hướng nghiệp|Tháng 11/2023|"
                      "4|Trường Cao đẳng Kỹ thuật công nghiệp|Lịch sử 12|Tháng 02/2024");
  g_assert_cmpint (nh_table_get_cell (one->table, 2, 0)->kind, ==, NH_CELL_NUMBER);
  g_assert_true (one->note && *one->note);

  g_assert_cmpstr (two->heading, ==, "Phụ lục II");
  g_assert_cmpstr (two->file_name, ==, "Phụ lục II - 73-KH-SGDĐT");
  g_assert_false (two->landscape);
  assert_has (two->title, "LỊCH KIỂM TRA");
  assert_size (two, 1, 7, 3);
  assert_row (two, 0, "TT|Các đơn vị trên địa bàn huyện, thành phố|Thời gian");
  assert_row (two, 1, "1|TP Bắc Giang|Tháng 9/2023");
  assert_row (two, 2, "2|Lạng Giang|Tháng 10/2023");
  assert_row (two, 3, "3|Việt Yên, Yên Thế|Tháng 11/2023");
  assert_row (two, 4, "4|Sơn Động, Lục Nam|Tháng 01/2024");
  assert_row (two, 5, "5|Lục Ngạn|Tháng 02/2024");
  assert_row (two, 6, "6|Hiệp Hòa|Tháng 3/2024");
  assert_row (two, 7, "7|Tân Yên, Yên Dũng|Tháng 4/2024");
}

/* Everything is read from live data. */
static void
test_live (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_sql (f->workbook,
                           "SELECT a.id FROM activity a JOIN activity_unit l ON l.activity = a.id "
                           "JOIN unit u ON u.id = l.unit WHERE u.area = 'Lục Ngạn'");
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) exact = NULL;
  g_autoptr (GPtrArray) hour = NULL;
  const NhCell *cell;

  fixture_set (f->workbook, "activity", id, "period", "03/2024");
  before = compose (f->workbook, "73/KH-SGDĐT");
  assert_row (page_of (before, 1), 5, "5|Lục Ngạn|Tháng 3/2024");
  fixture_set (f->workbook, "activity", id, "period", "2024-03-05");
  after = compose (f->workbook, "73/KH-SGDĐT");
  cell = nh_table_get_cell (page_of (after, 1)->table, 5, 2);
  g_assert_cmpint (cell->kind, ==, NH_CELL_DATE);
  g_assert_cmpuint ((guint) cell->number, ==, nh_day_from_ymd (2024, 3, 5));
  g_assert_cmpstr (cell->text, ==, "05/03/2024");
  fixture_set (f->workbook, "activity", id, "period", "5/3/2024");
  exact = compose (f->workbook, "73/KH-SGDĐT");
  g_assert_cmpint (nh_table_get_cell (page_of (exact, 1)->table, 5, 2)->kind, ==, NH_CELL_DATE);
  fixture_set (f->workbook, "activity", id, "period", "14h00 ngày 5/3/2024");
  hour = compose (f->workbook, "73/KH-SGDĐT");
  cell = nh_table_get_cell (page_of (hour, 1)->table, 5, 2);
  g_assert_cmpint (cell->kind, ==, NH_CELL_TEXT);
  g_assert_cmpstr (cell->text, ==, "14h00 ngày 5/3/2024");
}

static void
test_blocks_of_unequal_length (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) pages = NULL;
  const NhAppendixPage *one;

  fixture_create (f->workbook, "activity", "plan", "73/KH-SGDĐT", "kind", "lesson_study", "level",
                  "THPT", "hosts", "THPT Lục Nam", "subject", "=Vật lí", "grade", "10", "period",
                  "4/2024", NULL);
  pages = compose (f->workbook, "73/KH-SGDĐT");
  one = page_of (pages, 0);
  assert_size (one, 2, 5, 8);
  assert_row (one, 6, "||||5|THPT Lục Nam|=Vật lí 10|Tháng 4/2024");
  g_assert_cmpint (nh_table_get_cell (one->table, 6, 6)->kind, ==, NH_CELL_TEXT);
}

static void
test_dau_tieng (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) pages = compose (f->workbook, "48/KH-PGDĐT");
  const NhAppendixPage *clusters = page_of (pages, 0);
  const NhAppendixPage *themes = page_of (pages, 1);
  const NhAppendixPage *calendar = page_of (pages, 2);
  guint n_stretches = 0;
  guint n[3] = { 0, 0, 0 };

  g_assert_cmpuint (pages->len, ==, 4);
  g_assert_cmpstr (page_of (pages, 3)->heading, ==, "Phụ lục IV");
  assert_has (clusters->attached, "số 48/KH-PGDĐT ngày 20 tháng 9 năm 2023 của Phòng GDĐT");
  assert_size (clusters, 1, 2, 4);
  assert_row (clusters, 0, "Số TT|Cụm|Các đơn vị|Cụm trưởng");
  g_assert_cmpstr (text_at (clusters, 1, 1), ==, "Một");
  g_assert_cmpstr (text_at (clusters, 1, 2), ==,
                   "Tiểu học: Dầu Tiếng, Ngô Quyền, Định Hiệp, Định Phước, Thanh An, Thanh Tân, "
                   "Bến Súc, Thanh Tuyền, An Lập");
  g_assert_cmpstr (text_at (clusters, 2, 2), ==,
                   "Tiểu học: Minh Thạnh, Minh Hòa, Hòa Lộc, Minh Tân, Định An, Định Thành, Long "
                   "Hòa; TH-THCS Long Tân");
  assert_has (text_at (clusters, 1, 3), "\nĐT: ");
  assert_row (themes, 0, "TT|Chuyên đề, mô hình|Chỉ tiêu thực hiện|Đơn vị thí điểm");
  for (guint r = 1; r < nh_table_get_n_rows (themes->table); r++)
    {
      const char *pilots = text_at (themes, r, 3);

      if (strstr (text_at (themes, r, 1), "STEM"))
        g_assert_cmpstr (pilots, ==, "TH Bến Súc, TH Ngô Quyền, TH Minh Hòa");
      n_stretches += g_str_equal (pilots, "TH Minh Thạnh, TH Dầu Tiếng");
    }
  g_assert_cmpuint (n_stretches, ==, 1);

  n_stretches = 0;
  for (guint r = 1; r < nh_table_get_n_rows (calendar->table); r++)
    if (nh_table_get_cell (calendar->table, r, 0)->column_span > 1)
      n_stretches++;
    else
      n[n_stretches - 1]++;
  g_assert_cmpuint (n_stretches, ==, 3);
  g_assert_cmpuint (n[0], ==, 9);
  g_assert_cmpuint (n[1], ==, 8);
  g_assert_cmpuint (n[2], ==, 4);
}

static void
test_quang_ngai_2017 (Fixture *f, gconstpointer data)
{
  static const char *const times[] = { "Tháng 8", "Tháng 9", "Tháng 10", "Tháng 11,12",
                                       "Tháng 1", "Tháng 2", "Tháng 3,4,5", "Tháng 7" };
  g_autoptr (GPtrArray) pages = compose (f->workbook, "758/KH-SGDĐT");
  const NhAppendixPage *clusters = page_of (pages, 0);
  const NhAppendixPage *general = page_of (pages, 1);
  const NhAppendixPage *own = page_of (pages, 2);

  g_assert_cmpuint (pages->len, ==, 3);
  assert_has (clusters->attached, "số 758/KH-SGDĐT ngày 13 tháng 10 năm 2017 của Sở GD");
  assert_size (clusters, 1, 3, 4);
  g_assert_cmpstr (text_at (clusters, 1, 1), ==, "Nhất");
  g_assert_cmpstr (text_at (clusters, 1, 2), ==, "Ba Tơ, Đức Phổ, Mộ Đức, Minh Long, Tư Nghĩa");
  assert_size (general, 1, 8, 4);
  assert_row (general, 0, "Thời gian|Nội dung hoạt động|Biện pháp|Thành phần");
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    g_assert_cmpstr (text_at (general, i + 1, 0), ==, times[i]);
  assert_size (own, 1, 3, 5);
  for (guint i = 1; i <= 3; i++)
    g_assert_cmpstr (text_at (own, i, 0), ==, "Tháng 3/2018");
  g_assert_cmpstr (text_at (own, 1, 1), ==, "Nhất");
  g_assert_cmpstr (text_at (own, 2, 1), ==, "Nhì");
  g_assert_cmpstr (text_at (own, 3, 1), ==, "Ba");
}

static void
test_quang_ngai_2024 (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) pages = compose (f->workbook, "2024 - 2025");
  const NhAppendixPage *members = page_of (pages, 0);
  const NhAppendixPage *calendar = page_of (pages, 1);

  /* Neither number nor day are known yet. */
  assert_has (members->attached, "số ……/KH-SGDĐT ngày …… tháng 9 năm 2024 của ");
  assert_row (members, 0, "TT|Họ và tên|Chức vụ, đơn vị công tác|Tham gia sinh hoạt");
  assert_size (members, 1, 3, 4);
  assert_has (text_at (members, 1, 2), "Phó Hiệu trưởng, Trường PTDTBT Tiểu học Sơn Ba");
  g_assert_cmpstr (text_at (members, 1, 3), ==, "Môn Lịch sử và Địa lí");
  g_assert_cmpstr (text_at (members, 3, 3), ==, "Môn Âm nhạc");
  g_assert_cmpuint (nh_table_get_n_columns (calendar->table), >=, 4);
  g_assert_cmpstr (text_at (calendar, 0, 1), ==, "Thời gian");
  g_assert_cmpstr (text_at (calendar, 0, 2), ==, "Địa điểm");
  g_assert_cmpuint (nh_table_get_n_rows (calendar->table), >, 5);
}

/* The plan's appendices show who was there on its day, with the posts and units of that day. */
static void
test_rosters_of_the_day (Fixture *f, gconstpointer data)
{
  gint64 plan = find_plan (f->workbook, "2024 - 2025");
  g_autofree char *key = g_strdup_printf ("#%" G_GINT64_FORMAT, plan);
  g_autofree char *cluster = NULL;

  fixture_create (f->workbook, "appendix", "plan", key, "title", "Thay đổi", "view",
                  "roster_changes", NULL);
  {
    g_autoptr (GPtrArray) pages = compose (f->workbook, "2024 - 2025");
    const NhAppendixPage *changes = page_of (pages, pages->len - 1);

    assert_row (changes, 0, "TT|Nội dung thay đổi|Tổ, cụm, nhóm|Trước khi thay đổi|"
                            "Sau khi thay đổi|Từ ngày|Quyết định");
    assert_size (changes, 1, 3, 7);
    g_assert_cmpstr (text_at (changes, 1, 1), ==, "Thay thế");
    assert_has (text_at (changes, 1, 3), "Huỳnh Thị Thu Sương");
    assert_has (text_at (changes, 1, 4), "Bà Đỗ Thị Ngọc Huyền, Phó Hiệu trưởng, Trường PTDTBT");
    g_assert_cmpstr (text_at (changes, 1, 5), ==, "01/09/2024");
  }
  /* She was a teacher elsewhere until the end of that month, and leads her group. */
  fixture_create (f->workbook, "person_post", "person", "Đỗ Thị Ngọc Huyền", "until_on",
                  "30/9/2024", "post", "Giáo viên", "unit", "TH Phổ Cường", NULL);
  fixture_set (f->workbook, "membership",
               fixture_sql (f->workbook, "SELECT m.id FROM membership m JOIN person p "
                                         "ON p.id = m.person WHERE p.name = 'Đỗ Thị Ngọc Huyền'"),
               "role", "group_leader");
  {
    g_autoptr (GPtrArray) pages = compose (f->workbook, "2024 - 2025");
    const NhAppendixPage *members = page_of (pages, 0);

    assert_row (members, 0, "TT|Họ và tên|Chức vụ, đơn vị công tác|Nhiệm vụ|Tham gia sinh hoạt");
    assert_has (text_at (members, 1, 2), "Giáo viên, Trường Tiểu học Phổ Cường");
    g_assert_cmpstr (text_at (members, 1, 3), ==, "Nhóm trưởng");
    g_assert_cmpstr (text_at (members, 2, 3), ==, "Thành viên");
  }
  /* A plan of the year before shows those who were there then. */
  fixture_set (f->workbook, "plan", plan, "school_year", "2023-2024");
  fixture_set (f->workbook, "plan", plan, "issued", "20/9/2023");
  {
    g_autoptr (GPtrArray) pages = compose (f->workbook, "2024 - 2025");

    g_assert_cmpstr (text_at (page_of (pages, 0), 1, 1), ==, "Huỳnh Thị Thu Sương");
  }
  /* A unit that left a cluster stays in the appendix of the plan of then. */
  cluster = g_strdup_printf ("#%" G_GINT64_FORMAT, fixture_find (f->workbook, "team", "Cụm Một"));
  fixture_create (f->workbook, "team_unit", "team", cluster, "unit", "TH Phổ Cường", "to_on",
                  "30/6/2024", NULL);
  {
    g_autoptr (GPtrArray) pages = compose (f->workbook, "48/KH-PGDĐT");

    assert_has (text_at (page_of (pages, 0), 1, 2), "Phổ Cường");
  }
}

static void
test_hai_duong (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) pages = compose (f->workbook, "Bồi dưỡng");
  const NhAppendixPage *programmes = page_of (pages, 0);
  const NhAppendixPage *deadlines = page_of (pages, 1);
  gboolean forty = FALSE;
  gboolean yearly = FALSE;
  gboolean june = FALSE;

  assert_has (programmes->attached,
              "(Kèm theo Kế hoạch số ……/…… ngày …… tháng …… năm …… của Sở GDĐT");
  assert_row (programmes, 0, "TT|Mã|Tên chương trình, mô đun bồi dưỡng|Đối tượng|Số tiết");
  for (guint r = 1; r < nh_table_get_n_rows (programmes->table); r++)
    {
      const NhCell *title = nh_table_get_cell (programmes->table, r, 2);
      const NhCell *periods = nh_table_get_cell (programmes->table, r, 4);

      if (title && strstr (title->text, "Chương trình bồi dưỡng 3"))
        {
          g_assert_cmpint (periods->kind, ==, NH_CELL_NUMBER);
          g_assert_cmpint ((int) periods->number, ==, 40);
          forty = TRUE;
        }
    }
  g_assert_true (forty);
  assert_row (deadlines, 0, "TT|Nội dung báo cáo|Đơn vị thực hiện|Thời hạn|Nơi nhận, hình thức");
  for (guint r = 1; r < nh_table_get_n_rows (deadlines->table); r++)
    {
      const NhCell *due = nh_table_get_cell (deadlines->table, r, 3);

      yearly |= strstr (due->text, "31") && strstr (due->text, "5");
      june |= strstr (due->text, "15") && strstr (due->text, "6/2024");
    }
  g_assert_true (yearly);
  g_assert_true (june);
}

/* A plan with one appendix does not number it; file names hold nothing that systems forbid. */
static void
test_names (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) one = NULL;

  fixture_create (f->workbook, "plan", "title", "Kế hoạch \"lạ\": A/B\\C*?<|>\nrất dài "
                  "rất dài rất dài rất dài rất dài rất dài rất dài rất dài rất dài.", NULL);
  fixture_create (f->workbook, "appendix", "plan",
                  "Kế hoạch \"lạ\": A/B\\C*?<|> rất dài rất dài rất dài rất dài rất dài rất dài "
                  "rất dài rất dài rất dài.",
                  "title", "Lịch của GDTrH năm học", "view", "inspections", NULL);
  one = compose (f->workbook, "Kế hoạch \"lạ\"");
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (page_of (one, 0)->heading, ==, "Phụ lục");
  g_assert_cmpstr (page_of (one, 0)->title, ==, "LỊCH CỦA GDTrH NĂM HỌC");
  g_assert_null (strpbrk (page_of (one, 0)->file_name, "/\\:*?\"<>|\n"));
  g_assert_cmpint (g_utf8_strlen (page_of (one, 0)->file_name, -1), <=, 80);
  g_assert_false (g_str_has_suffix (page_of (one, 0)->file_name, "."));
  g_assert_false (g_str_has_suffix (page_of (one, 0)->file_name, " "));
  assert_size (page_of (one, 0), 1, 0, 3);
}

/* Each view stands on an empty plan too: head rows and no crash. */
static void
test_empty_plan (Fixture *f, gconstpointer data)
{
  const NhEntity *appendix = nh_entity_find ("appendix");
  const NhField *view = &appendix->fields[NH_FIELD (appendix, "view")];
  gint64 plan = fixture_create (f->workbook, "plan", "title", "Trống", NULL);

  for (const NhChoice *c = view->choices; c->key; c++)
    for (int side = 0; side < 2; side++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (NhTable) table = nh_compose_view (f->workbook, plan, c->key,
                                                     side ? "side_by_side" : "single",
                                                     g_str_equal (c->key, "list") ? "list=activity" : NULL, &error);

        g_assert_no_error (error);
        g_assert_cmpuint (nh_table_get_n_head_rows (table), ==, 1);
        if (nh_table_get_n_rows (table) != 1)
          g_error ("%s of an empty plan has %u rows", c->key, nh_table_get_n_rows (table));
      }
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (nh_compose_view (f->workbook, plan, "dances", "single", NULL, &error));
    g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN);
    g_clear_error (&error);
    g_assert_null (nh_compose_appendix (f->workbook, 12345, &error));
    g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND);
  }
}

#define ADD(name, function) \
  g_test_add ("/compose/" name, Fixture, "sample", fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("bac-giang", test_bac_giang);
  ADD ("live", test_live);
  ADD ("blocks-of-unequal-length", test_blocks_of_unequal_length);
  ADD ("dau-tieng", test_dau_tieng);
  ADD ("quang-ngai-2017", test_quang_ngai_2017);
  ADD ("quang-ngai-2024", test_quang_ngai_2024);
  ADD ("rosters-of-the-day", test_rosters_of_the_day);
  ADD ("hai-duong", test_hai_duong);
  ADD ("names", test_names);
  ADD ("empty-plan", test_empty_plan);
  return g_test_run ();
}
