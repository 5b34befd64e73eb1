/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Completes the months and years that were left out of days and months, and makes their span.
 */
#include "core/nh-period-items.h"

#include <glib/gi18n-lib.h>

/* A list of months is written out month by month, so it must stay readable. */
#define MAX_LISTED_MONTHS 24

/* The message's format takes the item as it was written. Always FALSE, to be returned. */
gboolean
nh_period_items_fail (NhPeriodReader *reader,
                      const Item *item,
                      NhParseError code,
                      const char *format)
{
  g_autofree char *part = nh_period_reader_quote (reader, item->first, item->end);

  return nh_period_reader_fail (reader, code, g_strdup_printf (format, part));
}

/* All items must be days, or all months; bare numbers follow their neighbours. */
static gboolean
settle_units (NhPeriodReader *reader,
              Items *items)
{
  Unit unit = UNIT_ANY;

  for (guint i = 0; i < items->n; i++)
    {
      if (items->items[i].unit == UNIT_ANY)
        continue;
      if (unit != UNIT_ANY && unit != items->items[i].unit)
        return nh_period_items_fail (reader, &items->items[i], NH_PARSE_ERROR_SYNTAX,
                                     _("“%s” mixes days and months in one time. Write days only or months only, "
                                       "for example “05/10/2023 - 31/12/2023”."));
      unit = items->items[i].unit;
    }
  if (unit == UNIT_ANY)
    {
      Item all = items->items[0];

      all.end = items->items[items->n - 1].end;
      if (!nh_period_reader_at_end (reader))
        {
          reader->at = all.first;
          return nh_period_reader_fail_here (reader);
        }
      return nh_period_items_fail (reader, &all, NH_PARSE_ERROR_SYNTAX,
                                   _("“%s” alone can be a day or a month. Write for example “Tháng 10/2023” or "
                                     "“10/10/2023”."));
    }
  for (guint i = 0; i < items->n; i++)
    {
      Item *item = &items->items[i];

      if (item->unit == UNIT_ANY && unit == UNIT_MONTH)
        {
          item->month = item->day;
          item->day = 0;
        }
      item->unit = unit;
    }

  return TRUE;
}

/* "24-26/11": the month of the next day, else of the day before. */
static gboolean
complete_months (NhPeriodReader *reader,
                 Items *items)
{
  for (guint i = items->n - 1; i > 0; i--)
    if (items->items[i - 1].month == 0)
      items->items[i - 1].month = items->items[i].month;
  for (guint i = 0; i < items->n; i++)
    {
      Item *item = &items->items[i];

      if (item->month == 0 && i > 0)
        item->month = items->items[i - 1].month;
      if (item->month == 0)
        return nh_period_items_fail (reader, item, NH_PARSE_ERROR_SYNTAX,
                                     _("The month is missing in “%s”. Write for example “05/10/2023”."));
      if (item->month > 12)
        return nh_period_items_fail (reader, item, NH_PARSE_ERROR_RANGE,
                                     _("“%s” is not possible: months run from 1 to 12. Write for example "
                                       "“Tháng 12/2023” or “05/10/2023”."));
    }

  return TRUE;
}

static int
order_in_year (const Item *item)
{
  return item->month * 32 + item->day;
}

/* From the autumn of one year to the spring of the next. */
static gboolean
turns_year (const Item *a,
            const Item *b)
{
  return a->month >= 8 && b->month < 8;
}

/* What follows a day with a year lies after it, and what precedes one before it; 0 if the two are
 * in no such order. */
static int
year_beside (const Item *a,
             const Item *b,
             int known,
             int turn)
{
  if (order_in_year (a) <= order_in_year (b))
    return known;

  return turns_year (a, b) ? known + turn : 0;
}

static gboolean
fail_order (NhPeriodReader *reader,
            const Items *items)
{
  Item all = items->items[0];

  all.end = items->items[items->n - 1].end;

  return nh_period_items_fail (reader, &all, NH_PARSE_ERROR_RANGE,
                               _("In “%s” the end lies before the start. Write the earlier time first, for example "
                                 "“Tháng 9/2023 đến tháng 01/2024”."));
}

