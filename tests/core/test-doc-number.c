/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-doc-number.h"

#include "core/nh-period.h"

#include <string.h>

static const struct
{
  const char *text;
  int number, year;
  const char *type, *agency, *formatted;
} good[] = {
  { "73/KH-SGDĐT", 73, 0, "KH", "SGDĐT", "73/KH-SGDĐT" },
  { "48 /KH-PGDĐT", 48, 0, "KH", "PGDĐT", "48/KH-PGDĐT" },
  { "Số: 73 / KH - SGDĐT ", 73, 0, "KH", "SGDĐT", "73/KH-SGDĐT" },
  { "Số:\xc2\xa0" "73\xc2\xa0/KH-SGDĐT", 73, 0, "KH", "SGDĐT", "73/KH-SGDĐT" },
  { "số 68/QĐ–PGDĐT", 68, 0, "QĐ", "PGDĐT", "68/QĐ-PGDĐT" },
  { "68/QÐ-PGDÐT", 68, 0, "QĐ", "PGDĐT", "68/QĐ-PGDĐT" },
  { "1338/SGDĐT-GDTrH,GDTX", 1338, 0, NULL, "SGDĐT-GDTrH,GDTX", "1338/SGDĐT-GDTrH,GDTX" },
  { "1338/SGDĐT-GDTrH, GDTX", 1338, 0, NULL, "SGDĐT-GDTrH,GDTX", "1338/SGDĐT-GDTrH,GDTX" },
  { "1904/SGDĐT-GDMNTH", 1904, 0, NULL, "SGDĐT-GDMNTH", "1904/SGDĐT-GDMNTH" },
  { "741/NGCBQLGD-CSNGB", 741, 0, NULL, "NGCBQLGD-CSNGB", "741/NGCBQLGD-CSNGB" },
  { "17/2019/TT-BGDĐT", 17, 2019, "TT", "BGDĐT", "17/2019/TT-BGDĐT" },
  { "30/2020/NĐ-CP", 30, 2020, "NĐ", "CP", "30/2020/NĐ-CP" },
  { "84/2025/QH15", 84, 2025, NULL, "QH15", "84/2025/QH15" },
  { "/KH-SGDĐT", 0, 0, "KH", "SGDĐT", "/KH-SGDĐT" },
  { "Số:      /KH-SGDĐT", 0, 0, "KH", "SGDĐT", "/KH-SGDĐT" },
  { "05/QĐ-SGDĐT", 5, 0, "QĐ", "SGDĐT", "05/QĐ-SGDĐT" },
  { "5/QĐ-SGDĐT", 5, 0, "QĐ", "SGDĐT", "05/QĐ-SGDĐT" },
  { "12/CTR-UBND", 12, 0, "CTr", "UBND", "12/CTr-UBND" },
  { "29-NQ/TW", 29, 0, "NQ", "TW", "29-NQ/TW" },
  { "12/GM-TH&THCS", 12, 0, "GM", "TH&THCS", "12/GM-TH&THCS" },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *nfd = g_utf8_normalize (good[i].text, -1, G_NORMALIZE_NFD);
      g_auto (NhDocNumber) number = NH_DOC_NUMBER_INIT;
      g_auto (NhDocNumber) again = NH_DOC_NUMBER_INIT;
      g_autoptr (GError) error = NULL;
      g_autofree char *formatted = NULL;

      nh_doc_number_parse (nfd, &number, &error);
      g_assert_no_error (error);
      g_assert_cmpint (number.number, ==, good[i].number);
      g_assert_cmpint (number.year, ==, good[i].year);
      g_assert_cmpstr (number.type, ==, good[i].type);
      g_assert_cmpstr (number.agency, ==, good[i].agency);
      formatted = nh_doc_number_format (&number);
      g_assert_cmpstr (formatted, ==, good[i].formatted);
      g_assert_true (nh_doc_number_parse (formatted, &again, NULL));
      g_assert_cmpint (nh_doc_number_compare (&number, &again), ==, 0);
    }
}

