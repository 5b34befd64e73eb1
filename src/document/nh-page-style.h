/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one table of sizes, margins, fonts and distances on paper: Decree 30/2020/NĐ-CP, Appendix I,
 * parts I and V. The page layout and the Word writer both read it. Lengths are points that are whole
 * twentieths, the unit of Word.
 */
#pragma once

#include "document/nh-document.h"

G_BEGIN_DECLS

/* Part I section I: A4; margins 20–25 mm at the top and the bottom, 30–35 at the left, 15–20 at the
 * right. Landscape pages swap width and height and keep the margins. */
#define NH_PAGE_WIDTH 595.3
#define NH_PAGE_HEIGHT 841.9
#define NH_PAGE_LEFT 85.05   /* 30 mm */
#define NH_PAGE_RIGHT 42.55  /* 15 mm */
#define NH_PAGE_TOP 56.7     /* 20 mm */
#define NH_PAGE_BOTTOM 56.7  /* 20 mm */
#define NH_PAGE_HEADER 28.35 /* 10 mm: from the edge to the line of the page number */

/* What follows the Decree leaves to the eye; the writers agree on it here. */
#define NH_PAGE_INDENT 36.0            /* first line of a paragraph: 1.27 cm (section II.6.e) */
#define NH_PAGE_LETTERHEAD_LEFT 0.41   /* share of the width that the agency's column takes */
#define NH_PAGE_SIGNATURE_LEFT 0.46    /* … that the recipients' column takes */
#define NH_PAGE_SIGNATURE_ROOM 72.0    /* between post and name, to sign and stamp */
#define NH_PAGE_RULE_SHARE 0.4         /* line under agency and subject: 1/3 to 1/2 of the text */
#define NH_PAGE_RULE_WIDTH 0.75        /* its thickness */
#define NH_PAGE_RULE_GAP 3.0           /* between a text and the line under it */
#define NH_PAGE_TABLE_RULE 0.5         /* lines of tables */
#define NH_PAGE_TABLE_PADDING 5.4      /* left and right of the text in a cell, as in Word */
#define NH_PAGE_TABLE_PADDING_V 2.0    /* above and below it */
#define NH_PAGE_TABLE_AFTER 9.0        /* under a table */
#define NH_PAGE_NOTE_RULE 144.0        /* line over the footnotes, as long as Word's */
#define NH_PAGE_NOTE_GAP 8.0           /* height that the line takes with its distances */

/* Each kind of text on paper. */
typedef enum
{
  NH_PAGE_STYLE_NATION,     /* CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM */
  NH_PAGE_STYLE_MOTTO,      /* Độc lập - Tự do - Hạnh phúc, with a line as long as the text */
  NH_PAGE_STYLE_SUPERIOR,
  NH_PAGE_STYLE_ISSUER,     /* with a line of NH_PAGE_RULE_SHARE */
  NH_PAGE_STYLE_NUMBER,     /* Số: 73/KH-SGDĐT */
  NH_PAGE_STYLE_PLACE_DATE,
  NH_PAGE_STYLE_TYPE,       /* KẾ HOẠCH */
  NH_PAGE_STYLE_SUBJECT,    /* with a line of NH_PAGE_RULE_SHARE */
  NH_PAGE_STYLE_BASIS,
  NH_PAGE_STYLE_HEADING_1,  /* I. */
  NH_PAGE_STYLE_HEADING_2,  /* 1. */
  NH_PAGE_STYLE_HEADING_3,  /* 1.1. */
  NH_PAGE_STYLE_HEADING_4,  /* 1.1.1. */
  NH_PAGE_STYLE_HEADING_5,  /* a) */
  NH_PAGE_STYLE_CLAUSE,     /* a heading of level 2 to 5 that is no title but a numbered paragraph */
  NH_PAGE_STYLE_PARAGRAPH,
  NH_PAGE_STYLE_BULLET_1,   /* – */
  NH_PAGE_STYLE_BULLET_2,   /* + */
  NH_PAGE_STYLE_TABLE_HEAD,
  NH_PAGE_STYLE_TABLE_CELL, /* of the size that the table could take at most */
  NH_PAGE_STYLE_RECIPIENTS, /* Nơi nhận: */
  NH_PAGE_STYLE_RECIPIENT,
  NH_PAGE_STYLE_AUTHORITY,  /* KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC */
  NH_PAGE_STYLE_SIGNER,
  NH_PAGE_STYLE_APPENDIX,   /* Phụ lục II */
  NH_PAGE_STYLE_APPENDIX_TITLE,
  NH_PAGE_STYLE_ATTACHED,   /* (Kèm theo …) */
  NH_PAGE_STYLE_NOTE,
  NH_PAGE_STYLE_PAGE_NUMBER,
  NH_PAGE_N_STYLES,
} NhPageStyleId;

typedef enum
{
  NH_PAGE_ALIGN_LEFT,
  NH_PAGE_ALIGN_CENTRE,
  NH_PAGE_ALIGN_RIGHT,
  NH_PAGE_ALIGN_JUSTIFY,
} NhPageAlign;

typedef struct
{
  double size;  /* of the font */
  double pitch; /* from line to line, exact */
  gboolean bold;
  gboolean italic;
  NhPageAlign align;
  double indent; /* of the first line */
  double before; /* distance above, not at the top of a page */
  double after;  /* distance below; adds to the next one's before */
  gboolean keep_next; /* stands on the page of the first two lines that follow */
} NhPageStyle;

const NhPageStyle *nh_page_style_get (NhPageStyleId id);
NhPageStyleId nh_page_style_of_element (const NhElement *element);
gboolean nh_page_keeps_next (const NhElement *element, const NhElement *next);
void nh_page_size (gboolean landscape, double *width, double *height);
double nh_page_text_width (gboolean landscape);
gboolean nh_page_is_tie (const char *text, const char *blank);

G_END_DECLS
