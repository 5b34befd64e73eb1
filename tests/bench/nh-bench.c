/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-bench.h"

#include <stdio.h>
#include <string.h>

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
median (GArray *values)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, values->len / 2);
}

/**
 * nh_bench_time:
 * @work: (scope call): what to do
 * @data: passed to @work
 *
 * Does the work once.
 *
 * Returns: how long it took, in milliseconds of the wall clock.
 */
double
nh_bench_time (NhBenchFunc work,
               gpointer data)
{
  gint64 start = g_get_monotonic_time ();

  work (data);
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

/**
 * nh_bench_compare:
 * @what: name, size and target
 * @work: (scope call): our work
 * @work_data: passed to @work
 * @baseline: (scope call): what it is compared with
 * @baseline_data: passed to @baseline
 * @rounds: how often, after one round that does not count
 *
 * Does both in turns, so that a busy machine slows both, and reports the medians.
 */
void
nh_bench_compare (const NhBenchCase *what,
                  NhBenchFunc work,
                  gpointer work_data,
                  NhBenchFunc baseline,
                  gpointer baseline_data,
                  guint rounds)
{
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i <= MAX (rounds, 1); i++)
    {
      double first = nh_bench_time (work, work_data);
      double second = nh_bench_time (baseline, baseline_data);

      if (i == 0)
        continue;
      g_array_append_val (ours, first);
      g_array_append_val (theirs, second);
    }
  nh_bench_report (what, median (ours), "ms", median (theirs));
}

static void
print_string (const char *key,
              const char *text)
{
  printf ("\"%s\": \"", key);
  for (const char *at = text; *at; at++)
    {
      if (*at == '"' || *at == '\\')
        putchar ('\\');
      putchar (*at);
    }
  printf ("\", ");
}

static void
print_number (const char *key,
              double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  printf ("\"%s\": %s", key, g_ascii_formatd (buffer, sizeof buffer, "%.6g", value));
}

/**
 * nh_bench_report:
 * @what: name, size and target
 * @value: what was measured
 * @unit: "ms", "MiB", "instructions"
 * @baseline: the same for what it is compared with; 0 where there is nothing to compare
 *
 * Prints one measurement, for run.py.
 */
void
nh_bench_report (const NhBenchCase *what,
                 double value,
                 const char *unit,
                 double baseline)
{
  putchar ('{');
  print_string ("name", what->name);
  print_string ("unit", unit);
  if (what->baseline)
    print_string ("baseline", what->baseline);
  printf ("\"size\": %" G_GINT64_FORMAT ", ", what->size);
  print_number ("value", value);
  if (baseline > 0)
    {
      printf (", ");
      print_number ("baseline_value", baseline);
    }
  if (what->target > 0)
    {
      printf (", ");
      print_number ("target", what->target);
      printf (", \"at_least\": %s", what->at_least ? "true" : "false");
    }
  printf ("}\n");
  fflush (stdout);
}

/**
 * nh_bench_peak_memory:
 *
 * Returns: the most memory this process has held, in MiB; 0 where the system does not say.
 */
double
nh_bench_peak_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, "VmHWM:");
  return line ? (double) g_ascii_strtoll (line + strlen ("VmHWM:"), NULL, 10) / 1024.0 : 0;
}

/**
 * nh_bench_argument:
 * @argc: length of @argv
 * @argv: the command line
 * @option: "--rows"
 * @otherwise: what it is without the option
 *
 * Returns: the number after an option.
 */
gint64
nh_bench_argument (int argc,
                   char **argv,
                   const char *option,
                   gint64 otherwise)
{
  for (int i = 1; i + 1 < argc; i++)
    if (g_str_equal (argv[i], option))
      return g_ascii_strtoll (argv[i + 1], NULL, 10);
  return otherwise;
}
