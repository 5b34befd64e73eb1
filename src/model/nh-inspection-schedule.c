/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two assignments, each the best there is: rounds to months, then rounds to delegations. They touch where
 * somebody is away in a month: a round goes only where one of those who may inspect it is there, and when
 * all of these turn out to be taken, it tries the other months. Without absences and with everybody in one
 * delegation only, the answer is the best; otherwise it is a good one (tests/model/test-inspection-schedule.c
 * says how good against all that are possible).
 */
#include "model/nh-inspection-schedule.h"

#include "core/nh-assignment.h"

#define MOST_YEARS 40 /* whoever waited longer waited very long */

/** nh_inspection_is_own: Returns: whether somebody of the delegation works at a unit of the round. */
gboolean
nh_inspection_is_own (const NhInspectionProblem *problem, guint round, guint delegation)
{
  const NhInspectionRound *r = &problem->rounds[round];
  const NhInspectionDelegation *d = &problem->delegations[delegation];

  for (guint m = 0; m < d->n_members; m++)
    {
      const NhInspectionMember *member = &problem->members[d->members[m]];

      for (guint i = 0; i < member->n_units; i++)
        for (guint j = 0; j < r->n_units; j++)
          if (member->units[i] == r->units[j])
            return TRUE;
    }
  return FALSE;
}

static gboolean
is_away (const NhInspectionProblem *problem, guint delegation, int month)
{
  const NhInspectionDelegation *d = &problem->delegations[delegation];

  for (guint m = 0; month >= 0 && m < d->n_members; m++)
    if (problem->members[d->members[m]].absent & 1u << month)
      return TRUE;
  return FALSE;
}

/**
 * nh_inspection_may_go:
 * @problem: a problem
 * @round: one of its rounds
 * @delegation: one of its delegations
 * @month: one of its months; -1: whenever
 *
 * Returns: whether nobody of the delegation would inspect the own school or is away.
 */
gboolean
nh_inspection_may_go (const NhInspectionProblem *problem, guint round, guint delegation, int month)
{
  return !is_away (problem, delegation, month) && !nh_inspection_is_own (problem, round, delegation);
}

static gboolean
anybody_may_go (const NhInspectionProblem *problem, guint round, int month)
{
  for (guint d = 0; d < problem->n_delegations; d++)
    if (nh_inspection_may_go (problem, round, d, month))
      return TRUE;
  return FALSE;
}

/**
 * nh_inspection_may_be:
 * @problem: a problem
 * @round: one of its rounds
 * @month: one of its months
 *
 * A round whose delegation is fixed goes when that one is there; one that nobody may inspect in any of its
 * months goes where it can, so that the office sees it and finds somebody.
 *
 * Returns: whether the round may take place then.
 */
gboolean
nh_inspection_may_be (const NhInspectionProblem *problem, guint round, guint month)
{
  const NhInspectionRound *r = &problem->rounds[round];

  if (r->hosting & 1u << month)
    return FALSE;
  if (r->fixed_delegation)
    return r->delegation < 0 || !is_away (problem, (guint) r->delegation, (int) month);
  if (anybody_may_go (problem, round, (int) month))
    return TRUE;
  for (guint other = 0; other < problem->n_months; other++)
    if (!(r->hosting & 1u << other) && anybody_may_go (problem, round, (int) other))
      return FALSE;
  return TRUE;
}

/* How long rounds have waited, as ranks: 1 for those that waited least. Ranks stay small, whatever the years. */
static guint *
rank_by_years (const NhInspectionProblem *problem, guint *highest)
{
  guint *ranks = g_new0 (guint, problem->n_rounds);
  gboolean seen[MOST_YEARS + 1] = { FALSE };
  guint rank_of[MOST_YEARS + 1];
  guint rank = 0;

  for (guint i = 0; i < problem->n_rounds; i++)
    seen[CLAMP (problem->rounds[i].years, 0, MOST_YEARS)] = TRUE;
  for (guint years = 0; years <= MOST_YEARS; years++)
    {
      rank += seen[years];
      rank_of[years] = rank;
    }
  for (guint i = 0; i < problem->n_rounds; i++)
    ranks[i] = rank_of[CLAMP (problem->rounds[i].years, 0, MOST_YEARS)];
  *highest = MAX (rank, 1);
  return ranks;
}

static guint *
count_fixed (const NhInspectionProblem *problem)
{
  guint *loads = g_new0 (guint, MAX (problem->n_months, 1));

  for (guint i = 0; i < problem->n_rounds; i++)
    if (problem->rounds[i].fixed_month && problem->rounds[i].month >= 0)
      loads[problem->rounds[i].month]++;
  return loads;
}

