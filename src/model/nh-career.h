/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where people worked and work: a transfer keeps what was, and tells which teams have to decide
 * something because of it.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

/* Where a person works from a day on. */
typedef struct
{
  guint32 from_on;      /* first day at the new place, or first day out of service */
  gboolean leaves;      /* out of service: retired, gone to another branch; no new unit then */
  gint64 unit;
  const char *post;     /* NULL: the same as before */
  gint64 decision;      /* a legal document; 0: none */
  const gint64 *ends;   /* memberships that end the day before */
  guint n_ends;
} NhTransfer;

/* A membership that does not fit any more after a transfer. */
typedef struct
{
  gint64 membership;
  char *team;     /* its name */
  char *role;     /* as shown */
  char *reason;   /* a sentence */
  gboolean must;  /* it can't stay: the cluster has not the new unit, or the person is gone */
} NhTeamQuestion;

void nh_team_question_free (NhTeamQuestion *question);

gboolean nh_person_transfer (NhWorkbook *workbook, gint64 person, const NhTransfer *transfer,
                             GError **error);
GPtrArray *nh_person_team_questions (NhWorkbook *workbook, gint64 person,
                                     const NhTransfer *transfer, GError **error);
/* The post and unit of a person on a day, as shown; "" where nothing is known. */
gboolean nh_person_on_day (NhWorkbook *workbook, gint64 person, guint32 day, char **post,
                           gint64 *unit, GError **error);

G_END_DECLS
