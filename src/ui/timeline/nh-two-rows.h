/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two groups of tools: beside each other where there is room, else in two rows.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NH_TYPE_TWO_ROWS (nh_two_rows_get_type ())
G_DECLARE_FINAL_TYPE (NhTwoRows, nh_two_rows, NH, TWO_ROWS, GtkWidget)

GtkWidget *nh_two_rows_new (GtkWidget *first, GtkWidget *second);

G_END_DECLS
