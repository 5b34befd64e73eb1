/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Workbooks in a folder of their own for the tests of the model.
 */
#pragma once

#include "model/nh-list-model.h"
#include "model/nh-workbook.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *path;
  NhWorkbook *workbook;
} Fixture;

/* As g_test_add() calls them; with the sample when the test's data is not NULL. */
void fixture_set_up (Fixture *fixture, gconstpointer sample);
void fixture_tear_down (Fixture *fixture, gconstpointer sample);

/* Edits that must succeed; fields and texts alternate, ended by NULL. */
gint64 fixture_create (NhWorkbook *workbook, const char *entity, ...) G_GNUC_NULL_TERMINATED;
void fixture_set (NhWorkbook *workbook, const char *entity, gint64 id, const char *field,
                  const char *text);
void fixture_delete (NhWorkbook *workbook, const char *entity, gint64 id);
void fixture_undo (NhWorkbook *workbook);
void fixture_redo (NhWorkbook *workbook);
/* An edit that must be refused; the message must hold @words. */
void fixture_refuse (NhWorkbook *workbook, const char *entity, gint64 id, const char *field,
                     const char *text, NhModelError code, const char *words);

gint64 fixture_find (NhWorkbook *workbook, const char *entity, const char *text);
gint64 fixture_count (NhWorkbook *workbook, const char *entity);
gint64 fixture_sql (NhWorkbook *workbook, const char *sql);
/* What the user sees of one field. */
char *fixture_text (NhWorkbook *workbook, const char *entity, gint64 id, const char *field);
char *fixture_raw (NhWorkbook *workbook, const char *entity, gint64 id, const char *field);
void fixture_assert_text (NhWorkbook *workbook, const char *entity, gint64 id, const char *field,
                          const char *wanted);
/* All rows of all tables of the model as one text. */
char *fixture_dump (NhWorkbook *workbook);

G_END_DECLS
