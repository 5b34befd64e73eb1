/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "On day: today ▾": of which day a screen tells, typed as people write days or taken from those
 * that offices ask for.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_UNIT_DAY_BUTTON (nh_unit_day_button_get_type ())
G_DECLARE_FINAL_TYPE (NhUnitDayButton, nh_unit_day_button, NH, UNIT_DAY_BUTTON, GtkWidget)

/* Signal "day-chosen" (guint day): a Julian day; 0: today. */

GtkWidget *nh_unit_day_button_new (NhSession *session);
void nh_unit_day_button_set_day (NhUnitDayButton *self, guint32 day);

G_END_DECLS
