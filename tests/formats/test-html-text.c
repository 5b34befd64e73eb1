/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an officer sees after pasting: pages as Word, LibreOffice and browsers put them on the clipboard.
 */
#include <string.h>

#include "document/nh-fixed-table.h"
#include "formats/nh-block-markup.h"
#include "formats/nh-html-text.h"
#include "formats/nh-read-budget.h"

static const char *folder;

/* One line for each block: kind, level, markup; cells of a table with "|". */
static char *
show (GPtrArray *blocks)
{
  static const char *const kinds[] = { "p", "h", "b", "live", "table", "break" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      NhBlock *block = blocks->pdata[i];
      g_autofree char *markup = nh_rich_text_to_markup (block->text);
      g_autoptr (NhTable) table = NULL;

      g_assert_cmpint (block->id, ==, 0);
      g_string_append (out, kinds[block->kind]);
      if (block->level)
        g_string_append_printf (out, "%u", block->level);
      g_string_append_printf (out, *markup ? " %s\n" : "\n", markup);
      if (block->kind != NH_BLOCK_FIXED_TABLE)
        continue;
      table = nh_fixed_table_read (block->options, NULL);
      g_assert_nonnull (table);
      for (guint row = 0; row < nh_table_get_n_rows (table); row++)
        {
          g_string_append (out, row < nh_table_get_n_head_rows (table) ? "  #" : "  ");
          for (guint column = 0; column < nh_table_get_n_columns (table); column++)
            {
              const NhCell *cell = nh_table_get_cell (table, row, column);
              g_autofree char *text = g_strdup (cell ? cell->text : "^");

              g_string_append (out, column ? "|" : "");
              g_string_append (out, cell && cell->align == NH_ALIGN_RIGHT ? ">" : "");
              g_string_append (out, g_strdelimit (text, "\n", '/'));
            }
          g_string_append_c (out, '\n');
        }
    }
  return g_string_free (out, FALSE);
}

static void
assert_blocks (GPtrArray *blocks, const char *expected)
{
  g_autofree char *shown = NULL;

  g_assert_nonnull (blocks);
  shown = show (blocks);
  g_assert_cmpstr (shown, ==, expected);
}

static GPtrArray *
read_file (const char *name, NhTextReport *report)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *blocks;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  blocks = g_str_has_suffix (name, ".txt") ? nh_plain_text_read (content, length, TRUE, report, &error)
                                           : nh_html_text_read (content, length, report, &error);
  g_assert_no_error (error);
  return blocks;
}

static GPtrArray *
read_html (const char *html)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *blocks = nh_html_text_read (html, strlen (html), NULL, &error);

  g_assert_no_error (error);
  return blocks;
}

static void
assert_html (const char *html, const char *expected)
{
  g_autoptr (GPtrArray) blocks = read_html (html);

  assert_blocks (blocks, expected);
}

static void
test_word_365 (void)
{
  NhTextReport report;
  g_autoptr (GPtrArray) blocks = read_file ("word-365.html", &report);

  assert_blocks (blocks,
                 "h1 VIỆC CỦA THƯ VIỆN\n"
                 "p Mỗi lớp chọn <b>hai cuốn sách</b> và một buổi đọc <i>ngoài trời</i>, vào ngày\u00a005 "
                 "hằng tháng<note>Trừ tháng nghỉ <i>hè</i>.</note>.\n"
                 "h2 Chọn sách\n"
                 "b1 Sách của lớp dưới\n"
                 "b2 Sách tranh\n"
                 "h5 Tổ trưởng duyệt danh sách;\n"
                 "b1 Không mua sách in lậu.\n"
                 "table\n"
                 "  #TT|Buổi đọc|^\n"
                 "  #^|Nơi đọc|Số lượt\n"
                 "  1.|Sân trường/Nhà đa năng|>120\n"
                 "  2.|Thư viện|>95\n"
                 "break\n"
                 "p Trang sau.\n");
  g_assert_cmpuint (report.n_pictures, ==, 1);
  g_assert_cmpuint (report.n_converted, ==, 0);
}

