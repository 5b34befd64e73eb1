/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A workbook: the entities of one store, read as records and lists, edited as a user edits them.
 * Every edit is checked, stored in one transaction and one named step of undo.
 */
#pragma once

#include "model/nh-record.h"
#include "store/nh-store.h"

G_BEGIN_DECLS

#define NH_MODEL_ERROR (nh_model_error_quark ())
GQuark nh_model_error_quark (void);
typedef enum
{
  NH_MODEL_ERROR_INVALID,   /* the text is not what the field takes */
  NH_MODEL_ERROR_REQUIRED,
  NH_MODEL_ERROR_UNKNOWN,   /* a name that no record has */
  NH_MODEL_ERROR_AMBIGUOUS, /* a name that several records have */
  NH_MODEL_ERROR_IN_USE,    /* other records refer to it */
  NH_MODEL_ERROR_NOT_FOUND,
  NH_MODEL_ERROR_READ_ONLY,
} NhModelError;

#define NH_TYPE_WORKBOOK (nh_workbook_get_type ())
G_DECLARE_FINAL_TYPE (NhWorkbook, nh_workbook, NH, WORKBOOK, GObject)

/* Signal "changed" (GArray of NhChange or NULL for everything): the store's, passed on. */
/* Signal "history-changed" (): undo and redo have other names now. */
/* Signal "flush" (): a step, an undo, a redo or the end begins: who holds edits back stores them now. */

NhWorkbook *nh_workbook_open (const char *path, NhStoreFlags flags, GError **error);
void nh_workbook_close (NhWorkbook *self);
NhStore *nh_workbook_get_store (NhWorkbook *self);
gboolean nh_workbook_is_read_only (NhWorkbook *self);

/* A field by name and the text a user would type for it; an array ends with a NULL field. */
typedef struct
{
  const char *field;
  const char *text;
} NhFieldText;

NhRecord *nh_workbook_load (NhWorkbook *self, const NhEntity *entity, gint64 id, GError **error);
/* The only record whose name is @text (by label, short name or alias, folded); 0 with error. */
gint64 nh_workbook_find (NhWorkbook *self, const NhEntity *entity, const char *text, GError **error);
/* A plan by "73/KH-SGDĐT" or by id. */
gint64 nh_workbook_find_plan (NhWorkbook *self, const char *text, GError **error);

gint64 nh_workbook_create (NhWorkbook *self, const NhEntity *entity, const NhFieldText *values,
                           GError **error);
gboolean nh_workbook_set (NhWorkbook *self, const NhEntity *entity, gint64 id,
                          const NhFieldText *values, GError **error);
gboolean nh_workbook_delete (NhWorkbook *self, const NhEntity *entity, const gint64 *ids, guint n,
                             GError **error);
typedef gboolean (*NhDeleteProgress) (guint done, guint total, gpointer data);
gboolean nh_workbook_delete_watched (NhWorkbook *self, const NhEntity *entity, const gint64 *ids,
                                     guint n, NhDeleteProgress progress, gpointer data,
                                     GError **error);
/* Proposals for a field while typing: choices, names of records, values used before. */
GStrv nh_workbook_suggest (NhWorkbook *self, const NhField *field, const NhEntity *entity,
                           const char *typed, guint limit);

/* What the user can choose in a field of kind CHOICE, as shown. */
GStrv nh_field_dup_choices (NhWorkbook *self, const NhField *field);

/* Several edits as one step. */
gboolean nh_workbook_begin (NhWorkbook *self, const char *name, GError **error);
gboolean nh_workbook_commit (NhWorkbook *self, GError **error);
/* As one step with the last one of the same tag, while nothing was undone since. */
gboolean nh_workbook_commit_merged (NhWorkbook *self, const char *tag, GError **error);
gboolean nh_workbook_in_step (NhWorkbook *self);
void nh_workbook_rollback (NhWorkbook *self);

/* The name is already a sentence part in the user's language: "Sửa Thời gian". NULL: nothing. */
const char *nh_workbook_get_undo_name (NhWorkbook *self);
const char *nh_workbook_get_redo_name (NhWorkbook *self);
gboolean nh_workbook_undo (NhWorkbook *self, GError **error);
gboolean nh_workbook_redo (NhWorkbook *self, GError **error);

/* Settings of the office: "office_name", … "" when unset. */
char *nh_workbook_get_setting (NhWorkbook *self, const char *key);
gboolean nh_workbook_set_setting (NhWorkbook *self, const char *key, const char *value, GError **error);

/* The frame of a plan's school year (the workbook's own row, else the default frame). */
gboolean nh_workbook_get_school_year (NhWorkbook *self, gint64 school_year, NhSchoolYear *year);
gboolean nh_workbook_get_plan_year (NhWorkbook *self, gint64 plan, NhSchoolYear *year);

/* nh-sample.c: fills an empty workbook with the five plans of the sample. */
gboolean nh_workbook_fill_sample (NhWorkbook *self, GError **error);

G_END_DECLS
