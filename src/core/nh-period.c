/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-period.h"

static const char *const exactness_names[] = {
  [NH_EXACTNESS_NONE] = "none",
  [NH_EXACTNESS_WORDS] = "words",
  [NH_EXACTNESS_DAY] = "day",
  [NH_EXACTNESS_DAYS] = "days",
  [NH_EXACTNESS_WEEK] = "week",
  [NH_EXACTNESS_MONTH] = "month",
  [NH_EXACTNESS_MONTHS] = "months",
  [NH_EXACTNESS_RANGE] = "range",
  [NH_EXACTNESS_SEMESTER] = "semester",
  [NH_EXACTNESS_SUMMER] = "summer",
  [NH_EXACTNESS_YEAR] = "year",
  [NH_EXACTNESS_YEARLY_DAY] = "yearly-day",
  [NH_EXACTNESS_YEARLY_MONTH] = "yearly-month",
};

/**
 * nh_exactness_to_string:
 * @exactness: an exactness
 *
 * Returns: (transfer none) (nullable): its name in the store ("day", "yearly-month"), never
 *   translated; %NULL for a value outside the enumeration.
 */
const char *
nh_exactness_to_string (NhExactness exactness)
{
  return (gsize) exactness < G_N_ELEMENTS (exactness_names) ? exactness_names[exactness] : NULL;
}

/**
 * nh_exactness_from_string:
 * @name: (nullable): a name of nh_exactness_to_string()
 * @exactness: (out): the exactness; %NH_EXACTNESS_NONE if @name is not known
 *
 * Returns: %TRUE if @name is known.
 */
gboolean
nh_exactness_from_string (const char *name,
                          NhExactness *exactness)
{
  for (gsize i = 0; i < G_N_ELEMENTS (exactness_names); i++)
    if (g_strcmp0 (name, exactness_names[i]) == 0)
      {
        *exactness = (NhExactness) i;
        return TRUE;
      }
  *exactness = NH_EXACTNESS_NONE;

  return FALSE;
}

/**
 * nh_period_clear:
 * @period: an initialised period
 *
 * Frees what @period holds and makes it empty, ready for use again.
 */
void
nh_period_clear (NhPeriod *period)
{
  g_free (period->text);
  *period = (NhPeriod) NH_PERIOD_INIT;
}

/**
 * nh_period_copy:
 * @from: the period to copy
 * @to: (inout): an initialised period; what it held is freed
 *
 * Copies a period with its text. @from and @to may be the same.
 */
void
nh_period_copy (const NhPeriod *from,
                NhPeriod *to)
{
  NhPeriod copy = *from;

  copy.text = g_strdup (from->text);
  nh_period_clear (to);
  *to = copy;
}

static void
append_month (GString *text,
              int month)
{
  g_string_append_printf (text, month < 3 ? "%02d" : "%d", month);
}

static void
append_day (GString *text,
            guint32 julian)
{
  g_autofree char *day = nh_day_format_short (julian);

  g_string_append (text, day);
}

static void
append_month_and_year (GString *text,
                       guint32 julian)
{
  int y, m;

  nh_day_to_ymd (julian, &y, &m, NULL);
  append_month (text, m);
  g_string_append_printf (text, "/%d", y);
}

static void
append_days (GString *text,
             const NhPeriod *period)
{
  int y1, m1, d1, y2, m2, d2;

  nh_day_to_ymd (period->start, &y1, &m1, &d1);
  nh_day_to_ymd (period->end, &y2, &m2, &d2);
  if (y1 == y2 && m1 == m2)
    {
      g_string_append_printf (text, "%02d-", d1);
      append_day (text, period->end);
      return;
    }
  append_day (text, period->start);
  g_string_append (text, " đến ngày ");
  append_day (text, period->end);
}

/* "Tháng 11,12/2023, 01/2024": every month of the span, the year after the last of its months. */
static void
append_months (GString *text,
               const NhPeriod *period)
{
  int y, m, last_y, last_m;

  nh_day_to_ymd (period->start, &y, &m, NULL);
  nh_day_to_ymd (period->end, &last_y, &last_m, NULL);
  while (y < last_y || (y == last_y && m <= last_m))
    {
      gboolean last = y == last_y && m == last_m;

      append_month (text, m);
      if (last || m == 12)
        g_string_append_printf (text, "/%d%s", y, last ? "" : ", ");
      else
        g_string_append_c (text, ',');
      y += m / 12;
      m = m % 12 + 1;
    }
}

