/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside of the page layout, for its files: boxes (elements that are set), places where pages begin,
 * pages.
 */
#pragma once

#include "document/nh-page-form.h"
#include "document/nh-page-layout.h"
#include "document/nh-page-style.h"
#include "document/nh-page-text.h"
#include "document/nh-table-layout.h"

G_BEGIN_DECLS

#define NH_PAGE_EPSILON 0.01

/* An element with what it looks like; set when a page needs it and kept while nothing changes. */
typedef struct
{
  guint refs;
  guint index; /* of the element */
  NhElement *element;
  const NhPageStyle *style;
  guint n_notes;
  guint first_note; /* footnotes before it */
  double width;     /* it is set for; 0: not yet */
  NhPageText *text;
  NhPageForm *form;
  NhTableLayout *table;
  NhTableLayout *old_table; /* nullable: the table that it replaces */
  GPtrArray *notes; /* of NhPageText; NULL when it has none */
} NhPageBox;

NhPageBox *nh_page_box_new (NhElement *element);
NhPageBox *nh_page_box_ref (NhPageBox *self);
void nh_page_box_unref (NhPageBox *self);
void nh_page_box_forget (NhPageBox *self);
void nh_page_box_set (NhPageBox *self, PangoContext *context, double width);
NhRichText *nh_page_box_get_note (const NhPageBox *self, guint note, guint *offset);

/* Where a page begins: in the text, and in a footnote that did not end on the page before. Notes are
 * counted over the whole document. */
typedef struct
{
  guint element;
  guint line;
  NhTableBreak *row;
  guint note;
  guint note_line;
  guint note_end; /* equal to note: none is pending */
} NhPagePlace;

typedef struct
{
  NhPageBox *box;
  double y; /* from the upper margin */
  double height;
  guint from; /* lines of a text */
  guint to;
  NhTablePiece *piece;
} NhPageItem;

typedef struct
{
  NhPageBox *box;
  guint note; /* of the box */
  guint from;
  guint to;
} NhPageNote;

typedef struct
{
  NhPagePlace start;
  guint last_seen; /* no element after this one had a say in where the page ends */
  gboolean landscape;
  gboolean starts_section;
  guint section;
  guint number;
  GArray *items;       /* of NhPageItem */
  GArray *notes;       /* of NhPageNote */
  double notes_height; /* with the line over them */
} NhPage;

void nh_page_free (NhPage *self);
double nh_page_body_height (gboolean landscape);

struct _NhPageLayout
{
  NhDocument *document;
  PangoContext *context;
  GPtrArray *boxes; /* of NhPageBox */
  GPtrArray *pages; /* of NhPage; at least one */
};

NhPageBox *nh_page_layout_get_box (NhPageLayout *self, guint index, double width);
NhPageBox *nh_page_layout_find_note (NhPageLayout *self, guint note);
/* nh-page-fill.c */
NhPage *nh_page_fill (NhPageLayout *self, NhPagePlace *start, const NhPage *before, NhPagePlace *end);

G_END_DECLS
