/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-page-style.h"

#include <string.h>

/* A numbered paragraph is longer than any title. */
#define LONGEST_TITLE 200

#define CENTRE NH_PAGE_ALIGN_CENTRE
#define LEFT NH_PAGE_ALIGN_LEFT
#define JUSTIFY NH_PAGE_ALIGN_JUSTIFY

/* Decree 30/2020/NĐ-CP, Appendix I, part V gives sizes and weights; where it allows two sizes, these
 * are the ones of its own examples. Section II.6.e: body of 13 to 14, justified, at least 6 points
 * between paragraphs, lines single to 1.5. */
static const NhPageStyle styles[NH_PAGE_N_STYLES] = {
  /*                                 size pitch bold italic align   indent           before after keep */
  [NH_PAGE_STYLE_NATION]         = { 12, 15, TRUE,  FALSE, CENTRE,  0,              0,  0,  FALSE },
  [NH_PAGE_STYLE_MOTTO]          = { 13, 16, TRUE,  FALSE, CENTRE,  0,              0,  0,  FALSE },
  [NH_PAGE_STYLE_SUPERIOR]       = { 12, 15, FALSE, FALSE, CENTRE,  0,              0,  0,  FALSE },
  [NH_PAGE_STYLE_ISSUER]         = { 12, 15, TRUE,  FALSE, CENTRE,  0,              0,  0,  FALSE },
  [NH_PAGE_STYLE_NUMBER]         = { 13, 16, FALSE, FALSE, CENTRE,  0,              8,  0,  FALSE },
  [NH_PAGE_STYLE_PLACE_DATE]     = { 13, 16, FALSE, TRUE,  CENTRE,  0,              8,  0,  FALSE },
  [NH_PAGE_STYLE_TYPE]           = { 14, 18, TRUE,  FALSE, CENTRE,  0,              18, 0,  TRUE },
  [NH_PAGE_STYLE_SUBJECT]        = { 14, 18, TRUE,  FALSE, CENTRE,  0,              0,  14, TRUE },
  [NH_PAGE_STYLE_BASIS]          = { 14, 18, FALSE, TRUE,  JUSTIFY, NH_PAGE_INDENT, 0,  6,  FALSE },
  [NH_PAGE_STYLE_HEADING_1]      = { 14, 18, TRUE,  FALSE, JUSTIFY, NH_PAGE_INDENT, 0,  6,  TRUE },
  [NH_PAGE_STYLE_HEADING_2]      = { 14, 18, TRUE,  FALSE, JUSTIFY, NH_PAGE_INDENT, 0,  6,  TRUE },
  [NH_PAGE_STYLE_HEADING_3]      = { 14, 18, TRUE,  FALSE, JUSTIFY, NH_PAGE_INDENT, 0,  6,  TRUE },
  [NH_PAGE_STYLE_HEADING_4]      = { 14, 18, TRUE,  TRUE,  JUSTIFY, NH_PAGE_INDENT, 0,  6,  TRUE },
  [NH_PAGE_STYLE_HEADING_5]      = { 14, 18, FALSE, FALSE, JUSTIFY, NH_PAGE_INDENT, 0,  6,  TRUE },
  [NH_PAGE_STYLE_CLAUSE]         = { 14, 18, FALSE, FALSE, JUSTIFY, NH_PAGE_INDENT, 0,  6,  FALSE },
  [NH_PAGE_STYLE_PARAGRAPH]      = { 14, 18, FALSE, FALSE, JUSTIFY, NH_PAGE_INDENT, 0,  6,  FALSE },
  [NH_PAGE_STYLE_BULLET_1]       = { 14, 18, FALSE, FALSE, JUSTIFY, NH_PAGE_INDENT, 0,  6,  FALSE },
  [NH_PAGE_STYLE_BULLET_2]       = { 14, 18, FALSE, FALSE, JUSTIFY, NH_PAGE_INDENT, 0,  6,  FALSE },
  [NH_PAGE_STYLE_TABLE_HEAD]     = { 13, 16, TRUE,  FALSE, CENTRE,  0,              0,  0,  TRUE },
  [NH_PAGE_STYLE_TABLE_CELL]     = { 13, 16, FALSE, FALSE, LEFT,    0,              0,  0,  FALSE },
  [NH_PAGE_STYLE_RECIPIENTS]     = { 12, 15, TRUE,  TRUE,  LEFT,    0,              12, 0,  TRUE },
  [NH_PAGE_STYLE_RECIPIENT]      = { 11, 13, FALSE, FALSE, LEFT,    0,              0,  0,  FALSE },
  [NH_PAGE_STYLE_AUTHORITY]      = { 14, 18, TRUE,  FALSE, CENTRE,  0,              12, 0,  TRUE },
  [NH_PAGE_STYLE_SIGNER]         = { 14, 18, TRUE,  FALSE, CENTRE,  0,              0,  0,  FALSE },
  [NH_PAGE_STYLE_APPENDIX]       = { 14, 18, TRUE,  FALSE, CENTRE,  0,              0,  0,  TRUE },
  [NH_PAGE_STYLE_APPENDIX_TITLE] = { 14, 18, TRUE,  FALSE, CENTRE,  0,              0,  0,  TRUE },
  [NH_PAGE_STYLE_ATTACHED]       = { 14, 18, FALSE, TRUE,  CENTRE,  0,              0,  12, TRUE },
  [NH_PAGE_STYLE_NOTE]           = { 10, 12, FALSE, FALSE, JUSTIFY, 0,              0,  0,  FALSE },
  [NH_PAGE_STYLE_PAGE_NUMBER]    = { 14, 18, FALSE, FALSE, CENTRE,  0,              0,  0,  FALSE },
};

