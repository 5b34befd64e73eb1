/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Boards of lesson studies: who hosts which subject in which month, online points and attendance, and subjects
 * without a session.
 */
#pragma once

#include "ui/boards/nh-board-page.h"

G_BEGIN_DECLS

GtkWidget *nh_lesson_assignment_new (NhSession *session);
GtkWidget *nh_lesson_missing_new (NhSession *session);
/* nh-attendance-board.c */
GtkWidget *nh_lesson_attendance_new (NhSession *session);
/* nh-lesson-dialog.c: a new session; texts may be NULL. */
void nh_lesson_dialog_show (GtkWidget *parent, NhSession *session, gint64 plan, const char *level, const char *subject,
                            const char *grade, const char *period, const char *proposed_hosts);

G_END_DECLS
