/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rosters of a day, read from dated memberships, dated places of units and earlier posts.
 */
#include "model/nh-roster-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-period.h"

#define MAX_DEPTH 40 /* of teams in teams: more is a circle in a damaged file */

/* After every day that can be written: rows with a last day are over by then. */
#define NEVER "9999-12-31"

/** nh_roster_today: Returns: today as a Julian day. */
guint32
nh_roster_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return nh_day_from_ymd (g_date_time_get_year (now), g_date_time_get_month (now),
                          g_date_time_get_day_of_month (now));
}

/* (internal) Returns: (transfer full): the day as the database compares it */
char *
nh_roster_day_text (guint32 day)
{
  return day ? nh_day_to_iso (day) : g_strdup (NEVER);
}

static void
member_free (gpointer data)
{
  NhRosterMember *member = data;

  g_free (member->team_name);
  g_free (member->title);
  g_free (member->name);
  g_free (member->post);
  g_free (member->unit_name);
  g_free (member->phone);
  g_free (member->role);
  g_free (member->subject);
  g_free (member->replaces_name);
  g_free (member->decision_text);
  g_free (member);
}

/* (internal) */
void
nh_roster_unit_free (gpointer data)
{
  NhRosterUnit *unit = data;

  g_free (unit->team_name);
  g_free (unit->name);
  g_free (unit->short_name);
  g_free (unit->area);
  g_free (unit->kind);
  g_free (unit->decision_text);
  g_free (unit);
}

static void
team_free (gpointer data)
{
  NhRosterTeam *team = data;

  g_free (team->kind);
  g_free (team->name);
  g_free (team->term);
  g_free (team);
}

/** nh_roster_free: frees @roster with all that it holds. */
void
nh_roster_free (NhRoster *roster)
{
  if (!roster)
    return;
  g_ptr_array_unref (roster->teams);
  g_ptr_array_unref (roster->members);
  g_ptr_array_unref (roster->units);
  g_free (roster);
}

static char *
dup_column (NhStatement *statement, int column)
{
  const char *text = nh_statement_text (statement, column);

  return g_strdup (text ? text : "");
}

/* Teams. */

/* The last year that a term names: 2025 of "2020 - 2025"; 0: it names none. */
static int
last_year (const char *term)
{
  int last = 0;

  for (const char *p = term; *p; p++)
    if (g_ascii_isdigit (*p) && (p == term || !g_ascii_isdigit (p[-1])))
      {
        char *end;
        guint64 year = g_ascii_strtoull (p, &end, 10);

        if (end - p == 4 && year >= 1900)
          last = MAX (last, (int) year);
      }
  return last;
}

static NhRosterTeam *
read_team (NhStatement *statement, guint depth, guint32 day)
{
  NhRosterTeam *team = g_new0 (NhRosterTeam, 1);
  int year;
  int last;

  team->id = nh_statement_int64 (statement, 0);
  team->parent = nh_statement_int64 (statement, 1);
  team->depth = depth;
  team->kind = dup_column (statement, 2);
  team->name = dup_column (statement, 3);
  team->term = dup_column (statement, 4);
  nh_day_to_ymd (day, &year, NULL, NULL);
  last = last_year (team->term);
  team->over = last && year > last;
  return team;
}

/* @where: of one number. */
static GPtrArray *
read_teams (NhWorkbook *workbook, const char *where, gint64 key, guint depth, guint32 day,
            GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id, parent, kind, name, term FROM team WHERE %s "
                                          "ORDER BY position, id", where);
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (workbook), sql, error);
  g_autoptr (GPtrArray) teams = g_ptr_array_new_with_free_func (team_free);
  gboolean row;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, key);
  while (TRUE)
    {
      if (!nh_statement_step (select, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&teams);
      g_ptr_array_add (teams, read_team (select, depth, day));
    }
}

/* Adds the parts of @team, each before its own parts. */
static gboolean
add_parts (NhWorkbook *workbook, gint64 team, guint depth, guint deepest, guint32 day,
           GPtrArray *teams, GError **error)
{
  g_autoptr (GPtrArray) parts = NULL;

  if (depth > deepest)
    return TRUE;
  parts = read_teams (workbook, "parent = ?1", team, depth, day, error);
  while (parts && parts->len)
    {
      NhRosterTeam *part = g_ptr_array_steal_index (parts, 0);

      g_ptr_array_add (teams, part);
      if (!add_parts (workbook, part->id, depth + 1, deepest, day, teams, error))
        return FALSE;
    }
  return parts != NULL;
}