/**
 * nh_page_style_get:
 * @id: a kind of text
 *
 * Returns: (transfer none): how it looks.
 */
const NhPageStyle *
nh_page_style_get (NhPageStyleId id)
{
  g_return_val_if_fail (id < NH_PAGE_N_STYLES, NULL);
  return &styles[id];
}

/* A khoản with a title has it in bold on a line of its own, one without is upright (Decree 30,
 * Appendix I, part V, box 6). Sentences end with a full stop or a semicolon, titles don't. */
static gboolean
is_title (NhRichText *text)
{
  const char *words = text ? nh_rich_text_get_text (text) : "";
  gsize length = strlen (words);

  while (length > 0 && g_ascii_isspace (words[length - 1]))
    length--;
  if (length == 0)
    return TRUE;
  return words[length - 1] != '.' && words[length - 1] != ';'
         && g_utf8_strlen (words, length) <= LONGEST_TITLE;
}

/**
 * nh_page_style_of_element:
 * @element: an element that has a text: a basis, heading, paragraph or bullet
 *
 * Returns: the kind of text it is; of other elements that of a paragraph.
 */
NhPageStyleId
nh_page_style_of_element (const NhElement *element)
{
  switch (element->kind)
    {
    case NH_ELEMENT_BASIS:
      return NH_PAGE_STYLE_BASIS;
    case NH_ELEMENT_HEADING:
      if (element->level > 1 && !is_title (element->text))
        return NH_PAGE_STYLE_CLAUSE;
      return NH_PAGE_STYLE_HEADING_1 + CLAMP (element->level, 1, 5) - 1;
    case NH_ELEMENT_BULLET:
      return element->level > 1 ? NH_PAGE_STYLE_BULLET_2 : NH_PAGE_STYLE_BULLET_1;
    case NH_ELEMENT_PARAGRAPH:
    case NH_ELEMENT_LETTERHEAD:
    case NH_ELEMENT_TITLE:
    case NH_ELEMENT_TABLE:
    case NH_ELEMENT_PAGE_BREAK:
    case NH_ELEMENT_SIGNATURE:
    case NH_ELEMENT_APPENDIX_HEAD:
      break;
    }
  return NH_PAGE_STYLE_PARAGRAPH;
}

/**
 * nh_page_keeps_next:
 * @element: an element that has a text
 * @next: (nullable): what stands behind it
 *
 * Whether the two must not be parted by the end of a page. A title holds what is under it; where another
 * title of its level or a higher one comes, as in a list of short points, there is nothing to hold.
 *
 * Returns: whether it holds @next.
 */
gboolean
nh_page_keeps_next (const NhElement *element, const NhElement *next)
{
  if (!nh_page_style_get (nh_page_style_of_element (element))->keep_next)
    return FALSE;
  return element->kind != NH_ELEMENT_HEADING || !next || next->kind != NH_ELEMENT_HEADING
         || next->level > element->level;
}

/** nh_page_size: the size of a sheet, in points. */
void
nh_page_size (gboolean landscape, double *width, double *height)
{
  *width = landscape ? NH_PAGE_HEIGHT : NH_PAGE_WIDTH;
  *height = landscape ? NH_PAGE_WIDTH : NH_PAGE_HEIGHT;
}

/** nh_page_text_width: Returns: the width between the margins, in points. */
double
nh_page_text_width (gboolean landscape)
{
  double width;
  double height;

  nh_page_size (landscape, &width, &height);
  return width - NH_PAGE_LEFT - NH_PAGE_RIGHT;
}

/* Longer numbers, "19/2019/TT-BGDĐT", leave too large gaps in the line above. */
#define LONGEST_TIED 5

static gboolean
starts_with_figure (const char *text)
{
  /* Arabic figures, or Roman ones, which are capitals followed by no small letter. */
  if (g_ascii_isdigit (*text))
    return TRUE;
  if (!*text || !strchr ("IVX", *text))
    return FALSE;
  while (*text && strchr ("IVX", *text))
    text++;
  return !g_unichar_isalpha (g_utf8_get_char (text));
}

/**
 * nh_page_is_tie:
 * @text: a text
 * @blank: one of its blanks
 *
 * Whether a line had better not end there: "ngày 31", "tháng 8", "số 73", "Điều 5", "Phụ lục II".
 *
 * Returns: whether the blank ties its two words together.
 */
gboolean
nh_page_is_tie (const char *text, const char *blank)
{
  static const char *const words[] = {
    "số", "Số", "ngày", "Ngày", "tháng", "Tháng", "năm", "Năm", "Điều", "điều", "khoản", "Khoản", "mục",
    "Mục", "lục", "lớp", "Lớp", "quý", "Quý", "tuần", "Tuần", "kỳ", "Phần", "Chương",
  };

  if (*blank != ' ' || !starts_with_figure (blank + 1) || strcspn (blank + 1, " ") > LONGEST_TIED)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);
      const char *start = blank - length;

      if (blank - text >= (gssize) length && memcmp (start, words[i], length) == 0
          && (start == text || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (start)))))
        return TRUE;
    }
  return FALSE;
}
