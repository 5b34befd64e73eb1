/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-basis.h"

#include <string.h>

#include "core/nh-period.h"

/* What a user sees of one basis: "lead | kind | number | day | issuer | subject or text". */
static char *
describe (const NhBasis *basis)
{
  g_autofree char *day = nh_day_to_iso (basis->issued_on);

  return g_strjoin (" | ", basis->lead, basis->kind ? basis->kind : "-", basis->number, day ? day : "", basis->issuer,
                    basis->kind ? basis->subject : basis->text, NULL);
}

static void
assert_split (const char *text, const char *const *wanted)
{
  g_autoptr (NhBasisList) list = nh_basis_split (text);
  g_autoptr (GString) got = g_string_new (NULL);
  g_autofree char *all = g_strjoinv ("\n", (char **) wanted);

  for (guint i = 0; i < list->bases->len; i++)
    {
      g_autofree char *line = describe (list->bases->pdata[i]);

      g_string_append_printf (got, "%s%s", i ? "\n" : "", line);
    }
  g_assert_cmpstr (got->str, ==, all);
}

#define SPLIT(text, ...) assert_split (text, (const char *const[]){ __VA_ARGS__, NULL })

static const struct
{
  const char *text;
  const char *wanted;
} single[] = {
  { "Căn cứ Công văn số 1909/SGDĐT-GDTH ngày 20/9/2023 của Sở Giáo dục và Đào tạo về việc hướng dẫn nhiệm vụ năm học;",
    "Căn cứ | letter | 1909/SGDĐT-GDTH | 2023-09-20 | Sở Giáo dục và Đào tạo | về việc hướng dẫn nhiệm vụ năm học" },
  /* Facts of the five plans, other words. */
  { "Căn cứ Công văn số 1904/SGDĐT-GDMNTH ngày 21/8/2023 của Sở Giáo dục và Đào tạo (GDĐT) tỉnh Bình Dương về việc "
    "khung thời gian;",
    "Căn cứ | letter | 1904/SGDĐT-GDMNTH | 2023-08-21 | Sở Giáo dục và Đào tạo (GDĐT) tỉnh Bình Dương | về việc khung "
    "thời gian" },
  { "Căn cứ Công văn 229/PGDĐT-GDTH ngày 18/9/2023 của Phòng GDĐT huyện Dầu Tiếng về nhiệm vụ năm học.",
    "Căn cứ | letter | 229/PGDĐT-GDTH | 2023-09-18 | Phòng GDĐT huyện Dầu Tiếng | về nhiệm vụ năm học" },
  { "Căn cứ Quyết định số 68/QĐ-PGDĐT ngày 18/9/2023 của Phòng GDĐT huyện Dầu Tiếng thành lập Hội đồng;",
    "Căn cứ | decision | 68/QĐ-PGDĐT | 2023-09-18 | Phòng GDĐT huyện Dầu Tiếng | thành lập Hội đồng" },
  { "căn cứ Công văn số 1266/SGDĐT-GDTrH,GDTX ngày 11/8/2023 của Sở GDĐT hướng dẫn giáo dục thường xuyên",
    "Căn cứ | letter | 1266/SGDĐT-GDTrH,GDTX | 2023-08-11 | Sở GDĐT | hướng dẫn giáo dục thường xuyên" },
  { "Căn cứ Công văn số 1338/SGDĐT-GDTrH, GDTX ngày 22/8/2023 của Sở GDĐT",
    "Căn cứ | letter | 1338/SGDĐT-GDTrH,GDTX | 2023-08-22 | Sở GDĐT | " },
  { "- Căn cứ công văn số 1512/SGDĐT-GDTH ngày 24/8/2017 về nhiệm vụ năm học;",
    "Căn cứ | letter | 1512/SGDĐT-GDTH | 2017-08-24 |  | về nhiệm vụ năm học" },
  { "Thực hiện Quyết định số 994/QĐ-UBND ngày 08/8/2024 của Chủ tịch UBND tỉnh Quảng Ngãi về việc khung thời gian;",
    "Thực hiện | decision | 994/QĐ-UBND | 2024-08-08 | Chủ tịch UBND tỉnh Quảng Ngãi | về việc khung thời gian" },
  { "Căn cứ Thông tư số 19/2019/TT-BGDĐT ngày 12/11/2019 của Bộ GDĐT ban hành Quy chế bồi dưỡng;",
    "Căn cứ | circular | 19/2019/TT-BGDĐT | 2019-11-12 | Bộ GDĐT | ban hành Quy chế bồi dưỡng" },
  /* Days. */
  { "Căn cứ Kế hoạch số 05/KH-UBND ngày 05 tháng 01 năm 2024 của UBND huyện về phổ cập",
    "Căn cứ | plan | 05/KH-UBND | 2024-01-05 | UBND huyện | về phổ cập" },
  { "Căn cứ Quyết định số 12/QĐ-UBND ngày24 /11/2020 của UBND tỉnh",
    "Căn cứ | decision | 12/QĐ-UBND | 2020-11-24 | UBND tỉnh | " },
  { "Căn cứ Chỉ thị số 6/CT-UBND ngày 3.9.2024 của UBND tỉnh về nhiệm vụ",
    "Căn cứ | directive | 06/CT-UBND | 2024-09-03 | UBND tỉnh | về nhiệm vụ" },
  { "Căn cứ Công văn số 12/SGDĐT-GDTH ngày 31/02/2024 của Sở GDĐT về báo cáo",
    "Căn cứ | letter | 12/SGDĐT-GDTH |  |  | ngày 31/02/2024 của Sở GDĐT về báo cáo" },
  { "Căn cứ Công văn số 12/SGDĐT-GDTH ngày … tháng 9 năm 2024 của Sở GDĐT về báo cáo",
    "Căn cứ | letter | 12/SGDĐT-GDTH |  |  | ngày … tháng 9 năm 2024 của Sở GDĐT về báo cáo" },
  /* Laws have names. */
  { "Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;", "Căn cứ | law |  | 2019-06-14 |  | Luật Giáo dục" },
  { "Căn cứ Luật Nhà giáo số 73/2025/QH15 ngày 16/6/2025 của Quốc hội;",
    "Căn cứ | law | 73/2025/QH15 | 2025-06-16 | Quốc hội | Luật Nhà giáo" },
  { "Căn cứ Luật Giáo dục năm 2019", "Căn cứ | law |  |  |  | Luật Giáo dục năm 2019" },
  { "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày "
    "22/11/2019;",
    "Căn cứ | law |  | 2019-11-22 |  | Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức "
    "chính quyền địa phương" },
  { "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;",
    "Căn cứ | decree | 30/2020/NĐ-CP | 2020-03-05 | Chính phủ | về công tác văn thư" },
  { "Thực hiện Nghị quyết số 29-NQ/TW ngày 04/11/2013 của Ban Chấp hành Trung ương khóa XI về đổi mới giáo dục",
    "Thực hiện | resolution | 29-NQ/TW | 2013-11-04 | Ban Chấp hành Trung ương khóa XI | về đổi mới giáo dục" },
  { "Thực hiện Kết luận số 91-KL/TW ngày 12/8/2024 của Bộ Chính trị tiếp tục thực hiện Nghị quyết số 29-NQ/TW;",
    "Thực hiện | conclusion | 91-KL/TW | 2024-08-12 | Bộ Chính trị | tiếp tục thực hiện Nghị quyết số 29-NQ/TW" },
  /* No document, no guess. */
  { "Xét đề nghị của Trưởng phòng Giáo dục Tiểu học;",
    "Xét | - |  |  |  | đề nghị của Trưởng phòng Giáo dục Tiểu học" },
  { "Căn cứ tình hình thực tế của các cụm", "Căn cứ | - |  |  |  | tình hình thực tế của các cụm" },
  { "Căn cứ Thông tư 30/2014-BGDĐT về đánh giá học sinh",
    "Căn cứ | - |  |  |  | Thông tư 30/2014-BGDĐT về đánh giá học sinh" },
  { "Căn cứ Kế hoạch số /KH-SGDĐT của Sở", "Căn cứ | - |  |  |  | Kế hoạch số /KH-SGDĐT của Sở" },
  { "Căn cứ Quy chế làm việc của Sở GDĐT", "Căn cứ | - |  |  |  | Quy chế làm việc của Sở GDĐT" },
  /* Words between the parts stay words. */
  { "Căn cứ Quyết định số 1555/QĐ-SGDĐT (gọi tắt là Quyết định 1555) ngày 15/9/2023 về kiện toàn",
    "Căn cứ | decision | 1555/QĐ-SGDĐT |  |  | (gọi tắt là Quyết định 1555) ngày 15/9/2023 về kiện toàn" },
  { "Căn cứ Công văn số 12/SGDĐT-TCCB của anh Ba", "Căn cứ | letter | 12/SGDĐT-TCCB |  |  | của anh Ba" },
  { "Công văn số 7/UBND-VX ngày 2/10/2023", " | letter | 07/UBND-VX | 2023-10-02 |  | " },
  { "Căn cứ Hướng dẫn số 15/HD-BTGTW ngày 2/10/2023 của Ban Tổ chức Tỉnh ủy về sinh hoạt",
    "Căn cứ | guidance | 15/HD-BTGTW | 2023-10-02 | Ban Tổ chức Tỉnh ủy | về sinh hoạt" },
  { "Căn cứ QUYẾT ĐỊNH số 68/QÐ–PGDÐT ngày 18/9/2023 của UBND huyện",
    "Căn cứ | decision | 68/QĐ-PGDĐT | 2023-09-18 | UBND huyện | " },
};

