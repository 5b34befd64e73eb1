/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several units become one from a day on: who works there, what they managed and their places in
 * clusters go along.
 */
#include "model/nh-unit-times-private.h"
#include "model/nh-workbook-private.h"

#include <glib/gi18n-lib.h>

#include "core/nh-id.h"

static gboolean
is_one_of (const NhUnitUnion *united, gint64 unit)
{
  for (guint i = 0; i < united->n_units; i++)
    if (united->units[i] == unit)
      return TRUE;
  return FALSE;
}

/** nh_units_unite_check: Returns: whether nh_units_unite() could be done. */
gboolean
nh_units_unite_check (NhUnitTimes *times, const NhUnitUnion *united, GError **error)
{
  const NhUnitChange change = { .name = united->name, .short_name = united->short_name, .kind = united->kind };
  NhUnitOnDay next;

  if (united->n_units + !is_one_of (united, united->into) * (united->into != 0) < 2)
    {
      nh_unit_refuse (error, _ ("Choose at least two units to unite."));
      return FALSE;
    }
  for (guint i = 0; i < united->n_units; i++)
    {
      for (guint j = 0; j < i; j++)
        if (united->units[i] == united->units[j])
          {
            nh_unit_refuse (error, _ ("“%s” stands there twice."),
                            nh_unit_times_get_name (times, united->units[i], G_MAXUINT32));
            return FALSE;
          }
      if (united->units[i] != united->into
          && !nh_unit_check_end (times, united->units[i], united->last_day, united->into, error))
        return FALSE;
    }
  if (!nh_unit_decision_check (united->decision, error))
    return FALSE;
  if (!united->into)
    {
      if (united->name && *united->name)
        return TRUE;
      nh_unit_refuse (error, _ ("Type the name of the new unit."));
      return FALSE;
    }
  if (!nh_unit_times_get (times, united->into, united->last_day + 1, &next) || !next.valid)
    {
      nh_unit_refuse (error, _ ("“%s” is not active after that day and can't take in others."),
                      nh_unit_times_get_name (times, united->into, G_MAXUINT32));
      return FALSE;
    }
  /* A name that is typed as it is already is no change. */
  if ((!united->name || g_str_equal (united->name, next.name))
      && (!united->short_name || g_str_equal (united->short_name, next.short_name))
      && (!united->kind || g_str_equal (united->kind, next.kind)))
    return TRUE;
  return nh_unit_change_check (times, united->into, united->last_day + 1, &change, error);
}

static gint64
make_unit (NhWorkbook *workbook, NhUnitTimes *times, const NhUnitUnion *united, GError **error)
{
  g_autofree char *day = nh_day_format_short (united->last_day + 1);
  NhUnitOnDay first;
  gint64 parent;
  gint64 id;

  nh_unit_times_get (times, united->units[0], united->last_day, &first);
  parent = united->parent ? united->parent : first.parent;
  id = nh_workbook_create (workbook, nh_entity_find ("unit"),
                           (const NhFieldText[]){ { "name", united->name },
                                                  { "short_name", united->short_name ? united->short_name : "" },
                                                  { "kind", united->kind ? united->kind : first.kind },
                                                  { "area", first.area },
                                                  { "active_from", day },
                                                  { NULL, NULL } },
                           error);
  if (id && parent
      && !nh_workbook_run (workbook, error, "UPDATE unit SET parent = ? WHERE id = ?", 2,
                           (const gint64[]){ parent, id }))
    return 0;
  return id;
}

/* Reads the keys of a query with one parameter. */
static GArray *
read_keys (NhWorkbook *workbook, const char *sql, gint64 unit, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (workbook), sql, error);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, unit);
  while (TRUE)
    {
      gint64 key;

      if (!nh_statement_step (select, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&keys);
      key = nh_statement_int64 (select, 0);
      g_array_append_val (keys, key);
    }
}

typedef struct
{
  NhWorkbook *workbook;
  gint64 unit; /* ended */
  gint64 into;
  guint32 last_day;
  gint64 decision;
} Moving;

