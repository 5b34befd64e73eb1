/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Proposals of inspection schedules: by hand, by properties, and against a solver that tries everything.
 */
#include <locale.h>
#include <string.h>

#include "model/nh-inspection-schedule.h"

#define MOST 160
#define MOST_PLACES 16

/* A problem with room for everything, filled by hand or by chance. */
typedef struct
{
  NhInspectionProblem problem;
  NhInspectionRound rounds[MOST];
  NhInspectionMonth months[MOST_PLACES];
  NhInspectionMember members[MOST_PLACES * 3];
  NhInspectionDelegation delegations[MOST_PLACES];
  gint64 units[MOST];
  gint64 schools[MOST_PLACES * 3];
  guint positions[MOST_PLACES][4];
  char names[MOST][16];
} Case;

static void
case_init (Case *c, guint n_rounds, guint n_months, guint capacity, guint n_delegations)
{
  static const char *const months[] = { "tháng 9/2023", "tháng 10/2023", "tháng 11/2023", "tháng 12/2023", "tháng 1/2024",
                                        "tháng 2/2024", "tháng 3/2024", "tháng 4/2024", "tháng 5/2024", "tháng 6/2024" };

  memset (c, 0, sizeof *c);
  c->problem = (NhInspectionProblem){ c->rounds, n_rounds, c->months, n_months, c->members, n_delegations, c->delegations,
                                      n_delegations };
  for (guint i = 0; i < n_rounds; i++)
    {
      g_snprintf (c->names[i], sizeof c->names[i], "Trường %u", i + 1);
      c->units[i] = (gint64) i + 1;
      c->rounds[i] = (NhInspectionRound){ c->names[i], &c->units[i], 1, 0, 0, -1, -1, FALSE, FALSE };
    }
  for (guint m = 0; m < n_months; m++)
    c->months[m] = (NhInspectionMonth){ months[m], capacity };
  for (guint d = 0; d < n_delegations; d++)
    {
      c->members[d] = (NhInspectionMember){ "Bà Lò Thị Mây", NULL, 0, 0, 0, 0 };
      c->positions[d][0] = d;
      c->delegations[d] = (NhInspectionDelegation){ "Đoàn", c->positions[d], 1 };
    }
}

static void
works_at (Case *c, guint member, gint64 unit)
{
  c->schools[member] = unit;
  c->members[member].units = &c->schools[member];
  c->members[member].n_units = 1;
}

static NhInspectionRemarkKind
only_remark (const NhInspectionSchedule *s)
{
  g_assert_cmpuint (s->remarks->len, ==, 1);
  return g_array_index (s->remarks, NhInspectionRemark, 0).kind;
}

static char *
describe (const Case *c, const NhInspectionSchedule *s)
{
  return nh_inspection_remark_describe (&c->problem, &g_array_index (s->remarks, NhInspectionRemark, 0));
}

/* By hand. */

static void
test_spread_and_longest_first (void)
{
  Case c;
  g_autoptr (NhInspectionSchedule) s = NULL;

  case_init (&c, 4, 3, 4, 0);
  c.rounds[0].years = 1;
  c.rounds[1].years = NH_INSPECTION_NEVER_INSPECTED;
  c.rounds[2].years = 1;
  c.rounds[3].years = 3;
  s = nh_inspection_schedule_solve (&c.problem);
  /* Two in the first month, where those are that waited longest; the others one by one. */
  g_assert_cmpint (s->months[1], ==, 0);
  g_assert_cmpint (s->months[3], ==, 0);
  g_assert_cmpint (s->months[0] + s->months[2], ==, 3);
  g_assert_cmpuint (s->n_placed, ==, 4);
  g_assert_cmpuint (s->remarks->len, ==, 0);
}

static void
test_short_of_room (void)
{
  Case c;
  g_autoptr (NhInspectionSchedule) s = NULL;
  g_autofree char *why = NULL;

  case_init (&c, 3, 2, 1, 0);
  c.rounds[0].years = 1;
  c.rounds[1].years = 5;
  c.rounds[2].years = 2;
  s = nh_inspection_schedule_solve (&c.problem);
  g_assert_cmpint (s->months[1], ==, 0);
  g_assert_cmpint (s->months[2], ==, 1);
  g_assert_cmpint (s->months[0], ==, -1);
  g_assert_cmpint (only_remark (s), ==, NH_INSPECTION_NO_ROOM);
  why = describe (&c, s);
  g_assert_cmpstr (why, ==, "Trường 1: no month has room left; units that have waited longer, or were fixed, came first");
}

