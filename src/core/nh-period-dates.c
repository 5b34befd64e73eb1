/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads days and months as they stand there, alone, in a list and in a range.
 */
#include "core/nh-period-items.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Two digits after "/" are a year only if they can't be a month: "Tháng 10/23". */
#define MIN_SHORT_YEAR 13

static gboolean
check_year (NhPeriodReader *reader,
            int year)
{
  if (year >= 1900 && year <= 2199)
    return TRUE;

  return nh_period_reader_fail (reader, NH_PARSE_ERROR_RANGE,
                                g_strdup_printf (_("“%d” is not a year of a plan. Write for example "
                                                   "“05/10/2023”."),
                                                 year));
}

/* Reads "/2023", "-2023", ".2023", "/23", "năm 2023", ", năm 2023", or nothing: 0. */
gboolean
nh_period_read_year (NhPeriodReader *reader,
                     int *year)
{
  guint comma = nh_period_reader_peek (reader, 0)->kind == ',';
  char mark = nh_period_reader_peek (reader, 0)->kind;
  int value = nh_period_reader_peek (reader, 1)->value;

  *year = 0;
  if (nh_period_reader_is (reader, comma, "nam") && nh_period_reader_is_number (reader, comma + 1, 4))
    {
      *year = nh_period_reader_peek (reader, comma + 1)->value;
      reader->at += comma + 2;
      return check_year (reader, *year);
    }
  if (strchr ("/-.", mark) && mark && nh_period_reader_is_number (reader, 1, 4))
    *year = value;
  else if (mark == '/' && nh_period_reader_is_number (reader, 1, 2) && value >= MIN_SHORT_YEAR)
    *year = 2000 + value;
  else if (mark == '/')
    {
      reader->at++;
      return nh_period_reader_fail_here (reader);
    }
  else
    return TRUE;
  reader->at += 2;

  return check_year (reader, *year);
}

