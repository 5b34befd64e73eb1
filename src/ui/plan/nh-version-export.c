/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-history.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"
#include "formats/nh-docx.h"
#include "formats/nh-pdf.h"
#include "ui/compat/nh-file-dialog.h"
#include "ui/compat/nh-launch.h"
#include "ui/dialogs/nh-dialog.h"

#define FILE_KEY "nh-exported-version"

typedef struct
{
  GtkWidget *parent;
  NhSession *session;
  NhDocument *document;
  GFile *file;
  gboolean pdf;
} Export;

static void
export_free (Export *self)
{
  g_clear_object (&self->parent);
  g_clear_object (&self->session);
  g_clear_object (&self->file);
  g_clear_pointer (&self->document, nh_document_unref);
  g_free (self);
}

static void
on_open_cb (gpointer parent)
{
  GFile *file = g_object_get_data (G_OBJECT (parent), FILE_KEY);

  if (file)
    nh_launch_file (GTK_WIDGET (parent), file);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (!gtk_widget_get_root (self->parent))
    ; /* the window was closed meanwhile */
  else if (done)
    {
      g_autofree char *name = g_file_get_basename (self->file);
      g_autofree char *text = g_strdup_printf (_ ("%s was written."), name);

      g_object_set_data_full (G_OBJECT (self->parent), FILE_KEY, g_object_ref (self->file), g_object_unref);
      nh_session_notify (self->session, text);
      nh_session_offer (self->session, _ ("Open _file"), on_open_cb, self->parent);
    }
  else
    nh_alert_show (self->parent, _ ("The plan was not exported"), error->message);
  export_free (self);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *self = data;
  g_autofree char *path = g_file_get_path (self->file);
  g_autoptr (GError) error = NULL;
  gboolean done = self->pdf ? nh_pdf_write (self->document, path, NULL, NULL, cancellable, &error)
                            : nh_docx_write (self->document, path, cancellable, &error);

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_file_cb (GFile *file, gpointer data)
{
  Export *self = data;
  g_autoptr (GTask) task = NULL;

  if (!file)
    {
      export_free (self);
      return;
    }
  self->file = g_object_ref (file);
  task = g_task_new (NULL, NULL, on_written_cb, self);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, write_thread);
}

/* "73-KH-SGDĐT ngày 31-8-2023.docx" */
static char *
propose_name (const NhPlanVersion *version, gboolean pdf)
{
  g_autofree char *day = nh_day_format_short (version->issued_on);
  g_autofree char *name = g_strdup_printf ("%s%s%s", version->number, *day ? " ngày " : "", day);

  g_strdelimit (name, "/\\:*?\"<>|\n\t", '-');
  return g_strconcat (name, pdf ? ".pdf" : ".docx", NULL);
}

/**
 * nh_version_export_ask:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @version: a kept copy
 * @pdf: as PDF, else for Word
 *
 * Asks for a file and writes the copy there, in a thread.
 */
void
nh_version_export_ask (GtkWidget *parent, NhSession *session, const NhPlanVersion *version, gboolean pdf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhDocument) document = nh_plan_version_load (nh_session_get_workbook (session), version->id, &error);
  g_autofree char *name = propose_name (version, pdf);
  NhFileDialog dialog = { NH_FILE_SAVE, pdf ? _ ("Export to PDF") : _ ("Export to Word"), _ ("_Export"), name, NULL,
                          pdf ? _ ("PDF documents") : _ ("Word documents"), pdf ? "*.pdf" : "*.docx" };
  Export *self;

  if (!document)
    {
      nh_alert_show (parent, _ ("The plan was not exported"), error->message);
      return;
    }
  self = g_new0 (Export, 1);
  self->parent = g_object_ref (parent);
  self->session = g_object_ref (session);
  self->document = g_steal_pointer (&document);
  self->pdf = pdf;
  nh_file_dialog_run (parent, &dialog, on_file_cb, self);
}
