/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long the grid works for a page, at 40 and at 400,000 rows: processor time from the key to
 * the drawn frame, and the rows that the model was asked for. It prints; it never fails by time.
 */
#include "grid-fixture.h"

#include <stdlib.h>
#include <time.h>

#define N_STEPS 120

static double
cpu_ms (void)
{
  return (double)clock () * 1000.0 / CLOCKS_PER_SEC;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *)a, other = *(const double *)b;

  return one < other ? -1 : one > other;
}

static void
on_after_paint_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static void
draw_one_frame (GridFixture *f)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (f->window);
  gboolean painted = FALSE;
  gulong handler =
      g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint_cb), &painted);

  gtk_widget_queue_draw (GTK_WIDGET (f->grid));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

/* Scrolls as PageDown does, by moving the cursor a page on. */
static void
bench_pages (guint n_rows, guint step, const char *name)
{
  g_autoptr (GridFixture) f = grid_fixture_new (n_rows);
  double times[N_STEPS];
  guint asked = 0;

  for (guint i = 0; i < N_STEPS; i++)
    {
      double start;

      fake_grid_model_reset_asked (f->model);
      start = cpu_ms ();
      nh_grid_set_cursor (f->grid, (guint)((guint64)(i + 1) * step % n_rows), FAKE_NAME);
      draw_one_frame (f);
      times[i] = cpu_ms () - start;
      asked = MAX (asked, fake_grid_model_count_asked (f->model));
    }
  qsort (times, N_STEPS, sizeof (double), compare_doubles);
  g_test_minimized_result (times[N_STEPS / 2],
                           "%s, %u rows: CPU ms median %.2f, p95 %.2f; at most %u rows asked", name,
                           n_rows, times[N_STEPS / 2], times[N_STEPS * 95 / 100], asked);
}

static void
bench_page_down (void)
{
  bench_pages (1000, 20, "page");
  bench_pages (400000, 20, "page");
}

static void
bench_jumps (void)
{
  bench_pages (400000, 177147, "far jump");
}

static void
bench_arrows (void)
{
  bench_pages (400000, 1, "arrow");
}

int
main (int argc, char **argv)
{
  grid_fixture_init (&argc, &argv);
  g_test_add_func ("/grid/bench/page-down", bench_page_down);
  g_test_add_func ("/grid/bench/far-jumps", bench_jumps);
  g_test_add_func ("/grid/bench/arrows", bench_arrows);
  return g_test_run ();
}
