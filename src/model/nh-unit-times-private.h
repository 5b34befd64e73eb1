/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files about units over the years share.
 */
#pragma once

#include "model/nh-unit-history.h"

G_BEGIN_DECLS

/* Until a day; NULL and FALSE: as what comes after it. */
typedef struct
{
  gint64 id;
  guint32 until;
  char *name;
  char *short_name; /* "": it had none */
  char *kind;
  char *area;
  gboolean has_parent;
  gint64 parent; /* 0: it had none. In the file the unit itself stands for that: no unit can be managed by itself */
  gint64 decision;
  char *note;
} NhUnitState;

typedef struct
{
  gint64 id;
  char *name;
  char *short_name;
  char *kind;
  char *area;
  char *sort_key;
  gint64 parent;
  guint32 active_from;
  guint32 active_to;
  gint64 successor;
  GPtrArray *states; /* of NhUnitState, by day; NULL: none */
} NhUnitLife;

struct _NhUnitTimes
{
  GHashTable *lives; /* gint64 → NhUnitLife */
  GPtrArray *order;  /* of NhUnitLife, by sort key */
};

NhUnitLife *nh_unit_times_find (NhUnitTimes *times, gint64 unit);
gint64 nh_unit_life_parent (NhUnitLife *life, guint32 day);
NhUnitState *nh_unit_life_state_until (NhUnitLife *life, guint32 day);
gboolean nh_unit_life_valid (NhUnitLife *life, guint32 day);

/* nh-unit-records.c; inside an action */
gboolean nh_unit_store_part (NhWorkbook *workbook, const char *table, gint64 id, const char *column, const char *text,
                             gint64 number, GError **error);
gint64 nh_unit_insert_state (NhWorkbook *workbook, gint64 unit, guint32 until, gint64 decision, GError **error);

/* nh-unit-change.c; inside an action */
gboolean nh_unit_apply_change (NhWorkbook *workbook, NhUnitTimes *times, gint64 unit, guint32 from,
                               const NhUnitChange *change, gint64 decision, GError **error);
gboolean nh_unit_check_parent (NhUnitTimes *times, gint64 unit, gint64 parent, guint32 from, GError **error);
gboolean nh_unit_store_decision (NhWorkbook *workbook, const char *typed, gint64 *decision, GError **error);
gboolean nh_unit_store_end (NhWorkbook *workbook, NhUnitTimes *times, gint64 unit, guint32 last_day,
                            gint64 successor, gint64 decision, GError **error);
gboolean nh_unit_check_end (NhUnitTimes *times, gint64 unit, guint32 last_day, gint64 successor, GError **error);
gboolean nh_unit_add_alias (NhWorkbook *workbook, gint64 unit, const char *alias, GError **error);
void nh_unit_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
