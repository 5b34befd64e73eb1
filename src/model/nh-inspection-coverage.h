/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who was inspected in which school year, and who never: activities of kind "inspection" with their
 * inspected units, whatever plan they stand in or none. A unit that took over from another has what was
 * inspected there, too. School years are named by their first calendar year: 2023 for 2023-2024.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

/* How tables of inspections name a unit "u": offices by their area, others by the name that is used daily. */
#define NH_INSPECTION_UNIT_NAME_SQL \
  "CASE WHEN u.kind IN ('district_office', 'commune_office') AND coalesce (u.area, '') <> '' THEN u.area " \
  "WHEN coalesce (u.short_name, '') <> '' THEN u.short_name ELSE u.name END"

typedef struct
{
  gint64 activity;
  gint64 unit;        /* that was inspected: the one asked for, or one that it succeeded */
  gint64 plan;        /* 0: none */
  int year;
  guint32 day;        /* the first; 0: not known */
  guint32 last_day;
  gboolean exact;     /* whether it is a day, or only in some month */
  const char *status; /* key of a choice */
} NhInspectionVisit;

typedef struct _NhInspectionCoverage NhInspectionCoverage;

NhInspectionCoverage *nh_inspection_coverage_load (NhWorkbook *workbook, GError **error);
void nh_inspection_coverage_free (NhInspectionCoverage *coverage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhInspectionCoverage, nh_inspection_coverage_free)

/* Of a unit, by year and day: (transfer none) (element-type NhInspectionVisit) (nullable). */
GArray *nh_inspection_coverage_get (NhInspectionCoverage *coverage, gint64 unit);
/* The last one of a school year that counts; NULL: none. */
const NhInspectionVisit *nh_inspection_coverage_find (NhInspectionCoverage *coverage, gint64 unit, int year);
/* From the last year before @year in which it was inspected; NH_INSPECTION_NEVER_INSPECTED: never. */
int nh_inspection_coverage_years_since (NhInspectionCoverage *coverage, gint64 unit, int year);
char *nh_inspection_visit_describe (const NhInspectionVisit *visit);

/* Units that a plan may inspect: (transfer full) (element-type gint64). */
GArray *nh_inspection_units (NhWorkbook *workbook, gint64 plan, gint64 school_year, GError **error);
/* The newest school year with a plan that inspects; 0: none. */
gint64 nh_inspection_newest_year (NhWorkbook *workbook);
/* The first calendar year of a school year; of today's where there is none. */
int nh_inspection_year (NhWorkbook *workbook, gint64 school_year);

G_END_DECLS
