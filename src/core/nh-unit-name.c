/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-unit-name.h"

#include <string.h>

#include "core/nh-text.h"

#define MAX_WORDS 48
#define MAX_NUMBERS 6

/* Phrases before the distinguishing part, folded; a longer one before its own beginning. Names of
 * kinds: Luật Giáo dục 2019, Đ. 28 and 65, and the short forms that offices write. */
static const struct
{
  const char *phrase;
  guint says;
} phrases[] = {
  { "trung hoc co so", NH_UNIT_SAYS_LOWER },
  { "trung hoc pho thong", NH_UNIT_SAYS_UPPER },
  { "trung tam", NH_UNIT_SAYS_NOTHING },
  { "tieu hoc", NH_UNIT_SAYS_PRIMARY },
  { "ththcs", NH_UNIT_SAYS_PRIMARY | NH_UNIT_SAYS_LOWER },
  { "thcs", NH_UNIT_SAYS_LOWER },
  { "thpt", NH_UNIT_SAYS_UPPER },
  { "ptth", NH_UNIT_SAYS_UPPER },
  { "th", NH_UNIT_SAYS_PRIMARY },
  { "mam non", NH_UNIT_SAYS_KINDERGARTEN },
  { "mau giao", NH_UNIT_SAYS_KINDERGARTEN },
  { "nha tre", NH_UNIT_SAYS_KINDERGARTEN },
  { "mn", NH_UNIT_SAYS_KINDERGARTEN },
  { "mg", NH_UNIT_SAYS_KINDERGARTEN },
  { "pho thong dan toc noi tru", NH_UNIT_SAYS_BOARDING },
  { "pho thong dan toc ban tru", NH_UNIT_SAYS_SEMI_BOARDING },
  { "pho thong nhieu cap hoc", NH_UNIT_SAYS_MULTI },
  { "pho thong lien cap", NH_UNIT_SAYS_MULTI },
  { "pho thong", NH_UNIT_SAYS_NOTHING },
  { "cong lap", NH_UNIT_SAYS_NOTHING },
  { "tu thuc", NH_UNIT_SAYS_NOTHING },
  { "dan lap", NH_UNIT_SAYS_NOTHING },
  { "phong giao duc va dao tao", NH_UNIT_SAYS_DISTRICT },
  { "phong giao duc dao tao", NH_UNIT_SAYS_DISTRICT },
  { "phong gd va dt", NH_UNIT_SAYS_DISTRICT },
  { "phong gddt", NH_UNIT_SAYS_DISTRICT },
  { "phong gd dt", NH_UNIT_SAYS_DISTRICT },
  { "phong giao duc", NH_UNIT_SAYS_DISTRICT },
  { "phong gd", NH_UNIT_SAYS_DISTRICT },
  { "phong van hoa xa hoi", NH_UNIT_SAYS_COMMUNE },
  { "phong van hoa", NH_UNIT_SAYS_COMMUNE },
  { "phong vh xh", NH_UNIT_SAYS_COMMUNE },
  { "phong vhxh", NH_UNIT_SAYS_COMMUNE },
  { "ptdtnt", NH_UNIT_SAYS_BOARDING },
  { "ptdtbt", NH_UNIT_SAYS_SEMI_BOARDING },
  { "pt dtnt", NH_UNIT_SAYS_BOARDING },
  { "pt dtbt", NH_UNIT_SAYS_SEMI_BOARDING },
  { "pgddt", NH_UNIT_SAYS_DISTRICT },
  { "pgd dt", NH_UNIT_SAYS_DISTRICT },
  { "pgd", NH_UNIT_SAYS_DISTRICT },
  { "dan toc noi tru", NH_UNIT_SAYS_BOARDING },
  { "dan toc ban tru", NH_UNIT_SAYS_SEMI_BOARDING },
  { "dtnt", NH_UNIT_SAYS_BOARDING },
  { "dtbt", NH_UNIT_SAYS_SEMI_BOARDING },
  { "lien cap", NH_UNIT_SAYS_MULTI },
  { "nhieu cap hoc", NH_UNIT_SAYS_MULTI },
  { "ttgdnn", NH_UNIT_SAYS_CONTINUING },
  { "ttgdtx", NH_UNIT_SAYS_CONTINUING },
  { "gdnn", NH_UNIT_SAYS_CONTINUING },
  { "gdtx", NH_UNIT_SAYS_CONTINUING },
  { "giao duc nghe nghiep", NH_UNIT_SAYS_CONTINUING },
  { "giao duc thuong xuyen", NH_UNIT_SAYS_CONTINUING },
  { "so giao duc va dao tao", NH_UNIT_SAYS_PROVINCE },
  { "so giao duc dao tao", NH_UNIT_SAYS_PROVINCE },
  { "so gd va dt", NH_UNIT_SAYS_PROVINCE },
  { "so gddt", NH_UNIT_SAYS_PROVINCE },
  { "so gd dt", NH_UNIT_SAYS_PROVINCE },
  { "sgddt", NH_UNIT_SAYS_PROVINCE },
  { "sgd dt", NH_UNIT_SAYS_PROVINCE },
  { "sgd", NH_UNIT_SAYS_PROVINCE },
  { "so giao duc", NH_UNIT_SAYS_PROVINCE },
  { "so gd", NH_UNIT_SAYS_PROVINCE },
  { "chuyen biet", NH_UNIT_SAYS_SPECIAL },
  { "gdtkt", NH_UNIT_SAYS_SPECIAL },
  { "giao duc tre khuyet tat", NH_UNIT_SAYS_SPECIAL },
  { "gd tre khuyet tat", NH_UNIT_SAYS_SPECIAL },
  { "nuoi day tre khuyet tat", NH_UNIT_SAYS_SPECIAL },
  { "ho tro phat trien giao duc hoa nhap", NH_UNIT_SAYS_SPECIAL },
  { "cao dang", NH_UNIT_SAYS_COLLEGE },
  { "cd", NH_UNIT_SAYS_COLLEGE },
};

