/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Years, months and days that stand in the text of a plan, apart from those that belong to the
 * number of a legal document ("Thông tư số 17/2019/TT-BGDĐT ngày 01/11/2019"), which never move.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NH_YEAR_TEXT_PAIR,  /* "2023-2024": a school year */
  NH_YEAR_TEXT_MONTH, /* "10/2023" */
  NH_YEAR_TEXT_YEAR,  /* the year of "năm 2024", "hè 2024" */
  NH_YEAR_TEXT_DAY,   /* "15/9/2023", "15 tháng 9 năm 2023"; "24/11" with .year 0 */
} NhYearTextKind;

typedef struct
{
  NhYearTextKind kind;
  const char *text; /* the whole of it, as written */
  int day;          /* 0 where there is none */
  int month;
  int year;         /* of a pair the first; 0: not written */
  gboolean limit;   /* "trước ngày …", "chậm nhất …": the day itself is meant, not its weekday */
} NhYearText;

/* What stands there instead; NULL: it stays. */
typedef char *(*NhYearTextFunc) (const NhYearText *found, gpointer data);

char *nh_year_text_map (const char *text, gboolean markup, gboolean bare_days, NhYearTextFunc func, gpointer data);
char *nh_year_text_write (const NhYearText *found, int year, int month, int day);
char *nh_year_text_blank_documents (const char *text, const char *instead);

G_END_DECLS
