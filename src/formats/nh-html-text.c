/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libxml2's HTML parser calls us for each element (SAX), as in nh-html-table.c, which reads what
 * stands in tables. Here a page becomes paragraphs; nh-html-text-blocks.c makes blocks of them.
 */
#include "formats/nh-html-text-reader.h"

#include <glib/gi18n-lib.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "formats/nh-read-budget.h"
#include "formats/nh-text-bytes.h"

static void
note_sign (NhHtmlReader *reader, const char *text, gsize length)
{
  NhHtmlReference *reference = &g_array_index (reader->references, NhHtmlReference, reader->note);
  g_autofree char *piece = g_strndup (text, length);

  g_strstrip (piece);
  if (strlen (piece) + strlen (reference->sign) < sizeof reference->sign && g_utf8_validate (piece, -1, NULL))
    strcat (reference->sign, piece);
}

static void
characters (void *data, const xmlChar *xml_text, int length)
{
  NhHtmlReader *reader = data;
  NhHtmlFrame *frame = nh_html_reader_top (reader);
  const char *text = (const char *) xml_text;

  if (reader->error)
    return;
  if (frame->is_sheet)
    {
      nh_html_sheet_add (reader->sheet, text, (gsize) length);
      return;
    }
  if (frame->skipped || frame->is_sign)
    {
      if (frame->is_sign && reader->note >= 0)
        note_sign (reader, text, (gsize) length);
      return;
    }
  if (nh_html_tables_get_n_open (reader->tables) > 0)
    {
      nh_html_tables_characters (reader->tables, text, (gsize) length);
      for (int i = 0; i < length && reader->cells->len > 0; i++)
        if (!g_ascii_isspace (text[i]) && !((guint8) text[i] == 0xC2 || (guint8) text[i] == 0xA0))
          {
            nh_html_cells_add_text (reader->cells->pdata[reader->cells->len - 1], frame->style,
                                    frame->align);
            break;
          }
    }
  if (frame->is_number)
    nh_html_reader_append_number (reader, text, (gsize) length);
  else
    nh_html_reader_append_words (reader, text, (gsize) length);
}

static const char *
find_attribute (const xmlChar **attributes, const char *name)
{
  for (guint i = 0; attributes && attributes[i]; i += 2)
    if (g_ascii_strcasecmp ((const char *) attributes[i], name) == 0)
      return attributes[i + 1] ? (const char *) attributes[i + 1] : "";
  return NULL;
}

/* Links that lead to each other are the sign of a footnote and its footnote: Word ("#_ftn1"),
 * LibreOffice ("#sdfootnote1sym") and web editors all write them so. */
static void
begin_link (NhHtmlReader *reader, NhHtmlFrame *frame, const xmlChar **attributes)
{
  const char *href = find_attribute (attributes, "href");
  const char *name = find_attribute (attributes, "name");
  NhHtmlReference reference = { 0 };
  guint index;

  if (!name || !*name)
    name = find_attribute (attributes, "id");
  if (!href || href[0] != '#' || !href[1] || !name || !*name || frame->reference >= 0)
    return;
  index = GPOINTER_TO_UINT (g_hash_table_lookup (reader->by_target, name));
  if (index > 0 && (!reader->current || reader->current->text->len == 0))
    {
      NhHtmlReference *found = &g_array_index (reader->references, NhHtmlReference, index - 1);

      if (strcmp (found->name, href + 1) == 0 && !found->found)
        {
          found->found = TRUE;
          frame->is_sign = TRUE;
          reader->note = (int) index - 1;
          if (reader->current)
            reader->current->note = reader->note;
          return;
        }
    }
  if (g_hash_table_lookup (reader->by_target, href + 1))
    return;
  reference.name = g_strdup (name);
  reference.target = g_strdup (href + 1);
  reference.in_table = nh_html_tables_get_n_open (reader->tables) > 0;
  g_array_append_val (reader->references, reference);
  g_hash_table_insert (reader->by_target, reference.target, GUINT_TO_POINTER (reader->references->len));
  frame->reference = (int) reader->references->len - 1;
}

