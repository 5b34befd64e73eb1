/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The activities of a plan as it was issued, so that the timeline can show what became other since.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

gboolean nh_plan_baseline_store (NhWorkbook *workbook, gint64 plan, gint64 version, GError **error);

G_END_DECLS
