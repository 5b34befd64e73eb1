/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Export of a list: ours against bare libxlsxwriter writing the same cells, and against openpyxl
 * and XlsxWriter, interleaved, each run in a process of its own so that memory can be told apart.
 * Time is CPU time: what other programs do at the same time counts less.
 *
 *   bench-export [--runs N] [--sizes N,N…] [--peers-up-to ROWS]
 *   bench-export --one ours|bare|csv|json ROWS FILE      one run; prints seconds and peak KiB
 */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <xlsxwriter.h>

#include "formats/nh-csv.h"
#include "formats/nh-json.h"
#include "formats/nh-sheet-text.h"
#include "sample-pages.h"

#define MAX_RUNS 50

/* What a program that uses the library directly would write, cell for cell. */
static gboolean
write_bare (const char *path, const NhListSource *source)
{
  lxw_workbook_options options = { .constant_memory = TRUE, .tmpdir = (char *) "/var/tmp" };
  lxw_workbook *workbook = workbook_new_opt (path, &options);
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, NULL);
  lxw_format *bold = workbook_add_format (workbook);
  lxw_format *day = workbook_add_format (workbook);
  const char *values[10];
  lxw_row_t row = 0;

  format_set_bold (bold);
  format_set_num_format (day, "dd/mm/yyyy");
  for (guint c = 0; c < source->n_columns; c++)
    worksheet_write_string (sheet, 0, c, source->columns[c].heading, bold);
  while (source->next (source->data, values, NULL))
    {
      row++;
      for (guint c = 0; c < source->n_columns; c++)
        {
          NhListColumnKind kind = source->columns[c].kind;
          double serial;

          if (values[c] == NULL || values[c][0] == '\0')
            continue;
          if (kind == NH_LIST_INTEGER)
            worksheet_write_number (sheet, row, c, strtol (values[c], NULL, 10), NULL);
          else if (kind == NH_LIST_DAY && (serial = nh_sheet_serial_day (values[c])) > 0)
            worksheet_write_number (sheet, row, c, serial, day);
          else
            worksheet_write_string (sheet, row, c, values[c], NULL);
        }
    }

  return workbook_close (workbook) == LXW_NO_ERROR;
}

static int
run_one (const char *mode, guint64 n_rows, const char *path)
{
  NhListSource source;
  SampleRows rows;
  struct rusage usage;
  gboolean written;

  sample_list_init (&source, &rows, n_rows);
  if (g_str_equal (mode, "bare"))
    written = write_bare (path, &source);
  else if (g_str_equal (mode, "csv"))
    written = nh_csv_write_list (path, &source, NULL, NULL);
  else if (g_str_equal (mode, "json"))
    written = nh_json_write_list (path, &source, NULL, NULL);
  else
    written = nh_xlsx_write_list (path, &source, NULL, NULL);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("%.6f %ld\n",
           usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
               + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6,
           usage.ru_maxrss);
  sample_list_clear (&rows);

  return written ? 0 : 1;
}

typedef struct
{
  const char *mode;
  double seconds[MAX_RUNS];
  double kib;
  guint n;
} Series;

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static gboolean
spawn (Series *series, const char *program, const char *script, guint64 n_rows, const char *file)
{
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, n_rows);
  const char *ours[] = { program, "--one", series->mode, count, file, NULL };
  const char *peer[] = { "/usr/bin/python3", script, series->mode, count, file, NULL };
  g_autofree char *output = NULL;
  char *rest = NULL;
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) (script != NULL ? peer : ours), NULL, G_SPAWN_DEFAULT, NULL,
                     NULL, &output, NULL, &status, NULL)
      || status != 0)
    return FALSE;
  series->seconds[series->n++] = g_ascii_strtod (output, &rest);
  series->kib = MAX (series->kib, g_ascii_strtod (rest, NULL));

  return TRUE;
}

static double
median (const Series *series)
{
  return series->n > 0 ? series->seconds[series->n / 2] : 0;
}

