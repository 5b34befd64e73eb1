/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The screen of inspections: list, schedule, coverage over the years, findings, delegations, checklists, and
 * below them how many units are inspected this year.
 */
#pragma once

#include "ui/inspections/nh-inspections-board.h"
#include "ui/table/nh-grid-screen.h"

G_BEGIN_DECLS

#define NH_TYPE_INSPECTIONS_PAGE (nh_inspections_page_get_type ())
G_DECLARE_FINAL_TYPE (NhInspectionsPage, nh_inspections_page, NH, INSPECTIONS_PAGE, GtkWidget)

GtkWidget *nh_inspections_page_new (NhSession *session);
/* "list", "schedule", "coverage", "findings", "delegations", "checklists" */
void nh_inspections_page_show_tab (NhInspectionsPage *self, const char *tab);
NhInspectionsBoard *nh_inspections_page_get_board (NhInspectionsPage *self, NhInspectionsBoardKind kind);
/* Opens the window that proposes a schedule. */
void nh_inspections_page_propose (NhInspectionsPage *self);
/* The inspector and the status bar follow the tab in front; the keys go there. */
void nh_inspections_page_activate (NhInspectionsPage *self);
void nh_inspections_page_focus (NhInspectionsPage *self);

G_END_DECLS
