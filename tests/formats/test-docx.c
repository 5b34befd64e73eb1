/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Word files: what is written comes back, what others write is read, what is no Word file or was
 * made to harm ends in a sentence.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "docx-maker.h"
#include "docx-samples.h"
#include "formats/nh-docx.h"
#include "formats/nh-read-budget.h"
#include "formats/nh-xlsx.h"

static NhDocument *
come_back (NhDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("docx-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.docx", NULL);
  NhDocument *read;

  g_assert_true (nh_docx_write (document, path, NULL, &error));
  g_assert_no_error (error);
  read = nh_docx_read (path, NULL, &error);
  g_assert_no_error (error);
  g_remove (path);
  g_rmdir (folder);
  return read;
}

static char *
describe_table (NhTable *table)
{
  GString *text = g_string_new (NULL);

  for (guint r = 0; r < nh_table_get_n_rows (table); r++)
    for (guint c = 0; c < nh_table_get_n_columns (table); c++)
      {
        const NhCell *cell = nh_table_get_cell (table, r, c);

        if (cell)
          g_string_append_printf (text, "\n%u,%u %ux%u align %d%s%s “%s”", r, c, cell->row_span, cell->column_span,
                                  cell->align, cell->bold ? " bold" : "", cell->italic ? " italic" : "",
                                  cell->text);
      }
  return g_string_free (text, FALSE);
}

static char *
describe (NhElement *element)
{
  g_autofree char *text = element->text    ? nh_rich_text_to_markup (element->text)
                          : element->table ? describe_table (element->table)
                                           : g_strdup ("");

  return g_strdup_printf ("kind %d, level %u, label “%s”: %s", element->kind, element->level,
                          element->label ? element->label : "", text);
}

static void
check_equal (NhDocument *a, NhDocument *b)
{
  guint n = MIN (nh_document_get_n_elements (a), nh_document_get_n_elements (b));

  for (guint i = 0; i < n; i++)
    {
      NhElement *x = nh_document_get_element (a, i);
      NhElement *y = nh_document_get_element (b, i);
      g_autofree char *wanted = describe (x);
      g_autofree char *found = describe (y);

      if (!nh_element_equal (x, y))
        g_error ("Element %u was %s\nand came back as %s", i, wanted, found);
    }
  g_assert_cmpuint (nh_document_get_n_elements (a), ==, nh_document_get_n_elements (b));
  g_assert_true (nh_document_equal (a, b));
}

static void
test_sample (void)
{
  g_autoptr (NhDocument) document = docx_sample_document ();
  g_autoptr (NhDocument) read = come_back (document);

  check_equal (document, read);
  g_assert_cmpstr (nh_document_get_title (read), ==, "Kế hoạch sinh hoạt chuyên môn");
  g_assert_cmpstr (nh_document_get_author (read), ==, "Sở GDĐT Sông Mây");
  g_assert_cmpstr (nh_document_get_subject (read), ==, "Năm học 2024-2025");
}

static void
test_plans (void)
{
  g_autoptr (GPtrArray) plans = docx_sample_plans ();

  g_assert_cmpuint (plans->len, ==, 5);
  for (guint i = 0; i < plans->len; i++)
    {
      g_autoptr (NhDocument) read = come_back (plans->pdata[i]);

      g_assert_cmpuint (nh_document_get_n_elements (read), >, 20);
      check_equal (plans->pdata[i], read);
    }
}

static void
test_random (void)
{
  for (guint seed = 1; seed <= 300; seed++)
    {
      GRand *random = g_rand_new_with_seed (seed);
      g_autoptr (NhDocument) document = docx_random_document (random);
      g_autoptr (NhDocument) read = come_back (document);

      g_test_message ("seed %u", seed);
      check_equal (document, read);
      g_rand_free (random);
    }
}

/* What others write. */

