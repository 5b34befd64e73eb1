/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to core/: the days or months of one time, as they were written.
 */
#pragma once

#include "core/nh-period-private.h"

G_BEGIN_DECLS

#define NH_PERIOD_MAX_ITEMS 31

/* Stands for a written "0", which is not the same as no month. */
#define NH_PERIOD_NO_MONTH 99

typedef enum
{
  UNIT_ANY, /* a bare number, its neighbours tell */
  UNIT_DAY,
  UNIT_MONTH,
} Unit;

/* Zero is "not written". A number of UNIT_ANY is kept in day. */
typedef struct
{
  Unit unit;
  int day, month, year;
  guint first, end; /* tokens */
} Item;

typedef struct
{
  Item items[NH_PERIOD_MAX_ITEMS];
  guint n;
  gboolean range; /* "from … to", else a list */
} Items;

/* What a reader met on its way, for texts that are written anew in the style of another one. */
typedef struct _NhPeriodSeen
{
  Items raw;               /* as written: 0 for what is left out; no items in other forms of time */
  Items full;              /* completed */
  guint weekday, weekday_end; /* tokens of "thứ Năm"; equal: none */
} NhPeriodSeen;

gboolean nh_period_items_complete (NhPeriodReader *reader, Items *items, NhPeriod *period);
gboolean nh_period_items_fail (NhPeriodReader *reader,
                               const Item *item,
                               NhParseError code,
                               const char *format);

G_END_DECLS
