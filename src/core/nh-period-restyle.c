/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes a period that was moved as the one before was written: the words around the date, zeros, years
 * that were left out. Every text is read back before it is taken, so a style that does not fit (a month
 * without a year that would be another year's) gives way to a plainer one, in the end to
 * nh_period_format().
 */
#include "core/nh-period-items.h"

#include "core/nh-plain.h"

#include <string.h>

typedef enum
{
  PAD_NEVER,  /* "5/10/2023" */
  PAD_DECREE, /* days below 10, months 1 and 2: Decree 30/2020/NĐ-CP */
  PAD_ALWAYS, /* "05/09/2023" */
} Padding;

/* Where years are written that were left out. */
typedef enum
{
  YEARS_AS_WRITTEN,
  YEARS_LAST,
  YEARS_ALL,
  N_YEARS
} Years;

typedef struct
{
  NhPeriodReader reader;
  NhPeriodSeen seen;
  const NhPeriod *original;
  const NhSchoolYear *year;
  NhPeriod *moved;
  Padding day_padding, month_padding;
  gboolean has_year; /* somewhere in the original */
  Years years;
  int until; /* a day that becomes days of its month: the last of them */
  GString *out;
} Writer;

static const NhToken *
token (const Writer *w,
       guint i)
{
  return &g_array_index (w->reader.tokens, NhToken, i);
}

/* Takes @text if it says the moved period. */
static gboolean
try_text (Writer *w,
          const char *text)
{
  g_auto (NhPeriod) again = NH_PERIOD_INIT;

  if (!nh_period_parse (text, w->year, &again, NULL) || !nh_period_equal (&again, w->moved))
    return FALSE;
  w->moved->text = g_steal_pointer (&again.text);

  return TRUE;
}

/* The numbers of an item in their order: 'd', 'm', 'y'; "" where words stand for some. */
static const char *
roles_of (const Writer *w,
          guint i)
{
  const Item *raw = &w->seen.raw.items[i];
  gboolean day = w->seen.full.items[i].unit == UNIT_DAY;
  gboolean month = day ? raw->month != 0 : TRUE;
  const char *roles = day ? (month ? (raw->year ? "dmy" : "dm") : (raw->year ? "" : "d")) : (raw->year ? "my" : "m");
  guint n = 0, first = 0;

  for (guint t = raw->first; t < raw->end; t++)
    if (token (w, t)->kind == NH_TOKEN_NUMBER && n++ == 0)
      first = token (w, t)->digits;
  if (n != strlen (roles))
    return "";

  return day && n == 3 && first == 4 ? "ymd" : roles;
}

static void
learn_padding (Padding *padding,
               const NhToken *number,
               guint decree)
{
  if (number->value >= 10)
    return;
  if (number->digits == 1 && number->value < (int) decree)
    *padding = PAD_NEVER;
  else if (number->digits > 1 && number->value >= (int) decree)
    *padding = PAD_ALWAYS;
}

/* FALSE: the dates are not written with numbers only. */
static gboolean
learn_style (Writer *w)
{
  w->day_padding = w->month_padding = PAD_DECREE;
  for (guint i = 0; i < w->seen.raw.n; i++)
    {
      const Item *raw = &w->seen.raw.items[i];
      const char *roles = roles_of (w, i);

      if (!*roles)
        return FALSE;
      for (guint t = raw->first; t < raw->end; t++)
        {
          if (token (w, t)->kind != NH_TOKEN_NUMBER)
            continue;
          if (*roles == 'd')
            learn_padding (&w->day_padding, token (w, t), 10);
          else if (*roles == 'm')
            learn_padding (&w->month_padding, token (w, t), 3);
          roles++;
        }
    }

  return w->seen.raw.n > 0;
}

static void
append_padded (Writer *w,
               int number,
               Padding padding,
               int decree)
{
  gboolean pad = padding == PAD_ALWAYS || (padding == PAD_DECREE && number < decree);

  g_string_append_printf (w->out, pad ? "%02d" : "%d", number);
}

static void
append_month (Writer *w,
              int month)
{
  append_padded (w, month, w->month_padding, 3);
}

/* The source from @pos to where @upto stands, with the weekday of the moved day. */
static gsize
append_source (Writer *w,
               gsize pos,
               gsize upto)
{
  static const char *const names[] = { "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy" };
  gsize from, to;
  GDate day;

  if (w->seen.weekday != w->seen.weekday_end)
    {
      from = token (w, w->seen.weekday)->from;
      to = token (w, w->seen.weekday_end - 1)->to;
      if (from >= pos && to <= upto)
        {
          gboolean number = token (w, w->seen.weekday_end - 1)->kind == NH_TOKEN_NUMBER;
          gboolean capital = g_unichar_isupper (g_utf8_get_char (w->reader.source + from));
          int n;

          g_date_set_julian (&day, w->moved->start);
          n = (int) g_date_get_weekday (&day);
          g_string_append_len (w->out, w->reader.source + pos, (gssize) (from - pos));
          if (n == 7)
            g_string_append (w->out, capital ? "Chủ nhật" : "chủ nhật");
          else if (number)
            g_string_append_printf (w->out, "%s %d", capital ? "Thứ" : "thứ", n + 1);
          else
            g_string_append_printf (w->out, "%s %s", capital ? "Thứ" : "thứ", names[n - 1]);
          pos = to;
        }
    }
  g_string_append_len (w->out, w->reader.source + pos, (gssize) (upto - pos));

  return upto;
}

static int
month_index (int year,
             int month)
{
  return year * 12 + month - 1;
}

static int
month_of (guint32 day)
{
  int y, m;

  nh_day_to_ymd (day, &y, &m, NULL);

  return month_index (y, m);
}

/* The dates that the items are to say. FALSE: they do not all move by the same way. */
static gboolean
move_items (Writer *w,
            Items *items)
{
  const Items *full = &w->seen.full;
  gboolean days = full->items[0].unit == UNIT_DAY;
  gint64 first = (gint64) w->moved->start - w->original->start, last = (gint64) w->moved->end - w->original->end;

  if (!days)
    {
      first = month_of (w->moved->start) - month_of (w->original->start);
      last = month_of (w->moved->end) - month_of (w->original->end);
    }
  if (w->original->exactness == NH_EXACTNESS_DAY && w->moved->exactness == NH_EXACTNESS_DAYS
      && month_of (w->moved->start) == month_of (w->moved->end) && w->seen.weekday == w->seen.weekday_end)
    nh_day_to_ymd (w->moved->end, NULL, NULL, &w->until);
  else if (w->moved->exactness != w->original->exactness)
    return FALSE;
  if ((full->n > 2 || w->moved->exactness == NH_EXACTNESS_MONTHS) && first != last)
    return FALSE;
  *items = *full;
  for (guint i = 0; i < full->n; i++)
    {
      Item *item = &items->items[i];
      gint64 by = i + 1 == full->n && i > 0 ? last : first;

      if (days)
        nh_day_to_ymd ((guint32) (nh_day_from_ymd (item->year, item->month, item->day) + by), &item->year,
                       &item->month, &item->day);
      else
        {
          int month = month_index (item->year, item->month) + (int) by;

          item->year = month / 12;
          item->month = month % 12 + 1;
        }
    }

  return TRUE;
}

static gboolean
adds_year (const Writer *w,
           const Items *items,
           guint i)
{
  gboolean last = i + 1 == items->n;

  if (w->seen.raw.items[i].year)
    return FALSE;
  if (w->years == YEARS_ALL)
    return TRUE;
  if (last)
    return w->years == YEARS_LAST;

  return items->items[i].unit == UNIT_MONTH && items->items[i].year != items->items[i + 1].year
         && (w->has_year || w->years == YEARS_LAST);
}

/* "Tháng 12/2023, 01/2024" a month earlier is "Tháng 11, 12/2023". */
static gboolean
drops_year (const Writer *w,
            const Items *items,
            guint i)
{
  const Items *full = &w->seen.full;

  return w->original->exactness == NH_EXACTNESS_MONTHS && w->years != YEARS_ALL && i + 1 < items->n
         && w->seen.raw.items[i].year && full->items[i].year != full->items[i + 1].year
         && items->items[i].year == items->items[i + 1].year;
}

static gboolean
adds_month (const Writer *w,
            const Items *items,
            guint i)
{
  const Item *item = &items->items[i];
  const Item *heir = i + 1 < items->n ? item + 1 : item - 1;

  if (item->unit != UNIT_DAY || w->seen.raw.items[i].month || items->n == 1)
    return FALSE;

  return item->month != heir->month;
}

/* The item @i with its numbers replaced. Returns where the source goes on. */
static gsize
append_item (Writer *w,
             const Items *items,
             guint i)
{
  const Item *raw = &w->seen.raw.items[i], *item = &items->items[i];
  const char *roles = roles_of (w, i);
  gsize pos = token (w, raw->first)->from;

  for (guint t = raw->first; t < raw->end; t++)
    {
      const NhToken *number = token (w, t);

      if (number->kind != NH_TOKEN_NUMBER)
        continue;
      if (*roles == 'y' && drops_year (w, items, i))
        {
          pos = number->to;
          continue;
        }
      g_string_append_len (w->out, w->reader.source + pos, (gssize) (number->from - pos));
      if (*roles == 'd')
        {
          append_padded (w, item->day, w->day_padding, 10);
          if (w->until)
            {
              g_string_append_c (w->out, '-');
              append_padded (w, w->until, w->day_padding, 10);
            }
        }
      else if (*roles == 'm')
        append_month (w, item->month);
      else if (number->digits == 2)
        g_string_append_printf (w->out, "%02d", item->year % 100);
      else
        g_string_append_printf (w->out, "%d", item->year);
      pos = number->to;
      roles++;
    }
  if (adds_month (w, items, i))
    {
      g_string_append_c (w->out, '/');
      append_month (w, item->month);
    }
  if (adds_year (w, items, i))
    g_string_append_printf (w->out, "/%d", item->year);

  return pos;
}

/* What stands between two items; what was narrow gets blanks when the first of them became longer. */
static gsize
append_gap (Writer *w,
            gsize pos,
            gsize upto,
            gboolean longer)
{
  g_autofree char *gap = g_strndup (w->reader.source + pos, upto - pos);

  if (longer && (strcmp (gap, "-") == 0 || strcmp (gap, "–") == 0))
    g_string_append_printf (w->out, " %s ", gap);
  else if (longer && strcmp (gap, ",") == 0)
    g_string_append (w->out, ", ");
  else
    g_string_append (w->out, gap);

  return upto;
}

/* The original with other numbers. */
static gboolean
try_numbers (Writer *w)
{
  Items items;

  if (!move_items (w, &items))
    return FALSE;
  for (w->years = 0; w->years < N_YEARS; w->years++)
    {
      gsize pos;

      g_string_truncate (w->out, 0);
      pos = append_source (w, 0, token (w, w->seen.raw.items[0].first)->from);
      for (guint i = 0; i < items.n; i++)
        {
          gboolean longer = adds_month (w, &items, i) || adds_year (w, &items, i);

          if (i > 0)
            pos = append_gap (w, pos, token (w, w->seen.raw.items[i].first)->from,
                              adds_month (w, &items, i - 1) || adds_year (w, &items, i - 1) || (longer && i == 1));
          pos = append_item (w, &items, i);
        }
      append_source (w, pos, strlen (w->reader.source));
      if (try_text (w, w->out->str))
        return TRUE;
    }

  return FALSE;
}

/* Whether a month stood in the list, or lies beyond its old ends. */
static gboolean
is_listed (const Writer *w,
           int month)
{
  const Items *full = &w->seen.full;

  if (month < month_of (w->original->start) || month > month_of (w->original->end)
      || month == month_of (w->moved->start) || month == month_of (w->moved->end))
    return TRUE;
  for (guint i = 0; i < full->n; i++)
    if (month_index (full->items[i].year, full->items[i].month) == month)
      return TRUE;

  return FALSE;
}

/* The months of a list: a year after the last one of each year. */
static void
append_list (Writer *w,
             const char *separator)
{
  gboolean years = w->has_year || w->years != YEARS_AS_WRITTEN;
  int last = month_of (w->moved->end);
  int year = 0;

  for (int month = month_of (w->moved->start); month <= last; month++)
    {
      if (!is_listed (w, month))
        continue;
      if (years && year && year != month / 12)
        g_string_append_printf (w->out, "/%d, ", year);
      else if (year)
        g_string_append (w->out, separator);
      append_month (w, month % 12 + 1);
      year = month / 12;
    }
  if (years)
    g_string_append_printf (w->out, "/%d", year);
}

/* A list of months that became longer, shorter, or one month, with the words around it. */
static gboolean
try_list (Writer *w)
{
  const Items *raw = &w->seen.raw;
  gboolean narrow = TRUE;
  guint number = raw->items[0].first;

  if (raw->items[0].unit == UNIT_DAY || w->seen.weekday != w->seen.weekday_end
      || (w->moved->exactness != NH_EXACTNESS_MONTHS && w->moved->exactness != NH_EXACTNESS_MONTH)
      || w->original->exactness == NH_EXACTNESS_RANGE)
    return FALSE;
  while (token (w, number)->kind != NH_TOKEN_NUMBER)
    number++;
  if (raw->n > 1)
    narrow = w->reader.source[token (w, raw->items[0].end - 1)->to + 1] != ' ';
  for (w->years = 0; w->years < YEARS_ALL; w->years++)
    {
      g_string_truncate (w->out, 0);
      append_source (w, 0, token (w, number)->from);
      append_list (w, narrow ? "," : ", ");
      append_source (w, token (w, raw->items[raw->n - 1].end - 1)->to, strlen (w->reader.source));
      if (try_text (w, w->out->str))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_term_word (const NhToken *word,
              const char *name)
{
  return word->kind == NH_TOKEN_WORD && strcmp (word->word, name) == 0;
}

/* "HKI", "HK 2", "học kỳ I": the number alone is another. */
static gboolean
try_term (Writer *w)
{
  const char *roman = NULL;
  int m;

  nh_day_to_ymd (w->moved->start, NULL, &m, NULL);
  roman = m < 7 ? "II" : "I";
  for (guint i = 0; i + 1 < w->reader.tokens->len; i++)
    {
      const NhToken *word = token (w, i), *next = token (w, i + 1);
      gboolean joined = is_term_word (word, "hki") || is_term_word (word, "hkii");
      gboolean apart = (is_term_word (word, "hk") || is_term_word (word, "ky") || is_term_word (word, "ki"))
                       && (next->kind == NH_TOKEN_NUMBER || is_term_word (next, "i") || is_term_word (next, "ii"));

      if (!joined && !apart)
        continue;
      g_string_truncate (w->out, 0);
      append_source (w, 0, joined ? word->from + 2 : next->from);
      if (apart && next->kind == NH_TOKEN_NUMBER)
        g_string_append_printf (w->out, "%d", (int) strlen (roman));
      else
        g_string_append (w->out, roman);
      append_source (w, joined ? word->to : next->to, strlen (w->reader.source));
      return try_text (w, w->out->str);
    }

  return FALSE;
}

/* The weeks, their month and its year as numbers in this order. */
static guint
week_numbers (const NhPeriod *period,
              int numbers[static 4])
{
  int first, last;
  guint n = 1;

  nh_day_to_ymd (period->end, NULL, NULL, &last);
  nh_day_to_ymd (period->start, NULL, NULL, &first);
  numbers[0] = (first - 1) / 7 + 1;
  if ((last - 1) / 7 > (first - 1) / 7)
    numbers[n++] = (last - 1) / 7 + 1;
  nh_day_to_ymd (period->start, &numbers[n + 1], &numbers[n], NULL);

  return n + 2;
}

/* "Tuần thứ 3, tháng 12/2020": other numbers; a year after the month where it needs one. */
static gboolean
try_weeks (Writer *w)
{
  int numbers[4];
  guint n = week_numbers (w->moved, numbers), seen = 0;
  gsize pos = 0, end_of_month = 0;
  g_autofree char *year = g_strdup_printf ("/%d", numbers[n - 1]);

  g_string_truncate (w->out, 0);
  w->month_padding = PAD_DECREE;
  for (guint i = 0; i < w->reader.tokens->len; i++)
    {
      const NhToken *number = token (w, i);

      if (number->kind != NH_TOKEN_NUMBER)
        continue;
      if (seen == n || (number->digits > 2) != (seen == n - 1))
        return FALSE;
      append_source (w, pos, number->from);
      if (seen == n - 2)
        {
          learn_padding (&w->month_padding, number, 3);
          append_month (w, numbers[seen]);
          end_of_month = w->out->len;
        }
      else
        g_string_append_printf (w->out, "%d", numbers[seen]);
      seen++;
      pos = number->to;
    }
  if (seen + 1 < n)
    return FALSE;
  append_source (w, pos, strlen (w->reader.source));
  if (try_text (w, w->out->str))
    return TRUE;
  if (seen < n)
    g_string_insert (w->out, (gssize) end_of_month, year);

  return seen < n && try_text (w, w->out->str);
}

/* A text that begins with a small letter as the original does. */
static char *
dup_like (const char *text,
          const char *original)
{
  g_autofree char *first = g_utf8_substring (text, 0, MIN (1, g_utf8_strlen (text, -1)));
  g_autofree char *small = g_utf8_strdown (first, -1);

  if (!*text || !original || !g_unichar_islower (g_utf8_get_char (original)))
    return g_strdup (text);

  return g_strconcat (small, g_utf8_next_char (text), NULL);
}

/* As the program writes it: without the year if the original had none. */
static gboolean
try_plain (Writer *w)
{
  g_autoptr (GRegex) years = g_regex_new ("/[0-9]{4}|( năm học)? [0-9]{4}-[0-9]{4}| năm [0-9]{4}", 0, 0, NULL);
  g_autofree char *format = nh_period_format (w->moved);
  g_autofree char *text = dup_like (format, w->original->text);
  g_autofree char *bare = g_regex_replace_literal (years, text, -1, 0, "", 0, NULL);
  gboolean has_year = w->has_year || !w->original->text || g_regex_match_simple ("[0-9]{4}", w->original->text, 0, 0);

  return (!has_year && try_text (w, bare)) || try_text (w, text);
}

/* Reads the original again. FALSE if it does not say what the period is: then its words are of no use. */
static gboolean
read_original (Writer *w)
{
  g_auto (NhPeriod) again = NH_PERIOD_INIT;

  if (!w->original->text || !*w->original->text || w->original->exactness <= NH_EXACTNESS_WORDS)
    return FALSE;
  nh_period_reader_init (&w->reader, w->original->text, w->year);
  w->reader.seen = &w->seen;

  return nh_period_read (&w->reader, &again) && nh_period_equal (&again, w->original);
}

/**
 * nh_period_restyle:
 * @original: the period as it was, with its text
 * @year: (nullable): the school year that both are read in
 * @moved: (inout): another period without a text; it is given one
 *
 * Returns: whether there is a text that is read as @moved.
 */
gboolean
nh_period_restyle (const NhPeriod *original,
                   const NhSchoolYear *year,
                   NhPeriod *moved)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Writer w = { .original = original, .year = year, .moved = moved, .out = out };
  gboolean said = FALSE;

  if (read_original (&w))
    {
      for (guint i = 0; i < w.seen.raw.n; i++)
        w.has_year = w.has_year || w.seen.raw.items[i].year != 0;
      if (nh_period_equal (original, moved))
        said = try_text (&w, original->text);
      else if (moved->exactness == NH_EXACTNESS_SEMESTER && original->exactness == NH_EXACTNESS_SEMESTER)
        said = try_term (&w);
      else if (moved->exactness == NH_EXACTNESS_WEEK)
        said = try_weeks (&w);
      else if (learn_style (&w))
        said = try_numbers (&w) || try_list (&w);
    }
  said = said || try_plain (&w);
  if (w.reader.tokens)
    nh_period_reader_clear (&w.reader);

  return said;
}
