/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the charts of the overview have in common: marks (a segment of a bar, a cell) that say in words what
 * they show, under the pointer and by the keys, and lead somewhere.
 *
 * Keys: arrows go to the next mark in that direction, Home and End to the first and the last, Enter goes where
 * the mark leads.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  double x;
  double y;
  double width;
  double height;
  guint column;
  guint row;   /* with the column: what keeps the keys on the same mark when numbers change */
  char *words; /* "Tháng 11/2023: 4 sinh hoạt chuyên môn" */
} NhChartMark;

#define NH_TYPE_CHART (nh_chart_get_type ())
G_DECLARE_DERIVABLE_TYPE (NhChart, nh_chart, NH, CHART, GtkWidget)

/* Signal "mark-activated" (guint column, guint row): a click, or Enter. */

struct _NhChartClass
{
  GtkWidgetClass parent_class;

  void (*layout) (NhChart *self, double width, double height); /* adds the marks */
  void (*draw) (NhChart *self, cairo_t *cr, const GdkRGBA *text, double width, double height);
};

/* For those who draw: */
void nh_chart_add_mark (NhChart *self, const NhChartMark *mark); /* the words are taken over */
void nh_chart_changed (NhChart *self);                           /* other data: marks are laid out anew */
void nh_chart_set_words (NhChart *self, const char *label, const char *description);
PangoLayout *nh_chart_layout_text (NhChart *self, const char *text, double scale, gboolean bold);
void nh_chart_draw_text (NhChart *self, cairo_t *cr, const char *text, double x, double y, double align, double scale,
                         gboolean bold);
void nh_chart_rounded (cairo_t *cr, double x, double y, double width, double height, double radius);
void nh_chart_ink_over (const GdkRGBA *fill, GdkRGBA *ink); /* black or white, whichever is read better */

/* For everybody: */
guint nh_chart_get_n_marks (NhChart *self);
const NhChartMark *nh_chart_get_mark (NhChart *self, guint index);
const NhChartMark *nh_chart_get_focus_mark (NhChart *self); /* NULL: none */
const char *nh_chart_get_description (NhChart *self);

G_END_DECLS
