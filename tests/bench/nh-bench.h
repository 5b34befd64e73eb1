/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a benchmark measures and how it says so: one JSON object a line on standard output, which
 * run.py collects. Machines are shared and noisy, so what counts is the ratio of two things
 * measured in one run, in turns, by their medians.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*NhBenchFunc) (gpointer data);

/* How run.py names and judges a measurement. */
typedef struct
{
  const char *name;     /* "export a list" */
  gint64 size;          /* rows, people, activities; 0 where there is none */
  const char *baseline; /* what the work is compared with: "bare libxlsxwriter" */
  double target;        /* ratio that is good enough; 0: none */
  gboolean at_least;    /* the ratio should be at least, not at most, the target */
} NhBenchCase;

double nh_bench_time (NhBenchFunc work, gpointer data);
void nh_bench_compare (const NhBenchCase *what,
                       NhBenchFunc work,
                       gpointer work_data,
                       NhBenchFunc baseline,
                       gpointer baseline_data,
                       guint rounds);
void nh_bench_report (const NhBenchCase *what, double value, const char *unit, double baseline);
/* The figure of many that a measurement is judged by. */
typedef enum
{
  NH_BENCH_MEDIAN,
  NH_BENCH_P95,
} NhBenchFigure;

void nh_bench_report_spread (const NhBenchCase *what,
                             GArray *values,
                             GArray *baseline,
                             const char *unit,
                             NhBenchFigure figure);
double nh_bench_cpu_time (void);
double nh_bench_peak_memory (void);
double nh_bench_memory (void);
char *nh_bench_workbook (const char *program, guint people, guint units, guint activities);
char *nh_bench_copy (const char *path);
gint64 nh_bench_argument (int argc, char **argv, const char *option, gint64 otherwise);

G_END_DECLS
