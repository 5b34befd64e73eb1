/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan's text written in a short way: a block a line, "h1 Mục đích", "p Đoạn", "b2 Ý", "table
 * inspections", "break". Texts are markup.
 */
#pragma once

#include "document/nh-plan-text.h"
#include "model-fixture.h"

G_BEGIN_DECLS

NhPlanText *plan_text_new (Fixture *f, const char *blocks);
char *plan_text_describe (NhPlanText *text);
void plan_text_assert (NhPlanText *text, const char *blocks);

G_END_DECLS
