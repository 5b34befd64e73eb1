/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/nh-list-export.h"

#include <glib/gi18n-lib.h>

#include "formats/nh-xlsx.h"
#include "ui/compat/nh-file-dialog.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/dialogs/nh-progress.h"
#include "ui/nh-settings.h"

/* The list belongs to the main thread, the file to the writer's: rows go over in chunks, so that
 * neither waits long and the memory does not grow with the rows. */
#define CHUNK_ROWS 256

typedef struct
{
  NhListModel *list;
  const NhEntity *entity;
  char *path;
  char *author;
  GArray *fields;      /* of int, the columns in sight in their order */
  GAsyncQueue *chunks; /* of GPtrArray of texts, row by row; an empty one ends */
  guint next_row;      /* main thread */
  GPtrArray *chunk;    /* writer's thread: the chunk in use */
  guint position;      /* in the chunk */
} Writer;

static void
writer_free (Writer *self)
{
  g_clear_object (&self->list);
  g_clear_pointer (&self->fields, g_array_unref);
  g_clear_pointer (&self->chunks, g_async_queue_unref);
  g_clear_pointer (&self->chunk, g_ptr_array_unref);
  g_free (self->path);
  g_free (self->author);
  g_free (self);
}

/* Exported texts are Vietnamese whatever the interface speaks. */
static char *
export_text (NhRecord *record,
             const NhField *field,
             int index)
{
  if (!record || nh_record_is_empty (record, index))
    return g_strdup ("");
  if (field->kind == NH_FIELD_CHOICE)
    {
      const NhChoice *choice = nh_field_find_choice (field, nh_record_get_raw (record, index));

      return g_strdup (choice ? choice->word : nh_record_get_raw (record, index));
    }
  if (field->kind == NH_FIELD_DATE || field->kind == NH_FIELD_INTEGER)
    return g_strdup (nh_record_get_raw (record, index));
  return g_strdup (nh_record_get_text (record, index));
}

/* Main thread: the next rows as texts. */
static gboolean
fetch_cb (gpointer data)
{
  Writer *self = data;
  GPtrArray *chunk = g_ptr_array_new_with_free_func (g_free);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint end = MIN (n, self->next_row + CHUNK_ROWS);

  for (; self->next_row < end; self->next_row++)
    {
      NhRecord *record = nh_list_model_get_record (self->list, self->next_row);

      for (guint i = 0; i < self->fields->len; i++)
        {
          int field = g_array_index (self->fields, int, i);

          g_ptr_array_add (chunk, export_text (record, &self->entity->fields[field], field));
        }
    }
  g_async_queue_push (self->chunks, chunk);
  return G_SOURCE_REMOVE;
}

/* Writer's thread: one row. */
static gboolean
next_row (gpointer data,
          const char **values,
          GError **error)
{
  Writer *self = data;

  if (!self->chunk || self->position >= self->chunk->len)
    {
      g_clear_pointer (&self->chunk, g_ptr_array_unref);
      g_idle_add (fetch_cb, self);
      self->chunk = g_async_queue_pop (self->chunks);
      self->position = 0;
      if (self->chunk->len == 0)
        return FALSE;
    }
  for (guint i = 0; i < self->fields->len; i++)
    {
      const char *text = g_ptr_array_index (self->chunk, self->position++);

      values[i] = *text ? text : NULL;
    }
  return TRUE;
}

