/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The frame of a school year: its name and the days that divide it. Days are GDate Julian days;
 * 0 means "not known". Source of the dates: the yearly decisions of the ministry (2171/QĐ-BGDĐT
 * for 2023-2024 and so on) and of the provinces; the workbook keeps an editable copy.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char name[12];      /* "2023-2024" */
  int first_year;     /* 2023 */
  guint32 starts_on;  /* first day of the frame, by default 1 September */
  guint32 term1_ends;
  guint32 term2_starts;
  guint32 term2_ends;
  guint32 ends_on;    /* last day, by default 31 August: summer lies after term2_ends */
} NhSchoolYear;

gboolean nh_school_year_parse (const char *text, NhSchoolYear *year, GError **error);
void nh_school_year_for_day (guint32 julian, NhSchoolYear *year);
void nh_school_year_init (NhSchoolYear *year, int first_year);
const char *nh_school_year_default_decision (int first_year);
int nh_school_year_of_month (const NhSchoolYear *year, int month);
gboolean nh_school_year_contains (const NhSchoolYear *year, guint32 julian);
gboolean nh_school_year_plans (const NhSchoolYear *year, guint32 start, guint32 end); /* the August before too */

G_END_DECLS
