/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What became of a team between two days.
 */
#include "model/nh-roster-private.h"

#define MAX_CHAIN 40 /* of replacements between the two days */

/** nh_roster_difference_free: frees @difference with both rosters. */
void
nh_roster_difference_free (NhRosterDifference *difference)
{
  if (!difference)
    return;
  nh_roster_free (difference->before);
  nh_roster_free (difference->after);
  g_array_unref (difference->changes);
  g_free (difference);
}

static void
add_change (NhRosterDifference *difference, NhRosterChange change)
{
  g_array_append_val (difference->changes, change);
}

/* People. @taken tells which of the later roster have found their earlier self. */

static NhRosterChanges
compare_members (const NhRosterMember *a, const NhRosterMember *b)
{
  NhRosterChanges changes = 0;

  if (!g_str_equal (a->role, b->role))
    changes |= NH_ROSTER_ROLE;
  if (!g_str_equal (a->subject, b->subject))
    changes |= NH_ROSTER_SUBJECT;
  /* A school that has another name now is the same school. */
  if (a->unit != b->unit)
    changes |= NH_ROSTER_UNIT;
  if (!g_str_equal (a->post, b->post))
    changes |= NH_ROSTER_POST;
  return changes;
}

typedef enum
{
  SAME_ROW,
  SAME_ROLE, /* in the team, in the same subject and role: another row goes on */
  SAME_TEAM,
  SAME_PERSON,
} Sameness;

static gboolean
is_same (const NhRosterMember *a, const NhRosterMember *b, Sameness sameness)
{
  if (sameness == SAME_ROW)
    return a->id == b->id;
  if (a->person != b->person)
    return FALSE;
  if (sameness == SAME_PERSON)
    return TRUE;
  return a->team == b->team
         && (sameness == SAME_TEAM
             || (g_str_equal (a->role, b->role) && g_str_equal (a->subject, b->subject)));
}

/* A person may be in a team twice: the best match first, so that no two share one. */
static void
match_members (NhRosterDifference *difference, gint *later, gboolean *taken)
{
  GPtrArray *before = difference->before->members;
  GPtrArray *after = difference->after->members;

  for (guint i = 0; i < before->len; i++)
    later[i] = -1;
  for (Sameness sameness = SAME_ROW; sameness <= SAME_PERSON; sameness++)
    for (guint i = 0; i < before->len; i++)
      for (guint j = 0; j < after->len && later[i] < 0; j++)
        if (!taken[j] && is_same (before->pdata[i], after->pdata[j], sameness))
          {
            later[i] = (gint) j;
            taken[j] = TRUE;
          }
}

/* Whom @member replaces in the end: who came in his stead between the two days may be gone too. */
static gboolean
replaces (NhWorkbook *workbook, const NhRosterMember *member, gint64 person)
{
  gint64 replaced = member->replaces;

  for (guint i = 0; replaced && i < MAX_CHAIN; i++)
    {
      g_autoptr (NhStatement) select = NULL;
      gboolean row;

      if (replaced == person)
        return TRUE;
      select = nh_store_prepare (nh_workbook_get_store (workbook),
                                 "SELECT replaces FROM membership WHERE team = ?1 AND person = ?2 "
                                 "AND replaces IS NOT NULL ORDER BY from_on DESC LIMIT 1", NULL);
      if (!select)
        return FALSE;
      nh_statement_bind_int64 (select, 1, member->team);
      nh_statement_bind_int64 (select, 2, replaced);
      if (!nh_statement_step (select, &row, NULL) || !row)
        return FALSE;
      replaced = nh_statement_int64 (select, 0);
    }
  return FALSE;
}

static const NhRosterMember *
find_successor (NhWorkbook *workbook, NhRosterDifference *difference, const NhRosterMember *member,
                gboolean *taken)
{
  GPtrArray *after = difference->after->members;

  for (guint j = 0; j < after->len; j++)
    if (!taken[j] && replaces (workbook, after->pdata[j], member->person))
      {
        taken[j] = TRUE;
        return after->pdata[j];
      }
  return NULL;
}

/* The first day on which @member was not there any more. */
static guint32
left_on (const NhRosterMember *member)
{
  return member->to ? member->to + 1 : 0;
}

static void
add_member_change (NhWorkbook *workbook, NhRosterDifference *difference,
                   const NhRosterMember *before, const NhRosterMember *after, gboolean *taken)
{
  NhRosterChange change = { .before = before, .after = after };

  if (!after)
    {
      change.after = find_successor (workbook, difference, before, taken);
      change.kind = change.after ? NH_ROSTER_REPLACED : NH_ROSTER_LEFT;
      change.day = change.after && change.after->from ? change.after->from
                                                      : left_on (before);
      add_change (difference, change);
      return;
    }
  change.changes = compare_members (before, after);
  change.kind = before->team == after->team ? NH_ROSTER_CHANGED : NH_ROSTER_MOVED;
  /* A row that was edited does not tell since when it is so. */
  change.day = before->id != after->id ? after->from : 0;
  if (change.kind == NH_ROSTER_MOVED || change.changes)
    add_change (difference, change);
}

