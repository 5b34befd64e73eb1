/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to model/nh-conflicts*.c.
 */
#pragma once

#include "model/nh-conflicts.h"
#include "model/nh-spans.h"

G_BEGIN_DECLS

/* In which lists activities stand. */
typedef enum
{
  NH_LIST_PERSON,         /* exact days of a person */
  NH_LIST_UNIT,           /* exact days on which a unit hosts or is inspected */
  NH_LIST_UNIT_HOSTS,     /* whole months in which it hosts */
  NH_LIST_UNIT_INSPECTED, /* whole months in which it is inspected */
  NH_N_LISTS
} NhConflictList;

/* When an activity is, or would be. */
typedef struct
{
  NhExactness exactness;
  guint32 start;
  guint32 end;
  int minute;
} NhConflictTime;

struct _NhConflicts
{
  GObject parent_instance;
  NhAgenda *agenda;
  gulong changed_id;
  GHashTable *lists[NH_N_LISTS]; /* unit or person -> NhSpans */
  GHashTable *places;            /* key in it -> where an activity stands in lists */
  GArray *scratch;               /* for what is looked for at the moment */
  GHashTable *sides;             /* activity -> GArray of NhConflict from its side; only of those that have some */
  GArray *all;                   /* of NhConflict, pairs once; NULL: to be made */
  GHashTable *free_days;         /* day -> whether nobody works, of those asked for: the lunar calendar is slow */
};

/* nh-conflicts-rules.c */
typedef void (*NhPlaceFunc) (NhConflicts *self, NhConflictList list, gint64 who, const NhSpan *span, gpointer data);
void nh_conflicts_each_place (NhConflicts *self, const NhAgendaActivity *activity, const NhConflictTime *time,
                              NhPlaceFunc func, gpointer data);
void nh_conflicts_side (NhConflicts *self, const NhAgendaActivity *activity, const NhConflictTime *time, GArray *found);

G_END_DECLS
