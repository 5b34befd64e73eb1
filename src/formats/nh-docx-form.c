/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of the form: Decree 30/2020/NĐ-CP, Appendix I, parts I and V. What stands side by side
 * is a table without lines.
 */
#include <string.h>

#include "document/nh-page-form.h"
#include "document/nh-page-text.h"
#include "formats/nh-docx-write-private.h"

#define NATION "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define MOTTO "Độc lập - Tự do - Hạnh phúc"
#define RECIPIENTS "Nơi nhận:"

/* So much may a program measure otherwise than we do at either side: they round the widths of words, and
 * LibreOffice has wider blanks that do not break. nh_page_form_balance() breaks lines where so much more room
 * changes nothing. */
#define SLACK 3.0
#define AS_STYLE (-1.0)

/* A centred text with the lines of the preview. */
static NhPageText *
set_centred (NhDocxWriter *w, NhDocxRole role, const char *text, double room)
{
  g_autofree char *balanced = nh_page_form_balance (nh_docx_page_style (role), text, room);

  return nh_page_text_new_plain (w->context, nh_docx_looks (role), balanced, room);
}

/* The preview makes the lines of a centred text about as long as each other; here indents do, so that the
 * text stays what it is. @before: the distance above, in points. */
static void
write_centred (NhDocxWriter *w, NhDocxRole role, const char *text, double room, double before)
{
  const NhPageStyle *looks = nh_docx_looks (role);
  const char *words = text ? text : "";
  NhPageText *set = set_centred (w, role, words, room);
  int side = nh_docx_twips (MAX ((room - set->widest) / 2 - SLACK, 0));

  nh_docx_open_paragraph (w, role);
  if (before >= 0)
    nh_docx_spacing (w, before, looks->after, looks->pitch);
  if (set->n_lines > 1 && !strchr (words, '\n'))
    {
      nh_docx_start (w, "ind");
      nh_docx_attribute_int (w, "left", side);
      nh_docx_attribute_int (w, "right", side);
      nh_docx_attribute (w, "firstLine", "0");
      nh_docx_end (w);
    }
  nh_docx_end (w);
  nh_docx_run (w, words, NH_STYLE_PLAIN);
  nh_docx_end_paragraph (w);
  nh_page_text_free (set);
}

/* As long as a share of the widest line of the text above it. */
static double
rule_length (NhDocxWriter *w, NhDocxRole role, const char *text, double share, double room)
{
  NhPageText *set = set_centred (w, role, text, room);
  double length = set->widest * share;

  nh_page_text_free (set);
  return MIN (length, room);
}

/* The line that a paragraph draws is as wide as what its indents leave. */
static void
write_rule (NhDocxWriter *w, NhDocxRole above, const char *text, double share, double room)
{
  int side = nh_docx_twips ((room - rule_length (w, above, text, share, room)) / 2);

  nh_docx_open_paragraph (w, NH_DOCX_RULE);
  nh_docx_flag (w, "keepNext");
  nh_docx_start (w, "pBdr");
  nh_docx_start (w, "bottom");
  nh_docx_attribute (w, "val", "single");
  nh_docx_attribute_int (w, "sz", (int) (NH_PAGE_RULE_WIDTH * 8)); /* eighths of a point */
  nh_docx_attribute (w, "space", "0");
  nh_docx_attribute (w, "color", "000000");
  nh_docx_end (w);
  nh_docx_end (w);
  nh_docx_spacing (w, 0, nh_docx_looks (above)->after, NH_PAGE_RULE_GAP);
  nh_docx_start (w, "ind");
  nh_docx_attribute_int (w, "left", side);
  nh_docx_attribute_int (w, "right", side);
  nh_docx_attribute (w, "firstLine", "0");
  nh_docx_end (w);
  nh_docx_end (w);
  nh_docx_end_paragraph (w);
}

