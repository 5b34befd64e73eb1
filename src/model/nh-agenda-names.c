/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an agenda knows of plans, teams, units and people: small tables are read whole, names of people when they
 * are asked for, members of delegations when an activity has one. An agenda may be asked after its workbook was
 * closed, by a window that goes: it knows then what it knew.
 */
#include "model/nh-agenda-private.h"

/* (internal) Returns: (transfer full): @id as a key of a hash table */
gint64 *
nh_agenda_key (gint64 id)
{
  gint64 *key = g_new (gint64, 1);

  *key = id;
  return key;
}

static void
plan_free (gpointer data)
{
  NhAgendaPlan *plan = data;

  g_free (plan->name);
  g_free (plan);
}

static void
team_free (gpointer data)
{
  NhAgendaTeam *team = data;

  g_free (team->name);
  g_free (team);
}

static void
somebody_free (gpointer data)
{
  NhAgendaSomebody *somebody = data;

  g_free (somebody->name);
  g_free (somebody);
}

static GHashTable *
new_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_value);
}

static void
replace (GHashTable **table, GHashTable *with)
{
  g_clear_pointer (table, g_hash_table_unref);
  *table = with;
}

/* (internal) Forgets all names, so that a load reads them again. */
void
nh_agenda_clear_names (NhAgenda *self)
{
  replace (&self->plans, new_table (plan_free));
  replace (&self->teams, new_table (team_free));
  replace (&self->units, new_table (g_free));
  replace (&self->people, new_table (somebody_free));
  replace (&self->frames, new_table (g_free));
  g_clear_pointer (&self->posts, g_hash_table_unref);
  replace (&self->clusters, new_table ((GDestroyNotify) g_array_unref));
  replace (&self->delegations, new_table ((GDestroyNotify) g_array_unref));
}

gboolean
nh_agenda_load_plans (NhAgenda *self, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (self->workbook),
      "SELECT id, school_year, team, CASE WHEN status IN ('issued', 'closed') THEN issued_start END, "
      "CASE WHEN coalesce (number, '') <> '' THEN number || '/' || coalesce (symbol, '') ELSE title END FROM plan",
      error);
  GHashTable *plans = new_table (plan_free);
  gboolean row = FALSE;

  while (select && nh_statement_step (select, &row, error) && row)
    {
      NhAgendaPlan *plan = g_new0 (NhAgendaPlan, 1);

      plan->id = nh_statement_int64 (select, 0);
      plan->school_year = nh_statement_int64 (select, 1);
      plan->team = nh_statement_int64 (select, 2);
      plan->issued_on = nh_day_from_iso (nh_statement_text (select, 3));
      plan->name = g_strdup (nh_statement_text (select, 4));
      g_hash_table_insert (plans, nh_agenda_key (plan->id), plan);
    }
  replace (&self->plans, plans);
  return select && !row;
}

gboolean
nh_agenda_load_teams (NhAgenda *self, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (self->workbook),
                                                     "SELECT id, parent, kind = 'cluster', name FROM team "
                                                     "ORDER BY position, id", error);
  GHashTable *teams = new_table (team_free);
  gboolean row = FALSE;

  while (select && nh_statement_step (select, &row, error) && row)
    {
      NhAgendaTeam *team = g_new0 (NhAgendaTeam, 1);

      team->id = nh_statement_int64 (select, 0);
      team->parent = nh_statement_int64 (select, 1);
      team->cluster = nh_statement_int64 (select, 2) != 0;
      team->place = g_hash_table_size (teams);
      team->name = g_strdup (nh_statement_text (select, 3));
      g_hash_table_insert (teams, nh_agenda_key (team->id), team);
    }
  replace (&self->teams, teams);
  return select && !row;
}

gboolean
nh_agenda_load_units (NhAgenda *self, GError **error)
{
  g_autoptr (NhStatement) select
      = nh_store_prepare (nh_workbook_get_store (self->workbook),
                          "SELECT id, coalesce (nullif (short_name, ''), name) FROM unit", error);
  GHashTable *units = new_table (g_free);
  gboolean row = FALSE;

  while (select && nh_statement_step (select, &row, error) && row)
    g_hash_table_insert (units, nh_agenda_key (nh_statement_int64 (select, 0)), g_strdup (nh_statement_text (select, 1)));
  replace (&self->units, units);
  return select && !row;
}

static void
append_member (GHashTable *table, gint64 key, const NhAgendaMember *member)
{
  GArray *list = g_hash_table_lookup (table, &key);

  if (!list)
    {
      list = g_array_new (FALSE, FALSE, sizeof (NhAgendaMember));
      g_hash_table_insert (table, nh_agenda_key (key), list);
    }
  g_array_append_vals (list, member, 1);
}

