/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The themes of a plan as matrices: which unit is how far with which, and which subject has one in each cluster.
 */
#pragma once

#include "document/nh-matrix.h"
#include "model/nh-workbook.h"

G_BEGIN_DECLS

/* Rows are units, columns themes, both by key; an item's key is the theme's. Themes of a single cluster are left
 * to the coverage. */
NhMatrix *nh_theme_board_adoption (NhWorkbook *workbook, gint64 plan, GError **error);
/* Rows are subjects, columns clusters by key; items are themes, or 0 where one is missing. */
NhMatrix *nh_theme_board_coverage (NhWorkbook *workbook, gint64 plan, GError **error);
/* The state noted for a unit; NULL: none. Interned. */
const char *nh_theme_board_get_state (NhWorkbook *workbook, gint64 theme, gint64 unit);

/* The row of library themes, of which each cluster has one as well. */
#define NH_THEME_LIBRARY "Thư viện trường học"

G_END_DECLS
