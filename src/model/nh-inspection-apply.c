/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What comes out of a proposal, and its way into the workbook.
 */
#include "model/nh-inspection-propose.h"

#include <glib/gi18n-lib.h>

#include "model/nh-inspection-coverage.h"

/* One of the units of a round, by its position in the round; NULL: the proposal does not know it. */
static NhProposalUnit *
unit_of_round (NhInspectionProposal *p, guint round, guint i)
{
  int found = nh_inspection_proposal_find_unit (p, g_array_index (nh_proposal_round (p, round)->units, gint64, i));

  return found >= 0 ? nh_proposal_unit (p, found) : NULL;
}

/**
 * nh_inspection_proposal_takes_part:
 * @proposal: a proposal
 * @round: one of its rounds
 *
 * Returns: whether one of its units is chosen; a round without units takes part, too.
 */
gboolean
nh_inspection_proposal_takes_part (NhInspectionProposal *proposal, guint round)
{
  GArray *units = nh_proposal_round (proposal, round)->units;
  gboolean known = FALSE;

  for (guint i = 0; i < units->len; i++)
    {
      NhProposalUnit *unit = unit_of_round (proposal, round, i);

      if (unit && unit->chosen)
        return TRUE;
      known |= unit != NULL;
    }
  return !known;
}

/* Units that were chosen get rounds of their own; those that were made so and are not chosen any more, none. */
static void
update_rounds (NhInspectionProposal *p)
{
  for (guint r = p->rounds->len; r-- > 0;)
    if (!nh_proposal_round (p, r)->activity && !nh_inspection_proposal_takes_part (p, r))
      {
        g_array_remove_index (p->rounds, r);
        for (guint i = 0; i < p->units->len; i++)
          {
            NhProposalUnit *unit = nh_proposal_unit (p, i);

            unit->round = unit->round == (int) r ? -1 : unit->round > (int) r ? unit->round - 1 : unit->round;
          }
      }
  for (guint i = 0; i < p->units->len; i++)
    {
      NhProposalUnit *unit = nh_proposal_unit (p, i);
      NhProposalRound round = { 0, NULL, NULL, -1, -1, FALSE, -1, -1, -1 };

      if (!unit->chosen || unit->round >= 0)
        continue;
      round.name = g_strdup (unit->name);
      round.units = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (round.units, unit->unit);
      unit->round = (int) p->rounds->len;
      g_array_append_val (p->rounds, round);
    }
}

/** nh_inspection_proposal_hosting: Returns: in which of the proposal's months a unit of the round hosts, as bits. */
guint32
nh_inspection_proposal_hosting (NhInspectionProposal *proposal, guint round)
{
  guint32 hosting = 0;

  for (guint i = 0; i < nh_proposal_round (proposal, round)->units->len; i++)
    {
      NhProposalUnit *unit = unit_of_round (proposal, round, i);

      hosting |= unit ? unit->hosting : 0;
    }
  return hosting;
}

/** nh_inspection_proposal_years: Returns: how long the unit of the round that waited longest has waited. */
int
nh_inspection_proposal_years (NhInspectionProposal *proposal, guint round)
{
  int years = 0;

  for (guint i = 0; i < nh_proposal_round (proposal, round)->units->len; i++)
    {
      NhProposalUnit *unit = unit_of_round (proposal, round, i);

      years = MAX (years, unit ? unit->years : 0);
    }
  return years;
}

/* The lists as the solver takes them: what was not chosen is left out, so positions differ. */
typedef struct
{
  NhInspectionProblem problem;
  GArray *rounds, *months, *members, *delegations;
  guint *round_of;      /* positions in the proposal */
  guint *month_of;
  guint *delegation_of;
  int *months_back;     /* the other way; -1: left out */
  int *delegations_back;
} Setup;

static void
setup_clear (Setup *s)
{
  g_array_unref (s->rounds);
  g_array_unref (s->months);
  g_array_unref (s->members);
  g_array_unref (s->delegations);
  g_free (s->round_of);
  g_free (s->month_of);
  g_free (s->delegation_of);
  g_free (s->months_back);
  g_free (s->delegations_back);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Setup, setup_clear)

static guint32
chosen_months (const Setup *s, guint n, guint32 months)
{
  guint32 bits = 0;

  for (guint m = 0; m < n; m++)
    if (s->months_back[m] >= 0 && months & 1u << m)
      bits |= 1u << s->months_back[m];
  return bits;
}

