/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lunar calendar, days of other years, and years in texts.
 */
#include "core/nh-holidays.h"
#include "core/nh-period.h"
#include "core/nh-year-text.h"

static void
assert_day (guint32 day, const char *iso)
{
  g_autofree char *text = nh_day_to_iso (day);

  g_assert_cmpstr (text, ==, iso);
}

/* Dates of the new year as the government announced them; 1985, 2007 and 2030 differ from China's. */
static void
test_lunar (void)
{
  static const char *const days[] = { "1985-01-21", "2007-02-17", "2017-01-28", "2018-02-16", "2020-01-25", "2021-02-12",
                                      "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26",
                                      "2029-02-13", "2030-02-02", "2033-01-31", "2034-02-19" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    assert_day (nh_lunar_day ((int) g_ascii_strtoll (days[i], NULL, 10), 1, 1), days[i]);
  /* The day of the Hùng kings, 10 March. */
  assert_day (nh_lunar_day (2023, 3, 10), "2023-04-29");
  assert_day (nh_lunar_day (2024, 3, 10), "2024-04-18");
  assert_day (nh_lunar_day (2025, 3, 10), "2025-04-07");
}

static void
test_holidays (void)
{
  g_assert_true (nh_day_is_holiday (nh_day_from_ymd (2024, 9, 2)));
  g_assert_true (nh_day_is_holiday (nh_day_from_ymd (2024, 4, 18)));
  g_assert_true (nh_day_is_holiday (nh_day_from_ymd (2024, 2, 10)));
  g_assert_false (nh_day_is_holiday (nh_day_from_ymd (2024, 2, 15)));
  g_assert_true (nh_day_is_free (nh_day_from_ymd (2024, 2, 15)));
  g_assert_false (nh_day_is_free (nh_day_from_ymd (2024, 10, 10)));
}

static void
assert_moves (const char *from, int years, gboolean keep, const char *to)
{
  assert_day (nh_day_in_other_year (nh_day_from_iso (from), years, keep), to);
}

static void
test_other_year (void)
{
  assert_moves ("2023-10-05", 1, FALSE, "2024-10-03"); /* Thursday to Thursday */
  assert_moves ("2023-10-05", 1, TRUE, "2024-10-05");
  assert_moves ("2024-02-29", 1, TRUE, "2025-02-28");
  assert_moves ("2024-02-29", 1, FALSE, "2025-02-27"); /* Thursday */
  assert_moves ("2023-09-01", 1, FALSE, "2024-09-06"); /* not into August, nor onto a holiday */
  assert_moves ("2023-10-31", 1, FALSE, "2024-10-29");
  assert_moves ("2024-01-31", 1, FALSE, "2025-02-12"); /* over the new year of 29 January 2025 */
  assert_moves ("2024-05-02", 1, FALSE, "2025-05-08"); /* 1 May is free */
}

static char *
later (const NhYearText *found, gpointer data)
{
  guint32 day;
  int y, m, d;

  if (found->kind != NH_YEAR_TEXT_DAY)
    return nh_year_text_write (found, found->year + 1, found->month, found->day);
  day = nh_day_in_other_year (nh_day_from_ymd (found->year ? found->year : 2023, found->month, found->day), 1,
                              found->limit);
  nh_day_to_ymd (day, &y, &m, &d);
  return nh_year_text_write (found, y, m, d);
}

static const struct
{
  const char *text;
  const char *wanted;
} texts[] = {
  { "năm học 2023-2024", "năm học 2024-2025" },
  { "năm học 2023 – 2024 và hè năm 2024", "năm học 2024 – 2025 và hè năm 2025" },
  { "NĂM HỌC 2023 - 2024", "NĂM HỌC 2024 - 2025" },
  { "Tháng 10/2023", "Tháng 10/2024" },
  { "Tháng 02/2024 đến tháng 6/2024", "Tháng 02/2025 đến tháng 6/2025" },
  { "trước ngày 15/9/2023", "trước ngày 15/9/2024" },
  { "sáng ngày 05/10/2023", "sáng ngày 03/10/2024" },
  { "ngày 05 tháng 10 năm 2023", "ngày 03 tháng 10 năm 2024" },
  /* Legal documents stay, with their days. */
  { "Thông tư số 17/2019/TT-BGDĐT ngày 01/11/2019", "Thông tư số 17/2019/TT-BGDĐT ngày 01/11/2019" },
  { "Công văn số 1338/SGDĐT-GDTrH,GDTX ngày 22/8/2023 hướng dẫn nhiệm vụ năm học 2023-2024",
    "Công văn số 1338/SGDĐT-GDTrH,GDTX ngày 22/8/2023 hướng dẫn nhiệm vụ năm học 2024-2025" },
  { "Quyết định số 994/QĐ-UBND ngày 08 tháng 8 năm 2024 của", "Quyết định số 994/QĐ-UBND ngày 08 tháng 8 năm 2024 của" },
  { "Luật số 73/2025/QH15", "Luật số 73/2025/QH15" },
  { "thông tư 22/2016 về", "thông tư 22/2016 về" },
  { "theo Thông tư 19/2019/TT-BGDĐT, nộp trước ngày 15/6/2024", "theo Thông tư 19/2019/TT-BGDĐT, nộp trước ngày 15/6/2025" },
  /* What is no time stays. */
  { "giai đoạn 2020 - 2025", "giai đoạn 2020 - 2025" },
  { "Chương trình GDPT 2018", "Chương trình GDPT 2018" },
  { "tỉ lệ 1/2 và 98,5%; 02 người/nhóm", "tỉ lệ 1/2 và 98,5%; 02 người/nhóm" },
  { "điện thoại 0912 345 678", "điện thoại 0912 345 678" },
  { "<ref appendix=\"20232024\"/> năm học 2023-2024", "<ref appendix=\"20232024\"/> năm học 2024-2025" },
  { "<b>Tháng 9/2023</b>", "<b>Tháng 9/2024</b>" },
};

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *got = nh_year_text_map (texts[i].text, TRUE, FALSE, later, NULL);

      g_assert_cmpstr (got, ==, texts[i].wanted);
    }
}

static void
test_bare (void)
{
  g_autofree char *days = nh_year_text_map ("14h00 ngày 05/10", FALSE, TRUE, later, NULL);
  g_autofree char *kept = nh_year_text_map ("14h00 ngày 05/10", FALSE, FALSE, later, NULL);

  g_assert_cmpstr (days, ==, "14h00 ngày 03/10");
  g_assert_cmpstr (kept, ==, "14h00 ngày 05/10");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/year-text/lunar", test_lunar);
  g_test_add_func ("/year-text/holidays", test_holidays);
  g_test_add_func ("/year-text/other-year", test_other_year);
  g_test_add_func ("/year-text/texts", test_texts);
  g_test_add_func ("/year-text/bare", test_bare);
  return g_test_run ();
}
