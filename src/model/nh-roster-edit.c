/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changes of rosters as officers make them. Each goes through the same edits as the table, so the
 * same checks hold, and is one step of undo.
 */
#include "model/nh-roster-private.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"

#define MAX_VALUES 12

/* The texts of one edit. */
typedef struct
{
  NhFieldText values[MAX_VALUES + 1];
  GPtrArray *texts;
  guint n;
} Values;

static void
values_clear (Values *values)
{
  g_clear_pointer (&values->texts, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Values, values_clear)

static void
add_text (Values *values, const char *field, const char *text)
{
  char *own = g_strdup (text);

  if (!values->texts)
    values->texts = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (values->texts, own);
  g_assert (values->n < MAX_VALUES);
  values->values[values->n++] = (NhFieldText){ field, own };
}

static void
add_key (Values *values, const char *field, gint64 key)
{
  g_autofree char *text = key ? g_strdup_printf ("#%" G_GINT64_FORMAT, key) : g_strdup ("");

  add_text (values, field, text);
}

static void
add_day (Values *values, const char *field, guint32 day)
{
  g_autofree char *text = day ? nh_day_to_iso (day) : g_strdup ("");

  add_text (values, field, text);
}

static NhRecord *
load (NhWorkbook *workbook, const char *entity, gint64 id, GError **error)
{
  return nh_workbook_load (workbook, nh_entity_find (entity), id, error);
}

static gint64
key_of (NhRecord *record, const char *field)
{
  return nh_record_get_int64 (record, nh_entity_find_field (nh_record_get_entity (record), field));
}

static guint32
day_of (NhRecord *record, const char *field)
{
  return nh_day_from_iso (nh_record_raw (record, field));
}

/* Ends a step: all of it, or nothing. */
static gboolean
finish (NhWorkbook *workbook, gboolean fine, GError **error)
{
  if (fine)
    return nh_workbook_commit (workbook, error);
  nh_workbook_rollback (workbook);
  return FALSE;
}

/* Whether the row goes on beyond the day before @from; else a sentence. @first: it may begin then. */
static gboolean
check_begun (NhRecord *row, const char *who, guint32 from, GError **error)
{
  guint32 begun = day_of (row, "from_on");
  g_autofree char *day = nh_day_format_short (begun);

  if (!begun || begun < from)
    return TRUE;
  g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
               _ ("“%s” takes part from %s on only; nothing was changed. Choose a later day."),
               nh_record_text (row, who), day);
  return FALSE;
}

static gboolean
set_last_day (NhWorkbook *workbook, const char *entity, NhRecord *row, guint32 last, GError **error)
{
  g_auto (Values) values = { 0 };
  guint32 ends = day_of (row, "to_on");

  /* Who left before stays gone from that day on. */
  if (ends && ends <= last)
    return TRUE;
  add_day (&values, "to_on", last);
  return nh_workbook_set (workbook, nh_entity_find (entity), nh_record_get_id (row), values.values,
                          error);
}

/* What a membership that follows another one has of it. */
static void
add_member_values (Values *values, NhRecord *member, gint64 team, gint64 person, guint32 from)
{
  guint32 to = day_of (member, "to_on");

  add_key (values, "team", team);
  add_key (values, "person", person);
  add_text (values, "subject", nh_record_raw (member, "subject"));
  add_day (values, "from_on", from);
  if (to && to >= from)
    add_day (values, "to_on", to);
}

/**
 * nh_roster_replace:
 * @workbook: a workbook
 * @membership: key of who is replaced
 * @replacement: by whom, from which day, by which decision, in which role
 * @error: NH_MODEL_ERROR when it can't be so; nothing was changed then
 *
 * The old member's last day is the one before; the new one takes his place in the list, with the
 * same team, subject and role, and says whom he replaces. Who left earlier keeps his last day.
 *
 * Returns: the key of the new membership; 0 with @error set.
 */
