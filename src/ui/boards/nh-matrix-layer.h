/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A pane of an NhMatrixView that cuts off what does not fit. It leaves the places of its children to the
 * view. Private to the view.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NH_TYPE_MATRIX_LAYER (nh_matrix_layer_get_type ())
G_DECLARE_FINAL_TYPE (NhMatrixLayer, nh_matrix_layer, NH, MATRIX_LAYER, GtkWidget)

GtkWidget *nh_matrix_layer_new (const char *css_class);

G_END_DECLS