/**
 * nh_roster_list_teams:
 * @workbook: a workbook
 * @day: the day that tells which terms are over
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NhRosterTeam): all teams, each before its parts.
 */
GPtrArray *
nh_roster_list_teams (NhWorkbook *workbook, guint32 day, GError **error)
{
  g_autoptr (GPtrArray) roots = read_teams (workbook, "parent IS NULL AND ?1 = 0", 0, 0, day, error);
  g_autoptr (GPtrArray) teams = g_ptr_array_new_with_free_func (team_free);

  if (!roots)
    return NULL;
  while (roots->len)
    {
      NhRosterTeam *root = g_ptr_array_steal_index (roots, 0);

      g_ptr_array_add (teams, root);
      if (!add_parts (workbook, root->id, 1, MAX_DEPTH, day, teams, error))
        return NULL;
    }
  return g_steal_pointer (&teams);
}

/* Members and units. */

static const char members_sql[] =
    "SELECT m.id, m.person, u.id, m.replaces, m.decision, m.from_on, m.to_on, p.title, p.name, "
    "CASE WHEN w.id IS NULL THEN p.post ELSE w.post END, " NH_ROSTER_UNIT_SQL ("u", "name") ", p.phone, "
    "m.role, m.subject, o.name, " NH_ROSTER_DECISION_SQL " FROM membership m "
    "JOIN person p ON p.id = m.person "
    "LEFT JOIN person_post w ON w.id = (SELECT id FROM person_post WHERE person = p.id "
    "AND until_on >= ?2 ORDER BY until_on LIMIT 1) "
    "LEFT JOIN unit u ON u.id = CASE WHEN w.id IS NULL THEN p.unit ELSE w.unit END "
    "LEFT JOIN person o ON o.id = m.replaces LEFT JOIN legal_reference r ON r.id = m.decision "
    "WHERE m.team = ?1 AND coalesce (m.from_on, '') <= ?2 AND coalesce (m.to_on, '" NEVER "') >= ?2 "
    "ORDER BY m.position, m.id";

static NhRosterMember *
read_member (NhStatement *statement, const NhRosterTeam *team)
{
  NhRosterMember *member = g_new0 (NhRosterMember, 1);

  member->id = nh_statement_int64 (statement, 0);
  member->team = team->id;
  member->person = nh_statement_int64 (statement, 1);
  member->unit = nh_statement_int64 (statement, 2);
  member->replaces = nh_statement_int64 (statement, 3);
  member->decision = nh_statement_int64 (statement, 4);
  member->from = nh_day_from_iso (nh_statement_text (statement, 5));
  member->to = nh_day_from_iso (nh_statement_text (statement, 6));
  member->team_name = g_strdup (team->name);
  member->title = dup_column (statement, 7);
  member->name = dup_column (statement, 8);
  member->post = dup_column (statement, 9);
  member->unit_name = dup_column (statement, 10);
  member->phone = dup_column (statement, 11);
  member->role = dup_column (statement, 12);
  member->subject = dup_column (statement, 13);
  member->replaces_name = dup_column (statement, 14);
  member->decision_text = dup_column (statement, 15);
  return member;
}

static const char units_sql[] =
    "SELECT l.id, u.id, l.decision, l.from_on, l.to_on, " NH_ROSTER_UNIT_SQL ("u", "name") ", "
    NH_ROSTER_UNIT_SQL ("u", "short_name") ", " NH_ROSTER_UNIT_SQL ("u", "area") ", " NH_ROSTER_DECISION_SQL
    ", " NH_ROSTER_UNIT_SQL ("u", "kind") " FROM team_unit l JOIN unit u ON u.id = l.unit "
    "LEFT JOIN legal_reference r ON r.id = l.decision "
    "WHERE l.team = ?1 AND coalesce (l.from_on, '') <= ?2 AND coalesce (l.to_on, '" NEVER "') >= ?2 "
    "ORDER BY l.position, l.id";

