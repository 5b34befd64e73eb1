/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a board shows, on paper: as an Excel file, or as an appendix that its plan keeps.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 plan;        /* 0: none is chosen, which is said */
  const char *view;   /* key of a view of appendices: "inspection_schedule" */
  const char *layout; /* "single" */
  gboolean landscape;
} NhBoardPaper;

void nh_board_paper_export (GtkWidget *parent, NhSession *session, const NhBoardPaper *paper);
void nh_board_paper_add_appendix (NhSession *session, const NhBoardPaper *paper);

/* The menu "Export" of a board; @get says what @page shows at that moment. */
typedef NhBoardPaper (*NhBoardPaperFunc) (gpointer page);
GtkWidget *nh_board_paper_button_new (GtkWidget *page, NhSession *session, NhBoardPaperFunc get);

G_END_DECLS
