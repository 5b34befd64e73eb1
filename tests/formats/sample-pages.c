/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-pages.h"

static NhAppendixPage *
new_page (const char *heading, const char *title, const char *attached, gboolean landscape)
{
  NhAppendixPage *page = g_new0 (NhAppendixPage, 1);

  page->heading = g_strdup (heading);
  page->title = g_strdup (title);
  page->attached = g_strdup (attached);
  page->landscape = landscape;
  page->author = g_strdup ("Sở Giáo dục và Đào tạo tỉnh Sông Mây");
  page->table = nh_table_new ();

  return page;
}

static void
add_texts (NhTable *table, gboolean head, const char *const *texts, guint n)
{
  nh_table_add_row (table, head);
  for (guint i = 0; i < n; i++)
    nh_table_add_cell (table, texts[i]);
}

/* Two blocks side by side under a head of two levels. */
static NhAppendixPage *
new_assignments (void)
{
  static const char *const head[] = { "TT", "Đơn vị tổ chức", "Môn học", "Thời gian tổ chức", "TT",
                                      "Đơn vị tổ chức", "Môn học", "Thời gian tổ chức" };
  static const char *const rows[][8] = {
    { "1", "Phòng GDĐT thị xã Bến Ngự", "Khoa học tự nhiên 8", "Tháng 10/2024", "1",
      "THPT Nguyễn Thị Định", "Sinh học 11", "Tháng 10/2024" },
    { "2", "Phòng GDĐT huyện Đồng Sậy", "Ngữ văn 8", "Tháng 11/2024", "2",
      "Trung tâm GDNN-GDTX huyện Đồng Sậy", "Toán 11", "Tháng 11/2024" },
    { "3", "Phòng GDĐT huyện Cù Lao Hạ", "Lịch sử và Địa lí 8", "Tháng 01/2025", "3",
      "THPT Cầu Ván", "Tiếng Anh 11", "Tháng 12/2024" },
    { "4", "Phòng GDĐT huyện Suối Lầy", "Hoạt động trải nghiệm, hướng nghiệp 8", "Tháng 02/2025",
      "4", "Trường Cao đẳng Kĩ thuật Sông Mây", "Lịch sử 11", "Tháng 02/2025" },
    { "5", "Phòng GDĐT thành phố Sông Mây", "Giáo dục công dân 8", "Tháng 3/2025", "5",
      "THPT chuyên Lê Hữu Trác", "Giáo dục kinh tế và pháp luật 11", "Tháng 3/2025" },
    { "6", "Phòng GDĐT huyện Gò Tràm", "Tin học 8", "Tháng 4/2025", "", "", "", "" },
  };
  NhAppendixPage *page
      = new_page ("Phụ lục I",
                  "PHÂN CÔNG TỔ CHỨC SINH HOẠT CHUYÊN MÔN CẤP TỈNH NĂM HỌC 2024-2025",
                  "(Kèm theo Kế hoạch số 112/KH-SGDĐT ngày 05 tháng 9 năm 2024 của Sở Giáo dục và "
                  "Đào tạo)",
                  TRUE);

  for (guint i = 0; i < 8; i++)
    nh_table_add_column (page->table, i % 4 == 1 || i % 4 == 2 ? NH_ALIGN_LEFT : NH_ALIGN_CENTRE,
                         0, 0);
  nh_table_add_row (page->table, TRUE);
  nh_table_add_cell (page->table, "CẤP THCS")->column_span = 4;
  nh_table_add_cell (page->table, "CẤP THPT")->column_span = 4;
  add_texts (page->table, TRUE, head, 8);
  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      nh_table_add_row (page->table, FALSE);
      for (guint c = 0; c < 8; c++)
        if (c % 4 == 0 && *rows[r][c] != '\0')
          nh_table_add_number_cell (page->table, rows[r][c][0] - '0', rows[r][c]);
        else
          nh_table_add_cell (page->table, rows[r][c]);
    }
  page->note = g_strdup ("Lưu ý: Các đơn vị chủ động tổ chức thêm sinh hoạt chuyên môn theo cụm và "
                         "tại trường, nhất là với những môn học chưa có tên trong bảng này; gửi kế "
                         "hoạch chi tiết về Sở trước ngày tổ chức 07 ngày.\n"
                         "Điểm cầu trực tuyến: mỗi huyện, thị xã, thành phố có ít nhất 03 điểm.");

  return page;
}

