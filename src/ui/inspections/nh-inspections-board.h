/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inspections of a plan as a board: units and months, to move rounds by hand, or units and school years,
 * to see who was left out and to write down what was before this workbook.
 */
#pragma once

#include "ui/boards/nh-matrix-view.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_INSPECTIONS_BOARD (nh_inspections_board_get_type ())
G_DECLARE_FINAL_TYPE (NhInspectionsBoard, nh_inspections_board, NH, INSPECTIONS_BOARD, GtkWidget)

typedef enum
{
  NH_INSPECTIONS_SCHEDULE,
  NH_INSPECTIONS_COVERAGE,
} NhInspectionsBoardKind;

/* Signal "plan-chosen" (gint64 plan): another plan, 0 for all. */

GtkWidget *nh_inspections_board_new (NhSession *session, NhInspectionsBoardKind kind);
void nh_inspections_board_set_plan (NhInspectionsBoard *self, gint64 plan);
NhMatrixView *nh_inspections_board_get_view (NhInspectionsBoard *self);
void nh_inspections_board_activate (NhInspectionsBoard *self);

/* nh-old-inspection-dialog.c: an inspection of a school year that has no plan here. */
void nh_old_inspection_dialog_show (GtkWidget *parent, NhSession *session, gint64 unit, int year);

G_END_DECLS
