/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The screen "timeline": the year of the session with its tools, the tray below, and what is done with bars.
 */
#pragma once

#include "formats/nh-timeline-file.h"
#include "ui/timeline/nh-timeline-view.h"

G_BEGIN_DECLS

#define NH_TYPE_TIMELINE_PAGE (nh_timeline_page_get_type ())
G_DECLARE_FINAL_TYPE (NhTimelinePage, nh_timeline_page, NH, TIMELINE_PAGE, GtkWidget)

GtkWidget *nh_timeline_page_new (NhSession *session);
void nh_timeline_page_activate (NhTimelinePage *self);
void nh_timeline_page_focus (NhTimelinePage *self);
void nh_timeline_page_focus_filter (NhTimelinePage *self);
NhTimelineView *nh_timeline_page_get_view (NhTimelinePage *self);
void nh_timeline_page_set_by (NhTimelinePage *self, NhTimelineBy by);
void nh_timeline_page_clear_filters (NhTimelinePage *self);
/* Goes to an activity, whatever filters hide it. FALSE: it is not in this year, or has no date. */
gboolean nh_timeline_page_show_activity (NhTimelinePage *self, gint64 activity);
/* Makes an activity around a day, in a lane (G_MAXUINT: none), and opens its form. Its key; 0: refused. */
gint64 nh_timeline_page_add (NhTimelinePage *self, guint32 day, guint lane);

void nh_timeline_page_export (NhTimelinePage *self, NhTimelineFile kind, NhTimelinePaper paper, const char *path);
void nh_timeline_page_print (NhTimelinePage *self, NhTimelinePaper paper);

G_END_DECLS
