/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A tab with a matrix of one plan: which plan, what the keys do, and the matrix as an appendix or an Excel file.
 * What clicks mean is up to who makes it.
 */
#pragma once

#include "ui/boards/nh-matrix-view.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_BOARD_PAGE (nh_board_page_get_type ())
G_DECLARE_FINAL_TYPE (NhBoardPage, nh_board_page, NH, BOARD_PAGE, GtkWidget)

typedef struct
{
  const char *view;  /* key of the appendix that shows the same */
  const char *kind;  /* kind of activities: plans with some come first */
  const char *title; /* msgid: what the matrix is called for screen readers */
  const char *hint;  /* msgid: what clicks and keys do */
  const char *empty; /* msgid: said instead of an empty matrix */
  NhMatrix *(*build) (NhBoardPage *page, GError **error); /* for nh_board_page_get_plan() */
} NhBoardSpec;

/* Signal "built" (): the matrix was made anew. */

GtkWidget *nh_board_page_new (NhSession *session, const NhBoardSpec *spec);
NhSession *nh_board_page_get_session (NhBoardPage *self);
NhWorkbook *nh_board_page_get_workbook (NhBoardPage *self);
NhMatrixView *nh_board_page_get_view (NhBoardPage *self);
gint64 nh_board_page_get_plan (NhBoardPage *self);
void nh_board_page_set_plan (NhBoardPage *self, gint64 plan);
gboolean nh_board_page_is_editable (NhBoardPage *self);
void nh_board_page_add_tool (NhBoardPage *self, GtkWidget *tool);
void nh_board_page_set_note (NhBoardPage *self, const char *note); /* before the hint, under the tools */
void nh_board_page_update (NhBoardPage *self);
/* A menu at a cell, of actions "board.…" that the maker inserted into the page. */
void nh_board_page_popup_menu (NhBoardPage *self, const GdkRectangle *where, GMenuModel *menu);
/* A popover of its own widgets at a cell; it goes when it is closed. */
GtkWidget *nh_board_page_popup (NhBoardPage *self, guint row, guint column, GtkWidget *content);
/* Goes to an activity in the table of the first tab. */
void nh_board_page_show_activity (NhBoardPage *self, gint64 activity);

G_END_DECLS
