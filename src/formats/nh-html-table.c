/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libxml2's HTML parser calls us for each element (SAX), so no tree is built: a page of any size
 * costs what its cells cost.
 */
#include "formats/nh-html-table-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <limits.h>
#include <string.h>

#include "formats/nh-read-budget.h"
#include "formats/nh-text-bytes.h"

/* Columns that are looked at to find a free one below cells of several rows: honest tables need
 * one or two a cell; see append_place(). */
#define MAX_STEPS ((guint64) 200 * 1000 * 1000)

typedef struct
{
  NhSheet *sheet;
  GArray *free_from; /* of guint, by column: the first row that no cell from above reaches into */
  GArray *merges;    /* of NhSheetMerge; clipped when the number of rows is known */
  guint n_rows;      /* begun rows */
  guint column;
  gboolean in_row, in_cell, in_caption, row_hidden;
  guint row_span, column_span;
  char *number; /* the value that Excel and Calc add to what they show */
  GString *text;
  gboolean pending_blank;
} Table;

struct _NhHtmlTables
{
  xmlParserCtxtPtr parser;
  GPtrArray *sheets;
  GPtrArray *open; /* of Table, outermost first */
  NhReadBudget budget;
  guint depth, skipping;
  guint64 n_steps;
  GError *error;
};

typedef NhHtmlTables Reader;

static void
table_free (gpointer data)
{
  Table *table = data;

  g_clear_pointer (&table->sheet, nh_sheet_unref);
  g_array_unref (table->free_from);
  g_array_unref (table->merges);
  g_string_free (table->text, TRUE);
  g_free (table->number);
  g_free (table);
}

static Table *
top (Reader *reader)
{
  return reader->open->len > 0 ? g_ptr_array_index (reader->open, reader->open->len - 1) : NULL;
}

static Table *
open_table (Reader *reader)
{
  Table *table = g_new0 (Table, 1);

  table->sheet = nh_sheet_new ("");
  table->free_from = g_array_new (FALSE, TRUE, sizeof (guint));
  table->merges = g_array_new (FALSE, FALSE, sizeof (NhSheetMerge));
  table->text = g_string_new (NULL);
  g_ptr_array_add (reader->open, table);
  return table;
}

static void
stop (Reader *reader)
{
  xmlStopParser (reader->parser);
}

/* Blanks of the source are one blank, and none at the ends of lines; &nbsp; is a blank that stays. */
static void
append_text (Table *table, const char *text, gsize length)
{
  for (const char *p = text, *end = text + length;
       p < end && table->text->len < 8 * NH_READ_MAX_TEXT; p++)
    {
      if (strchr (" \t\r\n\f", *p) && *p)
        {
          table->pending_blank = TRUE;
          continue;
        }
      if (table->pending_blank && table->text->len > 0
          && table->text->str[table->text->len - 1] != '\n')
        g_string_append_c (table->text, ' ');
      table->pending_blank = FALSE;
      if (p + 1 < end && p[0] == '\xC2' && p[1] == '\xA0')
        {
          g_string_append_c (table->text, ' ');
          p++;
        }
      else
        g_string_append_c (table->text, *p);
    }
}

static void
append_line_end (Table *table, gboolean even_if_empty)
{
  GString *text = table->text;

  table->pending_blank = FALSE;
  if (even_if_empty || (text->len > 0 && text->str[text->len - 1] != '\n'))
    g_string_append_c (text, '\n');
}

static gboolean
is_plain_number (const char *text)
{
  if (*text == '-')
    text++;
  if (!*text || strspn (text, "0123456789.,") != strlen (text))
    return FALSE;
  return g_ascii_isdigit (*text) && g_ascii_isdigit (text[strlen (text) - 1]);
}

/* "9.12E+08" and "####" are how a narrow column shows a number; its value is in an attribute. */
static gboolean
is_squeezed_number (const char *text)
{
  return *text && strspn (text, "0123456789.,E+-#") == strlen (text) && strpbrk (text, "E#");
}

