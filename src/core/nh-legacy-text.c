/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each word is read in three ways: as Unicode, TCVN3 and VNI. What is a Vietnamese syllable in
 * just one of them is sure. What may be two ("Bé" is "Bé", or "Bộ" in TCVN3) follows the sure
 * words next to it on its line, and stays when these disagree. On a line without sure words it
 * follows the whole text, if all sure words of that are of one old encoding.
 */
#include "core/nh-legacy-text.h"

#include <string.h>

#include "core/nh-legacy-tables.h"
#include "core/nh-syllable.h"

/* Longer words are no Vietnamese syllables in any encoding; VNI doubles some letters. */
#define WORD_MAX 16

enum
{
  MAY_BE_UNICODE = 1 << NH_ENCODING_UNICODE,
  MAY_BE_TCVN3 = 1 << NH_ENCODING_TCVN3,
  MAY_BE_VNI = 1 << NH_ENCODING_VNI,
};

typedef struct
{
  const char *start;
  const char *end;
  gboolean line_start; /* the first word of its line */
  guint may_be;        /* 0: tells nothing (ASCII, other languages) */
  NhEncoding encoding;
} Word;

typedef struct
{
  gunichar c[WORD_MAX];
  guint n;
  gboolean plain;       /* ASCII only */
  gboolean slash_after; /* đ/c: a letter alone is an abbreviation there */
} WordChars;

/* The signs of Latin-1 are letters in TCVN3, so they belong to words. */
static gboolean
in_word (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalpha (c);
  return (c > 0xA0 && c <= 0xFF) || g_unichar_isalpha (c) || g_unichar_ismark (c);
}

/* In Unicode and VNI a word is small, capital or capitalised: "hÐp" and "CéNG" are none of these. */
static gboolean
has_natural_case (const NhLetter *letters,
                  guint           n)
{
  guint upper = 0;

  for (guint i = 0; i < n; i++)
    upper += letters[i].upper;
  return upper == 0 || upper == n || (upper == 1 && letters[0].upper);
}

static gboolean
is_unicode_syllable (const gunichar *c,
                     guint           n)
{
  NhLetter letters[WORD_MAX] = { 0 };

  for (guint i = 0; i < n; i++)
    {
      letters[i] = *nh_letter_lookup (c[i]);
      if (letters[i].base == 0)
        return FALSE;
    }
  return nh_syllable_is_valid (letters, n, FALSE) && has_natural_case (letters, n);
}

/* "N§", "GD§T" (TCVN3) and "GDÑT" (VNI): Đ among capitals, in the symbols of documents, and
 * "®/c", "ñ/c". § is sure there; Ñ may be a vowel of TCVN3, and Spanish beside vowels. */
static guint
classify_abbreviation (const WordChars *word)
{
  guint section_signs = 0;
  guint enyes = 0;

  if (word->n == 1 && word->slash_after)
    {
      if (word->c[0] == 0xA7 || word->c[0] == 0xAE)
        return MAY_BE_UNICODE | MAY_BE_TCVN3;
      if (word->c[0] == 0xD1 || word->c[0] == 0xF1)
        return MAY_BE_UNICODE | MAY_BE_VNI;
    }
  for (guint i = 0; i < word->n; i++)
    if (word->c[i] == 0xA7)
      section_signs++;
    else if (word->c[i] == 0xD1)
      enyes++;
    else if (word->c[i] > 'Z' || (strchr ("AEIOY", (int) word->c[i]) != NULL && section_signs == 0))
      return 0;
  if (word->n < 2 || section_signs + enyes == word->n)
    return 0;
  if (section_signs > 0)
    return enyes == 0 ? MAY_BE_TCVN3 : 0;
  return enyes > 0 ? MAY_BE_VNI : 0;
}

/* x·y, m×n, 5 µm: signs that mean themselves. */
static gboolean
is_formula (const WordChars *word)
{
  const gunichar *c = word->c;

  if (word->n == 3 && c[0] < 0x80 && c[2] < 0x80)
    return c[1] == 0xB7 || c[1] == 0xD7 || c[1] == 0xF7;
  return word->n == 2 && (c[0] == 0xB5 || c[0] == 0x3BC) && strchr ("mglsVAFWJ", (int) c[1]) != NULL;
}

/* Whether « is an opening quote here: "«an" is, "«ng" (ông in TCVN3) is not. */
static gboolean
may_be_quoted (const WordChars *word)
{
  return word->c[0] == 0xAB && is_unicode_syllable (word->c + 1, word->n - 1);
}

