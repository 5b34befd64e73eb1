/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people read about two versions of a plan.
 */
#include "document/nh-document-diff.h"

#include <string.h>

static gint64 next_key;

static NhElement *
words (NhElementKind kind, guint level, const char *label, const char *markup)
{
  NhElement *e = nh_element_new (kind, ++next_key);

  e->level = level;
  e->label = g_strdup (label);
  e->text = nh_rich_text_read (markup);
  return e;
}

static NhElement *
letterhead (const char *number, const char *date)
{
  NhElement *e = nh_element_new (NH_ELEMENT_LETTERHEAD, 0);

  *e->letterhead = (NhLetterhead) { g_strdup ("UBND TỈNH"), g_strdup ("SỞ GIÁO DỤC VÀ ĐÀO TẠO"), g_strdup (number),
                                    g_strdup (date) };
  return e;
}

static NhElement *
signature (const char *recipients, const char *name)
{
  NhElement *e = nh_element_new (NH_ELEMENT_SIGNATURE, 0);

  *e->signature = (NhSignature) { g_strsplit (recipients, "|", -1), g_strsplit ("KT. GIÁM ĐỐC|PHÓ GIÁM ĐỐC", "|", -1),
                                  g_strdup (name) };
  return e;
}

/* Rows separated by "#", cells by "|"; the first row is the head. */
static NhElement *
table (const char *rows)
{
  NhElement *e = nh_element_new (NH_ELEMENT_TABLE, ++next_key);
  g_auto (GStrv) lines = g_strsplit (rows, "#", -1);

  e->table = nh_table_new ();
  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);

      for (guint c = 0; i == 0 && cells[c]; c++)
        nh_table_add_column (e->table, NH_ALIGN_LEFT, 0, 0);
      nh_table_add_row (e->table, i == 0);
      for (guint c = 0; cells[c]; c++)
        nh_table_add_cell (e->table, cells[c]);
    }
  return e;
}

static NhElement *
appendix (const char *heading, const char *title, gboolean landscape)
{
  NhElement *e = nh_element_new (NH_ELEMENT_APPENDIX_HEAD, ++next_key);

  *e->appendix = (NhAppendixHead) { g_strdup (heading), g_strdup (title), g_strdup ("(Kèm theo)"), landscape };
  return e;
}

static NhDocument *
document (NhElement *first, ...)
{
  NhDocument *self = nh_document_new ();
  va_list args;

  va_start (args, first);
  for (NhElement *e = first; e; e = va_arg (args, NhElement *))
    nh_document_append (self, e);
  va_end (args);
  return self;
}

#define DOCUMENT(...) document (__VA_ARGS__, NULL)

static void
assert_differs (NhDocument *before, NhDocument *after, const char *const *wanted)
{
  g_autoptr (GPtrArray) differences = nh_document_diff (before, after);
  g_autoptr (GString) got = g_string_new (NULL);
  g_autofree char *all = g_strjoinv ("\n", (char **) wanted);

  for (guint i = 0; i < differences->len; i++)
    {
      g_autofree char *line = nh_difference_to_text (differences->pdata[i]);

      g_string_append_printf (got, "%s%s", i ? "\n" : "", line);
    }
  g_assert_cmpstr (got->str, ==, all);
  nh_document_unref (before);
  nh_document_unref (after);
}

#define DIFFERS(before, after, ...) assert_differs (before, after, (const char *const[]){ __VA_ARGS__, NULL })

#define H(label, text) words (NH_ELEMENT_HEADING, 1, label, text)
#define P(text) words (NH_ELEMENT_PARAGRAPH, 0, NULL, text)

