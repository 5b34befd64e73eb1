/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/nh-plan-document.h"
#include "formats/nh-docx.h"
#include "formats/nh-pdf.h"
#include "ui/compat/nh-file-dialog.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/dialogs/nh-write-job.h"
#include "ui/nh-settings.h"

#define FOLDER_KEY "last-export-folder"
#define LONGEST_NAME 80 /* characters */

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

/* While the user is asked for a file. */
typedef struct
{
  GtkWidget *parent;
  NhSession *session;
  gint64 plan;
  NhPlanFile kind;
} Export;

static void
export_free (Export *self)
{
  g_object_unref (self->session);
  g_object_unref (self->parent);
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

/* What the thread writes. */
typedef struct
{
  NhDocument *document;
  NhPlanFile kind;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  nh_document_unref (self->document);
  g_free (self);
}

static gboolean
write_in_thread (gpointer data,
                 const char *path,
                 GCancellable *cancellable,
                 GError **error)
{
  Work *self = data;

  return kinds[self->kind].write (self->document, path, cancellable, error);
}

/**
 * nh_plan_export_document:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @document: (transfer full): a plan, or a kept copy of one
 * @kind: the form of the file
 * @path: the file; one of that name is replaced when the new one is complete
 *
 * Writes without holding up the window. If it takes long a window tells so and can stop it; at the end
 * the status bar offers to open the file.
 */
void
nh_plan_export_document (GtkWidget *parent,
                         NhSession *session,
                         NhDocument *document,
                         NhPlanFile kind,
                         const char *path)
{
  NhWriteJob job = { _(kinds[kind].title), _("The plan was not exported"), write_in_thread, NULL, work_free };
  Work *work = g_new0 (Work, 1);

  work->document = document;
  work->kind = kind;
  job.data = work;
  nh_write_job_run (parent, session, path, &job);
}

/**
 * nh_plan_export_write:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook; nothing typed may be waiting to be stored
 * @plan: key of a plan
 * @kind: the form of the file
 * @path: the file; one of that name is replaced when the new one is complete
 *
 * Writes the plan as it is now, as nh_plan_export_document() does.
 */
void
nh_plan_export_write (GtkWidget *parent,
                      NhSession *session,
                      gint64 plan,
                      NhPlanFile kind,
                      const char *path)
{
  g_autoptr (GError) error = NULL;
  NhDocument *document = nh_compose_plan (nh_session_get_workbook (session), plan, &error);

  if (document)
    nh_plan_export_document (parent, session, document, kind, path);
  else
    nh_alert_show (parent, _("The plan was not exported"), error->message);
}

static void
on_file_cb (GFile *file,
            gpointer data)
{
  Export *self = data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path && gtk_widget_get_root (self->parent))
    nh_plan_export_write (self->parent, self->session, self->plan, self->kind, path);
  export_free (self);
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

  Export *self = g_new0 (Export, 1);

  self->parent = g_object_ref (parent);
  self->session = g_object_ref (session);
  self->plan = plan;
  self->kind = kind;
  nh_file_dialog_run (parent, &dialog, on_file_cb, self);
}
