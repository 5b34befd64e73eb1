/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-text-bytes.h"

#include <errno.h>
#include <string.h>

/* As much as is looked at to guess: more does not change the answer, only the time. */
#define SAMPLE (256 * 1024)

static const guint8 tones_1258[] = { 0xCC, 0xD2, 0xDE, 0xEC, 0xF2 };

/* Latin letters of windows-1258 that Vietnamese has; the tones stand behind them. */
static gboolean
is_letter_1258 (guint8 c)
{
  return c < 0x80 ? strchr ("aeiouyAEIOUY", c) != NULL && c != '\0'
                  : strchr ("\xC0\xC1\xC2\xC3\xC8\xC9\xCA\xCD\xD0\xD3\xD4\xD5\xD9\xDA\xDD"
                            "\xE0\xE1\xE2\xE3\xE8\xE9\xEA\xED\xF0\xF3\xF4\xF5\xF9\xFA\xFD",
                            c) != NULL;
}

/* Whether nine of ten high bytes are letters of Vietnamese in windows-1258, tones behind vowels.
 * TCVN3 has most of its letters among the signs, VNI puts ø and ù behind vowels. */
static gboolean
looks_like_1258 (const guint8 *bytes, gsize length)
{
  gsize n_good = 0, n_high = 0, n_tones = 0;

  for (gsize i = 0; i < length; i++)
    {
      gboolean tone = bytes[i] >= 0x80 && memchr (tones_1258, bytes[i], sizeof tones_1258);

      if (bytes[i] < 0x80)
        continue;
      n_high++;
      n_tones += tone;
      if (tone ? i > 0 && is_letter_1258 (bytes[i - 1]) : is_letter_1258 (bytes[i]))
        n_good++;
    }
  return n_high > 0 && n_good * 10 >= n_high * 9 && (n_tones > 0 || n_high < 20);
}

/* Counts sequences of UTF-8 beyond ASCII, whole and broken ones. */
static void
count_utf8 (const guint8 *bytes, gsize length, gsize *n_whole, gsize *n_broken)
{
  const char *p = (const char *) bytes, *end = p + length;

  *n_whole = *n_broken = 0;
  while (p < end)
    {
      gunichar c;

      if ((guint8) *p < 0x80)
        {
          p++;
          continue;
        }
      c = g_utf8_get_char_validated (p, end - p);
      if (c == (gunichar) -2) /* the sample ends in the middle of a letter */
        break;
      if (c == (gunichar) -1)
        {
          ++*n_broken;
          p++;
        }
      else
        {
          ++*n_whole;
          p = g_utf8_next_char (p);
        }
    }
}

/* UTF-16 without a mark at its beginning: every other byte of its ASCII is 0. */
static gboolean
looks_like_utf16 (const guint8 *bytes, gsize length, guint zero_at)
{
  gsize n = 0, n_other = 0;

  for (gsize i = 0; i + 1 < length; i += 2)
    {
      n += bytes[i + zero_at] == 0;
      n_other += bytes[i + 1 - zero_at] == 0;
    }
  return n * 4 > length / 2 && n_other * 20 < n;
}

/**
 * nh_text_bytes_guess:
 * @bytes: text in any encoding
 * @length: number of bytes
 * @bom_length: (out): how many bytes at the beginning are a byte order mark
 *
 * Guesses the encoding of a text: by its mark, by zero bytes, as UTF-8 when it is valid or broken
 * in few places, else as one of the Vietnamese and Western code pages of Windows.
 *
 * Returns: the encoding
 */
NhBytesEncoding
nh_text_bytes_guess (const guint8 *bytes, gsize length, gsize *bom_length)
{
  gsize n_whole, n_broken;

  *bom_length = 0;
  if (length >= 3 && memcmp (bytes, "\xEF\xBB\xBF", 3) == 0)
    {
      *bom_length = 3;
      return NH_BYTES_UTF8;
    }
  if (length >= 2 && (memcmp (bytes, "\xFF\xFE", 2) == 0 || memcmp (bytes, "\xFE\xFF", 2) == 0))
    {
      *bom_length = 2;
      return bytes[0] == 0xFF ? NH_BYTES_UTF16LE : NH_BYTES_UTF16BE;
    }
  length = MIN (length, SAMPLE);
  if (looks_like_utf16 (bytes, length, 1))
    return NH_BYTES_UTF16LE;
  if (looks_like_utf16 (bytes, length, 0))
    return NH_BYTES_UTF16BE;
  count_utf8 (bytes, length, &n_whole, &n_broken);
  if (n_broken * 4 <= n_whole)
    return NH_BYTES_UTF8;
  return looks_like_1258 (bytes, length) ? NH_BYTES_WINDOWS_1258 : NH_BYTES_WINDOWS_1252;
}