static void
test_single (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (single); i++)
    {
      g_autofree char *nfd = g_utf8_normalize (single[i].text, -1, G_NORMALIZE_NFD);

      SPLIT (single[i].text, single[i].wanted);
      SPLIT (nfd, single[i].wanted);
    }
}

static void
test_several (void)
{
  SPLIT ("Căn cứ Thông tư số 17/2019/TT-BGDĐT ngày 01/11/2019 của Bộ GDĐT ban hành Chương trình A; Thông tư số "
         "18/2019/TT-BGDĐT ngày 01/11/2019 của Bộ GDĐT ban hành Chương trình B; Quyết định số 98/QĐ-SGDĐT ngày 09/02/2023;",
         "Căn cứ | circular | 17/2019/TT-BGDĐT | 2019-11-01 | Bộ GDĐT | ban hành Chương trình A",
         "Căn cứ | circular | 18/2019/TT-BGDĐT | 2019-11-01 | Bộ GDĐT | ban hành Chương trình B",
         "Căn cứ | decision | 98/QĐ-SGDĐT | 2023-02-09 |  | ");
  /* One sentence with all, and the sentence that follows it. */
  SPLIT ("Thực hiện nhiệm vụ năm học; căn cứ Công văn số 1266/SGDĐT-GDTrH,GDTX ngày 11/8/2023 của Sở GDĐT hướng dẫn A, Công "
         "văn số 1338/SGDĐT-GDTrH,GDTX ngày 22/8/2023 của Sở GDĐT hướng dẫn B, Sở GDĐT xây dựng kế hoạch như sau:",
         "Thực hiện | - |  |  |  | nhiệm vụ năm học",
         "Căn cứ | letter | 1266/SGDĐT-GDTrH,GDTX | 2023-08-11 | Sở GDĐT | hướng dẫn A",
         "Căn cứ | letter | 1338/SGDĐT-GDTrH,GDTX | 2023-08-22 | Sở GDĐT | hướng dẫn B");
  SPLIT ("- Căn cứ Quyết định số 3539/QĐ-GDTH ngày 01/8/2016 về tổ chức mạng lưới và Quyết định số 3540/QĐ-GDĐT ngày "
         "1/8/2016 về kiện toàn",
         "Căn cứ | decision | 3539/QĐ-GDTH | 2016-08-01 |  | về tổ chức mạng lưới",
         "Căn cứ | decision | 3540/QĐ-GDĐT | 2016-08-01 |  | về kiện toàn");
  /* What a decision is about may cite others: these are no bases. */
  SPLIT ("Căn cứ Quyết định số 10/QĐ-UBND ngày 1/8/2023 về việc thay thế Quyết định số 8/QĐ-UBND ngày 1/8/2020 và Quyết "
         "định số 9/QĐ-UBND ngày 2/8/2020",
         "Căn cứ | decision | 10/QĐ-UBND | 2023-08-01 |  | về việc thay thế Quyết định số 8/QĐ-UBND ngày 1/8/2020 và "
         "Quyết định số 9/QĐ-UBND ngày 2/8/2020");
  SPLIT ("Căn cứ Công văn số 5/UBND-VX về kiểm tra thư viện; thiết bị; đồ dùng",
         "Căn cứ | letter | 05/UBND-VX |  |  | về kiểm tra thư viện; thiết bị; đồ dùng");
  /* Lines, broken anywhere. */
  SPLIT ("Căn cứ Công văn số 1909/SGDĐT-GDTH ngày\n20/9/2023 của Sở Giáo dục\nvà Đào tạo về việc hướng dẫn năm học 2023\n"
         "- 2024 đối với Hội đồng Chuyên môn\n- Nghiệp vụ;\r\n\r\n  1. Thực hiện Chỉ thị số 6/CT-UBND\n+ Xét kết quả khảo sát.",
         "Căn cứ | letter | 1909/SGDĐT-GDTH | 2023-09-20 | Sở Giáo dục và Đào tạo | về việc hướng dẫn năm học 2023 - 2024 "
         "đối với Hội đồng Chuyên môn - Nghiệp vụ",
         "Thực hiện | directive | 06/CT-UBND |  |  | ", "Xét | - |  |  |  | kết quả khảo sát");
  SPLIT ("Căn cứ Luật Giáo dục ngày 14/6/2019; Thông tư 30/2014-BGDĐT về đánh giá", "Căn cứ | law |  | 2019-06-14 |  | Luật Giáo dục",
         " | - |  |  |  | Thông tư 30/2014-BGDĐT về đánh giá");
  SPLIT ("Căn cứ Luật Giáo dục ngày 14/6/2019; Luật Viên chức ngày 15/11/2010;",
         "Căn cứ | law |  | 2019-06-14 |  | Luật Giáo dục", "Căn cứ | law |  | 2010-11-15 |  | Luật Viên chức");
}

