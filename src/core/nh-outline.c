/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-outline.h"

#include <string.h>

#define ROMAN_MAX 3999

/* Headings: beyond this a Roman number is rather a letter of a list (C., D., L., M.). */
#define ROMAN_LABEL_MAX 49

/* "1 Phòng …" without a stop: a longer number is rather a quantity. */
#define BARE_NUMBER_MAX 20

/* Decree 30/2020/NĐ-CP, Appendix I: points go in the order of the Vietnamese alphabet, without the
 * letters that carry a hat (ă, â, ê, ô, ơ, ư). */
static const char *const letters[] = {
  "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
  "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y",
};

static const struct
{
  guint value;
  const char *digits;
} romans[] = {
  { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" }, { 90, "XC" }, { 50, "L" },
  { 40, "XL" },  { 10, "X" },   { 9, "IX" },  { 5, "V" },    { 4, "IV" },  { 1, "I" },
};

/**
 * nh_outline_roman:
 * @n: 1 to 3999
 *
 * Returns: (transfer full): "XIV" for 14; "" outside 1 to 3999.
 */
char *
nh_outline_roman (guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; n <= ROMAN_MAX && i < G_N_ELEMENTS (romans); i++)
    for (; n >= romans[i].value; n -= romans[i].value)
      g_string_append (text, romans[i].digits);

  return g_string_free (text, FALSE);
}

/**
 * nh_outline_parse_roman:
 * @text: (nullable): a Roman number in capitals and nothing else
 *
 * Returns: its value, 1 to 3999; 0 if @text is not a Roman number in its regular form ("IIII" is not).
 */
guint
nh_outline_parse_roman (const char *text)
{
  const char *p = text ? text : "";
  g_autofree char *regular = NULL;
  guint n = 0;

  if (strlen (p) > 15)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (romans); i++)
    for (; g_str_has_prefix (p, romans[i].digits); p += strlen (romans[i].digits))
      n += romans[i].value;
  regular = nh_outline_roman (n);

  return strcmp (regular, text ? text : "") == 0 ? n : 0;
}

/**
 * nh_outline_letter:
 * @n: 1 or more
 *
 * Returns: (transfer full): "đ" for 5; after "y" (23) come "aa", "ab", … as the columns of a sheet;
 *   "" for 0.
 */
char *
nh_outline_letter (guint n)
{
  GString *text = g_string_new (NULL);

  for (; n > 0; n = (n - 1) / G_N_ELEMENTS (letters))
    g_string_prepend (text, letters[(n - 1) % G_N_ELEMENTS (letters)]);

  return g_string_free (text, FALSE);
}

/**
 * nh_outline_parse_letter:
 * @text: (nullable): letters of nh_outline_letter(), small, and nothing else
 *
 * Returns: the number; 0 if @text holds another letter (f, j, w, z, ă, …) or more than four.
 */
guint
nh_outline_parse_letter (const char *text)
{
  const char *p = text ? text : "";
  guint n = 0;

  for (guint count = 0; *p; count++)
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (letters) && !g_str_has_prefix (p, letters[i]))
        i++;
      if (i == G_N_ELEMENTS (letters) || count == 4)
        return 0;
      n = n * G_N_ELEMENTS (letters) + i + 1;
      p += strlen (letters[i]);
    }

  return n;
}

static gboolean
at_blank (const char *p)
{
  return g_unichar_isspace (g_utf8_get_char (p)) || g_utf8_get_char (p) == 0x00a0;
}

static const char *
skip_blanks (const char *p)
{
  while (*p && at_blank (p))
    p = g_utf8_next_char (p);

  return p;
}

static gboolean
at_end_or_blank (const char *p)
{
  return !*p || at_blank (p);
}

/* Whether a heading may follow without a blank: "I.MỤC ĐÍCH". Not the initials of a name, "V.A.". */
static gboolean
at_heading (const char *p)
{
  return g_unichar_isupper (g_utf8_get_char (p)) && *g_utf8_next_char (p) != '.';
}

/* "I." "I)" "I/" "I -" */
static gboolean
read_roman (const char **p,
            guint *level)
{
  gsize n = strspn (*p, "IVXL");
  g_autofree char *digits = g_strndup (*p, n);
  guint value = nh_outline_parse_roman (digits);
  const char *after = *p + n;

  if (value == 0 || value > ROMAN_LABEL_MAX)
    return FALSE;
  if (*after == '.')
    {
      if (!at_end_or_blank (after + 1) && !at_heading (after + 1))
        return FALSE;
    }
  else if (*after == ')' || *after == '/' || *after == '-')
    {
      if (!at_end_or_blank (after + 1))
        return FALSE;
    }
  else
    return FALSE;
  *p = after + 1;
  *level = 1;

  return TRUE;
}

/* "1." "1)" "1/", "1.1." "1.1", and "1 Phòng". */
static gboolean
read_numbers (const char **p,
              guint *level)
{
  const char *q = *p;
  guint count = 0, value = 0;
  gboolean stop = FALSE;

  for (;;)
    {
      gsize n = strspn (q, "0123456789");

      /* A number of three digits, or one that starts with 0, is a quantity or a date. */
      if (n == 0 || n > 2 || *q == '0')
        return FALSE;
      value = (guint) g_ascii_strtoull (q, NULL, 10);
      count++;
      q += n;
      stop = *q == '.';
      if (!stop || !g_ascii_isdigit (q[1]))
        break;
      q++;
    }

  if (stop || (count == 1 && (*q == ')' || (*q == '/' && at_end_or_blank (q + 1)))))
    {
      q++;
      if (!at_end_or_blank (q) && !at_heading (q))
        return FALSE;
    }
  else if (!(count > 1 && !*q)
           && (!at_end_or_blank (q) || !g_unichar_isupper (g_utf8_get_char (skip_blanks (q)))
               || (count == 1 && value > BARE_NUMBER_MAX)))
    return FALSE;
  *p = q;
  *level = count + 1;

  return TRUE;
}

