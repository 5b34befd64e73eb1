/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Boards of themes: states by keys, several units at once, a theme that a cluster lacks.
 */
#include "window-fixture.h"

#include "ui/boards/nh-board-page.h"

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

static NhBoardPage *
open_tab (Fixture *f,
          const char *tab)
{
  GtkWidget *stack;

  fixture_go (f, "themes");
  stack = gtk_widget_get_ancestor (fixture_find (GTK_WIDGET (f->window), NH_TYPE_GRID_SCREEN, NULL), GTK_TYPE_STACK);
  gtk_stack_set_visible_child_name (GTK_STACK (stack), tab);
  fixture_settle ();
  return NH_BOARD_PAGE (gtk_stack_get_visible_child (GTK_STACK (stack)));
}

static guint
find_row (NhBoardPage *page,
          const char *label)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (nh_board_page_get_view (page));

  for (guint i = 0; i < nh_matrix_get_n_rows (matrix); i++)
    if (g_str_equal (nh_matrix_get_row (matrix, i)->label, label))
      return i;
  g_error ("no row “%s”", label);
}

static void
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
  g_assert_true (handled);
  fixture_settle ();
}

#define COUNT(state) number (f, "SELECT count (*) FROM theme_adoption WHERE state = '" state "'")

/* Enter leads on; a selection is set at once by the menu's action; the column counts along. */
static void
test_states (Fixture *f,
             gconstpointer data)
{
  NhBoardPage *page = open_tab (f, "adoption");
  NhMatrixView *view = nh_board_page_get_view (page);
  gint64 planned = COUNT ("planned");
  gint64 adopted = COUNT ("adopted");
  guint row = find_row (page, "TH Thanh Tân");

  picture ("themes-adoption");
  g_assert_cmpstr (nh_matrix_get_column (nh_matrix_view_get_matrix (view), 0)->detail, ==, "8/17 trường · 47%");
  nh_matrix_view_set_cursor (view, row, 0);
  press (page, GDK_KEY_Return, 0);
  g_assert_cmpint (COUNT ("planned"), ==, planned + 1);
  press (page, GDK_KEY_Return, 0);
  g_assert_cmpint (COUNT ("planned"), ==, planned);
  g_assert_cmpstr (nh_matrix_get_column (nh_matrix_view_get_matrix (view), 0)->detail, ==, "9/17 trường · 52%");
  fixture_act (f, "undo");
  fixture_act (f, "undo");
  /* A theme of two pilots for all seventeen units, in one step. */
  nh_matrix_view_select (view, 0, 5, 17, 1);
  gtk_widget_activate_action (GTK_WIDGET (page), "board.state", "s", "adopted");
  fixture_settle ();
  picture ("themes-adopted");
  g_assert_cmpint (COUNT ("adopted"), ==, adopted + 17);
  g_assert_cmpstr (nh_matrix_get_column (nh_matrix_view_get_matrix (view), 5)->detail, ==, "17/17 trường · 100%");
  fixture_act (f, "undo");
  g_assert_cmpint (COUNT ("adopted"), ==, adopted);
}

/* A click on what a cluster lacks makes the theme. */
static void
test_coverage (Fixture *f,
               gconstpointer data)
{
  NhBoardPage *page = open_tab (f, "coverage");
  NhMatrixView *view = nh_board_page_get_view (page);
  guint row = find_row (page, "Toán");
  gint64 before = number (f, "SELECT count (*) FROM activity WHERE kind = 'theme'");
  guint n;

  picture ("themes-coverage");
  nh_matrix_view_set_cursor (view, row, 1);
  press (page, GDK_KEY_Return, 0);
  g_assert_cmpint (number (f, "SELECT count (*) FROM activity a JOIN team t ON t.id = a.team WHERE a.kind = 'theme' AND "
                              "a.subject = 'Toán' AND t.name = 'Cụm Hai' AND a.level = 'TH'"), ==, 1);
  g_assert_cmpstr (nh_matrix_get_items (nh_matrix_view_get_matrix (view), row, 1, &n)->style, ==, "good");
  fixture_act (f, "undo");
  g_assert_cmpint (number (f, "SELECT count (*) FROM activity WHERE kind = 'theme'"), ==, before);
}

int
main (int argc,
      char **argv)
{
  window_test_init (argc, argv);
#define ADD(name, func) \
  g_test_add ("/themes-board/" name, Fixture, "sample", fixture_set_up, func, fixture_tear_down)
  ADD ("states", test_states);
  ADD ("coverage", test_coverage);
  return g_test_run ();
}
