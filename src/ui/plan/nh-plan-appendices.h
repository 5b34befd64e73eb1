/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The appendices of a plan: their order and form at the left, the pages of the chosen one at the right.
 */
#pragma once

#include "ui/nh-session.h"
#include "ui/plan/nh-plan-preview.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_APPENDICES (nh_plan_appendices_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanAppendices, nh_plan_appendices, NH, PLAN_APPENDICES, GtkWidget)

GtkWidget *nh_plan_appendices_new (NhSession *session, NhPlanDocument *document);
void nh_plan_appendices_set_paper (NhPlanAppendices *self, NhPaper *paper);
void nh_plan_appendices_select (NhPlanAppendices *self, gint64 id);
gint64 nh_plan_appendices_get_selected (NhPlanAppendices *self);
NhPlanPreview *nh_plan_appendices_get_preview (NhPlanAppendices *self);
gboolean nh_plan_appendices_commit (NhPlanAppendices *self);
void nh_plan_appendices_focus (NhPlanAppendices *self);

G_END_DECLS
