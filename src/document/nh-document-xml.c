/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-document-xml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define VERSION 1

/* What a kept document never has: more of it is a damaged or foreign file. */
#define MAX_BYTES (256 * 1024 * 1024)
#define MAX_ELEMENTS 200000
#define MAX_CELLS 4000000
#define MAX_COLUMNS 500
#define MAX_SPAN 100000

static const char *const element_names[] = {
  [NH_ELEMENT_LETTERHEAD] = "letterhead",
  [NH_ELEMENT_TITLE] = "title",
  [NH_ELEMENT_BASIS] = "basis",
  [NH_ELEMENT_HEADING] = "heading",
  [NH_ELEMENT_PARAGRAPH] = "paragraph",
  [NH_ELEMENT_BULLET] = "bullet",
  [NH_ELEMENT_TABLE] = "table",
  [NH_ELEMENT_PAGE_BREAK] = "page-break",
  [NH_ELEMENT_SIGNATURE] = "signature",
  [NH_ELEMENT_APPENDIX_HEAD] = "appendix",
};

static const char *const align_names[] = { "left", "centre", "right" };

/* Writing. */

/* Control characters and line ends as numbers: readers of XML turn them into others. */
static void
append_escaped (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);

  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '"')
        g_string_append (out, "&quot;");
      else if (c < 0x20 || (c >= 0x7f && c < 0xa0))
        g_string_append_printf (out, "&#%u;", c);
      else
        g_string_append_unichar (out, c);
    }
}

static void
write_text (GString *out, const char *name, const char *text)
{
  if (!text || !*text)
    return;
  g_string_append_printf (out, " %s=\"", name);
  append_escaped (out, text);
  g_string_append_c (out, '"');
}

static void
write_number (GString *out, const char *name, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (number != 0)
    g_string_append_printf (out, " %s=\"%s\"", name, g_ascii_dtostr (buffer, sizeof buffer, number));
}

static void
write_cell (GString *out, const NhCell *cell)
{
  g_string_append_printf (out, "<cell align=\"%s\"", align_names[cell->align]);
  if (cell->kind != NH_CELL_TEXT)
    {
      write_text (out, "kind", cell->kind == NH_CELL_DATE ? "date" : "number");
      write_number (out, "number", cell->number);
    }
  write_number (out, "columns", cell->column_span > 1 ? cell->column_span : 0);
  write_number (out, "rows", cell->row_span > 1 ? cell->row_span : 0);
  write_text (out, "bold", cell->bold ? "1" : NULL);
  write_text (out, "italic", cell->italic ? "1" : NULL);
  g_string_append_c (out, '>');
  append_escaped (out, cell->text);
  g_string_append (out, "</cell>");
}

static void
write_table (GString *out, NhTable *table)
{
  guint n_columns = nh_table_get_n_columns (table);

  for (guint i = 0; i < n_columns; i++)
    {
      const NhTableColumn *column = nh_table_get_column (table, i);

      g_string_append_printf (out, "<column align=\"%s\"", align_names[column->align]);
      write_number (out, "min", column->min_width);
      write_number (out, "max", column->max_width);
      g_string_append (out, "/>");
    }
  for (guint row = 0; row < nh_table_get_n_rows (table); row++)
    {
      g_string_append (out, row < nh_table_get_n_head_rows (table) ? "\n<row head=\"1\">" : "\n<row>");
      for (guint i = 0; i < n_columns; i++)
        {
          const NhCell *cell = nh_table_get_cell (table, row, i);

          if (cell)
            write_cell (out, cell);
        }
      g_string_append (out, "</row>");
    }
}

static void
write_lines (GString *out, const char *name, GStrv lines)
{
  for (guint i = 0; lines && lines[i]; i++)
    {
      g_string_append_printf (out, "<%s>", name);
      append_escaped (out, lines[i]);
      g_string_append_printf (out, "</%s>", name);
    }
}

