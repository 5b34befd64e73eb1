/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a user finds in the tables that were read from workbooks and text files.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "formats/nh-csv-read.h"
#include "formats/nh-sheets-read.h"
#include "xlsx-maker.h"

static GPtrArray *
read_bytes (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  GPtrArray *sheets = nh_sheets_read_bytes (data, length, "tệp", NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return sheets;
}

static GPtrArray *
read_text (const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, length);

  return read_bytes (bytes);
}

static void
check (GPtrArray *sheets, guint row, guint column, NhSheetKind kind, const char *text)
{
  NhSheet *sheet = g_ptr_array_index (sheets, 0);

  g_assert_cmpstr (nh_sheet_get_text (sheet, row, column), ==, text);
  g_assert_cmpint (nh_sheet_get_kind (sheet, row, column), ==, kind);
}

static gboolean
has_remark (NhSheet *sheet, const char *piece)
{
  for (const char *const *p = nh_sheet_get_remarks (sheet); *p; p++)
    if (strstr (*p, piece))
      return TRUE;
  return FALSE;
}

static void
test_values (void)
{
  g_autoptr (GBytes) bytes = xlsx_make (
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
      "<c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>99</v></c></row>"
      "<row r=\"3\"><c r=\"A3\"><v>9.12345678E8</v></c><c r=\"B3\"><v>98.5</v></c>"
      "<c r=\"C3\"><v>0.10000000000000001</v></c><c r=\"D3\"><v>-5</v></c>"
      "<c r=\"E3\"><v>1.0000000000000001E-5</v></c><c r=\"F3\"><v>123456789012345680</v></c></row>"
      "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#REF!</v></c>"
      "<c t=\"str\"><f>A1&amp;\"x\"</f><v>kết quả</v></c><c><f>1+1</f><v>2</v></c>"
      "<c t=\"d\"><v>2023-09-05T00:00:00</v></c></row>"
      "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><v>cuối</v></c></row>",
      NULL,
      "<si><t xml:space=\"preserve\"> Hà Nội </t></si>"
      "<si><r><rPr><b/></rPr><t>Tổ </t></r><r><t>Toán_x000D_\n_x005F_x0041_</t></r>"
      "<rPh sb=\"0\" eb=\"1\"><t>đọc</t></rPh></si><si><t>\n  a\n </t></si>",
      NULL, NULL);
  g_autoptr (GPtrArray) sheets = read_bytes (bytes);
  NhSheet *sheet = g_ptr_array_index (sheets, 0);

  g_assert_cmpstr (nh_sheet_get_name (sheet), ==, "Danh sách");
  check (sheets, 0, 0, NH_SHEET_TEXT, " Hà Nội ");
  check (sheets, 0, 1, NH_SHEET_TEXT, "TổToán\n_x0041_");
  check (sheets, 0, 2, NH_SHEET_TEXT, "a");
  check (sheets, 0, 3, NH_SHEET_EMPTY, "");
  g_assert_true (has_remark (sheet, "1 cell refers"));
  check (sheets, 2, 0, NH_SHEET_NUMBER, "912345678");
  check (sheets, 2, 1, NH_SHEET_NUMBER, "98.5");
  check (sheets, 2, 2, NH_SHEET_NUMBER, "0.1");
  check (sheets, 2, 3, NH_SHEET_NUMBER, "-5");
  check (sheets, 2, 4, NH_SHEET_NUMBER, "0.00001");
  check (sheets, 2, 5, NH_SHEET_NUMBER, "123456789012345680");
  check (sheets, 3, 0, NH_SHEET_BOOLEAN, "TRUE");
  check (sheets, 3, 1, NH_SHEET_BOOLEAN, "FALSE");
  check (sheets, 3, 2, NH_SHEET_ERROR, "#REF!");
  check (sheets, 3, 3, NH_SHEET_TEXT, "kết quả");
  check (sheets, 3, 4, NH_SHEET_NUMBER, "2");
  check (sheets, 3, 5, NH_SHEET_DATE, "2023-09-05");
  check (sheets, 1048575, 16383, NH_SHEET_TEXT, "cuối");
}

