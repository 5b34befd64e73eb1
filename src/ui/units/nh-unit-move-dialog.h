/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

void nh_unit_move_dialog_show (GtkWidget *parent, NhSession *session, const GArray *units, gint64 target);

G_END_DECLS
