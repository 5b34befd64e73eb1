/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview/nh-coverage-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ROW 21 /* a row as high as that where there is room … */
#define LEAST_ROW 17 /* … and as low as that before some are left out */
#define MOST_ROWS 10
#define HEAD 20
#define LEGEND 20
#define GAP 3
#define SMALL 0.85
#define MOST_CELL 54

/* Okabe–Ito; a tick tells what is done without the colour, a ring what is planned. */
static const GdkRGBA done_color = { 0.0f, 0.62f, 0.45f, 1 };

struct _NhCoverageChart
{
  NhChart parent_instance;

  char *title;
  GStrv states;
  GStrv columns;
  GStrv rows;
  guint n_columns;
  guint n_rows;
  NhCoverage *cells;
};

G_DEFINE_FINAL_TYPE (NhCoverageChart, nh_coverage_chart, NH_TYPE_CHART)

static NhCoverage
get_cell (NhCoverageChart *self,
          guint column,
          guint row)
{
  return self->cells[row * self->n_columns + column];
}

static double
row_height (NhCoverageChart *self,
            double height)
{
  return CLAMP (floor ((height - HEAD - LEGEND) / MAX (1, self->n_rows)), LEAST_ROW, ROW);
}

static guint
rows_in (NhCoverageChart *self,
         double height)
{
  return MIN (self->n_rows, (guint) MAX (0, (height - HEAD - LEGEND) / row_height (self, height)));
}

static char *
more_words (guint n)
{
  return g_strdup_printf (ngettext ("%u more unit…", "%u more units…", n), n);
}

/* What there is no room for, as a link at the end of the legend. */
static void
add_more (NhCoverageChart *self,
          double width,
          double height)
{
  guint n = rows_in (self, height);
  g_autofree char *words = more_words (self->n_rows - n);
  g_autoptr (PangoLayout) layout = nh_chart_layout_text (NH_CHART (self), words, SMALL, FALSE);
  NhChartMark mark = { .y = HEAD + n * row_height (self, height) + 2, .height = LEGEND, .column = 0, .row = n };
  int text_width;

  pango_layout_get_pixel_size (layout, &text_width, NULL);
  mark.width = text_width;
  mark.x = width - text_width;
  mark.words = g_steal_pointer (&words);
  nh_chart_add_mark (NH_CHART (self), &mark);
}

/* As many pixels as the names may take, and what is left for each cell. */
static double
cell_width (NhCoverageChart *self,
            double width)
{
  return MIN (MOST_CELL, floor (width * 0.58 / MAX (1, self->n_columns)));
}

static void
nh_coverage_chart_layout (NhChart *chart,
                          double width,
                          double height)
{
  NhCoverageChart *self = NH_COVERAGE_CHART (chart);
  double cell = cell_width (self, width);
  double left = width - cell * self->n_columns;
  double row = row_height (self, height);

  for (guint r = 0; r < rows_in (self, height); r++)
    for (guint c = 0; c < self->n_columns; c++)
      {
        NhChartMark mark = { left + c * cell + GAP, HEAD + r * row + GAP / 2.0, cell - GAP, row - GAP, c, r, NULL };
        g_autofree char *state = g_utf8_strdown (self->states[get_cell (self, c, r)], -1);

        mark.words = g_strdup_printf ("%s, %s: %s", self->rows[r], self->columns[c], state);
        nh_chart_add_mark (chart, &mark);
      }
  if (rows_in (self, height) < self->n_rows)
    add_more (self, width, height);
}

