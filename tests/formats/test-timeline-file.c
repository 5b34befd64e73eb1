/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Timelines as pictures against those kept in the tree, and as files.
 *
 *   test-timeline-file GOLDEN-FOLDER
 *   test-timeline-file --images FOLDER      draws the kept pictures anew; look at them
 *
 * The pictures were drawn with Liberation Sans 2; a few pixels may differ, what must not is where anything
 * stands.
 */
#include "timeline-fixture.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "document/nh-timeline-draw.h"
#include "formats/nh-timeline-file.h"
#include "formats/nh-xlsx.h"

#define WIDTH 1150
#define SHADE 40 /* of 255, of means of squares */
#define SQUARE 4
#define MOST_DIFFERENT 0.002

static const char *golden;

/* The look of a window: names, head and bars, with its left edge at a day. */
typedef struct
{
  const char *name;
  NhTimelineBy by;
  double scale;
  int year, month, day;
} View;

static const View views[] = {
  { "year", NH_TIMELINE_BY_KIND, 2.65, 2023, 8, 1 },
  { "quarter", NH_TIMELINE_BY_CLUSTER, 9.5, 2023, 10, 5 },
  { "weeks", NH_TIMELINE_BY_CLUSTER, 36, 2024, 1, 8 },
};

static cairo_surface_t *
draw_view (TimelineYear *year, const View *view, gboolean dark)
{
  g_autoptr (NhTimeline) timeline = nh_timeline_new (year->agenda, year->conflicts);
  g_autoptr (NhTimelineRuler) ruler = NULL;
  PangoContext *context = nh_timeline_font_new_context ();
  NhTimelineChoice choice = { .by = view->by };
  NhTimelineStyle style;
  cairo_surface_t *surface;
  cairo_t *cr;
  double x, width, height;

  nh_timeline_style_init (&style, dark);
  style.today = nh_day_from_ymd (2024, 1, 19);
  ruler = nh_timeline_ruler_new (&style, context);
  nh_timeline_set_for_paper (timeline, TRUE);
  nh_timeline_set_choice (timeline, &choice);
  nh_timeline_set_measure (timeline, nh_timeline_ruler_measure, ruler);
  nh_timeline_set_scale (timeline, view->scale);
  height = nh_timeline_get_n_rows (timeline) * style.row_height;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, (int) (style.head_height + height));
  cr = cairo_create (surface);
  x = nh_timeline_x_of (timeline, nh_day_from_ymd (view->year, view->month, view->day));
  width = WIDTH - style.lane_width;
  cairo_set_source_rgb (cr, style.background.red, style.background.green, style.background.blue);
  cairo_paint (cr);
  cairo_translate (cr, style.lane_width, 0);
  nh_timeline_draw_head (timeline, &style, cr, context, x, width);
  cairo_translate (cr, 0, style.head_height);
  nh_timeline_draw_part (timeline, &style, cr, context, x, 0, width, height);
  cairo_translate (cr, -style.lane_width, 0);
  nh_timeline_draw_lane_names (timeline, &style, cr, context, 0, height);
  cairo_destroy (cr);
  g_object_unref (context);
  return surface;
}

static char *
picture_name (const View *view, gboolean dark)
{
  return g_strdup_printf ("%s-%s.png", view->name, dark ? "dark" : "light");
}

static void
write_images (const char *folder)
{
  Fixture fixture = { 0 };
  TimelineYear year;

  fixture_set_up (&fixture, NULL);
  timeline_year_set_up (&year, &fixture);
  g_mkdir_with_parents (folder, 0777);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (views); i++)
    {
      cairo_surface_t *surface = draw_view (&year, &views[i / 2], i & 1);
      g_autofree char *name = picture_name (&views[i / 2], i & 1);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
      cairo_surface_destroy (surface);
    }
  timeline_year_clear (&year);
  fixture_tear_down (&fixture, NULL);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--images"))
    {
      write_images (argv[2]);
      return 0;
    }
  return 0;
}
