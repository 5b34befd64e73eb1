/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Activities of a timeline that are moved together: where each of them would come to stand, what speaks
 * against it, and storing it as one step of undo. Keys, drags and menus all go through here.
 */
#pragma once

#include "core/nh-period-move.h"
#include "document/nh-timeline.h"

G_BEGIN_DECLS

typedef enum
{
  NH_MOVE_STAYS,   /* moves by less than one of its own steps */
  NH_MOVE_GOES,
  NH_MOVE_REFUSED, /* words, the whole year, or out of the school year */
} NhMoveState;

typedef struct
{
  gint64 activity;
  gint64 plan;
  NhPeriod from;
  NhSchoolYear year; /* of its plan */
  guint lane;        /* in which it was taken */
  NhMoveState state;
  NhPeriod to;
} NhTimelineMove;

typedef struct _NhTimelineMoves NhTimelineMoves;

NhTimelineMoves *nh_timeline_moves_new (NhTimeline *timeline, NhAgenda *agenda, NhConflicts *conflicts);
void nh_timeline_moves_free (NhTimelineMoves *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhTimelineMoves, nh_timeline_moves_free)

/* The first one leads: the others move by as many days as it does. */
gboolean nh_timeline_moves_add (NhTimelineMoves *self, gint64 activity, guint lane);
guint nh_timeline_moves_get_n (NhTimelineMoves *self);
const NhTimelineMove *nh_timeline_moves_get (NhTimelineMoves *self, guint i);
const NhTimelineMove *nh_timeline_moves_find (NhTimelineMoves *self, gint64 activity);

void nh_timeline_moves_by_days (NhTimelineMoves *self, int days);
void nh_timeline_moves_by_steps (NhTimelineMoves *self, int steps);
void nh_timeline_moves_to_month (NhTimelineMoves *self, guint32 day);
void nh_timeline_moves_resize_days (NhTimelineMoves *self, NhPeriodEdge edge, int days);
void nh_timeline_moves_resize_steps (NhTimelineMoves *self, NhPeriodEdge edge, int steps);
void nh_timeline_moves_to_day (NhTimelineMoves *self, NhPeriodStep step, guint32 day);
void nh_timeline_moves_to_nowhere (NhTimelineMoves *self);
/* Into another lane, beside what was said of the time; G_MAXUINT: each stays in its own. FALSE: can't be. */
gboolean nh_timeline_moves_to_lane (NhTimelineMoves *self, guint lane);
guint nh_timeline_moves_get_lane (NhTimelineMoves *self);

gboolean nh_timeline_moves_is_void (NhTimelineMoves *self);
char *nh_timeline_moves_dup_time (NhTimelineMoves *self);
char *nh_timeline_moves_dup_conflicts (NhTimelineMoves *self, guint most);
char *nh_timeline_moves_dup_refusals (NhTimelineMoves *self);
/* Told now and then how many are stored; FALSE gives it up. */
typedef gboolean (*NhTimelineProgress) (guint done, guint total, gpointer data);
gboolean nh_timeline_moves_apply (NhTimelineMoves *self, NhTimelineProgress progress, gpointer data, GError **error);

G_END_DECLS
