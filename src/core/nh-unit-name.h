/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The name of a unit taken apart: what kind of school it says, what distinguishes it, its number,
 * where it lies. "Trường TH&THCS Đức Thắng 2, huyện Hiệp Hòa" is primary and lower secondary,
 * "đức thắng", 2, "hiệp hòa".
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the words before the distinguishing part say; a name may say several. */
typedef enum
{
  NH_UNIT_SAYS_NOTHING = 0,
  NH_UNIT_SAYS_KINDERGARTEN = 1 << 0,
  NH_UNIT_SAYS_PRIMARY = 1 << 1,
  NH_UNIT_SAYS_LOWER = 1 << 2,
  NH_UNIT_SAYS_UPPER = 1 << 3,
  NH_UNIT_SAYS_MULTI = 1 << 4,
  NH_UNIT_SAYS_CONTINUING = 1 << 5,
  NH_UNIT_SAYS_COLLEGE = 1 << 6,
  NH_UNIT_SAYS_PROVINCE = 1 << 7,
  NH_UNIT_SAYS_DISTRICT = 1 << 8,
  NH_UNIT_SAYS_COMMUNE = 1 << 9,
  NH_UNIT_SAYS_GIFTED = 1 << 10,        /* THPT chuyên */
  NH_UNIT_SAYS_BOARDING = 1 << 11,      /* dân tộc nội trú */
  NH_UNIT_SAYS_SEMI_BOARDING = 1 << 12, /* dân tộc bán trú */
  NH_UNIT_SAYS_SPECIAL = 1 << 13,       /* chuyên biệt */
} NhUnitSays;

/* What tells schools apart even where their names are alike. */
#define NH_UNIT_LEVELS (((1 << 12) - 1) | NH_UNIT_SAYS_SPECIAL)

typedef struct
{
  char *text;    /* as written */
  char *key;     /* nh_text_unit_key() of it */
  char *core;    /* the distinguishing words as keys: "đức thắng"; "" when there are none */
  char *folded;  /* the same without tones and marks */
  char *numbers; /* "2", "1,2"; "" */
  char *place;   /* folded: what follows "huyện", "xã" and so on behind the core; "" */
  char *initials; /* first letters of the folded core: "dt" */
  guint says;    /* NhUnitSays */
  guint n_numbers;
  guint n_words;  /* of the core */
  char place_kind; /* 'h' huyện, 'x' xã, 'p' phường, 't' thị xã, 'T' thành phố, …; 0: none */
} NhUnitName;

NhUnitName *nh_unit_name_new (const char *text);
void nh_unit_name_free (NhUnitName *name);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhUnitName, nh_unit_name_free)

char *nh_unit_name_with_number (const char *text, const char *number);

G_END_DECLS
