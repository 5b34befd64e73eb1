/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the workbook knows of the inspections of a plan, as lists to change.
 */
#include "model/nh-inspection-propose.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/nh-inspection-coverage.h"
#include "model/nh-workbook-private.h"

#define FIRST_MONTH 8 /* a school year is planned from August on */
#define N_MONTHS 12

static void
month_clear (gpointer data)
{
  g_free (((NhProposalMonth *) data)->name);
}

static void
unit_clear (gpointer data)
{
  NhProposalUnit *unit = data;

  g_free (unit->name);
  g_free (unit->group);
}

static void
member_clear (gpointer data)
{
  NhProposalMember *member = data;

  g_free (member->name);
  g_array_unref (member->units);
}

static void
delegation_clear (gpointer data)
{
  NhProposalDelegation *delegation = data;

  g_free (delegation->name);
  g_array_unref (delegation->members);
}

static void
round_clear (gpointer data)
{
  NhProposalRound *round = data;

  g_free (round->name);
  g_array_unref (round->units);
}

static GArray *
new_list (gsize size, GDestroyNotify clear)
{
  GArray *list = g_array_new (FALSE, TRUE, (guint) size);

  g_array_set_clear_func (list, clear);
  return list;
}

/** nh_inspection_proposal_free: frees a proposal; the workbook stays as it is. */
void
nh_inspection_proposal_free (NhInspectionProposal *proposal)
{
  g_array_unref (proposal->months);
  g_array_unref (proposal->units);
  g_array_unref (proposal->members);
  g_array_unref (proposal->delegations);
  g_array_unref (proposal->rounds);
  g_ptr_array_unref (proposal->remarks);
  g_object_unref (proposal->workbook);
  g_free (proposal);
}

static NhStatement *
prepare (NhWorkbook *workbook, const char *sql, GError **error)
{
  return nh_store_prepare (nh_workbook_get_store (workbook), sql, error);
}

static void
add_months (NhInspectionProposal *p)
{
  for (int i = 0; i < N_MONTHS; i++)
    {
      int month = (FIRST_MONTH - 1 + i) % 12 + 1;
      int year = p->year.first_year + (month < FIRST_MONTH);
      NhProposalMonth m = { year, month, g_strdup_printf (_ ("month %d/%d"), month, year), FALSE, 1 };

      g_array_append_val (p->months, m);
    }
}

/* How many months after August of the year a day lies, which may be before or after that year. */
static int
months_from (int first_year, guint32 day)
{
  int year;
  int month;

  nh_day_to_ymd (day, &year, &month, NULL);
  return (year - first_year) * 12 + month - FIRST_MONTH;
}

/* Which month of the year's a day lies in; -1: none. */
static int
month_of (int first_year, guint32 day)
{
  int position = day ? months_from (first_year, day) : -1;

  return position >= 0 && position < N_MONTHS ? position : -1;
}

/* The months of the year that a span touches, as bits; the span may begin before the year or end after it. */
static guint32
months_between (int first_year, guint32 start, guint32 end)
{
  guint32 months = 0;
  int first;
  int last;

  if (!start)
    return 0;
  first = months_from (first_year, start);
  last = end > start ? months_from (first_year, end) : first;
  for (int m = MAX (first, 0); m <= MIN (last, N_MONTHS - 1); m++)
    months |= 1u << m;
  return months;
}

/**
 * nh_inspection_hosting:
 * @workbook: a workbook
 * @first_year: a school year, by its first calendar year
 * @error: of domain NH_STORE_ERROR
 *
 * A time that is only a semester, a summer or the whole year says nothing about months, and is passed over.
 *
 * Returns: (transfer full) (element-type gint64 guint32): for each unit that hosts an activity, in which
 *   months: bit 0 is August. The masks are the values themselves.
 */
