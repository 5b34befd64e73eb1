/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-print.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/nh-dialog.h"
#include "ui/plan/nh-plan-preview.h"

#define SETTINGS_KEY "nh-print-settings" /* on the session: printer, copies, sides chosen last */

struct _NhPlanPrint
{
  GtkPrintOperation parent_instance;

  NhPaper *paper;
  GtkPrintOperationPreview *preview;
  GtkWidget *window; /* weak: of the preview */

  GtkWidget *parent; /* weak */
  NhSession *session;
};

G_DEFINE_FINAL_TYPE (NhPlanPrint, nh_plan_print, GTK_TYPE_PRINT_OPERATION)

static void
nh_plan_print_begin_print (GtkPrintOperation *operation,
                           GtkPrintContext *context)
{
  gtk_print_operation_set_n_pages (operation, (int) nh_paper_get_n_pages (NH_PLAN_PRINT (operation)->paper));
}

/* Appendices may lie across the paper though the plan stands upright. */
static void
nh_plan_print_request_page_setup (GtkPrintOperation *operation,
                                  GtkPrintContext *context,
                                  int page,
                                  GtkPageSetup *setup)
{
  NhPlanPrint *self = NH_PLAN_PRINT (operation);
  double width;
  double height;

  nh_page_layout_get_page_size (nh_paper_get_layout (self->paper), (guint) page, &width, &height);
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                        : GTK_PAGE_ORIENTATION_PORTRAIT);
}

static void
nh_plan_print_draw_page (GtkPrintOperation *operation,
                         GtkPrintContext *context,
                         int page)
{
  nh_page_layout_draw_page (nh_paper_get_layout (NH_PLAN_PRINT (operation)->paper), (guint) page,
                            gtk_print_context_get_cairo_context (context));
}

/* The preview of the print dialog: our own, for other programs that show one may not be there. */

static void
on_preview_destroy_cb (NhPlanPrint *self)
{
  g_clear_weak_pointer (&self->window);
  if (self->preview)
    gtk_print_operation_preview_end_preview (self->preview);
  self->preview = NULL;
  g_object_unref (self);
}

static gboolean
nh_plan_print_preview (GtkPrintOperation *operation,
                       GtkPrintOperationPreview *preview,
                       GtkPrintContext *context,
                       GtkWindow *parent)
{
  NhPlanPrint *self = NH_PLAN_PRINT (operation);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  GtkWidget *pages = nh_plan_preview_new ();
  GtkWidget *window = gtk_window_new ();

  gtk_print_context_set_cairo_context (context, cr, 72, 72);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  self->preview = preview;
  g_set_weak_pointer (&self->window, window);
  nh_plan_preview_set_paper (NH_PLAN_PREVIEW (pages), self->paper);
  gtk_window_set_title (GTK_WINDOW (window), _("Preview"));
  gtk_window_set_default_size (GTK_WINDOW (window), 760, 700);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_child (GTK_WINDOW (window), pages);
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (on_preview_destroy_cb), g_object_ref (self));
  gtk_window_present (GTK_WINDOW (window));
  return TRUE;
}

/* What came of it. */

static void
nh_plan_print_done (GtkPrintOperation *operation,
                    GtkPrintOperationResult result)
{
  NhPlanPrint *self = NH_PLAN_PRINT (operation);
  g_autoptr (GError) error = NULL;

  if (!self->session)
    return;
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      g_autofree char *text = NULL;

      gtk_print_operation_get_error (operation, &error);
      text = g_strdup_printf (_("The plan was not printed: %s"), error ? error->message : _("the printer did not answer"));
      if (self->parent)
        nh_alert_show (self->parent, _("Printing did not work"), text);
      else
        nh_session_report (self->session, text);
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    {
      g_object_set_data_full (G_OBJECT (self->session), SETTINGS_KEY,
                              g_object_ref (gtk_print_operation_get_print_settings (operation)), g_object_unref);
      nh_session_notify (self->session, _("The plan was handed to the printer."));
    }
}

static void
nh_plan_print_dispose (GObject *object)
{
  NhPlanPrint *self = NH_PLAN_PRINT (object);

  g_clear_object (&self->paper);
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->parent);
  G_OBJECT_CLASS (nh_plan_print_parent_class)->dispose (object);
}

static void
nh_plan_print_class_init (NhPlanPrintClass *klass)
{
  GtkPrintOperationClass *operation_class = GTK_PRINT_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_plan_print_dispose;
  operation_class->begin_print = nh_plan_print_begin_print;
  operation_class->request_page_setup = nh_plan_print_request_page_setup;
  operation_class->draw_page = nh_plan_print_draw_page;
  operation_class->preview = nh_plan_print_preview;
  operation_class->done = nh_plan_print_done;
}

static void
nh_plan_print_init (NhPlanPrint *self)
{
}

/**
 * nh_plan_print_new:
 * @document: (transfer none): what to print; not to be changed any more
 * @name: of the job, as the printer's queue shows it
 *
 * A4 by Decree 30/2020/NĐ-CP, Appendix I part I section I.1; the margins are those of the document, so
 * the printer's own are left aside.
 *
 * Returns: (transfer full): a print operation.
 */
NhPlanPrint *
nh_plan_print_new (NhDocument *document,
                   const char *name)
{
  NhPlanPrint *self = g_object_new (NH_TYPE_PLAN_PRINT, NULL);
  GtkPrintOperation *operation = GTK_PRINT_OPERATION (self);
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  self->paper = nh_paper_new (document);
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_paper_size_free (paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_n_pages (operation, (int) nh_paper_get_n_pages (self->paper));
  gtk_print_operation_set_embed_page_setup (operation, FALSE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  return self;
}

/**
 * nh_plan_print_run:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @document: what to print
 * @name: of the job
 * @page: the page in sight, from 0; below 0: none
 *
 * Asks for printer, pages and copies, and prints. Trouble is told in a sentence.
 */
void
nh_plan_print_run (GtkWidget *parent,
                   NhSession *session,
                   NhDocument *document,
                   const char *name,
                   int page)
{
  g_autoptr (NhPlanPrint) self = nh_plan_print_new (document, name);
  GtkPrintSettings *settings = g_object_get_data (G_OBJECT (session), SETTINGS_KEY);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->parent, parent);
  if (settings)
    gtk_print_operation_set_print_settings (GTK_PRINT_OPERATION (self), settings);
  if (page >= 0)
    gtk_print_operation_set_current_page (GTK_PRINT_OPERATION (self), page);
  /* An error comes by "done", too. */
  gtk_print_operation_run (GTK_PRINT_OPERATION (self), GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (parent)), NULL);
}
