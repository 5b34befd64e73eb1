/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Deadlines: the days on which papers are due, who owes them and what came in, as a table and as a board, and the
 * rules that give the days; lists of reminders and calendar files.
 */
#pragma once

#include <gtk/gtk.h>
#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_DEADLINES_PAGE (nh_deadlines_page_get_type ())
G_DECLARE_FINAL_TYPE (NhDeadlinesPage, nh_deadlines_page, NH, DEADLINES_PAGE, GtkWidget)

GtkWidget *nh_deadlines_page_new (NhSession *session);
void nh_deadlines_page_remind (NhDeadlinesPage *self); /* asks where the list of reminders goes */

G_END_DECLS
