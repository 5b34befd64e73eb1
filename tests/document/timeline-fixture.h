/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small invented year for tests of the timeline: every kind, state and exactness, a plan that was issued and
 * then changed.
 */
#pragma once

#include "model-fixture.h"

#include "model/nh-conflicts.h"

G_BEGIN_DECLS

typedef struct
{
  NhWorkbook *workbook; /* the fixture's */
  NhAgenda *agenda;
  NhConflicts *conflicts;
  gint64 plan;
  gint64 team_one;
  gint64 team_two;
} TimelineYear;

void timeline_year_set_up (TimelineYear *year, Fixture *fixture);
void timeline_year_clear (TimelineYear *year);

G_END_DECLS
