/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A key is the weights of the text, END, and the text itself in NFC.
 *
 * Weights go syllable by syllable: the letters (with ă â đ ê ô ơ ư as letters of their own),
 * then one byte for the tone. This is the order of Vietnamese dictionaries ("ba", "ba ba",
 * "bà", "bà con", "ban"), and the only one that keeps the people called Hoa together and
 * before those called Hòa whatever their family names are; comparing the letters of the whole
 * text before any tone, as generic collators do, mixes them. As the tone belongs to the
 * syllable, "hoà" and "hòa" have the same weights and stand side by side.
 *
 * Texts of equal weights (case, place of the tone mark, number and kind of blanks) are told
 * apart by the text itself, in code-point order: capitals come before small letters.
 */
#include "core/nh-text.h"

#include <string.h>

#include "core/nh-letter.h"

/* What can follow at one place in two keys: after a letter, a letter or a tone; elsewhere
 * END, a blank, punctuation, a digit or a letter. Each group is in its order below. */
#define WEIGHT_END 0x01
#define WEIGHT_TONE 0x02 /* … 0x07 */
#define WEIGHT_BLANK 0x08
#define WEIGHT_PUNCTUATION 0x09 /* followed by the UTF-8 bytes of the character */
#define WEIGHT_DIGIT 0x10       /* … 0x19 */
#define WEIGHT_LETTER 0x1A      /* … 0x7E: four for each letter of a … y, one for z */
#define WEIGHT_OTHER 0x7F       /* letters of other scripts, by code point */

#define STACK_KEY 512

typedef struct
{
  char *data;
  gsize length;
  gsize size;
  char stack[STACK_KEY];
} Key;

static void
key_init (Key *key)
{
  key->data = key->stack;
  key->length = 0;
  key->size = STACK_KEY;
}

static void
key_clear (Key *key)
{
  if (key->data != key->stack)
    g_free (key->data);
}

static void
key_reserve (Key  *key,
             gsize extra)
{
  if (key->length + extra <= key->size)
    return;
  key->size = (key->length + extra) * 2;
  if (key->data == key->stack)
    {
      key->data = g_malloc (key->size);
      memcpy (key->data, key->stack, key->length);
    }
  else
    key->data = g_realloc (key->data, key->size);
}

/* All apostrophes and all hyphens weigh the same: H'Hen and H’Hen. */
static gunichar
plain_punctuation (gunichar c)
{
  if (c == 0x2018 || c == 0x2019 || c == 0x02BC)
    return '\'';
  if (c >= 0x2010 && c <= 0x2015)
    return '-';
  return c;
}

static void
key_put_other (Key     *key,
               gunichar c)
{
  char *end = key->data + key->length;

  if (g_unichar_isdigit (c))
    {
      *end = WEIGHT_DIGIT + g_unichar_digit_value (c);
      key->length++;
      return;
    }
  c = plain_punctuation (c);
  *end = (char) (g_unichar_isalpha (c) ? WEIGHT_OTHER : WEIGHT_PUNCTUATION);
  key->length += 1 + g_unichar_to_utf8 (g_unichar_tolower (c), end + 1);
}

/* The table's entry for @c, or for its base letter when it is another accented Latin letter. */
static const NhLetter *
find_letter (gunichar c)
{
  const NhLetter *letter = nh_letter_lookup (c);
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (letter->base == 0 && c >= 0x80 && g_unichar_fully_decompose (c, FALSE, parts, 1) > 0)
    letter = nh_letter_lookup (parts[0]);
  return letter;
}

static inline gboolean
is_blank (gunichar c)
{
  return c < 0x80 ? c <= ' ' || c == 0x7F : g_unichar_isspace (c) || g_unichar_iscntrl (c);
}