gboolean
nh_agenda_load_clusters (NhAgenda *self, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (self->workbook),
      "SELECT l.unit, l.team, l.from_on, l.to_on FROM team_unit l JOIN team t ON t.id = l.team "
      "WHERE t.kind = 'cluster' ORDER BY t.position, t.id, l.position, l.id", error);
  GHashTable *clusters = new_table ((GDestroyNotify) g_array_unref);
  gboolean row = FALSE;

  while (select && nh_statement_step (select, &row, error) && row)
    {
      NhAgendaMember member = { nh_statement_int64 (select, 1), NULL, nh_day_from_iso (nh_statement_text (select, 2)),
                                nh_day_from_iso (nh_statement_text (select, 3)) };

      append_member (clusters, nh_statement_int64 (select, 0), &member);
    }
  replace (&self->clusters, clusters);
  return select && !row;
}

/* (internal) Returns: (transfer full) (element-type NhAgendaMember): who was ever in a delegation, in its order */
GArray *
nh_agenda_read_delegation (NhAgenda *self, gint64 team)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhStatement) select
      = nh_store_prepare (nh_workbook_get_store (self->workbook),
                          "SELECT person, role, from_on, to_on FROM membership WHERE team = ? ORDER BY position, id",
                          &error);
  GArray *members = g_array_new (FALSE, FALSE, sizeof (NhAgendaMember));
  gboolean row = FALSE;

  if (select)
    nh_statement_bind_int64 (select, 1, team);
  while (select && nh_statement_step (select, &row, &error) && row)
    {
      NhAgendaMember member = { nh_statement_int64 (select, 0), g_intern_string (nh_statement_text (select, 1)),
                                nh_day_from_iso (nh_statement_text (select, 2)),
                                nh_day_from_iso (nh_statement_text (select, 3)) };

      g_array_append_val (members, member);
    }
  if (error)
    g_warning ("The members of a delegation can't be read: %s", error->message);
  return members;
}

/* (internal) The same, kept: (transfer none). */
GArray *
nh_agenda_delegation (NhAgenda *self, gint64 team)
{
  GArray *members = g_hash_table_lookup (self->delegations, &team);

  if (!members)
    {
      members = nh_agenda_read_delegation (self, team);
      g_hash_table_insert (self->delegations, nh_agenda_key (team), members);
    }
  return members;
}

/* (internal) Returns: whether it holds on @day; for 0: whether it is not over */
gboolean
nh_agenda_member_on (const NhAgendaMember *member, guint32 day)
{
  if (!day)
    return !member->to || member->to >= nh_today ();
  return (!member->from || member->from <= day) && (!member->to || member->to >= day);
}

static const char *
or_empty (const char *text)
{
  return text ? text : "";
}

/**
 * nh_agenda_unit_name:
 * @self: an agenda
 * @unit: key of a unit, or 0
 *
 * Returns: (transfer none): its short name, else its name; "" for 0 and for a unit that is gone. Valid until the
 *   agenda changes.
 */
const char *
nh_agenda_unit_name (NhAgenda *self, gint64 unit)
{
  return or_empty (g_hash_table_lookup (self->units, &unit));
}

static NhAgendaSomebody *
find_somebody (NhAgenda *self, gint64 person)
{
  NhAgendaSomebody *somebody = g_hash_table_lookup (self->people, &person);
  g_autoptr (NhStatement) select = NULL;
  gboolean row;

  if (somebody || !person || !nh_workbook_get_store (self->workbook))
    return somebody;
  select = nh_store_prepare (nh_workbook_get_store (self->workbook), "SELECT name, unit FROM person WHERE id = ?", NULL);
  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, person);
  if (!nh_statement_step (select, &row, NULL) || !row)
    return NULL;
  somebody = g_new0 (NhAgendaSomebody, 1);
  somebody->name = g_strdup (nh_statement_text (select, 0));
  somebody->unit = nh_statement_int64 (select, 1);
  g_hash_table_insert (self->people, nh_agenda_key (person), somebody);
  return somebody;
}

/**
 * nh_agenda_person_name:
 * @self: an agenda
 * @person: key of a person, or 0
 *
 * Returns: (transfer none): the name without the form of address; "" for 0 and for a person who is gone. Valid until
 *   the agenda changes.
 */
const char *
nh_agenda_person_name (NhAgenda *self, gint64 person)
{
  NhAgendaSomebody *somebody = find_somebody (self, person);

  return or_empty (somebody ? somebody->name : NULL);
}