static void
test_hosting (void)
{
  Case c;
  g_autoptr (NhInspectionSchedule) s = NULL;
  g_autoptr (NhInspectionSchedule) t = NULL;
  g_autofree char *why = NULL;

  /* The second must have the first month, since it hosts in the other: the first gives way. */
  case_init (&c, 2, 2, 1, 0);
  c.rounds[0].years = 9;
  c.rounds[1].hosting = 1 << 1;
  s = nh_inspection_schedule_solve (&c.problem);
  g_assert_cmpint (s->months[0], ==, 1);
  g_assert_cmpint (s->months[1], ==, 0);

  c.rounds[0].fixed_month = TRUE;
  c.rounds[0].month = 0;
  t = nh_inspection_schedule_solve (&c.problem);
  g_assert_cmpint (t->months[0], ==, 0);
  g_assert_cmpint (t->months[1], ==, -1);
  g_assert_cmpint (only_remark (t), ==, NH_INSPECTION_HOSTS_IN_ROOM);
  why = describe (&c, t);
  g_assert_cmpstr (why, ==, "Trường 2: it hosts something in every month that has room left");
}

static void
test_hosting_always (void)
{
  Case c;
  g_autoptr (NhInspectionSchedule) s = NULL;

  case_init (&c, 1, 2, 3, 0);
  c.rounds[0].hosting = 3;
  s = nh_inspection_schedule_solve (&c.problem);
  g_assert_cmpint (s->months[0], ==, -1);
  g_assert_cmpint (only_remark (s), ==, NH_INSPECTION_HOSTS_ALWAYS);
}

static void
test_fixed_stays (void)
{
  Case c;
  g_autoptr (NhInspectionSchedule) s = NULL;
  g_autofree char *why = NULL;

  case_init (&c, 3, 2, 2, 1);
  c.rounds[0].fixed_month = TRUE;
  c.rounds[0].month = 1;
  c.rounds[0].hosting = 1 << 1;
  c.rounds[1].fixed_month = c.rounds[1].fixed_delegation = TRUE; /* outside these months, with nobody */
  s = nh_inspection_schedule_solve (&c.problem);
  g_assert_cmpint (s->months[0], ==, 1);
  g_assert_cmpint (s->delegations[0], ==, 0);
  g_assert_cmpint (s->months[1], ==, -1);
  g_assert_cmpint (s->delegations[1], ==, -1);
  g_assert_cmpint (s->months[2], ==, 0);
  g_assert_cmpint (only_remark (s), ==, NH_INSPECTION_FIXED_HOSTS);
  why = describe (&c, s);
  g_assert_cmpstr (why, ==, "Trường 1: held in tháng 10/2023, in which it hosts something");
}

static void
test_own_school (void)
{
  Case c;
  g_autoptr (NhInspectionSchedule) s = NULL;
  g_autoptr (NhInspectionSchedule) t = NULL;

  case_init (&c, 2, 2, 2, 2);
  works_at (&c, 0, 1);
  s = nh_inspection_schedule_solve (&c.problem);
  g_assert_cmpint (s->delegations[0], ==, 1);
  g_assert_cmpint (s->delegations[1], ==, 0);
  works_at (&c, 1, 1);
  t = nh_inspection_schedule_solve (&c.problem);
  g_assert_cmpint (t->months[0], >=, 0);
  g_assert_cmpint (t->delegations[0], ==, -1);
  g_assert_cmpint (only_remark (t), ==, NH_INSPECTION_ALL_OWN);
}

static void
test_absent_and_limits (void)
{
  Case c;
  g_autoptr (NhInspectionSchedule) s = NULL;
  g_autoptr (NhInspectionSchedule) t = NULL;
  g_autofree char *why = NULL;

  /* Whoever may inspect the first is away in the first month: it is held in the second. */
  case_init (&c, 2, 2, 1, 2);
  c.rounds[0].years = 7;
  works_at (&c, 0, 1);
  c.members[1].absent = 1 << 0;
  s = nh_inspection_schedule_solve (&c.problem);
  g_assert_cmpint (s->months[0], ==, 1);
  g_assert_cmpint (s->delegations[0], ==, 1);
  g_assert_cmpint (s->delegations[1], ==, 0);
  c.members[0].limit = 1;
  c.members[0].load = 1;
  t = nh_inspection_schedule_solve (&c.problem);
  g_assert_cmpint (t->delegations[0], ==, 1);
  g_assert_cmpint (t->delegations[1], ==, -1);
  g_assert_cmpint (only_remark (t), ==, NH_INSPECTION_ALL_BUSY);
  why = describe (&c, t);
  g_assert_cmpstr (why, ==, "Trường 2: nobody goes, since those who may have as many rounds as they can take");
}

