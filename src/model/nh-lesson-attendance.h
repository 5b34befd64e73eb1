/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who comes to a lesson study session and who follows it online. Units of the host's cluster or district come,
 * the others follow online, unless somebody chose otherwise.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

#define NH_ONLINE_POINTS_SETTING "online_points_min" /* points of each district or cluster; by default 3 */

typedef enum
{
  NH_ATTEND_HOST,
  NH_ATTEND_DIRECT,
  NH_ATTEND_ONLINE,
} NhAttendMode;

typedef struct
{
  gint64 id;
  gint64 parent;    /* the office that manages it */
  gint64 cluster;   /* 0: none */
  const char *area; /* may be NULL */
  gint64 district;  /* the office of its district or commune, or the unit itself where it is one; 0: not known */
} NhAttendUnit;

/* Keys of units of one role; .ids may be NULL. */
typedef struct
{
  const gint64 *ids;
  guint n;
} NhAttendLinks;

typedef struct
{
  NhAttendMode mode;
  gboolean chosen; /* by a link, and other than by place */
} NhAttendance;

/* Pure. @result: one for each unit. */
void nh_lesson_attendance_decide (const NhAttendUnit *units, guint n_units, const NhAttendLinks *hosts,
                                  const NhAttendLinks *direct, const NhAttendLinks *online, NhAttendance *result);

/* One unit of a session as its place and its links say it. */
typedef struct
{
  gint64 id;
  gint64 group;  /* a cluster, or a number of the area in .groups */
  char *name;
  NhAttendance attendance;
  gboolean point; /* an online point */
  gboolean may_only_be_point; /* belongs to another level: it does not attend, but may be a point */
} NhSessionUnit;

typedef struct
{
  gint64 id; /* the cluster, or a number */
  char *name;
} NhSessionGroup;

typedef struct
{
  GPtrArray *groups; /* NhSessionGroup, by name */
  GPtrArray *units;  /* NhSessionUnit, by name */
} NhSessionUnits;

NhSessionUnits *nh_session_units_read (NhWorkbook *workbook, gint64 activity, GError **error);
void nh_session_units_free (NhSessionUnits *units);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhSessionUnits, nh_session_units_free)
guint nh_session_units_count (NhSessionUnits *units, gint64 group, NhAttendMode mode);
guint nh_session_units_count_points (NhSessionUnits *units, gint64 group);
guint nh_online_points_min (NhWorkbook *workbook);

/* How a unit takes part, as somebody chose it. */
typedef enum
{
  NH_ATTEND_BY_PLACE,
  NH_ATTEND_CHOOSE_DIRECT,
  NH_ATTEND_CHOOSE_ONLINE,
} NhAttendChoice;

typedef struct
{
  gint64 unit;
  NhAttendChoice choice;
  gboolean point;
} NhAttendEdit;

/* One step. Units that are not named stay as they are. */
gboolean nh_lesson_attendance_set (NhWorkbook *workbook, gint64 activity, const NhAttendEdit *edits, guint n_edits,
                                   GError **error);

G_END_DECLS