static void
draw_cell (cairo_t *cr,
           const GdkRGBA *text,
           NhCoverage state,
           double x,
           double y,
           double width,
           double height)
{
  GdkRGBA color = state == NH_COVERAGE_NONE ? *text : done_color;
  double middle = x + width / 2;

  if (state == NH_COVERAGE_NONE)
    color.alpha *= 0.08f;
  if (state == NH_COVERAGE_PLANNED)
    color.alpha *= 0.22f;
  nh_chart_rounded (cr, x, y, width, height, 4);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_fill (cr);
  if (state == NH_COVERAGE_NONE)
    return;
  color = state == NH_COVERAGE_DONE ? (GdkRGBA){ 1, 1, 1, 1 } : *text;
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 1.6);
  y += height / 2;
  if (state == NH_COVERAGE_DONE)
    {
      cairo_move_to (cr, middle - 4, y);
      cairo_line_to (cr, middle - 1, y + 3);
      cairo_line_to (cr, middle + 4, y - 4);
    }
  else
    cairo_arc (cr, middle, y, 3.2, 0, 2 * G_PI);
  cairo_stroke (cr);
}

static void
draw_name (NhChart *chart,
           cairo_t *cr,
           const char *name,
           double y,
           double width)
{
  g_autoptr (PangoLayout) layout = nh_chart_layout_text (chart, name, SMALL, FALSE);
  int height;

  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, NULL, &height);
  cairo_move_to (cr, 0, round (y - height / 2.0));
  pango_cairo_show_layout (cr, layout);
}

static void
draw_legend (NhCoverageChart *self,
             cairo_t *cr,
             const GdkRGBA *text,
             double y)
{
  double x = 0;

  for (guint i = NH_COVERAGE_PLANNED; i <= NH_COVERAGE_DONE; i++)
    {
      g_autoptr (PangoLayout) layout = nh_chart_layout_text (NH_CHART (self), self->states[i], SMALL, FALSE);
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      draw_cell (cr, text, i, x, y - 7, 22, 14);
      gdk_cairo_set_source_rgba (cr, text);
      nh_chart_draw_text (NH_CHART (self), cr, self->states[i], x + 28, y, 0, SMALL, FALSE);
      x += 28 + width + 15;
    }
}

static void
nh_coverage_chart_draw (NhChart *chart,
                        cairo_t *cr,
                        const GdkRGBA *text,
                        double width,
                        double height)
{
  NhCoverageChart *self = NH_COVERAGE_CHART (chart);
  double cell = cell_width (self, width);
  double left = width - cell * self->n_columns;
  double row = row_height (self, height);
  guint n = rows_in (self, height);

  gdk_cairo_set_source_rgba (cr, text);
  for (guint c = 0; c < self->n_columns; c++)
    nh_chart_draw_text (chart, cr, self->columns[c], left + (c + 0.5) * cell + GAP / 2.0, HEAD / 2.0 - 1, 0.5, 0.8, FALSE);
  for (guint r = 0; r < n; r++)
    draw_name (chart, cr, self->rows[r], HEAD + (r + 0.5) * row, left - 6);
  for (guint i = 0; i < nh_chart_get_n_marks (chart); i++)
    {
      const NhChartMark *mark = nh_chart_get_mark (chart, i);

      if (mark->row >= n)
        {
          g_autofree char *more = more_words (self->n_rows - n);

          gdk_cairo_set_source_rgba (cr, text);
          nh_chart_draw_text (chart, cr, more, mark->x, mark->y + mark->height / 2, 0, SMALL, FALSE);
          cairo_rectangle (cr, mark->x, mark->y + mark->height - 4, mark->width, 1);
          cairo_fill (cr);
          continue;
        }
      draw_cell (cr, text, get_cell (self, mark->column, mark->row), mark->x, mark->y, mark->width, mark->height);
    }
  draw_legend (self, cr, text, HEAD + n * row + LEGEND / 2.0 + 2);
}

static void
nh_coverage_chart_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  NhCoverageChart *self = NH_COVERAGE_CHART (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 200;
      *natural = 300;
      return;
    }
  *minimum = HEAD + LEGEND + LEAST_ROW * (int) MIN (self->n_rows, 3);
  *natural = HEAD + LEGEND + ROW * (int) MIN (self->n_rows, MOST_ROWS);
}

