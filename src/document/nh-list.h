/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plain list of a table's records, row by row: what the list writers of formats/ stream, so that
 * memory does not grow with the rows.
 */
#pragma once

#include <gio/gio.h>
#include "model/nh-list-model.h"

G_BEGIN_DECLS

typedef enum
{
  NH_LIST_TEXT,
  NH_LIST_INTEGER,
  NH_LIST_DAY,  /* ISO day in the text; a real date where it parses, else text */
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

/* Which records, in which order. */
typedef struct
{
  const NhEntity *entity;
  const NhListFilter *filters;
  guint n_filters;
  const char *find;
  int sort; /* -1: the entity's own order */
  gboolean descending;
  gboolean json; /* values for JSON, with the key; else texts for people */
} NhListChoice;

typedef struct _NhRecordList NhRecordList;
NhRecordList *nh_record_list_new (NhWorkbook *workbook, const NhListChoice *choice, GError **error);
void nh_record_list_free (NhRecordList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhRecordList, nh_record_list_free)
void nh_record_list_set_progress (NhRecordList *list, NhListProgressFunc progress, gpointer data);
const NhListSource *nh_record_list_get_source (NhRecordList *list);

G_END_DECLS
