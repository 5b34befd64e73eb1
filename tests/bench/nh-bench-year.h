/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A school year of a province with invented names: 12 plans, clusters, offices and schools, people in delegations, and
 * as many activities as wanted, with the units and people that take part and the papers that are due.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

/* Fills an empty workbook, the same for the same number. Returns: the school year 2023-2024. */
gint64 nh_bench_year_fill (NhWorkbook *workbook, guint n_activities);
/* (transfer full): such a workbook in a new file in the temporary folder, open; remove the file in the end. */
NhWorkbook *nh_bench_year_new (guint n_activities, gint64 *school_year);

G_END_DECLS
