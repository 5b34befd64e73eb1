/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two records side by side before they become one: which stays, what each is used for, and of each
 * field that differs whose text stays.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_MERGE_VIEW (nh_merge_view_get_type ())
G_DECLARE_FINAL_TYPE (NhMergeView, nh_merge_view, NH, MERGE_VIEW, GtkWidget)

GtkWidget *nh_merge_view_new (NhSession *session);
gboolean nh_merge_view_set_pair (NhMergeView *self, const NhEntity *entity, gint64 first, gint64 second);
void nh_merge_view_keep (NhMergeView *self, guint side); /* 0: the left one, 1: the right one */
gint64 nh_merge_view_get_gone (NhMergeView *self);
gboolean nh_merge_view_merge (NhMergeView *self);
void nh_merge_view_focus (NhMergeView *self);
/* The name as markup, with the letters that the other one has not underlined. */
char *nh_merge_mark_difference (const char *text, const char *other);

G_END_DECLS