static void
test_nothing (void)
{
  static const char *const nothing[] = { "", "  \n\t", ";", "; ; .", "-", "\n- \n" };

  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      g_autoptr (NhBasisList) list = nh_basis_split (nothing[i]);

      g_assert_cmpuint (list->bases->len, ==, 0);
    }
}

static void
test_ranges (void)
{
  g_autoptr (NhBasisList) list = nh_basis_split (
      "- Căn cứ  Công văn số 12/SGDĐT-GDTH ngày 20/9/2023 của Sở GDĐT về báo cáo, Sở GDĐT ban hành kế hoạch như sau:");
  NhBasis *basis = list->bases->pdata[0];
  static const char *const wanted[] = { "Căn cứ", "Công văn", "12/SGDĐT-GDTH", "ngày 20/9/2023", "Sở GDĐT", "về báo cáo" };
  g_autofree char *tail = g_strndup (list->text + list->tail.start, list->tail.end - list->tail.start);

  for (guint i = 0; i < NH_BASIS_N_PARTS; i++)
    {
      const NhBasisRange *range = &basis->parts[i];
      g_autofree char *part = g_strndup (list->text + range->start, range->end - range->start);

      g_assert_cmpstr (part, ==, wanted[i]);
    }
  g_assert_cmpstr (tail, ==, "Sở GDĐT ban hành kế hoạch như sau:");
}

