/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Times as people write them in plans. Unless a row says otherwise, the school year is 2023-2024.
 */
#include "core/nh-period.h"

#include <string.h>

typedef struct
{
  const char *text;
  NhExactness exactness;
  const char *start, *end; /* ISO, NULL without */
  int minute;              /* -1 without */
  gboolean before;
} Row;

#define ROW(t, e, s, n) { t, NH_EXACTNESS_##e, s, n, -1, FALSE }
#define BEFORE(t, e, s, n) { t, NH_EXACTNESS_##e, s, n, -1, TRUE }
#define CLOCK(t, e, s, n, m) { t, NH_EXACTNESS_##e, s, n, m, FALSE }

static const Row rows[] = {
  /* months */
  ROW ("Tháng 12/2023", MONTH, "2023-12-01", "2023-12-31"),
  ROW ("Tháng 02/2024", MONTH, "2024-02-01", "2024-02-29"),
  ROW ("Tháng 2/2023", MONTH, "2023-02-01", "2023-02-28"),
  ROW ("Tháng 3/2017", MONTH, "2017-03-01", "2017-03-31"),
  ROW ("Tháng 8", MONTH, "2023-08-01", "2023-08-31"),
  ROW ("Tháng 7", MONTH, "2024-07-01", "2024-07-31"),
  ROW ("tháng10", MONTH, "2023-10-01", "2023-10-31"),
  ROW ("THÁNG  10", MONTH, "2023-10-01", "2023-10-31"),
  ROW ("thang 10", MONTH, "2023-10-01", "2023-10-31"),
  ROW ("T10/2023", MONTH, "2023-10-01", "2023-10-31"),
  ROW ("T.10/2023", MONTH, "2023-10-01", "2023-10-31"),
  ROW ("10/2023", MONTH, "2023-10-01", "2023-10-31"),
  ROW ("Tháng 10/23", MONTH, "2023-10-01", "2023-10-31"),
  ROW ("tháng 10 năm 2023", MONTH, "2023-10-01", "2023-10-31"),
  ROW ("tháng 10, năm 2023", MONTH, "2023-10-01", "2023-10-31"),
  ROW ("Tháng 10-2023", MONTH, "2023-10-01", "2023-10-31"),
  ROW ("tháng Tám", MONTH, "2023-08-01", "2023-08-31"),
  ROW ("tháng mười hai", MONTH, "2023-12-01", "2023-12-31"),
  ROW ("tháng năm năm 2024", MONTH, "2024-05-01", "2024-05-31"),
  ROW ("trong tháng 12/2020", MONTH, "2020-12-01", "2020-12-31"),
  ROW ("Cuối tháng 9/2023", MONTH, "2023-09-01", "2023-09-30"),
  ROW ("Tháng 12/2023 (dự kiến)", MONTH, "2023-12-01", "2023-12-31"),
  ROW ("Dự kiến tháng 12/2023.", MONTH, "2023-12-01", "2023-12-31"),
  ROW ("Tháng 9 năm học 2024-2025", MONTH, "2024-09-01", "2024-09-30"),
  /* lists */
  ROW ("Tháng 11,12", MONTHS, "2023-11-01", "2023-12-31"),
  ROW ("Tháng 3,4,5", MONTHS, "2024-03-01", "2024-05-31"),
  ROW ("Tháng 11, tháng 12", MONTHS, "2023-11-01", "2023-12-31"),
  ROW ("Tháng 11 và 12", MONTHS, "2023-11-01", "2023-12-31"),
  ROW ("Tháng 12, 1", MONTHS, "2023-12-01", "2024-01-31"),
  ROW ("Tháng 12, 01/2024", MONTHS, "2023-12-01", "2024-01-31"),
  ROW ("Tháng 11,12/2020", MONTHS, "2020-11-01", "2020-12-31"),
  ROW ("Tháng 7, 8", MONTHS, "2024-07-01", "2024-08-31"),
  ROW ("Tháng 8, 9", MONTHS, "2023-08-01", "2023-09-30"),
  ROW ("Tháng 12/2024, 1", MONTHS, "2024-12-01", "2025-01-31"),
  /* ranges */
  ROW ("Tháng 9/2023 đến tháng 01/2024", RANGE, "2023-09-01", "2024-01-31"),
  ROW ("Tháng 02/2024 đến tháng 6/2024", RANGE, "2024-02-01", "2024-06-30"),
  ROW ("Tháng 7/2024 đến tháng 9/2024", RANGE, "2024-07-01", "2024-09-30"),
  ROW ("Tháng 9/2023 - 01/2024", RANGE, "2023-09-01", "2024-01-31"),
  ROW ("Tháng 9/2023 – 01/2024", RANGE, "2023-09-01", "2024-01-31"),
  ROW ("9/2023 - 01/2024", RANGE, "2023-09-01", "2024-01-31"),
  ROW ("từ tháng 9 đến tháng 01", RANGE, "2023-09-01", "2024-01-31"),
  ROW ("Tháng 9-11", RANGE, "2023-09-01", "2023-11-30"),
  ROW ("tháng 9 - 01/2025", RANGE, "2024-09-01", "2025-01-31"),
  ROW ("Từ tháng 9/2023 đến hết tháng 5/2024", RANGE, "2023-09-01", "2024-05-31"),
  ROW ("quý I/2024", RANGE, "2024-01-01", "2024-03-31"),
  ROW ("Quý IV", RANGE, "2023-10-01", "2023-12-31"),
  ROW ("trong năm 2024", RANGE, "2024-01-01", "2024-12-31"),
  /* days */
  ROW ("ngày24 /11/2020", DAY, "2020-11-24", "2020-11-24"),
  ROW ("24/11", DAY, "2023-11-24", "2023-11-24"),
  ROW ("30/9", DAY, "2023-09-30", "2023-09-30"),
  ROW ("1/8/2016", DAY, "2016-08-01", "2016-08-01"),
  ROW ("01/8/2016", DAY, "2016-08-01", "2016-08-01"),
  ROW ("ngày 31 tháng 8 năm 2023", DAY, "2023-08-31", "2023-08-31"),
  ROW ("ngày 05 tháng 10", DAY, "2023-10-05", "2023-10-05"),
  ROW ("29/2/2024", DAY, "2024-02-29", "2024-02-29"),
  ROW ("5.10.2023", DAY, "2023-10-05", "2023-10-05"),
  ROW ("05-10-2023", DAY, "2023-10-05", "2023-10-05"),
  ROW ("2023-10-05", DAY, "2023-10-05", "2023-10-05"),
  ROW ("5/10/23", DAY, "2023-10-05", "2023-10-05"),
  ROW ("Thứ Năm, ngày 05/10/2023", DAY, "2023-10-05", "2023-10-05"),
  ROW ("thứ 5, 5/10", DAY, "2023-10-05", "2023-10-05"),
  ROW ("sáng ngày 05/10/2023", DAY, "2023-10-05", "2023-10-05"),
  ROW ("Chậm nhất ngày 15/9/2023", DAY, "2023-09-15", "2023-09-15"),
  ROW ("24-26/11/2023", DAYS, "2023-11-24", "2023-11-26"),
  ROW ("24–26/11", DAYS, "2023-11-24", "2023-11-26"),
  ROW ("từ ngày 5/10 đến ngày 7/10/2023", DAYS, "2023-10-05", "2023-10-07"),
  ROW ("từ ngày 5 đến ngày 7 tháng 10 năm 2023", DAYS, "2023-10-05", "2023-10-07"),
  ROW ("28/12 - 03/01/2024", DAYS, "2023-12-28", "2024-01-03"),
  ROW ("28/12 - 03/01", DAYS, "2023-12-28", "2024-01-03"),
  ROW ("24, 25/11/2023", DAYS, "2023-11-24", "2023-11-25"),
  ROW ("ngày 24 và 25 tháng 11", DAYS, "2023-11-24", "2023-11-25"),
  ROW ("24-11-2020 - 27-11-2020", DAYS, "2020-11-24", "2020-11-27"),
  /* weeks */
  ROW ("tuần 3 tháng 12 năm 2020", WEEK, "2020-12-15", "2020-12-21"),
  ROW ("tuần 3 tháng 12", WEEK, "2023-12-15", "2023-12-21"),
  ROW ("Tuần thứ 3, tháng 12/2020", WEEK, "2020-12-15", "2020-12-21"),
  ROW ("tuần 1 tháng 9", WEEK, "2023-09-01", "2023-09-07"),
  ROW ("tuần 5 tháng 9", WEEK, "2023-09-29", "2023-09-30"),
  ROW ("tuần 1-2 tháng 9", WEEK, "2023-09-01", "2023-09-14"),
  /* parts of the school year */
  ROW ("HK I", SEMESTER, "2023-09-01", "2024-01-15"),
  ROW ("HKI", SEMESTER, "2023-09-01", "2024-01-15"),
  ROW ("HKII", SEMESTER, "2024-01-16", "2024-05-25"),
  ROW ("HK2", SEMESTER, "2024-01-16", "2024-05-25"),
  ROW ("học kỳ I", SEMESTER, "2023-09-01", "2024-01-15"),
  ROW ("học kì 2", SEMESTER, "2024-01-16", "2024-05-25"),
  ROW ("Trong học kỳ I năm học 2024-2025", SEMESTER, "2024-09-01", "2025-01-18"),
  ROW ("HK I (2024-2025)", SEMESTER, "2024-09-01", "2025-01-18"),
  ROW ("HKI/2024-2025", SEMESTER, "2024-09-01", "2025-01-18"),
  ROW ("hè", SUMMER, "2024-05-26", "2024-08-31"),
  ROW ("trong hè", SUMMER, "2024-05-26", "2024-08-31"),
  ROW ("hè năm 2024", SUMMER, "2024-05-26", "2024-08-31"),
  ROW ("trong hè 2025", SUMMER, "2025-05-26", "2025-08-31"),
  ROW ("cả năm", YEAR, "2023-09-01", "2024-08-31"),
  ROW ("Cả năm học", YEAR, "2023-09-01", "2024-08-31"),
  ROW ("trong năm học", YEAR, "2023-09-01", "2024-08-31"),
  ROW ("năm học 2024 - 2025", YEAR, "2024-09-01", "2025-08-31"),
  ROW ("2024–2025", YEAR, "2024-09-01", "2025-08-31"),
  /* words */
  ROW ("khi có yêu cầu", WORDS, NULL, NULL),
  ROW ("theo kế hoạch", WORDS, NULL, NULL),
  ROW ("theo quy định", WORDS, NULL, NULL),
  ROW ("sau khi kết thúc năm học", WORDS, NULL, NULL),
  ROW ("trước hè", WORDS, NULL, NULL),
  ROW ("Thường xuyên, hằng tuần", WORDS, NULL, NULL),
  ROW ("Đầu năm học", WORDS, NULL, NULL),
  ROW ("", NONE, NULL, NULL),
  ROW ("  \t \xc2\xa0", NONE, NULL, NULL),
  /* limits and what comes back each year */
  BEFORE ("trước ngày 15/9/2023", DAY, "2023-09-15", "2023-09-15"),
  BEFORE ("Trước 15/9", DAY, "2023-09-15", "2023-09-15"),
  BEFORE ("trước tháng 12/2023", MONTH, "2023-12-01", "2023-12-31"),
  BEFORE ("trước ngày 31 tháng 5 hàng năm", YEARLY_DAY, "2024-05-31", "2024-05-31"),
  ROW ("31/5 hằng năm", YEARLY_DAY, "2024-05-31", "2024-05-31"),
  ROW ("vào tháng 6 hàng năm", YEARLY_MONTH, "2024-06-01", "2024-06-30"),
  ROW ("vào tháng 6 hàng năm (ngay sau khi năm học kết thúc)", YEARLY_MONTH, "2024-06-01", "2024-06-30"),
  /* times of day */
  CLOCK ("14h00 ngày 5/10/2023", DAY, "2023-10-05", "2023-10-05", 840),
  CLOCK ("14h, 5/10/2023", DAY, "2023-10-05", "2023-10-05", 840),
  CLOCK ("13 giờ 30 phút ngày 5/10/2023", DAY, "2023-10-05", "2023-10-05", 810),
  CLOCK ("13 giờ 30 phút, ngày 5/10", DAY, "2023-10-05", "2023-10-05", 810),
  CLOCK ("ngày 5/10/2023, lúc 7g30", DAY, "2023-10-05", "2023-10-05", 450),
  CLOCK ("7:30 - 11:00 ngày 5/10", DAY, "2023-10-05", "2023-10-05", 450),
  { "trước 17h00 ngày 15/9/2023", NH_EXACTNESS_DAY, "2023-09-15", "2023-09-15", 1020, TRUE },
};

