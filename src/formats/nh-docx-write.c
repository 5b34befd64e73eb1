/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The package of a Word file: its parts and how they belong together (ECMA-376 part 2).
 */
#include <gsf/gsf-outfile-zip.h>
#include <gsf/gsf-output-memory.h>
#include <string.h>

#include "document/nh-page-font.h"
#include "formats/nh-docx.h"
#include "formats/nh-docx-write-private.h"
#include "formats/nh-output.h"

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define CONTENT "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* Only newer versions of libgsf say how its objects end. */
typedef GsfOutput NhOut;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhOut, g_object_unref)

typedef struct
{
  const char *name;
  const char *content; /* after CONTENT */
  const char *id;      /* of the relation that leads from document.xml to it; NULL: none */
  const char *type;    /* of this relation */
  const char *root;
  void (*write) (NhDocxWriter *w);
} Part;

static void
write_header (NhDocxWriter *w)
{
  static const char *const steps[] = { "begin", "separate", "end" };

  nh_docx_start_paragraph (w, NH_DOCX_HEADER);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      nh_docx_start (w, "r");
      nh_docx_start (w, "fldChar");
      nh_docx_attribute (w, "fldCharType", steps[i]);
      nh_docx_end (w);
      nh_docx_end (w);
      if (i == 0)
        {
          nh_docx_start (w, "r");
          nh_docx_start (w, "instrText");
          gsf_xml_out_add_cstr_unchecked (w->xml, "xml:space", "preserve");
          gsf_xml_out_add_cstr (w->xml, NULL, " PAGE ");
          nh_docx_end (w);
          nh_docx_end (w);
        }
      else if (i == 1)
        nh_docx_run (w, "2", NH_STYLE_PLAIN);
    }
  nh_docx_end_paragraph (w);
}

static void
write_first_header (NhDocxWriter *w)
{
  nh_docx_paragraph (w, NH_DOCX_HEADER, NULL);
}

static void
write_compatibility (NhDocxWriter *w)
{
  nh_docx_start (w, "compat");
  /* A line that ends before the margin by Shift+Enter is not spread over it. */
  nh_docx_flag (w, "doNotExpandShiftReturn");
  /* Distances below and above add up, as in the preview. */
  nh_docx_flag (w, "doNotUseHTMLParagraphAutoSpacing");
  nh_docx_start (w, "compatSetting");
  nh_docx_attribute (w, "name", "compatibilityMode");
  nh_docx_attribute (w, "uri", "http://schemas.microsoft.com/office/word");
  nh_docx_attribute (w, "val", "15");
  nh_docx_end (w);
  nh_docx_end (w);
}

static void
write_settings (NhDocxWriter *w)
{
  nh_docx_value_int (w, "defaultTabStop", nh_docx_twips (NH_PAGE_INDENT));
  nh_docx_value (w, "characterSpacingControl", "doNotCompress");
  nh_docx_start (w, "footnotePr");
  for (int i = -1; i < 1; i++)
    {
      nh_docx_start (w, "footnote");
      nh_docx_attribute_int (w, "id", i);
      nh_docx_end (w);
    }
  nh_docx_end (w);
  write_compatibility (w);
  nh_docx_start (w, "themeFontLang");
  nh_docx_attribute (w, "val", "vi-VN");
  nh_docx_end (w);
  nh_docx_value (w, "decimalSymbol", ",");
  nh_docx_value (w, "listSeparator", ";");
}

/* The body comes first: it finds out which lists and footnotes there are. */
static const Part parts[] = {
  { "document", "document.main", NULL, NULL, "w:document", nh_docx_write_body },
  { "styles", "styles", "rId1", "styles", "w:styles", nh_docx_write_styles },
  { "numbering", "numbering", "rId2", "numbering", "w:numbering", nh_docx_write_numbering },
  { "settings", "settings", "rId3", "settings", "w:settings", write_settings },
  { "footnotes", "footnotes", "rId4", "footnotes", "w:footnotes", nh_docx_write_notes },
  { "header1", "header", NH_DOCX_RELATION_HEADER, "header", "w:hdr", write_header },
  { "header2", "header", NH_DOCX_RELATION_FIRST_HEADER, "header", "w:hdr", write_first_header },
};

