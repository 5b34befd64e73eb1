/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-menu-button.h"

/**
 * nh_menu_button_set_accessible_label:
 * @button: a button that has its text or icon already
 * @label: what is said when it gets the focus
 *
 * The focus goes to the toggle inside a menu button, so a label on the menu button alone is never
 * heard; and the text on the toggle, which names it by default, would come before the label.
 */
void
nh_menu_button_set_accessible_label (GtkMenuButton *button,
                                     const char *label)
{
  GtkWidget *toggle = gtk_widget_get_first_child (GTK_WIDGET (button));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_return_if_fail (GTK_IS_TOGGLE_BUTTON (toggle));
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
