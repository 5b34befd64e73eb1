/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The colour of a widget's text: what gtk_widget_get_color() gives since GTK 4.10.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void nh_compat_get_color (GtkWidget *widget, GdkRGBA *color);

G_END_DECLS
