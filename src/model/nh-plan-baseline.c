/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-plan-baseline.h"

#include "core/nh-id.h"

static GArray *
list_activities (NhWorkbook *workbook, gint64 plan, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (workbook), "SELECT id FROM activity WHERE plan = ? AND status <> 'cancelled' ORDER BY position, id",
      error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row = FALSE;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, plan);
  while (nh_statement_step (select, &row, error) && row)
    {
      gint64 id = nh_statement_int64 (select, 0);

      g_array_append_val (ids, id);
    }
  return row ? NULL : g_steal_pointer (&ids);
}

/**
 * nh_plan_baseline_store:
 * @workbook: a workbook in a step
 * @plan: key of a plan
 * @version: key of the copy of it that is being stored
 * @error: of domain NH_STORE_ERROR
 *
 * Keeps content and time of each activity of the plan with its copy. Those that are cancelled are not issued.
 *
 * Returns: whether they are stored.
 */
gboolean
nh_plan_baseline_store (NhWorkbook *workbook, gint64 plan, gint64 version, GError **error)
{
  g_autoptr (GArray) ids = list_activities (workbook, plan, error);
  g_autoptr (NhStatement) insert = NULL;
  gboolean row;

  if (!ids)
    return FALSE;
  insert = nh_store_prepare (nh_workbook_get_store (workbook),
                             "INSERT INTO plan_version_activity (id, version, activity, content, period_text, period_start, "
                             "period_end, period_exactness) SELECT ?1, ?2, id, content, period_text, period_start, period_end, "
                             "period_exactness FROM activity WHERE id = ?3", error);
  if (!insert)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      nh_statement_bind_int64 (insert, 1, nh_id_new ());
      nh_statement_bind_int64 (insert, 2, version);
      nh_statement_bind_int64 (insert, 3, g_array_index (ids, gint64, i));
      if (!nh_statement_step (insert, &row, error))
        return FALSE;
      nh_statement_reset (insert);
    }
  return TRUE;
}
