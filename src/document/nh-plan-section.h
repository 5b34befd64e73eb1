/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done with whole sections of a plan's text, headings with all beneath them; and places in
 * the text that a reader looks for.
 */
#pragma once

#include "document/nh-plan-text.h"

G_BEGIN_DECLS

gboolean nh_plan_section_can_shift (NhPlanText *text, guint block, int by);
gboolean nh_plan_section_shift (NhPlanText *text, guint block, int by);
gboolean nh_plan_section_find_target (NhPlanText *text, guint block, int direction, guint *to);
gboolean nh_plan_section_move (NhPlanText *text, guint block, guint to);
void nh_plan_section_delete (NhPlanText *text, guint block);

gboolean nh_plan_section_find_heading (NhPlanText *text, guint block, guint *heading);
gboolean nh_plan_section_next_blank (NhPlanText *text, guint *block, guint *start, guint *end);
guint nh_plan_section_count_words (NhPlanText *text);

G_END_DECLS