static NhAppendixPage *
new_calendar (void)
{
  static const char *const head[]
      = { "Thời gian", "Nội dung hoạt động", "Biện pháp thực hiện", "Thành phần" };
  static const char *const rows[][4] = {
    { "Tháng 8/2024",
      "- Rà soát đội ngũ cốt cán từng môn, bổ sung thành viên thay người nghỉ hưu hoặc chuyển công "
      "tác.\n- Họp Hội đồng chuyên môn lần thứ nhất: bầu cụm trưởng, cụm phó và thống nhất quy chế "
      "làm việc.",
      "Các phòng giáo dục lập danh sách đề nghị; Sở thẩm định và ra quyết định công nhận trước khi "
      "vào năm học mới.",
      "Lãnh đạo Sở, trưởng phòng chuyên môn, toàn thể thành viên Hội đồng" },
    { "Tháng 9/2024",
      "Hướng dẫn xây dựng kế hoạch giáo dục của nhà trường, kế hoạch của tổ chuyên môn và của giáo "
      "viên.",
      "Mỗi cụm chọn một trường làm mẫu, trao đổi trực tiếp rồi gửi sản phẩm cho các trường còn "
      "lại góp ý.",
      "Tổ trưởng chuyên môn các trường" },
    { "Tháng 10/2024",
      "- Chuyên đề môn Tiếng Việt lớp 5: dạy đọc mở rộng gắn với thư viện xanh.\n- Chuyên đề môn "
      "Toán lớp 5: giải bài toán bằng sơ đồ, phân hoá theo ba nhóm học sinh.\n- Chuyên đề môn Khoa "
      "học: thí nghiệm đơn giản với đồ dùng tự làm.",
      "Dạy minh hoạ 01 tiết mỗi chuyên đề, dự giờ theo nhóm, phân tích việc học của học sinh, không "
      "xếp loại giờ dạy. Biên bản gửi về cụm trưởng trong 03 ngày.",
      "Giáo viên khối 5, cán bộ quản lí phụ trách chuyên môn, thành viên cốt cán của cụm" },
    { "Tháng 11, 12/2024",
      "- Tư vấn, hỗ trợ chuyên môn tại các trường có nhiều giáo viên mới tuyển.\n- Khảo sát chất "
      "lượng đọc hiểu cuối học kì I ở các điểm trường lẻ, đối chiếu với kết quả đầu năm để điều "
      "chỉnh kế hoạch bồi dưỡng.",
      "Đoàn tư vấn làm việc trọn một buổi tại trường: dự giờ, trao đổi với tổ chuyên môn, xem hồ sơ "
      "điện tử và thống nhất những việc cần làm ngay.",
      "Đoàn tư vấn theo quyết định của Giám đốc Sở" },
    { "Tháng 01/2025", "Sơ kết học kì I của Hội đồng chuyên môn, chia sẻ kinh nghiệm giữa các cụm.",
      "Mỗi cụm trình bày một việc làm tốt và một khó khăn chưa giải quyết được.",
      "Cụm trưởng, cụm phó, thư kí" },
    { "Tháng 02/2025",
      "Ngày hội đọc sách cấp cụm; giao lưu giáo viên dạy giỏi môn Nghệ thuật.",
      "Tổ chức tại trường có sân và thư viện đạt chuẩn; các trường khác tham gia trực tuyến qua 03 "
      "điểm cầu.",
      "Tổng phụ trách Đội, giáo viên Âm nhạc, Mĩ thuật, cán bộ thư viện" },
    { "Tháng 3/2025",
      "- Kiểm tra việc thực hiện chương trình và đánh giá học sinh theo quy định hiện hành.\n- Hội "
      "thảo về dạy học hai buổi một ngày ở vùng sông nước.",
      "Kiểm tra theo danh sách được báo trước một tuần; kết luận công khai tại trường, thời hạn khắc "
      "phục ghi rõ trong biên bản.",
      "Đoàn kiểm tra, hiệu trưởng các trường được kiểm tra" },
    { "Tháng 4/2025", "Thi thử nghiệm ngân hàng câu hỏi cuối năm; góp ý sách giáo khoa lớp 5.",
      "Các cụm trao đổi chéo đề, thống nhất ma trận và hướng dẫn chấm.",
      "Nhóm ra đề của từng cụm" },
    { "Tháng 5/2025", "Nghiệm thu chất lượng lớp 5 và bàn giao cho trường trung học cơ sở.",
      "Trường tiểu học và trung học cơ sở cùng coi, cùng chấm, cùng kí biên bản.",
      "Giáo viên hai cấp học" },
    { "Tháng 6, 7/2025",
      "- Tổng kết năm học của Hội đồng chuyên môn.\n- Bồi dưỡng thường xuyên hè: 03 chuyên đề do "
      "thành viên cốt cán biên soạn.",
      "- Báo cáo tổng kết gửi về Sở trước ngày 15/6.\n- Học tập trung 02 ngày, sau đó tự học có "
      "hướng dẫn và nộp sản phẩm qua hệ thống quản lí học tập.",
      "Toàn thể thành viên Hội đồng; giáo viên tiểu học" },
  };
  NhAppendixPage *page
      = new_page ("Phụ lục II", "LỊCH HOẠT ĐỘNG CỦA HỘI ĐỒNG CHUYÊN MÔN CẤP TIỂU HỌC",
                  "(Kèm theo Kế hoạch số 112/KH-SGDĐT ngày 05 tháng 9 năm 2024 của Sở Giáo dục và "
                  "Đào tạo)",
                  FALSE);

  nh_table_add_column (page->table, NH_ALIGN_CENTRE, 0, 0);
  for (guint i = 0; i < 3; i++)
    nh_table_add_column (page->table, NH_ALIGN_LEFT, 0, 0);
  add_texts (page->table, TRUE, head, 4);
  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    add_texts (page->table, FALSE, rows[r], 4);

  return page;
}

