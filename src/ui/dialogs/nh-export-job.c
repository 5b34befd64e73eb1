/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/nh-export-job.h"

#include <glib/gi18n-lib.h>

#include "document/nh-compose.h"
#include "formats/nh-xlsx.h"

typedef struct
{
  NhWorkbook *workbook;
  GArray *appendices; /* of gint64 */
  GPtrArray *pages;   /* of NhAppendixPage */
  char *target;
  gboolean separate;
  NhExportProgress progress;
  gpointer progress_data;
  int written;        /* atomic: files done by the thread */
} Job;

static void
job_free (Job *self)
{
  g_clear_object (&self->workbook);
  g_clear_pointer (&self->appendices, g_array_unref);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_free (self->target);
  g_free (self);
}

static gboolean
write_one (Job *self,
           NhAppendixPage *page,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *name = g_strconcat (page->file_name, ".xlsx", NULL);
  g_autofree char *path = g_build_filename (self->target, name, NULL);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, page);
  return nh_xlsx_write_appendices (path, one, cancellable, error);
}

static void
write_thread (GTask *task,
              gpointer source,
              gpointer task_data,
              GCancellable *cancellable)
{
  Job *self = task_data;
  g_autoptr (GError) error = NULL;

  if (!self->separate)
    {
      if (!nh_xlsx_write_appendices (self->target, self->pages, cancellable, &error))
        g_task_return_error (task, g_steal_pointer (&error));
      else
        g_task_return_int (task, 1);
      return;
    }
  for (guint i = 0; i < self->pages->len; i++)
    {
      if (g_task_return_error_if_cancelled (task))
        return;
      if (!write_one (self, g_ptr_array_index (self->pages, i), cancellable, &error))
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
      g_atomic_int_inc (&self->written);
    }
  g_task_return_int (task, self->pages->len);
}

static gboolean
compose_cb (gpointer data)
{
  GTask *task = data;
  Job *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  NhAppendixPage *page;

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return G_SOURCE_REMOVE;
    }
  page = nh_compose_appendix (self->workbook, g_array_index (self->appendices, gint64, self->pages->len), &error);
  if (!page)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return G_SOURCE_REMOVE;
    }
  g_ptr_array_add (self->pages, page);
  if (self->progress)
    self->progress (0.8 * self->pages->len / self->appendices->len, self->progress_data);
  if (self->pages->len < self->appendices->len)
    return G_SOURCE_CONTINUE;
  g_task_run_in_thread (task, write_thread);
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

/**
 * nh_export_job_run:
 * @workbook: an open workbook
 * @appendices: (element-type gint64): keys of the appendices to write, in order; not empty
 * @target: path of the file, or of the folder when @separate
 * @separate: one file each
 * @cancellable: stops the work; files that are complete by then stay
 * @progress: (nullable): told how far it is, on the main thread
 * @progress_data: for @progress
 * @callback: called on the main thread at the end
 * @data: for @callback
 */
void
nh_export_job_run (NhWorkbook *workbook,
                   GArray *appendices,
                   const char *target,
                   gboolean separate,
                   GCancellable *cancellable,
                   NhExportProgress progress,
                   gpointer progress_data,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Job *self = g_new0 (Job, 1);

  self->workbook = g_object_ref (workbook);
  self->appendices = g_array_ref (appendices);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_appendix_page_free);
  self->target = g_strdup (target);
  self->separate = separate;
  self->progress = progress;
  self->progress_data = progress_data;
  g_task_set_task_data (task, self, (GDestroyNotify) job_free);
  g_idle_add (compose_cb, task);
}

/** nh_export_job_finish: Returns: how many files were written; 0 with @error set. */
guint
nh_export_job_finish (GAsyncResult *result,
                      GError **error)
{
  gssize n = g_task_propagate_int (G_TASK (result), error);

  return n > 0 ? (guint) n : 0;
}