static void
init_year (NhSchoolYear *year)
{
  nh_school_year_init (year, 2023);
}

static void
assert_row (const Row *row,
            const char *text)
{
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *start = NULL, *end = NULL;
  NhSchoolYear year;

  init_year (&year);
  if (!nh_period_parse (text, &year, &period, &error))
    {
      g_test_fail_printf ("“%s”: %s", text, error->message);
      return;
    }
  start = nh_day_to_iso (period.start);
  end = nh_day_to_iso (period.end);
  if (period.exactness != row->exactness || g_strcmp0 (start, row->start) != 0
      || g_strcmp0 (end, row->end) != 0 || period.minute != row->minute || period.before != row->before)
    g_test_fail_printf ("“%s” read as %s %s %s %d %d", text, nh_exactness_to_string (period.exactness), start, end,
             period.minute, period.before);
}

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *nfd = g_utf8_normalize (rows[i].text, -1, G_NORMALIZE_NFD);
      g_autofree char *upper = g_utf8_strup (rows[i].text, -1);
      g_autofree char *blanks = g_strdup_printf (" \t%s\xc2\xa0\n", rows[i].text);

      assert_row (&rows[i], rows[i].text);
      assert_row (&rows[i], nfd);
      assert_row (&rows[i], upper);
      assert_row (&rows[i], blanks);
    }
}

