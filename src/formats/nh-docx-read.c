/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Word files (ECMA-376; .docx, .docm) as documents.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/nh-docx.h"
#include "formats/nh-docx-read-private.h"

#define COMPOUND "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

typedef GsfInput NhIn;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhIn, g_object_unref)

static const char *
find_part (GHashTable *relations, const char *type)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, relations);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (strcmp (((NhRelation *) value)->type, type) == 0 && ((NhRelation *) value)->part)
      return ((NhRelation *) value)->part;
  return NULL;
}

/* A part that the file can do without. */
static const char *
expect_part (NhDocxReading *reading, GHashTable *relations, const char *type, gboolean *ok, GError **error)
{
  const char *part = find_part (relations, type);
  g_autoptr (NhIn) input = part ? nh_package_open_part (reading->package, part) : NULL;

  if (!input || !*ok)
    return NULL;
  *ok = nh_package_expect (reading->package, part, error);
  return part;
}

typedef struct
{
  GString *texts[3]; /* title, author, subject */
  int open;          /* which of them; -1: none */
} Properties;

static gboolean
start_property (gpointer data, const char *name, const NhXmlAttributes *attributes)
{
  static const char *const names[] = { "title", "creator", "subject" };
  Properties *properties = data;

  properties->open = -1;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      properties->open = (int) i;
  return TRUE;
}

static gboolean
end_property (gpointer data, const char *name)
{
  ((Properties *) data)->open = -1;
  return TRUE;
}

static void
text_of_property (gpointer data, const char *text, gsize length)
{
  Properties *properties = data;

  if (properties->open >= 0 && properties->texts[properties->open]->len < NH_READ_MAX_TEXT)
    g_string_append_len (properties->texts[properties->open], text, (gssize) length);
}

/* What is wrong with them harms nobody. */
static void
read_properties (NhDocxReading *reading, const char *part)
{
  static const NhXmlHandlers handlers
      = { .start = start_property, .end = end_property, .text = text_of_property };
  Properties properties = { .open = -1 };

  for (guint i = 0; i < G_N_ELEMENTS (properties.texts); i++)
    properties.texts[i] = g_string_new (NULL);
  if (nh_package_expect (reading->package, part, NULL))
    nh_package_parse (reading->package, part, &handlers, &properties, NULL);
  nh_document_set_properties (reading->document, properties.texts[0]->str, properties.texts[1]->str,
                              properties.texts[2]->str);
  for (guint i = 0; i < G_N_ELEMENTS (properties.texts); i++)
    g_string_free (properties.texts[i], TRUE);
}

static gboolean
read_parts (NhDocxReading *reading, const char *main_part, GError **error)
{
  g_autoptr (GHashTable) relations = nh_package_read_relations (reading->package, main_part, error);
  gboolean ok = relations && nh_package_expect (reading->package, main_part, error);
  const char *styles = ok ? expect_part (reading, relations, "styles", &ok, error) : NULL;
  const char *lists = ok ? expect_part (reading, relations, "numbering", &ok, error) : NULL;
  const char *footnotes = ok ? expect_part (reading, relations, "footnotes", &ok, error) : NULL;
  const char *endnotes = ok ? expect_part (reading, relations, "endnotes", &ok, error) : NULL;

  if (!ok)
    return FALSE;
  reading->styles = nh_docx_styles_read (reading->package, styles, error);
  reading->numbers = reading->styles ? nh_docx_numbers_read (reading->package, lists, error) : NULL;
  return reading->numbers
         && (!footnotes || nh_docx_read_notes (reading, footnotes, reading->footnotes, error))
         && (!endnotes || nh_docx_read_notes (reading, endnotes, reading->endnotes, error))
         && nh_docx_read_body (reading, main_part, error);
}

