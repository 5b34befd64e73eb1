/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Evens out what each member has to do. Delegations are as equal as they can be already; somebody who is in
 * several of them may still have too much, and a delegation its rounds in one month. Rounds are handed over
 * or exchanged as long as that helps.
 */
#include "model/nh-inspection-schedule.h"

#define MOST_PASSES 50

typedef struct
{
  const NhInspectionProblem *problem;
  NhInspectionSchedule *schedule;
  guint *members;     /* rounds of each member */
  guint *delegations; /* rounds of each delegation */
  guint *crowds;      /* rounds of a delegation in a month: [d * n_months + m] */
  gboolean *may;      /* delegation d may go to round i in its month: [i * n_delegations + d] */
  gboolean *movable;  /* round i */
} Balance;

/* What is better is smaller, the first difference counts. */
typedef struct
{
  guint most;     /* rounds of the busiest member */
  guint64 uneven; /* sum of the squares of the delegations' rounds */
  guint64 crowded; /* the same for each month */
  guint changed;
} Score;

static int
compare_scores (const Score *a, const Score *b)
{
  if (a->most != b->most)
    return a->most < b->most ? -1 : 1;
  if (a->uneven != b->uneven)
    return a->uneven < b->uneven ? -1 : 1;
  if (a->crowded != b->crowded)
    return a->crowded < b->crowded ? -1 : 1;
  return a->changed < b->changed ? -1 : a->changed > b->changed;
}

static guint64
square (guint n)
{
  return (guint64) n * n;
}

static guint
find_most (const Balance *b)
{
  guint most = 0;

  for (guint m = 0; m < b->problem->n_members; m++)
    most = MAX (most, b->members[m]);
  return most;
}

static void
get_score (const Balance *b, Score *score)
{
  const NhInspectionProblem *p = b->problem;

  *score = (Score){ find_most (b), 0, 0, 0 };
  for (guint d = 0; d < p->n_delegations; d++)
    score->uneven += square (b->delegations[d]);
  for (guint i = 0; i < p->n_delegations * p->n_months; i++)
    score->crowded += square (b->crowds[i]);
  for (guint i = 0; i < p->n_rounds; i++)
    score->changed += b->schedule->delegations[i] != p->rounds[i].delegation;
}

/* Counts a round to what its delegation does, or no longer. */
static void
count (Balance *b, guint round, int delegation, int by)
{
  const NhInspectionDelegation *d = &b->problem->delegations[delegation];
  int month = b->schedule->months[round];

  for (guint m = 0; m < d->n_members; m++)
    b->members[d->members[m]] += (guint) by;
  b->delegations[delegation] += (guint) by;
  if (month >= 0)
    b->crowds[(guint) delegation * b->problem->n_months + (guint) month] += (guint) by;
}

/* What the sums of squares and the changes become when a round goes from one delegation to another. */
static void
hand_over (Balance *b, guint round, int to, Score *score)
{
  int from = b->schedule->delegations[round];
  int month = b->schedule->months[round];
  int old = b->problem->rounds[round].delegation;

  for (int step = 0; step < 2; step++)
    {
      int d = step ? to : from;
      guint *crowd = month < 0 ? NULL : &b->crowds[(guint) d * b->problem->n_months + (guint) month];

      score->uneven -= square (b->delegations[d]);
      score->crowded -= crowd ? square (*crowd) : 0;
      count (b, round, d, step ? 1 : -1);
      score->uneven += square (b->delegations[d]);
      score->crowded += crowd ? square (*crowd) : 0;
    }
  score->changed += (guint) ((to != old) - (from != old));
  b->schedule->delegations[round] = to;
}

static gboolean
is_within_limits (const Balance *b, int delegation)
{
  const NhInspectionDelegation *d = &b->problem->delegations[delegation];

  for (guint m = 0; m < d->n_members; m++)
    {
      guint limit = b->problem->members[d->members[m]].limit;

      if (limit && b->members[d->members[m]] > limit)
        return FALSE;
    }
  return TRUE;
}

/* Tries to give @round to @to and, when it is given, @other to the first one's delegation. */
static gboolean
try_change (Balance *b, guint round, int to, int other, Score *score)
{
  int from = b->schedule->delegations[round];
  Score now = *score;

  hand_over (b, round, to, &now);
  if (other >= 0)
    hand_over (b, (guint) other, from, &now);
  now.most = find_most (b);
  if (compare_scores (&now, score) < 0 && is_within_limits (b, to) && is_within_limits (b, from))
    {
      *score = now;
      return TRUE;
    }
  if (other >= 0)
    hand_over (b, (guint) other, to, &now);
  hand_over (b, round, from, &now);
  return FALSE;
}

static gboolean
may (const Balance *b, guint round, int delegation)
{
  return b->may[round * b->problem->n_delegations + (guint) delegation];
}

static gboolean
improve (Balance *b, Score *score)
{
  guint n = b->problem->n_rounds;
  gboolean better = FALSE;

  for (guint i = 0; i < n; i++)
    {
      if (!b->movable[i])
        continue;
      for (int d = 0; d < (int) b->problem->n_delegations; d++)
        if (d != b->schedule->delegations[i] && may (b, i, d))
          better |= try_change (b, i, d, -1, score);
      for (guint j = i + 1; j < n; j++)
        {
          int mine = b->schedule->delegations[i];
          int other = b->schedule->delegations[j];

          if (b->movable[j] && mine != other && may (b, i, other) && may (b, j, mine))
            better |= try_change (b, i, other, (int) j, score);
        }
    }
  return better;
}

/**
 * nh_inspection_schedule_balance: (skip)
 * @problem: a problem
 * @schedule: its schedule, in which no rule is broken
 *
 * Lets delegations hand over and exchange rounds until nothing gets better by it.
 */
void
nh_inspection_schedule_balance (const NhInspectionProblem *problem, NhInspectionSchedule *schedule)
{
  guint n = problem->n_rounds;
  g_autofree guint *members = g_new0 (guint, MAX (problem->n_members, 1));
  g_autofree guint *delegations = g_new0 (guint, MAX (problem->n_delegations, 1));
  g_autofree guint *crowds = g_new0 (guint, MAX (problem->n_delegations * problem->n_months, 1));
  g_autofree gboolean *allowed = g_new0 (gboolean, MAX (n * problem->n_delegations, 1));
  g_autofree gboolean *movable = g_new0 (gboolean, MAX (n, 1));
  Balance b = { problem, schedule, members, delegations, crowds, allowed, movable };
  Score score;

  for (guint m = 0; m < problem->n_members; m++)
    members[m] = problem->members[m].load;
  for (guint i = 0; i < n; i++)
    if (schedule->delegations[i] >= 0)
      {
        count (&b, i, schedule->delegations[i], 1);
        movable[i] = !problem->rounds[i].fixed_delegation;
        for (guint d = 0; d < problem->n_delegations; d++)
          allowed[i * problem->n_delegations + d] = nh_inspection_may_go (problem, i, d, schedule->months[i]);
      }
  get_score (&b, &score);
  for (guint pass = 0; pass < MOST_PASSES && improve (&b, &score); pass++)
    ;
}
