/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timeline: a scrollable widget that draws head, lanes and bars, where what is in sight are widgets that
 * take the focus. Bars are moved by dragging and by keys; docs/decisions/0031-keys-of-the-timeline.md.
 */
#pragma once

#include "document/nh-timeline-draw.h"
#include "ui/nh-session.h"
#include "ui/timeline/nh-timeline-moves.h"

G_BEGIN_DECLS

#define NH_TYPE_TIMELINE_VIEW (nh_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (NhTimelineView, nh_timeline_view, NH, TIMELINE_VIEW, GtkWidget)

/* A bar, wherever the layout puts it: lanes by their keys, so that it is known again after a change. */
typedef struct
{
  NhBarKind kind;
  gint64 id;
  gint64 lane; /* key of the lane */
} NhTimelineKey;

/* Signals:
 *   "selection-changed" ()           other bars are chosen
 *   "open" ()                        Enter or a double click on the bar with the keys
 *   "delete" ()                      Delete on what is chosen
 *   "add" (guint day, guint lane)    a double click on an empty place
 *   "menu" (double x, double y)      the menu of what is chosen is wanted there
 *   "message" (const char *)         a sentence for the status bar about what can't be done
 *   "notice" (const char *)          one about what was done
 *   "zoom-changed" ()
 */

GtkWidget *nh_timeline_view_new (void);
void nh_timeline_view_set_model (NhTimelineView *self, NhTimeline *timeline, NhAgenda *agenda, NhConflicts *conflicts);
void nh_timeline_view_set_tray (NhTimelineView *self, GtkWidget *tray);

/* Scale in pixels a day; 0: the whole range fits. */
void nh_timeline_view_set_scale (NhTimelineView *self, double scale);
double nh_timeline_view_get_scale (NhTimelineView *self);
void nh_timeline_view_zoom (NhTimelineView *self, double factor, double x);
void nh_timeline_view_zoom_step (NhTimelineView *self, int step);
gboolean nh_timeline_view_is_fit (NhTimelineView *self);
gboolean nh_timeline_view_can_zoom_out (NhTimelineView *self);
void nh_timeline_view_show_day (NhTimelineView *self, guint32 day);
void nh_timeline_view_set_start (NhTimelineView *self, guint32 day); /* to the left edge */
guint32 nh_timeline_view_get_wanted_day (NhTimelineView *self);
guint32 nh_timeline_view_get_day (NhTimelineView *self); /* at the left edge */
/* The day and the lane (G_MAXUINT: none) at a place of the widget. */
void nh_timeline_view_get_place (NhTimelineView *self, double x, double y, guint *day, guint *lane);
/* How exact what is made at this zoom is. */
NhPeriodStep nh_timeline_view_get_step (NhTimelineView *self);
NhTimeline *nh_timeline_view_get_timeline (NhTimelineView *self); /* may be NULL */
const NhTimelineStyle *nh_timeline_view_get_style (NhTimelineView *self);

/* What is chosen: (element-type gint64), activities only. */
GArray *nh_timeline_view_get_selected (NhTimelineView *self);
guint nh_timeline_view_get_n_selected (NhTimelineView *self);
gboolean nh_timeline_view_get_cursor (NhTimelineView *self, NhTimelineKey *key);
gboolean nh_timeline_view_select (NhTimelineView *self, NhBarKind kind, gint64 id); /* and goes there */
void nh_timeline_view_select_all (NhTimelineView *self);
void nh_timeline_view_unselect_all (NhTimelineView *self);
NhTimelineMoves *nh_timeline_view_dup_moves (NhTimelineView *self); /* of what is chosen */
gboolean nh_timeline_view_apply (NhTimelineView *self, NhTimelineMoves *moves);

/* Drags, in coordinates of the view. Gestures call these, the tray and tests too. */
void nh_timeline_view_press (NhTimelineView *self, double x, double y, GdkModifierType state);
void nh_timeline_view_drag_to (NhTimelineView *self, double x, double y);
void nh_timeline_view_release (NhTimelineView *self);
void nh_timeline_view_drag_undated (NhTimelineView *self, gint64 activity);
gboolean nh_timeline_view_is_dragging (NhTimelineView *self);
gboolean nh_timeline_view_cancel_drag (NhTimelineView *self);
char *nh_timeline_view_dup_bubble (NhTimelineView *self); /* what is said beside the pointer; "" */
gboolean nh_timeline_view_get_bar_bounds (NhTimelineView *self, NhBarKind kind, gint64 id, graphene_rect_t *bounds);

/* Keys: TRUE when it was one of the timeline's. */
gboolean nh_timeline_view_key (NhTimelineView *self, guint keyval, GdkModifierType state);

G_END_DECLS