/* Few short columns, rows merged downwards, exact days, telephone numbers that stay text. */
static NhAppendixPage *
new_inspections (void)
{
  static const char *const head[] = { "TT", "Cụm", "Đơn vị", "Ngày kiểm tra", "Trưởng đoàn",
                                      "Điện thoại" };
  static const struct { const char *cluster, *unit, *head, *phone; } rows[] = {
    { "Cụm 1", "Trường Tiểu học Cầu Ván", "Ông Trịnh Văn Bưởi", "0912 000 345" },
    { NULL, "Trường Tiểu học Gò Tràm", "Bà Lâm Thị Sen", "0900 000 017" },
    { NULL, "Trường Tiểu học và Trung học cơ sở Bến Ngự", "Ông Trịnh Văn Bưởi", "0912 000 345" },
    { "Cụm 2", "Trường Tiểu học Suối Lầy", "Bà Ngụy Thị Đào", "0988 000 200" },
    { NULL, "Trường Tiểu học Đồng Sậy", "Bà Ngụy Thị Đào", "0988 000 200" },
  };
  NhAppendixPage *page = new_page ("Phụ lục III", "DANH SÁCH KIỂM TRA CHUYÊN MÔN HỌC KÌ I",
                                   "(Kèm theo Kế hoạch số       /KH-SGDĐT ngày      tháng      năm "
                                   "2024 của Sở Giáo dục và Đào tạo)",
                                   FALSE);
  GDate date;

  for (guint i = 0; i < 6; i++)
    nh_table_add_column (page->table,
                         i == 2 || i == 4 ? NH_ALIGN_LEFT : NH_ALIGN_CENTRE, 0, 0);
  add_texts (page->table, TRUE, head, 6);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 7, G_DATE_OCTOBER, 2024);
  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      nh_table_add_row (page->table, FALSE);
      nh_table_add_number_cell (page->table, r + 1, NULL);
      if (rows[r].cluster != NULL)
        nh_table_add_cell (page->table, rows[r].cluster)->row_span = r == 0 ? 3 : 2;
      nh_table_add_cell (page->table, rows[r].unit);
      nh_table_add_day_cell (page->table, g_date_get_julian (&date));
      nh_table_add_cell (page->table, rows[r].head);
      nh_table_add_cell (page->table, rows[r].phone);
      g_date_add_days (&date, 9);
    }

  return page;
}

