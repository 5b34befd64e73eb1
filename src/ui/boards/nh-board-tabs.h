/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The screens of lesson studies and of themes: a table, and boards of the same data, in tabs.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

/* @id: "lesson-studies" or "themes"; NULL: the screen has no boards. */
GtkWidget *nh_board_tabs_new (NhSession *session, const char *id);

G_END_DECLS
