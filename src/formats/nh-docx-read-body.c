/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The texts of a Word file, streamed: paragraphs of the body, of the cells of tables, of footnotes.
 * What was deleted with changes tracked, drawings and instructions of fields are left out.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/nh-page-style.h"
#include "formats/nh-docx-read-private.h"
#include "formats/nh-text-bytes.h"

typedef enum
{
  NAME_OTHER,
  NAME_BR,
  NAME_CR,
  NAME_ENDNOTE,
  NAME_ENDNOTE_REFERENCE,
  NAME_FOOTNOTE,
  NAME_FOOTNOTE_REFERENCE,
  NAME_GRID_AFTER,
  NAME_GRID_BEFORE,
  NAME_GRID_SPAN,
  NAME_ILVL,
  NAME_JC,
  NAME_NO_BREAK_HYPHEN,
  NAME_NUM_ID,
  NAME_OUTLINE,
  NAME_P,
  NAME_PAGE_BREAK_BEFORE,
  NAME_P_PR,
  NAME_P_STYLE,
  NAME_PG_SZ,
  NAME_R,
  NAME_R_PR,
  NAME_R_STYLE,
  NAME_SECT_PR,
  NAME_SKIPPED,
  NAME_SOFT_HYPHEN,
  NAME_SYMBOL,
  NAME_T,
  NAME_TAB,
  NAME_TBL,
  NAME_TBL_HEADER,
  NAME_TC,
  NAME_TR,
  NAME_V_MERGE,
} Name;

static const struct
{
  const char *text;
  Name name;
} names[] = {
  { "p", NAME_P },
  { "r", NAME_R },
  { "t", NAME_T },
  { "rPr", NAME_R_PR },
  { "pPr", NAME_P_PR },
  { "pStyle", NAME_P_STYLE },
  { "rStyle", NAME_R_STYLE },
  { "numId", NAME_NUM_ID },
  { "ilvl", NAME_ILVL },
  { "jc", NAME_JC },
  { "outlineLvl", NAME_OUTLINE },
  { "pageBreakBefore", NAME_PAGE_BREAK_BEFORE },
  { "br", NAME_BR },
  { "cr", NAME_CR },
  { "tab", NAME_TAB },
  { "noBreakHyphen", NAME_NO_BREAK_HYPHEN },
  { "softHyphen", NAME_SOFT_HYPHEN },
  { "sym", NAME_SYMBOL },
  { "footnoteReference", NAME_FOOTNOTE_REFERENCE },
  { "endnoteReference", NAME_ENDNOTE_REFERENCE },
  { "footnote", NAME_FOOTNOTE },
  { "endnote", NAME_ENDNOTE },
  { "tbl", NAME_TBL },
  { "tr", NAME_TR },
  { "tc", NAME_TC },
  { "tblHeader", NAME_TBL_HEADER },
  { "gridSpan", NAME_GRID_SPAN },
  { "vMerge", NAME_V_MERGE },
  { "gridBefore", NAME_GRID_BEFORE },
  { "gridAfter", NAME_GRID_AFTER },
  { "sectPr", NAME_SECT_PR },
  { "pgSz", NAME_PG_SZ },
  /* With all that is inside. */
  { "Fallback", NAME_SKIPPED },
  { "del", NAME_SKIPPED },
  { "delText", NAME_SKIPPED },
  { "drawing", NAME_SKIPPED },
  { "instrText", NAME_SKIPPED },
  { "moveFrom", NAME_SKIPPED },
  { "object", NAME_SKIPPED },
  { "pict", NAME_SKIPPED },
  { "pPrChange", NAME_SKIPPED },
  { "rPrChange", NAME_SKIPPED },
  { "rt", NAME_SKIPPED },
  { "sdtPr", NAME_SKIPPED },
  { "sectPrChange", NAME_SKIPPED },
  { "tabs", NAME_SKIPPED },
  { "tblPrChange", NAME_SKIPPED },
  { "tcPrChange", NAME_SKIPPED },
  { "trPrChange", NAME_SKIPPED },
  { "txbxContent", NAME_SKIPPED },
};

typedef struct
{
  NhDocxReading *reading;
  GHashTable *notes; /* where to keep footnotes; NULL while reading the body */
  GError *error;

  Name stack[NH_READ_MAX_XML_DEPTH + 1];
  guint depth;
  guint skipped; /* depth of what is left out; 0: nothing is */

  NhDocxParagraph *paragraph;
  NhDocxLetters letters; /* of the run */
  char *run_style;
  GString *run; /* text of the run so far */

  NhDocxTable *table;
  guint tables; /* inside each other */

  NhRichText *note;
  char *note_id;

  gboolean section;
  gboolean landscape;
} Body;

