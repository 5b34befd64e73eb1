/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What reading may use: one budget for all tables of a file, so that many small ones cost no more
 * than a large one. And the errors of reading.
 */
#pragma once

#include <gio/gio.h>

#include "core/nh-sheet.h"
#include "formats/nh-read-limits.h"

G_BEGIN_DECLS

#define NH_READ_ERROR (nh_read_error_quark ())
GQuark nh_read_error_quark (void);
typedef enum
{
  NH_READ_ERROR_FILE,      /* not there, not readable, a folder */
  NH_READ_ERROR_KIND,      /* a file of another kind; the sentence says what to save it as */
  NH_READ_ERROR_ENCRYPTED, /* it has a password */
  NH_READ_ERROR_EMPTY,
  NH_READ_ERROR_DAMAGED,
  NH_READ_ERROR_LIMIT, /* larger than what is read; see docs/LIMITS.md */
  NH_READ_ERROR_CANCELLED,
} NhReadError;

typedef struct
{
  guint64 n_cells;
  guint64 n_text_bytes;
  guint64 n_rows;
  guint n_merges;
  guint n_cut;     /* texts of the table that were longer than a cell takes */
  guint n_outside; /* cells of the table beyond the last row or column */
} NhReadBudget;

gboolean nh_read_budget_put (NhReadBudget *budget, NhSheet *sheet, guint row, guint column,
                             NhSheetKind kind, const char *text, GError **error);
gboolean nh_read_budget_merge (NhReadBudget *budget, NhSheet *sheet, const NhSheetMerge *merge,
                               GError **error);
gboolean nh_read_budget_put_kept (NhReadBudget *budget, NhSheet *sheet, guint row, guint column,
                                  const char *text, GError **error);
void nh_read_budget_finish_sheet (NhReadBudget *budget, NhSheet *sheet);
/* nh-read-file.c */
gboolean nh_read_file (const char *path, char **bytes, gsize *length, GError **error);
gboolean nh_read_check_cancelled (GCancellable *cancellable, GError **error);

G_END_DECLS
