/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Units over the years. The row of a unit is what it is now; rows of unit_state are what it was
 * until a day. Everything here that changes a workbook is one named step of undo, all or nothing.
 * Days are GDate Julian days, 0 is "no day".
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

/* Reading: all units and their states, read once. Texts belong to it. */

typedef struct _NhUnitTimes NhUnitTimes;

typedef struct
{
  gint64 id;
  const char *name;
  const char *short_name; /* "" when there is none */
  const char *kind;       /* key of a choice */
  const char *area;       /* "" when there is none */
  gint64 parent;          /* 0: none */
  guint32 active_from;    /* 0: always */
  guint32 active_to;      /* the last day; 0: still */
  gint64 successor;       /* 0: none */
  gboolean valid;         /* on the day that was asked for */
} NhUnitOnDay;

typedef struct
{
  NhUnitOnDay unit;
  guint depth;     /* 0 at the top */
  guint n_below;   /* how many of the nodes that follow belong to it */
  guint n_schools; /* valid schools among those */
} NhUnitNode;

typedef enum
{
  NH_UNIT_EVENT_STARTED,
  NH_UNIT_EVENT_RENAMED,
  NH_UNIT_EVENT_KIND,
  NH_UNIT_EVENT_MOVED,
  NH_UNIT_EVENT_AREA,
  NH_UNIT_EVENT_JOINED, /* another unit ended and this one succeeded it */
  NH_UNIT_EVENT_ENDED,
} NhUnitEventKind;

typedef struct
{
  NhUnitEventKind kind;
  guint32 day;        /* the first day on which it is so; ENDED: the last day */
  const char *before; /* texts of RENAMED, KIND and AREA */
  const char *after;
  gint64 unit_before; /* MOVED: the parents; JOINED, ENDED: the other unit in .unit_after */
  gint64 unit_after;
  gint64 decision;
  const char *note;   /* may be NULL */
} NhUnitEvent;

NhUnitTimes *nh_unit_times_load (NhWorkbook *workbook, GError **error);
void nh_unit_times_free (NhUnitTimes *times);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhUnitTimes, nh_unit_times_free)
gboolean nh_unit_times_get (NhUnitTimes *times, gint64 unit, guint32 day, NhUnitOnDay *on_day);
const char *nh_unit_times_get_name (NhUnitTimes *times, gint64 unit, guint32 day);
GArray *nh_unit_times_tree (NhUnitTimes *times, guint32 day, gboolean with_ended);
GArray *nh_unit_times_children (NhUnitTimes *times, gint64 unit, guint32 day);
GArray *nh_unit_times_events (NhUnitTimes *times, gint64 unit);
gboolean nh_unit_kind_is_school (const char *kind);

/* One unit, one day, in a single call. */
typedef struct
{
  NhUnitOnDay unit;
  NhUnitTimes *times; /* holds the texts */
} NhUnitThen;

gboolean nh_unit_on_day (NhWorkbook *workbook, gint64 unit, guint32 day, NhUnitThen *then, GError **error);
void nh_unit_then_clear (NhUnitThen *then);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhUnitThen, nh_unit_then_clear)

/* Changing. @from is the first day on which the new values hold; 0: they always did, the old ones
 * were a mistake, and no history is written. */

typedef struct
{
  const char *name; /* NULL in any text: as it is; "" in .short_name and .area: none */
  const char *short_name;
  const char *kind;
  const char *area;
  gboolean moves;
  gint64 parent; /* with .moves; 0: none */
} NhUnitChange;

gboolean nh_unit_change_check (NhUnitTimes *times, gint64 unit, guint32 from, const NhUnitChange *change,
                               GError **error);
gboolean nh_unit_change (NhWorkbook *workbook, gint64 unit, guint32 from, const NhUnitChange *change,
                         const char *decision, GError **error);
gboolean nh_units_move_check (NhUnitTimes *times, const gint64 *units, guint n_units, gint64 parent, guint32 from,
                              GError **error);
gboolean nh_units_move (NhWorkbook *workbook, const gint64 *units, guint n_units, gint64 parent, guint32 from,
                        const char *decision, GError **error);

/* Ending. */

typedef struct
{
  gint64 unit;
  gint64 parent;          /* its new one; 0 with .new_parent NULL: it stays where it is */
  const char *new_parent; /* a commune that has no unit yet: its office is made */
} NhUnitChild;

typedef struct
{
  gint64 unit;
  guint32 last_day;
  gint64 successor;     /* 0: none */
  const char *decision; /* as typed: "1234/QĐ-UBND"; NULL: none */
  const NhUnitChild *children;
  guint n_children;
} NhUnitClosing;

/* What still names a unit after a day. */
typedef struct
{
  guint teams;
  guint deadlines;
  guint activities;
  guint people;
} NhUnitUses;

gboolean nh_unit_close_check (NhUnitTimes *times, const NhUnitClosing *closing, GError **error);
gboolean nh_unit_close (NhWorkbook *workbook, const NhUnitClosing *closing, GError **error);
char *nh_unit_close_describe (NhWorkbook *workbook, NhUnitTimes *times, const NhUnitClosing *closing);
gboolean nh_unit_get_uses (NhWorkbook *workbook, gint64 unit, guint32 after, NhUnitUses *uses, GError **error);
char *nh_unit_uses_describe (const NhUnitUses *uses, const char *name);
void nh_unit_commune_office (const char *typed, char **name, char **short_name, char **area);

/* Uniting. */

typedef struct
{
  const gint64 *units; /* two or more */
  guint n_units;
  guint32 last_day;
  gint64 into;            /* one of them goes on, or another unit takes them in; 0: a new one */
  const char *name;       /* of the new one; or a new name for .into; NULL: as it is */
  const char *short_name;
  const char *kind;
  gint64 parent;          /* of the new one; 0: that of the first */
  const char *decision;
  gboolean with_people;   /* who works in an ended unit works in the united one from the next day */
  gboolean with_clusters; /* the united unit takes the places of the ended ones in clusters */
} NhUnitUnion;

gboolean nh_units_unite_check (NhUnitTimes *times, const NhUnitUnion *united, GError **error);
gint64 nh_units_unite (NhWorkbook *workbook, const NhUnitUnion *united, GError **error);
char *nh_units_unite_describe (NhWorkbook *workbook, NhUnitTimes *times, const NhUnitUnion *united);

/* A decision as people name it: whether it can be read, "" and NULL too. */
gboolean nh_unit_decision_check (const char *typed, GError **error);

guint32 nh_unit_today (void);

G_END_DECLS
