/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Minimum cost flow by successive shortest paths. There are many things and few places, so the paths are
 * looked for among the places alone: a step from one place to another is the thing that loses least by it.
 * With n things and p places that is n * (n * p + p³) in all.
 */
#include "core/nh-assignment.h"

typedef struct
{
  const NhAssignment *a;
  int *places;     /* of each thing: a place, n_places for "left out" */
  guint *loads;
  guint *taken;    /* of .room */
  gint64 *steps;   /* from place p to place q: [p * n + q] */
  int *movers;     /* the thing that goes there */
  gint64 *costs;   /* of the shortest way to each place */
  int *before;     /* the place before it on the way; -1: the new thing goes there itself */
  guint n;         /* places and "left out" */
} Search;

static gint64
cost_of (const Search *s, guint thing, guint place)
{
  return place == s->a->n_places ? s->a->out[thing] : s->a->costs[thing * s->a->n_places + place];
}

/* What it costs to have one more in a place: (n + 1)² - n². */
static gint64
cost_of_more (const Search *s, guint place)
{
  if (place == s->a->n_places)
    return 0;
  if (s->taken[place] >= s->a->room[place])
    return NH_ASSIGNMENT_NEVER;
  return s->a->balance * (2 * (gint64) s->loads[place] + 1);
}

static void
find_steps (Search *s, guint n_things)
{
  for (guint i = 0; i < s->n * s->n; i++)
    s->steps[i] = NH_ASSIGNMENT_NEVER;
  for (guint t = 0; t < n_things; t++)
    {
      guint from = (guint) s->places[t];
      gint64 here = cost_of (s, t, from);

      for (guint to = 0; to < s->n; to++)
        {
          gint64 there = cost_of (s, t, to);

          if (to != from && there != NH_ASSIGNMENT_NEVER && there - here < s->steps[from * s->n + to])
            {
              s->steps[from * s->n + to] = there - here;
              s->movers[from * s->n + to] = (int) t;
            }
        }
    }
}

/* Bellman and Ford's: steps may gain something, but no round trip of them does. */
static void
find_ways (Search *s, guint thing)
{
  gboolean better = TRUE;

  for (guint p = 0; p < s->n; p++)
    {
      s->costs[p] = cost_of (s, thing, p);
      s->before[p] = -1;
    }
  for (guint round = 0; better && round < s->n; round++)
    {
      better = FALSE;
      for (guint from = 0; from < s->n; from++)
        for (guint to = 0; s->costs[from] != NH_ASSIGNMENT_NEVER && to < s->n; to++)
          {
            gint64 step = s->steps[from * s->n + to];

            if (step == NH_ASSIGNMENT_NEVER || s->costs[from] + step >= s->costs[to])
              continue;
            s->costs[to] = s->costs[from] + step;
            s->before[to] = (int) from;
            better = TRUE;
          }
    }
}

static void
put_in (Search *s, guint thing)
{
  gint64 best = NH_ASSIGNMENT_NEVER;
  guint end = s->a->n_places;

  find_steps (s, thing);
  find_ways (s, thing);
  for (guint p = 0; p < s->n; p++)
    {
      gint64 more = cost_of_more (s, p);

      if (more != NH_ASSIGNMENT_NEVER && s->costs[p] != NH_ASSIGNMENT_NEVER && s->costs[p] + more < best)
        {
          best = s->costs[p] + more;
          end = p;
        }
    }
  if (end < s->a->n_places)
    {
      s->loads[end]++;
      s->taken[end]++;
    }
  for (; s->before[end] >= 0; end = (guint) s->before[end])
    s->places[s->movers[(guint) s->before[end] * s->n + end]] = (int) end;
  s->places[thing] = (int) end;
}

/**
 * nh_assignment_solve:
 * @assignment: what to put where
 * @places: (out caller-allocates) (array length=n_things): receives the place of each thing; -1: left out
 *
 * Finds the assignment of the smallest sum of all costs. The same input gives the same answer.
 */
void
nh_assignment_solve (const NhAssignment *assignment, int *places)
{
  guint n = assignment->n_places + 1;
  g_autofree guint *loads = g_new0 (guint, n);
  g_autofree guint *taken = g_new0 (guint, n);
  g_autofree gint64 *steps = g_new (gint64, n * n);
  g_autofree int *movers = g_new0 (int, n * n);
  g_autofree gint64 *costs = g_new (gint64, n);
  g_autofree int *before = g_new (int, n);
  Search search = { assignment, places, loads, taken, steps, movers, costs, before, n };

  for (guint p = 0; p < assignment->n_places; p++)
    loads[p] = assignment->loads[p];
  for (guint t = 0; t < assignment->n_things; t++)
    put_in (&search, t);
  for (guint t = 0; t < assignment->n_things; t++)
    if (places[t] == (int) assignment->n_places)
      places[t] = -1;
}