/* libgsf wants parts that are not open at the same time. */
static void
add_text (GsfOutfile *folder, const char *name, const char *text)
{
  g_autoptr (NhOut) out = gsf_outfile_new_child (folder, name, FALSE);

  gsf_output_write (out, strlen (text), (const guint8 *) text);
  gsf_output_close (out);
}

static void
add_part (NhDocxWriter *w, GsfOutfile *folder, const Part *part)
{
  g_autofree char *name = g_strconcat (part->name, ".xml", NULL);
  g_autoptr (NhOut) out = gsf_outfile_new_child (folder, name, FALSE);

  w->xml = g_object_new (GSF_XML_OUT_TYPE, "sink", out, "pretty-print", FALSE, NULL);
  gsf_xml_out_start_element (w->xml, part->root);
  gsf_xml_out_add_cstr_unchecked (w->xml, "xmlns:w", WORD);
  gsf_xml_out_add_cstr_unchecked (w->xml, "xmlns:r", OFFICE "/relationships");
  part->write (w);
  gsf_xml_out_end_element (w->xml);
  g_clear_object (&w->xml);
  gsf_output_close (out);
}

static void
add_content_types (GsfOutfile *zip)
{
  g_autoptr (GString) text = g_string_new (
      XML_HEAD "<Types xmlns=\"" PACKAGE "/content-types\">"
               "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
               "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>");

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (text, "<Override PartName=\"/word/%s.xml\" ContentType=\"" CONTENT "%s+xml\"/>",
                            parts[i].name, parts[i].content);
  g_string_append (text, "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/"
                         "vnd.openxmlformats-package.core-properties+xml\"/>"
                         "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/"
                         "vnd.openxmlformats-officedocument.extended-properties+xml\"/></Types>");
  add_text (zip, "[Content_Types].xml", text->str);
}

static void
add_relations (GsfOutfile *zip, GsfOutfile *word)
{
  GsfOutfile *folder = GSF_OUTFILE (gsf_outfile_new_child (zip, "_rels", TRUE));
  g_autoptr (GString) text = g_string_new (XML_HEAD "<Relationships xmlns=\"" PACKAGE "/relationships\">");

  add_text (folder, ".rels",
            XML_HEAD "<Relationships xmlns=\"" PACKAGE "/relationships\">"
                     "<Relationship Id=\"rId1\" Type=\"" OFFICE "/relationships/officeDocument\" "
                     "Target=\"word/document.xml\"/>"
                     "<Relationship Id=\"rId2\" Type=\"" PACKAGE "/relationships/metadata/core-properties\" "
                     "Target=\"docProps/core.xml\"/>"
                     "<Relationship Id=\"rId3\" Type=\"" OFFICE "/relationships/extended-properties\" "
                     "Target=\"docProps/app.xml\"/></Relationships>");
  gsf_output_close (GSF_OUTPUT (folder));
  g_object_unref (folder);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].id)
      g_string_append_printf (text,
                              "<Relationship Id=\"%s\" Type=\"" OFFICE "/relationships/%s\" Target=\"%s.xml\"/>",
                              parts[i].id, parts[i].type, parts[i].name);
  g_string_append (text, "</Relationships>");
  folder = GSF_OUTFILE (gsf_outfile_new_child (word, "_rels", TRUE));
  add_text (folder, "document.xml.rels", text->str);
  gsf_output_close (GSF_OUTPUT (folder));
  g_object_unref (folder);
}

static void
add_property (GsfXMLOut *xml, const char *name, const char *text)
{
  g_autofree char *clean = g_utf8_make_valid (text, -1);

  for (char *p = clean; *p; p++)
    if ((guchar) *p < 0x20)
      *p = ' ';
  gsf_xml_out_simple_element (xml, name, clean);
}

static void
add_time (GsfXMLOut *xml, const char *name, const char *time)
{
  gsf_xml_out_start_element (xml, name);
  gsf_xml_out_add_cstr_unchecked (xml, "xsi:type", "dcterms:W3CDTF");
  gsf_xml_out_add_cstr (xml, NULL, time);
  gsf_xml_out_end_element (xml);
}

