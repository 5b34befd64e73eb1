/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers are invented.
 */
#include "core/nh-phone.h"

#include "core/nh-period.h"

#include <string.h>

static const struct
{
  const char *text, *digits, *formatted;
} good[] = {
  { "0912345678", "0912345678", "0912 345 678" },
  { "0912 345 678", "0912345678", "0912 345 678" },
  { "0912.345.678", "0912345678", "0912 345 678" },
  { "0912-345-678", "0912345678", "0912 345 678" },
  { "+84 912 345 678", "0912345678", "0912 345 678" },
  { "(+84) 912345678", "0912345678", "0912 345 678" },
  { "+84 (0)912345678", "0912345678", "0912 345 678" },
  { "0084912345678", "0912345678", "0912 345 678" },
  { "84912345678", "0912345678", "0912 345 678" },
  { "912345678", "0912345678", "0912 345 678" },
  { "ĐT: 0912345678", "0912345678", "0912 345 678" },
  { "SĐT 0912\xc2\xa0" "345 678", "0912345678", "0912 345 678" },
  { "0845678901", "0845678901", "0845 678 901" },
  { "01651234567", "0351234567", "0351 234 567" },
  { "+84 165 123 4567", "0351234567", "0351 234 567" },
  { "024 3812 3456", "02438123456", "024 3812 3456" },
  { "(0274) 3812 345", "02743812345", "0274 3812 345" },
  { "+84 274 3812345", "02743812345", "0274 3812 345" },
  { "0274 38123456", "027438123456", "0274 3812 3456" },
  { "", "", "" },
  { "  ", "", "" },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *digits = NULL, *again = NULL, *formatted = NULL;
      g_autoptr (GError) error = NULL;

      nh_phone_parse (good[i].text, &digits, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (digits, ==, good[i].digits);
      formatted = nh_phone_format (digits);
      g_assert_cmpstr (formatted, ==, good[i].formatted);
      g_assert_true (nh_phone_parse (formatted, &again, NULL));
      g_assert_cmpstr (again, ==, digits);
    }
}

/* Every prefix that changed in 2018, and the neighbours that never existed. */
static void
test_old_prefixes (void)
{
  static const char *const changed[][2] = {
    { "0120", "070" }, { "0121", "079" }, { "0122", "077" }, { "0123", "083" }, { "0124", "084" }, { "0125", "085" },
    { "0126", "076" }, { "0127", "081" }, { "0128", "078" }, { "0129", "082" }, { "0162", "032" }, { "0163", "033" },
    { "0164", "034" }, { "0165", "035" }, { "0166", "036" }, { "0167", "037" }, { "0168", "038" }, { "0169", "039" },
    { "0186", "056" }, { "0188", "058" }, { "0199", "059" },
  };
  guint n = 0;

  for (int prefix = 100; prefix < 200; prefix++)
    {
      g_autofree char *old = g_strdup_printf ("0%d1234567", prefix);
      g_autofree char *digits = NULL;
      const char *now = NULL;

      for (gsize i = 0; i < G_N_ELEMENTS (changed); i++)
        if (g_str_has_prefix (old, changed[i][0]))
          now = changed[i][1];
      g_assert_cmpint (nh_phone_parse (old, &digits, NULL), ==, now != NULL);
      if (now)
        {
          g_autofree char *expected = g_strconcat (now, "1234567", NULL);

          g_assert_cmpstr (digits, ==, expected);
          n++;
        }
    }
  g_assert_cmpuint (n, ==, 21);
}

static void
test_wrong (void)
{
  static const char *const bad[] = {
    "091234567", "09123456789", "0112345678", "0412345678", "0612345678", "0912 345 678 - 0987 654 321", "0912345a78",
    "gv@truong.edu.vn", "024 812 3456", "12", "+", "+84", "++84912345678", "\xff",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *digits = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (nh_phone_parse (bad[i], &digits, &error));
      g_assert_true (g_error_matches (error, NH_PARSE_ERROR, NH_PARSE_ERROR_SYNTAX)
                     || g_error_matches (error, NH_PARSE_ERROR, NH_PARSE_ERROR_RANGE));
      g_assert_null (digits);
      if (g_utf8_validate (bad[i], -1, NULL))
        g_assert_nonnull (strstr (error->message, bad[i]));
    }
}

static void
test_format_other (void)
{
  g_autofree char *none = nh_phone_format (NULL);
  g_autofree char *words = nh_phone_format ("gọi văn thư");
  g_autofree char *hotline = nh_phone_format ("19001234");

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (words, ==, "gọi văn thư");
  g_assert_cmpstr (hotline, ==, "19001234");
}

static void
test_random (void)
{
  static const char *const pieces[] = { "0", "9", "84", "+", "(", ")", " ", ".", "-", "123", "ĐT:", "\xff", "2", "٣" };

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *digits = NULL, *formatted = NULL, *again = NULL;

      for (int j = g_test_rand_int_range (0, 12); j > 0; j--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      if (!nh_phone_parse (text->str, &digits, &error))
        {
          g_assert_nonnull (error);
          continue;
        }
      formatted = nh_phone_format (digits);
      g_assert_true (nh_phone_parse (formatted, &again, NULL));
      g_assert_cmpstr (again, ==, digits);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/parse", test_parse);
  g_test_add_func ("/phone/old-prefixes", test_old_prefixes);
  g_test_add_func ("/phone/wrong", test_wrong);
  g_test_add_func ("/phone/format-other", test_format_other);
  g_test_add_func ("/phone/random", test_random);

  return g_test_run ();
}
