/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "docx-samples.h"

#include "core/nh-outline.h"
#include "document/nh-plan-document.h"
#include "model-fixture.h"
#include "model/nh-cursor.h"

static void
add (NhDocument *document, NhElementKind kind, guint level, const char *label, const char *markup)
{
  NhElement *element = nh_element_new (kind, 0);

  element->level = level;
  element->label = g_strdup (label);
  element->text = nh_rich_text_read (markup);
  nh_document_append (document, element);
}

static void
add_heading (NhDocument *document, NhOutlineCounter *counter, guint level, const char *markup)
{
  g_autofree char *label = nh_outline_next_label (counter, level);

  add (document, NH_ELEMENT_HEADING, level, label, markup);
}

static void
add_letterhead (NhDocument *document)
{
  NhElement *element = nh_element_new (NH_ELEMENT_LETTERHEAD, 0);

  element->letterhead->superior = g_strdup ("UBND TỈNH SÔNG MÂY");
  element->letterhead->issuer = g_strdup ("SỞ GIÁO DỤC VÀ ĐÀO TẠO");
  element->letterhead->number = g_strdup ("Số: 112/KH-SGDĐT");
  element->letterhead->place_date = g_strdup ("Sông Mây, ngày 05 tháng 9 năm 2024");
  nh_document_append (document, element);
  element = nh_element_new (NH_ELEMENT_TITLE, 0);
  element->title->type = g_strdup ("KẾ HOẠCH");
  element->title->subject = g_strdup ("Tổ chức sinh hoạt chuyên môn theo cụm trường\nnăm học 2024-2025");
  nh_document_append (document, element);
}

static NhTable *
new_table (void)
{
  static const char *const head[] = { "TT", "Cụm", "Đơn vị", "Thời gian" };
  static const char *const rows[][4] = {
    { "1", "Cụm Đồng Sậy", "Trường THCS Gò Tràm", "Tháng 10/2024" },
    { "2", NULL, "Trường THCS Suối Lầy\nTrường THCS Cầu Ván", "Tháng 11/2024" },
    { "3", "Cụm Bến Ngự", "Trường THPT Lê Hữu Trác", "" },
  };
  NhTable *table = nh_table_new ();
  NhCell *cell;

  for (guint i = 0; i < 4; i++)
    nh_table_add_column (table, i == 2 ? NH_ALIGN_LEFT : NH_ALIGN_CENTRE, 0, 0);
  nh_table_add_row (table, TRUE);
  for (guint i = 0; i < 4; i++)
    nh_table_add_cell (table, head[i]);
  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      nh_table_add_row (table, FALSE);
      for (guint c = 0; c < 4; c++)
        if (rows[r][c])
          nh_table_add_cell (table, rows[r][c])->row_span = r == 0 && c == 1 ? 2 : 1;
    }
  nh_table_add_row (table, FALSE);
  cell = nh_table_add_cell (table, "Cộng: 4 trường");
  cell->column_span = 3;
  cell->bold = TRUE;
  cell->align = NH_ALIGN_RIGHT;
  nh_table_add_cell (table, "")->italic = TRUE;
  return table;
}

static void
add_table (NhDocument *document)
{
  NhElement *element = nh_element_new (NH_ELEMENT_TABLE, 0);

  element->table = new_table ();
  nh_document_append (document, element);
}

static void
add_signature (NhDocument *document)
{
  static const char *const recipients[]
      = { "- Các trường trong tỉnh (để thực hiện);", "- Lãnh đạo Sở (để báo cáo);", "- Lưu: VT, GDTrH.", NULL };
  static const char *const authority[] = { "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", NULL };
  NhElement *element = nh_element_new (NH_ELEMENT_SIGNATURE, 0);

  element->signature->recipients = g_strdupv ((char **) recipients);
  element->signature->authority = g_strdupv ((char **) authority);
  element->signature->name = g_strdup ("Lý Thị Mây Thu");
  nh_document_append (document, element);
}

static void
add_appendix (NhDocument *document, const char *heading, gboolean landscape)
{
  NhElement *element = nh_element_new (NH_ELEMENT_APPENDIX_HEAD, 0);

  element->appendix->heading = g_strdup (heading);
  element->appendix->title = g_strdup ("DANH SÁCH CỤM TRƯỜNG NĂM HỌC 2024-2025");
  element->appendix->attached = g_strdup ("(Kèm theo Kế hoạch số 112/KH-SGDĐT ngày 05 tháng 9 năm 2024 "
                                          "của Sở GDĐT)");
  element->appendix->landscape = landscape;
  nh_document_append (document, element);
}