/* ?1 a new key, ?2 the decision, ?3 the last day, ?4 the next day, ?5 the united unit, ?6 the record */
static gboolean
run_move (const Moving *moving, const char *sql, gint64 key, GError **error)
{
  g_autoptr (NhStatement) statement = nh_store_prepare (nh_workbook_get_store (moving->workbook), sql, error);
  g_autofree char *last = nh_day_to_iso (moving->last_day);
  g_autofree char *next = nh_day_to_iso (moving->last_day + 1);
  gboolean row;

  if (!statement)
    return FALSE;
  nh_statement_bind_int64 (statement, 1, nh_id_new ());
  nh_statement_bind_int64 (statement, 2, moving->decision);
  nh_statement_bind_text (statement, 3, last);
  nh_statement_bind_text (statement, 4, next);
  nh_statement_bind_int64 (statement, 5, moving->into);
  nh_statement_bind_int64 (statement, 6, key);
  return nh_statement_step (statement, &row, error);
}

/* A post begins where the one before it ended. */
static gboolean
move_people (const Moving *moving, GError **error)
{
  g_autoptr (GArray) people = read_keys (moving->workbook, "SELECT id FROM person WHERE unit = ?", moving->unit, error);

  for (guint i = 0; people && i < people->len; i++)
    if (!run_move (moving,
                   "INSERT INTO person_post (id, person, from_on, until_on, unit, post, decision) SELECT ?1, id, "
                   "(SELECT date (max (until_on), '+1 day') FROM person_post WHERE person = ?6), ?3, unit, post, "
                   "nullif (?2, 0) FROM person WHERE id = ?6",
                   g_array_index (people, gint64, i), error)
        || !run_move (moving, "UPDATE person SET unit = ?5 WHERE id = ?6", g_array_index (people, gint64, i), error))
      return FALSE;
  return people != NULL;
}

static gboolean
move_clusters (const Moving *moving, GError **error)
{
  g_autoptr (GArray) rows = read_keys (moving->workbook, "SELECT id FROM team_unit WHERE unit = ? AND to_on IS NULL",
                                       moving->unit, error);

  /* A united unit that is in the cluster already does not come twice. */
  for (guint i = 0; rows && i < rows->len; i++)
    if (!run_move (moving,
                   "INSERT INTO team_unit (id, team, unit, position, from_on, decision) SELECT ?1, team, ?5, position, "
                   "?4, nullif (?2, 0) FROM team_unit l WHERE id = ?6 AND NOT EXISTS (SELECT 1 FROM team_unit "
                   "WHERE team = l.team AND unit = ?5 AND to_on IS NULL)",
                   g_array_index (rows, gint64, i), error)
        || !run_move (moving, "UPDATE team_unit SET to_on = ?3 WHERE id = ?6", g_array_index (rows, gint64, i), error))
      return FALSE;
  return rows != NULL;
}

