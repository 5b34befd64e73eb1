/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-school-year.h"

#include "core/nh-period.h"
#include "core/nh-plain.h"

#include <glib/gi18n-lib.h>

#include <stdlib.h>
#include <string.h>

#define FIRST_YEAR_MIN 1945
#define FIRST_YEAR_MAX 2198

/* The first month that belongs to the new school year when a plan leaves the year out. */
#define FIRST_MONTH 8

typedef struct
{
  int first_year;
  const char *decision;
  int term1_ends; /* the day of January that the decision names as the limit of the first term */
} KnownYear;

/* The ministry's yearly decisions on the frame. Where no decision is at hand (2022-2023) only the
 * day is known. A decision says "before 15 January": the limit itself is taken as the last day. */
static const KnownYear known_years[] = {
  { 2017, "2071/QĐ-BGDĐT", 0 },
  { 2020, "2084/QĐ-BGDĐT", 16 },
  { 2021, "2551/QĐ-BGDĐT", 16 },
  { 2022, NULL, 15 },
  { 2023, "2171/QĐ-BGDĐT", 15 },
  { 2024, "2045/QĐ-BGDĐT", 18 },
  { 2025, "2269/QĐ-BGDĐT", 18 },
  { 2026, "2308/QĐ-BGDĐT", 18 },
};

/* For the years without a row: what most decisions say; the office corrects it in its frame. */
#define USUAL_TERM1_ENDS 15

static const KnownYear *
find_known_year (int first_year)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known_years); i++)
    if (known_years[i].first_year == first_year)
      return &known_years[i];

  return NULL;
}

/**
 * nh_school_year_init:
 * @year: (out caller-allocates): the year to fill
 * @first_year: its first calendar year, 2023 for 2023-2024
 *
 * Fills @year with the frame of the ministry's decision for that year: 1 September to 31 August,
 * the first term until mid-January, the second from the day after until 25 May. Provinces set
 * their own days inside that frame, so all of them are only a start for the office to edit.
 */
void
nh_school_year_init (NhSchoolYear *year,
                     int first_year)
{
  const KnownYear *known = find_known_year (first_year);

  memset (year, 0, sizeof *year);
  if (first_year < FIRST_YEAR_MIN || first_year > FIRST_YEAR_MAX)
    return;

  g_snprintf (year->name, sizeof year->name, "%d-%d", first_year, first_year + 1);
  year->first_year = first_year;
  year->starts_on = nh_day_from_ymd (first_year, 9, 1);
  year->term1_ends = nh_day_from_ymd (first_year + 1, 1,
                                      known && known->term1_ends ? known->term1_ends
                                                                 : USUAL_TERM1_ENDS);
  year->term2_starts = year->term1_ends + 1;
  year->term2_ends = nh_day_from_ymd (first_year + 1, 5, 25);
  year->ends_on = nh_day_from_ymd (first_year + 1, 8, 31);
}

/**
 * nh_school_year_default_decision:
 * @first_year: the first calendar year of a school year
 *
 * Returns: (transfer none) (nullable): number and symbol of the ministry's decision on the frame of
 *   that year, "2171/QĐ-BGDĐT" for 2023-2024; %NULL where the program does not know it.
 */
const char *
nh_school_year_default_decision (int first_year)
{
  const KnownYear *known = find_known_year (first_year);

  return known ? known->decision : NULL;
}

/**
 * nh_school_year_parse:
 * @text: (nullable): "2023-2024", "2024 - 2025", "Năm học 2023 – 2024"
 * @year: (out caller-allocates): the year with the frame of nh_school_year_init()
 * @error: %NH_PARSE_ERROR
 *
 * Reads the name of a school year: two years that follow each other, with any dash and blanks.
 * When this fails, @year is left as it was.
 *
 * Returns: %TRUE if @text names a school year.
 */