/* Words before the name of a place; here the tones count: "Tĩnh" and "Xã" are parts of names. */
static const struct
{
  const char *word;
  char kind;
} places[] = {
  { "tỉnh", 's' }, { "huyện", 'h' }, { "thị xã", 't' }, { "thị trấn", 'n' }, { "thành phố", 'T' },
  { "quận", 'q' }, { "phường", 'p' }, { "xã", 'x' },    { "tp", 'T' },       { "tx", 't' },
  { "tt", 'n' },   { "h", 'h' },      { "q", 'q' },     { "p", 'p' },        { "x", 'x' },
};

typedef struct
{
  char *keys[MAX_WORDS];
  char *folded[MAX_WORDS];
  guint n;
} Words;

/* Both forms of the words: punctuation is a blank, and so is the place between "Thắng" and "1". */
static char *
clean (const char *key)
{
  GString *out = g_string_sized_new (strlen (key) + 8);
  char before = ' ';

  for (const char *p = key; *p; p++)
    {
      gboolean letter = g_ascii_isalpha (before) || (guchar) before >= 0x80;

      if (strchr (".,;:()\"'+", *p))
        g_string_append_c (out, ' ');
      else
        {
          if (g_ascii_isdigit (*p) && letter)
            g_string_append_c (out, ' ');
          g_string_append_c (out, *p);
        }
      before = *p;
    }
  return g_string_free (out, FALSE);
}

static guint
split (char *text, char **words)
{
  guint n = 0;
  char *rest = NULL;

  for (char *word = strtok_r (text, " ", &rest); word && n < MAX_WORDS; word = strtok_r (NULL, " ", &rest))
    words[n++] = word;
  return n;
}

/* How many words from @at on are those of @phrase; 0 when they are others. */
static guint
match (char *const *words, guint n, guint at, const char *phrase)
{
  guint count = 0;

  while (*phrase)
    {
      gsize length = strcspn (phrase, " ");

      if (at + count >= n || strncmp (words[at + count], phrase, length) != 0
          || words[at + count][length])
        return 0;
      count++;
      phrase += length;
      phrase += strspn (phrase, " ");
    }
  return count;
}

static guint
match_phrase (const Words *words, guint at, guint *says)
{
  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      guint count;

      if (phrases[i].phrase[0] != words->folded[at][0])
        continue;
      count = match (words->folded, words->n, at, phrases[i].phrase);
      if (count)
        {
          *says = phrases[i].says;
          return count;
        }
    }
  return 0;
}

