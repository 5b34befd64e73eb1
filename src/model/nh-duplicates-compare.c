/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether two units may be one, and why. Names decide; where the units belong, their phones and
 * dates confirm or speak against it. Another number or another kind of school forbids it: "Đức
 * Thắng 1" and "Đức Thắng 2" are neighbours, and so are "TH Long Hòa" and "THCS Long Hòa".
 */
#include "model/nh-duplicates-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-text.h"

#define LEAST_SCORE 35
#define MOST_ALIKE 3
#define LONG_NAME 10 /* letters: one of many is a slip sooner than one of five */

typedef enum
{
  MATCH_NONE,
  MATCH_LETTER,
  MATCH_INITIALS,
  MATCH_TONES,
  MATCH_ORDER,
  MATCH_TONE,
  MATCH_MISSING_KIND,
  MATCH_PLAIN,
  MATCH_BLANKS,
  MATCH_KIND_WORDS,
  MATCH_KEY,
} Match;

typedef struct
{
  Match match;
  int score;
  const NhUnitName *first;
  const NhUnitName *second;
  guint i; /* which names of the two units */
  guint j;
} Fit;

#define TRAITS (NH_UNIT_SAYS_GIFTED | NH_UNIT_SAYS_BOARDING)

static guint
count_bits (guint value)
{
  guint n = 0;

  for (; value; value &= value - 1)
    n++;
  return n;
}

/* Whether nothing that is said of two units puts them apart. */
gboolean
nh_duplicates_may_be_same_kind (guint a, guint b)
{
  guint levels_a = a & NH_UNIT_LEVELS & ~TRAITS;
  guint levels_b = b & NH_UNIT_LEVELS & ~TRAITS;

  if ((a & NH_UNIT_LEVELS) && (b & NH_UNIT_LEVELS) && (a & TRAITS) != (b & TRAITS))
    return FALSE;
  if (!levels_a || !levels_b || levels_a == levels_b)
    return TRUE;
  if (levels_a & NH_UNIT_SAYS_MULTI)
    return count_bits (levels_b) > 1;
  if (levels_b & NH_UNIT_SAYS_MULTI)
    return count_bits (levels_a) > 1;
  return FALSE;
}

/* Comparing names. */

static guint
count_letters (const char *folded)
{
  guint n = 0;

  for (; *folded; folded++)
    n += *folded != ' ';
  return n;
}

static gboolean
is_one_letter_apart (const char *a, const char *b)
{
  gsize n = strlen (a);
  gsize m = strlen (b);
  gsize i = 0;

  if (n > m)
    return is_one_letter_apart (b, a);
  if (m - n > 1)
    return FALSE;
  while (i < n && a[i] == b[i])
    i++;
  if (m > n)
    return strcmp (a + i, b + i + 1) == 0;
  if (i + 1 < n && a[i] == b[i + 1] && a[i + 1] == b[i])
    return strcmp (a + i + 2, b + i + 2) == 0; /* two letters changed places */
  return i < n && strcmp (a + i + 1, b + i + 1) == 0;
}

static guint
count_different_words (const char *a, const char *b, const char **first, const char **second,
                       GStrv *words_a, GStrv *words_b)
{
  guint n = 0;

  *words_a = g_strsplit (a, " ", -1);
  *words_b = g_strsplit (b, " ", -1);
  for (guint i = 0; (*words_a)[i] && (*words_b)[i]; i++)
    if (!g_str_equal ((*words_a)[i], (*words_b)[i]))
      {
        *first = (*words_a)[i];
        *second = (*words_b)[i];
        n++;
      }
  return n;
}

static Match
match_tones (const NhUnitName *a, const NhUnitName *b)
{
  g_auto (GStrv) words_a = NULL;
  g_auto (GStrv) words_b = NULL;
  const char *first;
  const char *second;

  if (g_str_equal (a->core, a->folded) || g_str_equal (b->core, b->folded))
    return MATCH_PLAIN;
  return count_different_words (a->core, b->core, &first, &second, &words_a, &words_b) == 1
             ? MATCH_TONE : MATCH_TONES;
}

/* One word with another letter; the other words are the same with their tones. */
static gboolean
match_letter (const NhUnitName *a, const NhUnitName *b)
{
  g_auto (GStrv) words_a = NULL;
  g_auto (GStrv) words_b = NULL;
  const char *first;
  const char *second;
  g_autofree char *folded_first = NULL;
  g_autofree char *folded_second = NULL;

  if (a->n_words != b->n_words
      || count_different_words (a->core, b->core, &first, &second, &words_a, &words_b) != 1)
    return FALSE;
  folded_first = nh_text_fold (first);
  folded_second = nh_text_fold (second);
  /* Slips fall inside words; "Bình Giang" and "Ninh Giang" are two places. */
  return folded_first[0] == folded_second[0] && is_one_letter_apart (folded_first, folded_second);
}

