/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Moving and resizing by whole steps. Unless a row says otherwise, the school year is 2023-2024.
 */
#include "core/nh-period-move.h"

#include <string.h>

static const struct
{
  const char *text;
  int steps;
  const char *moved; /* NULL: it can't be moved so */
} moves[] = {
  /* days */
  { "15/9/2023", 7, "22/9/2023" },
  { "15/9/2023", -7, "08/9/2023" },
  { "5/10/2023", 1, "6/10/2023" },
  { "05/10/2023", -4, "01/10/2023" },
  { "30/9", 1, "01/10" },
  { "5/9", 1, "6/9" },
  { "28/2/2024", 1, "29/2/2024" },
  { "29/2/2024", 1, "01/3/2024" },
  { "28/02/2023", 1, "01/3/2023" },
  { "31/12/2023", 1, "01/01/2024" },
  { "31/12", 1, "01/01" },
  { "31/8/2024", 1, "01/9/2024" },
  { "31/7", 1, "01/8/2024" }, /* without a year, August is that of 2023 */
  { "ngày 31 tháng 8 năm 2023", 1, "ngày 01 tháng 9 năm 2023" },
  { "ngày 05 tháng 10", 30, "ngày 04 tháng 11" },
  { "2023-12-31", 1, "2024-01-01" },
  { "5.10.2023", 10, "15.10.2023" },
  { "5/10/23", 100, "13/01/24" },
  { "Thứ Năm, ngày 05/10/2023", 1, "Thứ Sáu, ngày 06/10/2023" },
  { "thứ 5, 5/10", 3, "chủ nhật, 8/10" },
  { "thứ 5, 5/10", 4, "thứ 2, 9/10" },
  { "Sáng ngày 05/10/2023 (dự kiến)", 1, "Sáng ngày 06/10/2023 (dự kiến)" },
  { "trước ngày 15/9/2023", 5, "trước ngày 20/9/2023" },
  { "14h00 ngày 5/10/2023", 1, "14h00 ngày 6/10/2023" },
  { "ngày 5/10/2023, lúc 7g30", 1, "ngày 6/10/2023, lúc 7g30" },
  { "7:30 - 11:00 ngày 5/10", 1, "7:30 - 11:00 ngày 6/10" },
  { "24-26/11/2023", 3, "27-29/11/2023" },
  { "24-26/11/2023", 5, "29/11 - 01/12/2023" },
  { "24–26/11", 7, "01–03/12" },
  { "ngày 24 và 25 tháng 11", 6, "ngày 30/11 và 01 tháng 12" },
  { "28/12 - 03/01/2024", -3, "25/12 - 31/12/2023" },
  { "từ ngày 5/10 đến ngày 7/10/2023", 1, "từ ngày 6/10 đến ngày 8/10/2023" },
  /* weeks of months */
  { "tuần 3 tháng 12 năm 2020", 1, "tuần 4 tháng 12 năm 2020" },
  { "Tuần 5 tháng 12/2023", 1, "Tuần 1 tháng 01/2024" },
  { "tuần 4 tháng 9", 2, "tuần 1 tháng 10" },
  { "tuần 5 tháng 7", 1, "tuần 1 tháng 8/2024" },
  { "tuần 4 tháng 02/2023", 1, "tuần 1 tháng 3/2023" },
  { "tuần 4 tháng 02/2024", 1, "tuần 5 tháng 02/2024" },
  { "tuần 1 tháng 3/2023", -1, "tuần 4 tháng 02/2023" },
  { "tuần 1-2 tháng 9", 3, "tuần 4-5 tháng 9" },
  { "tuần 1-2 tháng 9", 4, "tuần 1-2 tháng 10" },
  { "tuần III tháng 9/2023", 1, "tuần 4 tháng 9/2023" },
  /* months */
  { "Tháng 11/2023", 1, "Tháng 12/2023" },
  { "Tháng 12/2023", 1, "Tháng 01/2024" },
  { "Tháng 1/2024", 1, "Tháng 2/2024" },
  { "Tháng 09/2023", -1, "Tháng 08/2023" },
  { "Tháng 12", 1, "Tháng 01" },
  { "Tháng 7", 1, "Tháng 8/2024" },
  { "Tháng 8", -1, "Tháng 7/2023" },
  { "T10/2023", 1, "T11/2023" },
  { "Tháng 10/23", 3, "Tháng 01/24" },
  { "tháng 10, năm 2023", 1, "tháng 11, năm 2023" },
  { "Cuối tháng 9/2023", 1, "Cuối tháng 10/2023" },
  { "Tháng 12/2023 (dự kiến)", 1, "Tháng 01/2024 (dự kiến)" },
  { "tháng Tám", 1, "tháng 9" },
  { "trước tháng 12/2023", -1, "trước tháng 11/2023" },
  { "Tháng 9 năm học 2024-2025", 1, "Tháng 10 năm học 2024-2025" },
  { "Tháng 11,12", 1, "Tháng 12,01" },
  { "Tháng 3,4,5", 1, "Tháng 4,5,6" },
  { "Tháng 3,4,5", -2, "Tháng 01,02,3" },
  { "Tháng 9, 11", 1, "Tháng 10, 12" },
  { "Tháng 11,12/2023", 1, "Tháng 12/2023, 01/2024" },
  { "Tháng 12/2023, 01/2024", -1, "Tháng 11, 12/2023" },
  { "Tháng 12/2023, 01/2024", 1, "Tháng 01, 02/2024" },
  { "Tháng 7, 8", -1, "Tháng 6, 7" },
  { "Tháng 9/2023 đến tháng 01/2024", 1, "Tháng 10/2023 đến tháng 02/2024" },
  { "Tháng 9-11", 2, "Tháng 11-01" },
  { "Quý IV", 1, "Tháng 11 đến tháng 01" },
  { "trong năm 2024", 1, "tháng 02/2024 đến tháng 01/2025" },
  /* parts of the school year */
  { "HK I", 1, "HK II" },
  { "HKI", 1, "HKII" },
  { "HK2", -1, "HK1" },
  { "Trong học kỳ I năm học 2024-2025", 1, "Trong học kỳ II năm học 2024-2025" },
  { "HK II", 1, "Hè" },
  { "HK II", 2, "Học kỳ I năm học 2024-2025" },
  { "hè", -1, "học kỳ II" },
  { "hè năm 2024", 3, "hè năm 2025" },
  { "học kỳ I", -1, "hè năm 2023" },
  /* what comes back each year stays in its year */
  { "31/5 hằng năm", 1, "01/6 hằng năm" },
  { "trước ngày 31 tháng 5 hàng năm", -1, "trước ngày 30 tháng 5 hàng năm" },
  { "vào tháng 6 hàng năm", 1, "vào tháng 7 hàng năm" },
  { "vào tháng 7 hàng năm", 1, NULL },
  { "31/7 hằng năm", 1, NULL },
  /* what has no step */
  { "cả năm", 1, NULL },
  { "khi có yêu cầu", 1, NULL },
  { "", 1, NULL },
  { "31/12/2199", 1, NULL },
  { "Tháng 01/1900", -1, NULL },
};

