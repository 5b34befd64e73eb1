/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhRecordGridModel: which rows are shown, in what order, under which heads.
 */
#include "ui/table/nh-record-grid-model-private.h"

#include "ui/nh-language.h"

static void
set_sorts (NhGridModel *model,
           const NhGridSort *sorts,
           guint n_sorts)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  NhListSort by[NH_LIST_MAX_SORTS];

  n_sorts = MIN (n_sorts, NH_LIST_MAX_SORTS);
  for (guint i = 0; i < n_sorts; i++)
    by[i] = (NhListSort) { nh_record_grid_model_field_of (self, sorts[i].column), sorts[i].descending };
  nh_list_model_set_order (self->list, by, n_sorts, nh_list_model_get_group (self->list));
}

static guint
column_of_field (NhRecordGridModel *self,
                 int field)
{
  return field >= 0 ? nh_record_grid_model_column_of (self, self->entity->fields[field].name) : G_MAXUINT;
}

static guint
get_sorts (NhGridModel *model,
           NhGridSort *sorts)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  guint n_fields;
  const NhListSort *by = nh_list_model_get_sorts (self->list, &n_fields);
  guint n = 0;

  for (guint i = 0; i < n_fields && n < NH_GRID_MAX_SORTS; i++)
    {
      NhGridSort sort = { column_of_field (self, by[i].field), by[i].descending };

      if (sort.column != G_MAXUINT)
        sorts[n++] = sort;
    }
  return n;
}

static void
set_group (NhGridModel *model,
           guint column)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  guint n_sorts;
  const NhListSort *sorts = nh_list_model_get_sorts (self->list, &n_sorts);
  g_autofree NhListSort *copy = g_memdup2 (sorts, n_sorts * sizeof (NhListSort));

  nh_list_model_set_order (self->list, copy, n_sorts,
                           column == G_MAXUINT ? -1 : nh_record_grid_model_field_of (self, column));
}

static guint
get_group (NhGridModel *model)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);

  return column_of_field (self, nh_list_model_get_group (self->list));
}

static gboolean
get_head (NhGridModel *model,
          guint row,
          NhGridHead *head)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  guint group;

  if (nh_row_groups_get_position (self->rows, row, &group) != G_MAXUINT || group == G_MAXUINT)
    return FALSE;
  if (head)
    {
      head->title = g_strdup (nh_row_groups_get_label (self->rows, group));
      head->counted = nh_language_format_count (nh_row_groups_get_count (self->rows, group));
      head->count = nh_row_groups_get_count (self->rows, group);
      head->folded = nh_row_groups_is_folded (self->rows, group);
    }
  return TRUE;
}

static void
fold (NhGridModel *model,
      guint row,
      gboolean folded)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  guint group;

  if (row == G_MAXUINT)
    nh_row_groups_fold_all (self->rows, folded);
  else
    {
      nh_row_groups_get_position (self->rows, row, &group);
      if (group != G_MAXUINT)
        nh_row_groups_fold (self->rows, group, folded);
    }
}

static gint64
get_id (NhGridModel *model,
        guint row)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  guint group;
  guint position = nh_row_groups_get_position (self->rows, row, &group);

  if (position == G_MAXUINT && group != G_MAXUINT)
    return nh_row_groups_get_id (self->rows, group);
  return nh_list_model_get_record_id (self->list, position);
}

static guint
position_of (NhGridModel *model,
             gint64 id)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  guint group;

  if (id >= 0)
    return nh_row_groups_get_row (self->rows, nh_list_model_position_of (self->list, id));
  group = nh_row_groups_find_id (self->rows, id);
  return group != G_MAXUINT ? nh_row_groups_get_head (self->rows, group) : G_MAXUINT;
}

static gboolean
is_filtered (NhGridModel *model,
             guint column)
{
  return nh_record_grid_model_get_filter (NH_RECORD_GRID_MODEL (model), column) != NULL;
}

/* (internal) fills in this part of the grid's interface */
void
nh_record_grid_model_view_init (NhGridModelInterface *iface)
{
  iface->set_sorts = set_sorts;
  iface->get_sorts = get_sorts;
  iface->is_filtered = is_filtered;
  iface->set_group = set_group;
  iface->get_group = get_group;
  iface->get_head = get_head;
  iface->fold = fold;
  iface->get_id = get_id;
  iface->position_of = position_of;
}

/**
 * nh_record_grid_model_show_record:
 * @self: the rows of a screen
 * @id: the key of a record
 *
 * Opens the group that a record is in.
 *
 * Returns: its row among the rows and the heads of groups; %G_MAXUINT when the list has no such record.
 */
guint
nh_record_grid_model_show_record (NhRecordGridModel *self,
                                  gint64 id)
{
  guint position = nh_list_model_position_of (self->list, id);
  guint group = position == G_MAXUINT ? G_MAXUINT : nh_row_groups_find (self->rows, position);

  if (group != G_MAXUINT)
    nh_row_groups_fold (self->rows, group, FALSE);
  return nh_row_groups_get_row (self->rows, position);
}

/**
 * nh_record_grid_model_get_position:
 * @self: the rows of a screen
 * @row: one of them
 *
 * Returns: where its record stands in the list; for the head of a group, where its first record does.
 */
