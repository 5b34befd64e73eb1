/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening files in other programs: GtkFileLauncher came with GTK 4.10, and gtk_show_uri() went.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void nh_launch_file (GtkWidget *parent, GFile *file);
/* http, https and mailto only: anything else could run something. FALSE: it was not opened. */
gboolean nh_launch_uri (GtkWidget *parent, const char *uri);

G_END_DECLS
