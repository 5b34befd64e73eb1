/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A time as exact as the plan states it, from "14h00 ngày 5/10/2023" to "khi có yêu cầu".
 */
#pragma once

#include "core/nh-school-year.h"

G_BEGIN_DECLS

typedef enum
{
  NH_EXACTNESS_NONE,     /* empty */
  NH_EXACTNESS_WORDS,    /* "khi có yêu cầu": no dates */
  NH_EXACTNESS_DAY,
  NH_EXACTNESS_DAYS,     /* day to day */
  NH_EXACTNESS_WEEK,     /* "tuần 3 tháng 12": days 15 to 21 */
  NH_EXACTNESS_MONTH,
  NH_EXACTNESS_MONTHS,   /* "Tháng 11,12": a list; the span from the first to the last */
  NH_EXACTNESS_RANGE,    /* month to month */
  NH_EXACTNESS_SEMESTER,
  NH_EXACTNESS_SUMMER,
  NH_EXACTNESS_YEAR,     /* the whole school year */
  NH_EXACTNESS_YEARLY_DAY,   /* "31 tháng 5 hàng năm": the day in the given school year */
  NH_EXACTNESS_YEARLY_MONTH, /* "tháng 6 hàng năm" */
} NhExactness;

typedef struct
{
  NhExactness exactness;
  guint32 start; /* GDate Julian day of the first day, 0 without dates */
  guint32 end;   /* Julian day of the last day, inclusive */
  int minute;    /* start time as minutes after midnight, -1 without */
  gboolean before; /* "trước ngày …": a limit, the day itself is in start and end */
  char *text;    /* as written, NFC, blanks trimmed */
} NhPeriod;

#define NH_PERIOD_INIT { NH_EXACTNESS_NONE, 0, 0, -1, FALSE, NULL }

void nh_period_clear (NhPeriod *period);
void nh_period_copy (const NhPeriod *from, NhPeriod *to);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhPeriod, nh_period_clear)

/* nh-period-parse.c */
gboolean nh_period_parse (const char *text,
                          const NhSchoolYear *year,
                          NhPeriod *period,
                          GError **error);

/* nh-period.c */
char *nh_period_format (const NhPeriod *period);
int nh_period_compare (const NhPeriod *a, const NhPeriod *b);
gboolean nh_period_overlaps (const NhPeriod *a, const NhPeriod *b);
gboolean nh_period_equal (const NhPeriod *a, const NhPeriod *b);
gboolean nh_period_is_exact (const NhPeriod *period);
gboolean nh_exactness_is_exact (NhExactness exactness); /* days, no weeks or months */
const char *nh_exactness_to_string (NhExactness exactness);
gboolean nh_exactness_from_string (const char *name, NhExactness *exactness);

/* Days as text. */
char *nh_day_to_iso (guint32 julian);
guint32 nh_day_from_iso (const char *iso);
guint32 nh_day_from_ymd (int year, int month, int day);
void nh_day_to_ymd (guint32 julian, int *year, int *month, int *day);
char *nh_day_format_short (guint32 julian);
char *nh_day_format_long (guint32 julian);
char *nh_month_format_short (int year, int month); /* "9/2023", "01/2024" */
gboolean nh_day_parse (const char *text, const NhSchoolYear *year, guint32 *julian, GError **error);

/* Errors of all parsers in core/. The message names what is wrong, translated. */
#define NH_PARSE_ERROR (nh_parse_error_quark ())
GQuark nh_parse_error_quark (void);
typedef enum
{
  NH_PARSE_ERROR_SYNTAX,
  NH_PARSE_ERROR_RANGE, /* "31/2/2024" */
} NhParseError;

G_END_DECLS
