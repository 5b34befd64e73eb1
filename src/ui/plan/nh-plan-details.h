/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands around the text of a plan, in the order of the paper: letterhead, legal bases, signature,
 * recipients.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_DETAILS (nh_plan_details_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanDetails, nh_plan_details, NH, PLAN_DETAILS, GtkWidget)

GtkWidget *nh_plan_details_new (NhSession *session, gint64 plan);
gboolean nh_plan_details_commit (NhPlanDetails *self);
gboolean nh_plan_details_is_dirty (NhPlanDetails *self);

/* nh-plan-recipients-view.c: lines of a text. */
#define NH_TYPE_PLAN_RECIPIENTS_VIEW (nh_plan_recipients_view_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanRecipientsView, nh_plan_recipients_view, NH, PLAN_RECIPIENTS_VIEW, GtkWidget)

GtkWidget *nh_plan_recipients_view_new (NhSession *session, gint64 plan);
gboolean nh_plan_recipients_view_commit (NhPlanRecipientsView *self);
gboolean nh_plan_recipients_view_is_dirty (NhPlanRecipientsView *self);

G_END_DECLS