GHashTable *
nh_inspection_hosting (NhWorkbook *workbook, int first_year, GError **error)
{
  g_autoptr (NhStatement) select = prepare (
      workbook,
      "SELECT l.unit, a.period_start, a.period_end FROM activity a JOIN activity_unit l ON l.activity = a.id "
      "AND l.role = 'host' WHERE a.status <> 'cancelled' AND a.period_start IS NOT NULL "
      "AND a.period_exactness IN ('day', 'days', 'week', 'month', 'months', 'range', "
      "'yearly-day', 'yearly-month')",
      error);
  g_autoptr (GHashTable) hosting = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean row = TRUE;

  while (select && nh_statement_step (select, &row, error))
    {
      gint64 unit;
      guint32 months;

      if (!row)
        return g_steal_pointer (&hosting);
      unit = nh_statement_int64 (select, 0);
      months = GPOINTER_TO_UINT (g_hash_table_lookup (hosting, &unit))
               | months_between (first_year, nh_day_from_iso (nh_statement_text (select, 1)),
                                 nh_statement_is_null (select, 2) ? 0 : nh_day_from_iso (nh_statement_text (select, 2)));
      if (months)
        g_hash_table_insert (hosting, g_memdup2 (&unit, sizeof unit), GUINT_TO_POINTER (months));
    }
  return NULL;
}

/* Units. */

/* What is known of all units, while they are read. */
typedef struct
{
  NhInspectionCoverage *coverage;
  GHashTable *hosting;
  NhStatement *unit; /* name and kind of one */
} Known;

