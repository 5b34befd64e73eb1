/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Colours, signs and bars of a timeline.
 */
#include "document/nh-timeline-draw-private.h"

#include <math.h>

#define FADE 12.0     /* of soft ends */
#define TINT 0.20     /* of a kind's colour in soft bars */
#define LEAST_CONTRAST 4.5      /* WCAG 2.1, 1.4.3: words */
#define LEAST_EDGE_CONTRAST 3.0 /* 1.4.11: shapes */

#define RGB(value) \
  { (((value) >> 16) & 0xff) / 255.0, (((value) >> 8) & 0xff) / 255.0, ((value) & 0xff) / 255.0, 1 }

static const NhColor black = RGB (0x000000);
static const NhColor white = RGB (0xffffff);

/* Masataka Okabe, Kei Ito, Color Universal Design (2008). Yellow and grey have outlines that are seen. */
static const struct
{
  const char *kind;
  NhColor color;
} kind_colors[] = {
  { "meeting", RGB (0xd55e00) },    { "lesson_study", RGB (0x0072b2) }, { "theme", RGB (0x009e73) },
  { "inspection", RGB (0xcc79a7) }, { "training", RGB (0x56b4e9) },     { "contest", RGB (0xf0e442) },
  { "review", RGB (0xe69f00) },     { "report", RGB (0x5a5a5a) },       { "other", RGB (0x9a9a9a) },
};

/**
 * nh_timeline_style_init:
 * @style: (out): a style
 * @dark: for a dark window
 *
 * The look of the window, in pixels; the line of today stands at the present day.
 */
void
nh_timeline_style_init (NhTimelineStyle *style, gboolean dark)
{
  static const NhTimelineStyle styles[] = {
    { .text = RGB (0x1f2328), .background = RGB (0xffffff), .lines = RGB (0xdde0e5), .shade = RGB (0xf3f4f7),
      .term1 = RGB (0xdfeaf8), .term2 = RGB (0xe0f2e5), .summer = RGB (0xfcefd6), .accent = RGB (0x1c5fb0),
      .warning = RGB (0xc01c28) },
    { .text = RGB (0xf1f2f4), .background = RGB (0x242529), .lines = RGB (0x42444b), .shade = RGB (0x2d2f34),
      .term1 = RGB (0x24405e), .term2 = RGB (0x23452f), .summer = RGB (0x50401d), .accent = RGB (0x7db3f0),
      .warning = RGB (0xff8a80), .dark = TRUE },
  };

  *style = styles[dark ? 1 : 0];
  style->row_height = 26;
  style->bar_height = 19;
  style->head_height = 56;
  style->lane_width = 176;
  style->font_size = 12;
  style->hairline = 1;
  style->today = nh_today ();
}

/** nh_timeline_style_init_paper: The look of paper, in points: black on white, without the line of today. */
void
nh_timeline_style_init_paper (NhTimelineStyle *style)
{
  nh_timeline_style_init (style, FALSE);
  style->text = black;
  style->lines = (NhColor) RGB (0xa9aeb8);
  style->hairline = 0.4;
  style->row_height = 18;
  style->bar_height = 13.5;
  style->head_height = 42;
  style->lane_width = 118;
  style->font_size = 8.5;
  style->today = 0;
}

/** nh_kind_color: Returns: the colour of a kind of activity; a dark grey for papers and what is unknown. */
NhColor
nh_kind_color (const char *kind_key)
{
  static const NhColor due = RGB (0x444a54);

  for (guint i = 0; i < G_N_ELEMENTS (kind_colors); i++)
    if (g_strcmp0 (kind_colors[i].kind, kind_key) == 0)
      return kind_colors[i].color;
  return due;
}

/** nh_kind_mark: Returns: (transfer none): one or two letters; "" for papers, which are diamonds. */
const char *
nh_kind_mark (const char *kind_key)
{
  return nh_timeline_kind_mark (kind_key);
}

/** nh_color_mix: Returns: @color with @part, 0 to 1, of @other. */
NhColor
nh_color_mix (NhColor color, NhColor other, double part)
{
  return (NhColor){ color.red + (other.red - color.red) * part, color.green + (other.green - color.green) * part,
                    color.blue + (other.blue - color.blue) * part, color.alpha + (other.alpha - color.alpha) * part };
}

