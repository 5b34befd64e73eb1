/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A footnote's mark or a reference within the text of the editor, as a paintable in its buffer. It
 * stands on the baseline of its line.
 */
#pragma once

#include <gtk/gtk.h>
#include "core/nh-rich-text.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_INLINE (nh_plan_inline_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanInline, nh_plan_inline, NH, PLAN_INLINE, GObject)

NhPlanInline *nh_plan_inline_new (const NhInline *object);
NhInlineKind nh_plan_inline_get_kind (NhPlanInline *self);
gint64 nh_plan_inline_get_target (NhPlanInline *self);
NhRichText *nh_plan_inline_get_note (NhPlanInline *self);
const char *nh_plan_inline_get_label (NhPlanInline *self);
gboolean nh_plan_inline_is_lost (NhPlanInline *self);
gboolean nh_plan_inline_matches (NhPlanInline *self, const NhInline *object);
/* Returns whether anything changed: the line must be laid out again then. */
gboolean nh_plan_inline_set_label (NhPlanInline *self, const char *label);
gboolean nh_plan_inline_set_look (NhPlanInline *self, GtkWidget *view, NhStyle style);

G_END_DECLS
