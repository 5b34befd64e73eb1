/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any table of the workbook as a table on paper, with the columns, rows, groups and order that were
 * chosen: nh-table-options.h.
 */
#include "document/nh-views.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"
#include "model/nh-cursor.h"

/* More rows are no table of a plan; they would take hundreds of pages. */
#define MAX_ROWS 5000u

static const NhField *
field_of (const NhEntity *entity, const char *name)
{
  return &entity->fields[nh_entity_find_field (entity, name)];
}

static int
number_of (NhRecord *record, const NhField *field)
{
  return (int) (field - nh_record_get_entity (record)->fields);
}

static NhAlign
align_of (const NhField *field)
{
  switch (field->kind)
    {
    case NH_FIELD_INTEGER:
    case NH_FIELD_DATE:
    case NH_FIELD_PERIOD:
    case NH_FIELD_PHONE:
      return NH_ALIGN_CENTRE;
    case NH_FIELD_TEXT:
    case NH_FIELD_LONG_TEXT:
    case NH_FIELD_CHOICE:
    case NH_FIELD_REFERENCE:
    case NH_FIELD_LINKS:
    case NH_FIELD_LIST:
      break;
    }
  return NH_ALIGN_LEFT;
}

/* Documents are Vietnamese whatever the language of the interface. */
static const char *
words_of (NhRecord *record, const NhField *field)
{
  const NhChoice *choice;

  if (field->kind != NH_FIELD_CHOICE)
    return nh_record_text (record, field->name);
  choice = nh_field_find_choice (field, nh_record_raw (record, field->name));
  return choice ? choice->word : nh_record_raw (record, field->name);
}

static void
add_cell (NhTable *table, NhRecord *record, const NhField *field)
{
  const char *text = nh_record_text (record, field->name);
  guint32 day = field->kind == NH_FIELD_DATE ? nh_day_from_iso (nh_record_raw (record, field->name)) : 0;

  if (field->kind == NH_FIELD_PERIOD)
    nh_view_add_period (table, record, field->name);
  else if (day)
    nh_table_add_day_cell (table, day);
  else if (field->kind == NH_FIELD_INTEGER && *text)
    nh_table_add_number_cell (table, (double) nh_record_get_int64 (record, number_of (record, field)), text);
  else
    nh_table_add_cell (table, words_of (record, field));
}

/* What the head of a row's group says: times by month, as the order has them. */
static char *
group_words (NhRecord *record, const NhField *field)
{
  int n = number_of (record, field);
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  guint32 day = 0;
  int year, month, of_month;

  if (field->kind == NH_FIELD_PERIOD)
    {
      nh_record_get_period (record, n, &period);
      day = period.start;
    }
  else if (field->kind == NH_FIELD_DATE)
    day = nh_day_from_iso (nh_record_get_raw (record, n));
  if (!day)
    return g_strdup (*words_of (record, field) ? words_of (record, field) : "Chưa ghi");
  nh_day_to_ymd (day, &year, &month, &of_month);
  return g_strdup_printf (month < 3 ? "Tháng %02d/%d" : "Tháng %d/%d", month, year);
}

/* Two records of one name are two groups, as in the grid. */
static gboolean
is_namesake (NhRecord *record, const NhField *field, const char *key)
{
  return field->kind == NH_FIELD_REFERENCE && !g_str_equal (nh_record_raw (record, field->name), key);
}

static NhTable *
new_table (const NhEntity *entity, GStrv columns, const char *group)
{
  NhTable *table = nh_table_new ();

  nh_table_add_column (table, NH_ALIGN_CENTRE, 4, 4);
  for (guint i = 0; columns[i]; i++)
    if (g_strcmp0 (columns[i], group) != 0)
      {
        const NhField *field = field_of (entity, columns[i]);

        nh_table_add_column (table, align_of (field), 0, field->width);
      }
  nh_table_add_row (table, TRUE);
  nh_table_add_cell (table, "TT");
  for (guint i = 0; columns[i]; i++)
    if (g_strcmp0 (columns[i], group) != 0)
      nh_table_add_cell (table, field_of (entity, columns[i])->heading);
  return table;
}

