/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of those who are nominated for an award.
 */
#include "document/nh-compose.h"
#include "document/nh-views.h"
#include "model/nh-awards.h"

/* "5 năm 2 tháng"; exported documents are Vietnamese whatever the interface speaks. */
static char *
time_words (int months)
{
  if (months < 12)
    return g_strdup_printf ("%d tháng", months);
  if (months % 12 == 0)
    return g_strdup_printf ("%d năm", months / 12);
  return g_strdup_printf ("%d năm %d tháng", months / 12, months % 12);
}

static NhTable *
nominated_table (NhWorkbook *workbook, gint64 team, guint32 day, GError **error)
{
  static const char *const headings[] = { "TT", "Họ và tên", "Chức vụ, đơn vị công tác",
                                          "Tham gia sinh hoạt", "Thời gian tham gia", "Ghi chú" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 5, 5 },   { NH_ALIGN_LEFT, 15, 30 },   { NH_ALIGN_LEFT, 19, 54 },
    { NH_ALIGN_LEFT, 14, 30 },   { NH_ALIGN_CENTRE, 12, 18 }, { NH_ALIGN_LEFT, 8, 20 },
  };
  g_autoptr (GPtrArray) members = nh_awards_list (workbook, team, day, error);
  NhTable *table;
  guint number = 0;

  if (!members)
    return NULL;
  table = nh_view_table (headings, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < members->len; i++)
    {
      const NhAwardMember *member = members->pdata[i];
      g_autofree char *time = time_words (member->months);

      if (!member->nominated)
        continue;
      nh_table_add_row (table, FALSE);
      nh_view_add_number (table, ++number);
      nh_table_add_cell (table, member->name);
      nh_table_add_cell (table, member->work);
      nh_table_add_cell (table, member->group);
      nh_table_add_cell (table, time);
      nh_table_add_cell (table, "");
    }
  return table;
}

/**
 * nh_view_awards:
 * @context: which plan; its council or team, on the last day of its school year
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): number, name, post and unit, group, time in the team.
 */
NhTable *
nh_view_awards (const NhViewContext *context, GError **error)
{
  gint64 team = nh_record_get_int64 (context->plan_record,
                                     nh_entity_find_field (nh_entity_find ("plan"), "team"));
  NhSchoolYear year;
  guint32 day = 0;

  if (nh_workbook_get_plan_year (context->workbook, context->plan, &year))
    day = year.term2_ends ? year.term2_ends : year.ends_on;
  return nominated_table (context->workbook, team, day, error);
}

/**
 * nh_compose_awards:
 * @workbook: a workbook
 * @team: key of a team
 * @day: Julian day on which the years are counted
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: (transfer full): the list of the nominated as a page of its own.
 */
NhAppendixPage *
nh_compose_awards (NhWorkbook *workbook, gint64 team, guint32 day, GError **error)
{
  g_autoptr (NhRecord) record
      = nh_workbook_load (workbook, nh_entity_find ("team"), team, error);
  g_autoptr (NhTable) table = record ? nominated_table (workbook, team, day, error) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *date = NULL;
  NhAppendixPage *page;

  if (!table)
    return NULL;
  name = g_utf8_strup (nh_record_text (record, "name"), -1);
  date = nh_day_format_long (day);
  page = g_new0 (NhAppendixPage, 1);
  page->heading = g_strdup ("Danh sách");
  page->title = g_strdup_printf ("ĐỀ NGHỊ KHEN THƯỞNG – %s", name);
  page->attached = g_strdup_printf ("(Thời gian tham gia tính đến %s)", date);
  page->table = g_steal_pointer (&table);
  page->file_name = g_strdup_printf ("Đề nghị khen thưởng - %s", nh_record_text (record, "name"));
  g_strdelimit (page->file_name, "/\\:*?\"<>|\n\r\t", '-');
  page->author = nh_workbook_get_setting (workbook, "office_name");
  return page;
}
