/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xlsx-maker.h"

#include <gsf/gsf.h>
#include <gsf/gsf-outfile-zip.h>
#include <gsf/gsf-output-memory.h>
#include <string.h>

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"

struct _XlsxMaker
{
  GsfOutput *memory;
  GsfOutfile *zip;
};

XlsxMaker *
xlsx_maker_new (void)
{
  XlsxMaker *maker = g_new0 (XlsxMaker, 1);

  maker->memory = gsf_output_memory_new ();
  maker->zip = gsf_outfile_zip_new (maker->memory, NULL);
  return maker;
}

/* @length: -1 for the whole of @xml. */
void
xlsx_maker_add (XlsxMaker *maker, const char *part, const char *xml, gssize length)
{
  gsize size = length < 0 ? strlen (xml) : (gsize) length;
  /* Small parts are stored: packing them would be most of a fuzzer's work. */
  GsfOutput *output = gsf_outfile_new_child_full (maker->zip, part, FALSE, "compression-level",
                                                  size < 2000 ? 0 : 8, NULL);

  g_assert_nonnull (output);
  g_assert_true (gsf_output_write (output, size, (const guint8 *) xml));
  g_assert_true (gsf_output_close (output));
  g_object_unref (output);
}

GBytes *
xlsx_maker_finish (XlsxMaker *maker)
{
  GBytes *bytes;

  gsf_output_close (GSF_OUTPUT (maker->zip));
  bytes = g_bytes_new (gsf_output_memory_get_bytes (GSF_OUTPUT_MEMORY (maker->memory)),
                       (gsize) gsf_output_size (maker->memory));
  g_object_unref (maker->zip);
  g_object_unref (maker->memory);
  g_free (maker);
  return bytes;
}

static void
add_frame (XlsxMaker *maker, const char *workbook_properties, gboolean second_sheet)
{
  g_autofree char *workbook = g_strdup_printf (
      HEAD "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\">%s<sheets>"
           "<sheet name=\"Danh sách\" sheetId=\"1\" r:id=\"rId1\"/>%s</sheets></workbook>",
      workbook_properties ? workbook_properties : "",
      second_sheet ? "<sheet name=\"Mã\" sheetId=\"2\" state=\"hidden\" r:id=\"rId4\"/>" : "");

  xlsx_maker_add (maker, "[Content_Types].xml",
                  HEAD "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                       "content-types\"><Default Extension=\"xml\" "
                       "ContentType=\"application/xml\"/></Types>",
                  -1);
  xlsx_maker_add (maker, "_rels/.rels",
                  HEAD "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"rId1\" "
                       "Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/>"
                       "</Relationships>",
                  -1);
  xlsx_maker_add (maker, "xl/workbook.xml", workbook, -1);
  xlsx_maker_add (maker, "xl/_rels/workbook.xml.rels",
                  HEAD "<Relationships xmlns=\"" RELATIONS "\">"
                       "<Relationship Id=\"rId1\" Type=\"" OFFICE "/worksheet\" "
                       "Target=\"worksheets/sheet1.xml\"/>"
                       "<Relationship Id=\"rId2\" Type=\"" OFFICE "/sharedStrings\" "
                       "Target=\"/xl/sharedStrings.xml\"/>"
                       "<Relationship Id=\"rId3\" Type=\"" OFFICE "/styles\" "
                       "Target=\"styles.xml\"/>"
                       "<Relationship Id=\"rId4\" Type=\"" OFFICE "/worksheet\" "
                       "Target=\"worksheets/sheet2.xml\"/></Relationships>",
                  -1);
}

static void
add_sheet (XlsxMaker *maker, const char *part, const char *rows, const char *after_rows)
{
  g_autofree char *xml
      = g_strdup_printf (HEAD "<worksheet xmlns=\"" MAIN "\"><sheetData>%s</sheetData>%s"
                              "</worksheet>",
                         rows, after_rows ? after_rows : "");

  xlsx_maker_add (maker, part, xml, -1);
}

static void
add_texts (XlsxMaker *maker, const char *strings, const char *styles)
{
  g_autofree char *shared
      = g_strdup_printf (HEAD "<sst xmlns=\"" MAIN "\">%s</sst>", strings ? strings : "");
  g_autofree char *sheet = g_strdup_printf (HEAD "<styleSheet xmlns=\"" MAIN "\">%s</styleSheet>",
                                            styles ? styles : "");

  xlsx_maker_add (maker, "xl/sharedStrings.xml", shared, -1);
  xlsx_maker_add (maker, "xl/styles.xml", sheet, -1);
}

/* A workbook of one sheet from what stands inside its elements. */
GBytes *
xlsx_make (const char *rows, const char *after_rows, const char *strings, const char *styles,
           const char *workbook_properties)
{
  XlsxMaker *maker = xlsx_maker_new ();

  add_frame (maker, workbook_properties, FALSE);
  add_sheet (maker, "xl/worksheets/sheet1.xml", rows, after_rows);
  add_texts (maker, strings, styles);
  return xlsx_maker_finish (maker);
}

/* A workbook with this part as it is given. */
GBytes *
xlsx_make_with_part (const char *part, const char *xml)
{
  XlsxMaker *maker = xlsx_maker_new ();

  add_frame (maker, NULL, FALSE);
  xlsx_maker_add (maker, part, xml, -1);
  if (strcmp (part, "xl/sharedStrings.xml") != 0)
    xlsx_maker_add (maker, "xl/sharedStrings.xml", "<sst/>", -1);
  xlsx_maker_add (maker, "xl/styles.xml", "<styleSheet/>", -1);
  add_sheet (maker, "xl/worksheets/sheet1.xml", "<row><c t=\"s\"><v>0</v></c></row>", NULL);
  return xlsx_maker_finish (maker);
}

