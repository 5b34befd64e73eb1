/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows × years of cells that are empty, planned or done: which unit was inspected when.
 */
#pragma once

#include "ui/overview/nh-chart.h"

G_BEGIN_DECLS

typedef enum
{
  NH_COVERAGE_NONE,
  NH_COVERAGE_PLANNED,
  NH_COVERAGE_DONE,
  NH_N_COVERAGES,
} NhCoverage;

#define NH_TYPE_COVERAGE_CHART (nh_coverage_chart_get_type ())
G_DECLARE_FINAL_TYPE (NhCoverageChart, nh_coverage_chart, NH, COVERAGE_CHART, NhChart)

/* "mark-activated": the column and the row. Only as many rows as there is room for are shown. */

/* @states: the words of the states, for the legend: "Chưa kiểm tra", "Theo kế hoạch", "Đã kiểm tra". */
GtkWidget *nh_coverage_chart_new (const char *label, const char *const states[NH_N_COVERAGES]);
void nh_coverage_chart_set_data (NhCoverageChart *self, const char *const *columns, guint n_columns,
                                 const char *const *rows, guint n_rows, const NhCoverage *cells);
guint nh_coverage_chart_get_n_shown (NhCoverageChart *self);

G_END_DECLS
