/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/nh-timeline-print.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/nh-dialog.h"

struct _NhTimelinePrintOperation
{
  GtkPrintOperation parent_instance;

  NhTimelinePages *pages;
  NhSession *session;
  GtkWidget *parent; /* weak */
};

G_DEFINE_FINAL_TYPE (NhTimelinePrintOperation, nh_timeline_print, GTK_TYPE_PRINT_OPERATION)

static void
nh_timeline_print_begin_print (GtkPrintOperation *operation,
                               GtkPrintContext *context)
{
  gtk_print_operation_set_n_pages (operation, (int) nh_timeline_pages_get_n_pages (NH_TIMELINE_PRINT (operation)->pages));
}

static void
nh_timeline_print_draw_page (GtkPrintOperation *operation,
                             GtkPrintContext *context,
                             int page)
{
  nh_timeline_pages_draw (NH_TIMELINE_PRINT (operation)->pages, (guint) page, gtk_print_context_get_cairo_context (context));
}

static void
nh_timeline_print_done (GtkPrintOperation *operation,
                        GtkPrintOperationResult result)
{
  NhTimelinePrintOperation *self = NH_TIMELINE_PRINT (operation);
  g_autoptr (GError) error = NULL;

  if (!self->session)
    return;
  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    nh_session_notify (self->session, _("The timeline was handed to the printer."));
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  if (self->parent)
    nh_alert_show (self->parent, _("Printing did not work"), error ? error->message : _("the printer did not answer"));
}

static void
nh_timeline_print_dispose (GObject *object)
{
  NhTimelinePrintOperation *self = NH_TIMELINE_PRINT (object);

  g_clear_pointer (&self->pages, nh_timeline_pages_free);
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->parent);
  G_OBJECT_CLASS (nh_timeline_print_parent_class)->dispose (object);
}

static void
nh_timeline_print_class_init (NhTimelinePrintOperationClass *klass)
{
  GtkPrintOperationClass *operation_class = GTK_PRINT_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_timeline_print_dispose;
  operation_class->begin_print = nh_timeline_print_begin_print;
  operation_class->draw_page = nh_timeline_print_draw_page;
  operation_class->done = nh_timeline_print_done;
}

static void
nh_timeline_print_init (NhTimelinePrintOperation *self)
{
}

/**
 * nh_timeline_print_new:
 * @pages: (transfer full): the sheets
 * @paper: what they are laid out for
 *
 * Returns: (transfer full): a print operation. The sheets have margins of their own.
 */
NhTimelinePrintOperation *
nh_timeline_print_new (NhTimelinePages *pages,
                       NhTimelinePaper paper)
{
  NhTimelinePrintOperation *self = g_object_new (NH_TYPE_TIMELINE_PRINT, NULL);
  GtkPrintOperation *operation = GTK_PRINT_OPERATION (self);
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (paper == NH_TIMELINE_A3 ? GTK_PAPER_NAME_A3 : GTK_PAPER_NAME_A4);

  self->pages = pages;
  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_paper_size_free (size);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, nh_timeline_pages_get_title (pages));
  gtk_print_operation_set_n_pages (operation, (int) nh_timeline_pages_get_n_pages (pages));
  gtk_print_operation_set_embed_page_setup (operation, FALSE);
  return self;
}

/**
 * nh_timeline_print_run:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @pages: (transfer full): the sheets
 * @paper: what they are laid out for
 *
 * Asks for printer, pages and copies, and prints. Trouble is told in a sentence.
 */
void
nh_timeline_print_run (GtkWidget *parent,
                       NhSession *session,
                       NhTimelinePages *pages,
                       NhTimelinePaper paper)
{
  g_autoptr (NhTimelinePrintOperation) self = nh_timeline_print_new (pages, paper);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->parent, parent);
  /* An error comes by "done", too. */
  gtk_print_operation_run (GTK_PRINT_OPERATION (self), GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (parent)), NULL);
}
