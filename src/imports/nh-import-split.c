/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "imports/nh-import-split.h"

#include <string.h>

#include "core/nh-phone.h"
#include "core/nh-text.h"

/* Forms of address before names in small letters, with the way they are kept. */
static const struct
{
  const char *written, *kept;
} titles[] = {
  { "ông (bà)", "Ông (bà)" }, { "ông", "Ông" },   { "bà", "Bà" },      { "đồng chí", "Đ/c" },
  { "đ/c", "Đ/c" },           { "đc", "Đ/c" },    { "đ.c", "Đ/c" },    { "thầy giáo", "Thầy" },
  { "thầy", "Thầy" },         { "cô giáo", "Cô" }, { "cô", "Cô" },      { "anh", "Anh" },
  { "chị", "Chị" },
};

/* Posts, folded, and the short forms of offices. What is kept is what was written; the long form
 * only serves for comparing. */
static const struct
{
  const char *folded, *full;
} posts[] = {
  { "ht", "hieu truong" },
  { "hieu truong", "hieu truong" },
  { "pht", "pho hieu truong" },
  { "p.ht", "pho hieu truong" },
  { "p. ht", "pho hieu truong" },
  { "p.hieu truong", "pho hieu truong" },
  { "p. hieu truong", "pho hieu truong" },
  { "pho ht", "pho hieu truong" },
  { "pho hieu truong", "pho hieu truong" },
  { "hieu pho", "pho hieu truong" },
  { "gv", "giao vien" },
  { "giao vien", "giao vien" },
  { "gvcn", "giao vien chu nhiem" },
  { "cv", "chuyen vien" },
  { "chuyen vien", "chuyen vien" },
  { "ttcm", "to truong chuyen mon" },
  { "to truong", "to truong" },
  { "tpcm", "to pho chuyen mon" },
  { "to pho", "to pho" },
  { "tp", "truong phong" },
  { "truong phong", "truong phong" },
  { "ptp", "pho truong phong" },
  { "p.tp", "pho truong phong" },
  { "pho truong phong", "pho truong phong" },
  { "pho phong", "pho truong phong" },
  { "nv", "nhan vien" },
  { "nhan vien", "nhan vien" },
  { "cbql", "can bo quan ly" },
  { "can bo quan ly", "can bo quan ly" },
  { "gd", "giam doc" },
  { "giam doc", "giam doc" },
  { "pgd", "pho giam doc" },
  { "pho giam doc", "pho giam doc" },
  { "ke toan", "ke toan" },
  { "tong phu trach", "tong phu trach" },
  { "tptd", "tong phu trach doi" },
  { "bi thu", "bi thu" },
  { "chu tich", "chu tich" },
  { "pho chu tich", "pho chu tich" },
  { "truong khoa", "truong khoa" },
  { "can bo", "can bo" },
};

/* Words a unit begins with. Those in small letters too begin one only where more follows. */
static const char *const unit_heads[] = {
  "truong",    "th",       "thcs",     "thpt",   "mn",         "mg",       "tieu hoc",
  "mam non",   "mau giao", "th&thcs",  "th-thcs", "th-thcs-thpt", "thcs-thpt", "thcs&thpt",
  "trung hoc", "trung tam", "ttgdtx",  "ttgdnn", "ttgdnn-gdtx", "tt gdtx", "tt gdnn",
  "phong gd",  "phong giao duc", "phong gddt", "phong gd&dt", "pgd&dt", "pgddt", "pgd",
  "so gd",     "so giao duc", "so gddt", "so gd&dt", "sgd&dt", "sgddt", "sgd", "phong van hoa",
  "ubnd",      "ptdtbt",   "ptdtnt",   "pho thong", "cao dang", "dai hoc", "gdnn-gdtx", "gdtx",
};

void
nh_import_person_clear (NhImportPerson *person)
{
  g_clear_pointer (&person->title, g_free);
  g_clear_pointer (&person->name, g_free);
  g_clear_pointer (&person->post, g_free);
  g_clear_pointer (&person->unit, g_free);
  g_clear_pointer (&person->phone, g_free);
  g_clear_pointer (&person->more_phones, g_free);
  g_clear_pointer (&person->email, g_free);
  g_clear_pointer (&person->birth, g_free);
  g_clear_pointer (&person->rest, g_free);
}

