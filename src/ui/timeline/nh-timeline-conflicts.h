/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A button with the number of conflicts of the year, and the list that explains each and goes there.
 */
#pragma once

#include <gtk/gtk.h>
#include "model/nh-conflicts.h"

G_BEGIN_DECLS

#define NH_TYPE_TIMELINE_CONFLICTS (nh_timeline_conflicts_get_type ())
G_DECLARE_FINAL_TYPE (NhTimelineConflicts, nh_timeline_conflicts, NH, TIMELINE_CONFLICTS, GtkWidget)

/* Signal "go" (gint64 activity): one was chosen. */

GtkWidget *nh_timeline_conflicts_new (void);
void nh_timeline_conflicts_set_model (NhTimelineConflicts *self, NhAgenda *agenda, NhConflicts *conflicts);

G_END_DECLS
