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

static guint
shade (cairo_surface_t *surface, int x, int y)
{
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint sum = 0;

  for (int j = 0; j < SQUARE; j++)
    for (int i = 0; i < SQUARE; i++)
      sum += pixels[(y + j) * stride + (x + i) * 4 + 1];
  return sum / (SQUARE * SQUARE);
}

static double
difference (cairo_surface_t *a, cairo_surface_t *b)
{
  guint n = 0, different = 0;

  for (int y = 0; y + SQUARE <= cairo_image_surface_get_height (a); y += SQUARE)
    for (int x = 0; x + SQUARE <= cairo_image_surface_get_width (a); x += SQUARE)
      {
        n++;
        different += ABS ((int) shade (a, x, y) - (int) shade (b, x, y)) > SHADE ? 1 : 0;
      }
  return (double) different / n;
}

/* Whether the pictures can be the kept ones. */
static gboolean
has_font (void)
{
  PangoContext *context = nh_timeline_font_new_context ();
  PangoFont *font = pango_context_load_font (context, pango_context_get_font_description (context));
  PangoFontDescription *described = font ? pango_font_describe (font) : NULL;
  gboolean has = described && g_strcmp0 (pango_font_description_get_family (described), "Liberation Sans") == 0;

  g_clear_pointer (&described, pango_font_description_free);
  g_clear_object (&font);
  g_object_unref (context);
  return has;
}

typedef struct
{
  Fixture fixture;
  TimelineYear year;
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  fixture_set_up (&test->fixture, NULL);
  timeline_year_set_up (&test->year, &test->fixture);
}

static void
tear_down (Test *test, gconstpointer data)
{
  timeline_year_clear (&test->year);
  fixture_tear_down (&test->fixture, NULL);
}

static void
test_pictures (Test *test, gconstpointer data)
{
  if (!has_font ())
    {
      g_test_skip ("the pictures were drawn with Liberation Sans 2");
      return;
    }
  for (guint i = 0; i < 2 * G_N_ELEMENTS (views); i++)
    {
      g_autofree char *name = picture_name (&views[i / 2], i & 1);
      g_autofree char *path = g_build_filename (golden, "timeline", name, NULL);
      cairo_surface_t *now = draw_view (&test->year, &views[i / 2], i & 1);
      cairo_surface_t *kept = cairo_image_surface_create_from_png (path);

      g_assert_cmpint (cairo_surface_status (kept), ==, CAIRO_STATUS_SUCCESS);
      g_assert_cmpint (cairo_image_surface_get_width (now), ==, cairo_image_surface_get_width (kept));
      g_assert_cmpint (cairo_image_surface_get_height (now), ==, cairo_image_surface_get_height (kept));
      g_assert_cmpfloat (difference (now, kept), <=, MOST_DIFFERENT);
      cairo_surface_destroy (now);
      cairo_surface_destroy (kept);
    }
}

/* WCAG 2.1: words 4.5, shapes 3. Kinds are told apart by letters too. */
static void
test_colors (void)
{
  static const char *const kinds[] = { "meeting", "lesson_study", "theme", "inspection", "training",
                                       "contest", "review", "report", "other" };

  for (guint dark = 0; dark < 2; dark++)
    {
      NhTimelineStyle style;

      nh_timeline_style_init (&style, dark);
      g_assert_cmpfloat (nh_color_contrast (style.text, style.background), >=, 7);
      g_assert_cmpfloat (nh_color_contrast (style.text, style.shade), >=, 4.5);
      g_assert_cmpfloat (nh_color_contrast (style.text, style.term1), >=, 4.5);
      g_assert_cmpfloat (nh_color_contrast (style.text, style.term2), >=, 4.5);
      g_assert_cmpfloat (nh_color_contrast (style.text, style.summer), >=, 4.5);
      g_assert_cmpfloat (nh_color_contrast (style.warning, style.background), >=, 4.5);
      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        {
          NhColor tint = nh_color_mix (style.background, nh_kind_color (kinds[i]), 0.32);

          g_assert_cmpfloat (nh_color_contrast (style.text, tint), >=, 4.5);
          g_assert_cmpstr (nh_kind_mark (kinds[i]), !=, "");
          for (guint j = 0; j < i; j++)
            g_assert_cmpstr (nh_kind_mark (kinds[i]), !=, nh_kind_mark (kinds[j]));
        }
    }
}