static void
write_attributes (GString *out, const NhElement *element)
{
  write_text (out, "label", element->label);
  if (element->key)
    g_string_append_printf (out, " key=\"%" G_GINT64_FORMAT "\"", element->key);
  write_number (out, "level", element->level);
  if (element->letterhead)
    {
      write_text (out, "superior", element->letterhead->superior);
      write_text (out, "issuer", element->letterhead->issuer);
      write_text (out, "number", element->letterhead->number);
      write_text (out, "place-date", element->letterhead->place_date);
    }
  if (element->title)
    {
      write_text (out, "type", element->title->type);
      write_text (out, "subject", element->title->subject);
    }
  if (element->signature)
    write_text (out, "name", element->signature->name);
  if (element->appendix)
    {
      write_text (out, "heading", element->appendix->heading);
      write_text (out, "title", element->appendix->title);
      write_text (out, "attached", element->appendix->attached);
      write_text (out, "landscape", element->appendix->landscape ? "1" : NULL);
    }
}

static void
write_element (GString *out, const NhElement *element)
{
  const char *name = element_names[element->kind];

  g_string_append_printf (out, "<%s", name);
  write_attributes (out, element);
  g_string_append_c (out, '>');
  if (element->text)
    {
      g_autofree char *markup = nh_rich_text_to_markup (element->text);

      g_string_append (out, "<text>");
      append_escaped (out, markup);
      g_string_append (out, "</text>");
    }
  if (element->table)
    write_table (out, element->table);
  if (element->signature)
    {
      write_lines (out, "recipient", element->signature->recipients);
      write_lines (out, "authority", element->signature->authority);
    }
  g_string_append_printf (out, "</%s>\n", name);
}

/**
 * nh_document_to_xml:
 * @document: a document
 *
 * Returns: (transfer full): the document as XML in UTF-8.
 */
char *
nh_document_to_xml (NhDocument *document)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  g_string_append_printf (out, "<document version=\"%d\"", VERSION);
  write_text (out, "title", nh_document_get_title (document));
  write_text (out, "author", nh_document_get_author (document));
  write_text (out, "subject", nh_document_get_subject (document));
  g_string_append (out, ">\n");
  for (guint i = 0; i < nh_document_get_n_elements (document); i++)
    write_element (out, nh_document_get_element (document, i));
  g_string_append (out, "</document>\n");
  return g_string_free (out, FALSE);
}

/* Reading. */

typedef struct
{
  NhDocument *document;
  NhElement *element; /* being read */
  GPtrArray *recipients;
  GPtrArray *authority;
  GString *text;      /* of the innermost element that holds text; NULL: text is not expected */
  NhCell cell;        /* being read */
  guint n_cells;
  guint covered[MAX_COLUMNS]; /* rows that a span from above still covers */
  guint column;
  gboolean in_row;
  gboolean in_head;
} Reader;

static const char *
find_attribute (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i]; i++)
    if (strcmp (names[i], name) == 0)
      return values[i];
  return NULL;
}

static char *
dup_attribute (const char **names, const char **values, const char *name)
{
  const char *value = find_attribute (names, values, name);

  return g_strdup (value ? value : "");
}

static gboolean
is_set (const char **names, const char **values, const char *name)
{
  return g_strcmp0 (find_attribute (names, values, name), "1") == 0;
}

static guint
read_count (const char **names, const char **values, const char *name)
{
  const char *value = find_attribute (names, values, name);
  double number = value ? g_ascii_strtod (value, NULL) : 0;

  return number >= 1 && number <= MAX_SPAN ? (guint) number : 0;
}

static double
read_double (const char **names, const char **values, const char *name)
{
  const char *value = find_attribute (names, values, name);

  return value ? g_ascii_strtod (value, NULL) : 0;
}

static NhAlign
read_align (const char **names, const char **values)
{
  const char *value = find_attribute (names, values, "align");

  for (guint i = 0; i < G_N_ELEMENTS (align_names); i++)
    if (g_strcmp0 (value, align_names[i]) == 0)
      return (NhAlign) i;
  return NH_ALIGN_LEFT;
}

static void
fail (GError **error, const char *format, const char *name)
{
  g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, format, name);
}

static void
begin_document (Reader *r, const char *name, const char **names, const char **values, GError **error)
{
  const char *version = find_attribute (names, values, "version");

  if (strcmp (name, "document") != 0 || !version)
    {
      fail (error, _ ("it is no document of this program (“%s”)."), name);
      return;
    }
  if (g_ascii_strtoll (version, NULL, 10) > VERSION)
    {
      fail (error, _ ("a newer version of the program wrote it (“%s”). Update the program."), version);
      return;
    }
  r->document = nh_document_new ();
  nh_document_set_properties (r->document, find_attribute (names, values, "title"),
                              find_attribute (names, values, "author"), find_attribute (names, values, "subject"));
}

