/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The legal bases of a plan: in order, as they are printed, made from what people type or paste. A
 * document that a basis names stands once in the register, whichever plans name it.
 */
#pragma once

#include "core/nh-basis.h"
#include "model/nh-workbook.h"

G_BEGIN_DECLS

/* A basis as it stands in the workbook. Strings are never NULL but .kind. */
typedef struct
{
  gint64 id;
  gint64 reference; /* the document in the register; 0: a text */
  NhBasis *basis;   /* what the register and the plan say; ranges are empty */
  guint32 in_force_to; /* last day the document is in force; 0: not known */
} NhPlanBasis;

void nh_plan_basis_free (NhPlanBasis *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhPlanBasis, nh_plan_basis_free)

GPtrArray *nh_plan_bases_list (NhWorkbook *workbook, gint64 plan, GError **error);
char *nh_plan_basis_to_line (const NhPlanBasis *self);

gint64 nh_legal_reference_find (NhWorkbook *workbook, const NhBasis *basis, GError **error);
/* Documents of the register that fit what is typed, best first. */
GPtrArray *nh_legal_reference_suggest (NhWorkbook *workbook, const char *typed, guint limit, GError **error);

gint64 nh_plan_bases_insert (NhWorkbook *workbook, gint64 plan, guint position, NhBasis *const *bases, guint n,
                             GError **error);
gint64 nh_plan_bases_insert_reference (NhWorkbook *workbook, gint64 plan, guint position, gint64 reference,
                                       GError **error);
gboolean nh_plan_bases_replace (NhWorkbook *workbook, gint64 plan, gint64 id, NhBasis *const *bases, guint n,
                                GError **error);
gboolean nh_plan_bases_move (NhWorkbook *workbook, gint64 plan, guint from, guint to, GError **error);
gboolean nh_plan_bases_propose_order (NhWorkbook *workbook, gint64 plan, GArray **ids, GError **error);
gboolean nh_plan_bases_set_order (NhWorkbook *workbook, gint64 plan, const gint64 *ids, guint n, GError **error);

G_END_DECLS
