/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A new plan: from a template, empty, or from last year's plan.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

void nh_new_plan_dialog_show (GtkWidget *parent, NhSession *session);

/* nh-save-template.c: keeps a plan as a template of the office. */
void nh_save_template_dialog_present (GtkWidget *parent, NhSession *session, gint64 plan);

G_END_DECLS
