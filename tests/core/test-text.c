/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-text.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static void
test_normalize (void)
{
  static const Case cases[] = {
    { NULL, "" },
    { "", "" },
    { "Hoa\314\200 An\314\203", "Hoà Añ" },
    { "co\314\243\314\202ng", "cộng" },
    { "co\314\202\314\243ng", "cộng" },
    { "u\314\233\314\201ng", "ứng" },
    { "một\r\nhai\n\tba  ", "một\r\nhai\n\tba  " },
    { "số\302\24048/KH", "số 48/KH" },
    { "\302\240\302\240", "  " },
    { "a\377b\303", "a\357\277\275b\357\277\275" },
    { "Ðội, QÐ – «hoà»", "Ðội, QÐ – «hoà»" },
    { "a\342\200\257b", "a\342\200\257b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = nh_text_normalize (cases[i].text);

      g_assert_cmpstr (result, ==, cases[i].expected);
    }
}

static void
test_fold (void)
{
  static const Case cases[] = {
    { NULL, "" },
    { "Hoà", "hoa" },
    { "Hòa", "hoa" },
    { "HOA", "hoa" },
    { "Đặng Thị Mỹ Phượng", "dang thi my phuong" },
    { "Ðặng Ɖình ðo ɖo", "dang dinh do do" },
    { "NGUYỄN HỮU NGHĨA, ƯỚC ĂN", "nguyen huu nghia, uoc an" },
    { "  Trường\t TH \r\n Long\302\240Hoà  ", "truong th long hoa" },
    { "a\001b\177c", "a b c" },
    { "TH&THCS (cơ sở 2) – 50%", "th&thcs (co so 2) – 50%" },
    { "H'Hen Niê, Y-Bih", "h'hen nie, y-bih" },
    { "Noël Müller Škoda", "noel muller skoda" },
    { "ПЛАН Ελλάδα", "план ελλαδα" },
    { "\342\200\213Hoà\357\273\277", "hoa" },
    { "a\377b", "a\357\277\275b" },
    { "\377\377\377", "\357\277\275\357\277\275\357\277\275" },
    { "a\341", "a\357\277\275" },
    { "a\341\272", "a\357\277\275\357\277\275" },
    { "\302", "\357\277\275" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = nh_text_fold (cases[i].text);
      g_autofree char *again = nh_text_fold (result);

      g_assert_cmpstr (result, ==, cases[i].expected);
      g_assert_cmpstr (again, ==, result);
    }
}

/* For every character of Unicode: NFC and NFD fold alike, folding twice changes nothing. */
static void
test_fold_everything (void)
{
  for (gunichar c = 1; c <= 0x10FFFF; c++)
    {
      char text[16] = "x";
      g_autofree char *nfc = NULL;
      g_autofree char *nfd = NULL;
      g_autofree char *folded = NULL;
      g_autofree char *folded_nfd = NULL;
      g_autofree char *again = NULL;

      if (!g_unichar_validate (c))
        continue;
      text[1 + g_unichar_to_utf8 (c, text + 1)] = '\0';
      strcat (text, "y");
      nfc = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
      nfd = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
      folded = nh_text_fold (nfc);
      folded_nfd = nh_text_fold (nfd);
      again = nh_text_fold (folded);
      if (strcmp (folded, folded_nfd) != 0 || strcmp (folded, again) != 0)
        g_error ("U+%04X folds to «%s», from NFD to «%s», twice to «%s»", c, folded, folded_nfd,
                 again);
    }
}

static void
test_contains (void)
{
  static const struct
  {
    const char *text;
    const char *words;
    gboolean found;
  } cases[] = {
    { "Trần Thị Hòa", "hoa", TRUE },
    { "Trần Thị Hòa", "hoa tran", TRUE },
    { "Trần Thị Hòa", "ho tr t", TRUE },
    { "Trần Thị Hòa", "ran", FALSE },
    { "Trần Thị Hòa", "hoa binh", FALSE },
    { "Trần Thị Hòa", "hoai", FALSE },
    { "Trần Thị Hòa", "", TRUE },
    { "Trần Thị Hòa", NULL, TRUE },
    { "Trần Thị Hòa", "   ", TRUE },
    { NULL, "a", FALSE },
    { NULL, "", TRUE },
    { "Trường TH-THCS (Hoà Bình)", "thcs", TRUE },
    { "Trường TH-THCS (Hoà Bình)", "th-thcs hoa", TRUE },
    { "Trường “Hoà Bình”", "hoa", TRUE },
    { "Đội", "doi", TRUE },
    { "Tổ 2 - a2", "2", TRUE },
    { "nhahoahoa hoa1", "hoa1", TRUE },
    { "48/KH-PGDĐT", "pgd", TRUE },
    { "48/KH-PGDĐT", "/kh", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s in %s", cases[i].words, cases[i].text);
      g_assert_true (nh_text_contains_folded (cases[i].text, cases[i].words) == cases[i].found);
    }
}

static void
test_unit_key (void)
{
  static const Case same[] = {
    { "Trường TH Long Hoà", "trường th long hòa" },
    { "HOÀ", "HÒA" },
    { "hoả tốc", "hỏa tốc" },
    { "Thuý Khoẻ Uỷ", "Thúy Khỏe Ủy" },
    { "Kì Sơn", "Kỳ Sơn" },
    { "Lí Thường Kiệt", "Lý Thường Kiệt" },
    { "Mĩ Lộc", "Mỹ Lộc" },
    { "thư kí", "thư ký" },
    { "sĩ tỉ hi", "sỹ tỷ hy" },
    { "THCS Lê Quí Đôn", "THCS Lê Quý Đôn" },
    { "TH-THCS", "TH&THCS" },
    { "TH – THCS", "TH—THCS" },
    { "TH-THCS An Lập", "TH THCS An Lập" },
    { "TH - THCS  An Lập ", "TH & THCS An Lập" },
    { "Hoà", "Hoa\314\200" },
    { "Ðịnh Hiệp", "Định Hiệp" },
    { "An\302\240Lập", "An Lập" },
  };
  static const Case different[] = {
    { "Thanh Tuyên", "Thanh Tuyền" },
    { "Hoà", "Hoa" },
    { "Hòa", "Hỏa" },
    { "Anh Thi", "Anh Thy" },
    { "tai", "tay" },
    { "nhi", "nhy" },
    { "thúi", "thúy" },
    { "Minh Tân", "Minh Tan" },
    { "Đa", "Da" },
    { "số 1", "số 2" },
    { "THCS", "TH CS" },
    { "ô", "o" },
    { "ti", "tay" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *a = nh_text_unit_key (same[i].text);
      g_autofree char *b = nh_text_unit_key (same[i].expected);

      g_assert_cmpstr (a, ==, b);
    }
  for (guint i = 0; i < G_N_ELEMENTS (different); i++)
    {
      g_autofree char *a = nh_text_unit_key (different[i].text);
      g_autofree char *b = nh_text_unit_key (different[i].expected);

      g_assert_cmpstr (a, !=, b);
    }
}

static void
test_lookalikes (void)
{
  static const Case cases[] = {
    { NULL, "" },
    { "Số 12/QÐ-UBND", "Số 12/QĐ-UBND" },
    { "Ɖội ðo ɖo", "Đội đo đo" },
    { "ĐẠI ҺỌເ", "ĐẠI HỌC" },
    { "Đại һọເ", "Đại học" },
    { "ПǤUƔÊП", "NGUYÊN" },
    { "Kế hоạch", "Kế hoạch" },
    { "ΤRƯỜNG ΑN", "TRƯỜNG AN" },
    { "Москва и план", "Москва и план" },
    { "Ελλάδα", "Ελλάδα" },
    { "cosα, 5 μm, ΔABC, 10 kΩ, πr", "cosα, 5 μm, ΔABC, 10 kΩ, πr" },
    { "Hoà «Bình» – café", "Hoà «Bình» – café" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean changed = 7;
      g_autofree char *result = nh_text_repair_lookalikes (cases[i].text, &changed);

      g_assert_cmpstr (result, ==, cases[i].expected);
      g_assert_true (changed == (g_strcmp0 (cases[i].text, result) != 0 && cases[i].text != NULL));
    }
}

/* The time of folding the names of a province; printed, never judged (run with -m perf). */
static void
test_fold_speed (void)
{
  static const char *const names[] = {
    "Nguyễn Thị Thu Hà", "Trần Văn Đức", "Lê Hoàng Phượng Uyên", "Phạm Minh Khôi",
    "Đặng Thị Mỹ Duyên", "Võ Hồng Ánh", "H'Hen Niê", "Huỳnh Ngọc Bảo Trân",
  };
  const guint n = 400000;
  gsize length = 0;
  gdouble fold_time, compare_time;

  if (!g_test_perf ())
    {
      g_test_skip ("timing runs with -m perf");
      return;
    }
  g_test_timer_start ();
  for (guint i = 0; i < n; i++)
    {
      char *folded = nh_text_fold (names[i % G_N_ELEMENTS (names)]);

      length += strlen (folded);
      g_free (folded);
    }
  fold_time = g_test_timer_elapsed ();
  g_assert_cmpuint (length, >, n);
  g_test_timer_start ();
  for (guint i = 0; i < n; i++)
    length += nh_text_name_compare (names[i % 8], names[(i * 3 + 1) % 8]) < 0;
  compare_time = g_test_timer_elapsed ();
  g_test_message ("fold: %.0f ns, name_compare: %.0f ns", fold_time / n * 1e9,
                  compare_time / n * 1e9);
  g_test_minimized_result (fold_time, "folding %u names: %.0f ns each", n, fold_time / n * 1e9);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/normalize", test_normalize);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/fold-everything", test_fold_everything);
  g_test_add_func ("/text/contains", test_contains);
  g_test_add_func ("/text/unit-key", test_unit_key);
  g_test_add_func ("/text/lookalikes", test_lookalikes);
  g_test_add_func ("/text/fold-speed", test_fold_speed);
  return g_test_run ();
}
