/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table from outside becomes records: columns are recognised by their headings, each row is
 * judged before anything is stored, then all is stored as one step of undo.
 *
 *   import = nh_import_new (workbook, entity, sheet);      guesses header row and columns
 *   nh_import_set_target (import, 3, "phone");             the user corrects
 *   nh_import_plan (import, …);                            what each row will do; stores nothing
 *   nh_import_set_decision (import, 12, NH_IMPORT_SKIP);   the user decides; plan again to see
 *   nh_import_apply (import, …);                           one transaction, one step of undo
 *
 * An import belongs to the main thread, except while nh_import_plan_async() runs: then nobody may
 * touch it. Rows and columns are counted from 0, as in the sheet.
 */
#pragma once

#include <gio/gio.h>

#include "core/nh-sheet.h"
#include "model/nh-workbook.h"

G_BEGIN_DECLS

/* What an import may fail with besides NH_STORE_ERROR and G_IO_ERROR_CANCELLED. */
#define NH_IMPORT_ERROR (nh_import_error_quark ())
GQuark nh_import_error_quark (void);
typedef enum
{
  NH_IMPORT_ERROR_NO_COLUMNS, /* no column was recognised: there is nothing to read */
  NH_IMPORT_ERROR_NO_OWNER,   /* members without a team, activities without a plan */
  NH_IMPORT_ERROR_ROWS,       /* some rows are wrong, and errors are not skipped */
} NhImportError;

/* What becomes of a row. */
typedef enum
{
  NH_IMPORT_FATE_SKIPPED,   /* blank, repeated head, note under the table, group head, by the user */
  NH_IMPORT_FATE_NEW,
  NH_IMPORT_FATE_UPDATES,   /* the record is there; some fields get another value */
  NH_IMPORT_FATE_SAME,      /* the record is there and says the same */
  NH_IMPORT_FATE_AMBIGUOUS, /* namesakes, and nothing tells which is meant: not stored */
  NH_IMPORT_FATE_ERROR,     /* not stored */
} NhImportFate;
#define NH_IMPORT_N_FATES 6

/* What the user says about a row. */
typedef enum
{
  NH_IMPORT_AUTO,
  NH_IMPORT_SKIP,   /* leave this row out */
  NH_IMPORT_AS_NEW, /* another person of the same name: make a new record */
} NhImportDecision;

/* How the target of a column was found. */
typedef enum
{
  NH_IMPORT_HOW_NOT,     /* not recognised: ignored */
  NH_IMPORT_HOW_HEADING, /* by a heading that people use */
  NH_IMPORT_HOW_CONTENT, /* by what its cells look like */
  NH_IMPORT_HOW_LEARNED, /* as the user chose for this heading before */
  NH_IMPORT_HOW_USER,
} NhImportHow;

/* Where the cells of a column may go. */
typedef struct
{
  const char *id;     /* "name", "unit", …; "" for "ignore"; "*person", "*post_unit" split */
  const char *label;  /* translated: "Họ và tên", "Bỏ qua", "Tên, chức vụ, đơn vị, điện thoại (tách)" */
  gboolean is_split;  /* a cell holds several facts */
} NhImportTarget;

typedef struct
{
  guint column;          /* in the sheet */
  const char *heading;   /* as written; two levels are joined by " – "; "" without */
  const char *target;    /* the id of a target; "" ignored */
  NhImportHow how;
} NhImportColumn;

/* One field of a row, as people see it. */
typedef struct
{
  const char *label; /* translated: "Điện thoại" */
  const char *field; /* "phone"; for the person of a membership "person.phone" */
  char *before;      /* "" where there was nothing; NULL for a new record */
  char *after;
} NhImportChange;
void nh_import_change_free (NhImportChange *change);

/* A unit or team that the table names and the workbook lacks. */
typedef struct
{
  const char *entity; /* "unit" or "team" */
  const char *name;
  const char *kind;   /* as shown: "Tiểu học" */
  const char *near;   /* a record with nearly the same name; NULL: none */
  guint n_rows;       /* rows that name it */
  guint first_row;
} NhImportMissing;

#define NH_TYPE_IMPORT (nh_import_get_type ())
G_DECLARE_FINAL_TYPE (NhImport, nh_import, NH, IMPORT, GObject)

gboolean nh_import_is_supported (const NhEntity *entity);
NhImport *nh_import_new (NhWorkbook *workbook, const NhEntity *entity, NhSheet *sheet);
const NhEntity *nh_import_get_entity (NhImport *self);
NhSheet *nh_import_get_sheet (NhImport *self);

/* Which part of the sheet. -1: it has no header row. Setting it guesses the columns again. */
int nh_import_get_header_row (NhImport *self, guint *n_rows);
void nh_import_set_header_row (NhImport *self, int row);
void nh_import_set_rows (NhImport *self, guint first, guint last);
void nh_import_get_rows (NhImport *self, guint *first, guint *last);

