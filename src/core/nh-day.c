/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Days as text. Days are GDate Julian days, 0 is "no day".
 */
#include "core/nh-period.h"

#include "core/nh-plain.h"

#include <glib/gi18n-lib.h>

#include <string.h>

G_DEFINE_QUARK (nh-parse-error-quark, nh_parse_error)

/**
 * nh_day_from_ymd:
 * @year: 1 to 9999
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * Returns: the Julian day, or 0 if there is no such day in the calendar.
 */
guint32
nh_day_from_ymd (int year,
                 int month,
                 int day)
{
  GDate date;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31
      || !g_date_valid_dmy (day, month, year))
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);

  return g_date_get_julian (&date);
}

/**
 * nh_day_to_ymd:
 * @julian: a day, or 0
 * @year: (out) (optional): its year
 * @month: (out) (optional): its month, 1 to 12
 * @day: (out) (optional): its day of the month
 *
 * Takes a day apart. Day 0 gives zeros.
 */
void
nh_day_to_ymd (guint32 julian,
               int *year,
               int *month,
               int *day)
{
  GDate date;
  gboolean valid = g_date_valid_julian (julian);

  g_date_clear (&date, 1);
  if (valid)
    g_date_set_julian (&date, julian);
  if (year)
    *year = valid ? g_date_get_year (&date) : 0;
  if (month)
    *month = valid ? (int) g_date_get_month (&date) : 0;
  if (day)
    *day = valid ? g_date_get_day (&date) : 0;
}

/**
 * nh_day_to_iso:
 * @julian: a day, or 0
 *
 * Returns: (transfer full) (nullable): "2023-10-05", the form of the store; %NULL for 0.
 */
char *
nh_day_to_iso (guint32 julian)
{
  int y, m, d;

  nh_day_to_ymd (julian, &y, &m, &d);

  return y ? g_strdup_printf ("%04d-%02d-%02d", y, m, d) : NULL;
}

/**
 * nh_day_from_iso:
 * @iso: (nullable): "2023-10-05"
 *
 * Returns: the Julian day, 0 if @iso is %NULL or not a day in exactly this form.
 */
guint32
nh_day_from_iso (const char *iso)
{
  int parts[3] = { 0, 0, 0 };

  if (!iso || strlen (iso) != 10)
    return 0;
  for (int i = 0, part = 0; i < 10; i++)
    {
      if (i == 4 || i == 7)
        {
          if (iso[i] != '-')
            return 0;
          part++;
        }
      else if (g_ascii_isdigit (iso[i]))
        parts[part] = parts[part] * 10 + iso[i] - '0';
      else
        return 0;
    }

  return nh_day_from_ymd (parts[0], parts[1], parts[2]);
}

/**
 * nh_day_format_short:
 * @julian: a day, or 0
 *
 * Writes a day with the zeros that Decree 30/2020/NĐ-CP, Appendix I, part I, II.4.b asks for, in
 * the short form of the grids: a 0 before days below 10 and before months 1 and 2 only.
 *
 * Returns: (transfer full): "05/10/2023", "20/9/2023", "01/02/2024"; "" for 0.
 */
char *
nh_day_format_short (guint32 julian)
{
  int y, m, d;

  nh_day_to_ymd (julian, &y, &m, &d);

  return y ? g_strdup_printf (m < 3 ? "%02d/%02d/%d" : "%02d/%d/%d", d, m, y) : g_strdup ("");
}

/**
 * nh_month_format_short:
 * @year: a calendar year
 * @month: 1 to 12
 *
 * Writes a month with the zero that Decree 30/2020/NĐ-CP, Appendix I, part I, II.4.b asks for: before 1 and 2, so that
 * nobody makes a 12 out of a 2.
 *
 * Returns: (transfer full): "9/2023", "01/2024".
 */
char *
nh_month_format_short (int year,
                       int month)
{
  return g_strdup_printf (month < 3 ? "%02d/%d" : "%d/%d", month, year);
}

/**
 * nh_day_format_long:
 * @julian: a day, or 0
 *
 * Writes a day as it stands beside the place in the head of a document: Decree 30/2020/NĐ-CP,
 * Appendix I, part I, II.4.b.
 *
 * Returns: (transfer full): "ngày 05 tháng 10 năm 2023"; "" for 0.
 */
char *
nh_day_format_long (guint32 julian)
{
  int y, m, d;

  nh_day_to_ymd (julian, &y, &m, &d);

  return y ? g_strdup_printf (m < 3 ? "ngày %02d tháng %02d năm %d" : "ngày %02d tháng %d năm %d",
                              d, m, y)
           : g_strdup ("");
}

/**
 * nh_day_parse:
 * @text: (nullable): "5/10/2023", "ngày 05 tháng 10 năm 2023", "2023-10-05", "5/10"
 * @year: (nullable): the school year that gives a missing year
 * @julian: (out): the day
 * @error: %NH_PARSE_ERROR
 *
 * Reads one day, in any of the forms of nh_period_parse() that mean exactly one day. Without a day
 * (an empty @text too) this fails and @julian is 0.
 *
 * Returns: %TRUE if @text is a day.
 */
gboolean
nh_day_parse (const char *text,
              const NhSchoolYear *year,
              guint32 *julian,
              GError **error)
{
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  g_autofree char *quoted = NULL;

  *julian = 0;
  if (!nh_period_parse (text, year, &period, error))
    return FALSE;
  if (period.exactness == NH_EXACTNESS_DAY && period.minute < 0 && !period.before)
    {
      *julian = period.start;
      return TRUE;
    }

  quoted = nh_plain_quote (period.text ? period.text : "", 0, period.text ? strlen (period.text) : 0);
  g_set_error (error, NH_PARSE_ERROR, NH_PARSE_ERROR_SYNTAX,
               _("“%s” is not one day. Write for example “05/10/2023”."), quoted);

  return FALSE;
}