/* Two columns without lines; @left is the share of the first one. */
static void
start_columns (NhDocxWriter *w, int widths[2], double left)
{
  int width = nh_docx_twips (nh_page_text_width (w->landscape));

  widths[0] = (int) (width * left);
  widths[1] = width - widths[0];
  nh_docx_start (w, "tbl");
  nh_docx_start (w, "tblPr");
  nh_docx_width (w, "tblW", width);
  nh_docx_start (w, "tblLayout");
  nh_docx_attribute (w, "type", "fixed");
  nh_docx_end (w);
  nh_docx_start (w, "tblCellMar");
  nh_docx_width (w, "left", 0);
  nh_docx_width (w, "right", 0);
  nh_docx_end (w);
  nh_docx_end (w);
  nh_docx_start (w, "tblGrid");
  for (guint i = 0; i < 2; i++)
    {
      nh_docx_start (w, "gridCol");
      nh_docx_attribute_int (w, "w", widths[i]);
      nh_docx_end (w);
    }
  nh_docx_end (w);
}

static void
start_row (NhDocxWriter *w)
{
  nh_docx_start (w, "tr");
  nh_docx_start (w, "trPr");
  nh_docx_flag (w, "cantSplit");
  nh_docx_end (w);
}

static void
start_cell (NhDocxWriter *w, int width)
{
  nh_docx_start (w, "tc");
  nh_docx_start (w, "tcPr");
  nh_docx_width (w, "tcW", width);
  nh_docx_end (w);
}

/** nh_docx_write_letterhead: boxes 1 to 4: the body and its number, the nation, place and date. */
void
nh_docx_write_letterhead (NhDocxWriter *w, const NhLetterhead *letterhead)
{
  const char *issuer = letterhead->issuer ? letterhead->issuer : "";
  int widths[2];
  double left;
  double right;

  start_columns (w, widths, NH_PAGE_LETTERHEAD_LEFT);
  left = widths[0] / 20.0;
  right = widths[1] / 20.0;
  start_row (w);
  start_cell (w, widths[0]);
  if (letterhead->superior && *letterhead->superior)
    write_centred (w, NH_DOCX_SUPERIOR, letterhead->superior, left, AS_STYLE);
  write_centred (w, NH_DOCX_ISSUER, issuer, left, AS_STYLE);
  write_rule (w, NH_DOCX_ISSUER, issuer, NH_PAGE_RULE_SHARE, left);
  nh_docx_end (w);
  start_cell (w, widths[1]);
  nh_docx_paragraph (w, NH_DOCX_NATION, NATION);
  nh_docx_paragraph (w, NH_DOCX_MOTTO, MOTTO);
  write_rule (w, NH_DOCX_MOTTO, MOTTO, 1, right);
  nh_docx_end (w);
  nh_docx_end (w);
  start_row (w);
  start_cell (w, widths[0]);
  write_centred (w, NH_DOCX_NUMBER, letterhead->number, left, AS_STYLE);
  nh_docx_end (w);
  start_cell (w, widths[1]);
  write_centred (w, NH_DOCX_PLACE_DATE, letterhead->place_date, right, AS_STYLE);
  nh_docx_end (w);
  nh_docx_end (w);
  nh_docx_end (w);
}

/** nh_docx_write_title: box 5a: the kind of the document and its subject with a line under it. */
void
nh_docx_write_title (NhDocxWriter *w, const NhTitle *title)
{
  double room = nh_page_text_width (w->landscape);

  write_centred (w, NH_DOCX_TITLE, title->type, room, AS_STYLE);
  if (!title->subject || !*title->subject)
    return;
  write_centred (w, NH_DOCX_SUBJECT, title->subject, room, AS_STYLE);
  write_rule (w, NH_DOCX_SUBJECT, title->subject, NH_PAGE_RULE_SHARE, room);
}

static void
write_recipients (NhDocxWriter *w, GStrv recipients)
{
  if (!recipients || !*recipients)
    {
      nh_docx_paragraph (w, NH_DOCX_SPACER, NULL);
      return;
    }
  nh_docx_paragraph (w, NH_DOCX_RECIPIENTS, RECIPIENTS);
  for (guint i = 0; recipients[i]; i++)
    nh_docx_paragraph (w, NH_DOCX_RECIPIENT, recipients[i]);
}

