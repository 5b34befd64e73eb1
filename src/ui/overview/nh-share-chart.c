/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview/nh-share-chart.h"

#include <math.h>

#define BAR 16
#define SWATCH 10
#define LINE 19
#define SMALL 0.85
#define SPACE 8

typedef struct
{
  char *name;
  guint number;
  GdkRGBA color;
} Share;

struct _NhShareChart
{
  NhChart parent_instance;

  char *title;
  GArray *shares;
  guint total;
};

G_DEFINE_FINAL_TYPE (NhShareChart, nh_share_chart, NH_TYPE_CHART)

static void
share_clear (gpointer data)
{
  g_free (((Share *) data)->name);
}

static Share *
get_share (NhShareChart *self,
           guint i)
{
  return &g_array_index (self->shares, Share, i);
}

static char *
share_words (NhShareChart *self,
             guint i)
{
  return g_strdup_printf ("%s: %u", get_share (self, i)->name, get_share (self, i)->number);
}

static void
nh_share_chart_layout (NhChart *chart,
                       double width,
                       double height)
{
  NhShareChart *self = NH_SHARE_CHART (chart);
  guint before = 0;

  for (guint i = 0; i < self->shares->len; i++)
    {
      guint number = get_share (self, i)->number;
      double from = round (width * before / MAX (1, self->total));
      double to = round (width * (before + number) / MAX (1, self->total));
      NhChartMark mark = { from, 0, MAX (3, to - from - 2), BAR, i, 0, NULL };

      before += number;
      if (!number)
        continue;
      mark.words = share_words (self, i);
      nh_chart_add_mark (chart, &mark);
    }
}

/* The words in lines of the width. @cr may be NULL. Returns: the height. */
static double
place_words (NhShareChart *self,
             cairo_t *cr,
             const GdkRGBA *text,
             double width)
{
  double x = 0;
  double y = BAR + SPACE;

  for (guint i = 0; i < self->shares->len; i++)
    {
      g_autofree char *words = share_words (self, i);
      g_autoptr (PangoLayout) layout = nh_chart_layout_text (NH_CHART (self), words, SMALL, FALSE);
      int wide;

      pango_layout_get_pixel_size (layout, &wide, NULL);
      if (x > 0 && x + SWATCH + 6 + wide > width)
        {
          x = 0;
          y += LINE;
        }
      if (cr)
        {
          gdk_cairo_set_source_rgba (cr, &get_share (self, i)->color);
          nh_chart_rounded (cr, x, y + (LINE - SWATCH) / 2.0, SWATCH, SWATCH, 3);
          cairo_fill (cr);
          gdk_cairo_set_source_rgba (cr, text);
          nh_chart_draw_text (NH_CHART (self), cr, words, x + SWATCH + 6, y + LINE / 2.0, 0, SMALL, FALSE);
        }
      x += SWATCH + 6 + wide + 15;
    }
  return y + LINE;
}

static void
nh_share_chart_draw (NhChart *chart,
                     cairo_t *cr,
                     const GdkRGBA *text,
                     double width,
                     double height)
{
  NhShareChart *self = NH_SHARE_CHART (chart);
  GdkRGBA faint = *text;

  faint.alpha *= 0.1f;
  if (!self->total)
    {
      nh_chart_rounded (cr, 0, 0, width, BAR, 4);
      gdk_cairo_set_source_rgba (cr, &faint);
      cairo_fill (cr);
    }
  for (guint i = 0; i < nh_chart_get_n_marks (chart); i++)
    {
      const NhChartMark *mark = nh_chart_get_mark (chart, i);

      nh_chart_rounded (cr, mark->x, mark->y, mark->width, mark->height, 4);
      gdk_cairo_set_source_rgba (cr, &get_share (self, mark->column)->color);
      cairo_fill (cr);
    }
  place_words (self, cr, text, width);
}

static GtkSizeRequestMode
nh_share_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
nh_share_chart_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 150;
      *natural = 280;
    }
  else
    *minimum = *natural = (int) place_words (NH_SHARE_CHART (widget), NULL, NULL, for_size > 0 ? for_size : 280);
}

static void
nh_share_chart_finalize (GObject *object)
{
  g_array_unref (NH_SHARE_CHART (object)->shares);
  g_free (NH_SHARE_CHART (object)->title);
  G_OBJECT_CLASS (nh_share_chart_parent_class)->finalize (object);
}

static void
nh_share_chart_class_init (NhShareChartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_share_chart_finalize;
  GTK_WIDGET_CLASS (klass)->measure = nh_share_chart_measure;
  GTK_WIDGET_CLASS (klass)->get_request_mode = nh_share_chart_get_request_mode;
  NH_CHART_CLASS (klass)->layout = nh_share_chart_layout;
  NH_CHART_CLASS (klass)->draw = nh_share_chart_draw;
}

static void
nh_share_chart_init (NhShareChart *self)
{
  self->shares = g_array_new (FALSE, FALSE, sizeof (Share));
  g_array_set_clear_func (self->shares, share_clear);
}

/**
 * nh_share_chart_new:
 * @label: what the chart shows, for screen readers
 *
 * Returns: (transfer floating): an empty bar.
 */
GtkWidget *
nh_share_chart_new (const char *label)
{
  NhShareChart *self = g_object_new (NH_TYPE_SHARE_CHART, NULL);

  self->title = g_strdup (label);
  nh_chart_set_words (NH_CHART (self), label, "");
  return GTK_WIDGET (self);
}

/** nh_share_chart_set_data: shows @n_shares shares; words are copied. */
void
nh_share_chart_set_data (NhShareChart *self,
                         const NhShare *shares,
                         guint n_shares)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_array_set_size (self->shares, 0);
  self->total = 0;
  for (guint i = 0; i < n_shares; i++)
    {
      Share own = { g_strdup (shares[i].name), shares[i].number, shares[i].color };
      g_autofree char *share = NULL;

      g_array_append_val (self->shares, own);
      self->total += own.number;
      share = share_words (self, i);
      g_string_append_printf (words, "%s%s", i ? ", " : "", share);
    }
  nh_chart_set_words (NH_CHART (self), self->title, words->str);
  nh_chart_changed (NH_CHART (self));
}
