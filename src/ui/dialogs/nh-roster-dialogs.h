/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changes of rosters that need a day and a decision: each dialog is one step of undo.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

void nh_replace_dialog_show (GtkWidget *parent, NhSession *session, gint64 membership);
void nh_end_dialog_show (GtkWidget *parent, NhSession *session, const gint64 *memberships, guint n);
/* nh-renew-dialog.c */
void nh_renew_dialog_show (GtkWidget *parent, NhSession *session, gint64 team,
                           void (*done) (gint64 team, gpointer object), gpointer object);
/* nh-roles-dialog.c */
void nh_roles_dialog_show (GtkWidget *parent, NhSession *session);

/* A label for what is wrong, hidden at first. */
GtkLabel *nh_roster_dialog_problem (void);
void nh_roster_dialog_tell (GtkLabel *label, const char *text);

G_END_DECLS
