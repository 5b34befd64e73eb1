/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Menu buttons that a screen reader names by more than the word that stands on them.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void nh_menu_button_set_accessible_label (GtkMenuButton *button, const char *label);

G_END_DECLS
