/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

void nh_unit_change_dialog_show (GtkWidget *parent, NhSession *session, gint64 unit);

G_END_DECLS
