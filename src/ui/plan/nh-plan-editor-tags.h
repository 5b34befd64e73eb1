/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a text with styles stands in a GtkTextBuffer: tags for kinds of paragraphs and for styles,
 * paintables for footnotes and references, U+2028 for line breaks within a paragraph.
 */
#pragma once

#include <gtk/gtk.h>
#include "document/nh-plan-text.h"
#include "ui/plan/nh-plan-editor-inline.h"

G_BEGIN_DECLS

#define NH_PLAN_LINE_BREAK 0x2028
#define NH_PLAN_LINE_BREAK_UTF8 "\xe2\x80\xa8"

/* Lengths in pixels. */
#define NH_PLAN_INDENT 38  /* first lines, as the 1 cm of Decree 30 */
#define NH_PLAN_INDENT_2 60

GtkTextTagTable *nh_plan_tags_new (void);

/* Text of one line with its styles. The end may not lie in another line. */
NhRichText *nh_plan_tags_read (const GtkTextIter *start, const GtkTextIter *end);
/* The iterator ends behind what was inserted. */
void nh_plan_tags_insert (GtkTextBuffer *buffer, GtkTextIter *iter, NhRichText *text, guint start, guint end);
char *nh_plan_tags_clean (const char *text, gssize length);
gboolean nh_plan_tags_is_clean (const char *text, gssize length);

NhStyle nh_plan_tags_get_style (const GtkTextIter *iter);
void nh_plan_tags_set_style (GtkTextBuffer *buffer, const GtkTextIter *start, const GtkTextIter *end, NhStyle style);
void nh_plan_tags_set_kind (GtkTextBuffer *buffer, const GtkTextIter *start, const GtkTextIter *end,
                            const NhBlock *block);
gboolean nh_block_is_text (const NhBlock *block);
NhStyle nh_block_get_style (const NhBlock *block);
/* Whether a heading is a title and no numbered paragraph: Enter behind it begins a text. */
gboolean nh_block_is_title (const NhBlock *block);
/* Pixels from the edge of the column to the first letter. */
int nh_block_get_indent (const NhBlock *block);

G_END_DECLS
