/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files made to harm: each ends in a sentence or in the sound part of its cells, and soon. The
 * limits are those of docs/LIMITS.md.
 */
#include <gsf/gsf.h>
#include <gsf/gsf-outfile-zip.h>
#include <gsf/gsf-output-memory.h>
#include <string.h>
#ifdef G_OS_UNIX
#include <sys/resource.h>
#endif

#include "formats/nh-sheets-read.h"
#include "xlsx-maker.h"

/* Reads and expects an error of this kind. */
static void
check_refused (GBytes *bytes, NhReadError code, const char *piece)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  g_assert_null (nh_sheets_read_bytes (data, length, "", NULL, NULL, NULL, &error));
  g_assert_error (error, NH_READ_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, piece));
}

static NhSheet *
read_one (GBytes *bytes, GPtrArray **sheets)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  *sheets = nh_sheets_read_bytes (data, length, "", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_ptr_array_index (*sheets, 0);
}

static gboolean
has_remark (NhSheet *sheet, const char *piece)
{
  for (const char *const *p = nh_sheet_get_remarks (sheet); *p; p++)
    if (strstr (*p, piece))
      return TRUE;
  return FALSE;
}

/* 48 MiB of blanks in a file of 50 KiB. */
static void
test_bomb (void)
{
  gsize size = 48 * 1024 * 1024;
  g_autofree char *blanks = g_malloc (size + 1);
  g_autoptr (GBytes) bytes = NULL;

  memset (blanks, ' ', size);
  blanks[size] = '\0';
  bytes = xlsx_make (blanks, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 200 * 1024);
  check_refused (bytes, NH_READ_ERROR_LIMIT, "more than 300 times as large");
}

/* Entities that grow to gigabytes, and one that would read another file. */
static void
test_entities (void)
{
  static const char *const parts[] = {
    "<!DOCTYPE a [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>"
    "<sst><si><t>&d;</t></si></sst>",
    "<!DOCTYPE a [<!ENTITY file SYSTEM \"file:///etc/passwd\">]><sst><si><t>&file;</t></si></sst>",
    "<!DOCTYPE a SYSTEM \"http://example.invalid/a.dtd\"><sst/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GBytes) bytes = xlsx_make_with_part ("xl/sharedStrings.xml", parts[i]);

      check_refused (bytes, NH_READ_ERROR_LIMIT, "defines entities");
    }
}

static void
test_depth (void)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (rows, "<a>");
  bytes = xlsx_make (rows->str, NULL, NULL, NULL, NULL);
  check_refused (bytes, NH_READ_ERROR_LIMIT, "nested deeper");
}

/* Cells beyond every sheet are left out and counted; the others stay. */
static void
test_places (void)
{
  g_autoptr (GBytes) bytes = xlsx_make (
      "<row r=\"1000000000\"><c r=\"A1000000000\"><v>1</v></c></row>"
      "<row r=\"99999999999999999999\"><c><v>2</v></c></row><row r=\"-7\"><c r=\"A-7\"><v>3</v></c>"
      "</row><row r=\"2\"><c r=\"XFE2\"><v>4</v></c><c r=\"AAAAAAAAAAAAAAAAAAAA2\"><v>5</v></c>"
      "<c r=\"\"><v>6</v></c><c r=\"0\"><v>7</v></c><c r=\"B2\"><v>8</v></c></row>",
      NULL, NULL, NULL, NULL);
  g_autoptr (GPtrArray) sheets = NULL;
  NhSheet *sheet = read_one (bytes, &sheets);

  g_assert_cmpstr (nh_sheet_get_text (sheet, 1, 1), ==, "8");
  g_assert_cmpuint (nh_sheet_get_n_rows (sheet), ==, 2);
  g_assert_cmpuint (nh_sheet_get_n_columns (sheet), ==, 2);
  g_assert_true (has_remark (sheet, "7 cells beyond row 1048576"));
}

