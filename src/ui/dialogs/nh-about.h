/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The windows about the program: what it is, and its keys.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void nh_about_show (GtkWidget *parent);
void nh_about_show_shortcuts (GtkWidget *parent);

G_END_DECLS