static void
known_clear (Known *known)
{
  g_clear_pointer (&known->coverage, nh_inspection_coverage_free);
  g_clear_pointer (&known->hosting, g_hash_table_unref);
  g_clear_pointer (&known->unit, nh_statement_done);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

static gboolean
read_known (NhInspectionProposal *p, Known *known, GError **error)
{
  known->coverage = nh_inspection_coverage_load (p->workbook, error);
  known->hosting = known->coverage ? nh_inspection_hosting (p->workbook, p->year.first_year, error) : NULL;
  known->unit = known->hosting
                    ? prepare (p->workbook, "SELECT " NH_INSPECTION_UNIT_NAME_SQL ", u.kind FROM unit u WHERE u.id = ?", error)
                    : NULL;
  return known->unit != NULL;
}

static gboolean
add_unit (NhInspectionProposal *p, const Known *known, gint64 unit, GError **error)
{
  NhStatement *select = known->unit;
  NhProposalUnit u = { unit, NULL, NULL, FALSE, 0, 0, 0, -1 };
  const NhField *kinds = &nh_entity_find ("unit")->fields[NH_FIELD (nh_entity_find ("unit"), "kind")];
  const NhChoice *kind;
  gboolean row;

  nh_statement_reset (select);
  nh_statement_bind_int64 (select, 1, unit);
  if (!nh_statement_step (select, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  kind = nh_field_find_choice (kinds, nh_statement_text (select, 1));
  u.name = g_strdup (nh_statement_text (select, 0));
  u.group = g_strdup (kind ? _ (kind->label) : "");
  u.years = nh_inspection_coverage_years_since (known->coverage, unit, p->year.first_year);
  u.last = u.years == NH_INSPECTION_NEVER_INSPECTED ? 0 : p->year.first_year - u.years;
  u.hosting = GPOINTER_TO_UINT (g_hash_table_lookup (known->hosting, &unit));
  g_array_append_val (p->units, u);
  return TRUE;
}

static gboolean
read_units (NhInspectionProposal *p, const Known *known, GError **error)
{
  g_autoptr (GArray) units = nh_inspection_units (p->workbook, p->plan, 0, error);

  if (!units)
    return FALSE;
  for (guint i = 0; i < units->len; i++)
    if (!add_unit (p, known, g_array_index (units, gint64, i), error))
      return FALSE;
  return TRUE;
}

/** nh_inspection_proposal_find_unit: Returns: the position of a unit, by its key; -1: it is not in the proposal. */
int
nh_inspection_proposal_find_unit (NhInspectionProposal *proposal, gint64 unit)
{
  for (guint i = 0; i < proposal->units->len; i++)
    if (nh_proposal_unit (proposal, i)->unit == unit)
      return (int) i;
  return -1;
}

/* Delegations and their members. */

static gboolean
read_workplaces (NhInspectionProposal *p, NhProposalMember *member, GError **error)
{
  g_autoptr (NhStatement) select = prepare (
      p->workbook,
      "WITH RECURSIVE place (id, depth) AS (SELECT unit, 0 FROM person WHERE id = ?1 AND unit IS NOT NULL "
      "UNION SELECT u.parent, depth + 1 FROM unit u JOIN place ON u.id = place.id WHERE u.parent IS NOT NULL AND depth < 50) "
      "SELECT DISTINCT id FROM place",
      error);
  gboolean row = TRUE;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, member->person);
  while (nh_statement_step (select, &row, error))
    {
      gint64 unit;

      if (!row)
        return TRUE;
      unit = nh_statement_int64 (select, 0);
      g_array_append_val (member->units, unit);
    }
  return FALSE;
}

/* Rounds of the other plans of the year, of any delegation in which the member is then. */
static gboolean
count_other_rounds (NhInspectionProposal *p, NhProposalMember *member, GError **error)
{
  g_autoptr (NhStatement) select = prepare (
      p->workbook,
      "SELECT count (*) FROM activity a JOIN plan o ON o.id = a.plan WHERE a.kind = 'inspection' "
      "AND a.status <> 'cancelled' AND o.id <> ?1 AND o.school_year = (SELECT school_year FROM plan WHERE id = ?1) "
      "AND a.delegation IN (SELECT team FROM membership WHERE person = ?2 AND (from_on IS NULL OR from_on <= "
      "coalesce (a.period_end, '9999-12-31')) AND (to_on IS NULL OR to_on >= coalesce (a.period_start, '')))",
      error);
  gboolean row;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, p->plan);
  nh_statement_bind_int64 (select, 2, member->person);
  if (!nh_statement_step (select, &row, error))
    return FALSE;
  member->load = (guint) nh_statement_int64 (select, 0);
  return TRUE;
}

static gboolean
find_member (NhInspectionProposal *p, gint64 person, const char *name, guint *position, GError **error)
{
  NhProposalMember member = { person, NULL, NULL, 0, 0, 0 };

  for (*position = 0; *position < p->members->len; (*position)++)
    if (nh_proposal_member (p, *position)->person == person)
      return TRUE;
  member.name = g_strdup (name);
  member.units = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (p->members, member);
  return read_workplaces (p, nh_proposal_member (p, *position), error)
         && count_other_rounds (p, nh_proposal_member (p, *position), error);
}

static gboolean
read_members (NhInspectionProposal *p, NhProposalDelegation *delegation, GError **error)
{
  g_autoptr (NhStatement) select = prepare (
      p->workbook,
      "SELECT m.person, o.name FROM membership m JOIN person o ON o.id = m.person WHERE m.team = ?1 "
      "AND (m.from_on IS NULL OR m.from_on <= ?2) AND (m.to_on IS NULL OR m.to_on >= ?3) "
      "GROUP BY m.person ORDER BY min (m.role <> 'head'), min (m.position), m.person",
      error);
  g_autofree char *starts = nh_day_to_iso (p->year.starts_on);
  g_autofree char *ends = nh_day_to_iso (p->year.ends_on);
  gboolean row = TRUE;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, delegation->team);
  nh_statement_bind_text (select, 2, ends);
  nh_statement_bind_text (select, 3, starts);
  while (nh_statement_step (select, &row, error))
    {
      guint position;

      if (!row)
        return TRUE;
      if (!find_member (p, nh_statement_int64 (select, 0), nh_statement_text (select, 1), &position, error))
        return FALSE;
      g_array_append_val (delegation->members, position);
    }
  return FALSE;
}