/* Words beside the edge of what is seen: at it while the bar goes on, cut where the picture ends. */
static void
test_fit (void)
{
  NhTimelineBar bar = { .kind = NH_BAR_ACTIVITY, .x = 100, .width = 300, .label_x = 105, .label_width = 80,
                        .natural = 80, .label = "Kiểm tra" };
  NhTimelineBar fitted;

  g_assert_true (nh_timeline_fit_bar (&bar, 0, 1000, &fitted));
  g_assert_cmpfloat (fitted.label_x, ==, 105);
  g_assert_true (nh_timeline_fit_bar (&bar, 250, 1000, &fitted));
  g_assert_cmpfloat (fitted.label_x, ==, 255);
  g_assert_cmpfloat (fitted.label_width, ==, 80);
  g_assert_true (nh_timeline_fit_bar (&bar, 0, 150, &fitted));
  g_assert_cmpfloat (fitted.label_width, ==, 45);
  bar.label_x = 404;
  g_assert_false (nh_timeline_fit_bar (&bar, 450, 1000, &fitted)); /* words without their bar say nothing */
}

static NhTimelinePages *
new_pages (Test *test, NhTimelinePaper paper, guint months)
{
  NhTimelineChoice choice = { .by = NH_TIMELINE_BY_KIND };
  NhTimelinePrint print = { .paper = paper, .months = months };

  return nh_timeline_pages_new (test->year.agenda, test->year.conflicts, &choice, &print);
}

static void
assert_starts (const char *path, const char *start)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 5000);
  g_assert_cmpint (memcmp (contents, start, strlen (start)), ==, 0);
}

static void
test_files (Test *test, gconstpointer data)
{
  static const struct
  {
    const char *name, *start;
    NhTimelineFile format;
  } files[] = { { "năm.png", "\x89PNG", NH_TIMELINE_FILE_PNG },
                { "năm.SVG", "<?xml", NH_TIMELINE_FILE_SVG },
                { "năm.pdf", "%PDF-", NH_TIMELINE_FILE_PDF } };
  g_autoptr (NhTimelinePages) pages = new_pages (test, NH_TIMELINE_A4, 0);
  g_autoptr (GError) error = NULL;
  double width, height;

  g_assert_cmpint (nh_timeline_file_for ("png"), ==, NH_TIMELINE_FILE_NONE);
  g_assert_cmpint (nh_timeline_file_for ("năm.xlsx"), ==, NH_TIMELINE_FILE_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (test->fixture.folder, files[i].name, NULL);

      g_assert_cmpint (nh_timeline_file_for (path), ==, (int) files[i].format);
      g_assert_true (nh_timeline_file_write (pages, files[i].format, path, 1, NULL, &error));
      g_assert_no_error (error);
      assert_starts (path, files[i].start);
      if (files[i].format == NH_TIMELINE_FILE_PNG)
        {
          cairo_surface_t *picture = cairo_image_surface_create_from_png (path);

          nh_timeline_pages_get_picture_size (pages, &width, &height);
          g_assert_cmpint (cairo_image_surface_get_width (picture), ==, (int) width);
          g_assert_cmpint (cairo_image_surface_get_height (picture), ==, (int) height);
          cairo_surface_destroy (picture);
        }
    }
}

typedef struct
{
  NhTimelinePages *pages;
  const char *path;
  NhTimelineFile format;
} Work;

static gpointer
write_in_thread (gpointer data)
{
  Work *work = data;
  g_autoptr (GError) error = NULL;

  nh_timeline_pages_lay_out (work->pages);
  g_assert_true (nh_timeline_file_write (work->pages, work->format, work->path, 1, NULL, &error));
  g_assert_no_error (error);
  nh_timeline_pages_free (work->pages);
  return NULL;
}

static void
rename_first (Test *test)
{
  const NhAgendaActivity *first = g_ptr_array_index (nh_agenda_get_activities (test->year.agenda), 0);
  static guint n;
  g_autofree char *content = g_strdup_printf ("Họp lần %u", ++n);
  const NhFieldText values[] = { { "content", content }, { NULL, NULL } };

  g_assert_true (nh_workbook_set (test->year.workbook, nh_entity_find ("activity"), first->id, values, NULL));
}

