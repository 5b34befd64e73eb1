/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which rows of a sheet are rows of its table, and what group heads say. All people are invented.
 */
#include "import-fixture.h"

#include <string.h>

/* A list as it is sent: letterhead, heads repeated on the second page, groups, a total, notes. */
static const char messy[]
    = "PHÒNG GDĐT CẦU VÁN||CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM||\n"
      "DANH SÁCH GIÁO VIÊN CỐT CÁN||||\n"
      "||||\n"
      "STT|Họ và tên|Chức vụ|Năm sinh|Điện thoại\n"
      "(1)|(2)|(3)|(4)|(5)\n"
      "I|Trường TH Bến Súc|||\n"
      "1|Bà Nguyễn Thị Lan|HT|1980|912345678\n"
      "2|Ông Lê Văn Hoà|GV|12/3/1985|0912.345.679\n"
      "||||\n"
      "STT|Họ và tên|Chức vụ|Năm sinh|Điện thoại\n"
      "II. Trường THCS Cầu Ván||||\n"
      "3|Trần Thị Sen|PHT|29293|01652345678\n"
      "4|NguyÔn V¨n T\303\257ng|GV|1990|\n"
      "|Tổng cộng: 4 người|||\n"
      "(Danh sách này có 4 người)||||\n"
      "Ghi chú: danh sách xếp theo trường.||||\n"
      "|||Cầu Ván, ngày 5 tháng 9 năm 2023|\n"
      "|NGƯỜI LẬP||HIỆU TRƯỞNG|\n"
      "|Phạm Thị Mận||Võ Văn Ổi|";

static void
test_messy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhImport) import = import_new (fixture, "person", messy);
  g_autofree char *people = NULL;
  g_autofree char *units = NULL;
  g_autofree char *remarks = NULL;

  import_plan (import);
  import_assert_fates (import, "------NN---NN------");
  g_assert_cmpstr (nh_import_get_reason (import, 8), ==, "An empty row.");
  g_assert_cmpstr (nh_import_get_reason (import, 9), ==, "The head of the table.");
  g_assert_cmpstr (nh_import_get_reason (import, 10), ==, "The head of a group; it counts for the rows below.");
  g_assert_cmpstr (nh_import_get_reason (import, 13), ==, "A total, not a row of the table.");
  g_assert_cmpstr (nh_import_get_reason (import, 17), ==, "A note or signature, not a row of the table.");
  remarks = g_strjoinv ("\n", (char **) nh_import_get_remarks (import));
  g_assert_nonnull (strstr (remarks, "1 cell in an encoding of before Unicode (TCVN3, VNI) was converted."));
  g_assert_nonnull (strstr (remarks, "1 phone number got back the 0 at its beginning."));
  g_assert_nonnull (strstr (remarks, "2 units that the list lacks will be added."));

  import_apply (import);
  people = import_query (fixture, "SELECT p.title, p.name, p.post, u.name, p.birth_year, p.phone FROM person p "
                                  "JOIN unit u ON u.id = p.unit ORDER BY p.id");
  g_assert_cmpstr (people, ==,
                   "Bà|Nguyễn Thị Lan|HT|Trường TH Bến Súc|1980|0912345678\n"
                   "Ông|Lê Văn Hoà|GV|Trường TH Bến Súc|1985|0912345679\n"
                   "|Trần Thị Sen|PHT|Trường THCS Cầu Ván|1980|0352345678\n"
                   "|Nguyễn Văn Tùng|GV|Trường THCS Cầu Ván|1990|");
  units = import_query (fixture, "SELECT name, kind FROM unit ORDER BY id");
  g_assert_cmpstr (units, ==, "Trường TH Bến Súc|primary\nTrường THCS Cầu Ván|lower_secondary");
}