static guint
classify (const WordChars *word)
{
  NhLetter letters[WORD_MAX];
  guint may_be = 0;
  guint n;

  if (word->plain || word->n == 0)
    return 0;
  for (guint i = 0; i < word->n; i++)
    if (word->c[i] > 0xFF && word->c[i] != 0x3BC)
      return nh_letter_lookup (word->c[i])->base != 0 ? MAY_BE_UNICODE : 0;
  may_be = classify_abbreviation (word);
  if (may_be == MAY_BE_TCVN3 || (word->n == 1 && may_be != 0))
    return may_be;
  if (word->n == 1 && !g_unichar_isalpha (word->c[0]))
    return 0;
  if (is_unicode_syllable (word->c, word->n) || may_be_quoted (word) || is_formula (word) ||
      word->n == 1)
    may_be |= MAY_BE_UNICODE;
  n = nh_legacy_decode_tcvn3 (word->c, word->n, letters);
  if (nh_syllable_is_valid (letters, n, TRUE))
    may_be |= MAY_BE_TCVN3;
  n = nh_legacy_decode_vni (word->c, word->n, letters);
  if (nh_syllable_is_valid (letters, n, TRUE) && has_natural_case (letters, n))
    may_be |= MAY_BE_VNI;
  return may_be;
}

/* Reads the word at @p, which begins one. Returns: its end. */
static const char *
read_word (const char *p,
           WordChars  *word)
{
  gboolean too_long = FALSE;

  word->n = 0;
  word->plain = TRUE;
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!in_word (c))
        break;
      /* A closing quote: ằ of TCVN3 never ends a syllable. */
      if (c == 0xBB && !in_word (g_utf8_get_char (g_utf8_next_char (p))))
        break;
      if (c >= 0x80)
        word->plain = FALSE;
      if (word->n < WORD_MAX)
        word->c[word->n++] = c;
      else
        too_long = TRUE;
    }
  word->slash_after = *p == '/';
  if (too_long)
    word->n = 0;
  return p;
}

static gboolean
is_sure (guint may_be)
{
  return may_be != 0 && (may_be & (may_be - 1)) == 0;
}

static NhEncoding
sure_encoding (guint may_be)
{
  if (may_be == MAY_BE_TCVN3)
    return NH_ENCODING_TCVN3;
  return may_be == MAY_BE_VNI ? NH_ENCODING_VNI : NH_ENCODING_UNICODE;
}

/* Splits @text into words and classifies them. Returns: whether one surely is legacy. */
static gboolean
scan (const char *text,
      GArray     *words)
{
  gboolean line_start = TRUE;
  gboolean found = FALSE;

  for (const char *p = text; *p != '\0';)
    {
      WordChars chars;
      Word word = { .start = p, .line_start = line_start };

      word.end = read_word (p, &chars);
      if (word.end == p)
        {
          line_start = line_start || *p == '\n' || *p == '\r';
          p = g_utf8_next_char (p);
          continue;
        }
      word.may_be = classify (&chars);
      if (chars.c[0] == 0xAB && (word.may_be & MAY_BE_TCVN3) == 0)
        {
          p = g_utf8_next_char (p); /* an opening quote */
          continue;
        }
      word.encoding = is_sure (word.may_be) ? sure_encoding (word.may_be) : NH_ENCODING_UNICODE;
      found = found || word.encoding != NH_ENCODING_UNICODE;
      line_start = FALSE;
      p = word.end;
      g_array_append_val (words, word);
    }
  return found;
}

/* The class of the sure words of the text when all are of one old encoding, else 0. A few are
 * no proof: one stray word must not change others far from it. */
static guint
common_class (const Word *words,
              guint       n)
{
  guint sure = 0;
  guint all = 0;

  for (guint i = 0; i < n; i++)
    if (is_sure (words[i].may_be))
      {
        all |= words[i].may_be;
        sure++;
      }
  return sure >= 3 && is_sure (all) && all != MAY_BE_UNICODE ? all : 0;
}

static guint
class_of (NhEncoding encoding)
{
  return encoding == NH_ENCODING_UNICODE ? 0 : 1u << encoding;
}

static gboolean
has_sure_word (const Word *words,
               guint       n)
{
  for (guint i = 0; i < n; i++)
    if (is_sure (words[i].may_be))
      return TRUE;
  return FALSE;
}

