/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/nh-timeline-page-private.h"

GtkWidget *
nh_timeline_page_make_export_button (NhTimelinePage *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("nh-export-symbolic");

  gtk_widget_set_visible (button, FALSE);
  return button;
}
