/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What long work shows: a bar, how far it is, a button to cancel; at the end what came of it.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NH_TYPE_PROGRESS (nh_progress_get_type ())
G_DECLARE_FINAL_TYPE (NhProgress, nh_progress, NH, PROGRESS, GtkWidget)

GtkWidget *nh_progress_new (void);
GCancellable *nh_progress_start (NhProgress *self, const char *text);
void nh_progress_set (NhProgress *self, double fraction, const char *text);
void nh_progress_done (NhProgress *self, const char *text, GFile *file);
void nh_progress_failed (NhProgress *self, const char *text);
gboolean nh_progress_is_running (NhProgress *self);
void nh_progress_cancel (NhProgress *self);

G_END_DECLS
