/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The legal bases of a plan: an ordered list, and a place where they are typed, pasted or chosen.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_BASES_VIEW (nh_plan_bases_view_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanBasesView, nh_plan_bases_view, NH, PLAN_BASES_VIEW, GtkWidget)

GtkWidget *nh_plan_bases_view_new (NhSession *session, gint64 plan);

/* nh-basis-entry.c: what is typed, taken apart at once. */
#define NH_TYPE_BASIS_ENTRY (nh_basis_entry_get_type ())
G_DECLARE_FINAL_TYPE (NhBasisEntry, nh_basis_entry, NH, BASIS_ENTRY, GtkWidget)

/* Signals: "done" (): something was stored; "cancelled" (): an edit was given up */

GtkWidget *nh_basis_entry_new (NhSession *session, gint64 plan);
/* What is added stands before that basis; G_MAXUINT: at the end. */
void nh_basis_entry_set_position (NhBasisEntry *self, guint position);
/* Edits the basis @id, which reads @line; 0: adds again. */
void nh_basis_entry_edit (NhBasisEntry *self, gint64 id, const char *line);

G_END_DECLS
