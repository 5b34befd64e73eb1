/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How far units are with the themes that they take up.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 theme; /* an activity */
  gint64 unit;
} NhThemePlace;

/* The state that a click leads to: none, planned, trying, adopted, none. */
const char *nh_theme_next_state (const char *state);
gboolean nh_theme_state_counts (const char *state); /* towards "100% trường thực hiện" */
/* One step for all places. @state: key, NULL: what was noted is deleted. @day: Julian, 0: none. */
gboolean nh_theme_adoption_set (NhWorkbook *workbook, const NhThemePlace *places, guint n_places, const char *state,
                                guint32 day, GError **error);

G_END_DECLS
