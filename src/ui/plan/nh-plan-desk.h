/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a plan is written: its outline, its text and its pages side by side, each following the others.
 */
#pragma once

#include "ui/nh-session.h"
#include "ui/plan/nh-plan-editor.h"
#include "ui/plan/nh-plan-outline.h"
#include "ui/plan/nh-plan-preview.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_DESK (nh_plan_desk_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanDesk, nh_plan_desk, NH, PLAN_DESK, GtkWidget)

/* Signals:
 *   "details-wanted" ()              the user goes to what stands among the details: bases, signature
 *   "appendix-wanted" (gint64 id)    the user goes to an appendix
 *   "place-changed" ()               what nh_plan_desk_dup_place() says is something else now */

GtkWidget *nh_plan_desk_new (NhSession *session, NhPlanDocument *document);
NhPlanEditor *nh_plan_desk_get_editor (NhPlanDesk *self);
NhPlanOutline *nh_plan_desk_get_outline (NhPlanDesk *self);
NhPlanPreview *nh_plan_desk_get_preview (NhPlanDesk *self);
/* NULL until the pages are laid out for the first time, soon after the desk is shown. */
NhPaper *nh_plan_desk_get_paper (NhPlanDesk *self);
NhPaper *nh_plan_desk_ensure_paper (NhPlanDesk *self);
int nh_plan_desk_get_page (NhPlanDesk *self);
char *nh_plan_desk_dup_place (NhPlanDesk *self);
void nh_plan_desk_set_outline_visible (NhPlanDesk *self, gboolean visible);
gboolean nh_plan_desk_force_preview (NhPlanDesk *self);
void nh_plan_desk_set_preview_visible (NhPlanDesk *self, gboolean visible);
gboolean nh_plan_desk_go_to_block (NhPlanDesk *self, guint block, guint offset);
gboolean nh_plan_desk_go_to_blank (NhPlanDesk *self);
void nh_plan_desk_find (NhPlanDesk *self, gboolean replace);
void nh_plan_desk_find_step (NhPlanDesk *self, int step);
void nh_plan_desk_insert_table (NhPlanDesk *self, const char *view);
void nh_plan_desk_focus (NhPlanDesk *self);
gboolean nh_plan_desk_commit (NhPlanDesk *self);

G_END_DECLS
