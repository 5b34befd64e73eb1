/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From paragraphs to elements: what ours are is said by their styles; of others the outline and the
 * list tell whether they are headings or items.
 */
#include <string.h>

#include "formats/nh-docx-read-private.h"

static NhElement *
last_element (NhDocxReading *reading, NhElementKind kind)
{
  guint n = nh_document_get_n_elements (reading->document);
  NhElement *last = n ? nh_document_get_element (reading->document, n - 1) : NULL;

  return last && last->kind == kind ? last : NULL;
}

static NhElement *
add (NhDocxReading *reading, NhElementKind kind)
{
  NhElement *element = nh_element_new (kind, 0);

  nh_document_append (reading->document, element);
  return element;
}

/* Sets a text, or adds a line to it where there is one already. */
static void
take_line (char **text, const char *line)
{
  char *joined = *text ? g_strconcat (*text, "\n", line, NULL) : g_strdup (line);

  g_free (*text);
  *text = joined;
}

static void
take_item (GStrv *lines, const char *line)
{
  guint n = *lines ? g_strv_length (*lines) : 0;

  *lines = g_renew (char *, *lines, n + 2);
  (*lines)[n] = g_strdup (line);
  (*lines)[n + 1] = NULL;
}

/* Text without styles, of which the lines end with new lines. */
static char *
to_lines (NhRichText *text)
{
  char *plain = nh_rich_text_to_plain (text, NULL, NULL);
  GString *lines = g_string_new (plain);

  g_free (plain);
  g_string_replace (lines, "\xe2\x80\xa8", "\n", 0);
  return g_string_free (lines, FALSE);
}

