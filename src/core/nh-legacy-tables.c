/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-legacy-tables.h"

/* TCVN 5712:1993, table VN3, from 0xA1. Capitals with tones have no codes of their own: the
 * fonts whose names end in H (.VnTimeH) draw the codes of small letters as capitals. */
static const guint16 tcvn3[0x100 - 0xA1] = {
  u'Ă', u'Â', u'Ê', u'Ô', u'Ơ', u'Ư', u'Đ', u'ă', u'â', u'ê', u'ô', u'ơ', u'ư', u'đ', 0,
  0, 0, 0, 0, 0, u'à', u'ả', u'ã', u'á', u'ạ', 0, u'ằ', u'ẳ', u'ẵ', u'ắ', 0,
  0, 0, 0, 0, 0, 0, u'ặ', u'ầ', u'ẩ', u'ẫ', u'ấ', u'ậ', u'è', 0, u'ẻ', u'ẽ',
  u'é', u'ẹ', u'ề', u'ể', u'ễ', u'ế', u'ệ', u'ì', u'ỉ', 0, 0, 0, u'ĩ', u'í', u'ị', u'ò',
  0, u'ỏ', u'õ', u'ó', u'ọ', u'ồ', u'ổ', u'ỗ', u'ố', u'ộ', u'ờ', u'ở', u'ỡ', u'ớ', u'ợ', u'ù',
  0, u'ủ', u'ũ', u'ú', u'ụ', u'ừ', u'ử', u'ữ', u'ứ', u'ự', u'ỳ', u'ỷ', u'ỹ', u'ý', u'ỵ', 0,
};

/*
 * nh_legacy_decode_tcvn3:
 * @word: code points of a word
 * @n: their number
 * @letters: (out): room for @n letters
 *
 * Returns: the number of letters, or 0 when @word can't be TCVN3
 */
guint
nh_legacy_decode_tcvn3 (const gunichar *word,
                        guint           n,
                        NhLetter       *letters)
{
  for (guint i = 0; i < n; i++)
    {
      gunichar c = word[i];

      if (c >= 0xA1 && c <= 0xFF)
        c = tcvn3[c - 0xA1];
      else if (c == 0x03BC) /* some programs turn the micro sign into a Greek letter */
        c = u'à';
      letters[i] = *nh_letter_lookup (c);
      if (letters[i].base == 0)
        return 0;
    }
  return n;
}

/* What a VNI character does to the vowel letter before it. The capital of each code, 0x20
 * below, does the same. */
typedef struct
{
  guchar code;
  guint8 mark;
  guint8 tone;
} VniSign;

static const VniSign vni_signs[] = {
  { 0xF8, NH_MARK_NONE, NH_TONE_HUYEN },       { 0xFB, NH_MARK_NONE, NH_TONE_HOI },
  { 0xF5, NH_MARK_NONE, NH_TONE_NGA },         { 0xF9, NH_MARK_NONE, NH_TONE_SAC },
  { 0xEF, NH_MARK_NONE, NH_TONE_NANG },        { 0xE2, NH_MARK_CIRCUMFLEX, NH_TONE_NGANG },
  { 0xE0, NH_MARK_CIRCUMFLEX, NH_TONE_HUYEN }, { 0xE5, NH_MARK_CIRCUMFLEX, NH_TONE_HOI },
  { 0xE3, NH_MARK_CIRCUMFLEX, NH_TONE_NGA },   { 0xE1, NH_MARK_CIRCUMFLEX, NH_TONE_SAC },
  { 0xE4, NH_MARK_CIRCUMFLEX, NH_TONE_NANG },  { 0xEA, NH_MARK_BREVE, NH_TONE_NGANG },
  { 0xE8, NH_MARK_BREVE, NH_TONE_HUYEN },      { 0xFA, NH_MARK_BREVE, NH_TONE_HOI },
  { 0xFC, NH_MARK_BREVE, NH_TONE_NGA },        { 0xE9, NH_MARK_BREVE, NH_TONE_SAC },
  { 0xEB, NH_MARK_BREVE, NH_TONE_NANG },
};

/* Letters that are one code. */
static gunichar
vni_single (gunichar c)
{
  switch (c)
    {
    case 0xF1:
      return u'đ';
    case 0xD1:
      return u'Đ';
    case 0xF4:
      return u'ơ';
    case 0xD4:
      return u'Ơ';
    case 0xF6:
      return u'ư';
    case 0xD6:
      return u'Ư';
    case 0xED:
      return u'í';
    case 0xCD:
      return u'Í';
    case 0xEC:
      return u'ì';
    case 0xCC:
      return u'Ì';
    case 0xE6:
      return u'ỉ';
    case 0xC6:
      return u'Ỉ';
    case 0xF3:
      return u'ĩ';
    case 0xD3:
      return u'Ĩ';
    case 0xF2:
      return u'ị';
    case 0xD2:
      return u'Ị';
    case 0xEE:
      return u'ỵ';
    case 0xCE:
      return u'Ỵ';
    default:
      return c < 0x80 ? c : 0;
    }
}

/* Puts the sign @c on @letter. Returns: whether VNI writes it so. */
static gboolean
vni_apply_sign (gunichar  c,
                NhLetter *letter)
{
  if (c >= 0xC0 && c <= 0xDE)
    c += 0x20;
  for (guint i = 0; i < G_N_ELEMENTS (vni_signs); i++)
    {
      const VniSign *sign = &vni_signs[i];
      guint base = letter->base;

      if (sign->code != c)
        continue;
      if (letter->tone != NH_TONE_NGANG || base == 'i' ||
          (letter->mark != NH_MARK_NONE && letter->mark != NH_MARK_HORN))
        return FALSE;
      if (sign->mark == NH_MARK_NONE)
        {
          letter->tone = sign->tone;
          return base == 'a' || base == 'e' || base == 'o' || base == 'u' || base == 'y';
        }
      if (letter->mark != NH_MARK_NONE || (sign->mark == NH_MARK_BREVE && base != 'a') ||
          (base != 'a' && base != 'e' && base != 'o'))
        return FALSE;
      letter->mark = sign->mark;
      letter->tone = sign->tone;
      return TRUE;
    }
  return FALSE;
}

/*
 * nh_legacy_decode_vni:
 * @word: code points of a word
 * @n: their number
 * @letters: (out): room for @n letters
 *
 * Returns: the number of letters, or 0 when @word can't be VNI
 */
guint
nh_legacy_decode_vni (const gunichar *word,
                      guint           n,
                      NhLetter       *letters)
{
  guint used = 0;

  for (guint i = 0; i < n; i++)
    {
      NhLetter letter = *nh_letter_lookup (vni_single (word[i]));

      if (letter.base != 0)
        letters[used++] = letter;
      else if (used == 0 || !vni_apply_sign (word[i], &letters[used - 1]))
        return 0;
    }
  return used;
}
