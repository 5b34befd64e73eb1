/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "Kiện toàn": a team begins anew from a day, by a decision, with those of its members who go on.
 * Either a new team for a new term, or the same one with a new decision.
 */
#include "model/nh-roster-private.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"

typedef struct
{
  NhWorkbook *workbook;
  const NhRosterRenewal *renewal;
  NhRoster *old;      /* on the day before */
  GHashTable *teams;  /* gint64 -> gint64: old team, new team */
  GHashTable *chosen; /* of gint64: memberships */
} Renewing;

static char *
key_text (gint64 key)
{
  return key ? g_strdup_printf ("#%" G_GINT64_FORMAT, key) : g_strdup ("");
}

static gint64
new_team_of (Renewing *self, gint64 team)
{
  gint64 *found = g_hash_table_lookup (self->teams, &team);

  return found ? *found : 0;
}

static void
remember_team (Renewing *self, gint64 from, gint64 to)
{
  g_hash_table_insert (self->teams, g_memdup2 (&from, sizeof from), g_memdup2 (&to, sizeof to));
}

/* The same team goes on, with a new decision. */
static gboolean
keep_team (Renewing *self, const NhRosterTeam *team, GError **error)
{
  const NhRosterRenewal *renewal = self->renewal;
  g_autofree char *decision = key_text (renewal->decision);
  NhFieldText values[3] = { { NULL, NULL } };
  guint n = 0;

  remember_team (self, team->id, team->id);
  if (team->depth > 0)
    return TRUE;
  if (renewal->decision)
    values[n++] = (NhFieldText){ "decision", decision };
  if (renewal->term)
    values[n++] = (NhFieldText){ "term", renewal->term };
  return !n || nh_workbook_set (self->workbook, nh_entity_find ("team"), team->id, values, error);
}

static gboolean
copy_team (Renewing *self, const NhRosterTeam *team, GError **error)
{
  const NhRosterRenewal *renewal = self->renewal;
  gboolean root = team->depth == 0;
  g_autofree char *parent = key_text (root ? team->parent : new_team_of (self, team->parent));
  g_autofree char *decision = key_text (root ? renewal->decision : 0);
  const NhFieldText values[] = {
    { "kind", team->kind },
    { "name", root ? renewal->name : team->name },
    { "parent", parent },
    { "term", renewal->term ? renewal->term : team->term },
    { "decision", decision },
    { NULL, NULL },
  };
  gint64 id = nh_workbook_create (self->workbook, nh_entity_find ("team"), values, error);

  if (id)
    remember_team (self, team->id, id);
  return id != 0;
}

/* The old row's last day, unless it had one before. */
static gboolean
end_row (Renewing *self, const char *entity, gint64 id, guint32 to, GError **error)
{
  guint32 last = self->renewal->from - 1;
  g_autofree char *day = nh_day_to_iso (last);
  const NhFieldText values[] = { { "to_on", day }, { NULL, NULL } };

  return (to && to <= last)
         || nh_workbook_set (self->workbook, nh_entity_find (entity), id, values, error);
}

static gboolean
renew_member (Renewing *self, const NhRosterMember *member, GError **error)
{
  g_autofree char *team = key_text (new_team_of (self, member->team));
  g_autofree char *person = key_text (member->person);
  g_autofree char *decision = key_text (self->renewal->decision);
  g_autofree char *from = nh_day_to_iso (self->renewal->from);
  const NhFieldText values[] = {
    { "team", team },   { "person", person },     { "role", member->role },
    { "subject", member->subject }, { "from_on", from }, { "decision", decision }, { NULL, NULL },
  };

  if (!end_row (self, "membership", member->id, member->to, error))
    return FALSE;
  return !g_hash_table_contains (self->chosen, &member->id)
         || nh_workbook_create (self->workbook, nh_entity_find ("membership"), values, error) != 0;
}

/* Units stay where they are when the team goes on. */
static gboolean
renew_unit (Renewing *self, const NhRosterUnit *unit, GError **error)
{
  g_autofree char *team = key_text (new_team_of (self, unit->team));
  g_autofree char *key = key_text (unit->unit);
  g_autofree char *from = nh_day_to_iso (self->renewal->from);
  const NhFieldText values[] = { { "team", team }, { "unit", key }, { "from_on", from }, { NULL, NULL } };

  return !self->renewal->name
         || (end_row (self, "team_unit", unit->id, unit->to, error)
             && nh_workbook_create (self->workbook, nh_entity_find ("team_unit"), values, error));
}

static gboolean
renew_all (Renewing *self, GError **error)
{
  for (guint i = 0; i < self->old->teams->len; i++)
    if (!(self->renewal->name ? copy_team : keep_team) (self, self->old->teams->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < self->old->members->len; i++)
    if (!renew_member (self, self->old->members->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < self->old->units->len; i++)
    if (!renew_unit (self, self->old->units->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
check (const NhRosterRenewal *renewal, GError **error)
{
  if (renewal->from && (!renewal->name || *renewal->name))
    return TRUE;
  g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED,
                       renewal->from ? _ ("Give the new team a name.")
                                     : _ ("Say from which day it begins anew."));
  return FALSE;
}

/**
 * nh_roster_renew:
 * @workbook: a workbook
 * @renewal: which team, who goes on, from which day, by which decision
 * @error: NH_MODEL_ERROR or NH_STORE_ERROR; nothing was changed then
 *
 * A team begins anew with its clusters and groups: all memberships end the day before, those of
 * @renewal go on from that day with the new decision, in the same parts, roles and subjects. With a
 * name, a new team of a new term is made and the old one stays as history, units of clusters too.
 *
 * Returns: the key of the team that goes on; 0 with @error set.
 */
gint64
nh_roster_renew (NhWorkbook *workbook, const NhRosterRenewal *renewal, GError **error)
{
  Renewing self = { .workbook = workbook, .renewal = renewal };
  gint64 team = 0;

  if (!check (renewal, error))
    return 0;
  self.old = nh_roster_on_day (workbook, renewal->team, renewal->from - 1, NH_ROSTER_TREE, error);
  if (!self.old || !nh_workbook_begin (workbook, _ ("Renew team"), error))
    {
      nh_roster_free (self.old);
      return 0;
    }
  self.teams = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self.chosen = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < renewal->n_members; i++)
    g_hash_table_add (self.chosen, (gpointer) &renewal->members[i]);
  if (renew_all (&self, error))
    {
      team = new_team_of (&self, renewal->team);
      if (!nh_workbook_commit (workbook, error))
        team = 0;
    }
  else
    nh_workbook_rollback (workbook);
  g_hash_table_unref (self.teams);
  g_hash_table_unref (self.chosen);
  nh_roster_free (self.old);
  return team;
}