static const struct
{
  const char *text;
  NhPeriodEdge edge;
  int steps;
  const char *resized;
} resizes[] = {
  { "15/9/2023", NH_EDGE_END, 2, "15-17/9/2023" },
  { "15/9/2023", NH_EDGE_START, -2, "13-15/9/2023" },
  { "15/9/2023", NH_EDGE_START, 2, "15/9/2023" },
  { "15/9", NH_EDGE_END, 2, "15-17/9" },
  { "30/9/2023", NH_EDGE_END, 2, "Từ ngày 30/9/2023 đến ngày 02/10/2023" },
  { "14h00 ngày 5/10/2023", NH_EDGE_END, 1, "14h00 ngày 5-6/10/2023" },
  { "Chiều ngày 15 tháng 9 năm 2023", NH_EDGE_END, 1, "Chiều ngày 15-16 tháng 9 năm 2023" },
  { "24-26/11/2023", NH_EDGE_END, 1, "24-27/11/2023" },
  { "24-26/11/2023", NH_EDGE_END, 6, "24/11 - 02/12/2023" },
  { "24-26/11/2023", NH_EDGE_END, -9, "24/11/2023" },
  { "24-26/11/2023", NH_EDGE_START, 1, "25-26/11/2023" },
  { "từ ngày 5/10 đến ngày 7/10/2023", NH_EDGE_START, -6, "từ ngày 29/9 đến ngày 7/10/2023" },
  { "24, 25/11/2023", NH_EDGE_END, 1, "24-26/11/2023" },
  { "Tháng 11/2023", NH_EDGE_END, 1, "Tháng 11,12/2023" },
  { "Tháng 11/2023", NH_EDGE_END, 2, "Tháng 11,12/2023, 01/2024" },
  { "Tháng 11", NH_EDGE_START, -1, "Tháng 10,11" },
  { "Cuối tháng 9/2023", NH_EDGE_END, 1, "Cuối tháng 9,10/2023" },
  { "Tháng 9/2023", NH_EDGE_END, 8, "Tháng 9/2023 đến tháng 5/2024" },
  { "Tháng 11,12", NH_EDGE_END, -1, "Tháng 11" },
  { "Tháng 3,4,5", NH_EDGE_START, 1, "Tháng 4,5" },
  { "Tháng 3, tháng 5", NH_EDGE_END, 1, "Tháng 3, 5, 6" },
  { "Tháng 9/2023 đến tháng 01/2024", NH_EDGE_START, 1, "Tháng 10/2023 đến tháng 01/2024" },
  { "Tháng 9/2023 đến tháng 01/2024", NH_EDGE_END, -7, "Tháng 9/2023" },
  { "tuần 3 tháng 12", NH_EDGE_END, 1, "tuần 3-4 tháng 12" },
  { "tuần 3 tháng 12", NH_EDGE_END, 9, "tuần 3-5 tháng 12" },
  { "tuần 1-2 tháng 9", NH_EDGE_START, 1, "tuần 2 tháng 9" },
  { "trước ngày 15/9/2023", NH_EDGE_END, 1, NULL },
  { "31/5 hằng năm", NH_EDGE_END, 1, NULL },
  { "HK I", NH_EDGE_END, 1, NULL },
  { "cả năm", NH_EDGE_END, 1, NULL },
};

