/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows that changes of units write: states, ends, aliases, decisions.
 */
#include "model/nh-unit-times-private.h"
#include "model/nh-workbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-doc-number.h"
#include "core/nh-id.h"
#include "core/nh-text.h"

#define ALIAS_STEP 1000

/* (internal) a sentence; @format NULL: the unit is gone */
void
nh_unit_refuse (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (!format)
    {
      g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND,
                           _ ("There is no such unit any more. Nothing was changed."));
      return;
    }
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID, message);
}

/* Decisions. */

/* The word that looks like a number of a document: "1234/QĐ-UBND". */
static char *
find_number (const char *typed, NhDocNumber *number)
{
  g_auto (GStrv) words = g_strsplit_set (typed, " \t\n,;", -1);

  for (guint i = 0; words[i]; i++)
    if (strchr (words[i], '/') && nh_doc_number_parse (words[i], number, NULL))
      return nh_doc_number_format (number);
  return NULL;
}

/**
 * nh_unit_decision_check:
 * @typed: (nullable): a decision as people name it; empty: none
 * @error: NH_MODEL_ERROR_INVALID
 *
 * Returns: whether @typed holds the number of a document, such as "1234/QĐ-UBND".
 */
gboolean
nh_unit_decision_check (const char *typed, GError **error)
{
  g_auto (NhDocNumber) number = NH_DOC_NUMBER_INIT;
  g_autofree char *found = NULL;
  g_autofree char *clean = g_strstrip (g_strdup (typed ? typed : ""));

  if (!*clean)
    return TRUE;
  found = find_number (clean, &number);
  if (!found)
    nh_unit_refuse (error, _ ("“%s” has no document number. Type it like 1234/QĐ-UBND, or leave it empty."), clean);
  return found != NULL;
}

static const char *
reference_kind (const char *type)
{
  static const struct { const char *type, *kind; } kinds[] = {
    { "NQ", "resolution" }, { "QĐ", "decision" }, { "TB", "notice" }, { "KH", "plan" }, { "NĐ", "decree" },
  };

  for (gsize i = 0; type && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (type, kinds[i].type))
      return kinds[i].kind;
  return type ? "other" : "letter";
}

/* "1234/QĐ-UBND ngày 15/6/2025 của UBND tỉnh": the day, when one stands there. */
static char *
find_issue_day (const char *typed)
{
  const char *at = strstr (typed, "ngày ");
  g_auto (GStrv) words = at ? g_strsplit (at + strlen ("ngày "), " ", 2) : NULL;
  guint32 day;

  if (!words || !words[0])
    return NULL;
  g_strdelimit (words[0], ",;", '\0');
  return nh_day_parse (words[0], NULL, &day, NULL) ? nh_day_format_short (day) : NULL;
}

/* (internal) the document of @typed, made when the workbook does not have it yet */
gboolean
nh_unit_store_decision (NhWorkbook *workbook, const char *typed, gint64 *decision, GError **error)
{
  const NhEntity *entity = nh_entity_find ("legal_reference");
  g_auto (NhDocNumber) parsed = NH_DOC_NUMBER_INIT;
  g_autofree char *number = NULL;
  g_autofree char *issued = NULL;

  *decision = 0;
  if (!nh_unit_decision_check (typed, error))
    return FALSE;
  number = find_number (typed ? typed : "", &parsed);
  if (!number)
    return TRUE;
  *decision = nh_workbook_find (workbook, entity, number, NULL);
  if (*decision)
    return TRUE;
  issued = find_issue_day (typed);
  *decision = nh_workbook_create (workbook, entity,
                                  (const NhFieldText[]){ { "kind", reference_kind (parsed.type) },
                                                         { "number", number },
                                                         { "issued_on", issued ? issued : "" },
                                                         { NULL, NULL } },
                                  error);
  return *decision != 0;
}

/* Aliases. */

/* (internal) so that search, import and the reading of plans still find the unit by @alias */
gboolean
nh_unit_add_alias (NhWorkbook *workbook, gint64 unit, const char *alias, GError **error)
{
  NhStore *store = nh_workbook_get_store (workbook);
  g_autofree char *folded = nh_text_fold (alias);
  g_autoptr (NhStatement) insert
      = nh_store_prepare (store,
                          "INSERT INTO unit_alias (id, unit, alias, folded, position) SELECT ?1, ?2, ?3, ?4, "
                          "(SELECT coalesce (max (position), 0) + ?5 FROM unit_alias WHERE unit = ?2) "
                          "WHERE NOT EXISTS (SELECT 1 FROM unit_alias WHERE unit = ?2 AND folded = ?4) "
                          "AND NOT EXISTS (SELECT 1 FROM unit WHERE id = ?2 AND ?4 IN "
                          "(nh_fold (name), nh_fold (coalesce (short_name, ''))))",
                          error);
  gboolean row;

  if (!insert || !*folded)
    return insert != NULL;
  nh_statement_bind_int64 (insert, 1, nh_id_new ());
  nh_statement_bind_int64 (insert, 2, unit);
  nh_statement_bind_text (insert, 3, alias);
  nh_statement_bind_text (insert, 4, folded);
  nh_statement_bind_int64 (insert, 5, ALIAS_STEP);
  return nh_statement_step (insert, &row, error);
}