/* Those of the plan's team, or of no team; chosen are those that have rounds of this plan, or all. */
static gboolean
read_delegations (NhInspectionProposal *p, GError **error)
{
  g_autoptr (NhStatement) select = prepare (
      p->workbook,
      "SELECT t.id, t.name FROM team t WHERE t.kind = 'delegation' AND (t.parent IS NULL "
      "OR t.parent = (SELECT team FROM plan WHERE id = ?1) OR t.id IN (SELECT delegation FROM activity WHERE plan = ?1)) "
      "ORDER BY t.position, t.id",
      error);
  gboolean row = TRUE;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, p->plan);
  while (nh_statement_step (select, &row, error))
    {
      NhProposalDelegation d = { 0 };

      if (!row)
        return TRUE;
      d.team = nh_statement_int64 (select, 0);
      d.name = g_strdup (nh_statement_text (select, 1));
      d.members = g_array_new (FALSE, FALSE, sizeof (guint));
      d.chosen = TRUE;
      g_array_append_val (p->delegations, d);
      if (!read_members (p, nh_proposal_delegation (p, p->delegations->len - 1), error))
        return FALSE;
    }
  return FALSE;
}

/* Rounds. */

static int
find_delegation (NhInspectionProposal *p, gint64 team)
{
  for (guint i = 0; i < p->delegations->len; i++)
    if (team && nh_proposal_delegation (p, i)->team == team)
      return (int) i;
  return -1;
}

static int
month_of_period (NhInspectionProposal *p, const char *start, const char *end)
{
  int first = start ? month_of (p->year.first_year, nh_day_from_iso (start)) : -1;
  int last = end ? month_of (p->year.first_year, nh_day_from_iso (end)) : first;

  return first == last ? first : -1;
}

/* A unit that was closed meanwhile is still one to inspect: the plan says so. */
static gboolean
take_round_unit (NhInspectionProposal *p, const Known *known, guint position, gint64 unit, GError **error)
{
  int found = nh_inspection_proposal_find_unit (p, unit);
  NhProposalUnit *taken;

  if (found < 0)
    {
      found = (int) p->units->len;
      if (!add_unit (p, known, unit, error))
        return FALSE;
    }
  taken = nh_proposal_unit (p, found);
  taken->round = taken->round >= 0 ? taken->round : (int) position;
  taken->chosen = TRUE;
  g_array_append_val (nh_proposal_round (p, position)->units, unit);
  return TRUE;
}

static gboolean
read_round_units (NhInspectionProposal *p, const Known *known, guint position, GError **error)
{
  NhProposalRound *round = nh_proposal_round (p, position);
  g_autoptr (NhStatement) select = prepare (
      p->workbook,
      "SELECT u.id, " NH_INSPECTION_UNIT_NAME_SQL " FROM activity_unit l JOIN unit u ON u.id = l.unit "
      "WHERE l.activity = ? AND l.role = 'inspected' ORDER BY l.position, l.id",
      error);
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean row = TRUE;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, round->activity);
  while (nh_statement_step (select, &row, error))
    {
      if (!row)
        {
          if (names->len)
            {
              g_free (round->name);
              round->name = g_strdup (names->str);
            }
          return TRUE;
        }
      if (!take_round_unit (p, known, position, nh_statement_int64 (select, 0), error))
        return FALSE;
      g_string_append_printf (names, "%s%s", names->len ? ", " : "", nh_statement_text (select, 1));
    }
  return FALSE;
}

