/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Vietnamese lunar calendar is that of the meridian 105° E (Decision 121/CP of 1967), computed
 * from new moons and the longitude of the sun as in Jean Meeus, Astronomical Algorithms.
 */
#include "core/nh-holidays.h"

#include <math.h>

#include "core/nh-period.h"

#define GDATE_TO_JULIAN_DAY 1721425 /* Julian day number of the day before 1 January of the year 1 */
#define ZONE (7.0 / 24.0)
#define MONTH_DAYS 29.530588853
#define FIRST_NEW_MOON 2415021.076998695 /* of the year 1900 */
#define RADIANS (G_PI / 180)

/* Schools close from about six days before the new year until seven after: decisions of provinces
 * for 2026-2027 say 1 to 14 February, the new year being the 6th. */
#define BREAK_BEFORE 6
#define BREAK_AFTER 7

/* The moment of the k-th new moon after 1 January 1900, in days. */
static double
new_moon (int k)
{
  double t = k / 1236.85, t2 = t * t, t3 = t2 * t;
  double mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3
                + 0.00033 * sin ((166.56 + 132.87 * t - 0.009173 * t2) * RADIANS);
  double m = (359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3) * RADIANS;
  double n = (306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3) * RADIANS;
  double f = (21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3) * RADIANS;
  double c = (0.1734 - 0.000393 * t) * sin (m) + 0.0021 * sin (2 * m) - 0.4068 * sin (n) + 0.0161 * sin (2 * n)
             - 0.0004 * sin (3 * n) + 0.0104 * sin (2 * f) - 0.0051 * sin (m + n) - 0.0074 * sin (m - n)
             + 0.0004 * sin (2 * f + m) - 0.0004 * sin (2 * f - m) - 0.0006 * sin (2 * f + n)
             + 0.0010 * sin (2 * f - n) + 0.0005 * sin (2 * n + m);

  return mean + c + 0.000278 - 0.000265 * t - 0.000262 * t2;
}

static int
new_moon_day (int k)
{
  return (int) floor (new_moon (k) + 0.5 + ZONE);
}

/* The twelfth of the sky in which the sun stands when the day begins: 9 is that of the solstice. */
static int
sun_sector (int day)
{
  double t = (day - 0.5 - ZONE - 2451545.0) / 36525, t2 = t * t;
  double m = (357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2) * RADIANS;
  double longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t2
                     + (1.914600 - 0.004817 * t - 0.000014 * t2) * sin (m)
                     + (0.019993 - 0.000101 * t) * sin (2 * m) + 0.000290 * sin (3 * m);

  longitude -= 360 * floor (longitude / 360);
  return (int) (longitude / 30);
}

/* The first day of the eleventh month, which holds the winter solstice of @year. */
static int
eleventh_month (int year)
{
  int last = (int) nh_day_from_ymd (year, 12, 31) + GDATE_TO_JULIAN_DAY;
  int k = (int) floor ((last - FIRST_NEW_MOON) / MONTH_DAYS);
  int day = new_moon_day (k);

  return sun_sector (day) >= 9 ? new_moon_day (k - 1) : day;
}

/* Months after the eleventh one until the leap month: the first without a change of sector. */
static int
leap_offset (int k)
{
  int before;
  int sector = sun_sector (new_moon_day (k + 1));
  int i = 1;

  do
    {
      before = sector;
      i++;
      sector = sun_sector (new_moon_day (k + i));
    }
  while (sector != before && i < 14);
  return i - 1;
}

/**
 * nh_lunar_day:
 * @year: the calendar year in which the lunar year begins
 * @month: 1 to 10
 * @day: 1 to 30
 *
 * Returns: the day of the lunar calendar of Vietnam as a Julian day: nh_lunar_day (2026, 1, 1) is
 *   17 February 2026.
 */
guint32
nh_lunar_day (int year, int month, int day)
{
  int first = eleventh_month (year - 1);
  int k = (int) floor ((first - FIRST_NEW_MOON) / MONTH_DAYS + 0.5);
  int offset = month + 1;

  if (eleventh_month (year) - first > 365 && offset >= leap_offset (k))
    offset++;
  return (guint32) (new_moon_day (k + offset) + day - 1 - GDATE_TO_JULIAN_DAY);
}

/**
 * nh_day_is_holiday:
 * @julian: a day
 *
 * Returns: whether it is a public holiday: 1 January, the lunar new year with the two days before it
 *   and the three after, 10 March of the lunar calendar, 30 April, 1 May, 1 and 2 September.
 */
gboolean
nh_day_is_holiday (guint32 julian)
{
  static const int days[][2] = { { 1, 1 }, { 4, 30 }, { 5, 1 }, { 9, 1 }, { 9, 2 } };
  int y, m, d;
  gint64 from_tet;

  nh_day_to_ymd (julian, &y, &m, &d);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (days[i][0] == m && days[i][1] == d)
      return TRUE;
  from_tet = (gint64) julian - nh_lunar_day (y, 1, 1);
  return (from_tet >= -2 && from_tet <= 3) || julian == nh_lunar_day (y, 3, 10);
}

/** nh_day_is_free: Returns: whether nothing is planned for that day: a holiday, or the schools' break. */
gboolean
nh_day_is_free (guint32 julian)
{
  int y;
  gint64 from_tet;

  nh_day_to_ymd (julian, &y, NULL, NULL);
  from_tet = (gint64) julian - nh_lunar_day (y, 1, 1);
  return nh_day_is_holiday (julian) || (from_tet >= -BREAK_BEFORE && from_tet <= BREAK_AFTER);
}

static int
weekday_of (guint32 julian)
{
  return (int) (julian % 7);
}

/**
 * nh_day_in_other_year:
 * @julian: a day
 * @years: how many years later
 * @keep_date: whether the date matters and not the weekday: a deadline
 *
 * The same place in another year. The date: 29 February becomes 28 where there is none. Else the
 * nearest day of the same weekday in the same month, a week later as long as that one is a holiday
 * or in the break of the lunar new year.
 *
 * Returns: a Julian day.
 */
guint32
nh_day_in_other_year (guint32 julian, int years, gboolean keep_date)
{
  int y, m, d, month;
  guint32 same, day;
  int step;

  nh_day_to_ymd (julian, &y, &m, &d);
  same = nh_day_from_ymd (y + years, m, d);
  if (!same)
    same = nh_day_from_ymd (y + years, m, 28);
  if (keep_date)
    return same;
  step = (weekday_of (julian) - weekday_of (same) + 7) % 7;
  day = same + (guint32) step - (step > 3 ? 7 : 0);
  nh_day_to_ymd (day, NULL, &month, NULL);
  if (month != m)
    day += day < same ? 7 : (guint32) -7;
  while (nh_day_is_free (day))
    day += 7;
  return day;
}
