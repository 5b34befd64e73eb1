/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Export of a plan's appendices to Excel.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

void nh_export_dialog_show (GtkWidget *parent, NhSession *session, gint64 plan);

G_END_DECLS