/* A period is one span: days between the listed ones would be claimed with them. */
static gboolean
fail_gap (NhPeriodReader *reader,
          const Items *items)
{
  Item all = items->items[0];

  all.end = items->items[items->n - 1].end;

  return nh_period_items_fail (reader, &all, NH_PARSE_ERROR_SYNTAX,
                               _("“%s” lists days that do not follow each other. Enter each of them by itself, "
                                 "or write a span, for example “05/10/2023 - 07/10/2023”."));
}

/* No year at all: the school year gives it. "Tháng 7, 8" goes on into the August after July. */
static gboolean
complete_from_school_year (NhPeriodReader *reader,
                           Items *items)
{
  if (!reader->year)
    return nh_period_items_fail (reader, &items->items[0], NH_PARSE_ERROR_SYNTAX,
                                 _("The year is missing in “%s”, and there is no school year to take it from. "
                                   "Write for example “Tháng 10/2023”."));
  for (guint i = 0; i < items->n; i++)
    {
      Item *item = &items->items[i];
      const Item *last = i > 0 ? item - 1 : NULL;

      item->year = nh_school_year_of_month (reader->year, item->month);
      if (last && item->year < last->year && order_in_year (item) > order_in_year (last))
        item->year = last->year;
    }

  return TRUE;
}

static gboolean
complete_years (NhPeriodReader *reader,
                Items *items)
{
  gboolean known = FALSE;

  for (guint i = 0; i < items->n; i++)
    known = known || items->items[i].year != 0;
  if (!known)
    return complete_from_school_year (reader, items);

  for (guint i = items->n - 1; i > 0; i--)
    {
      Item *a = &items->items[i - 1], *b = &items->items[i];

      if (a->year == 0 && b->year != 0 && (a->year = year_beside (a, b, b->year, -1)) == 0)
        return fail_order (reader, items);
    }
  for (guint i = 1; i < items->n; i++)
    {
      Item *a = &items->items[i - 1], *b = &items->items[i];

      if (b->year == 0 && (b->year = year_beside (a, b, a->year, 1)) == 0)
        return fail_order (reader, items);
    }

  return TRUE;
}

static guint32
last_day_of_month (int year,
                   int month)
{
  return nh_day_from_ymd (year, month, g_date_get_days_in_month (month, year));
}

static gboolean
make_span (NhPeriodReader *reader,
           Items *items,
           NhPeriod *period)
{
  guint32 last_start = 0;
  gboolean days = items->items[0].unit == UNIT_DAY;

  for (guint i = 0; i < items->n; i++)
    {
      const Item *item = &items->items[i];
      guint32 start = nh_day_from_ymd (item->year, item->month, days ? item->day : 1);

      if (start == 0)
        return nh_period_items_fail (reader, item, NH_PARSE_ERROR_RANGE,
                                     _("There is no such day as “%s”: that month is shorter. Correct the day, for "
                                       "example “28/02/2024”."));
      if (start < last_start || (start == last_start && !items->range))
        return fail_order (reader, items);
      if (days && !items->range && i > 0 && start > last_start + 1)
        return fail_gap (reader, items);
      if (i == 0)
        period->start = start;
      last_start = start;
      period->end = days ? start : last_day_of_month (item->year, item->month);
    }

  if (days)
    period->exactness = period->start == period->end ? NH_EXACTNESS_DAY : NH_EXACTNESS_DAYS;
  else if (last_start == period->start)
    period->exactness = NH_EXACTNESS_MONTH;
  else
    period->exactness = items->range ? NH_EXACTNESS_RANGE : NH_EXACTNESS_MONTHS;
  if (period->exactness == NH_EXACTNESS_MONTHS && period->end - period->start > MAX_LISTED_MONTHS * 31)
    return nh_period_items_fail (reader, &items->items[items->n - 1], NH_PARSE_ERROR_RANGE,
                                 _("The month “%s” is too far from the first one of the list. Write a range, for "
                                   "example “Tháng 9/2023 đến tháng 01/2024”."));

  return TRUE;
}

/* Makes the exactness and the span of what was read, with the years of the reader's school year. */
gboolean
nh_period_items_complete (NhPeriodReader *reader,
                          Items *items,
                          NhPeriod *period)
{
  return settle_units (reader, items) && complete_months (reader, items) && complete_years (reader, items)
         && make_span (reader, items, period);
}
