/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan on paper: what the preview shows, drawn by the same code onto the printer's pages.
 */
#pragma once

#include "document/nh-document.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_PRINT (nh_plan_print_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanPrint, nh_plan_print, NH, PLAN_PRINT, GtkPrintOperation)

NhPlanPrint *nh_plan_print_new (NhDocument *document, const char *name);
void nh_plan_print_run (GtkWidget *parent, NhSession *session, NhDocument *document, const char *name, int page);

G_END_DECLS
