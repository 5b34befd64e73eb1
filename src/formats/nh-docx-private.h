/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the writer of Word files and its reader share: the styles, which say what a paragraph is. A
 * document comes back from Word by the names of its styles, so these must not change.
 */
#pragma once

#include <gsf/gsf.h>

#include "document/nh-document.h"

G_BEGIN_DECLS

typedef enum
{
  NH_DOCX_OTHER = -1, /* a style that is not ours */
  NH_DOCX_NORMAL,
  NH_DOCX_HEADING_1, /* five in a row */
  NH_DOCX_HEADING_5 = NH_DOCX_HEADING_1 + 4,
  NH_DOCX_CLAUSE_2, /* numbered paragraphs that are no titles, of levels 2 to 5 */
  NH_DOCX_CLAUSE_5 = NH_DOCX_CLAUSE_2 + 3,
  NH_DOCX_BODY,
  NH_DOCX_BULLET_1, /* two in a row */
  NH_DOCX_BULLET_2,
  NH_DOCX_BASIS,
  NH_DOCX_SUPERIOR,
  NH_DOCX_ISSUER,
  NH_DOCX_NUMBER,
  NH_DOCX_NATION,
  NH_DOCX_MOTTO,
  NH_DOCX_PLACE_DATE,
  NH_DOCX_TITLE,
  NH_DOCX_SUBJECT,
  NH_DOCX_RECIPIENTS, /* "Nơi nhận:" */
  NH_DOCX_RECIPIENT,
  NH_DOCX_AUTHORITY,
  NH_DOCX_SIGNER,
  NH_DOCX_APPENDIX,
  NH_DOCX_APPENDIX_TITLE,
  NH_DOCX_ATTACHED,
  NH_DOCX_CELL,
  NH_DOCX_NO_CELL,    /* fills a place of the grid where the table has no cell */
  NH_DOCX_RULE,       /* an empty paragraph with a line */
  NH_DOCX_SPACER,     /* an empty paragraph that the format wants: after a table, before one */
  NH_DOCX_PAGE_BREAK, /* an empty paragraph that begins a page */
  NH_DOCX_NOTE,
  NH_DOCX_HEADER,
  NH_DOCX_N_ROLES,
} NhDocxRole;

#define NH_DOCX_FONT "Times New Roman"
#define NH_DOCX_NO_BREAK_SPACE "\xc2\xa0"
/* Stands for such a blank that the text itself had, while a file is read; XML can't hold it. */
#define NH_DOCX_KEPT_BLANK "\x01"

/* Character styles. */
#define NH_DOCX_NOTE_MARK "FootnoteReference"
#define NH_DOCX_BLANK "ChoDien"           /* a place to fill */
#define NH_DOCX_BLANK_MARK "ChoDienCuoc"  /* the mark of a footnote inside such a place */
#define NH_DOCX_BLANK_NAME "Chỗ điền"
#define NH_DOCX_BLANK_MARK_NAME "Chỗ điền ở cước chú"

const char *nh_docx_style_id (NhDocxRole role);
NhDocxRole nh_docx_style_role (const char *name);
GString *nh_docx_with_blanks (const char *text);

G_END_DECLS
