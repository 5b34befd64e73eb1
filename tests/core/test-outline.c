/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-outline.h"

#include <string.h>

static void
test_round_trips (void)
{
  for (guint n = 1; n <= 3999; n++)
    {
      g_autofree char *roman = nh_outline_roman (n);
      g_autofree char *letter = nh_outline_letter (n);

      g_assert_cmpuint (nh_outline_parse_roman (roman), ==, n);
      g_assert_cmpuint (nh_outline_parse_letter (letter), ==, n);
    }
}

static void
test_known_numbers (void)
{
  static const struct
  {
    guint n;
    const char *roman, *letter;
  } known[] = {
    { 1, "I", "a" },      { 4, "IV", "d" },      { 5, "V", "đ" },   { 6, "VI", "e" },
    { 7, "VII", "g" },    { 9, "IX", "i" },      { 10, "X", "k" },  { 14, "XIV", "o" },
    { 23, "XXIII", "y" }, { 24, "XXIV", "aa" },  { 25, "XXV", "ab" }, { 40, "XL", "ar" },
    { 99, "XCIX", "dg" },
  };
  g_autofree char *no_roman = nh_outline_roman (0);
  g_autofree char *no_letter = nh_outline_letter (0);

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *roman = nh_outline_roman (known[i].n);
      g_autofree char *letter = nh_outline_letter (known[i].n);

      g_assert_cmpstr (roman, ==, known[i].roman);
      g_assert_cmpstr (letter, ==, known[i].letter);
    }
  g_assert_cmpstr (no_roman, ==, "");
  g_assert_cmpstr (no_letter, ==, "");
}

static void
test_not_numbers (void)
{
  static const char *const no_roman[] = { "", "IIII", "VV", "IC", "IIV", "i", "I.", "A", "XIVI", "MMMMMMMMMMMMMMMMMMMM" };
  static const char *const no_letter[] = { "", "f", "j", "w", "z", "ă", "ô", "A", "a)", "1", "aaaaa" };

  for (gsize i = 0; i < G_N_ELEMENTS (no_roman); i++)
    g_assert_cmpuint (nh_outline_parse_roman (no_roman[i]), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (no_letter); i++)
    g_assert_cmpuint (nh_outline_parse_letter (no_letter[i]), ==, 0);
  g_assert_cmpuint (nh_outline_parse_roman (NULL), ==, 0);
  g_assert_cmpuint (nh_outline_parse_letter (NULL), ==, 0);
}

