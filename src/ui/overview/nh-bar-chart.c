/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview/nh-bar-chart.h"

#include <math.h>

#define LEGEND_SWATCH 12
#define FOOT 20      /* of the labels under the bars */
#define AXIS 26      /* left of the bars: the numbers of the scale */
#define GAP 2        /* between segments, so that they stay apart in grey, too */
#define MIN_NUMBER 13 /* pixels that a number in a segment needs */
#define SMALL 0.85

typedef struct
{
  char *name;
  GdkRGBA color;
  guint total;
} Series;

typedef struct
{
  char *label;
  char *name;
  guint total;
} Column;

struct _NhBarChart
{
  NhChart parent_instance;

  char *title;
  GArray *series;
  GArray *columns;
  guint *values;
  guint most; /* of one bar */
};

G_DEFINE_FINAL_TYPE (NhBarChart, nh_bar_chart, NH_TYPE_CHART)

static void
series_clear (gpointer data)
{
  g_free (((Series *) data)->name);
}

static void
column_clear (gpointer data)
{
  g_free (((Column *) data)->label);
  g_free (((Column *) data)->name);
}

static Series *
get_series (NhBarChart *self,
            guint i)
{
  return &g_array_index (self->series, Series, i);
}

static Column *
get_column (NhBarChart *self,
            guint i)
{
  return &g_array_index (self->columns, Column, i);
}

static guint
get_value (NhBarChart *self,
           guint column,
           guint series)
{
  return self->values[column * self->series->len + series];
}

/* Where the legend's words stand: places them in lines of the width; @cr may be NULL. Returns: the height. */
static double
place_legend (NhBarChart *self,
              cairo_t *cr,
              const GdkRGBA *text,
              double width)
{
  double x = 0;
  double line = 0;
  double y = 0;

  for (guint i = 0; i < self->series->len; i++)
    {
      Series *series = get_series (self, i);
      g_autoptr (PangoLayout) layout = NULL;
      int words;
      int height;

      if (!series->total)
        continue;
      layout = nh_chart_layout_text (NH_CHART (self), series->name, SMALL, FALSE);
      pango_layout_get_pixel_size (layout, &words, &height);
      if (x > 0 && x + LEGEND_SWATCH + 6 + words > width)
        {
          x = 0;
          y += line;
        }
      line = MAX (height + 3, LEGEND_SWATCH + 3);
      if (cr)
        {
          gdk_cairo_set_source_rgba (cr, &series->color);
          nh_chart_rounded (cr, x, y + (line - LEGEND_SWATCH) / 2, LEGEND_SWATCH, LEGEND_SWATCH, 3);
          cairo_fill (cr);
          gdk_cairo_set_source_rgba (cr, text);
          cairo_move_to (cr, x + LEGEND_SWATCH + 6, round (y + (line - height) / 2));
          pango_cairo_show_layout (cr, layout);
        }
      x += LEGEND_SWATCH + 6 + words + 15;
    }
  return y + line;
}

/* Steps of the scale: 1, 2, 5, 10 …, at most four of them. */
static guint
scale_step (guint most)
{
  guint step = 1;

  for (guint i = 0; most / step >= 4; i++)
    step = i % 3 == 1 ? step / 2 * 5 : step * 2;
  return step;
}

typedef struct
{
  double left, top, width, height; /* of the bars */
  double column;
  double bar;
  double unit; /* pixels of one activity */
} Frame;

static void
frame_of (NhBarChart *self,
          double width,
          double height,
          Frame *frame)
{
  guint step = scale_step (self->most);
  guint top = MAX (1, (self->most + step - 1) / step * step);

  frame->left = AXIS;
  frame->top = place_legend (self, NULL, NULL, width) + 12;
  frame->width = MAX (1, width - AXIS);
  frame->height = MAX (1, height - FOOT - frame->top);
  frame->column = frame->width / MAX (1, self->columns->len);
  frame->bar = floor (MIN (frame->column * 0.64, 44));
  frame->unit = frame->height / top;
}

static char *
segment_words (NhBarChart *self,
               guint column,
               guint series)
{
  g_autofree char *name = g_utf8_strdown (get_series (self, series)->name, -1);

  return g_strdup_printf ("%s: %u %s", get_column (self, column)->name, get_value (self, column, series), name);
}

static void
nh_bar_chart_layout (NhChart *chart,
                     double width,
                     double height)
{
  NhBarChart *self = NH_BAR_CHART (chart);
  Frame frame;

  frame_of (self, width, height, &frame);
  for (guint c = 0; c < self->columns->len; c++)
    {
      double y = frame.top + frame.height;

      for (guint s = 0; s < self->series->len; s++)
        {
          NhChartMark mark = { .column = c, .row = s };
          double tall = get_value (self, c, s) * frame.unit;

          if (!get_value (self, c, s))
            continue;
          y -= tall;
          mark.x = round (frame.left + c * frame.column + (frame.column - frame.bar) / 2);
          mark.y = round (y) + GAP / 2.0;
          mark.width = frame.bar;
          mark.height = MAX (2, round (y + tall) - round (y) - GAP);
          mark.words = segment_words (self, c, s);
          nh_chart_add_mark (chart, &mark);
        }
    }
}

static void
draw_scale (NhBarChart *self,
            cairo_t *cr,
            const GdkRGBA *text,
            const Frame *frame)
{
  guint step = scale_step (self->most);
  GdkRGBA faint = *text;

  for (guint n = 0; n <= (guint) round (frame->height / frame->unit); n += step)
    {
      double y = floor (frame->top + frame->height - n * frame->unit) + 0.5;
      g_autofree char *number = g_strdup_printf ("%u", n);

      faint.alpha = text->alpha * (n ? 0.1f : 0.35f);
      gdk_cairo_set_source_rgba (cr, &faint);
      cairo_set_line_width (cr, 1);
      cairo_move_to (cr, frame->left, y);
      cairo_line_to (cr, frame->left + frame->width, y);
      cairo_stroke (cr);
      faint.alpha = text->alpha * 0.75f;
      gdk_cairo_set_source_rgba (cr, &faint);
      nh_chart_draw_text (NH_CHART (self), cr, number, frame->left - 6, y, 1, SMALL, FALSE);
    }
}