/* "Đơn vị" merged over its teachers counts for each of them. */
static void
test_merged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhSheet) sheet = import_sheet ("STT|Đơn vị|Họ và tên\n"
                                            "1|Trường TH Bến Súc|Nguyễn Thị Lan\n"
                                            "2||Lê Văn Hoà\n"
                                            "3||Trần Thị Sen\n"
                                            "4|Trường TH Cầu Ván|Phạm Thị Mận");
  g_autoptr (NhImport) import = NULL;
  g_autofree char *people = NULL;

  nh_sheet_add_merge (sheet, 1, 1, 3, 1);
  import = nh_import_new (fixture->workbook, nh_entity_find ("person"), sheet);
  import_apply (import);
  people = import_query (fixture, "SELECT p.name, u.name FROM person p LEFT JOIN unit u ON u.id = p.unit ORDER BY p.id");
  g_assert_cmpstr (people, ==,
                   "Nguyễn Thị Lan|Trường TH Bến Súc\nLê Văn Hoà|Trường TH Bến Súc\n"
                   "Trần Thị Sen|Trường TH Bến Súc\nPhạm Thị Mận|Trường TH Cầu Ván");
}

static void
test_rows_chosen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhImport) import = import_new (fixture, "unit", "Tên trường\nTH A Bắc\nTH B Nam\nTH C Đông\nTH D Tây");

  nh_import_set_rows (import, 2, 3);
  import_plan (import);
  import_assert_fates (import, "--NN-");
  g_assert_cmpstr (nh_import_get_reason (import, 4), ==, "Outside the rows that were chosen.");
  nh_import_set_header_row (import, -1);
  nh_import_set_target (import, 0, "name");
  nh_import_set_decision (import, 0, NH_IMPORT_SKIP);
  import_plan (import);
  import_assert_fates (import, "-NNNN");
}

/* Groups of members: clusters above, the person with all facts in one cell. */
static void
test_groups_of_teams (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhImport) import
      = import_new (fixture, "membership",
                    "STT|Họ và tên|Chức vụ, đơn vị|Nhiệm vụ\n"
                    "I. Cụm Một|||\n"
                    "1|Bà Nguyễn Thị Lan|HT trường TH Bến Súc|Cụm trưởng\n"
                    "2|Ông Lê Văn Hoà|GV trường TH Bến Súc|Ủy viên\n"
                    "II. Cụm Hai (1 người)|||\n"
                    "3|Trần Thị Sen|PHT, Trường TH Cầu Ván|Cố vấn");
  g_autofree char *remarks = NULL;
  g_autofree char *members = NULL;
  guint n;
  const NhImportMissing *missing;

  import_plan (import);
  import_assert_fates (import, "--NN-N");
  missing = nh_import_get_missing (import, &n);
  g_assert_cmpuint (n, ==, 5); /* two teams, two units, one role */
  g_assert_cmpstr (missing[0].entity, ==, "unit");
  g_assert_cmpstr (missing[0].kind, ==, "Primary school");
  g_assert_cmpuint (missing[0].n_rows, ==, 2);
  remarks = g_strjoinv ("\n", (char **) nh_import_get_remarks (import));
  g_assert_nonnull (strstr (remarks, "3 people whom the list lacks will be added."));
  import_apply (import);
  members = import_query (fixture, "SELECT t.name, t.kind, p.name, m.role FROM membership m JOIN team t ON t.id = m.team "
                                   "JOIN person p ON p.id = m.person ORDER BY m.id");
  g_assert_cmpstr (members, ==,
                   "Cụm Một|cluster|Nguyễn Thị Lan|cluster_head\nCụm Một|cluster|Lê Văn Hoà|member\n"
                   "Cụm Hai|cluster|Trần Thị Sen|Cố vấn");
  g_assert_cmpint (fixture_sql (fixture->workbook, "SELECT count (*) FROM team_role WHERE name = 'Cố vấn'"), ==, 1);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/imports/rows/messy", test_messy);
  ADD ("/imports/rows/merged", test_merged);
  ADD ("/imports/rows/chosen", test_rows_chosen);
  ADD ("/imports/rows/groups-of-teams", test_groups_of_teams);
  return g_test_run ();
}
