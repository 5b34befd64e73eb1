/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts between plans and other programs: copied as blocks, as a page and as plain text, read in that
 * order.
 */
#pragma once

#include "ui/plan/nh-plan-editor.h"

G_BEGIN_DECLS

/* What is selected, in all forms; NULL: nothing. */
GdkContentProvider *nh_plan_clipboard_new_content (NhPlanEditor *editor, NhSession *session);
/* @plain: texts alone, as they were typed. */
void nh_plan_clipboard_paste (NhPlanEditor *editor, NhSession *session, gboolean plain);

G_END_DECLS
