/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is known while a page is read: the elements that are open, and the paragraph that grows.
 * Private to nh-html-text.c, which hears of elements, and nh-html-text-words.c, which makes paragraphs.
 */
#pragma once

#include "formats/nh-html-text-private.h"

G_BEGIN_DECLS

/* One element that is open. What it inherits is already in it. */
typedef struct
{
  char name[16];
  NhStyle style;
  gboolean skipped;
  gboolean is_number; /* the number that Word shows before a paragraph */
  gboolean pre;
  gboolean is_sheet;  /* style */
  gboolean known_encoding, capitals;
  NhEncoding encoding;
  int align;
  NhHtmlList list;    /* of ol and ul */
  int reference;      /* whose sign this link is; -1: none */
  gboolean is_sign;   /* the sign at the beginning of a footnote, or inside it */
} NhHtmlFrame;

typedef struct
{
  xmlParserCtxtPtr parser;
  GArray *frames; /* of NhHtmlFrame; the first one is around everything */
  NhHtmlSheet *sheet;
  GPtrArray *paragraphs;
  NhHtmlParagraph *current;
  gboolean pending_blank;
  gboolean pending_hard; /* it is one non-breaking blank */
  GArray *references;         /* of NhHtmlReference */
  GHashTable *by_target;      /* name of a footnote → index + 1 */
  int note;                   /* the footnote that is being read; -1: none */
  guint note_depth;           /* ends when fewer frames are open */
  NhHtmlTables *tables;
  GPtrArray *cells;           /* of NhHtmlCells, for the open tables */
  guint table_start;          /* paragraphs before the outermost table */
  guint n_table_references;
  GPtrArray *table_options;   /* of the tables inside the outermost one that were closed */
  gboolean keeps_hard_blanks; /* written by an office program: a non-breaking blank is meant so */
  NhTextReport *report;
  GError *error;
} NhHtmlReader;

/* nh-html-text-words.c */
NhHtmlFrame *nh_html_reader_top (NhHtmlReader *reader);
void nh_html_reader_fail (NhHtmlReader *reader, const char *sentence);
void nh_html_reader_end_paragraph (NhHtmlReader *reader);
NhHtmlParagraph *nh_html_reader_need_paragraph (NhHtmlReader *reader);
void nh_html_reader_append (NhHtmlReader *reader, const char *text, gsize length);
void nh_html_reader_append_words (NhHtmlReader *reader, const char *text, gsize length);
void nh_html_reader_append_number (NhHtmlReader *reader, const char *text, gsize length);

G_END_DECLS
