/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the times that people write into plans. The forms met in the plans of four provinces are
 * rows of tests/core/test-period.c.
 */
#include "core/nh-period-items.h"

#include "core/nh-plain.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* A time is a cell of a table; a text longer than this is a paragraph that went astray. */
#define MAX_BYTES 2000

static gboolean
fail_no_year (NhPeriodReader *reader)
{
  return nh_period_reader_fail (reader, NH_PARSE_ERROR_SYNTAX,
                                g_strdup_printf (_("“%s” needs a school year. Write it as well, for example "
                                                   "“Học kỳ I năm học 2023-2024”."),
                                                 reader->source));
}

/* The frame of the school year that starts in @first_year: the given one if it is that year. */
static gboolean
use_school_year (NhPeriodReader *reader,
                 int first_year)
{
  if (reader->year && reader->year->first_year == first_year)
    return TRUE;
  nh_school_year_init (&reader->own_year, first_year);
  reader->year = &reader->own_year;
  if (reader->own_year.first_year)
    return TRUE;

  return nh_period_reader_fail (reader, NH_PARSE_ERROR_RANGE,
                                g_strdup_printf (_("“%d” is not a year of a plan. Write for example "
                                                   "“Năm học 2023-2024”."),
                                                 first_year));
}

/* "9/2023-2024" is no school year, "HKI/2023-2024" is. */
static gboolean
after_number_and_slash (const NhPeriodReader *reader)
{
  return reader->at > 1 && g_array_index (reader->tokens, NhToken, reader->at - 1).kind == '/'
         && g_array_index (reader->tokens, NhToken, reader->at - 2).kind == NH_TOKEN_NUMBER;
}

/* Takes "năm học 2023-2024" out of the tokens, wherever it stands, and reads the rest in that year. */
static gboolean
take_school_year (NhPeriodReader *reader)
{
  for (reader->at = 0; !nh_period_reader_at_end (reader); reader->at++)
    {
      guint words = nh_period_reader_is (reader, 0, "nam") && nh_period_reader_is (reader, 1, "hoc") ? 2 : 0;
      guint from = reader->at;
      int first = nh_period_reader_peek (reader, words)->value;
      int second = nh_period_reader_peek (reader, words + 2)->value;

      if (!nh_period_reader_is_number (reader, words, 4) || !nh_period_reader_is_number (reader, words + 2, 4)
          || nh_period_reader_peek (reader, words + 1)->kind != '-' || (words == 0 && after_number_and_slash (reader)))
        continue;
      if (second != first + 1)
        {
          g_autofree char *part = nh_period_reader_quote (reader, from, from + words + 3);

          return nh_period_reader_fail (reader, NH_PARSE_ERROR_RANGE,
                                        g_strdup_printf (_("“%s” is not a school year: the second year must "
                                                           "follow the first, for example “2023-2024”."),
                                                         part));
        }
      g_array_remove_range (reader->tokens, from, words + 3);
      if (from > 0 && strchr (",-(/", g_array_index (reader->tokens, NhToken, from - 1).kind)
          && g_array_index (reader->tokens, NhToken, from - 1).kind)
        {
          gboolean bracket = g_array_index (reader->tokens, NhToken, from - 1).kind == '(';

          g_array_remove_index (reader->tokens, --from);
          if (bracket && g_array_index (reader->tokens, NhToken, from).kind == ')')
            g_array_remove_index (reader->tokens, from);
        }
      reader->at = 0;
      reader->year_written = TRUE;
      return use_school_year (reader, first);
    }
  reader->at = 0;

  return TRUE;
}

/* A remark in brackets, "(dự kiến)", and stops at the end say nothing about the time. */
static void
drop_remarks (NhPeriodReader *reader)
{
  GArray *tokens = reader->tokens;
  guint end;

  while ((end = tokens->len - 1) > 0)
    {
      char kind = g_array_index (tokens, NhToken, end - 1).kind;
      guint open = end - 1;

      if (kind == '.' || kind == ';' || kind == ',')
        {
          g_array_remove_index (tokens, end - 1);
          continue;
        }
      if (kind != ')')
        return;
      while (open > 0 && g_array_index (tokens, NhToken, open).kind != '('
             && g_array_index (tokens, NhToken, open).kind != NH_TOKEN_NUMBER)
        open--;
      if (g_array_index (tokens, NhToken, open).kind != '(')
        return;
      g_array_remove_range (tokens, open, end - open);
    }
}

