/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chooses which rows a column leaves in sight: by its values with their counts, by a range of
 * numbers, or by what a long text contains.
 */
#pragma once

#include "ui/table/nh-record-grid-model.h"

G_BEGIN_DECLS

#define NH_TYPE_FILTER_POPOVER (nh_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (NhFilterPopover, nh_filter_popover, NH, FILTER_POPOVER, GtkPopover)

GtkWidget *nh_filter_popover_new (NhRecordGridModel *model, guint column);

G_END_DECLS