static void
test_words (void)
{
  DIFFERS (DOCUMENT (H ("I.", "Mục đích"), P ("Các trường báo cáo trước ngày 15/9/2023 về Phòng.")),
           DOCUMENT (H ("I.", "Mục đích"), P ("Các trường gửi báo cáo trước ngày 20/9/2023 về Phòng.")),
           "Changed: Paragraph (I. Mục đích): Các trường {+gửi+} báo cáo trước ngày [-15/9/2023-] {+20/9/2023+} về Phòng.");
  DIFFERS (DOCUMENT (P ("Một đoạn không đổi gì.")), DOCUMENT (P ("Một  đoạn không đổi gì.")),
           "Looks different: Paragraph: Một  đoạn không đổi gì.");
  DIFFERS (DOCUMENT (P ("Một đoạn không đổi gì.")), DOCUMENT (P ("Một <b>đoạn</b> không đổi gì.")),
           "Looks different: Paragraph: Một đoạn không đổi gì.");
  DIFFERS (DOCUMENT (P ("Có chú thích<note>Đề án cũ</note> ở đây.")), DOCUMENT (P ("Có chú thích<note>Đề án mới</note> ở đây.")),
           "Changed: Paragraph: Có chú thích [Đề án [-cũ-] {+mới+}] ở đây.");
  DIFFERS (DOCUMENT (P ("a b c")), DOCUMENT (P ("a b c")), NULL);
  /* Marks that the form adds by the place of a line are no changes. */
  DIFFERS (DOCUMENT (words (NH_ELEMENT_BASIS, 0, NULL, "Căn cứ Luật Giáo dục."), P ("Các đơn vị thực hiện./.")),
           DOCUMENT (words (NH_ELEMENT_BASIS, 0, NULL, "Căn cứ Luật Giáo dục;"),
                     words (NH_ELEMENT_BASIS, 0, NULL, "Xét đề nghị của Phòng."), P ("Các đơn vị thực hiện."),
                     P ("Sở sẽ kiểm tra sau./.")),
           "Added: Legal basis: {+Xét đề nghị của Phòng+}", "Added: Paragraph: {+Sở sẽ kiểm tra sau.+}");
  /* Nothing in common: one went, one came. */
  DIFFERS (DOCUMENT (P ("Tổ chức họp giao ban đầu năm.")), DOCUMENT (P ("Kiểm tra thư viện trường học hai lần.")),
           "Added: Paragraph: {+Kiểm tra thư viện trường học hai lần.+}",
           "Removed: Paragraph: [-Tổ chức họp giao ban đầu năm.-]");
}

static void
test_order (void)
{
  DIFFERS (DOCUMENT (H ("I.", "Mục đích"), P ("Đoạn thứ nhất của văn bản."), P ("Đoạn này sẽ chuyển chỗ."), H ("II.", "Nội dung")),
           DOCUMENT (H ("I.", "Mục đích"), P ("Đoạn thứ nhất của văn bản."), H ("II.", "Yêu cầu"), P ("Thêm vào giữa một câu."),
                     H ("III.", "Nội dung"), P ("Đoạn này sẽ chuyển chỗ.")),
           "Added: Heading (II. Yêu cầu): {+II. Yêu cầu+}", "Added: Paragraph (II. Yêu cầu): {+Thêm vào giữa một câu.+}",
           "Renumbered: Heading (III. Nội dung): [-II-] {+III+}. Nội dung",
           "Moved: Paragraph (III. Nội dung): Đoạn này sẽ chuyển chỗ.");
}

static void
test_tables (void)
{
  DIFFERS (DOCUMENT (H ("II.", "Kiểm tra"), table ("TT|Đơn vị|Thời gian#1|TP Bắc Giang|Tháng 9/2023#2|Lạng Giang|Tháng 10/2023#"
                                                   "3|Yên Thế|Tháng 11/2023#4|Việt Yên|Tháng 12/2023")),
           DOCUMENT (H ("II.", "Kiểm tra"), table ("TT|Đơn vị|Thời gian#1|TP Bắc Giang|Tháng 9/2023#2|Sơn Động|Tháng 9/2023#"
                                                   "3|Lạng Giang|Tháng 12/2023#4|Việt Yên|Tháng 12/2023")),
           "Added: Row 2 of the table (II. Kiểm tra): {+Sơn Động │ Tháng 9/2023+}",
           "Changed: Row 3 of the table (II. Kiểm tra): Lạng Giang │ Tháng [-10/2023-] {+12/2023+}",
           "Removed: Row 3 of the table (II. Kiểm tra): [-Yên Thế │ Tháng 11/2023-]");
  /* Another column: rows are compared as a whole. */
  DIFFERS (DOCUMENT (table ("Đơn vị|Thời gian#Lạng Giang|Tháng 10/2023")),
           DOCUMENT (table ("Đơn vị|Môn|Thời gian#Lạng Giang|Toán|Tháng 10/2023")),
           "Changed: Head of the table: Đơn vị │ {+Môn │+} Thời gian",
           "Changed: Row 1 of the table: Lạng Giang │ {+Toán │+} Tháng 10/2023");
}