static void
append_week (GString *text,
             const NhPeriod *period)
{
  int first, last;

  nh_day_to_ymd (period->start, NULL, NULL, &first);
  nh_day_to_ymd (period->end, NULL, NULL, &last);
  first = (first - 1) / 7 + 1;
  last = (last - 1) / 7 + 1;
  g_string_append_printf (text, "%d", first);
  if (last > first)
    g_string_append_printf (text, "-%d", last);
  g_string_append (text, " tháng ");
  append_month_and_year (text, period->start);
}

/* A term, a summer and a year are named by their first day: a frame may start in July, so that
 * months from 7 on count as the first half of a school year here. */
static void
append_school_year (GString *text,
                    guint32 julian)
{
  int y, m;

  nh_day_to_ymd (julian, &y, &m, NULL);
  if (m < 7)
    y--;
  g_string_append_printf (text, "năm học %d-%d", y, y + 1);
}

static void
append_day_and_month (GString *text,
                      guint32 julian)
{
  int m, d;

  nh_day_to_ymd (julian, NULL, &m, &d);
  g_string_append_printf (text, m < 3 ? "%02d/%02d" : "%02d/%d", d, m);
}

static void
append_body (GString *text,
             const NhPeriod *period)
{
  int m, y;

  nh_day_to_ymd (period->start, &y, &m, NULL);
  switch (period->exactness)
    {
    case NH_EXACTNESS_DAY:
      append_day (text, period->start);
      break;
    case NH_EXACTNESS_DAYS:
      append_days (text, period);
      break;
    case NH_EXACTNESS_WEEK:
      append_week (text, period);
      break;
    case NH_EXACTNESS_MONTH:
      append_month_and_year (text, period->start);
      break;
    case NH_EXACTNESS_MONTHS:
      append_months (text, period);
      break;
    case NH_EXACTNESS_RANGE:
      append_month_and_year (text, period->start);
      g_string_append (text, " đến tháng ");
      append_month_and_year (text, period->end);
      break;
    case NH_EXACTNESS_SEMESTER:
      g_string_append (text, m < 7 ? "II " : "I ");
      append_school_year (text, period->start);
      break;
    case NH_EXACTNESS_SUMMER:
      g_string_append_printf (text, "năm %d", y);
      break;
    case NH_EXACTNESS_YEAR:
      append_school_year (text, period->start);
      break;
    case NH_EXACTNESS_YEARLY_DAY:
      append_day_and_month (text, period->start);
      g_string_append (text, " hằng năm");
      break;
    case NH_EXACTNESS_YEARLY_MONTH:
      append_month (text, m);
      g_string_append (text, " hằng năm");
      break;
    case NH_EXACTNESS_NONE:
    case NH_EXACTNESS_WORDS:
      break;
    }
}

static const char *
lead_word (const NhPeriod *period)
{
  int y1, m1, y2, m2;

  switch (period->exactness)
    {
    case NH_EXACTNESS_DAY:
    case NH_EXACTNESS_YEARLY_DAY:
      return period->minute >= 0 || period->before ? "ngày " : "";
    case NH_EXACTNESS_DAYS:
      nh_day_to_ymd (period->start, &y1, &m1, NULL);
      nh_day_to_ymd (period->end, &y2, &m2, NULL);
      if (y1 != y2 || m1 != m2)
        return "từ ngày ";
      return period->minute >= 0 || period->before ? "ngày " : "";
    case NH_EXACTNESS_WEEK:
      return "tuần ";
    case NH_EXACTNESS_MONTH:
    case NH_EXACTNESS_MONTHS:
    case NH_EXACTNESS_RANGE:
    case NH_EXACTNESS_YEARLY_MONTH:
      return "tháng ";
    case NH_EXACTNESS_SEMESTER:
      return "học kỳ ";
    case NH_EXACTNESS_SUMMER:
      return "hè ";
    case NH_EXACTNESS_YEAR:
      return "cả ";
    case NH_EXACTNESS_NONE:
    case NH_EXACTNESS_WORDS:
      break;
    }

  return "";
}

