/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The overview: what is due this week and month, what is late, what comes next, what can't be right, and how
 * far the year has come. Everything leads to its screen.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_OVERVIEW_PAGE (nh_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (NhOverviewPage, nh_overview_page, NH, OVERVIEW_PAGE, GtkWidget)

GtkWidget *nh_overview_page_new (NhSession *session);
guint32 nh_overview_page_get_day (NhOverviewPage *self); /* from which it looks; 0: nothing to look at */
void nh_overview_page_set_day (NhOverviewPage *self, guint32 day); /* 0: by itself */

G_END_DECLS
