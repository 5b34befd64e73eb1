/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of a list one after the other, for export: nothing is kept, so memory does not grow.
 */
#pragma once

#include "model/nh-list-model.h"

G_BEGIN_DECLS

typedef struct _NhCursor NhCursor;

NhCursor *nh_cursor_new (NhWorkbook *workbook, const NhEntity *entity, const NhListFilter *filters,
                         guint n_filters, const char *find, int sort, gboolean descending,
                         GError **error);
/* By several fields, and by groups before them: @group: a field or -1. */
NhCursor *nh_cursor_new_ordered (NhWorkbook *workbook, const NhEntity *entity, const NhListFilter *filters,
                                 guint n_filters, const NhListSort *sorts, guint n_sorts, int group,
                                 GError **error);
NhCursor *nh_cursor_new_for_list (NhListModel *list, GError **error);
void nh_cursor_free (NhCursor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhCursor, nh_cursor_free)

gboolean nh_cursor_next (NhCursor *self, gboolean *row, GError **error);
gint64 nh_cursor_get_id (NhCursor *self);
/* As nh_record_get_text() and nh_record_get_raw(); valid until the next row. */
const char *nh_cursor_get_text (NhCursor *self, int field);
const char *nh_cursor_get_raw (NhCursor *self, int field);
/* The value for JSON: ISO days, keys of choices, numbers, periods as objects; NULL for null. */
void nh_cursor_append_json (NhCursor *self, int field, GString *json);
/* For a field with %NH_FIELD_PROVISIONAL: whether its day counts from a month only. */
gboolean nh_cursor_is_provisional (NhCursor *self, int field);
NhRecord *nh_cursor_get_record (NhCursor *self);

/* All records of a short list: (transfer full) (element-type NhRecord). */
GPtrArray *nh_workbook_list (NhWorkbook *workbook, const NhEntity *entity,
                             const NhListFilter *filters, guint n_filters, GError **error);

G_END_DECLS
