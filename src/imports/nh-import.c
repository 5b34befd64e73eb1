/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "imports/nh-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (NhImport, nh_import, G_TYPE_OBJECT)
G_DEFINE_QUARK (nh-import-error-quark, nh_import_error)

static void
column_clear (gpointer data)
{
  NhImportColumnState *column = data;

  g_free ((char *) column->shown.heading);
  g_free (column->folded);
  g_clear_pointer (&column->merges, g_array_unref);
}

static void
nh_import_finalize (GObject *object)
{
  NhImport *self = NH_IMPORT (object);

  g_clear_pointer (&self->run, nh_import_run_free);
  g_array_unref (self->slots);
  g_array_unref (self->shown_slots);
  g_array_unref (self->columns);
  g_array_unref (self->rows);
  g_ptr_array_unref (self->remarks);
  g_hash_table_unref (self->decisions);
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->years);
  g_hash_table_unref (self->own_choices);
  g_free (self->source_name);
  g_clear_pointer (&self->sheet, nh_sheet_unref);
  g_clear_object (&self->workbook);

  G_OBJECT_CLASS (nh_import_parent_class)->finalize (object);
}

static void
nh_import_class_init (NhImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_import_finalize;
}

static void
nh_import_init (NhImport *self)
{
  self->slots = g_array_new (FALSE, FALSE, sizeof (NhImportSlot));
  self->shown_slots = g_array_new (FALSE, FALSE, sizeof (NhImportTarget));
  self->columns = g_array_new (FALSE, TRUE, sizeof (NhImportColumnState));
  g_array_set_clear_func (self->columns, column_clear);
  self->rows = g_array_new (FALSE, TRUE, sizeof (NhImportRow));
  self->remarks = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->remarks, NULL);
  self->decisions = g_hash_table_new (NULL, NULL);
  self->records = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->years = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->own_choices = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_strfreev);
  self->update = TRUE;
  self->create_missing = TRUE;
  self->source_name = g_strdup ("");
}

/**
 * nh_import_is_supported:
 * @entity: an entity
 *
 * Returns: whether tables of it can be imported: units, people, members, activities.
 */
gboolean
nh_import_is_supported (const NhEntity *entity)
{
  static const char *const names[] = { "unit", "person", "membership", "activity" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (entity->name, names[i]))
      return TRUE;
  return FALSE;
}

/**
 * nh_import_new:
 * @workbook: where the records go
 * @entity: what a row is; see nh_import_is_supported()
 * @sheet: the table; the import takes a reference
 *
 * Guesses the header row and the columns.
 *
 * Returns: (transfer full): an import that has stored nothing yet.
 */
NhImport *
nh_import_new (NhWorkbook *workbook, const NhEntity *entity, NhSheet *sheet)
{
  NhImport *self;

  g_return_val_if_fail (nh_import_is_supported (entity), NULL);

  self = g_object_new (NH_TYPE_IMPORT, NULL);
  self->workbook = g_object_ref (workbook);
  self->entity = entity;
  self->sheet = nh_sheet_ref (sheet);
  nh_import_init_columns (self);
  nh_import_guess (self);
  return self;
}

/** nh_import_get_entity: Returns: (transfer none): what a row is. */
const NhEntity *
nh_import_get_entity (NhImport *self)
{
  return self->entity;
}

/** nh_import_get_sheet: Returns: (transfer none): the table. */
NhSheet *
nh_import_get_sheet (NhImport *self)
{
  return self->sheet;
}

/**
 * nh_import_get_header_row:
 * @self: an import
 * @n_rows: (out) (optional): how many rows the head has
 *
 * Returns: the first row of the head; -1 when the table has none.
 */
int
nh_import_get_header_row (NhImport *self, guint *n_rows)
{
  if (n_rows)
    *n_rows = self->header_rows;
  return self->header_row;
}

/** nh_import_set_header_row: says which row is the head, -1 none, and guesses the columns again. */
void
nh_import_set_header_row (NhImport *self, int row)
{
  nh_import_forget_plan (self);
  nh_import_guess_from (self, row);
}

/** nh_import_set_rows: says which rows of the sheet are the table; both are included. */
void
nh_import_set_rows (NhImport *self, guint first, guint last)
{
  nh_import_forget_plan (self);
  self->first_row = first;
  self->last_row = last;
}

/** nh_import_get_rows: gives the rows of the sheet that are the table; both are included. */
void
nh_import_get_rows (NhImport *self, guint *first, guint *last)
{
  *first = self->first_row;
  *last = self->last_row;
}

/** nh_import_get_n_columns: Returns: how many columns the sheet has. */
guint
nh_import_get_n_columns (NhImport *self)
{
  return self->columns->len;
}

static NhImportColumnState *
column_at (NhImport *self, guint column)
{
  return &g_array_index (self->columns, NhImportColumnState, column);
}

