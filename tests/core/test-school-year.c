/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-school-year.h"

#include "core/nh-period.h"

#include <string.h>

static void
test_parse (void)
{
  static const struct
  {
    const char *text, *name;
  } good[] = {
    { "2023-2024", "2023-2024" },
    { "2024 - 2025", "2024-2025" },
    { "2023 – 2024", "2023-2024" },
    { " Năm học 2023—2024\n", "2023-2024" },
    { "NĂM HỌC: 2017-2018", "2017-2018" },
  };
  static const struct
  {
    const char *text;
    int code;
  } bad[] = {
    { NULL, NH_PARSE_ERROR_SYNTAX },        { "", NH_PARSE_ERROR_SYNTAX },
    { "2023", NH_PARSE_ERROR_SYNTAX },      { "2023-24", NH_PARSE_ERROR_SYNTAX },
    { "20234-2025", NH_PARSE_ERROR_SYNTAX }, { "\xff", NH_PARSE_ERROR_SYNTAX },
    { "2023-2025", NH_PARSE_ERROR_RANGE },  { "2024-2023", NH_PARSE_ERROR_RANGE },
    { "2023-2023", NH_PARSE_ERROR_RANGE },  { "0001-0002", NH_PARSE_ERROR_RANGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *nfd = g_utf8_normalize (good[i].text, -1, G_NORMALIZE_NFD);
      NhSchoolYear year;

      g_assert_true (nh_school_year_parse (good[i].text, &year, NULL));
      g_assert_cmpstr (year.name, ==, good[i].name);
      g_assert_true (nh_school_year_parse (nfd, &year, NULL));
      g_assert_cmpstr (year.name, ==, good[i].name);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      NhSchoolYear year;

      nh_school_year_init (&year, 2020);
      g_assert_false (nh_school_year_parse (bad[i].text, &year, &error));
      g_assert_error (error, NH_PARSE_ERROR, bad[i].code);
      g_assert_cmpint (year.first_year, ==, 2020);
    }
}

/* The message says how to write it. */
static void
test_message (void)
{
  g_autoptr (GError) error = NULL;
  NhSchoolYear year;

  g_assert_false (nh_school_year_parse ("2023-2025", &year, &error));
  g_assert_nonnull (strstr (error->message, "“2023-2025”"));
  g_assert_nonnull (strstr (error->message, "“2023-2024”"));
}

static void
test_known_frames (void)
{
  static const struct
  {
    int first_year;
    const char *decision, *term1_ends;
  } known[] = {
    { 2017, "2071/QĐ-BGDĐT", "2018-01-15" }, { 2020, "2084/QĐ-BGDĐT", "2021-01-16" },
    { 2021, "2551/QĐ-BGDĐT", "2022-01-16" }, { 2022, NULL, "2023-01-15" },
    { 2023, "2171/QĐ-BGDĐT", "2024-01-15" }, { 2024, "2045/QĐ-BGDĐT", "2025-01-18" },
    { 2025, "2269/QĐ-BGDĐT", "2026-01-18" }, { 2026, "2308/QĐ-BGDĐT", "2027-01-18" },
    { 2035, NULL, "2036-01-15" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      int first = known[i].first_year;
      NhSchoolYear year;

      nh_school_year_init (&year, first);
      g_assert_cmpint (year.first_year, ==, first);
      g_assert_cmpuint (year.starts_on, ==, nh_day_from_ymd (first, 9, 1));
      g_assert_cmpuint (year.term1_ends, ==, nh_day_from_iso (known[i].term1_ends));
      g_assert_cmpuint (year.term2_starts, ==, year.term1_ends + 1);
      g_assert_cmpuint (year.term2_ends, ==, nh_day_from_ymd (first + 1, 5, 25));
      g_assert_cmpuint (year.ends_on, ==, nh_day_from_ymd (first + 1, 8, 31));
      g_assert_cmpstr (nh_school_year_default_decision (first), ==, known[i].decision);
    }
}

static void
test_months (void)
{
  NhSchoolYear year;

  nh_school_year_init (&year, 2023);
  for (int month = 1; month <= 12; month++)
    g_assert_cmpint (nh_school_year_of_month (&year, month), ==, month >= 8 ? 2023 : 2024);
  g_assert_cmpint (nh_school_year_of_month (&year, 0), ==, 0);
  g_assert_cmpint (nh_school_year_of_month (&year, 13), ==, 0);
}

static void
test_contains (void)
{
  NhSchoolYear year;

  nh_school_year_init (&year, 2023);
  g_assert_false (nh_school_year_contains (&year, nh_day_from_ymd (2023, 8, 31)));
  g_assert_true (nh_school_year_contains (&year, nh_day_from_ymd (2023, 9, 1)));
  g_assert_true (nh_school_year_contains (&year, nh_day_from_ymd (2024, 8, 31)));
  g_assert_false (nh_school_year_contains (&year, nh_day_from_ymd (2024, 9, 1)));
  g_assert_false (nh_school_year_contains (&year, 0));
  year.ends_on = 0;
  g_assert_true (nh_school_year_contains (&year, nh_day_from_ymd (2024, 9, 1)));
}

static void
test_for_day (void)
{
  NhSchoolYear year;

  nh_school_year_for_day (nh_day_from_ymd (2023, 7, 31), &year);
  g_assert_cmpstr (year.name, ==, "2022-2023");
  nh_school_year_for_day (nh_day_from_ymd (2023, 8, 1), &year);
  g_assert_cmpstr (year.name, ==, "2023-2024");
  nh_school_year_for_day (nh_day_from_ymd (2024, 1, 1), &year);
  g_assert_cmpstr (year.name, ==, "2023-2024");
  nh_school_year_for_day (0, &year);
  g_assert_cmpstr (year.name, ==, "");
  g_assert_cmpint (year.first_year, ==, 0);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/school-year/parse", test_parse);
  g_test_add_func ("/school-year/message", test_message);
  g_test_add_func ("/school-year/known-frames", test_known_frames);
  g_test_add_func ("/school-year/months", test_months);
  g_test_add_func ("/school-year/contains", test_contains);
  g_test_add_func ("/school-year/for-day", test_for_day);

  return g_test_run ();
}
