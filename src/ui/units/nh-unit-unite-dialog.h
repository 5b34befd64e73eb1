/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

void nh_unit_unite_dialog_show (GtkWidget *parent, NhSession *session, const GArray *units);

G_END_DECLS
