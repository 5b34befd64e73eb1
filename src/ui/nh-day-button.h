/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A button that says which day is looked at, and lets another one be chosen.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NH_TYPE_DAY_BUTTON (nh_day_button_get_type ())
G_DECLARE_FINAL_TYPE (NhDayButton, nh_day_button, NH, DAY_BUTTON, GtkWidget)

/* Signal "day-chosen" (guint day): a Julian day; 0: today. */

GtkWidget *nh_day_button_new (void);
void nh_day_button_set_day (NhDayButton *self, guint32 day);

G_END_DECLS
