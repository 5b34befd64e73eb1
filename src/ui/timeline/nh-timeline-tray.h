/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What has no date, as chips below the timeline: they are dragged up to a day, and bars dragged down here lose
 * theirs.
 */
#pragma once

#include "ui/timeline/nh-timeline-view.h"

G_BEGIN_DECLS

#define NH_TYPE_TIMELINE_TRAY (nh_timeline_tray_get_type ())
G_DECLARE_FINAL_TYPE (NhTimelineTray, nh_timeline_tray, NH, TIMELINE_TRAY, GtkWidget)

/* Signals:
 *   "selected" (gint64 activity)  a chip has the keys
 *   "open" (gint64 activity)      Enter or a double click on a chip
 *   "menu" (gint64 activity, GtkWidget chip)
 *   "delete" (gint64 activity)
 *   "more" ()                     the others are wanted
 */

GtkWidget *nh_timeline_tray_new (NhTimelineView *view);
void nh_timeline_tray_show (NhTimelineTray *self, NhTimeline *timeline, NhAgenda *agenda, gboolean filtered);
gint64 nh_timeline_tray_get_selected (NhTimelineTray *self);
gboolean nh_timeline_tray_select (NhTimelineTray *self, gint64 activity);

G_END_DECLS