static void
set_up_months (NhInspectionProposal *p, Setup *s)
{
  for (guint m = 0; m < p->months->len; m++)
    {
      NhProposalMonth *month = nh_proposal_month (p, m);
      NhInspectionMonth taken = { month->name, month->capacity };

      s->months_back[m] = month->chosen ? (int) s->months->len : -1;
      if (!month->chosen)
        continue;
      s->month_of[s->months->len] = m;
      g_array_append_val (s->months, taken);
    }
  for (guint d = 0; d < p->delegations->len; d++)
    {
      NhProposalDelegation *delegation = nh_proposal_delegation (p, d);
      NhInspectionDelegation taken = { delegation->name, (const guint *) (gpointer) delegation->members->data,
                                       delegation->members->len };

      s->delegations_back[d] = delegation->chosen ? (int) s->delegations->len : -1;
      if (!delegation->chosen)
        continue;
      s->delegation_of[s->delegations->len] = d;
      g_array_append_val (s->delegations, taken);
    }
}

static void
set_up_rounds (NhInspectionProposal *p, Setup *s)
{
  for (guint i = 0; i < p->rounds->len; i++)
    {
      NhProposalRound *round = nh_proposal_round (p, i);
      int month = round->pin >= 0 ? round->pin : round->month;
      NhInspectionRound taken = { round->name, (const gint64 *) (gpointer) round->units->data, round->units->len,
                                  chosen_months (s, p->months->len, nh_inspection_proposal_hosting (p, i)),
                                  nh_inspection_proposal_years (p, i), month >= 0 ? s->months_back[month] : -1,
                                  round->delegation >= 0 ? s->delegations_back[round->delegation] : -1,
                                  round->stored || round->pin >= 0, round->stored };

      /* Whatever stays where it is still fills its month and keeps its delegation busy. */
      if (!nh_inspection_proposal_takes_part (p, i))
        taken.fixed_month = taken.fixed_delegation = TRUE;
      s->round_of[s->rounds->len] = i;
      g_array_append_val (s->rounds, taken);
    }
}

static void
set_up (NhInspectionProposal *p, Setup *s)
{
  s->rounds = g_array_new (FALSE, TRUE, sizeof (NhInspectionRound));
  s->months = g_array_new (FALSE, TRUE, sizeof (NhInspectionMonth));
  s->members = g_array_new (FALSE, TRUE, sizeof (NhInspectionMember));
  s->delegations = g_array_new (FALSE, TRUE, sizeof (NhInspectionDelegation));
  s->round_of = g_new0 (guint, p->rounds->len + 1);
  s->month_of = g_new0 (guint, p->months->len + 1);
  s->delegation_of = g_new0 (guint, p->delegations->len + 1);
  s->months_back = g_new0 (int, p->months->len + 1);
  s->delegations_back = g_new0 (int, p->delegations->len + 1);
  set_up_months (p, s);
  for (guint m = 0; m < p->members->len; m++)
    {
      NhProposalMember *member = nh_proposal_member (p, m);
      NhInspectionMember taken = { member->name, (const gint64 *) (gpointer) member->units->data, member->units->len,
                                   chosen_months (s, p->months->len, member->absent), member->limit, member->load };

      g_array_append_val (s->members, taken);
    }
  set_up_rounds (p, s);
  s->problem = (NhInspectionProblem){ (const NhInspectionRound *) (gpointer) s->rounds->data, s->rounds->len,
                                      (const NhInspectionMonth *) (gpointer) s->months->data, s->months->len,
                                      (const NhInspectionMember *) (gpointer) s->members->data, s->members->len,
                                      (const NhInspectionDelegation *) (gpointer) s->delegations->data,
                                      s->delegations->len };
}

static void
take_remarks (NhInspectionProposal *proposal, const Setup *s, const NhInspectionSchedule *schedule)
{
  g_ptr_array_set_size (proposal->remarks, 0);
  for (guint i = 0; i < schedule->remarks->len; i++)
    {
      const NhInspectionRemark *remark = &g_array_index (schedule->remarks, NhInspectionRemark, i);

      if (remark->round < 0 || nh_inspection_proposal_takes_part (proposal, s->round_of[remark->round]))
        g_ptr_array_add (proposal->remarks, nh_inspection_remark_describe (&s->problem, remark));
    }
}

/**
 * nh_inspection_proposal_solve:
 * @proposal: a proposal
 *
 * Proposes a month and a delegation for each round of a chosen unit, those that have none yet too. What is
 * fixed in the workbook, held already or pinned stays where it is.
 */