static void
parse (const char *text,
       NhPeriod *period)
{
  g_autoptr (GError) error = NULL;
  NhSchoolYear year;

  nh_school_year_init (&year, 2023);
  nh_period_parse (text, &year, period, &error);
  g_assert_no_error (error);
}

/* The text alone must say the period. */
static void
assert_said (const NhPeriod *period,
             const NhSchoolYear *year)
{
  g_auto (NhPeriod) again = NH_PERIOD_INIT;

  g_assert_nonnull (period->text);
  if (!nh_period_parse (period->text, year, &again, NULL) || !nh_period_equal (&again, period))
    g_test_fail_printf ("“%s” is another period than %u-%u", period->text, period->start, period->end);
}

static void
check (const char *text,
       gboolean possible,
       const NhPeriod *period,
       const char *wanted)
{
  NhSchoolYear year;

  nh_school_year_init (&year, 2023);
  if (possible)
    assert_said (period, &year);
  else
    g_assert_cmpint (period->exactness, ==, NH_EXACTNESS_NONE);
  if (g_strcmp0 (possible ? period->text : NULL, wanted) != 0)
    g_test_fail_printf ("“%s”: “%s” instead of “%s”", text, possible ? period->text : "(none)", wanted ? wanted : "(none)");
}

static void
test_move (void)
{
  NhSchoolYear year;

  nh_school_year_init (&year, 2023);
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_auto (NhPeriod) period = NH_PERIOD_INIT;
      g_auto (NhPeriod) moved = NH_PERIOD_INIT;
      gboolean possible;

      parse (moves[i].text, &period);
      possible = nh_period_move (&period, &year, moves[i].steps, &moved);
      check (moves[i].text, possible, &moved, moves[i].moved);
      if (possible)
        {
          g_assert_cmpint (moved.minute, ==, period.minute);
          g_assert_cmpint (moved.before, ==, period.before);
        }
    }
}