/* A footnote lasts to the end of the division around its sign, or of its paragraph. */
static void
note_begins (NhHtmlReader *reader)
{
  static const char *const around[] = { "div", "li", "aside", NULL };

  reader->note_depth = 0;
  for (guint i = reader->frames->len; i-- > 0;)
    {
      const NhHtmlFrame *frame = &g_array_index (reader->frames, NhHtmlFrame, i);

      if (strcmp (frame->name, "p") == 0)
        reader->note_depth = i + 1;
      if (!g_strv_contains (around, frame->name))
        continue;
      reader->note_depth = i + 1;
      return;
    }
}

static const char *const skipped[] = { "head",   "script", "title",  "select", "noscript", "template",
                                       "xml",    "object", "svg",    "math",   "button",   "textarea",
                                       "iframe", "del",    "applet", "audio",  "video",    "map",
                                       NULL };
static const char *const blocks[]
    = { "p",       "div",     "li",      "h1",     "h2",     "h3",      "h4",         "h5",  "h6",
        "ul",      "ol",      "dl",      "dt",     "dd",     "pre",     "blockquote", "hr",  "table",
        "tr",      "td",      "th",      "caption", "section", "article", "header",     "nav", "footer",
        "address", "figure",  "fieldset", "center", "aside",  "main",    "body",       "form", NULL };

static gboolean
is_block (const char *name)
{
  return g_strv_contains (blocks, name);
}

static guint
heading_of (const char *name)
{
  return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2] ? (guint) (name[1] - '0') : 0;
}

/* How the element looks that is about to be opened, by its name and attributes. */
static void
read_style (NhHtmlReader *reader, const char *name, const xmlChar **attributes, NhHtmlStyle *style)
{
  const char *classes = find_attribute (attributes, "class");
  const char *declarations = find_attribute (attributes, "style");
  const char *value;

  nh_html_style_init (style);
  if (strcmp (name, "b") == 0 || strcmp (name, "strong") == 0)
    style->bold = NH_HTML_YES;
  else if (strcmp (name, "i") == 0 || strcmp (name, "em") == 0 || strcmp (name, "cite") == 0)
    style->italic = NH_HTML_YES;
  else if (strcmp (name, "pre") == 0)
    style->pre = NH_HTML_YES;
  else if (heading_of (name) || strcmp (name, "th") == 0)
    style->bold = NH_HTML_YES;
  nh_html_sheet_apply (reader->sheet, name, classes, style);
  if ((value = find_attribute (attributes, "align")))
    {
      g_autofree char *declaration = g_strconcat ("text-align:", value, NULL);

      nh_html_style_read (style, declaration);
    }
  if (strcmp (name, "font") == 0 && (value = find_attribute (attributes, "face")))
    style->font = NH_HTML_YES, style->encoding = nh_legacy_text_encoding_of_font (value, &style->capitals);
  if ((value = find_attribute (attributes, "width")))
    style->width = nh_html_read_width (value);
  if (declarations)
    nh_html_style_read (style, declarations);
  if (find_attribute (attributes, "hidden"))
    style->hidden = NH_HTML_YES;
  /* Tables of contents are made anew, comments of readers are no text. */
  if (classes && (g_str_has_prefix (classes, "MsoToc") || g_str_has_prefix (classes, "msocom")
                  || g_str_has_prefix (classes, "MsoComment")))
    style->hidden = NH_HTML_YES;
}

static NhHtmlList
list_of (const char *name, const xmlChar **attributes, const NhHtmlStyle *style)
{
  const char *type = find_attribute (attributes, "type");

  if (style->list)
    return style->list;
  if (strcmp (name, "ul") == 0)
    return NH_HTML_LIST_MARKS;
  if (!type || g_ascii_isdigit (*type) || strlen (type) != 1)
    return NH_HTML_LIST_ARABIC;
  return *type == 'I' ? NH_HTML_LIST_ROMAN : NH_HTML_LIST_LETTER;
}