void
nh_inspection_proposal_solve (NhInspectionProposal *proposal)
{
  g_auto (Setup) s = { 0 };
  g_autoptr (NhInspectionSchedule) schedule = NULL;

  update_rounds (proposal);
  set_up (proposal, &s);
  schedule = nh_inspection_schedule_solve (&s.problem);
  for (guint i = 0; i < s.rounds->len; i++)
    {
      NhProposalRound *round = nh_proposal_round (proposal, s.round_of[i]);
      const NhInspectionRound *asked = &g_array_index (s.rounds, NhInspectionRound, i);
      int month = schedule->months[i];
      int delegation = schedule->delegations[i];

      round->new_month = month >= 0           ? (int) s.month_of[month]
                         : !asked->fixed_month ? -1
                         : round->pin >= 0     ? round->pin
                                               : round->month;
      round->new_delegation = delegation >= 0 ? (int) s.delegation_of[delegation]
                              : asked->fixed_delegation || !s.delegations->len ? round->delegation : -1;
    }
  take_remarks (proposal, &s, schedule);
  proposal->solved = TRUE;
}

/* The problem as the proposal answers it now: whatever has a place stays there. */
static void
hold_all (NhInspectionProposal *p, Setup *s, NhInspectionSchedule *schedule)
{
  for (guint i = 0; i < s->rounds->len; i++)
    {
      NhProposalRound *round = nh_proposal_round (p, s->round_of[i]);
      NhInspectionRound *r = &g_array_index (s->rounds, NhInspectionRound, i);

      r->month = round->new_month >= 0 ? s->months_back[round->new_month] : -1;
      r->delegation = round->new_delegation >= 0 ? s->delegations_back[round->new_delegation] : -1;
      r->fixed_month = TRUE;
      r->fixed_delegation |= round->new_delegation >= 0;
      schedule->months[i] = r->month;
      schedule->delegations[i] = r->delegation;
    }
}

/**
 * nh_inspection_proposal_check:
 * @proposal: a proposal that was changed by hand
 *
 * Says anew what is not as it should be, without proposing anything: months that take fewer rounds, rounds in
 * a month in which they host, rounds without a month or a delegation.
 */
void
nh_inspection_proposal_check (NhInspectionProposal *proposal)
{
  g_auto (Setup) s = { 0 };
  g_autoptr (NhInspectionSchedule) schedule = g_new0 (NhInspectionSchedule, 1);

  set_up (proposal, &s);
  schedule->months = g_new (int, MAX (s.rounds->len, 1));
  schedule->delegations = g_new (int, MAX (s.rounds->len, 1));
  schedule->remarks = g_array_new (FALSE, FALSE, sizeof (NhInspectionRemark));
  hold_all (proposal, &s, schedule);
  nh_inspection_schedule_remark (&s.problem, schedule);
  take_remarks (proposal, &s, schedule);
  for (guint i = 0; i < proposal->rounds->len; i++)
    {
      NhProposalRound *round = nh_proposal_round (proposal, i);

      if (round->new_month < 0 && nh_inspection_proposal_takes_part (proposal, i))
        g_ptr_array_add (proposal->remarks, g_strdup_printf (_ ("%s: has no month; Insert puts it into one"), round->name));
    }
}

/**
 * nh_inspection_proposal_pin:
 * @proposal: a proposal
 * @round: one of its rounds
 * @month: one of its months, where the round has to be whatever is proposed; -1: anywhere again
 */
void
nh_inspection_proposal_pin (NhInspectionProposal *proposal, guint round, int month)
{
  NhProposalRound *r = nh_proposal_round (proposal, round);

  if (r->stored)
    return;
  r->pin = month;
  if (month >= 0)
    {
      r->new_month = month;
      nh_proposal_month (proposal, month)->chosen = TRUE;
    }
}

static gboolean
is_other (NhInspectionProposal *p, guint round)
{
  NhProposalRound *r = nh_proposal_round (p, round);

  if (r->stored || !nh_inspection_proposal_takes_part (p, round) || r->new_month < 0)
    return FALSE;
  return !r->activity || r->new_month != r->month || r->new_delegation != r->delegation;
}

/** nh_inspection_proposal_count_changes: Returns: how many rounds would be made or changed. */
guint
nh_inspection_proposal_count_changes (NhInspectionProposal *proposal)
{
  guint n = 0;

  for (guint i = 0; i < proposal->rounds->len; i++)
    n += is_other (proposal, i);
  return n;
}

/** nh_inspection_proposal_loads: Returns: (transfer full): how many rounds each member has as proposed. */
guint *
nh_inspection_proposal_loads (NhInspectionProposal *proposal)
{
  guint *loads = g_new0 (guint, proposal->members->len + 1);

  for (guint m = 0; m < proposal->members->len; m++)
    loads[m] = nh_proposal_member (proposal, m)->load;
  for (guint i = 0; i < proposal->rounds->len; i++)
    {
      NhProposalRound *r = nh_proposal_round (proposal, i);
      GArray *members = r->new_delegation >= 0 ? nh_proposal_delegation (proposal, r->new_delegation)->members : NULL;

      for (guint m = 0; members && m < members->len; m++)
        loads[g_array_index (members, guint, m)]++;
    }
  return loads;
}

