/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-legacy-text.h"

#include <string.h>

typedef struct
{
  const char *letter;
  const char *code;
} Code;

/* The tables a second time, from letters to codes, as a check on those of the converter. */
static const Code tcvn3_codes[] = {
  { "Ă", "¡" }, { "Â", "¢" }, { "Ê", "£" }, { "Ô", "¤" }, { "Ơ", "¥" }, { "Ư", "¦" },
  { "Đ", "§" }, { "ă", "¨" }, { "â", "©" }, { "ê", "ª" }, { "ô", "«" }, { "ơ", "¬" },
  { "ư", "\302\255" }, { "đ", "®" }, { "à", "µ" }, { "ả", "¶" }, { "ã", "·" }, { "á", "¸" },
  { "ạ", "¹" }, { "ằ", "»" }, { "ẳ", "¼" }, { "ẵ", "½" }, { "ắ", "¾" }, { "ặ", "Æ" },
  { "ầ", "Ç" }, { "ẩ", "È" }, { "ẫ", "É" }, { "ấ", "Ê" }, { "ậ", "Ë" }, { "è", "Ì" },
  { "ẻ", "Î" }, { "ẽ", "Ï" }, { "é", "Ð" }, { "ẹ", "Ñ" }, { "ề", "Ò" }, { "ể", "Ó" },
  { "ễ", "Ô" }, { "ế", "Õ" }, { "ệ", "Ö" }, { "ì", "×" }, { "ỉ", "Ø" }, { "ĩ", "Ü" },
  { "í", "Ý" }, { "ị", "Þ" }, { "ò", "ß" }, { "ỏ", "á" }, { "õ", "â" }, { "ó", "ã" },
  { "ọ", "ä" }, { "ồ", "å" }, { "ổ", "æ" }, { "ỗ", "ç" }, { "ố", "è" }, { "ộ", "é" },
  { "ờ", "ê" }, { "ở", "ë" }, { "ỡ", "ì" }, { "ớ", "í" }, { "ợ", "î" }, { "ù", "ï" },
  { "ủ", "ñ" }, { "ũ", "ò" }, { "ú", "ó" }, { "ụ", "ô" }, { "ừ", "õ" }, { "ử", "ö" },
  { "ữ", "÷" }, { "ứ", "ø" }, { "ự", "ù" }, { "ỳ", "ú" }, { "ỷ", "û" }, { "ỹ", "ü" },
  { "ý", "ý" }, { "ỵ", "þ" },
};

