/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening a workbook until its first list can be drawn, in a fresh process each time: the time
 * and the memory must not grow with the rows of the file.
 */
#include <stdio.h>
#include <string.h>

#include "model/nh-list-model.h"
#include "nh-bench.h"

#define SMALL 1000
#define LARGE 400000
#define UNITS 1000
#define SCREEN 40 /* rows of a window */
#define RUNS 11

/* What a child reports: milliseconds and MiB. */
typedef struct
{
  double open;
  double list;
  double memory;
  double memory_all;
} Figures;

static int
run_child (const char *path)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = nh_workbook_open (path, NH_STORE_OPEN_DEFAULT, &error);
  gint64 opened = g_get_monotonic_time ();
  g_autoptr (NhListModel) list = NULL;
  gint64 listed;
  double memory;

  if (!workbook)
    g_error ("%s", error->message);
  list = nh_list_model_new (workbook, nh_entity_find ("person"));
  for (guint i = 0; i < SCREEN; i++)
    if (!*nh_record_text (nh_list_model_get_record (list, i), "name"))
      g_error ("row %u has no name", i);
  listed = g_get_monotonic_time ();
  memory = nh_bench_memory ();
  nh_list_model_wait (list);
  g_print ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %.0f %.0f\n", opened - start, listed - start,
           memory * 1024, nh_bench_memory () * 1024);
  return 0;
}

static Figures
measure (const char *program, const char *path)
{
  char *command[] = { (char *) program, "--child", (char *) path, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  Figures figures;
  int status;

  if (!g_spawn_sync (NULL, command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s", error->message);
  words = g_strsplit (g_strchomp (output), " ", -1);
  g_assert (g_strv_length (words) == 4);
  figures.open = g_ascii_strtod (words[0], NULL) / 1000;
  figures.list = g_ascii_strtod (words[1], NULL) / 1000;
  figures.memory = g_ascii_strtod (words[2], NULL) / 1024;
  figures.memory_all = g_ascii_strtod (words[3], NULL) / 1024;
  return figures;
}

static GArray *
new_values (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2]);

  g_autofree char *small = nh_bench_workbook (argv[0], SMALL, UNITS, 0);
  g_autofree char *large = nh_bench_workbook (argv[0], LARGE, UNITS, 0);
  gint64 runs = nh_bench_argument (argc, argv, "--runs", RUNS);
  const char *paths[] = { large, small };
  g_autoptr (GPtrArray) values
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  static const struct
  {
    NhBenchCase what;
    const char *unit;
  } cases[] = {
    { { "open a workbook", LARGE, "1,000 people" }, "ms" },
    { { "open a workbook and its first list", LARGE, "1,000 people", 1.5 }, "ms" },
    { { "memory at the first list", LARGE, "1,000 people", 1.5 }, "MiB" },
    { { "memory with all keys read", LARGE, "1,000 people" }, "MiB" },
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    g_ptr_array_add (values, new_values ());
  for (gint64 run = 0; run <= runs; run++)
    for (guint p = 0; p < G_N_ELEMENTS (paths); p++)
      {
        Figures figures = measure (argv[0], paths[p]);
        double all[] = { figures.open, figures.list, figures.memory, figures.memory_all };

        /* The first round fills the system's cache of files. */
        for (guint i = 0; run > 0 && i < G_N_ELEMENTS (all); i++)
          g_array_append_val ((GArray *) values->pdata[2 * i + p], all[i]);
      }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    nh_bench_report_spread (&cases[i].what, values->pdata[2 * i], values->pdata[2 * i + 1],
                            cases[i].unit, NH_BENCH_MEDIAN);
  return 0;
}
