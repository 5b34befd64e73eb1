/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sheets as texts, and what an import makes of them.
 */
#pragma once

#include "imports/nh-import.h"
#include "model-fixture.h"

G_BEGIN_DECLS

/* Rows are lines, cells stand between "|"; blanks around them don't count. */
NhSheet *import_sheet (const char *text);
NhImport *import_new (Fixture *fixture, const char *entity, const char *text);
/* Plans, which must succeed. */
void import_plan (NhImport *import);
void import_apply (NhImport *import);
/* Imports a whole table, which must succeed; gives the counts by fate. */
void import_all (Fixture *fixture, const char *entity, const char *text, guint counts[NH_IMPORT_N_FATES]);
/* Fates of all rows as one word: "--NNUSAE" (skipped "-"). */
char *import_fates (NhImport *import);
void import_assert_fates (NhImport *import, const char *wanted);
/* "field: before > after; …" of a row. */
char *import_changes (NhImport *import, guint row);
/* The text of the only row that @where (SQL) finds. */
char *import_query (Fixture *fixture, const char *sql);

G_END_DECLS