#define T(cell, text) "<c r=\"" cell "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define TS(cell, style, text)                                                                      \
  "<c r=\"" cell "\" s=\"" style "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define N(cell, number) "<c r=\"" cell "\"><v>" number "</v></c>"
#define NS(cell, style, number) "<c r=\"" cell "\" s=\"" style "\"><v>" number "</v></c>"

/* Styles: 0 usual, 1 day, 2 font .VnTime, 3 font VNI-Times, 4 phone with a zero before it. */
static const char messy_styles[]
    = "<numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy;@\"/>"
      "<numFmt numFmtId=\"165\" formatCode=\"0000000000\"/></numFmts>"
      "<fonts count=\"3\"><font><name val=\"Times New Roman\"/></font>"
      "<font><name val=\".VnTime\"/></font><font><name val=\"VNI-Times\"/></font></fonts>"
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"14\" fontId=\"1\"/></cellStyleXfs>"
      "<cellXfs count=\"5\"><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"164\" fontId=\"0\"/>"
      "<xf numFmtId=\"0\" fontId=\"1\"/><xf numFmtId=\"0\" fontId=\"2\"/>"
      "<xf numFmtId=\"165\" fontId=\"0\"/></cellXfs>";

static const char messy_rows[]
    = "<row r=\"1\">" T ("A1", "PHÒNG GD&amp;ĐT HUYỆN MẪU") "</row>"
      "<row r=\"2\">" T ("A2", "DANH SÁCH GIÁO VIÊN CỐT CÁN NĂM HỌC 2023-2024") "</row>"
      "<row r=\"4\">" T ("A4", "TT") T ("B4", "Họ và tên") T ("C4", "Ngày sinh")
      T ("D4", "Đơn vị công tác") T ("E4", "Liên hệ") T ("G4", "Ghi chú") "</row>"
      "<row r=\"5\">" T ("E5", "Điện thoại") T ("F5", "Email") "</row>"
      "<row r=\"6\">" N ("A6", "1") T ("B6", "Nguyễn Thị Mẫu An") NS ("C6", "1", "30949")
      T ("D6", "Trường THCS Mẫu Một") N ("E6", "912345001") T ("F6", "an@example.org") "</row>"
      "<row r=\"7\">" N ("A7", "2") TS ("B7", "2", "TrÇn V¨n MÉu B×nh") T ("C7", "05/09/1979")
      TS ("D7", "2", "Tr­êng THCS MÉu Mét") NS ("E7", "4", "912345002") "</row>"
      "<row r=\"9\">" T ("A9", "Cụm 2: các trường phía Bắc") "</row>"
      "<row r=\"10\">" N ("A10", "3") TS ("B10", "3", "Leâ Thò Maãu Chaâu")
      T ("C10", "12.3.1985") TS ("D10", "3", "Tröôøng TH Maãu Hai") T ("E10", "0912 345 003")
      T ("G10", "TTCM") "</row>"
      "<row r=\"11\">" N ("A11", "4") T ("B11", "Pha\xCC\xA3m Ma\xCC\x82\xCC\x83u Dung")
      T ("C11", "1982") T ("D11", "Trường TH Mẫu Hai") N ("E11", "9.12345004E8")
      T ("G11", "Chuyển đến\ntừ 9/2023") "</row>"
      "<row r=\"13\">" T ("B13", "Danh sách này có 4 người./.") "</row>"
      "<row r=\"15\">" T ("B15", "Người lập biểu") T ("F15", "TRƯỞNG PHÒNG") "</row>";

static const char messy_merges[]
    = "<mergeCells count=\"8\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:G2\"/>"
      "<mergeCell ref=\"A4:A5\"/><mergeCell ref=\"B4:B5\"/><mergeCell ref=\"C4:C5\"/>"
      "<mergeCell ref=\"D4:D5\"/><mergeCell ref=\"E4:F4\"/><mergeCell ref=\"G4:G5\"/>"
      "<mergeCell ref=\"A9:G9\"/></mergeCells>";

GBytes *
messy_xlsx (void)
{
  XlsxMaker *maker = xlsx_maker_new ();

  add_frame (maker, NULL, TRUE);
  add_sheet (maker, "xl/worksheets/sheet1.xml", messy_rows, messy_merges);
  add_sheet (maker, "xl/worksheets/sheet2.xml",
             "<row r=\"1\">" T ("A1", "Mã") T ("B1", "Tên") "</row>", NULL);
  add_texts (maker, NULL, messy_styles);
  return xlsx_maker_finish (maker);
}

/* In windows-1258 the tone stands behind its letter. */
GBytes *
messy_csv (void)
{
  static const char text[]
      = "\"DANH S\xC1" "CH GI\xC1O VI\xCAN;  NG\xC0Y 5/9\";;;;\r\n"
        ";;;;\r\n"
        "TT;Ho\xF2 v\xE0 t\xEAn;Ng\xE0y sinh;\xD0\xF5n vi\xF2;\xD0i\xEA\xF2n thoa\xF2i\r\n"
        "1;Nguy\xEA\xDEn Th\x69\xF2 M\xE2\xDEu An;24/9/1984;THCS M\xE2\xDEu M\xF4\xF2t;912345001\r\n"
        "2;Tr\xE2\xCCn V\xE3n M\xE2\xDEu B\x69\xCCnh;05/09/1979;THCS M\xE2\xDEu M\xF4\xF2t;"
        "0912 345 002\r\n"
        ";Danh s\xE1" "ch n\xE0y c\xF3 2 ng\xFD\xF5\xCCi;;;\r\n";

  return g_bytes_new_static (text, sizeof text - 1);
}