/* "Trường" and not "Trương Định". */
static gboolean
is_school_word (const Words *words, guint at)
{
  static char *school;

  if (g_once_init_enter (&school))
    g_once_init_leave (&school, nh_text_unit_key ("trường"));
  return g_str_equal (words->keys[at], school) || g_str_equal (words->keys[at], "truong");
}

/* Returns where the distinguishing part begins. */
static guint
read_head (const Words *words, guint *says)
{
  guint at = 0;

  if (at < words->n && is_school_word (words, at))
    at++;
  if (at < words->n && g_str_equal (words->folded[at], "tt"))
    at++; /* Trung tâm; behind the head it is a thị trấn */
  while (at < words->n)
    {
      guint said = 0;
      guint next = at;
      guint count;

      /* "và" joins levels: "Tiểu học và THCS". */
      if (*says && g_str_equal (words->folded[at], "va") && at + 1 < words->n)
        next++;
      count = match_phrase (words, next, &said);
      /* After "THPT" alone: a lone "Chuyên" is a name. */
      if (!count && (*says & NH_UNIT_SAYS_UPPER) && at + 1 < words->n
          && g_str_equal (words->folded[at], "chuyen"))
        {
          *says |= NH_UNIT_SAYS_GIFTED;
          at++;
          continue;
        }
      /* "Mầm non Cao Đẳng" is no college, and after an office comes its place. */
      if (!count || (*says && (said & NH_UNIT_SAYS_COLLEGE))
          || (*says & (NH_UNIT_SAYS_PROVINCE | NH_UNIT_SAYS_DISTRICT | NH_UNIT_SAYS_COMMUNE)))
        break;
      *says |= said;
      /* Schools for children with disabilities are called nothing else. */
      if (said & NH_UNIT_SAYS_SPECIAL)
        break;
      at = next + count;
    }
  return at;
}

static guint
match_place (const Words *words, guint at, char *kind)
{
  static GStrv keys;

  if (g_once_init_enter (&keys))
    {
      GStrv all = g_new0 (char *, G_N_ELEMENTS (places) + 1);

      for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
        all[i] = nh_text_unit_key (places[i].word);
      g_once_init_leave (&keys, all);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      guint count = match (words->keys, words->n, at, keys[i]);

      if (count && at + count < words->n)
        {
          *kind = places[i].kind;
          return count;
        }
    }
  return 0;
}

