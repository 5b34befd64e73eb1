/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whom a row is about: people and units that are there already, namesakes. All people are invented.
 */
#include "import-fixture.h"

#include <string.h>

static const char first[] = "Họ và tên|Chức vụ|Đơn vị|Năm sinh|Điện thoại\n"
                            "Nguyễn Thị Lan|HT|Trường TH Bến Súc|1980|0912345678\n"
                            "Lê Văn Hoà|GV|Trường TH Bến Súc||0912345679";

static void
test_update (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhImport) import = NULL;
  g_autofree char *changes = NULL;

  import_all (fixture, "person", first, NULL);
  /* Old tone placement, another case, the post in words: the same person, the same post. */
  import = import_new (fixture, "person",
                       "Họ và tên|Chức vụ|Đơn vị|Năm sinh|Điện thoại\n"
                       "NGUYỄN THỊ LAN|Hiệu trưởng|TH Bến Súc|12/3/1980|0912 345 678\n"
                       "Lê Văn Hòa|TTCM|Trường Tiểu học Bến Súc|1985|");
  import_plan (import);
  import_assert_fates (import, "-SU");
  changes = import_changes (import, 2);
  g_assert_cmpstr (changes, ==, "post: GV > TTCM; birth_year:  > 1985");
  nh_import_set_update (import, FALSE);
  import_plan (import);
  import_assert_fates (import, "-SS");
  g_assert_cmpstr (nh_import_get_reason (import, 2), ==, "What differs was left as it is stored.");
  nh_import_set_update (import, TRUE);
  import_apply (import);
  g_assert_cmpint (fixture_count (fixture->workbook, "person"), ==, 2);
  g_assert_cmpint (fixture_count (fixture->workbook, "unit"), ==, 1);
  g_assert_cmpint (fixture_sql (fixture->workbook, "SELECT count (*) FROM person WHERE name = 'Lê Văn Hoà' AND post = 'TTCM'"), ==, 1);
}

static void
test_namesakes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhImport) import = NULL;
  g_autoptr (GArray) candidates = NULL;
  g_autofree char *who = NULL;

  import_all (fixture, "person", first, NULL);
  import = import_new (fixture, "person",
                       "Họ và tên|Đơn vị|Năm sinh|Ghi chú\n"
                       "Nguyễn Thị Lan|Trường TH Cầu Ván||\n"         /* another unit: another person */
                       "Nguyễn Thị Lan|Trường TH Bến Súc|1990|\n"     /* another birth */
                       "Nguyễn Thị Lan|||mới\n"                       /* nothing tells */
                       "Lê Văn Hoa|Trường TH Bến Súc||\n"             /* another name */
                       "Lê Văn Hoà|||");                             /* nothing new: no harm */
  import_plan (import);
  import_assert_fates (import, "-NNANS");
  g_assert_nonnull (strstr (nh_import_get_reason (import, 1), "Another person of this name: Nguyễn Thị Lan, born 1980, Trường TH Bến Súc"));
  g_assert_nonnull (strstr (nh_import_get_reason (import, 3), "Row 4 may mean somebody who is there already"));
  candidates = nh_import_get_candidates (import, 3);
  g_assert_cmpuint (candidates->len, ==, 1);
  who = nh_import_describe_record (import, g_array_index (candidates, gint64, 0));
  g_assert_cmpstr (who, ==, "Nguyễn Thị Lan, born 1980, Trường TH Bến Súc, 0912 345 678");
  nh_import_set_record (import, 3, g_array_index (candidates, gint64, 0));
  import_plan (import);
  import_assert_fates (import, "-NNUNS");
  nh_import_set_decision (import, 3, NH_IMPORT_AS_NEW);
  import_plan (import);
  import_assert_fates (import, "-NNNNS");
  nh_import_set_decision (import, 3, NH_IMPORT_SKIP);
  import_plan (import);
  import_assert_fates (import, "-NN-NS");
  nh_import_set_decision (import, 3, NH_IMPORT_AUTO);
  import_apply (import);
  g_assert_cmpint (fixture_sql (fixture->workbook, "SELECT count (*) FROM person WHERE name = 'Nguyễn Thị Lan'"), ==, 3);
}

