/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The letters of Vietnamese taken apart: base letter, mark (ă â đ ê ô ơ ư), tone, case.
 * Private to core: everything else works with whole texts through nh-text.h.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In the order of the alphabet for one base letter: a ă â, o ô ơ. */
typedef enum
{
  NH_MARK_NONE,
  NH_MARK_BREVE,
  NH_MARK_CIRCUMFLEX,
  NH_MARK_HORN,
  NH_MARK_STROKE,
} NhMark;

/* In dictionary order. */
typedef enum
{
  NH_TONE_NGANG,
  NH_TONE_HUYEN,
  NH_TONE_HOI,
  NH_TONE_NGA,
  NH_TONE_SAC,
  NH_TONE_NANG,
} NhTone;

typedef struct
{
  guint8 base;  /* 'a' … 'z', or 0 when the code point is no letter of this table */
  guint8 mark;  /* NhMark */
  guint8 tone;  /* NhTone */
  guint8 upper; /* TRUE for a capital */
} NhLetter;

#define NH_LETTER_SLOTS 0x300

extern const NhLetter nh_letter_table[NH_LETTER_SLOTS];

/* The table covers U+0000–U+01FF and U+1E00–U+1EFF: all of Vietnamese in NFC. */
#define NH_LETTER_SLOT(c) ((c) < 0x200 ? (c) : (c) - 0x1E00 + 0x200)

static inline const NhLetter *
nh_letter_lookup (gunichar c)
{
  if (c < 0x200 || (c >= 0x1E00 && c <= 0x1EFF))
    return &nh_letter_table[NH_LETTER_SLOT (c)];
  return &nh_letter_table[0];
}

gunichar nh_letter_compose (NhLetter letter);
gunichar nh_letter_tone_mark (guint tone);
const char *nh_letter_nfc (const char *text, char **owned);

G_END_DECLS