static void
test_keeps_what_is (void)
{
  Case c;
  g_autoptr (NhInspectionSchedule) s = NULL;
  g_autoptr (NhInspectionSchedule) t = NULL;

  case_init (&c, 9, 3, 3, 3);
  s = nh_inspection_schedule_solve (&c.problem);
  for (guint i = 0; i < 9; i++)
    {
      c.rounds[i].month = s->months[i];
      c.rounds[i].delegation = s->delegations[i];
    }
  t = nh_inspection_schedule_solve (&c.problem);
  g_assert_cmpmem (s->months, 9 * sizeof (int), t->months, 9 * sizeof (int));
  g_assert_cmpmem (s->delegations, 9 * sizeof (int), t->delegations, 9 * sizeof (int));
}

static void
test_nothing (void)
{
  Case c;
  g_autoptr (NhInspectionSchedule) s = NULL;
  g_autoptr (NhInspectionSchedule) t = NULL;

  case_init (&c, 0, 0, 0, 0);
  s = nh_inspection_schedule_solve (&c.problem);
  g_assert_cmpuint (s->n_placed, ==, 0);
  case_init (&c, 2, 0, 0, 1);
  t = nh_inspection_schedule_solve (&c.problem);
  g_assert_cmpint (t->months[0], ==, -1);
  g_assert_cmpuint (t->remarks->len, ==, 2);
}

/* By chance. */

typedef enum
{
  SIMPLE,  /* everybody in one delegation, nobody away */
  SHARED,  /* members of several delegations */
  AWAY,    /* somebody is away in some months */
} Sort;

static void
case_random (Case *c, GRand *rand, guint n_rounds, guint n_months, guint n_delegations, Sort sort)
{
  guint n = sort == SHARED ? n_delegations * 2 : n_delegations;

  case_init (c, n_rounds, n_months, 0, n_delegations);
  c->problem.n_members = n;
  for (guint m = 0; m < n_months; m++)
    c->months[m].capacity = (guint) g_rand_int_range (rand, 0, (gint32) (n_rounds / n_months + 3));
  for (guint m = 0; m < n; m++)
    {
      if (g_rand_int_range (rand, 0, 3) == 0)
        works_at (c, m, g_rand_int_range (rand, 1, (gint32) n_rounds + 1));
      if (g_rand_int_range (rand, 0, 4) == 0)
        c->members[m].limit = (guint) g_rand_int_range (rand, 1, (gint32) n_rounds + 1);
      if (sort == AWAY)
        c->members[m].absent = (guint32) (g_rand_int (rand) & g_rand_int (rand) & ((1u << n_months) - 1));
    }
  for (guint d = 0; sort == SHARED && d < n_delegations; d++)
    {
      c->positions[d][1] = (c->positions[d][0] + 1 + (guint) g_rand_int_range (rand, 0, (gint32) n - 1)) % n;
      c->delegations[d].n_members = 2;
    }
  for (guint i = 0; i < n_rounds; i++)
    {
      NhInspectionRound *r = &c->rounds[i];

      r->hosting = (guint32) (g_rand_int (rand) & g_rand_int (rand) & ((1u << n_months) - 1));
      r->years = g_rand_int_range (rand, 0, 4);
      r->month = g_rand_int_range (rand, -1, (gint32) n_months);
      r->delegation = g_rand_int_range (rand, -1, (gint32) n_delegations);
      r->fixed_month = g_rand_int_range (rand, 0, 6) == 0;
      r->fixed_delegation = r->fixed_month && g_rand_boolean (rand);
    }
}

