/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pieces of a plan on paper, each composed from its records. Private to document/.
 */
#pragma once

#include "document/nh-compose.h"
#include "document/nh-document.h"
#include "document/nh-plan-text.h"

G_BEGIN_DECLS

/* Left open on paper, to be filled in by hand. */
#define NH_COMPOSE_OPEN "……"

/* nh-compose.c */
char *nh_compose_issued_words (NhRecord *plan);
char *nh_compose_capitals (const char *title);
NhTable *nh_compose_appendix_table (NhWorkbook *workbook, NhRecord *appendix, GError **error);

/* nh-compose-form.c: elements are added to @elements, arrays of NhElement. */
NhElement *nh_compose_letterhead (NhRecord *plan);
NhElement *nh_compose_title (NhRecord *plan);
gboolean nh_compose_bases (NhWorkbook *workbook, gint64 plan, GPtrArray *elements, GError **error);
NhElement *nh_compose_signature (NhWorkbook *workbook, NhRecord *plan, GError **error);
NhElement *nh_compose_appendix_head (NhRecord *plan, NhRecord *appendix, GArray *ids);
void nh_compose_appendix_notes (NhRecord *appendix, GPtrArray *elements);
NhElement *nh_compose_failure (gint64 key, const GError *error);

/* nh-compose-text.c */
gboolean nh_compose_find_end (NhPlanText *text, guint *position);
void nh_compose_block (NhPlanText *text, guint position, gboolean ends, GPtrArray *elements);
gboolean nh_compose_block_refers (const NhBlock *block);

G_END_DECLS