/* Other programs' packages look alike from outside. */
static gboolean
check_kind (NhPackage *package, const char *part, GError **error)
{
  g_autoptr (NhIn) types = nh_package_open_part (package, "[Content_Types].xml");
  g_autoptr (NhIn) open_document = nh_package_open_part (package, "content.xml");
  const char *sentence = NULL;

  if (open_document)
    sentence = _("This is an OpenDocument file (.odt, .ods). Open it in LibreOffice and save it as a "
                 "Word document (.docx).");
  else if (!types || !part)
    sentence = _("This is an archive. Unpack it and choose the Word document that is in it.");
  else if (g_str_has_prefix (part, "xl/"))
    sentence = _("This is an Excel workbook. Its tables are read by “Import”, not as a document.");
  else if (g_str_has_prefix (part, "ppt/"))
    sentence = _("This is a PowerPoint presentation. Only Word documents (.docx) are read here.");
  if (sentence)
    g_set_error_literal (error, NH_READ_ERROR, NH_READ_ERROR_KIND, sentence);
  return sentence == NULL;
}

static NhDocument *
read_package (NhPackage *package, GError **error)
{
  g_autoptr (GHashTable) relations = nh_package_read_relations (package, "", error);
  const char *part = relations ? find_part (relations, "officeDocument") : NULL;
  const char *properties = relations ? find_part (relations, "core-properties") : NULL;
  NhDocxReading reading = { .package = package };
  gboolean ok;

  if (!relations || !check_kind (package, part, error))
    return NULL;
  reading.footnotes
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) nh_rich_text_unref);
  reading.endnotes
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) nh_rich_text_unref);
  reading.document = nh_document_new ();
  ok = read_parts (&reading, part, error);
  if (ok && properties)
    read_properties (&reading, properties);
  g_clear_pointer (&reading.styles, nh_docx_styles_free);
  g_clear_pointer (&reading.numbers, nh_docx_numbers_free);
  g_hash_table_unref (reading.footnotes);
  g_hash_table_unref (reading.endnotes);
  if (!ok)
    g_clear_pointer (&reading.document, nh_document_unref);
  return reading.document;
}

/* What files that are no packages are. */
static void
set_kind_error (const guint8 *bytes, gsize length, GError **error)
{
  gboolean compound = length >= strlen (COMPOUND) && memcmp (bytes, COMPOUND, strlen (COMPOUND)) == 0;

  if (compound)
    g_set_error_literal (error, NH_READ_ERROR, NH_READ_ERROR_KIND,
                         _("This is a document of the old kind (.doc), or one with a password. Open it in "
                           "Word or LibreOffice and save it as .docx without a password."));
  else
    g_set_error_literal (error, NH_READ_ERROR, NH_READ_ERROR_KIND,
                         _("This is no Word document. Only documents of the kind .docx are read here."));
}

/**
 * nh_docx_read_bytes:
 * @data: the content of a file
 * @length: number of bytes
 * @cancellable: (nullable): stops the reading
 * @error: return location for an #NhReadError whose message is a sentence for the user
 *
 * As nh_docx_read(), from memory.
 *
 * Returns: (transfer full) (nullable): the document
 */
NhDocument *
nh_docx_read_bytes (gconstpointer data, gsize length, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhPackage) package = NULL;
  g_autoptr (NhIn) input = NULL;

  if (length == 0)
    {
      g_set_error_literal (error, NH_READ_ERROR, NH_READ_ERROR_EMPTY, _("The file is empty."));
      return NULL;
    }
  if (length < 4 || memcmp (data, "PK", 2) != 0)
    {
      set_kind_error (data, length, error);
      return NULL;
    }
  input = gsf_input_memory_new (data, (gsf_off_t) length, FALSE);
  package = nh_package_open (input, NH_PACKAGE_DOCUMENT, error);
  if (!package)
    return NULL;
  package->cancellable = cancellable;
  return read_package (package, error);
}

/**
 * nh_docx_read:
 * @path: (type filename): a Word file
 * @cancellable: (nullable): stops the reading
 * @error: return location for an #NhReadError whose message is a sentence for the user
 *
 * Reads a document. Files of nh_docx_write() come back as the same document. Of others come headings
 * (by style or outline), paragraphs, list items, tables with their merged cells, bold, italic and
 * footnotes; drawings, headers, what was deleted with changes tracked do not. The limits are those of
 * nh-read-limits.h. Nothing of a damaged file is returned.
 *
 * Returns: (transfer full) (nullable): the document
 */
NhDocument *
nh_docx_read (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!nh_read_file (path, &bytes, &length, error))
    return NULL;
  return nh_docx_read_bytes (bytes, length, cancellable, error);
}
