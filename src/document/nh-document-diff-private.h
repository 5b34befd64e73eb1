/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to document/: the differences of one pair of elements.
 */
#pragma once

#include "document/nh-document-diff.h"

G_BEGIN_DECLS

char *nh_diff_plain_text (NhRichText *text);
char *nh_diff_row_text (NhTable *table, guint row, guint from_column);
char *nh_diff_element_text (const NhElement *element);
void nh_diff_add (GPtrArray *differences, NhDifferenceKind kind, const NhElement *element, const char *place,
                  const char *what, GPtrArray *runs);
/* Both have one kind. */
void nh_diff_pair (GPtrArray *differences, const NhElement *before, const NhElement *after, const char *place);
void nh_diff_whole (GPtrArray *differences, NhDifferenceKind kind, const NhElement *element, const char *place);

G_END_DECLS
