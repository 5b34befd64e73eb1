/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-inspection-findings.h"

#include <glib/gi18n-lib.h>

static NhStatement *
prepare (NhWorkbook *workbook, const char *sql, GError **error)
{
  return nh_store_prepare (nh_workbook_get_store (workbook), sql, error);
}

/* The pairs of unit and item for which the inspection has no line; unit 0 where it names none. */
static GArray *
find_missing (NhWorkbook *workbook, gint64 activity, gint64 checklist, GError **error)
{
  g_autoptr (NhStatement) select = prepare (
      workbook,
      "SELECT coalesce (l.unit, 0), i.id FROM checklist_item i LEFT JOIN activity_unit l ON l.activity = ?1 "
      "AND l.role = 'inspected' WHERE i.checklist = ?2 AND NOT EXISTS (SELECT 1 FROM finding f WHERE f.activity = ?1 "
      "AND f.item = i.id AND f.unit IS l.unit) ORDER BY l.position, l.id, i.position, i.id",
      error);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, 2 * sizeof (gint64));
  gboolean row = TRUE;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, activity);
  nh_statement_bind_int64 (select, 2, checklist);
  while (nh_statement_step (select, &row, error))
    {
      gint64 pair[2];

      if (!row)
        return g_steal_pointer (&pairs);
      pair[0] = nh_statement_int64 (select, 0);
      pair[1] = nh_statement_int64 (select, 1);
      g_array_append_vals (pairs, pair, 1);
    }
  return NULL;
}

static gboolean
make_line (NhWorkbook *workbook, const char *activity, const gint64 *pair, GError **error)
{
  g_autofree char *unit = pair[0] ? g_strdup_printf ("#%" G_GINT64_FORMAT, pair[0]) : g_strdup ("");
  g_autofree char *item = g_strdup_printf ("#%" G_GINT64_FORMAT, pair[1]);
  const NhFieldText values[] = { { "activity", activity }, { "unit", unit }, { "item", item }, { "state", "none" }, { NULL } };

  return nh_workbook_create (workbook, nh_entity_find ("finding"), values, error) != 0;
}

static gboolean
finish (NhWorkbook *workbook, gboolean fine, GError **error)
{
  if (fine)
    return nh_workbook_commit (workbook, error);
  nh_workbook_rollback (workbook);
  return FALSE;
}

/**
 * nh_inspection_take_checklist:
 * @workbook: a workbook
 * @activity: an inspection
 * @checklist: what it looks at
 * @n_made: (out): how many lines were made
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR; nothing was changed then
 *
 * Makes an empty line for each unit and each item, and notes the checklist at the inspection. What is filled
 * in already stays, so taking a checklist again adds only what it got since.
 *
 * Returns: whether it is so now.
 */
gboolean
nh_inspection_take_checklist (NhWorkbook *workbook, gint64 activity, gint64 checklist, guint *n_made, GError **error)
{
  g_autoptr (GArray) missing = find_missing (workbook, activity, checklist, error);
  g_autofree char *activity_key = g_strdup_printf ("#%" G_GINT64_FORMAT, activity);
  g_autofree char *checklist_key = g_strdup_printf ("#%" G_GINT64_FORMAT, checklist);
  const NhFieldText values[] = { { "checklist", checklist_key }, { NULL } };
  gboolean fine;

  if (!missing || !nh_workbook_begin (workbook, _ ("Take the checklist"), error))
    return FALSE;
  fine = nh_workbook_set (workbook, nh_entity_find ("activity"), activity, values, error);
  for (guint i = 0; fine && i < missing->len; i++)
    fine = make_line (workbook, activity_key, (const gint64 *) (gpointer) missing->data + 2 * i, error);
  *n_made = fine ? missing->len : 0;
  return finish (workbook, fine, error);
}

/**
 * nh_findings_close:
 * @workbook: a workbook
 * @findings: (array length=n): keys
 * @n: how many
 * @day: Julian day on which they are closed
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR; nothing was changed then
 *
 * Closes findings as one step of undo. A day of closing that is there already stays.
 *
 * Returns: whether all are closed.
 */
gboolean
nh_findings_close (NhWorkbook *workbook, const gint64 *findings, guint n, guint32 day, GError **error)
{
  const NhEntity *entity = nh_entity_find ("finding");
  g_autofree char *today = nh_day_to_iso (day);
  gboolean fine = TRUE;

  if (!nh_workbook_begin (workbook, ngettext ("Close the finding", "Close the findings", n), error))
    return FALSE;
  for (guint i = 0; fine && i < n; i++)
    {
      g_autoptr (NhRecord) record = nh_workbook_load (workbook, entity, findings[i], error);
      const char *closed = record ? nh_record_raw (record, "closed_on") : "";
      const NhFieldText values[] = { { "state", "closed" }, { "closed_on", *closed ? closed : today }, { NULL } };

      fine = record && nh_workbook_set (workbook, entity, findings[i], values, error);
    }
  return finish (workbook, fine, error);
}

/**
 * nh_findings_count:
 * @workbook: a workbook
 * @today: Julian day
 * @n_open: (out): how many have to be remedied or were only reported as remedied
 * @n_overdue: (out): of those, how many were due before @today
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: whether it could be read.
 */
gboolean
nh_findings_count (NhWorkbook *workbook, guint32 today, guint *n_open, guint *n_overdue, GError **error)
{
  g_autoptr (NhStatement) select = prepare (
      workbook, "SELECT count (*), coalesce (sum (due_on < ?1), 0) FROM finding WHERE state IN ('open', 'reported')", error);
  g_autofree char *day = nh_day_to_iso (today);
  gboolean row;

  if (!select)
    return FALSE;
  nh_statement_bind_text (select, 1, day);
  if (!nh_statement_step (select, &row, error))
    return FALSE;
  *n_open = (guint) nh_statement_int64 (select, 0);
  *n_overdue = (guint) nh_statement_int64 (select, 1);
  return TRUE;
}

/**
 * nh_delegation_describe_loads:
 * @workbook: a workbook
 * @team: a delegation
 * @school_year: key of a school year; 0: all
 * @error: of domain NH_STORE_ERROR
 *
 * Counts the rounds of all delegations that a member is in.
 *
 * Returns: (transfer full): each present member with the number of rounds, by commas; "" without members.
 */
char *
nh_delegation_describe_loads (NhWorkbook *workbook, gint64 team, gint64 school_year, GError **error)
{
  g_autoptr (NhStatement) select = prepare (
      workbook,
      "SELECT o.name, (SELECT count (*) FROM activity a LEFT JOIN plan p ON p.id = a.plan WHERE a.kind = 'inspection' "
      "AND a.status <> 'cancelled' AND (?2 = 0 OR p.school_year = ?2) AND a.delegation IN (SELECT team FROM membership "
      "WHERE person = m.person AND (to_on IS NULL OR to_on >= date ('now', 'localtime')))) FROM membership m JOIN person o ON o.id = m.person "
      "WHERE m.team = ?1 AND (m.to_on IS NULL OR m.to_on >= date ('now', 'localtime')) ORDER BY m.role <> 'head', m.position, m.id",
      error);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean row = TRUE;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, team);
  nh_statement_bind_int64 (select, 2, school_year);
  while (nh_statement_step (select, &row, error))
    {
      guint n;

      if (!row)
        return g_strdup (text->str);
      n = (guint) nh_statement_int64 (select, 1);
      g_string_append_printf (text, "%s%s: ", text->len ? " · " : "", nh_statement_text (select, 0));
      g_string_append_printf (text, ngettext ("%u round", "%u rounds", n), n);
    }
  return NULL;
}
