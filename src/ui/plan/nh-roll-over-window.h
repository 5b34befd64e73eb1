/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking plans into another school year: what is to decide, what moves by itself, then the new plans.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

/* @year: the school year to begin with; NULL: the one after that of the first plan. */
void nh_roll_over_window_show (GtkWidget *parent, NhSession *session, const gint64 *plans, guint n_plans,
                               const char *year);

G_END_DECLS