static void
test_labels (void)
{
  static const struct
  {
    const char *text;
    NhOutlineStyle style;
    guint level;
    const char *rest;
  } rows[] = {
    { "I. MỤC ĐÍCH, YÊU CẦU", NH_OUTLINE_ROMAN, 1, "MỤC ĐÍCH, YÊU CẦU" },
    { "I.MỤC ĐÍCH", NH_OUTLINE_ROMAN, 1, "MỤC ĐÍCH" },
    { "XIV/ Kinh phí", NH_OUTLINE_ROMAN, 1, "Kinh phí" },
    { "IV.", NH_OUTLINE_ROMAN, 1, "" },
    { "1. Nội dung", NH_OUTLINE_ARABIC, 2, "Nội dung" },
    { " 12.  Nội dung", NH_OUTLINE_ARABIC, 2, "Nội dung" },
    { "1) nội dung", NH_OUTLINE_ARABIC, 2, "nội dung" },
    { "1/ Nội dung", NH_OUTLINE_ARABIC, 2, "Nội dung" },
    { "1.Nội dung", NH_OUTLINE_ARABIC, 2, "Nội dung" },
    { "1 Phòng GDTrH, GDTX", NH_OUTLINE_ARABIC, 2, "Phòng GDTrH, GDTX" },
    { "1.1. Nội dung", NH_OUTLINE_DOTTED, 3, "Nội dung" },
    { "2.1 Kiểm tra", NH_OUTLINE_DOTTED, 3, "Kiểm tra" },
    { "1.2.1. *Hình thức*", NH_OUTLINE_DOTTED, 4, "*Hình thức*" },
    { "1.1", NH_OUTLINE_DOTTED, 3, "" },
    { "a) Tư vấn", NH_OUTLINE_LETTER, 4, "Tư vấn" },
    { "đ) Khác", NH_OUTLINE_LETTER, 4, "Khác" },
    { "a. Tư vấn", NH_OUTLINE_LETTER, 4, "Tư vấn" },
    { "- Phòng nghỉ", NH_OUTLINE_DASH, 5, "Phòng nghỉ" },
    { "– Phòng nghỉ", NH_OUTLINE_DASH, 5, "Phòng nghỉ" },
    { "-Phòng nghỉ", NH_OUTLINE_DASH, 5, "Phòng nghỉ" },
    { "- + CBQL lựa chọn", NH_OUTLINE_DASH, 5, "+ CBQL lựa chọn" },
    { "+ CBQL lựa chọn", NH_OUTLINE_PLUS, 6, "CBQL lựa chọn" },
    { "+\xc2\xa0Kế hoạch", NH_OUTLINE_PLUS, 6, "Kế hoạch" },
    { "1", NH_OUTLINE_NONE, 0, NULL },
    { "02 người/ nhóm", NH_OUTLINE_NONE, 0, NULL },
    { "40 tiết/năm học", NH_OUTLINE_NONE, 0, NULL },
    { "40 Tiết", NH_OUTLINE_NONE, 0, NULL },
    { "100% trường", NH_OUTLINE_NONE, 0, NULL },
    { "1.250 người", NH_OUTLINE_NONE, 0, NULL },
    { "1.5 triệu đồng", NH_OUTLINE_NONE, 0, NULL },
    { "5/10/2023", NH_OUTLINE_NONE, 0, NULL },
    { "05.10.2023", NH_OUTLINE_NONE, 0, NULL },
    { "2023. Năm học", NH_OUTLINE_NONE, 0, NULL },
    { "-5 độ", NH_OUTLINE_NONE, 0, NULL },
    { "V.v...", NH_OUTLINE_NONE, 0, NULL },
    { "V.A. Minh", NH_OUTLINE_NONE, 0, NULL },
    { "C. Phần ba", NH_OUTLINE_NONE, 0, NULL },
    { "A. Phần một", NH_OUTLINE_NONE, 0, NULL },
    { "f) không có", NH_OUTLINE_NONE, 0, NULL },
    { "Tháng 9/2023", NH_OUTLINE_NONE, 0, NULL },
    { "IIII. Sai", NH_OUTLINE_NONE, 0, NULL },
    { "", NH_OUTLINE_NONE, 0, NULL },
    { NULL, NH_OUTLINE_NONE, 0, NULL },
    { "\xff", NH_OUTLINE_NONE, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint level = 99;
      gsize length = 99;
      NhOutlineStyle style = nh_outline_parse_label (rows[i].text, &level, &length);

      if (style != rows[i].style || level != rows[i].level
          || (style && strcmp (rows[i].text + length, rows[i].rest) != 0) || (!style && length != 0))
        g_test_fail_printf ("“%s”: style %d, level %u, length %zu", rows[i].text, style, level, length);
      g_assert_cmpint (nh_outline_parse_label (rows[i].text, NULL, NULL), ==, style);
    }
}

/* NFD text is not the same bytes; the length must fit the text that was given. */
static void
test_decomposed (void)
{
  g_autofree char *nfd = g_utf8_normalize ("II. Đánh giá", -1, G_NORMALIZE_NFD);
  gsize length;

  g_assert_cmpint (nh_outline_parse_label (nfd, NULL, &length), ==, NH_OUTLINE_ROMAN);
  g_assert_true (g_str_has_prefix (nfd + length, "Đ"));
}

static void
test_random (void)
{
  static const char *const pieces[] = { "I", "V", "1", "12", ".", ")", "/", "-", "+", " ", "đ", "a", "B", "\xff", "–" };

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint level;
      gsize length;

      for (int j = g_test_rand_int_range (0, 8); j > 0; j--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      if (nh_outline_parse_label (text->str, &level, &length) != NH_OUTLINE_NONE)
        {
          g_assert_cmpuint (level, >=, 1);
          g_assert_cmpuint (length, >=, 1);
          g_assert_cmpuint (length, <=, text->len);
          g_assert_true (g_utf8_validate (text->str + length, -1, NULL));
        }
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outline/round-trips", test_round_trips);
  g_test_add_func ("/outline/known-numbers", test_known_numbers);
  g_test_add_func ("/outline/not-numbers", test_not_numbers);
  g_test_add_func ("/outline/labels", test_labels);
  g_test_add_func ("/outline/decomposed", test_decomposed);
  g_test_add_func ("/outline/random", test_random);

  return g_test_run ();
}
