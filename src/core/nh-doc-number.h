/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers and symbols of official documents: "73/KH-SGDĐT", "17/2019/TT-BGDĐT".
 * Rules: Decree 30/2020/NĐ-CP, Appendix I part I section II.3 and Appendix III.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int number;   /* 0 while blank */
  int year;     /* 2019 in "17/2019/TT-BGDĐT", else 0 */
  char *type;   /* "KH", "QĐ", … ; NULL for an official letter ("1338/SGDĐT-GDTrH") */
  char *agency; /* "SGDĐT", "UBND"; may hold further groups: "SGDĐT-GDTrH,GDTX" */
  gboolean party; /* the Party's style: "29-NQ/TW", a dash where the state has a slash */
} NhDocNumber;

#define NH_DOC_NUMBER_INIT { 0, 0, NULL, NULL, FALSE }

void nh_doc_number_clear (NhDocNumber *number);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhDocNumber, nh_doc_number_clear)

gboolean nh_doc_number_parse (const char *text, NhDocNumber *number, GError **error);
char *nh_doc_number_format (const NhDocNumber *number);
char *nh_doc_number_symbol (const NhDocNumber *number);
int nh_doc_number_compare (const NhDocNumber *a, const NhDocNumber *b);
const char *nh_doc_type_name (const char *abbreviation);
const char *nh_doc_type_abbreviation (const char *name);

G_END_DECLS
