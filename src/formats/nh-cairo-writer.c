/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-cairo-writer.h"

/**
 * nh_cairo_writer_write:
 * @writer: an #NhCairoWriter
 * @bytes: (array length=length): what Cairo made
 * @length: how many
 *
 * Nothing more is written after the first failure: Cairo goes on calling.
 *
 * Returns: whether it was written, for Cairo.
 */
cairo_status_t
nh_cairo_writer_write (void *writer, const unsigned char *bytes, unsigned int length)
{
  NhCairoWriter *self = writer;

  if (!self->error)
    nh_output_write (self->output, (const char *) bytes, length, &self->error);
  return self->error ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}
