/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-text.h"

#include <string.h>

#include "core/nh-letter.h"

/**
 * nh_text_normalize:
 * @text: (nullable): any text, also invalid UTF-8
 *
 * What every text goes through at input: NFC (TCVN 6909:2001, the standard named by Decree
 * 30/2020/NĐ-CP, in precomposed form), invalid bytes replaced by U+FFFD, no-break spaces
 * turned into spaces. Line ends and everything else stay.
 *
 * Returns: (transfer full): the text, never %NULL
 */
char *
nh_text_normalize (const char *text)
{
  g_autofree char *owned = NULL;
  const char *nfc = nh_letter_nfc (text, &owned);
  char *result = g_strdup (nfc);
  char *out = strstr (result, "\302\240");

  if (out == NULL)
    return result;
  for (const char *in = out; *in != '\0';)
    {
      if (in[0] == '\302' && in[1] == '\240')
        {
          *out++ = ' ';
          in += 2;
        }
      else
        *out++ = *in++;
    }
  *out = '\0';
  return result;
}

typedef struct
{
  char *start;
  char *out;
  gsize size;
  gboolean blank_due; /* a blank was read and is written before the next character */
} Folder;

/* Grows the buffer by @extra: what a code point takes beyond its own bytes. */
static void
folder_grow (Folder *folder,
             gsize   extra)
{
  gsize used = folder->out - folder->start;

  folder->size += extra;
  folder->start = g_realloc (folder->start, folder->size);
  folder->out = folder->start + used;
}

static inline void
folder_put (Folder *folder,
            char    c)
{
  if (folder->blank_due)
    {
      *folder->out++ = ' ';
      folder->blank_due = FALSE;
    }
  *folder->out++ = c;
}

static void
folder_put_unichar (Folder  *folder,
                    gunichar c)
{
  const NhLetter *letter = nh_letter_lookup (c);
  char bytes[6];
  int n;

  if (letter->base != 0)
    {
      folder_put (folder, letter->base);
      return;
    }
  n = g_unichar_to_utf8 (c, bytes);
  for (int i = 0; i < n; i++)
    folder_put (folder, bytes[i]);
}

/* What the table does not know: other scripts, other Latin letters, odd blanks. */
static void
folder_put_foreign (Folder  *folder,
                    gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  GUnicodeType type = g_unichar_type (c);
  gsize n;

  if (g_unichar_isspace (c) || type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR ||
      type == G_UNICODE_PARAGRAPH_SEPARATOR)
    {
      folder->blank_due = folder->out != folder->start;
      return;
    }
  if (type == G_UNICODE_FORMAT) /* zero-width characters: nobody sees or types them */
    return;
  if (c == 0x0256) /* ɖ, the small letter of Ɖ */
    c = 'd';
  n = g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));
  if (n > 1 || parts[0] != c || c == 0xFFFD || g_unichar_tolower (c) != c)
    folder_grow (folder, n * sizeof "uuuuuu"); /* may come out longer than it was */
  for (gsize i = 0; i < n; i++)
    if (g_unichar_combining_class (parts[i]) == 0)
      folder_put_unichar (folder, g_unichar_tolower (parts[i]));
}

/* Folds the non-ASCII character at @p and returns how many bytes it has. */
static gsize
fold_non_ascii (Folder       *folder,
                const guchar *p)
{
  gunichar c;

  if (p[0] >= 0xC2 && p[0] <= 0xDF && (p[1] & 0xC0) == 0x80)
    {
      c = ((gunichar) (p[0] & 0x1F) << 6) | (p[1] & 0x3F);
      if (c < 0x200 && nh_letter_table[c].base != 0)
        folder_put (folder, nh_letter_table[c].base);
      else if (c < 0x300 || c > 0x36F) /* combining marks vanish */
        folder_put_foreign (folder, c);
      return 2;
    }
  if (p[0] == 0xE1 && p[1] >= 0xB8 && p[1] <= 0xBB && (p[2] & 0xC0) == 0x80)
    {
      c = 0x1000 | ((gunichar) (p[1] & 0x3F) << 6) | (p[2] & 0x3F);
      if (nh_letter_table[NH_LETTER_SLOT (c)].base != 0)
        folder_put (folder, nh_letter_table[NH_LETTER_SLOT (c)].base);
      else
        folder_put_foreign (folder, c);
      return 3;
    }
  c = g_utf8_get_char_validated ((const char *) p, -1);
  if (c == (gunichar) -1 || c == (gunichar) -2)
    {
      folder_put_foreign (folder, 0xFFFD);
      return 1;
    }
  folder_put_foreign (folder, c);
  return g_utf8_skip[*p];
}

/**
 * nh_text_fold:
 * @text: (nullable): any text
 *
 * The form for searching: small letters without tones and marks, đ as d, blanks (and control
 * characters) collapsed to one space and trimmed, punctuation kept. NFC and NFD give the
 * same, folding twice changes nothing. Not a key for comparing people: "Hoa" and "Hòa" fold
 * alike.
 *
 * It runs for each row of long lists and inside SQL functions: no allocation but the result.
 *
 * Returns: (transfer full): the folded text, never %NULL
 */
char *
nh_text_fold (const char *text)
{
  const guchar *p = (const guchar *) (text != NULL ? text : "");
  Folder folder = { .size = strlen ((const char *) p) + 1 };

  folder.start = folder.out = g_malloc (folder.size);
  while (*p != '\0')
    {
      if (*p >= 0x80)
        p += fold_non_ascii (&folder, p);
      else
        {
          if (*p <= ' ' || *p == 0x7F)
            folder.blank_due = folder.out != folder.start;
          else
            folder_put (&folder, *p >= 'A' && *p <= 'Z' ? *p + ('a' - 'A') : *p);
          p++;
        }
    }
  *folder.out = '\0';
  return folder.start;
}

/* Whether the character that ends before @p is a letter or digit. */
static inline gboolean
follows_word_character (const char *p)
{
  guchar before = p[-1];

  if (before < 0x80)
    return g_ascii_isalnum (before);
  return g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p)));
}

static gboolean
has_word_prefix (const char *folded,
                 const char *word,
                 gsize       length)
{
  gboolean starts_alnum = (guchar) word[0] >= 0x80 || g_ascii_isalnum (word[0]);

  for (const char *p = folded; (p = strchr (p, word[0])) != NULL; p++)
    if (strncmp (p, word, length) == 0 &&
        (p == folded || !starts_alnum || !follows_word_character (p)))
      return TRUE;
  return FALSE;
}

/**
 * nh_text_contains_folded:
 * @text: (nullable): a text as stored
 * @folded_words: (nullable): what the user typed, through nh_text_fold()
 *
 * Whether each blank-separated word of @folded_words begins a word of @text, in any order:
 * "hoa tr" finds "Trần Thị Hòa". A word begins after anything but a letter or digit, so "thcs"
 * finds "TH-THCS" and "hoa" finds "(Hoà".
 *
 * Returns: %TRUE when all are found; also when there is nothing to find
 */
gboolean
nh_text_contains_folded (const char *text,
                         const char *folded_words)
{
  g_autofree char *folded = NULL;

  if (folded_words == NULL)
    return TRUE;
  folded_words += strspn (folded_words, " ");
  if (*folded_words == '\0')
    return TRUE;
  folded = nh_text_fold (text);
  while (*folded_words != '\0')
    {
      gsize length = strcspn (folded_words, " ");

      if (!has_word_prefix (folded, folded_words, length))
        return FALSE;
      folded_words += length;
      folded_words += strspn (folded_words, " ");
    }
  return TRUE;
}
