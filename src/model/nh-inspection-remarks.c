/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a proposed schedule could not do, and why.
 */
#include "model/nh-inspection-schedule.h"

#include <glib/gi18n-lib.h>

static void
add (NhInspectionSchedule *schedule, NhInspectionRemarkKind kind, int round, int month, int member)
{
  const NhInspectionRemark remark = { kind, round, month, member };

  g_array_append_val (schedule->remarks, remark);
}

static guint *
count_months (const NhInspectionProblem *problem, const NhInspectionSchedule *schedule, gboolean fixed_only)
{
  guint *loads = g_new0 (guint, MAX (problem->n_months, 1));

  for (guint i = 0; i < problem->n_rounds; i++)
    if (schedule->months[i] >= 0 && (!fixed_only || problem->rounds[i].fixed_month))
      loads[schedule->months[i]]++;
  return loads;
}

static NhInspectionRemarkKind
why_not_placed (const NhInspectionProblem *problem, const guint *loads, guint round)
{
  guint32 hosting = problem->rounds[round].hosting;
  gboolean always = TRUE;
  gboolean hosts = FALSE;
  gboolean away = FALSE;

  for (guint m = 0; m < problem->n_months; m++)
    {
      gboolean hosting_then = (hosting & 1u << m) != 0;

      always &= hosting_then;
      if (loads[m] >= problem->months[m].capacity)
        continue;
      hosts |= hosting_then;
      away |= !hosting_then && !nh_inspection_may_be (problem, round, m);
    }
  if (always && problem->n_months)
    return NH_INSPECTION_HOSTS_ALWAYS;
  return away ? NH_INSPECTION_AWAY_IN_ROOM : hosts ? NH_INSPECTION_HOSTS_IN_ROOM : NH_INSPECTION_NO_ROOM;
}

static NhInspectionRemarkKind
why_nobody (const NhInspectionProblem *problem, int month, guint round)
{
  gboolean own = TRUE;
  gboolean away = TRUE;

  for (guint d = 0; d < problem->n_delegations; d++)
    {
      own &= nh_inspection_is_own (problem, round, d);
      away &= !nh_inspection_may_go (problem, round, d, month);
    }
  return own ? NH_INSPECTION_ALL_OWN : away ? NH_INSPECTION_ALL_AWAY : NH_INSPECTION_ALL_BUSY;
}

static void
remark_fixed (const NhInspectionProblem *problem, NhInspectionSchedule *schedule, guint round)
{
  const NhInspectionRound *r = &problem->rounds[round];
  int month = schedule->months[round];

  if (r->fixed_month && month >= 0 && r->hosting & 1u << month)
    add (schedule, NH_INSPECTION_FIXED_HOSTS, (int) round, month, -1);
  if (!r->fixed_delegation || r->delegation < 0)
    return;
  if (nh_inspection_is_own (problem, round, (guint) r->delegation))
    add (schedule, NH_INSPECTION_FIXED_OWN, (int) round, month, -1);
  else if (!nh_inspection_may_go (problem, round, (guint) r->delegation, month))
    add (schedule, NH_INSPECTION_FIXED_AWAY, (int) round, month, -1);
}

/**
 * nh_inspection_schedule_remark: (skip)
 * @problem: a problem
 * @schedule: its schedule; receives the remarks
 *
 * Says of each round that has no month, or nobody who goes, why; and which of the fixed ones break a rule.
 */
void
nh_inspection_schedule_remark (const NhInspectionProblem *problem, NhInspectionSchedule *schedule)
{
  g_autofree guint *loads = count_months (problem, schedule, FALSE);
  g_autofree guint *fixed = count_months (problem, schedule, TRUE);
  g_autofree guint *members = nh_inspection_schedule_loads (problem, schedule);

  for (guint i = 0; i < problem->n_rounds; i++)
    {
      const NhInspectionRound *r = &problem->rounds[i];

      remark_fixed (problem, schedule, i);
      if (schedule->months[i] < 0 && !r->fixed_month)
        add (schedule, why_not_placed (problem, loads, i), (int) i, -1, -1);
      else if (schedule->delegations[i] < 0 && !r->fixed_delegation && problem->n_delegations)
        add (schedule, why_nobody (problem, schedule->months[i], i), (int) i, schedule->months[i], -1);
    }
  for (guint m = 0; m < problem->n_months; m++)
    if (fixed[m] > problem->months[m].capacity)
      add (schedule, NH_INSPECTION_FIXED_OVER, -1, (int) m, -1);
  for (guint m = 0; m < problem->n_members; m++)
    if (problem->members[m].limit && members[m] > problem->members[m].limit)
      add (schedule, NH_INSPECTION_FIXED_BUSY, -1, -1, (int) m);
}

static char *
describe_round (const char *round, const char *month, NhInspectionRemarkKind kind)
{
  switch (kind)
    {
    case NH_INSPECTION_HOSTS_ALWAYS:
      return g_strdup_printf (_ ("%s: it hosts something in every month that was chosen"), round);
    case NH_INSPECTION_HOSTS_IN_ROOM:
      return g_strdup_printf (_ ("%s: it hosts something in every month that has room left"), round);
    case NH_INSPECTION_NO_ROOM:
      return g_strdup_printf (_ ("%s: no month has room left; units that have waited longer, or were fixed, came first"),
                              round);
    case NH_INSPECTION_AWAY_IN_ROOM:
      return g_strdup_printf (_ ("%s: in the months that have room left, nobody who may inspect it is there"), round);
    case NH_INSPECTION_ALL_OWN:
      return g_strdup_printf (_ ("%s: nobody goes, since in every delegation is somebody who works there"), round);
    case NH_INSPECTION_ALL_AWAY:
      return g_strdup_printf (_ ("%s: nobody goes in %s, since those who may are away then"), round, month);
    case NH_INSPECTION_ALL_BUSY:
      return g_strdup_printf (_ ("%s: nobody goes, since those who may have as many rounds as they can take"), round);
    case NH_INSPECTION_FIXED_HOSTS:
      return g_strdup_printf (_ ("%s: held in %s, in which it hosts something"), round, month);
    case NH_INSPECTION_FIXED_OWN:
      return g_strdup_printf (_ ("%s: somebody of the fixed delegation works there"), round);
    case NH_INSPECTION_FIXED_AWAY:
      return g_strdup_printf (_ ("%s: somebody of the fixed delegation is away in %s"), round, month);
    case NH_INSPECTION_FIXED_OVER:
    case NH_INSPECTION_FIXED_BUSY:
    default:
      return g_strdup (round);
    }
}

/**
 * nh_inspection_remark_describe:
 * @problem: the problem that was solved
 * @remark: a remark about its schedule
 *
 * Returns: (transfer full): a sentence in the language of the interface: "Hiệp Hòa: mọi tháng còn chỗ đều
 *   trùng tháng đăng cai".
 */
char *
nh_inspection_remark_describe (const NhInspectionProblem *problem, const NhInspectionRemark *remark)
{
  const char *month = remark->month >= 0 ? problem->months[remark->month].name : "";

  if (remark->kind == NH_INSPECTION_FIXED_OVER)
    return g_strdup_printf (_ ("%s: more rounds than this month takes (%u)"), month,
                            problem->months[remark->month].capacity);
  if (remark->kind == NH_INSPECTION_FIXED_BUSY)
    return g_strdup_printf (_ ("%s: has more fixed rounds than were allowed (%u)"), problem->members[remark->member].name,
                            problem->members[remark->member].limit);
  return describe_round (problem->rounds[remark->round].name, month, remark->kind);
}
