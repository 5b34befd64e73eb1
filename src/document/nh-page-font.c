/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-page-font.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "document/nh-page-layout.h"
#include "model/nh-workbook.h"

/* Decree 30/2020/NĐ-CP, Appendix I, part I section I.3 asks for Times New Roman. The others have its
 * widths, so that pages break alike. Liberation Serif 1 has the name but not the letters. */
static const char *const families[] = { "Times New Roman", "Liberation Serif", "Tinos", "TeX Gyre Termes" };

/* A map for each thread: fonts are loaded once, and Pango's maps are not shared between threads. */
static GPrivate thread_map = G_PRIVATE_INIT (g_object_unref);

static PangoFontMap *
get_map (void)
{
  PangoFontMap *map = g_private_get (&thread_map);

  if (!map)
    {
      map = pango_cairo_font_map_new ();
      /* One unit is one point. */
      pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 72);
      g_private_set (&thread_map, map);
    }
  return map;
}

/**
 * nh_page_font_new_context:
 *
 * Makes a context whose layouts are the same on screens, printers and in files: without hinting,
 * glyphs where the font's measures put them (rounding them makes texts wider and breaks lines
 * elsewhere), whatever the settings of the desktop.
 *
 * Returns: (transfer full): a context for the calling thread.
 */
PangoContext *
nh_page_font_new_context (void)
{
  PangoContext *context = pango_font_map_create_context (get_map ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("vi"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  return context;
}

static PangoFontDescription *
describe (const char *family, double size, gboolean bold, gboolean italic)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, family);
  pango_font_description_set_size (font, (int) lround (size * PANGO_SCALE));
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style (font, italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  return font;
}

/* All letters of Vietnamese with their marks: U+1EA0 to U+1EF9 and what Latin-1 and its extensions
 * have of them. */
static char *
vietnamese_letters (void)
{
  GString *letters = g_string_new ("aăâbcdđeêghiklmnoôơpqrstuưvxyĂÂĐÊÔƠƯàáãèéìíòóõùúýĩũÀÁÃÈÉÌÍÒÓÕÙÚÝĨŨ");

  for (gunichar c = 0x1ea0; c <= 0x1ef9; c++)
    g_string_append_unichar (letters, c);
  return g_string_free (letters, FALSE);
}

/* Pango takes missing letters from other fonts without a word, so it is asked which it used. */
static gboolean
draws (PangoLayout *layout, const char *family)
{
  PangoLayoutIter *iter;
  gboolean same = pango_layout_get_unknown_glyphs_count (layout) == 0;

  iter = pango_layout_get_iter (layout);
  do
    {
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
      PangoFontDescription *used = run ? pango_font_describe (run->item->analysis.font) : NULL;

      if (used && g_strcmp0 (pango_font_description_get_family (used), family) != 0)
        same = FALSE;
      g_clear_pointer (&used, pango_font_description_free);
    }
  while (same && pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  return same;
}

static gboolean
is_whole (PangoContext *context, const char *family, const char *letters)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  gboolean whole = TRUE;

  pango_layout_set_text (layout, letters, -1);
  for (guint i = 0; whole && i < 4; i++)
    {
      PangoFontDescription *font = describe (family, 14, i & 1, i & 2);

      pango_layout_set_font_description (layout, font);
      pango_font_description_free (font);
      whole = draws (layout, family);
    }
  return whole;
}

static const char *
find_family (void)
{
  PangoContext *context = nh_page_font_new_context ();
  g_autofree char *letters = vietnamese_letters ();
  const char *found = NULL;

  for (guint i = 0; !found && i < G_N_ELEMENTS (families); i++)
    if (is_whole (context, families[i], letters))
      found = families[i];
  g_object_unref (context);
  return found;
}

/**
 * nh_page_font_family:
 * @error: of domain NH_MODEL_ERROR
 *
 * The family is looked for once; fonts that are installed later count from the next start.
 *
 * Returns: (transfer none) (nullable): the family that pages are set in; %NULL when no installed one
 *   has the widths of Times New Roman and the letters of Vietnamese.
 */
const char *
nh_page_font_family (GError **error)
{
  static gsize looked;
  static const char *family;

  if (g_once_init_enter (&looked))
    {
      family = find_family ();
      g_once_init_leave (&looked, 1);
    }
  if (!family)
    g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN,
                         _ ("Neither Times New Roman nor a font of its widths with all Vietnamese letters is "
                            "installed. Install “Liberation Serif” 2 (fonts-liberation2) and start again."));
  return family;
}

/** nh_page_font_describe: Returns: (transfer full): the pages' font in @size points. */
PangoFontDescription *
nh_page_font_describe (double size, gboolean bold, gboolean italic)
{
  const char *family = nh_page_font_family (NULL);

  return describe (family ? family : "serif", size, bold, italic);
}
