/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bars of stacked segments over a row of columns, with a legend in words.
 */
#pragma once

#include "ui/overview/nh-chart.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* "Sinh hoạt chuyên môn" */
  GdkRGBA color;
} NhBarSeries;

typedef struct
{
  const char *label; /* under the bar: "11" */
  const char *name;  /* "Tháng 11/2023" */
} NhBarColumn;

#define NH_TYPE_BAR_CHART (nh_bar_chart_get_type ())
G_DECLARE_FINAL_TYPE (NhBarChart, nh_bar_chart, NH, BAR_CHART, NhChart)

/* "mark-activated": the column and the series. */

GtkWidget *nh_bar_chart_new (const char *label);
/* @values: of the first column all series, then of the next one; copied, as all words. */
void nh_bar_chart_set_data (NhBarChart *self, const NhBarSeries *series, guint n_series, const NhBarColumn *columns,
                            guint n_columns, const guint *values);

G_END_DECLS
