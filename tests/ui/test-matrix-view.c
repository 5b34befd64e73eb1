/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The view of a matrix, by mouse and keys of the display server.
 */
#include "grid-fixture.h"

#include "ui/boards/nh-matrix-cell.h"
#include "ui/boards/nh-matrix-view.h"

#include <time.h>

typedef struct
{
  GtkWidget *window;
  GtkWidget *before;
  NhMatrixView *view;
  GString *log; /* what the view asked for */
} Fixture;

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

static NhMatrix *
make_matrix (gboolean moved)
{
  NhMatrix *matrix = nh_matrix_new ("Đơn vị");
  static const char *const names[] = { "Hiệp Hòa", "Lục Nam", "Sơn Động", "Tân Yên", "Việt Yên", "Yên Thế" };

  for (int m = 0; m < 9; m++)
    {
      g_autofree char *label = g_strdup_printf ("Tháng %d/%d", (m + 8) % 12 + 1, m < 4 ? 2023 : 2024);

      nh_matrix_add_column (matrix, 100 + m, label, m == 6 ? "2 đợt" : NULL);
    }
  nh_matrix_set_current_column (matrix, 6);
  nh_matrix_set_column_progress (matrix, 2, 0.7);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    nh_matrix_add_row (matrix, 10 + i, names[i], i == 1 ? "5 trường" : NULL, i < 3 ? "THPT" : "THCS");
  nh_matrix_add_item (matrix, 0, moved ? 7 : 6, 41, "Kiểm tra", "kind-inspection", "Kiểm tra chuyên ngành, tuần 2");
  nh_matrix_add_item (matrix, 1, 1, 42, "Ngữ văn 8", "kind-lesson-study", NULL);
  nh_matrix_add_item (matrix, 1, 1, 43, "Toán 8", "kind-lesson-study", NULL);
  nh_matrix_add_item (matrix, 1, 1, 44, "Lịch sử và Địa lí 8", "kind-lesson-study", NULL);
  nh_matrix_add_item (matrix, 4, 0, 0, NULL, "good", "Đã nộp");
  nh_matrix_add_item (matrix, 4, 1, 0, NULL, "open", "Chưa đến hạn");
  nh_matrix_add_item (matrix, 4, 2, 0, NULL, "bad", "Chưa nộp");
  nh_matrix_add_item (matrix, 4, 3, 0, "3 ngày", "late", "Nộp muộn 3 ngày");
  nh_matrix_add_item (matrix, 4, 4, 0, NULL, "none", "Không phải nộp");
  return matrix;
}

static void
on_activated_cb (NhMatrixView *view, guint row, guint column, gint64 item, Fixture *f)
{
  g_string_append_printf (f->log, "open %u,%u %d; ", row, column, (int) item);
}

static void
on_moved_cb (NhMatrixView *view, gint64 item, guint from_row, guint from_column, guint row, guint column, Fixture *f)
{
  g_string_append_printf (f->log, "move %d %u,%u to %u,%u; ", (int) item, from_row, from_column, row, column);
}

static void
on_menu_cb (NhMatrixView *view, guint row, guint column, gint64 item, GdkRectangle *where, Fixture *f)
{
  g_assert_cmpint (where->width, >, 20);
  g_string_append_printf (f->log, "menu %u,%u %d; ", row, column, (int) item);
}

static void
on_add_cb (NhMatrixView *view, guint row, guint column, Fixture *f)
{
  g_string_append_printf (f->log, "add %u,%u; ", row, column);
}

static void
on_delete_cb (NhMatrixView *view, guint row, guint column, gint64 item, Fixture *f)
{
  g_string_append_printf (f->log, "delete %u,%u %d; ", row, column, (int) item);
}

static void
on_head_cb (NhMatrixView *view, guint position, Fixture *f)
{
  g_string_append_printf (f->log, "head %u; ", position);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  f->log = g_string_new (NULL);
  f->view = NH_MATRIX_VIEW (nh_matrix_view_new ());
  nh_matrix_view_set_editable (f->view, TRUE);
  nh_matrix_view_set_matrix (f->view, make_matrix (FALSE));
  g_signal_connect (f->view, "cell-activated", G_CALLBACK (on_activated_cb), f);
  g_signal_connect (f->view, "item-moved", G_CALLBACK (on_moved_cb), f);
  g_signal_connect (f->view, "cell-menu", G_CALLBACK (on_menu_cb), f);
  g_signal_connect (f->view, "cell-add", G_CALLBACK (on_add_cb), f);
  g_signal_connect (f->view, "cell-delete", G_CALLBACK (on_delete_cb), f);
  g_signal_connect (f->view, "row-activated", G_CALLBACK (on_head_cb), f);
  f->before = gtk_entry_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (f->view));
  gtk_box_append (GTK_BOX (box), f->before);
  gtk_box_append (GTK_BOX (box), scroller);
  f->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (f->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1366, 500);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  grid_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (f->view, f);
  gtk_window_destroy (GTK_WINDOW (f->window));
  grid_settle ();
  g_string_free (f->log, TRUE);
}

