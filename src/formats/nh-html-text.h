/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts on the clipboard: what Word, LibreOffice, browsers and plain text have of a plan's blocks,
 * and the way back. Of a page are kept headings, lists, bold, italic, footnotes and tables.
 */
#pragma once

#include "document/nh-plan-text.h"
#include "document/nh-table.h"

G_BEGIN_DECLS

/* What was left out or changed, for a sentence to the user. */
typedef struct
{
  guint n_pictures;  /* left out */
  guint n_converted; /* words that were in TCVN3 or VNI */
  guint n_cut;       /* tables of which rows, columns or merged cells beyond the limits are missing */
} NhTextReport;

/* (element-type NhBlock), with key 0; empty: nothing to read. */
GPtrArray *nh_html_text_read (const void *bytes, gsize length, NhTextReport *report, GError **error);
/* @recognise: whether numbers and dashes at the beginning of lines make headings and bullets. */
GPtrArray *nh_plain_text_read (const char *text, gsize length, gboolean recognise, NhTextReport *report,
                               GError **error);

/* Numbers of headings and what live tables show, as the plan has them. */
typedef struct
{
  /* The number of the block: "II.", "a)", "–". */
  char *(*label) (NhBlock *block, gpointer data);
  /* What a live table shows; NULL: nothing. */
  NhTable *(*table) (NhBlock *block, gpointer data);
  NhReferenceLabel reference;
  gpointer data;
} NhTextSource;

char *nh_html_text_write (GPtrArray *blocks, const NhTextSource *source);
char *nh_plain_text_write (GPtrArray *blocks, const NhTextSource *source);

G_END_DECLS
