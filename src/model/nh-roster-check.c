/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What looks wrong in a roster: rules that real plans state. Clusters part the units of a council
 * among them; a cluster has a head from one of its units, a deputy and a secretary; a subject group
 * has a leader; nobody stands in a team twice.
 */
#include "model/nh-roster-private.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"

static void
mark_free (gpointer data)
{
  NhRosterMark *mark = data;

  g_free (mark->sentence);
  g_free (mark);
}

/* Takes the sentence. */
static void
add_mark (GPtrArray *marks, NhRosterMarkKind kind, gint64 team, gint64 membership, gint64 unit,
          char *sentence)
{
  NhRosterMark *mark = g_new0 (NhRosterMark, 1);

  *mark = (NhRosterMark){ kind, team, membership, unit, sentence };
  g_ptr_array_add (marks, mark);
}

static guint
count_role (NhRoster *roster, gint64 team, const char *role, const NhRosterMember **last)
{
  guint n = 0;

  for (guint i = 0; i < roster->members->len; i++)
    {
      const NhRosterMember *member = roster->members->pdata[i];

      if (member->team != team || !g_str_equal (member->role, role))
        continue;
      if (last)
        *last = member;
      n++;
    }
  return n;
}

static gboolean
has_unit (NhRoster *roster, gint64 team, gint64 unit)
{
  for (guint i = 0; i < roster->units->len; i++)
    {
      const NhRosterUnit *row = roster->units->pdata[i];

      if (row->team == team && row->unit == unit)
        return TRUE;
    }
  return FALSE;
}

/* The plans: each cluster has a head, a deputy and a secretary (48/KH-PGDĐT of Dầu Tiếng, 2023). */
static void
check_cluster (NhRoster *roster, const NhRosterTeam *team, GPtrArray *marks)
{
  const NhRosterMember *head = NULL;
  guint heads = count_role (roster, team->id, "cluster_head", &head);

  if (heads == 0)
    add_mark (marks, NH_ROSTER_WITHOUT_HEAD, team->id, 0, 0,
              g_strdup_printf (_ ("“%s” has no cluster head."), team->name));
  else if (heads > 1)
    add_mark (marks, NH_ROSTER_SEVERAL_HEADS, team->id, head->id, 0,
              g_strdup_printf (_ ("“%s” has several cluster heads."), team->name));
  if (!count_role (roster, team->id, "cluster_deputy", NULL))
    add_mark (marks, NH_ROSTER_WITHOUT_DEPUTY, team->id, 0, 0,
              g_strdup_printf (_ ("“%s” has no cluster deputy."), team->name));
  if (!count_role (roster, team->id, "secretary", NULL))
    add_mark (marks, NH_ROSTER_WITHOUT_SECRETARY, team->id, 0, 0,
              g_strdup_printf (_ ("“%s” has no secretary."), team->name));
  for (guint i = 0; i < roster->members->len; i++)
    {
      const NhRosterMember *member = roster->members->pdata[i];

      if (member->team == team->id && g_str_equal (member->role, "cluster_head") && member->unit
          && !has_unit (roster, team->id, member->unit))
        add_mark (marks, NH_ROSTER_HEAD_FROM_OUTSIDE, team->id, member->id, 0,
                  g_strdup_printf (_ ("The cluster head %s works at “%s”, which is not a unit of “%s”."),
                                   member->name, member->unit_name, team->name));
    }
}

static void
check_people (NhRoster *roster, const NhRosterTeam *team, GPtrArray *marks)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < roster->members->len; i++)
    {
      NhRosterMember *member = roster->members->pdata[i];

      if (member->team == team->id && !g_hash_table_add (seen, &member->person))
        add_mark (marks, NH_ROSTER_PERSON_TWICE, team->id, member->id, 0,
                  g_strdup_printf (_ ("%s stands in “%s” twice."), member->name, team->name));
    }
}