/**
 * nh_inspection_month_text:
 * @year: calendar year
 * @month: 1 to 12
 *
 * Returns: (transfer full): "Tháng 3/2024", "Tháng 01/2024".
 */
char *
nh_inspection_month_text (int year, int month)
{
  g_autofree char *words = nh_month_format_short (year, month);

  return g_strconcat ("Tháng ", words, NULL);
}

static gboolean
store_round (NhInspectionProposal *p, guint round, GError **error)
{
  NhProposalRound *r = nh_proposal_round (p, round);
  NhProposalMonth *month = nh_proposal_month (p, r->new_month);
  const NhEntity *activity = nh_entity_find ("activity");
  g_autofree char *period = nh_inspection_month_text (month->year, month->month);
  g_autofree char *delegation = r->new_delegation < 0 ? g_strdup ("")
      : g_strdup_printf ("#%" G_GINT64_FORMAT, nh_proposal_delegation (p, r->new_delegation)->team);
  g_autofree char *plan = g_strdup_printf ("#%" G_GINT64_FORMAT, p->plan);
  g_autofree char *content = g_strdup_printf ("Kiểm tra %s", r->name);
  g_autoptr (GString) units = g_string_new (NULL);
  const NhFieldText made[] = { { "plan", plan }, { "kind", "inspection" }, { "content", content }, { "inspected", NULL },
                               { "period", period }, { "delegation", delegation }, { "status", "planned" }, { NULL } };
  NhFieldText values[G_N_ELEMENTS (made)];

  if (r->activity)
    {
      const NhFieldText moved[] = { { "period", period }, { "delegation", delegation }, { NULL } };

      return nh_workbook_set (p->workbook, activity, r->activity, r->new_month != r->month ? moved : moved + 1, error);
    }
  for (guint i = 0; i < r->units->len; i++)
    g_string_append_printf (units, "%s#%" G_GINT64_FORMAT, i ? "; " : "", g_array_index (r->units, gint64, i));
  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    values[i] = made[i];
  values[3].text = units->str;
  return nh_workbook_create (p->workbook, activity, values, error) != 0;
}

/**
 * nh_inspection_proposal_apply:
 * @proposal: a proposal that was solved
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR; nothing was changed then
 *
 * Makes and moves the rounds as proposed, as one step of undo. Rounds without a month stay as they are.
 *
 * Returns: whether the workbook is so now.
 */
gboolean
nh_inspection_proposal_apply (NhInspectionProposal *proposal, GError **error)
{
  if (!nh_workbook_begin (proposal->workbook, _ ("Schedule the inspections"), error))
    return FALSE;
  for (guint i = 0; i < proposal->rounds->len; i++)
    if (is_other (proposal, i) && !store_round (proposal, i, error))
      {
        nh_workbook_rollback (proposal->workbook);
        return FALSE;
      }
  return nh_workbook_commit (proposal->workbook, error);
}

static gboolean
set_one (NhWorkbook *workbook, gint64 activity, const char *step, const char *field, const char *text, GError **error)
{
  const NhFieldText values[] = { { field, text }, { NULL } };

  if (!nh_workbook_begin (workbook, step, error))
    return FALSE;
  if (!nh_workbook_set (workbook, nh_entity_find ("activity"), activity, values, error))
    {
      nh_workbook_rollback (workbook);
      return FALSE;
    }
  return nh_workbook_commit (workbook, error);
}

/**
 * nh_inspection_move:
 * @workbook: a workbook
 * @activity: an inspection
 * @year: calendar year
 * @month: 1 to 12
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * A day that was agreed on is given up: only the month is known then.
 *
 * Returns: whether it is in that month now.
 */
gboolean
nh_inspection_move (NhWorkbook *workbook, gint64 activity, int year, int month, GError **error)
{
  g_autofree char *period = nh_inspection_month_text (year, month);

  return set_one (workbook, activity, _ ("Move the inspection"), "period", period, error);
}

/**
 * nh_inspection_set_fixed:
 * @workbook: a workbook
 * @activity: an inspection
 * @fixed: whether proposals leave it where it is
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: whether it is so now.
 */
gboolean
nh_inspection_set_fixed (NhWorkbook *workbook, gint64 activity, gboolean fixed, GError **error)
{
  return set_one (workbook, activity, fixed ? _ ("Fix the time of the inspection") : _ ("Release the time of the inspection"),
                  "fixed", fixed ? "fixed" : "", error);
}