static void
test_text_is_kept (void)
{
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  g_autofree char *nfd = g_utf8_normalize ("  Tháng 11,12 \n", -1, G_NORMALIZE_NFD);
  NhSchoolYear year;

  init_year (&year);
  g_assert_true (nh_period_parse (nfd, &year, &period, NULL));
  g_assert_cmpstr (period.text, ==, "Tháng 11,12");
  g_assert_true (nh_period_parse ("khi có yêu cầu", NULL, &period, NULL));
  g_assert_cmpstr (period.text, ==, "khi có yêu cầu");
  g_assert_true (nh_period_parse (NULL, NULL, &period, NULL));
  g_assert_cmpint (period.exactness, ==, NH_EXACTNESS_NONE);
  g_assert_null (period.text);
}

/* The message quotes the part that is wrong. */
static const struct
{
  const char *text, *part;
  int code;
} wrong[] = {
  { "10", "“10”", NH_PARSE_ERROR_SYNTAX },
  { "3,4,5", "“3,4,5”", NH_PARSE_ERROR_SYNTAX },
  { "2024", "“2024”", NH_PARSE_ERROR_SYNTAX },
  { "31/2/2024", "“31/2/2024”", NH_PARSE_ERROR_RANGE },
  { "29/02/2023", "“29/02/2023”", NH_PARSE_ERROR_RANGE },
  { "ngày 31 tháng 11", "“ngày 31 tháng 11”", NH_PARSE_ERROR_RANGE },
  { "Tháng 13/2023", "“Tháng 13/2023”", NH_PARSE_ERROR_RANGE },
  { "tháng 0", "“tháng 0”", NH_PARSE_ERROR_RANGE },
  { "5/0/2023", "“5/0/2023”", NH_PARSE_ERROR_RANGE },
  { "Tháng 3/5", "“5”", NH_PARSE_ERROR_SYNTAX },
  { "Tháng 3/12", "“12”", NH_PARSE_ERROR_SYNTAX },
  { "Tháng", "“Tháng”", NH_PARSE_ERROR_SYNTAX },
  { "cuối tháng", "“cuối tháng”", NH_PARSE_ERROR_SYNTAX },
  { "tháng sau", "“sau”", NH_PARSE_ERROR_SYNTAX },
  { "ngày khai giảng", "“khai giảng”", NH_PARSE_ERROR_SYNTAX },
  { "tuần 12", "“tuần 12”", NH_PARSE_ERROR_SYNTAX },
  { "tuần 5 tháng 02/2023", "“tuần 5 tháng 02/2023”", NH_PARSE_ERROR_RANGE },
  { "trước 03 ngày", "“03 ngày”", NH_PARSE_ERROR_SYNTAX },
  { "Tháng 12/2023 đến tháng 9/2023", "“Tháng 12/2023 đến tháng 9/2023”", NH_PARSE_ERROR_RANGE },
  { "Tháng 5, 4", "“Tháng 5, 4”", NH_PARSE_ERROR_RANGE },
  { "7-5/10/2023", "“7-5/10/2023”", NH_PARSE_ERROR_RANGE },
  { "Tháng 9 đến ngày 15/12/2023", "“ngày 15/12/2023”", NH_PARSE_ERROR_SYNTAX },
  { "25h00 ngày 5/10/2023", "“25h00”", NH_PARSE_ERROR_RANGE },
  { "14h00 tháng 10", "“14h00 tháng 10”", NH_PARSE_ERROR_SYNTAX },
  { "học kỳ 3", "“học kỳ 3”", NH_PARSE_ERROR_RANGE },
  { "năm học 2023-2025", "“năm học 2023-2025”", NH_PARSE_ERROR_RANGE },
  { "15/9/2023 hằng năm", "“15/9/2023”", NH_PARSE_ERROR_SYNTAX },
  { "20/10; 20/11", "“20/10; 20/11”", NH_PARSE_ERROR_SYNTAX },
  { "9/2023-2024", "2024", NH_PARSE_ERROR_SYNTAX },
  { "31/5 hằng năm năm học 2024-2025", "“31/5”", NH_PARSE_ERROR_SYNTAX },
  { "Công văn 1338", "“Công văn 1338”", NH_PARSE_ERROR_SYNTAX },
  { "Tháng 12/2023 tại Dầu Tiếng", "“tại Dầu Tiếng”", NH_PARSE_ERROR_SYNTAX },
  { "Tháng 12/0023", "23", NH_PARSE_ERROR_RANGE },
  { "Tháng 1/1950, 1/2150", "“1/2150”", NH_PARSE_ERROR_RANGE },
};

