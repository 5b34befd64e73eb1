/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line over the text of a plan: what kind of paragraph the cursor is in, bold, italic, levels.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @actions: the editor's "plan-text" commands; @widget's ancestors must offer them by that name. */
GtkWidget *nh_plan_format_bar_new (GActionGroup *actions);

G_END_DECLS