gint64
nh_roster_replace (NhWorkbook *workbook, gint64 membership, const NhRosterReplacement *replacement,
                   GError **error)
{
  g_autoptr (NhRecord) old = load (workbook, "membership", membership, error);
  g_auto (Values) values = { 0 };
  gint64 id;

  if (!old)
    return 0;
  if (!replacement->from || !replacement->person)
    {
      g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED,
                           _ ("Say who comes, and from which day."));
      return 0;
    }
  if (key_of (old, "person") == replacement->person)
    {
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                   _ ("“%s” can't take the place of the same person. Choose somebody else."),
                   nh_record_text (old, "person"));
      return 0;
    }
  if (!check_begun (old, "person", replacement->from, error)
      || !nh_workbook_begin (workbook, _ ("Replace member"), error))
    return 0;
  add_member_values (&values, old, key_of (old, "team"), replacement->person, replacement->from);
  add_text (&values, "role", replacement->role && *replacement->role ? replacement->role
                                                                     : nh_record_raw (old, "role"));
  add_key (&values, "replaces", key_of (old, "person"));
  add_key (&values, "decision", replacement->decision);
  add_text (&values, "position", nh_record_raw (old, "position"));
  id = set_last_day (workbook, "membership", old, replacement->from - 1, error)
           ? nh_workbook_create (workbook, nh_entity_find ("membership"), values.values, error)
           : 0;
  return finish (workbook, id != 0, error) ? id : 0;
}

static gboolean
end_one (NhWorkbook *workbook, gint64 membership, guint32 last, const char *reason, GError **error)
{
  g_autoptr (NhRecord) old = load (workbook, "membership", membership, error);
  g_auto (Values) values = { 0 };

  if (!old || !check_begun (old, "person", last + 1, error))
    return FALSE;
  add_day (&values, "to_on", last);
  if (reason && *reason)
    {
      const char *note = nh_record_raw (old, "note");
      g_autofree char *whole = g_strconcat (note, *note ? "\n" : "", reason, NULL);

      add_text (&values, "note", whole);
    }
  return nh_workbook_set (workbook, nh_entity_find ("membership"), membership, values.values, error);
}

/**
 * nh_roster_end:
 * @workbook: a workbook
 * @memberships: (array length=n): keys
 * @n: how many
 * @last: the last day on which they take part
 * @reason: (nullable): added to the note of each
 * @error: NH_MODEL_ERROR when one of them had not begun by then; nothing was changed then
 *
 * Returns: whether all of them end then.
 */
gboolean
nh_roster_end (NhWorkbook *workbook, const gint64 *memberships, guint n, guint32 last,
               const char *reason, GError **error)
{
  gboolean fine = TRUE;

  if (!nh_workbook_begin (workbook, _ ("End membership"), error))
    return FALSE;
  for (guint i = 0; fine && i < n; i++)
    fine = end_one (workbook, memberships[i], last, reason, error);
  return finish (workbook, fine, error);
}

/* Moving. */

static gboolean
set_team (NhWorkbook *workbook, const char *entity, gint64 id, gint64 team, GError **error)
{
  g_auto (Values) values = { 0 };
  g_autofree char *sql
      = g_strdup_printf ("SELECT max (position) FROM %s WHERE team = ?1", entity);
  g_autofree char *position = g_strdup_printf (
      "%" G_GINT64_FORMAT, nh_workbook_query_int64 (workbook, sql, team, 0) + 1000);

  add_key (&values, "team", team);
  add_text (&values, "position", position); /* after those who were there before */
  return nh_workbook_set (workbook, nh_entity_find (entity), id, values.values, error);
}

static gboolean
move_member (NhWorkbook *workbook, gint64 membership, gint64 team, guint32 from, GError **error)
{
  g_autoptr (NhRecord) old = load (workbook, "membership", membership, error);
  g_auto (Values) values = { 0 };

  if (!old)
    return FALSE;
  if (key_of (old, "team") == team)
    return TRUE;
  if (!from || day_of (old, "from_on") >= from)
    return set_team (workbook, "membership", membership, team, error);
  add_member_values (&values, old, team, key_of (old, "person"), from);
  add_text (&values, "role", nh_record_raw (old, "role"));
  return set_last_day (workbook, "membership", old, from - 1, error)
         && nh_workbook_create (workbook, nh_entity_find ("membership"), values.values, error);
}

/**
 * nh_roster_move_members:
 * @workbook: a workbook
 * @memberships: (array length=n): keys
 * @n: how many
 * @team: where they go
 * @from: from which day; 0: a correction, as if they had always been there
 * @error: NH_MODEL_ERROR or NH_STORE_ERROR; nothing was changed then
 *
 * Returns: whether all of them are in @team.
 */
