/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers of headings and appendices: I., 1., 1.1., a). The letters follow the Vietnamese
 * alphabet (a, b, c, d, đ, e, g, …): Decree 30/2020/NĐ-CP, Appendix I.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NH_OUTLINE_NONE,
  NH_OUTLINE_ROMAN,
  NH_OUTLINE_ARABIC,
  NH_OUTLINE_DOTTED, /* 1.1, 1.1.1 */
  NH_OUTLINE_LETTER,
  NH_OUTLINE_DASH,
  NH_OUTLINE_PLUS,
} NhOutlineStyle;

/* Counts the headings of one text; starts with zeros. */
#define NH_OUTLINE_LEVELS 5
typedef struct
{
  guint counts[NH_OUTLINE_LEVELS];
} NhOutlineCounter;

char *nh_outline_next_label (NhOutlineCounter *counter, guint level);
char *nh_outline_roman (guint n);
guint nh_outline_parse_roman (const char *text);
char *nh_outline_letter (guint n);
guint nh_outline_parse_letter (const char *text);
NhOutlineStyle nh_outline_parse_label (const char *text, guint *level, gsize *length);

G_END_DECLS