static gboolean
fill_letterhead (NhLetterhead *letterhead, NhDocxRole role, const char *text)
{
  switch ((int) role)
    {
    case NH_DOCX_SUPERIOR:
      take_line (&letterhead->superior, text);
      return TRUE;
    case NH_DOCX_ISSUER:
      take_line (&letterhead->issuer, text);
      return TRUE;
    case NH_DOCX_NUMBER:
      take_line (&letterhead->number, text);
      return TRUE;
    case NH_DOCX_PLACE_DATE:
      take_line (&letterhead->place_date, text);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
fill_signature (NhSignature *signature, NhDocxRole role, const char *text)
{
  switch ((int) role)
    {
    case NH_DOCX_RECIPIENT:
      take_item (&signature->recipients, text);
      return TRUE;
    case NH_DOCX_AUTHORITY:
      take_item (&signature->authority, text);
      return TRUE;
    case NH_DOCX_SIGNER:
      take_line (&signature->name, text);
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * nh_docx_fill_form:
 * @form: (inout): the letterhead or the signatures that the table is; %NULL as long as neither
 * @role: what the paragraph is by its style
 * @words: its text
 *
 * The nation's name, "Nơi nhận:" and lines belong to the form and are not kept: the writer adds them.
 *
 * Returns: whether the paragraph belongs to the form
 */
gboolean
nh_docx_fill_form (NhElement **form, NhDocxRole role, NhRichText *words)
{
  g_autofree char *text = to_lines (words);
  gboolean head = role >= NH_DOCX_SUPERIOR && role <= NH_DOCX_PLACE_DATE;
  gboolean foot = role >= NH_DOCX_RECIPIENTS && role <= NH_DOCX_SIGNER;

  if (!head && !foot)
    return *form && !*text;
  if (!*form)
    *form = nh_element_new (head ? NH_ELEMENT_LETTERHEAD : NH_ELEMENT_SIGNATURE, 0);
  if ((*form)->letterhead)
    fill_letterhead ((*form)->letterhead, role, text);
  else
    fill_signature ((*form)->signature, role, text);
  return TRUE;
}

/** nh_docx_add_page_break: what follows begins a page. */
void
nh_docx_add_page_break (NhDocxReading *reading)
{
  add (reading, NH_ELEMENT_PAGE_BREAK);
}

/** nh_docx_end_section: the section that ends here has its paper this way. */
void
nh_docx_end_section (NhDocxReading *reading, gboolean landscape)
{
  guint n = nh_document_get_n_elements (reading->document);

  for (guint i = reading->section; i < n; i++)
    {
      NhElement *element = nh_document_get_element (reading->document, i);

      if (element->appendix)
        element->appendix->landscape = landscape;
    }
  reading->section = n;
}

/* Titles and heads of appendices take several paragraphs. Returns: whether @role is of them. */
static gboolean
add_to_title (NhDocxReading *reading, NhDocxRole role, const char *text)
{
  NhElement *element;

  switch ((int) role)
    {
    case NH_DOCX_TITLE:
      add (reading, NH_ELEMENT_TITLE)->title->type = g_strdup (text);
      return TRUE;
    case NH_DOCX_SUBJECT:
      element = last_element (reading, NH_ELEMENT_TITLE);
      take_line (&(element ? element : add (reading, NH_ELEMENT_TITLE))->title->subject, text);
      return TRUE;
    case NH_DOCX_APPENDIX:
      add (reading, NH_ELEMENT_APPENDIX_HEAD)->appendix->heading = g_strdup (text);
      return TRUE;
    case NH_DOCX_APPENDIX_TITLE:
    case NH_DOCX_ATTACHED:
      element = last_element (reading, NH_ELEMENT_APPENDIX_HEAD);
      if (element)
        take_line (role == NH_DOCX_ATTACHED ? &element->appendix->attached : &element->appendix->title,
                           text);
      return element != NULL;
    default:
      return FALSE;
    }
}

/* What has no place in a list of our own keeps its number as words. */
static NhRichText *
with_number (NhRichText *text, const char *number)
{
  NhRichText *numbered = nh_rich_text_new (number);

  nh_rich_text_append (numbered, " ", 1, NH_STYLE_PLAIN);
  nh_rich_text_append_slice (numbered, text, 0, nh_rich_text_get_length (text));
  return numbered;
}

static guint
heading_level (NhDocxRole role, int outline)
{
  if (role >= NH_DOCX_HEADING_1 && role <= NH_DOCX_HEADING_5)
    return role - NH_DOCX_HEADING_1 + 1;
  if (role >= NH_DOCX_CLAUSE_2 && role <= NH_DOCX_CLAUSE_5)
    return role - NH_DOCX_CLAUSE_2 + 2;
  return outline >= 0 ? (guint) MIN (outline + 1, 5) : 0;
}

/* Symbol and Wingdings have their signs where Unicode has none. */
static gboolean
is_of_sign_font (const char *label)
{
  gunichar c = g_utf8_get_char (label);

  return c >= 0xf000 && c <= 0xf0ff;
}

static void
add_text (NhDocxReading *reading, NhDocxParagraph *paragraph, const NhDocxStyle *style)
{
  int num = paragraph->num >= 0 ? paragraph->num : style->num;
  int level = paragraph->level >= 0 ? paragraph->level : style->level;
  int outline = paragraph->outline >= 0 ? paragraph->outline : style->outline;
  guint heading = heading_level (style->role, outline <= 8 ? outline : -1);
  gboolean own_bullet = style->role == NH_DOCX_BULLET_1 || style->role == NH_DOCX_BULLET_2;
  gboolean bullet;
  g_autofree char *label = nh_docx_numbers_next (reading->numbers, num, MAX (level, 0), &bullet);
  NhElement *element;

  if (heading)
    {
      element = add (reading, NH_ELEMENT_HEADING);
      element->level = heading;
      element->label = g_steal_pointer (&label);
    }
  else if (own_bullet || bullet)
    {
      element = add (reading, NH_ELEMENT_BULLET);
      element->level = own_bullet ? style->role - NH_DOCX_BULLET_1 + 1 : level > 0 ? 2 : 1;
      /* The signs of others are those of their fonts; other programs may drop the list of a style. */
      if (!own_bullet || (label ? is_of_sign_font (label) : paragraph->num != 0))
        {
          g_free (label);
          label = g_strdup (element->level == 1 ? "–" : "+");
        }
      element->label = g_steal_pointer (&label);
    }
  else
    element = add (reading, style->role == NH_DOCX_BASIS ? NH_ELEMENT_BASIS : NH_ELEMENT_PARAGRAPH);
  element->text = label && *label ? with_number (paragraph->text, label) : nh_rich_text_ref (paragraph->text);
}

/** nh_docx_add_paragraph: a paragraph of the body. */
void
nh_docx_add_paragraph (NhDocxReading *reading, NhDocxParagraph *paragraph)
{
  NhDocxStyle style = nh_docx_styles_get (reading->styles, paragraph->style);
  g_autofree char *text = to_lines (paragraph->text);
  gboolean plain = style.role == NH_DOCX_NORMAL || style.role == NH_DOCX_OTHER;
  gboolean helper = style.role == NH_DOCX_RULE || style.role == NH_DOCX_SPACER
                    || style.role == NH_DOCX_PAGE_BREAK || style.role == NH_DOCX_NO_CELL
                    || (plain && (paragraph->ends_section || paragraph->begins_page));

  if (style.role == NH_DOCX_PAGE_BREAK || paragraph->begins_page)
    nh_docx_add_page_break (reading);
  if (helper && nh_rich_text_get_length (paragraph->text) == 0)
    return;
  if (!add_to_title (reading, style.role, text))
    add_text (reading, paragraph, &style);
}
