/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timeline in a window of 1366×768 with 2,000 and 20,000 activities: our own work for a frame while one scrolls,
 * zooms and drags (laying out and recording what to draw; painting is GTK's), the whole frame beside it, and how long
 * the screen takes to open, and how long one waits until all of them have moved. bench-timeline-view --show N leaves
 * the window open for N seconds, --only N measures with N activities alone.
 */
#include <glib/gstdio.h>
#include <gtk/gtk.h>
#include <time.h>

#include "nh-bench-year.h"
#include "nh-bench.h"
#include "ui/timeline/nh-timeline-page.h"

#define STEPS 60
#define GOOD_FRAME 8.0 /* ms of our own work: half of a frame at 60 Hz */

typedef struct
{
  guint n;
  NhWorkbook *workbook;
  NhTimelinePage *page;
  NhTimelineView *view;
  GtkWidget *window;
  double x; /* where the drag is */
  double y;
} Bench;

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
settle (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
on_after_paint_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static void
draw_one_frame (Bench *b)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (b->window);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint_cb), &painted);

  gtk_widget_queue_draw (GTK_WIDGET (b->view));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

typedef void (*Work) (Bench *b, guint step);

/* What a frame asks of the widget itself. */
static void
lay_out_and_record (Bench *b)
{
  GtkWidget *widget = GTK_WIDGET (b->view);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;

  GTK_WIDGET_GET_CLASS (widget)->size_allocate (widget, gtk_widget_get_width (widget), gtk_widget_get_height (widget), -1);
  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_clear_pointer (&node, gsk_render_node_unref);
}

static void
measure (Bench *b, const char *name, guint steps, Work work)
{
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *whole = g_strconcat (name, ", the whole frame", NULL);
  NhBenchCase own_case = { name, b->n, NULL, GOOD_FRAME };

  for (guint i = 0; i < steps; i++)
    {
      double start = cpu_ms ();
      double used;

      work (b, i);
      lay_out_and_record (b);
      used = cpu_ms () - start;
      g_array_append_val (own, used);
      draw_one_frame (b);
      used = cpu_ms () - start - g_array_index (own, double, i);
      g_array_append_val (all, used);
    }
  nh_bench_report_spread (&own_case, own, NULL, "ms", NH_BENCH_P95);
  nh_bench_report_spread (&(NhBenchCase){ whole, b->n }, all, NULL, "ms", NH_BENCH_P95);
}

static void
scroll_down (Bench *b, guint step)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (b->view));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 60);
}

static void
scroll_sideways (Bench *b, guint step)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (b->view));

  gtk_adjustment_set_value (adjustment, step ? gtk_adjustment_get_value (adjustment) + 40 : 0);
}

static void
zoom (Bench *b, guint step)
{
  nh_timeline_view_zoom (b->view, step < STEPS / 2 ? 1.06 : 1 / 1.06, 700);
}

static void
drag (Bench *b, guint step)
{
  nh_timeline_view_drag_to (b->view, b->x + step * 7.0, b->y + (step % 8) * 20.0);
}

static void
begin_drag (Bench *b)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  NhTimelineKey key;

  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (b->view)), 0);
  settle (200);
  nh_timeline_view_key (b->view, GDK_KEY_Home, GDK_CONTROL_MASK);
  /* Some go on for the whole year and can't be moved. */
  for (guint i = 0; i < 200 && !nh_timeline_view_is_dragging (b->view); i++)
    {
      nh_timeline_view_key (b->view, GDK_KEY_Down, 0);
      settle (30);
      g_assert_true (nh_timeline_view_get_cursor (b->view, &key));
      nh_timeline_view_get_bar_bounds (b->view, key.kind, key.id, &bounds);
      b->x = bounds.origin.x + bounds.size.width / 2;
      b->y = bounds.origin.y + bounds.size.height / 2;
      nh_timeline_view_press (b->view, b->x, b->y, 0);
      nh_timeline_view_drag_to (b->view, b->x + 10, b->y);
    }
  g_assert_true (nh_timeline_view_is_dragging (b->view));
}

