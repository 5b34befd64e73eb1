/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan's document that stays true: composed from the plan, its bases, its text, its recipients and
 * its appendices, and brought up to date, element by element, when any of them change.
 */
#pragma once

#include "document/nh-document.h"
#include "document/nh-plan-text.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_DOCUMENT (nh_plan_document_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanDocument, nh_plan_document, NH, PLAN_DOCUMENT, GObject)

/* Signal "spliced" (guint position, guint n_removed, guint n_added): elements were replaced; the
 * document holds the new ones. */

NhPlanDocument *nh_plan_document_new (NhPlanText *text, GError **error);
NhPlanText *nh_plan_document_get_text (NhPlanDocument *self);
NhDocument *nh_plan_document_get_document (NhPlanDocument *self); /* (transfer none) */
/* Element of a block and back; FALSE: the element shows no block. */
guint nh_plan_document_element_of_block (NhPlanDocument *self, guint block);
gboolean nh_plan_document_block_of_element (NhPlanDocument *self, guint element, guint *block);
/* A byte of a block's text, where a reference is one character, and of its element, where it is words. */
guint nh_plan_document_offset_in_element (NhPlanDocument *self, guint block, guint offset);
guint nh_plan_document_offset_in_block (NhPlanDocument *self, guint block, guint offset);
/* What data changed is composed anew in an idle callback; this does it now. */
void nh_plan_document_refresh (NhPlanDocument *self);

/* The whole plan at once, for files. */
NhDocument *nh_compose_plan (NhWorkbook *workbook, gint64 plan, GError **error);

G_END_DECLS