static void
finish_cell (Reader *reader, Table *table)
{
  g_autofree char *text = NULL;
  NhSheetMerge merge = { table->n_rows - 1, table->column, table->row_span, table->column_span };
  NhSheetKind kind = NH_SHEET_TEXT;

  if (!table->in_cell)
    return;
  table->in_cell = FALSE;
  text = nh_text_take_nfc (g_utf8_make_valid (g_strstrip (table->text->str), -1));
  if (table->number && is_squeezed_number (text))
    {
      g_free (text);
      text = g_steal_pointer (&table->number);
      kind = NH_SHEET_NUMBER;
    }
  else if (table->number && is_plain_number (text))
    kind = NH_SHEET_NUMBER;
  if (!nh_read_budget_put (&reader->budget, table->sheet, merge.row, merge.column, kind, text,
                              &reader->error))
    {
      stop (reader);
      return;
    }
  if (table->row_span > 1 || table->column_span > 1)
    g_array_append_val (table->merges, merge);
  table->column += table->column_span;
}

/* Finds the column of the next cell, which cells of rows above may have taken, and how many of
 * the columns it wants are free. */
static void
find_place (Reader *reader, Table *table)
{
  guint row = table->n_rows - 1, n;

  while (table->column < table->free_from->len
         && g_array_index (table->free_from, guint, table->column) > row)
    {
      table->column++;
      reader->n_steps++;
    }
  if (table->column >= NH_READ_MAX_COLUMNS)
    {
      table->column_span = table->row_span = 1;
      return;
    }
  n = MIN (table->column_span, NH_READ_MAX_COLUMNS - table->column);
  if (table->free_from->len < table->column + n)
    g_array_set_size (table->free_from, table->column + n);
  for (guint i = 0; i < n; i++)
    {
      guint *free_from = &g_array_index (table->free_from, guint, table->column + i);

      if (*free_from > row)
        {
          n = i;
          break;
        }
      *free_from = row + table->row_span;
      reader->n_steps++;
    }
  table->column_span = n;
}

static void
begin_row (Reader *reader, Table *table, gboolean hidden)
{
  finish_cell (reader, table);
  if (table->n_rows >= NH_READ_MAX_ROWS)
    {
      if (!reader->error)
        g_set_error (&reader->error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                     _("The table has more than %u rows, more than a sheet can have."),
                     NH_READ_MAX_ROWS);
      stop (reader);
      return;
    }
  /* A hidden row takes no place: its cells are not read. */
  if (!table->row_hidden || !table->in_row)
    table->n_rows++;
  table->in_row = TRUE;
  table->row_hidden = hidden;
  table->column = 0;
}

static const char *
find_attribute (const xmlChar **attributes, const char *name)
{
  for (guint i = 0; attributes && attributes[i]; i += 2)
    if (g_ascii_strcasecmp ((const char *) attributes[i], name) == 0)
      return attributes[i + 1] ? (const char *) attributes[i + 1] : "";
  return NULL;
}

static guint
read_span (const xmlChar **attributes, const char *name, guint max)
{
  const char *text = find_attribute (attributes, name);
  gint64 n = text ? g_ascii_strtoll (text, NULL, 10) : 1;

  return (guint) CLAMP (n, 1, max);
}

static void
begin_cell (Reader *reader, const xmlChar **attributes)
{
  Table *table = top (reader);
  const char *number;

  /* A fragment that begins in the middle of a table has rows or cells only. */
  if (!table)
    table = open_table (reader);
  finish_cell (reader, table);
  if (!table->in_row)
    begin_row (reader, table, FALSE);
  if (table->row_hidden)
    return;
  table->in_cell = TRUE;
  table->in_caption = FALSE;
  table->pending_blank = FALSE;
  g_string_truncate (table->text, 0);
  g_clear_pointer (&table->number, g_free);
  number = find_attribute (attributes, "x:num");
  if (!number)
    number = find_attribute (attributes, "sdval");
  if (number && g_utf8_validate (number, -1, NULL))
    table->number = g_strdup (number);
  table->row_span = read_span (attributes, "rowspan", NH_READ_MAX_ROWSPAN);
  table->column_span = read_span (attributes, "colspan", NH_READ_MAX_COLSPAN);
  find_place (reader, table);
  if (reader->n_steps > MAX_STEPS && !reader->error)
    {
      g_set_error_literal (&reader->error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                           _("The merged cells of the table are too tangled to be read."));
      stop (reader);
    }
}