static void
write_thread (GTask *task,
              gpointer source,
              gpointer task_data,
              GCancellable *cancellable)
{
  Writer *self = task_data;
  g_autoptr (GError) error = NULL;
  g_autofree NhListColumn *columns = g_new0 (NhListColumn, self->fields->len);
  NhListSource list = { self->entity->heading, self->author, columns, self->fields->len, next_row, NULL, self };

  for (guint i = 0; i < self->fields->len; i++)
    {
      const NhField *field = &self->entity->fields[g_array_index (self->fields, int, i)];

      columns[i].name = field->name;
      columns[i].heading = field->heading;
      columns[i].kind = field->kind == NH_FIELD_DATE ? NH_LIST_DAY
                        : field->kind == NH_FIELD_INTEGER ? NH_LIST_INTEGER : NH_LIST_TEXT;
    }
  if (nh_xlsx_write_list (self->path, &list, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
add_visible_fields (Writer *self,
                    NhRecordGridModel *model,
                    NhGrid *grid)
{
  g_autoptr (GVariant) state = g_variant_ref_sink (nh_grid_get_columns_state (grid));
  GVariantIter iter;
  const char *id;
  gboolean visible;

  g_variant_iter_init (&iter, state);
  while (g_variant_iter_next (&iter, "(&sib)", &id, NULL, &visible))
    {
      int field = nh_entity_find_field (self->entity, id);

      if (visible && field >= 0)
        g_array_append_val (self->fields, field);
    }
  for (guint i = 0; self->fields->len == 0 && i < nh_grid_model_get_n_columns (NH_GRID_MODEL (model)); i++)
    {
      int field = nh_entity_find_field (self->entity, nh_record_grid_model_get_field (model, i)->name);

      g_array_append_val (self->fields, field);
    }
}

/**
 * nh_list_export_write:
 * @model: the rows
 * @grid: the table that shows them: its visible columns are written, in their order
 * @path: the file
 * @cancellable: stops the work; the old file is kept then
 * @callback: called at the end
 * @data: for @callback
 */
void
nh_list_export_write (NhRecordGridModel *model,
                       NhGrid *grid,
                       const char *path,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (model, cancellable, callback, data);
  Writer *self = g_new0 (Writer, 1);

  self->list = g_object_ref (nh_record_grid_model_get_list (model));
  self->entity = nh_list_model_get_entity (self->list);
  self->path = g_strdup (path);
  self->author = nh_workbook_get_setting (nh_list_model_get_workbook (self->list), "office_name");
  self->fields = g_array_new (FALSE, FALSE, sizeof (int));
  self->chunks = g_async_queue_new_full ((GDestroyNotify) g_ptr_array_unref);
  add_visible_fields (self, model, grid);
  g_task_set_task_data (task, self, (GDestroyNotify) writer_free);
  g_task_run_in_thread (task, write_thread);
}

/** nh_list_export_finish: Returns: whether the file was written. */
gboolean
nh_list_export_finish (GAsyncResult *result,
                        GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  GtkWidget *parent;
  NhSession *session;
  NhRecordGridModel *model;
  NhGrid *grid;
  GtkWidget *dialog; /* weak */
  NhProgress *progress;
  char *path;
} Export;

static void
export_free (Export *self)
{
  g_clear_object (&self->parent);
  g_clear_object (&self->session);
  g_clear_object (&self->model);
  g_clear_object (&self->grid);
  g_clear_weak_pointer (&self->dialog);
  g_free (self->path);
  g_free (self);
}

static void
on_written_cb (GObject *source,
               GAsyncResult *result,
               gpointer data)
{
  Export *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (self->path);

  if (nh_list_export_finish (result, &error))
    {
      g_autofree char *folder = g_path_get_dirname (self->path);
      g_autofree char *name = g_filename_display_name (self->path);

      nh_settings_set_string ("last-export-folder", folder);
      if (self->dialog)
        nh_progress_done (self->progress, name, file);
    }
  else if (self->dialog && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  else if (self->dialog)
    nh_progress_failed (self->progress, error->message);
  export_free (self);
}

static void
on_file_cb (GFile *file,
            gpointer data)
{
  Export *self = data;
  GtkWidget *buttons;
  GtkWidget *close;
  GCancellable *cancellable;

  self->path = file ? g_file_get_path (file) : NULL;
  if (!self->path || !gtk_widget_get_root (self->parent))
    {
      export_free (self);
      return;
    }
  self->progress = NH_PROGRESS (nh_progress_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->progress), 480, -1);
  g_set_weak_pointer (&self->dialog, nh_dialog_new (self->parent, _("Export this table"), GTK_WIDGET (self->progress)));
  buttons = nh_dialog_add_buttons (self->dialog);
  close = nh_dialog_add_button (buttons, _("_Close"), NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "window.close");
  cancellable = nh_progress_start (self->progress, _("Writing the table…"));
  nh_progress_set (self->progress, -1, NULL);
  gtk_window_present (GTK_WINDOW (self->dialog));
  nh_list_export_write (self->model, self->grid, self->path, cancellable, on_written_cb, self);
}

/**
 * nh_list_export_run:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @model: the rows
 * @grid: the table
 *
 * Asks for a file and writes what the table shows: its filter, order and columns.
 */
void
nh_list_export_run (GtkWidget *parent,
                     NhSession *session,
                     NhRecordGridModel *model,
                     NhGrid *grid)
{
  Export *self = g_new0 (Export, 1);
  const NhEntity *entity = nh_list_model_get_entity (nh_record_grid_model_get_list (model));
  g_autofree char *name = g_strconcat (entity->heading, ".xlsx", NULL);
  g_autofree char *folder = nh_settings_dup_string ("last-export-folder", "");
  NhFileDialog dialog = { NH_FILE_SAVE, _("Export this table"), _("_Export"), name, folder, _("Excel workbooks"), "*.xlsx" };

  self->parent = g_object_ref (parent);
  self->session = g_object_ref (session);
  self->model = g_object_ref (model);
  self->grid = g_object_ref (grid);
  nh_file_dialog_run (parent, &dialog, on_file_cb, self);
}
