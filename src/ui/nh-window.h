/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window of one workbook.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_WINDOW (nh_window_get_type ())
G_DECLARE_FINAL_TYPE (NhWindow, nh_window, NH, WINDOW, GtkApplicationWindow)

GtkWidget *nh_window_new (GtkApplication *application, NhWorkbook *workbook);
NhSession *nh_window_get_session (NhWindow *self);
const char *nh_window_get_path (NhWindow *self);
void nh_window_show_screen (NhWindow *self, const char *id);
gboolean nh_window_commit (NhWindow *self);
void nh_window_update_name (NhWindow *self);

G_END_DECLS