/* Each case: a format (an id, or a code), a number, what the cell is. */
static void
test_number_formats (void)
{
  static const struct
  {
    guint id;
    const char *code, *number, *text;
    NhSheetKind kind;
    gboolean from_1904;
  } cases[] = {
    { 14, NULL, "45189", "2023-09-20", NH_SHEET_DATE },
    { 22, NULL, "45189.75", "2023-09-20", NH_SHEET_DATE },
    { 200, "dd/mm/yyyy;@", "45189", "2023-09-20", NH_SHEET_DATE },
    { 200, "[$-42A]dd mmmm yyyy", "45189", "2023-09-20", NH_SHEET_DATE },
    { 200, "&quot;ngày &quot;d&quot; tháng &quot;m&quot; năm &quot;yyyy", "45189", "2023-09-20",
      NH_SHEET_DATE },
    { 200, "mm/yyyy", "45170", "2023-09-01", NH_SHEET_DATE },
    { 14, NULL, "1", "1900-01-01", NH_SHEET_DATE },
    { 14, NULL, "59", "1900-02-28", NH_SHEET_DATE },
    { 14, NULL, "61", "1900-03-01", NH_SHEET_DATE },
    { 14, NULL, "2958465", "9999-12-31", NH_SHEET_DATE },
    { 14, NULL, "2958466", "2958466", NH_SHEET_TEXT },
    { 14, NULL, "-3", "-3", NH_SHEET_TEXT },
    { 14, NULL, "0", "1904-01-01", NH_SHEET_DATE, TRUE },
    { 14, NULL, "43727", "2023-09-20", NH_SHEET_DATE, TRUE },
    { 14, NULL, "45188.9999999", "2023-09-20", NH_SHEET_DATE },
    { 20, NULL, "0.604166666666667", "14:30", NH_SHEET_TEXT },
    { 200, "hh:mm:ss", "0.5001157407", "12:00:10", NH_SHEET_TEXT },
    { 200, "[h]:mm", "1.5", "36:00", NH_SHEET_TEXT },
    { 200, "h:mm AM/PM", "45189.25", "06:00", NH_SHEET_TEXT },
    { 9, NULL, "0.985", "98.5%", NH_SHEET_TEXT },
    { 200, "0000000000", "912345678", "0912345678", NH_SHEET_NUMBER },
    { 200, "&quot;0&quot;#########", "912345678", "0912345678", NH_SHEET_NUMBER },
    { 200, "0000\\ 000\\ 000", "912345678", "0912 345 678", NH_SHEET_NUMBER },
    { 200, "00", "7", "07", NH_SHEET_NUMBER },
    { 200, "00", "123", "123", NH_SHEET_NUMBER },
    { 200, "#,##0", "1250", "1250", NH_SHEET_NUMBER },
    { 200, "0.00E+00", "1250", "1250", NH_SHEET_NUMBER },
    { 200, "General", "12", "12", NH_SHEET_NUMBER },
    { 200, "#,##0\\ &quot;đồng&quot;", "12000", "12000", NH_SHEET_NUMBER },
    { 200, "[Red]0;[Blue]-dd", "12", "12", NH_SHEET_NUMBER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *styles = g_strdup_printf (
          "<numFmts><numFmt numFmtId=\"200\" formatCode=\"%s\"/></numFmts>"
          "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"%u\"/></cellXfs>",
          cases[i].code ? cases[i].code : "General", cases[i].id);
      g_autofree char *rows = g_strdup_printf (
          "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>%s</v></c></row>", cases[i].number);
      g_autoptr (GBytes) bytes
          = xlsx_make (rows, NULL, NULL, styles,
                       cases[i].from_1904 ? "<workbookPr date1904=\"1\"/>" : NULL);
      g_autoptr (GPtrArray) sheets = read_bytes (bytes);

      g_test_message ("%s of %s", cases[i].number, cases[i].code ? cases[i].code : "built in");
      check (sheets, 0, 0, cases[i].kind, cases[i].text);
    }
}

static void
test_messy (void)
{
  g_autoptr (GBytes) bytes = messy_xlsx ();
  g_autoptr (GPtrArray) sheets = read_bytes (bytes);
  NhSheet *sheet = g_ptr_array_index (sheets, 0);

  g_assert_cmpuint (sheets->len, ==, 2);
  g_assert_false (nh_sheet_is_hidden (sheet));
  g_assert_true (nh_sheet_is_hidden (g_ptr_array_index (sheets, 1)));
  check (sheets, 5, 2, NH_SHEET_DATE, "1984-09-24");
  check (sheets, 5, 4, NH_SHEET_NUMBER, "912345001");
  check (sheets, 6, 1, NH_SHEET_TEXT, "Trần Văn Mẫu Bình");
  check (sheets, 6, 3, NH_SHEET_TEXT, "Trường THCS Mẫu Một");
  check (sheets, 6, 4, NH_SHEET_NUMBER, "0912345002");
  check (sheets, 9, 1, NH_SHEET_TEXT, "Lê Thị Mẫu Châu");
  check (sheets, 9, 3, NH_SHEET_TEXT, "Trường TH Mẫu Hai");
  check (sheets, 10, 1, NH_SHEET_TEXT, "Phạm Mẫu Dung");
  check (sheets, 10, 4, NH_SHEET_NUMBER, "912345004");
  check (sheets, 10, 6, NH_SHEET_TEXT, "Chuyển đến\ntừ 9/2023");
  g_assert_cmpuint (nh_sheet_get_n_merges (sheet), ==, 9);
  g_assert_cmpuint (nh_sheet_find_merge (sheet, 4, 6)->row, ==, 3);
  g_assert_true (has_remark (sheet, "4 cells in TCVN3 or VNI fonts"));
}

/* A font changes only texts that Unicode does not prove wrong, run by run. */
static void
test_fonts (void)
{
  g_autoptr (GBytes) bytes = xlsx_make (
      "<row><c s=\"1\" t=\"s\"><v>0</v></c><c s=\"0\" t=\"s\"><v>1</v></c>"
      "<c s=\"1\" t=\"s\"><v>2</v></c><c s=\"2\" t=\"s\"><v>3</v></c><c s=\"0\" t=\"s\"><v>0</v></c>"
      "</row>",
      NULL,
      "<si><t>Bé</t></si>"
      "<si><r><t>Bé GD </t></r><r><rPr><rFont val=\".VnTime\"/></rPr>"
      "<t xml:space=\"preserve\">&amp; §µo t¹o</t></r></si>"
      "<si><t>Đã gõ bằng Unicode</t></si><si><t>céng hoµ</t></si>",
      "<fonts><font><name val=\"Arial\"/></font><font><name val=\".VnTime\"/></font>"
      "<font><name val=\".VnTimeH\"/></font></fonts>"
      "<cellXfs><xf fontId=\"0\"/><xf fontId=\"1\"/><xf fontId=\"2\"/></cellXfs>",
      NULL);
  g_autoptr (GPtrArray) sheets = read_bytes (bytes);

  check (sheets, 0, 0, NH_SHEET_TEXT, "Bộ");
  check (sheets, 0, 1, NH_SHEET_TEXT, "Bé GD& Đào tạo");
  check (sheets, 0, 2, NH_SHEET_TEXT, "Đã gõ bằng Unicode");
  check (sheets, 0, 3, NH_SHEET_TEXT, "CỘNG HOÀ");
  check (sheets, 0, 4, NH_SHEET_TEXT, "Bé");
}

/* Texts below a merged cell are there in the file, but nobody sees them. */
static void
test_covered (void)
{
  g_autoptr (GBytes) bytes = xlsx_make (
      "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a</v></c><c r=\"B1\" t=\"str\"><v>b</v></c>"
      "<c r=\"C1\" t=\"str\"><v>c</v></c></row><row r=\"2\"><c r=\"A2\" t=\"str\"><v>d</v></c>"
      "<c r=\"C2\" t=\"str\"><v>e</v></c></row>",
      "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>", NULL, NULL, NULL);
  g_autoptr (GPtrArray) sheets = read_bytes (bytes);

  check (sheets, 0, 0, NH_SHEET_TEXT, "a");
  check (sheets, 0, 1, NH_SHEET_EMPTY, "");
  check (sheets, 0, 2, NH_SHEET_TEXT, "c");
  check (sheets, 1, 0, NH_SHEET_EMPTY, "");
  check (sheets, 1, 2, NH_SHEET_TEXT, "e");
}

static void
test_csv (void)
{
  static const struct
  {
    const char *text, *cells[4];
  } cases[] = {
    { "a,b\nc,d", { "a", "b", "c", "d" } },
    { "\xEF\xBB\xBF" "a;b\r\nc;d\r\n", { "a", "b", "c", "d" } },
    { "a\tb\rc\td\r", { "a", "b", "c", "d" } },
    { "a|b\nc|d\n", { "a", "b", "c", "d" } },
    { "sep=;\r\na,1;b\r\nc,2;d\r\n", { "a,1", "b", "c,2", "d" } },
    { "sep=#\na#b\nc#d", { "a", "b", "c", "d" } },
    { "tên;điểm\n\"Số 1, Lê Lợi\";98,5\n", { "tên", "điểm", "Số 1, Lê Lợi", "98,5" } },
    { "\"hai\ndòng\",\"có \"\"nháy\"\"\"\n\"A\" cũ,5\" x\n",
      { "hai\ndòng", "có \"nháy\"", "\"A\" cũ", "5\" x" } },
    { "a,b\n\"không đóng,d\n", { "a", "b", "\"không đóng", "d" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) sheets = read_text (cases[i].text, strlen (cases[i].text));

      for (guint cell = 0; cell < 4; cell++)
        check (sheets, cell / 2, cell % 2, NH_SHEET_TEXT, cases[i].cells[cell]);
      g_assert_cmpuint (nh_sheet_get_n_rows (g_ptr_array_index (sheets, 0)), ==, 2);
    }
}

static void
test_encodings (void)
{
  static const char *const names[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16" };
  static const char tcvn3_text[] = "a;Tr\xAD\xEAng \xAE\xB5o t\xB9o c\xB8n b\xE9\n";
  static const char table[] = "Họ và tên;Đơn vị\nNguyễn Thị Mẫu;Trường THCS Mẫu\n";
  g_autoptr (GBytes) bytes = messy_csv ();
  g_autoptr (GPtrArray) messy = read_bytes (bytes);
  g_autoptr (GPtrArray) tcvn3 = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length;
      g_autofree char *text
          = g_convert (table, -1, names[i], "UTF-8", NULL, &length, NULL);
      g_autoptr (GPtrArray) sheets = read_text (text, length);

      check (sheets, 1, 0, NH_SHEET_TEXT, "Nguyễn Thị Mẫu");
      check (sheets, 1, 1, NH_SHEET_TEXT, "Trường THCS Mẫu");
      g_assert_null (nh_sheet_get_remarks (g_ptr_array_index (sheets, 0))[0]);
    }
  check (messy, 2, 1, NH_SHEET_TEXT, "Họ và tên");
  check (messy, 3, 1, NH_SHEET_TEXT, "Nguyễn Thị Mẫu An");
  check (messy, 4, 1, NH_SHEET_TEXT, "Trần Văn Mẫu Bình");
  check (messy, 5, 1, NH_SHEET_TEXT, "Danh sách này có 2 người");
  g_assert_true (has_remark (g_ptr_array_index (messy, 0), "windows-1258"));
  /* Bytes of TCVN3 come as the signs that the import knows how to read. */
  tcvn3 = read_text (tcvn3_text, strlen (tcvn3_text));
  check (tcvn3, 0, 1, NH_SHEET_TEXT, "Tr­êng ®µo t¹o c¸n bé");
}

static void
test_broken_utf8 (void)
{
  const char *text = "Nguyễn Văn Mẫu\xFF;Đà Nẵng";
  g_autoptr (GPtrArray) sheets = read_text (text, strlen (text));

  check (sheets, 0, 0, NH_SHEET_TEXT, "Nguyễn Văn Mẫu\xEF\xBF\xBD");
  g_assert_true (has_remark (g_ptr_array_index (sheets, 0), "1 character"));
}

/* A portal's page that is called .xls. */
static void
test_page (void)
{
  const char *page = "\n<html><table><tr><td>Mã</td></tr></table></html>";
  g_autoptr (GPtrArray) sheets = read_text (page, strlen (page));

  check (sheets, 0, 0, NH_SHEET_TEXT, "Mã");
}

static void
test_foreign (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    int code;
    const char *piece;
  } cases[] = {
    { "", 0, NH_READ_ERROR_EMPTY, "empty" },
    { " \r\n\r\n", 5, NH_READ_ERROR_EMPTY, "empty" },
    { "%PDF-1.7", 8, NH_READ_ERROR_KIND, "PDF" },
    { "\x89PNG\r\n\x1A\n", 8, NH_READ_ERROR_KIND, "picture" },
    { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", 12, NH_READ_ERROR_KIND, ".xls)" },
    { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", 34,
      NH_READ_ERROR_KIND, ".doc)" },
    { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
      "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
      40, NH_READ_ERROR_ENCRYPTED, "password" },
    { "PK\3\4 and then nothing", 20, NH_READ_ERROR_DAMAGED, "damaged" },
    { "<?xml version='1.0'?><a/>", 25, NH_READ_ERROR_KIND, "XML" },
    { "<html><p>x</p></html>", 21, NH_READ_ERROR_EMPTY, "no table" },
    { "\1\2\3\4\5\6\7\1\2\3", 10, NH_READ_ERROR_KIND, "no file with a table" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (nh_sheets_read_bytes (cases[i].bytes, cases[i].length, "", NULL, NULL, NULL,
                                           &error));
      g_assert_error (error, NH_READ_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].piece));
    }
}

