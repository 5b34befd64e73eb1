/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-text-pattern.h"

typedef struct
{
  const char *find;
  NhTextPatternFlags flags;
  const char *replacement;
  const char *text, *result; /* NULL: not found */
} Case;

static const Case cases[] = {
  { "hoa loc", NH_TEXT_PATTERN_FOLDED, "Hòa Lợi", "Trường TH Hoà Lộc 1", "Trường TH Hòa Lợi 1" },
  { "HÒA", NH_TEXT_PATTERN_FOLDED, "X", "hoà, hòa và hoa", "X, X và X" },
  { "đ", NH_TEXT_PATTERN_FOLDED, "d", "Đỗ Đức", "dỗ dức" },
  { "Hòa", NH_TEXT_PATTERN_EXACT, "X", "hòa Hoà Hòa", "hòa Hoà X" },
  { "hoà", NH_TEXT_PATTERN_EXACT, "X", "Hòa", NULL },
  { "toan", NH_TEXT_PATTERN_WHOLE, "Toán học", "Toán", "Toán học" },
  { "toan", NH_TEXT_PATTERN_WHOLE, "Toán học", "Toán và Tin", NULL },
  { "Toán", NH_TEXT_PATTERN_WHOLE | NH_TEXT_PATTERN_EXACT, "", "Toán", "" },
  { "aa", NH_TEXT_PATTERN_FOLDED, "a", "aaaa", "aa" },
  /* Blanks count once; the others stay as they are. */
  { "an  lap", NH_TEXT_PATTERN_FOLDED, "Y", "xã  An   Lập  cũ", "xã  Y  cũ" },
  /* Combining marks belong to the letter before them: NFD finds NFC. */
  { "hòa", NH_TEXT_PATTERN_EXACT, "X", "ho\xcc\x80" "a", "X" },
  { "x", NH_TEXT_PATTERN_FOLDED, "y", "abc", NULL },
  { "", NH_TEXT_PATTERN_FOLDED, "y", "abc", NULL },
  { "  ", NH_TEXT_PATTERN_FOLDED, "y", "a  b", NULL },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NhTextPattern) pattern = nh_text_pattern_new (cases[i].find, cases[i].flags);
      g_autofree char *result = NULL;

      g_test_message ("%s in %s", cases[i].find, cases[i].text);
      g_assert_cmpint (nh_text_pattern_matches (pattern, cases[i].text), ==, cases[i].result != NULL);
      if (!cases[i].result)
        continue;
      result = nh_text_pattern_replace (pattern, cases[i].text, cases[i].replacement);
      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

typedef struct
{
  const char *find;
  NhTextPatternFlags flags;
  const char *text, *marked; /* matches in brackets */
} FindCase;

static const FindCase find_cases[] = {
  { "hoa", NH_TEXT_PATTERN_FOLDED, "Hòa, HOÀ và hoa hoà", "[Hòa], [HOÀ] và [hoa] [hoà]" },
  { "Hòa", NH_TEXT_PATTERN_EXACT, "Hòa, HOÀ và hoa", "[Hòa], HOÀ và hoa" },
  { "an", NH_TEXT_PATTERN_WORDS, "An toàn, ban, an.", "[An] toàn, ban, [an]." },
  { "to an", NH_TEXT_PATTERN_WORDS, "tổ  An (tổ Anh)", "[tổ  An] (tổ Anh)" },
  { "an", NH_TEXT_PATTERN_WHOLE, "an toàn", "an toàn" },
  { "aa", NH_TEXT_PATTERN_FOLDED, "aaaaa", "[aa][aa]a" },
  { "(a)", NH_TEXT_PATTERN_WORDS, "x(a)y", "x[(a)]y" },
  { "de", NH_TEXT_PATTERN_FOLDED, "đe\xcc\x82\xcc\x81 x", "[đe\xcc\x82\xcc\x81] x" },
  /* A footnote stands in the way. */
  { "ab", NH_TEXT_PATTERN_FOLDED, "a\xef\xbf\xbc" "b ab", "a\xef\xbf\xbc" "b [ab]" },
  { "dong moi", NH_TEXT_PATTERN_FOLDED, "dòng\xe2\x80\xa8mới", "[dòng\xe2\x80\xa8mới]" },
  { "", NH_TEXT_PATTERN_FOLDED, "abc", "abc" },
};

static void
test_find_all (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (find_cases); i++)
    {
      g_autoptr (NhTextPattern) pattern = nh_text_pattern_new (find_cases[i].find, find_cases[i].flags);
      g_autoptr (GArray) matches = nh_text_pattern_find_all (pattern, find_cases[i].text);
      g_autoptr (GString) marked = g_string_new (find_cases[i].text);

      for (guint j = matches->len; j-- > 0;)
        {
          const NhTextMatch *match = &g_array_index (matches, NhTextMatch, j);

          g_string_insert (marked, (gssize) match->end, "]");
          g_string_insert (marked, (gssize) match->start, "[");
        }
      g_assert_cmpstr (marked->str, ==, find_cases[i].marked);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-pattern/cases", test_cases);
  g_test_add_func ("/text-pattern/find-all", test_find_all);
  return g_test_run ();
}