static void
test_doubt (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } doubts[] = {
    { "Căn cứ Thông tư 30/2014-BGDĐT về đánh giá", "“2014”" },
    { "Căn cứ Công văn số 12/QĐ-SGDĐT ngày 1/8/2023", "Quyết định" },
    { "Căn cứ Công văn số 12/SGDĐT-GDTH ngày 31/02/2024", "31/02/2024" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (doubts); i++)
    {
      g_autoptr (NhBasisList) list = nh_basis_split (doubts[i].text);
      NhBasis *basis = list->bases->pdata[0];

      g_assert_nonnull (basis->doubt);
      if (!strstr (basis->doubt, doubts[i].says))
        g_error ("“%s” does not speak of “%s”", basis->doubt, doubts[i].says);
    }
}

/* Split, written, split again: the same; and a line in the form of the decree is written as it was. */
static void
test_format (void)
{
  static const char *const lines[] = {
    "Căn cứ Công văn số 1909/SGDĐT-GDTH ngày 20/9/2023 của Sở GDĐT về việc hướng dẫn",
    "Căn cứ Luật Giáo dục ngày 14/6/2019",
    "Thực hiện Nghị quyết số 29-NQ/TW ngày 04/11/2013 của Ban Chấp hành Trung ương về đổi mới",
    "Căn cứ Chương trình số 15/CTr-UBND ngày 02/10/2023",
    "Xét đề nghị của Trưởng phòng",
  };
  g_autofree char *named = nh_basis_format_document ("law", "", 0, NULL, "Giáo dục");
  g_autofree char *cited = nh_basis_format_short ("letter", "1909/SGDĐT-GDTH", "về việc hướng dẫn");
  g_autofree char *cable = nh_basis_format_short ("other", "12/CĐ-UBND", "");

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (NhBasisList) list = nh_basis_split (lines[i]);
      g_autofree char *line = nh_basis_format (list->bases->pdata[0]);

      g_assert_cmpuint (list->bases->len, ==, 1);
      g_assert_cmpstr (line, ==, lines[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (single); i++)
    {
      g_autoptr (NhBasisList) list = nh_basis_split (single[i].text);
      g_autofree char *line = nh_basis_format (list->bases->pdata[0]);
      g_autoptr (NhBasisList) again = nh_basis_split (line);
      g_autofree char *line_again = nh_basis_format (again->bases->pdata[0]);

      g_assert_cmpstr (line, ==, line_again);
      g_assert_cmpstr (((NhBasis *) list->bases->pdata[0])->number, ==, ((NhBasis *) again->bases->pdata[0])->number);
      g_assert_cmpuint (((NhBasis *) list->bases->pdata[0])->issued_on, ==,
                        ((NhBasis *) again->bases->pdata[0])->issued_on);
    }
  {
    g_autofree char *letter = nh_basis_format_document ("letter", "12/SGDĐT-GDTH", 0, "Sở GDĐT", "V/v hướng dẫn");
    g_autofree char *bare = nh_basis_format_document ("letter", "12/SGDĐT-GDTH", 0, "Sở GDĐT", "hướng dẫn");

    g_assert_cmpstr (letter, ==, "Công văn số 12/SGDĐT-GDTH của Sở GDĐT về việc hướng dẫn");
    g_assert_cmpstr (bare, ==, letter);
  }
  g_assert_cmpstr (named, ==, "Luật Giáo dục");
  g_assert_cmpstr (cited, ==, "Công văn số 1909/SGDĐT-GDTH");
  g_assert_cmpstr (cable, ==, "Công điện số 12/CĐ-UBND");
}

static void
test_tidy_line (void)
{
  static const char *const lines[][2] = {
    { "- Các trường Tiểu học;", "Các trường Tiểu học" },
    { " –  Lưu:\u00a0VT,  GDTH.", "Lưu: VT, GDTH" },
    { "2. Lãnh đạo Sở ;", "Lãnh đạo Sở" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *tidy = nh_basis_tidy_line (lines[i][0]);

      g_assert_cmpstr (tidy, ==, lines[i][1]);
    }
}

static void
test_order (void)
{
  const NhBasisPlace places[] = {
    { "letter", 300 }, { NULL, 0 }, { "letter", 200 }, { "plan", 0 }, { "decision", 0 }, { "decision", 100 },
    { "law", 400 }, { "circular", 90 }, { "decree", 95 }, { NULL, 0 }, { "decision", 100 }, { "unheard", 1 },
  };
  const guint wanted[] = { 6, 8, 7, 5, 10, 4, 3, 2, 0, 11, 1, 9 };
  guint order[G_N_ELEMENTS (places)];

  nh_basis_propose_order (places, G_N_ELEMENTS (places), order);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpuint (order[i], ==, wanted[i]);
}

/* Nothing of any text is lost or read twice, however mangled. */
static void
test_mangled (void)
{
  GString *text = g_string_new (NULL);
  static const char *const pieces[] = { "Căn cứ ", "Công văn số ", "12/SGDĐT-GDTH", " ngày 1/8/2023", " của Sở GDĐT", " về ",
                                        ";", ",", "\n", "- ", "(", ")", " và ", "Quyết định số 9/QĐ-UBND", "Luật A", ".",
                                        " ", ":", "như sau", "Sở GDĐT ban hành ", "1. " };

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (NhBasisList) list = NULL;
      guint at = 0;

      g_string_truncate (text, 0);
      for (int n = g_test_rand_int_range (0, 14); n > 0; n--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      list = nh_basis_split (text->str);
      for (guint i = 0; i <= list->bases->len; i++)
        {
          const NhBasis *basis = i < list->bases->len ? list->bases->pdata[i] : NULL;
          guint next = basis ? basis->range.start : list->tail.end ? list->tail.start : (guint) strlen (list->text);
          g_autofree char *between = g_strndup (list->text + at, next >= at ? next - at : 0);

          g_assert_cmpuint (next, >=, at);
          /* Only marks, blanks and "và" stand between. */
          if (!g_regex_match_simple ("^(?:[\\s;,.:\\-–]|và |1\\.)*$", between, 0, 0))
            g_error ("“%s” is lost of “%s”", between, list->text);
          at = basis ? basis->range.end : 0;
        }
    }
  g_string_free (text, TRUE);
}

/* The real plans. */
static char *
bases_of_plan (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GString *bases = g_string_new (NULL);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] && !g_regex_match_simple ("^\\W*I\\. ", lines[i], 0, 0); i++)
    if (bases->len || g_regex_match_simple ("^(- )?(Căn cứ|Thực hiện)", lines[i], 0, 0))
      g_string_append_printf (bases, "%s\n", lines[i]);
  return g_string_free (bases, FALSE);
}