static double
luminance (NhColor color)
{
  const double parts[] = { color.red, color.green, color.blue };
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    sum += weights[i] * (parts[i] <= 0.03928 ? parts[i] / 12.92 : pow ((parts[i] + 0.055) / 1.055, 2.4));
  return sum;
}

/** nh_color_contrast: Returns: the contrast of two opaque colours, 1 to 21 (WCAG 2.1, contrast ratio). */
double
nh_color_contrast (NhColor one, NhColor other)
{
  double a = luminance (one), b = luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

/* (internal) @color with as little of @text as makes it stand out from @background by @least. */
NhColor
nh_timeline_readable (NhColor color, NhColor background, NhColor text, double least)
{
  for (guint i = 0; i <= 10; i++)
    {
      NhColor mixed = nh_color_mix (color, text, i / 10.0);

      if (nh_color_contrast (mixed, background) >= least)
        return mixed;
    }
  return text;
}

/* Words. */

/* (internal) One line in the context's family. */
PangoLayout *
nh_timeline_new_layout (const NhTimelineStyle *style, PangoContext *context, const char *text, double factor,
                        gboolean bold)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_copy (pango_context_get_font_description (context));

  pango_font_description_set_absolute_size (font, style->font_size * factor * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* (internal) Shows a layout in the middle of a strip. */
void
nh_timeline_show (cairo_t *cr, PangoLayout *layout, double x, double top, double height)
{
  int tall;

  pango_layout_get_size (layout, NULL, &tall);
  cairo_move_to (cr, x, top + (height - (double) tall / PANGO_SCALE) / 2);
  pango_cairo_show_layout (cr, layout);
}

/* (internal) */
double
nh_timeline_layout_width (PangoLayout *layout)
{
  PangoRectangle rectangle;

  pango_layout_get_extents (layout, NULL, &rectangle);
  return (double) rectangle.width / PANGO_SCALE;
}

#define MOST_LAYOUTS 4000

/* Words of a bar as they were set before, unless the fonts are others now. Transfer none. */
static PangoLayout *
words_of (NhTimeline *timeline, const NhTimelineStyle *style, PangoContext *context, const char *text)
{
  PangoLayout *layout;

  if (timeline->layouts
      && (timeline->layouts_context != context || timeline->layouts_serial != pango_context_get_serial (context)
          || timeline->layouts_size != style->font_size || g_hash_table_size (timeline->layouts) > MOST_LAYOUTS))
    g_clear_pointer (&timeline->layouts, g_hash_table_unref);
  if (!timeline->layouts)
    {
      timeline->layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
      timeline->layouts_context = context;
      timeline->layouts_serial = pango_context_get_serial (context);
      timeline->layouts_size = style->font_size;
    }
  layout = g_hash_table_lookup (timeline->layouts, text);
  if (!layout)
    {
      layout = nh_timeline_new_layout (style, context, text, 1, FALSE);
      g_hash_table_insert (timeline->layouts, g_strdup (text), layout);
    }
  return layout;
}

/* Signs. */

/* (internal) A sign of the size @size at the origin; @inside: of what stands in a filled one. */
void
nh_timeline_draw_sign (cairo_t *cr, NhTimelineSign sign, double size, NhColor color, NhColor inside)
{
  cairo_save (cr);
  cairo_scale (cr, size / 10, size / 10);
  nh_color_set (cr, color);
  cairo_set_line_width (cr, 1.7);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  switch (sign)
    {
    case NH_SIGN_DONE:
      cairo_move_to (cr, 1.2, 5.4);
      cairo_line_to (cr, 4, 8.3);
      cairo_line_to (cr, 8.8, 1.8);
      cairo_stroke (cr);
      break;
    case NH_SIGN_POSTPONED:
      cairo_rectangle (cr, 1.8, 1.4, 2.3, 7.2);
      cairo_rectangle (cr, 5.9, 1.4, 2.3, 7.2);
      cairo_fill (cr);
      break;
    case NH_SIGN_CANCELLED:
      cairo_move_to (cr, 1.8, 1.8);
      cairo_line_to (cr, 8.2, 8.2);
      cairo_move_to (cr, 8.2, 1.8);
      cairo_line_to (cr, 1.8, 8.2);
      cairo_stroke (cr);
      break;
    case NH_SIGN_CONFLICT:
    default:
      cairo_move_to (cr, 5, 0.9);
      cairo_line_to (cr, 9.4, 8.8);
      cairo_line_to (cr, 0.6, 8.8);
      cairo_close_path (cr);
      cairo_fill_preserve (cr);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
      nh_color_set (cr, inside);
      cairo_set_line_width (cr, 1.3);
      cairo_move_to (cr, 5, 3.6);
      cairo_line_to (cr, 5, 5.9);
      cairo_move_to (cr, 5, 7.6);
      cairo_line_to (cr, 5, 7.65);
      cairo_stroke (cr);
      break;
    }
  cairo_restore (cr);
}

/* Bars. */

/* What a bar is drawn with. */
typedef struct
{
  const NhTimelineStyle *style;
  const NhTimelineBar *bar;
  gboolean planned, done, postponed, cancelled;
  double top;     /* of the body in its row */
  NhColor kind;
  NhColor edge;
  NhColor fill;
  NhColor inside; /* of words on the fill */
} BarLook;

static void
find_look (BarLook *look, const NhTimelineStyle *style, const NhTimelineBar *bar)
{
  gboolean words_inside = bar->label_x >= bar->x && bar->label_x < bar->x + bar->width;

  look->style = style;
  look->bar = bar;
  look->done = g_strcmp0 (bar->status, "done") == 0;
  look->postponed = g_strcmp0 (bar->status, "postponed") == 0;
  look->cancelled = g_strcmp0 (bar->status, "cancelled") == 0;
  look->planned = !look->done && !look->postponed && !look->cancelled;
  look->top = floor ((style->row_height - style->bar_height) / 2);
  look->kind = nh_kind_color (bar->kind_key);
  if (bar->kind == NH_BAR_DUE && style->dark)
    look->kind = nh_color_mix (style->text, style->background, 0.2);
  look->edge = nh_timeline_readable (look->kind, style->background, style->text, LEAST_EDGE_CONTRAST);
  if (bar->soft || !look->planned)
    {
      look->fill = nh_color_mix (style->background, look->kind, style->dark ? TINT + 0.12 : TINT);
      look->inside = nh_timeline_readable (style->text, look->fill, style->dark ? white : black, LEAST_CONTRAST);
    }
  else
    {
      look->fill = look->kind;
      look->inside = nh_color_contrast (white, look->fill) >= LEAST_CONTRAST ? white : black;
    }
  if (!words_inside)
    look->inside = style->text;
}

static void
rounded (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  double r = MIN (radius, MIN (width, height) / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI / 2, 0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0, G_PI / 2);
  cairo_arc (cr, x + r, y + height - r, r, G_PI / 2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

/* A colour that fades towards both ends of what is @width wide. */
static cairo_pattern_t *
fading (NhColor color, double width, double least)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, 0, width, 0);
  double part = MIN (0.25, FADE / MAX (width, 1));

  cairo_pattern_add_color_stop_rgba (pattern, 0, color.red, color.green, color.blue, least);
  cairo_pattern_add_color_stop_rgba (pattern, part, color.red, color.green, color.blue, 1);
  cairo_pattern_add_color_stop_rgba (pattern, 1 - part, color.red, color.green, color.blue, 1);
  cairo_pattern_add_color_stop_rgba (pattern, 1, color.red, color.green, color.blue, least);
  return pattern;
}

static void
hatch (cairo_t *cr, double y, double width, double height)
{
  cairo_set_line_width (cr, 1);
  for (double x = -height; x < width; x += 6)
    {
      cairo_move_to (cr, x, y + height);
      cairo_line_to (cr, x + height, y);
    }
  cairo_stroke (cr);
}

static void
draw_soft_body (const BarLook *look, cairo_t *cr, double width, double height)
{
  cairo_pattern_t *fill = fading (look->fill, width, 0.15);
  cairo_pattern_t *edge = fading (look->edge, width, 0.1);

  rounded (cr, 0, look->top, width, height, height / 2);
  cairo_set_source (cr, fill);
  cairo_fill (cr);
  if (look->postponed)
    {
      cairo_save (cr);
      rounded (cr, 0, look->top, width, height, height / 2);
      cairo_clip (cr);
      cairo_set_source_rgba (cr, look->edge.red, look->edge.green, look->edge.blue, 0.35);
      hatch (cr, look->top, width, height);
      cairo_restore (cr);
    }
  rounded (cr, 0.5, look->top + 0.5, width - 1, height - 1, height / 2);
  cairo_set_source (cr, edge);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
  cairo_pattern_destroy (fill);
  cairo_pattern_destroy (edge);
}

static void
draw_sharp_body (const BarLook *look, cairo_t *cr, double width, double height)
{
  cairo_rectangle (cr, 0, look->top, width, height);
  nh_color_set (cr, look->fill);
  cairo_fill (cr);
  if (look->postponed)
    {
      cairo_save (cr);
      cairo_rectangle (cr, 0, look->top, width, height);
      cairo_clip (cr);
      cairo_set_source_rgba (cr, look->edge.red, look->edge.green, look->edge.blue, 0.35);
      hatch (cr, look->top, width, height);
      cairo_restore (cr);
    }
  nh_color_set (cr, look->edge);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, 0.5, look->top + 0.5, MAX (width - 1, 0.5), height - 1);
  cairo_stroke (cr);
}

static void
diamond (cairo_t *cr, double middle, double center, double radius)
{
  cairo_move_to (cr, middle, center - radius);
  cairo_line_to (cr, middle + radius, center);
  cairo_line_to (cr, middle, center + radius);
  cairo_line_to (cr, middle - radius, center);
  cairo_close_path (cr);
}

/* Papers: hollow while their day is provisional, with an exclamation mark when it is over. */
static void
draw_diamond (const BarLook *look, cairo_t *cr, double width)
{
  const NhTimelineStyle *style = look->style;
  gboolean late = style->today && look->bar->start < style->today && !look->done;
  NhColor color = late ? style->warning : look->edge;
  double radius = width / 2;
  double center = style->row_height / 2;

  if (look->done)
    color = nh_color_mix (color, style->background, 0.35);
  if (look->bar->soft)
    {
      diamond (cr, radius, center, radius - 1.2);
      nh_color_set (cr, style->background);
      cairo_fill_preserve (cr);
      nh_color_set (cr, color);
      cairo_set_line_width (cr, 1.7);
      cairo_stroke (cr);
    }
  else
    {
      diamond (cr, radius, center, radius - 0.2);
      nh_color_set (cr, color);
      cairo_fill (cr);
    }
  if (late)
    {
      nh_color_set (cr, look->bar->soft ? color : style->background);
      cairo_set_line_width (cr, 1.5);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_move_to (cr, radius, center - 3);
      cairo_line_to (cr, radius, center + 0.6);
      cairo_move_to (cr, radius, center + 3.1);
      cairo_line_to (cr, radius, center + 3.15);
      cairo_stroke (cr);
    }
}

/* When it was to be as its plan was issued: a thin line at the foot of the row, led to the bar by dots where
 * that is elsewhere. */
static void
draw_baseline (NhTimeline *timeline, const BarLook *look, cairo_t *cr)
{
  const NhTimelineBar *bar = look->bar;
  double from = nh_timeline_x_of (timeline, bar->issued_start) - bar->x;
  double to = nh_timeline_x_of (timeline, bar->issued_end + 1) - bar->x;
  double foot = look->top + look->style->bar_height;
  double y = MIN (foot + 2, look->style->row_height - 1.5);

  to = MAX (to, from + NH_TIMELINE_LEAST_BAR);
  nh_color_set (cr, look->edge);
  cairo_rectangle (cr, from, y - 0.9, to - from, 1.8);
  cairo_rectangle (cr, from, y - 3, 1.4, 4);
  cairo_rectangle (cr, to - 1.4, y - 3, 1.4, 4);
  cairo_fill (cr);
  if (to < 0 || from > bar->width)
    {
      static const double dots[] = { 1.5, 3 };

      cairo_set_dash (cr, dots, 2, 0);
      cairo_set_line_width (cr, 1);
      cairo_move_to (cr, to < 0 ? to : bar->width, y);
      cairo_line_to (cr, to < 0 ? 0 : from, y);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
}

static void
draw_outline (const BarLook *look, cairo_t *cr, double width, double height, NhColor color, double out)
{
  cairo_new_path (cr);
  if (look->bar->kind == NH_BAR_DUE)
    diamond (cr, width / 2, look->style->row_height / 2, width / 2 + out);
  else if (look->bar->soft)
    rounded (cr, -out, look->top - out, width + 2 * out, height + 2 * out, height / 2 + out);
  else
    cairo_rectangle (cr, -out, look->top - out, width + 2 * out, height + 2 * out);
  nh_color_set (cr, color);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

static void
draw_body (const BarLook *look, cairo_t *cr, gboolean selected)
{
  const NhTimelineStyle *style = look->style;
  static const double dashes[] = { 4, 3 };
  double width = look->bar->width, height = style->bar_height;

  if (look->bar->kind == NH_BAR_DUE)
    draw_diamond (look, cr, width);
  else
    {
      width = MAX (width - 1, 1); /* neighbours stay apart */
      if (look->cancelled || look->postponed)
        cairo_set_dash (cr, dashes, 2, 0);
      if (look->bar->soft)
        draw_soft_body (look, cr, width, height);
      else
        draw_sharp_body (look, cr, width, height);
      cairo_set_dash (cr, NULL, 0, 0);
    }
  if (look->bar->conflict)
    draw_outline (look, cr, width, height, style->warning, 0);
  if (selected)
    draw_outline (look, cr, width, height, style->accent, look->bar->conflict ? 2 : 1);
}

/* Mark of the kind, signs, words, one after the other from where the words begin. */
static void
draw_words (NhTimeline *timeline, const BarLook *look, cairo_t *cr, PangoContext *context)
{
  const NhTimelineStyle *style = look->style;
  const NhTimelineBar *bar = look->bar;
  const char *mark = nh_timeline_bar_mark (timeline, bar);
  gboolean on_fill = bar->label_x >= bar->x && bar->label_x < bar->x + bar->width;
  NhColor ground = on_fill ? look->fill : style->background;
  double x = bar->label_x - bar->x;
  double end = x + bar->label_width;
  double top = look->top, height = style->bar_height;
  double sign = MIN (NH_TIMELINE_SIGN - 3, height * 0.62);
  double sign_y = top + (height - sign) / 2;
  PangoLayout *words = words_of (timeline, style, context, bar->label);

  if (bar->label_width < MIN (bar->natural, NH_TIMELINE_SIGN))
    return;
  if (*mark)
    {
      g_autoptr (PangoLayout) letters = nh_timeline_new_layout (style, context, mark, 0.88, TRUE);

      nh_color_set (cr, on_fill && !bar->soft && look->planned
                            ? look->inside
                            : nh_timeline_readable (look->kind, ground, style->text, LEAST_CONTRAST));
      nh_timeline_show (cr, letters, x, top, height);
      x += nh_timeline_text_width (timeline, mark) + NH_TIMELINE_PAD;
    }
  cairo_save (cr);
  if (bar->conflict)
    {
      cairo_save (cr);
      cairo_translate (cr, x, sign_y);
      nh_timeline_draw_sign (cr, NH_SIGN_CONFLICT, sign, style->warning, style->background);
      cairo_restore (cr);
      x += NH_TIMELINE_SIGN;
    }
  if (!look->planned)
    {
      cairo_translate (cr, x, sign_y);
      nh_timeline_draw_sign (cr, look->done ? NH_SIGN_DONE : look->postponed ? NH_SIGN_POSTPONED : NH_SIGN_CANCELLED,
                             sign, look->inside, ground);
      x += NH_TIMELINE_SIGN;
    }
  cairo_restore (cr);
  pango_layout_set_width (words, bar->label_width < bar->natural ? (int) (MAX (1, end - x) * PANGO_SCALE) : -1);
  nh_color_set (cr, look->inside);
  nh_timeline_show (cr, words, x, top, height);
  if (look->cancelled)
    {
      double width = MIN (end - x, nh_timeline_layout_width (words));

      cairo_rectangle (cr, x, floor (top + height / 2), width, 1);
      cairo_fill (cr);
    }
}

/**
 * nh_timeline_draw_bar:
 * @timeline: a timeline
 * @style: how it looks
 * @bar: one of its bars
 * @cr: with the origin at the bar's x and the top of its row
 * @context: of the fonts
 * @selected: whether it is chosen
 *
 * Draws body, baseline, signs and words, which may reach beyond the body: from .left to .right of @bar.
 */
void
nh_timeline_draw_bar (NhTimeline *timeline, const NhTimelineStyle *style, const NhTimelineBar *bar, cairo_t *cr,
                      PangoContext *context, gboolean selected)
{
  BarLook look;

  find_look (&look, style, bar);
  cairo_save (cr);
  if (bar->issued_start)
    draw_baseline (timeline, &look, cr);
  draw_body (&look, cr, selected);
  draw_words (timeline, &look, cr, context);
  cairo_restore (cr);
}
