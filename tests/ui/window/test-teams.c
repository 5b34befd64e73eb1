/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Clusters and teams: the roster of another day, replacing a member, the board by keys.
 */
#include "ui/people/nh-awards-page.h"
#include "window-fixture.h"

#include "core/nh-period.h"
#include "model/nh-roster.h"

#define TEAM "Tổ chuyên môn nghiệp vụ cấp tiểu học tỉnh Quảng Ngãi"
#define COUNCIL "Hội đồng Chuyên môn - Nghiệp vụ cốt cán Giáo dục Tiểu học huyện Dầu Tiếng"

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

static guint
rows_of (GtkWidget *root,
         const char *text)
{
  GtkWidget *add = fixture_find (root, GTK_TYPE_BUTTON, text);

  g_assert_nonnull (add);
  return fixture_n_rows (NH_GRID_SCREEN (gtk_widget_get_ancestor (add, NH_TYPE_GRID_SCREEN)));
}

/* A team with all its parts: those who are there now, and on demand those who were. */
static void
test_days (Fixture *f,
           gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (f->window);
  NhTeamsPage *page = fixture_choose_team (f, TEAM);

  picture ("members");
  g_assert_cmpuint (rows_of (window, "Thêm thành viên"), ==, 3);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (fixture_find (window, GTK_TYPE_CHECK_BUTTON, "Cả đã kết thúc")), TRUE);
  fixture_settle ();
  picture ("members-past-too");
  g_assert_cmpuint (rows_of (window, "Thêm thành viên"), ==, 6);
  nh_teams_page_set_day (page, nh_day_from_iso ("2024-08-31"));
  fixture_settle ();
  picture ("members-then");
  g_assert_true (fixture_shows (window, "31/8/2024"));
  /* Nothing can be typed into the past. */
  g_assert_null (fixture_find (window, GTK_TYPE_BUTTON, "Thêm thành viên"));
  nh_teams_page_show_tab (page, "compare");
  fixture_settle ();
  picture ("compare");
  nh_teams_page_set_day (page, 0);
  nh_teams_page_show_tab (page, "members");
  fixture_settle ();
  g_assert_nonnull (fixture_find (window, GTK_TYPE_BUTTON, "Thêm thành viên"));
}

static gint64
unit_of_row (GtkWidget *window,
             const char *name)
{
  GtkWidget *label = fixture_find (window, GTK_TYPE_LABEL, name);

  return label != NULL;
}

static gint64
cluster_of (Fixture *f,
            const char *unit)
{
  g_autofree char *sql = g_strdup ("SELECT l.team FROM team_unit l WHERE l.unit = ? AND l.to_on IS NULL");
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (f->workbook), sql, NULL);
  gboolean row = FALSE;

  nh_statement_bind_int64 (select, 1, nh_workbook_find (f->workbook, nh_entity_find ("unit"), unit, NULL));
  g_assert_true (nh_statement_step (select, &row, NULL));
  return row ? nh_statement_int64 (select, 0) : 0;
}

