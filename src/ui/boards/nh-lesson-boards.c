/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who hosts which subject in which month, and subjects without a session.
 */
#include "ui/boards/nh-lesson-boards.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period-move.h"
#include "document/nh-board-lessons.h"
#include "ui/boards/nh-board-inspect.h"

#define BOARD_KEY "nh-lesson-board"

static NhLessonBoard *
get_board (NhBoardPage *page)
{
  return g_object_get_data (G_OBJECT (page), BOARD_KEY);
}

/* The matrix goes to the view, the meaning of the rows stays with the page. */
static NhMatrix *
keep (NhBoardPage *page,
      NhLessonBoard *board)
{
  NhMatrix *matrix = board ? g_steal_pointer (&board->matrix) : NULL;

  g_object_set_data_full (G_OBJECT (page), BOARD_KEY, board, (GDestroyNotify) nh_lesson_board_free);
  return matrix;
}

static const NhLessonRow *
get_row (NhBoardPage *page,
         guint row)
{
  NhLessonBoard *board = get_board (page);

  return board && row < board->rows->len ? board->rows->pdata[row] : NULL;
}

static char *
free_hosts (NhBoardPage *page,
            const char *level)
{
  g_autoptr (GPtrArray) names = nh_lesson_board_free_hosts (nh_board_page_get_workbook (page), nh_board_page_get_plan (page),
                                                            level, NULL);

  if (!names)
    return NULL;
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static void
add_session (NhBoardPage *page,
             const NhLessonRow *row,
             const char *grade,
             const char *period)
{
  g_autofree char *hosts = free_hosts (page, row ? row->level : "");

  if (nh_board_page_is_editable (page))
    nh_lesson_dialog_show (GTK_WIDGET (page), nh_board_page_get_session (page), nh_board_page_get_plan (page),
                           row ? row->level : "", row ? row->subject : NULL, grade, period, hosts);
}

/* Assignment */

static NhMatrix *
build_assignment (NhBoardPage *page,
                  GError **error)
{
  return keep (page, nh_lesson_board_assignment (nh_board_page_get_workbook (page), nh_board_page_get_plan (page), TRUE,
                                                 error));
}

static void
on_add_cb (NhBoardPage *page,
           guint row,
           guint column)
{
  const NhMatrixHead *head = nh_matrix_get_column (nh_matrix_view_get_matrix (nh_board_page_get_view (page)), column);
  const NhLessonRow *meaning = get_row (page, row);
  g_autofree char *period = NULL;
  int year;
  int month;

  if (head->key)
    {
      nh_day_to_ymd ((guint32) head->key, &year, &month, NULL);
      period = g_strdup_printf ("Tháng %d/%d", month, year);
    }
  add_session (page, meaning, meaning ? meaning->grade : NULL, period);
}

static void
on_activated_cb (NhBoardPage *page,
                 guint row,
                 guint column,
                 gint64 item)
{
  if (!item)
    on_add_cb (page, row, column);
}

/* The time of a session in the month that begins with @month: as exact as it was, else the month. */
static char *
move_to_month (NhBoardPage *page,
               NhRecord *record,
               guint32 month)
{
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  g_auto (NhPeriod) moved = NH_PERIOD_INIT;
  NhSchoolYear year;
  int y;
  int m;
  int d;
  int day = 1;

  nh_record_get_period (record, NH_FIELD (nh_record_get_entity (record), "period"), &period);
  if (!nh_workbook_get_plan_year (nh_board_page_get_workbook (page), nh_board_page_get_plan (page), &year))
    nh_school_year_for_day (month, &year);
  if (period.start)
    {
      nh_day_to_ymd (period.start, &y, &m, &day);
      /* 31 January goes to the last of February. */
      nh_day_to_ymd (month, &y, &m, &d);
      while (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) m, (GDateYear) y))
        day--;
      if (nh_period_move (&period, &year,
                          nh_period_steps_for_days (&period, &year, (int) (month + (guint32) day - 1) - (int) period.start),
                          &moved))
        {
          int moved_month;

          nh_day_to_ymd (moved.start, &y, &moved_month, &d);
          if (moved_month == m && moved.text)
            return g_strdup (moved.text);
        }
    }
  nh_period_clear (&moved);
  return nh_period_at (NH_STEP_MONTH, &year, month, &moved) ? g_strdup (moved.text) : NULL;
}