/* Each aim weighs more than all that the later ones together can come to. */
static void
weigh_months (const NhInspectionProblem *problem, const guint *things, NhAssignment *a, gint64 *costs, gint64 *out)
{
  guint highest;
  g_autofree guint *ranks = rank_by_years (problem, &highest);
  gint64 n = problem->n_rounds;
  gint64 early = n + 1;
  gint64 even = early * (n * highest * problem->n_months + 1);
  gint64 placed = even * (n * n + 1);

  for (guint t = 0; t < a->n_things; t++)
    {
      guint i = things[t];

      for (guint m = 0; m < problem->n_months; m++)
        costs[t * problem->n_months + m] = nh_inspection_may_be (problem, i, m)
                                               ? early * ranks[i] * m + (problem->rounds[i].month != (int) m)
                                               : NH_ASSIGNMENT_NEVER;
      out[t] = placed * (1 + ranks[i]);
    }
  a->balance = even;
}

static void
place_in_months (const NhInspectionProblem *problem, NhInspectionSchedule *schedule)
{
  guint n = problem->n_rounds;
  g_autofree guint *things = g_new (guint, MAX (n, 1));
  g_autofree guint *loads = count_fixed (problem);
  g_autofree guint *room = g_new0 (guint, MAX (problem->n_months, 1));
  g_autofree gint64 *costs = g_new (gint64, MAX (n * problem->n_months, 1));
  g_autofree gint64 *out = g_new (gint64, MAX (n, 1));
  g_autofree int *places = g_new (int, MAX (n, 1));
  NhAssignment a = { 0, problem->n_months, costs, out, loads, room, 0 };

  for (guint i = 0; i < n; i++)
    {
      schedule->months[i] = problem->rounds[i].fixed_month ? problem->rounds[i].month : -1;
      if (!problem->rounds[i].fixed_month)
        things[a.n_things++] = i;
    }
  for (guint m = 0; m < problem->n_months; m++)
    room[m] = problem->months[m].capacity > loads[m] ? problem->months[m].capacity - loads[m] : 0;
  weigh_months (problem, things, &a, costs, out);
  nh_assignment_solve (&a, places);
  for (guint t = 0; t < a.n_things; t++)
    schedule->months[things[t]] = places[t];
}

/* Delegations. */

static guint *
load_members (const NhInspectionProblem *problem, const int *delegations)
{
  guint *loads = g_new0 (guint, MAX (problem->n_members, 1));

  for (guint m = 0; m < problem->n_members; m++)
    loads[m] = problem->members[m].load;
  for (guint i = 0; i < problem->n_rounds; i++)
    if (delegations[i] >= 0)
      {
        const NhInspectionDelegation *d = &problem->delegations[delegations[i]];

        for (guint m = 0; m < d->n_members; m++)
          loads[d->members[m]]++;
      }
  return loads;
}

/**
 * nh_inspection_schedule_loads:
 * @problem: a problem
 * @schedule: its schedule
 *
 * Returns: (transfer full): how many rounds each member of the problem goes to.
 */
guint *
nh_inspection_schedule_loads (const NhInspectionProblem *problem, const NhInspectionSchedule *schedule)
{
  return load_members (problem, schedule->delegations);
}

/* How many more rounds each delegation takes: as many as its busiest member. */
static void
find_room (const NhInspectionProblem *problem, const int *delegations, guint *room)
{
  g_autofree guint *loads = load_members (problem, delegations);

  for (guint d = 0; d < problem->n_delegations; d++)
    {
      room[d] = problem->n_rounds;
      for (guint m = 0; m < problem->delegations[d].n_members; m++)
        {
          guint position = problem->delegations[d].members[m];
          guint limit = problem->members[position].limit;

          if (limit)
            room[d] = MIN (room[d], limit > loads[position] ? limit - loads[position] : 0);
        }
    }
}

static gboolean
wants_delegation (const NhInspectionProblem *problem, const NhInspectionSchedule *schedule, guint round)
{
  const NhInspectionRound *r = &problem->rounds[round];

  return !r->fixed_delegation && (schedule->months[round] >= 0 || r->fixed_month);
}

