/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/nh-roster.h"
#include "model/nh-workbook-private.h"

G_BEGIN_DECLS

/* The day as the database compares it; open days come last. Valid for good. */
char *nh_roster_day_text (guint32 day);
void nh_roster_unit_free (gpointer unit);
/* What the unit of row @u was on the day of parameter ?2, from its earlier states. */
#define NH_ROSTER_UNIT_SQL(u, column) \
  "coalesce ((SELECT s." column " FROM unit_state s WHERE s.unit = " u ".id AND s.until_on >= ?2 " \
  "AND s." column " IS NOT NULL ORDER BY s.until_on LIMIT 1), " u "." column ")"
#define NH_ROSTER_DECISION_SQL "coalesce (nullif (r.number, ''), r.subject)"

G_END_DECLS