guint
nh_record_grid_model_get_position (NhRecordGridModel *self,
                                   guint row)
{
  guint group;
  guint position = nh_row_groups_get_position (self->rows, row, &group);

  return position == G_MAXUINT && group != G_MAXUINT ? nh_row_groups_get_first (self->rows, group) : position;
}

/**
 * nh_record_grid_model_get_filter:
 * @self: the rows of a screen
 * @column: one of its columns
 *
 * Returns: (transfer none) (nullable): what the user left of this column.
 */
const NhListFilter *
nh_record_grid_model_get_filter (NhRecordGridModel *self,
                                 guint column)
{
  const char *id = g_array_index (self->columns, NhGridColumn, column).id;

  for (guint i = 0; i < self->filters->len; i++)
    {
      const NhListFilter *filter = &g_array_index (self->filters, NhListFilter, i);

      if (g_str_equal (filter->field, id))
        return filter;
    }
  return NULL;
}

/**
 * nh_record_grid_model_set_filter:
 * @self: the rows of a screen
 * @column: one of its columns; %G_MAXUINT: all, to clear them
 * @filter: (nullable): its filter, whose field is not looked at; %NULL: none
 *
 * Filters by what stands in a column, besides the filters of the other columns.
 */
void
nh_record_grid_model_set_filter (NhRecordGridModel *self,
                                 guint column,
                                 const NhListFilter *filter)
{
  const char *id = column == G_MAXUINT ? NULL : g_array_index (self->columns, NhGridColumn, column).id;

  for (guint i = self->filters->len; i > 0; i--)
    if (!id || g_str_equal (g_array_index (self->filters, NhListFilter, i - 1).field, id))
      g_array_remove_index (self->filters, i - 1);
  if (id && filter)
    {
      NhListFilter named = *filter;

      named.field = id;
      nh_filters_add (self->filters, &named);
    }
  nh_record_grid_model_update_filters (self);
  g_signal_emit_by_name (self, "filters-changed");
}

/** nh_record_grid_model_has_filters: Returns: whether any column is filtered. */
gboolean
nh_record_grid_model_has_filters (NhRecordGridModel *self)
{
  return self->filters->len > 0;
}

/**
 * nh_record_grid_model_count_records:
 * @self: the rows of a screen
 * @first_row: a row
 * @last_row: one at or behind it
 *
 * Returns: how many of the rows from one to the other are records and no heads.
 */
guint
nh_record_grid_model_count_records (NhRecordGridModel *self,
                                    guint first_row,
                                    guint last_row)
{
  guint n = last_row - first_row + 1;
  guint first;
  guint last;
  gboolean on_head = nh_row_groups_get_position (self->rows, first_row, &first) == G_MAXUINT;

  nh_row_groups_get_position (self->rows, last_row, &last);
  return first == G_MAXUINT || last == G_MAXUINT ? n : n - (last - first) - (on_head ? 1 : 0);
}

/**
 * nh_record_grid_model_dup_view:
 * @self: the rows of a screen
 *
 * Returns: (transfer floating): what is remembered of the order: (a(sb)s), the names of the fields
 *   sorted by, each with whether it runs downwards, and the field grouped by or "".
 */
GVariant *
nh_record_grid_model_dup_view (NhRecordGridModel *self)
{
  GVariantBuilder sorts;
  guint n_sorts;
  const NhListSort *by = nh_list_model_get_sorts (self->list, &n_sorts);
  int group = nh_list_model_get_group (self->list);

  g_variant_builder_init (&sorts, G_VARIANT_TYPE ("a(sb)"));
  for (guint i = 0; i < n_sorts; i++)
    g_variant_builder_add (&sorts, "(sb)", self->entity->fields[by[i].field].name, by[i].descending);
  return g_variant_new ("(a(sb)s)", &sorts, group >= 0 ? self->entity->fields[group].name : "");
}

/**
 * nh_record_grid_model_set_view:
 * @self: the rows of a screen
 * @view: what nh_record_grid_model_dup_view() gave, from this or an older version: fields that are
 *   not there any more are passed over
 */
void
nh_record_grid_model_set_view (NhRecordGridModel *self,
                               GVariant *view)
{
  g_autoptr (GVariantIter) iter = NULL;
  NhListSort sorts[NH_LIST_MAX_SORTS];
  const char *group;
  const char *name;
  gboolean descending;
  guint column;
  guint n = 0;

  if (!g_variant_is_of_type (view, G_VARIANT_TYPE ("(a(sb)s)")))
    return;
  g_variant_get (view, "(a(sb)&s)", &iter, &group);
  while (g_variant_iter_next (iter, "(&sb)", &name, &descending) && n < NH_LIST_MAX_SORTS)
    {
      column = nh_record_grid_model_column_of (self, name);
      if (column != G_MAXUINT)
        sorts[n++] = (NhListSort) { nh_record_grid_model_field_of (self, column), descending };
    }
  column = nh_record_grid_model_column_of (self, group);
  if (column != G_MAXUINT && !g_array_index (self->columns, NhGridColumn, column).groupable)
    column = G_MAXUINT;
  nh_list_model_set_order (self->list, sorts, n,
                           column == G_MAXUINT ? -1 : nh_record_grid_model_field_of (self, column));
}
