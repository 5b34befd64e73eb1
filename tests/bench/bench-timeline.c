/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timeline with 5,000, 10,000 and 20,000 activities: laying all out, another scale, a letter typed into the
 * filter, and one frame of a window: what is visible, and drawing it into a picture.
 */
#include <glib/gstdio.h>

#include "document/nh-timeline-pages.h"
#include "nh-bench-year.h"
#include "nh-bench.h"

#define ROUNDS 15
#define FRAMES 60
#define LAYOUT_MS 20
#define RESCALE_MS 10
#define FILTER_MS 20
#define FRAME_MS 8
#define MOST_GROWTH 2.6 /* of twice the activities */
#define WIDTH 1366
#define HEIGHT 768

typedef struct
{
  NhAgenda *agenda;
  NhTimeline *timeline;
  NhTimelineStyle style;
  PangoContext *context;
  NhTimelineRuler *ruler;
  guint n;
} Bench;

/* Of the processor, since machines are shared. */
static double
milliseconds_since (double start)
{
  return nh_bench_cpu_time () - start;
}

static void
report (const char *name, guint n, GArray *values, double target)
{
  nh_bench_report_spread (&(NhBenchCase){ name, n, NULL, n >= 20000 ? target : 0 }, values, NULL, "ms", NH_BENCH_MEDIAN);
}

static void
add (GArray *values, double value)
{
  g_array_append_val (values, value);
}

static void
choose (Bench *b, const char *find)
{
  NhTimelineChoice choice = { .by = NH_TIMELINE_BY_KIND, .find = find };

  nh_timeline_set_choice (b->timeline, &choice);
  nh_timeline_get_n_rows (b->timeline);
}

/* Everything anew, as after an edit; words were measured before. Returns the median. */
static double
measure_layout (Bench *b)
{
  g_autoptr (GArray) layouts = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) scales = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) filters = g_array_new (FALSE, FALSE, sizeof (double));
  double least = G_MAXDOUBLE;

  choose (b, "hop");
  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = nh_bench_cpu_time ();
      double took;

      choose (b, NULL);
      took = milliseconds_since (start);
      least = MIN (least, took);
      add (layouts, took);
      start = nh_bench_cpu_time ();
      nh_timeline_set_scale (b->timeline, i % 2 ? 3 : 3.3);
      nh_timeline_get_n_rows (b->timeline);
      add (scales, milliseconds_since (start));
      start = nh_bench_cpu_time ();
      choose (b, i % 2 ? "kiem" : "kiem tr");
      add (filters, milliseconds_since (start));
    }
  report ("timeline: lay out all", b->n, layouts, LAYOUT_MS);
  report ("timeline: another scale", b->n, scales, RESCALE_MS);
  report ("timeline: a letter in the filter", b->n, filters, FILTER_MS);
  choose (b, NULL);
  return least;
}

/* Scrolled through, as a window draws it. */
static void
measure_frames (Bench *b)
{
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) visible = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (guint));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  double rows = nh_timeline_get_n_rows (b->timeline) * b->style.row_height;
  double across = MAX (0, nh_timeline_get_width (b->timeline) - WIDTH);

  for (guint i = 0; i < FRAMES; i++)
    {
      double x = across * i / FRAMES, y = (rows - HEIGHT) * ((i * 7) % FRAMES) / FRAMES;
      cairo_t *cr = cairo_create (surface);
      double start = nh_bench_cpu_time ();

      nh_timeline_visible (b->timeline, (guint) (y / b->style.row_height),
                           (guint) ((y + HEIGHT) / b->style.row_height), x, x + WIDTH, bars);
      add (visible, milliseconds_since (start));
      start = nh_bench_cpu_time ();
      nh_timeline_draw_head (b->timeline, &b->style, cr, b->context, x, WIDTH);
      cairo_translate (cr, 0, b->style.head_height);
      nh_timeline_draw_part (b->timeline, &b->style, cr, b->context, x, y, WIDTH, HEIGHT - b->style.head_height);
      cairo_surface_flush (surface);
      add (frames, milliseconds_since (start));
      cairo_destroy (cr);
    }
  report ("timeline: find what is visible", b->n, visible, 0.1);
  report ("timeline: draw a frame", b->n, frames, FRAME_MS);
  cairo_surface_destroy (surface);
}

static double
measure (guint n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *folder = NULL;
  gint64 year = 0;
  NhWorkbook *workbook = nh_bench_year_new (n, &year);
  Bench b = { .agenda = nh_agenda_new (workbook, year, &error), .n = n };
  double least;
  double start;
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (double));

  if (!b.agenda)
    g_error ("%s", error->message);
  nh_timeline_style_init (&b.style, FALSE);
  b.context = nh_timeline_font_new_context ();
  b.ruler = nh_timeline_ruler_new (&b.style, b.context);
  b.timeline = nh_timeline_new (b.agenda, NULL);
  start = nh_bench_cpu_time ();
  nh_timeline_set_measure (b.timeline, nh_timeline_ruler_measure, b.ruler);
  choose (&b, NULL);
  add (first, milliseconds_since (start));
  report ("timeline: first layout, with measuring", n, first, 0);
  least = measure_layout (&b);
  measure_frames (&b);
  g_object_unref (b.timeline);
  nh_timeline_ruler_free (b.ruler);
  g_object_unref (b.context);
  g_object_unref (b.agenda);
  path = g_strdup (nh_store_get_path (nh_workbook_get_store (workbook)));
  folder = g_path_get_dirname (path);
  nh_workbook_close (workbook);
  g_object_unref (workbook);
  g_unlink (path);
  g_rmdir (folder);
  return least;
}

int
main (int argc, char **argv)
{
  guint most = (guint) nh_bench_argument (argc, argv, "--activities", 20000);
  double before = 0;

  for (guint n = most / 4; n <= most; n *= 2)
    {
      double now = measure (n);

      if (before > 0)
        nh_bench_report (&(NhBenchCase){ "timeline: lay out twice as many", n, "half as many", MOST_GROWTH }, now, "ms",
                         before);
      before = now;
    }
  return 0;
}