static void
test_wrong (void)
{
  NhSchoolYear year;

  init_year (&year);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (NhPeriod) period = NH_PERIOD_INIT;
      g_autoptr (GError) error = NULL;

      if (nh_period_parse (wrong[i].text, &year, &period, &error))
        {
          g_test_fail_printf ("“%s” was read as %s", wrong[i].text, nh_exactness_to_string (period.exactness));
          continue;
        }
      if (!strstr (error->message, wrong[i].part) || error->domain != NH_PARSE_ERROR
          || error->code != wrong[i].code)
        g_test_fail_printf ("“%s”: %s (%d)", wrong[i].text, error->message, error->code);
      g_assert_nonnull (strstr (error->message, "“"));
      g_assert_cmpint (period.exactness, ==, NH_EXACTNESS_NONE);
      g_assert_null (period.text);
    }
}

static void
test_without_school_year (void)
{
  static const char *const missing[] = { "24/11", "Tháng 3,4,5", "HK I", "hè", "cả năm", "31/5 hằng năm", "tuần 3 tháng 12" };
  static const char *const complete[] = { "24/11/2023", "Tháng 9 - 01/2024", "hè năm 2024", "HK I năm học 2023-2024", "khi có yêu cầu" };

  for (gsize i = 0; i < G_N_ELEMENTS (missing); i++)
    {
      g_auto (NhPeriod) period = NH_PERIOD_INIT;
      g_autoptr (GError) error = NULL;

      g_assert_false (nh_period_parse (missing[i], NULL, &period, &error));
      g_assert_error (error, NH_PARSE_ERROR, NH_PARSE_ERROR_SYNTAX);
      g_assert_nonnull (strstr (error->message, "year"));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (complete); i++)
    {
      g_auto (NhPeriod) period = NH_PERIOD_INIT;

      g_assert_true (nh_period_parse (complete[i], NULL, &period, NULL));
    }
}