static void
inherit (NhHtmlFrame *frame, const char *name, const NhHtmlStyle *style)
{
  if (style->bold != NH_HTML_UNKNOWN)
    frame->style = style->bold ? frame->style | NH_STYLE_BOLD : frame->style & ~(guint) NH_STYLE_BOLD;
  if (style->italic != NH_HTML_UNKNOWN)
    frame->style = style->italic ? frame->style | NH_STYLE_ITALIC : frame->style & ~(guint) NH_STYLE_ITALIC;
  frame->skipped = frame->skipped || style->hidden == NH_HTML_YES || style->not_of_text
                   || g_strv_contains (skipped, name);
  frame->is_number = frame->is_number || style->is_number;
  frame->pre = style->pre != NH_HTML_UNKNOWN ? style->pre == NH_HTML_YES : frame->pre;
  frame->align = style->align >= 0 ? style->align : frame->align;
  frame->list = NH_HTML_LIST_NONE;
  if (style->font == NH_HTML_YES)
    {
      /* "serif" beside a name says nothing about bytes; only fonts of old encodings do. */
      frame->known_encoding = style->encoding != NH_ENCODING_UNICODE;
      frame->encoding = style->encoding;
      frame->capitals = style->capitals;
    }
}

/* The list that the next paragraph belongs to; only the first one of an item has its number. */
static void
begin_item (NhHtmlReader *reader)
{
  NhHtmlParagraph *paragraph;
  NhHtmlList list = NH_HTML_LIST_NONE;
  guint n_ordered = 0, n_marks = 0;

  for (guint i = reader->frames->len; i-- > 0;)
    {
      const NhHtmlFrame *frame = &g_array_index (reader->frames, NhHtmlFrame, i);

      if (frame->list && !list)
        list = frame->list;
      n_marks += frame->list == NH_HTML_LIST_MARKS;
      n_ordered += frame->list && frame->list != NH_HTML_LIST_MARKS;
    }
  paragraph = nh_html_reader_need_paragraph (reader);
  paragraph->list = list ? list : NH_HTML_LIST_MARKS;
  if (paragraph->list == NH_HTML_LIST_MARKS)
    paragraph->list_depth = MAX (n_marks, 1);
  else
    /* A numbered list within bullets lies below them. */
    paragraph->list_depth = n_marks > 0 ? n_ordered + 2 : n_ordered;
}

static void
begin_block (NhHtmlReader *reader, const char *name, const NhHtmlStyle *style)
{
  NhHtmlParagraph *paragraph = reader->current;
  guint heading = heading_of (name);

  /* <li><p>, <li><h1>: one paragraph, unless the item has begun. */
  if (!(paragraph && paragraph->list && paragraph->text->len == 0
        && (strcmp (name, "p") == 0 || strcmp (name, "div") == 0 || heading)))
    nh_html_reader_end_paragraph (reader);
  if (!heading && strcmp (name, "p") == 0 && style->outline > 0)
    heading = (guint) style->outline;
  if (strcmp (name, "li") == 0)
    begin_item (reader);
  if (heading > 0)
    nh_html_reader_need_paragraph (reader)->heading = heading;
  if (style->page_break)
    nh_html_reader_need_paragraph (reader)->page_break_before = TRUE;
  if (style->list_level > 0)
    {
      paragraph = nh_html_reader_need_paragraph (reader);
      paragraph->list_depth = (guint) style->list_level;
    }
}

static void
begin_table_part (NhHtmlReader *reader, const char *name, const xmlChar **attributes, const NhHtmlStyle *style)
{
  /* A piece of a page may begin with rows or cells. */
  static const char *const parts[] = { "table", "tr", "td", "th", NULL };
  guint n_open = nh_html_tables_get_n_open (reader->tables), row, column;

  if (n_open == 0 && !g_strv_contains (parts, name))
    return;
  if (n_open == 0)
    {
      reader->table_start = reader->paragraphs->len;
      reader->n_table_references = reader->references->len;
    }
  nh_html_tables_start (reader->tables, name, attributes);
  while (reader->cells->len < nh_html_tables_get_n_open (reader->tables))
    g_ptr_array_add (reader->cells, nh_html_cells_new ());
  if ((strcmp (name, "td") == 0 || strcmp (name, "th") == 0)
      && nh_html_tables_get_place (reader->tables, &row, &column))
    {
      gboolean head = strcmp (name, "th") == 0;

      for (guint i = reader->frames->len; i-- > 0 && !head;)
        {
          const NhHtmlFrame *frame = &g_array_index (reader->frames, NhHtmlFrame, i);

          if (strcmp (frame->name, "table") == 0)
            break;
          head = strcmp (frame->name, "thead") == 0;
        }
      nh_html_cells_begin (reader->cells->pdata[reader->cells->len - 1], row, column, head,
                           style->align, find_attribute (attributes, "colspan") ? 0 : style->width);
    }
}