static void
send_delegations (const NhInspectionProblem *problem, NhInspectionSchedule *schedule)
{
  guint n = problem->n_rounds;
  guint n_places = problem->n_delegations;
  g_autofree guint *things = g_new (guint, MAX (n, 1));
  g_autofree guint *loads = g_new0 (guint, MAX (n_places, 1));
  g_autofree guint *room = g_new0 (guint, MAX (n_places, 1));
  g_autofree gint64 *costs = g_new (gint64, MAX (n * n_places, 1));
  g_autofree gint64 *out = g_new (gint64, MAX (n, 1));
  g_autofree int *places = g_new (int, MAX (n, 1));
  NhAssignment a = { 0, n_places, costs, out, loads, room, (gint64) n + 1 };

  for (guint i = 0; i < n; i++)
    {
      schedule->delegations[i] = problem->rounds[i].fixed_delegation ? problem->rounds[i].delegation : -1;
      if (schedule->delegations[i] >= 0)
        loads[schedule->delegations[i]]++;
    }
  find_room (problem, schedule->delegations, room);
  for (guint i = 0; i < n; i++)
    {
      if (!wants_delegation (problem, schedule, i))
        continue;
      for (guint d = 0; d < n_places; d++)
        costs[a.n_things * n_places + d] = nh_inspection_may_go (problem, i, d, schedule->months[i])
                                               ? problem->rounds[i].delegation != (int) d
                                               : NH_ASSIGNMENT_NEVER;
      out[a.n_things] = (a.balance + 1) * ((gint64) n * n + 1);
      things[a.n_things++] = i;
    }
  nh_assignment_solve (&a, places);
  for (guint t = 0; t < a.n_things; t++)
    schedule->delegations[things[t]] = places[t];
}

/* Members of several delegations may have more than they can take, since each delegation was looked at by itself. */
static void
relieve_members (const NhInspectionProblem *problem, NhInspectionSchedule *schedule)
{
  for (guint i = problem->n_rounds; i-- > 0;)
    {
      g_autofree guint *loads = load_members (problem, schedule->delegations);
      const NhInspectionDelegation *d;
      gboolean too_many = FALSE;

      if (schedule->delegations[i] < 0 || !wants_delegation (problem, schedule, i))
        continue;
      d = &problem->delegations[schedule->delegations[i]];
      for (guint m = 0; m < d->n_members; m++)
        {
          guint limit = problem->members[d->members[m]].limit;

          too_many |= limit && loads[d->members[m]] > limit;
        }
      if (too_many)
        schedule->delegations[i] = -1;
    }
}

/* A round that nobody can go to may still be held in another month in which somebody can. */
static void
try_other_months (const NhInspectionProblem *problem, NhInspectionSchedule *schedule)
{
  g_autofree guint *room = g_new0 (guint, MAX (problem->n_delegations, 1));
  g_autofree guint *loads = g_new0 (guint, MAX (problem->n_months, 1));

  for (guint i = 0; i < problem->n_rounds; i++)
    if (schedule->months[i] >= 0)
      loads[schedule->months[i]]++;
  for (guint i = 0; i < problem->n_rounds; i++)
    {
      gboolean fixed = problem->rounds[i].fixed_month;

      if (schedule->delegations[i] >= 0 || !wants_delegation (problem, schedule, i))
        continue;
      find_room (problem, schedule->delegations, room);
      for (guint m = 0; m < problem->n_months && schedule->delegations[i] < 0; m++)
        for (guint d = 0; d < problem->n_delegations; d++)
          {
            gboolean same = schedule->months[i] == (int) m;

            if ((fixed && !same) || (!same && (loads[m] >= problem->months[m].capacity
                                               || !nh_inspection_may_be (problem, i, m)))
                || !room[d] || !nh_inspection_may_go (problem, i, d, (int) m))
              continue;
            if (!same)
              {
                loads[schedule->months[i]]--;
                loads[m]++;
                schedule->months[i] = (int) m;
              }
            schedule->delegations[i] = (int) d;
            break;
          }
    }
}

/**
 * nh_inspection_schedule_solve:
 * @problem: what to place, where, by whom
 *
 * The time grows with the square of the rounds: 150 rounds, 10 months and 12 delegations take a few
 * milliseconds. The same problem gives the same schedule.
 *
 * Returns: (transfer full): the proposal, with what it could not do.
 */
NhInspectionSchedule *
nh_inspection_schedule_solve (const NhInspectionProblem *problem)
{
  NhInspectionSchedule *schedule = g_new0 (NhInspectionSchedule, 1);

  g_return_val_if_fail (problem->n_months <= NH_INSPECTION_MOST_MONTHS, NULL);

  schedule->months = g_new (int, MAX (problem->n_rounds, 1));
  schedule->delegations = g_new (int, MAX (problem->n_rounds, 1));
  schedule->remarks = g_array_new (FALSE, FALSE, sizeof (NhInspectionRemark));
  place_in_months (problem, schedule);
  send_delegations (problem, schedule);
  relieve_members (problem, schedule);
  try_other_months (problem, schedule);
  nh_inspection_schedule_balance (problem, schedule);
  try_other_months (problem, schedule); /* whoever is less busy now may go */
  for (guint i = 0; i < problem->n_rounds; i++)
    schedule->n_placed += schedule->months[i] >= 0;
  nh_inspection_schedule_remark (problem, schedule);
  return schedule;
}

/** nh_inspection_schedule_free: frees a schedule. */
void
nh_inspection_schedule_free (NhInspectionSchedule *schedule)
{
  g_free (schedule->months);
  g_free (schedule->delegations);
  g_array_unref (schedule->remarks);
  g_free (schedule);
}