/* The frame of the office decides where terms and summer lie. */
static void
test_own_frame (void)
{
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *formatted = NULL;
  NhSchoolYear year;

  nh_school_year_init (&year, 2026);
  year.starts_on = nh_day_from_ymd (2026, 9, 7);
  year.term1_ends = nh_day_from_ymd (2027, 1, 10);
  g_assert_true (nh_period_parse ("HK I", &year, &period, NULL));
  g_assert_cmpuint (period.start, ==, nh_day_from_ymd (2026, 9, 7));
  g_assert_cmpuint (period.end, ==, nh_day_from_ymd (2027, 1, 10));

  year.term2_starts = nh_day_from_ymd (2027, 2, 15);
  g_assert_true (nh_period_parse ("HK II", &year, &period, NULL));
  g_assert_cmpuint (period.start, ==, year.term2_starts);
  formatted = nh_period_format (&period);
  g_assert_cmpstr (formatted, ==, "Học kỳ II năm học 2026-2027");

  year.term2_ends = 0;
  g_assert_false (nh_period_parse ("hè", &year, &period, &error));
  g_assert_error (error, NH_PARSE_ERROR, NH_PARSE_ERROR_RANGE);
  g_assert_nonnull (strstr (error->message, "2026-2027"));
}

static void
test_format (void)
{
  static const struct
  {
    const char *text, *formatted;
  } forms[] = {
    { "5/10/2023", "05/10/2023" },
    { "20/9/2023", "20/9/2023" },
    { "1/2/2024", "01/02/2024" },
    { "15/03/2024", "15/3/2024" },
    { "24 - 26/11", "24-26/11/2023" },
    { "5-7/1", "05-07/01/2024" },
    { "28/9-2/10/2023", "Từ ngày 28/9/2023 đến ngày 02/10/2023" },
    { "tháng 3", "Tháng 3/2024" },
    { "tháng 2", "Tháng 02/2024" },
    { "Tháng 11,12", "Tháng 11,12/2023" },
    { "Tháng 11, 12, 1, 2", "Tháng 11,12/2023, 01,02/2024" },
    { "Tháng 9 - 01/2024", "Tháng 9/2023 đến tháng 01/2024" },
    { "tuần 3 tháng 12", "Tuần 3 tháng 12/2023" },
    { "hki", "Học kỳ I năm học 2023-2024" },
    { "HK 2", "Học kỳ II năm học 2023-2024" },
    { "trong hè", "Hè năm 2024" },
    { "cả năm", "Cả năm học 2023-2024" },
    { "trước ngày 31 tháng 5 hàng năm", "Trước ngày 31/5 hằng năm" },
    { "vào tháng 6 hàng năm", "Tháng 6 hằng năm" },
    { "13 giờ 30 phút 5/10", "13h30 ngày 05/10/2023" },
    { "khi có yêu cầu", "khi có yêu cầu" },
    { "", "" },
  };
  NhSchoolYear year;

  init_year (&year);
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_auto (NhPeriod) period = NH_PERIOD_INIT;
      g_autofree char *formatted = NULL;

      g_assert_true (nh_period_parse (forms[i].text, &year, &period, NULL));
      formatted = nh_period_format (&period);
      g_assert_cmpstr (formatted, ==, forms[i].formatted);
    }
}