static void
read_parts (NhElement *e, const char **names, const char **values)
{
  if (e->letterhead)
    *e->letterhead = (NhLetterhead) { dup_attribute (names, values, "superior"),
                                      dup_attribute (names, values, "issuer"),
                                      dup_attribute (names, values, "number"),
                                      dup_attribute (names, values, "place-date") };
  if (e->title)
    *e->title = (NhTitle) { dup_attribute (names, values, "type"), dup_attribute (names, values, "subject") };
  if (e->signature)
    e->signature->name = dup_attribute (names, values, "name");
  if (e->appendix)
    *e->appendix = (NhAppendixHead) { dup_attribute (names, values, "heading"),
                                      dup_attribute (names, values, "title"),
                                      dup_attribute (names, values, "attached"),
                                      is_set (names, values, "landscape") };
  if (e->kind == NH_ELEMENT_TABLE)
    e->table = nh_table_new ();
}

static void
begin_element (Reader *r, const char *name, const char **names, const char **values, GError **error)
{
  const char *key = find_attribute (names, values, "key");

  if (nh_document_get_n_elements (r->document) >= MAX_ELEMENTS)
    {
      fail (error, _ ("it is too large (“%s”)."), name);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (element_names); i++)
    if (strcmp (name, element_names[i]) == 0)
      {
        const char *label = find_attribute (names, values, "label");

        r->element = nh_element_new ((NhElementKind) i, key ? g_ascii_strtoll (key, NULL, 10) : 0);
        r->element->level = read_count (names, values, "level");
        r->element->label = g_strdup (label);
        read_parts (r->element, names, values);
        return;
      }
  fail (error, _ ("a part of it is not known: “%s”."), name);
}

static void
begin_row (Reader *r, gboolean head, GError **error)
{
  guint n_rows = nh_table_get_n_rows (r->element->table);
  gboolean ends_head = !head && n_rows && n_rows == nh_table_get_n_head_rows (r->element->table);

  if (head && n_rows > nh_table_get_n_head_rows (r->element->table))
    {
      fail (error, _ ("the head of a table stands below its rows (“%s”)."), "row");
      return;
    }
  /* No span reaches from the head into the body. */
  for (guint i = 0; i < MAX_COLUMNS; i++)
    r->covered[i] = ends_head || !n_rows ? 0 : r->covered[i] ? r->covered[i] - 1 : 0;
  nh_table_add_row (r->element->table, head);
  r->in_row = TRUE;
  r->column = 0;
}

static void
begin_cell (Reader *r, const char **names, const char **values, GError **error)
{
  guint n_columns = nh_table_get_n_columns (r->element->table);
  const char *kind = find_attribute (names, values, "kind");

  while (r->column < n_columns && r->covered[r->column])
    r->column++;
  if (r->column >= n_columns || ++r->n_cells > MAX_CELLS)
    {
      fail (error, _ ("a row of a table has too many cells (“%s”)."), "cell");
      return;
    }
  r->cell = (NhCell) {
    .kind = !kind ? NH_CELL_TEXT : strcmp (kind, "date") == 0 ? NH_CELL_DATE : NH_CELL_NUMBER,
    .number = read_double (names, values, "number"),
    .align = read_align (names, values),
    .bold = is_set (names, values, "bold"),
    .italic = is_set (names, values, "italic"),
    .column_span = MAX (read_count (names, values, "columns"), 1),
    .row_span = MAX (read_count (names, values, "rows"), 1),
  };
  /* Places taken in the rows below; this row counts as one, which begin_row() takes off. */
  for (guint i = 0; i < r->cell.column_span && r->column < n_columns && !r->covered[r->column]; i++)
    r->covered[r->column++] = r->cell.row_span;
  r->text = g_string_new (NULL);
}