/* Words that are others in Unicode follow the rest of their row; "none" is no wrong number. */
static void
test_doubtful_cells (Fixture *fixture, gconstpointer data)
{
  g_autofree char *people = NULL;

  import_all (fixture, "person",
              "Họ và tên|Điện thoại|Email|Đơn vị|Chức vụ|Sinh\n"
              "NguyÔn V¨n T\303\257ng|-|tung@cauvan.edu.vn|TH Phó An|Tæ tr\302\255ëng|1/2/1980\n"
              "Lê Thị Lan|Không có||TH Phú An|Phó HT|1981\n",
              NULL);
  people = import_query (fixture, "SELECT p.name, p.phone, p.email, u.name, p.post, p.birth_year FROM person p "
                                  "JOIN unit u ON u.id = p.unit ORDER BY p.id");
  g_assert_cmpstr (people, ==, "Nguyễn Văn Tùng||tung@cauvan.edu.vn|TH Phú An|Tổ trưởng|1980\n"
                               "Lê Thị Lan|||TH Phú An|Phó HT|1981");
}

static void
test_within_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhImport) import
      = import_new (fixture, "person",
                    "Họ và tên|Đơn vị|Năm sinh|Điện thoại|Môn\n"
                    "Nguyễn Thị Lan|Trường TH Bến Súc|1980||Toán\n"
                    "Nguyễn Thị Lan|TH Bến Súc|1980||Toán\n"
                    "Nguyễn Thị Lan|TH Bến Súc||0912345678|\n"
                    "Nguyễn Thị Lan|TH Bến Súc||0987654321|\n"
                    "Nguyễn Thị Lan|TH Bến Súc|1990||");
  g_autofree char *people = NULL;

  import_plan (import);
  import_assert_fates (import, "-NSUAN");
  g_assert_cmpstr (nh_import_get_reason (import, 2), ==, "The same person as in row 2.");
  import_apply (import);
  people = import_query (fixture, "SELECT birth_year, phone, subjects FROM person ORDER BY id");
  g_assert_cmpstr (people, ==, "1980|0912345678|Toán\n1990||");
}

/* Two rows that may be two people stay doubtful when the table comes again. */
static void
test_twice (Fixture *fixture, gconstpointer data)
{
  static const char table[] = "Họ và tên|Đơn vị|Năm sinh|Điện thoại\n"
                              "Nguyễn Thị Lan|Trường TH Bến Súc|1980|0912345678\n"
                              "Nguyễn Thị Lan|Trường TH Bến Súc|1980|0987654321\n";
  g_autoptr (NhImport) import = import_new (fixture, "person", table);
  g_autoptr (NhImport) again = NULL;
  g_autofree char *people = NULL;

  import_plan (import);
  import_assert_fates (import, "-NA");
  import_apply (import);
  again = import_new (fixture, "person", table);
  import_plan (again);
  import_assert_fates (again, "-SA");
  import_apply (again);
  people = import_query (fixture, "SELECT phone FROM person");
  g_assert_cmpstr (people, ==, "0912345678");
}

static void
test_split (Fixture *fixture, gconstpointer data)
{
  g_autofree char *people = NULL;
  guint counts[NH_IMPORT_N_FATES];
  static const char table[] = "STT|Họ tên, chức vụ, đơn vị, điện thoại\n"
                              "1|Bà Nguyễn Thị Lan - HT trường TH Bến Súc - 0912 345 678 - 0987 654 321\n"
                              "2|Ông: Lê Văn Hoà GV Trường TH Bến Súc 0912345679";

  import_all (fixture, "person", table, NULL);
  people = import_query (fixture, "SELECT p.title, p.name, p.post, u.name, p.phone, p.note FROM person p JOIN unit u ON "
                                  "u.id = p.unit ORDER BY p.id");
  g_assert_cmpstr (people, ==,
                   "Bà|Nguyễn Thị Lan|HT|Trường TH Bến Súc|0912345678|ĐT khác: 0987 654 321\n"
                   "Ông|Lê Văn Hoà|GV|Trường TH Bến Súc|0912345679|");
  import_all (fixture, "person", table, counts);
  g_assert_cmpuint (counts[NH_IMPORT_FATE_SAME], ==, 2);
}

