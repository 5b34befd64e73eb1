/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Proposals of inspection schedules: 10 months, 12 delegations of three, everybody's own school, months in
 * which units host, some members away. How long 150 units take, and how that grows to 600.
 */
#include "model/nh-inspection-schedule.h"
#include "nh-bench.h"

#define MOST 600
#define MONTHS 10
#define DELEGATIONS 12
#define MEMBERS (DELEGATIONS * 3)
#define TARGET_MS 100
#define TARGET_GROWTH 16 /* 600 units for 150: the square */
#define TIMES 15

typedef struct
{
  NhInspectionProblem problem;
  NhInspectionRound rounds[MOST];
  NhInspectionMonth months[MONTHS];
  NhInspectionMember members[MEMBERS];
  NhInspectionDelegation delegations[DELEGATIONS];
  gint64 units[MOST];
  gint64 schools[MEMBERS];
  guint positions[DELEGATIONS][3];
} Work;

static void
fill (Work *w, guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (73);

  w->problem = (NhInspectionProblem){ w->rounds, n, w->months, MONTHS, w->members, MEMBERS, w->delegations, DELEGATIONS };
  for (guint m = 0; m < MONTHS; m++)
    w->months[m] = (NhInspectionMonth){ "tháng", n / MONTHS + 2 };
  for (guint m = 0; m < MEMBERS; m++)
    {
      w->schools[m] = g_rand_int_range (rand, 1, (gint32) n + 1);
      w->members[m] = (NhInspectionMember){ "người", &w->schools[m], 1, m % 5 == 0 ? 1u << m % MONTHS : 0, 0, 0 };
      w->positions[m / 3][m % 3] = m;
    }
  for (guint d = 0; d < DELEGATIONS; d++)
    w->delegations[d] = (NhInspectionDelegation){ "đoàn", w->positions[d], 3 };
  for (guint i = 0; i < n; i++)
    {
      w->units[i] = (gint64) i + 1;
      w->rounds[i] = (NhInspectionRound){ "trường", &w->units[i], 1, 1u << g_rand_int_range (rand, 0, MONTHS),
                                          g_rand_int_range (rand, 1, 8), -1, -1, i % 20 == 0, FALSE };
      w->rounds[i].month = w->rounds[i].fixed_month ? g_rand_int_range (rand, 0, MONTHS) : -1;
    }
}

static void
solve (gpointer data)
{
  Work *w = data;
  g_autoptr (NhInspectionSchedule) schedule = nh_inspection_schedule_solve (&w->problem);

  g_assert_cmpuint (schedule->n_placed, ==, w->problem.n_rounds);
}

int
main (void)
{
  g_autofree Work *small = g_new0 (Work, 1);
  g_autofree Work *large = g_new0 (Work, 1);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  fill (small, 150);
  fill (large, MOST);
  for (guint i = 0; i < TIMES; i++)
    {
      double start = nh_bench_cpu_time ();
      double ms;

      solve (small);
      ms = nh_bench_cpu_time () - start;
      g_array_append_val (times, ms);
    }
  nh_bench_report_spread (&(NhBenchCase){ "propose inspections: computing", 150, NULL, TARGET_MS }, times, NULL, "ms", NH_BENCH_P95);
  nh_bench_compare (&(NhBenchCase){ "propose inspections, growth", MOST, "150 units", TARGET_GROWTH }, solve, large, solve,
                    small, 9);
  return 0;
}
