/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inspections of a plan as appendices: who when, over the years, and what was found.
 */
#include "document/nh-inspection-board.h"
#include "document/nh-views.h"

#include "model/nh-cursor.h"

/* Month by month: who is inspected on which day, by whom. */
static NhTable *
schedule_as_list (const NhViewContext *context, GError **error)
{
  static const char *const headings[] = { "TT", "Đơn vị được kiểm tra", "Thời gian", "Đoàn kiểm tra" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 5, 5 },
    { NH_ALIGN_LEFT, 24, 46 },
    { NH_ALIGN_CENTRE, 16, 24 },
    { NH_ALIGN_LEFT, 16, 28 },
  };
  g_autofree char *plan = g_strdup_printf ("%" G_GINT64_FORMAT, context->plan);
  const NhListFilter filters[] = { { "plan", plan }, { "kind", "inspection" }, { "status", "!cancelled" } };
  const NhEntity *activity = nh_entity_find ("activity");
  g_autoptr (NhCursor) cursor = nh_cursor_new (context->workbook, activity, filters, G_N_ELEMENTS (filters), NULL,
                                               NH_FIELD (activity, "period"), FALSE, error);
  g_autoptr (NhTable) table = nh_view_table (headings, columns, G_N_ELEMENTS (columns));
  guint32 month_shown = 0;
  guint number = 0;
  gboolean row;

  while (cursor && nh_cursor_next (cursor, &row, error))
    {
      g_autoptr (NhRecord) record = NULL;
      g_autofree char *units = NULL;
      g_auto (NhPeriod) period = NH_PERIOD_INIT;
      int year;
      int month;
      guint32 first;

      if (!row)
        return g_steal_pointer (&table);
      record = g_object_ref (nh_cursor_get_record (cursor));
      units = nh_view_units (context, record, "inspected", NULL);
      nh_record_get_period (record, NH_FIELD (activity, "period"), &period);
      nh_day_to_ymd (period.start, &year, &month, NULL);
      first = period.start ? nh_day_from_ymd (year, month, 1) : 1;
      if (first != month_shown)
        {
          g_autofree char *words = period.start ? nh_inspection_month_text (year, month) : g_strdup ("Chưa xác định thời gian");

          nh_view_add_group (table, words);
          month_shown = first;
        }
      nh_table_add_row (table, FALSE);
      nh_view_add_number (table, ++number);
      nh_table_add_cell (table, *units ? units : nh_record_text (record, "content"));
      nh_view_add_period (table, record, "period");
      nh_table_add_cell (table, nh_record_text (record, "delegation"));
    }
  return NULL;
}

/**
 * nh_view_inspection_schedule:
 * @context: which plan; in groups: a list by months with days, else units × months
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): who is inspected when.
 */
NhTable *
nh_view_inspection_schedule (const NhViewContext *context, GError **error)
{
  g_autoptr (NhMatrix) matrix = NULL;

  if (context->grouped)
    return schedule_as_list (context, error);
  matrix = nh_inspection_schedule_matrix (context->workbook, context->plan, 0, NH_INSPECTION_BOARD_PAPER, error);
  return matrix ? nh_matrix_to_table (matrix) : NULL;
}

/**
 * nh_view_inspection_coverage:
 * @context: which plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): units × school years, those first that were not inspected for longest.
 */
NhTable *
nh_view_inspection_coverage (const NhViewContext *context, GError **error)
{
  g_autoptr (NhMatrix) matrix = nh_inspection_coverage_matrix (context->workbook, context->plan, 0,
                                                               NH_INSPECTION_BOARD_PAPER | NH_INSPECTION_BOARD_LONGEST, error);

  return matrix ? nh_matrix_to_table (matrix) : NULL;
}

static void
add_finding (NhTable *table, guint number, NhRecord *finding)
{
  g_autofree char *state = NULL;
  const NhEntity *entity = nh_record_get_entity (finding);
  const NhChoice *choice = nh_field_find_choice (&entity->fields[NH_FIELD (entity, "state")],
                                                 nh_record_raw (finding, "state"));

  state = g_strconcat (choice ? choice->word : "", *nh_record_text (finding, "closed_on") ? " ngày " : "",
                       nh_record_text (finding, "closed_on"), NULL);
  nh_table_add_row (table, FALSE);
  nh_view_add_number (table, number);
  nh_table_add_cell (table, nh_record_text (finding, "unit"));
  nh_table_add_cell (table, nh_record_text (finding, "text"));
  nh_table_add_cell (table, nh_record_text (finding, "remedy"));
  if (*nh_record_raw (finding, "due_on"))
    nh_table_add_day_cell (table, nh_day_from_iso (nh_record_raw (finding, "due_on")));
  else
    nh_table_add_cell (table, "");
  nh_table_add_cell (table, state);
}

/**
 * nh_view_findings:
 * @context: which plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): what the inspections of the plan found, what has to be done until when, and how
 *   far that is.
 */
NhTable *
nh_view_findings (const NhViewContext *context, GError **error)
{
  static const char *const headings[] = { "TT", "Đơn vị", "Nhận xét, kết luận", "Kiến nghị khắc phục", "Hạn", "Theo dõi" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 5, 5 },  { NH_ALIGN_LEFT, 14, 22 },   { NH_ALIGN_LEFT, 24, 44 },
    { NH_ALIGN_LEFT, 20, 36 },  { NH_ALIGN_CENTRE, 11, 11 }, { NH_ALIGN_LEFT, 14, 20 },
  };
  g_autofree char *plan = g_strdup_printf ("%" G_GINT64_FORMAT, context->plan);
  const NhListFilter filter = { "activity.plan", plan };
  g_autoptr (GPtrArray) list = nh_workbook_list (context->workbook, nh_entity_find ("finding"), &filter, 1, error);
  NhTable *table;

  if (!list)
    return NULL;
  table = nh_view_table (headings, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < list->len; i++)
    add_finding (table, i + 1, list->pdata[i]);
  return table;
}
