/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What became of a plan: the copies that were kept when it was issued, what was changed since, the
 * plans that change it.
 */
#pragma once

#include "document/nh-plan-issue.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_HISTORY (nh_plan_history_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanHistory, nh_plan_history, NH, PLAN_HISTORY, GtkWidget)

GtkWidget *nh_plan_history_new (NhSession *session, gint64 plan);

/* nh-difference-view.c: differences as a list to read. */
#define NH_TYPE_DIFFERENCE_VIEW (nh_difference_view_get_type ())
G_DECLARE_FINAL_TYPE (NhDifferenceView, nh_difference_view, NH, DIFFERENCE_VIEW, GtkWidget)

GtkWidget *nh_difference_view_new (void);
void nh_difference_view_set (NhDifferenceView *self, GPtrArray *differences);

/* nh-version-export.c: a kept copy as a file. */
void nh_version_export_ask (GtkWidget *parent, NhSession *session, const NhPlanVersion *version, gboolean pdf);

G_END_DECLS