static void
test_resize (void)
{
  NhSchoolYear year;

  nh_school_year_init (&year, 2023);
  for (gsize i = 0; i < G_N_ELEMENTS (resizes); i++)
    {
      g_auto (NhPeriod) period = NH_PERIOD_INIT;
      g_auto (NhPeriod) resized = NH_PERIOD_INIT;
      gboolean possible;

      parse (resizes[i].text, &period);
      possible = nh_period_resize (&period, &year, resizes[i].edge, resizes[i].steps, &resized);
      check (resizes[i].text, possible, &resized, resizes[i].resized);
    }
}

static void
test_at (void)
{
  static const struct
  {
    NhPeriodStep step;
    int y, m, d;
    const char *text;
  } rows[] = {
    { NH_STEP_DAY, 2023, 10, 5, "05/10/2023" },
    { NH_STEP_WEEK, 2023, 12, 21, "Tuần 3 tháng 12/2023" },
    { NH_STEP_WEEK, 2024, 2, 29, "Tuần 5 tháng 02/2024" },
    { NH_STEP_MONTH, 2024, 2, 29, "Tháng 02/2024" },
    { NH_STEP_SEMESTER, 2023, 9, 1, "Học kỳ I năm học 2023-2024" },
    { NH_STEP_SEMESTER, 2024, 1, 16, "Học kỳ II năm học 2023-2024" },
    { NH_STEP_SEMESTER, 2024, 8, 31, "Hè năm 2024" },
    { NH_STEP_SEMESTER, 2024, 9, 1, "Học kỳ I năm học 2024-2025" },
    { NH_STEP_NONE, 2023, 10, 5, NULL },
  };
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  NhSchoolYear year;

  nh_school_year_init (&year, 2023);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint32 day = nh_day_from_ymd (rows[i].y, rows[i].m, rows[i].d);
      gboolean possible = nh_period_at (rows[i].step, &year, day, &period);

      check ("at", possible, &period, rows[i].text);
      if (possible)
        {
          g_assert_cmpuint (period.start, <=, day);
          g_assert_cmpuint (period.end, >=, day);
          g_assert_cmpint (nh_period_get_step (&period), ==, rows[i].step);
        }
    }
  g_assert_false (nh_period_at (NH_STEP_DAY, &year, 0, &period));
}

static void
test_steps_for_days (void)
{
  static const struct
  {
    const char *text;
    int days, steps;
  } rows[] = {
    { "15/9/2023", 9, 9 },
    { "15/9/2023", -9, -9 },
    { "Tháng 9/2023", 14, 0 },
    { "Tháng 9/2023", 15, 0 },
    { "Tháng 9/2023", 16, 1 },
    { "Tháng 9/2023", -16, -1 },
    { "Tháng 9/2023", 365, 12 },
    { "Tháng 11,12", 45, 1 },
    { "Tháng 11,12", 47, 2 },
    { "tuần 1 tháng 9", 7, 1 },
    { "tuần 1 tháng 9", 3, 0 },
    { "tuần 1 tháng 9", 4, 1 },
    { "tuần 1 tháng 9", 30, 5 },
    { "tuần 1-5 tháng 9/2023", 60, 2 },
    { "HK I", 60, 0 },
    { "HK I", 70, 1 },
    { "hè", -300, -2 },
    { "cả năm", 100, 0 },
    { "khi có yêu cầu", 100, 0 },
  };
  NhSchoolYear year;

  nh_school_year_init (&year, 2023);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (NhPeriod) period = NH_PERIOD_INIT;

      parse (rows[i].text, &period);
      if (nh_period_steps_for_days (&period, &year, rows[i].days) != rows[i].steps)
        g_test_fail_printf ("“%s” by %d days: %d steps", rows[i].text, rows[i].days,
                            nh_period_steps_for_days (&period, &year, rows[i].days));
    }
}

