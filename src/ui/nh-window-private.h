/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by the parts of NhWindow.
 */
#pragma once

#include "ui/table/nh-grid-screen.h"
#include "ui/nh-inspector.h"
#include "ui/search/nh-search-palette.h"
#include "ui/nh-sidebar.h"
#include "ui/nh-window.h"

G_BEGIN_DECLS

struct _NhWindow
{
  GtkApplicationWindow parent_instance;

  GtkLabel *holder;
  GtkLabel *name;
  GtkMenuButton *file_button;
  GtkDropDown *year;
  GtkMenuButton *menu_button;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkOverlay *overlay;
  GtkPaned *outer;
  GtkPaned *inner;
  GtkStack *screens;
  GtkLabel *counts;
  GtkWidget *message_icon;
  GtkLabel *message;
  GtkWidget *offer;
  GtkLabel *saved;
  GMenu *recent_menu;
  GMenu *undo_section;
  GMenu *edit_section;
  gboolean edits_text; /* what the menu offers is for the text of a plan */

  NhSession *session;
  NhSidebar *sidebar;
  NhInspector *inspector;
  NhSearchPalette *palette;
  NhListModel *years;
  GArray *year_ids; /* of gint64, the year of each row of the drop-down */
  gboolean updating;
  guint inspector_tick;
  gboolean pruning;
  gint64 asked_at; /* monotonic: when closing was refused last, since something was not stored; 0: never */
};

NhGridScreen *nh_window_get_active (NhWindow *self);
void nh_window_install_actions (NhWindow *self);
void nh_window_update_history (NhWindow *self);
void nh_window_update_recent (NhWindow *self);
void nh_window_update_inspector (NhWindow *self);

/* nh-window-plan.c */
void nh_window_install_plan_actions (NhWindow *self);
void nh_window_update_plan_actions (NhWindow *self);
gboolean nh_window_leave_plan (NhWindow *self);
gboolean nh_window_plans_wait (NhWindow *self);
gboolean nh_window_store_plans_in (NhWindow *self, const char *path, GError **error);
void nh_window_run_in_plan (NhWindow *self, const char *command);

/* nh-window-go.c */
void nh_window_install_palette (NhWindow *self);
void nh_window_show_rows (NhWindow *self, const char *screen, gint64 plan);
void nh_window_show_filtered (NhWindow *self, const char *screen, GArray *filters);
void nh_window_show_record (NhWindow *self, const char *entity, gint64 id);

G_END_DECLS
