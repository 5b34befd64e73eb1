/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-page-image.h"

#include <math.h>

#include "formats/nh-cairo-writer.h"

/**
 * nh_page_image_new:
 * @layout: pages
 * @page: one of them, from 0
 * @scale: pixels a point: 96 / 72 is full size on a usual screen
 *
 * Returns: (transfer full): the page on white paper.
 */
cairo_surface_t *
nh_page_image_new (NhPageLayout *layout, guint page, double scale)
{
  cairo_surface_t *surface;
  cairo_t *cr;
  double width;
  double height;

  nh_page_layout_get_page_size (layout, page, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width * scale), (int) ceil (height * scale));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  nh_page_layout_draw_page (layout, page, cr);
  cairo_destroy (cr);
  return surface;
}

/**
 * nh_page_image_write:
 * @layout: pages
 * @page: one of them, from 0
 * @scale: pixels a point
 * @path: a .png file
 * @error: of domain NH_FORMAT_ERROR
 *
 * Returns: FALSE when nothing was written.
 */
gboolean
nh_page_image_write (NhPageLayout *layout, guint page, double scale, const char *path, GError **error)
{
  g_autoptr (NhOutput) output = nh_output_new (path, error);
  NhCairoWriter writer = { output, path, NULL };
  cairo_surface_t *surface;
  cairo_status_t status;

  if (!output)
    return FALSE;
  surface = nh_page_image_new (layout, page, scale);
  status = cairo_surface_write_to_png_stream (surface, nh_cairo_writer_write, &writer);
  cairo_surface_destroy (surface);
  if (writer.error)
    g_propagate_error (error, writer.error);
  else if (status != CAIRO_STATUS_SUCCESS)
    nh_output_set_error (error, path, 0);
  else
    return nh_output_commit (output, error);
  return FALSE;
}