/* Whether the folded words @text begin with @phrase; then where the next word starts. */
static gboolean
begins_with (const char *text, const char *phrase, gsize *length)
{
  gsize n = strlen (phrase);

  if (strncmp (text, phrase, n) != 0 || g_ascii_isalnum (text[n]))
    return FALSE;
  /* "P.HT" is not "P", "TH-THCS" is not "TH". */
  if ((text[n] == '-' || text[n] == '&') && g_ascii_isalnum (text[n + 1]))
    return FALSE;
  *length = n;
  return TRUE;
}

static gsize
find_unit_head (const char *folded)
{
  gsize best = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (unit_heads); i++)
    {
      gsize n;

      if (begins_with (folded, unit_heads[i], &n) && n > best)
        best = n;
    }
  return best;
}

static gsize
find_post_head (const char *folded)
{
  gsize best = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      gsize n;

      if (begins_with (folded, posts[i].folded, &n) && n > best)
        best = n;
    }
  return best;
}

/* "trưởng" of "Hiệu trưởng" folds like "trường". */
static gboolean
is_head_word (const char *folded, const char *text)
{
  g_autofree char *small = NULL;

  if (!g_str_has_prefix (folded, "truong") || g_ascii_isalpha (text[3]))
    return FALSE;
  small = g_utf8_strdown (text, -1);
  return !g_str_has_prefix (small, "trường");
}

/* "HT trường TH Bến Súc": where in @text, which is at the start of a word, a unit begins. "Trường"
 * and "Phòng" are given names too: alone at the end they begin nothing. */
static gboolean
is_unit_at (const char *text)
{
  g_autofree char *folded = nh_text_fold (text);
  gsize n = find_unit_head (folded);
  const char *rest = folded + n;

  if (n == 0 || is_head_word (folded, text))
    return FALSE;
  while (*rest == ' ' || *rest == '.')
    rest++;
  if (!*rest)
    return FALSE;
  /* A given name with a capital, as in "Nguyễn Văn Trường - HT", needs a level behind it. */
  if (g_str_has_prefix (folded, "truong ") && g_unichar_isupper (g_utf8_get_char (text)))
    return find_unit_head (rest) > 0 || g_unichar_isalpha (g_utf8_get_char (rest));
  return TRUE;
}

/* Short forms of posts are written in capitals; "Chi" and "Gv" as names of people are not. */
static gboolean
is_post_at (const char *text)
{
  g_autofree char *folded = nh_text_fold (text);
  gsize n = find_post_head (folded);

  if (n == 0)
    return FALSE;
  if (n <= 4 && !strchr (folded, '.') && memchr (folded, ' ', n) == NULL)
    return g_unichar_isupper (g_utf8_get_char (text))
           && g_unichar_isupper (g_utf8_get_char (g_utf8_next_char (text)));
  return TRUE;
}

/** nh_import_begins_unit: Returns: whether @text reads as the name of a unit. */
gboolean
nh_import_begins_unit (const char *text)
{
  return is_unit_at (text);
}

/** nh_import_begins_post: Returns: whether @text begins with a post, as written or short. */
gboolean
nh_import_begins_post (const char *text)
{
  return is_post_at (text);
}

/**
 * nh_import_post_key:
 * @post: (nullable): a post as written
 *
 * Returns: (transfer full): a key that is equal for "HT" and "Hiệu trưởng".
 */
char *
nh_import_post_key (const char *post)
{
  g_autofree char *folded = nh_text_fold (post);
  gsize best = 0;
  const char *full = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      gsize n;

      if (begins_with (folded, posts[i].folded, &n) && n > best)
        {
          best = n;
          full = posts[i].full;
        }
    }
  return full ? g_strconcat (full, folded + best, NULL) : g_steal_pointer (&folded);
}

/* Taking out what can be told by its form alone. */

static gboolean
is_birth_year (const char *digits, gsize n)
{
  gint64 year = n == 4 ? g_ascii_strtoll (digits, NULL, 10) : 0;

  return year >= 1930 && year <= 2012;
}