/* Many columns and pages. */
static NhAppendixPage *
new_results (void)
{
  static const char *const head[] = { "TT", "Họ và tên", "Ngày sinh", "Trường", "Môn dạy",
                                      "CT 1 (tiết)", "CT 2 (tiết)", "CT 3 (tiết)", "Mô đun tự chọn",
                                      "Điểm", "Kết quả", "Ghi chú" };
  static const char *const family[] = { "Trịnh Văn", "Lâm Thị", "Ngụy Thị Ngọc", "Đoàn Hữu" };
  static const char *const given[] = { "Sen", "Đào", "Bưởi", "Ổi", "Khế", "Lựu", "Mận" };
  static const char *const units[] = { "Tiểu học Cầu Ván", "Tiểu học Gò Tràm",
                                       "Tiểu học và THCS Bến Ngự" };
  NhAppendixPage *page = new_page ("Phụ lục IV",
                                   "KẾT QUẢ BỒI DƯỠNG THƯỜNG XUYÊN CỦA GIÁO VIÊN TIỂU HỌC NĂM HỌC "
                                   "2024-2025",
                                   "(Kèm theo Báo cáo số 40/BC-PGDĐT ngày 15 tháng 6 năm 2025 của "
                                   "Phòng Giáo dục và Đào tạo huyện Cù Lao Hạ)",
                                   TRUE);
  GDate date;

  for (guint i = 0; i < 12; i++)
    nh_table_add_column (page->table,
                         i == 1 || i == 3 || i == 4 || i == 11 ? NH_ALIGN_LEFT : NH_ALIGN_CENTRE,
                         0, 0);
  add_texts (page->table, TRUE, head, 12);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 2, G_DATE_MARCH, 1971);
  for (guint r = 0; r < 45; r++)
    {
      g_autofree char *name = g_strdup_printf ("%s %s", family[r % 4], given[r % 7]);
      g_autofree char *module = g_strdup_printf ("GVPT %02u, GVPT %02u", 1 + r % 15, 1 + r * 7 % 15);
      g_autofree char *mark = g_strdup_printf ("%u,%u", 5 + r % 5, r % 2 * 5);

      nh_table_add_row (page->table, FALSE);
      nh_table_add_number_cell (page->table, r + 1, NULL);
      nh_table_add_cell (page->table, name);
      nh_table_add_day_cell (page->table, g_date_get_julian (&date));
      nh_table_add_cell (page->table, units[r % 3]);
      nh_table_add_cell (page->table, r % 5 == 0 ? "Tiếng Anh" : "Dạy nhiều môn");
      for (guint c = 0; c < 3; c++)
        nh_table_add_number_cell (page->table, 40, "40");
      nh_table_add_cell (page->table, module);
      nh_table_add_number_cell (page->table, 5 + r % 5 + r % 2 * 0.5, mark);
      nh_table_add_cell (page->table, r % 11 == 3 ? "Chưa hoàn thành" : "Hoàn thành");
      nh_table_add_cell (page->table, r % 11 == 3 ? "Nghỉ thai sản từ tháng 01/2025" : "");
      g_date_add_days (&date, 277);
    }

  return page;
}

/* A cell that needs more than a sheet row can have. */
static NhAppendixPage *
new_duties (void)
{
  NhAppendixPage *page = new_page ("Phụ lục V", "NHIỆM VỤ CỦA CÁC ĐƠN VỊ",
                                   "(Kèm theo Kế hoạch số 112/KH-SGDĐT)", FALSE);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 1; i <= 30; i++)
    g_string_append_printf (text,
                            "%s- Việc thứ %u: phối hợp với các trường trong cụm chuẩn bị nội dung, "
                            "phân công người dạy minh hoạ và người ghi biên bản.",
                            i > 1 ? "\n" : "", i);
  nh_table_add_column (page->table, NH_ALIGN_CENTRE, 0, 0);
  nh_table_add_column (page->table, NH_ALIGN_LEFT, 0, 24);
  nh_table_add_column (page->table, NH_ALIGN_LEFT, 0, 0);
  add_texts (page->table, TRUE, (const char *[]){ "TT", "Đơn vị", "Nhiệm vụ" }, 3);
  add_texts (page->table, FALSE, (const char *[]){ "1", "Phòng Giáo dục Tiểu học", text->str }, 3);
  add_texts (page->table, FALSE, (const char *[]){ "2", "Văn phòng Sở", "Bảo đảm kinh phí." }, 3);

  return page;
}

/**
 * sample_pages_new:
 *
 * Returns: (transfer full) (element-type NhAppendixPage): appendices of all shapes.
 */
GPtrArray *
sample_pages_new (void)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_appendix_page_free);

  g_ptr_array_add (pages, new_assignments ());
  g_ptr_array_add (pages, new_calendar ());
  g_ptr_array_add (pages, new_inspections ());
  g_ptr_array_add (pages, new_results ());
  g_ptr_array_add (pages, new_duties ());

  return pages;
}

/**
 * sample_hostile_pages_new:
 *
 * Returns: (transfer full) (element-type NhAppendixPage): appendices whose names and texts are not
 *   what a spreadsheet expects.
 */
