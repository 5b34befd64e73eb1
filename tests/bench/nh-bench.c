/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-bench.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

/* @share: 0 the least, 0.5 the median, 1 the greatest. */
static double
quantile (GArray *values,
          double share)
{
  if (!values->len)
    return 0;
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, (guint) (share * (values->len - 1) + 0.5));
}

static double
median (GArray *values)
{
  return quantile (values, 0.5);
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

static void
print_head (const NhBenchCase *what,
            double value,
            const char *unit)
{
  putchar ('{');
  print_string ("name", what->name);
  print_string ("unit", unit);
  if (what->baseline)
    print_string ("baseline", what->baseline);
  printf ("\"size\": %" G_GINT64_FORMAT ", ", what->size);
  print_number ("value", value);
}

static void
print_tail (const NhBenchCase *what,
            double baseline)
{
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
  print_head (what, value, unit);
  print_tail (what, baseline);
}

/**
 * nh_bench_report_spread:
 * @what: name, size and target
 * @values: (element-type double): what was measured; sorted by this
 * @baseline: (nullable) (element-type double): the same for what it is compared with
 * @unit: of the values
 * @figure: the one that is compared and judged
 *
 * Prints one measurement with its least, middle, 95th percentile and greatest value.
 */
void
nh_bench_report_spread (const NhBenchCase *what,
                        GArray *values,
                        GArray *baseline,
                        const char *unit,
                        NhBenchFigure figure)
{
  double share = figure == NH_BENCH_P95 ? 0.95 : 0.5;

  print_head (what, quantile (values, share), unit);
  printf (", \"runs\": %u, ", values->len);
  print_number ("min", quantile (values, 0));
  printf (", ");
  print_number ("median", median (values));
  printf (", ");
  print_number ("p95", quantile (values, 0.95));
  printf (", ");
  print_number ("max", quantile (values, 1));
  print_tail (what, baseline ? quantile (baseline, share) : 0);
}

/**
 * nh_bench_cpu_time:
 *
 * Returns: what this thread has computed so far, in milliseconds: unlike the wall clock it does
 *   not count what others do on a busy machine; 0 where the system does not say.
 */
double
nh_bench_cpu_time (void)
{
#ifdef CLOCK_THREAD_CPUTIME_ID
  struct timespec now;

  if (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now) == 0)
    return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1e6;
#endif
  return 0;
}

static double
read_status (const char *key)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, key);
  return line ? (double) g_ascii_strtoll (line + strlen (key), NULL, 10) / 1024.0 : 0;
}

/**
 * nh_bench_peak_memory:
 *
 * Returns: the most memory this process has held, in MiB; 0 where the system does not say.
 */
double
nh_bench_peak_memory (void)
{
  return read_status ("VmHWM:");
}

/**
 * nh_bench_memory:
 *
 * Returns: the memory this process holds now, in MiB; 0 where the system does not say.
 */
double
nh_bench_memory (void)
{
  return read_status ("VmRSS:");
}

static gboolean
is_newer (const char *path,
          const char *than)
{
  GStatBuf a, b;

  return g_stat (path, &a) == 0 && g_stat (than, &b) == 0 && a.st_mtime >= b.st_mtime;
}

/**
 * nh_bench_workbook:
 * @program: the command that runs: make-large lies beside it
 * @people: how many
 * @units: how many
 * @activities: how many
 *
 * Makes a workbook by make-large, or takes the one of an earlier run. Benchmarks that write work
 * on an nh_bench_copy() of it.
 *
 * Returns: (transfer full): its path, below the build.
 */
char *
nh_bench_workbook (const char *program,
                   guint people,
                   guint units,
                   guint activities)
{
  g_autofree char *beside = g_path_get_dirname (program);
  g_autofree char *make = g_build_filename (beside, "make-large", NULL);
  g_autofree char *folder = g_build_filename (beside, "large", NULL);
  g_autofree char *name = g_strdup_printf ("%u-%u-%u.namhoc", people, units, activities);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *unfinished = g_strconcat (path, ".part", NULL);
  g_autofree char *n_people = g_strdup_printf ("%u", people);
  g_autofree char *n_units = g_strdup_printf ("%u", units);
  g_autofree char *n_activities = g_strdup_printf ("%u", activities);
  char *command[] = { make, unfinished, n_people, n_units, n_activities, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  if (is_newer (path, make))
    return g_steal_pointer (&path);
  g_mkdir_with_parents (folder, 0755);
  g_unlink (unfinished);
  if (!g_spawn_sync (NULL, command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", make, error->message);
  if (g_rename (unfinished, path) != 0)
    g_error ("%s cannot be renamed", unfinished);
  return g_steal_pointer (&path);
}

/**
 * nh_bench_copy:
 * @path: a workbook nobody has open
 *
 * Returns: (transfer full): the path of a copy that a benchmark may write to, and removes.
 */
char *
nh_bench_copy (const char *path)
{
  g_autofree char *copy = g_strconcat (path, ".copy", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (copy);
  g_autoptr (GError) error = NULL;

  if (!g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  return g_steal_pointer (&copy);
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
