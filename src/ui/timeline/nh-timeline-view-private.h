/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of NhTimelineView share: nh-timeline-view.c (the widget, scrolling, focus, layout), -zoom.c, -look.c (fonts,
 * colours), -bars.c (widgets of what is in sight), -draw.c, -select.c, -pointer.c, -drag.c, -keys.c.
 */
#pragma once

#include "ui/timeline/nh-timeline-bar.h"
#include "ui/timeline/nh-timeline-view.h"

G_BEGIN_DECLS

/* Above this many bars in sight only those around the focus are widgets; the others are drawn. */
#define NH_TIMELINE_MOST_WIDGETS 400
#define NH_TIMELINE_MOST_SCALE 60.0 /* pixels a day */
#define NH_TIMELINE_SLACK 24 /* pixels after the last day, so that its words have room */
#define NH_TIMELINE_HANDLE 8.0 /* pixels at an end of a bar that resize it */

typedef struct
{
  GskRenderNode *node;
  graphene_rect_t covers; /* in the layout's pixels */
} NhTimelinePicture;

typedef enum
{
  NH_DRAG_NONE,
  NH_DRAG_PRESSED, /* on a bar or on an empty place; not moved yet */
  NH_DRAG_MOVE,
  NH_DRAG_START,
  NH_DRAG_END,
  NH_DRAG_DATE, /* from the tray */
  NH_DRAG_BAND,
} NhTimelineDragMode;

typedef enum
{
  NH_PART_NOTHING, /* head, names */
  NH_PART_EMPTY,
  NH_PART_BAR,
  NH_PART_START,
  NH_PART_END,
} NhTimelinePart;

typedef struct
{
  NhTimelineDragMode mode;
  NhTimelinePart part;   /* under the press */
  NhTimelineKey bar;
  double start_x;        /* of the press, in the widget */
  double start_y;
  double content_x;      /* the same in the layout */
  double content_y;
  double x;              /* of the pointer now */
  double y;
  gboolean adds;         /* Ctrl or Shift: the band adds to what is chosen */
  gboolean over_tray;
  gboolean single;       /* the press was on a chosen bar: released, it alone is chosen */
  NhTimelineMoves *moves;
  GHashTable *before;    /* what was chosen before the band */
  guint scroll_tick;
} NhTimelineDrag;

struct _NhTimelineView
{
  GtkWidget parent_instance;

  NhTimeline *timeline;
  NhAgenda *agenda;
  NhConflicts *conflicts;
  NhTimelineStyle style;
  gboolean read_only;
  NhTimelineRuler *ruler;
  char *font;           /* that the ruler is of */
  guint look_serial;    /* grows when all bars look otherwise */

  GtkAdjustment *adjustments[2];
  guint policies[2];
  gboolean allocating;
  gboolean fit;
  double wanted_scale;  /* of the next timeline; 0: none */
  guint32 wanted_day;   /* to come to the left edge once there is a size; 0: none */
  gboolean wanted_center;
  gboolean reveal;      /* the bar with the keys, after the next layout */

  NhTimelinePicture head;
  NhTimelinePicture grid;
  NhTimelinePicture names;
  GHashTable *rows;     /* row -> GskRenderNode, of bars that are no widgets */
  graphene_rect_t rows_cover;

  GHashTable *widgets;  /* NhTimelineKey -> NhTimelineBarWidget */
  GPtrArray *spare;     /* of NhTimelineBarWidget, hidden */
  GArray *visible;      /* of guint, bars in sight */
  gboolean crowded;
  guint sync_tick;
  guint data_serial;    /* grows with each change of the data: labels are made anew */

  GHashTable *selected; /* set of NhTimelineKey without lane */
  gboolean has_cursor;
  NhTimelineKey cursor;
  guint cursor_row;     /* where it was last */
  gboolean unsettled;   /* the layout changed: what is chosen may be gone, the row of the cursor another one */
  NhTimelineKey anchor; /* where Shift began */
  gboolean has_anchor;

  GtkWidget *tray;      /* weak */
  NhTimelineDrag drag;
  GtkWidget *bubble;
  GtkLabel *bubble_time;
  GtkLabel *bubble_text;
  double pointer_x;     /* of the mouse, for zooming about it */
  double zoom_begin;
};

