/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Jumping about in a list of 400,000 people: what a screenful costs at a place not seen before,
 * and at the next screen; and how many records stay alive.
 */
#include "model/nh-list-model.h"
#include "nh-bench.h"

#define PEOPLE 400000
#define UNITS 1000
#define SCREEN 40
#define PAGES 2000

static guint alive;

static void
on_record_gone_cb (gpointer data, GObject *record)
{
  alive--;
}

static double
read_page (NhListModel *list, guint first)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < SCREEN; i++)
    g_assert (*nh_record_get_text (nh_list_model_get_record (list, first + i), 0) != 'x');
  start = g_get_monotonic_time () - start;
  for (guint i = 0; i < SCREEN; i++)
    {
      NhRecord *record = nh_list_model_get_record (list, first + i);

      if (g_object_get_data (G_OBJECT (record), "seen"))
        continue;
      g_object_set_data (G_OBJECT (record), "seen", GINT_TO_POINTER (1));
      g_object_weak_ref (G_OBJECT (record), on_record_gone_cb, NULL);
      alive++;
    }
  return (double) start;
}

int
main (int argc, char **argv)
{
  g_autofree char *path = nh_bench_workbook (argv[0], PEOPLE, UNITS, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = nh_workbook_open (path, NH_STORE_OPEN_DEFAULT, &error);
  g_autoptr (NhListModel) list = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GArray) jumps = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (double));
  double memory;

  if (!workbook)
    g_error ("%s", error->message);
  list = nh_list_model_new (workbook, nh_entity_find ("person"));
  nh_list_model_wait (list);
  memory = nh_bench_memory ();
  for (guint i = 0; i < PAGES; i++)
    {
      guint first = (guint) g_rand_int_range (rand, 0, PEOPLE - 2 * SCREEN);
      double jump = read_page (list, first);
      double step = read_page (list, first + SCREEN);

      g_array_append_val (jumps, jump);
      g_array_append_val (steps, step);
    }
  nh_bench_report_spread (&(NhBenchCase){ "a screen of 40 rows at a random place", PEOPLE }, jumps,
                          NULL, "µs", NH_BENCH_P95);
  nh_bench_report_spread (&(NhBenchCase){ "the next screen", PEOPLE }, steps, NULL, "µs",
                          NH_BENCH_P95);
  nh_bench_report (&(NhBenchCase){ "records alive after 4,000 screens", PEOPLE, NULL, 1100 }, alive,
                   "records", 0);
  nh_bench_report (&(NhBenchCase){ "memory that 4,000 screens added", PEOPLE }, nh_bench_memory () - memory,
                   "MiB", 0);
  return 0;
}