/* To another month, or to another subject, grade and level: one step. */
static void
on_moved_cb (NhBoardPage *page,
             gint64 item,
             guint from_row,
             guint from_column,
             guint row,
             guint column)
{
  NhWorkbook *workbook = nh_board_page_get_workbook (page);
  const NhEntity *entity = nh_entity_find ("activity");
  const NhMatrixHead *head = nh_matrix_get_column (nh_matrix_view_get_matrix (nh_board_page_get_view (page)), column);
  const NhLessonRow *target = get_row (page, row);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, entity, item, &error);
  g_autofree char *period = NULL;
  NhFieldText values[5] = { { NULL, NULL } };
  guint n = 0;

  if (record && column != from_column)
    {
      period = head->key ? move_to_month (page, record, (guint32) head->key) : g_strdup ("");
      values[n++] = (NhFieldText){ "period", period };
    }
  if (record && row != from_row && target)
    {
      values[n++] = (NhFieldText){ "subject", target->subject };
      values[n++] = (NhFieldText){ "grade", target->grade };
      values[n++] = (NhFieldText){ "level", target->level };
    }
  values[n] = (NhFieldText){ NULL, NULL };
  if (!record || !nh_workbook_begin (workbook, _("Move lesson study"), &error))
    {
      nh_session_report_error (nh_board_page_get_session (page), &error);
      return;
    }
  if (nh_workbook_set (workbook, entity, item, values, &error))
    nh_workbook_commit (workbook, &error);
  else
    nh_workbook_rollback (workbook);
  nh_session_report_error (nh_board_page_get_session (page), &error);
}

static void
on_delete_cb (NhBoardPage *page,
              guint row,
              guint column,
              gint64 item)
{
  g_autoptr (GError) error = NULL;

  if (!item || !nh_board_page_is_editable (page))
    return;
  if (nh_workbook_delete (nh_board_page_get_workbook (page), nh_entity_find ("activity"), &item, 1, &error))
    nh_session_notify (nh_board_page_get_session (page), _("The session was deleted. Ctrl+Z brings it back."));
  nh_session_report_error (nh_board_page_get_session (page), &error);
}

static void
on_menu_action_cb (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer data)
{
  NhBoardPage *page = data;
  NhMatrixView *view = nh_board_page_get_view (page);
  const char *name = g_action_get_name (G_ACTION (action));
  gint64 item = nh_matrix_view_get_item (view);
  guint row;
  guint column;

  if (!nh_matrix_view_get_cursor (view, &row, &column))
    return;
  if (g_str_equal (name, "add"))
    on_add_cb (page, row, column);
  else if (g_str_equal (name, "delete"))
    on_delete_cb (page, row, column, item);
  else if (item)
    nh_board_page_show_activity (page, item);
}

static void
on_menu_cb (NhBoardPage *page,
            guint row,
            guint column,
            gint64 item,
            const GdkRectangle *where)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  gboolean editable = nh_board_page_is_editable (page);

  if (item)
    g_menu_append (menu, _("Show in the _list"), "board.show");
  if (editable)
    g_menu_append (menu, _("_Add a session here…"), "board.add");
  if (editable && item)
    g_menu_append (menu, _("_Delete the session"), "board.delete");
  nh_board_page_popup_menu (page, where, G_MENU_MODEL (menu));
}

static void
install_actions (GtkWidget *page)
{
  static const GActionEntry entries[] = {
    { .name = "show", .activate = on_menu_action_cb },
    { .name = "add", .activate = on_menu_action_cb },
    { .name = "delete", .activate = on_menu_action_cb },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), page);
  gtk_widget_insert_action_group (page, "board", G_ACTION_GROUP (actions));
}

static void
connect_view (GtkWidget *page,
              const char *signal,
              GCallback func)
{
  g_signal_connect_object (nh_board_page_get_view (NH_BOARD_PAGE (page)), signal, func, page, G_CONNECT_SWAPPED);
}

