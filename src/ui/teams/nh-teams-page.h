/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Clusters and teams: the tree at the left; at the right the members and units of the chosen one on
 * any day, what changed between two days, and the board.
 */
#pragma once

#include "ui/teams/nh-team-board.h"
#include "ui/teams/nh-team-compare.h"
#include "ui/teams/nh-team-tree.h"

G_BEGIN_DECLS

#define NH_TYPE_TEAMS_PAGE (nh_teams_page_get_type ())
G_DECLARE_FINAL_TYPE (NhTeamsPage, nh_teams_page, NH, TEAMS_PAGE, GtkWidget)

GtkWidget *nh_teams_page_new (NhSession *session);
gint64 nh_teams_page_get_team (NhTeamsPage *self);
NhTeamTree *nh_teams_page_get_tree (NhTeamsPage *self);
NhTeamBoard *nh_teams_page_get_board (NhTeamsPage *self);
void nh_teams_page_show_tab (NhTeamsPage *self, const char *tab);
void nh_teams_page_set_day (NhTeamsPage *self, guint32 day);
/* "replace-member", "end-membership", "renew-team", "team-roles", "compare-rosters", "arrange-board". */
void nh_teams_page_run (NhTeamsPage *self, const char *command);
gboolean nh_teams_page_commit (NhTeamsPage *self);

G_END_DECLS
