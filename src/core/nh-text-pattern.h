/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the user looks for in cells, and how it is replaced.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NH_TEXT_PATTERN_FOLDED = 0,      /* tones, marks and case do not count */
  NH_TEXT_PATTERN_EXACT = 1 << 0,  /* they do */
  NH_TEXT_PATTERN_WHOLE = 1 << 1,  /* the whole text, not a part of it */
  NH_TEXT_PATTERN_WORDS = 1 << 2,  /* whole words only; nh_text_pattern_find_all() alone knows it */
} NhTextPatternFlags;

/* Bytes of the text that was searched. */
typedef struct
{
  gsize start;
  gsize end;
} NhTextMatch;

typedef struct _NhTextPattern NhTextPattern;

NhTextPattern *nh_text_pattern_new (const char *text, NhTextPatternFlags flags);
NhTextPattern *nh_text_pattern_copy (const NhTextPattern *pattern);
void nh_text_pattern_free (NhTextPattern *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhTextPattern, nh_text_pattern_free)

gboolean nh_text_pattern_is_empty (const NhTextPattern *pattern);
gboolean nh_text_pattern_matches (const NhTextPattern *pattern, const char *text);
GArray *nh_text_pattern_find_all (const NhTextPattern *pattern, const char *text);
char *nh_text_pattern_replace (const NhTextPattern *pattern, const char *text, const char *replacement);

G_END_DECLS
