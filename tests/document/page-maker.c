/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page-maker.h"

#include "core/nh-outline.h"

static const char *const sentences[] = {
  "Các tổ chuyên môn xây dựng kế hoạch dạy học của từng khối lớp trước khi bước vào năm học mới.",
  "Mỗi cụm trường cử một giáo viên cốt cán chuẩn bị bài dạy minh họa và gửi giáo án cho các đơn vị đọc trước.",
  "Sau giờ dạy, người dự trao đổi về việc học của học sinh, không xếp loại giờ dạy.",
  "Biên bản sinh hoạt chuyên môn được lưu tại trường và gửi về Phòng trước ngày 25 tháng 11 năm 2025.",
  "Hiệu trưởng bố trí thời khóa biểu để giáo viên tham gia đầy đủ, không để trống tiết.",
  "Kinh phí lấy từ nguồn chi thường xuyên của đơn vị theo quy chế chi tiêu nội bộ.",
  "Đơn vị ở xa trung tâm được dự trực tuyến; đường truyền do trường đăng cai kiểm tra trước một ngày.",
  "Việc đánh giá bám sát yêu cầu cần đạt của Chương trình giáo dục phổ thông, chú trọng năng lực tự học.",
};

static const char *const titles[] = {
  "Công tác chuẩn bị", "Nội dung sinh hoạt", "Phân công thực hiện", "Kiểm tra, đánh giá",
  "Chế độ báo cáo",    "Kinh phí",           "Thời gian, địa điểm",
};

char *
maker_sentences (GRand *rand, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, sentences[g_rand_int_range (rand, 0, G_N_ELEMENTS (sentences))]);
    }
  return g_string_free (text, FALSE);
}

NhElement *
maker_text (NhElementKind kind, guint level, const char *label, const char *markup)
{
  NhElement *element = nh_element_new (kind, 0);

  element->level = level;
  element->label = g_strdup (label);
  element->text = nh_rich_text_read (markup);
  return element;
}