/* The office's own frame decides where semesters lie. */
static void
test_own_frame (void)
{
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  g_auto (NhPeriod) moved = NH_PERIOD_INIT;
  NhSchoolYear year;

  nh_school_year_init (&year, 2026);
  year.starts_on = nh_day_from_ymd (2026, 9, 7);
  year.term1_ends = nh_day_from_ymd (2027, 1, 10);
  year.term2_starts = nh_day_from_ymd (2027, 2, 15);
  g_assert_true (nh_period_parse ("HK I", &year, &period, NULL));
  g_assert_true (nh_period_move (&period, &year, 1, &moved));
  g_assert_cmpstr (moved.text, ==, "HK II");
  g_assert_cmpuint (moved.start, ==, year.term2_starts);
  g_assert_false (nh_period_at (NH_STEP_SEMESTER, &year, nh_day_from_ymd (2027, 2, 1), &moved));
  year.term2_ends = 0;
  g_assert_false (nh_period_move (&period, &year, 1, &moved));
  g_assert_cmpint (moved.exactness, ==, NH_EXACTNESS_NONE);
}

static guint32
month_start (int index)
{
  return nh_day_from_ymd (2000 + index / 12, index % 12 + 1, 1);
}

/* A text as an officer may write it. */
static char *
random_text (void)
{
  static const char *const forms[] = {
    "Tháng %m", "tháng %m/%y", "T%m", "Tháng %m,%n", "Tháng %m, %n/%z", "Tháng %m, tháng %n", "tháng %m đến tháng %n/%z",
    "Tháng %m/%y - %n/%z", "%d/%m/%y", "%d/%m", "ngày %d tháng %m", "%d-%e/%m/%y", "%d, %f/%m", "từ ngày %d/%m đến ngày %e/%m/%y",
    "trước ngày %d/%m", "14h00 ngày %d/%m/%y", "Thứ Hai, ngày %d/%m/%y", "tuần %w tháng %m", "Tuần %w-4 tháng %m/%y",
    "HK I", "HKII", "hè", "học kỳ 2 năm học 2024-2025", "%d/%m hằng năm", "tháng %m hằng năm", "quý II/%y", "Tháng %m (dự kiến)",
    "%d/%m/%y - %e/%n/%z", "%d-%e/%m",
  };
  const char *form = forms[g_test_rand_int_range (0, G_N_ELEMENTS (forms))];
  GString *text = g_string_new (NULL);
  int month = g_test_rand_int_range (0, 12 * 40), next = month + g_test_rand_int_range (1, 4);
  int day = g_test_rand_int_range (1, 27), zero = g_test_rand_bit ();

  for (const char *p = form; *p; p++)
    {
      int number = 0;

      if (*p != '%')
        {
          g_string_append_c (text, *p);
          continue;
        }
      switch (*++p)
        {
        case 'm':
          number = month % 12 + 1;
          break;
        case 'n':
          number = next % 12 + 1;
          break;
        case 'y':
          number = 2000 + month / 12;
          break;
        case 'z':
          number = 2000 + next / 12;
          break;
        case 'd':
          number = day;
          break;
        case 'e':
          number = g_test_rand_int_range (day, 28) + 1;
          break;
        case 'f':
          number = day + 1;
          break;
        default:
          number = g_test_rand_int_range (1, 4);
        }
      g_string_append_printf (text, zero ? "%02d" : "%d", number);
    }

  return g_string_free (text, FALSE);
}