GPtrArray *
sample_hostile_pages_new (void)
{
  static const char *const headings[] = {
    "'[Phụ lục]: A*B?/C\\D'", "PHỤ LỤC DÀI HƠN BA MƯƠI MỐT KÍ TỰ CHO PHÉP",
    "phụ lục dài hơn ba mươi mốt kí tự cho phép", "", "History", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
  };
  static const char *const texts[] = {
    "=1+1", "+84 912", "-5", "@SUM(A1)", "0912000345", "a\x01z\x1f", "_x0041_", "<b>&\"'</b>",
    "x\r\ny", "\xff\xfe", " đầu và cuối ", "http://example.invalid/",
  };
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_appendix_page_free);

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      NhAppendixPage *page = new_page (headings[i], "=TIÊU ĐỀ", NULL, FALSE);

      nh_table_add_column (page->table, NH_ALIGN_LEFT, 0, 0);
      if (i > 0)
        nh_table_add_column (page->table, NH_ALIGN_LEFT, 0, 0);
      for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
        {
          nh_table_add_row (page->table, FALSE);
          nh_table_add_cell (page->table, texts[t]);
        }
      g_ptr_array_add (pages, page);
    }

  return pages;
}

/* --- lists --- */

static const NhListColumn list_columns[] = {
  { "order", "STT", NH_LIST_INTEGER },
  { "name", "Họ và tên", NH_LIST_TEXT },
  { "birthday", "Ngày sinh", NH_LIST_DAY },
  { "phone", "Điện thoại", NH_LIST_TEXT },
  { "unit", "Đơn vị công tác", NH_LIST_TEXT },
  { "subject", "Môn dạy", NH_LIST_TEXT },
  { "periods", "Số tiết", NH_LIST_INTEGER },
  { "term", "Nhiệm kì", NH_LIST_JSON },
  { "email", "Thư điện tử", NH_LIST_TEXT },
  { "note", "Ghi chú", NH_LIST_TEXT },
};

static gboolean
next_row (gpointer data, const char **values, GError **error)
{
  static const char *const given[] = { "Sen", "Đào", "Bưởi", "Ổi", "Khế", "Lựu", "Mận" };
  static const char *const notes[] = { NULL, "", "=1+1", "Thay \"Bà Sen\", từ tháng 10", "-", "dòng 1\ndòng 2" };
  SampleRows *rows = data;
  guint64 i = rows->row;

  if (i >= rows->n_rows)
    {
      if (rows->fail_at_end)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The store failed");
      return FALSE;
    }
  rows->row++;
  for (guint c = 0; c < 10; c++)
    {
      if (rows->texts[c] == NULL)
        rows->texts[c] = g_string_new (NULL);
      values[c] = NULL;
    }
  g_string_printf (rows->texts[0], "%" G_GUINT64_FORMAT, i + 1);
  g_string_printf (rows->texts[1], "Nguyễn Thị %s %u", given[i % 7], (guint) (i % 1000));
  g_string_printf (rows->texts[2], i % 50 == 7 ? "tháng 5/1980" : "19%02u-%02u-%02u",
                   (guint) (60 + i % 40), (guint) (1 + i % 12), (guint) (1 + i % 28));
  g_string_printf (rows->texts[3], "0900%06u", (guint) (i % 1000000));
  g_string_printf (rows->texts[4], "Trường Tiểu học Cầu Ván số %u", (guint) (i % 300));
  g_string_printf (rows->texts[6], "%u", (guint) (i % 60));
  g_string_printf (rows->texts[7], "{\"from\": %u, \"to\": null}", (guint) (2000 + i % 25));
  g_string_printf (rows->texts[8], "gv%u@example.invalid", (guint) (i % 100000));
  for (guint c = 0; c < 9; c++)
    values[c] = rows->texts[c]->str;
  values[5] = i % 2 == 0 ? "Toán" : "Khoa học tự nhiên";
  values[9] = notes[i % G_N_ELEMENTS (notes)];

  return TRUE;
}

/**
 * sample_list_init:
 * @source: (out caller-allocates): the list
 * @rows: (out caller-allocates): its state
 * @n_rows: how many rows
 *
 * Describes a list of invented teachers; the same for the same @n_rows.
 */
void
sample_list_init (NhListSource *source, SampleRows *rows, guint64 n_rows)
{
  *rows = (SampleRows){ .n_rows = n_rows };
  *source = (NhListSource){ .title = "Danh sách giáo viên",
                            .author = "Sở Giáo dục và Đào tạo tỉnh Sông Mây",
                            .columns = list_columns,
                            .n_columns = G_N_ELEMENTS (list_columns),
                            .next = next_row,
                            .data = rows };
}

/**
 * sample_list_clear:
 * @rows: the state of a list
 *
 * Frees what @rows holds.
 */
void
sample_list_clear (SampleRows *rows)
{
  for (guint c = 0; c < 10; c++)
    if (rows->texts[c] != NULL)
      g_string_free (rows->texts[c], TRUE);
}