/* "tháng Sáu": with its tones, since "tháng sau" is the next month. */
static gboolean
take_month_word (NhPeriodReader *reader,
                 int *month)
{
  static const char *const words[] = {
    "một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai",
  };

  for (int i = G_N_ELEMENTS (words) - 1; i >= 0; i--)
    {
      guint n = strchr (words[i], ' ') ? 2 : 1;
      g_autofree char *part = nh_period_reader_quote (reader, reader->at, reader->at + n);
      g_autofree char *lower = g_utf8_strdown (part, -1);

      if (strcmp (lower, words[i]) == 0)
        {
          *month = i + 1;
          reader->at += n;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
at_month_word (const NhPeriodReader *reader,
               guint ahead)
{
  if (nh_period_reader_is (reader, ahead, "thang"))
    return TRUE;
  if (!nh_period_reader_is (reader, ahead, "t"))
    return FALSE;
  if (nh_period_reader_peek (reader, ahead + 1)->kind == '.')
    ahead++;

  return nh_period_reader_is_number (reader, ahead + 1, 0);
}

/* After "tháng" was seen: the month and its year. */
static gboolean
read_month_and_year (NhPeriodReader *reader,
                     Item *item)
{
  reader->at++;
  nh_period_reader_take_kind (reader, '.');
  if (nh_period_reader_is_number (reader, 0, 1) || nh_period_reader_is_number (reader, 0, 2))
    item->month = nh_period_reader_peek (reader, 0)->value;
  if (item->month == 0 && nh_period_reader_is_number (reader, 0, 0))
    {
      item->end = reader->at + 1;
      return nh_period_items_fail (reader, item, NH_PARSE_ERROR_RANGE,
                                   _("“%s” is not a month: months run from 1 to 12. Write for example "
                                     "“Tháng 12/2023”."));
    }
  if (item->month > 0)
    reader->at++;
  else if (!take_month_word (reader, &item->month))
    return nh_period_reader_fail_here (reader);

  return nh_period_read_year (reader, &item->year);
}

/* Three numbers with one mark between them: "5/10/2023", "05.10.2023", "05-10-2023", "2023-10-05". */
static gboolean
read_full_day (NhPeriodReader *reader,
               Item *item)
{
  const NhToken *a = nh_period_reader_peek (reader, 0), *b = nh_period_reader_peek (reader, 2);
  const NhToken *c = nh_period_reader_peek (reader, 4);
  char mark = nh_period_reader_peek (reader, 1)->kind;

  if (b->kind != NH_TOKEN_NUMBER || c->kind != NH_TOKEN_NUMBER || !mark || !strchr ("/.-", mark)
      || nh_period_reader_peek (reader, 3)->kind != mark)
    return FALSE;
  if (a->digits == 4 && mark == '-' && c->digits <= 2)
    *item = (Item) { UNIT_DAY, c->value, b->value, a->value, item->first, 0 };
  else if (a->digits <= 2 && b->digits <= 2 && (c->digits == 4 || (c->digits == 2 && mark == '/')))
    *item = (Item) { UNIT_DAY, a->value, b->value, c->digits == 2 ? 2000 + c->value : c->value,
                     item->first, 0 };
  else
    return FALSE;
  if (item->month == 0)
    item->month = NH_PERIOD_NO_MONTH;
  reader->at += 5;

  return TRUE;
}

/* A number that no word introduces, or only "ngày" (@unit is then UNIT_DAY). */
static gboolean
read_number (NhPeriodReader *reader,
             Item *item,
             Unit unit)
{
  const NhToken *number = nh_period_reader_peek (reader, 0);
  const NhToken *next = nh_period_reader_peek (reader, 2);
  char mark = nh_period_reader_peek (reader, 1)->kind;

  if (read_full_day (reader, item))
    return check_year (reader, item->year);
  if (number->digits > 2)
    return nh_period_reader_fail_here (reader);

  item->unit = unit;
  item->day = number->value;
  if (item->day == 0)
    {
      item->end = reader->at + 1;
      return nh_period_items_fail (reader, item, NH_PARSE_ERROR_RANGE,
                                   _("“%s” is neither a day nor a month. Write for example “05/10/2023”."));
    }
  reader->at++;
  if (unit == UNIT_ANY && (mark == '/' || mark == '-') && nh_period_reader_is_number (reader, 1, 4))
    {
      *item = (Item) { UNIT_MONTH, 0, number->value, next->value, item->first, 0 };
      reader->at += 2;
      return check_year (reader, item->year);
    }
  if (mark == '/')
    {
      if (next->kind != NH_TOKEN_NUMBER || next->digits > 2)
        return nh_period_reader_fail_here (reader);
      item->unit = UNIT_DAY;
      item->month = next->value ? next->value : NH_PERIOD_NO_MONTH;
      reader->at += 2;
      return nh_period_reader_peek (reader, 0)->kind == '/' ? nh_period_reader_fail_here (reader)
                                                            : nh_period_read_year (reader, &item->year);
    }
  if (at_month_word (reader, 0)
      || (nh_period_reader_peek (reader, 0)->kind == '/' && at_month_word (reader, 1)))
    {
      nh_period_reader_take_kind (reader, '/');
      item->unit = UNIT_DAY;
      return read_month_and_year (reader, item);
    }

  return nh_period_reader_is (reader, 0, "nam") ? nh_period_read_year (reader, &item->year) : TRUE;
}

static gboolean
take_item_word (NhPeriodReader *reader)
{
  static const char *const words[] = {
    "tu", "het", "sang", "chieu", "toi", "buoi", "trong", "dau", "giua", "cuoi",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (nh_period_reader_take (reader, words[i]))
      return TRUE;

  return FALSE;
}

static gboolean
read_item (NhPeriodReader *reader,
           Item *item)
{
  gboolean understood;

  memset (item, 0, sizeof *item);
  while (take_item_word (reader))
    ;
  item->first = reader->at;
  if (at_month_word (reader, 0))
    {
      item->unit = UNIT_MONTH;
      understood = read_month_and_year (reader, item);
    }
  else
    {
      gboolean day = nh_period_reader_take (reader, "ngay");

      if (!nh_period_reader_is_number (reader, 0, 0))
        return nh_period_reader_fail_here (reader);
      understood = read_number (reader, item, day ? UNIT_DAY : UNIT_ANY);
    }
  item->end = reader->at;

  return understood;
}

/* A number that tells the hour: "14h00", "13 giờ 30 phút", "8:30". */
gboolean
nh_period_at_clock (const NhPeriodReader *reader,
                    guint ahead)
{
  return nh_period_reader_is_number (reader, ahead, 0)
         && (nh_period_reader_is (reader, ahead + 1, "h") || nh_period_reader_is (reader, ahead + 1, "g")
             || nh_period_reader_is (reader, ahead + 1, "gio")
             || (nh_period_reader_peek (reader, ahead + 1)->kind == ':'
                 && nh_period_reader_is_number (reader, ahead + 2, 0)));
}

/* Whether a list goes on after a comma: not before a time of day or a remark. */
static gboolean
at_item (const NhPeriodReader *reader,
         guint ahead)
{
  return !nh_period_at_clock (reader, ahead)
         && (nh_period_reader_is_number (reader, ahead, 0) || nh_period_reader_is (reader, ahead, "ngay")
             || at_month_word (reader, ahead));
}

/* 'r' between the ends of a range, 'l' in a list, 0 where the dates end. */
static char
take_separator (NhPeriodReader *reader)
{
  char kind = nh_period_reader_peek (reader, 0)->kind;

  if (kind == '-' || nh_period_reader_is (reader, 0, "den") || nh_period_reader_is (reader, 0, "toi"))
    {
      reader->at++;
      nh_period_reader_take (reader, "den");
      return 'r';
    }
  if (((kind && strchr (",;&+", kind)) || nh_period_reader_is (reader, 0, "va")) && at_item (reader, 1))
    {
      reader->at++;
      return 'l';
    }

  return 0;
}

static gboolean
read_items (NhPeriodReader *reader,
            Items *items)
{
  char separator, kind = 0;

  items->n = 0;
  do
    {
      guint start = reader->at;

      if (items->n == NH_PERIOD_MAX_ITEMS)
        return nh_period_reader_fail_here (reader);
      if (!read_item (reader, &items->items[items->n++]))
        return FALSE;
      start = reader->at;
      separator = take_separator (reader);
      if (separator && kind && (separator != kind || separator == 'r'))
        {
          reader->at = start;
          return nh_period_reader_fail_here (reader);
        }
      if (separator)
        kind = separator;
    }
  while (separator);
  items->range = kind == 'r';

  return TRUE;
}

static gboolean
take_yearly (NhPeriodReader *reader)
{
  return nh_period_reader_take (reader, "hang nam") || nh_period_reader_take (reader, "moi nam");
}

/* "31/5 hằng năm": one day or month without a year of its own. */
static gboolean
make_yearly (NhPeriodReader *reader,
             const Items *items,
             gboolean year_written,
             NhPeriod *period)
{
  if (items->n != 1 || year_written || reader->year_written)
    return nh_period_items_fail (reader, &items->items[0], NH_PARSE_ERROR_SYNTAX,
                                 _("“%s” can't come back every year. Write one day or one month without a year, for "
                                   "example “31/5 hằng năm”."));
  period->exactness = period->exactness == NH_EXACTNESS_DAY ? NH_EXACTNESS_YEARLY_DAY
                                                            : NH_EXACTNESS_YEARLY_MONTH;

  return TRUE;
}

/* Reads days or months with their years; "hằng năm" after them. */
gboolean
nh_period_read_dates (NhPeriodReader *reader,
                      NhPeriod *period)
{
  Items items;
  gboolean year_written = FALSE;

  if (!read_items (reader, &items))
    return FALSE;
  if (reader->seen)
    reader->seen->raw = items;
  for (guint i = 0; i < items.n; i++)
    year_written = year_written || items.items[i].year != 0;
  if (!nh_period_items_complete (reader, &items, period))
    return FALSE;
  if (reader->seen)
    reader->seen->full = items;

  return take_yearly (reader) ? make_yearly (reader, &items, year_written, period) : TRUE;
}

/* Reads one month ("tháng 12 năm 2020") and gives its first and last day. */
gboolean
nh_period_read_month (NhPeriodReader *reader,
                      guint32 *first,
                      guint32 *last)
{
  Items items = { .n = 1 };
  NhPeriod month = NH_PERIOD_INIT;

  if (!at_month_word (reader, 0))
    return nh_period_reader_fail_here (reader);
  if (!read_item (reader, &items.items[0]) || !nh_period_items_complete (reader, &items, &month))
    return FALSE;
  *first = month.start;
  *last = month.end;

  return TRUE;
}