static guint32
random_day (void)
{
  return nh_day_from_ymd (2000, 1, 1) + g_test_rand_int_range (0, 20000);
}

static guint32
month_start (int index)
{
  return nh_day_from_ymd (2000 + index / 12, index % 12 + 1, 1);
}

/* A period of any exactness, as the parser can make it in @year. */
static void
random_period (const NhSchoolYear *year,
               NhPeriod *period)
{
  int month = g_test_rand_int_range (0, 600);
  int m;

  nh_period_clear (period);
  period->exactness = g_test_rand_int_range (NH_EXACTNESS_DAY, NH_EXACTNESS_YEARLY_MONTH + 1);
  period->before = g_test_rand_bit ();
  switch (period->exactness)
    {
    case NH_EXACTNESS_DAY:
      period->start = period->end = random_day ();
      break;
    case NH_EXACTNESS_DAYS:
      period->start = random_day ();
      period->end = period->start + g_test_rand_int_range (1, g_test_rand_bit () ? 10 : 500);
      break;
    case NH_EXACTNESS_WEEK:
      m = g_test_rand_int_range (0, 4);
      period->start = month_start (month) + 7 * m;
      period->end = month_start (month) + 7 * g_test_rand_int_range (m + 1, 6) - 1;
      period->end = MIN (period->end, month_start (month + 1) - 1);
      break;
    case NH_EXACTNESS_MONTH:
      period->start = month_start (month);
      period->end = month_start (month + 1) - 1;
      break;
    case NH_EXACTNESS_MONTHS:
    case NH_EXACTNESS_RANGE:
      period->start = month_start (month);
      period->end = month_start (month + g_test_rand_int_range (2, 23)) - 1;
      break;
    case NH_EXACTNESS_SEMESTER:
      m = g_test_rand_bit ();
      period->start = m ? year->starts_on : year->term2_starts;
      period->end = m ? year->term1_ends : year->term2_ends;
      period->before = FALSE;
      break;
    case NH_EXACTNESS_SUMMER:
      period->start = year->term2_ends + 1;
      period->end = year->ends_on;
      period->before = FALSE;
      break;
    case NH_EXACTNESS_YEAR:
      period->start = year->starts_on;
      period->end = year->ends_on;
      period->before = FALSE;
      break;
    case NH_EXACTNESS_YEARLY_DAY:
      period->start = period->end = nh_day_from_ymd (year->first_year, 8, 1) + g_test_rand_int_range (0, 365);
      break;
    default:
      m = g_test_rand_int_range (1, 13);
      month = (nh_school_year_of_month (year, m) - 2000) * 12 + m - 1;
      period->start = month_start (month);
      period->end = month_start (month + 1) - 1;
    }
  if (nh_period_is_exact (period) && g_test_rand_bit ())
    period->minute = g_test_rand_int_range (0, 24 * 60);
}