static void
close_caption (Table *table)
{
  g_autofree char *name = NULL;
  NhSheet *named;

  if (!table->in_caption)
    return;
  table->in_caption = FALSE;
  name = nh_text_take_nfc (g_utf8_make_valid (g_strstrip (table->text->str), -1));
  /* A caption stands before the first row, so nothing is lost. */
  if (table->n_rows > 0 || !*name)
    return;
  named = nh_sheet_new (name);
  nh_sheet_unref (table->sheet);
  table->sheet = named;
}

static void
close_row (Reader *reader, Table *table)
{
  finish_cell (reader, table);
  if (table->in_row && table->row_hidden)
    table->n_rows--;
  table->in_row = table->row_hidden = FALSE;
}

/* A table that shows nothing (frames of pages) is none. */
static void
close_table (Reader *reader)
{
  Table *table = top (reader);

  if (!table)
    return;
  close_row (reader, table);
  if (nh_sheet_get_n_rows (table->sheet) > 0 && !reader->error)
    {
      for (guint i = 0; i < table->merges->len; i++)
        {
          NhSheetMerge *merge = &g_array_index (table->merges, NhSheetMerge, i);

          if (merge->row >= table->n_rows)
            continue;
          merge->n_rows = MIN (merge->n_rows, table->n_rows - merge->row);
          if ((merge->n_rows > 1 || merge->n_columns > 1)
              && !nh_read_budget_merge (&reader->budget, table->sheet, merge, &reader->error))
            {
              stop (reader);
              break;
            }
        }
      nh_read_budget_finish_sheet (&reader->budget, table->sheet);
      g_ptr_array_add (reader->sheets, g_steal_pointer (&table->sheet));
    }
  g_ptr_array_set_size (reader->open, (int) reader->open->len - 1);
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

static const char *const skipped[] = { "head", "style", "script", "title", "select", "noscript",
                                       "template", "xml", NULL };
static const char *const blocks[] = { "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul",
                                      "ol", "dt", "dd", "blockquote", "pre", "hr", "section",
                                      NULL };

static void
start_element (void *data, const xmlChar *xml_name, const xmlChar **attributes)
{
  Reader *reader = data;
  const char *name = (const char *) xml_name, *style;
  Table *table = top (reader);

  if (reader->error)
    return;
  if (++reader->depth > NH_READ_MAX_HTML_DEPTH)
    {
      g_set_error_literal (&reader->error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                           _("The page is nested too deeply to be read."));
      stop (reader);
      return;
    }
  if (is_one_of (name, skipped))
    reader->skipping++;
  else if (strcmp (name, "body") == 0 || strcmp (name, "table") == 0)
    reader->skipping = 0; /* a head that was never closed */
  if (reader->skipping > 0)
    return;
  if (strcmp (name, "table") == 0)
    open_table (reader);
  else if (strcmp (name, "tr") == 0)
    {
      style = find_attribute (attributes, "style");
      begin_row (reader, table ? table : open_table (reader),
                 style && strstr (style, "display:none"));
    }
  else if (strcmp (name, "td") == 0 || strcmp (name, "th") == 0)
    begin_cell (reader, attributes);
  else if (!table)
    return;
  else if (strcmp (name, "caption") == 0)
    {
      table->in_caption = !table->in_cell;
      g_string_truncate (table->text, 0);
    }
  else if (strcmp (name, "br") == 0)
    append_line_end (table, TRUE);
  else if (is_one_of (name, blocks))
    append_line_end (table, FALSE);
}

static void
end_element (void *data, const xmlChar *xml_name)
{
  Reader *reader = data;
  const char *name = (const char *) xml_name;
  Table *table = top (reader);

  if (reader->depth > 0)
    reader->depth--;
  if (reader->error)
    return;
  if (reader->skipping > 0)
    {
      if (is_one_of (name, skipped))
        reader->skipping--;
      return;
    }
  if (!table)
    return;
  if (strcmp (name, "table") == 0)
    close_table (reader);
  else if (strcmp (name, "tr") == 0)
    close_row (reader, table);
  else if (strcmp (name, "td") == 0 || strcmp (name, "th") == 0)
    finish_cell (reader, table);
  else if (strcmp (name, "caption") == 0)
    close_caption (table);
  else if (is_one_of (name, blocks))
    append_line_end (table, FALSE);
}

static void
characters (void *data, const xmlChar *text, int length)
{
  Reader *reader = data;
  Table *table = top (reader);

  if (table && (table->in_cell || table->in_caption) && reader->skipping == 0 && !reader->error)
    append_text (table, (const char *) text, (gsize) length);
}

/* A parser that reports only elements and texts, and nothing on stderr. */
static void
parse (Reader *reader, const char *text, int length)
{
  static const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                             | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
  xmlParserCtxtPtr parser = htmlNewParserCtxt ();
  xmlSAXHandler handler = { .startElement = start_element,
                            .endElement = end_element,
                            .characters = characters,
                            .ignorableWhitespace = characters };

  if (!parser)
    g_error ("out of memory");
  *parser->sax = handler;
  parser->userData = reader;
  reader->parser = parser;
  htmlCtxtReadMemory (parser, text, length, NULL, "UTF-8", options);
  if (parser->myDoc)
    xmlFreeDoc (parser->myDoc);
  parser->myDoc = NULL;
  htmlFreeParserCtxt (parser);
  reader->parser = NULL;
}

/* For a reader of whole texts, which hands the events inside of tables on. */

NhHtmlTables *
nh_html_tables_new (xmlParserCtxtPtr parser)
{
  NhHtmlTables *self = g_new0 (NhHtmlTables, 1);

  self->parser = parser;
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_sheet_unref);
  self->open = g_ptr_array_new_with_free_func (table_free);
  return self;
}

