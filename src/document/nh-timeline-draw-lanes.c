/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names of lanes, and the bars of a part of a timeline.
 */
#include "document/nh-timeline-draw-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static char *
count_words (NhTimeline *timeline, const NhTimelineLane *lane)
{
  guint n = lane->n_bars - lane->n_dues;
  gboolean paper = nh_timeline_is_for_paper (timeline);
  g_autofree char *activities
      = g_strdup_printf (paper ? "%u hoạt động" : g_dngettext (GETTEXT_PACKAGE, "%u activity", "%u activities", n), n);
  g_autofree char *dues = g_strdup_printf (
      paper ? "%u hạn" : g_dngettext (GETTEXT_PACKAGE, "%u deadline", "%u deadlines", lane->n_dues), lane->n_dues);

  if (!lane->n_dues)
    return g_steal_pointer (&activities);
  return n ? g_strdup_printf ("%s, %s", activities, dues) : g_steal_pointer (&dues);
}

/* The name on as many lines as the lane has rows, the count under it where a row is left for it. */
static void
draw_name (NhTimeline *timeline, const NhTimelineStyle *style, cairo_t *cr, PangoContext *context,
           const NhTimelineLane *lane, double top, double bottom)
{
  double height = bottom - top;
  double line = style->font_size * 1.45;
  g_autofree char *words = count_words (timeline, lane);
  g_autoptr (PangoLayout) name = nh_timeline_new_layout (style, context, lane->label, 1.04, TRUE);
  g_autoptr (PangoLayout) count = nh_timeline_new_layout (style, context, words, 0.9, FALSE);
  double pad = style->font_size * 0.8;
  int most = (int) MAX (1, floor ((height - 4) / line));
  NhColor faint = nh_timeline_readable (nh_color_mix (style->text, style->background, 0.35), style->background,
                                        style->text, 4.5);
  int tall;

  pango_layout_set_width (name, (int) ((style->lane_width - 2 * pad) * PANGO_SCALE));
  pango_layout_set_wrap (name, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (name, -MIN (3, most));
  pango_layout_set_single_paragraph_mode (name, most == 1);
  nh_color_set (cr, style->text);
  if (height < style->row_height * 1.5)
    {
      double free = style->lane_width - 2.5 * pad - nh_timeline_layout_width (name);
      double width = nh_timeline_layout_width (count);

      nh_timeline_show (cr, name, pad, top, height);
      nh_color_set (cr, faint);
      if (width <= free)
        nh_timeline_show (cr, count, style->lane_width - pad - width, top, height);
    }
  else
    {
      cairo_move_to (cr, pad, top + (style->row_height - line) / 2);
      pango_cairo_show_layout (cr, name);
      pango_layout_get_size (name, NULL, &tall);
      nh_color_set (cr, faint);
      top += (style->row_height - line) / 2 + (double) tall / PANGO_SCALE + 1;
      if (top + line * 0.9 <= bottom)
        {
          cairo_move_to (cr, pad, top);
          pango_cairo_show_layout (cr, count);
        }
    }
}

/**
 * nh_timeline_draw_lane_names:
 * @timeline: a timeline
 * @style: how it looks
 * @cr: with the origin at the top left of the part
 * @context: of the fonts
 * @y: of the top of the part, the first row being at 0
 * @height: of the part
 *
 * Names stay in sight while a part of their lane does.
 */
void
nh_timeline_draw_lane_names (NhTimeline *timeline, const NhTimelineStyle *style, cairo_t *cr, PangoContext *context,
                             double y, double height)
{
  guint n_lanes = nh_timeline_get_n_lanes (timeline);
  guint i = nh_timeline_lane_at_row (timeline, (guint) MAX (0, y / style->row_height));

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, style->lane_width, height);
  cairo_clip (cr);
  nh_color_set (cr, style->background);
  cairo_paint (cr);
  for (; i < n_lanes; i++)
    {
      const NhTimelineLane *lane = nh_timeline_get_lane (timeline, i);
      double top = lane->first_row * style->row_height - y;
      double bottom = top + lane->n_rows * style->row_height;
      double sticky = MIN (MAX (top, 0), bottom - style->row_height);

      if (top >= height)
        break;
      draw_name (timeline, style, cr, context, lane, sticky, bottom);
      nh_color_set (cr, style->lines);
      cairo_rectangle (cr, 0, floor (bottom) - style->hairline, style->lane_width, style->hairline);
      cairo_fill (cr);
    }
  nh_color_set (cr, style->lines);
  cairo_rectangle (cr, style->lane_width - style->hairline, 0, style->hairline, height);
  cairo_fill (cr);
  cairo_restore (cr);
}

/**
 * nh_timeline_fit_bar:
 * @bar: a bar
 * @from: the left edge of what is seen of the layout
 * @to: its right edge
 * @fitted: (out): @bar with its words where they are seen whole, or cut at the edge
 *
 * Words that began before the edge begin at it as long as the bar goes on; words that are left behind their
 * bar alone are not shown.
 *
 * Returns: whether a part of the bar is seen.
 */
gboolean
nh_timeline_fit_bar (const NhTimelineBar *bar, double from, double to, NhTimelineBar *fitted)
{
  double end = bar->x + bar->width;

  *fitted = *bar;
  if (bar->label_x < from)
    {
      double room = end - NH_TIMELINE_PAD - from;

      if (bar->label_x >= bar->x && bar->label_x < end && room > NH_TIMELINE_LEAST_INSIDE)
        {
          /* a sharp end is never written over, a soft one no further than the words went before */
          double most = bar->soft ? MAX (room, bar->label_x + bar->label_width - from) : room;

          fitted->label_x = from + NH_TIMELINE_PAD;
          fitted->label_width = MIN (bar->natural, most - NH_TIMELINE_PAD);
        }
      else if (end <= from)
        {
          fitted->label_width = 0;
          return bar->issued_start != 0;
        }
    }
  if (fitted->label_x + fitted->label_width > to)
    fitted->label_width = MAX (0, to - fitted->label_x);
  return TRUE;
}

/**
 * nh_timeline_draw_part:
 * @timeline: a timeline
 * @style: how it looks
 * @cr: with the origin at the top left of the part
 * @context: of the fonts
 * @x: of its left edge in the layout
 * @y: of its top, the first row being at 0
 * @width: of the part
 * @height: of the part
 *
 * Grid and bars, and no more of them than are there.
 */
void
nh_timeline_draw_part (NhTimeline *timeline, const NhTimelineStyle *style, cairo_t *cr, PangoContext *context,
                       double x, double y, double width, double height)
{
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (guint));

  nh_timeline_draw_grid (timeline, style, cr, x, y, width, height);
  nh_timeline_visible (timeline, (guint) MAX (0, y / style->row_height),
                       (guint) MAX (0, (y + height - 1) / style->row_height), x, x + width, bars);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  for (guint i = 0; i < bars->len; i++)
    {
      const NhTimelineBar *bar = nh_timeline_get_bar (timeline, g_array_index (bars, guint, i));
      NhTimelineBar fitted;

      if (!nh_timeline_fit_bar (bar, x, x + width, &fitted))
        continue;
      cairo_save (cr);
      cairo_translate (cr, fitted.x - x, fitted.row * style->row_height - y);
      nh_timeline_draw_bar (timeline, style, &fitted, cr, context, FALSE);
      cairo_restore (cr);
    }
  cairo_restore (cr);
}
