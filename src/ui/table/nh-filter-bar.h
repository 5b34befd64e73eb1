/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line under a table's tools that says what is filtered and grouped, each with a way to take
 * it back. It is not there while there is nothing to say.
 */
#pragma once

#include "ui/table/nh-record-grid-model.h"

G_BEGIN_DECLS

#define NH_TYPE_FILTER_BAR (nh_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (NhFilterBar, nh_filter_bar, NH, FILTER_BAR, GtkWidget)

/* Signal "changed" (): a filter or the grouping was taken back here. */

GtkWidget *nh_filter_bar_new (NhRecordGridModel *model);
void nh_filter_bar_update (NhFilterBar *self);
char *nh_filter_bar_describe (const NhField *field, const NhListFilter *filter);

G_END_DECLS