static NhDocument *
read_body (const char *body)
{
  g_autoptr (GBytes) bytes = docx_make (body, NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  NhDocument *document = nh_docx_read_bytes (data, length, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static void
check_element (NhDocument *document, guint position, NhElementKind kind, guint level, const char *label,
               const char *markup)
{
  NhElement *element = nh_document_get_element (document, position);
  g_autofree char *found = element->text ? nh_rich_text_to_markup (element->text) : NULL;

  g_assert_cmpint (element->kind, ==, kind);
  g_assert_cmpuint (element->level, ==, level);
  g_assert_cmpstr (element->label ? element->label : "", ==, label);
  g_assert_cmpstr (found, ==, markup);
}

static void
test_foreign_texts (void)
{
  g_autoptr (NhDocument) document = read_body (
      "<w:p><w:pPr><w:pStyle w:val='Muc'/></w:pPr><w:r><w:t>Mục đích</w:t></w:r></w:p>"
      "<w:p><w:pPr><w:outlineLvl w:val='2'/></w:pPr><w:r><w:t>Sâu hơn</w:t></w:r></w:p>"
      "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>Đậm </w:t></w:r>"
      "<w:r><w:rPr><w:b w:val='0'/><w:i w:val='true'/></w:rPr><w:t>nghiêng</w:t></w:r>"
      "<w:del><w:r><w:delText>đã xóa</w:delText></w:r></w:del><w:ins><w:r><w:t>, thêm</w:t></w:r></w:ins>"
      "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText></w:r>"
      "<w:hyperlink><w:r><w:rPr><w:rStyle w:val='Manh'/></w:rPr><w:t>liên kết</w:t></w:r></w:hyperlink></w:p>"
      "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>một</w:t></w:r></w:p>"
      "<w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>hai</w:t></w:r></w:p>"
      "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='2'/></w:numPr></w:pPr><w:r><w:t>ba</w:t></w:r></w:p>"
      "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='2'/></w:numPr></w:pPr><w:r><w:t>bốn</w:t></w:r></w:p>"
      "<w:p><w:r><w:t>trước</w:t><w:br w:type='page'/><w:t>sau</w:t></w:r></w:p>");

  g_assert_cmpuint (nh_document_get_n_elements (document), ==, 10);
  check_element (document, 0, NH_ELEMENT_HEADING, 2, "", "Mục đích");
  check_element (document, 1, NH_ELEMENT_HEADING, 3, "", "Sâu hơn");
  check_element (document, 2, NH_ELEMENT_PARAGRAPH, 0, "", "<b>Đậm </b><i>nghiêng</i>, thêm<b>liên kết</b>");
  check_element (document, 3, NH_ELEMENT_BULLET, 1, "–", "một");
  check_element (document, 4, NH_ELEMENT_BULLET, 2, "+", "hai");
  check_element (document, 5, NH_ELEMENT_PARAGRAPH, 0, "", "c. ba");
  check_element (document, 6, NH_ELEMENT_PARAGRAPH, 0, "", "d. bốn");
  check_element (document, 7, NH_ELEMENT_PARAGRAPH, 0, "", "trước");
  g_assert_cmpint (nh_document_get_element (document, 8)->kind, ==, NH_ELEMENT_PAGE_BREAK);
  check_element (document, 9, NH_ELEMENT_PARAGRAPH, 0, "", "sau");
}

#define CELL(properties, text)                                                                               \
  "<w:tc><w:tcPr>" properties "</w:tcPr><w:p><w:r><w:t>" text "</w:t></w:r></w:p></w:tc>"

static void
check_cell (NhTable *table, guint row, guint column, const char *text, guint column_span, guint row_span)
{
  const NhCell *cell = nh_table_get_cell (table, row, column);

  g_assert_nonnull (cell);
  g_assert_cmpstr (cell->text, ==, text);
  g_assert_cmpuint (cell->column_span, ==, column_span);
  g_assert_cmpuint (cell->row_span, ==, row_span);
}

/* Merged cells, a table in a cell, a row that begins late, a span that goes on from nothing. */
static void
test_foreign_table (void)
{
  g_autoptr (NhDocument) document = read_body (
      "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" CELL ("<w:gridSpan w:val='2'/>", "đầu") CELL ("", "ba") "</w:tr>"
      "<w:tr>" CELL ("<w:vMerge w:val='restart'/>", "a") CELL ("", "b") CELL ("", "c") "</w:tr>"
      "<w:tr>" CELL ("<w:vMerge/>", "") CELL ("", "d")
      "<w:tc><w:tbl><w:tr>" CELL ("", "trong") CELL ("", "nữa") "</w:tr></w:tbl><w:p/></w:tc></w:tr>"
      "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" CELL ("<w:vMerge/>", "e") "</w:tr></w:tbl>");
  NhTable *table;

  g_assert_cmpuint (nh_document_get_n_elements (document), ==, 1);
  table = nh_document_get_element (document, 0)->table;
  g_assert_cmpuint (nh_table_get_n_columns (table), ==, 3);
  g_assert_cmpuint (nh_table_get_n_rows (table), ==, 4);
  g_assert_cmpuint (nh_table_get_n_head_rows (table), ==, 1);
  check_cell (table, 0, 0, "đầu", 2, 1);
  check_cell (table, 1, 0, "a", 1, 2);
  check_cell (table, 1, 2, "c", 1, 1);
  check_cell (table, 2, 2, "trong\nnữa\n", 1, 1);
  check_cell (table, 3, 0, "", 1, 1);
  check_cell (table, 3, 1, "e", 1, 1);
  g_assert_null (nh_table_get_cell (table, 3, 2));
}

static void
test_foreign_notes (void)
{
  g_autoptr (GBytes) bytes
      = docx_make ("<w:p><w:r><w:t>Chữ</w:t><w:footnoteReference w:id='7'/><w:footnoteReference w:id='8'/></w:r></w:p>",
                   NULL, NULL,
                   "<w:footnote w:type='separator' w:id='8'><w:p/></w:footnote>"
                   "<w:footnote w:id='7'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:tab/><w:t>một</w:t></w:r></w:p>"
                   "<w:p><w:r><w:t>hai</w:t></w:r></w:p></w:footnote>");
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  g_autoptr (NhDocument) document = nh_docx_read_bytes (data, length, NULL, NULL);

  g_assert_nonnull (document);
  check_element (document, 0, NH_ELEMENT_PARAGRAPH, 0, "", "Chữ<note>một\xe2\x80\xa8hai</note>");
}

/* What is refused. */

static void
check_refused (GBytes *bytes, NhReadError code, const char *piece)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  g_assert_null (nh_docx_read_bytes (data, length, NULL, &error));
  g_assert_error (error, NH_READ_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, piece));
}

static void
test_refused (void)
{
  static const struct
  {
    const char *bytes;
    NhReadError code;
    const char *piece;
  } others[] = {
    { "", NH_READ_ERROR_EMPTY, "empty" },
    { "%PDF-1.7", NH_READ_ERROR_KIND, "no Word document" },
    { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", NH_READ_ERROR_KIND, "old kind" },
    { "PK\3\4 nothing", NH_READ_ERROR_DAMAGED, "damaged" },
  };
  g_autoptr (GString) wide = g_string_new ("<w:tbl>");
  g_autoptr (GString) deep = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (others[i].bytes, strlen (others[i].bytes));

      check_refused (bytes, others[i].code, others[i].piece);
    }
  for (guint i = 0; i < 20000; i++)
    g_string_append (wide, "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='4000000000'/></w:tcPr></w:tc></w:tr>");
  g_string_append (wide, "</w:tbl>");
  for (guint i = 0; i < 100; i++)
    g_string_append (deep, "<w:tbl>");
  for (guint i = 0; i < 100; i++)
    g_string_append (deep, "</w:tbl>");
  {
    g_autoptr (GBytes) many = docx_make (wide->str, NULL, NULL, NULL);
    g_autoptr (GBytes) nested = docx_make (deep->str, NULL, NULL, NULL);
    g_autoptr (GBytes) broken = docx_make ("<w:p>", NULL, NULL, NULL);

    check_refused (many, NH_READ_ERROR_LIMIT, "more than 4000000 cells");
    check_refused (nested, NH_READ_ERROR_LIMIT, "nested deeper than any document");
    check_refused (broken, NH_READ_ERROR_DAMAGED, "open it in Word");
  }
}

static void
test_write_faults (void)
{
  g_autoptr (NhDocument) document = docx_sample_document ();
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("docx-XXXXXX", NULL);
  g_autofree char *missing = g_build_filename (folder, "không có", "a.docx", NULL);
  g_autofree char *path = g_build_filename (folder, "a.docx", NULL);
  g_autofree char *content = NULL;

  g_assert_false (nh_docx_write (document, missing, NULL, &error));
  g_assert_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "cũ", -1, NULL));
  g_cancellable_cancel (cancelled);
  g_assert_false (nh_docx_write (document, path, cancelled, &error));
  g_assert_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "cũ");
  g_remove (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0); /* nothing else was left in it */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/docx/sample", test_sample);
  g_test_add_func ("/docx/plans", test_plans);
  g_test_add_func ("/docx/random", test_random);
  g_test_add_func ("/docx/foreign-texts", test_foreign_texts);
  g_test_add_func ("/docx/foreign-table", test_foreign_table);
  g_test_add_func ("/docx/foreign-notes", test_foreign_notes);
  g_test_add_func ("/docx/refused", test_refused);
  g_test_add_func ("/docx/write-faults", test_write_faults);
  return g_test_run ();
}
