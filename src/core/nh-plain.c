/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-plain.h"

#include <string.h>

/* A quoted part in a message stays short enough for one line of a dialog. */
#define QUOTE_CHARS 40

static char
plain_one (gunichar c)
{
  if (g_unichar_isdigit (c))
    return '0' + g_unichar_digit_value (c);
  c = g_unichar_tolower (c);
  if (c == 0x0111 || c == 0x00f0 || c == 0x0256) /* đ and its look-alikes ð, ɖ */
    return 'd';
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
    return '-';
  if (c == 0x2044)
    return '/';
  if (g_unichar_isspace (c) || c == 0x200b || c == 0xfeff)
    return ' ';
  if (c > 0x20 && c < 0x7f)
    return (char) c;

  return '?';
}

/**
 * nh_plain_char:
 * @c: a character
 * @plain: where to put its plain form, not terminated
 *
 * Reduces a character to ASCII: lower case, without tone and hat, đ as d, every dash as "-",
 * every blank as " ", what has no such form as "?".
 *
 * Returns: the number of characters in @plain; 0 for a combining mark, which vanishes.
 */
guint
nh_plain_char (gunichar c,
               char plain[static 8])
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_parts = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  guint length = 0;

  for (gsize i = 0; i < MIN (n_parts, G_N_ELEMENTS (parts)) && length < 8; i++)
    if (!g_unichar_ismark (parts[i]))
      plain[length++] = plain_one (parts[i]);

  return length;
}

/**
 * nh_plain_text:
 * @text: (nullable): valid UTF-8, NFC or NFD
 *
 * Returns: (transfer full): @text in the plain letters of nh_plain_char(), without blanks at
 *   both ends and with single ones inside.
 */
char *
nh_plain_text (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text ? text : ""; *p; p = g_utf8_next_char (p))
    {
      char chars[8];
      guint n = nh_plain_char (g_utf8_get_char (p), chars);

      for (guint i = 0; i < n; i++)
        if (chars[i] != ' ' || (plain->len > 0 && plain->str[plain->len - 1] != ' '))
          g_string_append_c (plain, chars[i]);
    }
  if (plain->len > 0 && plain->str[plain->len - 1] == ' ')
    g_string_truncate (plain, plain->len - 1);

  return g_string_free (plain, FALSE);
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x00a0 || c == 0x200b || c == 0xfeff;
}

/**
 * nh_plain_trim:
 * @text: (nullable): a string
 *
 * Returns: (transfer full) (nullable): @text in NFC without blanks at both ends, non-breaking ones
 *   too; %NULL if @text is not valid UTF-8.
 */
char *
nh_plain_trim (const char *text)
{
  g_autofree char *composed = NULL;
  const char *from, *to;

  if (!text)
    return g_strdup ("");
  composed = g_utf8_validate (text, -1, NULL) ? g_utf8_normalize (text, -1, G_NORMALIZE_NFC) : NULL;
  if (!composed)
    return NULL;

  for (from = composed; *from && is_blank (g_utf8_get_char (from)); from = g_utf8_next_char (from))
    ;
  for (to = composed + strlen (composed); to > from; to = g_utf8_prev_char (to))
    if (!is_blank (g_utf8_get_char (g_utf8_prev_char (to))))
      break;

  return g_strndup (from, to - from);
}

/**
 * nh_plain_quote:
 * @text: valid UTF-8
 * @from: byte where the part starts
 * @to: byte after the part
 *
 * Returns: (transfer full): the part, cut to a length that a message can show.
 */
char *
nh_plain_quote (const char *text,
                gsize from,
                gsize to)
{
  g_autofree char *part = NULL;
  g_autofree char *start = NULL;

  part = nh_plain_trim ((start = g_strndup (text + from, to > from ? to - from : 0)));
  if (!part)
    return g_strdup ("");
  if (g_utf8_strlen (part, -1) > QUOTE_CHARS)
    {
      g_autofree char *cut = g_utf8_substring (part, 0, QUOTE_CHARS);

      return g_strconcat (cut, "…", NULL);
    }

  return g_steal_pointer (&part);
}
