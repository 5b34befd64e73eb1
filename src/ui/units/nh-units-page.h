/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The screen of units: a list that is edited, a tree, and both as of a day; and what reorganises
 * units.
 */
#pragma once

#include "ui/table/nh-grid-screen.h"
#include "ui/units/nh-unit-tree.h"

G_BEGIN_DECLS

#define NH_TYPE_UNITS_PAGE (nh_units_page_get_type ())
G_DECLARE_FINAL_TYPE (NhUnitsPage, nh_units_page, NH, UNITS_PAGE, GtkWidget)

GtkWidget *nh_units_page_new (NhSession *session);
NhGridScreen *nh_units_page_get_list (NhUnitsPage *self);
NhUnitTree *nh_units_page_get_tree (NhUnitsPage *self);
void nh_units_page_activate (NhUnitsPage *self);
void nh_units_page_focus (NhUnitsPage *self);
void nh_units_page_set_view (NhUnitsPage *self, gboolean tree);
void nh_units_page_set_day (NhUnitsPage *self, guint32 day);
guint32 nh_units_page_get_day (NhUnitsPage *self);
void nh_units_page_show_list (NhUnitsPage *self);
void nh_units_page_go_to (NhUnitsPage *self, gint64 unit);
GArray *nh_units_page_get_selected (NhUnitsPage *self);
/* "unit-rename", "unit-move", "unit-close", "unit-unite" */
void nh_units_page_run (NhUnitsPage *self, const char *command);

G_END_DECLS
