/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drop-downs of texts that do not force the window to be as wide as their longest choice.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void nh_drop_down_let_shrink (GtkDropDown *drop_down);

G_END_DECLS
