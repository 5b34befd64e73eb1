/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done with activities in windows of their own.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

/* Marks activities as done, with what came of them; one step of undo. */
void nh_done_dialog_show (GtkWidget *parent, NhSession *session, const gint64 *activities, guint n);
/* Makes a series of activities; @plan: proposed, 0: none. nh-series-dialog.c */
void nh_series_dialog_show (GtkWidget *parent, NhSession *session, gint64 plan);

G_END_DECLS
