/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "formats/nh-html-table.h"
#include "formats/nh-read-budget.h"

static GPtrArray *
read_html (const char *html)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *sheets = nh_html_table_read (html, strlen (html), &error);

  g_assert_no_error (error);
  return sheets;
}

static NhSheet *
only (GPtrArray *sheets)
{
  g_assert_cmpuint (sheets->len, ==, 1);
  return g_ptr_array_index (sheets, 0);
}

/* As Excel 2016 puts it on the clipboard, shortened. */
static void
test_excel (void)
{
  g_autoptr (GPtrArray) sheets = read_html (
      "<html xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:x=\"urn:schemas-microsoft-com:office:"
      "excel\">\r\n<head><meta http-equiv=Content-Type content=\"text/html; charset=utf-8\">\r\n"
      "<style>\r\n<!--table {mso-displayed-decimal-separator:\"\\,\";}\r\n.xl65 {color:black;}\r\n"
      "td {padding:0}\r\n--></style></head>\r\n<body link=blue>\r\n<table border=0>\r\n"
      "<!--StartFragment-->\r\n <col width=64>\r\n"
      " <tr height=20>\r\n  <td colspan=3 class=xl65>DANH SÁCH GIÁO VIÊN</td></tr>\r\n"
      " <tr><td rowspan=2>TT</td><td>Họ và\r\n  tên</td><td>Điện thoại</td></tr>\r\n"
      " <tr><td>Nguyễn Văn A<br style='mso-data-placement:same-cell'>\r\n (tổ trưởng)</td>"
      "<td align=right x:num=\"912345678\">9.12E+08</td></tr>\r\n"
      " <tr><td>1&nbsp;</td><td>a &lt; b &amp; c</td><td x:num>98,5</td></tr>\r\n"
      "<![if supportMisalignedColumns]> <tr height=0 style='display:none'><td width=64>x</td></tr>"
      "<![endif]>\r\n<!--EndFragment--></table></body></html>");
  NhSheet *sheet = only (sheets);

  g_assert_cmpuint (nh_sheet_get_n_rows (sheet), ==, 4);
  g_assert_cmpuint (nh_sheet_get_n_columns (sheet), ==, 3);
  g_assert_cmpstr (nh_sheet_get_text (sheet, 0, 0), ==, "DANH SÁCH GIÁO VIÊN");
  g_assert_cmpstr (nh_sheet_get_text (sheet, 1, 1), ==, "Họ và tên");
  g_assert_cmpstr (nh_sheet_get_text (sheet, 2, 0), ==, "");
  g_assert_cmpstr (nh_sheet_get_text (sheet, 2, 1), ==, "Nguyễn Văn A\n(tổ trưởng)");
  g_assert_cmpstr (nh_sheet_get_text (sheet, 2, 2), ==, "912345678");
  g_assert_cmpint (nh_sheet_get_kind (sheet, 2, 2), ==, NH_SHEET_NUMBER);
  g_assert_cmpstr (nh_sheet_get_text (sheet, 3, 0), ==, "1");
  g_assert_cmpstr (nh_sheet_get_text (sheet, 3, 1), ==, "a < b & c");
  g_assert_cmpint (nh_sheet_get_kind (sheet, 3, 2), ==, NH_SHEET_NUMBER);
  g_assert_cmpuint (nh_sheet_get_n_merges (sheet), ==, 2);
  g_assert_cmpuint (nh_sheet_find_merge (sheet, 0, 2)->n_columns, ==, 3);
  g_assert_cmpuint (nh_sheet_find_merge (sheet, 2, 0)->n_rows, ==, 2);
}

/* Word writes paragraphs into cells; the letters are in NFD here, as from a Mac. */
static void
test_word (void)
{
  g_autoptr (GPtrArray) sheets = read_html (
      "<body lang=VI><table class=MsoTableGrid><tr><td><p class=MsoNormal><b>Ho\xCC\xA3 te\xCC\x82n"
      "<o:p></o:p></b></p></td><td><p class=MsoNormal>Tru\xCC\x9Bo\xCC\x9B\xCC\x80ng</p>"
      "<p class=MsoNormal>THCS A</p></td></tr></table><p>ngoài bảng</p></body>");
  NhSheet *sheet = only (sheets);

  g_assert_cmpstr (nh_sheet_get_text (sheet, 0, 0), ==, "Họ tên");
  g_assert_cmpstr (nh_sheet_get_text (sheet, 0, 1), ==, "Trường\nTHCS A");
}