static gboolean
equal_without_blanks (const char *a, const char *b)
{
  while (TRUE)
    {
      while (*a == ' ')
        a++;
      while (*b == ' ')
        b++;
      if (*a != *b)
        return FALSE;
      if (!*a)
        return TRUE;
      a++;
      b++;
    }
}

static gboolean
equal_sorted (const NhUnitName *a, const NhUnitName *b)
{
  g_auto (GStrv) words_a = g_strsplit (a->folded, " ", -1);
  g_auto (GStrv) words_b = g_strsplit (b->folded, " ", -1);
  guint found = 0;

  if (a->n_words != b->n_words || a->n_words < 2)
    return FALSE;
  for (guint i = 0; words_a[i]; i++)
    for (guint j = 0; words_b[j]; j++)
      if (*words_b[j] && g_str_equal (words_a[i], words_b[j]))
        {
          *words_b[j] = '\0';
          found++;
          break;
        }
  return found == a->n_words;
}

/* "THCS NTMK": initials are written in capitals. */
static gboolean
is_initials_of (const NhUnitName *a, const NhUnitName *b)
{
  g_autofree char *upper = NULL;

  if (a->n_words != 1 || b->n_words < 2 || !g_str_equal (a->folded, b->initials))
    return FALSE;
  upper = g_ascii_strup (a->folded, -1);
  return strstr (a->text, upper) != NULL;
}

static Match
match_names (const NhUnitName *a, const NhUnitName *b)
{
  if (!g_str_equal (a->numbers, b->numbers))
    return MATCH_NONE;
  if (g_str_equal (a->key, b->key))
    return MATCH_KEY;
  if (!*a->core || !*b->core)
    return MATCH_NONE;
  if (g_str_equal (a->core, b->core))
    return !(a->says & NH_UNIT_LEVELS) == !(b->says & NH_UNIT_LEVELS) ? MATCH_KIND_WORDS
                                                                      : MATCH_MISSING_KIND;
  if (equal_without_blanks (a->core, b->core))
    return MATCH_BLANKS;
  if (g_str_equal (a->folded, b->folded))
    return match_tones (a, b);
  if (is_initials_of (a, b) || is_initials_of (b, a))
    return MATCH_INITIALS;
  if (equal_sorted (a, b))
    return MATCH_ORDER;
  return match_letter (a, b) ? MATCH_LETTER : MATCH_NONE;
}

static int
score_match (Match match, const NhUnitName *a, const NhUnitName *b)
{
  switch (match)
    {
    case MATCH_KEY:
      return 92;
    case MATCH_KIND_WORDS:
      return 90;
    case MATCH_BLANKS:
      return 86;
    case MATCH_PLAIN:
    case MATCH_MISSING_KIND:
      return 72;
    case MATCH_TONE:
      return 64;
    case MATCH_ORDER:
      return 50;
    case MATCH_TONES:
      return 48;
    case MATCH_INITIALS:
      return MAX (a->n_words, b->n_words) > 2 ? 60 : 40;
    case MATCH_LETTER:
      return count_letters (a->folded) >= LONG_NAME ? 52 : 46;
    default:
      return 0;
    }
}

static guint
says_of (const NhDuplicateUnit *unit, const NhUnitName *name)
{
  return name->says & NH_UNIT_LEVELS ? name->says : unit->says;
}

static Fit
find_fit (const NhDuplicateUnit *a, const NhDuplicateUnit *b)
{
  gboolean same_kind = nh_duplicates_may_be_same_kind (a->says, b->says);
  Fit best = { MATCH_NONE, 0 };

  for (guint i = 0; i < a->names->len; i++)
    for (guint j = 0; j < b->names->len; j++)
      {
        const NhUnitName *first = g_ptr_array_index (a->names, i);
        const NhUnitName *second = g_ptr_array_index (b->names, j);
        gboolean alias = i >= a->n_main || j >= b->n_main;
        Match match = match_names (first, second);
        int score = score_match (match, first, second) - (alias ? 2 : 0) - (i || j ? 1 : 0);

        if (match == MATCH_NONE || score <= best.score
            || !nh_duplicates_may_be_same_kind (says_of (a, first), says_of (b, second)))
          continue;
        /* Schools of two kinds are one only where somebody wrote down that they are. */
        if (!same_kind && !(alias && match >= MATCH_KIND_WORDS))
          continue;
        best = (Fit){ match, score, first, second, i, j };
      }
  return best;
}