static gboolean
move_children (const Moving *moving, NhUnitTimes *times, const NhUnitUnion *united, GError **error)
{
  g_autoptr (GArray) children = nh_unit_times_children (times, moving->unit, moving->last_day + 1);

  for (guint i = 0; i < children->len; i++)
    {
      gint64 child = g_array_index (children, gint64, i);
      NhUnitOnDay ended;
      NhUnitChange change = { .moves = TRUE, .parent = moving->into };

      if (is_one_of (united, child) && child != moving->into)
        continue; /* it ends as well */
      if (child == moving->into)
        {
          nh_unit_times_get (times, moving->unit, moving->last_day, &ended);
          change.parent = ended.parent;
        }
      if (!nh_unit_apply_change (moving->workbook, times, child, moving->last_day + 1, &change, moving->decision,
                                 error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
unite (NhWorkbook *workbook, NhUnitTimes *times, const NhUnitUnion *united, gint64 into, gint64 decision,
       GError **error)
{
  const NhUnitChange change = { .name = united->name, .short_name = united->short_name, .kind = united->kind };

  if (united->into
      && !nh_unit_apply_change (workbook, times, into, united->last_day + 1, &change, decision, error))
    return FALSE;
  for (guint i = 0; i < united->n_units; i++)
    {
      Moving moving = { workbook, united->units[i], into, united->last_day, decision };

      if (moving.unit == into)
        continue;
      if (!nh_unit_store_end (workbook, times, moving.unit, united->last_day, into, decision, error)
          || !move_children (&moving, times, united, error)
          || (united->with_people && !move_people (&moving, error))
          || (united->with_clusters && !move_clusters (&moving, error)))
        return FALSE;
    }
  return TRUE;
}

/**
 * nh_units_unite:
 * @workbook: an open workbook
 * @united: which units become which, and when
 * @error: NH_MODEL_ERROR or NH_STORE_ERROR, a sentence
 *
 * Ends units and lets one succeed them all from the next day on, as one step of undo. What they
 * managed goes to it, and, as asked, their people and places in clusters.
 *
 * Returns: the key of the united unit; 0 with @error, then nothing was stored.
 */
gint64
nh_units_unite (NhWorkbook *workbook, const NhUnitUnion *united, GError **error)
{
  g_autoptr (NhUnitTimes) times = nh_unit_times_load (workbook, error);
  gint64 decision = 0;
  gint64 into = 0;

  if (!times || !nh_units_unite_check (times, united, error)
      || !nh_workbook_begin (workbook, _ ("Unite units"), error))
    return 0;
  if (nh_unit_store_decision (workbook, united->decision, &decision, error))
    into = united->into ? united->into : make_unit (workbook, times, united, error);
  if (into && unite (workbook, times, united, into, decision, error))
    return nh_workbook_commit (workbook, error) ? into : 0;
  nh_workbook_rollback (workbook);
  return 0;
}

/** nh_units_unite_describe: Returns: (transfer full): what would happen, in plain words, one sentence a line. */
char *
nh_units_unite_describe (NhWorkbook *workbook, NhUnitTimes *times, const NhUnitUnion *united)
{
  g_autofree char *last = nh_day_format_short (united->last_day);
  g_autofree char *next = nh_day_format_short (united->last_day + 1);
  const char *name = united->name && *united->name ? united->name
                                                   : nh_unit_times_get_name (times, united->into, united->last_day);
  GString *text = g_string_new (NULL);
  NhUnitUses all = { 0 };
  guint n_children = 0;

  for (guint i = 0; i < united->n_units; i++)
    {
      g_autoptr (GArray) children = NULL;
      NhUnitUses uses;

      if (united->units[i] == united->into)
        continue;
      g_string_append_printf (text, _ ("“%s” ends on %s."),
                              nh_unit_times_get_name (times, united->units[i], united->last_day), last);
      g_string_append_c (text, '\n');
      children = nh_unit_times_children (times, united->units[i], united->last_day + 1);
      n_children += children->len;
      if (!nh_unit_get_uses (workbook, united->units[i], united->last_day, &uses, NULL))
        continue;
      all.teams += uses.teams;
      all.people += uses.people;
      all.deadlines += uses.deadlines;
      all.activities += uses.activities;
    }
  g_string_append_printf (text, united->into ? _ ("“%s” goes on for all from %s.") : _ ("“%s” begins on %s."), name, next);
  if (united->with_people && all.people)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%u person goes along and keeps the post.",
                                           "%u people go along and keep their posts.", all.people),
                              all.people);
      all.people = 0;
    }
  if (united->with_clusters && all.teams)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "It takes the place in %u cluster.",
                                           "It takes the places in %u clusters.", all.teams),
                              all.teams);
      all.teams = 0;
    }
  if (n_children)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%u unit goes below it.", "%u units go below it.", n_children),
                              n_children);
    }
  if (all.teams + all.people + all.deadlines + all.activities)
    {
      g_autofree char *still = nh_unit_uses_describe (&all, _ ("the ended units"));

      g_string_append_printf (text, "\n%s", still);
    }
  return g_string_free (text, FALSE);
}
