/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-text.h"

#include <string.h>

#include "core/nh-letter.h"

static gboolean
is_blank (gunichar c)
{
  return c <= ' ' || g_unichar_isspace (c);
}

/* A hyphen in any of its shapes, «&» or a blank: "TH-THCS", "TH – THCS", "TH&THCS". */
static gboolean
is_joint (gunichar c)
{
  return c == '-' || c == '&' || c == 0x00AD || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ||
         is_blank (c);
}

/* i and y are the same sound, and written either way, after one of these consonants alone
 * and after qu: kì/kỳ, Lí/Lý, Quí/Quý. "thi" and "thy", "nhi" and "nhy" are different. */
static gboolean
final_i_may_be_y (const NhLetter *letters,
                  guint           n)
{
  if (n == 2)
    return strchr ("hklmst", letters[0].base) != NULL;
  return n == 3 && letters[0].base == 'q' && letters[1].base == 'u' &&
         letters[1].mark == NH_MARK_NONE;
}

/* The tone is a property of the syllable: written after its letters, the place where it
 * stood (hoà, hòa) no longer counts. */
static void
append_syllable (GString        *key,
                 const NhLetter *letters,
                 guint           n,
                 gboolean        unit)
{
  for (guint i = 0; i < n; i++)
    {
      NhLetter letter = letters[i];

      letter.tone = NH_TONE_NGANG;
      letter.upper = FALSE;
      if (unit && i == n - 1 && letter.base == 'y' && final_i_may_be_y (letters, n))
        letter.base = 'i';
      g_string_append_unichar (key, nh_letter_compose (letter));
    }
  for (guint i = 0; i < n; i++)
    if (letters[i].tone != NH_TONE_NGANG)
      g_string_append_unichar (key, nh_letter_tone_mark (letters[i].tone));
}

static char *
make_key (const char *text,
          gboolean    unit)
{
  g_autofree char *owned = NULL;
  g_autofree char *repaired = nh_text_repair_lookalikes (text, NULL);
  g_autoptr (GArray) syllable = g_array_new (FALSE, FALSE, sizeof (NhLetter));
  GString *key = g_string_new (NULL);
  const char *p = nh_letter_nfc (repaired, &owned);
  gboolean joint_due = FALSE;

  for (;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const NhLetter *letter = nh_letter_lookup (c);

      if (letter->base != 0)
        {
          if (joint_due && key->len > 0)
            g_string_append_c (key, ' ');
          joint_due = FALSE;
          g_array_append_val (syllable, *letter);
          continue;
        }
      append_syllable (key, (const NhLetter *) (gpointer) syllable->data, syllable->len, unit);
      g_array_set_size (syllable, 0);
      if (c == 0)
        break;
      if (unit ? is_joint (c) : is_blank (c))
        {
          joint_due = TRUE;
          continue;
        }
      if (joint_due && key->len > 0)
        g_string_append_c (key, ' ');
      joint_due = FALSE;
      g_string_append_unichar (key, g_unichar_tolower (c));
    }
  return g_string_free (key, FALSE);
}

/**
 * nh_text_unit_key:
 * @text: (nullable): the name of a unit or place
 *
 * Key that is equal for the accepted spellings of one name of a unit: place of the tone mark
 * (Hoà, Hòa), i and y after h k l m s t and qu (Mĩ, Mỹ; general practice beside QĐ
 * 1989/QĐ-BGDĐT), hyphen, «&» and blank (TH-THCS, TH&THCS), case, look-alike letters. Tones
 * and marks count: Thanh Tuyên is not Thanh Tuyền. Never use it on names of people, who own
 * their spelling. The key is for comparing and storing, not for showing.
 *
 * Returns: (transfer full): the key, never %NULL
 */
char *
nh_text_unit_key (const char *text)
{
  return make_key (text, TRUE);
}

/**
 * nh_text_person_key:
 * @text: (nullable): the name of a person
 *
 * Key that is equal for one name however a keyboard, a form or a spreadsheet wrote it: place of
 * the tone mark (Hoà, Hòa), case, blanks, look-alike letters. All else counts, i and y too: people
 * own their spelling, and Lý is not Lí. Equal names are not yet the same person.
 *
 * Returns: (transfer full): the key, never %NULL
 */
char *
nh_text_person_key (const char *text)
{
  return make_key (text, FALSE);
}
