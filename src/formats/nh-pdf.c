/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-pdf.h"

#include <cairo-pdf.h>

#include "config.h"
#include "document/nh-page-layout.h"
#include "formats/nh-cairo-writer.h"
#include "formats/nh-xlsx.h"

/* Deeper headings would make the outline longer than the text. */
#define DEEPEST_HEADING 3

static void
set_properties (cairo_surface_t *surface, NhDocument *document)
{
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, nh_document_get_title (document));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, nh_document_get_author (document));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, nh_document_get_subject (document));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Năm Học " NH_VERSION);
}

/* What an element is called in the outline; NULL: it does not stand there. */
static char *
outline_words (const NhElement *element, guint *level)
{
  g_autofree char *words = NULL;

  if (element->kind == NH_ELEMENT_APPENDIX_HEAD)
    {
      *level = 1;
      return g_strjoin (element->appendix->title && *element->appendix->title ? ". " : "",
                        element->appendix->heading ? element->appendix->heading : "",
                        element->appendix->title ? element->appendix->title : "", NULL);
    }
  if (element->kind != NH_ELEMENT_HEADING || element->level > DEEPEST_HEADING || !element->text)
    return NULL;
  *level = MAX (element->level, 1);
  words = nh_rich_text_to_plain (element->text, NULL, NULL);
  return g_strjoin (element->label && *element->label ? " " : "", element->label ? element->label : "", words,
                    NULL);
}

/* A heading hangs from the last one that is above it. */
static void
add_outline (cairo_surface_t *surface, NhPageLayout *layout)
{
  NhDocument *document = nh_page_layout_get_document (layout);
  int parents[DEEPEST_HEADING + 1] = { CAIRO_PDF_OUTLINE_ROOT };

  for (guint i = 0; i < nh_document_get_n_elements (document); i++)
    {
      guint level = 0;
      guint page;
      NhPageRect rect;
      char y[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *words = outline_words (nh_document_get_element (document, i), &level);
      g_autofree char *place = NULL;
      int item;

      if (!words || !*words || !nh_page_layout_locate (layout, i, 0, &page, &rect))
        continue;
      place = g_strdup_printf ("page=%u pos=[0 %s]", page + 1, g_ascii_formatd (y, sizeof y, "%.2f", rect.y));
      item = cairo_pdf_surface_add_outline (surface, parents[level - 1], words, place,
                                            level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
      for (guint l = level; l <= DEEPEST_HEADING; l++)
        parents[l] = item;
    }
}

/* Returns FALSE when it was stopped; errors stay in the surface. */
static gboolean
draw_pages (cairo_surface_t *surface, NhPageLayout *layout, NhPdfProgress progress, gpointer data,
            GCancellable *cancellable)
{
  guint n = nh_page_layout_get_n_pages (layout);

  for (guint page = 0; page < n && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS; page++)
    {
      double width;
      double height;
      cairo_t *cr;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      nh_page_layout_get_page_size (layout, page, &width, &height);
      cairo_pdf_surface_set_size (surface, width, height);
      cr = cairo_create (surface);
      nh_page_layout_draw_page (layout, page, cr);
      cairo_show_page (cr);
      cairo_destroy (cr);
      if (progress)
        progress (page + 1, n, data);
    }
  return TRUE;
}

static gboolean
write_pages (NhCairoWriter *writer, NhPageLayout *layout, NhPdfProgress progress, gpointer data,
             GCancellable *cancellable, GError **error)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (nh_cairo_writer_write, writer, 1, 1);
  cairo_status_t status;
  gboolean whole;

  set_properties (surface, nh_page_layout_get_document (layout));
  add_outline (surface, layout);
  whole = draw_pages (surface, layout, progress, data, cancellable);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (writer->error)
    g_propagate_error (error, g_steal_pointer (&writer->error));
  else if (!whole || g_cancellable_is_cancelled (cancellable))
    nh_output_set_cancelled (error);
  else if (status != CAIRO_STATUS_SUCCESS)
    nh_output_set_error (error, writer->path, 0);
  else
    return TRUE;
  return FALSE;
}

/**
 * nh_pdf_write:
 * @document: what to print
 * @path: where to write
 * @progress: (nullable) (scope call): told after each page
 * @data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: of domain NH_FORMAT_ERROR
 *
 * Lays out @document and writes it. May run in any thread, while nobody splices @document.
 *
 * Returns: FALSE when nothing was written; an old file is still there.
 */
gboolean
nh_pdf_write (NhDocument *document, const char *path, NhPdfProgress progress, gpointer data,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (NhOutput) output = NULL;
  g_autoptr (NhPageLayout) layout = NULL;
  g_autoptr (GError) missing = NULL;
  NhCairoWriter writer = { .path = path };

  if (!nh_page_font_family (&missing))
    {
      g_set_error_literal (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE, missing->message);
      return FALSE;
    }
  output = writer.output = nh_output_new (path, error);
  if (!output)
    return FALSE;
  layout = nh_page_layout_new (document);
  return write_pages (&writer, layout, progress, data, cancellable, error) && nh_output_commit (output, error);
}
