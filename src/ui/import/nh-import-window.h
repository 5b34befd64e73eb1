/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The wizard that takes tables in: from a file or the clipboard, over columns and a preview of every
 * row, to one step of undo.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_IMPORT_WINDOW (nh_import_window_get_type ())
G_DECLARE_FINAL_TYPE (NhImportWindow, nh_import_window, NH, IMPORT_WINDOW, GtkWindow)

NhImportWindow *nh_import_window_new (GtkWidget *parent, NhSession *session, const char *entity);
void nh_import_window_set_team (NhImportWindow *self, gint64 team);
void nh_import_window_open_file (NhImportWindow *self, GFile *file);
void nh_import_window_choose_file (NhImportWindow *self);
void nh_import_window_paste (NhImportWindow *self);

G_END_DECLS
