/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What differs between two documents, as people tell it: which place, what there, and the words.
 */
#pragma once

#include "core/nh-text-diff.h"
#include "document/nh-document.h"

G_BEGIN_DECLS

typedef enum
{
  NH_DIFFERENCE_CHANGED,
  NH_DIFFERENCE_ADDED,
  NH_DIFFERENCE_REMOVED,
  NH_DIFFERENCE_MOVED,      /* the same words stand elsewhere */
  NH_DIFFERENCE_RENUMBERED, /* only the number of a heading or an appendix is another one */
  NH_DIFFERENCE_STYLE,      /* only bold, italic, the level, the orientation of the page */
} NhDifferenceKind;

typedef struct
{
  NhDifferenceKind kind;
  gint64 key;      /* of the element: of a block, appendix or basis; 0: of the plan itself */
  char *place;     /* words of the document: "II. Nội dung", "Phụ lục I"; "" at the beginning */
  char *what;      /* "Paragraph", "Number and symbol", "Row 3 of the table" in the user's language */
  GPtrArray *runs; /* of NhDiffRun: the words */
} NhDifference;

GPtrArray *nh_document_diff (NhDocument *before, NhDocument *after);
char *nh_difference_to_text (const NhDifference *difference);
const char *nh_difference_kind_label (NhDifferenceKind kind);

G_END_DECLS