/* "1", "II", "B": what a number at the end of a name is; "" for a word. */
static const char *
number_of (const Words *words, guint at, char buffer[4])
{
  static const char *const roman[] = { "i", "ii", "iii", "iv", "v" };
  const char *word = words->keys[at];
  gsize length = strlen (word);

  for (gsize i = 0; i < G_N_ELEMENTS (roman); i++)
    if (g_str_equal (word, roman[i]))
      {
        g_snprintf (buffer, 4, "%u", (guint) i + 1);
        return buffer;
      }
  if (length == 1 && word[0] >= 'a' && word[0] <= 'e')
    return word;
  if (length > 2 || strspn (word, "0123456789") != length)
    return "";
  while (*word == '0' && word[1])
    word++;
  return word;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Takes the numbers off the end; returns where the core ends. */
static guint
read_numbers (const Words *words, guint from, guint to, NhUnitName *name)
{
  char *numbers[MAX_NUMBERS + 1] = { NULL };
  guint n = 0;
  guint end = to;

  while (end > from + 1 && n < MAX_NUMBERS)
    {
      char buffer[4];
      const char *number = number_of (words, end - 1, buffer);

      if (*number)
        numbers[n++] = g_strdup (number);
      else if (!n || !g_str_equal (words->folded[end - 1], "va"))
        break;
      end--;
    }
  /* "Trường số 2" has no other name than its number; "Lê Lợi số 2" is Lê Lợi. */
  if (n && end > from + 1
      && (g_str_equal (words->folded[end - 1], "so") || g_str_equal (words->folded[end - 1], "va")))
    end--;
  qsort (numbers, n, sizeof *numbers, compare_numbers);
  name->numbers = g_strjoinv (",", numbers);
  name->n_numbers = n;
  for (guint i = 0; i < n; i++)
    g_free (numbers[i]);
  return end;
}

static char *
join (char *const *words, guint from, guint to)
{
  GString *out = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    g_string_append_printf (out, "%s%s", i > from ? " " : "", words[i]);
  return g_string_free (out, FALSE);
}

/* Splits what follows the head into core, numbers and place. */
static void
read_rest (const Words *words, guint at, NhUnitName *name)
{
  char kind = 0;
  guint end;
  GString *initials = g_string_new (NULL);

  if (at < words->n)
    {
      guint count = match_place (words, at, &kind);

      /* "Phường 1" is the name itself; "huyện Dầu Tiếng" is Dầu Tiếng. */
      if (count && !g_ascii_isdigit (words->keys[at + count][0]))
        {
          name->place_kind = kind;
          at += count;
        }
    }
  for (end = at; end < words->n; end++)
    if (end > at && match_place (words, end, &kind))
      break;
  if (end < words->n)
    {
      guint count = match_place (words, end, &kind);

      name->place = join (words->folded, end + count, words->n);
    }
  else
    name->place = g_strdup ("");
  end = read_numbers (words, at, end, name);
  name->core = join (words->keys, at, end);
  name->folded = join (words->folded, at, end);
  name->n_words = end - at;
  for (guint i = at; i < end; i++)
    g_string_append_c (initials, words->folded[i][0]);
  name->initials = g_string_free (initials, FALSE);
}

/**
 * nh_unit_name_new:
 * @text: (nullable): the name of a unit as people write it
 *
 * Returns: (transfer full): the name taken apart
 */
NhUnitName *
nh_unit_name_new (const char *text)
{
  NhUnitName *name = g_new0 (NhUnitName, 1);
  g_autofree char *keys = NULL;
  g_autofree char *folded = NULL;
  Words words = { .n = 0 };
  guint n_folded;

  name->text = g_strdup (text ? text : "");
  name->key = nh_text_unit_key (text);
  keys = clean (name->key);
  folded = nh_text_fold (keys);
  words.n = split (keys, words.keys);
  n_folded = split (folded, words.folded);
  words.n = MIN (words.n, n_folded);
  read_rest (&words, read_head (&words, &name->says), name);
  return name;
}

/**
 * nh_unit_name_free:
 * @name: (nullable): a name
 *
 * Frees a name with its parts.
 */
void
nh_unit_name_free (NhUnitName *name)
{
  if (!name)
    return;
  g_free (name->text);
  g_free (name->key);
  g_free (name->core);
  g_free (name->folded);
  g_free (name->numbers);
  g_free (name->place);
  g_free (name->initials);
  g_free (name);
}

/**
 * nh_unit_name_with_number:
 * @text: a name that ends with several numbers: "TH Đức Thắng 1,2"
 * @number: one of them
 *
 * Returns: (transfer full): the name of that one unit: "TH Đức Thắng 1"
 */
char *
nh_unit_name_with_number (const char *text, const char *number)
{
  g_autofree char *upper = g_ascii_strup (number, -1);
  const char *end = text + strlen (text);

  /* Back over the last blank-separated or joined run of numbers: to the last letter of the core. */
  while (end > text)
    {
      const char *before = g_utf8_find_prev_char (text, end);
      const char *word = before;
      gunichar c = g_utf8_get_char (before);

      if (!g_unichar_isalpha (c))
        {
          end = before;
          continue;
        }
      while (word > text && g_unichar_isalpha (g_utf8_get_char (g_utf8_find_prev_char (text, word))))
        word = g_utf8_find_prev_char (text, word);
      {
        g_autofree char *last = g_strndup (word, end - word);
        g_autofree char *folded = nh_text_fold (last);

        if (!g_str_equal (folded, "va") && !g_str_equal (folded, "i") && !g_str_equal (folded, "ii")
            && !g_str_equal (folded, "iii") && !g_str_equal (folded, "iv")
            && !(strlen (folded) == 1 && folded[0] >= 'a' && folded[0] <= 'e'))
          break;
      }
      end = word;
    }
  return g_strdup_printf ("%.*s %s", (int) (end - text), text, upper);
}
