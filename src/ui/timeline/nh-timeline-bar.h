/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One bar of a timeline as a widget: it takes the focus and speaks; drawing and the mouse belong to the
 * timeline. Widgets are kept and used again for other bars.
 */
#pragma once

#include <gtk/gtk.h>
#include "document/nh-timeline-draw.h"

G_BEGIN_DECLS

#define NH_TYPE_TIMELINE_BAR_WIDGET (nh_timeline_bar_widget_get_type ())
G_DECLARE_FINAL_TYPE (NhTimelineBarWidget, nh_timeline_bar_widget, NH, TIMELINE_BAR_WIDGET, GtkWidget)

GtkWidget *nh_timeline_bar_widget_new (void);
void nh_timeline_bar_widget_show (NhTimelineBarWidget *self, NhTimeline *timeline, const NhTimelineStyle *style,
                                  const NhTimelineBar *bar, gboolean selected);
const NhTimelineBar *nh_timeline_bar_widget_get_bar (NhTimelineBarWidget *self);
void nh_timeline_bar_widget_set_label (NhTimelineBarWidget *self, const char *label);
const char *nh_timeline_bar_widget_get_label (NhTimelineBarWidget *self);
void nh_timeline_bar_widget_forget (NhTimelineBarWidget *self);
/* The part of the timeline that a bar and its words take, in the layout's pixels; the row's height is not in it. */
void nh_timeline_bar_span (const NhTimelineBar *bar, double *x, double *width);

G_END_DECLS
