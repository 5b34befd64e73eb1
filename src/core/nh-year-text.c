/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-year-text.h"

#include <stdlib.h>
#include <string.h>

/* So many letters before a day may hold the word that makes it a limit: "gửi về Sở trước ngày 15/9". */
#define LIMIT_REACH 24

#define DOCUMENT_WORDS \
  "(?i:luật|nghị định|thông tư liên tịch|thông tư|quyết định|công văn|chỉ thị|nghị quyết|kế hoạch|thông báo|" \
  "hướng dẫn|tờ trình|báo cáo)"
#define DAY_NUMBERS "\\d{1,2}\\s*[/.-]\\s*\\d{1,2}\\s*[/.-]\\s*\\d{4}"
#define DAY_WORDS "\\d{1,2}\\s+tháng\\s+\\d{1,2}\\s+năm\\s+\\d{4}"

/* In this order at each place. A number that is followed by "/" and a capital is that of a document
 * (Decree 30/2020/NĐ-CP, Appendix I part I section II.3). */
#define PATTERN \
  "(?<tag><[^>]*>)" \
  "|(?<document>(?:" DOCUMENT_WORDS "\\s+(?:số:?\\s*)?\\d+/\\d{4}\\b(?!/)|\\d+(?:/\\d{4})?\\s?/-?[\\p{Lu}][\\p{L}\\d,&.-]*)" \
  "(?:,?\\s*ngày\\s*(?:" DAY_NUMBERS "|" DAY_WORDS "))?)" \
  "|(?<![\\d/])(?<pair>(?<p1>\\d{4})\\s*[-–—]\\s*(?<p2>\\d{4}))(?![\\d/])" \
  "|(?<![\\d/])(?<words>(?<wd>\\d{1,2})\\s+tháng\\s+(?<wm>\\d{1,2})\\s+năm\\s+(?<wy>\\d{4}))(?!\\d)" \
  "|(?<![\\d/])(?<numbers>(?<nd>\\d{1,2})\\s?[/.-]\\s?(?<nm>\\d{1,2})\\s?[/.-]\\s?(?<ny>\\d{4}))(?!\\d)" \
  "|(?<![\\d/])(?<month>(?<mm>\\d{1,2})\\s?[/-]\\s?(?<my>\\d{4}))(?![\\d/])" \
  "|(?<=năm |hè |Năm |Hè )(?<year>\\d{4})(?![\\d/-])" \
  "|(?<![\\d/.,])(?<bare>(?<bd>\\d{1,2})/(?<bm>\\d{1,2}))(?![\\d/.,]|\\s?%)"

static GRegex *
pattern (void)
{
  static GRegex *regex;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new (PATTERN, G_REGEX_OPTIMIZE, 0, NULL));
  return regex;
}

static int
number (const GMatchInfo *match, const char *name)
{
  g_autofree char *text = g_match_info_fetch_named (match, name);

  return text ? atoi (text) : 0;
}

static gboolean
has (const GMatchInfo *match, const char *name)
{
  int start, end;

  return g_match_info_fetch_named_pos (match, name, &start, &end) && start >= 0 && end > start;
}

/* Whether one of the words of a limit stands shortly before. */
static gboolean
is_limit (const char *text, int start)
{
  static const char *const words[] = { "trước", "chậm nhất", "muộn nhất", "hạn", "đến hết" };
  const char *from = text + start;
  g_autofree char *part = NULL;
  g_autofree char *small = NULL;

  for (int i = 0; i < LIMIT_REACH && from > text; i++)
    {
      from = g_utf8_prev_char (from);
      if (*from == ';' || *from == '>')
        break;
    }
  part = g_strndup (from, (gsize) (text + start - from));
  small = g_utf8_strdown (part, -1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (small, words[i]))
      return TRUE;
  return FALSE;
}

