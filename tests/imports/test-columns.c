/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which row is the head, and what each column is taken for.
 */
#include "import-fixture.h"

#include <string.h>

/* The targets of all columns, "," between. */
static char *
targets_of (NhImport *import)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < nh_import_get_n_columns (import); i++)
    g_string_append_printf (text, "%s%s", i ? "," : "", nh_import_get_column (import, i)->target);
  return g_string_free (text, FALSE);
}

static void
test_headings (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *entity, *head, *wanted;
  } tables[] = {
    { "person", "TT|Họ và tên|Chức vụ|Đơn vị công tác|ĐT", ",name,post,unit,phone" },
    { "person", "STT|HỌ TÊN GV|NĂM SINH|Trường|Môn|SĐT|Ghi chú", ",name,birth_year,unit,subjects,phone,note" },
    { "person", "Số TT|Ho ten|Ngày tháng năm sinh|Đơn vị|Môn dạy|Số điện thoại|Email",
      ",name,birth_year,unit,subjects,phone,email" },
    { "person", "TT|Họ và tên|Chức vụ, đơn vị công tác|Ghi chú", ",name,*post_unit,note" },
    { "person", "STT|Họ tên, chức vụ, đơn vị, điện thoại", ",*person" },
    { "person", "Danh xưng|Họ và tên|Chức vụ|Đơn vị công tác|Môn|Điện thoại|Thư điện tử|Năm sinh",
      "title,name,post,unit,subjects,phone,email,birth_year" },
    { "person", "Full name|Post|Unit|Phone|E-mail|Year of birth", "name,post,unit,phone,email,birth_year" },
    { "unit", "STT|Tên trường|Loại hình|Xã|Điện thoại", ",name,kind,area,phone" },
    { "unit", "TT|Tên đơn vị|Trực thuộc|Tên khác|Ghi chú", ",name,parent,aliases,note" },
    { "membership", "STT|Họ và tên|Chức vụ|Đơn vị|Nhiệm vụ", ",person.name,person.post,person.unit,role" },
    { "membership", "TT|Cụm|Họ tên|Chức vụ + đơn vị|Tham gia sinh hoạt|Điện thoại",
      ",team,person.name,*post_unit,subject,person.phone" },
    { "activity", "Thời gian|Nội dung hoạt động|Biện pháp|Thành phần", "period,content,measures,participants" },
    { "activity", "TT|Các đơn vị|Thời gian", ",inspected,period" },
    { "activity", "TT|Nội dung|Đơn vị|Số lượng đơn vị", ",content,hosts,," },
    { "activity", "TT|Đơn vị tổ chức|Môn học|Lớp|Thời gian tổ chức", ",hosts,subject,grade,period" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *text = g_strconcat ("SỞ GIÁO DỤC\n\nDANH SÁCH\n", tables[i].head, "\n1|a|b|c|d", NULL);
      g_autoptr (NhImport) import = import_new (fixture, tables[i].entity, text);
      g_autofree char *targets = targets_of (import);

      g_test_message ("%s", tables[i].head);
      g_assert_cmpint (nh_import_get_header_row (import, NULL), ==, 3);
      if (g_str_has_prefix (targets, tables[i].wanted))
        continue;
      g_assert_cmpstr (targets, ==, tables[i].wanted);
    }
}

