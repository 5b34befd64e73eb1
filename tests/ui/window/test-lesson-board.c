/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Boards of lesson studies: a session goes to another month or subject, online points are chosen, a subject
 * without a session gets one.
 */
#include "window-fixture.h"

#include "ui/boards/nh-board-page.h"

#define SESSION_SQL "SELECT a.id FROM activity a JOIN plan p ON p.id = a.plan WHERE p.number = '73' AND a.subject = 'Ngữ văn'"

/* For people to look at: a picture of the display when NH_TEST_PICTURES names a folder. */
static void
picture (const char *name)
{
  const char *folder = g_getenv ("NH_TEST_PICTURES");
  g_autofree char *path = folder ? g_strdup_printf ("%s/%s.png", folder, name) : NULL;
  const char *argv[] = { "import", "-window", "root", path, NULL };

  if (path)
    g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

static gint64
number (Fixture *f,
        const char *sql)
{
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (f->workbook), sql, NULL);
  gboolean row = FALSE;

  g_assert_true (nh_statement_step (select, &row, NULL));
  return row ? nh_statement_int64 (select, 0) : 0;
}

static char *
field (Fixture *f,
       gint64 id,
       const char *name)
{
  g_autoptr (NhRecord) record = nh_workbook_load (f->workbook, nh_entity_find ("activity"), id, NULL);

  return g_strdup (nh_record_text (record, name));
}

#define assert_field(f, id, name, wanted)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *field_ = field (f, id, name);                                                 \
    g_assert_cmpstr (field_, ==, wanted);                                                          \
  }                                                                                                \
  G_STMT_END

static NhBoardPage *
open_tab (Fixture *f,
          const char *tab)
{
  GtkWidget *stack;

  fixture_go (f, "lesson-studies");
  stack = gtk_widget_get_ancestor (fixture_find (GTK_WIDGET (f->window), NH_TYPE_GRID_SCREEN, NULL), GTK_TYPE_STACK);
  gtk_stack_set_visible_child_name (GTK_STACK (stack), tab);
  fixture_settle ();
  return NH_BOARD_PAGE (gtk_stack_get_visible_child (GTK_STACK (stack)));
}

static int
find_row (NhBoardPage *page,
          const char *label)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (nh_board_page_get_view (page));

  for (guint i = 0; i < nh_matrix_get_n_rows (matrix); i++)
    if (g_str_equal (nh_matrix_get_row (matrix, i)->label, label))
      return (int) i;
  g_error ("no row “%s”", label);
}

static int
find_column (NhBoardPage *page,
             const char *label)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (nh_board_page_get_view (page));

  for (guint i = 0; i < nh_matrix_get_n_columns (matrix); i++)
    if (g_str_equal (nh_matrix_get_column (matrix, i)->label, label))
      return (int) i;
  g_error ("no column “%s”", label);
}

static gboolean
press (NhBoardPage *page,
       guint keyval,
       GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (nh_board_page_get_view (page)));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }
  fixture_settle ();
  return handled;
}

/* By keys: to the next month, and to the subject below it; each is one step, and the cursor goes along. */
static void
test_move (Fixture *f,
           gconstpointer data)
{
  NhBoardPage *page = open_tab (f, "assignment");
  NhMatrixView *view = nh_board_page_get_view (page);
  gint64 session = number (f, SESSION_SQL);
  guint row;
  guint column;

  picture ("lesson-assignment");
  nh_matrix_view_set_cursor (view, (guint) find_row (page, "Ngữ văn 8"), (guint) find_column (page, "1/2024"));
  g_assert_cmpint (nh_matrix_view_get_item (view), ==, session);
  g_assert_true (press (page, GDK_KEY_Right, GDK_ALT_MASK));
  assert_field (f, session, "period", "Tháng 02/2024");
  nh_matrix_view_get_cursor (view, &row, &column);
  g_assert_cmpuint (column, ==, (guint) find_column (page, "2/2024"));
  g_assert_cmpint (nh_matrix_view_get_item (view), ==, session);
  g_assert_true (press (page, GDK_KEY_Down, GDK_ALT_MASK));
  assert_field (f, session, "subject", "Lịch sử và Địa lí");
  assert_field (f, session, "grade", "8");
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Chuyển buổi sinh hoạt chuyên môn");
  fixture_act (f, "undo");
  assert_field (f, session, "subject", "Ngữ văn");
  assert_field (f, session, "period", "Tháng 02/2024");
  fixture_act (f, "undo");
  assert_field (f, session, "period", "Tháng 01/2024");
}

/* The inspector follows the cursor: the session under it, nothing in an empty cell. */
static void
test_inspector (Fixture *f,
                gconstpointer data)
{
  NhBoardPage *page = open_tab (f, "assignment");
  NhMatrixView *view = nh_board_page_get_view (page);
  gint64 session = number (f, SESSION_SQL);
  const NhEntity *entity = NULL;
  const char *first;

  g_assert_cmpint (nh_session_get_active_record (f->session, &entity, &first), !=, 0);
  nh_matrix_view_set_cursor (view, (guint) find_row (page, "Ngữ văn 8"), (guint) find_column (page, "1/2024"));
  g_assert_cmpint (nh_session_get_active_record (f->session, &entity, &first), ==, session);
  g_assert_cmpstr (entity->name, ==, "activity");
  g_assert_true (press (page, GDK_KEY_Right, 0));
  g_assert_cmpint (nh_session_get_active_record (f->session, &entity, &first), ==, 0);
  g_assert_true (press (page, GDK_KEY_Left, 0));
  g_assert_cmpint (nh_session_get_active_record (f->session, &entity, &first), ==, session);
}