/* Appends the weights of [@text, @end), valid UTF-8 in NFC, and END. */
static void
key_put_weights (Key        *key,
                 const char *text,
                 const char *end)
{
  int tone = -1; /* of the syllable being read, -1 outside one */
  gboolean blank_due = FALSE;
  gsize start = key->length;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const NhLetter *letter = find_letter (c);

      if (letter->base == 0 && c >= 0x300 && g_unichar_combining_class (c) != 0)
        continue; /* an uncommon mark: left to the text behind END */
      key_reserve (key, 16);
      if (letter->base == 0 && tone >= 0)
        {
          key->data[key->length++] = WEIGHT_TONE + tone;
          tone = -1;
        }
      if (letter->base == 0 && is_blank (c))
        {
          blank_due = key->length > start;
          continue;
        }
      if (blank_due)
        key->data[key->length++] = WEIGHT_BLANK;
      blank_due = FALSE;
      if (letter->base == 0)
        {
          key_put_other (key, c);
          continue;
        }
      key->data[key->length++] = (char) (WEIGHT_LETTER + (letter->base - 'a') * 4 +
                                         MIN (letter->mark, NH_MARK_HORN));
      if (tone <= 0)
        tone = letter->tone;
    }
  key_reserve (key, 2);
  if (tone >= 0)
    key->data[key->length++] = WEIGHT_TONE + tone;
  key->data[key->length++] = WEIGHT_END;
}

static void
key_put_text (Key        *key,
              const char *text)
{
  gsize length = strlen (text) + 1;

  key_reserve (key, length);
  memcpy (key->data + key->length, text, length);
  key->length += length;
}

static void
build_key (Key        *key,
           const char *text)
{
  g_autofree char *owned = NULL;
  const char *nfc = nh_letter_nfc (text, &owned);

  key_init (key);
  key_put_weights (key, nfc, nfc + strlen (nfc));
  key_put_text (key, nfc);
}