static Name
find_name (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].text, text) == 0)
      return names[i].name;
  return NAME_OTHER;
}

static gboolean
is_inside (const Body *body, Name name)
{
  for (guint i = body->depth; i-- > 0;)
    if (body->stack[i] == name)
      return TRUE;
  return FALSE;
}

static void
paragraph_free (NhDocxParagraph *paragraph)
{
  nh_rich_text_unref (paragraph->text);
  g_free (paragraph->style);
  g_free (paragraph);
}

static NhStyle
run_style (Body *body)
{
  NhDocxStyle style = { .letters = { 0, 0 } };
  NhStyle known = body->letters.known;

  if (body->run_style)
    style = nh_docx_styles_get (body->reading->styles, body->run_style);
  return (style.letters.style & ~known) | (body->letters.style & known);
}

static void
note_letters (NhDocxParagraph *paragraph, NhStyle style)
{
  gboolean bold = (style & NH_STYLE_BOLD) != 0;
  gboolean italic = (style & NH_STYLE_ITALIC) != 0;

  paragraph->all_bold = bold && (paragraph->all_bold || !paragraph->has_letters);
  paragraph->all_italic = italic && (paragraph->all_italic || !paragraph->has_letters);
  paragraph->has_letters = TRUE;
}

static void
flush (Body *body)
{
  NhStyle style;
  char *text;

  if (!body->paragraph || body->run->len == 0)
    return;
  style = run_style (body);
  text = nh_text_take_nfc (g_strndup (body->run->str, body->run->len));
  nh_rich_text_append (body->paragraph->text, text, -1, style);
  note_letters (body->paragraph, style);
  g_string_truncate (body->run, 0);
  g_free (text);
}

static void
start_paragraph (Body *body)
{
  NhDocxParagraph *paragraph = g_new0 (NhDocxParagraph, 1);

  g_clear_pointer (&body->paragraph, paragraph_free);
  g_string_truncate (body->run, 0);
  paragraph->text = nh_rich_text_new (NULL);
  paragraph->num = paragraph->level = paragraph->outline = -1;
  body->paragraph = paragraph;
}

/* Only the first blank is Word's, between the mark and the text. */
static void
add_to_note (Body *body)
{
  NhRichText *text = body->paragraph->text;
  const char *words = nh_rich_text_get_text (text);
  gboolean first = nh_rich_text_get_length (body->note) == 0;

  if (!first)
    nh_rich_text_append (body->note, "\xe2\x80\xa8", -1, NH_STYLE_PLAIN);
  nh_rich_text_append_slice (body->note, text, first && (*words == ' ' || *words == '\t') ? 1 : 0,
                             nh_rich_text_get_length (text));
}

/* Blanks that do not break become common ones where the writer made them so, to end the lines where the
 * preview does. Those that the text had itself are marked, and stay. */
static void
untie (NhDocxParagraph *paragraph)
{
  const char *text = nh_rich_text_get_text (paragraph->text);
  g_autoptr (GString) blanks = NULL;
  NhRichText *untied;
  guint done = 0;
  gsize shorter = 0;

  if (!strstr (text, NH_DOCX_NO_BREAK_SPACE) && !strstr (text, NH_DOCX_KEPT_BLANK))
    return;
  blanks = nh_docx_with_blanks (text);
  untied = nh_rich_text_new (NULL);
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      guint offset = (guint) (p - text);
      gboolean no_break = g_str_has_prefix (p, NH_DOCX_NO_BREAK_SPACE);
      gboolean kept = *p == *NH_DOCX_KEPT_BLANK;
      gboolean tie = no_break && nh_page_is_tie (blanks->str, blanks->str + offset - shorter);

      shorter += no_break ? 1 : 0;
      if (!kept && !tie)
        continue;
      nh_rich_text_append_slice (untied, paragraph->text, done, offset);
      nh_rich_text_append (untied, kept ? NH_DOCX_NO_BREAK_SPACE : " ", -1,
                           nh_rich_text_get_style_at (paragraph->text, offset));
      done = (guint) (g_utf8_next_char (p) - text);
    }
  nh_rich_text_append_slice (untied, paragraph->text, done, nh_rich_text_get_length (paragraph->text));
  nh_rich_text_unref (paragraph->text);
  paragraph->text = untied;
}

