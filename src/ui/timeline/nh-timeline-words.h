/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a timeline says of its bars: to screen readers, in tooltips, in lists.
 */
#pragma once

#include "document/nh-timeline.h"

G_BEGIN_DECLS

/* "Kiểm tra: Hiệp Hòa, tháng 3/2024, cảnh báo: …" */
char *nh_timeline_words_label (NhAgenda *agenda, NhConflicts *conflicts, NhBarKind kind, gint64 id);
/* "Kiểm tra: Hiệp Hòa" */
char *nh_timeline_words_name (NhAgenda *agenda, NhBarKind kind, gint64 id);
/* All of it, a fact a line, as markup. */
char *nh_timeline_words_tooltip (NhAgenda *agenda, NhConflicts *conflicts, NhBarKind kind, gint64 id);
/* "cần cả hai", one sentence a line; "" for none. */
char *nh_timeline_words_conflicts (NhConflicts *conflicts, gint64 activity, guint most);
const char *nh_timeline_words_choice (const char *field, const char *key);

G_END_DECLS