/* What no proposal may do. */
static void
check_rules (const Case *c, const NhInspectionSchedule *s)
{
  const NhInspectionProblem *p = &c->problem;
  g_autofree guint *loads = nh_inspection_schedule_loads (p, s);
  guint months[MOST_PLACES] = { 0 };
  guint fixed[MOST_PLACES] = { 0 };
  guint fixed_loads[MOST_PLACES * 3] = { 0 };

  for (guint i = 0; i < p->n_rounds; i++)
    {
      const NhInspectionRound *r = &p->rounds[i];

      if (r->fixed_month)
        g_assert_cmpint (s->months[i], ==, r->month);
      else if (s->months[i] >= 0)
        g_assert_false (r->hosting & 1u << s->months[i]);
      if (r->fixed_delegation)
        g_assert_cmpint (s->delegations[i], ==, r->delegation);
      else if (s->delegations[i] >= 0)
        g_assert_true (nh_inspection_may_go (p, i, (guint) s->delegations[i], s->months[i]));
      if (s->months[i] >= 0)
        {
          months[s->months[i]]++;
          fixed[s->months[i]] += r->fixed_month;
        }
      if (r->fixed_delegation && r->delegation >= 0)
        for (guint m = 0; m < p->delegations[r->delegation].n_members; m++)
          fixed_loads[p->delegations[r->delegation].members[m]]++;
    }
  for (guint m = 0; m < p->n_months; m++)
    g_assert_cmpuint (months[m], <=, MAX (p->months[m].capacity, fixed[m]));
  for (guint m = 0; m < p->n_members; m++)
    if (p->members[m].limit)
      g_assert_cmpuint (loads[m], <=, MAX (p->members[m].limit, fixed_loads[m]));
}

/* Whatever could not be done has a remark, and each remark a sentence. */
static void
check_remarks (const Case *c, const NhInspectionSchedule *s)
{
  for (guint i = 0; i < c->problem.n_rounds; i++)
    {
      const NhInspectionRound *r = &c->rounds[i];
      gboolean missing = (s->months[i] < 0 && !r->fixed_month) || (s->delegations[i] < 0 && !r->fixed_delegation);
      gboolean said = FALSE;

      for (guint k = 0; k < s->remarks->len; k++)
        said |= g_array_index (s->remarks, NhInspectionRemark, k).round == (int) i;
      if (missing)
        g_assert_true (said);
    }
  for (guint k = 0; k < s->remarks->len; k++)
    {
      g_autofree char *text = nh_inspection_remark_describe (&c->problem,
                                                             &g_array_index (s->remarks, NhInspectionRemark, k));

      g_assert_nonnull (strchr (text, ':'));
    }
}

/* How good a placing in months is: smaller is better, the first difference counts. */
typedef struct
{
  gint64 aims[4];
} Worth;

static guint
rank_of (const NhInspectionProblem *p, guint round)
{
  guint rank = 1;

  for (int years = 0; years < p->rounds[round].years; years++)
    for (guint i = 0; i < p->n_rounds; i++)
      if (p->rounds[i].years == years)
        {
          rank++;
          break;
        }
  return rank;
}

static void
weigh_months (const NhInspectionProblem *p, const int *months, Worth *w)
{
  guint loads[MOST_PLACES] = { 0 };

  memset (w, 0, sizeof *w);
  for (guint i = 0; i < p->n_rounds; i++)
    {
      if (months[i] >= 0)
        loads[months[i]]++;
      if (p->rounds[i].fixed_month)
        continue;
      if (months[i] < 0)
        w->aims[0] += 1 + rank_of (p, i);
      else
        {
          w->aims[2] += (gint64) rank_of (p, i) * months[i];
          w->aims[3] += p->rounds[i].month != months[i];
        }
    }
  for (guint m = 0; m < p->n_months; m++)
    w->aims[1] += (gint64) loads[m] * loads[m];
}

static void
weigh_delegations (const NhInspectionProblem *p, const int *delegations, Worth *w)
{
  guint members[MOST_PLACES * 3] = { 0 };
  guint loads[MOST_PLACES] = { 0 };

  memset (w, 0, sizeof *w);
  for (guint i = 0; i < p->n_rounds; i++)
    if (delegations[i] < 0)
      w->aims[0]++;
    else
      {
        loads[delegations[i]]++;
        for (guint m = 0; m < p->delegations[delegations[i]].n_members; m++)
          members[p->delegations[delegations[i]].members[m]]++;
      }
  for (guint m = 0; m < p->n_members; m++)
    w->aims[1] = MAX (w->aims[1], members[m]);
  for (guint d = 0; d < p->n_delegations; d++)
    w->aims[2] += (gint64) loads[d] * loads[d];
}