#define assert_log(f, words)                                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpstr ((f)->log->str, ==, words);                                                    \
    g_string_truncate ((f)->log, 0);                                                               \
  }                                                                                                \
  G_STMT_END

#define assert_cursor(f, r, c)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint r_ = 99, c_ = 99;                                                                        \
    g_assert_true (nh_matrix_view_get_cursor ((f)->view, &r_, &c_));                               \
    g_assert_cmpuint (r_, ==, r);                                                                  \
    g_assert_cmpuint (c_, ==, c);                                                                  \
  }                                                                                                \
  G_STMT_END

/* The middle of a cell, or of the chips at its top, on the screen. */
static void
point (Fixture *f, guint row, guint column, gboolean chip, int *x, int *y)
{
  GdkRectangle bounds;
  double left;
  double top;

  g_assert_true (nh_matrix_view_get_cell_bounds (f->view, row, column, &bounds));
  gtk_widget_translate_coordinates (GTK_WIDGET (f->view), f->window, bounds.x, bounds.y, &left, &top);
  *x = (int) left + (chip ? 24 : bounds.width - 3);
  *y = (int) top + (chip ? 14 : bounds.height - 2);
}

static void
mouse (Fixture *f, guint row, guint column, gboolean chip, const char *how)
{
  g_autofree char *arguments = NULL;
  int x;
  int y;

  point (f, row, column, chip, &x, &y);
  arguments = g_strdup_printf ("mousemove %d %d%s%s", x, y, *how ? " " : "", how);
  grid_xdotool (arguments);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  gtk_widget_grab_focus (f->before);
  grid_keys ("Tab");
  assert_cursor (f, 0, 0);
  grid_keys ("Down Right");
  assert_cursor (f, 1, 1);
  picture ("matrix-light");
  g_assert_cmpint (nh_matrix_view_get_item (f->view), ==, 42);
  /* Through the items of the cell, then on. */
  grid_keys ("Down Return Down Down");
  assert_log (f, "open 1,1 43; ");
  assert_cursor (f, 2, 1);
  grid_keys ("Up");
  g_assert_cmpint (nh_matrix_view_get_item (f->view), ==, 44);
  grid_keys ("End Insert plus");
  assert_log (f, "add 1,8; add 1,8; ");
  grid_keys ("Home ctrl+End");
  assert_cursor (f, 5, 8);
  grid_keys ("ctrl+Home Prior");
  assert_cursor (f, 0, 0);
  grid_keys ("Right Right Right Right Right Right Delete Menu");
  assert_log (f, "delete 0,6 41; menu 0,6 41; ");
  /* Beyond the edge there is nothing. */
  grid_keys ("alt+Up");
  assert_log (f, "");
  grid_keys ("alt+Right");
  assert_log (f, "move 41 0,6 to 0,7; ");
  nh_matrix_view_set_matrix (f->view, make_matrix (TRUE));
  grid_settle ();
  /* The cursor went along with the item, and the keyboard with it. */
  assert_cursor (f, 0, 7);
  g_assert_cmpint (nh_matrix_view_get_item (f->view), ==, 41);
  grid_keys ("Left Down");
  assert_cursor (f, 1, 6);
  grid_keys ("shift+Tab");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)), f->before));
  grid_keys ("Tab");
  assert_cursor (f, 1, 6);
}

static void
test_mouse (Fixture *f, gconstpointer data)
{
  mouse (f, 0, 6, TRUE, "click 1");
  assert_log (f, "open 0,6 41; ");
  assert_cursor (f, 0, 6);
  mouse (f, 2, 3, FALSE, "click 1");
  assert_log (f, "open 2,3 0; ");
  mouse (f, 1, 1, TRUE, "click 3");
  assert_log (f, "menu 1,1 42; ");
  assert_cursor (f, 1, 1);
  /* Where a click would change what is stored, it takes two. */
  nh_matrix_view_set_click_selects (f->view, TRUE);
  mouse (f, 2, 3, FALSE, "click 1");
  assert_log (f, "");
  assert_cursor (f, 2, 3);
  grid_wait (500); /* a press elsewhere just before makes GTK begin to count anew */
  mouse (f, 0, 6, TRUE, "click --repeat 2 --delay 60 1");
  assert_log (f, "open 0,6 41; ");
}

