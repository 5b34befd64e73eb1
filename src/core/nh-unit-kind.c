/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-unit-kind.h"

#include <string.h>

#include "core/nh-text.h"

/* What a word or phrase at the head of a name says. Levels add up: "TH và THCS" has two. */
typedef enum
{
  SAYS_NOTHING, /* "Trường", "phổ thông dân tộc bán trú": goes before the words that tell */
  SAYS_KINDERGARTEN,
  SAYS_PRIMARY,
  SAYS_LOWER,
  SAYS_UPPER,
  SAYS_MANY,
  SAYS_PROVINCE_OFFICE,
  SAYS_DISTRICT_OFFICE,
  SAYS_COMMUNE_OFFICE,
  SAYS_CENTRE,
  SAYS_COLLEGE,
  SAYS_SPECIAL,
} Says;

/* Folded, words separated by one blank; where one begins like another the longer one comes first.
 * Names of kinds: Luật Giáo dục 2019, Đ. 28 and 65, and their usual short forms. */
static const struct
{
  const char *phrase;
  Says says;
} phrases[] = {
  { "truong", SAYS_NOTHING },
  { "cong lap", SAYS_NOTHING },
  { "tu thuc", SAYS_NOTHING },
  { "dan lap", SAYS_NOTHING },
  { "pho thong dan toc ban tru", SAYS_NOTHING },
  { "pho thong dan toc noi tru", SAYS_NOTHING },
  { "ptdtbt", SAYS_NOTHING },
  { "ptdtnt", SAYS_NOTHING },
  { "pho thong nhieu cap hoc", SAYS_MANY },
  { "pho thong lien cap", SAYS_MANY },
  { "lien cap", SAYS_MANY },
  { "nhieu cap hoc", SAYS_MANY },
  { "so giao duc", SAYS_PROVINCE_OFFICE },
  { "so gddt", SAYS_PROVINCE_OFFICE },
  { "so gd", SAYS_PROVINCE_OFFICE },
  { "phong giao duc", SAYS_DISTRICT_OFFICE },
  { "phong gddt", SAYS_DISTRICT_OFFICE },
  { "phong gd", SAYS_DISTRICT_OFFICE },
  { "pgddt", SAYS_DISTRICT_OFFICE },
  { "pgd", SAYS_DISTRICT_OFFICE },
  { "phong van hoa", SAYS_COMMUNE_OFFICE },
  { "phong vh", SAYS_COMMUNE_OFFICE },
  { "phong vhxh", SAYS_COMMUNE_OFFICE },
  { "mam non", SAYS_KINDERGARTEN },
  { "mau giao", SAYS_KINDERGARTEN },
  { "nha tre", SAYS_KINDERGARTEN },
  { "mn", SAYS_KINDERGARTEN },
  { "mg", SAYS_KINDERGARTEN },
  { "tieu hoc", SAYS_PRIMARY },
  { "th", SAYS_PRIMARY },
  { "trung hoc co so", SAYS_LOWER },
  { "thcs", SAYS_LOWER },
  { "trung hoc pho thong", SAYS_UPPER },
  { "thpt", SAYS_UPPER },
  { "trung tam giao duc nghe nghiep", SAYS_CENTRE },
  { "trung tam giao duc thuong xuyen", SAYS_CENTRE },
  { "trung tam gdnn", SAYS_CENTRE },
  { "trung tam gdtx", SAYS_CENTRE },
  { "tt gdnn", SAYS_CENTRE },
  { "tt gdtx", SAYS_CENTRE },
  { "ttgdnn", SAYS_CENTRE },
  { "ttgdtx", SAYS_CENTRE },
  { "gdnn", SAYS_CENTRE },
  { "gdtx", SAYS_CENTRE },
  { "cao dang", SAYS_COLLEGE },
  { "cd", SAYS_COLLEGE },
  { "chuyen biet", SAYS_SPECIAL },
  { "gdtkt", SAYS_SPECIAL },
  { "giao duc tre khuyet tat", SAYS_SPECIAL },
  { "gd tre khuyet tat", SAYS_SPECIAL },
  { "nuoi day tre khuyet tat", SAYS_SPECIAL },
  { "trung tam ho tro phat trien giao duc hoa nhap", SAYS_SPECIAL },
};