static void
test_other_packages (void)
{
  static const struct
  {
    const char *parts[4], *piece;
  } cases[] = {
    { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<a/>" },
      "OpenDocument" },
    { { "anh.txt", "x" }, "archive" },
    { { "[Content_Types].xml", "<Types/>", "_rels/.rels",
        "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" "
        "Target=\"word/document.xml\"/></Relationships>" },
      "Word document" },
    { { "[Content_Types].xml", "<Types/>" }, "xl/workbook.xml" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      XlsxMaker *maker = xlsx_maker_new ();
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;
      const void *data;

      for (guint part = 0; part < 4 && cases[i].parts[part]; part += 2)
        xlsx_maker_add (maker, cases[i].parts[part], cases[i].parts[part + 1], -1);
      bytes = xlsx_maker_finish (maker);
      data = g_bytes_get_data (bytes, &length);
      g_assert_null (nh_sheets_read_bytes (data, length, "", NULL, NULL, NULL, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, cases[i].piece));
    }
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("namhoc-read-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "Danh sách.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = NULL;

  g_assert_null (nh_sheets_read_file (folder, NULL, NULL, NULL, &error));
  g_assert_error (error, NH_READ_ERROR, NH_READ_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, "is a folder"));
  g_clear_error (&error);
  g_assert_null (nh_sheets_read_file (path, NULL, NULL, NULL, &error));
  g_assert_error (error, NH_READ_ERROR, NH_READ_ERROR_FILE);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "a;b\n", -1, NULL));
  sheets = nh_sheets_read_file (path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nh_sheet_get_name (g_ptr_array_index (sheets, 0)), ==, "Danh sách");
  g_remove (path);
  g_rmdir (folder);
}

