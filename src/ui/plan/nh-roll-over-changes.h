/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What becomes of texts and times in another school year, one row each: the words around the change,
 * what stood there and what will.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *nh_roll_over_changes_new (void);
void nh_roll_over_changes_fill (GtkWidget *changes, GPtrArray *list); /* (element-type NhRollChange) */
char *nh_roll_over_changes_describe (const char *before, const char *after);

G_END_DECLS