/* "a)" "đ)" "a." */
static gboolean
read_letter (const char **p,
             guint *level)
{
  const char *q = *p;
  g_autofree char *letter = NULL;
  guint n = 0;

  for (; g_unichar_islower (g_utf8_get_char (q)); q = g_utf8_next_char (q))
    n++;
  letter = g_strndup (*p, q - *p);
  if (n == 0 || n > 2 || nh_outline_parse_letter (letter) == 0)
    return FALSE;
  if (*q != ')' && !(*q == '.' && n == 1 && at_end_or_blank (q + 1)))
    return FALSE;
  *p = q + 1;
  *level = 4;

  return TRUE;
}

/* "- " "– " "• " "+ ", or without a blank before a letter: "-5" is a number. */
static NhOutlineStyle
read_mark (const char **p,
           guint *level)
{
  static const gunichar dashes[] = { '-', 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0x2022, 0x25cf };
  gunichar c = g_utf8_get_char (*p);
  const char *after = *p && **p ? g_utf8_next_char (*p) : *p;
  gboolean plus = c == '+', dash = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    dash = dash || c == dashes[i];
  if ((!plus && !dash) || (!at_end_or_blank (after) && !g_unichar_isalpha (g_utf8_get_char (after))))
    return NH_OUTLINE_NONE;
  *p = after;
  *level = plus ? 6 : 5;

  return plus ? NH_OUTLINE_PLUS : NH_OUTLINE_DASH;
}

/**
 * nh_outline_parse_label:
 * @text: (nullable): a paragraph
 * @level: (out) (optional): I. is 1, 1. is 2, 1.1. is 3, 1.1.1. is 4, a) is 4, - is 5, + is 6; 0 for none
 * @length: (out) (optional): the bytes up to the first word after the label, blanks included
 *
 * Recognises the number or mark at the start of a paragraph, in the layouts of Decree 30/2020/NĐ-CP,
 * Appendix I, part I, II.6. The level is that of the full layout; a document that leaves levels out
 * has to close the gaps itself.
 *
 * A number needs its stop, with one exception met in real plans: "1 Phòng GDĐT" is a label if the number
 * is 1 to 20 without a leading 0, a blank follows, and after it a capital letter. "1.1 Nội dung" likewise.
 * Quantities and dates ("02 người", "1.250", "5/10", "40 tiết") are no labels. Capital letters (A., B.) are
 * none either: they are mostly initials of a name.
 *
 * Returns: the style, %NH_OUTLINE_NONE without a label.
 */
NhOutlineStyle
nh_outline_parse_label (const char *text,
                        guint *level,
                        gsize *length)
{
  NhOutlineStyle style = NH_OUTLINE_NONE;
  const char *p;
  guint found = 0;

  if (level)
    *level = 0;
  if (length)
    *length = 0;
  if (!text || !g_utf8_validate (text, -1, NULL))
    return NH_OUTLINE_NONE;

  /* Labels have no combining marks, so bytes of @text itself are counted, NFC or NFD. */
  p = skip_blanks (text);
  if (read_roman (&p, &found))
    style = NH_OUTLINE_ROMAN;
  else if (read_numbers (&p, &found))
    style = found == 2 ? NH_OUTLINE_ARABIC : NH_OUTLINE_DOTTED;
  else if (read_letter (&p, &found))
    style = NH_OUTLINE_LETTER;
  else
    style = read_mark (&p, &found);

  if (style == NH_OUTLINE_NONE)
    return style;
  if (level)
    *level = found;
  if (length)
    *length = skip_blanks (p) - text;

  return style;
}

/**
 * nh_outline_next_label:
 * @counter: what was counted in the text so far
 * @level: 1 to 5 as Decree 30/2020/NĐ-CP, Appendix I part I section II.6 numbers parts of a plan:
 *   I., 1., 1.1., 1.1.1., a)
 *
 * Counts a heading of @level and starts all below it anew. A level that nobody used above it is left
 * out of the number: "1.1." below "I." alone reads "1.".
 *
 * Returns: (transfer full): the number with its stop or bracket.
 */
char *
nh_outline_next_label (NhOutlineCounter *counter, guint level)
{
  GString *label;

  g_return_val_if_fail (level >= 1 && level <= NH_OUTLINE_LEVELS, NULL);
  counter->counts[level - 1]++;
  for (guint i = level; i < NH_OUTLINE_LEVELS; i++)
    counter->counts[i] = 0;
  if (level == 1)
    {
      g_autofree char *roman = nh_outline_roman (counter->counts[0]);

      return g_strconcat (roman, ".", NULL);
    }
  if (level == NH_OUTLINE_LEVELS)
    {
      g_autofree char *letter = nh_outline_letter (counter->counts[level - 1]);

      return g_strconcat (letter, ")", NULL);
    }
  label = g_string_new (NULL);
  for (guint i = 1; i < level; i++)
    if (counter->counts[i])
      g_string_append_printf (label, "%u.", counter->counts[i]);
  return g_string_free (label, FALSE);
}
