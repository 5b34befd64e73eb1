/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bar for finding and replacing, below the tools of a table.
 */
#pragma once

#include "ui/table/nh-cell-search.h"

G_BEGIN_DECLS

#define NH_TYPE_FIND_BAR (nh_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (NhFindBar, nh_find_bar, NH, FIND_BAR, GtkWidget)

GtkWidget *nh_find_bar_new (NhSession *session, NhRecordGridModel *model, NhGrid *grid);
void nh_find_bar_open (NhFindBar *self, gboolean replace);
void nh_find_bar_step (NhFindBar *self, int step);

G_END_DECLS