/* FALSE: it is left alone. */
static gboolean
read_match (const GMatchInfo *match, const char *text, int start, gboolean bare_days, NhYearText *found)
{
  *found = (NhYearText){ 0 };
  if (has (match, "tag") || has (match, "document"))
    return FALSE;
  if (has (match, "pair"))
    {
      found->kind = NH_YEAR_TEXT_PAIR;
      found->year = number (match, "p1");
      return number (match, "p2") == found->year + 1;
    }
  if (has (match, "year"))
    {
      found->kind = NH_YEAR_TEXT_YEAR;
      found->year = number (match, "year");
      return TRUE;
    }
  if (has (match, "month"))
    {
      found->kind = NH_YEAR_TEXT_MONTH;
      found->month = number (match, "mm");
      found->year = number (match, "my");
      return found->month >= 1 && found->month <= 12;
    }
  found->kind = NH_YEAR_TEXT_DAY;
  found->limit = is_limit (text, start);
  if (has (match, "words"))
    {
      found->day = number (match, "wd");
      found->month = number (match, "wm");
      found->year = number (match, "wy");
    }
  else if (has (match, "numbers"))
    {
      found->day = number (match, "nd");
      found->month = number (match, "nm");
      found->year = number (match, "ny");
    }
  else
    {
      found->day = number (match, "bd");
      found->month = number (match, "bm");
      if (!bare_days)
        return FALSE;
    }
  return found->month >= 1 && found->month <= 12 && found->day >= 1 && found->day <= 31;
}

/**
 * nh_year_text_map:
 * @text: a text, or markup of nh-rich-text.h
 * @markup: whether what stands in "<" and ">" is no text
 * @bare_days: whether "24/11" is a day; in running text it may be a fraction
 * @func: says what stands there instead
 * @data: passed to @func
 *
 * Returns: (transfer full): @text with its years, months and days changed.
 */
char *
nh_year_text_map (const char *text, gboolean markup, gboolean bare_days, NhYearTextFunc func, gpointer data)
{
  g_autoptr (GMatchInfo) match = NULL;
  GString *out = g_string_new (NULL);
  int done = 0;

  g_regex_match (pattern (), text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *whole = g_match_info_fetch (match, 0);
      g_autofree char *instead = NULL;
      NhYearText found;
      int start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      if (read_match (match, text, start, bare_days, &found))
        {
          found.text = whole;
          instead = func (&found, data);
        }
      if (!instead)
        continue;
      g_string_append_len (out, text + done, start - done);
      g_string_append (out, instead);
      done = end;
    }
  g_string_append (out, text + done);
  return g_string_free (out, FALSE);
}

/**
 * nh_year_text_write:
 * @found: what was found
 * @year: the year of the new day; 0 for a day that is written without one
 * @month: its month
 * @day: its day; ignored where none was written
 *
 * Returns: (transfer full): the new time in the form of the old one. Decree 30/2020/NĐ-CP: days
 *   under 10 and the months 1 and 2 have a leading zero.
 */
char *
nh_year_text_write (const NhYearText *found, int year, int month, int day)
{
  g_autofree char *months = g_strdup_printf (month < 3 ? "%02d" : "%d", month);

  switch (found->kind)
    {
    case NH_YEAR_TEXT_PAIR:
      if (strstr (found->text, "–"))
        return g_strdup_printf (strchr (found->text, ' ') ? "%d – %d" : "%d–%d", year, year + 1);
      return g_strdup_printf (strchr (found->text, ' ') ? "%d - %d" : "%d-%d", year, year + 1);
    case NH_YEAR_TEXT_YEAR:
      return g_strdup_printf ("%d", year);
    case NH_YEAR_TEXT_MONTH:
      return g_strdup_printf ("%s%c%d", months, strchr (found->text, '/') ? '/' : '-', year);
    case NH_YEAR_TEXT_DAY:
    default:
      if (strstr (found->text, "tháng"))
        return g_strdup_printf ("%02d tháng %s năm %d", day, months, year);
      if (!found->year)
        return g_strdup_printf ("%02d/%s", day, months);
      return g_strdup_printf ("%02d/%s/%d", day, months, year);
    }
}

/**
 * nh_year_text_blank_documents:
 * @text: markup of nh-rich-text.h, or a plain text
 * @instead: what stands in place of the number of each legal document, with its day
 *
 * Returns: (transfer full): @text without numbers of documents.
 */
char *
nh_year_text_blank_documents (const char *text, const char *instead)
{
  g_autoptr (GMatchInfo) match = NULL;
  GString *out = g_string_new (NULL);
  int done = 0;

  g_regex_match (pattern (), text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      int start, end;

      if (!has (match, "document"))
        continue;
      g_match_info_fetch_named_pos (match, "document", &start, &end);
      g_string_append_len (out, text + done, start - done);
      g_string_append (out, instead);
      done = end;
    }
  g_string_append (out, text + done);
  return g_string_free (out, FALSE);
}
