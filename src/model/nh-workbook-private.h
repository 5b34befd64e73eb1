/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

/* nh-parse.c: the text of a field as the columns to store. */
typedef struct
{
  char *column;
  char *text;    /* NULL with is_int64 FALSE: SQL NULL */
  gint64 number;
  gboolean is_int64;
} NhColumnValue;

typedef struct
{
  const NhField *field; /* a field of kind LINKS or LIST */
  GArray *targets;      /* LINKS: of gint64, in order */
  GPtrArray *texts;     /* LIST: of utf8 */
} NhLinkValue;

typedef struct
{
  GArray *columns; /* of NhColumnValue */
  GArray *links;   /* of NhLinkValue */
} NhParsedValues;

NhParsedValues *nh_parsed_values_new (void);
void nh_parsed_values_free (NhParsedValues *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhParsedValues, nh_parsed_values_free)
void nh_parsed_values_add_number (NhParsedValues *values, const char *column, gint64 number);

/* @year: the frame for periods without a year; NULL: none. */
gboolean nh_parse_field (NhWorkbook *self, const NhEntity *entity, const NhField *field,
                         const char *text, const NhSchoolYear *year, NhParsedValues *values,
                         GError **error);
gboolean nh_parse_period (const NhField *field, const char *text, const NhSchoolYear *year,
                          NhParsedValues *values, GError **error);

gboolean nh_parse_unknown_names (NhWorkbook *self, const NhField *field, const char *text,
                                 GPtrArray *unknown, GError **error);

/* nh-delete.c */
gboolean nh_workbook_delete_records (NhWorkbook *self, const NhEntity *entity, const gint64 *ids,
                                     guint n, NhDeleteProgress progress, gpointer data,
                                     GError **error);

/* Runs @sql, whose parameters are numbers and then texts; edits only inside an action. */
gboolean nh_workbook_run (NhWorkbook *self, GError **error, const char *sql, guint n_numbers,
                          const gint64 *numbers);
gint64 nh_workbook_query_int64 (NhWorkbook *self, const char *sql, gint64 parameter,
                                gint64 fallback);

G_END_DECLS
