/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "formats/nh-sheet-text.h"

static void
test_clean (void)
{
  static const struct { const char *text, *clean; } cases[] = {
    { "Trường Tiểu học", "Trường Tiểu học" },
    { "a\x01z\x1f", "az" },
    { "x\r\ny\rz", "x\ny\nz" },
    { "_x0041_", "_x005F_x0041_" },
    { "_x004_ a_b", "_x004_ a_b" },
    { "một\xe2\x80\xa8hai", "một\nhai" },
    { "\xef\xbf\xbfz", "z" },
    { "", "" },
    { "=1+1", "=1+1" },
  };
  g_autoptr (GString) buffer = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (nh_sheet_text_clean (cases[i].text, buffer), ==, cases[i].clean);

  g_assert_true (g_utf8_validate (nh_sheet_text_clean ("\xff\xfe" "a", buffer), -1, NULL));
}

static void
test_fits (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < NH_SHEET_MAX_TEXT; i++)
    g_string_append (text, "ệ");
  g_assert_true (nh_sheet_text_fits (text->str));
  g_string_append_c (text, 'x');
  g_assert_false (nh_sheet_text_fits (text->str));

  g_string_truncate (text, 0);
  for (guint i = 0; i < NH_SHEET_MAX_TEXT / 2 + 1; i++)
    g_string_append (text, "😀");
  g_assert_false (nh_sheet_text_fits (text->str));
}

static void
test_sheet_names (void)
{
  static const struct { const char *wanted, *name; } cases[] = {
    { "Phụ lục I", "Phụ lục I" },
    { "PHỤ LỤC I", "PHỤ LỤC I (2)" },
    { "phụ lục i", "phụ lục i (3)" },
    { "'a'", "a" },
    { "[x]:*?/\\y", "-x------y" },
    { "", "Bảng" },
    { NULL, "Bảng (2)" },
    { "history", "history 1" },
    { "Danh sách giáo viên cốt cán cấp tiểu học", "Danh sách giáo viên cốt cán cấp" },
    { "Danh sách giáo viên cốt cán cấp THCS", "Danh sách giáo viên cốt cán (2)" },
    { "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀" },
  };
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = nh_sheet_name (cases[i].wanted, used);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
  for (guint i = 2; i < 200; i++)
    {
      g_autofree char *name = nh_sheet_name ("Một (hai)", used);
      g_autofree char *wanted = g_strdup_printf ("Một (hai) (%u)", i - 1);

      g_assert_cmpstr (name, ==, i == 2 ? "Một (hai)" : wanted);
    }
}

static void
test_defined_names (void)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *first = nh_sheet_defined_name ("Phụ lục I", used);
  g_autofree char *second = nh_sheet_defined_name ("Phụ lục I", used);
  g_autofree char *third = nh_sheet_defined_name ("Đợt 1: A1!", used);

  g_assert_cmpstr (first, ==, "Bang_Phu_luc_I");
  g_assert_cmpstr (second, ==, "Bang_Phu_luc_I_2");
  g_assert_cmpstr (third, ==, "Bang_Dot_1_A1_");
}

static void
test_days (void)
{
  g_assert_cmpfloat (nh_sheet_serial_day ("1900-03-01"), ==, 61);
  g_assert_cmpfloat (nh_sheet_serial_day ("2024-09-05"), ==, 45540);
  g_assert_cmpfloat (nh_sheet_serial_day ("9999-12-31"), ==, 2958465);
  g_assert_true (isnan (nh_sheet_serial_day ("1900-02-28")));
  g_assert_true (isnan (nh_sheet_serial_day ("2024-02-30")));
  g_assert_true (isnan (nh_sheet_serial_day ("2024-9-5")));
  g_assert_true (isnan (nh_sheet_serial_day ("2024-09-05T10")));
  g_assert_true (isnan (nh_sheet_serial_day ("")));
  g_assert_true (isnan (nh_sheet_serial_day ("0000-01-01")));
}

static void
test_number_formats (void)
{
  static const struct { const char *text, *format; } cases[] = {
    { "7", NULL }, { "-12", NULL }, { "05", "00" }, { "8,5", "0.0" }, { "1.250", "#,##0" },
    { "1.250.000,75", "#,##0.00" }, { "40 tiết", "0\" tiết\"" }, { "3 \"A\"", "0\" 'A'\"" },
    { "không", NULL }, { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *format = nh_sheet_number_format (cases[i].text);

      g_assert_cmpstr (format, ==, cases[i].format);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/sheet-text/clean", test_clean);
  g_test_add_func ("/formats/sheet-text/fits", test_fits);
  g_test_add_func ("/formats/sheet-text/sheet-names", test_sheet_names);
  g_test_add_func ("/formats/sheet-text/defined-names", test_defined_names);
  g_test_add_func ("/formats/sheet-text/days", test_days);
  g_test_add_func ("/formats/sheet-text/number-formats", test_number_formats);

  return g_test_run ();
}