static void
begin_in_table (Reader *r, const char *name, const char **names, const char **values, GError **error)
{
  NhTable *table = r->element->table;

  if (strcmp (name, "column") == 0 && !r->in_row && nh_table_get_n_rows (table) == 0
      && nh_table_get_n_columns (table) < MAX_COLUMNS)
    nh_table_add_column (table, read_align (names, values), read_double (names, values, "min"),
                         read_double (names, values, "max"));
  else if (strcmp (name, "row") == 0 && !r->in_row)
    begin_row (r, is_set (names, values, "head"), error);
  else if (strcmp (name, "cell") == 0 && r->in_row)
    begin_cell (r, names, values, error);
  else
    fail (error, _ ("a part of it is not known: “%s”."), name);
}

static void
start_element_cb (GMarkupParseContext *context, const char *name, const char **names, const char **values,
                  gpointer data, GError **error)
{
  Reader *r = data;

  if (r->text)
    fail (error, _ ("a part of it is not known: “%s”."), name);
  else if (!r->document)
    begin_document (r, name, names, values, error);
  else if (!r->element)
    begin_element (r, name, names, values, error);
  else if (strcmp (name, "text") == 0 && !r->element->text && !r->in_row)
    r->text = g_string_new (NULL);
  else if (r->element->table)
    begin_in_table (r, name, names, values, error);
  else if (r->element->signature && (strcmp (name, "recipient") == 0 || strcmp (name, "authority") == 0))
    r->text = g_string_new (NULL);
  else
    fail (error, _ ("a part of it is not known: “%s”."), name);
}

static char *
take_text (Reader *r)
{
  return g_string_free (g_steal_pointer (&r->text), FALSE);
}

static void
end_cell (Reader *r)
{
  g_autofree char *text = take_text (r);
  NhCell *cell = nh_table_add_cell (r->element->table, text);
  char *owned = cell->text;

  *cell = r->cell;
  cell->text = owned;
}

static void
end_element (Reader *r)
{
  if (r->element->signature)
    {
      g_ptr_array_add (r->recipients, NULL);
      g_ptr_array_add (r->authority, NULL);
      r->element->signature->recipients = (GStrv) g_ptr_array_steal (r->recipients, NULL);
      r->element->signature->authority = (GStrv) g_ptr_array_steal (r->authority, NULL);
    }
  nh_document_append (r->document, g_steal_pointer (&r->element));
}

static void
end_element_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Reader *r = data;

  if (r->text && strcmp (name, "text") == 0)
    {
      g_autofree char *markup = take_text (r);

      r->element->text = nh_rich_text_parse (markup, error);
    }
  else if (r->text && strcmp (name, "cell") == 0)
    end_cell (r);
  else if (r->text)
    g_ptr_array_add (strcmp (name, "recipient") == 0 ? r->recipients : r->authority, take_text (r));
  else if (r->in_row && strcmp (name, "row") == 0)
    r->in_row = FALSE;
  else if (r->element && strcmp (name, element_names[r->element->kind]) == 0)
    end_element (r);
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reader *r = data;

  if (r->text)
    g_string_append_len (r->text, text, length);
}

/**
 * nh_document_from_xml:
 * @xml: what nh_document_to_xml() wrote
 * @length: in bytes, or -1
 * @error: G_MARKUP_ERROR or NH_PARSE_ERROR, a sentence
 *
 * Returns: (transfer full) (nullable): the document; %NULL if @xml is damaged or of a newer version.
 */
NhDocument *
nh_document_from_xml (const char *xml, gssize length, GError **error)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, NULL, NULL };
  Reader r = { .recipients = g_ptr_array_new_with_free_func (g_free),
               .authority = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GMarkupParseContext) context
      = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &r, NULL);
  gsize bytes = length < 0 ? strlen (xml) : (gsize) length;
  gboolean good = FALSE;

  if (bytes > MAX_BYTES)
    fail (error, _ ("it is too large (“%s”)."), "document");
  else
    good = g_markup_parse_context_parse (context, xml, (gssize) bytes, error)
           && g_markup_parse_context_end_parse (context, error);
  if (!good)
    {
      g_prefix_error (error, "%s ", _ ("The kept copy can't be read:"));
      g_clear_pointer (&r.document, nh_document_unref);
    }
  g_clear_pointer (&r.element, nh_element_unref);
  if (r.text)
    g_string_free (r.text, TRUE);
  g_ptr_array_unref (r.recipients);
  g_ptr_array_unref (r.authority);
  return r.document;
}