static void
test_merges (void)
{
  g_autoptr (GBytes) whole = xlsx_make (
      "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>",
      "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/><mergeCell ref=\"A1:A99999999999\"/>"
      "<mergeCell ref=\"C3:B2\"/><mergeCell ref=\"A1\"/><mergeCell ref=\":\"/><mergeCell/>"
      "</mergeCells>",
      NULL, NULL, NULL);
  g_autoptr (GString) merges = g_string_new (NULL);
  g_autoptr (GBytes) many = NULL, tangled = NULL;
  g_autoptr (GPtrArray) sheets = NULL, more_sheets = NULL;
  NhSheet *sheet = read_one (whole, &sheets);

  g_assert_cmpuint (nh_sheet_get_n_merges (sheet), ==, 1);
  g_assert_cmpstr (nh_sheet_get_text (sheet, 0, 0), ==, "1");
  g_assert_cmpstr (nh_sheet_get_text (sheet, 0, 1), ==, "");
  for (guint i = 1; i <= 60000; i++)
    g_string_append (merges, "<mergeCell ref=\"B1:XFD1048576\"/>");
  tangled = xlsx_make ("<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>", merges->str, NULL,
                       NULL, NULL);
  read_one (tangled, &more_sheets);
  for (guint i = 1; i <= 10000; i++)
    g_string_append_printf (merges, "<mergeCell ref=\"A%u:B%u\"/>", i, i);
  many = xlsx_make ("", merges->str, NULL, NULL, NULL);
  check_refused (many, NH_READ_ERROR_LIMIT, "more than 65536 merged cells");
}

/* Many sheets whose only cell is in the last row. */
static void
test_long_sheets (void)
{
  XlsxMaker *maker = xlsx_maker_new ();
  g_autoptr (GString) sheets = g_string_new ("<workbook xmlns:r=\"x\"><sheets>");
  g_autoptr (GString) relations = g_string_new ("<Relationships>");
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 100; i++)
    {
      g_string_append_printf (sheets, "<sheet name=\"%u\" r:id=\"r%u\"/>", i, i);
      g_string_append_printf (
          relations, "<Relationship Id=\"r%u\" Type=\"x/worksheet\" Target=\"s.xml\"/>", i);
    }
  g_string_append (sheets, "</sheets></workbook>");
  g_string_append (relations, "</Relationships>");
  xlsx_maker_add (maker, "[Content_Types].xml", "<Types/>", -1);
  xlsx_maker_add (maker, "xl/workbook.xml", sheets->str, -1);
  xlsx_maker_add (maker, "xl/_rels/workbook.xml.rels", relations->str, -1);
  xlsx_maker_add (maker, "xl/s.xml",
                  "<worksheet><sheetData><row><c r=\"A1048576\"><v>1</v></c></row></sheetData>"
                  "</worksheet>",
                  -1);
  bytes = xlsx_maker_finish (maker);
  check_refused (bytes, NH_READ_ERROR_LIMIT, "more than 16777216 rows together");
}

/* Names that lead out of the package lead nowhere, and two parts of one name are one. */
static void
test_names (void)
{
  XlsxMaker *maker = xlsx_maker_new ();
  g_autoptr (GBytes) bytes = NULL;

  xlsx_maker_add (maker, "[Content_Types].xml", "<Types/>", -1);
  xlsx_maker_add (maker, "../../etc/cron.d/x", "* * * * * root true", -1);
  xlsx_maker_add (maker, "xl/workbook.xml",
                  "<workbook xmlns:r=\"x\"><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets>"
                  "</workbook>",
                  -1);
  xlsx_maker_add (maker, "xl/_rels/workbook.xml.rels",
                  "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" "
                  "Target=\"../../../../../../etc/passwd\"/></Relationships>",
                  -1);
  bytes = xlsx_maker_finish (maker);
  check_refused (bytes, NH_READ_ERROR_DAMAGED, "“etc/passwd”");
}

static void
test_duplicate_parts (void)
{
  XlsxMaker *maker = xlsx_maker_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  NhSheet *sheet;

  xlsx_maker_add (maker, "[Content_Types].xml", "<Types/>", -1);
  xlsx_maker_add (maker, "xl/workbook.xml",
                  "<workbook xmlns:r=\"x\"><sheets><sheet name=\"a\" r:id=\"r1\"/>"
                  "<sheet name=\"b\" r:id=\"r1\"/></sheets></workbook>",
                  -1);
  xlsx_maker_add (maker, "xl/_rels/workbook.xml.rels",
                  "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
                  "</Relationships>",
                  -1);
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *xml = g_strdup_printf (
          "<worksheet><sheetData><row><c><v>%u</v></c></row></sheetData></worksheet>", i);

      xlsx_maker_add (maker, "xl/s.xml", xml, -1);
    }
  bytes = xlsx_maker_finish (maker);
  sheet = read_one (bytes, &sheets);
  g_assert_cmpuint (sheets->len, ==, 2);
  g_assert_cmpstr (nh_sheet_get_text (sheet, 0, 0), ==,
                   nh_sheet_get_text (g_ptr_array_index (sheets, 1), 0, 0));
}