static gboolean
take_any (NhPeriodReader *reader,
          const char *const *phrases)
{
  for (guint i = 0; phrases[i]; i++)
    if (nh_period_reader_take (reader, phrases[i]))
      return TRUE;

  return FALSE;
}

static gboolean
set_span (NhPeriodReader *reader,
          NhPeriod *period,
          NhExactness exactness,
          guint32 start,
          guint32 end)
{
  if (start == 0 || end < start)
    return nh_period_reader_fail (reader, NH_PARSE_ERROR_RANGE,
                                  g_strdup_printf (_("The days of “%s” are not known: the frame of the "
                                                     "school year %s lacks them. Enter them there, or "
                                                     "write months, for example “Tháng 9/2023”."),
                                                   reader->source, reader->year->name));
  period->exactness = exactness;
  period->start = start;
  period->end = end;

  return TRUE;
}

/* "Hè", "nghỉ hè năm 2024": the days after the second term up to the end of the frame. */
static gboolean
read_summer (NhPeriodReader *reader,
             NhPeriod *period)
{
  if (nh_period_reader_is_number (reader, 0, 4)
      || (nh_period_reader_is (reader, 0, "nam") && nh_period_reader_is_number (reader, 1, 4)))
    {
      nh_period_reader_take (reader, "nam");
      if (!use_school_year (reader, nh_period_reader_peek (reader, 0)->value - 1))
        return FALSE;
      reader->at++;
    }
  if (!nh_period_reader_at_end (reader))
    return nh_period_reader_fail_here (reader);
  if (!reader->year)
    return fail_no_year (reader);

  return set_span (reader, period, NH_EXACTNESS_SUMMER,
                   reader->year->term2_ends ? reader->year->term2_ends + 1 : 0, reader->year->ends_on);
}

/* "HK I", "HKII", "HK1", "học kì 2". */
static gboolean
take_term (NhPeriodReader *reader,
           int *term)
{
  guint start = reader->at;

  *term = 0;
  if (nh_period_reader_take (reader, "hki"))
    *term = 1;
  else if (nh_period_reader_take (reader, "hkii"))
    *term = 2;
  else if (nh_period_reader_take (reader, "hk") || nh_period_reader_take (reader, "hoc ky")
           || nh_period_reader_take (reader, "hoc ki"))
    {
      if (nh_period_reader_take_roman (reader, term))
        return TRUE;
      reader->at = start;
    }

  return *term != 0;
}

static gboolean
read_term (NhPeriodReader *reader,
           NhPeriod *period,
           int term)
{
  if (term != 1 && term != 2)
    return nh_period_reader_fail (reader, NH_PARSE_ERROR_RANGE,
                                  g_strdup_printf (_("There is no semester %d in “%s”. Write “Học kỳ I” or "
                                                     "“Học kỳ II”."),
                                                   term, reader->source));
  if (!nh_period_reader_at_end (reader))
    return nh_period_reader_fail_here (reader);
  if (!reader->year)
    return fail_no_year (reader);
  if (term == 1)
    return set_span (reader, period, NH_EXACTNESS_SEMESTER, reader->year->starts_on,
                     reader->year->term1_ends);

  return set_span (reader, period, NH_EXACTNESS_SEMESTER, reader->year->term2_starts,
                   reader->year->term2_ends);
}

/* Parts of the school year. FALSE without an error if the text is none: the reader is then back at
 * its start. */
static gboolean
read_named (NhPeriodReader *reader,
            NhPeriod *period)
{
  static const char *const leads[] = { "trong", "vao", "ca", "suot", "toan", "dip", "du kien", NULL };
  static const char *const parts[] = { "dau", "giua", "cuoi", "nghi", NULL };
  guint start = reader->at;
  int term;

  while (take_any (reader, leads))
    ;
  if (reader->year_written && nh_period_reader_at_end (reader))
    return set_span (reader, period, NH_EXACTNESS_YEAR, reader->year->starts_on, reader->year->ends_on);
  if (nh_period_reader_is (reader, 0, "nam")
      && nh_period_reader_peek (reader, nh_period_reader_is (reader, 1, "hoc") ? 2 : 1)->kind == NH_TOKEN_END)
    {
      if (!reader->year)
        return fail_no_year (reader);
      return set_span (reader, period, NH_EXACTNESS_YEAR, reader->year->starts_on, reader->year->ends_on);
    }

  while (take_any (reader, parts))
    ;
  if (nh_period_reader_is (reader, 0, "he")
      && (nh_period_reader_peek (reader, 1)->kind == NH_TOKEN_END
          || nh_period_reader_is_number (reader, 1, 4)
          || (nh_period_reader_is (reader, 1, "nam") && nh_period_reader_is_number (reader, 2, 4))))
    {
      reader->at++;
      return read_summer (reader, period);
    }
  if (take_term (reader, &term))
    return read_term (reader, period, term);
  reader->at = start;

  return FALSE;
}

