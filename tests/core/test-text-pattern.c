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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-pattern/cases", test_cases);
  return g_test_run ();
}
