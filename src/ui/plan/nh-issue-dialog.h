/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Issuing a plan, and making one that changes an issued plan: the questions before it.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

/* What is typed in the text must be stored before. */
void nh_issue_dialog_present (GtkWidget *parent, NhSession *session, gint64 plan);

/* nh-amend-dialog.c: makes the draft and goes to it. */
void nh_amend_dialog_present (GtkWidget *parent, NhSession *session, gint64 plan);

G_END_DECLS
