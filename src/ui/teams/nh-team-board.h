/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The board of one council: its units in clusters, or its people in groups.
 */
#pragma once

#include "ui/nh-session.h"
#include "ui/widgets/nh-board.h"

G_BEGIN_DECLS

#define NH_TYPE_TEAM_BOARD (nh_team_board_get_type ())
G_DECLARE_FINAL_TYPE (NhTeamBoard, nh_team_board, NH, TEAM_BOARD, GtkWidget)

GtkWidget *nh_team_board_new (NhSession *session);
void nh_team_board_show_team (NhTeamBoard *self, gint64 team, guint32 day);
NhBoard *nh_team_board_get_board (NhTeamBoard *self);

G_END_DECLS
