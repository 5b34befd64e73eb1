/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-plan-status.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-text.h"
#include "model/nh-workbook-private.h"

static const struct
{
  const char *from;
  guint n_moves;
  NhStatusMove moves[2];
} moves[] = {
  { "draft", 1, { { "submitted", N_ ("Submit for signing") } } },
  { "submitted", 1, { { "draft", N_ ("Take back to draft") } } },
  { "issued", 1, { { "closed", N_ ("Close the plan") } } },
  { "closed", 1, { { "issued", N_ ("Open the plan again") } } },
};

/**
 * nh_plan_status_moves:
 * @status: key of the present status
 * @n_moves: (out): how many
 *
 * Issuing is none of them: it asks for a number and a day.
 *
 * Returns: (array length=n_moves) (transfer none): what can become of it.
 */
const NhStatusMove *
nh_plan_status_moves (const char *status, guint *n_moves)
{
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (g_strcmp0 (status, moves[i].from) == 0)
      {
        *n_moves = moves[i].n_moves;
        return moves[i].moves;
      }
  *n_moves = 0;
  return NULL;
}

/**
 * nh_plan_set_status:
 * @workbook: a workbook
 * @plan: key of a plan
 * @status: one that nh_plan_status_moves() has for it
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: whether the plan has it now.
 */
gboolean
nh_plan_set_status (NhWorkbook *workbook, gint64 plan, const char *status, GError **error)
{
  const NhEntity *entity = nh_entity_find ("plan");
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, entity, plan, error);
  const NhStatusMove *possible;
  guint n;

  if (!record)
    return FALSE;
  possible = nh_plan_status_moves (nh_record_raw (record, "status"), &n);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (possible[i].status, status))
      {
        if (!nh_workbook_begin (workbook, _ (possible[i].label), error))
          return FALSE;
        if (nh_workbook_set (workbook, entity, plan, (NhFieldText[]) { { "status", status }, { NULL, NULL } }, error))
          return nh_workbook_commit (workbook, error);
        nh_workbook_rollback (workbook);
        return FALSE;
      }
  g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID, _ ("A plan that is “%s” can't become that at once."),
               nh_record_text (record, "status"));
  return FALSE;
}

/* Numbers. */

/* Plans that take their numbers from the same series: of one agency and symbol, in one year. */
typedef gboolean (*NumberFunc) (gint64 plan, guint64 number, const char *text, gpointer data);

static char *
series_key (const char *superior, const char *issuer, const char *symbol)
{
  g_autofree char *all = g_strjoin ("\n", superior ? superior : "", issuer ? issuer : "", symbol ? symbol : "", NULL);

  return nh_text_fold (all);
}

static gboolean
each_number (NhWorkbook *workbook, gint64 plan, guint32 day, NumberFunc func, gpointer data, GError **error)
{
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, nh_entity_find ("plan"), plan, error);
  g_autoptr (NhStatement) select = NULL;
  g_autofree char *series = NULL;
  g_autofree char *year = NULL;
  gboolean row;
  int y;

  if (!record)
    return FALSE;
  nh_day_to_ymd (day, &y, NULL, NULL);
  year = g_strdup_printf ("%04d", y);
  series = series_key (nh_record_text (record, "superior_agency"), nh_record_text (record, "issuer"),
                       nh_record_text (record, "symbol"));
  select = nh_store_prepare (nh_workbook_get_store (workbook),
                             "SELECT id, number, superior_agency, issuer, symbol FROM plan WHERE id <> ?1 "
                             "AND coalesce (number, '') <> '' AND substr (issued_start, 1, 4) = ?2", error);
  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, plan);
  nh_statement_bind_text (select, 2, year);
  while (nh_statement_step (select, &row, error))
    {
      g_autofree char *other = NULL;
      const char *number;

      if (!row)
        return TRUE;
      number = nh_statement_text (select, 1);
      other = series_key (nh_statement_text (select, 2), nh_statement_text (select, 3), nh_statement_text (select, 4));
      if (g_str_equal (series, other)
          && !func (nh_statement_int64 (select, 0), g_ascii_strtoull (number, NULL, 10), number, data))
        return TRUE;
    }
  return FALSE;
}

static gboolean
keep_highest (gint64 plan, guint64 number, const char *text, gpointer data)
{
  guint64 *highest = data;

  *highest = MAX (*highest, number);
  return TRUE;
}

/**
 * nh_plan_propose_number:
 * @workbook: a workbook
 * @plan: key of a plan
 * @day: the day it will be issued
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: (transfer full): the number it has; else the one after the highest number that plans of the
 *   same agency and symbol have in the year of @day: "74", "01" for the first one.
 */
char *
nh_plan_propose_number (NhWorkbook *workbook, gint64 plan, guint32 day, GError **error)
{
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, nh_entity_find ("plan"), plan, error);
  guint64 highest = 0;

  if (!record)
    return NULL;
  if (*nh_record_text (record, "number"))
    return g_strdup (nh_record_text (record, "number"));
  if (!each_number (workbook, plan, day, keep_highest, &highest, error))
    return NULL;
  return g_strdup_printf ("%02" G_GUINT64_FORMAT, highest + 1);
}

