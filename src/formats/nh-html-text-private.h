/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page on its way to blocks: paragraphs as they stand there, before anybody knows which of them
 * are headings. Private to formats/nh-html-text*.
 */
#pragma once

#include "core/nh-legacy-text.h"
#include "formats/nh-html-table-private.h"
#include "formats/nh-html-text.h"

G_BEGIN_DECLS

#define NH_SOFT_BREAK 0x2028
#define NH_SOFT_BREAK_UTF8 "\xe2\x80\xa8"

typedef enum
{
  NH_HTML_UNKNOWN = -1, /* the style says nothing */
  NH_HTML_NO,
  NH_HTML_YES,
} NhHtmlChoice;

typedef enum
{
  NH_HTML_LIST_NONE,
  NH_HTML_LIST_MARKS,  /* ul */
  NH_HTML_LIST_ARABIC, /* ol: 1. */
  NH_HTML_LIST_ROMAN,  /* I. */
  NH_HTML_LIST_LETTER, /* a) */
} NhHtmlList;

/* What a style says of an element. */
typedef struct
{
  NhHtmlChoice bold, italic, hidden, pre;
  int align;      /* NhAlign; -1: unknown */
  int outline;    /* mso-outline-level, 1 to 9; 0: unknown */
  int list_level; /* mso-list:… levelN; 0: none */
  NhHtmlChoice font; /* YES: encoding and capitals are known */
  NhEncoding encoding;
  gboolean capitals;
  gboolean is_number;    /* mso-list:Ignore: the number that Word shows */
  gboolean page_break;   /* page-break-before:always */
  gboolean not_of_text;  /* headers, footers and comments of Word */
  NhHtmlList list;       /* list-style-type */
  double width;          /* in points or percent; 0: unknown */
} NhHtmlStyle;

/* nh-html-text-style.c */
typedef struct _NhHtmlSheet NhHtmlSheet; /* rules of <style> */
void nh_html_style_init (NhHtmlStyle *style);
void nh_html_style_read (NhHtmlStyle *style, const char *declarations);
NhHtmlSheet *nh_html_sheet_new (void);
void nh_html_sheet_free (NhHtmlSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhHtmlSheet, nh_html_sheet_free)
void nh_html_sheet_add (NhHtmlSheet *self, const char *css, gsize length);
void nh_html_sheet_apply (NhHtmlSheet *self, const char *name, const char *classes, NhHtmlStyle *style);
double nh_html_read_width (const char *text);

/* A stretch of a paragraph that looks alike. */
typedef struct
{
  guint start;
  guint end;
  NhStyle style;
  NhEncoding encoding;
  gboolean known_encoding;
  gboolean capitals;
  int reference; /* index of the footnote whose sign it is; -1: none */
} NhHtmlRun;

typedef struct
{
  GString *text;
  GArray *runs; /* of NhHtmlRun */
  guint heading; /* 1 to 6; 0: none */
  NhHtmlList list;
  guint list_depth;  /* of lists of this kind around it: with numbers or with marks */
  char *number;      /* that Word or the page shows: "I.", "·"; NULL: none */
  gboolean page_break_before;
  int note;          /* index of the footnote it belongs to; -1: none */
  char *table;       /* options of a fixed table; the paragraph is that table */
} NhHtmlParagraph;

/* A sign that leads to a footnote, if one is found for it. */
typedef struct
{
  char *name;     /* of the sign */
  char *target;   /* of the footnote */
  char sign[16];  /* "1", "[1]", "*" */
  gboolean found;
  gboolean in_table;
  GPtrArray *paragraphs; /* of the footnote; borrowed */
} NhHtmlReference;

NhHtmlParagraph *nh_html_paragraph_new (void);
void nh_html_paragraph_free (NhHtmlParagraph *self);

/* nh-html-text-blocks.c */
GPtrArray *nh_html_blocks (GPtrArray *paragraphs, GArray *references, gboolean recognise, NhTextReport *report,
                           GError **error);

/* nh-html-text-cells.c: how cells look, beside what they read */
typedef struct _NhHtmlCells NhHtmlCells;
NhHtmlCells *nh_html_cells_new (void);
void nh_html_cells_free (NhHtmlCells *self);
void nh_html_cells_begin (NhHtmlCells *self, guint row, guint column, gboolean head, int align, double width);
void nh_html_cells_add_text (NhHtmlCells *self, NhStyle style, int align);
/* NULL: no table, but a frame around texts. */
char *nh_html_cells_to_options (NhHtmlCells *self, NhSheet *sheet, NhTextReport *report);

G_END_DECLS