static void
test_drag (Fixture *f, gconstpointer data)
{
  mouse (f, 0, 6, TRUE, "mousedown 1");
  mouse (f, 0, 5, TRUE, "");
  mouse (f, 2, 4, TRUE, "");
  picture ("matrix-drag");
  grid_xdotool ("mouseup 1");
  assert_log (f, "move 41 0,6 to 2,4; ");
  /* Esc: nothing has happened, also when the button comes up later. */
  mouse (f, 0, 6, TRUE, "mousedown 1");
  mouse (f, 0, 5, TRUE, "");
  mouse (f, 2, 4, TRUE, "");
  grid_keys ("Escape");
  picture ("matrix-drag-cancelled");
  grid_xdotool ("mouseup 1");
  assert_log (f, "");
  /* Back where it was: no move. Not editable: a click. */
  mouse (f, 0, 6, TRUE, "mousedown 1");
  mouse (f, 0, 5, TRUE, "");
  mouse (f, 0, 6, TRUE, "");
  grid_xdotool ("mouseup 1");
  assert_log (f, "");
  nh_matrix_view_set_editable (f->view, FALSE);
  mouse (f, 0, 6, TRUE, "mousedown 1");
  mouse (f, 2, 4, TRUE, "");
  grid_xdotool ("mouseup 1");
  g_assert_null (strstr (f->log->str, "move"));
}

/* What was pressed is gone before the pointer moves: nothing else is dragged in its place. */
static void
test_drag_of_nothing (Fixture *f, gconstpointer data)
{
  mouse (f, 0, 6, TRUE, "mousedown 1");
  nh_matrix_view_set_matrix (f->view, make_matrix (FALSE));
  grid_settle ();
  mouse (f, 0, 5, TRUE, "");
  mouse (f, 2, 4, TRUE, "");
  grid_xdotool ("mouseup 1");
  g_assert_null (strstr (f->log->str, "move"));
  g_string_truncate (f->log, 0);
  mouse (f, 0, 6, TRUE, "mousedown 1");
  nh_matrix_view_set_matrix (f->view, NULL);
  grid_xdotool ("mousemove_relative -- -200 60");
  grid_xdotool ("mouseup 1");
  assert_log (f, "");
}

static void
test_selection (Fixture *f, gconstpointer data)
{
  guint row;
  guint column;
  guint n_rows;
  guint n_columns;

  nh_matrix_view_set_selectable (f->view, TRUE);
  nh_matrix_view_set_editable (f->view, FALSE);
  mouse (f, 1, 2, FALSE, "mousedown 1");
  mouse (f, 2, 3, FALSE, "");
  mouse (f, 3, 4, FALSE, "");
  grid_xdotool ("mouseup 1");
  picture ("matrix-selection");
  g_assert_true (nh_matrix_view_get_selection (f->view, &row, &column, &n_rows, &n_columns));
  g_assert_cmpuint (row, ==, 1);
  g_assert_cmpuint (column, ==, 2);
  g_assert_cmpuint (n_rows, ==, 3);
  g_assert_cmpuint (n_columns, ==, 3);
  assert_log (f, "");
  grid_keys ("shift+Left shift+Up");
  nh_matrix_view_get_selection (f->view, &row, &column, &n_rows, &n_columns);
  g_assert_cmpuint (n_rows, ==, 2);
  g_assert_cmpuint (n_columns, ==, 2);
  grid_keys ("Down");
  nh_matrix_view_get_selection (f->view, &row, &column, &n_rows, &n_columns);
  g_assert_cmpuint (n_rows * n_columns, ==, 1);
}

/* The widget of a cell, as a screen reader finds it. */
static NhMatrixCell *
find_cell (GtkWidget *root, guint row, guint column, guint *n_cells)
{
  NhMatrixCell *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      NhMatrixCell *inner;

      if (NH_IS_MATRIX_CELL (child))
        {
          if (!gtk_widget_get_mapped (child))
            continue;
          ++*n_cells;
          if (nh_matrix_cell_get_row (NH_MATRIX_CELL (child)) == row
              && nh_matrix_cell_get_column (NH_MATRIX_CELL (child)) == column)
            found = NH_MATRIX_CELL (child);
        }
      else if ((inner = find_cell (child, row, column, n_cells)))
        found = inner;
    }
  return found;
}