static gboolean
read_clock (NhPeriodReader *reader,
            NhPeriod *period)
{
  guint start = reader->at;
  int hour = nh_period_reader_peek (reader, 0)->value;
  int minute = 0;

  reader->at += 2;
  if (nh_period_reader_is_number (reader, 0, 1) || nh_period_reader_is_number (reader, 0, 2))
    {
      minute = nh_period_reader_peek (reader, 0)->value;
      reader->at++;
      if (!nh_period_reader_take (reader, "phut") && !nh_period_reader_take (reader, "p"))
        nh_period_reader_take_kind (reader, '\'');
    }
  if (hour > 23 || minute > 59)
    {
      g_autofree char *part = nh_period_reader_quote (reader, start, reader->at);

      return nh_period_reader_fail (reader, NH_PARSE_ERROR_RANGE,
                                    g_strdup_printf (_("There is no time of day “%s”. Write for example "
                                                       "“14h00 ngày 05/10/2023”."),
                                                     part));
    }
  if (period->minute >= 0)
    {
      reader->at = start;
      return nh_period_reader_fail_here (reader);
    }
  period->minute = hour * 60 + minute;

  /* A closing time is accepted and stays in the text: a period keeps the start only. */
  if ((nh_period_reader_peek (reader, 0)->kind == '-' || nh_period_reader_is (reader, 0, "den"))
      && nh_period_at_clock (reader, 1))
    {
      NhPeriod end = NH_PERIOD_INIT;

      reader->at++;
      return read_clock (reader, &end);
    }

  return TRUE;
}

static gboolean
take_weekday_words (NhPeriodReader *reader)
{
  static const char *const days[] = { "hai", "ba", "tu", "nam", "sau", "bay", NULL };

  if (nh_period_reader_take (reader, "chu nhat"))
    return TRUE;
  if (!nh_period_reader_is (reader, 0, "thu"))
    return FALSE;
  reader->at++;
  if (take_any (reader, days))
    return TRUE;
  if (nh_period_reader_is_number (reader, 0, 1) && nh_period_reader_peek (reader, 0)->value >= 2
      && nh_period_reader_peek (reader, 0)->value <= 7)
    {
      reader->at++;
      return TRUE;
    }
  reader->at--;

  return FALSE;
}

static gboolean
take_weekday (NhPeriodReader *reader)
{
  guint from = reader->at;

  if (!take_weekday_words (reader))
    return FALSE;
  if (reader->seen)
    {
      reader->seen->weekday = from;
      reader->seen->weekday_end = reader->at;
    }

  return TRUE;
}

/* The words before a date, the time of day and "trước" among them, in any order. */
static gboolean
read_leads (NhPeriodReader *reader,
            NhPeriod *period)
{
  static const char *const leads[] = {
    "tu", "trong", "vao", "khoang", "luc", "hoi", "dip", "sang", "trua", "chieu", "toi", "buoi", "dau",
    "giua", "cuoi", "den het", "den", "het", "du kien", "cham nhat", "muon nhat", "thoi gian",
    "thoi diem", "han chot", "han cuoi", "la", NULL,
  };

  for (;;)
    {
      if (nh_period_at_clock (reader, 0))
        {
          if (!read_clock (reader, period))
            return FALSE;
        }
      else if (nh_period_reader_take (reader, "truoc"))
        period->before = TRUE;
      else if (!take_any (reader, leads) && !take_weekday (reader) && !nh_period_reader_take_kind (reader, ':')
               && !nh_period_reader_take_kind (reader, ','))
        return TRUE;
    }
}