void
nh_html_tables_free (NhHtmlTables *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->open);
  g_ptr_array_unref (self->sheets);
  g_clear_error (&self->error);
  g_free (self);
}

void
nh_html_tables_start (NhHtmlTables *self, const char *name, const xmlChar **attributes)
{
  start_element (self, (const xmlChar *) name, attributes);
}

void
nh_html_tables_end (NhHtmlTables *self, const char *name)
{
  end_element (self, (const xmlChar *) name);
}

void
nh_html_tables_characters (NhHtmlTables *self, const char *text, gsize length)
{
  characters (self, (const xmlChar *) text, (int) length);
}

/* Place of the cell that is open in the innermost table; FALSE: none is. */
gboolean
nh_html_tables_get_place (NhHtmlTables *self, guint *row, guint *column)
{
  Table *table = top (self);

  if (!table || !table->in_cell)
    return FALSE;
  *row = table->n_rows - 1;
  *column = table->column;
  return TRUE;
}

guint
nh_html_tables_get_n_open (NhHtmlTables *self)
{
  return self->open->len;
}

/* The tables that were closed so far, the inner ones first. */
GPtrArray *
nh_html_tables_get_sheets (NhHtmlTables *self)
{
  return self->sheets;
}

GError *
nh_html_tables_take_error (NhHtmlTables *self)
{
  return g_steal_pointer (&self->error);
}

/**
 * nh_html_table_read:
 * @bytes: a page or a piece of one, in UTF-8, UTF-16 or a code page
 * @length: number of bytes
 * @error: return location
 *
 * Reads all tables: line ends for br and paragraphs, merged ranges for spans, the caption as the
 * name. Tables inside cells come by themselves, before the one around them. Rows that the page
 * hides are left out. A page without tables is no error: the array is empty then.
 *
 * Returns: (transfer full) (element-type NhSheet) (nullable): the tables with at least one text;
 *   %NULL with %NH_READ_ERROR_LIMIT when the page is larger than what is read
 */