static GHashTable *
read_posts (NhAgenda *self)
{
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (self->workbook),
                                                     "SELECT person, unit, until_on FROM person_post ORDER BY until_on", NULL);
  GHashTable *posts = new_table ((GDestroyNotify) g_array_unref);
  gboolean row;

  while (select && nh_statement_step (select, &row, NULL) && row)
    {
      NhAgendaMember post = { nh_statement_int64 (select, 1), NULL, 0, nh_day_from_iso (nh_statement_text (select, 2)) };

      append_member (posts, nh_statement_int64 (select, 0), &post);
    }
  return posts;
}

/**
 * nh_agenda_person_unit:
 * @self: an agenda
 * @person: key of a person
 * @day: a day; 0: now
 *
 * Returns: the unit where that person works on that day, by the earlier posts; 0: not known.
 */
gint64
nh_agenda_person_unit (NhAgenda *self, gint64 person, guint32 day)
{
  NhAgendaSomebody *somebody = find_somebody (self, person);
  GArray *posts;

  if (!somebody)
    return 0;
  if (!self->posts && nh_workbook_get_store (self->workbook))
    self->posts = read_posts (self);
  posts = day && self->posts ? g_hash_table_lookup (self->posts, &person) : NULL;
  for (guint i = 0; posts && i < posts->len; i++)
    if (g_array_index (posts, NhAgendaMember, i).to >= day)
      return g_array_index (posts, NhAgendaMember, i).id;
  return somebody->unit;
}

/**
 * nh_agenda_find_assignment:
 * @self: an agenda
 * @activity: key of an activity
 * @person: key of somebody who comes to it
 * @field: (out): the field that says so: "person", or "substitute" for who stands in
 *
 * Returns: the row of activity_person that sends the person there; 0: none does, as for members of a delegation.
 */
gint64
nh_agenda_find_assignment (NhAgenda *self, gint64 activity, gint64 person, const char **field)
{
  NhStore *store = nh_workbook_get_store (self->workbook);
  g_autoptr (NhStatement) select
      = store ? nh_store_prepare (store, "SELECT id, coalesce (substitute, 0) = ?2 FROM activity_person WHERE activity = ?1 "
                                         "AND (substitute = ?2 OR (person = ?2 AND substitute IS NULL AND role <> 'absent' "
                                         "AND coalesce (absence_reason, '') = '')) ORDER BY position, id LIMIT 1", NULL)
              : NULL;
  gboolean row = FALSE;

  if (!select)
    return 0;
  nh_statement_bind_int64 (select, 1, activity);
  nh_statement_bind_int64 (select, 2, person);
  if (!nh_statement_step (select, &row, NULL) || !row)
    return 0;
  *field = nh_statement_int64 (select, 1) ? "substitute" : "person";
  return nh_statement_int64 (select, 0);
}

/**
 * nh_agenda_get_plan_frame:
 * @self: an agenda
 * @plan: key of a plan, or 0
 * @year: (out caller-allocates): the frame of its school year; left as it was if it has none
 *
 * Returns: whether the plan has a school year.
 */
gboolean
nh_agenda_get_plan_frame (NhAgenda *self, gint64 plan, NhSchoolYear *year)
{
  const NhAgendaPlan *found = g_hash_table_lookup (self->plans, &plan);
  NhSchoolYear *frame;

  if (!found || !found->school_year)
    return FALSE;
  frame = g_hash_table_lookup (self->frames, &found->school_year);
  if (!frame && !nh_workbook_get_store (self->workbook))
    return FALSE;
  if (!frame)
    {
      frame = g_new0 (NhSchoolYear, 1);
      nh_workbook_get_school_year (self->workbook, found->school_year, frame);
      g_hash_table_insert (self->frames, nh_agenda_key (found->school_year), frame);
    }
  if (frame->first_year)
    *year = *frame;
  return frame->first_year != 0;
}

/**
 * nh_agenda_team_name:
 * @self: an agenda
 * @team: key of a team or cluster, or 0
 *
 * Returns: (transfer none): its name; "" for 0 and for a team that is gone. Valid until the agenda changes.
 */
const char *
nh_agenda_team_name (NhAgenda *self, gint64 team)
{
  const NhAgendaTeam *found = g_hash_table_lookup (self->teams, &team);

  return or_empty (found ? found->name : NULL);
}

/**
 * nh_agenda_team_place:
 * @self: an agenda
 * @team: key of a team or cluster
 *
 * Returns: its place among all teams as the tables show them, from 0 on; %G_MAXUINT for one that is gone.
 */
guint
nh_agenda_team_place (NhAgenda *self, gint64 team)
{
  const NhAgendaTeam *found = g_hash_table_lookup (self->teams, &team);

  return found ? found->place : G_MAXUINT;
}