/* Rows of one person in one team whose days overlap, now or in the past. */
static gboolean
check_overlaps (NhWorkbook *workbook, NhRoster *roster, const NhRosterTeam *team, GPtrArray *marks,
                GError **error)
{
  g_autofree char *day = nh_roster_day_text (roster->day);
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (workbook),
      "SELECT b.id, p.name, max (coalesce (a.from_on, ''), coalesce (b.from_on, '')) "
      "FROM membership a JOIN membership b ON b.team = a.team AND b.person = a.person "
      "AND (coalesce (b.from_on, ''), b.id) > (coalesce (a.from_on, ''), a.id) "
      "JOIN person p ON p.id = a.person WHERE a.team = ?1 "
      "AND coalesce (b.from_on, '') <= coalesce (a.to_on, '9999-12-31') "
      "AND coalesce (a.from_on, '') <= coalesce (b.to_on, '9999-12-31') "
      /* Both there on the day: said by another sentence already. */
      "AND NOT (coalesce (a.from_on, '') <= ?2 AND coalesce (b.from_on, '') <= ?2 "
      "AND coalesce (a.to_on, '9999-12-31') >= ?2 AND coalesce (b.to_on, '9999-12-31') >= ?2)",
      error);
  gboolean row;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, team->id);
  nh_statement_bind_text (select, 2, day);
  while (nh_statement_step (select, &row, error))
    {
      g_autofree char *since = NULL;

      if (!row)
        return TRUE;
      since = nh_day_format_short (nh_day_from_iso (nh_statement_text (select, 2)));
      add_mark (marks, NH_ROSTER_OVERLAP, team->id, nh_statement_int64 (select, 0), 0,
                *since ? g_strdup_printf (_ ("Two memberships of %s in “%s” overlap from %s on."),
                                          nh_statement_text (select, 1), team->name, since)
                       : g_strdup_printf (_ ("Two memberships of %s in “%s” overlap."),
                                          nh_statement_text (select, 1), team->name));
    }
  return FALSE;
}

/* Clusters of one council. */

static const NhRosterTeam *
cluster_of (NhRoster *roster, gint64 council, const NhRosterUnit *unit)
{
  const NhRosterTeam *team = nh_roster_find_team (roster, unit->team);

  return team && team->parent == council && g_str_equal (team->kind, "cluster") ? team : NULL;
}

static gboolean
check_council (NhWorkbook *workbook, NhRoster *roster, const NhRosterTeam *council,
               GPtrArray *marks, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) outside = NULL;

  for (guint i = 0; i < roster->units->len; i++)
    {
      NhRosterUnit *unit = roster->units->pdata[i];
      const NhRosterUnit *first = g_hash_table_lookup (seen, &unit->unit);

      if (!cluster_of (roster, council->id, unit))
        continue;
      if (!first)
        g_hash_table_insert (seen, &unit->unit, unit);
      else if (first->team == unit->team)
        add_mark (marks, NH_ROSTER_UNIT_TWICE, unit->team, 0, unit->unit,
                  g_strdup_printf (_ ("“%s” stands in “%s” twice."), unit->name, unit->team_name));
      else
        add_mark (marks, NH_ROSTER_UNIT_TWICE, unit->team, 0, unit->unit,
                  g_strdup_printf (_ ("“%s” is in two clusters: “%s” and “%s”."), unit->name,
                                   first->team_name, unit->team_name));
    }
  if (g_hash_table_size (seen) == 0)
    return TRUE;
  outside = nh_roster_units_outside (workbook, roster, council->id, error);
  for (guint i = 0; outside && i < outside->len; i++)
    {
      const NhRosterUnit *unit = outside->pdata[i];

      add_mark (marks, NH_ROSTER_UNIT_WITHOUT_CLUSTER, council->id, 0, unit->unit,
                g_strdup_printf (_ ("“%s” is in no cluster of “%s”."), unit->name, council->name));
    }
  return outside != NULL;
}

static NhRosterUnit *
read_outside (NhStatement *select, gint64 council)
{
  NhRosterUnit *unit = g_new0 (NhRosterUnit, 1);

  unit->unit = nh_statement_int64 (select, 0);
  unit->team = council;
  unit->team_name = g_strdup ("");
  unit->decision_text = g_strdup ("");
  unit->name = g_strdup (nh_statement_text (select, 1));
  unit->short_name = g_strdup (nh_statement_text (select, 2) ? nh_statement_text (select, 2) : "");
  unit->area = g_strdup (nh_statement_text (select, 3) ? nh_statement_text (select, 3) : "");
  unit->kind = g_strdup (nh_statement_text (select, 4));
  return unit;
}

/* Those that stand beside the units of the clusters: of the same kinds under the same parents. While
 * the clusters are empty nothing tells which these are: then all schools. */
