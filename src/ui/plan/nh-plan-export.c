/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/nh-plan-document.h"
#include "formats/nh-docx.h"
#include "formats/nh-pdf.h"
#include "ui/compat/nh-file-dialog.h"
#include "ui/compat/nh-launch.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/dialogs/nh-progress.h"
#include "ui/nh-settings.h"

#define FOLDER_KEY "last-export-folder"
#define FILE_KEY "nh-exported-file"
#define LONGEST_NAME 80 /* characters */
#define PATIENCE 400    /* ms: what is written sooner needs no window with its progress */

typedef gboolean (*WriteFunc) (NhDocument *document, const char *path, GCancellable *cancellable, GError **error);

static gboolean
write_pdf (NhDocument *document,
           const char *path,
           GCancellable *cancellable,
           GError **error)
{
  return nh_pdf_write (document, path, NULL, NULL, cancellable, error);
}

static const struct { const char *extension; const char *title; const char *files; const char *pattern; WriteFunc write; } kinds[] = {
  [NH_PLAN_FILE_WORD] = { ".docx", N_("Export to Word"), N_("Word documents"), "*.docx", nh_docx_write },
  [NH_PLAN_FILE_PDF] = { ".pdf", N_("Export to PDF"), N_("PDF documents"), "*.pdf", write_pdf },
};

typedef struct
{
  GtkWidget *parent;
  NhSession *session;
  gint64 plan;
  NhPlanFile kind;
  NhDocument *document;
  char *path;
  GCancellable *cancellable;
  GtkWidget *dialog; /* weak */
  NhProgress *progress;
  guint patience;
} Export;

static void
export_free (Export *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_weak_pointer (&self->dialog);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->document, nh_document_unref);
  g_clear_object (&self->session);
  g_clear_object (&self->parent);
  g_free (self->path);
  g_free (self);
}

/**
 * nh_plan_export_dup_name:
 * @plan: key of a plan
 * @kind: the form of the file
 *
 * Returns: (transfer full): the name that is proposed: "73-KH-SGDĐT - Kế hoạch ….docx". What file
 *   systems refuse becomes a hyphen.
 */
char *
nh_plan_export_dup_name (NhSession *session,
                         gint64 plan,
                         NhPlanFile kind)
{
  g_autoptr (NhRecord) record = nh_workbook_load (nh_session_get_workbook (session), nh_entity_find ("plan"), plan, NULL);
  g_autofree char *label = record ? nh_session_record_title (record) : g_strdup ("");
  const char *title = record ? nh_record_text (record, "title") : "";
  const char *type = record && *nh_record_text (record, "doc_type") ? nh_record_text (record, "doc_type") : "Kế hoạch";
  gboolean twice = !*title || g_str_equal (label, title);
  g_autofree char *name = twice ? g_strdup (label) : g_strdup_printf ("%s - %s %s", label, type, title);
  g_autofree char *cut = NULL;

  g_strdelimit (name, "/\\:*?\"<>|\n\t", '-');
  if (g_utf8_strlen (name, -1) > LONGEST_NAME)
    {
      char *space;

      cut = g_utf8_substring (name, 0, LONGEST_NAME);
      space = strrchr (cut, ' ');
      if (space)
        *space = '\0';
      g_strdelimit (g_strchomp (cut), ";,.", ' ');
      g_strchomp (cut);
    }
  return g_strconcat (cut ? cut : g_strchomp (name), kinds[kind].extension, NULL);
}

/* What came of it. */

static void
on_open_cb (gpointer parent)
{
  GFile *file = g_object_get_data (G_OBJECT (parent), FILE_KEY);

  if (file)
    nh_launch_file (GTK_WIDGET (parent), file);
}

static void
tell_done (Export *self)
{
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *text = g_strdup_printf (_("%s was written."), name);

  nh_settings_set_string (FOLDER_KEY, folder);
  g_object_set_data_full (G_OBJECT (self->parent), FILE_KEY, g_file_new_for_path (self->path), g_object_unref);
  nh_session_notify (self->session, text);
  nh_session_offer (self->session, _("Open _file"), on_open_cb, self->parent);
}

