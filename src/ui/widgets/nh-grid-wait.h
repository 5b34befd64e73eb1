/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The small window that says how far a long edit is, and stops it.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _NhGridWait NhGridWait;

NhGridWait *nh_grid_wait_new (GtkWidget *owner);
void nh_grid_wait_set_title (NhGridWait *self, const char *title);
void nh_grid_wait_free (NhGridWait *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhGridWait, nh_grid_wait_free)
gboolean nh_grid_wait_progress (guint done, guint total, gpointer data);

G_END_DECLS
