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
  const char *kind;   /* with the papers that hang on them; "due": papers alone */
  const char *status;
  gint64 plan;
  gint64 team;        /* also the delegation, or the cluster of its host */
  gint64 person;      /* lanes by person are then this one's alone, and so with .unit */
  gint64 unit;
  gboolean conflicts_only;
  gboolean no_dues;
  gboolean no_baseline; /* bars have no .issued_start: rows need no room for it */
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
  gboolean soft;     /* not exact: soft ends; of a paper: provisional */
  gboolean conflict;
  gboolean movable;
  double x;          /* of the bar itself; at least a few pixels wide */
  double width;
  double label_x;    /* where its marks and words begin: inside the bar, or beside it */
  double label_width; /* the room they have: less than .natural means that the words are cut */
  double natural;
  double left;       /* what no other bar of the row touches: the bar, its words, its baseline */
  double right;
  guint32 issued_start; /* the baseline; 0: none or the same */
  guint32 issued_end;
  const char *kind_key; /* interned: of the activity; "due" for papers */
  const char *status;   /* interned: of the activity; "done" for papers that all came in, else "planned" */
  const char *label;    /* the timeline's, one line */
} NhTimelineBar;

typedef struct
{
  gint64 key;       /* of the team, unit, person, plan; the position of the kind, papers come after the last;
                     * 0, but for kinds: "Chung", without one */
  char *label;
  guint n_bars;
  guint n_dues;     /* of them */
  guint first_row;
  guint n_rows;     /* at least 1 */
  guint first_bar;  /* its bars are together, by row and x */
} NhTimelineLane;

#define NH_TYPE_TIMELINE (nh_timeline_get_type ())
G_DECLARE_FINAL_TYPE (NhTimeline, nh_timeline, NH, TIMELINE, GObject)

/* Signal "changed" (): lanes, bars and rows may be others; pointers to them must not be kept over it. What
 * makes work is done when something is asked for, so many changes cost one layout. */

/* Width of a text of bars in pixels, for where words go; asked once for each text. NULL: guessed. */
typedef double (*NhTimelineMeasure) (const char *text, gpointer data);

NhTimeline *nh_timeline_new (NhAgenda *agenda, NhConflicts *conflicts); /* conflicts may be NULL */
void nh_timeline_set_measure (NhTimeline *self, NhTimelineMeasure measure, gpointer data);
void nh_timeline_set_choice (NhTimeline *self, const NhTimelineChoice *choice);
const NhTimelineChoice *nh_timeline_get_choice (NhTimeline *self);
NhAgenda *nh_timeline_get_agenda (NhTimeline *self); /* NULL: detached */
void nh_timeline_get_frame (NhTimeline *self, NhSchoolYear *frame);
/* Keeps what is shown now, so that another thread may draw it. */
void nh_timeline_detach (NhTimeline *self);
/* Words of lanes and heads: translated, or for paper Vietnamese whatever the language is. */
void nh_timeline_set_for_paper (NhTimeline *self, gboolean for_paper);
gboolean nh_timeline_is_for_paper (NhTimeline *self);
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
/* The bar whose body or words are there; -1: none. */
int nh_timeline_bar_at (NhTimeline *self, guint row, double x);
int nh_timeline_find_bar (NhTimeline *self, NhBarKind kind, gint64 id, int lane); /* lane -1: the first; -1: none */
/* What has no dates, for the tray: (array of gint64) activities. */
const gint64 *nh_timeline_get_undated (NhTimeline *self, guint *n);
/* Grows whenever other bars, lanes or undated ones may be shown; not with the scale. */
guint nh_timeline_get_serial (NhTimeline *self);
/* Activities and papers that pass the filters but lie years away from the rest, a year mistyped: they have no bars. */
guint nh_timeline_get_n_outside (NhTimeline *self);
/* The fields that put an activity into another lane: FALSE where the lane can't be chosen by hand.
 * @values: ended by NULL, to be given to nh_workbook_set(); @texts (array of char *) keeps what they point to. */
gboolean nh_timeline_lane_values (NhTimeline *self, gint64 activity, guint from_lane, guint lane, NhFieldText values[3],
                                  GPtrArray *texts);

/* What puts an activity into another person's lane: a change of a row of activity_person. */
typedef struct
{
  gint64 record;     /* 0: a new row */
  const char *field; /* that gets .person; NULL: the row is deleted */
  gint64 person;     /* 0: nobody any more */
} NhTimelineAssignment;

gboolean nh_timeline_lane_assignment (NhTimeline *self, gint64 activity, guint from_lane, guint lane,
                                      NhTimelineAssignment *assignment);

/* Zoom about a point: the offset at which the day under @x (from the left of the view) stays there. */
double nh_timeline_zoom_offset (double offset, double x, double old_scale, double new_scale);

G_END_DECLS