static void
check_plan (const char *folder, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".txt", NULL);
  g_autofree char *json_file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *json_path = g_build_filename (folder, "expected", json_file, NULL);
  g_autofree char *bases = bases_of_plan (path);
  g_autoptr (NhBasisList) list = nh_basis_split (bases);
  g_autoptr (GRegex) row = g_regex_new ("\\[\\s*\"([^\"]*)\",\\s*\"([^\"]*)\",\\s*\"([^\"]*)\"\\s*\\]", 0, 0, NULL);
  g_autoptr (GMatchInfo) info = NULL;
  g_autofree char *json = NULL;
  guint at = 0;
  char *end;

  g_assert_true (g_file_get_contents (json_path, &json, NULL, NULL));
  memmove (json, strstr (json, "\"legal_bases\""), strlen (strstr (json, "\"legal_bases\"")) + 1);
  if ((end = strstr (json, "\"headings\"")))
    *end = '\0';
  g_regex_match (row, json, 0, &info);
  for (; g_match_info_matches (info); g_match_info_next (info, NULL), at++)
    {
      g_auto (GStrv) wanted = g_match_info_fetch_all (info);
      const NhBasis *basis;
      g_autofree char *day = NULL;

      while (at < list->bases->len && !((NhBasis *) list->bases->pdata[at])->kind)
        at++;
      g_assert_cmpuint (at, <, list->bases->len);
      basis = list->bases->pdata[at];
      day = nh_day_to_iso (basis->issued_on);
      g_assert_cmpstr (basis->kind, ==, nh_basis_kind_of_type (wanted[1]));
      g_assert_cmpstr (basis->number, ==, wanted[2]);
      g_assert_cmpstr (day, ==, wanted[3]);
    }
  g_assert_cmpuint (at, >=, 2);
}

static void
test_plans (void)
{
  const char *plans = g_getenv ("NH_TEST_PLANS");
  static const char *const names[] = { "48-dau-tieng-2023", "73-bac-giang-2023", "758-quang-ngai-2017", "hai-duong-2023",
                                       "quang-ngai-2024" };

  if (!plans || !g_file_test (plans, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("The real plans are not here: set NH_TEST_PLANS to their folder.");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    check_plan (plans, names[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/basis/single", test_single);
  g_test_add_func ("/basis/several", test_several);
  g_test_add_func ("/basis/nothing", test_nothing);
  g_test_add_func ("/basis/ranges", test_ranges);
  g_test_add_func ("/basis/doubt", test_doubt);
  g_test_add_func ("/basis/format", test_format);
  g_test_add_func ("/basis/tidy-line", test_tidy_line);
  g_test_add_func ("/basis/order", test_order);
  g_test_add_func ("/basis/mangled", test_mangled);
  g_test_add_func ("/basis/plans", test_plans);
  return g_test_run ();
}
