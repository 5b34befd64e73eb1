/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A participant of an activity can't come: the reason, and who comes instead.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

void nh_absence_dialog_show (GtkWidget *parent, NhSession *session, gint64 participant);

G_END_DECLS