/* The message names what is wrong. */
static void
test_wrong (void)
{
  static const struct
  {
    const char *text, *part;
  } bad[] = {
    { "73 KH/-SGDDĐT", "“73/KH-SGDDĐT”" },
    { "73KH/SGDĐT", "“73/KH-SGDĐT”" },
    { "KH73/SGDĐT", "“KH73”" },
    { "73", "no “/”" },
    { "73/", "after the “/”" },
    { "73/KH", "“KH”" },
    { "73/KH-", "“KH-”" },
    { "73/kế hoạch", "“kế hoạch”" },
    { "73/KH-SGD ĐT", "“SGD ĐT”" },
    { "00/KH-SGDĐT", "“00”" },
    { "123456/KH-SGDĐT", "“123456”" },
    { "17/19/TT-BGDĐT", "“19”" },
    { "17/2019/TT-BGDĐT/3", "“BGDĐT/3”" },
    { "30/2014-BGDĐT", "“2014”" },
    { "", "example" },
    { "\xff/KH", "example" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (NhDocNumber) number = NH_DOC_NUMBER_INIT;
      g_autoptr (GError) error = NULL;

      g_assert_false (nh_doc_number_parse (bad[i].text, &number, &error));
      g_assert_error (error, NH_PARSE_ERROR, NH_PARSE_ERROR_SYNTAX);
      if (!strstr (error->message, bad[i].part))
        g_test_fail_printf ("“%s”: %s", bad[i].text, error->message);
      g_assert_null (number.type);
      g_assert_null (number.agency);
      g_assert_cmpint (number.number, ==, 0);
    }
}

static void
test_symbol (void)
{
  static const char *const rows[][2] = {
    { "73/KH-SGDĐT", "KH-SGDĐT" },
    { "1338/SGDĐT-GDTrH", "SGDĐT-GDTrH" },
    { "29-NQ/TW", "NQ/TW" },
  };
  NhDocNumber blank = NH_DOC_NUMBER_INIT;
  g_autofree char *nothing = nh_doc_number_format (&blank);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (NhDocNumber) number = NH_DOC_NUMBER_INIT;
      g_autofree char *symbol = NULL;

      g_assert_true (nh_doc_number_parse (rows[i][0], &number, NULL));
      symbol = nh_doc_number_symbol (&number);
      g_assert_cmpstr (symbol, ==, rows[i][1]);
    }
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_order (void)
{
  static const char *const sorted[] = {
    "/KH-SGDĐT", "05/SGDĐT-GDTH", "05/KH-PGDĐT", "05/KH-SGDĐT", "05/QĐ-SGDĐT", "48/KH-PGDĐT", "1338/SGDĐT-GDTrH",
    "17/2019/TT-BGDĐT", "18/2019/TT-BGDĐT", "16/2022/TT-BGDĐT",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sorted); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (sorted); j++)
      {
        g_auto (NhDocNumber) a = NH_DOC_NUMBER_INIT;
        g_auto (NhDocNumber) b = NH_DOC_NUMBER_INIT;
        int order;

        g_assert_true (nh_doc_number_parse (sorted[i], &a, NULL));
        g_assert_true (nh_doc_number_parse (sorted[j], &b, NULL));
        order = nh_doc_number_compare (&a, &b);
        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
      }
}

static void
test_types (void)
{
  static const char *const known[] = {
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ",
    "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB", "SY", "TrS", "SL", "NĐ", "TT", "TTLT", "VBHN",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const char *name = nh_doc_type_name (known[i]);
      g_autofree char *upper = g_utf8_strup (name, -1);

      g_assert_cmpstr (nh_doc_type_abbreviation (name), ==, known[i]);
      g_assert_cmpstr (nh_doc_type_abbreviation (upper), ==, known[i]);
    }
  g_assert_cmpstr (nh_doc_type_name ("KH"), ==, "Kế hoạch");
  g_assert_cmpstr (nh_doc_type_abbreviation ("Giấy uỷ quyền"), ==, "GUQ");
  g_assert_cmpstr (nh_doc_type_abbreviation ("Bản thoả thuận"), ==, "BTT");
  g_assert_null (nh_doc_type_abbreviation ("Công văn"));
  g_assert_null (nh_doc_type_name ("SGDĐT"));
  g_assert_null (nh_doc_type_name (NULL));
}

static void
test_random (void)
{
  static const char *const pieces[] = {
    "73", "/", "-", "KH", "SGDĐT", "2019", " ", ",", "&", "\xff", "Số:", "đ", "0", "99999", "\xcc\x81", "–", "(",
  };

  for (int i = 0; i < 20000; i++)
    {
      g_auto (NhDocNumber) number = NH_DOC_NUMBER_INIT;
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) text = g_string_new (NULL);

      for (int j = g_test_rand_int_range (0, 8); j > 0; j--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      if (nh_doc_number_parse (text->str, &number, &error))
        {
          g_auto (NhDocNumber) again = NH_DOC_NUMBER_INIT;
          g_autofree char *formatted = nh_doc_number_format (&number);

          g_assert_true (nh_doc_number_parse (formatted, &again, NULL));
          g_assert_cmpint (nh_doc_number_compare (&number, &again), ==, 0);
        }
      else
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/doc-number/parse", test_parse);
  g_test_add_func ("/doc-number/wrong", test_wrong);
  g_test_add_func ("/doc-number/symbol", test_symbol);
  g_test_add_func ("/doc-number/order", test_order);
  g_test_add_func ("/doc-number/types", test_types);
  g_test_add_func ("/doc-number/random", test_random);

  return g_test_run ();
}
