/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Calendars of a plan, in the forms that offices use.
 */
#include "document/nh-views.h"

#include <string.h>

#include "core/nh-period.h"
#include "core/nh-text.h"

/* The units of an activity, whatever their part in it. */
static char *
all_units (const NhViewContext *context, NhRecord *record)
{
  static const char *const fields[] = { "hosts", "inspected", "pilots", "attending" };
  char *text = g_strdup ("");

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *units = nh_view_units (context, record, fields[i], NULL);
      g_autofree char *before = text;

      text = nh_view_join (", ", before, units);
    }
  return text;
}

/* The content, with the units behind it unless it names them already. */
static char *
content_with_units (NhRecord *record, const char *units)
{
  const char *content = nh_record_text (record, "content");
  g_autofree char *folded_units = nh_text_fold (units);
  g_auto (GStrv) names = g_strsplit (folded_units, ", ", -1);
  g_autofree char *folded = nh_text_fold (content);
  gboolean named = TRUE;

  for (guint i = 0; names[i]; i++)
    {
      /* "TH An Lap" is named by "truong tieu hoc An Lap" too. */
      const char *name = g_str_has_prefix (names[i], "th ") ? names[i] + 3 : names[i];

      named &= strstr (folded, name) != NULL;
    }
  return named ? g_strdup (content) : g_strdup_printf ("%s (%s)", content, units);
}

static gboolean
any_text (GPtrArray *activities, const char *field)
{
  for (guint i = 0; i < activities->len; i++)
    if (*nh_record_text (activities->pdata[i], field))
      return TRUE;
  return FALSE;
}

/* What has a time that is not only words, and is no theme. */
static GPtrArray *
dated_activities (const NhViewContext *context, GError **error)
{
  GPtrArray *activities = nh_view_activities (context, "!theme", error);

  for (guint i = activities ? activities->len : 0; i-- > 0;)
    {
      g_auto (NhPeriod) period = NH_PERIOD_INIT;

      nh_record_get_period (activities->pdata[i],
                            nh_entity_find_field (nh_entity_find ("activity"), "period"), &period);
      if (!period.start)
        g_ptr_array_remove_index (activities, i);
    }
  return activities;
}

/**
 * nh_view_calendar_periods:
 * @context: which plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): a heading row for each stretch of time, under it what is done then.
 */
NhTable *
nh_view_calendar_periods (const NhViewContext *context, GError **error)
{
  static const char *const headings[] = { "TT", "Nội dung hoạt động", "Đơn vị" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 5, 5 },
    { NH_ALIGN_LEFT, 50, 80 },
    { NH_ALIGN_LEFT, 20, 30 },
  };
  g_autoptr (GPtrArray) activities = dated_activities (context, error);
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func (g_free);
  gboolean with_units;
  guint n_with_units = 0;
  const char *period = NULL;
  NhTable *table;
  guint number = 0;

  if (!activities)
    return NULL;
  for (guint i = 0; i < activities->len; i++)
    {
      g_ptr_array_add (units, all_units (context, activities->pdata[i]));
      n_with_units += *(char *) units->pdata[i] != '\0';
    }
  /* A column for the units pays only when most activities have some. */
  with_units = n_with_units * 2 > activities->len;
  table = nh_view_table (headings, columns, with_units ? 3 : 2);
  for (guint i = 0; i < activities->len; i++)
    {
      NhRecord *record = activities->pdata[i];
      const char *own = nh_record_text (record, "period");

      if (g_strcmp0 (period, own) != 0)
        {
          NhCell *cell;

          nh_table_add_row (table, FALSE);
          cell = nh_table_add_cell (table, own);
          cell->column_span = with_units ? 3 : 2;
          cell->bold = TRUE;
          cell->align = NH_ALIGN_LEFT;
          period = own;
          number = 0;
        }
      nh_table_add_row (table, FALSE);
      nh_view_add_number (table, ++number);
      if (with_units)
        {
          nh_table_add_cell (table, nh_record_text (record, "content"));
          nh_table_add_cell (table, units->pdata[i]);
        }
      else
        {
          g_autofree char *content = content_with_units (record, units->pdata[i]);

          nh_table_add_cell (table, content);
        }
    }
  return table;
}

