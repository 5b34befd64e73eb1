/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Storing what was planned: one transaction, one step of undo, all or nothing.
 */
#include "imports/nh-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-id.h"
#include "core/nh-text.h"

#define POSITION_STEP 1000
#define ITEMS_A_STEP 200
#define STEP_USECS 12000 /* of work between two turns of the main loop */

typedef struct
{
  NhImport *import;
  guint next;            /* item of the pass */
  gboolean updating;     /* the second pass */
  guint n_done;          /* of both */
  GHashTable *positions; /* "membership:42" -> last one */
  GHashTable *statements; /* SQL -> NhStatement */
  GString *sql;
  gboolean begun;
} Apply;

static void
statement_done (gpointer data)
{
  nh_statement_done (data);
}

static Apply *
apply_new (NhImport *self)
{
  Apply *apply = g_new0 (Apply, 1);

  apply->import = g_object_ref (self);
  apply->positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  apply->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, statement_done);
  apply->sql = g_string_new (NULL);
  return apply;
}

static void
apply_free (Apply *apply)
{
  g_hash_table_unref (apply->statements);
  if (apply->begun)
    nh_workbook_rollback (apply->import->workbook);
  g_hash_table_unref (apply->positions);
  g_string_free (apply->sql, TRUE);
  g_object_unref (apply->import);
  g_free (apply);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Apply, apply_free)

/* The statement of apply->sql, ready for its parameters. */
static NhStatement *
prepare (Apply *apply, GError **error)
{
  NhStatement *statement = g_hash_table_lookup (apply->statements, apply->sql->str);

  if (!statement)
    {
      statement = nh_store_prepare (nh_workbook_get_store (apply->import->workbook), apply->sql->str, error);
      if (statement)
        g_hash_table_insert (apply->statements, g_strdup (apply->sql->str), statement);
      return statement;
    }
  nh_statement_reset (statement);
  return statement;
}

static gboolean
is_column (const NhImportCell *cell)
{
  return cell->kind == NH_CELL_TEXT || cell->kind == NH_CELL_NUMBER;
}

static const NhImportCell *
cell_at (Apply *apply, const NhImportItem *item, guint i)
{
  return &g_array_index (apply->import->run->cells, NhImportCell, item->first_cell + i);
}

static void
bind (NhStatement *statement, int index, const NhImportCell *cell)
{
  if (cell->kind == NH_CELL_NUMBER)
    nh_statement_bind_int64 (statement, index, cell->number);
  else
    nh_statement_bind_text (statement, index, cell->text);
}

/* The place behind the last one of the same owner. */
static gint64
next_position (Apply *apply, const NhImportItem *item)
{
  gint64 owner = 0;
  const char *column = NULL;
  g_autofree char *key = NULL;
  gint64 *last;

  for (guint i = 0; i < item->n_cells; i++)
    {
      const NhImportCell *cell = cell_at (apply, item, i);

      if (cell->field && cell->field->flags & NH_FIELD_OWNER)
        {
          owner = cell->number;
          column = cell->column;
        }
    }
  key = g_strdup_printf ("%s:%" G_GINT64_FORMAT, item->entity->name, owner);
  last = g_hash_table_lookup (apply->positions, key);
  if (!last)
    {
      g_autofree char *sql
          = column ? g_strdup_printf ("SELECT max (position) FROM %s WHERE %s = ?", item->entity->name, column)
                   : g_strdup_printf ("SELECT max (position) FROM %s", item->entity->name);

      last = g_new (gint64, 1);
      *last = nh_workbook_query_int64 (apply->import->workbook, sql, owner, 0);
      g_hash_table_insert (apply->positions, g_steal_pointer (&key), last);
    }
  *last += POSITION_STEP;
  return *last;
}