/* Fonts of TCVN3, capitals of .VnTimeH among them. */
static void
test_word_2010 (void)
{
  NhTextReport report;
  g_autoptr (GPtrArray) blocks = read_file ("word-2010.html", &report);

  assert_blocks (blocks, "h1 MỤC ĐÍCH\n"
                         "p Các tổ họp hằng tháng, gửi biên bản về phòng phụ trách.\n"
                         "h3 Nội dung\n"
                         "b2 Sổ tay Unicode\n");
  g_assert_cmpuint (report.n_converted, >, 0);
}

static void
test_libreoffice (void)
{
  g_autoptr (GPtrArray) blocks = read_file ("libreoffice-7.4.html", NULL);

  assert_blocks (blocks, "h1 NHỮNG VIỆC CẦN LÀM\n"
                         "p Các tổ họp hằng tháng, <b>ghi biên bản</b> và gửi về<note>Gửi bản <i>điện "
                         "tử</i>.</note> phòng phụ trách.\u2028Dòng sau ngắt mềm.\n"
                         "h2 Thư viện xanh\n"
                         "b1 Chọn góc đọc\n"
                         "b2 Ở hành lang\n"
                         "b1 Trồng cây\n"
                         "h5 Việc thứ nhất;\n"
                         "h5 Việc thứ hai.\n"
                         "table\n"
                         "  #TT|Tên\n"
                         "  1|Trường Hoa Sen\n"
                         "break\n"
                         "p Sang trang mới.\n");
}

static void
test_browser (void)
{
  g_autoptr (GPtrArray) blocks = read_file ("chrome.html", NULL);

  assert_blocks (blocks, "h2 Góc xanh của trường\n"
                         "p Học sinh tự <b>trồng</b> và <i>chăm</i> cây[1].\n"
                         "b1 Cây thấp\n"
                         "b2 Húng\n"
                         "b1 Cây cao\n"
                         "h5 Tưới nước\n"
                         "h5 Nhổ cỏ\n"
                         "b1 Buổi sáng;\n"
                         "b1 Buổi chiều.\n"
                         "p Dòng một\u2028Dòng hai\n"
                         "p Đoạn sau\n"
                         "b1 Gạch đầu dòng\n"
                         "p <note>Bản in lần hai.</note>Theo sổ tay.\n");
}

/* Numbered lists of web pages are points; only headings in them are headings. */
static void
test_ordered (void)
{
  assert_html ("<ol><li>Chọn <b>cây</b>;</li><li><p>Tưới</p><ol><li>sáng<ol><li>sớm</ol></ol></ol>",
               "h5 Chọn <b>cây</b>;\nh5 Tưới\nb1 sáng\nb2 sớm\n");
  assert_html ("<ol><li><h2>Góc đọc</h2><li><b>Góc </b> <strong>vẽ</strong></ol>", "h2 Góc đọc\nh2 Góc vẽ\n");
  assert_html ("<ul><li>Vườn<ol><li>rau</ol></ul><ol type=I><li>CHUNG</ol><p>1. Riêng</p>",
               "b1 Vườn\nb2 rau\nh1 CHUNG\nh2 Riêng\n");
}

/* A footnote of a cell comes as a paragraph; a table of one cell is a frame. */
static void
test_tables (void)
{
  g_autoptr (GPtrArray) blocks = read_file ("table-note.html", NULL);

  assert_blocks (blocks, "p Trước\n"
                         "table\n"
                         "  #Tên|Số\n"
                         "  Hoa1|>5\n"
                         "p Giữa\n"
                         "h3 Trong khung\n"
                         "b1 Một\n"
                         "p (1) Loài quý.\n");
  assert_html ("<table><tr><td>a<td>b", "table\n  a|b\n");
}