/** nh_import_get_column: Returns: (transfer none): a column; valid until it is set. */
const NhImportColumn *
nh_import_get_column (NhImport *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);

  return &column_at (self, column)->shown;
}

/** nh_import_get_targets: Returns: (array length=n_targets) (transfer none): what columns may be. */
const NhImportTarget *
nh_import_get_targets (NhImport *self, guint *n_targets)
{
  *n_targets = self->shown_slots->len;
  return (const NhImportTarget *) (gpointer) self->shown_slots->data;
}

/**
 * nh_import_set_target:
 * @self: an import
 * @column: a column of the sheet
 * @target: the id of a target; "" ignores the column
 *
 * What the user says about a column. It is remembered for its heading when the import is stored.
 *
 * Returns: FALSE when there is no such target.
 */
gboolean
nh_import_set_target (NhImport *self, guint column, const char *target)
{
  int slot = nh_import_find_slot (self, target);

  g_return_val_if_fail (column < self->columns->len, FALSE);

  if (slot < 0)
    return FALSE;
  nh_import_forget_plan (self);
  column_at (self, column)->slot = slot;
  column_at (self, column)->shown.target = nh_import_slot (self, slot)->shown.id;
  column_at (self, column)->shown.how = NH_IMPORT_HOW_USER;
  return TRUE;
}

/** nh_import_map_heading: sets the target of all columns of a heading, folded alike. */
gboolean
nh_import_map_heading (NhImport *self, const char *heading, const char *target)
{
  g_autofree char *folded = nh_import_fold_heading (heading);
  gboolean found = FALSE;

  for (guint i = 0; i < self->columns->len; i++)
    if (g_str_equal (column_at (self, i)->folded, folded))
      found |= nh_import_set_target (self, i, target);
  return found;
}

/** nh_import_count_recognised: Returns: how many columns go somewhere. */
guint
nh_import_count_recognised (NhImport *self)
{
  guint n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    n += column_at (self, i)->slot > 0;
  return n;
}

static void
set_boolean (NhImport *self, gboolean *option, gboolean value)
{
  if (*option == value)
    return;
  nh_import_forget_plan (self);
  *option = value;
}

/** nh_import_set_update: whether records that are there get what the table says otherwise. */
void
nh_import_set_update (NhImport *self, gboolean update)
{
  set_boolean (self, &self->update, update);
}

gboolean
nh_import_get_update (NhImport *self)
{
  return self->update;
}

/** nh_import_set_create_missing: whether units, teams and roles that rows name are made. */
void
nh_import_set_create_missing (NhImport *self, gboolean create)
{
  set_boolean (self, &self->create_missing, create);
}

gboolean
nh_import_get_create_missing (NhImport *self)
{
  return self->create_missing;
}

/** nh_import_set_skip_errors: whether good rows are stored although others are wrong. */
void
nh_import_set_skip_errors (NhImport *self, gboolean skip)
{
  self->skip_errors = skip;
}

gboolean
nh_import_get_skip_errors (NhImport *self)
{
  return self->skip_errors;
}

/** nh_import_set_source_name: names the file in the menu: "danh-sach.xlsx"; "": the clipboard. */
void
nh_import_set_source_name (NhImport *self, const char *name)
{
  g_free (self->source_name);
  self->source_name = g_strdup (name ? name : "");
}

/** nh_import_set_team: the team of members whose rows and group heads name none; 0: none. */
void
nh_import_set_team (NhImport *self, gint64 team)
{
  nh_import_forget_plan (self);
  self->team = team;
}

gint64
nh_import_get_team (NhImport *self)
{
  return self->team;
}

/** nh_import_set_plan: the plan of activities whose rows name none; 0: none. */
void
nh_import_set_plan (NhImport *self, gint64 plan)
{
  nh_import_forget_plan (self);
  self->plan = plan;
}

gint64
nh_import_get_plan (NhImport *self)
{
  return self->plan;
}

static gboolean
has_target (NhImport *self, const char *target)
{
  int slot = nh_import_find_slot (self, target);

  return slot > 0 && nh_import_has_slot (self, slot);
}

/** nh_import_get_missing_choice: Returns: (transfer full) (nullable): what must be chosen first. */
char *
nh_import_get_missing_choice (NhImport *self)
{
  const char *entity = self->entity->name;

  if (g_str_equal (entity, "unit"))
    return has_target (self, "name") ? NULL : g_strdup (_ ("Say which column is the name of the unit."));
  if (g_str_equal (entity, "activity"))
    {
      if (!has_target (self, "plan") && !self->plan)
        return g_strdup (_ ("Choose the plan that the activities belong to."));
      return NULL;
    }
  if (!has_target (self, "*person")
      && !has_target (self, g_str_equal (entity, "person") ? "name" : "person.name"))
    return g_strdup (_ ("Say which column is the name of the person."));
  /* Teams may also come from group heads: the rows that have none say so. */
  return NULL;
}