static gboolean
insert_row (Apply *apply, const NhImportItem *item, GError **error)
{
  gboolean position = nh_entity_find_field (item->entity, "position") >= 0;
  gint64 place = position ? next_position (apply, item) : 0;
  NhStatement *insert;
  int index = 2;
  gboolean row;

  g_string_printf (apply->sql, "INSERT INTO %s (id%s", item->entity->name, position ? ", position" : "");
  for (guint i = 0; i < item->n_cells; i++)
    if (is_column (cell_at (apply, item, i)))
      {
        g_string_append (apply->sql, ", ");
        g_string_append (apply->sql, cell_at (apply, item, i)->column);
      }
  g_string_append (apply->sql, position ? ") VALUES (?, ?" : ") VALUES (?");
  for (guint i = 0; i < item->n_cells; i++)
    if (is_column (cell_at (apply, item, i)))
      g_string_append (apply->sql, ", ?");
  g_string_append_c (apply->sql, ')');
  insert = prepare (apply, error);
  if (!insert)
    return FALSE;
  nh_statement_bind_int64 (insert, 1, item->id);
  if (position)
    nh_statement_bind_int64 (insert, index++, place);
  for (guint i = 0; i < item->n_cells; i++)
    if (is_column (cell_at (apply, item, i)))
      bind (insert, index++, cell_at (apply, item, i));
  return nh_statement_step (insert, &row, error);
}

static gboolean
update_row (Apply *apply, const NhImportItem *item, GError **error)
{
  NhStatement *update;
  int index = 1;
  gboolean row;

  g_string_printf (apply->sql, "UPDATE %s SET ", item->entity->name);
  for (guint i = 0; i < item->n_cells; i++)
    if (is_column (cell_at (apply, item, i)))
      g_string_append_printf (apply->sql, "%s%s = ?", index++ > 1 ? ", " : "", cell_at (apply, item, i)->column);
  if (index == 1)
    return TRUE;
  g_string_append (apply->sql, " WHERE id = ?");
  update = prepare (apply, error);
  if (!update)
    return FALSE;
  index = 1;
  for (guint i = 0; i < item->n_cells; i++)
    if (is_column (cell_at (apply, item, i)))
      bind (update, index++, cell_at (apply, item, i));
  nh_statement_bind_int64 (update, index, item->id);
  return nh_statement_step (update, &row, error);
}

static gboolean
insert_link (Apply *apply, const NhImportItem *item, const NhLink *link, gint64 target, const char *text,
             gint64 position, GError **error)
{
  g_autofree char *folded = link->folded ? nh_text_fold (text) : NULL;
  NhStatement *insert;
  int index = 5;
  gboolean row;

  g_string_printf (apply->sql, "INSERT INTO %s (id, %s, position, %s%s%s) VALUES (?, ?, ?, ?%s%s)", link->table,
                   link->owner, link->target, link->role ? ", role" : "", link->folded ? ", folded" : "",
                   link->role ? ", ?" : "", link->folded ? ", ?" : "");
  insert = prepare (apply, error);
  if (!insert)
    return FALSE;
  nh_statement_bind_int64 (insert, 1, nh_id_new ());
  nh_statement_bind_int64 (insert, 2, item->id);
  nh_statement_bind_int64 (insert, 3, position);
  if (text)
    nh_statement_bind_text (insert, 4, text);
  else
    nh_statement_bind_int64 (insert, 4, target);
  if (link->role)
    nh_statement_bind_text (insert, index++, link->role);
  if (link->folded)
    nh_statement_bind_text (insert, index, folded);
  return nh_statement_step (insert, &row, error);
}

/* The links of a stored record are the model's to change: rows that stay keep their dates. */
static gboolean
replace_links (Apply *apply, const NhImportItem *item, const NhImportCell *cell, GError **error)
{
  g_autoptr (GString) keys = g_string_new (NULL);
  NhFieldText values[] = { { cell->field->name, NULL }, { NULL, NULL } };

  for (guint i = 0; i < cell->n_targets; i++)
    g_string_append_printf (keys, "%s#%" G_GINT64_FORMAT, i ? ";" : "", cell->targets[i].id);
  values[0].text = keys->str;
  return nh_workbook_set (apply->import->workbook, item->entity, item->id, values, error);
}

