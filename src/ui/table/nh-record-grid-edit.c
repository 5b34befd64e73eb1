/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhRecordGridModel: what the user changes in the grid. Every function is one step of undo.
 */
#include "ui/table/nh-record-grid-model-private.h"

#include <glib/gi18n-lib.h>

#include "core/nh-text.h"
#include "model/nh-unknown.h"

/* Rows between two calls of a progress function. */
#define ROWS_AT_ONCE 50
/* Near spellings proposed. */
#define N_NEAR 3

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
  *row = nh_record_grid_model_show_record (self, id);
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
             NhGridProgress progress,
             gpointer progress_data,
             GError **error)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  g_autofree gint64 *ids = g_new (gint64, n_rows);

  for (guint i = 0; i < n_rows; i++)
    ids[i] = nh_record_grid_model_get_key (self, rows[i]);
  return nh_workbook_delete_watched (get_workbook (self), self->entity, ids, n_rows, progress, progress_data, error);
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

static const NhField *
field_at (NhRecordGridModel *self,
          guint column)
{
  return &self->entity->fields[nh_record_grid_model_field_of (self, column)];
}

/* @id: the row's record, 0: a new one, whose key is given back. */
static gboolean
paste_row (NhRecordGridModel *self,
           gint64 *id,
           const NhGridEdit *edit,
           char **texts,
           GError **error)
{
  g_autoptr (GArray) values = g_array_new (TRUE, TRUE, sizeof (NhFieldText));

  for (guint i = 0; i < edit->n_columns; i++)
    if (texts[i] && (*id || *texts[i]) && !(field_at (self, edit->columns[i])->flags & NH_FIELD_COMPUTED))
      {
        if (edit->create_unknown &&
            !nh_workbook_create_unknown (get_workbook (self), field_at (self, edit->columns[i]), texts[i], error))
          return FALSE;
        add_value (values, field_name (self, edit->columns[i]), texts[i]);
      }
  if (values->len == 0)
    return TRUE;
  if (!*id)
    {
      *id = create_row (self, values, error);
      return *id != 0;
    }
  return nh_session_set (self->session, self->entity, *id, (const NhFieldText *) (gpointer) values->data, error);
}

/* Counts the names of the block that no record has, and says how to make them. */
static void
find_unknown (NhRecordGridModel *self,
              NhGridEdit *edit)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const NhEntity *only = NULL;
  gboolean mixed = FALSE;
  g_autofree char *label = NULL;

  for (gsize i = 0; i < (gsize) edit->n_rows * edit->n_columns; i++)
    {
      const NhField *field = field_at (self, edit->columns[i % edit->n_columns]);
      g_auto (GStrv) unknown = NULL;

      /* A school stands in a row for each of its teachers. */
      if (field->target && edit->texts[i] && g_hash_table_add (seen, g_strconcat (field->target, ":", edit->texts[i], NULL)))
        unknown = nh_workbook_unknown_names (get_workbook (self), field, edit->texts[i]);

      for (guint j = 0; unknown && unknown[j]; j++)
        {
          g_autofree char *folded = nh_text_fold (unknown[j]);

          g_hash_table_add (names, g_strconcat (field->target, ":", folded, NULL));
          mixed = mixed || (only && only != nh_entity_find (field->target));
          only = nh_entity_find (field->target);
        }
    }
  edit->n_unknown = g_hash_table_size (names);
  if (edit->n_unknown == 0)
    return;
  label = nh_label_in_sentence (edit->n_unknown == 1 ? only->label : only->label_plural);
  if (mixed)
    edit->create_label = g_strdup_printf (ngettext ("Add %u missing record", "Add %u missing records", edit->n_unknown),
                                          edit->n_unknown);
  else
    /* Translators: a number and a kind of records, "Add 3 missing units" */
    edit->create_label = g_strdup_printf (_("Add %u missing %s"), edit->n_unknown, label);
}

/* Fills in what became of a refused block. In an action that is about to be rolled back. */
static void
explain (NhRecordGridModel *self,
         NhGridEdit *edit,
         gint64 id,
         guint row,
         const GError *refused)
{
  edit->error_row = row;
  edit->error_column = find_wrong_column (self, id, edit->columns, edit->n_columns,
                                          edit->texts + (gsize) row * edit->n_columns);
  edit->incomplete = !id && !(self->spec->owner && !self->owner) &&
                     (edit->n_columns > 1 || g_error_matches (refused, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED));
  if (g_error_matches (refused, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN) && !edit->create_unknown)
    find_unknown (self, edit);
}