#define USED "SELECT l.unit FROM team_unit l JOIN team t ON t.id = l.team WHERE t.parent = ?1 " \
             "AND t.kind = 'cluster' AND coalesce (l.from_on, '') <= ?2 " \
             "AND coalesce (l.to_on, '9999-12-31') >= ?2"

static const char outside_sql[] =
    "WITH used (id) AS (" USED ") "
    "SELECT u.id, " NH_ROSTER_UNIT_SQL ("u", "name") ", " NH_ROSTER_UNIT_SQL ("u", "short_name") ", "
    NH_ROSTER_UNIT_SQL ("u", "area") ", " NH_ROSTER_UNIT_SQL ("u", "kind") " FROM unit u WHERE u.id NOT IN (SELECT id FROM used) "
    "AND coalesce (u.active_from, '') <= ?2 AND coalesce (u.active_to, '9999-12-31') >= ?2 "
    "AND CASE WHEN EXISTS (SELECT 1 FROM used) THEN "
    "(" NH_ROSTER_UNIT_SQL ("u", "kind") ", coalesce (" NH_ROSTER_UNIT_SQL ("u", "parent") ", 0)) IN "
    "(SELECT " NH_ROSTER_UNIT_SQL ("v", "kind") ", coalesce (" NH_ROSTER_UNIT_SQL ("v", "parent")
    ", 0) FROM unit v WHERE v.id IN (SELECT id FROM used)) "
    "ELSE u.kind NOT IN ('province_office', 'district_office', 'commune_office', 'other') END "
    "ORDER BY u.sort_key";

/**
 * nh_roster_units_outside:
 * @workbook: a workbook
 * @roster: tells the day
 * @council: key of the team whose clusters are meant
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NhRosterUnit): units of the same kinds and under the same
 *   parents as those of the clusters that are in none of them on that day, by name.
 */
GPtrArray *
nh_roster_units_outside (NhWorkbook *workbook, NhRoster *roster, gint64 council, GError **error)
{
  g_autofree char *day = nh_roster_day_text (roster->day);
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func (nh_roster_unit_free);
  g_autoptr (NhStatement) select
      = nh_store_prepare (nh_workbook_get_store (workbook), outside_sql, error);
  gboolean row;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, council);
  nh_statement_bind_text (select, 2, day);
  while (nh_statement_step (select, &row, error))
    {
      if (!row)
        return g_steal_pointer (&units);
      g_ptr_array_add (units, read_outside (select, council));
    }
  return NULL;
}

static gboolean
check_team (NhWorkbook *workbook, NhRoster *roster, const NhRosterTeam *team, GPtrArray *marks,
            GError **error)
{
  gboolean has_clusters = FALSE;

  for (guint i = 0; i < roster->teams->len; i++)
    {
      const NhRosterTeam *part = roster->teams->pdata[i];

      has_clusters |= part->parent == team->id && g_str_equal (part->kind, "cluster");
    }
  if (has_clusters && !check_council (workbook, roster, team, marks, error))
    return FALSE;
  if (g_str_equal (team->kind, "cluster"))
    check_cluster (roster, team, marks);
  if (g_str_equal (team->kind, "subject_group")
      && !count_role (roster, team->id, "group_leader", NULL))
    add_mark (marks, NH_ROSTER_WITHOUT_LEADER, team->id, 0, 0,
              g_strdup_printf (_ ("“%s” has no group leader."), team->name));
  check_people (roster, team, marks);
  return check_overlaps (workbook, roster, team, marks, error);
}

/**
 * nh_roster_check:
 * @workbook: a workbook
 * @roster: of a day; units are looked at where a council and its clusters are both in it
 * @error: of domain NH_STORE_ERROR
 *
 * Marks block nothing. Teams whose term is over are history: nothing is said of them.
 *
 * Returns: (transfer full) (element-type NhRosterMark): in the order of the teams.
 */
GPtrArray *
nh_roster_check (NhWorkbook *workbook, NhRoster *roster, GError **error)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (mark_free);

  for (guint i = 0; i < roster->teams->len; i++)
    {
      const NhRosterTeam *team = roster->teams->pdata[i];

      if (!team->over && !check_team (workbook, roster, team, marks, error))
        return NULL;
    }
  return g_steal_pointer (&marks);
}
