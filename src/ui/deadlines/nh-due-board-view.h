/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Papers owed as a board: units × deadlines; a click says that a paper came.
 */
#pragma once

#include <gtk/gtk.h>
#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_DUE_BOARD_VIEW (nh_due_board_view_get_type ())
G_DECLARE_FINAL_TYPE (NhDueBoardView, nh_due_board_view, NH, DUE_BOARD_VIEW, GtkWidget)

GtkWidget *nh_due_board_view_new (NhSession *session);
gint64 nh_due_board_view_get_plan (NhDueBoardView *self);

G_END_DECLS