static void
add_text (NhDocument *document)
{
  static const char *const points[] = { "Đơn vị chủ trì", "Đơn vị phối hợp", "Người dạy", "Người dự",
                                        "Người ghi biên bản", "Kinh phí", "Địa điểm", "Thời gian", "Khen thưởng",
                                        "Báo cáo", "Lưu trữ" };
  NhOutlineCounter counter = { { 0 } };

  add (document, NH_ELEMENT_BASIS, 0, NULL,
       "Căn cứ Công văn số 1200/SGDĐT-GDTrH ngày 01 tháng 8 năm 2024 về nhiệm vụ năm học<note>Bản "
       "<i>điện tử</i> trên trang của Sở.</note>;");
  add (document, NH_ELEMENT_PARAGRAPH, 0, NULL,
       "Sở lập kế hoạch sinh hoạt chuyên môn cho <b>mọi</b> trường, từ <blank>……</blank> đến "
       "<b><i>hết</i> năm học</b>. Nơi nào chưa có phòng bộ môn thì dùng phòng học thường, miễn là đủ chỗ cho "
       "người dự giờ &amp; bàn ghế &lt; 40 bộ.");
  add_heading (document, &counter, 1, "MỤC ĐÍCH, YÊU CẦU");
  add_heading (document, &counter, 2, "Mục đích");
  add (document, NH_ELEMENT_BULLET, 1, "–", "Giáo viên các trường gặp nhau, dạy thử, góp ý.");
  add (document, NH_ELEMENT_BULLET, 2, "+", "Mỗi học kỳ ít nhất hai lần.");
  add_heading (document, &counter, 2, "Mỗi cụm có một trường chủ trì, các trường khác cùng chuẩn bị, không trường "
                                      "nào đứng ngoài.");
  add_heading (document, &counter, 1, "TỔ CHỨC THỰC HIỆN");
  add_heading (document, &counter, 2, "Các cụm");
  add_heading (document, &counter, 3, "Cụm trung học cơ sở");
  add_heading (document, &counter, 4, "Việc của từng người");
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    add_heading (document, &counter, 5, points[i]);
  add_heading (document, &counter, 3, "Cụm trung học phổ thông");
  add_heading (document, &counter, 5, "Như trên.");
  add_heading (document, &counter, 5, "Báo cáo sau<note>Theo mẫu <b>đã gửi</b>.</note> mỗi lần.");
  add (document, NH_ELEMENT_PARAGRAPH, 0, NULL, "Danh sách các cụm:");
}

NhDocument *
docx_sample_document (void)
{
  NhDocument *document = nh_document_new ();

  nh_document_set_properties (document, "Kế hoạch sinh hoạt chuyên môn", "Sở GDĐT Sông Mây", "Năm học 2024-2025");
  add_letterhead (document);
  add_text (document);
  add_table (document);
  nh_document_append (document, nh_element_new (NH_ELEMENT_PAGE_BREAK, 0));
  add (document, NH_ELEMENT_PARAGRAPH, 0, NULL, "Các trường thực hiện và báo cáo về Sở./.");
  add_signature (document);
  add_appendix (document, "Phụ lục I", TRUE);
  add_table (document);
  add_appendix (document, "Phụ lục II", FALSE);
  add (document, NH_ELEMENT_PARAGRAPH, 0, NULL, "Phụ lục này chỉ có lời.");
  return document;
}

GPtrArray *
docx_sample_plans (void)
{
  GPtrArray *plans = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_document_unref);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  Fixture fixture;

  fixture_set_up (&fixture, "sample");
  records = nh_workbook_list (fixture.workbook, nh_entity_find ("plan"), NULL, 0, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      g_ptr_array_add (plans, nh_compose_plan (fixture.workbook, nh_record_get_id (records->pdata[i]), &error));
      g_assert_no_error (error);
    }
  fixture_tear_down (&fixture, "sample");
  return plans;
}

/* Random ones. */

static const char *const words[] = {
  "kế hoạch", "sinh hoạt chuyên môn", "ngày 31 tháng 8", "Điều 5", "trường", "&", "<b>", "\"", "'", "  ", " ",
  "\t", "\xe2\x80\xa8", "\n", "1.", "đ)", "\xc2\xa0", "ngày\xc2\xa0" "31", "\xe2\x80\x91", "\xe2\x80\x91" "7", "-", "2023-2024", "–", "%1", "🙂", "ẤẬỆỘ",
};

typedef enum
{
  ONE_LINE,
  LINES,   /* ended by new lines, as forms have them */
  ANY_END, /* soft breaks too */
} LineEnds;

static char *
random_text (GRand *random, LineEnds ends)
{
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (random, 0, 9); n > 0; n--)
    {
      const char *word = words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];
      gboolean soft = g_str_equal (word, "\xe2\x80\xa8");

      if (ends == ANY_END || (!soft && (ends == LINES || *word != '\n')))
        g_string_append (text, word);
    }
  return g_string_free (text, FALSE);
}

static NhRichText *
random_rich_text (GRand *random, gboolean notes)
{
  NhRichText *text = nh_rich_text_new (NULL);

  for (int n = g_rand_int_range (random, 0, 5); n > 0; n--)
    {
      NhStyle style = (NhStyle) g_rand_int_range (random, 0, 8);

      if (notes && g_rand_int_range (random, 0, 6) == 0)
        {
          g_autoptr (NhRichText) note = random_rich_text (random, FALSE);

          nh_rich_text_append_note (text, note, style);
        }
      else
        {
          g_autofree char *piece = random_text (random, ANY_END);

          nh_rich_text_append (text, piece, -1, style);
        }
    }
  return text;
}