/* Sentences. */

static void say (GPtrArray *evidence, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
say (GPtrArray *evidence, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (evidence, g_strdup_vprintf (format, args));
  va_end (args);
}

/* Without capitals, blanks and punctuation. */
static char *
bare (const char *text)
{
  g_autofree char *normal = nh_text_normalize (text);
  GString *out = g_string_new (NULL);

  for (const char *p = normal; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_unichar_tolower (g_utf8_get_char (p)));
  return g_string_free (out, FALSE);
}

static void
say_same_key (GPtrArray *evidence, const char *a, const char *b)
{
  g_autofree char *bare_a = bare (a);
  g_autofree char *bare_b = bare (b);

  if (g_str_equal (a, b))
    say (evidence, _ ("Both are called “%s”."), a);
  else if (g_str_equal (bare_a, bare_b))
    say (evidence, _ ("“%s” and “%s” differ only in capitals, blanks or hyphens."), a, b);
  else
    say (evidence, _ ("“%s” and “%s” differ only in the place of the tone mark, or in i and y."), a, b);
}

static void
say_match (GPtrArray *evidence, const Fit *fit)
{
  const char *a = fit->first->text;
  const char *b = fit->second->text;
  gboolean first_lacks = !(fit->first->says & NH_UNIT_LEVELS);

  switch (fit->match)
    {
    case MATCH_KEY:
      say_same_key (evidence, a, b);
      break;
    case MATCH_KIND_WORDS:
      say (evidence, _ ("“%s” and “%s” are two ways to write one name."), a, b);
      break;
    case MATCH_BLANKS:
      say (evidence, _ ("“%s” and “%s” differ only in blanks."), a, b);
      break;
    case MATCH_PLAIN:
      say (evidence, _ ("“%s” is “%s” without tone marks."),
           g_str_equal (fit->first->core, fit->first->folded) ? a : b,
           g_str_equal (fit->first->core, fit->first->folded) ? b : a);
      break;
    case MATCH_MISSING_KIND:
      say (evidence, _ ("“%s” is “%s” without the kind of school."), first_lacks ? a : b,
           first_lacks ? b : a);
      break;
    case MATCH_TONE:
      say (evidence, _ ("“%s” and “%s” differ in one tone mark."), a, b);
      break;
    case MATCH_TONES:
      say (evidence, _ ("“%s” and “%s” differ only in tone marks."), a, b);
      break;
    case MATCH_ORDER:
      say (evidence, _ ("“%s” and “%s” have the same words in another order."), a, b);
      break;
    case MATCH_INITIALS:
      say (evidence, _ ("“%s” may be “%s” by its initials."),
           fit->first->n_words == 1 ? a : b, fit->first->n_words == 1 ? b : a);
      break;
    case MATCH_LETTER:
      say (evidence, _ ("“%s” and “%s” differ in one letter."), a, b);
      break;
    default:
      break;
    }
}

/* Where the text that fits is not the name in front of the user, say whose it is. */
static void
say_alias (GPtrArray *evidence, const NhDuplicateUnit *unit, const NhUnitName *name, guint i)
{
  const NhUnitName *main_name = g_ptr_array_index (unit->names, 0);

  if (i >= unit->n_main)
    say (evidence, _ ("“%s” is another spelling of “%s”."), name->text, main_name->text);
  else if (i)
    say (evidence, _ ("“%s” is the short name of “%s”."), name->text, main_name->text);
}

/* What lies around the names. */

static gboolean
is_same_text (const char *a, const char *b)
{
  return a && b && *a && g_strcmp0 (a, b) == 0;
}

static int
weigh_contacts (const NhDuplicateUnit *a, const NhDuplicateUnit *b, GPtrArray *evidence)
{
  int score = 0;

  if (is_same_text (a->phone, b->phone))
    {
      say (evidence, _ ("Both have the phone %s."), a->phone);
      score += 10;
    }
  if (is_same_text (a->email, b->email))
    {
      say (evidence, _ ("Both have the e-mail address %s."), a->email);
      score += 10;
    }
  return score;
}

static int
weigh_area (const NhDuplicateUnit *a, const NhDuplicateUnit *b, int parents, GPtrArray *evidence)
{
  g_autofree char *first = nh_text_unit_key (a->area);
  g_autofree char *second = nh_text_unit_key (b->area);

  if (!*first || !*second)
    return 0;
  if (g_str_equal (first, second))
    return 4;
  say (evidence, _ ("But they lie in different areas: “%s” and “%s”."), a->area, b->area);
  return parents < 0 ? 0 : parents > 0 ? -15 : -40;
}

static int
weigh_places (const NhDuplicateUnit *a, const NhDuplicateUnit *b, GHashTable *parents,
              GPtrArray *evidence)
{
  const char *parent = a->parent ? g_hash_table_lookup (parents, &a->parent) : NULL;
  const char *other = b->parent ? g_hash_table_lookup (parents, &b->parent) : NULL;
  int score = 0;

  if (parent && a->parent == b->parent)
    {
      say (evidence, _ ("Both are managed by “%s”."), parent);
      score = 10;
    }
  else if (parent && other)
    {
      say (evidence, _ ("But they are managed by “%s” and “%s”."), parent, other);
      /* Streets and schools all over the country are called Nguyễn Du. */
      score = MIN (a->n_alike, b->n_alike) > MOST_ALIKE ? -60 : -45;
    }
  return score + weigh_area (a, b, score, evidence);
}

/* The place that the names themselves state. */
static int
weigh_names (const Fit *fit, GPtrArray *evidence)
{
  const NhUnitName *a = fit->first;
  const NhUnitName *b = fit->second;
  int score = 0;

  if ((a->place_kind && b->place_kind && a->place_kind != b->place_kind)
      || (*a->place && *b->place && !g_str_equal (a->place, b->place)))
    {
      say (evidence, _ ("But “%s” and “%s” may name two places."), a->text, b->text);
      score -= 40;
    }
  if ((a->says ^ b->says) & NH_UNIT_SAYS_SEMI_BOARDING)
    {
      say (evidence, _ ("But only one of them is called semi-boarding."));
      score -= 12;
    }
  return score;
}

static int
weigh_dates (const NhDuplicateUnit *a, const NhDuplicateUnit *b, GPtrArray *evidence)
{
  if ((a->to && b->from && strcmp (a->to, b->from) < 0)
      || (b->to && a->from && strcmp (b->to, a->from) < 0))
    {
      say (evidence, _ ("But one had ended before the other began."));
      return -25;
    }
  return 0;
}

/* Names that settle it whatever else is alike: "Đức Thắng 1" is not "Đức Thắng 2". */
static gboolean
is_forbidden (const NhDuplicateUnit *a, const NhDuplicateUnit *b)
{
  const NhUnitName *first = g_ptr_array_index (a->names, 0);
  const NhUnitName *second = g_ptr_array_index (b->names, 0);

  /* A successor is known to be another unit, and so is what one manages. */
  if (a->successor == b->id || b->successor == a->id || a->parent == b->id || b->parent == a->id)
    return TRUE;
  return *first->numbers && *second->numbers && !g_str_equal (first->numbers, second->numbers);
}

NhDuplicateVerdict
nh_duplicates_compare (const NhDuplicateUnit *a, const NhDuplicateUnit *b, GHashTable *parents)
{
  g_autoptr (GPtrArray) evidence = NULL;
  Fit fit;
  int score;
  int doubt;

  if (is_forbidden (a, b))
    return (NhDuplicateVerdict){ 0, NULL };
  fit = find_fit (a, b);
  evidence = g_ptr_array_new_with_free_func (g_free);
  if (fit.match != MATCH_NONE)
    {
      score = fit.score;
      /* The same text under two names is told by whose other name it is. */
      if (fit.i + fit.j == 0 || !g_str_equal (fit.first->text, fit.second->text))
        say_match (evidence, &fit);
      say_alias (evidence, a, fit.first, fit.i);
      say_alias (evidence, b, fit.second, fit.j);
      doubt = weigh_names (&fit, evidence);
      score += weigh_contacts (a, b, evidence);
    }
  else if (nh_duplicates_may_be_same_kind (a->says, b->says) && weigh_contacts (a, b, evidence))
    {
      score = evidence->len > 1 ? 48 : 38;
      doubt = 0;
    }
  else
    return (NhDuplicateVerdict){ 0, NULL };
  {
    int places = weigh_places (a, b, parents, evidence);

    doubt += weigh_dates (a, b, evidence);
    if (fit.match == MATCH_NONE)
      places = MIN (places, 0); /* schools of one office share its phone at times */
    score += places + doubt;
    /* With anything against it, it is for the user to look at. */
    if (doubt < 0 || places < 0)
      score = MIN (score, 87);
  }
  if (score < LEAST_SCORE)
    return (NhDuplicateVerdict){ 0, NULL };
  return (NhDuplicateVerdict){ MIN (score, 100), g_steal_pointer (&evidence) };
}