/* Whether a plan of the agenda's year is the one of a cluster's team, or of the cluster itself. */
static gboolean
is_of_plans (NhAgenda *self, const NhAgendaTeam *cluster, gint64 only_plan)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->plans);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const NhAgendaPlan *plan = value;

      if (!plan->team || (plan->team != cluster->id && plan->team != cluster->parent))
        continue;
      if (only_plan ? plan->id == only_plan : !self->school_year || plan->school_year == self->school_year)
        return TRUE;
    }
  return FALSE;
}

/**
 * nh_agenda_get_clusters:
 * @self: an agenda
 * @plan: key of a plan; 0: all of the school year
 *
 * Returns: (transfer full) (element-type gint64): the clusters whom the plan is for, that is those of its team,
 *   whether they do anything in it or not; in no order.
 */
GArray *
nh_agenda_get_clusters (NhAgenda *self, gint64 plan)
{
  GArray *clusters = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->teams);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const NhAgendaTeam *team = value;

      if (team->cluster && is_of_plans (self, team, plan))
        g_array_append_val (clusters, team->id);
    }
  return clusters;
}

/**
 * nh_agenda_is_in_team:
 * @self: an agenda
 * @team: key of a team
 * @whole: key of another
 *
 * Returns: whether @team is @whole or a part of it.
 */
gboolean
nh_agenda_is_in_team (NhAgenda *self, gint64 team, gint64 whole)
{
  /* A team may be made a part of itself by hand: no more steps than there are teams. */
  for (guint i = g_hash_table_size (self->teams) + 1; team && i; i--)
    {
      const NhAgendaTeam *found = g_hash_table_lookup (self->teams, &team);

      if (team == whole)
        return TRUE;
      team = found ? found->parent : 0;
    }
  return FALSE;
}

/**
 * nh_agenda_plan_name:
 * @self: an agenda
 * @plan: key of a plan, or 0
 *
 * Returns: (transfer none): number and symbol, its subject line while it has no number; "" for 0 and for a plan that
 *   is gone. Valid until the agenda changes.
 */
const char *
nh_agenda_plan_name (NhAgenda *self, gint64 plan)
{
  const NhAgendaPlan *found = g_hash_table_lookup (self->plans, &plan);

  return or_empty (found ? found->name : NULL);
}

/**
 * nh_agenda_plan_issued_on:
 * @self: an agenda
 * @plan: key of a plan, or 0
 *
 * Returns: the day on which it was issued; 0 while it is a draft.
 */
guint32
nh_agenda_plan_issued_on (NhAgenda *self, gint64 plan)
{
  const NhAgendaPlan *found = g_hash_table_lookup (self->plans, &plan);

  return found ? found->issued_on : 0;
}

/* The cluster of @unit on @day; one that is, or belongs to, @side before others. */
static gint64
cluster_of_unit (NhAgenda *self, gint64 unit, guint32 day, gint64 side)
{
  GArray *list = g_hash_table_lookup (self->clusters, &unit);
  gint64 other = 0;

  for (guint i = 0; list && i < list->len; i++)
    {
      const NhAgendaMember *member = &g_array_index (list, NhAgendaMember, i);
      const NhAgendaTeam *team = g_hash_table_lookup (self->teams, &member->id);

      if (!nh_agenda_member_on (member, day))
        continue;
      if (side && (member->id == side || (team && team->parent == side)))
        return member->id;
      if (!other)
        other = member->id;
    }
  return other;
}

/**
 * nh_agenda_cluster_of:
 * @self: an agenda
 * @activity: one of its activities
 *
 * Returns: the cluster that it belongs to: its own, else that of the unit that hosts it, else that of the unit that
 *   is inspected or tries it, else that of any other; 0: none.
 */
gint64
nh_agenda_cluster_of (NhAgenda *self, const NhAgendaActivity *activity)
{
  static const char *const roles[] = { "host", "inspected", "pilot", NULL };
  const NhAgendaTeam *own = g_hash_table_lookup (self->teams, &activity->team);
  const NhAgendaPlan *plan = g_hash_table_lookup (self->plans, &activity->plan);

  if (own && own->cluster)
    return own->id;
  for (guint r = 0; r < G_N_ELEMENTS (roles); r++)
    for (guint i = 0; i < activity->n_units; i++)
      if (!roles[r] || g_str_equal (activity->units[i].role, roles[r]))
        {
          gint64 cluster = cluster_of_unit (self, activity->units[i].unit, activity->start, plan ? plan->team : 0);

          if (cluster)
            return cluster;
        }
  return 0;
}
