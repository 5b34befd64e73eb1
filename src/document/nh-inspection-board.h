/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inspections as matrices: units and months, units and school years, and what is proposed.
 */
#pragma once

#include "document/nh-matrix.h"
#include "model/nh-inspection-propose.h"

G_BEGIN_DECLS

typedef enum
{
  NH_INSPECTION_BOARD_DEFAULT = 0,
  NH_INSPECTION_BOARD_PAPER = 1 << 0,   /* Vietnamese whatever the language, without what only helps planning */
  NH_INSPECTION_BOARD_LONGEST = 1 << 1, /* coverage: those that have waited longest first */
} NhInspectionBoardFlags;

/* How many school years the coverage looks back over, with the one that is planned. */
#define NH_INSPECTION_BOARD_YEARS 5

/* Columns are the first days of months; rows units, or minus an activity that names no unit. */
NhMatrix *nh_inspection_schedule_matrix (NhWorkbook *workbook, gint64 plan, gint64 school_year,
                                         NhInspectionBoardFlags flags, GError **error);
/* Columns are the first calendar years of school years. */
NhMatrix *nh_inspection_coverage_matrix (NhWorkbook *workbook, gint64 plan, gint64 school_year,
                                         NhInspectionBoardFlags flags, GError **error);
/* Rows are positions of rounds, columns of months; items are rounds, counted from 1. */
NhMatrix *nh_inspection_proposal_matrix (NhInspectionProposal *proposal);

/* "10 of 10 units are inspected this year · longest without: …" */
typedef struct
{
  guint n_units;
  guint n_inspected;
  char *longest; /* names; NULL: nobody waits */
  int years;     /* how long they have waited; NH_INSPECTION_NEVER_INSPECTED */
} NhInspectionSummary;

gboolean nh_inspection_summarize (NhWorkbook *workbook, gint64 plan, gint64 school_year, NhInspectionSummary *summary,
                                  GError **error);
void nh_inspection_summary_clear (NhInspectionSummary *summary);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhInspectionSummary, nh_inspection_summary_clear)
/* "Đoàn 1" of "Đoàn kiểm tra số 1": short enough for a cell. */
char *nh_inspection_short_delegation (const char *name);

G_END_DECLS
