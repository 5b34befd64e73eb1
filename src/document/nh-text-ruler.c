/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-text-ruler.h"

#include <math.h>
#include <string.h>

#include "document/nh-page-font.h"

#define NEWLINE (-1.0f)
/* Large, so that rounding of glyph positions does not matter. */
#define MEASURED_SIZE 64

struct _NhTextRuler
{
  PangoLayout *layout;
  PangoFontDescription *fonts[4];
  GHashTable *words[4]; /* by style: word → float* */
};

/**
 * nh_text_ruler_new:
 *
 * Makes a ruler that measures at 72 dpi without hinting: what a printer draws, not a screen.
 *
 * Returns: (transfer full): the ruler. Use it in one thread.
 */
NhTextRuler *
nh_text_ruler_new (void)
{
  NhTextRuler *ruler = g_new0 (NhTextRuler, 1);
  PangoContext *context = nh_page_font_new_context ();

  ruler->layout = pango_layout_new (context);
  g_object_unref (context);
  for (guint i = 0; i < G_N_ELEMENTS (ruler->fonts); i++)
    {
      ruler->fonts[i] = nh_page_font_describe (MEASURED_SIZE, i & 1, i & 2);
      ruler->words[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    }

  return ruler;
}

/**
 * nh_text_ruler_free:
 * @ruler: (nullable) (transfer full): a ruler
 *
 * Frees the ruler.
 */
void
nh_text_ruler_free (NhTextRuler *ruler)
{
  if (ruler == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (ruler->fonts); i++)
    {
      pango_font_description_free (ruler->fonts[i]);
      g_hash_table_unref (ruler->words[i]);
    }
  g_object_unref (ruler->layout);
  g_free (ruler);
}

/**
 * nh_text_ruler_get_shared:
 *
 * Returns: (transfer none): the calling thread's own ruler, which remembers the words of all tables.
 */
NhTextRuler *
nh_text_ruler_get_shared (void)
{
  static GPrivate shared = G_PRIVATE_INIT ((GDestroyNotify) nh_text_ruler_free);
  NhTextRuler *ruler = g_private_get (&shared);

  if (ruler == NULL)
    {
      ruler = nh_text_ruler_new ();
      g_private_set (&shared, ruler);
    }

  return ruler;
}

static float
measure_word (NhTextRuler *ruler, const char *word, gsize length, guint style)
{
  char usual[64]; /* words are looked up often, so without memory of their own */
  g_autofree char *longer = NULL;
  char *key = usual;
  float *known;
  int width;

  if (length < sizeof usual)
    memcpy (usual, word, length);
  else
    key = longer = g_strndup (word, length);
  key[length] = '\0';
  known = g_hash_table_lookup (ruler->words[style], key);
  if (known != NULL)
    return *known;

  pango_layout_set_font_description (ruler->layout, ruler->fonts[style]);
  pango_layout_set_text (ruler->layout, word, length);
  pango_layout_get_size (ruler->layout, &width, NULL);
  known = g_new (float, 1);
  *known = (float) width / PANGO_SCALE / MEASURED_SIZE;
  g_hash_table_insert (ruler->words[style], g_strdup (key), known);

  return *known;
}

/**
 * nh_text_ruler_measure:
 * @ruler: a ruler
 * @text: valid UTF-8; newlines separate paragraphs
 * @bold: whether it is bold
 * @italic: whether it is italic
 *
 * Measures every word of a text.
 *
 * Returns: (transfer full): the widths, in em.
 */
NhInk *
nh_text_ruler_measure (NhTextRuler *ruler, const char *text, gboolean bold, gboolean italic)
{
  NhInk *ink = g_new0 (NhInk, 1);
  guint style = (bold ? 1 : 0) + (italic ? 2 : 0);
  float line = 0;

  ink->widths = g_array_new (FALSE, FALSE, sizeof (float));
  ink->space = measure_word (ruler, " ", 1, style);

  for (const char *p = text;;)
    {
      gsize length = strcspn (p, " \t\n");

      if (length > 0)
        {
          float width = measure_word (ruler, p, length, style);

          line += (line > 0 ? ink->space : 0) + width;
          ink->longest = MAX (ink->longest, width);
          g_array_append_val (ink->widths, width);
        }
      p += length;
      if (*p == '\n' || *p == '\0')
        {
          ink->natural = MAX (ink->natural, line);
          line = 0;
        }
      if (*p == '\0')
        break;
      if (*p == '\n')
        {
          const float newline = NEWLINE;

          g_array_append_val (ink->widths, newline);
        }
      p++;
    }

  return ink;
}

/**
 * nh_ink_free:
 * @ink: (nullable) (transfer full): measured words
 *
 * Frees @ink.
 */
void
nh_ink_free (NhInk *ink)
{
  if (ink == NULL)
    return;

  g_array_unref (ink->widths);
  g_free (ink);
}

/**
 * nh_ink_count_lines:
 * @ink: measured words
 * @size: the font size in points
 * @width: the room in points
 *
 * Returns: on how many lines the text fits; at least 1.
 */
guint
nh_ink_count_lines (const NhInk *ink, double size, double width)
{
  const float *words = (const float *) (gpointer) ink->widths->data;
  float room = MAX (width, 1) / size;
  guint lines = 1;
  float used = 0;

  for (guint i = 0; i < ink->widths->len; i++)
    {
      float word = words[i];

      if (word == NEWLINE)
        {
          lines++;
          used = 0;
          continue;
        }
      if (used > 0 && used + ink->space + word > room)
        {
          lines++;
          used = 0;
        }
      else if (used > 0)
        used += ink->space;
      used += word;
      if (used > room)
        {
          /* Wider than the column: cut between letters. */
          float whole = floorf (used / room);

          lines += (guint) whole;
          used -= whole * room;
        }
    }

  return lines;
}

/* Where the @n-th line of a paragraph ends at the latest: after the last word that still fits. */
static gsize
cut_paragraph (NhTextRuler *ruler, const char *text, guint style, double size, double width,
               guint n_lines)
{
  gsize end = 0;

  for (gsize i = strcspn (text, " ");; i += 1 + strcspn (text + i + 1, " "))
    {
      g_autofree char *part = g_strndup (text, i);
      g_autoptr (NhInk) ink = nh_text_ruler_measure (ruler, part, style & 1, style & 2);

      if (end > 0 && nh_ink_count_lines (ink, size, width) > n_lines)
        return end;
      end = i;
      if (text[i] == '\0')
        return end;
    }
}

/**
 * nh_text_ruler_split:
 * @ruler: a ruler
 * @text: valid UTF-8; newlines separate paragraphs
 * @bold: whether it is bold
 * @italic: whether it is italic
 * @size: the font size in points
 * @width: the room in points
 * @max_lines: how many lines a piece may have
 *
 * Splits a text into pieces that need few lines each, between paragraphs where possible, else
 * between words.
 *
 * Returns: (transfer full) (element-type utf8): the pieces; at least one.
 */
GPtrArray *
nh_text_ruler_split (NhTextRuler *ruler, const char *text, gboolean bold, gboolean italic,
                     double size, double width, guint max_lines)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n", -1);
  g_autoptr (GString) piece = g_string_new (NULL);
  guint used = 0;

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      const char *rest = paragraphs[i];

      for (;;)
        {
          g_autoptr (NhInk) ink = nh_text_ruler_measure (ruler, rest, bold, italic);
          guint lines = nh_ink_count_lines (ink, size, width);
          gsize length = strlen (rest);

          if (used > 0 && used + lines > max_lines)
            {
              g_ptr_array_add (pieces, g_strdup (piece->str));
              g_string_truncate (piece, 0);
              used = 0;
            }
          if (lines > max_lines)
            length = cut_paragraph (ruler, rest, (bold ? 1 : 0) + (italic ? 2 : 0), size, width,
                                    max_lines);
          if (used > 0)
            g_string_append_c (piece, '\n');
          g_string_append_len (piece, rest, length);
          used += MIN (lines, max_lines);
          rest += length + (rest[length] == ' ');
          if (*rest == '\0')
            break;
        }
    }
  g_ptr_array_add (pieces, g_string_free (g_steal_pointer (&piece), FALSE));

  return pieces;
}

/**
 * nh_line_height:
 * @size: a font size in points
 *
 * The height Excel gives to one line of Times New Roman on a screen of 96 dpi; a printer needs
 * less. Rows are multiples of it, so that nothing is cut in either place.
 *
 * Returns: the height in points.
 */
double
nh_line_height (double size)
{
  /* The font's own height is 1.149 em. Excel adds a pixel or two; what it does was noted for the
   * usual sizes, as pixels. */
  static const struct { double size; int pixels; } known[] = {
    { 10, 17 }, { 10.5, 18 }, { 11, 20 }, { 11.5, 20 }, { 12, 21 }, { 12.5, 22 }, { 13, 22 },
    { 14, 25 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (size == known[i].size)
      return known[i].pixels * 0.75;

  return ceil (size * 1.149 * 96 / 72 + 2) * 0.75;
}
