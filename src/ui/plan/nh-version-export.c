/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-history.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"
#include "ui/compat/nh-file-dialog.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/plan/nh-plan-export.h"

typedef struct
{
  GtkWidget *parent;
  NhSession *session;
  NhDocument *document;
  NhPlanFile kind;
} Export;

static void
export_free (Export *self)
{
  g_clear_object (&self->parent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->document, nh_document_unref);
  g_free (self);
}

static void
on_file_cb (GFile *file, gpointer data)
{
  Export *self = data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path && gtk_widget_get_root (self->parent))
    nh_plan_export_document (self->parent, self->session, g_steal_pointer (&self->document), self->kind, path);
  export_free (self);
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
  self->kind = pdf ? NH_PLAN_FILE_PDF : NH_PLAN_FILE_WORD;
  nh_file_dialog_run (parent, &dialog, on_file_cb, self);
}
