/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-text.h"

#include <string.h>

static int
sign (int n)
{
  return (n > 0) - (n < 0);
}

/* Every pair of @sorted compares as it stands, by compare and by key. */
static void
assert_order (const char *const *sorted,
              guint              n,
              int              (*compare) (const char *, const char *),
              char *           (*make_key) (const char *))
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      {
        g_autofree char *a = make_key (sorted[i]);
        g_autofree char *b = make_key (sorted[j]);

        if (sign (compare (sorted[i], sorted[j])) != sign ((int) i - (int) j) ||
            sign (strcmp (a, b)) != sign ((int) i - (int) j))
          g_error ("wrong order of «%s» and «%s»", sorted[i], sorted[j]);
      }
}

static void
test_alphabet (void)
{
  static const char *const letters[] = {
    "", "-", "0", "1", "9", "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h", "i", "j",
    "k", "l", "m", "n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z",
    "я",
  };

  assert_order (letters, G_N_ELEMENTS (letters), nh_text_compare, nh_text_sort_key);
}

static void
test_words (void)
{
  static const char *const words[] = {
    "(1)", "1", "10", "1a", "2", "A", "a", "à", "ả", "ã", "á", "ạ", "An", "an", "an bình",
    "an toàn", "anh", "ánh", "ảo", "ăn", "ấn", "Ba", "ba", "ba ba", "ba bị", "bà", "bà con",
    "bả", "ban", "Da", "Đa", "đà", "e", "em", "ê", "Hoa", "hoa", "Hoa Lư", "hoà", "hòa",
    "Hòa Bình", "hoá", "hoàn", "Lê A", "Lê Á", "Lê Ân", "TH-THCS", "Thanh Tuyên", "Thanh Tuyền", "y",
  };

  assert_order (words, G_N_ELEMENTS (words), nh_text_compare, nh_text_sort_key);
}

static void
test_names (void)
{
  static const char *const names[] = {
    "", "An", "Lê An", "Nguyễn An", "Nguyễn Văn An", "Nguyễn Vân An", "Phạm An", "Trần Lê Ân",
    "Nguyễn Thị Bình", "Lê Đức", "Trần Văn Đức", "Bùi Thị Hoa", "Vũ Hoa", "An Thị Hòa",
    "Đặng Hòa", "Lê Hoàng",
  };
  static const char *const sorted_tail[] = { "Lê Hà", "Võ Hà", "Đỗ Hạ", "Bùi Hoa", "Lê Hoà" };

  assert_order (names, G_N_ELEMENTS (names), nh_text_name_compare, nh_text_name_sort_key);
  assert_order (sorted_tail, G_N_ELEMENTS (sorted_tail), nh_text_name_compare,
                nh_text_name_sort_key);
}

static void
test_given_name (void)
{
  static const char *const cases[][2] = {
    { "Nguyễn Thị Thu Hà", "Hà" }, { "Hà", "Hà" },       { "", "" },
    { "  Trần\302\240Đức  ", "Đức" }, { "H'Hen Niê", "Niê" }, { NULL, "" },
    { "Lê Hoa\314\200", "Hoà" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *given = nh_text_given_name (cases[i][0]);

      g_assert_cmpstr (given, ==, cases[i][1]);
    }
}

static void
test_same_text (void)
{
  static const char *const texts[] = { "Nguyễn Thị Thu Hà", "Đặng Ước", "hoà", "H’Hen Niê", "" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *nfd = g_utf8_normalize (texts[i], -1, G_NORMALIZE_NFD);

      g_assert_cmpint (nh_text_compare (texts[i], nfd), ==, 0);
      g_assert_cmpint (nh_text_name_compare (texts[i], nfd), ==, 0);
    }
  g_assert_cmpint (nh_text_compare (NULL, ""), ==, 0);
  g_assert_cmpint (nh_text_compare (NULL, "a"), <, 0);
}

/* A text of a few parts in which differences of every level are likely. */
static char *
random_text (void)
{
  static const char *const parts[] = {
    "a", "à", "á", "A", "Á", "ă", "â", "ấ", "d", "đ", "Đ", "n", "N", "g", "o", "ó", "ô", "ơ",
    "u", "ư", "ự", " ", " ", " ", "  ", "\302\240", "-", "1", "2", "a\314\200", "e\314\202\314\201",
    "hoà", "hòa", "ñ", "ß", "я", "’", "'", "\377", "e\314\210",
  };
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 7); n > 0; n--)
    g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
  return g_string_free (text, FALSE);
}

