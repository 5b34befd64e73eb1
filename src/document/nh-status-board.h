/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Activities by month and state: rows are the months of the school year, columns what became of them.
 */
#pragma once

#include "document/nh-matrix.h"
#include "model/nh-agenda.h"

G_BEGIN_DECLS

typedef enum
{
  NH_STATUS_BOARD_SCREEN, /* words of the interface, kinds as colours */
  NH_STATUS_BOARD_PAPER,  /* Vietnamese */
} NhStatusBoardUse;

#define NH_STATUS_BOARD_LONG 1 /* the row of what runs over several months */

/* Keys of columns are positions in the choices of the field "status", of rows the first day of the month,
 * NH_STATUS_BOARD_LONG, or 0: no date. @plan, @kind: 0 and NULL: all. */
NhMatrix *nh_status_board_new (NhAgenda *agenda, gint64 plan, const char *kind, NhStatusBoardUse use);
const char *nh_status_board_key (gint64 column); /* "planned" */

/* The time of an activity in another month, as exact as it was: a day keeps its number, as far as the month has
 * it. FALSE: it has no other time. */
gboolean nh_status_board_move (NhAgenda *agenda, const NhAgendaActivity *activity, guint32 month, NhPeriod *period);

G_END_DECLS