static const Code vni_codes[] = {
  { "à", "aø" }, { "ả", "aû" }, { "ã", "aõ" }, { "á", "aù" }, { "ạ", "aï" },
  { "ă", "aê" }, { "ằ", "aè" }, { "ẳ", "aú" }, { "ẵ", "aü" }, { "ắ", "aé" }, { "ặ", "aë" },
  { "â", "aâ" }, { "ầ", "aà" }, { "ẩ", "aå" }, { "ẫ", "aã" }, { "ấ", "aá" }, { "ậ", "aä" },
  { "è", "eø" }, { "ẻ", "eû" }, { "ẽ", "eõ" }, { "é", "eù" }, { "ẹ", "eï" },
  { "ê", "eâ" }, { "ề", "eà" }, { "ể", "eå" }, { "ễ", "eã" }, { "ế", "eá" }, { "ệ", "eä" },
  { "ì", "ì" }, { "ỉ", "æ" }, { "ĩ", "ó" }, { "í", "í" }, { "ị", "ò" },
  { "ò", "oø" }, { "ỏ", "oû" }, { "õ", "oõ" }, { "ó", "où" }, { "ọ", "oï" },
  { "ô", "oâ" }, { "ồ", "oà" }, { "ổ", "oå" }, { "ỗ", "oã" }, { "ố", "oá" }, { "ộ", "oä" },
  { "ơ", "ô" }, { "ờ", "ôø" }, { "ở", "ôû" }, { "ỡ", "ôõ" }, { "ớ", "ôù" }, { "ợ", "ôï" },
  { "ù", "uø" }, { "ủ", "uû" }, { "ũ", "uõ" }, { "ú", "uù" }, { "ụ", "uï" },
  { "ư", "ö" }, { "ừ", "öø" }, { "ử", "öû" }, { "ữ", "öõ" }, { "ứ", "öù" }, { "ự", "öï" },
  { "ỳ", "yø" }, { "ỷ", "yû" }, { "ỹ", "yõ" }, { "ý", "yù" }, { "ỵ", "î" }, { "đ", "ñ" },
  { "À", "AØ" }, { "Ả", "AÛ" }, { "Ã", "AÕ" }, { "Á", "AÙ" }, { "Ạ", "AÏ" },
  { "Ă", "AÊ" }, { "Ằ", "AÈ" }, { "Ẳ", "AÚ" }, { "Ẵ", "AÜ" }, { "Ắ", "AÉ" }, { "Ặ", "AË" },
  { "Â", "AÂ" }, { "Ầ", "AÀ" }, { "Ẩ", "AÅ" }, { "Ẫ", "AÃ" }, { "Ấ", "AÁ" }, { "Ậ", "AÄ" },
  { "È", "EØ" }, { "Ẻ", "EÛ" }, { "Ẽ", "EÕ" }, { "É", "EÙ" }, { "Ẹ", "EÏ" },
  { "Ê", "EÂ" }, { "Ề", "EÀ" }, { "Ể", "EÅ" }, { "Ễ", "EÃ" }, { "Ế", "EÁ" }, { "Ệ", "EÄ" },
  { "Ì", "Ì" }, { "Ỉ", "Æ" }, { "Ĩ", "Ó" }, { "Í", "Í" }, { "Ị", "Ò" },
  { "Ò", "OØ" }, { "Ỏ", "OÛ" }, { "Õ", "OÕ" }, { "Ó", "OÙ" }, { "Ọ", "OÏ" },
  { "Ô", "OÂ" }, { "Ồ", "OÀ" }, { "Ổ", "OÅ" }, { "Ỗ", "OÃ" }, { "Ố", "OÁ" }, { "Ộ", "OÄ" },
  { "Ơ", "Ô" }, { "Ờ", "ÔØ" }, { "Ở", "ÔÛ" }, { "Ỡ", "ÔÕ" }, { "Ớ", "ÔÙ" }, { "Ợ", "ÔÏ" },
  { "Ù", "UØ" }, { "Ủ", "UÛ" }, { "Ũ", "UÕ" }, { "Ú", "UÙ" }, { "Ụ", "UÏ" },
  { "Ư", "Ö" }, { "Ừ", "ÖØ" }, { "Ử", "ÖÛ" }, { "Ữ", "ÖÕ" }, { "Ứ", "ÖÙ" }, { "Ự", "ÖÏ" },
  { "Ỳ", "YØ" }, { "Ỷ", "YÛ" }, { "Ỹ", "YÕ" }, { "Ý", "YÙ" }, { "Ỵ", "Î" }, { "Đ", "Ñ" },
};

/* Every vowel with every tone in some word, as an office writes them. */
static const char small_words[] =
  "căn cứ nghị định số của chính phủ về quy chế tổ chức và hoạt động của hội đồng giáo dục "
  "đào tạo kế hoạch chuyên môn năm học tới các trường tiểu học trung học cơ sở mẫu giáo "
  "bồi dưỡng thường xuyên giáo viên kiểm tra đánh giá nhiệm vụ trọng tâm sinh hoạt cụm "
  "lần thứ nhất bảy tám chín mười nghỉ hè lễ kỷ niệm ngày nhà giáo uỷ ban nhân dân huyện "
  "phòng sở bộ thư ký thành viên lý mỹ thuật kỹ năng sĩ số nữ giữ vững giỏi khá yếu kém "
  "mẹ bé vẽ đẹp khoẻ ghẻ xẻ lẽ nghĩa cũng những ngẫm lẫn rẫy vẫn thẳng hẳn chẵn sẵn "
  "bằng rằng đặc biệt bắt buộc lặng phẩm cẩn thận ổn cỗ gỗ mỗi ngỡ mở trở nợ lớp lợi ích "
  "tỳ tỵ quý quỹ xứ sở thửa ruộng từ tự do ngữ văn lịch sử địa lí tin học ngoại ngữ";

static char *
encode (const char *text,
        const Code *codes,
        guint       n_codes)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize length = g_utf8_next_char (p) - p;
      guint i;

      for (i = 0; i < n_codes; i++)
        if (strlen (codes[i].letter) == length && memcmp (codes[i].letter, p, length) == 0)
          break;
      if (i < n_codes)
        g_string_append (out, codes[i].code);
      else
        g_string_append_len (out, p, length);
    }
  return g_string_free (out, FALSE);
}

/* A word alone comes back or, where it has two readings, stays; among sure words it comes
 * back always. */
