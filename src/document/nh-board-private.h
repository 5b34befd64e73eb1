/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the boards share. Private to document/.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

char *nh_board_level_words (const char *level);
GPtrArray *nh_board_activities (NhWorkbook *workbook, gint64 plan, const char *kind, GError **error);
void nh_board_sort_by_level (GPtrArray *records);
char *nh_board_hosts (NhWorkbook *workbook, NhRecord *record);

G_END_DECLS