static void
test_names (Fixture *f, gconstpointer data)
{
  guint n = 0;
  NhMatrixCell *cell = find_cell (GTK_WIDGET (f->view), 0, 6, &n);

  g_assert_nonnull (cell);
  gtk_test_accessible_assert_property (cell, GTK_ACCESSIBLE_PROPERTY_LABEL, "Hiệp Hòa, tháng 3/2024: Kiểm tra");
  gtk_test_accessible_assert_property (cell, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Kiểm tra chuyên ngành, tuần 2");
  gtk_test_accessible_assert_role (cell, GTK_ACCESSIBLE_ROLE_GRID_CELL);
  cell = find_cell (GTK_WIDGET (f->view), 4, 2, &n);
  gtk_test_accessible_assert_property (cell, GTK_ACCESSIBLE_PROPERTY_LABEL, "Việt Yên, tháng 11/2023: Chưa nộp");
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (cell)));
  grid_settle ();
  assert_cursor (f, 4, 2);
}

/* 1,500 rows: only those in sight are there, and scrolling makes no more of them. */
static void
test_long (Fixture *f, gconstpointer data)
{
  NhMatrix *matrix = nh_matrix_new ("Đơn vị");
  GtkAdjustment *down;
  guint n_first = 0;
  guint n_last = 0;
  clock_t start;

  for (int c = 0; c < 12; c++)
    nh_matrix_add_column (matrix, c, "Tháng", NULL);
  for (int r = 0; r < 1500; r++)
    {
      g_autofree char *name = g_strdup_printf ("Trường số %d", r + 1);
      g_autofree char *group = g_strdup_printf ("Cụm %d", r / 100 + 1);

      nh_matrix_add_row (matrix, r, name, NULL, group);
      for (guint c = 0; c < 12; c++)
        if ((r + c) % 3)
          nh_matrix_add_item (matrix, (guint) r, c, r * 12 + c + 1, "Kiểm tra", "kind-inspection", NULL);
    }
  start = clock ();
  nh_matrix_view_set_matrix (f->view, matrix);
  grid_settle ();
  g_test_message ("shown with %d ms of the processor", (int) ((clock () - start) * 1000 / CLOCKS_PER_SEC));
  find_cell (GTK_WIDGET (f->view), 0, 0, &n_first);
  g_assert_cmpuint (n_first, >, 100);
  g_assert_cmpuint (n_first, <, 400);
  g_object_get (f->view, "vadjustment", &down, NULL);
  start = clock ();
  for (guint i = 0; i < 100; i++)
    {
      gtk_adjustment_set_value (down, i * 300);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_test_message ("a page with %.1f ms of the processor", (double) (clock () - start) * 10 / CLOCKS_PER_SEC);
  grid_settle ();
  g_assert_nonnull (find_cell (GTK_WIDGET (f->view), 1020, 3, &n_last));
  g_assert_cmpuint (n_last, <, n_first + 40);
  picture ("matrix-long");
  gtk_widget_grab_focus (GTK_WIDGET (f->view));
  grid_keys ("ctrl+End");
  assert_cursor (f, 1499, 11);
  n_last = 0;
  g_assert_nonnull (find_cell (GTK_WIDGET (f->view), 1499, 11, &n_last));
  g_object_unref (down);
}

/* A row that is gone leaves its place; a matrix without rows has no cursor. */
static void
test_change (Fixture *f, gconstpointer data)
{
  NhMatrix *matrix = nh_matrix_new ("Đơn vị");
  guint row;
  guint column;

  nh_matrix_view_set_cursor (f->view, 4, 3);
  nh_matrix_add_column (matrix, 103, "Tháng 12/2023", NULL);
  nh_matrix_add_row (matrix, 15, "Yên Thế", NULL, NULL);
  nh_matrix_add_row (matrix, 14, "Việt Yên", NULL, NULL);
  nh_matrix_view_set_matrix (f->view, matrix);
  grid_settle ();
  assert_cursor (f, 1, 0);
  nh_matrix_view_set_matrix (f->view, nh_matrix_new ("Đơn vị"));
  grid_settle ();
  g_assert_false (nh_matrix_view_get_cursor (f->view, &row, &column));
  nh_matrix_view_set_matrix (f->view, NULL);
  grid_settle ();
  g_assert_false (gtk_widget_grab_focus (GTK_WIDGET (f->view)));
}

static void
use_stylesheet (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/vn/namhoc/NamHoc/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  use_stylesheet ();
#define ADD(name, func) g_test_add ("/matrix-view/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("keys", test_keys);
  ADD ("mouse", test_mouse);
  ADD ("drag", test_drag);
  ADD ("drag-of-nothing", test_drag_of_nothing);
  ADD ("selection", test_selection);
  ADD ("names", test_names);
  ADD ("long", test_long);
  ADD ("change", test_change);
  return g_test_run ();
}