static void
end_paragraph (Body *body)
{
  NhDocxParagraph *paragraph;

  flush (body);
  paragraph = body->paragraph;
  if (!paragraph)
    return;
  untie (paragraph);
  paragraph->ends_section = body->section;
  if (body->notes)
    {
      if (body->note)
        add_to_note (body);
    }
  else if (body->table)
    nh_docx_table_add_paragraph (body->table,
                                 nh_docx_styles_get (body->reading->styles, paragraph->style).role, paragraph);
  else
    nh_docx_add_paragraph (body->reading, paragraph);
  g_clear_pointer (&body->paragraph, paragraph_free);
  if (body->section)
    nh_docx_end_section (body->reading, body->landscape);
  body->section = FALSE;
}

static gboolean
is_of_type (const NhXmlAttributes *attributes, const char *type)
{
  g_autofree char *value = nh_xml_dup (attributes, "type");

  return g_strcmp0 (value, type) == 0;
}

/* A page break in the middle of a paragraph makes two of it. */
static void
break_page (Body *body)
{
  NhDocxParagraph *old = body->paragraph;
  NhDocxParagraph *rest;

  flush (body);
  if (!old || body->table || body->notes)
    return;
  untie (old);
  if (nh_rich_text_get_length (old->text) > 0)
    nh_docx_add_paragraph (body->reading, old);
  body->paragraph = NULL;
  start_paragraph (body);
  rest = body->paragraph;
  rest->style = g_steal_pointer (&old->style);
  rest->num = 0;
  rest->begins_page = TRUE;
  paragraph_free (old);
}

static void
read_break (Body *body, const NhXmlAttributes *attributes)
{
  if (is_of_type (attributes, "page"))
    break_page (body);
  else if (is_of_type (attributes, "textWrapping"))
    g_string_append_c (body->run, '\n');
  else if (!is_of_type (attributes, "column"))
    g_string_append (body->run, "\xe2\x80\xa8");
}

static void
add_note (Body *body, GHashTable *notes, const NhXmlAttributes *attributes)
{
  g_autofree char *id = nh_xml_dup (attributes, "id");
  NhRichText *note = id && notes ? g_hash_table_lookup (notes, id) : NULL;

  flush (body);
  if (note && body->paragraph && !body->notes)
    nh_rich_text_append_note (body->paragraph->text, note, run_style (body));
}

/* Fonts of signs have places of their own, which say nothing without the font. */
static void
read_symbol (Body *body, const NhXmlAttributes *attributes)
{
  g_autofree char *figure = nh_xml_dup (attributes, "char");
  guint64 code;

  if (!figure || !g_ascii_string_to_unsigned (figure, 16, 0x20, 0xffff, &code, NULL))
    return;
  if (code == 0xa0)
    g_string_append (body->run, NH_DOCX_KEPT_BLANK);
  else if (g_unichar_validate ((gunichar) code) && g_unichar_isgraph ((gunichar) code))
    g_string_append_unichar (body->run, (gunichar) code);
}

static void
read_alignment (Body *body, const NhXmlAttributes *attributes)
{
  g_autofree char *value = nh_xml_dup (attributes, "val");

  if (g_strcmp0 (value, "center") == 0)
    body->paragraph->align = NH_ALIGN_CENTRE;
  else if (g_strcmp0 (value, "right") == 0 || g_strcmp0 (value, "end") == 0)
    body->paragraph->align = NH_ALIGN_RIGHT;
}

/* Elements inside pPr. */
static void
read_paragraph_property (Body *body, Name name, const char *text, const NhXmlAttributes *attributes)
{
  NhDocxParagraph *paragraph = body->paragraph;

  switch ((int) name)
    {
    case NAME_P_STYLE:
      g_free (paragraph->style);
      paragraph->style = nh_xml_dup (attributes, "val");
      break;
    case NAME_NUM_ID:
      paragraph->num = (int) (nh_xml_int (attributes, "val", 0) & G_MAXINT32);
      break;
    case NAME_ILVL:
      paragraph->level = (int) (nh_xml_int (attributes, "val", 0) & G_MAXINT16);
      break;
    case NAME_OUTLINE:
      paragraph->outline = (int) (nh_xml_int (attributes, "val", 9) & G_MAXINT16);
      break;
    case NAME_JC:
      read_alignment (body, attributes);
      break;
    case NAME_PAGE_BREAK_BEFORE:
      paragraph->begins_page = nh_docx_read_switch (attributes);
      break;
    default:
      if (is_inside (body, NAME_R_PR))
        nh_docx_read_letters (&paragraph->mark, text, attributes);
    }
}