/* "12/3/1980" at @p: its length, else 0. */
static gsize
match_day (const char *p)
{
  const char *q = p;

  for (int part = 0; part < 3; part++)
    {
      gsize n = strspn (q, "0123456789");

      if (n == 0 || (part < 2 && n > 2) || (part == 2 && !is_birth_year (q, n)))
        return 0;
      q += n;
      if (part < 2 && !strchr ("/.-", *q))
        return 0;
      if (part < 2 && *q++ == '\0')
        return 0;
    }
  return (gsize) (q - p);
}

/* The longest stretch at @p that is a phone number, over blanks, dots and hyphens. */
static gsize
match_phone (const char *p)
{
  const char *q = p;
  gsize best = 0;
  guint digits = 0;

  if (*p == '(' && !g_ascii_isdigit (p[1]) && p[1] != '+')
    return 0;
  while (*q && strchr ("0123456789 .-()+", *q))
    {
      if ((*q == '-' && q > p && q[-1] == ' ' && q[1] == ' ') || (*q == '+' && digits))
        break; /* "0912345678 - 0987654321" */
      if (g_ascii_isdigit (*q++))
        digits++;
      if (digits > 13)
        break;
      if (digits >= 9 && !g_ascii_isdigit (*q))
        {
          g_autofree char *part = g_strndup (p, (gsize) (q - p));
          g_autofree char *phone = NULL;

          if (nh_phone_parse (part, &phone, NULL) && *phone)
            best = (gsize) (q - p);
          else if (best)
            break;
        }
    }
  return best;
}

static void
add_phone (NhImportPerson *person, const char *p, gsize n)
{
  g_autofree char *phone = g_strstrip (g_strndup (p, n));

  if (!person->phone)
    person->phone = g_steal_pointer (&phone);
  else if (!person->more_phones)
    person->more_phones = g_steal_pointer (&phone);
  else
    {
      char *all = g_strconcat (person->more_phones, "; ", phone, NULL);

      g_free (person->more_phones);
      person->more_phones = all;
    }
}

static gsize
match_email (const char *p)
{
  gsize n = strcspn (p, " ,;()\n\t");
  const char *at = memchr (p, '@', n);

  return at && at > p && memchr (at, '.', n - (gsize) (at - p)) ? n : 0;
}

/* Words that only announce what was taken out, at the end of @out: "ĐT:", "sinh năm". */
static void
drop_announcement (GString *out)
{
  static const char *const words[] = { "dt", "sdt", "dien thoai", "so dien thoai", "dtdd", "di dong",
                                       "sinh nam", "sn", "sinh ngay", "nam sinh", "sinh", "email",
                                       "e-mail", "tel", "mobile", "(", "ngay sinh" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      glong want = (glong) strlen (words[i]);
      const char *end = out->str + out->len;

      while (end > out->str && strchr (" :.\n", end[-1]))
        end--;
      for (const char *p = end; p > out->str;)
        {
          g_autofree char *tail = NULL;
          g_autofree char *folded = NULL;

          p = g_utf8_prev_char (p);
          tail = g_strndup (p, (gsize) (end - p));
          folded = nh_text_fold (tail);
          if ((glong) strlen (folded) > want)
            break;
          if (g_str_equal (folded, words[i])
              && (p == out->str || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p)))))
            {
              g_string_truncate (out, (gsize) (p - out->str));
              return;
            }
        }
    }
}

/* Phones, e-mail and birth go to @person; what is left is returned. */
static char *
take_out_numbers (const char *text, NhImportPerson *person)
{
  GString *out = g_string_new (NULL);
  gboolean word_start = TRUE;

  for (const char *p = text; *p;)
    {
      gsize n = 0;

      if (word_start && (g_ascii_isdigit (*p) || *p == '+' || *p == '('))
        {
          n = match_day (p);
          if (n && !person->birth)
            person->birth = g_strndup (p, n);
          else if (!n && (n = match_phone (p)) > 0)
            add_phone (person, p, n);
          else if (!n && !person->birth && is_birth_year (p, strspn (p, "0123456789")))
            person->birth = g_strndup (p, n = 4);
        }
      else if (word_start && !person->email && (n = match_email (p)) > 0)
        person->email = g_strndup (p, n);
      if (n)
        {
          drop_announcement (out);
          p += n;
          if (*p == ')')
            p++;
          g_string_append (out, " ; ");
          continue;
        }
      word_start = strchr (" ,;:-(\n\t/", *p) != NULL || g_utf8_get_char (p) == 0x2013;
      n = (gsize) (g_utf8_next_char (p) - p);
      g_string_append_len (out, p, n);
      p += n;
    }
  return g_string_free (out, FALSE);
}

