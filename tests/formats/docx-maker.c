/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "docx-maker.h"

#include "xlsx-maker.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

#define STYLES                                                                                               \
  "<w:style w:type='paragraph' w:default='1' w:styleId='Thuong'><w:name w:val='Normal'/></w:style>"          \
  "<w:style w:type='paragraph' w:styleId='Muc'><w:name w:val='Mục của Phòng'/><w:basedOn w:val='H2'/></w:style>" \
  "<w:style w:type='paragraph' w:styleId='H2'><w:name w:val='heading 2'/></w:style>"                         \
  "<w:style w:type='character' w:styleId='Manh'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style>"
#define LISTS                                                                                                \
  "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='o'/></w:lvl>" \
  "<w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/><w:lvlText w:val='x'/></w:lvl></w:abstractNum>"               \
  "<w:abstractNum w:abstractNumId='5'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/>" \
  "<w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>"                                                         \
  "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"                                                  \
  "<w:num w:numId='2'><w:abstractNumId w:val='5'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='3'/>"    \
  "</w:lvlOverride></w:num>"

static void
add (XlsxMaker *maker, const char *part, const char *root, const char *inside)
{
  g_autofree char *xml = g_strdup_printf (HEAD "<w:%s xmlns:w=\"" WORD "\">%s</w:%s>", root, inside, root);

  xlsx_maker_add (maker, part, xml, -1);
}

GBytes *
docx_make (const char *body, const char *styles, const char *lists, const char *notes)
{
  XlsxMaker *maker = xlsx_maker_new ();
  g_autofree char *document = g_strdup_printf ("<w:body>%s</w:body>", body);

  xlsx_maker_add (maker, "[Content_Types].xml",
                  HEAD "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                       "<Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>",
                  -1);
  xlsx_maker_add (maker, "_rels/.rels",
                  HEAD "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"rId1\" Type=\"" OFFICE
                       "/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
                  -1);
  xlsx_maker_add (maker, "word/_rels/document.xml.rels",
                  HEAD "<Relationships xmlns=\"" RELATIONS "\">"
                       "<Relationship Id=\"a\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"
                       "<Relationship Id=\"b\" Type=\"" OFFICE "/numbering\" Target=\"/word/numbering.xml\"/>"
                       "<Relationship Id=\"c\" Type=\"" OFFICE "/footnotes\" Target=\"footnotes.xml\"/>"
                       "</Relationships>",
                  -1);
  add (maker, "word/document.xml", "document", document);
  add (maker, "word/styles.xml", "styles", styles ? styles : STYLES);
  add (maker, "word/numbering.xml", "numbering", lists ? lists : LISTS);
  add (maker, "word/footnotes.xml", "footnotes", notes ? notes : "");
  return xlsx_maker_finish (maker);
}