static gboolean
press (GtkWidget *board,
       guint keyval,
       GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (board);
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

/* Two schools go to the next cluster by keys: one step, taken back by one undo. */
static void
test_board_keys (Fixture *f,
                 gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (f->window);
  NhTeamsPage *page = fixture_choose_team (f, COUNCIL);
  gint64 one = nh_workbook_find (f->workbook, nh_entity_find ("team"), "Cụm Một", NULL);
  gint64 two = nh_workbook_find (f->workbook, nh_entity_find ("team"), "Cụm Hai", NULL);
  gint64 first = nh_workbook_find (f->workbook, nh_entity_find ("unit"), "TH Bến Súc", NULL);
  GtkWidget *board;

  nh_teams_page_show_tab (page, "board");
  fixture_settle ();
  picture ("board");
  board = GTK_WIDGET (nh_team_board_get_board (nh_teams_page_get_board (page)));
  g_assert_true (unit_of_row (window, "TH Bến Súc"));
  g_assert_cmpint (cluster_of (f, "TH Bến Súc"), ==, one);
  g_assert_true (nh_board_select (NH_BOARD (board), first));
  g_assert_true (press (board, GDK_KEY_space, 0));
  g_assert_true (press (board, GDK_KEY_Down, GDK_SHIFT_MASK));
  picture ("board-selected");
  g_assert_true (press (board, GDK_KEY_Right, GDK_CONTROL_MASK));
  picture ("board-moved");
  g_assert_cmpint (cluster_of (f, "TH Bến Súc"), ==, two);
  g_assert_cmpint (cluster_of (f, "TH Thanh Tuyền"), ==, two);
  g_assert_cmpint (cluster_of (f, "TH Dầu Tiếng"), ==, one);
  g_assert_true (fixture_shows (window, "Cụm Hai"));
  /* The keys stay on the card, and the other way leads back. */
  g_assert_true (press (board, GDK_KEY_m, 0));
  picture ("board-move-to");
  fixture_act (f, "undo");
  g_assert_cmpint (cluster_of (f, "TH Bến Súc"), ==, one);
  g_assert_cmpint (cluster_of (f, "TH Thanh Tuyền"), ==, one);
}

/* By the window's command, on the member under the cursor; somebody unknown is added in the same step. */
static void
test_replace (Fixture *f,
              gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *entry;
  gint64 people;

  fixture_choose_team (f, TEAM);
  fixture_act (f, "replace-member");
  picture ("dialog-replace");
  dialog = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (f->application)));
  {
    GListModel *windows = gtk_window_get_toplevels ();

    for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
      {
        g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

        if (window != GTK_WIDGET (f->window) && gtk_widget_get_visible (window))
          dialog = window;
      }
  }
  g_assert_true (dialog != GTK_WIDGET (f->window));
  entry = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Phan Thanh Tâm");
  entry = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (entry)));
  g_assert_true (GTK_IS_ENTRY (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "10/2/2025");
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)), "clicked");
  fixture_settle ();
  picture ("dialog-replace-unknown");
  /* Nobody of that name is known: nothing is stored before the dialog has said so. */
  g_assert_cmpint (nh_workbook_find (f->workbook, nh_entity_find ("person"), "Phan Thanh Tâm", NULL), ==, 0);
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "“Phan Thanh Tâm”"));
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)), "clicked");
  fixture_settle ();
  people = nh_workbook_find (f->workbook, nh_entity_find ("person"), "Phan Thanh Tâm", NULL);
  g_assert_cmpint (people, !=, 0);
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Thay thế thành viên");
  picture ("members-replaced");
  fixture_act (f, "undo");
  g_assert_cmpint (nh_workbook_find (f->workbook, nh_entity_find ("person"), "Phan Thanh Tâm", NULL), ==, 0);
}

/* Dialogs open from their commands, and say what must be chosen first. */
static void
test_commands (Fixture *f,
               gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (f->window);

  fixture_act (f, "end-membership");
  g_assert_true (fixture_shows (window, "Hãy chọn"));
  fixture_choose_team (f, TEAM);
  fixture_act (f, "end-membership");
  picture ("dialog-end");
  fixture_act (f, "renew-team");
  picture ("dialog-renew");
  fixture_act (f, "team-roles");
  picture ("dialog-roles");
  fixture_act (f, "compare-rosters");
  fixture_act (f, "arrange-board");
  picture ("board-people");
}

/* The list of awards opens with the team that is chosen, from a part of it too; from elsewhere with
 * the one that it had; and the sidebar leads back. */
static void
test_awards (Fixture *f,
             gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (f->window);

  fixture_choose_team (f, "Nhóm môn Âm nhạc");
  fixture_act (f, "awards");
  g_assert_nonnull (fixture_find (window, NH_TYPE_AWARDS_PAGE, NULL));
  g_assert_true (fixture_shows (window, "3 thành viên ·"));
  fixture_choose_team (f, "Cụm Hai");
  fixture_act (f, "awards");
  g_assert_false (fixture_shows (window, "3 thành viên ·"));
  fixture_go (f, "people");
  fixture_act (f, "awards");
  g_assert_nonnull (fixture_find (window, NH_TYPE_AWARDS_PAGE, NULL));
  g_assert_false (fixture_shows (window, "3 thành viên ·"));
  picture ("awards");
}

int
main (int argc,
      char **argv)
{
  window_test_init (argc, argv);
#define ADD(name, func) \
  g_test_add ("/teams/" name, Fixture, "sample", fixture_set_up, func, fixture_tear_down)
  ADD ("days", test_days);
  ADD ("board-keys", test_board_keys);
  ADD ("replace", test_replace);
  ADD ("commands", test_commands);
  ADD ("awards", test_awards);
  return g_test_run ();
}
