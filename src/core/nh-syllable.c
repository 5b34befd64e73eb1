/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-syllable.h"

#include <string.h>

static const char *const onsets[] = {
  "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
  "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
};

/* What follows the onset, without tone. */
static const char *const rimes[] = {
  "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay",
  "ăc", "ăm", "ăn", "ăng", "ăp", "ăt",
  "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây",
  "e", "ec", "em", "en", "eng", "eo", "ep", "et",
  "ê", "êch", "êm", "ên", "êng", "ênh", "êp", "êt", "êu",
  "i", "ia", "ich", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "im", "in", "inh", "ip",
  "it", "iu",
  "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay",
  "oăc", "oăm", "oăn", "oăng", "oăt", "oc", "oe", "oen", "oeo", "oet", "oi", "om", "on", "ong",
  "ooc", "oong", "op", "ot",
  "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt",
  "ơ", "ơi", "ơm", "ơn", "ơp", "ơt",
  "u", "ua", "uân", "uâng", "uât", "uây", "uc", "uê", "uêch", "uênh", "ui", "um", "un", "ung",
  "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "up", "ut", "uy", "uya", "uych", "uyên",
  "uyêt", "uynh", "uyt", "uyu",
  "ư", "ưa", "ưc", "ưi", "ưm", "ưng", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
  "ưt", "ưu",
  "y", "yêm", "yên", "yêng", "yêt", "yêu",
};

static GHashTable *
rime_set (void)
{
  static GHashTable *set;

  if (g_once_init_enter (&set))
    {
      GHashTable *new_set = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i < G_N_ELEMENTS (rimes); i++)
        g_hash_table_add (new_set, (gpointer) rimes[i]);
      g_once_init_leave (&set, new_set);
    }
  return set;
}

/* Whether @rime begins with the glide that makes c into qu: oa, oe, uâ, uê, uơ, uy. */
static gboolean
has_glide (const char *rime)
{
  static const char *const glides[] = { "oa", "oă", "oe", "uâ", "uê", "uơ", "uy" };

  for (guint i = 0; i < G_N_ELEMENTS (glides); i++)
    if (g_str_has_prefix (rime, glides[i]))
      return TRUE;
  return FALSE;
}

/* c, g, ng before a ă â o ô ơ u ư; k, gh, ngh before e ê i y; y only where i may be y. */
static gboolean
is_spelled_by_rule (const char *onset,
                    const char *rime)
{
  gboolean front = strchr ("eiy", rime[0]) != NULL || g_str_has_prefix (rime, "ê");

  if (g_str_equal (onset, "c"))
    return !front && !has_glide (rime);
  if (g_str_equal (onset, "ng"))
    return !front;
  if (g_str_equal (onset, "g"))
    return !front || rime[0] == 'i';
  if (g_str_equal (onset, "k") || g_str_equal (onset, "gh") || g_str_equal (onset, "ngh"))
    return front;
  if (g_str_equal (rime, "y"))
    return *onset == '\0' || (onset[1] == '\0' && strchr ("hlmst", onset[0]) != NULL) ||
           g_str_equal (onset, "qu");
  if (rime[0] == 'y')
    return *onset == '\0' || g_str_equal (onset, "qu");
  return TRUE;
}

/* A syllable that ends in a stop has the tone sắc or nặng; uya and oong have none. */
static gboolean
tone_fits (const char *rime,
           guint       tone)
{
  gsize n = strlen (rime);

  if (g_str_equal (rime, "uya") || g_str_equal (rime, "oong"))
    return tone == NH_TONE_NGANG;
  if (strchr ("cpt", rime[n - 1]) == NULL && !g_str_has_suffix (rime, "ch"))
    return TRUE;
  return tone == NH_TONE_SAC || tone == NH_TONE_NANG;
}

/* Whether the tone of the syllable stands on the vowel where it is written: the last with a
 * mark (ườ, iế), else the second of two before a consonant (oàn) and of three (oài), else the
 * first (ài, ùa); on either of open oa, oe, uy (hòa, hoà). */
static gboolean
tone_is_in_place (const NhLetter *rime,
                  guint           n)
{
  guint vowels = 0;
  guint place = 0;
  gboolean marked = FALSE;

  while (vowels < n && strchr ("aeiouy", rime[vowels].base) != NULL)
    {
      if (rime[vowels].mark != NH_MARK_NONE)
        {
          marked = TRUE;
          place = vowels;
        }
      vowels++;
    }
  if (!marked)
    {
      if (vowels == 2 && n == 2 &&
          ((rime[0].base == 'o' && (rime[1].base == 'a' || rime[1].base == 'e')) ||
           (rime[0].base == 'u' && rime[1].base == 'y')))
        return TRUE;
      place = vowels == 3 || (vowels == 2 && n > 2) ? 1 : 0;
    }
  for (guint i = 0; i < n; i++)
    if (rime[i].tone != NH_TONE_NGANG && i != place)
      return FALSE;
  return TRUE;
}

/*
 * nh_syllable_is_valid:
 * @letters: a word
 * @n: its length
 * @strict: whether the rules of spelling and of tones before stops must hold
 *
 * Returns: whether a Vietnamese syllable may be so written
 */
gboolean
nh_syllable_is_valid (const NhLetter *letters,
                      guint           n,
                      gboolean        strict)
{
  char word[NH_SYLLABLE_MAX * 6 + 1];
  gsize length = 0;
  guint tone = NH_TONE_NGANG;

  if (n == 0 || n > NH_SYLLABLE_MAX)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      NhLetter letter = letters[i];

      if (letter.tone != NH_TONE_NGANG && tone != NH_TONE_NGANG)
        return FALSE;
      tone = MAX (tone, letter.tone);
      letter.tone = NH_TONE_NGANG;
      letter.upper = FALSE;
      length += g_unichar_to_utf8 (nh_letter_compose (letter), word + length);
    }
  word[length] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (onsets); i++)
    {
      const char *rime = word + strlen (onsets[i]);
      guint onset_length = g_utf8_strlen (onsets[i], -1);

      if (g_str_has_prefix (word, onsets[i]) && g_hash_table_contains (rime_set (), rime) &&
          tone_is_in_place (letters + onset_length, n - onset_length) &&
          (!strict || (is_spelled_by_rule (onsets[i], rime) && tone_fits (rime, tone))))
        return TRUE;
    }
  return FALSE;
}