/* Gives the words that may be two things the encoding of the sure words around them. */
static void
resolve (Word      *words,
         guint      n,
         NhEncoding around)
{
  g_autofree guint *after = g_new0 (guint, n + 1); /* the next sure word's class on the line */
  guint before = 0;
  guint common = has_sure_word (words, n) ? common_class (words, n) : class_of (around);

  for (guint i = n; i-- > 0;)
    {
      guint next = i + 1 < n && !words[i + 1].line_start ? after[i + 1] : 0;

      after[i] = is_sure (words[i].may_be) ? words[i].may_be : next;
    }
  for (guint i = 0; i < n; i++)
    {
      guint next = after[i];

      if (words[i].line_start)
        before = 0;
      if (before == 0 && next == 0)
        next = common;
      if (is_sure (words[i].may_be))
        before = words[i].may_be;
      else if ((words[i].may_be & (before | next)) != 0 &&
               (before == next || before == 0 || next == 0))
        words[i].encoding = sure_encoding (before | next);
    }
}

/* Whether the small letters of a TCVN3 word were capitals of a .VnTimeH font: sure when the
 * word has two or more ASCII letters, all of them capitals. */
static gboolean
shows_capitals (const Word *word)
{
  guint capitals = 0;

  for (const char *p = word->start; p < word->end; p++)
    {
      if (g_ascii_islower (*p))
        return FALSE;
      capitals += g_ascii_isupper (*p) ? 1 : 0;
    }
  return capitals >= 2;
}

static void
append_converted (GString    *out,
                  const Word *word)
{
  NhLetter letters[WORD_MAX];
  WordChars chars;
  guint n;
  gboolean capitals = word->encoding == NH_ENCODING_TCVN3 && shows_capitals (word);

  read_word (word->start, &chars);
  if (word->encoding == NH_ENCODING_TCVN3)
    n = nh_legacy_decode_tcvn3 (chars.c, chars.n, letters);
  else
    n = nh_legacy_decode_vni (chars.c, chars.n, letters);
  for (guint i = 0; i < n; i++)
    {
      letters[i].upper = letters[i].upper || capitals;
      g_string_append_unichar (out, nh_letter_compose (letters[i]));
    }
}

/**
 * nh_legacy_text_detect_word:
 * @word: (nullable): one word, perhaps with punctuation
 *
 * Finds the encoding of a word by itself. Words that may be read in two ways, as "Bé" (TCVN3
 * for "Bộ"), count as Unicode here; nh_legacy_text_convert() has their neighbours to decide.
 *
 * Returns: TCVN3 or VNI when the word makes sense in this encoding alone, else Unicode
 */
NhEncoding
nh_legacy_text_detect_word (const char *word)
{
  g_autofree char *owned = NULL;
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));

  if (word == NULL || g_str_is_ascii (word) || !scan (nh_letter_nfc (word, &owned), words))
    return NH_ENCODING_UNICODE;
  for (guint i = 0; i < words->len; i++)
    if (g_array_index (words, Word, i).encoding != NH_ENCODING_UNICODE)
      return g_array_index (words, Word, i).encoding;
  return NH_ENCODING_UNICODE;
}

/**
 * nh_legacy_text_convert:
 * @text: (nullable): any text; one file may mix encodings
 * @n_converted: (out) (optional): the number of words that were converted
 *
 * Converts what is TCVN3 (ABC) or VNI, word by word, and leaves words with Vietnamese letters
 * of Unicode, ASCII words and other languages alone. The bytes of TCVN3 do not tell capitals
 * with tones from small letters (the .VnTimeH fonts do): they come out as capitals in words
 * whose other letters are two or more capitals ("CéNG" gives "CỘNG"), else small.
 *
 * Returns: (transfer full): the text in NFC, never %NULL
 */
char *
nh_legacy_text_convert (const char *text,
                        guint      *n_converted)
{
  return nh_legacy_text_convert_among (text, NH_ENCODING_UNICODE, n_converted);
}

/**
 * nh_legacy_text_convert_among:
 * @text: (nullable): any text
 * @around: the encoding of what stands beside it, from nh_legacy_text_detect_common()
 * @n_converted: (out) (optional): the number of words that were converted
 *
 * As nh_legacy_text_convert(), for a cell of a row: "Phó An" alone is Unicode, and "Phú An" where
 * the rest of its row is TCVN3.
 *
 * Returns: (transfer full): the text in NFC, never %NULL
 */
