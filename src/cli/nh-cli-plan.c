/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whole plans as files: PDF and Word.
 */
#include "cli/nh-cli.h"
#include "cli/nh-cli-table.h"

#include <glib/gi18n.h>

#include "document/nh-plan-document.h"
#include "formats/nh-docx.h"
#include "formats/nh-pdf.h"

static void
on_page_cb (guint n_done, guint n_pages, gpointer data)
{
  g_autofree char *text = g_strdup_printf (_ ("page %u of %u"), n_done, n_pages);

  g_printerr ("\r%s%s", text, n_done == n_pages ? "\n" : "");
}

/* The appendix alone: its head and what stands under it. */
static NhDocument *
take_appendix (NhDocument *whole, const char *wanted)
{
  g_autoptr (NhDocument) part = nh_document_new ();
  guint number = 0;
  gboolean within = FALSE;

  for (guint i = 0; i < nh_document_get_n_elements (whole); i++)
    {
      NhElement *element = nh_document_get_element (whole, i);

      if (element->kind == NH_ELEMENT_APPENDIX_HEAD)
        within = nh_cli_is_appendix (wanted, ++number, element->key);
      if (within)
        nh_document_append (part, nh_element_ref (element));
    }
  nh_document_set_properties (part, nh_document_get_title (whole), nh_document_get_author (whole),
                              nh_document_get_subject (whole));
  return nh_document_get_n_elements (part) > 0 ? g_steal_pointer (&part) : NULL;
}

/** nh_cli_is_plan_file: Returns: whether whole plans can be written under this name. */
gboolean
nh_cli_is_plan_file (const char *path)
{
  return g_str_has_suffix (path, ".pdf") || g_str_has_suffix (path, ".docx");
}

/** nh_cli_export_plan: "export FILE --plan P --to x.pdf". */
int
nh_cli_export_plan (NhWorkbook *workbook, const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhDocument) document = NULL;
  gint64 plan = nh_workbook_find_plan (workbook, options->plan, &error);
  gboolean written;

  document = plan ? nh_compose_plan (workbook, plan, &error) : NULL;
  if (!document)
    return nh_cli_fail (error);
  if (options->appendix)
    {
      NhDocument *part = take_appendix (document, options->appendix);

      if (!part)
        {
          nh_cli_usage ("%s", _ ("The plan has no such appendix."));
          return NH_EXIT_NOTHING;
        }
      nh_document_unref (document);
      document = part;
    }
  written = g_str_has_suffix (options->to, ".docx")
                ? nh_docx_write (document, options->to, nh_cli_cancellable (), &error)
                : nh_pdf_write (document, options->to, options->progress ? on_page_cb : NULL, NULL,
                                nh_cli_cancellable (), &error);
  return written ? NH_EXIT_DONE : nh_cli_fail (error);
}