/* The columns and what they may be. */
guint nh_import_get_n_columns (NhImport *self);
const NhImportColumn *nh_import_get_column (NhImport *self, guint column);
const NhImportTarget *nh_import_get_targets (NhImport *self, guint *n_targets);
gboolean nh_import_set_target (NhImport *self, guint column, const char *target);
/* As "--map": "Họ tên GV" → "name"; FALSE when no column has that heading. */
gboolean nh_import_map_heading (NhImport *self, const char *heading, const char *target);
guint nh_import_count_recognised (NhImport *self);

/* Options. */
void nh_import_set_update (NhImport *self, gboolean update);
gboolean nh_import_get_update (NhImport *self);
void nh_import_set_create_missing (NhImport *self, gboolean create);
gboolean nh_import_get_create_missing (NhImport *self);
void nh_import_set_skip_errors (NhImport *self, gboolean skip);
gboolean nh_import_get_skip_errors (NhImport *self);
void nh_import_set_source_name (NhImport *self, const char *name);
void nh_import_set_team (NhImport *self, gint64 team); /* for members; 0: the sheet tells */
gint64 nh_import_get_team (NhImport *self);
void nh_import_set_plan (NhImport *self, gint64 plan); /* for activities; 0: the sheet tells */
gint64 nh_import_get_plan (NhImport *self);
/* What still has to be chosen before the plan makes sense, as a sentence; NULL: nothing. */
char *nh_import_get_missing_choice (NhImport *self);

/* The dry run. @fraction: 0 to 1; called in the thread that plans or applies. */
typedef void (*NhImportProgress) (double fraction, gpointer data);

gboolean nh_import_plan (NhImport *self, GCancellable *cancellable, NhImportProgress progress,
                         gpointer progress_data, GError **error);
/* In a thread; @progress and @callback are called in the main loop. */
void nh_import_plan_async (NhImport *self, GCancellable *cancellable, NhImportProgress progress,
                           gpointer progress_data, GAsyncReadyCallback callback, gpointer data);
gboolean nh_import_plan_finish (NhImport *self, GAsyncResult *result, GError **error);
/* FALSE after any setter since the last plan. */
gboolean nh_import_is_planned (NhImport *self);

/* What the plan found. Valid until the next plan. Rows before the first and after the last one,
 * and the header, are SKIPPED too. */
guint nh_import_count (NhImport *self, NhImportFate fate);
NhImportFate nh_import_get_fate (NhImport *self, guint row);
/* The record that the row is about as people call it: "Nguyễn Thị Lan"; "" unknown. */
char *nh_import_get_name (NhImport *self, guint row);
/* Why: for ERROR, AMBIGUOUS and SKIPPED a sentence; for others remarks, if any. NULL: nothing. */
const char *nh_import_get_reason (NhImport *self, guint row);
/* (element-type NhImportChange): all fields of a new record, the changed ones of an update. */
GPtrArray *nh_import_get_changes (NhImport *self, guint row);
/* The existing record of UPDATES and SAME, 0 otherwise. */
gint64 nh_import_get_record (NhImport *self, guint row);
/* Sentences about the whole: "23 ô viết bằng bảng mã cũ đã được chuyển sang Unicode." */
const char *const *nh_import_get_remarks (NhImport *self);
const NhImportMissing *nh_import_get_missing (NhImport *self, guint *n_missing);
const char *nh_import_fate_label (NhImportFate fate); /* translated */
const char *nh_import_fate_key (NhImportFate fate);   /* "new": for JSON */

/* FALSE when apply would refuse: NH_IMPORT_ERROR_ROWS tells how many rows are wrong and the first. */
gboolean nh_import_check (NhImport *self, GError **error);

/* Decisions about rows; they count from the next nh_import_plan() on. */
void nh_import_set_decision (NhImport *self, guint row, NhImportDecision decision);
NhImportDecision nh_import_get_decision (NhImport *self, guint row);
/* Several existing records fit: this one is meant. 0 takes it back. */
void nh_import_set_record (NhImport *self, guint row, gint64 record);
/* Of an AMBIGUOUS row: (element-type gint64): the existing records that it may mean. */
GArray *nh_import_get_candidates (NhImport *self, guint row);
/* "Nguyễn Thị Lan, sinh 1980, Trường TH Bến Súc": tells namesakes apart. */
char *nh_import_describe_record (NhImport *self, gint64 record);

/* Stores it all: a backup first, then one transaction and one step of undo that is named
 * "Nhập 128 đơn vị từ danh-sach.xlsx". FALSE with @error: nothing is stored. The choices of
 * columns are remembered for next time in the same step. */
gboolean nh_import_apply (NhImport *self, GCancellable *cancellable, NhImportProgress progress,
                          gpointer progress_data, GError **error);
/* In small pieces from the main loop; the workbook must not be edited meanwhile. */
void nh_import_apply_async (NhImport *self, GCancellable *cancellable, NhImportProgress progress,
                            gpointer progress_data, GAsyncReadyCallback callback, gpointer data);
gboolean nh_import_apply_finish (NhImport *self, GAsyncResult *result, GError **error);
/* After it: "Đã thêm 128 đơn vị, cập nhật 5, giữ nguyên 20." */
char *nh_import_get_summary (NhImport *self);

G_END_DECLS
