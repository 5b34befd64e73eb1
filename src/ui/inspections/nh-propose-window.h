/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window that proposes a schedule of inspections: on the left what is known and wanted, on the right what
 * comes out, with the reasons for what could not be done. Rounds that are dragged stay where they are put when
 * the rest is proposed again.
 */
#pragma once

#include "model/nh-inspection-propose.h"
#include "ui/boards/nh-matrix-view.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

typedef struct
{
  NhSession *session;
  GtkWidget *window;
  GtkDropDown *plan_filter;
  GArray *plans;     /* of gint64: the plan of each row of the drop-down */
  GtkWidget *all_units; /* chooses all, or none */
  GtkWidget *options; /* a box that is filled anew for each plan */
  NhMatrixView *view;
  GtkLabel *loads;
  GtkLabel *remarks;
  GtkWidget *remarks_title;
  GtkWidget *apply;
  GtkWidget *menu;   /* of a cell; NULL: closed */
  gint64 item;       /* the menu is about: a round, counted from 1 */
  NhInspectionProposal *proposal;
  gboolean updating;
} NhPropose;

/* @plan: 0: the first of the year that inspects. */
void nh_propose_window_show (GtkWidget *parent, NhSession *session, gint64 plan);

/* (private) nh-propose-options.c: makes the left side for the proposal; changes call nh_propose_again(). */
void nh_propose_options_fill (NhPropose *self);
void nh_propose_options_keep (NhPropose *self);
void nh_propose_options_restore (NhPropose *self);
void nh_propose_again (NhPropose *self);

G_END_DECLS