static gboolean
goes_on (NhGridProgress progress,
         gpointer data,
         guint row,
         guint n_rows,
         GError **error)
{
  if (!progress || row % ROWS_AT_ONCE != 0 || progress (row, n_rows, data))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled. Nothing was changed."));
  return FALSE;
}

static char *
edit_name (NhRecordGridModel *self,
           const NhGridEdit *edit)
{
  const NhField *field = edit->n_columns == 1 ? field_at (self, edit->columns[0]) : NULL;
  g_autofree char *label = nh_label_in_sentence (field ? field->label : self->entity->label);

  if (edit->name)
    return g_strdup (edit->name);
  return edit->row < g_list_model_get_n_items (G_LIST_MODEL (self)) ? g_strdup_printf (_("Edit %s"), label)
                                                                          : g_strdup_printf (_("Add %s"), label);
}

/* What would run over the heading of a group goes nowhere. */
static gboolean
refuse_head (NhGridModel *model,
             guint row,
             GError **error)
{
  g_auto (NhGridHead) head = { NULL };

  if (!nh_grid_model_get_head (model, row, &head))
    return FALSE;
  g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
               _("Nothing was stored: the cells would run over the heading of the group “%s”. Choose rows of one "
                 "group, or take the grouping away first."), head.title);
  return TRUE;
}

static gboolean
paste (NhGridModel *model,
       NhGridEdit *edit,
       GError **error)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  NhWorkbook *workbook = get_workbook (self);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self));
  g_autofree gint64 *ids = g_new0 (gint64, edit->n_rows);
  g_autofree char *name = edit_name (self, edit);
  gint64 last_new = 0;

  /* Keys first: with a sort on the edited column the rows move while the block goes in. */
  for (guint i = 0; i < edit->n_rows && edit->row + i < n_items; i++)
    {
      ids[i] = nh_record_grid_model_get_key (self, edit->row + i);
      if (!ids[i] && refuse_head (model, edit->row + i, error))
        return FALSE;
    }
  if (!nh_workbook_begin (workbook, name, error))
    return FALSE;
  for (guint i = 0; i < edit->n_rows; i++)
    {
      g_autoptr (GError) refused = NULL;
      gint64 id = ids[i];

      if (goes_on (edit->progress, edit->progress_data, i, edit->n_rows, &refused) &&
          paste_row (self, &id, edit, edit->texts + (gsize) i * edit->n_columns, &refused))
        {
          if (!ids[i] && id)
            last_new = id;
          continue;
        }
      if (!g_error_matches (refused, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        explain (self, edit, ids[i], i, refused);
      nh_workbook_rollback (workbook);
      g_propagate_error (error, g_steal_pointer (&refused));
      return FALSE;
    }
  if (!nh_workbook_commit (workbook, error))
    return FALSE;
  edit->new_row = last_new ? nh_record_grid_model_show_record (self, last_new) : G_MAXUINT;
  return TRUE;
}

static GStrv
suggest_near (NhGridModel *model,
              guint column,
              const char *text)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);

  return nh_workbook_suggest_near (get_workbook (self), field_at (self, column), text, N_NEAR);
}

static char *
offer_to_create (NhGridModel *model,
                 guint column,
                 const char *text)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);

  return nh_workbook_offer_to_create (get_workbook (self), field_at (self, column), text);
}

static const char *
get_heading (NhGridModel *model,
             guint column)
{
  return field_at (NH_RECORD_GRID_MODEL (model), column)->heading;
}

static gboolean
clear (NhGridModel *model,
       const guint *rows,
       guint n_rows,
       const guint *columns,
       guint n_columns,
       NhGridProgress progress,
       gpointer progress_data,
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
    if (!goes_on (progress, progress_data, i, n_rows, error) ||
        !nh_session_set (self->session, self->entity, ids[i], (const NhFieldText *) (gpointer) values->data, error))
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
  iface->suggest_near = suggest_near;
  iface->offer_to_create = offer_to_create;
  iface->get_heading = get_heading;
}