static char *
capitalise (const char *text)
{
  char first[6];

  if (!*text)
    return g_strdup ("");

  return g_strdup_printf ("%.*s%s", g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (text)), first),
                          first, g_utf8_next_char (text));
}

/**
 * nh_period_format:
 * @period: a period
 *
 * Writes a period with the zeros that Decree 30/2020/NĐ-CP, Appendix I, part I, II.4.b asks for: days
 * below 10 and months 1 and 2 get a 0, other months do not. Only exactness, days, minute and limit
 * are used; what was written stands in the text of @period. (A list of months with a gap is kept as
 * its span, so every month of the span is written.) Words without a date are given as written.
 *
 * The result is Vietnamese, whatever the language of the program: it goes into documents, and
 * nh_period_parse() with the same school year reads the same period from it.
 *
 * Returns: (transfer full): "05/10/2023", "24-26/11/2023", "Tháng 02/2024", "Tháng 11,12/2023",
 *   "Tháng 9/2023 đến tháng 01/2024", "Tuần 3 tháng 12/2023", "Học kỳ I năm học 2023-2024",
 *   "Trước ngày 31/5 hằng năm", "14h00 ngày 05/10/2023"; "" for an empty period.
 */
char *
nh_period_format (const NhPeriod *period)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (period->exactness == NH_EXACTNESS_WORDS)
    return g_strdup (period->text ? period->text : "");
  if (period->exactness == NH_EXACTNESS_NONE || period->start == 0 || period->end < period->start)
    return g_strdup ("");

  if (period->before)
    g_string_append (text, "trước ");
  if (period->minute >= 0)
    g_string_append_printf (text, "%dh%02d ", period->minute / 60, period->minute % 60);
  g_string_append (text, lead_word (period));
  append_body (text, period);

  return capitalise (text->str);
}

static int
compare_numbers (gint64 a,
                 gint64 b)
{
  return (a > b) - (a < b);
}

/**
 * nh_period_compare:
 * @a: a period
 * @b: another period
 *
 * A total order for lists: periods with days before those without, by first day, by last day, by
 * exactness, then by time of day, limits last, then by text.
 *
 * Returns: negative, 0 or positive as strcmp(); 0 only if the periods and their texts are equal.
 */
int
nh_period_compare (const NhPeriod *a,
                   const NhPeriod *b)
{
  int order = compare_numbers (a->start == 0, b->start == 0);

  if (order == 0)
    order = compare_numbers (a->start, b->start);
  if (order == 0)
    order = compare_numbers (a->end, b->end);
  if (order == 0)
    order = compare_numbers (a->exactness, b->exactness);
  if (order == 0)
    order = compare_numbers (a->minute, b->minute);
  if (order == 0)
    order = compare_numbers (a->before != FALSE, b->before != FALSE);

  return order != 0 ? order : g_strcmp0 (a->text, b->text);
}

/**
 * nh_period_overlaps:
 * @a: a period
 * @b: another period
 *
 * Returns: %TRUE if some day lies in both. Periods without days overlap nothing.
 */
gboolean
nh_period_overlaps (const NhPeriod *a,
                    const NhPeriod *b)
{
  return a->start != 0 && b->start != 0 && a->start <= b->end && b->start <= a->end;
}

/**
 * nh_period_equal:
 * @a: a period
 * @b: another period
 *
 * Returns: %TRUE if exactness, days, minute and limit are the same, however they were written.
 */
gboolean
nh_period_equal (const NhPeriod *a,
                 const NhPeriod *b)
{
  return a->exactness == b->exactness && a->start == b->start && a->end == b->end
         && a->minute == b->minute && !a->before == !b->before;
}

/**
 * nh_exactness_is_exact:
 * @exactness: an exactness
 *
 * Returns: %TRUE for what names days, so that a due day can be counted from it: a day, days, or a day of every year.
 */
gboolean
nh_exactness_is_exact (NhExactness exactness)
{
  return exactness == NH_EXACTNESS_DAY || exactness == NH_EXACTNESS_DAYS || exactness == NH_EXACTNESS_YEARLY_DAY;
}

/** nh_period_is_exact: Returns: whether @period names days, as nh_exactness_is_exact() says. */
gboolean
nh_period_is_exact (const NhPeriod *period)
{
  return nh_exactness_is_exact (period->exactness);
}