/* "tuần 3 tháng 12": the days 15 to 21; the fifth week is what is left of the month. */
static gboolean
read_weeks (NhPeriodReader *reader,
            NhPeriod *period)
{
  guint start = reader->at;
  guint32 month_start, month_end;
  int first = 0, last;

  reader->at++;
  nh_period_reader_take (reader, "thu");
  if (nh_period_reader_take (reader, "dau"))
    first = 1;
  else if (!nh_period_reader_take_roman (reader, &first))
    return nh_period_reader_fail_here (reader);
  last = first;
  while (nh_period_reader_take_kind (reader, '-') || nh_period_reader_take (reader, "va")
         || (nh_period_reader_peek (reader, 0)->kind == ',' && nh_period_reader_is_number (reader, 1, 0)
             && nh_period_reader_take_kind (reader, ',')))
    {
      int next = 0;

      nh_period_reader_take (reader, "tuan");
      if (!nh_period_reader_take_roman (reader, &next) || next <= last)
        return nh_period_reader_fail_here (reader);
      last = next;
    }
  if (!nh_period_reader_take_kind (reader, ',') && !nh_period_reader_take_kind (reader, '/')
      && !nh_period_reader_take (reader, "trong"))
    nh_period_reader_take (reader, "cua");
  if (!nh_period_read_month (reader, &month_start, &month_end))
    return FALSE;
  if (first < 1 || last > 5 || month_start + (last - 1) * 7 > month_end)
    {
      g_autofree char *part = nh_period_reader_quote (reader, start, reader->at);

      return nh_period_reader_fail (reader, NH_PARSE_ERROR_RANGE,
                                    g_strdup_printf (_("There is no such week as “%s”. Write for example "
                                                       "“Tuần 3 tháng 12/2023”."),
                                                     part));
    }
  period->exactness = NH_EXACTNESS_WEEK;
  period->start = month_start + (first - 1) * 7;
  period->end = last == 5 ? month_end : month_start + last * 7 - 1;

  return TRUE;
}

/* "quý I/2024": a range of three months. A quarter without a year is taken from the school year, but
 * the third one lies in two of them. */
static gboolean
read_quarter (NhPeriodReader *reader,
              NhPeriod *period)
{
  guint start = reader->at;
  int quarter = 0, year = 0;

  reader->at++;
  if (!nh_period_reader_take_roman (reader, &quarter))
    return nh_period_reader_fail_here (reader);
  if (!nh_period_read_year (reader, &year))
    return FALSE;
  if (year == 0 && reader->year && quarter != 3)
    year = nh_school_year_of_month (reader->year, CLAMP (quarter * 3, 1, 12));
  if (quarter < 1 || quarter > 4 || year == 0)
    {
      g_autofree char *part = nh_period_reader_quote (reader, start, reader->at);

      return nh_period_reader_fail (reader, NH_PARSE_ERROR_RANGE,
                                    g_strdup_printf (_("“%s” is not a quarter of a year. Write for example "
                                                       "“Quý I/2024”."),
                                                     part));
    }
  period->exactness = NH_EXACTNESS_RANGE;
  period->start = nh_day_from_ymd (year, quarter * 3 - 2, 1);
  period->end = nh_day_from_ymd (year, quarter * 3, g_date_get_days_in_month (quarter * 3, year));

  return TRUE;
}

/* "năm 2024": the calendar year, month by month. */
static gboolean
read_calendar_year (NhPeriodReader *reader,
                    NhPeriod *period)
{
  int year;

  if (!nh_period_read_year (reader, &year))
    return FALSE;
  period->exactness = NH_EXACTNESS_RANGE;
  period->start = nh_day_from_ymd (year, 1, 1);
  period->end = nh_day_from_ymd (year, 12, 31);

  return TRUE;
}

static gboolean
read_dated (NhPeriodReader *reader,
            NhPeriod *period)
{
  gboolean understood;

  if (!read_leads (reader, period))
    return FALSE;
  if (nh_period_reader_is (reader, 0, "tuan"))
    understood = read_weeks (reader, period);
  else if (nh_period_reader_is (reader, 0, "quy"))
    understood = read_quarter (reader, period);
  else if ((nh_period_reader_is (reader, 0, "nam") && nh_period_reader_is_number (reader, 1, 4))
           || nh_period_reader_take (reader, "ca"))
    understood = nh_period_reader_is (reader, 0, "nam") ? read_calendar_year (reader, period)
                                                        : nh_period_reader_fail_here (reader);
  else
    understood = nh_period_read_dates (reader, period);
  if (!understood)
    return FALSE;

  nh_period_reader_take_kind (reader, ',');
  while (nh_period_reader_take (reader, "luc") || nh_period_reader_take (reader, "vao")
         || nh_period_reader_take (reader, "tu"))
    ;
  if (nh_period_at_clock (reader, 0) && !read_clock (reader, period))
    return FALSE;
  if (!nh_period_reader_at_end (reader))
    return nh_period_reader_fail_here (reader);
  if (period->minute >= 0 && !nh_period_is_exact (period))
    return nh_period_reader_fail (reader, NH_PARSE_ERROR_SYNTAX,
                                  g_strdup_printf (_("“%s” has a time of day but no day. Write for example "
                                                     "“14h00 ngày 05/10/2023”."),
                                                   reader->source));

  return TRUE;
}

