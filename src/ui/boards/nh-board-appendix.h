/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes an appendix of a plan from what a board shows.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

void nh_board_appendix_show (GtkWidget *parent, NhSession *session, gint64 plan, const char *view);

G_END_DECLS
