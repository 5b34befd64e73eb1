/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bar for finding and replacing in the text of a plan, over the text.
 */
#pragma once

#include "ui/plan/nh-plan-editor.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_FIND_BAR (nh_plan_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanFindBar, nh_plan_find_bar, NH, PLAN_FIND_BAR, GtkWidget)

GtkWidget *nh_plan_find_bar_new (NhSession *session, NhPlanDocument *document, NhPlanEditor *editor);
void nh_plan_find_bar_open (NhPlanFindBar *self, gboolean replace);
void nh_plan_find_bar_step (NhPlanFindBar *self, int step);

G_END_DECLS