static void
test_plain (void)
{
  g_autoptr (GPtrArray) blocks = read_file ("plain.txt", NULL);

  assert_blocks (blocks, "p KE HOACH\n"
                         "h1 MỤC TIÊU\n"
                         "h2 Nâng chất lượng đọc\n"
                         "h5 Mỗi tuần một buổi;\n"
                         "b1 Có sổ theo dõi\n"
                         "b2 Do lớp giữ\n"
                         "p Các tổ chuyên môn gửi danh sách về phòng phụ trách trước ngày họp để phòng tổng hợp.\n"
                         "p 02 người phụ trách\n"
                         "h2 Phòng họp\n");
}

/* Pasted as plain text, numbers are words. */
static void
test_words_alone (void)
{
  static const char text[] = "1. Một\r\n- Hai";
  g_autoptr (GPtrArray) blocks = nh_plain_text_read (text, strlen (text), FALSE, NULL, NULL);

  assert_blocks (blocks, "p 1. Một\np - Hai\n");
}

static void
test_styles (void)
{
  assert_html ("<b style='font-weight:normal'><p>thường</p></b><p><span style='font-weight:bold'>đậm</span></p>",
               "p thường\np <b>đậm</b>\n");
  assert_html ("<style>.x{font-weight:700} p.y , i.z { font-style : normal } /* } */ .n{display:none}</style>"
               "<p class='a x'>A</p><p class=y><i class=z>B</i> C</p><p class=n>D</p>",
               "p <b>A</b>\np B C\n");
  /* Of a heading only what differs in it is bold, or italic. */
  assert_html ("<h1><b>Toàn bộ</b></h1><p><b>1.2. Một nửa</b> thôi</p><h4><i>Nghiêng</i></h4>",
               "h1 Toàn bộ\nh3 <b>Một nửa</b> thôi\nh4 Nghiêng\n");
  assert_html ("<p>e\xCC\x82\xCC\x81  \xEF\xBF\xBC &#7; x</p><p>&nbsp;</p><p>\xE2\x80\x8B</p>", "p ế x\n");
  assert_html ("Version:0.9\r\nStartHTML:00000097\r\n<html><body><!--StartFragment-->Chào<!--EndFragment--></body></html>",
               "p Chào\n");
  assert_html ("", "");
  assert_html ("<html><head><title>x</title><body>", "");
}

static void
test_limits (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GString) one = g_string_new ("<p>");
  g_autoptr (GPtrArray) blocks = NULL;
  g_autofree char *large = g_malloc (NH_READ_MAX_PASTE + 2);

  for (guint i = 0; i < 2 * NH_READ_MAX_HTML_DEPTH; i++)
    g_string_append (deep, "<span>");
  g_string_append (deep, "x");
  g_assert_null (nh_html_text_read (deep->str, deep->len, NULL, &error));
  g_assert_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT);
  g_clear_error (&error);

  for (guint i = 0; i <= NH_READ_MAX_BLOCKS; i++)
    {
      g_string_append (many, "<p>x");
      g_string_append (lines, "x<br>- ");
    }
  g_assert_null (nh_html_text_read (many->str, many->len, NULL, &error));
  g_assert_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "20000"));
  g_clear_error (&error);
  g_assert_null (nh_html_text_read (lines->str, lines->len, NULL, &error));
  g_assert_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT);
  g_clear_error (&error);

  memset (large, 'x', NH_READ_MAX_PASTE + 1);
  large[NH_READ_MAX_PASTE + 1] = '\0';
  g_assert_null (nh_html_text_read (large, NH_READ_MAX_PASTE + 1, NULL, &error));
  g_assert_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_null (nh_plain_text_read (large, NH_READ_MAX_PASTE + 1, TRUE, NULL, &error));
  g_assert_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT);
  g_clear_error (&error);

  /* A paragraph without end becomes several; no letter is lost or divided. */
  for (guint i = 0; i < 40000; i++)
    g_string_append (one, "đây ");
  blocks = nh_html_text_read (one->str, one->len, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (blocks->len, >, 1);
  {
    guint n = 0;

    for (guint i = 0; i < blocks->len; i++)
      {
        const char *text = nh_rich_text_get_text (((NhBlock *) blocks->pdata[i])->text);

        g_assert_cmpuint (strlen (text), <=, NH_READ_MAX_PARAGRAPH + 16);
        g_assert_true (g_str_has_prefix (text, "đây"));
        for (const char *p = text; (p = strstr (p, "đây")); p += 3)
          n++;
      }
    g_assert_cmpuint (n, ==, 40000);
  }
}

