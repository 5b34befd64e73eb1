/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A document on pages: one engine for the preview, the printer, PDF and pictures. Lengths are points
 * (1/72 inch) from the top left corner of the page. After a change only the pages that it reaches
 * are laid out again.
 */
#pragma once

#include <cairo.h>
#include "document/nh-document.h"

G_BEGIN_DECLS

typedef struct _NhPageLayout NhPageLayout;

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} NhPageRect;

/* Which pages an update changed: @n_removed pages from @first gave way to @n_added. */
typedef struct
{
  guint first;
  guint n_removed;
  guint n_added;
} NhPageChange;

NhPageLayout *nh_page_layout_new (NhDocument *document);
void nh_page_layout_free (NhPageLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhPageLayout, nh_page_layout_free)

/* To be called after each nh_document_splice() with the same numbers. */
NhPageChange nh_page_layout_update (NhPageLayout *self, guint position, guint n_removed, guint n_added);

NhDocument *nh_page_layout_get_document (NhPageLayout *self);
guint nh_page_layout_get_n_pages (NhPageLayout *self);
void nh_page_layout_get_page_size (NhPageLayout *self, guint page, double *width, double *height);
/* The number that the page carries within its section, from 1; *section counts sections from 0. */
guint nh_page_layout_get_page_number (NhPageLayout *self, guint page, guint *section);
void nh_page_layout_draw_page (NhPageLayout *self, guint page, cairo_t *cr);

/* Where byte @offset of the text of an element stands (of a table: its first row); FALSE: nowhere. */
gboolean nh_page_layout_locate (NhPageLayout *self, guint element, guint offset, guint *page, NhPageRect *rect);
/* What stands at a place, or nearest to it. FALSE: an empty page. */
gboolean nh_page_layout_pick (NhPageLayout *self, guint page, double x, double y, guint *element, guint *offset);

/* The serif family that prints here: Times New Roman, or what has its widths. NULL and a sentence in
 * @error when no installed font has the Vietnamese letters. */
const char *nh_page_font_family (GError **error);

G_END_DECLS