/* Segments: parts between commas, semicolons, lines, colons, and dashes with blanks around. */
static GPtrArray *
split_segments (const char *text)
{
  GPtrArray *segments = g_ptr_array_new_with_free_func (g_free);
  GString *one = g_string_new (NULL);

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean dash = (c == '-' && ((p > text && p[-1] == ' ') || p[1] == ' ')) || c == 0x2013
                      || c == 0x2014;

      if (c && !dash && !strchr (",;\n:|()", c < 128 ? (int) c : 'x'))
        {
          g_string_append_unichar (one, c);
          continue;
        }
      g_strstrip (one->str);
      one->len = strlen (one->str);
      while (one->len && strchr (" .-/", one->str[one->len - 1]))
        g_string_truncate (one, one->len - 1);
      if (one->len)
        g_ptr_array_add (segments, g_strdup (one->str));
      g_string_truncate (one, 0);
      if (!c)
        break;
    }
  g_string_free (one, TRUE);
  return segments;
}

/* Where the title at the start of @text ends; NULL: none. */
static const char *
skip_title (const char *text, const char **kept)
{
  g_autofree char *small = g_utf8_strdown (text, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      gsize n = strlen (titles[i].written);
      const char *p = text + n;

      /* Letters of Vietnamese have as many bytes in capitals as in small ones. */
      if (strncmp (small, titles[i].written, n) != 0 || strlen (small) != strlen (text)
          || g_unichar_isalpha (g_utf8_get_char (p)))
        continue;
      while (*p && strchr (" .:", *p))
        p++;
      *kept = titles[i].kept;
      return p;
    }
  return NULL;
}

/* A title needs a name of two words behind it, or a mark: "Cô Lan" is perhaps all that is known,
 * "Ông Ích" perhaps a whole name. */
static char *
take_title (const char *text, NhImportPerson *person)
{
  const char *kept;
  const char *rest = skip_title (text, &kept);
  gboolean marked;

  if (!rest)
    return g_strdup (text);
  marked = memchr (text, ':', (gsize) (rest - text)) || g_str_equal (kept, "Đ/c");
  if (!marked && !strchr (rest, ' '))
    return g_strdup (text);
  if (*rest && !person->title)
    person->title = g_strdup (kept);
  return g_strdup (*rest ? rest : text);
}

static void
set_once (char **field, const char *text)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));

  if (*clean && !*field)
    *field = g_steal_pointer (&clean);
}

static void
add_rest (NhImportPerson *person, const char *text)
{
  char *all = person->rest ? g_strconcat (person->rest, "; ", text, NULL) : g_strdup (text);

  g_free (person->rest);
  person->rest = all;
}

/* @text from @from on: a post up to the unit, the unit up to the end. */
static void
take_post_and_unit (const char *text, NhImportPerson *person)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if ((p == text || p[-1] == ' ') && is_unit_at (p))
      {
        g_autofree char *post = g_strndup (text, (gsize) (p - text));

        if (person->unit)
          add_rest (person, p);
        set_once (&person->post, post);
        set_once (&person->unit, p);
        return;
      }
  if (person->post)
    add_rest (person, text);
  set_once (&person->post, text);
}

/* "Lê Văn Hoà HT Trường TH Bến Súc": the name ends where a post or a unit begins. */
static void
take_name (const char *segment, NhImportPerson *person)
{
  guint words = 0;

  for (const char *p = segment; *p; p = g_utf8_next_char (p))
    if (p > segment && p[-1] == ' ' && *p != ' ')
      {
        words++;
        if (words >= 2 && (is_post_at (p) || is_unit_at (p)))
          {
            g_autofree char *name = g_strndup (segment, (gsize) (p - segment));

            set_once (&person->name, name);
            take_post_and_unit (p, person);
            return;
          }
      }
  set_once (&person->name, segment);
}

