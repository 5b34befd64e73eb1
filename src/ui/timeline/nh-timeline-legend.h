/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A button that explains the colours, shapes and signs of the bars that are shown, drawn as the timeline draws them.
 */
#pragma once

#include "ui/timeline/nh-timeline-view.h"

G_BEGIN_DECLS

#define NH_TYPE_TIMELINE_LEGEND (nh_timeline_legend_get_type ())
G_DECLARE_FINAL_TYPE (NhTimelineLegend, nh_timeline_legend, NH, TIMELINE_LEGEND, GtkWidget)

GtkWidget *nh_timeline_legend_new (NhTimelineView *view);
void nh_timeline_legend_open (NhTimelineLegend *self);

G_END_DECLS
