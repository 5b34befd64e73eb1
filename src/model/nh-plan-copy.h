/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan as the beginning of another one: its rows under new keys, and what refers to them.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

typedef enum
{
  NH_PLAN_COPY_PAPER = 0,          /* header, bases, text, recipients, appendices */
  NH_PLAN_COPY_ACTIVITIES = 1 << 0, /* with their units and people */
  NH_PLAN_COPY_DEADLINES = 1 << 1,
  NH_PLAN_COPY_PROGRAMMES = 1 << 2, /* with their modules */
} NhPlanCopyFlags;

gint64 nh_plan_copy (NhWorkbook *workbook, gint64 plan, NhPlanCopyFlags flags, GHashTable **keys, GError **error);

G_END_DECLS