static void
check_round_trip (const char *word,
                  const Code *codes,
                  guint       n_codes,
                  const char *sure,
                  const char *sure_converted)
{
  g_autofree char *old = encode (word, codes, n_codes);
  g_autofree char *alone = nh_legacy_text_convert (old, NULL);
  g_autofree char *line = g_strdup_printf ("%s %s, %s", sure, old, sure);
  g_autofree char *expected = g_strdup_printf ("%s %s, %s", sure_converted, word, sure_converted);
  g_autofree char *converted = nh_legacy_text_convert (line, NULL);

  if (strcmp (alone, word) != 0)
    g_assert_cmpstr (alone, ==, old);
  g_assert_cmpstr (converted, ==, expected);
}

static void
test_round_trip (void)
{
  g_autofree char *capital_text = g_utf8_strup (small_words, -1);
  g_auto (GStrv) words = g_strsplit (small_words, " ", -1);
  g_auto (GStrv) capitals = g_strsplit (capital_text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      check_round_trip (words[i], tcvn3_codes, G_N_ELEMENTS (tcvn3_codes), "C¨n", "Căn");
      check_round_trip (words[i], vni_codes, G_N_ELEMENTS (vni_codes), "HOÏC", "HỌC");
      check_round_trip (capitals[i], vni_codes, G_N_ELEMENTS (vni_codes), "HOÏC", "HỌC");
    }
}

/* Every code of the tables, in a syllable that only its vowel changes. */
static void
test_all_codes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (tcvn3_codes); i++)
    {
      gboolean d = g_str_equal (tcvn3_codes[i].letter, "Đ") || g_str_equal (tcvn3_codes[i].letter, "đ");
      gboolean final = strstr ("ìỉĩíịỳỷỹýỵưừửữứựƯ", tcvn3_codes[i].letter) != NULL;
      g_autofree char *word = g_strconcat (final ? "l" : "", tcvn3_codes[i].letter,
                                           final ? "" : d ? "i" : "n", NULL);

      check_round_trip (word, tcvn3_codes, G_N_ELEMENTS (tcvn3_codes), "C¨n", "Căn");
    }
  for (guint i = 0; i < G_N_ELEMENTS (vni_codes); i++)
    {
      const char *letter = vni_codes[i].letter;
      gboolean d = g_str_equal (letter, "Đ") || g_str_equal (letter, "đ");
      gboolean final = strstr ("ìỉĩíịỳỷỹýỵÌỈĨÍỊỲỶỸÝỴưừửữứựƯỪỬỮỨỰ", letter) != NULL;
      gboolean upper = g_unichar_isupper (g_utf8_get_char (letter));
      const char *after = final ? "" : d ? (upper ? "I" : "i") : upper ? "N" : "n";
      g_autofree char *word = g_strconcat (!final ? "" : upper ? "L" : "l", letter, after, NULL);

      check_round_trip (word, vni_codes, G_N_ELEMENTS (vni_codes), "HOÏC", "HỌC");
    }
}