/* "plan", or "programme.plan": the way from a row to its plan; %NULL: rows belong to no plan. */
static char *
way_to_plan (const NhEntity *entity)
{
  if (nh_entity_find_field (entity, "plan") >= 0)
    return g_strdup ("plan");
  for (const NhField *field = entity->fields; field->name; field++)
    if ((field->flags & NH_FIELD_OWNER) && nh_entity_find_field (nh_entity_find (field->target), "plan") >= 0)
      return g_strconcat (field->name, ".plan", NULL);
  return NULL;
}

static NhCursor *
open_rows (const NhViewContext *context, const NhEntity *entity, GError **error)
{
  const NhTableOptions *options = context->options;
  g_autoptr (GArray) filters = nh_filters_new ();
  g_autofree char *plan = g_strdup_printf ("%" G_GINT64_FORMAT, context->plan);
  g_autofree char *way = options->all_rows ? NULL : way_to_plan (entity);
  NhListSort sorts[NH_LIST_MAX_SORTS];
  int group = options->group ? nh_entity_find_field (entity, options->group) : -1;

  for (guint i = 0; i < options->filters->len; i++)
    nh_filters_add (filters, &g_array_index (options->filters, NhListFilter, i));
  if (way)
    nh_filters_add (filters, &(NhListFilter){ way, plan });
  for (guint i = 0; i < options->order->len; i++)
    {
      const NhTableOrder *order = &g_array_index (options->order, NhTableOrder, i);

      sorts[i] = (NhListSort){ nh_entity_find_field (entity, order->field), order->descending };
    }
  return nh_cursor_new_ordered (context->workbook, entity, (const NhListFilter *) filters->data, filters->len, sorts,
                                options->order->len, group, error);
}

static gboolean
add_rows (NhTable *table, NhCursor *cursor, const NhEntity *entity, GStrv columns, const char *group, GError **error)
{
  g_autofree char *head = NULL;
  g_autofree char *key = NULL;
  guint number = 0;
  guint n_rows = 0;

  while (TRUE)
    {
      g_autoptr (NhRecord) record = NULL;
      gboolean row;

      if (!nh_cursor_next (cursor, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (++n_rows > MAX_ROWS)
        {
          g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                       _ ("The list has more than %u rows, too many for a table in a plan. Choose fewer rows."),
                       MAX_ROWS);
          return FALSE;
        }
      record = nh_cursor_get_record (cursor);
      if (group)
        {
          g_autofree char *words = group_words (record, field_of (entity, group));

          if (!head || !g_str_equal (words, head) || is_namesake (record, field_of (entity, group), key))
            {
              nh_view_add_group (table, words);
              g_free (head);
              g_free (key);
              head = g_steal_pointer (&words);
              key = g_strdup (nh_record_raw (record, group));
              number = 0;
            }
        }
      nh_table_add_row (table, FALSE);
      nh_view_add_number (table, ++number);
      for (guint i = 0; columns[i]; i++)
        if (g_strcmp0 (columns[i], group) != 0)
          add_cell (table, record, field_of (entity, columns[i]));
    }
}

/**
 * nh_view_list:
 * @context: which plan, and which list; the options are checked
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: (transfer full): number and the chosen columns; a group's name stands over its rows.
 */
NhTable *
nh_view_list (const NhViewContext *context, GError **error)
{
  const NhTableOptions *options = context->options;
  const NhEntity *entity = nh_entity_find (options->list);
  g_auto (GStrv) columns = options->columns ? g_strdupv (options->columns)
                                            : nh_table_options_default_columns (entity, options->all_rows);
  g_autoptr (NhCursor) cursor = open_rows (context, entity, error);
  g_autoptr (NhTable) table = cursor ? new_table (entity, columns, options->group) : NULL;

  if (!table || !add_rows (table, cursor, entity, columns, options->group, error))
    return NULL;
  return g_steal_pointer (&table);
}
