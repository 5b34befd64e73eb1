/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recipients of a plan as lines of a text.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

GStrv nh_plan_recipients_get (NhWorkbook *workbook, gint64 plan, GError **error);
gboolean nh_plan_recipients_set (NhWorkbook *workbook, gint64 plan, const char *const *lines, GError **error);

G_END_DECLS
