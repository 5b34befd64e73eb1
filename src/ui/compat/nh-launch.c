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

/**
 * nh_launch_uri:
 * @parent: a widget of the window it belongs to
 * @uri: the address of a page or of a mailbox
 *
 * Opens a page in the browser, or a letter in the mail program.
 *
 * Returns: whether it is of a kind that is opened.
 */
gboolean
nh_launch_uri (GtkWidget *parent,
               const char *uri)
{
  g_autofree char *scheme = g_uri_parse_scheme (uri);
  GtkRoot *root = gtk_widget_get_root (parent);

  if (g_strcmp0 (scheme, "http") != 0 && g_strcmp0 (scheme, "https") != 0 && g_strcmp0 (scheme, "mailto") != 0)
    return FALSE;
  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME);
  return TRUE;
}
