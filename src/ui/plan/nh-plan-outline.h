/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The outline beside the text: goes to a place, and moves, promotes and demotes whole sections.
 */
#pragma once

#include "ui/nh-session.h"
#include "ui/plan/nh-plan-outline-model.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_OUTLINE (nh_plan_outline_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanOutline, nh_plan_outline, NH, PLAN_OUTLINE, GtkWidget)

/* Signals:
 *   "chosen" (NhPlanOutlineRow *)  the user wants to go there
 *   "blank-wanted" ()              the user wants to go to the next place that is still to fill */

GtkWidget *nh_plan_outline_new (NhSession *session, NhPlanDocument *document);
NhPlanOutlineModel *nh_plan_outline_get_model (NhPlanOutline *self);
/* The cursor of the text is in that block: its section is selected. */
void nh_plan_outline_set_cursor (NhPlanOutline *self, guint block);
guint nh_plan_outline_get_selected (NhPlanOutline *self);
void nh_plan_outline_select (NhPlanOutline *self, guint row);

G_END_DECLS