/* A day stays a day, of the other month. */
static void
test_move_day (Fixture *f,
               gconstpointer data)
{
  gint64 session = number (f, SESSION_SQL);
  const NhFieldText values[] = { { "period", "31/1/2024" }, { NULL, NULL } };
  NhBoardPage *page;
  guint row;

  g_assert_true (nh_workbook_set (f->workbook, nh_entity_find ("activity"), session, values, NULL));
  page = open_tab (f, "assignment");
  row = (guint) find_row (page, "Ngữ văn 8");
  g_signal_emit_by_name (nh_board_page_get_view (page), "item-moved", session, row, (guint) find_column (page, "1/2024"),
                         row, (guint) find_column (page, "2/2024"));
  fixture_settle ();
  assert_field (f, session, "period", "29/2/2024");
}

static GtkWidget *
get_dialog (Fixture *f)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != GTK_WIDGET (f->window) && gtk_widget_get_visible (window))
        return window;
    }
  return NULL;
}

/* A subject without a session: Enter asks for the host, and the row goes when it has one. */
static void
test_missing (Fixture *f,
              gconstpointer data)
{
  NhBoardPage *page = open_tab (f, "missing");
  GtkWidget *dialog;
  GtkWidget *entry;
  gint64 before = number (f, "SELECT count (*) FROM activity");

  picture ("lesson-missing");
  g_assert_true (fixture_shows (GTK_WIDGET (page), "23 môn, lớp"));
  nh_matrix_view_set_cursor (nh_board_page_get_view (page), (guint) find_row (page, "Tin học"),
                             (guint) find_column (page, "Lớp 8"));
  g_assert_true (press (page, GDK_KEY_Return, 0));
  dialog = get_dialog (f);
  g_assert_nonnull (dialog);
  picture ("lesson-dialog");
  g_assert_true (fixture_shows (dialog, "Lục Ngạn"));
  entry = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Trường không có");
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)), "clicked");
  fixture_settle ();
  /* Unknown: the dialog says so and nothing is stored. */
  g_assert_true (fixture_shows (dialog, "Trường không có"));
  g_assert_cmpint (number (f, "SELECT count (*) FROM activity"), ==, before);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Lục Ngạn");
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)), "clicked");
  fixture_settle ();
  g_assert_cmpint (number (f, "SELECT count (*) FROM activity a JOIN activity_unit l ON l.activity = a.id AND l.role = 'host' "
                              "WHERE a.kind = 'lesson_study' AND a.subject = 'Tin học' AND a.grade = '8' AND a.level = 'THCS'"),
                   ==, 1);
  g_assert_true (fixture_shows (GTK_WIDGET (page), "22 môn, lớp"));
  fixture_act (f, "undo");
  g_assert_cmpint (number (f, "SELECT count (*) FROM activity"), ==, before);
}

/* A cell opens its units: a point is checked, and applied in one step. */
static void
test_points (Fixture *f,
             gconstpointer data)
{
  NhBoardPage *page = open_tab (f, "attendance");
  NhMatrixView *view = nh_board_page_get_view (page);
  gint64 before = number (f, "SELECT count (*) FROM activity_unit WHERE role = 'online_point'");
  GtkWidget *check;

  picture ("lesson-attendance");
  nh_matrix_view_set_cursor (view, (guint) find_row (page, "Ngữ văn 8"), (guint) find_column (page, "Lục Nam"));
  g_assert_true (press (page, GDK_KEY_Return, 0));
  picture ("lesson-points");
  g_assert_true (fixture_shows (GTK_WIDGET (page), "còn thiếu"));
  check = fixture_find (GTK_WIDGET (page), GTK_TYPE_CHECK_BUTTON, NULL);
  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (fixture_shows (GTK_WIDGET (page), "Mới có 1 trong"));
  g_signal_emit_by_name (fixture_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, "dụng"), "clicked");
  fixture_settle ();
  g_assert_cmpint (number (f, "SELECT count (*) FROM activity_unit WHERE role = 'online_point'"), ==, before + 1);
  fixture_act (f, "undo");
  g_assert_cmpint (number (f, "SELECT count (*) FROM activity_unit WHERE role = 'online_point'"), ==, before);
}

/* The board becomes an appendix of the plan. */
static void
test_appendix (Fixture *f,
               gconstpointer data)
{
  NhBoardPage *page = open_tab (f, "assignment");
  gint64 before = number (f, "SELECT count (*) FROM appendix");

  g_assert_true (fixture_export (GTK_WIDGET (page), "paper.appendix"));
  fixture_settle ();
  g_assert_cmpint (number (f, "SELECT count (*) FROM appendix"), ==, before + 1);
  g_assert_cmpint (number (f, "SELECT count (*) FROM appendix WHERE view = 'lesson_board' AND orientation = 'landscape' AND "
                             "title = 'PHÂN CÔNG SINH HOẠT CHUYÊN MÔN NĂM HỌC 2023-2024' AND "
                              "plan = (SELECT id FROM plan WHERE number = '73')"), ==, 1);
  fixture_act (f, "undo");
  g_assert_cmpint (number (f, "SELECT count (*) FROM appendix"), ==, before);
}

int
main (int argc,
      char **argv)
{
  window_test_init (argc, argv);
#define ADD(name, func) \
  g_test_add ("/lesson-board/" name, Fixture, "sample", fixture_set_up, func, fixture_tear_down)
  ADD ("move", test_move);
  ADD ("inspector", test_inspector);
  ADD ("move-day", test_move_day);
  ADD ("missing", test_missing);
  ADD ("points", test_points);
  ADD ("appendix", test_appendix);
  return g_test_run ();
}
