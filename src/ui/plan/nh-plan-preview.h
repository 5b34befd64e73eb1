/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages as they will be printed, to scroll and zoom; follows the cursor of the text.
 */
#pragma once

#include "ui/plan/nh-plan-pages.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_PREVIEW (nh_plan_preview_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanPreview, nh_plan_preview, NH, PLAN_PREVIEW, GtkWidget)

/* Signal "picked" (guint element, guint offset): a click on what stands there. */

GtkWidget *nh_plan_preview_new (void);
void nh_plan_preview_set_paper (NhPlanPreview *self, NhPaper *paper);
NhPlanPages *nh_plan_preview_get_pages (NhPlanPreview *self);
void nh_plan_preview_set_section (NhPlanPreview *self, guint section);
void nh_plan_preview_follow (NhPlanPreview *self, guint element, guint offset);
void nh_plan_preview_zoom (NhPlanPreview *self, int steps);

G_END_DECLS
