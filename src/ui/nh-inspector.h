/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pane at the right: the form of the record under the cursor.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_INSPECTOR (nh_inspector_get_type ())
G_DECLARE_FINAL_TYPE (NhInspector, nh_inspector, NH, INSPECTOR, GtkWidget)

GtkWidget *nh_inspector_new (NhSession *session);
gboolean nh_inspector_commit (NhInspector *self);

G_END_DECLS