static void
test_encodings (void)
{
  const char *html = "<table><tr><td>Đặng Thị Hường</td></tr></table>";
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *utf16 = g_convert (html, -1, "UTF-16LE", "UTF-8", NULL, &length, &error);
  g_autoptr (GPtrArray) sheets = NULL;

  g_assert_no_error (error);
  sheets = nh_html_table_read (utf16, length, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nh_sheet_get_text (only (sheets), 0, 0), ==, "Đặng Thị Hường");
}

/* A page that says a wrong encoding about itself, as programs do when they convert the bytes but
 * not the page. */
static void
test_wrong_charset (void)
{
  g_autoptr (GPtrArray) sheets = read_html ("<html><head><meta charset=iso-8859-1></head><body>"
                                            "<table><tr><td>Tổ Toán</td></tr></table>");

  g_assert_cmpstr (nh_sheet_get_text (only (sheets), 0, 0), ==, "Tổ Toán");
}

static void
test_fragments (void)
{
  g_autoptr (GPtrArray) none = read_html ("<p>không có bảng</p>");
  g_autoptr (GPtrArray) cells = read_html ("<tr><td>a<td>b<tr><td>c");
  g_autoptr (GPtrArray) nested = read_html (
      "<table><caption>Phụ lục 1</caption><tr><td>ngoài<table><tr><td>trong</td></tr></table>"
      "</td></tr></table><table><tr><td> </td></tr></table>");

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (cells->len, >=, 1);
  g_assert_cmpstr (nh_sheet_get_text (g_ptr_array_index (cells, 0), 0, 0), ==, "a");
  g_assert_cmpuint (nested->len, ==, 2);
  g_assert_cmpstr (nh_sheet_get_text (g_ptr_array_index (nested, 0), 0, 0), ==, "trong");
  g_assert_cmpstr (nh_sheet_get_text (g_ptr_array_index (nested, 1), 0, 0), ==, "ngoài");
  g_assert_cmpstr (nh_sheet_get_name (g_ptr_array_index (nested, 1)), ==, "Phụ lục 1");
}

/* Spans beyond the table, over each other, and of absurd size. */
static void
test_spans (void)
{
  g_autoptr (GPtrArray) sheets = read_html (
      "<table><tr><td rowspan=999999999>a</td><td colspan=-4>b</td><td colspan=99999999>c</td></tr>"
      "<tr><td>d</td><td rowspan=0>e</td></tr></table>");
  NhSheet *sheet = only (sheets);

  g_assert_cmpuint (nh_sheet_get_n_rows (sheet), ==, 2);
  g_assert_cmpuint (nh_sheet_find_merge (sheet, 1, 0)->n_rows, ==, 2);
  g_assert_cmpstr (nh_sheet_get_text (sheet, 1, 1), ==, "d");
  g_assert_cmpstr (nh_sheet_get_text (sheet, 1, 2), ==, "e");
  g_assert_cmpuint (nh_sheet_find_merge (sheet, 0, 700)->column, ==, 2);
}

static void
test_too_deep (void)
{
  g_autoptr (GString) html = g_string_new ("<table><tr><td>");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append (html, "<div>");
  g_assert_null (nh_html_table_read (html->str, html->len, &error));
  g_assert_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT);
}

/* What is written is read back as it was, and says which cells are texts. */
static void
test_write (void)
{
  static const char *const texts[] = { "0912345678", "12",      "a <b> & \"c\"", "dòng 1\ndòng 2",
                                       "hai  blanks", "=1+1",   "",              "1/9",
                                       "98,5",        "Tổ Toán" };
  g_autofree char *html = nh_html_table_write (texts, 2, 5);
  g_autoptr (GPtrArray) sheets = read_html (html);
  NhSheet *sheet = only (sheets);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpstr (nh_sheet_get_text (sheet, i / 5, i % 5), ==, texts[i]);
  g_assert_nonnull (strstr (html, "<td style=\"mso-number-format:'\\@'\" sdnum=\"1066;0;@\">"
                                  "0912345678</td><td>12</td>"));
  g_assert_nonnull (strstr (html, "dòng 1<br style=\"mso-data-placement:same-cell\">dòng 2"));
  g_assert_nonnull (strstr (html, "'\\@'\" sdnum=\"1066;0;@\">=1+1<"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/html-table/excel", test_excel);
  g_test_add_func ("/html-table/word", test_word);
  g_test_add_func ("/html-table/encodings", test_encodings);
  g_test_add_func ("/html-table/wrong-charset", test_wrong_charset);
  g_test_add_func ("/html-table/fragments", test_fragments);
  g_test_add_func ("/html-table/spans", test_spans);
  g_test_add_func ("/html-table/too-deep", test_too_deep);
  g_test_add_func ("/html-table/write", test_write);
  return g_test_run ();
}
