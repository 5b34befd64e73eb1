/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables of a plan's text: inserting them, and changing what they show.
 */
#pragma once

#include "ui/plan/nh-plan-editor.h"

G_BEGIN_DECLS

/* Adds the commands "insert-table", "insert-fixed-table" and "change-table" to the editor's, and opens
 * the window of a fixed table when the editor asks for it. */
void nh_plan_tables_attach (NhPlanEditor *editor, NhSession *session);

G_END_DECLS