static void
note_progress (double fraction, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  *last = fraction;
}

static void
cancel (double fraction, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_progress_and_cancel (void)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  double last = 0;
  gsize length;
  const void *data;

  for (guint i = 1; i <= 20000; i++)
    g_string_append_printf (rows, "<row r=\"%u\"><c r=\"A%u\"><v>%u</v></c></row>", i, i, i * 7);
  bytes = xlsx_make (rows->str, NULL, NULL, NULL, NULL);
  data = g_bytes_get_data (bytes, &length);
  sheets = nh_sheets_read_bytes (data, length, "", NULL, note_progress, &last, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (last, >, 0.9);
  check (sheets, 19999, 0, NH_SHEET_NUMBER, "140000");
  g_assert_null (nh_sheets_read_bytes (data, length, "", cancellable, cancel, cancellable, &error));
  g_assert_error (error, NH_READ_ERROR, NH_READ_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/read/xlsx/values", test_values);
  g_test_add_func ("/read/xlsx/number-formats", test_number_formats);
  g_test_add_func ("/read/xlsx/messy", test_messy);
  g_test_add_func ("/read/xlsx/fonts", test_fonts);
  g_test_add_func ("/read/xlsx/covered", test_covered);
  g_test_add_func ("/read/csv/separators", test_csv);
  g_test_add_func ("/read/csv/encodings", test_encodings);
  g_test_add_func ("/read/csv/broken-utf8", test_broken_utf8);
  g_test_add_func ("/read/page", test_page);
  g_test_add_func ("/read/foreign", test_foreign);
  g_test_add_func ("/read/other-packages", test_other_packages);
  g_test_add_func ("/read/files", test_files);
  g_test_add_func ("/read/progress-and-cancel", test_progress_and_cancel);
  return g_test_run ();
}
