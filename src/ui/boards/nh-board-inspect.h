/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inspector follows the cursor of a board, as it follows that of a table.
 */
#pragma once

#include "ui/boards/nh-matrix-view.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

typedef struct
{
  const char *screen; /* whose table has such records: "activities", "units"; it says which fields come first */
  gint64 id;          /* 0: nothing is shown */
} NhBoardRecord;

/* What the inspector shows while the cursor is in that cell; @item: 0: the cell is empty. */
typedef NhBoardRecord (*NhBoardInspectFunc) (gpointer page, guint row, guint column, gint64 item);

/* @edits: Enter and a double click on an item go to its form; else they are the board's own. */
void nh_board_inspect (GtkWidget *page, NhSession *session, NhMatrixView *view, NhBoardInspectFunc func, gboolean edits);
void nh_board_inspect_set_summary (GtkWidget *page, const char *summary); /* for the status bar */
void nh_board_inspect_update (GtkWidget *page); /* after another matrix; without a cursor it goes to the first item */
/* Items that are activities. */
NhBoardRecord nh_board_inspect_activity (gpointer page, guint row, guint column, gint64 item);

G_END_DECLS
