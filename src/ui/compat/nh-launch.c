/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/compat/nh-launch.h"

/**
 * nh_launch_file:
 * @parent: a widget of the window it belongs to
 * @file: a file or folder
 *
 * Opens @file in the program that the system has for it.
 */
void
nh_launch_file (GtkWidget *parent,
                GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  GtkRoot *root = gtk_widget_get_root (parent);

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME);
}
