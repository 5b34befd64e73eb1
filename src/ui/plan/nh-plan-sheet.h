/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One page of the preview: white paper with what is printed on it, drawn once into a texture.
 */
#pragma once

#include <gtk/gtk.h>
#include "document/nh-page-layout.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_SHEET (nh_plan_sheet_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanSheet, nh_plan_sheet, NH, PLAN_SHEET, GtkWidget)

#define NH_PIXELS_PER_POINT (96.0 / 72.0)

GtkWidget *nh_plan_sheet_new (void);
void nh_plan_sheet_set_page (NhPlanSheet *self, guint page, guint number);
guint nh_plan_sheet_get_page (NhPlanSheet *self);
/* The paper in points, and pixels of the screen for one of them. */
void nh_plan_sheet_set_size (NhPlanSheet *self, double width, double height);
void nh_plan_sheet_get_size (NhPlanSheet *self, double *width, double *height);
void nh_plan_sheet_set_scale (NhPlanSheet *self, double scale);
double nh_plan_sheet_get_scale (NhPlanSheet *self);
/* Where the cursor of the text stands, in points; NULL: on another page. */
void nh_plan_sheet_set_mark (NhPlanSheet *self, const NhPageRect *mark);

void nh_plan_sheet_invalidate (NhPlanSheet *self);
gboolean nh_plan_sheet_needs_drawing (NhPlanSheet *self);
void nh_plan_sheet_draw (NhPlanSheet *self, NhPageLayout *layout);
void nh_plan_sheet_forget (NhPlanSheet *self);

G_END_DECLS