static void
line_break (NhHtmlReader *reader, const xmlChar **attributes, const NhHtmlStyle *style)
{
  const char *declarations = find_attribute (attributes, "style");

  if (style->page_break && declarations)
    {
      nh_html_reader_end_paragraph (reader);
      nh_html_reader_need_paragraph (reader)->page_break_before = TRUE;
      nh_html_reader_end_paragraph (reader);
    }
  else if (reader->current && g_str_has_suffix (reader->current->text->str, NH_SOFT_BREAK_UTF8))
    nh_html_reader_end_paragraph (reader);
  else if (reader->current)
    {
      nh_html_reader_append (reader, NH_SOFT_BREAK_UTF8, strlen (NH_SOFT_BREAK_UTF8));
      reader->pending_blank = FALSE;
    }
}

static void
start_element (void *data, const xmlChar *xml_name, const xmlChar **attributes)
{
  NhHtmlReader *reader = data;
  const char *name = (const char *) xml_name;
  NhHtmlFrame frame = *nh_html_reader_top (reader);
  NhHtmlStyle style;

  if (reader->error)
    return;
  if (reader->frames->len > NH_READ_MAX_HTML_DEPTH)
    {
      nh_html_reader_fail (reader, _ ("The page is nested too deeply to be read."));
      return;
    }
  /* A head that was never closed. */
  if (strcmp (name, "body") == 0 || strcmp (name, "table") == 0)
    frame.skipped = frame.skipped && !g_str_equal (frame.name, "head");
  g_strlcpy (frame.name, name, sizeof frame.name);
  frame.is_sheet = FALSE;
  if (strcmp (name, "meta") == 0)
    {
      const char *content = find_attribute (attributes, "content");

      reader->keeps_hard_blanks = reader->keeps_hard_blanks
                                  || (content
                                      && (g_str_has_prefix (content, "LibreOffice")
                                          || g_str_has_prefix (content, "Microsoft Word")
                                          || g_str_has_prefix (content, "Word.Document")));
    }
  read_style (reader, name, attributes, &style);
  inherit (&frame, name, &style);
  frame.is_sheet = strcmp (name, "style") == 0;
  if (frame.skipped || frame.is_sheet)
    {
      g_array_append_val (reader->frames, frame);
      return;
    }
  if (is_block (name))
    begin_block (reader, name, &style);
  begin_table_part (reader, name, attributes, &style);
  if (strcmp (name, "a") == 0)
    begin_link (reader, &frame, attributes);
  else if (strcmp (name, "ul") == 0 || strcmp (name, "ol") == 0)
    frame.list = list_of (name, attributes, &style);
  else if (strcmp (name, "br") == 0)
    line_break (reader, attributes, &style);
  else if (strcmp (name, "img") == 0 || g_str_equal (name, "v:imagedata"))
    reader->report->n_pictures++;
  g_array_append_val (reader->frames, frame);
  if (frame.is_sign && strcmp (name, "a") == 0)
    note_begins (reader);
}