static char *
label (NhBlock *block, gpointer data)
{
  static const char *const headings[] = { "", "I.", "1.", "1.1.", "1.1.1.", "a)" };

  if (block->kind == NH_BLOCK_BULLET)
    return g_strdup (block->level == 1 ? "–" : "+");
  return g_strdup (headings[block->level]);
}

static char *
reference (NhInlineKind kind, gint64 target, gpointer data)
{
  return g_strdup_printf ("Phụ lục %d", (int) target);
}

static void
add (GPtrArray *blocks, NhBlockKind kind, guint level, const char *markup, const char *options)
{
  g_autoptr (NhRichText) text = nh_rich_text_read (markup);

  g_ptr_array_add (blocks, nh_block_new (0, kind, level, text, NULL, options));
}

/* What goes to Word and comes back is the same text, to the footnote. */
static void
test_there_and_back (void)
{
  static const NhTextSource source = { label, NULL, reference, NULL };
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);
  g_autofree char *html = NULL;
  g_autofree char *plain = NULL;

  add (blocks, NH_BLOCK_HEADING, 1, "VIỆC CHUNG", NULL);
  add (blocks, NH_BLOCK_HEADING, 3, "Tổ chức <i>và</i> nội dung", NULL);
  add (blocks, NH_BLOCK_PARAGRAPH, 0,
       "<b>Đậm</b>, <b><i>cả hai</i></b> &amp; &lt;thường&gt;<note>Ghi <i>chú</i></note>, xem <ref appendix=\"2\"/>.\u2028Dòng hai", NULL);
  add (blocks, NH_BLOCK_HEADING, 5, "Việc thứ nhất;", NULL);
  add (blocks, NH_BLOCK_BULLET, 1, "Một <blank>…</blank>", NULL);
  add (blocks, NH_BLOCK_BULLET, 2, "Hai<note>Nữa</note>", NULL);
  add (blocks, NH_BLOCK_FIXED_TABLE, 0, "",
       "<table head=\"1\"><column/><column align=\"right\"/><row><cell>A</cell><cell>B</cell></row>"
       "<row><cell>x\ny</cell><cell>1.250</cell></row><row><cell columns=\"2\">z</cell></row></table>");
  add (blocks, NH_BLOCK_PAGE_BREAK, 0, "", NULL);
  add (blocks, NH_BLOCK_PARAGRAPH, 0, "Hết", NULL);
  html = nh_html_text_write (blocks, &source);
  assert_html (html, "h1 VIỆC CHUNG\n"
                     "h3 Tổ chức <i>và</i> nội dung\n"
                     "p <b>Đậm</b>, <b><i>cả hai</i></b> &amp; &lt;thường&gt;<note>Ghi <i>chú</i></note>, xem Phụ lục "
                     "2.\u2028Dòng hai\n"
                     "h5 Việc thứ nhất;\n"
                     "b1 Một …\n"
                     "b2 Hai<note>Nữa</note>\n"
                     "table\n  #A|B\n  x/y|>1.250\n  z|^\n"
                     "break\n"
                     "p Hết\n");
  plain = nh_plain_text_write (blocks, &source);
  g_assert_cmpstr (plain, ==,
                   "I. VIỆC CHUNG\n"
                   "1.1. Tổ chức và nội dung\n"
                   "Đậm, cả hai & <thường>[1], xem Phụ lục 2.\nDòng hai\n"
                   "a) Việc thứ nhất;\n"
                   "– Một …\n"
                   "+ Hai[2]\n"
                   "A\tB\nx y\t1.250\nz\t\n"
                   "Hết\n"
                   "[1] Ghi chú\n"
                   "[2] Nữa");
}

