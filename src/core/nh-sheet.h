/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table of texts as it was read from a file or the clipboard, before anybody knows what it means:
 * rows and columns are counted from 0 as in the source, so that a message can name "dòng 12, cột C".
 * Readers (formats/) fill it, the import (imports/) understands it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NH_SHEET_EMPTY,
  NH_SHEET_TEXT,
  NH_SHEET_NUMBER,  /* the text is as a person would type it: "912345678", "98.5" */
  NH_SHEET_DATE,    /* a real date of the source; the text is the ISO day "2023-09-20" */
  NH_SHEET_BOOLEAN, /* "TRUE", "FALSE" */
  NH_SHEET_ERROR,   /* "#REF!": what the source's formula failed with */
} NhSheetKind;

typedef struct
{
  guint row, column;     /* top left */
  guint n_rows, n_columns;
} NhSheetMerge;

typedef struct _NhSheet NhSheet;

NhSheet *nh_sheet_new (const char *name);
NhSheet *nh_sheet_ref (NhSheet *sheet);
void nh_sheet_unref (NhSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhSheet, nh_sheet_unref)

/* Filling. Rows come in any order, but in order is fastest. */
void nh_sheet_set (NhSheet *sheet, guint row, guint column, NhSheetKind kind, const char *text);
/* For texts that many cells share: in memory that the sheet keeps, not copied. */
void nh_sheet_set_kept (NhSheet *sheet, guint row, guint column, NhSheetKind kind,
                        const char *text);
void nh_sheet_keep (NhSheet *sheet, gpointer data, GDestroyNotify destroy);
void nh_sheet_clear (NhSheet *sheet, guint row, guint column, guint n_columns);
void nh_sheet_add_merge (NhSheet *sheet, guint row, guint column, guint n_rows, guint n_columns);
void nh_sheet_set_hidden (NhSheet *sheet, gboolean hidden);
/* A sentence for the user about what the reader did: "12 ô viết bằng bảng mã TCVN3 đã được chuyển." */
void nh_sheet_add_remark (NhSheet *sheet, const char *remark);

const char *nh_sheet_get_name (NhSheet *sheet);
gboolean nh_sheet_is_hidden (NhSheet *sheet);
guint nh_sheet_get_n_rows (NhSheet *sheet);    /* the last used row + 1 */
guint nh_sheet_get_n_columns (NhSheet *sheet); /* the last used column + 1 */
/* Never NULL; only the top left cell of a merged range has the text. Valid as long as the sheet. */
const char *nh_sheet_get_text (NhSheet *sheet, guint row, guint column);
NhSheetKind nh_sheet_get_kind (NhSheet *sheet, guint row, guint column);
guint nh_sheet_get_n_merges (NhSheet *sheet);
const NhSheetMerge *nh_sheet_get_merge (NhSheet *sheet, guint index);
/* The merged range that covers a cell; NULL where there is none. */
const NhSheetMerge *nh_sheet_find_merge (NhSheet *sheet, guint row, guint column);
const char *const *nh_sheet_get_remarks (NhSheet *sheet); /* NULL-terminated */

char *nh_sheet_column_name (guint column); /* 0 -> "A", 27 -> "AB" */

G_END_DECLS