NhElement *
maker_table (guint n_rows, guint n_columns, guint32 seed)
{
  static const char *const heads[] = { "TT", "Đơn vị", "Nội dung", "Thời gian", "Số tiết", "Người phụ trách",
                                       "Địa điểm", "Ghi chú" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  NhElement *element = nh_element_new (NH_ELEMENT_TABLE, 0);
  NhTable *table = nh_table_new ();

  for (guint c = 0; c < n_columns; c++)
    nh_table_add_column (table, c == 0 ? NH_ALIGN_CENTRE : NH_ALIGN_LEFT, 0, 0);
  nh_table_add_row (table, TRUE);
  for (guint c = 0; c < n_columns; c++)
    nh_table_add_cell (table, heads[c % G_N_ELEMENTS (heads)]);
  for (guint r = 1; r <= n_rows; r++)
    {
      nh_table_add_row (table, FALSE);
      for (guint c = 0; c < n_columns; c++)
        {
          g_autofree char *text = NULL;

          if (c == 0)
            text = g_strdup_printf ("%u", r);
          else if (c % 3 == 2)
            text = g_strdup (sentences[g_rand_int_range (rand, 0, G_N_ELEMENTS (sentences))]);
          else if (c % 3 == 1)
            text = g_strdup_printf ("Trường THCS Hòa Bình %d", g_rand_int_range (rand, 1, 90));
          else
            text = g_strdup_printf ("Tháng %d", g_rand_int_range (rand, 1, 12));
          nh_table_add_cell (table, text);
        }
    }
  element->table = table;
  return element;
}

NhElement *
maker_groups (guint n_groups, guint group, guint n_sentences, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  NhElement *element = nh_element_new (NH_ELEMENT_TABLE, 0);
  NhTable *table = nh_table_new ();

  for (guint c = 0; c < 3; c++)
    nh_table_add_column (table, NH_ALIGN_LEFT, 0, 0);
  nh_table_add_row (table, TRUE);
  nh_table_add_cell (table, "Cụm")->row_span = 2;
  nh_table_add_cell (table, "Sinh hoạt chuyên môn")->column_span = 2;
  nh_table_add_row (table, TRUE);
  nh_table_add_cell (table, "Thời gian");
  nh_table_add_cell (table, "Nội dung");
  for (guint g = 0; g < n_groups; g++)
    for (guint r = 0; r < group; r++)
      {
        g_autofree char *text = maker_sentences (rand, g_rand_int_range (rand, 1, n_sentences + 1));

        nh_table_add_row (table, FALSE);
        if (r == 0)
          {
            g_autofree char *name = g % 2 ? g_strdup_printf ("Cụm %u", g + 1) : maker_sentences (rand, n_sentences);

            nh_table_add_cell (table, name)->row_span = group;
          }
        nh_table_add_cell (table, "Tháng 10");
        nh_table_add_cell (table, text);
      }
  element->table = table;
  return element;
}

NhElement *
maker_letterhead (void)
{
  NhElement *element = nh_element_new (NH_ELEMENT_LETTERHEAD, 0);

  element->letterhead->superior = g_strdup ("ỦY BAN NHÂN DÂN HUYỆN BÌNH MINH");
  element->letterhead->issuer = g_strdup ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO");
  element->letterhead->number = g_strdup ("Số: 12/KH-PGDĐT");
  element->letterhead->place_date = g_strdup ("Bình Minh, ngày 05 tháng 9 năm 2025");
  return element;
}

NhElement *
maker_title (void)
{
  NhElement *element = nh_element_new (NH_ELEMENT_TITLE, 0);

  element->title->type = g_strdup ("KẾ HOẠCH");
  element->title->subject = g_strdup ("Tổ chức sinh hoạt chuyên môn theo cụm trường\nnăm học 2025-2026");
  return element;
}

NhElement *
maker_signature (void)
{
  NhElement *element = nh_element_new (NH_ELEMENT_SIGNATURE, 0);
  const char *const recipients[] = { "- Như trên;", "- Các trường THCS trong huyện;", "- Lưu: VT, CM.", NULL };
  const char *const authority[] = { "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG", NULL };

  element->signature->recipients = g_strdupv ((GStrv) recipients);
  element->signature->authority = g_strdupv ((GStrv) authority);
  element->signature->name = g_strdup ("Trần Thị Minh Châu");
  return element;
}

NhElement *
maker_appendix (const char *heading, gboolean landscape)
{
  NhElement *element = nh_element_new (NH_ELEMENT_APPENDIX_HEAD, 0);

  element->appendix->heading = g_strdup (heading);
  element->appendix->title = g_strdup ("LỊCH SINH HOẠT CHUYÊN MÔN");
  element->appendix->attached
      = g_strdup ("(Kèm theo Kế hoạch số 12/KH-PGDĐT ngày 05 tháng 9 năm 2025 của Phòng GDĐT)");
  element->appendix->landscape = landscape;
  return element;
}

static NhElement *
with_note (GRand *rand, const char *text, guint n_sentences)
{
  g_autofree char *note = maker_sentences (rand, n_sentences);
  g_autofree char *markup = g_strdup_printf ("%.*s<note>%s</note>%s", (int) (strchr (text, ' ') - text), text,
                                             note, strchr (text, ' '));

  return maker_text (NH_ELEMENT_PARAGRAPH, 0, NULL, markup);
}

NhElement *
maker_random (GRand *rand)
{
  g_autofree char *text = maker_sentences (rand, g_rand_int_range (rand, 1, 5));
  guint kind = g_rand_int_range (rand, 0, 24);

  if (kind < 4)
    {
      static const char *const labels[] = { "I.", "1.", "1.1.", "1.1.1.", "a)" };

      return maker_text (NH_ELEMENT_HEADING, kind + 1, labels[kind],
                         titles[g_rand_int_range (rand, 0, G_N_ELEMENTS (titles))]);
    }
  if (kind < 8)
    return maker_text (NH_ELEMENT_BULLET, 1 + kind % 2, kind % 2 ? "+" : "–", text);
  if (kind < 10)
    return with_note (rand, text, g_rand_int_range (rand, 1, kind == 8 ? 3 : 12));
  if (kind == 12)
    return maker_groups (g_rand_int_range (rand, 1, 4), g_rand_int_range (rand, 1, 9),
                         g_rand_int_range (rand, 1, 3), g_rand_int (rand));
  if (kind == 13 && g_rand_int_range (rand, 0, 4) == 0)
    return maker_groups (2, 2, 60, g_rand_int (rand));
  if (kind == 10)
    return maker_table (g_rand_int_range (rand, 1, 30), g_rand_int_range (rand, 2, 7), g_rand_int (rand));
  if (kind == 11)
    return maker_text (NH_ELEMENT_PARAGRAPH, 0, NULL, "");
  return maker_text (NH_ELEMENT_PARAGRAPH, 0, NULL, text);
}

static void
add_blocks (NhDocument *document, GRand *rand, guint n_blocks)
{
  NhOutlineCounter counter = { 0 };

  for (guint i = 0; i < n_blocks; i++)
    {
      g_autofree char *text = maker_sentences (rand, g_rand_int_range (rand, 1, 5));
      guint level = i % 40 == 0 ? 1 : i % 10 == 1 ? 2 : i % 5 == 2 ? 3 : 0;

      if (level > 0)
        {
          g_autofree char *label = nh_outline_next_label (&counter, level);

          nh_document_append (document,
                              maker_text (NH_ELEMENT_HEADING, level, label,
                                          titles[g_rand_int_range (rand, 0, G_N_ELEMENTS (titles))]));
        }
      else if (i % 11 == 5)
        nh_document_append (document, with_note (rand, text, 1));
      else if (i % 35 == 20)
        nh_document_append (document, maker_table (g_rand_int_range (rand, 8, 24), 6, g_rand_int (rand)));
      else if (i % 4 == 0)
        nh_document_append (document, maker_text (NH_ELEMENT_BULLET, 1, "–", text));
      else
        nh_document_append (document, maker_text (NH_ELEMENT_PARAGRAPH, 0, NULL, text));
    }
}

NhDocument *
maker_plan (guint n_blocks, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  NhDocument *document = nh_document_new ();

  nh_document_set_properties (document, "Kế hoạch sinh hoạt chuyên môn", "Phòng Giáo dục và Đào tạo",
                              "Năm học 2025-2026");
  nh_document_append (document, maker_letterhead ());
  nh_document_append (document, maker_title ());
  nh_document_append (document, maker_text (NH_ELEMENT_BASIS, 0, NULL,
                                            "Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;"));
  nh_document_append (document,
                      maker_text (NH_ELEMENT_BASIS, 0, NULL,
                                  "Theo đề nghị của Tổ trưởng Tổ Chuyên môn Trung học cơ sở."));
  add_blocks (document, rand, n_blocks);
  nh_document_append (document, maker_signature ());
  nh_document_append (document, maker_appendix ("Phụ lục I", FALSE));
  nh_document_append (document, maker_table (40, 4, g_rand_int (rand)));
  nh_document_append (document, maker_appendix ("Phụ lục II", TRUE));
  nh_document_append (document, maker_table (30, 8, g_rand_int (rand)));
  return document;
}