static void
assert_pasted (const char *markup, const char *workbook, gint64 plan, const char *expected)
{
  const NhBlockHome home = { workbook, plan };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks = nh_block_markup_read (markup, strlen (markup), &home, &error);

  g_assert_no_error (error);
  assert_blocks (blocks, expected);
}

/* From plan to plan nothing is lost; references become words where their targets are not. */
static void
test_own_type (void)
{
  const NhBlockHome home = { "/a/so.namhoc", 7 };
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *markup = NULL;

  add (blocks, NH_BLOCK_HEADING, 2, "Việc &amp; <i>người</i>", NULL);
  add (blocks, NH_BLOCK_PARAGRAPH, 0, "Xem <ref appendix=\"2\"/>, <b><ref legal=\"5\"/></b><note>và <ref heading=\"9\"/></note>", NULL);
  g_ptr_array_add (blocks, nh_block_new (0, NH_BLOCK_TABLE, 0, NULL, "members", "columns=name;post\nrows=all"));
  add (blocks, NH_BLOCK_FIXED_TABLE, 0, "", "<table head=\"0\"><column/>\n<row><cell>a\nb</cell></row>\n</table>");
  add (blocks, NH_BLOCK_PAGE_BREAK, 0, "", NULL);
  markup = nh_block_markup_write (blocks, &home, reference, NULL);
  assert_pasted (markup, "/a/so.namhoc", 7,
                 "h2 Việc &amp; <i>người</i>\n"
                 "p Xem <ref appendix=\"2\"/>, <b><ref legal=\"5\"/></b><note>và <ref heading=\"9\"/></note>\n"
                 "live\ntable\n  a/b\nbreak\n");
  assert_pasted (markup, "/a/so.namhoc", 8,
                 "h2 Việc &amp; <i>người</i>\n"
                 "p Xem Phụ lục 2, <b><ref legal=\"5\"/></b><note>và Phụ lục 9</note>\n"
                 "live\ntable\n  a/b\nbreak\n");
  assert_pasted (markup, "/b/so.namhoc", 7,
                 "h2 Việc &amp; <i>người</i>\n"
                 "p Xem Phụ lục 2, <b>Phụ lục 5</b><note>và Phụ lục 9</note>\n"
                 "live\ntable\n  a/b\nbreak\n");
  again = nh_block_markup_read (markup, strlen (markup), &home, NULL);
  g_assert_cmpstr (((NhBlock *) again->pdata[2])->view, ==, "members");
  g_assert_cmpstr (((NhBlock *) again->pdata[2])->options, ==, "columns=name;post\nrows=all");
  g_assert_null (nh_block_markup_read ("<namhoc-text><block kind=\"x\"/></namhoc-text>", 44, &home, &error));
  g_assert_error (error, NH_READ_ERROR, NH_READ_ERROR_DAMAGED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = argv[1];
  g_test_add_func ("/html-text/word-365", test_word_365);
  g_test_add_func ("/html-text/word-2010", test_word_2010);
  g_test_add_func ("/html-text/libreoffice", test_libreoffice);
  g_test_add_func ("/html-text/browser", test_browser);
  g_test_add_func ("/html-text/ordered", test_ordered);
  g_test_add_func ("/html-text/tables", test_tables);
  g_test_add_func ("/html-text/plain", test_plain);
  g_test_add_func ("/html-text/words-alone", test_words_alone);
  g_test_add_func ("/html-text/styles", test_styles);
  g_test_add_func ("/html-text/limits", test_limits);
  g_test_add_func ("/html-text/there-and-back", test_there_and_back);
  g_test_add_func ("/html-text/own-type", test_own_type);
  return g_test_run ();
}
