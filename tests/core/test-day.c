/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-period.h"

static void
test_days (void)
{
  static const char *const bad[] = { "", "2023-2-01", "2023-02-30", "2023/02/01", "2023-02-01 ", "abcd-ef-gh", "0000-01-01" };
  g_autofree char *none = nh_day_to_iso (0);
  g_autofree char *longer = nh_day_format_long (nh_day_from_ymd (2023, 10, 5));
  g_autofree char *february = nh_day_format_long (nh_day_from_ymd (2024, 2, 15));
  int y, m, d;

  for (guint32 day = nh_day_from_ymd (1900, 1, 1); day < nh_day_from_ymd (2100, 1, 1); day += 13)
    {
      g_autofree char *iso = nh_day_to_iso (day);
      g_autofree char *text = nh_day_format_short (day);
      g_autofree char *words = nh_day_format_long (day);
      guint32 again = 0;

      g_assert_cmpuint (nh_day_from_iso (iso), ==, day);
      nh_day_to_ymd (day, &y, &m, &d);
      g_assert_cmpuint (nh_day_from_ymd (y, m, d), ==, day);
      g_assert_true (nh_day_parse (text, NULL, &again, NULL));
      g_assert_cmpuint (again, ==, day);
      g_assert_true (nh_day_parse (words, NULL, &again, NULL));
      g_assert_cmpuint (again, ==, day);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpuint (nh_day_from_iso (bad[i]), ==, 0);
  g_assert_cmpuint (nh_day_from_iso (NULL), ==, 0);
  g_assert_null (none);
  g_assert_cmpstr (longer, ==, "ngày 05 tháng 10 năm 2023");
  g_assert_cmpstr (february, ==, "ngày 15 tháng 02 năm 2024");
}

static void
test_day_parse (void)
{
  static const char *const bad[] = { "", "Tháng 10/2023", "5-7/10/2023", "trước ngày 5/10/2023", "31/2/2024", "14h00 ngày 5/10/2023" };
  NhSchoolYear year;
  guint32 day;

  nh_school_year_init (&year, 2023);
  g_assert_true (nh_day_parse ("5/3", &year, &day, NULL));
  g_assert_cmpuint (day, ==, nh_day_from_ymd (2024, 3, 5));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (nh_day_parse (bad[i], &year, &day, &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (day, ==, 0);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/forms", test_days);
  g_test_add_func ("/day/parse", test_day_parse);

  return g_test_run ();
}