static void
nh_coverage_chart_finalize (GObject *object)
{
  NhCoverageChart *self = NH_COVERAGE_CHART (object);

  g_free (self->title);
  g_strfreev (self->states);
  g_strfreev (self->columns);
  g_strfreev (self->rows);
  g_free (self->cells);
  G_OBJECT_CLASS (nh_coverage_chart_parent_class)->finalize (object);
}

static void
nh_coverage_chart_class_init (NhCoverageChartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_coverage_chart_finalize;
  GTK_WIDGET_CLASS (klass)->measure = nh_coverage_chart_measure;
  NH_CHART_CLASS (klass)->layout = nh_coverage_chart_layout;
  NH_CHART_CLASS (klass)->draw = nh_coverage_chart_draw;
}

static void
nh_coverage_chart_init (NhCoverageChart *self)
{
}

/**
 * nh_coverage_chart_new:
 * @label: what the chart shows, for screen readers
 * @states: the words of the states
 *
 * Returns: (transfer floating): a chart without rows.
 */
GtkWidget *
nh_coverage_chart_new (const char *label,
                       const char *const states[NH_N_COVERAGES])
{
  NhCoverageChart *self = g_object_new (NH_TYPE_COVERAGE_CHART, NULL);

  self->title = g_strdup (label);
  self->states = g_new0 (char *, NH_N_COVERAGES + 1);
  for (guint i = 0; i < NH_N_COVERAGES; i++)
    self->states[i] = g_strdup (states[i]);
  nh_chart_set_words (NH_CHART (self), label, "");
  return GTK_WIDGET (self);
}

static GStrv
copy_texts (const char *const *texts,
            guint n)
{
  GStrv copy = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    copy[i] = g_strdup (texts[i]);
  return copy;
}

/* "TP Bắc Giang: 2021, 2023 (đã kiểm tra)." */
static char *
describe (NhCoverageChart *self)
{
  GString *words = g_string_new (NULL);

  for (guint r = 0; r < self->n_rows; r++)
    {
      g_string_append_printf (words, "%s%s:", r ? " " : "", self->rows[r]);
      for (guint c = 0, n = 0; c < self->n_columns; c++)
        if (get_cell (self, c, r) != NH_COVERAGE_NONE)
          {
            g_autofree char *state = g_utf8_strdown (self->states[get_cell (self, c, r)], -1);

            g_string_append_printf (words, "%s %s %s", n++ ? "," : "", self->columns[c], state);
          }
      g_string_append_c (words, '.');
    }
  return g_string_free (words, FALSE);
}

/**
 * nh_coverage_chart_set_data:
 * @columns: (array length=n_columns): the years, short
 * @rows: (array length=n_rows): the names
 * @cells: n_rows × n_columns states, row by row; copied, as all words
 */
void
nh_coverage_chart_set_data (NhCoverageChart *self,
                            const char *const *columns,
                            guint n_columns,
                            const char *const *rows,
                            guint n_rows,
                            const NhCoverage *cells)
{
  g_autofree char *words = NULL;

  g_strfreev (self->columns);
  g_strfreev (self->rows);
  g_free (self->cells);
  self->columns = copy_texts (columns, n_columns);
  self->rows = copy_texts (rows, n_rows);
  self->cells = g_memdup2 (cells, sizeof *cells * n_rows * n_columns);
  self->n_columns = n_columns;
  self->n_rows = n_rows;
  words = describe (self);
  nh_chart_set_words (NH_CHART (self), self->title, words);
  nh_chart_changed (NH_CHART (self));
}

/** nh_coverage_chart_get_n_shown: Returns: how many rows there is room for now. */
guint
nh_coverage_chart_get_n_shown (NhCoverageChart *self)
{
  return rows_in (self, gtk_widget_get_height (GTK_WIDGET (self)));
}