static void
test_format_is_read_back (void)
{
  for (int i = 0; i < 20000; i++)
    {
      g_auto (NhPeriod) period = NH_PERIOD_INIT;
      g_auto (NhPeriod) again = NH_PERIOD_INIT;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      NhSchoolYear year;

      nh_school_year_init (&year, g_test_rand_int_range (2005, 2045));
      random_period (&year, &period);
      text = nh_period_format (&period);
      if (!nh_period_parse (text, &year, &again, &error) || !nh_period_equal (&period, &again))
        g_test_fail_printf ("%s %u-%u %d: “%s” %s", nh_exactness_to_string (period.exactness), period.start, period.end,
                 period.minute, text, error ? error->message : "is another period");
    }
}

/* Whatever is written, the answer is a period that makes sense or an error with a message. */
static void
assert_sane (const char *text,
             const NhSchoolYear *year)
{
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  g_auto (NhPeriod) again = NH_PERIOD_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *formatted = NULL;

  if (!nh_period_parse (text, year, &period, &error))
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (period.exactness, ==, NH_EXACTNESS_NONE);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (period.start == 0, ==, period.exactness <= NH_EXACTNESS_WORDS);
  g_assert_cmpuint (period.start, <=, period.end);
  formatted = nh_period_format (&period);
  if (!nh_period_parse (formatted, year, &again, &error) || !nh_period_equal (&period, &again))
    g_test_fail_printf ("“%s” → “%s” %s", text, formatted, error ? error->message : "is another period");
}

static void
test_mutations (void)
{
  static const char *const pieces[] = {
    "tháng", "ngày ", "12", "/", "-", ",", "2023", " đến ", "tuần", "quý", "HK", "I", "hè", "năm học ", "năm ",
    "trước ", "h", ":", "hằng năm", "(", ")", ".", "\xff", "\xcc\x81", "0", "99999999999", " ", "và", "từ ",
    "“", "٣", "Ⅱ", "½", "\xf0\x9f\x98\x80", "2024-2025", "t", "'",
  };
  NhSchoolYear year;

  init_year (&year);
  for (int i = 0; i < 60000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int changes = g_test_rand_int_range (0, 6);

      if (g_test_rand_bit ())
        g_string_append (text, rows[g_test_rand_int_range (0, G_N_ELEMENTS (rows))].text);
      for (int j = 0; j < changes; j++)
        {
          gssize at = g_test_rand_int_range (0, text->len + 1);

          if (g_test_rand_int_range (0, 3) > 0)
            g_string_insert (text, at, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
          else if ((gsize) at < text->len)
            g_string_erase (text, at, g_test_rand_int_range (1, MIN (text->len - at, 3) + 1));
        }
      assert_sane (text->str, g_test_rand_bit () ? &year : NULL);
    }
}

static void
test_long_text (void)
{
  g_autoptr (GString) text = g_string_new ("Tháng 1");

  for (int i = 0; i < 100000; i++)
    g_string_append (text, ",1");
  assert_sane (text->str, NULL);
  g_string_truncate (text, 1900);
  assert_sane (text->str, NULL);
}

static int
sign (int n)
{
  return (n > 0) - (n < 0);
}

static void
test_total_order (void)
{
  NhPeriod list[60];
  NhSchoolYear year;

  init_year (&year);
  for (gsize i = 0; i < G_N_ELEMENTS (list); i++)
    {
      list[i] = (NhPeriod) NH_PERIOD_INIT;
      if (i % 10 == 0)
        g_assert_true (nh_period_parse (i % 20 ? "khi có yêu cầu" : "theo kế hoạch", NULL, &list[i], NULL));
      else if (i % 10 == 1)
        nh_period_copy (&list[i - 1], &list[i]);
      else
        random_period (&year, &list[i]);
    }
  for (gsize a = 0; a < G_N_ELEMENTS (list); a++)
    for (gsize b = 0; b < G_N_ELEMENTS (list); b++)
      {
        int ab = nh_period_compare (&list[a], &list[b]);

        g_assert_cmpint (sign (ab), ==, -sign (nh_period_compare (&list[b], &list[a])));
        if (ab == 0)
          g_assert_true (nh_period_equal (&list[a], &list[b]));
        if (list[a].start != 0 && list[b].start == 0)
          g_assert_cmpint (ab, <, 0);
        for (gsize c = 0; ab <= 0 && c < G_N_ELEMENTS (list); c++)
          if (nh_period_compare (&list[b], &list[c]) <= 0)
            g_assert_cmpint (nh_period_compare (&list[a], &list[c]), <=, 0);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (list); i++)
    nh_period_clear (&list[i]);
}

static void
test_overlaps (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean overlap;
  } pairs[] = {
    { "Tháng 9/2023", "30/9/2023", TRUE },
    { "Tháng 9/2023", "01/10/2023", FALSE },
    { "Tháng 9 - 11", "tuần 1 tháng 11", TRUE },
    { "khi có yêu cầu", "cả năm", FALSE },
    { "khi có yêu cầu", "khi có yêu cầu", FALSE },
  };
  NhSchoolYear year;

  init_year (&year);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_auto (NhPeriod) a = NH_PERIOD_INIT;
      g_auto (NhPeriod) b = NH_PERIOD_INIT;

      g_assert_true (nh_period_parse (pairs[i].a, &year, &a, NULL));
      g_assert_true (nh_period_parse (pairs[i].b, &year, &b, NULL));
      g_assert_cmpint (nh_period_overlaps (&a, &b), ==, pairs[i].overlap);
      g_assert_cmpint (nh_period_overlaps (&b, &a), ==, pairs[i].overlap);
    }
}

