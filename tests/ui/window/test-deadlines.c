/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The screen of deadlines: who owes what, marking papers as received in the table and on the board, chains.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/boards/nh-matrix-view.h"
#include "ui/deadlines/nh-deadlines-page.h"
#include "ui/deadlines/nh-due-board-view.h"
#include "ui/deadlines/nh-owed-view.h"
#include "window-fixture.h"

static gint64
count (Fixture *f, const char *condition)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM owed WHERE %s", condition);
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (f->workbook), sql, NULL);
  gboolean row;

  g_assert_true (nh_statement_step (select, &row, NULL) && row);
  return nh_statement_int64 (select, 0);
}

static GtkWidget *
go_tab (Fixture *f, const char *tab)
{
  GtkWidget *page;
  GtkWidget *stack;

  fixture_go (f, "deadlines");
  page = fixture_find (GTK_WIDGET (f->window), NH_TYPE_DEADLINES_PAGE, NULL);
  stack = fixture_find (page, GTK_TYPE_STACK, NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (stack), tab);
  fixture_settle ();
  return gtk_stack_get_visible_child (GTK_STACK (stack));
}

static void
press (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
      if (handled)
        break;
    }
  fixture_settle ();
}

static void
click (GtkWidget *root, const char *label)
{
  GtkWidget *button = fixture_find (root, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  fixture_settle ();
}

/* What is missing comes first; counts in the buttons; Space marks the row, and the cursor marks no more. */
static void
test_follow_up (Fixture *f, gconstpointer data)
{
  NhOwedView *view = NH_OWED_VIEW (go_tab (f, "owed"));
  NhGridScreen *screen = nh_owed_view_get_screen (view);
  NhGrid *grid = nh_grid_screen_get_grid (screen);
  gint64 missing = count (f, "state = 'missing'");
  gint64 received = count (f, "received_on IS NOT NULL");
  g_autofree char *label = g_strdup_printf ("%s  %d", _ ("Missing"), (int) missing);
  g_autofree char *fewer = g_strdup_printf ("%s  %d", _ ("Missing"), (int) missing - 3);
  GtkWidget *button = fixture_find (GTK_WIDGET (view), GTK_TYPE_TOGGLE_BUTTON, label);

  GtkWidget *keys; /* gets the keys of the table */

  g_assert_cmpint (missing, >, 3);
  g_assert_nonnull (button);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  g_assert_cmpint (fixture_n_rows (screen), ==, missing);
  nh_grid_set_cursor (grid, 1, 0);
  keys = fixture_find (GTK_WIDGET (grid), GTK_TYPE_TEXT, NULL);
  press (keys, GDK_KEY_Down, GDK_SHIFT_MASK);
  press (keys, GDK_KEY_Down, GDK_SHIFT_MASK);
  g_assert_nonnull (fixture_find (GTK_WIDGET (view), GTK_TYPE_BUTTON, "(3)"));
  press (GTK_WIDGET (grid), GDK_KEY_space, 0);
  g_assert_cmpint (count (f, "received_on IS NOT NULL"), ==, received + 3);
  g_assert_cmpint (fixture_n_rows (screen), ==, missing - 3);
  g_assert_nonnull (fixture_find (GTK_WIDGET (view), GTK_TYPE_TOGGLE_BUTTON, fewer));
  g_assert_cmpuint (nh_grid_screen_get_n_selected (screen), ==, 1);
  fixture_act (f, "undo");
  g_assert_cmpint (count (f, "received_on IS NOT NULL"), ==, received);
  g_assert_cmpint (fixture_n_rows (screen), ==, missing);
  /* One that is ahead of its day, by Ctrl+Enter; taken back by Delete. */
  press (GTK_WIDGET (grid), GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpint (count (f, "received_on IS NOT NULL"), ==, received + 1);
  nh_owed_view_show (view, NH_OWED_ALL);
  fixture_settle ();
  g_assert_cmpint (fixture_n_rows (screen), ==, count (f, "1"));
  nh_grid_set_cursor (grid, fixture_find_row (screen, "state", "Đã nộp"), 0);
  press (GTK_WIDGET (grid), GDK_KEY_Delete, 0);
  g_assert_cmpint (count (f, "received_on IS NOT NULL"), ==, received);
  nh_owed_view_show (view, NH_OWED_LATE);
  fixture_settle ();
  g_assert_cmpint (fixture_n_rows (screen), ==, count (f, "state = 'late'"));
}

/* A double click on the board marks, the button is dull then; rows stay where they are; "Take back" takes it back. */
static void
test_board (Fixture *f, gconstpointer data)
{
  GtkWidget *page = go_tab (f, "board");
  NhMatrixView *view = NH_MATRIX_VIEW (fixture_find (page, NH_TYPE_MATRIX_VIEW, NULL));
  NhMatrix *matrix = nh_matrix_view_get_matrix (view);
  gint64 received = count (f, "received_on IS NOT NULL");
  guint row = G_MAXUINT;
  guint column = 0;
  gint64 item = 0;
  gint64 key;
  guint n;

  g_assert_true (NH_IS_DUE_BOARD_VIEW (page));
  for (guint r = 0; r < nh_matrix_get_n_rows (matrix) && !item; r++)
    for (guint c = 0; c < nh_matrix_get_n_columns (matrix) && !item; c++)
      {
        const NhMatrixItem *items = nh_matrix_get_items (matrix, r, c, &n);

        if (n == 1 && g_strcmp0 (items->style, "bad") == 0)
          {
            row = r;
            column = c;
            item = items->id;
          }
      }
  g_assert_cmpint (item, !=, 0);
  key = nh_matrix_get_row (matrix, row)->key;
  g_assert_nonnull (strstr (nh_matrix_get_row (matrix, row)->detail, "thiếu"));
  nh_matrix_view_set_cursor (view, row, column);
  g_signal_emit_by_name (view, "cell-activated", row, column, item);
  fixture_settle ();
  g_assert_cmpint (count (f, "received_on IS NOT NULL"), ==, received + 1);
  matrix = nh_matrix_view_get_matrix (view);
  g_assert_cmpint (nh_matrix_get_row (matrix, row)->key, ==, key);
  g_assert_cmpstr (nh_matrix_get_items (matrix, row, column, &n)->style, !=, "bad");
  g_assert_false (gtk_widget_is_sensitive (fixture_find (page, GTK_TYPE_BUTTON, _ ("_Received"))));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture_find (page, GTK_TYPE_BUTTON, _ ("_Received"))), ==,
                   _ ("This paper is received already. Take it back first to give it another day."));
  /* Once more changes nothing. */
  g_signal_emit_by_name (view, "cell-activated", row, column, item);
  fixture_settle ();
  g_assert_cmpint (count (f, "received_on IS NOT NULL"), ==, received + 1);
  click (page, _ ("_Take back"));
  g_assert_cmpint (count (f, "received_on IS NOT NULL"), ==, received);
}