/* "Ngày sinh" over "Nam" and "Nữ", other headings merged over both rows. */
static void
test_two_levels (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhSheet) sheet = import_sheet ("TT|Họ và tên|Ngày sinh||Liên hệ|\n"
                                            "|||||\n"
                                            "1|Nguyễn Thị Bưởi||12/3/1980|0912345678|a@example.invalid");
  g_autoptr (NhImport) import = NULL;
  g_autofree char *targets = NULL;
  guint n;

  nh_sheet_set (sheet, 1, 2, NH_SHEET_TEXT, "Nam");
  nh_sheet_set (sheet, 1, 3, NH_SHEET_TEXT, "Nữ");
  nh_sheet_set (sheet, 1, 4, NH_SHEET_TEXT, "Điện thoại");
  nh_sheet_set (sheet, 1, 5, NH_SHEET_TEXT, "Email");
  nh_sheet_add_merge (sheet, 0, 0, 2, 1);
  nh_sheet_add_merge (sheet, 0, 1, 2, 1);
  nh_sheet_add_merge (sheet, 0, 2, 1, 2);
  nh_sheet_add_merge (sheet, 0, 4, 1, 2);
  import = nh_import_new (fixture->workbook, nh_entity_find ("person"), sheet);
  g_assert_cmpint (nh_import_get_header_row (import, &n), ==, 0);
  g_assert_cmpuint (n, ==, 2);
  targets = targets_of (import);
  g_assert_cmpstr (targets, ==, ",name,birth_year,birth_year,phone,email");
  g_assert_cmpstr (nh_import_get_column (import, 3)->heading, ==, "Ngày sinh – Nữ");
  import_apply (import);
  g_assert_cmpint (fixture_sql (fixture->workbook, "SELECT birth_year FROM person"), ==, 1980);
}

static void
test_content (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhImport) packed
      = import_new (fixture, "person",
                    "TT|Họ và tên|Ghi chú\n1|Bà Nguyễn Thị Lan - HT trường TH Bến Súc - 0912 345 678|\n"
                    "2|Ông Lê Văn Khế - PHT trường TH Cầu Ván - 0912 345 679|");
  g_autoptr (NhImport) post_unit
      = import_new (fixture, "person",
                    "TT|Họ và tên|Đơn vị\n1|Nguyễn Thị Lan|HT trường TH Bến Súc\n2|Lê Văn Khế|GV trường TH Cầu Ván");
  g_autofree char *a = targets_of (packed);
  g_autofree char *b = targets_of (post_unit);

  g_assert_cmpstr (a, ==, ",*person,note");
  g_assert_cmpint (nh_import_get_column (packed, 1)->how, ==, NH_IMPORT_HOW_CONTENT);
  g_assert_cmpstr (b, ==, ",name,*post_unit");
}

static void
test_learned (Fixture *fixture, gconstpointer data)
{
  const char *table = "STT|Nhà giáo|Nơi dạy|Kiêm nhiệm\n1|Nguyễn Thị Lan|Trường TH Bến Súc|Thủ quỹ";
  g_autoptr (NhImport) first = import_new (fixture, "person", table);
  g_autoptr (NhImport) again = NULL;
  g_autoptr (NhImport) units = NULL;
  g_autofree char *targets = NULL;

  g_assert_true (nh_import_map_heading (first, "nha giao", "name"));
  g_assert_true (nh_import_map_heading (first, "Nơi dạy", "unit"));
  g_assert_false (nh_import_map_heading (first, "Nơi ở", "unit"));
  g_assert_false (nh_import_map_heading (first, "Nơi dạy", "no such field"));
  import_apply (first);
  again = import_new (fixture, "person", table);
  targets = targets_of (again);
  g_assert_cmpstr (targets, ==, ",name,unit,");
  g_assert_cmpint (nh_import_get_column (again, 1)->how, ==, NH_IMPORT_HOW_LEARNED);
  /* What a heading means for people it need not mean for units. */
  units = import_new (fixture, "unit", table);
  g_assert_cmpstr (nh_import_get_column (units, 2)->target, ==, "");
  /* Learned in the step of the import: taken back with it. */
  fixture_undo (fixture->workbook);
  g_assert_cmpint (fixture_count (fixture->workbook, "setting"), ==, 0);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhImport) import = import_new (fixture, "person", "x|y\n1|2\n3|4");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nh_import_get_header_row (import, NULL), ==, -1);
  g_assert_cmpuint (nh_import_count_recognised (import), ==, 0);
  g_assert_false (nh_import_plan (import, NULL, NULL, NULL, &error));
  g_assert_error (error, NH_IMPORT_ERROR, NH_IMPORT_ERROR_NO_COLUMNS);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/imports/columns/headings", test_headings);
  ADD ("/imports/columns/two-levels", test_two_levels);
  ADD ("/imports/columns/content", test_content);
  ADD ("/imports/columns/learned", test_learned);
  ADD ("/imports/columns/nothing", test_nothing);
  return g_test_run ();
}
