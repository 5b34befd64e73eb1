/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table with its tools: title, plan filter, live filter, add, delete, export; and what it says
 * while it is empty. Described by an NhScreenSpec.
 */
#pragma once

#include "ui/table/nh-record-grid-model.h"
#include "ui/widgets/nh-grid.h"

G_BEGIN_DECLS

#define NH_TYPE_GRID_SCREEN (nh_grid_screen_get_type ())
G_DECLARE_FINAL_TYPE (NhGridScreen, nh_grid_screen, NH, GRID_SCREEN, GtkWidget)

/* Signal "record-selected" (gint64 id): the cursor went to the row of another record; 0: to none. */
/* Signal "row-activated" (gint64 id): Ctrl+Enter or a double click on a row. */

GtkWidget *nh_grid_screen_new (NhSession *session, const NhScreenSpec *spec);
const NhScreenSpec *nh_grid_screen_get_spec (NhGridScreen *self);
NhRecordGridModel *nh_grid_screen_get_model (NhGridScreen *self);
NhGrid *nh_grid_screen_get_grid (NhGridScreen *self);
void nh_grid_screen_set_owner (NhGridScreen *self, gint64 owner);
void nh_grid_screen_set_owners (NhGridScreen *self, gint64 owner, const gint64 *all, guint n);
void nh_grid_screen_set_title (NhGridScreen *self, const char *title);
void nh_grid_screen_add_tool (NhGridScreen *self, GtkWidget *tool);

gboolean nh_grid_screen_can_import (NhGridScreen *self);
gint64 nh_grid_screen_get_record (NhGridScreen *self);
guint nh_grid_screen_get_n_selected (NhGridScreen *self);
/* (transfer full) (element-type gint64): keys of the selected rows, at most @most. */
GArray *nh_grid_screen_get_selected (NhGridScreen *self, guint most);
void nh_grid_screen_focus (NhGridScreen *self);
gboolean nh_grid_screen_clear_filters (NhGridScreen *self);
/* nh-grid-screen-seek.c */
void nh_grid_screen_set_plan (NhGridScreen *self, gint64 plan);
void nh_grid_screen_select_record (NhGridScreen *self, NhSession *session, gint64 id);
void nh_grid_screen_focus_filter (NhGridScreen *self);
void nh_grid_screen_find (NhGridScreen *self, gboolean replace);
void nh_grid_screen_find_step (NhGridScreen *self, int step);
void nh_grid_screen_add_row (NhGridScreen *self);
void nh_grid_screen_delete_rows (NhGridScreen *self);
void nh_grid_screen_export (NhGridScreen *self);
gboolean nh_grid_screen_commit (NhGridScreen *self);

G_END_DECLS