static void
read_page_size (Body *body, const NhXmlAttributes *attributes)
{
  body->landscape = nh_xml_int (attributes, "w", 0) > nh_xml_int (attributes, "h", 0);
}

/* Elements that tell of the table, of which only the outermost is one. */
static void
read_table_property (Body *body, Name name, const NhXmlAttributes *attributes)
{
  g_autofree char *value = NULL;

  if (!body->table || body->tables > 1)
    return;
  switch ((int) name)
    {
    case NAME_TR:
      nh_docx_table_start_row (body->table);
      break;
    case NAME_TC:
      nh_docx_table_start_cell (body->table);
      break;
    case NAME_TBL_HEADER:
      if (nh_docx_read_switch (attributes))
        nh_docx_table_set_head (body->table);
      break;
    case NAME_GRID_BEFORE:
      nh_docx_table_skip (body->table, (guint) nh_xml_int (attributes, "val", 0));
      break;
    case NAME_GRID_SPAN:
      nh_docx_table_set_span (body->table, (guint) nh_xml_int (attributes, "val", 1));
      break;
    case NAME_V_MERGE:
      value = nh_xml_dup (attributes, "val");
      nh_docx_table_set_merge (body->table, g_strcmp0 (value, "restart") != 0);
      break;
    default:
      break;
    }
}

/* Elements that stand in a run. */
static void
read_run_content (Body *body, Name name, const char *text, const NhXmlAttributes *attributes)
{
  switch ((int) name)
    {
    case NAME_R_STYLE:
      g_free (body->run_style);
      body->run_style = nh_xml_dup (attributes, "val");
      break;
    case NAME_BR:
      read_break (body, attributes);
      break;
    case NAME_CR:
      g_string_append (body->run, "\xe2\x80\xa8");
      break;
    case NAME_TAB:
      g_string_append_c (body->run, '\t');
      break;
    case NAME_NO_BREAK_HYPHEN:
      g_string_append (body->run, "\xe2\x80\x91");
      break;
    case NAME_SOFT_HYPHEN:
      g_string_append (body->run, "\xc2\xad");
      break;
    case NAME_SYMBOL:
      read_symbol (body, attributes);
      break;
    case NAME_FOOTNOTE_REFERENCE:
      add_note (body, body->reading->footnotes, attributes);
      break;
    case NAME_ENDNOTE_REFERENCE:
      add_note (body, body->reading->endnotes, attributes);
      break;
    default:
      if (is_inside (body, NAME_R_PR))
        nh_docx_read_letters (&body->letters, text, attributes);
    }
}

static void
start_note (Body *body, const NhXmlAttributes *attributes)
{
  g_autofree char *type = nh_xml_dup (attributes, "type");

  g_clear_pointer (&body->note, nh_rich_text_unref);
  g_clear_pointer (&body->note_id, g_free);
  if (!body->notes || (type && !g_str_equal (type, "normal")))
    return;
  body->note = nh_rich_text_new (NULL);
  body->note_id = nh_xml_dup (attributes, "id");
}

static gboolean
count_paragraph (Body *body)
{
  if (++body->reading->n_paragraphs <= NH_READ_MAX_PARAGRAPHS)
    return TRUE;
  g_set_error (&body->error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
               _("The file has more than %u paragraphs, which is more than can be read."), NH_READ_MAX_PARAGRAPHS);
  return FALSE;
}

static void
start_table (Body *body)
{
  if (body->tables++ == 0 && !body->notes)
    body->table = nh_docx_table_new ();
}

static void
start_name (Body *body, Name name, const char *text, const NhXmlAttributes *attributes)
{
  switch ((int) name)
    {
    case NAME_P:
      start_paragraph (body);
      return;
    case NAME_R:
      flush (body);
      body->letters = (NhDocxLetters) { 0, 0 };
      g_clear_pointer (&body->run_style, g_free);
      return;
    case NAME_TBL:
      start_table (body);
      return;
    case NAME_FOOTNOTE:
    case NAME_ENDNOTE:
      start_note (body, attributes);
      return;
    case NAME_SECT_PR:
      body->landscape = FALSE;
      return;
    case NAME_PG_SZ:
      read_page_size (body, attributes);
      return;
    default:
      break;
    }
  if (body->paragraph && is_inside (body, NAME_R))
    read_run_content (body, name, text, attributes);
  else if (body->paragraph && is_inside (body, NAME_P_PR))
    read_paragraph_property (body, name, text, attributes);
  else
    read_table_property (body, name, attributes);
}

