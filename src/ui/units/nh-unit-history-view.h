/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What happened to a unit, as a list from the first day on.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_UNIT_HISTORY_VIEW (nh_unit_history_view_get_type ())
G_DECLARE_FINAL_TYPE (NhUnitHistoryView, nh_unit_history_view, NH, UNIT_HISTORY_VIEW, GtkWidget)

GtkWidget *nh_unit_history_view_new (NhSession *session);
void nh_unit_history_view_set_unit (NhUnitHistoryView *self, gint64 unit);

G_END_DECLS
