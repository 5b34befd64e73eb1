/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of lists that a screen reader names by what they show.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void nh_list_item_name_row (GtkListItem *item, const char *label);

G_END_DECLS
