/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhRecordGridModel: what the user changes in the grid. Every function is one step of undo.
 */
#include "ui/nh-record-grid-model-private.h"

#include <glib/gi18n-lib.h>

static NhWorkbook *
get_workbook (NhRecordGridModel *self)
{
  return nh_session_get_workbook (self->session);
}

static const char *
field_name (NhRecordGridModel *self,
            guint column)
{
  return self->entity->fields[nh_record_grid_model_field_of (self, column)].name;
}

static gboolean
set_text (NhGridModel *model,
          guint row,
          guint column,
          const char *text,
          GError **error)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  NhFieldText values[] = { { field_name (self, column), text }, { NULL, NULL } };
  gint64 id = nh_record_grid_model_get_key (self, row);

  if (!id)
    {
      g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                           _("This is the heading of a group and holds no record. Nothing was stored."));
      return FALSE;
    }
  return nh_session_set (self->session, self->entity, id, values, error);
}

static gboolean
has_value (GArray *values,
           const char *field)
{
  for (guint i = 0; i < values->len; i++)
    if (g_str_equal (g_array_index (values, NhFieldText, i).field, field))
      return TRUE;
  return FALSE;
}

static void
add_value (GArray *values,
           const char *field,
           const char *text)
{
  NhFieldText value = { field, text };

  if (!has_value (values, field))
    g_array_append_val (values, value);
}

/* What a new row has besides what was typed, so that it stays visible on this screen. */
static void
add_fixed_values (NhRecordGridModel *self,
                  GArray *values,
                  GPtrArray *texts)
{
  gint64 year = nh_session_get_year (self->session);

  if (self->spec->kind)
    add_value (values, "kind", self->spec->kind);
  if (self->spec->owner)
    {
      g_ptr_array_add (texts, g_strdup_printf ("#%" G_GINT64_FORMAT, self->owner));
      add_value (values, self->spec->owner, g_ptr_array_index (texts, texts->len - 1));
    }
  if (self->spec->flags & NH_SCREEN_PLAN_FILTER && self->plan)
    {
      g_ptr_array_add (texts, g_strdup_printf ("#%" G_GINT64_FORMAT, self->plan));
      add_value (values, "plan", g_ptr_array_index (texts, texts->len - 1));
    }
  if (self->spec->flags & NH_SCREEN_YEAR && year)
    {
      g_ptr_array_add (texts, g_strdup_printf ("#%" G_GINT64_FORMAT, year));
      add_value (values, "school_year", g_ptr_array_index (texts, texts->len - 1));
    }
  /* A plan needs a title before it has a number; whoever types the number first gets one. */
  if (g_str_equal (self->entity->name, "plan"))
    add_value (values, "title", _("New plan"));
}

/* Under one school year a row without a plan would vanish at once: it takes the only plan of the
 * year, or the user names one. */
static gboolean
check_plan (NhRecordGridModel *self,
            GArray *values,
            GPtrArray *texts,
            GError **error)
{
  GPtrArray *plans = nh_session_get_plans (self->session);

  if (!(self->spec->flags & NH_SCREEN_PLAN_FILTER) || !nh_session_get_year (self->session) ||
      has_value (values, "plan"))
    return TRUE;
  if (plans->len == 1)
    {
      const NhSessionPlan *plan = g_ptr_array_index (plans, 0);

      g_ptr_array_add (texts, g_strdup_printf ("#%" G_GINT64_FORMAT, plan->id));
      add_value (values, "plan", g_ptr_array_index (texts, texts->len - 1));
      return TRUE;
    }
  g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED,
                       _("Fill in “Plan” too, or choose a plan above the table: the school year has several."));
  return FALSE;
}

static gint64
create_row (NhRecordGridModel *self,
            GArray *typed,
            GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  NhFieldText end = { NULL, NULL };

  if (self->spec->owner && !self->owner)
    {
      g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED,
                           _("Nothing was stored. Choose a row in the table above first."));
      return 0;
    }
  add_fixed_values (self, typed, texts);
  if (!check_plan (self, typed, texts, error))
    return 0;
  g_array_append_val (typed, end);
  return nh_session_create (self->session, self->entity, (const NhFieldText *) (gpointer) typed->data, error);
}

/* A new row is seen: the group that it came into is opened. */
static guint
show_record (NhRecordGridModel *self,
             gint64 id)
{
  guint position = nh_list_model_position_of (self->list, id);
  guint group = position == G_MAXUINT ? G_MAXUINT : nh_row_groups_find (self->rows, position);

  if (group != G_MAXUINT)
    nh_row_groups_fold (self->rows, group, FALSE);
  return nh_row_groups_get_row (self->rows, position);
}

static gboolean
append_row (NhGridModel *model,
            const guint *columns,
            char **texts,
            guint n_cells,
            guint *row,
            gboolean *incomplete,
            GError **error)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  g_autoptr (GArray) values = g_array_new (FALSE, TRUE, sizeof (NhFieldText));
  g_autoptr (GError) refused = NULL;
  gint64 id;

  for (guint i = 0; i < n_cells; i++)
    add_value (values, field_name (self, columns[i]), texts[i]);
  id = create_row (self, values, &refused);
  if (!id)
    {
      /* With several cells the refused one may be another than the last: all wait, none is lost. */
      *incomplete = !(self->spec->owner && !self->owner) &&
                    (n_cells > 1 || g_error_matches (refused, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED));
      g_propagate_error (error, g_steal_pointer (&refused));
      return FALSE;
    }
  *row = show_record (self, id);
  return TRUE;
}

