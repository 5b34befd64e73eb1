/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A person moves to another unit or post, or leaves: one dialog that also tells which teams have to
 * decide something.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

void nh_transfer_dialog_show (GtkWidget *parent, NhSession *session, gint64 person);

G_END_DECLS