/* What iconv may lack (CP1258 on small systems) and broken input must not end the reading: the
 * bytes then become the signs of Latin-1, and the broken ones U+FFFD. */
static GString *
convert (const guint8 *bytes, gsize length, const char *from, guint *n_broken)
{
  GString *out = g_string_sized_new (length + length / 2);
  GIConv cd = g_iconv_open ("UTF-8", from);
  char *in = (char *) bytes, buffer[4096];
  gsize unit = g_str_has_prefix (from, "UTF-16") ? 2 : 1;

  while (length > 0)
    {
      if (cd != (GIConv) -1)
        {
          char *to = buffer;
          gsize left = sizeof buffer, result = g_iconv (cd, &in, &length, &to, &left);
          int code = result == (gsize) -1 ? errno : 0;

          g_string_append_len (out, buffer, to - buffer);
          if (length == 0 || code == E2BIG)
            continue;
        }
      if (unit == 1)
        g_string_append_unichar (out, (guint8) *in);
      else
        {
          g_string_append (out, "\xEF\xBF\xBD");
          ++*n_broken;
        }
      in += MIN (unit, length);
      length -= MIN (unit, length);
    }
  if (cd != (GIConv) -1)
    g_iconv_close (cd);
  return out;
}

/* Valid UTF-8 without zero bytes; each broken piece becomes U+FFFD. */
static char *
repair_utf8 (const guint8 *bytes, gsize length, guint *n_broken)
{
  const char *p = (const char *) bytes, *end = p + length, *stop;
  GString *out = g_string_sized_new (length);

  while (!g_utf8_validate_len (p, end - p, &stop))
    {
      g_string_append_len (out, p, stop - p);
      g_string_append (out, "\xEF\xBF\xBD");
      ++*n_broken;
      p = stop + 1;
    }
  g_string_append_len (out, p, end - p);
  return g_string_free (out, FALSE);
}

/**
 * nh_text_bytes_to_utf8:
 * @bytes: text in any encoding
 * @length: number of bytes
 * @encoding: (out) (optional): what was guessed
 * @n_broken: (out) (optional): how many places could not be read; U+FFFD stands there
 *
 * Returns: (transfer full): the text as UTF-8 in NFC, without a byte order mark and zero bytes
 */
char *
nh_text_bytes_to_utf8 (const guint8 *bytes, gsize length, NhBytesEncoding *encoding,
                       guint *n_broken)
{
  static const char *const names[] = { NULL, "UTF-16LE", "UTF-16BE", "CP1258", "CP1252" };
  NhBytesEncoding guessed;
  gsize bom_length;
  guint broken = 0;
  char *text;

  guessed = nh_text_bytes_guess (bytes, length, &bom_length);
  bytes += bom_length;
  length -= bom_length;
  if (guessed == NH_BYTES_UTF8)
    text = repair_utf8 (bytes, length, &broken);
  else
    {
      GString *raw = convert (bytes, length, names[guessed], &broken);

      text = repair_utf8 ((const guint8 *) raw->str, raw->len, &broken);
      g_string_free (raw, TRUE);
    }
  if (encoding)
    *encoding = guessed;
  if (n_broken)
    *n_broken = broken;
  return nh_text_take_nfc (text);
}

/** nh_text_bytes_encoding_name: Returns: the usual name of an encoding, for messages. */
const char *
nh_text_bytes_encoding_name (NhBytesEncoding encoding)
{
  static const char *const names[]
      = { "UTF-8", "UTF-16", "UTF-16", "windows-1258", "windows-1252" };

  return names[encoding];
}

/* Whether a text is NFC for sure: every letter that composes or reorders with another is a mark
 * of U+0300 and above; the precomposed letters below are whole. */
static gboolean
has_marks (const char *text)
{
  for (const guint8 *p = (const guint8 *) text; *p; p++)
    if (*p >= 0xCC)
      {
        /* U+0300 to U+036F begin with CC or CD; letters of U+1E00 (E1 B8) to U+1EFF (E1 BB) are
         * the precomposed ones. Everything else is rare and goes the slow way. */
        if (*p == 0xE1 && p[1] >= 0xB8 && p[1] <= 0xBB)
          continue;
        return TRUE;
      }
  return FALSE;
}

/**
 * nh_text_take_nfc:
 * @text: (transfer full): valid UTF-8
 *
 * Returns: (transfer full): the same text in NFC
 */
char *
nh_text_take_nfc (char *text)
{
  char *nfc;

  if (!has_marks (text))
    return text;
  nfc = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  if (!nfc)
    return text;
  g_free (text);
  return nfc;
}
