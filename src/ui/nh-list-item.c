/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-list-item.h"

/**
 * nh_list_item_name_row:
 * @item: a row that is being bound and has its child
 * @label: what is said when it gets the focus
 *
 * The focus goes to the widget that GTK puts around the child of a row. GTK 4.8 gives it no name, and
 * only since 4.12 has a call for one, so without this a screen reader hears of the row nothing at all.
 */
void
nh_list_item_name_row (GtkListItem *item,
                       const char *label)
{
  GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (item));

  g_return_if_fail (row != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