/* What was read of the tables that are closed now: the inner ones come first. */
static void
close_tables (NhHtmlReader *reader, guint n_sheets)
{
  GPtrArray *sheets = nh_html_tables_get_sheets (reader->tables);

  while (reader->cells->len > nh_html_tables_get_n_open (reader->tables))
    {
      NhHtmlCells *cells = reader->cells->pdata[reader->cells->len - 1];
      char *options = NULL;

      if (n_sheets < sheets->len)
        options = nh_html_cells_to_options (cells, sheets->pdata[n_sheets++], reader->report);
      if (options)
        g_ptr_array_add (reader->table_options, options);
      g_ptr_array_set_size (reader->cells, (int) reader->cells->len - 1);
    }
  if (reader->cells->len > 0)
    return;
  g_ptr_array_set_size (sheets, 0);
  if (reader->table_options->len == 0)
    return;
  /* Its texts were read as paragraphs too, for the case that it is only a frame. */
  g_ptr_array_set_size (reader->paragraphs, (int) MIN (reader->table_start, reader->paragraphs->len));
  for (guint i = 0; i < reader->table_options->len; i++)
    {
      NhHtmlParagraph *paragraph = nh_html_paragraph_new ();

      paragraph->table = g_strdup (reader->table_options->pdata[i]);
      paragraph->note = -1;
      g_ptr_array_add (reader->paragraphs, paragraph);
    }
  g_ptr_array_set_size (reader->table_options, 0);
}

/* A frame around texts keeps its footnotes where they are. */
static void
end_table_part (NhHtmlReader *reader, const char *name)
{
  guint n_open = nh_html_tables_get_n_open (reader->tables);
  guint n_sheets = nh_html_tables_get_sheets (reader->tables)->len;

  if (n_open == 0)
    return;
  nh_html_tables_end (reader->tables, name);
  if (nh_html_tables_get_n_open (reader->tables) < n_open)
    {
      guint n_before = reader->paragraphs->len;

      close_tables (reader, n_sheets);
      if (reader->cells->len == 0 && reader->paragraphs->len >= n_before
          && !(reader->paragraphs->len > 0
               && ((NhHtmlParagraph *) reader->paragraphs->pdata[reader->paragraphs->len - 1])->table))
        for (guint i = reader->n_table_references; i < reader->references->len; i++)
          g_array_index (reader->references, NhHtmlReference, i).in_table = FALSE;
    }
  if (!reader->error)
    {
      reader->error = nh_html_tables_take_error (reader->tables);
      if (reader->error)
        xmlStopParser (reader->parser);
    }
}

static void
end_element (void *data, const xmlChar *xml_name)
{
  NhHtmlReader *reader = data;
  const char *name = (const char *) xml_name;
  guint i = reader->frames->len;
  char cut[sizeof (((NhHtmlFrame *) NULL)->name)];
  gboolean skipped_one;

  g_strlcpy (cut, name, sizeof cut);
  while (i > 1 && strcmp (g_array_index (reader->frames, NhHtmlFrame, i - 1).name, cut) != 0)
    i--;
  if (reader->error || i <= 1)
    return;
  skipped_one = g_array_index (reader->frames, NhHtmlFrame, i - 1).skipped;
  g_array_set_size (reader->frames, i - 1);
  if (!skipped_one && is_block (name))
    nh_html_reader_end_paragraph (reader);
  if (!skipped_one)
    end_table_part (reader, name);
  if (reader->note >= 0 && reader->frames->len < reader->note_depth)
    {
      nh_html_reader_end_paragraph (reader);
      reader->note = -1;
    }
}

static void
parse (NhHtmlReader *reader, const char *text, int length)
{
  static const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                             | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
  xmlParserCtxtPtr parser = htmlNewParserCtxt ();
  xmlSAXHandler handler = { .startElement = start_element,
                            .endElement = end_element,
                            .characters = characters,
                            .cdataBlock = characters,
                            .ignorableWhitespace = characters };

  if (!parser)
    g_error ("out of memory");
  *parser->sax = handler;
  parser->userData = reader;
  reader->parser = parser;
  reader->tables = nh_html_tables_new (parser);
  htmlCtxtReadMemory (parser, text, length, NULL, "UTF-8", options);
  if (parser->myDoc)
    xmlFreeDoc (parser->myDoc);
  parser->myDoc = NULL;
  /* A page that ends in the middle of a table. */
  while (!reader->error && nh_html_tables_get_n_open (reader->tables) > 0)
    {
      nh_html_reader_end_paragraph (reader);
      end_table_part (reader, "table");
    }
  nh_html_reader_end_paragraph (reader);
  nh_html_tables_free (reader->tables);
  htmlFreeParserCtxt (parser);
}

