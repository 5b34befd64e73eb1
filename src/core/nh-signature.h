/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By what right somebody signs: Decree 30/2020/NĐ-CP, article 13 and Appendix I part I section II.7.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NH_SIGN_SELF, /* the head */
  NH_SIGN_KT,   /* a deputy for the head: KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC */
  NH_SIGN_TM,   /* for a collective: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH */
  NH_SIGN_TL,   /* by order: TL. GIÁM ĐỐC / TRƯỞNG PHÒNG … */
  NH_SIGN_TUQ,  /* by authority: TUQ. GIÁM ĐỐC / TRƯỞNG PHÒNG … */
  NH_SIGN_Q,    /* acting head: Q. GIÁM ĐỐC */
  NH_N_SIGNS,
} NhSign;

const char *nh_sign_prefix (NhSign sign);
NhSign nh_sign_parse (const char *text, const char **rest);
NhSign nh_sign_of_lines (const char *authority, const char *post);
void nh_sign_change (const char *authority, const char *post, NhSign sign, char **new_authority, char **new_post);

G_END_DECLS
