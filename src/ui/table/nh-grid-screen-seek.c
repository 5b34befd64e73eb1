/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Going to the row of a record. The row may still be on its way: the keys of a long table are read
 * in a thread, and again when a filter is taken away.
 */
#include "ui/table/nh-grid-screen.h"

#include <glib/gi18n-lib.h>

#define SEEK_KEY "nh-seek"

typedef struct
{
  NhGridScreen *screen;
  NhRecordGridModel *model;
  NhSession *session;
  gint64 id;
  gboolean unfiltered; /* filters were taken away for it */
  gboolean looking;
} Seek;

static void
seek_end (NhGridScreen *screen)
{
  g_object_set_data (G_OBJECT (screen), SEEK_KEY, NULL);
}

static void
seek_free (gpointer data)
{
  Seek *seek = data;

  if (nh_record_grid_model_get_list (seek->model)) /* else it is gone, and the handlers with it */
    g_signal_handlers_disconnect_by_data (nh_record_grid_model_get_list (seek->model), seek);
  g_signal_handlers_disconnect_by_data (seek->model, seek);
  g_object_unref (seek->model);
  g_object_unref (seek->session);
  g_free (seek);
}

static void
put_cursor (Seek *seek,
            guint row)
{
  NhGrid *grid = nh_grid_screen_get_grid (seek->screen);
  guint old_row;
  guint column = 0;

  nh_grid_get_cursor (grid, &old_row, &column);
  nh_grid_set_cursor (grid, row, column);
  if (nh_session_get_active (seek->session) == GTK_WIDGET (seek->screen))
    nh_grid_screen_focus (seek->screen);
  if (seek->unfiltered)
    nh_session_notify (seek->session, _("The filters were taken away to show this row."));
}

static void
look (Seek *seek)
{
  NhGridScreen *screen = seek->screen;
  NhListModel *list = nh_record_grid_model_get_list (seek->model);
  guint row;

  if (seek->looking)
    return;
  seek->looking = TRUE; /* opening a folded group tells of its rows */
  row = nh_record_grid_model_show_record (seek->model, seek->id);
  seek->looking = FALSE;
  if (row == G_MAXUINT && nh_list_model_is_loading (list))
    return; /* it comes with the other keys */
  if (row == G_MAXUINT && !seek->unfiltered)
    {
      seek->looking = TRUE; /* taking filters away tells of other rows */
      seek->unfiltered = nh_grid_screen_clear_filters (screen);
      seek->looking = FALSE;
      if (seek->unfiltered)
        {
          look (seek);
          return;
        }
    }
  if (row != G_MAXUINT)
    put_cursor (seek, row);
  else
    nh_session_report (seek->session, _("The row is not in this table any more."));
  seek_end (screen);
}

/**
 * nh_grid_screen_select_record:
 * @session: the open workbook, told what had to be done
 * @id: the key of a record
 *
 * Puts the cursor on its row and gives the keys to the table. Filters that hide the row are taken
 * away, and the status bar says so; a row of a long table that is still being read is waited for.
 */
void
nh_grid_screen_select_record (NhGridScreen *self,
                              NhSession *session,
                              gint64 id)
{
  Seek *seek = g_new0 (Seek, 1);
  NhRecordGridModel *model = nh_grid_screen_get_model (self);

  seek->screen = self;
  seek->model = g_object_ref (model);
  seek->session = g_object_ref (session);
  seek->id = id;
  g_object_set_data_full (G_OBJECT (self), SEEK_KEY, seek, seek_free);
  /* After the grid has heard of the rows. */
  g_signal_connect_data (model, "items-changed", G_CALLBACK (look), seek, NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_data (nh_record_grid_model_get_list (model), "notify::loading", G_CALLBACK (look), seek, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  look (seek);
}