static NhTable *
random_table (GRand *random)
{
  NhTable *table = nh_table_new ();
  int n_columns = g_rand_int_range (random, 1, 6);
  int n_rows = g_rand_int_range (random, 1, 7);
  int n_head = g_rand_int_range (random, 0, 3);
  guint left[6] = { 0 }; /* rows that a span still takes in each column */

  for (int c = 0; c < n_columns; c++)
    nh_table_add_column (table, (NhAlign) g_rand_int_range (random, 0, 3), 0, 0);
  for (int r = 0; r < n_rows; r++)
    {
      nh_table_add_row (table, r < n_head);
      for (int c = 0; c < n_columns;)
        {
          g_autofree char *text = NULL;
          NhCell *cell;
          int span = 1;

          if (left[c])
            {
              left[c++]--;
              continue;
            }
          if (g_rand_int_range (random, 0, 20) == 0)
            break; /* the row ends early */
          while (c + span < n_columns && !left[c + span] && g_rand_int_range (random, 0, 4) == 0)
            span++;
          text = random_text (random, g_rand_boolean (random) ? ANY_END : ONE_LINE);
          cell = nh_table_add_cell (table, text);
          cell->bold = g_rand_boolean (random);
          cell->italic = g_rand_boolean (random);
          cell->align = (NhAlign) g_rand_int_range (random, 0, 3);
          cell->column_span = (guint) span;
          cell->row_span = g_rand_int_range (random, 0, 3) ? 1 : (guint) g_rand_int_range (random, 1, 4);
          for (; span > 0; span--)
            left[c++] = cell->row_span - 1;
        }
    }
  return table;
}

static GStrv
random_lines (GRand *random)
{
  GStrv lines = g_new0 (char *, 5);

  for (int i = g_rand_int_range (random, 0, 5) - 1; i >= 0; i--)
    lines[i] = random_text (random, ONE_LINE);
  return lines;
}

/* Half of them as the program counts, half of them as nobody would. */
static char *
random_label (GRand *random, NhOutlineCounter *counter, guint level)
{
  static const char *const odd[] = { "", "III.", "1.", "7.", "2.3.", "c)", "đ)", "aa)", "Điều 5.", "x)", "–" };

  if (g_rand_int_range (random, 0, 3))
    return nh_outline_next_label (counter, level);
  if (g_rand_int_range (random, 0, 3) == 0)
    *counter = (NhOutlineCounter) { { 0 } };
  return g_strdup (odd[g_rand_int_range (random, 0, G_N_ELEMENTS (odd))]);
}

static void
fill_form (GRand *random, NhElement *element)
{
  if (element->letterhead)
    {
      element->letterhead->superior = random_text (random, LINES);
      element->letterhead->issuer = random_text (random, LINES);
      element->letterhead->number = random_text (random, LINES);
      element->letterhead->place_date = random_text (random, LINES);
    }
  if (element->title)
    {
      element->title->type = random_text (random, LINES);
      element->title->subject = random_text (random, LINES);
    }
  if (element->signature)
    {
      element->signature->recipients = random_lines (random);
      element->signature->authority = random_lines (random);
      element->signature->name = random_text (random, LINES);
    }
  if (element->appendix)
    {
      element->appendix->heading = random_text (random, LINES);
      element->appendix->title = random_text (random, LINES);
      element->appendix->attached = random_text (random, LINES);
      element->appendix->landscape = g_rand_boolean (random);
    }
}

static NhElement *
random_element (GRand *random, NhOutlineCounter *counter)
{
  NhElement *element
      = nh_element_new ((NhElementKind) g_rand_int_range (random, 0, NH_ELEMENT_APPENDIX_HEAD + 1), 0);

  fill_form (random, element);
  switch (element->kind)
    {
    case NH_ELEMENT_HEADING:
      element->level = (guint) g_rand_int_range (random, 1, 6);
      element->label = random_label (random, counter, element->level);
      break;
    case NH_ELEMENT_BULLET:
      element->level = (guint) g_rand_int_range (random, 1, 3);
      element->label = g_strdup (g_rand_int_range (random, 0, 3) ? element->level == 1 ? "–" : "+" : "*");
      break;
    case NH_ELEMENT_TABLE:
      element->table = random_table (random);
      return element;
    case NH_ELEMENT_BASIS:
    case NH_ELEMENT_PARAGRAPH:
      break;
    case NH_ELEMENT_LETTERHEAD:
    case NH_ELEMENT_TITLE:
    case NH_ELEMENT_PAGE_BREAK:
    case NH_ELEMENT_SIGNATURE:
    case NH_ELEMENT_APPENDIX_HEAD:
      return element;
    }
  element->text = random_rich_text (random, TRUE);
  return element;
}

NhDocument *
docx_random_document (GRand *random)
{
  NhDocument *document = nh_document_new ();
  NhOutlineCounter counter = { { 0 } };

  for (int n = g_rand_int_range (random, 0, 25); n > 0; n--)
    nh_document_append (document, random_element (random, &counter));
  return document;
}
