/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Days on which nobody plans anything: the public holidays (Labour Code 2019, article 112) and the
 * two weeks around the lunar new year that schools have off. Days are GDate Julian days.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint32 nh_lunar_day (int year, int month, int day);
gboolean nh_day_is_holiday (guint32 julian);
gboolean nh_day_is_free (guint32 julian);
guint32 nh_day_in_other_year (guint32 julian, int years, gboolean keep_date);

G_END_DECLS