static void
test_exactness_names (void)
{
  NhExactness exactness;

  for (int i = NH_EXACTNESS_NONE; i <= NH_EXACTNESS_YEARLY_MONTH; i++)
    {
      g_assert_true (nh_exactness_from_string (nh_exactness_to_string (i), &exactness));
      g_assert_cmpint (exactness, ==, i);
    }
  g_assert_cmpstr (nh_exactness_to_string (NH_EXACTNESS_YEARLY_DAY), ==, "yearly-day");
  g_assert_false (nh_exactness_from_string ("weekly", &exactness));
  g_assert_false (nh_exactness_from_string (NULL, &exactness));
  g_assert_null (nh_exactness_to_string (99));
}

static guint
scan_plan (const char *contents)
{
  g_auto (GStrv) lines = g_strsplit (contents, "\n", -1);
  gboolean in_list = FALSE;
  NhSchoolYear year;
  guint n = 0;

  init_year (&year);
  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) quoted = g_strsplit (lines[i], "\"", -1);
      guint parts = g_strv_length (quoted);
      const char *value = NULL;

      if (parts > 3 && strcmp (quoted[1], "school_year") == 0)
        g_assert_true (nh_school_year_parse (quoted[3], &year, NULL));
      else if (parts > 3 && strcmp (quoted[1], "time") == 0)
        value = quoted[3];
      else if (parts > 1 && strcmp (quoted[1], "general_activities_time") == 0)
        in_list = TRUE;
      else if (strchr (lines[i], ']'))
        in_list = FALSE;
      else if (in_list && parts > 1)
        value = quoted[1];
      if (value)
        {
          g_auto (NhPeriod) period = NH_PERIOD_INIT;
          g_autoptr (GError) error = NULL;

          if (!nh_period_parse (value, &year, &period, &error))
            {
              g_test_fail_printf ("%s", error->message);
              continue;
            }
          g_assert_cmpint (period.exactness, >=, NH_EXACTNESS_MONTH);
          n++;
        }
    }

  return n;
}

/* The times of the real plans, where they are at hand. */
static void
test_plans (void)
{
  const char *plans = g_getenv ("NH_TEST_PLANS");
  g_autofree char *folder = plans ? g_build_filename (plans, "expected", NULL) : NULL;
  g_autoptr (GDir) dir = folder ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint n = 0;

  if (!dir)
    {
      g_test_skip ("The real plans are not here: set NH_TEST_PLANS to their folder.");
      return;
    }
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;

      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      n += scan_plan (contents);
    }
  g_test_message ("%u times read", n);
  g_assert_cmpuint (n, >=, 26);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/period/rows", test_rows);
  g_test_add_func ("/period/text-is-kept", test_text_is_kept);
  g_test_add_func ("/period/wrong", test_wrong);
  g_test_add_func ("/period/without-school-year", test_without_school_year);
  g_test_add_func ("/period/own-frame", test_own_frame);
  g_test_add_func ("/period/format", test_format);
  g_test_add_func ("/period/format-is-read-back", test_format_is_read_back);
  g_test_add_func ("/period/mutations", test_mutations);
  g_test_add_func ("/period/long-text", test_long_text);
  g_test_add_func ("/period/total-order", test_total_order);
  g_test_add_func ("/period/overlaps", test_overlaps);
  g_test_add_func ("/period/exactness-names", test_exactness_names);
  g_test_add_func ("/period/plans", test_plans);

  return g_test_run ();
}