static void
random_period (const NhSchoolYear *year,
               NhPeriod *period)
{
  int month = g_test_rand_int_range (0, 600);

  if (g_test_rand_int_range (0, 4) > 0)
    {
      do
        {
          g_autofree char *text = random_text ();

          if (nh_period_parse (text, year, period, NULL))
            return;
        }
      while (TRUE);
    }
  /* Without a text, as the store can hold it. */
  nh_period_clear (period);
  period->exactness = g_test_rand_bit () ? NH_EXACTNESS_MONTHS : NH_EXACTNESS_DAYS;
  period->start = month_start (month);
  period->end = period->exactness == NH_EXACTNESS_MONTHS ? month_start (month + g_test_rand_int_range (2, 10)) - 1
                                                         : period->start + (guint) g_test_rand_int_range (1, 90);
}

static void
test_there_and_back (void)
{
  guint n_moved = 0;

  for (int i = 0; i < 8000; i++)
    {
      g_auto (NhPeriod) period = NH_PERIOD_INIT;
      g_auto (NhPeriod) moved = NH_PERIOD_INIT;
      g_auto (NhPeriod) back = NH_PERIOD_INIT;
      int steps = g_test_rand_int_range (-30, 31);
      NhSchoolYear year;

      nh_school_year_init (&year, g_test_rand_int_range (2010, 2035));
      random_period (&year, &period);
      if (!nh_period_move (&period, &year, steps, &moved))
        {
          /* Only what comes back each year may leave its year. */
          g_assert_cmpint (period.exactness, >=, NH_EXACTNESS_YEARLY_DAY);
          continue;
        }
      n_moved++;
      assert_said (&moved, &year);
      g_assert_cmpint (nh_period_get_step (&moved), ==, nh_period_get_step (&period));
      g_assert_cmpint (steps > 0, ==, moved.start > period.start);
      if (!nh_period_move (&moved, &year, -steps, &back) || !nh_period_equal (&back, &period))
        g_test_fail_printf ("“%s” by %d: “%s” and back: “%s”", period.text, steps, moved.text, back.text);
    }
  g_assert_cmpuint (n_moved, >, 6000);
}

static void
test_resize_and_back (void)
{
  guint n_resized = 0;

  for (int i = 0; i < 8000; i++)
    {
      g_auto (NhPeriod) period = NH_PERIOD_INIT;
      g_auto (NhPeriod) resized = NH_PERIOD_INIT;
      g_auto (NhPeriod) back = NH_PERIOD_INIT;
      NhPeriodEdge edge = g_test_rand_bit ();
      int steps = g_test_rand_int_range (-12, 13);
      NhSchoolYear year;

      nh_school_year_init (&year, g_test_rand_int_range (2010, 2035));
      random_period (&year, &period);
      if (!nh_period_resize (&period, &year, edge, steps, &resized))
        {
          g_assert_true (period.before || period.exactness == NH_EXACTNESS_SEMESTER || period.exactness == NH_EXACTNESS_SUMMER
                         || period.exactness >= NH_EXACTNESS_YEARLY_DAY);
          continue;
        }
      n_resized++;
      assert_said (&resized, &year);
      g_assert_cmpuint (resized.end, >=, resized.start);
      if (edge == NH_EDGE_START)
        g_assert_cmpuint (resized.end, ==, period.end);
      else
        g_assert_cmpuint (resized.start, ==, period.start);
      if (edge == NH_EDGE_START ? steps > 0 : steps < 0)
        continue;
      /* Growing is not clipped but for weeks: shrinking again gives the same days. */
      if (period.exactness == NH_EXACTNESS_WEEK)
        continue;
      g_assert_true (nh_period_resize (&resized, &year, edge, -steps, &back));
      g_assert_cmpuint (back.start, ==, period.start);
      g_assert_cmpuint (back.end, ==, period.end);
    }
  g_assert_cmpuint (n_resized, >, 3000);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/period-move/move", test_move);
  g_test_add_func ("/period-move/resize", test_resize);
  g_test_add_func ("/period-move/at", test_at);
  g_test_add_func ("/period-move/steps-for-days", test_steps_for_days);
  g_test_add_func ("/period-move/own-frame", test_own_frame);
  g_test_add_func ("/period-move/there-and-back", test_there_and_back);
  g_test_add_func ("/period-move/resize-and-back", test_resize_and_back);

  return g_test_run ();
}
