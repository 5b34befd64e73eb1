/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The toolbar that all boards have: the plan at the left, then what the board has of its own, "Export" at the right.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkDropDown *nh_board_plan_filter_new (void);
GtkWidget *nh_board_bar_new (GtkDropDown *plan, GtkWidget *tools, GtkWidget *export);
/* A quiet line under the toolbar. */
GtkWidget *nh_board_note_new (const char *text);

G_END_DECLS
