/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A button that tells how many filters a timeline has, and the popover in which they are set: plan, kind, status,
 * team, person, unit, and what else is shown.
 */
#pragma once

#include "document/nh-timeline.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_TIMELINE_FILTERS (nh_timeline_filters_get_type ())
G_DECLARE_FINAL_TYPE (NhTimelineFilters, nh_timeline_filters, NH, TIMELINE_FILTERS, GtkWidget)

/* Signal "changed" (): the user chose otherwise. */

GtkWidget *nh_timeline_filters_new (NhSession *session);
/* Writes all but .by and .find into @choice; texts are static or interned. */
void nh_timeline_filters_get (NhTimelineFilters *self, NhTimelineChoice *choice);
void nh_timeline_filters_set (NhTimelineFilters *self, const NhTimelineChoice *choice);
gboolean nh_timeline_filters_get_baseline (NhTimelineFilters *self);
void nh_timeline_filters_set_baseline (NhTimelineFilters *self, gboolean visible);
guint nh_timeline_filters_count (NhTimelineFilters *self);

G_END_DECLS