/* (internal) one column of one row: @text, or else a number; 0 is NULL. */
gboolean
nh_unit_store_part (NhWorkbook *workbook, const char *table, gint64 id, const char *column, const char *text, gint64 number,
            GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s = ? WHERE id = ?", table, column);
  g_autoptr (NhStatement) update = nh_store_prepare (nh_workbook_get_store (workbook), sql, error);
  gboolean row;

  if (!update)
    return FALSE;
  if (text)
    nh_statement_bind_text (update, 1, text);
  else if (number)
    nh_statement_bind_int64 (update, 1, number);
  else
    nh_statement_bind_null (update, 1);
  nh_statement_bind_int64 (update, 2, id);
  return nh_statement_step (update, &row, error);
}

/* (internal) Returns: the key of a new state that says nothing yet; 0 with @error */
gint64
nh_unit_insert_state (NhWorkbook *workbook, gint64 unit, guint32 until, gint64 decision, GError **error)
{
  g_autoptr (NhStatement) insert
      = nh_store_prepare (nh_workbook_get_store (workbook),
                          "INSERT INTO unit_state (id, unit, until_on, decision) VALUES (?, ?, ?, nullif (?, 0))",
                          error);
  g_autofree char *iso = nh_day_to_iso (until);
  gint64 id = nh_id_new ();
  gboolean row;

  if (!insert)
    return 0;
  nh_statement_bind_int64 (insert, 1, id);
  nh_statement_bind_int64 (insert, 2, unit);
  nh_statement_bind_text (insert, 3, iso);
  nh_statement_bind_int64 (insert, 4, decision);
  return nh_statement_step (insert, &row, error) ? id : 0;
}

/* Ends. */

/* (internal) whether @unit can end on @last_day and have @successor after it */
gboolean
nh_unit_check_end (NhUnitTimes *times, gint64 unit, guint32 last_day, gint64 successor, GError **error)
{
  NhUnitLife *life = nh_unit_times_find (times, unit);
  NhUnitLife *next = nh_unit_times_find (times, successor);
  const NhUnitState *last = life && life->states ? g_ptr_array_index (life->states, life->states->len - 1) : NULL;
  g_autofree char *day = NULL;

  if (!life || (successor && !next))
    nh_unit_refuse (error, NULL);
  else if (!last_day)
    nh_unit_refuse (error, _ ("Type the last day of “%s”, for example 30/6/2025."), life->name);
  else if (life->active_from && last_day < life->active_from)
    {
      day = nh_day_format_short (life->active_from);
      nh_unit_refuse (error, _ ("The last day is before “%s” began (%s)."), life->name, day);
    }
  else if (life->active_to && life->active_to != last_day)
    {
      day = nh_day_format_short (life->active_to);
      nh_unit_refuse (error, _ ("“%s” ended on %s already."), life->name, day);
    }
  else if (last && last->until > last_day)
    {
      day = nh_day_format_short (last->until + 1);
      nh_unit_refuse (error, _ ("“%s” has a change from %s on, after that last day."), life->name, day);
    }
  else if (successor == unit)
    nh_unit_refuse (error, _ ("“%s” can't be its own successor."), life->name);
  else if (next && next->active_to && next->active_to <= last_day)
    {
      day = nh_day_format_short (next->active_to);
      nh_unit_refuse (error, _ ("“%s” ended on %s and can't be a successor."), next->name, day);
    }
  else
    return TRUE;
  return FALSE;
}

/* (internal) inside an action; a decision is kept as a state that ends with the unit */
gboolean
nh_unit_store_end (NhWorkbook *workbook, NhUnitTimes *times, gint64 unit, guint32 last_day, gint64 successor,
                   gint64 decision, GError **error)
{
  NhUnitLife *life = nh_unit_times_find (times, unit);
  NhUnitState *same_day = nh_unit_life_state_until (life, last_day);
  g_autofree char *iso = nh_day_to_iso (last_day);

  if (!nh_unit_store_part (workbook, "unit", unit, "active_to", iso, 0, error)
      || !nh_unit_store_part (workbook, "unit", unit, "successor", NULL, successor, error))
    return FALSE;
  if (decision && same_day)
    return nh_unit_store_part (workbook, "unit_state", same_day->id, "decision", NULL, decision, error);
  return !decision || nh_unit_insert_state (workbook, unit, last_day, decision, error) != 0;
}