static const char *
skip_blanks (const char *p)
{
  while (*p != '\0' && is_blank (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

static const char *
skip_word (const char *p)
{
  while (*p != '\0' && !is_blank (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* Finds the last blank-separated word of @name: [*@given, *@end). */
static void
find_given (const char  *name,
            const char **given,
            const char **end)
{
  *given = *end = skip_blanks (name);
  for (const char *p = *given; *p != '\0'; p = skip_blanks (*end))
    {
      *given = p;
      *end = skip_word (p);
    }
}

static void
build_name_key (Key        *key,
                const char *name)
{
  g_autofree char *owned = NULL;
  const char *nfc = nh_letter_nfc (name, &owned);
  const char *given, *given_end, *family, *family_end;

  key_init (key);
  find_given (nfc, &given, &given_end);
  family = skip_blanks (nfc);
  family_end = MIN (skip_word (family), given);
  family = MIN (family, family_end);
  key_put_weights (key, given, given_end);
  key_put_weights (key, family, family_end);
  key_put_weights (key, family_end, given);
  key_put_text (key, nfc);
}

static char *
key_steal (Key *key)
{
  char *result = g_memdup2 (key->data, key->length);

  key_clear (key);
  return result;
}

/**
 * nh_text_sort_key:
 * @text: (nullable): any text
 *
 * Key whose strcmp() order is the Vietnamese dictionary order, independent of the locale:
 * blanks, punctuation, digits, letters a ă â b c d đ e ê (f) g h i (j) k l m n o ô ơ p q r s t
 * u ư v (w) x y (z); syllable by syllable the letters first, then the tone (ngang, huyền, hỏi,
 * ngã, sắc, nặng); last of all case, capitals first. Numbers sort as plain digits. Texts that
 * differ otherwise than by NFC and NFD have different keys. Control characters stand for weights,
 * but the key is valid UTF-8: it can be stored as text.
 *
 * Returns: (transfer full): NUL-terminated bytes, never %NULL
 */
char *
nh_text_sort_key (const char *text)
{
  Key key;

  build_key (&key, text);
  return key_steal (&key);
}

/**
 * nh_text_name_sort_key:
 * @name: (nullable): the name of a person, as "Nguyễn Thị Thu Hà"
 *
 * As nh_text_sort_key() for lists of people: given name (the last syllable), then family name
 * (the first), then what is between. A name of one part is a given name.
 *
 * Returns: (transfer full): NUL-terminated bytes, never %NULL
 */
char *
nh_text_name_sort_key (const char *name)
{
  Key key;

  build_name_key (&key, name);
  return key_steal (&key);
}

static int
compare_keys (Key *a,
              Key *b)
{
  int result = strcmp (a->data, b->data);

  key_clear (a);
  key_clear (b);
  return result;
}

/* The marks that a folded letter can have lost: a ă â, d đ, e ê, o ô ơ, u ư. */
static const gint8 *
marks_of (char letter)
{
  static const gint8 none[] = { NH_MARK_NONE, -1 };
  static const gint8 a[] = { NH_MARK_NONE, NH_MARK_BREVE, NH_MARK_CIRCUMFLEX, -1 };
  static const gint8 e[] = { NH_MARK_NONE, NH_MARK_CIRCUMFLEX, -1 };
  static const gint8 o[] = { NH_MARK_NONE, NH_MARK_CIRCUMFLEX, NH_MARK_HORN, -1 };
  static const gint8 d[] = { NH_MARK_NONE, NH_MARK_HORN, -1 }; /* the stroke weighs as the horn does */

  switch (letter)
    {
    case 'a':
      return a;
    case 'e':
      return e;
    case 'o':
      return o;
    case 'd':
    case 'u':
      return d;
    default:
      return none;
    }
}

/**
 * nh_text_sort_key_prefixes:
 * @folded_word: one word of nh_text_fold()
 * @limit: most prefixes
 *
 * Beginnings of sort keys, so that an index over keys finds a word without marks: a text whose first
 * syllable begins with @folded_word has a key that begins with one of them, and then come letters or,
 * at the end of the syllable, a byte from %NH_TEXT_SORT_KEY_TONES up to, and not including,
 * %NH_TEXT_SORT_KEY_AFTER_TONES.
 *
 * Returns: (transfer full) (nullable): the prefixes in order; %NULL when @folded_word is not made of
 *   the letters a to z, or could be written in more than @limit ways
 */
GStrv
nh_text_sort_key_prefixes (const char *folded_word,
                           guint       limit)
{
  g_autoptr (GPtrArray) prefixes = g_ptr_array_new_with_free_func (g_free);

  if (*folded_word == '\0')
    return NULL;
  g_ptr_array_add (prefixes, g_strdup (""));
  for (const char *p = folded_word; *p != '\0'; p++)
    {
      g_autoptr (GPtrArray) longer = g_ptr_array_new_with_free_func (g_free);

      if (!g_ascii_islower (*p))
        return NULL;
      for (guint i = 0; i < prefixes->len; i++)
        for (const gint8 *mark = marks_of (*p); *mark >= 0; mark++)
          g_ptr_array_add (longer, g_strdup_printf ("%s%c", (char *) prefixes->pdata[i],
                                                    WEIGHT_LETTER + (*p - 'a') * 4 + *mark));
      if (longer->len > limit)
        return NULL;
      g_ptr_array_unref (prefixes);
      prefixes = g_steal_pointer (&longer);
    }
  g_ptr_array_add (prefixes, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&prefixes), FALSE);
}

/**
 * nh_text_compare:
 * @a: (nullable): a text
 * @b: (nullable): another
 *
 * Compares in the order of nh_text_sort_key(), without allocating for usual lengths.
 *
 * Returns: negative, 0 or positive; 0 only for the same text, NFC or NFD
 */
int
nh_text_compare (const char *a,
                 const char *b)
{
  Key key_a, key_b;

  build_key (&key_a, a);
  build_key (&key_b, b);
  return compare_keys (&key_a, &key_b);
}

/**
 * nh_text_name_compare:
 * @a: (nullable): the name of a person
 * @b: (nullable): another
 *
 * Compares in the order of nh_text_name_sort_key().
 *
 * Returns: negative, 0 or positive; 0 only for the same text, NFC or NFD
 */
int
nh_text_name_compare (const char *a,
                      const char *b)
{
  Key key_a, key_b;

  build_name_key (&key_a, a);
  build_name_key (&key_b, b);
  return compare_keys (&key_a, &key_b);
}

/**
 * nh_text_given_name:
 * @name: (nullable): the name of a person
 *
 * Returns: (transfer full): its last blank-separated part in NFC, by which people are called
 *   and lists are sorted; "" for an empty name
 */
char *
nh_text_given_name (const char *name)
{
  g_autofree char *owned = NULL;
  const char *given, *end;

  find_given (nh_letter_nfc (name, &owned), &given, &end);
  return g_strndup (given, end - given);
}
