/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One bar that is divided into shares, each with its words and number below it: papers in time, late, missing.
 */
#pragma once

#include "ui/overview/nh-chart.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* "Đúng hạn" */
  guint number;
  GdkRGBA color;
} NhShare;

#define NH_TYPE_SHARE_CHART (nh_share_chart_get_type ())
G_DECLARE_FINAL_TYPE (NhShareChart, nh_share_chart, NH, SHARE_CHART, NhChart)

/* "mark-activated": the share, and 0. */

GtkWidget *nh_share_chart_new (const char *label);
void nh_share_chart_set_data (NhShareChart *self, const NhShare *shares, guint n_shares);

G_END_DECLS