static gboolean
append (NhGridModel *model,
        guint column,
        const char *text,
        guint *row,
        GError **error)
{
  char *texts[] = { (char *) text };
  gboolean incomplete;

  return append_row (model, &column, texts, column == G_MAXUINT ? 0 : 1, row, &incomplete, error);
}

static gboolean
remove_rows (NhGridModel *model,
             const guint *rows,
             guint n_rows,
             GError **error)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  g_autofree gint64 *ids = g_new (gint64, n_rows);

  for (guint i = 0; i < n_rows; i++)
    ids[i] = nh_record_grid_model_get_key (self, rows[i]);
  return nh_workbook_delete (get_workbook (self), self->entity, ids, n_rows, error);
}

/* Which of the pasted cells of a row is wrong? The model names the field of a refused value only
 * in its sentence, so the values are tried one by one until one is refused. This runs in the action
 * that is about to be rolled back. */
static guint
find_wrong_column (NhRecordGridModel *self,
                   gint64 id,
                   const guint *columns,
                   guint n_columns,
                   char **texts)
{
  for (guint i = 0; i < n_columns; i++)
    {
      g_autoptr (GArray) values = g_array_new (TRUE, TRUE, sizeof (NhFieldText));
      g_autoptr (GError) error = NULL;

      for (guint j = id ? i : 0; j <= i; j++)
        if (texts[j] && (id || *texts[j]))
          add_value (values, field_name (self, columns[j]), texts[j]);
      if (values->len == 0)
        continue;
      if (id)
        nh_session_set (self->session, self->entity, id, (const NhFieldText *) (gpointer) values->data, &error);
      else
        create_row (self, values, &error);
      if (error && (id || !g_error_matches (error, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED)))
        return i;
    }
  return 0;
}

static gboolean
paste_row (NhRecordGridModel *self,
           gint64 id,
           const guint *columns,
           guint n_columns,
           char **texts,
           guint *wrong,
           GError **error)
{
  g_autoptr (GArray) values = g_array_new (FALSE, TRUE, sizeof (NhFieldText));
  NhFieldText end = { NULL, NULL };

  for (guint i = 0; i < n_columns; i++)
    if (texts[i] && (id || *texts[i]) &&
        !(self->entity->fields[nh_record_grid_model_field_of (self, columns[i])].flags & NH_FIELD_COMPUTED))
      add_value (values, field_name (self, columns[i]), texts[i]);
  *wrong = 0;
  if (!id)
    return values->len == 0 || create_row (self, values, error) != 0;
  if (values->len == 0)
    return TRUE;
  g_array_append_val (values, end);
  return nh_session_set (self->session, self->entity, id, (const NhFieldText *) (gpointer) values->data, error);
}

static gboolean
paste (NhGridModel *model,
       guint row,
       const guint *columns,
       guint n_columns,
       char **texts,
       guint n_rows,
       guint *error_row,
       guint *error_column,
       GError **error)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  NhWorkbook *workbook = get_workbook (self);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self));
  g_autofree gint64 *ids = g_new0 (gint64, n_rows);

  /* Keys first: with a sort on the edited column the rows move while the block goes in. */
  for (guint i = 0; i < n_rows && row + i < n_items; i++)
    {
      g_auto (NhGridHead) head = { NULL };

      ids[i] = nh_record_grid_model_get_key (self, row + i);
      if (!nh_grid_model_get_head (model, row + i, &head))
        continue;
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                   _("Nothing was stored: the cells would run over the heading of the group “%s”. Choose rows of one "
                     "group, or take the grouping away first."), head.title);
      return FALSE;
    }
  if (!nh_workbook_begin (workbook, _("Paste"), error))
    return FALSE;
  for (guint i = 0; i < n_rows; i++)
    {
      guint wrong = 0;

      if (paste_row (self, ids[i], columns, n_columns, texts + i * n_columns, &wrong, error))
        continue;
      *error_row = i;
      *error_column = find_wrong_column (self, ids[i], columns, n_columns, texts + i * n_columns);
      nh_workbook_rollback (workbook);
      return FALSE;
    }
  return nh_workbook_commit (workbook, error);
}

static gboolean
clear (NhGridModel *model,
       const guint *rows,
       guint n_rows,
       const guint *columns,
       guint n_columns,
       GError **error)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  NhWorkbook *workbook = get_workbook (self);
  g_autofree gint64 *ids = g_new (gint64, n_rows);
  g_autoptr (GArray) values = g_array_new (TRUE, TRUE, sizeof (NhFieldText));

  for (guint i = 0; i < n_rows; i++)
    ids[i] = nh_record_grid_model_get_key (self, rows[i]);
  for (guint i = 0; i < n_columns; i++)
    if (!(self->entity->fields[nh_record_grid_model_field_of (self, columns[i])].flags & NH_FIELD_COMPUTED))
      add_value (values, field_name (self, columns[i]), "");
  if (values->len == 0)
    return TRUE;
  if (!nh_workbook_begin (workbook, _("Clear cells"), error))
    return FALSE;
  for (guint i = 0; i < n_rows; i++)
    if (!nh_session_set (self->session, self->entity, ids[i], (const NhFieldText *) (gpointer) values->data, error))
      {
        nh_workbook_rollback (workbook);
        return FALSE;
      }
  return nh_workbook_commit (workbook, error);
}

/* (internal) fills in the editing half of the grid's interface */
void
nh_record_grid_model_edit_init (NhGridModelInterface *iface)
{
  iface->set_text = set_text;
  iface->append = append;
  iface->append_row = append_row;
  iface->remove = remove_rows;
  iface->paste = paste;
  iface->clear = clear;
}