/* Word hides from other programs what it marks by <![if …]> and <![endif]>; the parser would take
 * the marks for text. Before them there may stand what Windows puts on the clipboard. */
static char *
strip_marks (char *text)
{
  char *out, *p = text;
  gboolean unclosed = FALSE;

  if (g_str_has_prefix (text, "Version:"))
    p += strcspn (text, "<");
  for (out = text; *p;)
    {
      gboolean begins = !unclosed && strncmp (p, "<![", 3) == 0 && strncmp (p, "<![CDATA[", 9) != 0;
      char *end = begins ? strchr (p, ']') : NULL;

      unclosed = unclosed || (begins && !end);
      if (end)
        {
          p = end + 1;
          if (*p == '>')
            p++;
        }
      else if (strncmp (p, NH_RICH_TEXT_OBJECT_UTF8, 3) == 0 || strncmp (p, "\xE2\x80\x8B", 3) == 0)
        p += 3; /* pictures of other programs, and what nobody sees */
      else
        *out++ = *p++;
    }
  *out = '\0';
  return text;
}

static void
clear_reference (gpointer data)
{
  NhHtmlReference *reference = data;

  g_free (reference->name);
  g_free (reference->target);
  g_clear_pointer (&reference->paragraphs, g_ptr_array_unref);
}

static GPtrArray *
read_text (char *text, NhTextReport *report, GError **error)
{
  g_autoptr (NhHtmlSheet) sheet = nh_html_sheet_new ();
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (NhHtmlFrame));
  g_autoptr (GPtrArray) paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_html_paragraph_free);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_html_cells_free);
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) references = g_array_new (FALSE, FALSE, sizeof (NhHtmlReference));
  g_autoptr (GHashTable) by_target = g_hash_table_new (g_str_hash, g_str_equal);
  NhHtmlReader reader = { .frames = frames, .sheet = sheet, .paragraphs = paragraphs, .cells = cells,
                    .table_options = options, .references = references, .by_target = by_target,
                    .note = -1, .report = report };
  NhHtmlFrame all = { .align = -1, .reference = -1 };
  gsize length;

  g_array_set_clear_func (references, clear_reference);
  g_array_append_val (frames, all);
  length = strlen (strip_marks (text));
  parse (&reader, text, (int) MIN (length, INT_MAX));
  g_clear_pointer (&reader.current, nh_html_paragraph_free);
  if (reader.error)
    {
      g_propagate_error (error, reader.error);
      return NULL;
    }
  return nh_html_blocks (paragraphs, references, TRUE, report, error);
}

/**
 * nh_html_text_read:
 * @bytes: a page or a piece of one, in UTF-8, UTF-16 or a code page
 * @length: number of bytes
 * @report: (out) (optional): what was left out or changed
 * @error: return location
 *
 * Reads what a plan's text can hold: headings, lists, bold, italic, footnotes, tables, page breaks.
 * Numbers that were typed become numbers of the program. Pure: for any thread.
 *
 * Returns: (transfer full) (element-type NhBlock) (nullable): the blocks, without keys; %NULL with
 *   %NH_READ_ERROR_LIMIT when the page is larger than what is read (docs/LIMITS.md).
 */
GPtrArray *
nh_html_text_read (const void *bytes, gsize length, NhTextReport *report, GError **error)
{
  g_autofree char *text = NULL;
  NhTextReport ignored = { 0 };

  report = report ? report : &ignored;
  *report = (NhTextReport){ 0 };
  if (length > NH_READ_MAX_PASTE)
    {
      g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                   _ ("The text is larger than %u MiB, which is more than can be pasted."),
                   (guint) (NH_READ_MAX_PASTE / NH_READ_MIB));
      return NULL;
    }
  text = nh_text_bytes_to_utf8 (bytes, length, NULL, NULL);
  return read_text (text, report, error);
}
