/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Merging two rows that the user chose in a table.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

void nh_merge_dialog_show (GtkWidget *parent, NhSession *session, const NhEntity *entity, gint64 first, gint64 second);

G_END_DECLS
