/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timeline as geometry, without GTK: which lanes there are, which bar stands in which row of its lane at a
 * scale, where its words go. One layout is drawn by nh-timeline-draw.h on screen and on paper alike.
 */
#pragma once

#include "model/nh-conflicts.h"

G_BEGIN_DECLS

typedef enum
{
  NH_TIMELINE_BY_CLUSTER,
  NH_TIMELINE_BY_KIND,
  NH_TIMELINE_BY_UNIT,
  NH_TIMELINE_BY_PERSON,
  NH_TIMELINE_BY_PLAN,
} NhTimelineBy;

/* What is shown; 0 and NULL: everything. */
typedef struct
{
  NhTimelineBy by;
  const char *find;   /* words, by folded text */
  const char *kind;
  const char *status;
  gint64 plan;
  gint64 team;
  gint64 person;
  gint64 unit;
  gboolean conflicts_only;
  gboolean no_dues;
} NhTimelineChoice;

typedef enum
{
  NH_BAR_ACTIVITY,
  NH_BAR_DUE, /* a diamond */
} NhBarKind;

/* Horizontal places are in pixels (or points) from the first day of the range, at the layout's scale. */
typedef struct
{
  NhBarKind kind;
  gint64 id;         /* of the activity, or of the view "due" */
  guint lane;
  guint row;         /* in the whole layout */
  guint32 start;     /* Julian days, inclusive */
  guint32 end;
  gboolean soft;     /* not exact: soft ends */
  gboolean conflict;
  gboolean movable;
  double x;          /* of the bar itself; at least a few pixels wide */
  double width;
  double label_x;    /* where its words begin: inside, or beside it where there is room */
  double label_width;
  guint32 issued_start; /* the baseline; 0: none or the same */
  guint32 issued_end;
  const char *kind_key; /* interned: of the activity; "due" for papers */
  const char *label;    /* borrowed from the agenda */
} NhTimelineBar;

typedef struct
{
  gint64 key;       /* of the team, unit, person, plan; the position of the kind; 0: "Chung", without one */
  char *label;
  guint n_bars;
  guint first_row;
  guint n_rows;     /* at least 1 */
  guint first_bar;  /* its bars are together, by row and x */
} NhTimelineLane;

#define NH_TYPE_TIMELINE (nh_timeline_get_type ())
G_DECLARE_FINAL_TYPE (NhTimeline, nh_timeline, NH, TIMELINE, GObject)

/* Signal "changed" (): laid out anew. Lane labels are translated. */

/* Width of a text of bars in pixels, for where words go; asked once for each text. */
typedef double (*NhTimelineMeasure) (const char *text, gpointer data);

NhTimeline *nh_timeline_new (NhAgenda *agenda, NhConflicts *conflicts); /* conflicts may be NULL */
void nh_timeline_set_measure (NhTimeline *self, NhTimelineMeasure measure, gpointer data);
void nh_timeline_set_choice (NhTimeline *self, const NhTimelineChoice *choice);
const NhTimelineChoice *nh_timeline_get_choice (NhTimeline *self);
void nh_timeline_set_scale (NhTimeline *self, double pixels_per_day);
double nh_timeline_get_scale (NhTimeline *self);

void nh_timeline_get_range (NhTimeline *self, guint32 *first, guint32 *last); /* whole months */
double nh_timeline_x_of (NhTimeline *self, guint32 day);
guint32 nh_timeline_day_at (NhTimeline *self, double x);
double nh_timeline_get_width (NhTimeline *self);
guint nh_timeline_get_n_rows (NhTimeline *self);
guint nh_timeline_get_n_lanes (NhTimeline *self);
const NhTimelineLane *nh_timeline_get_lane (NhTimeline *self, guint lane);
guint nh_timeline_lane_at_row (NhTimeline *self, guint row);
guint nh_timeline_get_n_bars (NhTimeline *self);
const NhTimelineBar *nh_timeline_get_bar (NhTimeline *self, guint bar);
/* Bars that touch rows first_row … last_row and x from … to, by binary search: (array of guint). */
void nh_timeline_visible (NhTimeline *self, guint first_row, guint last_row, double from, double to, GArray *bars);
int nh_timeline_find_bar (NhTimeline *self, NhBarKind kind, gint64 id, int lane); /* lane -1: the first; -1: none */
/* What has no dates, for the tray: (array of gint64) activities. */
const gint64 *nh_timeline_get_undated (NhTimeline *self, guint *n);
/* The fields that put an activity into another lane: FALSE where the lane can't be chosen by hand.
 * @values: ended by NULL, to be given to nh_workbook_set(). */
gboolean nh_timeline_lane_values (NhTimeline *self, gint64 activity, guint from_lane, guint lane, NhFieldText values[3],
                                  GPtrArray *texts);

/* Zoom about a point: the offset at which the day under @x (from the left of the view) stays there. */
double nh_timeline_zoom_offset (double offset, double x, double old_scale, double new_scale);

G_END_DECLS
