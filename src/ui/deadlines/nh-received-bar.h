/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tools that mark papers as received: on which day, "Received", "Take back". The table and the board of
 * papers owed have it at their right end.
 */
#pragma once

#include <gtk/gtk.h>
#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_RECEIVED_BAR (nh_received_bar_get_type ())
G_DECLARE_FINAL_TYPE (NhReceivedBar, nh_received_bar, NH, RECEIVED_BAR, GtkWidget)

/* Signal "marked" (): papers were marked, or taken back. */

/* Selected keys of the view "owed": those that came (@received), or those that did not. (transfer full) (element-type gint64) */
typedef GArray *(*NhReceivedSelection) (gpointer data, gboolean received);

GtkWidget *nh_received_bar_new (NhSession *session, NhReceivedSelection selection, gpointer data);
/* The same by key or click; they tell what was done, and what could not be. */
void nh_received_bar_receive (NhReceivedBar *self, const gint64 *owed, guint n);
void nh_received_bar_take_back (NhReceivedBar *self, const gint64 *owed, guint n);
void nh_received_bar_set_n (NhReceivedBar *self, guint n_open, guint n_received); /* what is selected */

G_END_DECLS