/** nh_import_is_planned: Returns: whether the plan is that of the present choices. */
gboolean
nh_import_is_planned (NhImport *self)
{
  return self->planned && !self->stale;
}

/** nh_import_set_decision: what the user says about a row; counts from the next plan on. */
void
nh_import_set_decision (NhImport *self, guint row, NhImportDecision decision)
{
  if (decision == NH_IMPORT_AUTO)
    g_hash_table_remove (self->decisions, GUINT_TO_POINTER (row));
  else
    g_hash_table_insert (self->decisions, GUINT_TO_POINTER (row), GINT_TO_POINTER (decision));
  g_hash_table_remove (self->records, GUINT_TO_POINTER (row));
  self->stale = TRUE;
}

/** nh_import_get_decision: Returns: what the user said about a row. */
NhImportDecision
nh_import_get_decision (NhImport *self, guint row)
{
  return (NhImportDecision) GPOINTER_TO_INT (g_hash_table_lookup (self->decisions, GUINT_TO_POINTER (row)));
}

/** nh_import_set_record: which existing record a row means; 0 takes it back. */
void
nh_import_set_record (NhImport *self, guint row, gint64 record)
{
  if (record)
    g_hash_table_insert (self->records, GUINT_TO_POINTER (row), g_memdup2 (&record, sizeof record));
  else
    g_hash_table_remove (self->records, GUINT_TO_POINTER (row));
  g_hash_table_remove (self->decisions, GUINT_TO_POINTER (row));
  self->stale = TRUE;
}

/**
 * nh_import_plan:
 * @self: an import
 * @cancellable: (nullable): stops it
 * @progress: (nullable): called now and then
 * @progress_data: for @progress
 * @error: NH_IMPORT_ERROR_NO_COLUMNS, NH_IMPORT_ERROR_NO_OWNER, NH_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Judges all rows. Nothing is stored.
 *
 * Returns: whether there is a plan.
 */
gboolean
nh_import_plan (NhImport *self, GCancellable *cancellable, NhImportProgress progress, gpointer progress_data,
                GError **error)
{
  NhImportSource source = { nh_workbook_get_store (self->workbook), NULL };

  nh_import_prepare (self);
  return nh_import_plan_now (self, &source, cancellable, progress, progress_data, error);
}

/* In a thread. */

typedef struct
{
  NhReader *reader;
  NhImportProgress progress;
  gpointer data;
  int permille; /* atomic: what the thread said last */
  int pending;  /* atomic: whether the main loop will ask for it */
} PlanTask;

static void
plan_task_free (gpointer data)
{
  PlanTask *work = data;

  g_clear_pointer (&work->reader, nh_reader_free);
  g_free (work);
}

static gboolean
on_progress_idle_cb (gpointer data)
{
  GTask *task = data;
  PlanTask *work = g_task_get_task_data (task);

  g_atomic_int_set (&work->pending, 0);
  if (!g_task_get_completed (task))
    work->progress (g_atomic_int_get (&work->permille) / 1000.0, work->data);
  return G_SOURCE_REMOVE;
}

static void
on_thread_progress_cb (double fraction, gpointer data)
{
  GTask *task = data;
  PlanTask *work = g_task_get_task_data (task);

  g_atomic_int_set (&work->permille, (int) (fraction * 1000));
  if (work->progress && g_atomic_int_compare_and_exchange (&work->pending, 0, 1))
    g_main_context_invoke_full (g_task_get_context (task), G_PRIORITY_DEFAULT, on_progress_idle_cb,
                                g_object_ref (task), g_object_unref);
}

static void
plan_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  PlanTask *work = task_data;
  NhImportSource source = { NULL, work->reader };
  GError *error = NULL;

  if (nh_import_plan_now (source_object, &source, cancellable, on_thread_progress_cb, task, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * nh_import_plan_async:
 * @self: an import; nobody may touch it until @callback is called
 * @cancellable: (nullable): stops it
 * @progress: (nullable): called in the main loop
 * @progress_data: for @progress
 * @callback: called when it is over
 * @data: for @callback
 *
 * As nh_import_plan(), in a thread that reads the workbook by a connection of its own.
 */
void
nh_import_plan_async (NhImport *self, GCancellable *cancellable, NhImportProgress progress,
                      gpointer progress_data, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  PlanTask *work = g_new0 (PlanTask, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, nh_import_plan_async);
  g_task_set_task_data (task, work, plan_task_free);
  work->progress = progress;
  work->data = progress_data;
  nh_import_prepare (self);
  work->reader = nh_store_open_reader (nh_workbook_get_store (self->workbook), &error);
  if (!work->reader)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_run_in_thread (task, plan_in_thread);
}

/**
 * nh_import_plan_finish:
 * @self: an import
 * @result: what @callback got
 * @error: as nh_import_plan()
 *
 * Returns: whether there is a plan.
 */
gboolean
nh_import_plan_finish (NhImport *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
