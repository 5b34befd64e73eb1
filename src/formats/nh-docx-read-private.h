/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parts of the reader of Word files.
 */
#pragma once

#include "formats/nh-docx-private.h"
#include "formats/nh-package.h"

G_BEGIN_DECLS

/* What is set, and to what: bold and italic can be switched off too. */
typedef struct
{
  NhStyle known;
  NhStyle style;
} NhDocxLetters;

/* A style with what it takes from those it is based on. */
typedef struct
{
  NhDocxRole role;
  int outline; /* from 0; -1: none */
  int num;     /* -1: none named */
  int level;
  NhDocxLetters letters;
} NhDocxStyle;

/* nh-docx-read-styles.c */
typedef struct _NhDocxStyles NhDocxStyles;
NhDocxStyles *nh_docx_styles_read (NhPackage *package, const char *part, GError **error);
void nh_docx_styles_free (NhDocxStyles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhDocxStyles, nh_docx_styles_free)
NhDocxStyle nh_docx_styles_get (NhDocxStyles *self, const char *id);
gboolean nh_docx_read_switch (const NhXmlAttributes *attributes);
void nh_docx_read_letters (NhDocxLetters *letters, const char *name, const NhXmlAttributes *attributes);

/* nh-docx-read-numbers.c */
typedef struct _NhDocxNumbers NhDocxNumbers;
NhDocxNumbers *nh_docx_numbers_read (NhPackage *package, const char *part, GError **error);
void nh_docx_numbers_free (NhDocxNumbers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhDocxNumbers, nh_docx_numbers_free)
char *nh_docx_numbers_next (NhDocxNumbers *self, int num, int level, gboolean *bullet);

typedef struct
{
  NhRichText *text;
  char *style;
  int num;     /* -1: the style says */
  int level;   /* -1: the style says */
  int outline; /* -1: the style says */
  NhAlign align;
  gboolean begins_page;
  gboolean ends_section;
  NhDocxLetters mark;   /* of the mark that ends the paragraph */
  gboolean has_letters; /* some text stands in it */
  gboolean all_bold;    /* all of that */
  gboolean all_italic;
} NhDocxParagraph;

typedef struct _NhDocxTable NhDocxTable;

typedef struct
{
  NhPackage *package;
  NhDocxStyles *styles;
  NhDocxNumbers *numbers;
  GHashTable *footnotes; /* id -> NhRichText */
  GHashTable *endnotes;
  NhDocument *document;
  guint section; /* the element that the section begins with */
  guint64 n_paragraphs;
  guint64 n_places; /* of all tables */
  guint64 n_bytes;  /* of all texts */
} NhDocxReading;

/* nh-docx-read-elements.c */
void nh_docx_add_paragraph (NhDocxReading *reading, NhDocxParagraph *paragraph);
void nh_docx_add_page_break (NhDocxReading *reading);
void nh_docx_end_section (NhDocxReading *reading, gboolean landscape);
gboolean nh_docx_fill_form (NhElement **form, NhDocxRole role, NhRichText *words);

/* nh-docx-read-table.c */
NhDocxTable *nh_docx_table_new (void);
void nh_docx_table_free (NhDocxTable *self);
void nh_docx_table_start_row (NhDocxTable *self);
void nh_docx_table_set_head (NhDocxTable *self);
void nh_docx_table_skip (NhDocxTable *self, guint n);
void nh_docx_table_start_cell (NhDocxTable *self);
void nh_docx_table_set_span (NhDocxTable *self, guint n);
void nh_docx_table_set_merge (NhDocxTable *self, gboolean goes_on);
void nh_docx_table_add_paragraph (NhDocxTable *self, NhDocxRole role, NhDocxParagraph *paragraph);
void nh_docx_table_end_cell (NhDocxTable *self);
gboolean nh_docx_table_end_row (NhDocxTable *self, NhDocxReading *reading, GError **error);
NhElement *nh_docx_table_finish (NhDocxTable *self);

/* nh-docx-read-body.c */
gboolean nh_docx_read_body (NhDocxReading *reading, const char *part, GError **error);
gboolean nh_docx_read_notes (NhDocxReading *reading, const char *part, GHashTable *notes, GError **error);

G_END_DECLS
