/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Moving and selecting in the grid, with the keys and the mouse of the display server.
 */
#include "grid-fixture.h"

static void
test_arrows (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (30);

  grid_assert_cursor (f, 0, FAKE_NUMBER);
  grid_keys ("Down Down Right");
  grid_assert_cursor (f, 2, FAKE_NAME);
  grid_keys ("Up Left Left Left");
  grid_assert_cursor (f, 1, FAKE_NUMBER);
  grid_keys ("End");
  grid_assert_cursor (f, 1, FAKE_NOTE);
  grid_keys ("Right");
  grid_assert_cursor (f, 1, FAKE_NOTE);
  grid_keys ("Home");
  grid_assert_cursor (f, 1, FAKE_NUMBER);
  grid_keys ("ctrl+End");
  grid_assert_cursor (f, 29, FAKE_NOTE);
  grid_keys ("Down Down");
  grid_assert_cursor (f, 30, FAKE_NOTE); /* the hint row is the last */
  grid_keys ("ctrl+Home");
  grid_assert_cursor (f, 0, FAKE_NUMBER);
  grid_keys ("ctrl+Down");
  grid_assert_cursor (f, 29, FAKE_NUMBER);
  grid_keys ("ctrl+Up ctrl+Right");
  grid_assert_cursor (f, 0, FAKE_NOTE);
}

static void
test_tab_and_enter (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);

  grid_keys ("Right Tab Tab");
  grid_assert_cursor (f, 0, FAKE_UNIT);
  grid_keys ("Return");
  grid_assert_cursor (f, 1, FAKE_NAME); /* below where the Tabs began, as in Excel */
  grid_keys ("shift+Return");
  grid_assert_cursor (f, 0, FAKE_NAME);
  grid_keys ("shift+Tab");
  grid_assert_cursor (f, 0, FAKE_NUMBER);
  grid_keys ("End Tab");
  grid_assert_cursor (f, 1, FAKE_NUMBER);
  grid_keys ("shift+Tab");
  grid_assert_cursor (f, 0, FAKE_NOTE);
}

/* The grid is no trap for the keyboard. */
static void
test_tab_leaves (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);
  GtkWidget *focus;

  grid_keys ("ctrl+Home shift+Tab");
  focus = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_true (gtk_widget_is_ancestor (focus, f->outside));
  grid_keys ("Tab");
  focus = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (f->grid)));
  grid_keys ("Down ctrl+Tab");
  focus = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_true (gtk_widget_is_ancestor (focus, f->outside));
}

static void
test_pages (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (400000);
  guint row, column;

  grid_keys ("Next");
  g_assert_true (nh_grid_get_cursor (f->grid, &row, &column));
  g_assert_cmpuint (row, >, 10);
  g_assert_cmpuint (row, <, 30);
  grid_keys ("ctrl+End");
  grid_assert_cursor (f, 399999, FAKE_NOTE);
  grid_keys ("Prior");
  nh_grid_get_cursor (f->grid, &row, &column);
  g_assert_cmpuint (row, <, 399990);
  g_assert_cmpuint (row, >, 399960);
  grid_keys ("ctrl+Home");
  grid_assert_cursor (f, 0, FAKE_NUMBER);
}

static void
test_ranges (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (10);

  grid_keys ("Down Right shift+Down shift+Down shift+Right");
  grid_assert_selection (f, 1, 3, 1, 2);
  grid_assert_cursor (f, 1, FAKE_NAME); /* the active cell is where it began */
  grid_keys ("shift+space");
  grid_assert_selection (f, 1, 3, 0, FAKE_N_COLUMNS - 1);
  grid_keys ("Down Right ctrl+space");
  grid_assert_selection (f, 0, 9, 1, 1);
  grid_keys ("ctrl+a");
  grid_assert_selection (f, 0, 9, 0, FAKE_N_COLUMNS - 1);
  grid_keys ("Right");
  grid_assert_selection (f, 0, 0, 1, 1);
  g_assert_cmpuint (fake_grid_model_count_stored (f->model), ==, 0);
}

/* Rows that are sorted while several are selected don't drag unrelated ones into the range. */
static void
test_range_and_sort (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (30);
  guint row, column;

  nh_grid_set_cursor (f->grid, 4, FAKE_NAME);
  grid_keys ("shift+Down shift+Down shift+Right");
  nh_grid_model_set_sorts (NH_GRID_MODEL (f->model), &(NhGridSort){ FAKE_NAME, FALSE }, 1);
  nh_grid_get_cursor (f->grid, &row, &column);
  grid_assert_cell (f, row, FAKE_NAME, "Đỗ Đức Ệp");
  grid_assert_selection (f, row, row, 1, 1);
}

static void
test_mouse (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (20);
  g_autofree char *drag = NULL;
  int x, y;

  grid_click (f, 3, 2, "click 1");
  grid_assert_cursor (f, 3, FAKE_KIND);
  grid_click (f, 6, 4, "keydown shift click 1 keyup shift");
  grid_assert_selection (f, 3, 6, 2, 4);
  grid_point (f, 5, 3, &x, &y);
  drag = g_strdup_printf ("mousedown 1 mousemove %d %d mousemove %d %d mouseup 1", x - 20, y - 20,
                          x, y);
  grid_click (f, 1, 1, drag);
  grid_assert_selection (f, 1, 5, 1, 3);
  grid_assert_cursor (f, 1, FAKE_NAME);
}

/* Dragged below the cells, the selection goes on as they scroll. */
static void
test_autoscroll (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (300);
  guint first, last, stopped, first_column, last_column;

  grid_click (f, 2, 1, "mousedown 1 mousemove 300 500 sleep 0.05 mousemove 300 660 sleep 1.0");
  grid_xdotool ("mouseup 1");
  nh_grid_get_selection (f->grid, &first, &last, &first_column, &last_column);
  g_assert_cmpuint (first, ==, 2);
  g_assert_cmpuint (last, >, 30);
  g_assert_cmpuint (last_column, ==, 2);
  grid_assert_cursor (f, 2, FAKE_NAME);
  grid_wait (200);
  nh_grid_get_selection (f->grid, &first, &stopped, &first_column, &last_column);
  g_assert_cmpuint (stopped, ==, last); /* with the button */
}

/* A double click on what can't be edited opens the record; so does Ctrl+Enter anywhere. */
static void
test_activate (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (20);

  grid_click (f, 2, 0, "click 1 click 1");
  g_assert_cmpuint (f->n_activated, ==, 1);
  g_assert_false (nh_grid_is_editing (f->grid));
  grid_keys ("Right ctrl+Return");
  g_assert_cmpuint (f->n_activated, ==, 2);
  grid_assert_cursor (f, 2, FAKE_NAME);
}

int
main (int argc, char **argv)
{
  grid_fixture_init (&argc, &argv);
  g_test_add_func ("/grid/keys/arrows", test_arrows);
  g_test_add_func ("/grid/keys/tab-and-enter", test_tab_and_enter);
  g_test_add_func ("/grid/keys/tab-leaves", test_tab_leaves);
  g_test_add_func ("/grid/keys/pages", test_pages);
  g_test_add_func ("/grid/keys/ranges", test_ranges);
  g_test_add_func ("/grid/keys/range-and-sort", test_range_and_sort);
  g_test_add_func ("/grid/keys/mouse", test_mouse);
  g_test_add_func ("/grid/keys/autoscroll", test_autoscroll);
  g_test_add_func ("/grid/keys/activate", test_activate);
  return g_test_run ();
}