static gboolean
read_rounds (NhInspectionProposal *p, const Known *known, GError **error)
{
  g_autoptr (NhStatement) select = prepare (
      p->workbook,
      "SELECT id, coalesce (content, ''), period_start, period_end, coalesce (delegation, 0), "
      "coalesce (fixed, '') = 'fixed' OR status = 'done' FROM activity "
      "WHERE plan = ? AND kind = 'inspection' AND status <> 'cancelled' ORDER BY position, id",
      error);
  gboolean row = TRUE;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, p->plan);
  while (nh_statement_step (select, &row, error))
    {
      NhProposalRound r = { 0 };

      if (!row)
        return TRUE;
      r.activity = nh_statement_int64 (select, 0);
      r.name = g_strdup (nh_statement_text (select, 1));
      r.units = g_array_new (FALSE, FALSE, sizeof (gint64));
      r.month = r.new_month = month_of_period (p, nh_statement_text (select, 2), nh_statement_text (select, 3));
      r.delegation = r.new_delegation = find_delegation (p, nh_statement_int64 (select, 4));
      r.stored = nh_statement_int64 (select, 5) != 0;
      r.pin = -1;
      g_array_append_val (p->rounds, r);
      if (!read_round_units (p, known, p->rounds->len - 1, error))
        return FALSE;
    }
  return FALSE;
}

/* The months in which the plan inspects already, or those in which there is school. */
static void
choose_months (NhInspectionProposal *p)
{
  guint n = 0;

  for (guint i = 0; i < p->rounds->len; i++)
    {
      int month = nh_proposal_round (p, i)->month;

      if (month >= 0 && !nh_proposal_month (p, month)->chosen)
        {
          nh_proposal_month (p, month)->chosen = TRUE;
          n++;
        }
    }
  for (guint m = 0; n < 3 && m < p->months->len; m++)
    nh_proposal_month (p, m)->chosen = nh_proposal_month (p, m)->month >= 9 || nh_proposal_month (p, m)->month <= 5;
}

/**
 * nh_inspection_proposal_spread:
 * @proposal: a proposal
 *
 * Sets how many rounds each chosen month takes: as many as it needs when they are spread evenly.
 */
void
nh_inspection_proposal_spread (NhInspectionProposal *proposal)
{
  guint n_rounds = 0;
  guint n_months = 0;

  for (guint i = 0; i < proposal->rounds->len; i++)
    n_rounds += nh_inspection_proposal_takes_part (proposal, i);
  for (guint i = 0; i < proposal->units->len; i++)
    n_rounds += nh_proposal_unit (proposal, i)->chosen && nh_proposal_unit (proposal, i)->round < 0;
  for (guint m = 0; m < proposal->months->len; m++)
    n_months += nh_proposal_month (proposal, m)->chosen;
  for (guint m = 0; m < proposal->months->len; m++)
    nh_proposal_month (proposal, m)->capacity = n_months ? MAX ((n_rounds + n_months - 1) / n_months, 1) : 1;
}

/**
 * nh_inspection_proposal_new:
 * @workbook: a workbook
 * @plan: a plan
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: (transfer full): what is known, with the months, units and delegations chosen that the plan has
 *   already; nothing is proposed yet.
 */
NhInspectionProposal *
nh_inspection_proposal_new (NhWorkbook *workbook, gint64 plan, GError **error)
{
  g_autoptr (NhInspectionProposal) p = g_new0 (NhInspectionProposal, 1);
  g_auto (Known) known = { 0 };

  p->workbook = g_object_ref (workbook);
  p->plan = plan;
  p->months = new_list (sizeof (NhProposalMonth), month_clear);
  p->units = new_list (sizeof (NhProposalUnit), unit_clear);
  p->members = new_list (sizeof (NhProposalMember), member_clear);
  p->delegations = new_list (sizeof (NhProposalDelegation), delegation_clear);
  p->rounds = new_list (sizeof (NhProposalRound), round_clear);
  p->remarks = g_ptr_array_new_with_free_func (g_free);
  if (!nh_workbook_get_plan_year (workbook, plan, &p->year))
    {
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED,
                   _ ("The plan has no school year, so its months are not known. Give it one first."));
      return NULL;
    }
  add_months (p);
  if (!read_known (p, &known, error) || !read_units (p, &known, error) || !read_delegations (p, error)
      || !read_rounds (p, &known, error))
    return NULL;
  choose_months (p);
  nh_inspection_proposal_spread (p);
  return g_steal_pointer (&p);
}
