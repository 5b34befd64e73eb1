/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of a list that are dragged to another place: their picture, and the line where they would go.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void nh_row_drag_show (GtkDragSource *source, GtkWidget *row, double x, double y);

/* @line: a weak pointer of the list to the row that has the line; styled by nh-drop-above, nh-drop-below */
void nh_row_drag_show_line (GtkWidget **line, GtkWidget *row, gboolean below);
void nh_row_drag_hide_line (GtkWidget **line);

G_END_DECLS
