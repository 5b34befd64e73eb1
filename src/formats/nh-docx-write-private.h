/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parts of the writer of Word files. The order of elements is that of ECMA-376 part 1, annex A:
 * Word refuses files that have another one.
 */
#pragma once

#include <pango/pango.h>

#include "document/nh-document.h"
#include "document/nh-page-style.h"
#include "formats/nh-docx-private.h"
#include "document/nh-text-ruler.h"

G_BEGIN_DECLS

#define NH_DOCX_RELATION_HEADER "rId5"
#define NH_DOCX_RELATION_FIRST_HEADER "rId6"

typedef struct _NhDocxNumbering NhDocxNumbering;

typedef struct
{
  NhDocument *document;
  GCancellable *cancellable;
  GsfOutfile *zip;
  GsfXMLOut *xml;             /* the part that is being written */
  NhDocxNumbering *numbering;
  GPtrArray *notes;           /* of NhRichText, in the order of their marks */
  PangoContext *context;
  gboolean landscape;         /* the section that is being written */
} NhDocxWriter;

/* A number or bullet in front of a paragraph. */
typedef struct
{
  guint num;         /* 0: none */
  guint level;       /* from 0 */
  gboolean by_style; /* the style of the paragraph says so already */
} NhDocxNumber;

/* nh-docx-xml.c: WordprocessingML by few words. Names come without "w:". */
void nh_docx_start (NhDocxWriter *w, const char *name);
void nh_docx_end (NhDocxWriter *w);
void nh_docx_attribute (NhDocxWriter *w, const char *name, const char *value);
void nh_docx_attribute_int (NhDocxWriter *w, const char *name, int value);
void nh_docx_relation (NhDocxWriter *w, const char *id);
void nh_docx_value (NhDocxWriter *w, const char *name, const char *value);
void nh_docx_value_int (NhDocxWriter *w, const char *name, int value);
void nh_docx_flag (NhDocxWriter *w, const char *name);
void nh_docx_width (NhDocxWriter *w, const char *name, int width);
void nh_docx_fonts (NhDocxWriter *w);
void nh_docx_size (NhDocxWriter *w, double points);
int nh_docx_twips (double points);

/* nh-docx-text.c */
void nh_docx_letters (NhDocxWriter *w, NhStyle style, const char *character_style, double size);
void nh_docx_run (NhDocxWriter *w, const char *text, NhStyle style);
void nh_docx_sized_run (NhDocxWriter *w, const char *text, NhStyle style, double size);
void nh_docx_rich_text (NhDocxWriter *w, NhRichText *text);
void nh_docx_write_notes (NhDocxWriter *w);

/* nh-docx-numbering.c */
NhDocxNumbering *nh_docx_numbering_new (void);
void nh_docx_numbering_free (NhDocxNumbering *self);
NhDocxNumber nh_docx_numbering_heading (NhDocxNumbering *self, guint level, const char *label);
NhDocxNumber nh_docx_numbering_bullet (NhDocxNumbering *self, guint level, const char *label);
NhDocxNumber nh_docx_numbering_of_style (NhDocxRole role);
void nh_docx_write_numbering (NhDocxWriter *w);

/* nh-docx-styles.c */
void nh_docx_write_styles (NhDocxWriter *w);
NhPageStyleId nh_docx_page_style (NhDocxRole role);
const NhPageStyle *nh_docx_looks (NhDocxRole role);
void nh_docx_spacing (NhDocxWriter *w, double before, double after, double pitch);

/* nh-docx-table.c */
void nh_docx_write_table (NhDocxWriter *w, NhTable *table);

/* nh-docx-form.c: the parts of the form that the decree prescribes. */
void nh_docx_write_letterhead (NhDocxWriter *w, const NhLetterhead *letterhead);
void nh_docx_write_title (NhDocxWriter *w, const NhTitle *title);
void nh_docx_write_signature (NhDocxWriter *w, const NhSignature *signature);
void nh_docx_write_appendix_head (NhDocxWriter *w, const NhAppendixHead *head);
void nh_docx_write_section (NhDocxWriter *w);

/* nh-docx-body.c */
void nh_docx_open_paragraph (NhDocxWriter *w, NhDocxRole role);
void nh_docx_start_paragraph (NhDocxWriter *w, NhDocxRole role);
void nh_docx_end_paragraph (NhDocxWriter *w);
void nh_docx_paragraph (NhDocxWriter *w, NhDocxRole role, const char *text);
void nh_docx_write_body (NhDocxWriter *w);

G_END_DECLS
