/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two days of a team side by side: who joined and left, who gave way to whom, what changed.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_TEAM_COMPARE (nh_team_compare_get_type ())
G_DECLARE_FINAL_TYPE (NhTeamCompare, nh_team_compare, NH, TEAM_COMPARE, GtkWidget)

GtkWidget *nh_team_compare_new (NhSession *session);
void nh_team_compare_show_team (NhTeamCompare *self, gint64 team);
void nh_team_compare_set_days (NhTeamCompare *self, guint32 first, guint32 second);

G_END_DECLS
