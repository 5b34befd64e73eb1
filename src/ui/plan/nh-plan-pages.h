/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages of a document one below the other, to be put into a scrolled window. Only what is in
 * sight is drawn, after the frame, and only again when it changed.
 */
#pragma once

#include <gtk/gtk.h>
#include "ui/plan/nh-paper.h"
#include "ui/plan/nh-plan-sheet.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_PAGES (nh_plan_pages_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanPages, nh_plan_pages, NH, PLAN_PAGES, GtkWidget)

typedef enum
{
  NH_ZOOM_WIDTH, /* each page as wide as there is room */
  NH_ZOOM_PAGE,  /* each page whole */
  NH_ZOOM_FIXED, /* 1.0: as large as on paper */
} NhZoom;

#define NH_ZOOM_MIN 0.5
#define NH_ZOOM_MAX 3.0
#define NH_ALL_SECTIONS G_MAXUINT

/* Signal "picked" (guint element, guint offset): a click on what stands there.
 * Signal "laid-out" (): pages, their places or their number are others now. */

GtkWidget *nh_plan_pages_new (void);
void nh_plan_pages_set_paper (NhPlanPages *self, NhPaper *paper);
NhPaper *nh_plan_pages_get_paper (NhPlanPages *self);
void nh_plan_pages_set_section (NhPlanPages *self, guint section);
void nh_plan_pages_set_zoom (NhPlanPages *self, NhZoom zoom, double factor);
NhZoom nh_plan_pages_get_zoom (NhPlanPages *self);
double nh_plan_pages_get_factor (NhPlanPages *self);
void nh_plan_pages_set_adjustment (NhPlanPages *self, GtkAdjustment *vertical);
gboolean nh_plan_pages_set_cursor (NhPlanPages *self, guint element, guint offset, guint *page, double *top,
                                   double *bottom);
void nh_plan_pages_clear_cursor (NhPlanPages *self);
guint nh_plan_pages_get_n_visible (NhPlanPages *self);
guint nh_plan_pages_get_page_in_sight (NhPlanPages *self);
gboolean nh_plan_pages_get_place (NhPlanPages *self, guint page, double *top, double *height);
gboolean nh_plan_pages_is_drawn (NhPlanPages *self);

G_END_DECLS