/* The schools' report is due after their office's: marked, told, gone when the date is earlier. */
static void
test_chain (Fixture *f, gconstpointer data)
{
  GtkWidget *page = go_tab (f, "deadlines");
  NhGridScreen *rules = NH_GRID_SCREEN (fixture_find (page, NH_TYPE_GRID_SCREEN, NULL));
  NhGridModel *model = NH_GRID_MODEL (nh_grid_screen_get_model (rules));
  guint row = fixture_find_row (rules, "what", "Báo cáo việc thực hiện kế hoạch BDTX của GV, CBQL");
  guint due = fixture_column (rules, "due");
  g_autoptr (GError) error = NULL;

  g_assert_true (fixture_shows (page, "30/6/2024"));
  g_assert_cmpint (nh_grid_model_get_style (model, row, due), ==, NH_GRID_CELL_WARNING);
  g_assert_true (fixture_type (rules, row, "due", "trước ngày 5/6/2024", &error));
  fixture_settle ();
  g_assert_cmpint (nh_grid_model_get_style (model, row, due), !=, NH_GRID_CELL_WARNING);
  g_assert_false (fixture_shows (page, "30/6/2024"));
  fixture_act (f, "undo");
  g_assert_cmpint (nh_grid_model_get_style (model, row, due), ==, NH_GRID_CELL_WARNING);
}

int
main (int argc, char **argv)
{
  window_test_init (argc, argv);
#define ADD(path, sample, func) \
  g_test_add (path, Fixture, GINT_TO_POINTER (sample), fixture_set_up, func, fixture_tear_down)
  ADD ("/deadlines/follow-up", TRUE, test_follow_up);
  ADD ("/deadlines/board", TRUE, test_board);
  ADD ("/deadlines/chain", TRUE, test_chain);
#undef ADD
  return g_test_run ();
}