static void
test_forms (void)
{
  DIFFERS (DOCUMENT (letterhead ("Số: …/KH-SGDĐT", "Bắc Giang, ngày … tháng 8 năm 2023"), signature ("- Các phòng;|- Lưu: VT.", "Nguyễn Văn An"),
                     appendix ("Phụ lục I", "LỊCH KIỂM TRA", FALSE)),
           DOCUMENT (letterhead ("Số: 73/KH-SGDĐT", "Bắc Giang, ngày 31 tháng 8 năm 2023"),
                     signature ("- Các phòng;|- Lãnh đạo Sở;|- Lưu: VT, GDTrH.", "Trần Văn Bình"),
                     appendix ("Phụ lục II", "LỊCH KIỂM TRA NĂM HỌC", TRUE)),
           "Changed: Number and symbol: Số: [-…-] {+73+}/KH-SGDĐT",
           "Changed: Place and date: Bắc Giang, ngày [-…-] {+31+} tháng 8 năm 2023",
           "Added: Recipients: {+- Lãnh đạo Sở;+}", "Changed: Recipients: - Lưu: VT{+, GDTrH+}.",
           "Changed: Signer: [-Nguyễn Văn An-] {+Trần Văn Bình+}",
           "Renumbered: Appendix (Phụ lục II): Phụ lục [-I-] {+II+}",
           "Changed: Title of the appendix (Phụ lục II): LỊCH KIỂM TRA {+NĂM HỌC+}",
           "Looks different: Orientation of the page (Phụ lục II): [-Portrait-] {+Landscape+}");
}

/* A hundred pages of which every paragraph changed; rewritten, turned round, gone. It comes to an end
 * and loses nothing. */
static void
test_long (void)
{
  for (guint way = 0; way < 4; way++)
    {
      g_autoptr (NhDocument) before = nh_document_new ();
      g_autoptr (NhDocument) after = nh_document_new ();
      g_autoptr (GPtrArray) differences = NULL;
      guint n = 3000;

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *text = g_strdup_printf ("Câu số %u nói về %u việc của %u trường trong %u cụm", i, i * 7, i % 40, i % 3);
          g_autofree char *edited = g_strdup_printf ("%s và thêm việc %u", text, i * 3);
          g_autofree char *other = g_strdup_printf ("%u x%u y%u z%u", i, i + 1, i + 2, i + 3);
          NhElement *e = P (text);

          nh_document_append (before, e);
          if (way == 0)
            {
              NhElement *same = P (edited);

              same->key = e->key;
              nh_document_append (after, same);
            }
          else if (way == 1)
            nh_document_append (after, P (edited));
          else if (way == 2)
            nh_document_append (after, P (other));
        }
      for (guint i = 0; way == 3 && i < n; i++)
        {
          g_autofree char *text = g_strdup (nh_rich_text_get_text (nh_document_get_element (before, n - 1 - i)->text));

          nh_document_append (after, P (text));
        }
      differences = nh_document_diff (before, after);
      g_assert_cmpuint (differences->len, ==, way < 2 ? n : way == 2 ? 2 * n : n - 1);
      if (way == 3)
        g_assert_cmpint (((NhDifference *) differences->pdata[0])->kind, ==, NH_DIFFERENCE_MOVED);
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-diff/words", test_words);
  g_test_add_func ("/document-diff/order", test_order);
  g_test_add_func ("/document-diff/tables", test_tables);
  g_test_add_func ("/document-diff/forms", test_forms);
  g_test_add_func ("/document-diff/long", test_long);
  return g_test_run ();
}
