/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How wide words of bars are. Pango takes a twentieth of a millisecond for a line, a second for all bars of a
 * large workbook; so letters are measured once and added up. Kerning, which that leaves out, brings letters
 * nearer to each other if anything.
 */
#include "document/nh-timeline-draw-private.h"

#define REPEATED 8 /* so that rounding of one letter does not add up */

struct _NhTimelineRuler
{
  NhTimelineStyle style;
  PangoContext *context;
  double ascii[128]; /* < 0: not measured yet */
  GHashTable *others; /* gunichar → width in 1/1024 */
};

/**
 * nh_timeline_ruler_new:
 * @style: gives the size of the letters; copied
 * @context: of the fonts
 *
 * Returns: (transfer full): a ruler.
 */
NhTimelineRuler *
nh_timeline_ruler_new (const NhTimelineStyle *style, PangoContext *context)
{
  NhTimelineRuler *ruler = g_new0 (NhTimelineRuler, 1);

  ruler->style = *style;
  ruler->context = g_object_ref (context);
  ruler->others = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ruler->ascii); i++)
    ruler->ascii[i] = -1;
  return ruler;
}

/** nh_timeline_ruler_free: Frees a ruler; %NULL is none. */
void
nh_timeline_ruler_free (NhTimelineRuler *ruler)
{
  if (!ruler)
    return;
  g_object_unref (ruler->context);
  g_hash_table_unref (ruler->others);
  g_free (ruler);
}

static double
measure_letter (NhTimelineRuler *ruler, gunichar letter)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PangoLayout) layout = NULL;

  for (guint i = 0; i < REPEATED; i++)
    g_string_append_unichar (text, letter);
  layout = nh_timeline_new_layout (&ruler->style, ruler->context, text->str, 1, FALSE);
  return nh_timeline_layout_width (layout) / REPEATED;
}

static double
letter_width (NhTimelineRuler *ruler, gunichar letter)
{
  gpointer found;

  if (letter < G_N_ELEMENTS (ruler->ascii))
    {
      if (ruler->ascii[letter] < 0)
        ruler->ascii[letter] = measure_letter (ruler, letter);
      return ruler->ascii[letter];
    }
  if (!g_hash_table_lookup_extended (ruler->others, GUINT_TO_POINTER (letter), NULL, &found))
    {
      found = GUINT_TO_POINTER ((guint) (measure_letter (ruler, letter) * 1024));
      g_hash_table_insert (ruler->others, GUINT_TO_POINTER (letter), found);
    }
  return GPOINTER_TO_UINT (found) / 1024.0;
}

/**
 * nh_timeline_ruler_measure:
 * @text: a line of words
 * @ruler: a ruler
 *
 * Returns: the width in the unit of the style.
 */
double
nh_timeline_ruler_measure (const char *text, gpointer ruler)
{
  double width = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    width += letter_width (ruler, g_utf8_get_char (p));
  return width;
}
