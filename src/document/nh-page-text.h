/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text set in lines of a width: shaped once, then placed line by line wherever the pages want it.
 * Knows which byte of the text stands where, and which footnotes are called on which line.
 */
#pragma once

#include <pango/pangocairo.h>

#include "core/nh-rich-text.h"
#include "document/nh-page-style.h"

G_BEGIN_DECLS

typedef struct _NhPageText NhPageText;

typedef struct
{
  PangoLayoutLine *line; /* borrowed */
  double x;              /* where it begins */
  double width;
  guint n_notes; /* footnotes called on lines before this one */
} NhPageLine;

struct _NhPageText
{
  PangoLayout *layout;
  PangoLayout *loose; /* private; the same, not justified */
  NhPageLine *lines;
  guint n_lines;
  guint n_notes;
  double pitch; /* from line to line */
  double widest; /* the longest line */
  GArray *pieces; /* private */
};

/* What stands before the text and is not part of it. */
typedef enum
{
  NH_PAGE_LABEL_INLINE, /* "1.1.", then a blank */
  NH_PAGE_LABEL_RAISED, /* the figure of a footnote */
} NhPageLabel;

NhPageText *nh_page_text_new (PangoContext *context, const NhPageStyle *style, NhPageLabel place,
                              const char *label, NhRichText *text, double width, guint first_note);
NhPageText *nh_page_text_new_plain (PangoContext *context, const NhPageStyle *style, const char *text,
                                    double width);
void nh_page_text_free (NhPageText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhPageText, nh_page_text_free)

double nh_page_text_get_height (const NhPageText *self);
guint nh_page_text_line_notes (const NhPageText *self, guint line);
void nh_page_text_draw (const NhPageText *self, cairo_t *cr, double x, double y, guint from, guint to);
guint nh_page_text_locate (const NhPageText *self, guint offset, double *x);
guint nh_page_text_pick (const NhPageText *self, guint line, double x);

G_END_DECLS