static NhRosterUnit *
read_unit (NhStatement *statement, const NhRosterTeam *team)
{
  NhRosterUnit *unit = g_new0 (NhRosterUnit, 1);

  unit->id = nh_statement_int64 (statement, 0);
  unit->team = team->id;
  unit->unit = nh_statement_int64 (statement, 1);
  unit->decision = nh_statement_int64 (statement, 2);
  unit->from = nh_day_from_iso (nh_statement_text (statement, 3));
  unit->to = nh_day_from_iso (nh_statement_text (statement, 4));
  unit->team_name = g_strdup (team->name);
  unit->name = dup_column (statement, 5);
  unit->short_name = dup_column (statement, 6);
  unit->area = dup_column (statement, 7);
  unit->decision_text = dup_column (statement, 8);
  unit->kind = dup_column (statement, 9);
  return unit;
}

static gboolean
read_rows (NhWorkbook *workbook, const char *sql, const char *day, const NhRosterTeam *team,
           gboolean members, GPtrArray *rows, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (workbook), sql, error);
  gboolean row;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, team->id);
  nh_statement_bind_text (select, 2, day);
  while (TRUE)
    {
      if (!nh_statement_step (select, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (members)
        g_ptr_array_add (rows, read_member (select, team));
      else
        g_ptr_array_add (rows, read_unit (select, team));
    }
}

/**
 * nh_roster_on_day:
 * @workbook: a workbook
 * @team: key of a council, team, cluster or group
 * @day: a Julian day; 0: as things stand, without those whose last day is known
 * @depth: how far down its parts are read
 * @error: NH_MODEL_ERROR_NOT_FOUND when there is no such team; else of domain NH_STORE_ERROR
 *
 * Who takes part on a day: memberships from their first to their last day, both included, each may
 * be open. Post and unit of a person are those of that day: the first earlier post that had not
 * ended yet, else the present one. Units are named as they were on that day.
 *
 * Returns: (transfer full): the roster, in the order of the teams and of their rows.
 */
NhRoster *
nh_roster_on_day (NhWorkbook *workbook, gint64 team, guint32 day, NhRosterDepth depth,
                  GError **error)
{
  const guint deepest[] = { 0, 1, MAX_DEPTH };
  g_autoptr (NhRoster) roster = g_new0 (NhRoster, 1);
  g_autofree char *text = nh_roster_day_text (day);

  roster->day = day;
  roster->members = g_ptr_array_new_with_free_func (member_free);
  roster->units = g_ptr_array_new_with_free_func (nh_roster_unit_free);
  roster->teams = read_teams (workbook, "id = ?1", team, 0, day, error);
  if (!roster->teams)
    {
      roster->teams = g_ptr_array_new ();
      return NULL;
    }
  if (roster->teams->len == 0)
    {
      g_autoptr (NhRecord) none = nh_workbook_load (workbook, nh_entity_find ("team"), team, error);

      return NULL;
    }
  if (!add_parts (workbook, team, 1, deepest[depth], day, roster->teams, error))
    return NULL;
  for (guint i = 0; i < roster->teams->len; i++)
    if (!read_rows (workbook, members_sql, text, roster->teams->pdata[i], TRUE, roster->members, error)
        || !read_rows (workbook, units_sql, text, roster->teams->pdata[i], FALSE, roster->units, error))
      return NULL;
  return g_steal_pointer (&roster);
}

/** nh_roster_find_team: Returns: (transfer none) (nullable): one of the teams of @roster. */
const NhRosterTeam *
nh_roster_find_team (NhRoster *roster, gint64 team)
{
  for (guint i = 0; i < roster->teams->len; i++)
    if (((NhRosterTeam *) roster->teams->pdata[i])->id == team)
      return roster->teams->pdata[i];
  return NULL;
}

static const NhChoice *
find_role (const char *role)
{
  const NhEntity *entity = nh_entity_find ("membership");

  return nh_field_find_choice (&entity->fields[nh_entity_find_field (entity, "role")], role);
}

/** nh_roster_role_label: Returns: (transfer none): a role in the language of the interface; one
 *   of the office's own as it is written. */
const char *
nh_roster_role_label (const char *role)
{
  const NhChoice *choice = find_role (role);

  return choice ? _ (choice->label) : role;
}

/** nh_roster_role_word: Returns: (transfer none): a role as it stands in documents; one of the
 *   office's own as it is written. */
const char *
nh_roster_role_word (const char *role)
{
  const NhChoice *choice = find_role (role);

  return choice ? choice->word : role;
}

/** nh_roster_member_work: Returns: (transfer full): "Hiệu trưởng, Trường TH Bến Súc". */
char *
nh_roster_member_work (const NhRosterMember *member)
{
  return g_strconcat (member->post, *member->post && *member->unit_name ? ", " : "",
                      member->unit_name, NULL);
}
