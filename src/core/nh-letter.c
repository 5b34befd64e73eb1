/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-letter.h"

/* One row for each vowel letter: its six tones in dictionary order, small then capital. */
#define VOWELS(row) \
  row ('a', NONE, u'a', u'à', u'ả', u'ã', u'á', u'ạ', u'A', u'À', u'Ả', u'Ã', u'Á', u'Ạ') \
  row ('a', BREVE, u'ă', u'ằ', u'ẳ', u'ẵ', u'ắ', u'ặ', u'Ă', u'Ằ', u'Ẳ', u'Ẵ', u'Ắ', u'Ặ') \
  row ('a', CIRCUMFLEX, u'â', u'ầ', u'ẩ', u'ẫ', u'ấ', u'ậ', u'Â', u'Ầ', u'Ẩ', u'Ẫ', u'Ấ', u'Ậ') \
  row ('e', NONE, u'e', u'è', u'ẻ', u'ẽ', u'é', u'ẹ', u'E', u'È', u'Ẻ', u'Ẽ', u'É', u'Ẹ') \
  row ('e', CIRCUMFLEX, u'ê', u'ề', u'ể', u'ễ', u'ế', u'ệ', u'Ê', u'Ề', u'Ể', u'Ễ', u'Ế', u'Ệ') \
  row ('i', NONE, u'i', u'ì', u'ỉ', u'ĩ', u'í', u'ị', u'I', u'Ì', u'Ỉ', u'Ĩ', u'Í', u'Ị') \
  row ('o', NONE, u'o', u'ò', u'ỏ', u'õ', u'ó', u'ọ', u'O', u'Ò', u'Ỏ', u'Õ', u'Ó', u'Ọ') \
  row ('o', CIRCUMFLEX, u'ô', u'ồ', u'ổ', u'ỗ', u'ố', u'ộ', u'Ô', u'Ồ', u'Ổ', u'Ỗ', u'Ố', u'Ộ') \
  row ('o', HORN, u'ơ', u'ờ', u'ở', u'ỡ', u'ớ', u'ợ', u'Ơ', u'Ờ', u'Ở', u'Ỡ', u'Ớ', u'Ợ') \
  row ('u', NONE, u'u', u'ù', u'ủ', u'ũ', u'ú', u'ụ', u'U', u'Ù', u'Ủ', u'Ũ', u'Ú', u'Ụ') \
  row ('u', HORN, u'ư', u'ừ', u'ử', u'ữ', u'ứ', u'ự', u'Ư', u'Ừ', u'Ử', u'Ữ', u'Ứ', u'Ự') \
  row ('y', NONE, u'y', u'ỳ', u'ỷ', u'ỹ', u'ý', u'ỵ', u'Y', u'Ỳ', u'Ỷ', u'Ỹ', u'Ý', u'Ỵ')

