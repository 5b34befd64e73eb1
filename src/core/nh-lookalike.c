/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-text.h"

#include <string.h>

#include "core/nh-letter.h"

typedef struct
{
  guint16 from;
  guint16 to;
} StandIn;

/* Letters met in the place of Latin ones in texts copied from the web and from PDF files:
 * Cyrillic, Greek, Lao, and Latin letters of other languages. Greek α, β, Δ, Ω … are left out:
 * nobody takes them for Latin, and they stand beside Latin letters in mathematics. */
static const StandIn stand_ins[] = {
  { u'Α', 'A' }, { u'Β', 'B' }, { u'Ε', 'E' }, { u'Ζ', 'Z' }, { u'Η', 'H' }, { u'Ι', 'I' },
  { u'Κ', 'K' }, { u'Μ', 'M' }, { u'Ν', 'N' }, { u'Ο', 'O' }, { u'Ρ', 'P' }, { u'Τ', 'T' },
  { u'Υ', 'Y' }, { u'Χ', 'X' }, { u'ι', 'i' }, { u'κ', 'k' }, { u'ν', 'v' }, { u'ο', 'o' },
  { u'ρ', 'p' }, { u'υ', 'u' }, { u'χ', 'x' },
  { u'А', 'A' }, { u'В', 'B' }, { u'Г', 'R' }, { u'Е', 'E' }, { u'Ѕ', 'S' }, { u'І', 'I' },
  { u'Ј', 'J' }, { u'К', 'K' }, { u'М', 'M' }, { u'Н', 'H' }, { u'О', 'O' }, { u'П', 'N' },
  { u'Р', 'P' }, { u'С', 'C' }, { u'Т', 'T' }, { u'У', 'Y' }, { u'Х', 'X' }, { u'Ь', 'B' },
  { u'Ѵ', 'V' }, { u'Ү', 'Y' }, { u'Һ', 'H' }, { u'Ԛ', 'Q' }, { u'Ԝ', 'W' }, { u'Ԁ', 'D' },
  { u'а', 'a' }, { u'г', 'r' }, { u'е', 'e' }, { u'ѕ', 's' }, { u'і', 'i' }, { u'ј', 'j' },
  { u'к', 'k' }, { u'о', 'o' }, { u'п', 'n' }, { u'р', 'p' }, { u'с', 'c' }, { u'у', 'y' },
  { u'х', 'x' }, { u'ь', 'b' }, { u'ѵ', 'v' }, { u'ү', 'y' }, { u'һ', 'h' }, { u'ԛ', 'q' },
  { u'ԝ', 'w' }, { u'ԁ', 'd' }, { u'Ӏ', 'I' }, { u'ӏ', 'l' },
  { 0x0EC0, 'c' },
  { u'Ǥ', 'G' }, { u'ǥ', 'g' }, { u'Ɣ', 'Y' }, { u'ɣ', 'y' }, { u'ƚ', 't' },
};

static gunichar
stand_in_for (gunichar c)
{
  if (c < 0x194) /* the lowest of the table */
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (stand_ins); i++)
    if (stand_ins[i].from == c)
      return stand_ins[i].to;
  return 0;
}

static gunichar
repaired_d (gunichar c)
{
  switch (c)
    {
    case 0x00D0:
    case 0x0189:
      return 0x0110;
    case 0x00F0:
    case 0x0256:
      return 0x0111;
    default:
      return c;
    }
}

static gboolean
is_latin (gunichar c)
{
  return (c < 0x80 && g_ascii_isalpha (c)) || g_unichar_get_script (c) == G_UNICODE_SCRIPT_LATIN;
}

static gboolean
in_word (gunichar c)
{
  return c < 0x80 ? g_ascii_isalpha (c) : g_unichar_isalpha (c) || g_unichar_ismark (c);
}

/* Repairs the word [@word, @end): its stand-ins only when there is at least one true Latin
 * letter and no letter of another script that stands for nothing. A Russian or Greek word,
 * even with a Latin letter slipped in, stays. */
static void
append_word (GString    *out,
             const char *word,
             const char *end)
{
  gboolean latin = FALSE;
  gboolean foreign = FALSE;
  gboolean all_caps = TRUE;

  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_islower (c))
        all_caps = FALSE;
      if (stand_in_for (c) != 0 || g_unichar_ismark (c))
        continue;
      if (is_latin (c))
        latin = TRUE;
      else
        foreign = TRUE;
    }
  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar to = latin && !foreign ? stand_in_for (c) : 0;

      if (c == 0x0EC0 && to != 0 && all_caps) /* Lao has no case: it takes that of the word */
        to = 'C';
      g_string_append_unichar (out, to != 0 ? to : repaired_d (c));
    }
}

/* Whether @text, valid UTF-8, holds any letter that this file changes or may change: a quick
 * no for usual texts. */
static gboolean
is_suspicious (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);

      if (c < 0x80 || (c >= 0x300 && c < 0x370) || (c >= 0x1E00 && c < 0x2070))
        continue;
      if (c >= 0x250 || repaired_d (c) != c || stand_in_for (c) != 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * nh_text_repair_lookalikes:
 * @text: (nullable): any text
 * @changed: (out) (optional): whether the result differs from @text
 *
 * Puts the right letter where a look-alike stands: Ð, Ɖ → Đ and ð, ɖ → đ everywhere;
 * Cyrillic, Greek and Lao letters in words that otherwise are Latin. Words wholly in another
 * script stay. Run nh_legacy_text_convert() first: in TCVN3 Ð is a vowel.
 *
 * Returns: (transfer full): the text, never %NULL
 */
char *
nh_text_repair_lookalikes (const char *text,
                           gboolean   *changed)
{
  g_autofree char *valid = NULL;
  GString *out;
  const char *p;

  if (changed != NULL)
    *changed = FALSE;
  if (text == NULL)
    return g_strdup ("");
  if (g_str_is_ascii (text))
    return g_strdup (text);
  valid = g_utf8_make_valid (text, -1);
  if (!is_suspicious (valid))
    {
      if (changed != NULL)
        *changed = strcmp (valid, text) != 0;
      return g_steal_pointer (&valid);
    }
  out = g_string_sized_new (strlen (valid));
  for (p = valid; *p != '\0';)
    {
      const char *end = p;

      while (*end != '\0' && in_word (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end > p)
        append_word (out, p, end);
      else
        {
          end = g_utf8_next_char (p);
          g_string_append_len (out, p, end - p);
        }
      p = end;
    }
  if (changed != NULL)
    *changed = strcmp (out->str, text) != 0;
  return g_string_free (out, FALSE);
}