gboolean
nh_roster_move_members (NhWorkbook *workbook, const gint64 *memberships, guint n, gint64 team,
                        guint32 from, GError **error)
{
  gboolean fine = TRUE;

  if (!nh_workbook_begin (workbook, _ ("Move members"), error))
    return FALSE;
  for (guint i = 0; fine && i < n; i++)
    fine = move_member (workbook, memberships[i], team, from, error);
  return finish (workbook, fine, error);
}

/* The places of @unit in clusters of @council that reach @day: (element-type gint64). */
static GArray *
places_of (NhWorkbook *workbook, gint64 council, gint64 unit, guint32 day, GError **error)
{
  g_autofree char *text = nh_roster_day_text (day ? day : nh_roster_today ());
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (workbook),
      "SELECT l.id FROM team_unit l JOIN team t ON t.id = l.team WHERE t.parent = ?1 "
      "AND t.kind = 'cluster' AND l.unit = ?2 AND coalesce (l.to_on, '9999-12-31') >= ?3 "
      "ORDER BY l.position, l.id", error);
  gboolean row;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, council);
  nh_statement_bind_int64 (select, 2, unit);
  nh_statement_bind_text (select, 3, text);
  while (nh_statement_step (select, &row, error))
    {
      gint64 id;

      if (!row)
        return g_steal_pointer (&ids);
      id = nh_statement_int64 (select, 0);
      g_array_append_val (ids, id);
    }
  return NULL;
}

static gboolean
add_place (NhWorkbook *workbook, gint64 cluster, gint64 unit, guint32 from, GError **error)
{
  g_auto (Values) values = { 0 };

  add_key (&values, "team", cluster);
  add_key (&values, "unit", unit);
  add_day (&values, "from_on", from);
  return nh_workbook_create (workbook, nh_entity_find ("team_unit"), values.values, error) != 0;
}

/* One place gives way: deleted or changed by a correction, ended by a dated move. */
static gboolean
leave_place (NhWorkbook *workbook, gint64 place, gint64 cluster, guint32 from, gboolean *there,
             GError **error)
{
  const NhEntity *entity = nh_entity_find ("team_unit");
  g_autoptr (NhRecord) row = nh_workbook_load (workbook, entity, place, error);
  gboolean correct;

  if (!row)
    return FALSE;
  if (key_of (row, "team") == cluster && !*there)
    {
      *there = TRUE;
      return TRUE;
    }
  correct = !from || day_of (row, "from_on") >= from;
  if (!correct)
    return set_last_day (workbook, "team_unit", row, from - 1, error);
  if (!cluster || *there)
    return nh_workbook_delete (workbook, entity, &place, 1, error);
  *there = TRUE;
  return set_team (workbook, "team_unit", place, cluster, error);
}

static gboolean
move_unit (NhWorkbook *workbook, gint64 council, gint64 unit, gint64 cluster, guint32 from,
           GError **error)
{
  g_autoptr (GArray) places = places_of (workbook, council, unit, from, error);
  gboolean there = FALSE;

  if (!places)
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    if (!leave_place (workbook, g_array_index (places, gint64, i), cluster, from, &there, error))
      return FALSE;
  return !cluster || there || add_place (workbook, cluster, unit, from, error);
}

/**
 * nh_roster_move_units:
 * @workbook: a workbook
 * @council: key of the team whose clusters share the units
 * @units: (array length=n): keys of units
 * @n: how many
 * @cluster: where they go; 0: out of all clusters
 * @from: from which day; 0: a correction, as if they had always been there
 * @error: NH_MODEL_ERROR or NH_STORE_ERROR; nothing was changed then
 *
 * Clusters part the units among them: a unit that comes into one leaves the others.
 *
 * Returns: whether all of them are in @cluster alone.
 */
gboolean
nh_roster_move_units (NhWorkbook *workbook, gint64 council, const gint64 *units, guint n,
                      gint64 cluster, guint32 from, GError **error)
{
  gboolean fine = TRUE;

  if (!nh_workbook_begin (workbook, _ ("Move units"), error))
    return FALSE;
  for (guint i = 0; fine && i < n; i++)
    fine = move_unit (workbook, council, units[i], cluster, from, error);
  return finish (workbook, fine, error);
}
