/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can't be true at once in an agenda: found by a sorted sweep over each person's and each unit's
 * activities, kept up after each change, and asked for a time that is only being tried (a drag).
 */
#pragma once

#include "model/nh-agenda.h"

G_BEGIN_DECLS

/* What is cancelled conflicts with nothing; exact days are those of nh_period_is_exact(). With one unit or person an
 * activity is told of NH_CONFLICTS_MAX_OTHERS others at most, the earliest ones. */
#define NH_CONFLICTS_MAX_OTHERS 8

typedef enum
{
  NH_CONFLICT_PERSON_TWICE,   /* exact days: a person in two places; not one in the morning, one in the afternoon */
  NH_CONFLICT_HOST_INSPECTED, /* a unit hosts and is inspected in the same month: days, weeks and single months count */
  NH_CONFLICT_UNIT_TWICE,     /* exact days: a unit hosts or is inspected twice on one day */
  NH_CONFLICT_OWN_SCHOOL,     /* somebody comes to inspect the unit where he or she works then */
  NH_CONFLICT_BEFORE_PLAN,    /* over (or, with exact days, begun) before the day on which its plan was issued */
  NH_CONFLICT_OUTSIDE_YEAR,   /* no day in its plan's school year, which has the August before for preparations */
  NH_CONFLICT_HOLIDAY,        /* exact days that begin or end on one on which nobody works (nh_day_is_free) */
} NhConflictKind;

typedef struct
{
  NhConflictKind kind;
  gint64 activity;
  gint64 other; /* activity; 0: none */
  gint64 who;   /* unit or person; 0: none */
  guint32 from; /* the days it is about */
  guint32 to;
} NhConflict;

#define NH_TYPE_CONFLICTS (nh_conflicts_get_type ())
G_DECLARE_FINAL_TYPE (NhConflicts, nh_conflicts, NH, CONFLICTS, GObject)

/* Signal "changed" (): after the agenda's. */
NhConflicts *nh_conflicts_new (NhAgenda *agenda);
guint nh_conflicts_get_n (NhConflicts *self);            /* pairs are counted once */
const NhConflict *nh_conflicts_get (NhConflicts *self, guint index);
gboolean nh_conflicts_has (NhConflicts *self, gint64 activity);
/* (array of NhConflict, transfer full): those of one activity, seen from its side. */
GArray *nh_conflicts_of (NhConflicts *self, gint64 activity);
/* The same as if it were at this time, with the people of now. */
GArray *nh_conflicts_if (NhConflicts *self, gint64 activity, const NhPeriod *period);
char *nh_conflict_describe (NhConflicts *self, const NhConflict *conflict); /* a translated sentence */

G_END_DECLS