static void
test_many_parts (void)
{
  XlsxMaker *maker = xlsx_maker_new ();
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i <= NH_READ_MAX_ENTRIES; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u", i);

      xlsx_maker_add (maker, name, "x", 1);
    }
  bytes = xlsx_maker_finish (maker);
  check_refused (bytes, NH_READ_ERROR_LIMIT, "more than 10000 parts");
}

/* Every beginning of a good file, and the file with each of its bytes changed. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) bytes = messy_xlsx ();
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autofree guint8 *copy = g_memdup2 (data, length);
  guint n_refused = 0;

  for (gsize i = 13; i < length; i += 13)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) sheets
          = nh_sheets_read_bytes (data, i, "", NULL, NULL, NULL, &error);

      g_assert_true ((sheets == NULL) == (error != NULL));
      n_refused += sheets == NULL;
    }
  g_assert_cmpuint (n_refused, ==, (length - 1) / 13);
  for (gsize i = 0; i < length; i += 3)
    {
      g_autoptr (GPtrArray) sheets = NULL;
      g_autoptr (GError) error = NULL;

      copy[i] ^= 0x55;
      sheets = nh_sheets_read_bytes (copy, length, "", NULL, NULL, NULL, &error);
      g_assert_true ((sheets == NULL) == (error != NULL));
      copy[i] = data[i];
    }
}

static void
test_long_text (void)
{
  g_autoptr (GString) rows = g_string_new ("<row><c t=\"inlineStr\"><is><t>");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  NhSheet *sheet;

  for (guint i = 0; i < 100000; i++)
    g_string_append (rows, "Đ");
  g_string_append (rows, "</t></is></c></row>");
  bytes = xlsx_make (rows->str, NULL, NULL, NULL, NULL);
  sheet = read_one (bytes, &sheets);
  g_assert_cmpint (g_utf8_strlen (nh_sheet_get_text (sheet, 0, 0), -1), ==, 32767);
  g_assert_true (has_remark (sheet, "1 text was longer than 32767"));
}

static void
test_broken_xml (void)
{
  g_autoptr (GBytes) bytes = xlsx_make ("<row><c><v>1</c></row>", NULL, NULL, NULL, NULL);

  check_refused (bytes, NH_READ_ERROR_DAMAGED, "damaged");
}

/* More rows than a sheet has. */
static void
test_long_csv (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  NhSheet *sheet;

  for (guint i = 0; i < NH_READ_MAX_ROWS + 5; i++)
    g_string_append (text, "a\n");
  bytes = g_bytes_new (text->str, text->len);
  sheet = read_one (bytes, &sheets);
  g_assert_cmpuint (nh_sheet_get_n_rows (sheet), ==, NH_READ_MAX_ROWS);
  g_assert_true (has_remark (sheet, "5 cells beyond"));
}

/* Last: what all of the above took. The sanitizers' own memory says nothing. */
static void
test_memory (void)
{
#if defined(G_OS_UNIX) && !defined(__SANITIZE_ADDRESS__)
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  g_test_message ("peak %ld KiB", usage.ru_maxrss);
  g_assert_cmpint (usage.ru_maxrss, <, 600 * 1024);
#else
  g_test_skip ("memory is measured on Unix without sanitizers");
#endif
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/bomb", test_bomb);
  g_test_add_func ("/hostile/entities", test_entities);
  g_test_add_func ("/hostile/depth", test_depth);
  g_test_add_func ("/hostile/places", test_places);
  g_test_add_func ("/hostile/merges", test_merges);
  g_test_add_func ("/hostile/long-sheets", test_long_sheets);
  g_test_add_func ("/hostile/names", test_names);
  g_test_add_func ("/hostile/duplicate-parts", test_duplicate_parts);
  g_test_add_func ("/hostile/many-parts", test_many_parts);
  g_test_add_func ("/hostile/damaged", test_damaged);
  g_test_add_func ("/hostile/long-text", test_long_text);
  g_test_add_func ("/hostile/broken-xml", test_broken_xml);
  g_test_add_func ("/hostile/long-csv", test_long_csv);
  g_test_add_func ("/hostile/memory", test_memory);
  return g_test_run ();
}
