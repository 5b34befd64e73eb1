/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The elements of a document, one after the other, as the body of a Word file.
 */
#include "formats/nh-docx-write-private.h"

/** nh_docx_open_paragraph: begins a paragraph and leaves its properties open for more of them. */
void
nh_docx_open_paragraph (NhDocxWriter *w, NhDocxRole role)
{
  nh_docx_start (w, "p");
  nh_docx_start (w, "pPr");
  nh_docx_value (w, "pStyle", nh_docx_style_id (role));
}

/** nh_docx_start_paragraph: begins a paragraph that has nothing but its style. */
void
nh_docx_start_paragraph (NhDocxWriter *w, NhDocxRole role)
{
  nh_docx_open_paragraph (w, role);
  nh_docx_end (w);
}

void
nh_docx_end_paragraph (NhDocxWriter *w)
{
  nh_docx_end (w);
}

/** nh_docx_paragraph: a whole paragraph of plain text. */
void
nh_docx_paragraph (NhDocxWriter *w, NhDocxRole role, const char *text)
{
  nh_docx_start_paragraph (w, role);
  nh_docx_run (w, text ? text : "", NH_STYLE_PLAIN);
  nh_docx_end_paragraph (w);
}

static NhElementKind
kind_at (NhDocxWriter *w, guint position)
{
  return nh_document_get_element (w->document, position)->kind;
}

static gboolean
is_table (NhElementKind kind)
{
  return kind == NH_ELEMENT_TABLE || kind == NH_ELEMENT_LETTERHEAD || kind == NH_ELEMENT_SIGNATURE;
}

static gboolean
ends_section (NhDocxWriter *w, guint position)
{
  return position + 1 < nh_document_get_n_elements (w->document)
         && kind_at (w, position + 1) == NH_ELEMENT_APPENDIX_HEAD;
}

/* The properties of a section stand in its last paragraph. */
static void
end_section_here (NhDocxWriter *w, guint position)
{
  if (ends_section (w, position))
    nh_docx_write_section (w);
}

/* Something after a table that is a paragraph: two tables would grow together, and a section or a
 * cell can't end with one. */
static void
write_spacer (NhDocxWriter *w, guint position, double height)
{
  nh_docx_open_paragraph (w, NH_DOCX_SPACER);
  nh_docx_spacing (w, 0, 0, MAX (height, 1));
  end_section_here (w, position);
  nh_docx_end (w);
  nh_docx_end_paragraph (w);
}

static void
write_number (NhDocxWriter *w, NhDocxNumber number, NhDocxRole role)
{
  NhDocxNumber own = nh_docx_numbering_of_style (role);

  if (number.by_style && own.num == number.num && own.level == number.level)
    return;
  if (!number.num && !own.num)
    return;
  nh_docx_start (w, "numPr");
  nh_docx_value_int (w, "ilvl", (int) number.level);
  nh_docx_value_int (w, "numId", (int) number.num);
  nh_docx_end (w);
}

static NhDocxRole
role_of (const NhElement *element)
{
  guint level;

  switch (element->kind)
    {
    case NH_ELEMENT_BASIS:
      return NH_DOCX_BASIS;
    case NH_ELEMENT_BULLET:
      return element->level > 1 ? NH_DOCX_BULLET_2 : NH_DOCX_BULLET_1;
    case NH_ELEMENT_HEADING:
      level = CLAMP (element->level, 1, 5);
      if (nh_page_style_of_element (element) == NH_PAGE_STYLE_CLAUSE)
        return NH_DOCX_CLAUSE_2 + level - 2;
      return NH_DOCX_HEADING_1 + level - 1;
    case NH_ELEMENT_PARAGRAPH:
    case NH_ELEMENT_LETTERHEAD:
    case NH_ELEMENT_TITLE:
    case NH_ELEMENT_TABLE:
    case NH_ELEMENT_PAGE_BREAK:
    case NH_ELEMENT_SIGNATURE:
    case NH_ELEMENT_APPENDIX_HEAD:
      break;
    }
  return NH_DOCX_BODY;
}

static void
write_text_element (NhDocxWriter *w, guint position, const NhElement *element)
{
  NhDocxRole role = role_of (element);
  NhDocxNumber number = { 0 };
  const NhElement *next = position + 1 < nh_document_get_n_elements (w->document)
                              ? nh_document_get_element (w->document, position + 1) : NULL;

  if (element->kind == NH_ELEMENT_HEADING)
    number = nh_docx_numbering_heading (w->numbering, element->level, element->label);
  else if (element->kind == NH_ELEMENT_BULLET)
    number = nh_docx_numbering_bullet (w->numbering, element->level, element->label);
  nh_docx_open_paragraph (w, role);
  /* Signatures alone on a page could stand under any text. */
  if (next && next->kind == NH_ELEMENT_SIGNATURE)
    nh_docx_flag (w, "keepNext");
  else if (nh_docx_looks (role)->keep_next && !nh_page_keeps_next (element, next))
    nh_docx_value (w, "keepNext", "0");
  write_number (w, number, role);
  end_section_here (w, position);
  nh_docx_end (w);
  nh_docx_rich_text (w, element->text);
  nh_docx_end_paragraph (w);
}

static void
write_element (NhDocxWriter *w, guint position)
{
  const NhElement *element = nh_document_get_element (w->document, position);

  switch (element->kind)
    {
    case NH_ELEMENT_LETTERHEAD:
      nh_docx_write_letterhead (w, element->letterhead);
      break;
    case NH_ELEMENT_TITLE:
      nh_docx_write_title (w, element->title);
      break;
    case NH_ELEMENT_BASIS:
    case NH_ELEMENT_HEADING:
    case NH_ELEMENT_PARAGRAPH:
    case NH_ELEMENT_BULLET:
      write_text_element (w, position, element);
      return;
    case NH_ELEMENT_TABLE:
      nh_docx_write_table (w, element->table);
      break;
    case NH_ELEMENT_PAGE_BREAK:
      nh_docx_open_paragraph (w, NH_DOCX_PAGE_BREAK);
      end_section_here (w, position);
      nh_docx_end (w);
      nh_docx_end_paragraph (w);
      return;
    case NH_ELEMENT_SIGNATURE:
      nh_docx_write_signature (w, element->signature);
      break;
    case NH_ELEMENT_APPENDIX_HEAD:
      w->landscape = element->appendix->landscape;
      nh_docx_write_appendix_head (w, element->appendix);
      break;
    }
  if (is_table (element->kind) || ends_section (w, position))
    write_spacer (w, position, element->kind == NH_ELEMENT_TABLE ? NH_PAGE_TABLE_AFTER : 0);
}

/** nh_docx_write_body: the content of document.xml. */
void
nh_docx_write_body (NhDocxWriter *w)
{
  guint n = nh_document_get_n_elements (w->document);

  nh_docx_start (w, "body");
  /* Word and LibreOffice lose the first page's header where a body begins with a table. */
  if (n > 0 && is_table (kind_at (w, 0)))
    nh_docx_paragraph (w, NH_DOCX_SPACER, NULL);
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (w->cancellable); i++)
    write_element (w, i);
  nh_docx_write_section (w);
  nh_docx_end (w);
}