static void
add_properties (NhDocxWriter *w)
{
  GsfOutfile *folder = GSF_OUTFILE (gsf_outfile_new_child (w->zip, "docProps", TRUE));
  g_autoptr (NhOut) out = gsf_outfile_new_child (folder, "core.xml", FALSE);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  const char *author = nh_document_get_author (w->document);
  GsfXMLOut *xml;

  xml = g_object_new (GSF_XML_OUT_TYPE, "sink", out, "pretty-print", FALSE, NULL);
  gsf_xml_out_start_element (xml, "cp:coreProperties");
  gsf_xml_out_add_cstr_unchecked (xml, "xmlns:cp", PACKAGE "/metadata/core-properties");
  gsf_xml_out_add_cstr_unchecked (xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  gsf_xml_out_add_cstr_unchecked (xml, "xmlns:dcterms", "http://purl.org/dc/terms/");
  gsf_xml_out_add_cstr_unchecked (xml, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  add_property (xml, "dc:title", nh_document_get_title (w->document));
  add_property (xml, "dc:subject", nh_document_get_subject (w->document));
  add_property (xml, "dc:creator", author);
  add_property (xml, "cp:lastModifiedBy", author);
  add_time (xml, "dcterms:created", time);
  add_time (xml, "dcterms:modified", time);
  add_property (xml, "dc:language", "vi-VN");
  gsf_xml_out_end_element (xml);
  g_object_unref (xml);
  gsf_output_close (out);
  add_text (folder, "app.xml",
            XML_HEAD "<Properties xmlns=\"" OFFICE "/extended-properties\">"
                     "<Application>Năm Học</Application></Properties>");
  gsf_output_close (GSF_OUTPUT (folder));
  g_object_unref (folder);
}

static void
write_package (NhDocxWriter *w)
{
  GsfOutfile *word;

  add_content_types (w->zip);
  word = GSF_OUTFILE (gsf_outfile_new_child (w->zip, "word", TRUE));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    add_part (w, word, &parts[i]);
  add_relations (w->zip, word);
  gsf_output_close (GSF_OUTPUT (word));
  g_object_unref (word);
  add_properties (w);
}

/* The whole file in memory: a plan of a hundred pages takes less than a megabyte. */
static NhOut *
make_package (NhDocument *document, GCancellable *cancellable)
{
  NhOut *memory = gsf_output_memory_new ();
  NhDocxWriter w = { .document = document, .cancellable = cancellable };

  w.zip = gsf_outfile_zip_new (memory, NULL);
  w.numbering = nh_docx_numbering_new ();
  w.notes = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_rich_text_unref);
  w.context = nh_page_font_new_context ();
  write_package (&w);
  gsf_output_close (GSF_OUTPUT (w.zip));
  g_object_unref (w.zip);
  nh_docx_numbering_free (w.numbering);
  g_object_unref (w.context);
  g_ptr_array_unref (w.notes);
  return memory;
}

/**
 * nh_docx_write:
 * @document: a document
 * @path: (type filename): where the file shall appear
 * @cancellable: (nullable): stops the writing
 * @error: of the domain NH_FORMAT_ERROR; its message is a sentence for the user
 *
 * Writes a Word file: Decree 30/2020/NĐ-CP's form with styles, numbers, tables, footnotes and
 * sections of Word's own. It appears whole or not at all.
 *
 * Returns: whether it was written; else the old file, if there was one, is kept.
 */
gboolean
nh_docx_write (NhDocument *document, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhOutput) output = nh_output_new (path, error);
  g_autoptr (NhOut) memory = NULL;

  if (!output)
    return FALSE;
  memory = make_package (document, cancellable);
  if (g_cancellable_is_cancelled (cancellable))
    {
      nh_output_set_cancelled (error);
      return FALSE;
    }
  return nh_output_write (output, (const char *) gsf_output_memory_get_bytes (GSF_OUTPUT_MEMORY (memory)),
                          (gsize) gsf_output_size (memory), error)
         && nh_output_commit (output, error);
}