/* What all of them cost, chosen, dragged, dropped, taken back: a window tells of it after half a second. */
static void
time_one (Bench *b, const char *name, double start)
{
  draw_one_frame (b);
  nh_bench_report (&(NhBenchCase){ name, b->n }, cpu_ms () - start, "ms", 0);
  settle (1000);
}

static void
move_all (Bench *b)
{
  double start;

  begin_drag (b);
  nh_timeline_view_cancel_drag (b->view);
  start = cpu_ms ();
  nh_timeline_view_key (b->view, GDK_KEY_a, GDK_CONTROL_MASK);
  time_one (b, "choose all", start);
  start = cpu_ms ();
  nh_timeline_view_press (b->view, b->x, b->y, 0);
  nh_timeline_view_drag_to (b->view, b->x + 60, b->y);
  g_assert_true (nh_timeline_view_is_dragging (b->view));
  time_one (b, "begin to drag all", start);
  measure (b, "drag all", STEPS, drag);
  nh_timeline_view_drag_to (b->view, b->x + 100, b->y);
  start = cpu_ms ();
  nh_timeline_view_release (b->view);
  time_one (b, "drop all", start);
  start = cpu_ms ();
  g_assert_true (nh_workbook_undo (b->workbook, NULL));
  time_one (b, "take the move of all back", start);
  start = cpu_ms ();
  nh_timeline_view_key (b->view, GDK_KEY_Right, GDK_ALT_MASK);
  time_one (b, "move all by keys", start);
}

static void
run (guint n, guint show)
{
  gint64 year;
  Bench b = { n, nh_bench_year_new (n, &year) };
  g_autofree char *path = g_strdup (nh_store_get_path (nh_workbook_get_store (b.workbook)));
  NhSession *session = nh_session_new (b.workbook);
  double start;

  nh_session_set_year (session, year);
  start = cpu_ms ();
  b.page = NH_TIMELINE_PAGE (nh_timeline_page_new (session));
  b.view = nh_timeline_page_get_view (b.page);
  b.window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (b.window), 1140, 690);
  gtk_window_set_child (GTK_WINDOW (b.window), GTK_WIDGET (b.page));
  gtk_window_present (GTK_WINDOW (b.window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (b.view)))
    g_main_context_iteration (NULL, TRUE);
  draw_one_frame (&b);
  nh_bench_report (&(NhBenchCase){ "open the timeline", n }, cpu_ms () - start, "ms", 0);
  settle (500);
  measure (&b, "scroll a year down", STEPS, scroll_down);
  measure (&b, "zoom", STEPS, zoom);
  nh_timeline_view_set_scale (b.view, 12);
  settle (300);
  measure (&b, "scroll weeks down", STEPS, scroll_down);
  measure (&b, "scroll weeks sideways", STEPS, scroll_sideways);
  nh_timeline_view_set_scale (b.view, 0);
  settle (300);
  begin_drag (&b);
  measure (&b, "drag a bar, with what would collide", STEPS, drag);
  nh_timeline_view_cancel_drag (b.view);
  move_all (&b);
  nh_bench_report (&(NhBenchCase){ "memory with the timeline", n }, nh_bench_memory (), "MiB", 0);
  settle (show * 1000);
  gtk_window_destroy (GTK_WINDOW (b.window));
  settle (50);
  g_object_unref (session);
  nh_workbook_close (b.workbook);
  g_object_unref (b.workbook);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  guint show = (guint) nh_bench_argument (argc, argv, "--show", 0);
  guint only = (guint) nh_bench_argument (argc, argv, "--only", 0);
  g_autoptr (GtkCssProvider) provider = NULL;

  gtk_init ();
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/vn/namhoc/NamHoc/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  if (only)
    run (only, show);
  else
    {
      run (2000, 0);
      run (20000, show);
    }
  return 0;
}
