/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the timeline share: nh-timeline.c has the object and what it is asked,
 * nh-timeline-filter.c chooses what is shown and nh-timeline-select.c in which lanes, nh-timeline-place.c gives it rows and places.
 */
#pragma once

#include "document/nh-timeline.h"

G_BEGIN_DECLS

/* Pixels or points. */
#define NH_TIMELINE_PAD 5.0        /* from the edge of a bar to its words */
#define NH_TIMELINE_BESIDE 4.0     /* from a bar to words beside it */
#define NH_TIMELINE_GAP 8.0        /* from words to the next bar */
#define NH_TIMELINE_LEAST_BAR 5.0  /* days are hardly a pixel wide when a year is seen */
#define NH_TIMELINE_LEAST_INSIDE 28.0 /* a narrower bar has its words beside it */
#define NH_TIMELINE_DIAMOND 13.0
#define NH_TIMELINE_SIGN 14.0      /* room for a drawn sign: a conflict, a state */

/* A bar and the lane that it belongs to, before lanes are in order. */
typedef struct
{
  NhTimelineBar bar;
  guint lane;
} NhTimelineEntry;

struct _NhTimeline
{
  GObject parent_instance;

  NhAgenda *agenda;       /* NULL: detached */
  NhConflicts *conflicts; /* NULL: none are shown */
  NhSchoolYear frame;     /* when detached */
  NhTimelineChoice choice;
  char *find; /* folded */
  gboolean for_paper;

  NhTimelineMeasure measure;
  gpointer measure_data;
  GHashTable *widths; /* text of a bar → width in 1/64 pixels; the texts are those of the bars */
  double most_label;  /* what words may ask for beside a bar */

  double scale;
  guint32 first;
  guint32 last;

  guint serial;      /* grows when others may be shown */
  gboolean selected; /* bars and lanes are those of the choice */
  gboolean placed;   /* and stand at places of the scale */
  GArray *bars;      /* of NhTimelineBar, by row and left end when placed */
  GArray *lanes;     /* of NhTimelineLane */
  GArray *rows;      /* of guint: the first bar of each row, and one more */
  GArray *undated;   /* of gint64 */
  guint n_outside;   /* activities and papers too far from the school year to be drawn */
  GHashTable *haystacks;   /* gint64 → folded text of an activity; NULL until somebody searches */
  GArray *index;           /* of NhTimelineKey; NULL until somebody looks for a bar */

  /* Of nh-timeline-draw.c: words that were set, since setting takes longer than drawing. */
  GHashTable *layouts; /* text → PangoLayout; NULL: none yet */
  gpointer layouts_context;
  guint layouts_serial;
  double layouts_size;
};

typedef struct
{
  gint64 id;
  NhBarKind kind;
  guint bar;
} NhTimelineKey;

const char *nh_timeline_kind_mark (const char *kind_key);
const char *nh_timeline_bar_mark (NhTimeline *self, const NhTimelineBar *bar);
double nh_timeline_text_width (NhTimeline *self, const char *text);
const char *nh_timeline_keep_text (NhTimeline *self, const char *text, double *width);
double nh_timeline_signs_width (NhTimeline *self, const NhTimelineBar *bar);
void nh_timeline_lane_clear (gpointer lane);
gboolean nh_timeline_passes (NhTimeline *self, const NhAgendaActivity *activity);
gboolean nh_timeline_due_passes (NhTimeline *self, const NhAgendaDue *due, const NhAgendaActivity *activity);
void nh_timeline_select (NhTimeline *self);
void nh_timeline_place (NhTimeline *self);
void nh_timeline_pack (NhTimelineBar *bars, guint n_bars, guint *rows, guint *n_rows);
guint nh_timeline_kind_position (const char *kind_key);

G_END_DECLS
