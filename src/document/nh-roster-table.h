/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What changed in a team between two days, as a table and as an appendix.
 */
#pragma once

#include "document/nh-table.h"
#include "model/nh-roster.h"

G_BEGIN_DECLS

const char *nh_roster_change_word (const NhRosterChange *change); /* Vietnamese */
char *nh_roster_change_before (const NhRosterChange *change);
char *nh_roster_change_after (const NhRosterChange *change);
char *nh_roster_change_team (const NhRosterChange *change);
const char *nh_roster_change_decision (const NhRosterChange *change);

NhTable *nh_roster_changes_table (const NhRosterDifference *difference);
NhAppendixPage *nh_roster_changes_page (NhWorkbook *workbook,
                                        const NhRosterDifference *difference);

G_END_DECLS
