/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How wide words are in Times New Roman and on how many lines a text fits. Spreadsheet programs
 * wrap at blanks, so it is enough to measure every word once and to fill lines by adding.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NhTextRuler NhTextRuler;

/* The words of a text, measured. */
typedef struct
{
  GArray *widths; /* of float, in em; negative between paragraphs */
  float space;    /* em */
  float longest;  /* the widest word, em */
  float natural;  /* the widest paragraph on one line, em */
} NhInk;

NhTextRuler *nh_text_ruler_new (void);
NhTextRuler *nh_text_ruler_get_shared (void);
void nh_text_ruler_free (NhTextRuler *ruler);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhTextRuler, nh_text_ruler_free)

NhInk *nh_text_ruler_measure (NhTextRuler *ruler, const char *text, gboolean bold, gboolean italic);
void nh_ink_free (NhInk *ink);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhInk, nh_ink_free)
guint nh_ink_count_lines (const NhInk *ink, double size, double width);
GPtrArray *nh_text_ruler_split (NhTextRuler *ruler, const char *text, gboolean bold,
                                gboolean italic, double size, double width, guint max_lines);

double nh_line_height (double size);

G_END_DECLS
