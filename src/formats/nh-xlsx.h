/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing Excel workbooks by libxlsxwriter: appendices in the official form, and long lists in
 * constant memory. Files are written beside the target and renamed: on any error the old file
 * stays as it was.
 */
#pragma once

#include <gio/gio.h>
#include "document/nh-list.h"
#include "document/nh-table.h"

G_BEGIN_DECLS

#define NH_FORMAT_ERROR (nh_format_error_quark ())
GQuark nh_format_error_quark (void);
typedef enum
{
  NH_FORMAT_ERROR_WRITE, /* the target can't be written; the old file was kept */
  NH_FORMAT_ERROR_TOO_LARGE,
  NH_FORMAT_ERROR_CANCELLED,
} NhFormatError;

/* One appendix a sheet. @pages: (element-type NhAppendixPage). */
gboolean nh_xlsx_write_appendices (const char *path,
                                   GPtrArray *pages,
                                   GCancellable *cancellable,
                                   GError **error);

gboolean nh_xlsx_write_list (const char *path, const NhListSource *source,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