char *
nh_legacy_text_convert_among (const char *text,
                              NhEncoding  around,
                              guint      *n_converted)
{
  g_autofree char *owned = NULL;
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));
  const char *nfc = nh_letter_nfc (text, &owned);
  const char *p = nfc;
  guint converted = 0;
  GString *out;

  if (n_converted != NULL)
    *n_converted = 0;
  if (g_str_is_ascii (nfc) || (!scan (nfc, words) && around == NH_ENCODING_UNICODE))
    return g_strdup (nfc);
  resolve ((Word *) (gpointer) words->data, words->len, around);
  out = g_string_sized_new (strlen (nfc) * 2);
  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);

      if (word->encoding == NH_ENCODING_UNICODE)
        continue;
      g_string_append_len (out, p, word->start - p);
      append_converted (out, word);
      p = word->end;
      converted++;
    }
  g_string_append (out, p);
  if (n_converted != NULL)
    *n_converted = converted;
  return g_string_free (out, FALSE);
}

/* Whether a letter of @text exists in Unicode alone: what has one is not in an old encoding. */
static gboolean
has_unicode_letter (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c > 0xFF && c != 0x3BC && nh_letter_lookup (c)->base != 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * nh_legacy_text_detect_common:
 * @text: (nullable): texts that belong together, as the cells of a row, one a line
 *
 * Returns: the old encoding of all words that can be told, when they are three or more, else
 *   Unicode
 */
NhEncoding
nh_legacy_text_detect_common (const char *text)
{
  g_autofree char *owned = NULL;
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));
  const char *nfc = nh_letter_nfc (text, &owned);
  guint common;

  if (g_str_is_ascii (nfc) || has_unicode_letter (nfc) || !scan (nfc, words))
    return NH_ENCODING_UNICODE;
  common = common_class ((const Word *) (gconstpointer) words->data, words->len);
  return common ? sure_encoding (common) : NH_ENCODING_UNICODE;
}

/**
 * nh_legacy_text_encoding_of_font:
 * @font: the name of a font
 * @capitals: (out): whether it draws small letters as capitals (.VnTimeH)
 *
 * Fonts are the surest sign of an encoding: those of TCVN3 are called .Vn…, those of VNI VNI-….
 *
 * Returns: the encoding of texts in this font
 */
NhEncoding
nh_legacy_text_encoding_of_font (const char *font,
                                 gboolean   *capitals)
{
  gsize length = strlen (font);

  *capitals = FALSE;
  if (g_ascii_strncasecmp (font, ".Vn", 3) == 0)
    {
      *capitals = length > 4 && font[length - 1] == 'H';
      return NH_ENCODING_TCVN3;
    }
  return g_ascii_strncasecmp (font, "VNI-", 4) == 0 ? NH_ENCODING_VNI : NH_ENCODING_UNICODE;
}

/**
 * nh_legacy_text_decode:
 * @text: valid UTF-8
 * @encoding: what the font of @text says
 * @capitals: whether the font draws small letters as capitals
 *
 * Converts a text of which the encoding is known, also words that could be Unicode. Text that has
 * letters of Unicode was typed in Unicode whatever the font, and stays.
 *
 * Returns: (transfer full): the text in NFC
 */
char *
nh_legacy_text_decode (const char *text,
                       NhEncoding  encoding,
                       gboolean    capitals)
{
  g_autofree char *owned = NULL;
  const char *p = nh_letter_nfc (text, &owned);
  GString *out;

  if (encoding == NH_ENCODING_UNICODE || has_unicode_letter (p))
    return g_strdup (p);
  out = g_string_sized_new (strlen (p) * 2);
  while (*p != '\0')
    {
      NhLetter letters[WORD_MAX];
      WordChars chars;
      const char *end = read_word (p, &chars);
      guint n = 0;

      if (end == p)
        end = g_utf8_next_char (p);
      else if (encoding == NH_ENCODING_TCVN3)
        n = nh_legacy_decode_tcvn3 (chars.c, chars.n, letters);
      else
        n = nh_legacy_decode_vni (chars.c, chars.n, letters);
      if (n == 0)
        g_string_append_len (out, p, end - p);
      for (guint i = 0; i < n; i++)
        {
          letters[i].upper = letters[i].upper || capitals;
          g_string_append_unichar (out, nh_letter_compose (letters[i]));
        }
      p = end;
    }
  return g_string_free (out, FALSE);
}
