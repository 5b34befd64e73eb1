/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Calendar files (RFC 5545) of activities and of papers that are due. docs/decisions/0029-calendar-files.md
 * says how times that are not exact to the day stand in them.
 */
#pragma once

#include <gio/gio.h>
#include "model/nh-agenda.h"

G_BEGIN_DECLS

/* Whose calendar: all that are set must hold; 0: no matter. */
typedef struct
{
  gint64 plan;
  gint64 unit;   /* takes part in any role, or owes the paper */
  gint64 person; /* takes part, or leads the team that owes the paper */
  gint64 team;   /* the team or cluster with its parts; a delegation */
  gboolean without_dues;
} NhIcsChoice;

/* Setting of the office: on which days before a paper is due one is reminded, "3, 1", which is also what an empty
 * one means; "-": never. */
#define NH_ICS_ALARMS_SETTING "calendar_alarms"

typedef struct
{
  guint n_activities;
  guint n_dues;
  guint n_undated; /* left out: they have no day */
} NhIcsCounts;

/* (transfer full): the file as a text. @stamp: when it is made; NULL: now. */
char *nh_ics_compose (NhAgenda *agenda, const NhIcsChoice *choice, GDateTime *stamp, NhIcsCounts *counts,
                      GError **error);
gboolean nh_ics_write (const char *path, NhAgenda *agenda, const NhIcsChoice *choice, NhIcsCounts *counts,
                       GError **error);

G_END_DECLS