static void
test_units (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhImport) import = NULL;
  g_autofree char *units = NULL;
  gint64 office;

  office = fixture_create (fixture->workbook, "unit", "name", "Phòng GDĐT huyện Cầu Ván", "kind", "district_office",
                           "area", "Cầu Ván", NULL);
  fixture_create (fixture->workbook, "unit", "name", "Trường Tiểu học Hòa Lộc", "kind", "primary", "aliases",
                  "TH Hoà Lộc cũ", NULL);
  fixture_create (fixture->workbook, "unit", "name", "TH-THCS An Lập", "kind", "primary_secondary", NULL);
  import = import_new (fixture, "unit",
                       "STT|Tên trường|Trực thuộc|Điện thoại|Tên khác\n"
                       "1|TH Hoà Lộc|Phòng GD&ĐT huyện Cầu Ván|02743561234|\n"
                       "2|TH Hoà Lộc cũ|||\n"
                       "3|Trường TH&THCS An Lập|||THCS An Lập\n"
                       "4|Đức Thắng 1,2|||\n"
                       "5|TH Thanh Tuyên|||\n"
                       "6|TH Thanh Tuyền|||\n"
                       "7|TH Hoà Lọc|||");
  import_plan (import);
  import_assert_fates (import, "-USUNNNN");
  g_assert_nonnull (strstr (nh_import_get_reason (import, 6), "Nearly the same name is in the list: “TH Thanh Tuyên”."));
  import_apply (import);
  units = import_query (fixture, "SELECT name, kind FROM unit WHERE name LIKE 'Đức%' OR name LIKE '%Thanh%' ORDER BY id");
  g_assert_cmpstr (units, ==, "Đức Thắng 1|other\nĐức Thắng 2|other\nTH Thanh Tuyên|primary\nTH Thanh Tuyền|primary");
  g_assert_cmpint (fixture_sql (fixture->workbook, "SELECT parent FROM unit WHERE name = 'Trường Tiểu học Hòa Lộc'"), ==, office);
  g_assert_cmpint (fixture_sql (fixture->workbook, "SELECT count (*) FROM unit_alias"), ==, 2);
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhImport) import
      = import_new (fixture, "person",
                    "STT|Họ và tên|Đơn vị|Năm sinh|Điện thoại\n"
                    "1|Nguyễn Thị Lan|Trường TH Bến Súc|1980|gọi sau\n"
                    "2|Lê Văn Hoà|Trường TH Bến Súc|mùa xuân|\n"
                    "3||Trường TH Bến Súc|1980|\n"
                    "4|Trần Thị Sen|TH Đức Thắng 1,2||\n"
                    "5|Phạm Thị Mận|Trường TH Bến Súc||0912345678");

  import_plan (import);
  import_assert_fates (import, "-EEEEN");
  g_assert_true (g_str_has_prefix (nh_import_get_reason (import, 1), "Row 2, column E (Điện thoại): “gọi sau” is not a phone number"));
  g_assert_true (g_str_has_prefix (nh_import_get_reason (import, 2), "Row 3, column D (Năm sinh): “mùa xuân” tells no year"));
  g_assert_cmpstr (nh_import_get_reason (import, 3), ==, "Row 4: the name of the person is missing.");
  g_assert_true (g_str_has_prefix (nh_import_get_reason (import, 4), "Row 5, column C (Đơn vị): “TH Đức Thắng 1,2” names several units."));
  before = fixture_dump (fixture->workbook);
  g_assert_false (nh_import_apply (import, NULL, NULL, NULL, &error));
  g_assert_error (error, NH_IMPORT_ERROR, NH_IMPORT_ERROR_ROWS);
  g_assert_nonnull (strstr (error->message, "4 rows are wrong, so nothing was stored. The first: Row 2"));
  after = fixture_dump (fixture->workbook);
  g_assert_cmpstr (before, ==, after);
  nh_import_set_skip_errors (import, TRUE);
  import_apply (import);
  g_assert_cmpint (fixture_count (fixture->workbook, "person"), ==, 1);
  nh_import_set_create_missing (import, FALSE);
  import_plan (import);
  import_assert_fates (import, "-EEEES");
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/imports/people/update", test_update);
  ADD ("/imports/people/namesakes", test_namesakes);
  ADD ("/imports/people/within-file", test_within_file);
  ADD ("/imports/people/twice", test_twice);
  ADD ("/imports/people/doubtful-cells", test_doubtful_cells);
  ADD ("/imports/people/split", test_split);
  ADD ("/imports/people/units", test_units);
  ADD ("/imports/people/errors", test_errors);
  return g_test_run ();
}
