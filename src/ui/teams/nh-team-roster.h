/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Members and units of a team on a day that is not today: looked at and copied, not edited.
 */
#pragma once

#include "model/nh-roster.h"
#include "ui/nh-text-grid-model.h"

G_BEGIN_DECLS

NhTextGridModel *nh_team_roster_new_members (void);
NhTextGridModel *nh_team_roster_new_units (void);
void nh_team_roster_show_members (NhTextGridModel *model, NhRoster *roster);
void nh_team_roster_show_units (NhTextGridModel *model, NhRoster *roster);
GtkWidget *nh_team_roster_new_grid (NhTextGridModel *model, const char *label);

G_END_DECLS