/* Folded words with one blank between and one at the end: "th thcs hoa loc ". */
static char *
words_of (const char *name)
{
  g_autofree char *folded = nh_text_fold (name);
  GString *words = g_string_new (NULL);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (words, c);
      else if (words->len > 0 && words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }
  if (words->len > 0 && words->str[words->len - 1] != ' ')
    g_string_append_c (words, ' ');
  return g_string_free (words, FALSE);
}

/* Moves @words behind the phrase that it begins with; FALSE when it begins with none. */
static gboolean
read_phrase (const char **words,
             Says        *says)
{
  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      gsize length = strlen (phrases[i].phrase);

      if (strncmp (*words, phrases[i].phrase, length) == 0 && (*words)[length] == ' ')
        {
          *words += length + 1;
          *says = phrases[i].says;
          return TRUE;
        }
    }
  return FALSE;
}

static const char *
kind_of (guint said)
{
  static const struct
  {
    Says says;
    const char *kind;
  } whole[] = {
    { SAYS_PROVINCE_OFFICE, "province_office" }, { SAYS_DISTRICT_OFFICE, "district_office" },
    { SAYS_COMMUNE_OFFICE, "commune_office" },   { SAYS_CENTRE, "continuing_centre" },
    { SAYS_COLLEGE, "college" },                 { SAYS_SPECIAL, "special" },
    { SAYS_MANY, "multi_level" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++)
    if (said & (1u << whole[i].says))
      return whole[i].kind;
  switch (said & (1u << SAYS_KINDERGARTEN | 1u << SAYS_PRIMARY | 1u << SAYS_LOWER | 1u << SAYS_UPPER))
    {
    case 0:
      return NULL;
    case 1u << SAYS_KINDERGARTEN:
      return "kindergarten";
    case 1u << SAYS_PRIMARY:
      return "primary";
    case 1u << SAYS_LOWER:
      return "lower_secondary";
    case 1u << SAYS_UPPER:
      return "upper_secondary";
    case 1u << SAYS_PRIMARY | 1u << SAYS_LOWER:
      return "primary_secondary";
    default:
      return "multi_level";
    }
}

/* Reads the head of a name: what it says, as bits; moves @words to where the own name begins. */
static guint
read_head (const char **words)
{
  guint said = 0;

  while (**words)
    {
      const char *next = *words;
      Says says;

      /* "và" joins levels: "Tiểu học và THCS". */
      if (said && g_str_has_prefix (next, "va "))
        next += strlen ("va ");
      if (!read_phrase (&next, &says) || (said && says > SAYS_MANY))
        break;
      *words = next;
      if (says != SAYS_NOTHING)
        said |= 1u << says;
      /* After an office or a centre comes where it is, and there "TH" is no level. */
      if (says >= SAYS_MANY)
        break;
    }
  return said;
}

/**
 * nh_unit_kind_guess:
 * @name: (nullable): the name of a unit as people write it
 *
 * Reads the kind from the words that a name begins with: "Trường Tiểu học Hòa Lộc", "TH&THCS An
 * Lập", "PGD Dầu Tiếng". Only the head of the name counts: "Mầm non Cao Đẳng" is a kindergarten.
 *
 * Returns: (transfer none) (nullable): the key of a kind of units; %NULL when the name does not tell
 */
const char *
nh_unit_kind_guess (const char *name)
{
  g_autofree char *words = words_of (name ? name : "");
  const char *p = words;

  return kind_of (read_head (&p));
}

/**
 * nh_unit_own_name:
 * @name: (nullable): the name of a unit as people write it
 *
 * Returns: (transfer full): what is left of it without the words that tell its kind, folded: "hoa
 *   loc" of "Trường TH Hoà Lộc". For comparing, not for showing; may be empty.
 */
char *
nh_unit_own_name (const char *name)
{
  g_autofree char *words = words_of (name ? name : "");
  const char *p = words;

  read_head (&p);
  return g_strchomp (g_strdup (p));
}
