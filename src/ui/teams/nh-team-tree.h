/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Councils and teams with their clusters, groups and delegations as a tree: how many are in each,
 * who leads it, what looks wrong; made, named, ordered and put under others by keys or drag.
 */
#pragma once

#include "model/nh-roster.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_TEAM_TREE (nh_team_tree_get_type ())
G_DECLARE_FINAL_TYPE (NhTeamTree, nh_team_tree, NH, TEAM_TREE, GtkWidget)

/* Signal "team-selected" (gint64 team): another row; 0: the row of all teams. */

GtkWidget *nh_team_tree_new (NhSession *session);
gint64 nh_team_tree_get_team (NhTeamTree *self);
void nh_team_tree_select (NhTeamTree *self, gint64 team);
void nh_team_tree_set_day (NhTeamTree *self, guint32 day);
void nh_team_tree_refresh (NhTeamTree *self);
void nh_team_tree_refresh_now (NhTeamTree *self);

G_END_DECLS
