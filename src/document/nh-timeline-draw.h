/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws a timeline with Cairo: head (months, weeks, semesters), lanes, bars. The window, PNG, SVG, PDF and
 * paper all use these functions; colours are given, so that light, dark and paper differ in nothing else.
 */
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>
#include "document/nh-timeline.h"

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue, alpha;
} NhColor;

typedef struct
{
  NhColor text, background, lines, shade; /* shade: weekends, holidays, every second lane */
  NhColor term1, term2, summer;
  NhColor accent, warning;
  gboolean dark; /* kinds are mixed with the background */
  double row_height;  /* pixels or points */
  double bar_height;
  double head_height;
  double lane_width;  /* of the names at the left */
  double font_size;
  double hairline;    /* width of lines */
  guint32 today;      /* where the line "today" stands, and from when papers are late; 0: nowhere */
} NhTimelineStyle;

void nh_timeline_style_init (NhTimelineStyle *style, gboolean dark); /* the default look */
void nh_timeline_style_init_paper (NhTimelineStyle *style); /* in points, without today */
NhColor nh_kind_color (const char *kind_key); /* Okabe–Ito: stays apart for colour-blind eyes */
const char *nh_kind_mark (const char *kind_key); /* one or two letters that tell the kind without colour */
NhColor nh_color_mix (NhColor color, NhColor other, double part); /* @part of @other */
double nh_color_contrast (NhColor one, NhColor other); /* 1 to 21, as WCAG 2 computes it */

/* How wide words of bars are, for nh_timeline_set_measure (timeline, nh_timeline_ruler_measure, ruler): letters
 * are measured once, so that thousands of words cost little. To be made anew for other fonts or sizes. */
typedef struct _NhTimelineRuler NhTimelineRuler;

NhTimelineRuler *nh_timeline_ruler_new (const NhTimelineStyle *style, PangoContext *context);
void nh_timeline_ruler_free (NhTimelineRuler *ruler);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhTimelineRuler, nh_timeline_ruler_free)
double nh_timeline_ruler_measure (const char *text, gpointer ruler);

/* Origin: the top left of the part that is drawn. @x: of its left edge in the layout. */
void nh_timeline_draw_head (NhTimeline *timeline, const NhTimelineStyle *style, cairo_t *cr, PangoContext *context,
                            double x, double width);
void nh_timeline_draw_grid (NhTimeline *timeline, const NhTimelineStyle *style, cairo_t *cr, double x, double y,
                            double width, double height);
void nh_timeline_draw_lane_names (NhTimeline *timeline, const NhTimelineStyle *style, cairo_t *cr,
                                  PangoContext *context, double y, double height);
/* At the bar's own origin: its x, the top of its row. */
void nh_timeline_draw_bar (NhTimeline *timeline, const NhTimelineStyle *style, const NhTimelineBar *bar, cairo_t *cr,
                           PangoContext *context, gboolean selected);
/* A bar as it is drawn where only @from … @to of the layout is seen: its words stay within. FALSE: nothing is. */
gboolean nh_timeline_fit_bar (const NhTimelineBar *bar, double from, double to, NhTimelineBar *fitted);
/* Grid and bars of a part of the layout that begins at @x, @y. */
void nh_timeline_draw_part (NhTimeline *timeline, const NhTimelineStyle *style, cairo_t *cr, PangoContext *context,
                            double x, double y, double width, double height);
/* A little bar with a kind's colour, a shape or a sign, for nh_timeline_draw_bar(), and what that means. */
typedef struct
{
  NhTimelineBar sample;
  const char *words; /* stay */
} NhTimelineMeaning;

/* What is there to be explained: (array of NhTimelineMeaning), kinds first; @n_kinds: how many these are. */
GArray *nh_timeline_get_meanings (NhTimeline *timeline, const NhTimelineStyle *style, guint *n_kinds);
/* What colours, marks and shapes mean, as far as they are there, in lines of @width; returns the height. Without @cr
 * nothing is drawn. */
double nh_timeline_draw_legend (NhTimeline *timeline, const NhTimelineStyle *style, cairo_t *cr,
                                PangoContext *context, double width);

G_END_DECLS
