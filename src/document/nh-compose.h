/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the workbook to paper: the appendices of a plan as tables with the columns that offices
 * use. Everything is read from live data; nothing is stored.
 */
#pragma once

#include "document/nh-table.h"
#include "model/nh-workbook.h"

G_BEGIN_DECLS

NhAppendixPage *nh_compose_appendix (NhWorkbook *workbook, gint64 appendix, GError **error);
/* nh-awards-table.c: the nominated of a team, as a page of its own. */
NhAppendixPage *nh_compose_awards (NhWorkbook *workbook, gint64 team, guint32 day, GError **error);
/* @options: nh-table-options.h. */
NhTable *nh_compose_view (NhWorkbook *workbook, gint64 plan, const char *view, const char *layout,
                          const char *options, GError **error);
/* Whether a change of that table of the workbook may change what the view shows. */
gboolean nh_compose_view_reads (const char *view, const char *table);
const char *nh_compose_view_title (const char *view);
NhAppendixPage *nh_compose_view_page (NhWorkbook *workbook, gint64 plan, const char *view, GError **error);
char *nh_compose_attached_line (NhRecord *plan);
/* "Phụ lục II"; NULL: not among them. */
char *nh_compose_appendix_heading (GArray *ids, gint64 id);
/* "Thông tư số 19/2019/TT-BGDĐT": a legal document after its first mention. */
char *nh_compose_legal_name (NhRecord *reference);
/* Keys of a plan's appendices in order: (element-type gint64). */
GArray *nh_compose_list_appendices (NhWorkbook *workbook, gint64 plan, GError **error);

G_END_DECLS