static void
check_total_order (int   (*compare) (const char *, const char *),
                   char *(*make_key) (const char *))
{
  char *texts[160];
  char *keys[G_N_ELEMENTS (texts)];
  const guint n = G_N_ELEMENTS (texts);

  for (guint i = 0; i < n; i++)
    {
      texts[i] = random_text ();
      keys[i] = make_key (texts[i]);
    }
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      {
        int ij = sign (compare (texts[i], texts[j]));
        g_autofree char *valid_i = g_utf8_make_valid (texts[i], -1);
        g_autofree char *valid_j = g_utf8_make_valid (texts[j], -1);
        g_autofree char *nfc_i = g_utf8_normalize (valid_i, -1, G_NORMALIZE_NFC);
        g_autofree char *nfc_j = g_utf8_normalize (valid_j, -1, G_NORMALIZE_NFC);

        g_assert_cmpint (ij, ==, -sign (compare (texts[j], texts[i])));
        g_assert_cmpint (ij, ==, sign (strcmp (keys[i], keys[j])));
        g_assert_true ((ij == 0) == g_str_equal (nfc_i, nfc_j));
        for (guint k = 0; ij <= 0 && k < n; k++)
          if (strcmp (keys[j], keys[k]) <= 0)
            g_assert_cmpint (compare (texts[i], texts[k]), <=, 0);
      }
  for (guint i = 0; i < n; i++)
    {
      g_free (texts[i]);
      g_free (keys[i]);
    }
}

static void
test_total_order (void)
{
  check_total_order (nh_text_compare, nh_text_sort_key);
  check_total_order (nh_text_name_compare, nh_text_name_sort_key);
}

static void
test_long_text (void)
{
  g_autoptr (GString) a = g_string_new (NULL);
  g_autoptr (GString) b = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (a, "Hoà bình ");
  b = g_string_new (a->str);
  g_string_append (a, "an");
  g_string_append (b, "ăn");
  g_assert_cmpint (nh_text_compare (a->str, b->str), <, 0);
  g_assert_cmpint (nh_text_name_compare (a->str, b->str), <, 0);
}

/* Whether one of the prefixes of @typed begins the key of @name; with @whole only where the given
 * name is no longer than that. */
static gboolean
prefixes_find (const char *typed,
               const char *name,
               gboolean    whole)
{
  g_autofree char *key = nh_text_name_sort_key (name);
  g_auto (GStrv) prefixes = nh_text_sort_key_prefixes (typed, 100);

  for (guint i = 0; prefixes[i]; i++)
    {
      const char *rest = key + strlen (prefixes[i]);

      if (g_str_has_prefix (key, prefixes[i]) &&
          (!whole || (*rest >= *NH_TEXT_SORT_KEY_TONES && *rest < *NH_TEXT_SORT_KEY_AFTER_TONES)))
        return TRUE;
    }
  return FALSE;
}

static void
test_prefixes (void)
{
  static const struct { const char *typed; const char *name; gboolean begins; gboolean whole; } cases[] = {
    { "hoa", "Nguyễn Thị Hòa", TRUE, TRUE },
    { "hoa", "Lê Hoà", TRUE, TRUE },
    { "hoa", "Lê Văn Hoàng", TRUE, FALSE },
    { "hoa", "Hoa Văn An", FALSE, FALSE },
    { "dat", "Trần Tiến Đạt", TRUE, TRUE },
    { "dat", "Trần Tiến Dật", TRUE, TRUE },
    { "uy", "Phạm Ưyên", TRUE, FALSE },
    { "duong", "Vũ Đường", TRUE, TRUE },
    { "duong", "Vũ Dưỡng", TRUE, TRUE },
    { "e", "Cao Ế", TRUE, TRUE },
    { "an", "Bùi Ẩn", TRUE, TRUE },
    { "an", "Bùi Văn", FALSE, FALSE },
    { "z", "Y Zan", TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s in %s", cases[i].typed, cases[i].name);
      g_assert_cmpint (prefixes_find (cases[i].typed, cases[i].name, FALSE), ==, cases[i].begins);
      g_assert_cmpint (prefixes_find (cases[i].typed, cases[i].name, TRUE), ==, cases[i].whole);
    }
  g_assert_null (nh_text_sort_key_prefixes ("", 100));
  g_assert_null (nh_text_sort_key_prefixes ("th2", 100));
  g_assert_null (nh_text_sort_key_prefixes ("hoa", 8)); /* nine ways to write it */
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sort-key/alphabet", test_alphabet);
  g_test_add_func ("/sort-key/words", test_words);
  g_test_add_func ("/sort-key/names", test_names);
  g_test_add_func ("/sort-key/given-name", test_given_name);
  g_test_add_func ("/sort-key/prefixes", test_prefixes);
  g_test_add_func ("/sort-key/same-text", test_same_text);
  g_test_add_func ("/sort-key/total-order", test_total_order);
  g_test_add_func ("/sort-key/long-text", test_long_text);
  return g_test_run ();
}