/* One line for run.py: see there. */
static void
print_result (const char *name, guint64 n_rows, const Series *work, const Series *baseline,
              const char *baseline_name, const char *target)
{
  if (work->n == 0 || baseline->n == 0)
    return;
  g_print ("{\"name\": \"%s\", \"size\": %" G_GUINT64_FORMAT ", \"unit\": \"s CPU\", "
           "\"value\": %.4f, \"baseline\": \"%s\", \"baseline_value\": %.4f%s}\n",
           name, n_rows, median (work), baseline_name, median (baseline), target);
}

static void
report (Series *series, guint n_series, guint64 n_rows)
{
  const Series *bare = &series[0], *ours = &series[1];

  for (guint i = 0; i < n_series; i++)
    qsort (series[i].seconds, series[i].n, sizeof (double), compare_doubles);
  for (guint i = 0; i < n_series; i++)
    if (series[i].n > 0)
      g_print ("%8" G_GUINT64_FORMAT "  %-11s %9.4f %9.4f %9.4f   %6.2f %9.0f\n", n_rows,
               series[i].mode, series[i].seconds[0], median (&series[i]),
               series[i].seconds[series[i].n - 1], median (&series[i]) / median (bare),
               series[i].kib);
  print_result ("export a list to xlsx", n_rows, ours, bare, "bare libxlsxwriter",
                ", \"target\": 1.25");
  for (guint i = 4; i < n_series; i++)
    print_result ("export a list to xlsx", n_rows, ours, &series[i], series[i].mode,
                  ", \"target\": 5, \"at_least\": true");
  g_print ("{\"name\": \"export a list to xlsx, peak memory\", \"size\": %" G_GUINT64_FORMAT
           ", \"unit\": \"KiB\", \"value\": %.0f, \"baseline\": \"bare libxlsxwriter\", "
           "\"baseline_value\": %.0f}\n",
           n_rows, ours->kib, bare->kib);
}

int
main (int argc, char **argv)
{
  int runs = 5;
  gint64 peers_up_to = 100000;
  g_autofree char *sizes = NULL;
  gboolean one = FALSE;
  const GOptionEntry entries[] = {
    { "runs", 0, 0, G_OPTION_ARG_INT, &runs, "Runs of each mode", "N" },
    { "sizes", 0, 0, G_OPTION_ARG_STRING, &sizes, "Numbers of rows", "N,N…" },
    { "peers-up-to", 0, 0, G_OPTION_ARG_INT64, &peers_up_to, "Compare with Python's", "ROWS" },
    { "one", 0, 0, G_OPTION_ARG_NONE, &one, "One run: MODE ROWS FILE", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) options = g_option_context_new ("[MODE ROWS FILE]");
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_strdup (argv[0]);
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;
  g_auto (GStrv) numbers = NULL;

  g_option_context_add_main_entries (options, entries, NULL);
  if (!g_option_context_parse (options, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (one && argc == 4)
    return run_one (argv[1], g_ascii_strtoull (argv[2], NULL, 10), argv[3]);

  runs = CLAMP (runs, 1, MAX_RUNS);
  folder = g_dir_make_tmp ("bench-export-XXXXXX", NULL);
  file = g_build_filename (folder, "list.out", NULL);
  numbers = g_strsplit (sizes != NULL ? sizes : "1000,10000,100000,400000", ",", -1);
  g_print ("    rows  mode              min    median       max    ratio  peak KiB\n");
  for (guint i = 0; numbers[i] != NULL; i++)
    {
      Series series[] = { { "bare" }, { "ours" }, { "csv" }, { "json" }, { "openpyxl" },
                          { "XlsxWriter" } };
      guint64 n_rows = g_ascii_strtoull (numbers[i], NULL, 10);
      guint n_series = n_rows <= (guint64) peers_up_to ? 6 : 4;

      for (int run = 0; run < runs; run++)
        for (guint s = 0; s < n_series; s++)
          /* The peers take so long that fewer runs have to do. */
          if (s < 4 || run < (n_rows > 10000 ? 1 : 3))
            if (!spawn (&series[s], program, s < 4 ? NULL : PEERS, n_rows, file))
              g_printerr ("%s failed\n", series[s].mode);
      report (series, n_series, n_rows);
    }
  remove (file);
  remove (folder);

  return 0;
}
