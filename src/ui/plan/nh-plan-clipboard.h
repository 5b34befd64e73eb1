/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts between plans and other programs: copied as blocks, as a page and as plain text, read in that
 * order.
 */
#pragma once

#include "ui/plan/nh-plan-editor.h"

G_BEGIN_DECLS

/* What is selected, for the clipboard or a drag; NULL: nothing. */
GdkContentProvider *nh_plan_clipboard_new_content (NhPlanEditor *editor, NhSession *session);
/* @plain: texts alone, as they were typed. */
void nh_plan_clipboard_paste (NhPlanEditor *editor, NhSession *session, gboolean plain);

/* What a drop brings, in the same order. */
void nh_plan_clipboard_drop (NhPlanEditor *editor, NhSession *session, GdkDrop *drop);
GdkContentFormats *nh_plan_clipboard_get_formats (void);

G_END_DECLS