GPtrArray *
nh_html_table_read (const void *bytes, gsize length, GError **error)
{
  Reader reader = { 0 };
  g_autofree char *text = NULL;
  gsize text_length;

  if (length > NH_READ_MAX_TEXT_FILE)
    {
      g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                   _("The page is larger than %u MiB, which is more than can be read."),
                   (guint) (NH_READ_MAX_TEXT_FILE / NH_READ_MIB));
      return NULL;
    }
  text = nh_text_bytes_to_utf8 (bytes, length, NULL, NULL);
  text_length = MIN (strlen (text), INT_MAX);
  reader.sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_sheet_unref);
  reader.open = g_ptr_array_new_with_free_func (table_free);
  parse (&reader, text, (int) text_length);
  while (reader.open->len > 0)
    close_table (&reader);
  g_ptr_array_unref (reader.open);
  if (reader.error)
    {
      g_propagate_error (error, reader.error);
      g_ptr_array_unref (reader.sheets);
      return NULL;
    }
  return reader.sheets;
}

/* What a spreadsheet must not turn into a number, a date or a formula: "0912345678", "+84…",
 * "1/9", "7-2", "=A1", "1E5". Only counts and measures stay numbers. */
static gboolean
must_stay_text (const char *text)
{
  gsize length = strlen (text);

  if (!is_plain_number (text) || length > 11)
    return TRUE;
  return text[0] == '0' && length > 1 && g_ascii_isdigit (text[1]);
}

/* Without the property Excel would make a row of each line. */
#define LINE_BREAK "<br style=\"mso-data-placement:same-cell\">"

static void
append_escaped (GString *out, const char *text)
{
  for (const char *p = text; *p; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      case '\r':
        if (p[1] != '\n')
          g_string_append (out, LINE_BREAK);
        break;
      case '\n':
        g_string_append (out, LINE_BREAK);
        break;
      case ' ':
        /* HTML would join it with its neighbour. */
        if (p > text && p[-1] == ' ')
          g_string_append (out, "<span style=\"mso-spacerun:yes\">&#160;</span>");
        else
          g_string_append_c (out, ' ');
        break;
      default:
        /* Control characters are nothing in HTML. */
        if ((guint8) *p >= 0x20 || *p == '\t')
          g_string_append_c (out, *p);
      }
}

/**
 * nh_html_table_write:
 * @texts: (array): the cells, row by row, valid UTF-8
 * @n_rows: number of rows
 * @n_columns: number of columns
 *
 * Writes cells as a page that Excel, Calc and Word take as a table and keep as it is: line ends
 * stay inside their cells, and what looks like a number or a date without being one stays text
 * (mso-number-format for Excel, sdnum for Calc).
 *
 * Returns: (transfer full): HTML in UTF-8
 */
char *
nh_html_table_write (const char *const *texts, guint n_rows, guint n_columns)
{
  GString *out = g_string_new (
      "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\n<head>"
      "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head>\n<body>\n"
      "<!--StartFragment--><table>\n");

  for (guint row = 0; row < n_rows; row++)
    {
      g_string_append (out, "<tr>");
      for (guint column = 0; column < n_columns; column++)
        {
          const char *text = texts[(gsize) row * n_columns + column];

          g_string_append (out, !*text                  ? "<td>"
                                : must_stay_text (text) ? "<td style=\"mso-number-format:'\\@'\" "
                                                          "sdnum=\"1066;0;@\">"
                                                        : "<td>");
          append_escaped (out, text);
          g_string_append (out, "</td>");
        }
      g_string_append (out, "</tr>\n");
    }
  g_string_append (out, "</table><!--EndFragment-->\n</body>\n</html>\n");
  return g_string_free (out, FALSE);
}
