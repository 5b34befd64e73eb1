/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells that pack several facts. All people and numbers are invented.
 */
#include "imports/nh-import-split.h"

static char *
show (const NhImportPerson *p)
{
  const char *parts[] = { p->title, p->name, p->post, p->unit, p->phone, p->more_phones, p->email, p->birth, p->rest };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (text, "%s%s", i ? "|" : "", parts[i] ? parts[i] : "");
  return g_string_free (text, FALSE);
}

static void
test_person (void)
{
  /* title|name|post|unit|phone|more phones|e-mail|birth|rest */
  static const struct
  {
    const char *text, *wanted;
  } cells[] = {
    { "Bà Nguyễn Thị Lan - HT trường TH Bến Súc - 0912 345 678",
      "Bà|Nguyễn Thị Lan|HT|trường TH Bến Súc|0912 345 678||||" },
    { "Ông: Lê Văn Hoà HT Trường TH Bến Súc 0912345678",
      "Ông|Lê Văn Hoà|HT|Trường TH Bến Súc|0912345678||||" },
    { "Bà: Trần Thị Sen - PGD Cầu Ván", "Bà|Trần Thị Sen||PGD Cầu Ván|||||" },
    { "đ/c Phạm Thị Mận, Phó Hiệu trưởng, Trường THCS Cầu Ván", "Đ/c|Phạm Thị Mận|Phó Hiệu trưởng|Trường THCS Cầu Ván|||||" },
    { "Thầy Võ Văn Trường - GV", "Thầy|Võ Văn Trường|GV||||||" },
    { "Nguyễn Văn Trường", "|Nguyễn Văn Trường|||||||" },
    { "Nguyễn Thị Bưởi (1980)", "|Nguyễn Thị Bưởi||||||1980|" },
    { "Nguyễn Thị Bưởi, sinh năm 1980", "|Nguyễn Thị Bưởi||||||1980|" },
    { "Lê Thị Khế\nsinh ngày 12/3/1979", "|Lê Thị Khế||||||12/3/1979|" },
    { "Lê Thị Khế - ĐT: 0912345678 - 0987654321", "|Lê Thị Khế|||0912345678|0987654321|||" },
    { "Lê Thị Khế 0912345678; 0274 3561 234", "|Lê Thị Khế|||0912345678|0274 3561 234|||" },
    { "Ngô Văn Lựu, lvl@example.invalid, TTCM Toán", "|Ngô Văn Lựu|TTCM Toán||||lvl@example.invalid||" },
    { "Hiệu trưởng Trường TH-THCS Cầu Ván: Ông Ngô Văn Lựu",
      "Ông|Ngô Văn Lựu|Hiệu trưởng|Trường TH-THCS Cầu Ván|||||" },
    { "Bà Nguyễn Thị Lan", "Bà|Nguyễn Thị Lan|||||||" },
    { "Cô Lan", "|Cô Lan|||||||" },
    { "NGUYỄN THỊ LAN", "|NGUYỄN THỊ LAN|||||||" },
    { "Ông Trần Phòng", "Ông|Trần Phòng|||||||" },
    { "Bà Đinh Thị Thơ – Chuyên viên Phòng GDĐT Cầu Ván – 912345678",
      "Bà|Đinh Thị Thơ|Chuyên viên|Phòng GDĐT Cầu Ván|912345678||||" },
    { "", "||||||||" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_auto (NhImportPerson) person = { NULL };
      g_autofree char *shown = NULL;

      nh_import_split_person (cells[i].text, &person);
      shown = show (&person);
      g_test_message ("%s", cells[i].text);
      g_assert_cmpstr (shown, ==, cells[i].wanted);
    }
}

static void
test_post_unit (void)
{
  static const struct
  {
    const char *text, *post, *unit;
  } cells[] = {
    { "Phó Hiệu trưởng, Trường TH Bến Súc", "Phó Hiệu trưởng", "Trường TH Bến Súc" },
    { "HT trường THCS Cầu Ván", "HT", "trường THCS Cầu Ván" },
    { "GV Toán trường THPT Cầu Ván", "GV Toán", "trường THPT Cầu Ván" },
    { "Giáo viên", "Giáo viên", NULL },
    { "Trường MN Hoa Mai", NULL, "Trường MN Hoa Mai" },
    { "Chuyên viên Phòng GD&ĐT Cầu Ván", "Chuyên viên", "Phòng GD&ĐT Cầu Ván" },
    { "HT - Bến Súc", "HT", "Bến Súc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_auto (NhImportPerson) person = { NULL };

      nh_import_split_post_unit (cells[i].text, &person);
      g_assert_cmpstr (person.post, ==, cells[i].post);
      g_assert_cmpstr (person.unit, ==, cells[i].unit);
    }
}

static void
test_post_key (void)
{
  static const char *const same[][2] = {
    { "HT", "Hiệu trưởng" }, { "PHT", "Phó hiệu trưởng" }, { "P.HT", "Hiệu phó" }, { "GV", "giáo viên" },
    { "GV Toán", "Giáo viên Toán" }, { "TTCM", "Tổ trưởng chuyên môn" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *a = nh_import_post_key (same[i][0]);
      g_autofree char *b = nh_import_post_key (same[i][1]);

      g_assert_cmpstr (a, ==, b);
    }
  {
    g_autofree char *a = nh_import_post_key ("HT");
    g_autofree char *b = nh_import_post_key ("PHT");

    g_assert_cmpstr (a, !=, b);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imports/split/person", test_person);
  g_test_add_func ("/imports/split/post-unit", test_post_unit);
  g_test_add_func ("/imports/split/post-key", test_post_key);
  return g_test_run ();
}