/**
 * nh_lesson_assignment_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the board of subjects and months. Dragging and Alt with arrows move a session to
 *   another month or subject; a click on an empty cell adds one.
 */
GtkWidget *
nh_lesson_assignment_new (NhSession *session)
{
  static const NhBoardSpec spec = {
    "lesson_board", "lesson_study", N_("Lesson studies by subject and month"),
    N_("Drag a session to another month or subject, or press Alt with arrows. An empty cell adds one."),
    N_("This plan has no lesson studies yet. Add the first one in the tab “List”; then they can be arranged here."),
    build_assignment,
  };
  GtkWidget *page = nh_board_page_new (session, &spec);

  install_actions (page);
  nh_board_inspect (page, session, nh_board_page_get_view (NH_BOARD_PAGE (page)), nh_board_inspect_activity, TRUE);
  connect_view (page, "cell-activated", G_CALLBACK (on_activated_cb));
  connect_view (page, "cell-add", G_CALLBACK (on_add_cb));
  connect_view (page, "cell-delete", G_CALLBACK (on_delete_cb));
  connect_view (page, "cell-menu", G_CALLBACK (on_menu_cb));
  connect_view (page, "item-moved", G_CALLBACK (on_moved_cb));
  return page;
}

/* Subjects without a session */

static NhMatrix *
build_missing (NhBoardPage *page,
               GError **error)
{
  return keep (page, nh_lesson_board_missing (nh_board_page_get_workbook (page), nh_board_page_get_plan (page), error));
}

static void
on_missing_activated_cb (NhBoardPage *page,
                         guint row,
                         guint column,
                         gint64 item)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (nh_board_page_get_view (page));
  gint64 grade = nh_matrix_get_column (matrix, column)->key;
  g_autofree char *text = grade > 0 ? g_strdup_printf ("%d", (int) grade) : NULL;
  guint n;

  /* A subject that is not taught in that grade has an empty cell. */
  if (!item && nh_matrix_get_items (matrix, row, column, &n))
    add_session (page, get_row (page, row), text, NULL);
}

static void
on_missing_add_cb (NhBoardPage *page,
                   guint row,
                   guint column)
{
  on_missing_activated_cb (page, row, column, 0);
}

static void
on_missing_built_cb (NhBoardPage *page)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (nh_board_page_get_view (page));
  guint n_rows = matrix ? nh_matrix_get_n_rows (matrix) : 0;
  guint n = 0;
  g_autofree char *note = NULL;

  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < nh_matrix_get_n_columns (matrix); c++)
      {
        guint n_items;
        const NhMatrixItem *items = nh_matrix_get_items (matrix, r, c, &n_items);

        for (guint i = 0; i < n_items; i++)
          n += g_strcmp0 (items[i].style, "bad") == 0;
      }
  /* Movable items would only be in the way here. */
  nh_matrix_view_set_editable (nh_board_page_get_view (page), FALSE);
  note = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u subject and grade of the programme of 2018 has no session in this plan.",
                                       "%u subjects and grades of the programme of 2018 have no session in this plan.", n), n);
  nh_board_page_set_note (page, n_rows ? note : "");
}

/**
 * nh_lesson_missing_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the board of subjects and grades without a session; a click makes one.
 */
GtkWidget *
nh_lesson_missing_new (NhSession *session)
{
  static const NhBoardSpec spec = {
    "lesson_missing", "lesson_study", N_("Subjects without lesson study"),
    N_("Click a cell, or press Enter in it, to make a session."),
    N_("Each subject of the programme has a session in this plan, or the plan names no school level."),
    build_missing,
  };
  GtkWidget *page = nh_board_page_new (session, &spec);

  nh_board_inspect (page, session, nh_board_page_get_view (NH_BOARD_PAGE (page)), nh_board_inspect_activity, TRUE);
  connect_view (page, "cell-activated", G_CALLBACK (on_missing_activated_cb));
  connect_view (page, "cell-add", G_CALLBACK (on_missing_add_cb));
  g_signal_connect (page, "built", G_CALLBACK (on_missing_built_cb), NULL);
  return page;
}
