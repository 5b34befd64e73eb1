/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-signature.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    NhSign sign;
    const char *rest;
  } lines[] = {
    { "KT. GIÁM ĐỐC", NH_SIGN_KT, "GIÁM ĐỐC" },         { "K.T. TRƯỞNG PHÒNG", NH_SIGN_KT, "TRƯỞNG PHÒNG" },
    { "K. T. GIÁM ĐỐC", NH_SIGN_KT, "GIÁM ĐỐC" },       { "kt GIÁM ĐỐC", NH_SIGN_KT, "GIÁM ĐỐC" },
    { "TM. ỦY BAN NHÂN DÂN", NH_SIGN_TM, "ỦY BAN NHÂN DÂN" }, { "TL.GIÁM ĐỐC", NH_SIGN_TL, "GIÁM ĐỐC" },
    { "TUQ. GIÁM ĐỐC", NH_SIGN_TUQ, "GIÁM ĐỐC" },       { "Q. GIÁM ĐỐC", NH_SIGN_Q, "GIÁM ĐỐC" },
    { "GIÁM ĐỐC", NH_SIGN_SELF, "GIÁM ĐỐC" },           { "TLX", NH_SIGN_SELF, "TLX" },
    { "Quyền Giám đốc", NH_SIGN_SELF, "Quyền Giám đốc" }, { "", NH_SIGN_SELF, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const char *rest;

      g_assert_cmpint (nh_sign_parse (lines[i].text, &rest), ==, lines[i].sign);
      g_assert_cmpstr (rest, ==, lines[i].rest);
    }
  g_assert_cmpint (nh_sign_of_lines ("", "Q. GIÁM ĐỐC"), ==, NH_SIGN_Q);
}

static void
test_change (void)
{
  static const struct
  {
    const char *authority;
    const char *post;
    NhSign sign;
    const char *new_authority;
    const char *new_post;
  } changes[] = {
    { "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", NH_SIGN_SELF, "", "GIÁM ĐỐC" },
    { "", "GIÁM ĐỐC", NH_SIGN_KT, "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC" },
    { "", "GIÁM ĐỐC", NH_SIGN_TL, "TL. GIÁM ĐỐC", "" },
    { "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", NH_SIGN_Q, "", "Q. GIÁM ĐỐC" },
    { "", "Q. GIÁM ĐỐC", NH_SIGN_KT, "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC" },
    { "TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG", NH_SIGN_TUQ, "TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG" },
    { "TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG", NH_SIGN_KT, "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC" },
    { NULL, NULL, NH_SIGN_TM, "TM. ", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *authority = NULL;
      g_autofree char *post = NULL;

      nh_sign_change (changes[i].authority, changes[i].post, changes[i].sign, &authority, &post);
      g_assert_cmpstr (authority, ==, changes[i].new_authority);
      g_assert_cmpstr (post, ==, changes[i].new_post);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signature/parse", test_parse);
  g_test_add_func ("/signature/change", test_change);
  return g_test_run ();
}
