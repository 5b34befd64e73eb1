/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/boards/nh-board-inspect.h"

#include "ui/nh-screen-spec.h"

#define DATA_KEY "nh-board-inspect"

typedef struct
{
  NhSession *session;
  NhMatrixView *view;
  NhBoardInspectFunc func;
  gboolean edits;
  gboolean placing;
  char *summary;
} Inspect;

static void
inspect_free (gpointer data)
{
  Inspect *inspect = data;

  g_object_unref (inspect->session);
  g_object_unref (inspect->view);
  g_free (inspect->summary);
  g_free (inspect);
}

static Inspect *
get_inspect (GtkWidget *page)
{
  return g_object_get_data (G_OBJECT (page), DATA_KEY);
}

/** nh_board_inspect_activity: for boards whose items are activities: shows the one under the cursor. */
NhBoardRecord
nh_board_inspect_activity (gpointer page,
                           guint row,
                           guint column,
                           gint64 item)
{
  return (NhBoardRecord) { "activities", item };
}

/* So that something is shown before a key is pressed. */
static void
place_cursor (Inspect *inspect)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (inspect->view);
  guint n_rows = matrix ? nh_matrix_get_n_rows (matrix) : 0;
  guint n;

  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < nh_matrix_get_n_columns (matrix); c++)
      if (nh_matrix_get_items (matrix, r, c, &n) && n)
        {
          inspect->placing = TRUE;
          nh_matrix_view_set_cursor (inspect->view, r, c);
          inspect->placing = FALSE;
          return;
        }
}

static void
tell (GtkWidget *page,
      Inspect *inspect)
{
  NhBoardRecord record = { NULL, 0 };
  const NhScreenSpec *spec;
  guint row;
  guint column;

  if (nh_matrix_view_get_cursor (inspect->view, &row, &column))
    record = inspect->func (page, row, column, nh_matrix_view_get_item (inspect->view));
  spec = record.id ? nh_screen_spec_find (record.screen) : NULL;
  nh_session_set_active_record (inspect->session, page, spec ? nh_entity_find (spec->entity) : NULL,
                                spec ? spec->columns : NULL, record.id, inspect->summary);
}

/** nh_board_inspect_update: tells the session anew what is under the cursor, when the board is in sight. */
void
nh_board_inspect_update (GtkWidget *page)
{
  Inspect *inspect = get_inspect (page);
  guint row;
  guint column;

  if (!inspect || !gtk_widget_get_mapped (page))
    return;
  if (!nh_matrix_view_get_cursor (inspect->view, &row, &column))
    place_cursor (inspect);
  tell (page, inspect);
}

/** nh_board_inspect_set_summary: keeps what the status bar says while the board is the active screen. */
void
nh_board_inspect_set_summary (GtkWidget *page,
                              const char *summary)
{
  Inspect *inspect = get_inspect (page);
  char *own = g_strdup (summary);

  g_free (inspect->summary);
  inspect->summary = own;
}

static void
on_cursor_moved_cb (GtkWidget *page)
{
  Inspect *inspect = get_inspect (page);

  if (!inspect->placing && gtk_widget_get_mapped (page))
    tell (page, inspect);
}

static gboolean
on_item_edit_cb (GtkWidget *page,
                 guint row,
                 guint column,
                 gint64 item)
{
  Inspect *inspect = get_inspect (page);

  if (!inspect->edits || !item || !inspect->func (page, row, column, item).id)
    return FALSE;
  tell (page, inspect);
  nh_session_edit_record (inspect->session);
  return TRUE;
}

/**
 * nh_board_inspect:
 * @page: the board, which becomes the active screen
 * @session: the open workbook
 * @view: the matrix in it
 * @func: what the inspector shows
 * @edits: whether Enter and a double click on an item go to its form
 *
 * Makes the inspector follow the cursor of @view while @page is in sight.
 */
void
nh_board_inspect (GtkWidget *page,
                  NhSession *session,
                  NhMatrixView *view,
                  NhBoardInspectFunc func,
                  gboolean edits)
{
  Inspect *inspect = g_new0 (Inspect, 1);

  inspect->session = g_object_ref (session);
  inspect->view = g_object_ref (view);
  inspect->func = func;
  inspect->edits = edits;
  g_object_set_data_full (G_OBJECT (page), DATA_KEY, inspect, inspect_free);
  g_signal_connect_object (view, "cursor-moved", G_CALLBACK (on_cursor_moved_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "item-edit", G_CALLBACK (on_item_edit_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_after (page, "map", G_CALLBACK (nh_board_inspect_update), NULL);
}