enum
{
  NH_TIMELINE_SELECTION_CHANGED,
  NH_TIMELINE_OPEN,
  NH_TIMELINE_DELETE,
  NH_TIMELINE_ADD,
  NH_TIMELINE_MENU,
  NH_TIMELINE_MESSAGE,
  NH_TIMELINE_NOTICE,
  NH_TIMELINE_ZOOM_CHANGED,
  NH_TIMELINE_N_SIGNALS,
};

/* nh-timeline-view.c */
void nh_timeline_view_emit (NhTimelineView *self, guint signal);
void nh_timeline_view_tell (NhTimelineView *self, guint signal, const char *sentence);
double nh_timeline_view_scroll (NhTimelineView *self, guint axis);
void nh_timeline_view_scroll_to (NhTimelineView *self, guint axis, double value);
void nh_timeline_view_to_layout (NhTimelineView *self, double x, double y, double *layout_x, double *layout_y);
void nh_timeline_view_from_layout (NhTimelineView *self, double layout_x, double layout_y, double *x, double *y);
void nh_timeline_view_reveal_bar (NhTimelineView *self, const NhTimelineBar *bar);
void nh_timeline_view_settle (NhTimelineView *self);

/* nh-timeline-view-zoom.c */
double nh_timeline_view_content_width (NhTimelineView *self);
double nh_timeline_view_fit_scale (NhTimelineView *self);
void nh_timeline_view_set_fit_scale (NhTimelineView *self);

/* nh-timeline-view-look.c */
void nh_timeline_view_forget_pictures (NhTimelineView *self);
void nh_timeline_view_measure_anew (NhTimelineView *self);
void nh_timeline_view_update_style (NhTimelineView *self);

/* nh-timeline-view-bars.c */
guint nh_timeline_key_hash (gconstpointer key);
gboolean nh_timeline_key_equal (gconstpointer a, gconstpointer b);
NhTimelineKey nh_timeline_view_key_of (NhTimelineView *self, const NhTimelineBar *bar);
int nh_timeline_view_find (NhTimelineView *self, const NhTimelineKey *key);
void nh_timeline_view_allocate_bars (NhTimelineView *self);
NhTimelineBar nh_timeline_view_with_words_in_sight (NhTimelineView *self, const NhTimelineBar *bar);
void nh_timeline_view_queue_sync (NhTimelineView *self);
void nh_timeline_view_clear_bars (NhTimelineView *self);
int nh_timeline_view_bar_at (NhTimelineView *self, double x, double y, NhTimelinePart *part);
gboolean nh_timeline_view_focus_cursor (NhTimelineView *self);

/* nh-timeline-view-draw.c */
void nh_timeline_view_draw (NhTimelineView *self, GtkSnapshot *snapshot);

/* nh-timeline-view-select.c */
gboolean nh_timeline_view_is_selected (NhTimelineView *self, NhBarKind kind, gint64 id);
void nh_timeline_view_set_cursor (NhTimelineView *self, const NhTimelineKey *key);
void nh_timeline_view_select_only (NhTimelineView *self, const NhTimelineKey *key);
void nh_timeline_view_toggle (NhTimelineView *self, const NhTimelineKey *key);
void nh_timeline_view_select_to (NhTimelineView *self, const NhTimelineKey *key);
void nh_timeline_view_select_rectangle (NhTimelineView *self, double x, double y, double to_x, double to_y);
void nh_timeline_view_selection_changed (NhTimelineView *self);
void nh_timeline_view_drop_gone (NhTimelineView *self);

/* nh-timeline-view-drag.c */
void nh_timeline_view_allocate_bubble (NhTimelineView *self, int width, int height);
void nh_timeline_view_drag_init (NhTimelineView *self);
void nh_timeline_view_drag_clear (NhTimelineView *self);
const char *nh_timeline_view_why_papers_stay (void);
const NhTimelineMove *nh_timeline_view_find_move (NhTimelineView *self, const NhTimelineBar *bar);

/* nh-timeline-view-pointer.c */
void nh_timeline_view_pointer_init (NhTimelineView *self);

/* nh-timeline-view-keys.c */
void nh_timeline_view_keys_init (NhTimelineView *self);

G_END_DECLS