static void
compare_people (NhWorkbook *workbook, NhRosterDifference *difference)
{
  GPtrArray *before = difference->before->members;
  GPtrArray *after = difference->after->members;
  g_autofree gint *later = g_new (gint, before->len + 1);
  g_autofree gboolean *taken = g_new0 (gboolean, after->len + 1);

  match_members (difference, later, taken);
  for (guint i = 0; i < before->len; i++)
    add_member_change (workbook, difference, before->pdata[i],
                       later[i] < 0 ? NULL : after->pdata[later[i]], taken);
  for (guint j = 0; j < after->len; j++)
    if (!taken[j])
      {
        const NhRosterMember *member = after->pdata[j];

        add_change (difference, (NhRosterChange){ .kind = NH_ROSTER_JOINED, .after = member,
                                                  .day = member->from });
      }
}

/* Units of clusters. */

static const NhRosterUnit *
find_unit (GPtrArray *units, const NhRosterUnit *wanted, gboolean same_team)
{
  for (guint i = 0; i < units->len; i++)
    {
      const NhRosterUnit *unit = units->pdata[i];

      if (unit->unit == wanted->unit && (!same_team || unit->team == wanted->team))
        return unit;
    }
  return NULL;
}

static void
compare_units (NhRosterDifference *difference)
{
  GPtrArray *before = difference->before->units;
  GPtrArray *after = difference->after->units;

  for (guint i = 0; i < before->len; i++)
    {
      const NhRosterUnit *unit = before->pdata[i];
      NhRosterChange change = { .kind = NH_ROSTER_LEFT, .unit_before = unit };

      if (find_unit (after, unit, TRUE))
        continue;
      change.unit_after = find_unit (after, unit, FALSE);
      if (change.unit_after && !find_unit (before, change.unit_after, TRUE))
        change.kind = NH_ROSTER_MOVED;
      else
        change.unit_after = NULL;
      change.day = change.unit_after ? change.unit_after->from : unit->to ? unit->to + 1 : 0;
      add_change (difference, change);
    }
  for (guint i = 0; i < after->len; i++)
    {
      const NhRosterUnit *unit = after->pdata[i];

      if (!find_unit (before, unit, TRUE) && !find_unit (before, unit, FALSE))
        add_change (difference, (NhRosterChange){ .kind = NH_ROSTER_JOINED, .unit_after = unit,
                                                  .day = unit->from });
    }
}

/* Order: people before units, team by team, who gave way or left before who came. */

static int
team_rank (NhRosterDifference *difference, gint64 team)
{
  for (guint i = 0; i < difference->after->teams->len; i++)
    if (((NhRosterTeam *) difference->after->teams->pdata[i])->id == team)
      return (int) i;
  return G_MAXINT;
}

static gint64
change_team (const NhRosterChange *change)
{
  if (change->before)
    return change->before->team;
  if (change->after)
    return change->after->team;
  return change->unit_before ? change->unit_before->team : change->unit_after->team;
}

static int
compare_changes (gconstpointer a, gconstpointer b, gpointer data)
{
  static const int ranks[] = { [NH_ROSTER_REPLACED] = 0, [NH_ROSTER_LEFT] = 1,
                               [NH_ROSTER_JOINED] = 2, [NH_ROSTER_MOVED] = 3,
                               [NH_ROSTER_CHANGED] = 4 };
  const NhRosterChange *first = a;
  const NhRosterChange *second = b;
  int units = (first->before || first->after ? 0 : 1) - (second->before || second->after ? 0 : 1);
  int team = team_rank (data, change_team (first)) - team_rank (data, change_team (second));
  int kind = ranks[first->kind] - ranks[second->kind];

  return units ? units : team ? team : kind;
}

/**
 * nh_roster_difference:
 * @workbook: a workbook
 * @team: key of a council, team, cluster or group
 * @first: a Julian day
 * @second: another one, usually later
 * @depth: how far down its parts are compared
 * @error: as of nh_roster_on_day()
 *
 * What is other on the second day: who joined and left, who gave way to whom (also through others
 * who came and went in between), who changed part, role, subject, unit or post; and the same for
 * the units of clusters.
 *
 * Returns: (transfer full): the changes, and the two rosters they point into.
 */
NhRosterDifference *
nh_roster_difference (NhWorkbook *workbook, gint64 team, guint32 first, guint32 second,
                      NhRosterDepth depth, GError **error)
{
  g_autoptr (NhRoster) before = nh_roster_on_day (workbook, team, first, depth, error);
  g_autoptr (NhRoster) after = before ? nh_roster_on_day (workbook, team, second, depth, error)
                                      : NULL;
  NhRosterDifference *difference;

  if (!after)
    return NULL;
  difference = g_new0 (NhRosterDifference, 1);
  difference->before = g_steal_pointer (&before);
  difference->after = g_steal_pointer (&after);
  difference->changes = g_array_new (FALSE, FALSE, sizeof (NhRosterChange));
  compare_people (workbook, difference);
  compare_units (difference);
  /* Stable: within one kind the order of the roster stays. */
  g_array_sort_with_data (difference->changes, compare_changes, difference);
  return difference;
}