#define ENTRY(c, b, m, t, u) \
  [NH_LETTER_SLOT (c)] = { .base = (b), .mark = NH_MARK_##m, .tone = NH_TONE_##t, .upper = (u) },

#define VOWEL_ENTRIES(b, m, l0, l1, l2, l3, l4, l5, u0, u1, u2, u3, u4, u5) \
  ENTRY (l0, b, m, NGANG, FALSE) ENTRY (l1, b, m, HUYEN, FALSE) ENTRY (l2, b, m, HOI, FALSE) \
  ENTRY (l3, b, m, NGA, FALSE) ENTRY (l4, b, m, SAC, FALSE) ENTRY (l5, b, m, NANG, FALSE) \
  ENTRY (u0, b, m, NGANG, TRUE) ENTRY (u1, b, m, HUYEN, TRUE) ENTRY (u2, b, m, HOI, TRUE) \
  ENTRY (u3, b, m, NGA, TRUE) ENTRY (u4, b, m, SAC, TRUE) ENTRY (u5, b, m, NANG, TRUE)

#define CONSONANT(l, u) ENTRY (l, l, NONE, NGANG, FALSE) ENTRY (u, l, NONE, NGANG, TRUE)

/* Ð (eth) and Ɖ (African d) stand for Đ in scans and old files: the same letter here. */
const NhLetter nh_letter_table[NH_LETTER_SLOTS] = {
  VOWELS (VOWEL_ENTRIES)
  CONSONANT ('b', 'B') CONSONANT ('c', 'C') CONSONANT ('d', 'D') CONSONANT ('f', 'F')
  CONSONANT ('g', 'G') CONSONANT ('h', 'H') CONSONANT ('j', 'J') CONSONANT ('k', 'K')
  CONSONANT ('l', 'L') CONSONANT ('m', 'M') CONSONANT ('n', 'N') CONSONANT ('p', 'P')
  CONSONANT ('q', 'Q') CONSONANT ('r', 'R') CONSONANT ('s', 'S') CONSONANT ('t', 'T')
  CONSONANT ('v', 'V') CONSONANT ('w', 'W') CONSONANT ('x', 'X') CONSONANT ('z', 'Z')
  ENTRY (u'đ', 'd', STROKE, NGANG, FALSE) ENTRY (u'Đ', 'd', STROKE, NGANG, TRUE)
  ENTRY (u'ð', 'd', STROKE, NGANG, FALSE) ENTRY (u'Ð', 'd', STROKE, NGANG, TRUE)
  ENTRY (u'Ɖ', 'd', STROKE, NGANG, TRUE)
};

typedef struct
{
  guint8 base;
  guint8 mark;
  guint16 small[6];
  guint16 capital[6];
} VowelRow;

#define VOWEL_ROW(b, m, l0, l1, l2, l3, l4, l5, u0, u1, u2, u3, u4, u5) \
  { (b), NH_MARK_##m, { l0, l1, l2, l3, l4, l5 }, { u0, u1, u2, u3, u4, u5 } },

static const VowelRow vowel_rows[] = { VOWELS (VOWEL_ROW) };

/*
 * nh_letter_compose:
 * @letter: a letter that nh_letter_lookup() can give
 *
 * Returns: its code point in NFC.
 */
gunichar
nh_letter_compose (NhLetter letter)
{
  if (letter.mark == NH_MARK_STROKE)
    return letter.upper ? 0x0110 : 0x0111;
  for (guint i = 0; i < G_N_ELEMENTS (vowel_rows); i++)
    if (vowel_rows[i].base == letter.base && vowel_rows[i].mark == letter.mark)
      return letter.upper ? vowel_rows[i].capital[letter.tone] : vowel_rows[i].small[letter.tone];
  return letter.upper ? g_ascii_toupper (letter.base) : letter.base;
}

/*
 * nh_letter_tone_mark:
 * @tone: an #NhTone
 *
 * Returns: the combining character of the tone, or 0 for ngang.
 */
gunichar
nh_letter_tone_mark (guint tone)
{
  static const guint16 marks[] = { 0, 0x0300, 0x0309, 0x0303, 0x0301, 0x0323 };

  return marks[tone];
}

/* No code point below U+0300, of Vietnamese or of general punctuation takes part in
 * composition, so a text of these only is in NFC without asking GLib. */
static gboolean
is_plainly_nfc (const char *text)
{
  const guchar *p = (const guchar *) text;

  while (*p != '\0')
    {
      if (*p < 0x80)
        p++;
      else if (*p >= 0xC2 && *p <= 0xCB && (p[1] & 0xC0) == 0x80)
        p += 2;
      else if (*p == 0xE1 && (p[1] == 0xBA || p[1] == 0xBB) && (p[2] & 0xC0) == 0x80)
        {
          guint c = ((guint) (p[1] & 0x3F) << 6) | (p[2] & 0x3F);

          if (c < 0xEA0 || c > 0xEF9)
            return FALSE;
          p += 3;
        }
      else if (*p == 0xE2 && p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0xBF)
        p += 3;
      else
        return FALSE;
    }
  return TRUE;
}

/*
 * nh_letter_nfc:
 * @text: (nullable): any text
 * @owned: (out): memory to free after use, or %NULL
 *
 * Returns: @text as valid UTF-8 in NFC: @text itself when it is that already, else *@owned.
 */
const char *
nh_letter_nfc (const char *text,
               char      **owned)
{
  g_autofree char *valid = NULL;

  *owned = NULL;
  if (text == NULL)
    return "";
  if (is_plainly_nfc (text))
    return text;
  valid = g_utf8_make_valid (text, -1);
  *owned = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  return *owned;
}
