/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing Excel workbooks by libxlsxwriter: appendices in the official form, and long lists in
 * constant memory. Files are written beside the target and renamed: on any error the old file
 * stays as it was.
 */
#pragma once

#include <gio/gio.h>
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

/* A plain list, streamed: memory does not grow with the rows. Shared with csv and json. */
typedef enum
{
  NH_LIST_TEXT,
  NH_LIST_INTEGER,
  NH_LIST_DAY, /* ISO day in the text; a real date where it parses, else text */
  NH_LIST_JSON, /* a ready JSON value: stands as it is in JSON, as text elsewhere */
} NhListColumnKind;

typedef struct
{
  const char *name;    /* field name: the key in JSON */
  const char *heading; /* Vietnamese column heading */
  NhListColumnKind kind;
} NhListColumn;

/* Fetches the next row. @values: (array length=n_columns): borrowed texts, valid until the next
 * call, NULL for empty. Returns FALSE at the end or with @error set. */
typedef gboolean (*NhListNextFunc) (gpointer data, const char **values, GError **error);
typedef void (*NhListProgressFunc) (guint64 rows_done, gpointer data);

typedef struct
{
  const char *title;  /* sheet name and document title */
  const char *author;
  const NhListColumn *columns;
  guint n_columns;
  NhListNextFunc next;
  NhListProgressFunc progress; /* may be NULL */
  gpointer data;
} NhListSource;

gboolean nh_xlsx_write_list (const char *path, const NhListSource *source,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
