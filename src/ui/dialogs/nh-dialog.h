/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Modal windows of our own: GtkDialog and GtkMessageDialog are on their way out of GTK.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*NhAlertFunc) (gboolean accepted, gpointer data);

GtkWidget *nh_dialog_new (GtkWidget *parent, const char *title, GtkWidget *content);
GtkWidget *nh_dialog_add_buttons (GtkWidget *dialog);
GtkWidget *nh_dialog_add_button (GtkWidget *buttons, const char *label, const char *css_class);
void nh_alert_show (GtkWidget *parent, const char *heading, const char *body);
void nh_alert_ask (GtkWidget *parent, const char *heading, const char *body, const char *accept,
                   gboolean destructive, NhAlertFunc func, gpointer data);

G_END_DECLS
