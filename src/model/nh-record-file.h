/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records written down in a text (the sample, templates of plans), made one by one through the same
 * calls as a user's edits. A group "[entity key]" is a record, its lines are fields. "@key" in a
 * reference names a record of the file; "{@key}" in any other text stands for that record's key.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

typedef struct _NhRecordFile NhRecordFile;

/* Changes a text before it is stored; NULL: the text is stored as it stands. */
typedef char *(*NhRecordFileFill) (const NhEntity *entity, const NhField *field, const char *text, gpointer data);

NhRecordFile *nh_record_file_new (NhWorkbook *workbook, NhRecordFileFill fill, gpointer data);
void nh_record_file_free (NhRecordFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhRecordFile, nh_record_file_free)

void nh_record_file_set_key (NhRecordFile *self, const char *key, gint64 id);
gint64 nh_record_file_get_key (NhRecordFile *self, const char *key);
gint64 nh_record_file_make (NhRecordFile *self, GKeyFile *file, const char *group, const NhFieldText *more,
                            GError **error);
gboolean nh_record_file_finish (NhRecordFile *self, GError **error);

G_END_DECLS
