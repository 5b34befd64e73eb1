/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One plan: its text, facts, activities, appendices and history, and what is done with the whole.
 */
#pragma once

#include "ui/nh-session.h"
#include "ui/plan/nh-plan-desk.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_PAGE (nh_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanPage, nh_plan_page, NH, PLAN_PAGE, GtkWidget)

GtkWidget *nh_plan_page_new (NhSession *session, gint64 plan);
gint64 nh_plan_page_get_plan (NhPlanPage *self);
/* "text", "info", "activities", "appendices" or "history" */
void nh_plan_page_show_tab (NhPlanPage *self, const char *tab);
void nh_plan_page_activate (NhPlanPage *self);
gboolean nh_plan_page_wants_inspector (NhPlanPage *self);
void nh_plan_page_focus (NhPlanPage *self);
gboolean nh_plan_page_is_waiting (NhPlanPage *self);
gboolean nh_plan_page_commit (NhPlanPage *self);
NhPlanDesk *nh_plan_page_get_desk (NhPlanPage *self);
char *nh_plan_page_dup_place (NhPlanPage *self);
void nh_plan_page_run (NhPlanPage *self, const char *command);

G_END_DECLS