/* Another thread writes what the agenda held when it began, whatever happens to the agenda meanwhile: the same picture. */
static void
test_thread (Test *test, gconstpointer data)
{
  static const NhTimelineFile formats[] = { NH_TIMELINE_FILE_PNG, NH_TIMELINE_FILE_SVG };
  NhTimelineChoice choice = { .by = NH_TIMELINE_BY_CLUSTER };
  NhTimelinePrint print = { .paper = NH_TIMELINE_A4, .today = nh_day_from_ymd (2024, 1, 19) };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *here = g_build_filename (test->fixture.folder, "here", NULL);
      g_autofree char *there = g_build_filename (test->fixture.folder, "there", NULL);
      g_autofree char *one = NULL, *other = NULL;
      g_autoptr (NhTimelinePages) pages
          = nh_timeline_pages_new (test->year.agenda, test->year.conflicts, &choice, &print);
      Work work = { nh_timeline_pages_new_detached (test->year.agenda, test->year.conflicts, &choice, &print), there,
                    formats[i] };
      GThread *thread;
      gsize n_one, n_other;

      g_assert_true (nh_timeline_file_write (pages, formats[i], here, 1, NULL, NULL));
      rename_first (test);
      thread = g_thread_new ("timeline", write_in_thread, &work);
      rename_first (test);
      g_thread_join (thread);
      g_assert_true (g_file_get_contents (here, &one, &n_one, NULL));
      g_assert_true (g_file_get_contents (there, &other, &n_other, NULL));
      g_assert_cmpuint (n_one, ==, n_other);
      if (formats[i] == NH_TIMELINE_FILE_PNG) /* Cairo numbers what is in an SVG through all its pictures */
        g_assert_cmpmem (one, n_one, other, n_other);
    }
}

static void
test_faults (Test *test, gconstpointer data)
{
  g_autoptr (NhTimelinePages) pages = new_pages (test, NH_TIMELINE_A4, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (test->fixture.folder, "năm.pdf", NULL);
  g_autofree char *contents = NULL;

  g_assert_false (nh_timeline_file_write (pages, NH_TIMELINE_FILE_PDF, "/there/is/no/such/x.pdf", 1, NULL, &error));
  g_assert_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (nh_timeline_file_write (pages, NH_TIMELINE_FILE_PDF, path, 1, cancellable, &error));
  g_assert_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");
}

/* Sheets by months and by lanes. */
static void
test_sheets (Test *test, gconstpointer data)
{
  g_autoptr (NhTimelinePages) year = new_pages (test, NH_TIMELINE_A3, 0);
  g_autoptr (NhTimelinePages) quarters = new_pages (test, NH_TIMELINE_A4, 3);
  double width, height;

  g_assert_cmpuint (nh_timeline_pages_get_n_pages (year), ==, 1);
  nh_timeline_pages_get_size (year, &width, &height);
  g_assert_cmpfloat (width, >, height);
  g_assert_cmpfloat_with_epsilon (width, 420 / 25.4 * 72, 0.5);
  g_assert_cmpuint (nh_timeline_pages_get_n_pages (quarters) % 4, ==, 0);
  for (guint i = 0; i < nh_timeline_pages_get_n_pages (quarters); i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 842, 596);
      cairo_t *cr = cairo_create (surface);
      guint dark = 0;

      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      nh_timeline_pages_draw (quarters, i, cr);
      for (int y = 0; y + SQUARE <= 596; y += SQUARE)
        for (int x = 0; x + SQUARE <= 842; x += SQUARE)
          {
            guint value = shade (surface, x, y);

            dark += value < 200 ? 1 : 0;
            if (x < 24 || x > 842 - 24 || y < 24 || y > 596 - 24)
              g_assert_cmpuint (value, >, 250); /* nothing in the margins */
          }
      g_assert_cmpuint (dark, >, 100);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

/* One school year is named in the title; all of them are not taken for the present one. */
static void
test_title (Test *test, gconstpointer data)
{
  const NhTimelineChoice choice = { 0 };
  const NhTimelinePrint print = { 0 };
  g_autoptr (NhAgenda) all = nh_agenda_new (test->year.workbook, 0, NULL);
  g_autoptr (NhTimelinePages) one_year = nh_timeline_pages_new (test->year.agenda, NULL, &choice, &print);
  g_autoptr (NhTimelinePages) all_years = nh_timeline_pages_new (all, NULL, &choice, &print);

  g_assert_cmpstr (nh_timeline_pages_get_title (one_year), ==, "Dòng thời gian năm học 2023-2024");
  g_assert_cmpstr (nh_timeline_pages_get_title (all_years), ==, "Dòng thời gian các năm học");
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--images"))
    {
      write_images (argv[2]);
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  golden = argc > 1 ? argv[1] : ".";
#define ADD(name) g_test_add ("/formats/timeline/" #name, Test, NULL, set_up, test_##name, tear_down)
  ADD (pictures);
  ADD (files);
  ADD (thread);
  ADD (faults);
  ADD (sheets);
  ADD (title);
#undef ADD
  g_test_add_func ("/formats/timeline/colors", test_colors);
  g_test_add_func ("/formats/timeline/fit", test_fit);
  return g_test_run ();
}
