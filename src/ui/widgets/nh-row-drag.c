/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/nh-row-drag.h"

/** nh_row_drag_show: the pointer carries the picture of @row along, held at the place @x, @y. */
void
nh_row_drag_show (GtkDragSource *source, GtkWidget *row, double x, double y)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
}

/** nh_row_drag_show_line: shows the line over or below @row and nowhere else. */
void
nh_row_drag_show_line (GtkWidget **line, GtkWidget *row, gboolean below)
{
  nh_row_drag_hide_line (line);
  g_set_weak_pointer (line, row);
  gtk_widget_add_css_class (row, below ? "nh-drop-below" : "nh-drop-above");
}

/** nh_row_drag_hide_line: takes the line away. */
void
nh_row_drag_hide_line (GtkWidget **line)
{
  if (*line)
    {
      gtk_widget_remove_css_class (*line, "nh-drop-above");
      gtk_widget_remove_css_class (*line, "nh-drop-below");
    }
  g_clear_weak_pointer (line);
}
