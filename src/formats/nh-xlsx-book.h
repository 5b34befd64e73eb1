/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One .xlsx file on its way to the disk: what appendices and lists share.
 */
#pragma once

#include <xlsxwriter.h>

#include "formats/nh-output.h"

G_BEGIN_DECLS

typedef struct
{
  lxw_workbook *workbook; /* NULL once closed */
  NhOutput *output;
  char *path;        /* the target */
  char *work_folder; /* for libxlsxwriter's own temporary files, as the C library names it */
  GHashTable *sheet_names;
  GHashTable *defined_names;
  GHashTable *formats;
  GString *buffer; /* for nh_sheet_text_clean() */
} NhXlsxBook;

typedef enum
{
  NH_XLSX_BORDER_NONE = 0,
  NH_XLSX_BORDER_SIDES = 1 << 0,
  NH_XLSX_BORDER_TOP = 1 << 1,
  NH_XLSX_BORDER_BOTTOM = 1 << 2,
  NH_XLSX_BORDER_ALL = NH_XLSX_BORDER_SIDES | NH_XLSX_BORDER_TOP | NH_XLSX_BORDER_BOTTOM,
} NhXlsxBorder;

/* Formats are made once for each combination. */
typedef struct
{
  double size;
  gboolean bold;
  gboolean italic;
  gboolean wrap;
  NhXlsxBorder border;
  gboolean fill;
  guint8 indent; /* steps */
  guint8 align;  /* enum lxw_format_alignments */
  guint8 valign;
  const char *number; /* NULL: general */
} NhXlsxStyle;

NhXlsxBook *nh_xlsx_book_new (const char *path, double font_size, gboolean constant_memory,
                              GError **error);
void nh_xlsx_book_free (NhXlsxBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhXlsxBook, nh_xlsx_book_free)

lxw_worksheet *nh_xlsx_book_add_sheet (NhXlsxBook *book, const char *wanted_name,
                                       GError **error);
lxw_format *nh_xlsx_book_get_format (NhXlsxBook *book, const NhXlsxStyle *style);
gboolean nh_xlsx_book_set_properties (NhXlsxBook *book, const char *title, const char *author,
                                      GError **error);
gboolean nh_xlsx_book_check (NhXlsxBook *book, lxw_error result, GError **error);
void nh_xlsx_book_set_text_error (GError **error, guint64 row, guint column);
gboolean nh_xlsx_book_close (NhXlsxBook *book, GError **error);

G_END_DECLS
