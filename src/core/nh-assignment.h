/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Things that are put in places, each thing in one, so that the sum of costs is smallest and the places
 * are filled evenly: rounds in months, rounds to delegations.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A cost: never put there. */
#define NH_ASSIGNMENT_NEVER G_MAXINT64

typedef struct
{
  guint n_things;
  guint n_places;
  const gint64 *costs; /* of thing t in place p: [t * n_places + p]; sums of a few must fit */
  const gint64 *out;   /* what it costs to leave a thing out: [t] */
  const guint *loads;  /* what is in each place already */
  const guint *room;   /* how many more each place takes */
  gint64 balance;      /* a place with n in it costs n² times this */
} NhAssignment;

void nh_assignment_solve (const NhAssignment *assignment, int *places);

G_END_DECLS
