/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Cairo writes goes into an NhOutput: beside the target, and into its place only when all is there.
 */
#pragma once

#include <cairo.h>
#include "formats/nh-output.h"

G_BEGIN_DECLS

typedef struct
{
  NhOutput *output;
  const char *path;
  GError *error; /* of the first write that failed; who has the writer takes it */
} NhCairoWriter;

/* A cairo_write_func_t; its closure is an NhCairoWriter. */
cairo_status_t nh_cairo_writer_write (void *writer, const unsigned char *bytes, unsigned int length);

G_END_DECLS