gboolean
nh_school_year_parse (const char *text,
                      NhSchoolYear *year,
                      GError **error)
{
  g_autofree char *trimmed = nh_plain_trim (text);
  g_autofree char *plain = trimmed ? nh_plain_text (trimmed) : g_strdup ("");
  g_autofree char *quoted = nh_plain_quote (trimmed ? trimmed : "", 0, trimmed ? strlen (trimmed) : 0);
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  regex = g_regex_new ("^(?:nam hoc ?:? ?)?([0-9]{4}) ?- ?([0-9]{4})$", 0, 0, NULL);
  if (!g_regex_match (regex, plain, 0, &match))
    {
      g_set_error (error, NH_PARSE_ERROR, NH_PARSE_ERROR_SYNTAX,
                   _("“%s” is not a school year. Write both years, for example “2023-2024”."),
                   quoted);
      return FALSE;
    }

  first = g_match_info_fetch (match, 1);
  second = g_match_info_fetch (match, 2);
  if (atoi (second) != atoi (first) + 1)
    {
      g_set_error (error, NH_PARSE_ERROR, NH_PARSE_ERROR_RANGE,
                   _("“%s” is not a school year: the second year must follow the first, "
                     "for example “%s-%d”."),
                   quoted, first, atoi (first) + 1);
      return FALSE;
    }
  if (atoi (first) < FIRST_YEAR_MIN || atoi (first) > FIRST_YEAR_MAX)
    {
      g_set_error (error, NH_PARSE_ERROR, NH_PARSE_ERROR_RANGE,
                   _("The school year “%s” is too far away. Years from %d to %d can be used."),
                   quoted, FIRST_YEAR_MIN, FIRST_YEAR_MAX);
      return FALSE;
    }
  nh_school_year_init (year, atoi (first));

  return TRUE;
}

/**
 * nh_school_year_for_day:
 * @julian: a day, or 0
 * @year: (out caller-allocates): the school year to plan for on that day
 *
 * Gives the school year that a plan written on @julian is for. August counts to the coming year, as
 * in nh_school_year_of_month(), though the frame starts on 1 September: offices write the plans of
 * a year in the August before. Day 0 gives an empty year.
 */
void
nh_school_year_for_day (guint32 julian,
                        NhSchoolYear *year)
{
  int y = 0, m = 0;

  nh_day_to_ymd (julian, &y, &m, NULL);
  nh_school_year_init (year, m >= FIRST_MONTH ? y : y - 1);
}

/**
 * nh_school_year_of_month:
 * @year: a school year
 * @month: 1 to 12
 *
 * Returns: the calendar year that is meant by a month without a year: months 8 to 12 lie in the
 *   first year, 1 to 7 in the second; 0 for another @month.
 */
int
nh_school_year_of_month (const NhSchoolYear *year,
                         int month)
{
  if (month < 1 || month > 12)
    return 0;

  return month >= FIRST_MONTH ? year->first_year : year->first_year + 1;
}

/**
 * nh_school_year_contains:
 * @year: a school year
 * @julian: a day
 *
 * Returns: %TRUE if the day lies in the frame, first and last day included. A limit that is not
 *   known (0) does not limit; day 0 lies in no year.
 */
gboolean
nh_school_year_contains (const NhSchoolYear *year,
                         guint32 julian)
{
  if (julian == 0 || year->first_year == 0)
    return FALSE;

  return (year->starts_on == 0 || julian >= year->starts_on)
         && (year->ends_on == 0 || julian <= year->ends_on);
}

/**
 * nh_school_year_plans:
 * @year: a school year
 * @start: a first day
 * @end: a last day
 *
 * Plans are made, and first meetings held, in the August before the frame begins: that month counts to the year here,
 * as in nh_school_year_of_month().
 *
 * Returns: %TRUE if some day of the span is one that a plan of the year may name.
 */
gboolean
nh_school_year_plans (const NhSchoolYear *year,
                      guint32 start,
                      guint32 end)
{
  guint32 first = nh_day_from_ymd (year->first_year, FIRST_MONTH, 1);

  if (year->starts_on && year->starts_on < first)
    first = year->starts_on;

  return start != 0 && end >= first && (year->ends_on == 0 || start <= year->ends_on);
}