typedef struct
{
  guint64 number;
  const char *text;
  gint64 found;
} Search;

static gboolean
is_number (gint64 plan, guint64 number, const char *text, gpointer data)
{
  Search *search = data;
  gboolean same = number ? number == search->number : g_str_equal (text, search->text);

  if (same)
    search->found = plan;
  return !same;
}

/**
 * nh_plan_find_number:
 * @workbook: a workbook
 * @plan: key of a plan
 * @number: a number
 * @day: the day the plan is issued
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: the other plan of the same agency, symbol and year that has @number already; 0: it is free.
 */
gint64
nh_plan_find_number (NhWorkbook *workbook, gint64 plan, const char *number, guint32 day, GError **error)
{
  Search search = { g_ascii_strtoull (number, NULL, 10), number, 0 };

  each_number (workbook, plan, day, is_number, &search, error);
  return search.found;
}

/* Chains. */

/**
 * nh_plan_label:
 * @plan: a plan
 *
 * Returns: (transfer full): as it is cited: "Kế hoạch số 73/KH-SGDĐT ngày 31/8/2023"; a plan without a
 *   number by its title.
 */
char *
nh_plan_label (NhRecord *plan)
{
  const char *type = nh_record_text (plan, "doc_type");
  const char *number = nh_record_text (plan, "number");
  g_auto (NhPeriod) issued = NH_PERIOD_INIT;
  g_autofree char *day = NULL;

  type = *type ? type : "Kế hoạch";
  if (!*number)
    return g_strdup_printf ("%s %s", type, nh_record_text (plan, "title"));
  nh_record_get_period (plan, nh_entity_find_field (nh_record_get_entity (plan), "issued"), &issued);
  day = issued.exactness == NH_EXACTNESS_DAY ? nh_day_format_short (issued.start) : g_strdup ("");
  return g_strdup_printf ("%s số %s/%s%s%s", type, number, nh_record_text (plan, "symbol"), *day ? " ngày " : "", day);
}

static void
link_free (gpointer data)
{
  NhPlanLink *link = data;

  g_free (link->label);
  g_free (link->title);
  g_free (link->status);
  g_free (link->how);
  g_free (link);
}

static gint64
first_of_chain (NhWorkbook *workbook, gint64 plan)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  while (TRUE)
    {
      gint64 above = nh_workbook_query_int64 (workbook, "SELECT amends FROM plan WHERE id = ?", plan, 0);

      if (!above || !g_hash_table_add (seen, g_memdup2 (&plan, sizeof plan)))
        return plan;
      plan = above;
    }
}

static gboolean
add_links (NhWorkbook *workbook, gint64 plan, guint depth, GHashTable *seen, GPtrArray *links, GError **error)
{
  g_autoptr (NhRecord) record = NULL;
  g_autoptr (NhStatement) select = NULL;
  g_autoptr (GArray) below = g_array_new (FALSE, FALSE, sizeof (gint64));
  NhPlanLink *link;
  gboolean row;

  if (!g_hash_table_add (seen, g_memdup2 (&plan, sizeof plan)))
    return TRUE;
  record = nh_workbook_load (workbook, nh_entity_find ("plan"), plan, error);
  select = nh_store_prepare (nh_workbook_get_store (workbook),
                             "SELECT id FROM plan WHERE amends = ? ORDER BY issued_start IS NULL, issued_start, id", error);
  if (!record || !select)
    return FALSE;
  link = g_new0 (NhPlanLink, 1);
  link->id = plan;
  link->depth = depth;
  link->label = nh_plan_label (record);
  link->title = g_strdup (nh_record_text (record, "title"));
  link->status = g_strdup (nh_record_raw (record, "status"));
  link->how = g_strdup (depth ? nh_record_raw (record, "amends_how") : "");
  g_ptr_array_add (links, link);
  nh_statement_bind_int64 (select, 1, plan);
  while (nh_statement_step (select, &row, error) && row)
    {
      gint64 id = nh_statement_int64 (select, 0);

      g_array_append_val (below, id);
    }
  for (guint i = 0; i < below->len; i++)
    if (!add_links (workbook, g_array_index (below, gint64, i), depth + 1, seen, links, error))
      return FALSE;
  return TRUE;
}

/**
 * nh_plan_chain:
 * @workbook: a workbook
 * @plan: key of a plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NhPlanLink): the first plan of those that change each other,
 *   below each one those that change it; a plan that stands alone is alone.
 */
GPtrArray *
nh_plan_chain (NhWorkbook *workbook, gint64 plan, GError **error)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (link_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (!add_links (workbook, first_of_chain (workbook, plan), 0, seen, links, error))
    return NULL;
  return g_steal_pointer (&links);
}