static int
compare (const Worth *a, const Worth *b)
{
  for (guint i = 0; i < 4; i++)
    if (a->aims[i] != b->aims[i])
      return a->aims[i] < b->aims[i] ? -1 : 1;
  return 0;
}

/* Tries everything: months when @months is NULL, else delegations for these months. */
typedef struct
{
  const NhInspectionProblem *p;
  const int *months;
  int now[MOST];
  guint loads[MOST_PLACES * 3];
  Worth best;
  gboolean found;
} Try;

static void
try_delegations (Try *t, guint round)
{
  const NhInspectionRound *r = &t->p->rounds[round];
  Worth worth;

  if (round == t->p->n_rounds)
    {
      weigh_delegations (t->p, t->now, &worth);
      if (!t->found || compare (&worth, &t->best) < 0)
        t->best = worth;
      t->found = TRUE;
      return;
    }
  for (int d = -1; d < (int) t->p->n_delegations; d++)
    {
      gboolean fits = d < 0 || r->fixed_delegation
                      || (nh_inspection_may_go (t->p, round, (guint) d, t->months[round])
                          && (t->months[round] >= 0 || r->fixed_month));

      if (r->fixed_delegation && d != r->delegation)
        continue;
      for (guint m = 0; d >= 0 && m < t->p->delegations[d].n_members; m++)
        {
          guint who = t->p->delegations[d].members[m];

          t->loads[who]++;
          fits &= r->fixed_delegation || !t->p->members[who].limit || t->loads[who] <= t->p->members[who].limit;
        }
      t->now[round] = d;
      if (fits)
        try_delegations (t, round + 1);
      for (guint m = 0; d >= 0 && m < t->p->delegations[d].n_members; m++)
        t->loads[t->p->delegations[d].members[m]]--;
    }
}

static void
try_months (Try *t, guint round)
{
  const NhInspectionRound *r = &t->p->rounds[round];
  Worth worth;

  if (round == t->p->n_rounds)
    {
      weigh_months (t->p, t->now, &worth);
      if (!t->found || compare (&worth, &t->best) < 0)
        t->best = worth;
      t->found = TRUE;
      return;
    }
  for (int m = -1; m < (int) t->p->n_months; m++)
    {
      if (r->fixed_month ? m != r->month
                         : m >= 0 && (t->loads[m] >= t->p->months[m].capacity || !nh_inspection_may_be (t->p, round, (guint) m)))
        continue;
      t->now[round] = m;
      if (m >= 0)
        t->loads[m]++;
      try_months (t, round + 1);
      if (m >= 0)
        t->loads[m]--;
    }
}

/* Fixed rounds first: they take their room before anything else does. */
static void
put_fixed_first (Case *c, gboolean delegations)
{
  for (guint i = 0, n = 0; i < c->problem.n_rounds; i++)
    if (delegations ? c->rounds[i].fixed_delegation : c->rounds[i].fixed_month)
      {
        NhInspectionRound other = c->rounds[n];

        c->rounds[n++] = c->rounds[i];
        c->rounds[i] = other;
      }
}

/* Rounds whose delegations are fixed are also fixed in their months, and stand before these. */
static void
order_rounds (Case *c)
{
  put_fixed_first (c, FALSE);
  put_fixed_first (c, TRUE);
}

static void
test_against_all (gconstpointer data)
{
  Sort sort = (Sort) GPOINTER_TO_INT (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20230831u + (guint) sort);
  guint worse = 0;
  const guint n_cases = 400;

  for (guint k = 0; k < n_cases; k++)
    {
      Case c;
      g_autoptr (NhInspectionSchedule) s = NULL;
      Try months = { NULL };
      Try delegations = { NULL };
      Worth worth;
      int by;

      case_random (&c, rand, (guint) g_rand_int_range (rand, 1, 6), (guint) g_rand_int_range (rand, 1, 4),
                   (guint) g_rand_int_range (rand, 1, 4), sort);
      order_rounds (&c);
      s = nh_inspection_schedule_solve (&c.problem);
      check_rules (&c, s);
      check_remarks (&c, s);

      months.p = &c.problem;
      try_months (&months, 0);
      weigh_months (&c.problem, s->months, &worth);
      /* As many are placed, and the same ones, always; a round only moves for somebody who is away. */
      g_assert_cmpint (worth.aims[0], ==, months.best.aims[0]);
      if (sort != AWAY)
        g_assert_cmpint (compare (&worth, &months.best), ==, 0);

      delegations.p = &c.problem;
      delegations.months = s->months;
      try_delegations (&delegations, 0);
      weigh_delegations (&c.problem, s->delegations, &worth);
      by = compare (&worth, &delegations.best);
      g_assert_cmpint (by, >=, 0); /* better than all that are allowed would break a rule */
      if (sort == SIMPLE)
        g_assert_cmpint (by, ==, 0);
      g_assert_cmpint (worth.aims[0], <=, delegations.best.aims[0] + (sort == SHARED));
      if (worth.aims[0] == delegations.best.aims[0])
        g_assert_cmpint (worth.aims[1], <=, delegations.best.aims[1] + 1);
      worse += by != 0;
    }
  g_test_message ("%u of %u could be more even", worse, n_cases);
  g_assert_cmpuint (worse, <=, n_cases / 50);
}

