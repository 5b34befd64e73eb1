/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-timeline-file.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "config.h"
#include "formats/nh-cairo-writer.h"
#include "formats/nh-xlsx.h"

#define MOST_PIXELS 30000 /* cairo's pictures end at 32767 */
#define MOST_AREA 1.5e8   /* of four bytes each: more is asked of no desktop */

/** nh_timeline_file_for: Returns: what the end of the name of @path asks for, in any case of letters. */
NhTimelineFile
nh_timeline_file_for (const char *path)
{
  static const struct
  {
    const char *end;
    NhTimelineFile format;
  } ends[] = { { ".png", NH_TIMELINE_FILE_PNG }, { ".svg", NH_TIMELINE_FILE_SVG }, { ".pdf", NH_TIMELINE_FILE_PDF } };
  gsize length = strlen (path);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (length > 4 && g_ascii_strcasecmp (path + length - 4, ends[i].end) == 0)
      return ends[i].format;
  return NH_TIMELINE_FILE_NONE;
}

static void
draw_picture (NhTimelinePages *pages, cairo_surface_t *surface, double scale)
{
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  nh_timeline_pages_draw_picture (pages, cr);
  cairo_destroy (cr);
}

static cairo_status_t
write_png (NhTimelinePages *pages, NhCairoWriter *writer, double scale, double width, double height,
           GCancellable *cancellable)
{
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width * scale), (int) ceil (height * scale));
  cairo_status_t status;

  draw_picture (pages, surface, scale);
  status = cairo_surface_status (surface);
  if (status == CAIRO_STATUS_SUCCESS && !g_cancellable_is_cancelled (cancellable))
    status = cairo_surface_write_to_png_stream (surface, nh_cairo_writer_write, writer);
  cairo_surface_destroy (surface);
  return status;
}

static cairo_status_t
finish (cairo_surface_t *surface)
{
  cairo_status_t status;

  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

static cairo_status_t
write_svg (NhTimelinePages *pages, NhCairoWriter *writer, double width, double height)
{
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (nh_cairo_writer_write, writer, width, height);

  draw_picture (pages, surface, 1);
  return finish (surface);
}

static cairo_status_t
write_pdf (NhTimelinePages *pages, NhCairoWriter *writer, GCancellable *cancellable)
{
  guint n = nh_timeline_pages_get_n_pages (pages);
  cairo_surface_t *surface;
  double width, height;

  nh_timeline_pages_get_size (pages, &width, &height);
  surface = cairo_pdf_surface_create_for_stream (nh_cairo_writer_write, writer, width, height);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, nh_timeline_pages_get_title (pages));
  if (nh_timeline_pages_get_author (pages))
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, nh_timeline_pages_get_author (pages));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Năm Học " NH_VERSION);
  for (guint page = 0; page < n && !g_cancellable_is_cancelled (cancellable)
                       && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS;
       page++)
    {
      cairo_t *cr = cairo_create (surface);

      nh_timeline_pages_draw (pages, page, cr);
      cairo_show_page (cr);
      cairo_destroy (cr);
    }
  return finish (surface);
}

/* A picture that is too large at the scale becomes coarser; one that is too large at all is not made. */
static gboolean
fit_scale (double width, double height, double *scale, const char *path, GError **error)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);

  *scale = MIN (*scale, MIN (MOST_PIXELS / width, MOST_PIXELS / height));
  *scale = MIN (*scale, sqrt (MOST_AREA / (width * height)));
  if (*scale >= 0.5)
    return TRUE;
  g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE,
               _ ("“%s” was not written: there are too many lanes for one picture. Choose fewer, or a PDF file."), name);
  return FALSE;
}

/**
 * nh_timeline_file_write:
 * @pages: the timeline
 * @format: PNG and SVG are one picture of all, PDF has the sheets
 * @path: (type filename): where to write
 * @scale: pixels a point, for PNG
 * @cancellable: (nullable): to stop it
 * @error: of domain NH_FORMAT_ERROR
 *
 * In the thread that laid @pages out.
 *
 * Returns: FALSE when nothing was written; an old file is still there.
 */
gboolean
nh_timeline_file_write (NhTimelinePages *pages, NhTimelineFile format, const char *path, double scale,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (NhOutput) output = nh_output_new (path, error);
  NhCairoWriter writer = { output, path, NULL };
  cairo_status_t status;
  double width, height;

  if (!output)
    return FALSE;
  nh_timeline_pages_get_picture_size (pages, &width, &height);
  if (format == NH_TIMELINE_FILE_PNG && !fit_scale (width, height, &scale, path, error))
    return FALSE;
  if (format == NH_TIMELINE_FILE_PDF)
    status = write_pdf (pages, &writer, cancellable);
  else if (format == NH_TIMELINE_FILE_SVG)
    status = write_svg (pages, &writer, width, height);
  else
    status = write_png (pages, &writer, scale, width, height, cancellable);
  if (writer.error)
    g_propagate_error (error, g_steal_pointer (&writer.error));
  else if (g_cancellable_is_cancelled (cancellable))
    nh_output_set_cancelled (error);
  else if (status != CAIRO_STATUS_SUCCESS)
    nh_output_set_error (error, path, 0);
  else
    return nh_output_commit (output, error);
  return FALSE;
}
