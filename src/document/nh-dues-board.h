/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who owes which paper: as a board of owers × deadlines, and as the list that officers call or write by.
 */
#pragma once

#include "document/nh-matrix.h"
#include "model/nh-workbook.h"

G_BEGIN_DECLS

#define NH_DUES_SOON 7 /* days ahead for which one is reminded */

/* Which papers: @year, @plan: 0: all. */
/* Rows: keys of units, of clusters, 0 where nobody is named; columns: keys of deadlines; items: keys of "owed". */
/* @before: a board whose rows keep their order, so that none jumps from under the pointer; NULL: none. */
NhMatrix *nh_dues_board_new (NhWorkbook *workbook, gint64 year, gint64 plan, NhMatrix *before, GError **error);
/* What is missing, and what is due in the next days, by unit: a page of its own. NULL without an error: nothing. */
NhAppendixPage *nh_dues_reminders (NhWorkbook *workbook, gint64 year, gint64 plan, GError **error);

G_END_DECLS
