/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Screens that hold more than one table.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

GtkWidget *nh_pages_new_people (NhSession *session);
gboolean nh_pages_has_participants (const char *spec);
GtkWidget *nh_pages_new_activities (NhSession *session, const char *spec);
GtkWidget *nh_pages_new_deadlines (NhSession *session);
GtkWidget *nh_pages_new_training (NhSession *session);

G_END_DECLS