static gboolean
add_lines (Apply *apply, const NhImportItem *item, const NhImportCell *cell, GError **error)
{
  const NhLink *link = cell->field->link;
  g_auto (GStrv) lines = g_strsplit (cell->text, "\n", -1);
  g_autofree char *sql = g_strdup_printf ("SELECT max (position) FROM %s WHERE %s = ?", link->table, link->owner);
  gint64 position = nh_workbook_query_int64 (apply->import->workbook, sql, item->id, 0);

  for (guint i = 0; lines[i]; i++)
    if (*g_strstrip (lines[i])
        && !insert_link (apply, item, link, 0, lines[i], position += POSITION_STEP, error))
      return FALSE;
  return TRUE;
}

static gboolean
store_links (Apply *apply, const NhImportItem *item, const NhImportCell *cell, GError **error)
{
  if (cell->kind == NH_CELL_LIST)
    return add_lines (apply, item, cell, error);
  if (!item->is_new)
    return replace_links (apply, item, cell, error);
  for (guint i = 0; i < cell->n_targets; i++)
    if (!insert_link (apply, item, cell->field->link, cell->targets[i].id, NULL,
                      ((gint64) i + 1) * POSITION_STEP, error))
      return FALSE;
  return TRUE;
}

/* What the triggers would do, without a savepoint for each row: see nh_store_set_triggers(). */
static gboolean
index_row (Apply *apply, const NhImportItem *item, GError **error)
{
  NhStatement *select, *insert;
  gboolean row;

  if (!item->entity->fts)
    return TRUE;
  g_string_printf (apply->sql, "SELECT text FROM %s_search WHERE id = ?", item->entity->name);
  select = prepare (apply, error);
  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, item->id);
  if (!nh_statement_step (select, &row, error))
    return FALSE;
  g_string_printf (apply->sql, "INSERT INTO %s (rowid, text) VALUES (?, ?)", item->entity->fts);
  insert = prepare (apply, error);
  if (!insert)
    return FALSE;
  nh_statement_bind_int64 (insert, 1, item->id);
  nh_statement_bind_text (insert, 2, nh_statement_text (select, 0));
  nh_statement_reset (select);
  return nh_statement_step (insert, &row, error);
}

static gboolean
store_item (Apply *apply, const NhImportItem *item, GError **error)
{
  if (!(item->is_new ? insert_row (apply, item, error) : update_row (apply, item, error)))
    return FALSE;
  for (guint i = 0; i < item->n_cells; i++)
    if (!is_column (cell_at (apply, item, i)) && !store_links (apply, item, cell_at (apply, item, i), error))
      return FALSE;
  return !item->is_new || index_row (apply, item, error);
}

/* Before and after. */

static guint
count_stored (NhImport *self)
{
  return self->counts[NH_IMPORT_FATE_NEW] + self->counts[NH_IMPORT_FATE_UPDATES];
}

/**
 * nh_import_check:
 * @self: an import with a plan
 * @error: NH_IMPORT_ERROR_ROWS
 *
 * Returns: whether nh_import_apply() would store the plan: no row is wrong, or errors are skipped.
 */
gboolean
nh_import_check (NhImport *self, GError **error)
{
  guint n = self->counts[NH_IMPORT_FATE_ERROR];

  if (!n || self->skip_errors)
    return TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, NhImportRow, i).fate == NH_IMPORT_FATE_ERROR)
      {
        g_set_error (error, NH_IMPORT_ERROR, NH_IMPORT_ERROR_ROWS,
                     g_dngettext (GETTEXT_PACKAGE,
                                  "%u row is wrong, so nothing was stored. %s",
                                  "%u rows are wrong, so nothing was stored. The first: %s", n),
                     n, g_array_index (self->rows, NhImportRow, i).reason);
        return FALSE;
      }
  return TRUE;
}

