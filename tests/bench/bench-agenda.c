/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The activities of a year in memory with 5,000, 10,000 and 20,000 of them: reading, one edit until agenda and
 * conflicts have followed, finding all conflicts, and asking for one time as a drag does at every motion.
 */
#include <glib/gstdio.h>

#include "model/nh-conflicts.h"
#include "nh-bench-year.h"
#include "nh-bench.h"

#define ROUNDS 9
#define EDITS 101
#define DRAGS 2001
#define LOAD_MS 150
#define EDIT_MS 16
#define DRAG_MS 1
#define MOST_GROWTH 3 /* twice the work, out of the reach of the caches */

typedef struct
{
  NhWorkbook *workbook;
  gint64 year;
  NhAgenda *agenda;
  NhConflicts *conflicts;
} Bench;

static double
milliseconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
add (GArray *values, double value)
{
  g_array_append_val (values, value);
}

static void
report (const char *name, guint n, GArray *values, double target, NhBenchFigure figure)
{
  nh_bench_report_spread (&(NhBenchCase){ name, n, NULL, target }, values, NULL, "ms", figure);
}

/* What the processor does, since nothing waits for anything here. Returns: the least of the rounds, in milliseconds. */
static double
measure_reading (Bench *b, guint n)
{
  g_autoptr (GArray) loads = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) finds = g_array_new (FALSE, FALSE, sizeof (double));
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      double start = nh_bench_cpu_time ();
      NhAgenda *agenda = nh_agenda_new (b->workbook, b->year, &error);
      NhConflicts *conflicts;
      double took;

      if (!agenda)
        g_error ("%s", error->message);
      add (loads, nh_bench_cpu_time () - start);
      start = nh_bench_cpu_time ();
      conflicts = nh_conflicts_new (agenda);
      if (!nh_conflicts_get_n (conflicts))
        g_error ("no conflicts");
      took = nh_bench_cpu_time () - start;
      add (finds, took);
      least = MIN (least, took);
      g_object_unref (conflicts);
      g_object_unref (agenda);
    }
  report ("read the activities of a year", n, loads, n >= 20000 ? LOAD_MS : 0, NH_BENCH_MEDIAN);
  report ("find all conflicts", n, finds, 0, NH_BENCH_MEDIAN);
  return least;
}

static gint64
any_activity (Bench *b, GRand *rand)
{
  GPtrArray *all = nh_agenda_get_activities (b->agenda);

  return ((const NhAgendaActivity *) all->pdata[g_rand_int_range (rand, 0, (int) all->len)])->id;
}

static double followed;
static gint64 follow_start;

static void
on_workbook_changed_cb (NhWorkbook *workbook, GArray *changes, Bench *b)
{
  follow_start = g_get_monotonic_time ();
}

static void
on_conflicts_changed_cb (NhConflicts *conflicts, Bench *b)
{
  followed = milliseconds_since (follow_start);
}

/* An edit is stored durably, which is bench-edit's; here counts what agenda and conflicts add to it. */
static void
measure_edits (Bench *b, guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GArray) periods = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) hosts = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < EDITS; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 id = any_activity (b, rand);
      g_autofree char *day = g_strdup_printf ("%u/3/2024", i % 28 + 1);
      g_autofree char *unit = g_strdup (nh_agenda_unit_name (b->agenda, nh_agenda_find (b->agenda, id)->units[0].unit));
      const NhFieldText time[] = { { "period", day }, { NULL, NULL } };
      const NhFieldText host[] = { { "attending", unit }, { NULL, NULL } };
      gint64 start = g_get_monotonic_time ();

      if (!nh_workbook_set (b->workbook, nh_entity_find ("activity"), id, time, &error))
        g_error ("%s", error->message);
      add (whole, milliseconds_since (start));
      add (periods, followed);
      if (!nh_workbook_set (b->workbook, nh_entity_find ("activity"), id, host, &error))
        g_error ("%s", error->message);
      add (hosts, followed);
    }
  report ("agenda and conflicts follow a new time", n, periods, EDIT_MS, NH_BENCH_P95);
  report ("agenda and conflicts follow new units", n, hosts, EDIT_MS, NH_BENCH_P95);
  report ("a new time, stored and followed", n, whole, EDIT_MS, NH_BENCH_P95);
}

static void
measure_drags (Bench *b, guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  g_autoptr (GArray) drags = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < DRAGS; i++)
    {
      gint64 id = any_activity (b, rand);
      NhPeriod period = NH_PERIOD_INIT;
      gint64 start;
      GArray *found;

      period.exactness = NH_EXACTNESS_DAY;
      period.start = period.end = nh_day_from_ymd (2023, 9, 5) + (guint32) g_rand_int_range (rand, 0, 260);
      start = g_get_monotonic_time ();
      found = nh_conflicts_if (b->conflicts, id, &period);
      add (drags, milliseconds_since (start));
      g_array_unref (found);
    }
  report ("conflicts of a time that is tried", n, drags, DRAG_MS, NH_BENCH_P95);
}

static double
measure (guint n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *folder = NULL;
  double found;
  Bench b = { 0 };

  b.workbook = nh_bench_year_new (n, &b.year);
  path = g_strdup (nh_store_get_path (nh_workbook_get_store (b.workbook)));
  folder = g_path_get_dirname (path);
  found = measure_reading (&b, n);
  /* Before the agenda's own handler, so that it hears first. */
  g_signal_connect (b.workbook, "changed", G_CALLBACK (on_workbook_changed_cb), &b);
  b.agenda = nh_agenda_new (b.workbook, b.year, &error);
  if (!b.agenda)
    g_error ("%s", error->message);
  b.conflicts = nh_conflicts_new (b.agenda);
  g_signal_connect (b.conflicts, "changed", G_CALLBACK (on_conflicts_changed_cb), &b);
  measure_drags (&b, n);
  measure_edits (&b, n);
  g_object_unref (b.conflicts);
  g_object_unref (b.agenda);
  nh_workbook_close (b.workbook);
  g_object_unref (b.workbook);
  g_unlink (path);
  g_rmdir (folder);
  return found;
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
        nh_bench_report (&(NhBenchCase){ "find all conflicts, twice as many", n, "half as many", MOST_GROWTH }, now, "ms", before);
      before = now;
    }
  return 0;
}