/* Words that promise a date are not taken as mere words, unless they say "every". */
static gboolean
promises_date (const char *source)
{
  static const char *const units[] = { "tháng", "ngày", "tuần", "quý", NULL };
  static const char *const every[] = { "hàng", "hằng", "mỗi", "từng", NULL };
  g_autofree char *lower = g_utf8_strdown (source, -1);
  g_auto (GStrv) words = g_regex_split_simple ("[^\\p{L}]+", lower, 0, 0);

  for (guint i = 0; words[i]; i++)
    if (g_strv_contains (units, words[i]) && (i == 0 || !g_strv_contains (every, words[i - 1])))
      return TRUE;

  return FALSE;
}

static gboolean
has_number (const NhPeriodReader *reader)
{
  for (guint i = 0; i < reader->tokens->len; i++)
    if (g_array_index (reader->tokens, NhToken, i).kind == NH_TOKEN_NUMBER)
      return TRUE;

  return FALSE;
}

/* Reads the text of @reader, which is not empty, into an empty @period. */
gboolean
nh_period_read (NhPeriodReader *reader,
                NhPeriod *period)
{
  gboolean numbers = has_number (reader);

  drop_remarks (reader);
  if (!take_school_year (reader))
    return FALSE;
  if (read_named (reader, period))
    return TRUE;
  if (reader->error)
    return FALSE;
  if (!numbers && !promises_date (reader->source))
    {
      period->exactness = NH_EXACTNESS_WORDS;
      return TRUE;
    }

  return read_dated (reader, period);
}

/**
 * nh_period_parse:
 * @text: (nullable): a time as written, UTF-8 in NFC or NFD, in any case and with any blanks
 * @year: (nullable): the school year that completes a date without a year
 * @period: (inout): an initialised period; what it held is freed
 * @error: %NH_PARSE_ERROR
 *
 * Reads a time as exactly as it is stated: days ("5/10", "24-26/11/2023", "ngày 05 tháng 10"), weeks,
 * months, lists and ranges of them, terms, summer, the year, a time of day before or after the day,
 * limits ("trước ngày …"), and days that come back each year. Months without a year follow
 * nh_school_year_of_month(); written years are kept even where they lie outside @year. Text without
 * a date ("khi có yêu cầu") becomes words. Empty text gives an empty period without a text.
 *
 * A list of months ("Tháng 3, 5") gives the span from its first to its last; listed days must follow
 * each other. "Đầu", "giữa" and "cuối" of a month or a term give the whole of it, a closing time of
 * day is not kept; the text keeps both.
 *
 * When this fails, @period is empty and the message names the part that is wrong with an example.
 *
 * Returns: %TRUE if @text was understood.
 */
gboolean
nh_period_parse (const char *text,
                 const NhSchoolYear *year,
                 NhPeriod *period,
                 GError **error)
{
  g_autofree char *source = nh_plain_trim (text);
  g_auto (NhPeriodReader) reader = { 0 };

  nh_period_clear (period);
  if (!source || strlen (source) > MAX_BYTES)
    {
      g_set_error_literal (error, NH_PARSE_ERROR, NH_PARSE_ERROR_SYNTAX,
                           source ? _("This text is too long to be a time. Write for example “Tháng 3/2024”.")
                                  : _("This text is damaged: it is not UTF-8. Write the time again, for "
                                      "example “Tháng 3/2024”."));
      return FALSE;
    }
  if (!*source)
    return TRUE;

  nh_period_reader_init (&reader, source, year);
  if (!nh_period_read (&reader, period))
    {
      nh_period_clear (period);
      g_propagate_error (error, g_steal_pointer (&reader.error));
      return FALSE;
    }
  period->text = g_steal_pointer (&source);

  return TRUE;
}