static char *
step_name (NhImport *self)
{
  guint n = count_stored (self);
  g_autofree char *label = nh_label_in_sentence (n == 1 ? self->entity->label : self->entity->label_plural);

  return *self->source_name ? g_strdup_printf (_ ("Import %u %s from %s"), n, label, self->source_name)
                            : g_strdup_printf (_ ("Import %u %s"), n, label);
}

/* Makes sure of a plan. With nothing to store there is neither a backup nor a step. */
static gboolean
check (Apply *apply, GCancellable *cancellable, NhImportProgress progress, gpointer data, GError **error)
{
  NhImport *self = apply->import;

  if ((!self->planned || self->stale) && !nh_import_plan (self, cancellable, progress, data, error))
    return FALSE;
  self->stored_new = self->stored_updates = self->stored_same = 0;
  return nh_import_check (self, error) && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
begin (Apply *apply, GError **error)
{
  g_autofree char *name = step_name (apply->import);

  apply->begun = nh_workbook_begin (apply->import->workbook, name, error);
  return apply->begun;
}

static gboolean
has_work (Apply *apply)
{
  return apply->import->run->items->len > 0;
}

static gboolean
back_up (NhStore *store, GError **error)
{
  return nh_store_backup_now (store, "import", NULL, error);
}

static gboolean
is_done (Apply *apply)
{
  return apply->updating && apply->next >= apply->import->run->items->len;
}

/* New records first, without triggers; then changes, with them: a new short name of a unit must
 * reach the index of its people. */
static void
start_pass (Apply *apply, gboolean updating)
{
  apply->updating = updating;
  apply->next = 0;
  g_hash_table_remove_all (apply->statements);
  if (apply->begun)
    nh_store_set_triggers (nh_workbook_get_store (apply->import->workbook), updating);
}

/* A few items. */
static gboolean
step (Apply *apply, GCancellable *cancellable, NhImportProgress progress, gpointer data, GError **error)
{
  GArray *items = apply->import->run->items;
  guint end = MIN (apply->next + ITEMS_A_STEP, items->len);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (apply->next == 0 && !apply->updating)
    start_pass (apply, FALSE);
  for (; apply->next < end; apply->next++)
    {
      const NhImportItem *item = &g_array_index (items, NhImportItem, apply->next);

      if (item->is_new == apply->updating)
        continue;
      if (!store_item (apply, item, error))
        return FALSE;
      apply->n_done++;
    }
  if (apply->next >= items->len && !apply->updating)
    start_pass (apply, TRUE);
  if (progress && items->len)
    progress ((double) apply->n_done / items->len, data);
  return TRUE;
}

static gboolean
finish (Apply *apply, GError **error)
{
  NhImport *self = apply->import;
  g_autoptr (GError) failed = NULL;

  if (apply->begun)
    {
      nh_import_learn (self, &failed);
      if (failed)
        {
          g_propagate_error (error, g_steal_pointer (&failed));
          return FALSE;
        }
      g_hash_table_remove_all (apply->statements);
      apply->begun = FALSE;
      if (!nh_workbook_commit (self->workbook, error))
        return FALSE;
    }
  self->stale = TRUE; /* what was new is there now */
  self->stored_new = self->counts[NH_IMPORT_FATE_NEW];
  self->stored_updates = self->counts[NH_IMPORT_FATE_UPDATES];
  self->stored_same = self->counts[NH_IMPORT_FATE_SAME];
  return TRUE;
}

/**
 * nh_import_apply:
 * @self: an import; planned first when it is not
 * @cancellable: (nullable): stops it; nothing is stored then
 * @progress: (nullable): called now and then
 * @progress_data: for @progress
 * @error: NH_IMPORT_ERROR_ROWS when rows are wrong and errors are not skipped, NH_STORE_ERROR,
 *   G_IO_ERROR_CANCELLED; nothing is stored then
 *
 * Makes a backup (reason "import"), then stores all that the plan says as one step of undo, with
 * the choices of columns. Planning again afterwards says that all is the same.
 *
 * Returns: whether all is stored.
 */
gboolean
nh_import_apply (NhImport *self, GCancellable *cancellable, NhImportProgress progress, gpointer progress_data,
                 GError **error)
{
  g_autoptr (Apply) apply = apply_new (self);

  if (!check (apply, cancellable, progress, progress_data, error))
    return FALSE;
  if (has_work (apply)
      && (!back_up (nh_workbook_get_store (self->workbook), error) || !begin (apply, error)))
    return FALSE;
  while (!is_done (apply))
    if (!step (apply, cancellable, progress, progress_data, error))
      return FALSE;
  return finish (apply, error);
}

/* From the main loop. */

typedef struct
{
  Apply *apply;
  NhStore *store; /* for the thread that makes the backup */
  NhImportProgress progress;
  gpointer progress_data;
} ApplyTask;

static void
apply_task_free (gpointer data)
{
  ApplyTask *work = data;

  apply_free (work->apply);
  g_object_unref (work->store);
  g_free (work);
}

static gboolean
on_apply_idle_cb (gpointer data)
{
  GTask *task = data;
  ApplyTask *work = g_task_get_task_data (task);
  GError *error = NULL;
  gint64 end = g_get_monotonic_time () + STEP_USECS;

  while (!is_done (work->apply) && g_get_monotonic_time () < end)
    if (!step (work->apply, g_task_get_cancellable (task), work->progress, work->progress_data, &error))
      {
        g_task_return_error (task, error);
        return G_SOURCE_REMOVE;
      }
  if (!is_done (work->apply))
    return G_SOURCE_CONTINUE;
  if (finish (work->apply, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  return G_SOURCE_REMOVE;
}

/* A large workbook takes seconds to copy and to check. */
static void
back_up_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (back_up (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_backed_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  ApplyTask *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)
      || g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error)
      || !begin (work->apply, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_apply_idle_cb, g_steal_pointer (&task), g_object_unref);
}

/**
 * nh_import_apply_async:
 * @self: an import with a plan
 * @cancellable: (nullable): stops it; nothing is stored then
 * @progress: (nullable): called in the main loop
 * @progress_data: for @progress
 * @callback: called when it is over
 * @data: for @callback
 *
 * As nh_import_apply(), in small pieces between the other events of the main loop. Until @callback
 * is called a step of undo is under way, and whatever is edited belongs to it: show a dialog.
 */
void
nh_import_apply_async (NhImport *self, GCancellable *cancellable, NhImportProgress progress,
                       gpointer progress_data, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (GTask) backup = NULL;
  ApplyTask *work = g_new0 (ApplyTask, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, nh_import_apply_async);
  /* What is stored is stored, although somebody cancels a moment later. */
  g_task_set_check_cancellable (task, FALSE);
  work->apply = apply_new (self);
  work->store = g_object_ref (nh_workbook_get_store (self->workbook));
  work->progress = progress;
  work->progress_data = progress_data;
  g_task_set_task_data (task, work, apply_task_free);
  if (!check (work->apply, cancellable, progress, progress_data, &error))
    g_task_return_error (task, error);
  else if (!has_work (work->apply))
    {
      finish (work->apply, NULL);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      backup = g_task_new (self, NULL, on_backed_up_cb, g_steal_pointer (&task));
      g_task_set_task_data (backup, g_object_ref (work->store), g_object_unref);
      g_task_run_in_thread (backup, back_up_in_thread);
    }
}

/**
 * nh_import_apply_finish:
 * @self: an import
 * @result: what @callback got
 * @error: as nh_import_apply()
 *
 * Returns: whether all is stored.
 */
gboolean
nh_import_apply_finish (NhImport *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
