/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What inspections look at and find: the items of a checklist become lines to fill in at an inspection, and
 * lines are closed when what they ask for is done.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

/* Each item for each unit of the inspection; lines that are there already stay. One step of undo. */
gboolean nh_inspection_take_checklist (NhWorkbook *workbook, gint64 activity, gint64 checklist, guint *n_made,
                                       GError **error);
gboolean nh_findings_close (NhWorkbook *workbook, const gint64 *findings, guint n, guint32 day, GError **error);
/* Open ones, and those of them whose day is past. */
gboolean nh_findings_count (NhWorkbook *workbook, guint32 today, guint *n_open, guint *n_overdue, GError **error);
/* How many rounds of a school year a member of a delegation goes to; 0: of all years. */
char *nh_delegation_describe_loads (NhWorkbook *workbook, gint64 team, gint64 school_year, GError **error);

G_END_DECLS