/** nh_docx_write_signature: boxes 7 and 9: recipients at the left, who signs at the right. */
void
nh_docx_write_signature (NhDocxWriter *w, const NhSignature *signature)
{
  int widths[2];

  start_columns (w, widths, NH_PAGE_SIGNATURE_LEFT);
  start_row (w);
  start_cell (w, widths[0]);
  write_recipients (w, signature->recipients);
  nh_docx_end (w);
  start_cell (w, widths[1]);
  for (guint i = 0; signature->authority && signature->authority[i]; i++)
    write_centred (w, NH_DOCX_AUTHORITY, signature->authority[i], widths[1] / 20.0, i == 0 ? AS_STYLE : 0);
  write_centred (w, NH_DOCX_SIGNER, signature->name, widths[1] / 20.0, NH_PAGE_SIGNATURE_ROOM);
  nh_docx_end (w);
  nh_docx_end (w);
  nh_docx_end (w);
}

/** nh_docx_write_appendix_head: section III.1: number, title, the plan it belongs to. */
void
nh_docx_write_appendix_head (NhDocxWriter *w, const NhAppendixHead *head)
{
  double room = nh_page_text_width (w->landscape);

  write_centred (w, NH_DOCX_APPENDIX, head->heading, room, AS_STYLE);
  if (head->title && *head->title)
    write_centred (w, NH_DOCX_APPENDIX_TITLE, head->title, room, AS_STYLE);
  if (head->attached && *head->attached)
    write_centred (w, NH_DOCX_ATTACHED, head->attached, room, AS_STYLE);
}

static void
write_page_size (NhDocxWriter *w)
{
  double width;
  double height;

  nh_page_size (w->landscape, &width, &height);
  nh_docx_start (w, "pgSz");
  nh_docx_attribute_int (w, "w", nh_docx_twips (width));
  nh_docx_attribute_int (w, "h", nh_docx_twips (height));
  if (w->landscape)
    nh_docx_attribute (w, "orient", "landscape");
  nh_docx_end (w);
  nh_docx_start (w, "pgMar");
  nh_docx_attribute_int (w, "top", nh_docx_twips (NH_PAGE_TOP));
  nh_docx_attribute_int (w, "right", nh_docx_twips (NH_PAGE_RIGHT));
  nh_docx_attribute_int (w, "bottom", nh_docx_twips (NH_PAGE_BOTTOM));
  nh_docx_attribute_int (w, "left", nh_docx_twips (NH_PAGE_LEFT));
  nh_docx_attribute_int (w, "header", nh_docx_twips (NH_PAGE_HEADER));
  nh_docx_attribute_int (w, "footer", nh_docx_twips (NH_PAGE_HEADER));
  nh_docx_attribute (w, "gutter", "0");
  nh_docx_end (w);
}

/**
 * nh_docx_write_section: the properties of the section that ends here. Pages are numbered from 1 in
 * each (section III.1.đ), in the middle of the top margin, the first one without (section I.7). The
 * first page needs a header of its own that is empty.
 */
void
nh_docx_write_section (NhDocxWriter *w)
{
  static const char *const headers[][2]
      = { { "default", NH_DOCX_RELATION_HEADER }, { "first", NH_DOCX_RELATION_FIRST_HEADER } };

  nh_docx_start (w, "sectPr");
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      nh_docx_start (w, "headerReference");
      nh_docx_attribute (w, "type", headers[i][0]);
      nh_docx_relation (w, headers[i][1]);
      nh_docx_end (w);
    }
  nh_docx_value (w, "type", "nextPage");
  write_page_size (w);
  nh_docx_start (w, "pgNumType");
  nh_docx_attribute (w, "start", "1");
  nh_docx_end (w);
  nh_docx_flag (w, "titlePg");
  nh_docx_end (w);
}