static void
nh_bar_chart_draw (NhChart *chart,
                   cairo_t *cr,
                   const GdkRGBA *text,
                   double width,
                   double height)
{
  NhBarChart *self = NH_BAR_CHART (chart);
  Frame frame;

  frame_of (self, width, height, &frame);
  place_legend (self, cr, text, width);
  draw_scale (self, cr, text, &frame);
  for (guint i = 0; i < nh_chart_get_n_marks (chart); i++)
    {
      const NhChartMark *mark = nh_chart_get_mark (chart, i);
      const GdkRGBA *color = &get_series (self, mark->row)->color;
      g_autofree char *number = g_strdup_printf ("%u", get_value (self, mark->column, mark->row));
      GdkRGBA ink;

      nh_chart_rounded (cr, mark->x, mark->y, mark->width, mark->height, 3);
      gdk_cairo_set_source_rgba (cr, color);
      cairo_fill (cr);
      if (mark->height < MIN_NUMBER)
        continue;
      nh_chart_ink_over (color, &ink);
      gdk_cairo_set_source_rgba (cr, &ink);
      nh_chart_draw_text (chart, cr, number, mark->x + mark->width / 2, mark->y + mark->height / 2, 0.5, SMALL, FALSE);
    }
  gdk_cairo_set_source_rgba (cr, text);
  for (guint c = 0; c < self->columns->len; c++)
    nh_chart_draw_text (chart, cr, get_column (self, c)->label, frame.left + (c + 0.5) * frame.column,
                        height - FOOT / 2.0 + 1, 0.5, SMALL, FALSE);
}

static void
nh_bar_chart_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 130;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 560 : 190;
}

static void
nh_bar_chart_finalize (GObject *object)
{
  NhBarChart *self = NH_BAR_CHART (object);

  g_array_unref (self->series);
  g_array_unref (self->columns);
  g_free (self->values);
  g_free (self->title);
  G_OBJECT_CLASS (nh_bar_chart_parent_class)->finalize (object);
}

static void
nh_bar_chart_class_init (NhBarChartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_bar_chart_finalize;
  GTK_WIDGET_CLASS (klass)->measure = nh_bar_chart_measure;
  NH_CHART_CLASS (klass)->layout = nh_bar_chart_layout;
  NH_CHART_CLASS (klass)->draw = nh_bar_chart_draw;
}

static void
nh_bar_chart_init (NhBarChart *self)
{
  self->series = g_array_new (FALSE, FALSE, sizeof (Series));
  g_array_set_clear_func (self->series, series_clear);
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
}

/**
 * nh_bar_chart_new:
 * @label: what the chart shows, for screen readers
 *
 * Returns: (transfer floating): a chart without bars.
 */
GtkWidget *
nh_bar_chart_new (const char *label)
{
  NhBarChart *self = g_object_new (NH_TYPE_BAR_CHART, NULL);

  self->title = g_strdup (label);
  nh_chart_set_words (NH_CHART (self), label, "");
  return GTK_WIDGET (self);
}

/* "Tháng 11/2023: 4 sinh hoạt chuyên môn, 2 kiểm tra." for each month that has something. */
static char *
describe (NhBarChart *self)
{
  GString *words = g_string_new (NULL);

  for (guint c = 0; c < self->columns->len; c++)
    {
      gboolean first = TRUE;

      if (!get_column (self, c)->total)
        continue;
      g_string_append_printf (words, "%s%s: ", words->len ? " " : "", get_column (self, c)->name);
      for (guint s = 0; s < self->series->len; s++)
        {
          g_autofree char *name = g_utf8_strdown (get_series (self, s)->name, -1);

          if (!get_value (self, c, s))
            continue;
          g_string_append_printf (words, "%s%u %s", first ? "" : ", ", get_value (self, c, s), name);
          first = FALSE;
        }
      g_string_append_c (words, '.');
    }
  return g_string_free (words, FALSE);
}

/**
 * nh_bar_chart_set_data:
 * @series: (array length=n_series): what the segments are, from the foot up
 * @columns: (array length=n_columns): the bars
 * @values: n_columns × n_series numbers, column by column
 */
void
nh_bar_chart_set_data (NhBarChart *self,
                       const NhBarSeries *series,
                       guint n_series,
                       const NhBarColumn *columns,
                       guint n_columns,
                       const guint *values)
{
  g_autofree char *words = NULL;

  g_array_set_size (self->series, 0);
  g_array_set_size (self->columns, 0);
  g_free (self->values);
  self->values = g_memdup2 (values, sizeof *values * n_series * n_columns);
  self->most = 0;
  for (guint s = 0; s < n_series; s++)
    {
      Series own = { g_strdup (series[s].name), series[s].color, 0 };

      g_array_append_val (self->series, own);
    }
  for (guint c = 0; c < n_columns; c++)
    {
      Column own = { g_strdup (columns[c].label), g_strdup (columns[c].name), 0 };

      for (guint s = 0; s < n_series; s++)
        {
          own.total += values[c * n_series + s];
          get_series (self, s)->total += values[c * n_series + s];
        }
      self->most = MAX (self->most, own.total);
      g_array_append_val (self->columns, own);
    }
  words = describe (self);
  nh_chart_set_words (NH_CHART (self), self->title, words);
  nh_chart_changed (NH_CHART (self));
}