/* At the size of a province. */

static void
test_large (gconstpointer data)
{
  Sort sort = (Sort) GPOINTER_TO_INT (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (73);

  for (guint k = 0; k < 20; k++)
    {
      Case c;
      g_autoptr (NhInspectionSchedule) s = NULL;
      g_autoptr (NhInspectionSchedule) again = NULL;

      case_random (&c, rand, 150, 10, 12, sort);
      s = nh_inspection_schedule_solve (&c.problem);
      again = nh_inspection_schedule_solve (&c.problem);
      check_rules (&c, s);
      check_remarks (&c, s);
      g_assert_cmpmem (s->months, 150 * sizeof (int), again->months, 150 * sizeof (int));
      g_assert_cmpmem (s->delegations, 150 * sizeof (int), again->delegations, 150 * sizeof (int));
    }
}

static void
test_even (void)
{
  Case c;
  g_autoptr (NhInspectionSchedule) s = NULL;
  g_autofree guint *loads = NULL;
  guint months[10] = { 0 };

  case_init (&c, 150, 10, 20, 12);
  for (guint i = 0; i < 150; i++)
    c.rounds[i].hosting = 1u << (i * 7 % 10);
  for (guint m = 0; m < 12; m++)
    works_at (&c, m, m * 11 + 1);
  s = nh_inspection_schedule_solve (&c.problem);
  loads = nh_inspection_schedule_loads (&c.problem, s);
  check_rules (&c, s);
  g_assert_cmpuint (s->n_placed, ==, 150);
  g_assert_cmpuint (s->remarks->len, ==, 0);
  for (guint i = 0; i < 150; i++)
    months[s->months[i]]++;
  for (guint m = 0; m < 10; m++)
    g_assert_cmpuint (months[m], ==, 15);
  for (guint m = 0; m < 12; m++)
    {
      g_assert_cmpuint (loads[m], >=, 12);
      g_assert_cmpuint (loads[m], <=, 13);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inspection-schedule/spread-and-longest-first", test_spread_and_longest_first);
  g_test_add_func ("/inspection-schedule/short-of-room", test_short_of_room);
  g_test_add_func ("/inspection-schedule/hosting", test_hosting);
  g_test_add_func ("/inspection-schedule/hosting-always", test_hosting_always);
  g_test_add_func ("/inspection-schedule/fixed-stays", test_fixed_stays);
  g_test_add_func ("/inspection-schedule/own-school", test_own_school);
  g_test_add_func ("/inspection-schedule/absent-and-limits", test_absent_and_limits);
  g_test_add_func ("/inspection-schedule/keeps-what-is", test_keeps_what_is);
  g_test_add_func ("/inspection-schedule/nothing", test_nothing);
  g_test_add_func ("/inspection-schedule/even", test_even);
  g_test_add_data_func ("/inspection-schedule/against-all/simple", GINT_TO_POINTER (SIMPLE), test_against_all);
  g_test_add_data_func ("/inspection-schedule/against-all/shared", GINT_TO_POINTER (SHARED), test_against_all);
  g_test_add_data_func ("/inspection-schedule/against-all/away", GINT_TO_POINTER (AWAY), test_against_all);
  g_test_add_data_func ("/inspection-schedule/large/simple", GINT_TO_POINTER (SIMPLE), test_large);
  g_test_add_data_func ("/inspection-schedule/large/shared", GINT_TO_POINTER (SHARED), test_large);
  g_test_add_data_func ("/inspection-schedule/large/away", GINT_TO_POINTER (AWAY), test_large);
  return g_test_run ();
}
