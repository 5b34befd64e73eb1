/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of NhTimelinePage share: nh-timeline-page.c (the year, the model, keys), -tools.c, -body.c (timeline, tray,
 * empty year), -state.c (what is remembered), -edit.c (adding, deleting, states), -menu.c, -export.c.
 */
#pragma once

#include "ui/timeline/nh-timeline-conflicts.h"
#include "ui/timeline/nh-timeline-filters.h"
#include "ui/timeline/nh-timeline-legend.h"
#include "ui/timeline/nh-timeline-page.h"
#include "ui/timeline/nh-timeline-tray.h"

G_BEGIN_DECLS

struct _NhTimelinePage
{
  GtkWidget parent_instance;

  NhSession *session;
  NhAgenda *agenda;
  NhConflicts *conflicts;
  NhTimeline *timeline;

  GtkWidget *body;
  GtkDropDown *by;
  GtkWidget *find;
  NhTimelineFilters *filters;
  NhTimelineConflicts *warnings;
  NhTimelineLegend *legend;
  GtkWidget *zoom_out;
  GtkWidget *zoom_in;
  GtkStack *stack;
  NhTimelineView *view;
  NhTimelineTray *tray;
  GtkWidget *nothing;
  GtkWidget *add_first;
  GtkWidget *menu;      /* of bars, while it is open */
  GSimpleActionGroup *actions;

  guint menu_day;       /* where the menu was opened, on an empty place */
  guint menu_lane;
  gint64 told_of;  /* whose bar the sentence in the status bar is of; 0: none */
  gint64 wanted;        /* activity to choose once the timeline has it */
  guint update_source;
  guint save_source;
  gboolean restoring;
  gboolean updating;
  gboolean in_tray;     /* the keys were in the tray last */
  guint counted;        /* of which serial of the timeline numbers and tray are */
  guint n_activities;   /* in sight of the filters */
  guint n_dues;
  guint n_outside;
};

/* nh-timeline-page.c */
void nh_timeline_page_tell_active (NhTimelinePage *self);
void nh_timeline_page_apply_choice (NhTimelinePage *self);
guint32 nh_timeline_page_choose_day (NhTimelinePage *self, NhSchoolYear *frame);

/* nh-timeline-page-state.c */
void nh_timeline_page_save_state (NhTimelinePage *self);
void nh_timeline_page_queue_save (NhTimelinePage *self);
void nh_timeline_page_restore_state (NhTimelinePage *self);

/* nh-timeline-page-tools.c */
void nh_timeline_page_zoom_changed (NhTimelinePage *self);
GtkWidget *nh_timeline_page_make_first_tools (NhTimelinePage *self);
GtkWidget *nh_timeline_page_make_second_tools (NhTimelinePage *self);

/* nh-timeline-page-body.c */
GtkWidget *nh_timeline_page_make_timeline (NhTimelinePage *self);
GtkWidget *nh_timeline_page_make_empty (NhTimelinePage *self);

/* nh-timeline-page-edit.c */
GArray *nh_timeline_page_get_activities (NhTimelinePage *self);
void nh_timeline_page_delete (NhTimelinePage *self);
void nh_timeline_page_set_status (NhTimelinePage *self, const char *status);
void nh_timeline_page_move_to_month (NhTimelinePage *self, guint32 day);
void nh_timeline_page_take_date (NhTimelinePage *self);
void nh_timeline_page_open (NhTimelinePage *self);
void nh_timeline_page_show_row (NhTimelinePage *self);

/* nh-timeline-page-menu.c */
void nh_timeline_page_install_actions (NhTimelinePage *self);
void nh_timeline_page_popup (NhTimelinePage *self, GtkWidget *at, double x, double y);

/* nh-timeline-page-export.c */
GtkWidget *nh_timeline_page_make_export_button (NhTimelinePage *self);

G_END_DECLS