/**
 * nh_import_split_person:
 * @text: a cell, NFC
 * @person: (out caller-allocates): what it says; clear it afterwards
 *
 * Takes a person with all that offices write into one cell apart: form of address, name, post,
 * unit, phones, e-mail, birth; with or without commas, dashes and lines between.
 */
void
nh_import_split_person (const char *text, NhImportPerson *person)
{
  g_autofree char *words = NULL;
  g_autoptr (GPtrArray) segments = NULL;

  *person = (NhImportPerson){ NULL };
  words = take_out_numbers (text, person);
  segments = split_segments (words);
  for (guint i = 0; i < segments->len; i++)
    {
      const char *segment = g_ptr_array_index (segments, i);
      const char *kept;
      const char *after = skip_title (segment, &kept);

      if (after && !*after && !person->title) /* "Bà:" before a colon */
        person->title = g_strdup (kept);
      else if (is_post_at (segment) || is_unit_at (segment))
        take_post_and_unit (segment, person);
      else if (!person->name)
        {
          g_autofree char *name = take_title (segment, person);

          take_name (name, person);
        }
      else
        add_rest (person, segment);
    }
}

/**
 * nh_import_split_post_unit:
 * @text: a cell with a post, a unit or both: "Phó Hiệu trưởng, Trường TH Bến Súc"
 * @person: (out caller-allocates): what it says; clear it afterwards
 */
void
nh_import_split_post_unit (const char *text, NhImportPerson *person)
{
  g_autofree char *words = NULL;
  g_autoptr (GPtrArray) segments = NULL;

  *person = (NhImportPerson){ NULL };
  words = take_out_numbers (text, person);
  segments = split_segments (words);
  for (guint i = 0; i < segments->len; i++)
    {
      const char *segment = g_ptr_array_index (segments, i);

      if (is_post_at (segment) || is_unit_at (segment))
        take_post_and_unit (segment, person);
      else if (person->post && !person->unit) /* "HT - Bến Súc" */
        set_once (&person->unit, segment);
      else if (!person->post && segments->len == 1)
        take_post_and_unit (segment, person);
      else if (!person->post)
        set_once (&person->post, segment);
      else
        add_rest (person, segment);
    }
}

/**
 * nh_import_split_name:
 * @text: a cell with a name, perhaps with a form of address and a year of birth
 * @person: (out caller-allocates): what it says; clear it afterwards
 */
void
nh_import_split_name (const char *text, NhImportPerson *person)
{
  g_autofree char *name = NULL;

  if (nh_import_is_packed (text))
    {
      nh_import_split_person (text, person);
      return;
    }
  *person = (NhImportPerson){ NULL };
  name = take_title (text, person);
  set_once (&person->name, name);
}

/**
 * nh_import_split_phones:
 * @text: a cell with one or several phone numbers
 * @person: (out caller-allocates): .phone, .more_phones, and .rest with what is no number
 */
void
nh_import_split_phones (const char *text, NhImportPerson *person)
{
  g_autofree char *words = NULL;
  g_autoptr (GPtrArray) segments = NULL;

  *person = (NhImportPerson){ NULL };
  words = take_out_numbers (text, person);
  segments = split_segments (words);
  for (guint i = 0; i < segments->len; i++)
    {
      g_autofree char *folded = nh_text_fold (g_ptr_array_index (segments, i));

      if (strlen (folded) > 1) /* a "/" between two numbers */
        add_rest (person, g_ptr_array_index (segments, i));
    }
}

/**
 * nh_import_is_packed:
 * @text: a cell that should hold a name
 *
 * Returns: whether it holds more than a name: digits, a dash between words, a comma, a line end.
 */
gboolean
nh_import_is_packed (const char *text)
{
  return strpbrk (text, "0123456789,;\n@(") != NULL || strstr (text, " - ") != NULL
         || strstr (text, " – ") != NULL;
}