static void
test_convert (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
    guint n;
  } cases[] = {
    { NULL, "", 0 },
    { "", "", 0 },
    { "C¨n cø", "Căn cứ", 2 },
    { "«C¨n cø»", "«Căn cứ»", 2 },
    { "C¨n cø Luật Giáo dục; Luật Công chức", "Căn cứ Luật Giáo dục; Luật Công chức", 2 },
    { "ÑAÏI HOÏC SAØI GOØN", "ĐẠI HỌC SÀI GÒN", 4 },
    { "Bé Gi¸o dôc vµ §µo t¹o", "Bộ Giáo dục và Đào tạo", 6 },
    { "CéNG HßA", "CỘNG HÒA", 2 },
    { "sè 30/2020/N§-CP", "số 30/2020/NĐ-CP", 2 },
    { "Q§-UBND", "QĐ-UBND", 1 },
    { "Phoøng Giaùo duïc vaø Ñaøo taïo", "Phòng Giáo dục và Đào tạo", 6 },
    { "tr­êng «ng", "trường ông", 2 },
    { "ñi hoïc", "đi học", 2 },
    { "ñi häc", "ủi học", 2 },
    { "C¨n cø\nBé", "Căn cứ\nBé", 2 },
    { "C¨n cø\nBé\nQ§", "Căn cứ\nBộ\nQĐ", 4 },
    { "C¨n cø Q§\nBé\nLuật", "Căn cứ QĐ\nBé\nLuật", 3 },
    { "Keá hoaïch, Soá: 758/KH-SGDÑT", "Kế hoạch, Số: 758/KH-SGDĐT", 4 },
    { "cña ®/c Hoa", "của đ/c Hoa", 2 },
    { "cuûa ñ/c Hoa", "của đ/c Hoa", 2 },
    { "ESPAÑA, AÑO, § 5/2, Excel®/Word", "ESPAÑA, AÑO, § 5/2, Excel®/Word", 0 },
    /* What must stay. */
    { "café, résumé, São Paulo, Noël, Müller, François, tête-à-tête, Köln, niño",
      "café, résumé, São Paulo, Noël, Müller, François, tête-à-tête, Köln, niño", 0 },
    { "Bé có cá, là hoà", "Bé có cá, là hoà", 0 },
    { "phô câp giao", "phô câp giao", 0 },
    { "© 2023 «an» §5 x·y m×n 5µm 5 µm 1ª 20°C Windows® ±3 £5",
      "© 2023 «an» §5 x·y m×n 5µm 5 µm 1ª 20°C Windows® ±3 £5", 0 },
    { "THCS·THPT – ½ ngày", "THCS·THPT – ½ ngày", 0 },
    { "Москва, Ελλάδα", "Москва, Ελλάδα", 0 },
    { "café C¨n", "café Căn", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n = 99;
      g_autofree char *result = nh_legacy_text_convert (cases[i].text, &n);

      g_assert_cmpstr (result, ==, cases[i].expected);
      g_assert_cmpuint (n, ==, cases[i].n);
    }
}

static void
test_detect (void)
{
  static const struct
  {
    const char *word;
    NhEncoding encoding;
  } cases[] = {
    { NULL, NH_ENCODING_UNICODE },     { "", NH_ENCODING_UNICODE },
    { "C¨n", NH_ENCODING_TCVN3 },      { "cø", NH_ENCODING_TCVN3 },
    { "®­îc", NH_ENCODING_TCVN3 },     { "ñy", NH_ENCODING_TCVN3 },
    { "HéI", NH_ENCODING_TCVN3 },      { "(NghÞ", NH_ENCODING_TCVN3 },
    { "HOÏC", NH_ENCODING_VNI },       { "SAØI", NH_ENCODING_VNI },
    { "nöôùc", NH_ENCODING_VNI },      { "tröôøng", NH_ENCODING_VNI },
    { "café", NH_ENCODING_UNICODE },   { "Bé", NH_ENCODING_UNICODE },
    { "Căn", NH_ENCODING_UNICODE },    { "hoà", NH_ENCODING_UNICODE },
    { "hoa", NH_ENCODING_UNICODE },    { "học", NH_ENCODING_UNICODE },
    { "2023", NH_ENCODING_UNICODE },   { "ho\314\243c", NH_ENCODING_UNICODE },
    { "\303\350", NH_ENCODING_UNICODE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("word %u", i);
      g_assert_cmpint (nh_legacy_text_detect_word (cases[i].word), ==, cases[i].encoding);
    }
}

/* The real plans are Unicode throughout: not one word may be taken for a legacy one. */
static void
test_plans (void)
{
  const char *folder = g_getenv ("NH_TEST_PLANS");
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint n_files = 0;

  if (dir == NULL)
    {
      g_test_skip ("the folder of NH_TEST_PLANS is not there");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autofree char *converted = NULL;
      g_auto (GStrv) words = NULL;
      guint n = 99;

      if (!g_str_has_suffix (name, ".txt"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      converted = nh_legacy_text_convert (text, &n);
      g_assert_cmpuint (n, ==, 0);
      g_assert_cmpstr (converted, ==, text);
      words = g_strsplit_set (text, " \t\r\n", -1);
      for (guint i = 0; words[i] != NULL; i++)
        if (nh_legacy_text_detect_word (words[i]) != NH_ENCODING_UNICODE)
          g_error ("%s: «%s» taken for a legacy encoding", name, words[i]);
      n_files++;
    }
  g_assert_cmpuint (n_files, >=, 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/legacy-text/all-codes", test_all_codes);
  g_test_add_func ("/legacy-text/round-trip", test_round_trip);
  g_test_add_func ("/legacy-text/convert", test_convert);
  g_test_add_func ("/legacy-text/detect", test_detect);
  g_test_add_func ("/legacy-text/plans", test_plans);
  return g_test_run ();
}
