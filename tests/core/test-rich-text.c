/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-outline.h"
#include "core/nh-rich-text.h"

static char *
label (NhInlineKind kind, gint64 target, gpointer data)
{
  return target == 7 ? g_strdup ("Phụ lục II") : NULL;
}

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRichText) text = nh_rich_text_parse (
      "Theo <b>đúng <i>hạn</i></b> ở <ref appendix=\"7\"/><note>Gồm &lt;hai&gt; <i>loại</i></note>; A &amp; B", &error);
  g_autofree char *markup = NULL;
  g_autofree char *plain = NULL;
  const NhSpan *spans;
  const NhInline *objects;
  guint n;

  g_assert_no_error (error);
  spans = nh_rich_text_get_spans (text, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (spans[0].style, ==, NH_STYLE_BOLD);
  g_assert_cmpuint (spans[1].style, ==, NH_STYLE_BOLD | NH_STYLE_ITALIC);
  g_assert_cmpuint (spans[0].end, ==, spans[1].start);
  objects = nh_rich_text_get_inlines (text, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (objects[0].kind, ==, NH_INLINE_APPENDIX);
  g_assert_cmpint (objects[0].target, ==, 7);
  g_assert_cmpstr (nh_rich_text_get_text (objects[1].note), ==, "Gồm <hai> loại");
  markup = nh_rich_text_to_markup (text);
  g_assert_cmpstr (markup, ==,
                   "Theo <b>đúng <i>hạn</i></b> ở <ref appendix=\"7\"/><note>Gồm &lt;hai&gt; <i>loại</i></note>; A &amp; B");
  plain = nh_rich_text_to_plain (text, label, NULL);
  g_assert_cmpstr (plain, ==, "Theo đúng hạn ở Phụ lục II; A & B");
}

static void
test_broken (void)
{
  static const char *const broken[] = { "a < b", "<b>a", "<script>a</script>", "<ref unit=\"1\"/>", "<ref appendix=\"x\"/>",
                                        "<note>a<note>b</note></note>", "</text><text>" };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NhRichText) text = nh_rich_text_read (broken[i]);

      g_assert_null (nh_rich_text_parse (broken[i], &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (nh_rich_text_get_text (text), ==, broken[i]);
    }
}

static NhRichText *
random_text (gboolean notes)
{
  static const char *const words[] = { "a", "đề ", "<", "& ", "ạ", ">", "Phụ lục " };
  NhRichText *text = nh_rich_text_new (NULL);

  for (int i = g_test_rand_int_range (0, 9); i > 0; i--)
    {
      NhStyle style = g_test_rand_int_range (0, 8);

      switch (g_test_rand_int_range (0, notes ? 5 : 4))
        {
        case 4:
          {
            g_autoptr (NhRichText) note = random_text (FALSE);

            nh_rich_text_append_note (text, note, style);
            break;
          }
        case 3:
          nh_rich_text_append_reference (text, g_test_rand_int_range (NH_INLINE_APPENDIX, NH_INLINE_LEGAL + 1),
                                         g_test_rand_int_range (1, 99), style);
          break;
        default:
          nh_rich_text_append (text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))], -1, style);
        }
    }
  return text;
}

static void
test_random (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NhRichText) text = random_text (TRUE);
      g_autofree char *markup = nh_rich_text_to_markup (text);
      g_autoptr (NhRichText) again = nh_rich_text_parse (markup, &error);
      g_autoptr (NhRichText) joined = NULL;
      guint cut = 0;

      g_assert_no_error (error);
      g_assert_true (nh_rich_text_equal (text, again));
      while (cut < nh_rich_text_get_length (text) && g_test_rand_bit ())
        cut = g_utf8_next_char (nh_rich_text_get_text (text) + cut) - nh_rich_text_get_text (text);
      joined = nh_rich_text_slice (text, 0, cut);
      nh_rich_text_append_slice (joined, text, cut, G_MAXUINT);
      g_assert_true (nh_rich_text_equal (text, joined));
    }
}

static void
test_labels (void)
{
  static const struct { guint level; const char *label; } steps[] = {
    { 1, "I." }, { 2, "1." }, { 3, "1.1." }, { 4, "1.1.1." }, { 5, "a)" }, { 5, "b)" }, { 3, "1.2." }, { 5, "a)" },
    { 2, "2." }, { 1, "II." }, { 3, "1." }, { 2, "1." }, { 5, "a)" }, { 5, "b)" }, { 5, "c)" }, { 5, "d)" }, { 5, "đ)" },
  };
  NhOutlineCounter counter = { { 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *label = nh_outline_next_label (&counter, steps[i].level);

      g_assert_cmpstr (label, ==, steps[i].label);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rich-text/read", test_read);
  g_test_add_func ("/rich-text/broken", test_broken);
  g_test_add_func ("/rich-text/random", test_random);
  g_test_add_func ("/outline/labels", test_labels);
  return g_test_run ();
}