static void
on_written_cb (GObject *source,
               GAsyncResult *result,
               gpointer data)
{
  Export *self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->dialog)
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  if (!gtk_widget_get_root (self->parent))
    ; /* the window was closed meanwhile */
  else if (done)
    tell_done (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    nh_session_notify (self->session, _("Stopped. No file was left half written."));
  else
    nh_alert_show (self->parent, _("The plan was not exported"), error->message);
  export_free (self);
}

/* Work. */

static void
write_thread (GTask *task,
              gpointer source,
              gpointer task_data,
              GCancellable *cancellable)
{
  Export *self = task_data;
  g_autoptr (GError) error = NULL;

  if (kinds[self->kind].write (self->document, self->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
on_patience_cb (gpointer data)
{
  Export *self = data;
  GtkWidget *progress = nh_progress_new ();
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *text = g_strdup_printf (_("Writing %s…"), name);
  GCancellable *stop;

  self->patience = 0;
  self->progress = NH_PROGRESS (progress);
  gtk_widget_set_size_request (progress, 480, -1);
  g_set_weak_pointer (&self->dialog, nh_dialog_new (self->parent, _(kinds[self->kind].title), progress));
  stop = nh_progress_start (self->progress, text);
  nh_progress_set (self->progress, -1, NULL);
  g_signal_connect_object (stop, "cancelled", G_CALLBACK (g_cancellable_cancel), self->cancellable, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->dialog));
  return G_SOURCE_REMOVE;
}

static void
start (Export *self)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  self->document = nh_compose_plan (nh_session_get_workbook (self->session), self->plan, &error);
  if (!self->document)
    {
      nh_alert_show (self->parent, _("The plan was not exported"), error->message);
      export_free (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  self->patience = g_timeout_add (PATIENCE, on_patience_cb, self);
  task = g_task_new (NULL, self->cancellable, on_written_cb, self);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, write_thread);
}

static Export *
export_new (GtkWidget *parent,
            NhSession *session,
            gint64 plan,
            NhPlanFile kind)
{
  Export *self = g_new0 (Export, 1);

  self->parent = g_object_ref (parent);
  self->session = g_object_ref (session);
  self->plan = plan;
  self->kind = kind;
  return self;
}

/**
 * nh_plan_export_write:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook; nothing typed may be waiting to be stored
 * @plan: key of a plan
 * @kind: the form of the file
 * @path: the file; one of that name is replaced when the new one is complete
 *
 * Writes without holding up the window. If it takes long a window tells so and can stop it; at the end
 * the status bar offers to open the file.
 */
void
nh_plan_export_write (GtkWidget *parent,
                      NhSession *session,
                      gint64 plan,
                      NhPlanFile kind,
                      const char *path)
{
  Export *self = export_new (parent, session, plan, kind);

  self->path = g_strdup (path);
  start (self);
}

static void
on_file_cb (GFile *file,
            gpointer data)
{
  Export *self = data;

  self->path = file ? g_file_get_path (file) : NULL;
  if (!self->path || !gtk_widget_get_root (self->parent))
    {
      export_free (self);
      return;
    }
  start (self);
}

/**
 * nh_plan_export_ask:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook; nothing typed may be waiting to be stored
 * @plan: key of a plan
 * @kind: the form of the file
 *
 * Asks where the file shall go, then as nh_plan_export_write().
 */
void
nh_plan_export_ask (GtkWidget *parent,
                    NhSession *session,
                    gint64 plan,
                    NhPlanFile kind)
{
  g_autofree char *name = nh_plan_export_dup_name (session, plan, kind);
  g_autofree char *folder = nh_settings_dup_string (FOLDER_KEY, "");
  NhFileDialog dialog = { NH_FILE_SAVE, _(kinds[kind].title), _("_Export"), name, *folder ? folder : NULL,
                          _(kinds[kind].files), kinds[kind].pattern };

  nh_file_dialog_run (parent, &dialog, on_file_cb, export_new (parent, session, plan, kind));
}