/**
 * nh_view_calendar_general:
 * @context: which plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): time, content, measures, participants of what is no cluster's own.
 */
NhTable *
nh_view_calendar_general (const NhViewContext *context, GError **error)
{
  static const char *const headings[]
      = { "Thời gian", "Nội dung hoạt động", "Biện pháp", "Thành phần" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 10, 14 },
    { NH_ALIGN_LEFT, 26, 50 },
    { NH_ALIGN_LEFT, 26, 50 },
    { NH_ALIGN_LEFT, 18, 34 },
  };
  g_autoptr (GPtrArray) activities = dated_activities (context, error);
  NhTable *table;

  if (!activities)
    return NULL;
  table = nh_view_table (headings, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < activities->len; i++)
    {
      NhRecord *record = activities->pdata[i];

      if (*nh_record_text (record, "team"))
        continue;
      nh_table_add_row (table, FALSE);
      nh_view_add_period (table, record, "period");
      nh_table_add_cell (table, nh_record_text (record, "content"));
      nh_table_add_cell (table, nh_record_text (record, "measures"));
      nh_table_add_cell (table, nh_record_text (record, "participants"));
    }
  return table;
}

/**
 * nh_view_calendar_clusters:
 * @context: which plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): time, cluster, content, who is responsible, place or host.
 */
NhTable *
nh_view_calendar_clusters (const NhViewContext *context, GError **error)
{
  static const char *const headings[] = { "Thời gian", "Cụm thứ", "Nội dung hoạt động",
                                          "Trách nhiệm thực hiện", "Địa điểm, đơn vị tổ chức" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 10, 14 }, { NH_ALIGN_CENTRE, 7, 10 },  { NH_ALIGN_LEFT, 30, 60 },
    { NH_ALIGN_LEFT, 16, 26 },   { NH_ALIGN_LEFT, 16, 26 },
  };
  g_autoptr (GPtrArray) activities = dated_activities (context, error);
  NhTable *table;

  if (!activities)
    return NULL;
  table = nh_view_table (headings, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < activities->len; i++)
    {
      NhRecord *record = activities->pdata[i];
      const char *team = nh_record_text (record, "team");
      const char *hosts = nh_record_text (record, "hosts");

      if (!*team)
        continue;
      if (g_str_has_prefix (team, "Cụm "))
        team += strlen ("Cụm ");
      if (g_str_has_prefix (team, "thứ "))
        team += strlen ("thứ ");
      nh_table_add_row (table, FALSE);
      nh_view_add_period (table, record, "period");
      nh_table_add_cell (table, team);
      nh_table_add_cell (table, nh_record_text (record, "content"));
      nh_table_add_cell (table, nh_record_text (record, "responsible"));
      nh_table_add_cell (table, *hosts ? hosts : nh_record_text (record, "place"));
    }
  return table;
}

/**
 * nh_view_calendar_places:
 * @context: which plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): number, time, place, content and, where any is given, participants.
 */
NhTable *
nh_view_calendar_places (const NhViewContext *context, GError **error)
{
  static const char *const headings[]
      = { "TT", "Thời gian", "Địa điểm", "Nội dung", "Thành phần" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 5, 5 },  { NH_ALIGN_CENTRE, 12, 18 }, { NH_ALIGN_LEFT, 14, 28 },
    { NH_ALIGN_LEFT, 24, 60 },  { NH_ALIGN_LEFT, 12, 28 },
  };
  g_autoptr (GPtrArray) activities = nh_view_activities (context, "!theme", error);
  gboolean with_participants;
  NhTable *table;

  if (!activities)
    return NULL;
  with_participants = any_text (activities, "participants");
  table = nh_view_table (headings, columns, with_participants ? 5 : 4);
  for (guint i = 0; i < activities->len; i++)
    {
      NhRecord *record = activities->pdata[i];
      const char *place = nh_record_text (record, "place");

      nh_table_add_row (table, FALSE);
      nh_view_add_number (table, i + 1);
      nh_view_add_period (table, record, "period");
      nh_table_add_cell (table, *place ? place : nh_record_text (record, "hosts"));
      nh_table_add_cell (table, nh_record_text (record, "content"));
      if (with_participants)
        nh_table_add_cell (table, nh_record_text (record, "participants"));
    }
  return table;
}