static gboolean
start (gpointer data, const char *text, const NhXmlAttributes *attributes)
{
  Body *body = data;
  Name name = find_name (text);

  if (!body->skipped && name == NAME_SKIPPED)
    body->skipped = body->depth + 1;
  if (!body->skipped)
    {
      if (name == NAME_P && !count_paragraph (body))
        return FALSE;
      start_name (body, name, text, attributes);
    }
  if (body->depth < G_N_ELEMENTS (body->stack))
    body->stack[body->depth] = name;
  body->depth++;
  return TRUE;
}

static void
end_note (Body *body)
{
  if (body->note && body->note_id)
    g_hash_table_replace (body->notes, g_steal_pointer (&body->note_id), g_steal_pointer (&body->note));
}

static void
end_table (Body *body)
{
  NhElement *element;

  if (!body->tables || --body->tables || !body->table)
    return;
  element = nh_docx_table_finish (body->table);
  if (element)
    nh_document_append (body->reading->document, element);
  g_clear_pointer (&body->table, nh_docx_table_free);
}

static gboolean
end_name (Body *body, Name name)
{
  switch ((int) name)
    {
    case NAME_R:
      flush (body);
      break;
    case NAME_P:
      end_paragraph (body);
      break;
    case NAME_TBL:
      end_table (body);
      break;
    case NAME_TC:
      if (body->table && body->tables == 1)
        nh_docx_table_end_cell (body->table);
      break;
    case NAME_TR:
      return !body->table || body->tables > 1
             || nh_docx_table_end_row (body->table, body->reading, &body->error);
    case NAME_FOOTNOTE:
    case NAME_ENDNOTE:
      end_note (body);
      break;
    case NAME_SECT_PR:
      if (body->paragraph)
        body->section = TRUE;
      else if (!body->table && !body->notes)
        nh_docx_end_section (body->reading, body->landscape);
      break;
    default:
      break;
    }
  return TRUE;
}

static gboolean
end (gpointer data, const char *text)
{
  Body *body = data;

  if (body->depth)
    body->depth--;
  if (body->skipped)
    {
      if (body->depth < body->skipped)
        body->skipped = 0;
      return TRUE;
    }
  return end_name (body, find_name (text));
}

static void
text (gpointer data, const char *text_, gsize length)
{
  Body *body = data;
  gboolean wanted = body->depth && body->depth <= G_N_ELEMENTS (body->stack)
                    && body->stack[body->depth - 1] == NAME_T;

  if (body->skipped || !wanted || !body->paragraph || body->reading->n_bytes > NH_READ_MAX_DOCUMENT_TEXT)
    return;
  body->reading->n_bytes += length;
  g_string_append_len (body->run, text_, (gssize) length);
}

static gboolean
read_part (Body *body, const char *part, GError **error)
{
  static const NhXmlHandlers handlers = { .start = start, .end = end, .text = text };
  gboolean ok;

  body->run = g_string_new (NULL);
  ok = nh_package_parse (body->reading->package, part, &handlers, body, body->error ? NULL : error);
  g_string_free (body->run, TRUE);
  g_clear_pointer (&body->paragraph, paragraph_free);
  g_clear_pointer (&body->table, nh_docx_table_free);
  g_clear_pointer (&body->note, nh_rich_text_unref);
  g_free (body->note_id);
  g_free (body->run_style);
  if (body->error)
    {
      g_clear_error (error);
      g_propagate_error (error, body->error);
      return FALSE;
    }
  return ok;
}

/** nh_docx_read_body: reads the elements of @part into the document. */
gboolean
nh_docx_read_body (NhDocxReading *reading, const char *part, GError **error)
{
  Body body = { .reading = reading };

  return read_part (&body, part, error);
}

/** nh_docx_read_notes: reads the footnotes or endnotes of @part into @notes. */
gboolean
nh_docx_read_notes (NhDocxReading *reading, const char *part, GHashTable *notes, GError **error)
{
  Body body = { .reading = reading, .notes = notes };

  return read_part (&body, part, error);
}
