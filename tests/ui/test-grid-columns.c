/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The header: sorting, widths, hiding, moving, remembering.
 */
#include "grid-fixture.h"

static void
click_header (GridFixture *f, const char *title)
{
  GtkWidget *header = grid_header (f, title);
  graphene_rect_t bounds;
  g_autofree char *arguments = NULL;

  g_assert_true (gtk_widget_compute_bounds (header, f->window, &bounds));
  arguments = g_strdup_printf ("mousemove %d %d sleep 0.03 mousemove_relative 2 1 click 1",
                               (int)(bounds.origin.x + bounds.size.width / 2),
                               (int)(bounds.origin.y + bounds.size.height / 2));
  grid_xdotool (arguments);
}

static int
width_of (GridFixture *f, const char *title)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (grid_header (f, title), f->window, &bounds));
  return bounds.size.width;
}

static gboolean
has_many (GridFixture *f)
{
  guint first, last, left, right;

  nh_grid_get_selection (f->grid, &first, &last, &left, &right);
  return last > first;
}

/* The first press in the cells after one on a header counts. */
static void
test_click_after_header (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (12);

  nh_grid_set_cursor (f->grid, 0, FAKE_NAME);
  click_header (f, "TT");
  grid_click (f, 4, FAKE_NAME, "click 1");
  grid_assert_cursor (f, 4, FAKE_NAME);
  click_header (f, "TT");
  grid_click (f, 2, FAKE_NAME, "mousedown 1 mousemove_relative 0 10 sleep 0.05 mousemove_relative 0 60 sleep 0.05 mouseup 1");
  grid_assert_cursor (f, 2, FAKE_NAME);
  g_assert_true (has_many (f));
}

static void
test_sort (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (12);
  guint row, column;

  nh_grid_set_cursor (f->grid, 1, FAKE_NAME); /* Trần Văn Minh, the last by name */
  click_header (f, "Họ và tên");
  grid_assert_cell (f, 0, FAKE_NAME, "Đỗ Đức Ẵng");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (grid_header (f, "Họ và tên")),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "sorted ascending");
  nh_grid_get_cursor (f->grid, &row, &column);
  grid_assert_cell (f, row, FAKE_NAME, "Trần Văn Minh"); /* the cursor stays on its record */
  g_assert_cmpuint (row, !=, 1);
  g_assert_cmpuint (column, ==, FAKE_NAME);
  click_header (f, "Họ và tên");
  grid_assert_cell (f, 11, FAKE_NAME, "Đỗ Đức Ẵng");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (grid_header (f, "Họ và tên")),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "sorted descending");
  click_header (f, "Họ và tên");
  grid_assert_cell (f, 0, FAKE_NAME, "Nguyễn Thị Hằng");
  grid_assert_cursor (f, 1, FAKE_NAME);
  click_header (f, "TT"); /* not sortable */
  grid_assert_cell (f, 0, FAKE_NAME, "Nguyễn Thị Hằng");
  grid_keys ("Down");
  grid_assert_cursor (f, 2, FAKE_NAME); /* the focus stayed with the cells */
}

static void
drag_edge (GridFixture *f, const char *title, int by, const char *end)
{
  graphene_rect_t bounds;
  g_autofree char *arguments = NULL;
  int x, y;

  g_assert_true (gtk_widget_compute_bounds (grid_header (f, title), f->window, &bounds));
  x = bounds.origin.x + bounds.size.width - 2;
  y = bounds.origin.y + bounds.size.height / 2;
  arguments = g_strdup_printf ("mousemove %d %d sleep 0.03 mousemove_relative 1 1 "
                               "mousedown 1 mousemove %d %d sleep 0.03 mousemove %d %d %s",
                               x, y, x + 1 + by / 2, y, x + 1 + by, y + 1, end);
  grid_xdotool (arguments);
}

static void
test_resize (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (12);
  int width = width_of (f, "Họ và tên");

  drag_edge (f, "Họ và tên", 60, "mouseup 1");
  g_assert_cmpint (width_of (f, "Họ và tên"), ==, width + 60);
  g_assert_cmpuint (f->n_columns_changed, ==, 1);
  drag_edge (f, "Họ và tên", -150, "mouseup 1");
  g_assert_cmpint (width_of (f, "Họ và tên"), >=, 32);
  g_assert_cmpint (width_of (f, "Họ và tên"), <, width);
  grid_assert_cell (f, 0, FAKE_NAME, "Nguyễn Thị Hằng"); /* it did not sort */
}

/* A double click at the edge makes room for what is on the screen. */
static void
test_fit (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (12);
  int narrow, width;

  drag_edge (f, "Ghi chú", -120, "mouseup 1");
  narrow = width_of (f, "Ghi chú");
  grid_wait (500); /* so that the next press is no double click with the last */
  drag_edge (f, "Ghi chú", 0, "mouseup 1 mousedown 1 mouseup 1");
  width = width_of (f, "Ghi chú");
  g_assert_cmpint (width, >, narrow + 200);
  grid_wait (500);
  for (guint row = 0; row < 12; row++)
    fake_grid_model_set_note (f->model, row, "ngắn");
  nh_grid_set_cursor (f->grid, 0, FAKE_NOTE); /* the edge must be on the screen */
  grid_settle ();
  drag_edge (f, "Ghi chú", 0, "mouseup 1 mousedown 1 mouseup 1");
  g_assert_cmpint (width_of (f, "Ghi chú"), <, width);
}

static char *
state_text (GridFixture *f)
{
  g_autoptr (GVariant) state = g_variant_ref_sink (nh_grid_get_columns_state (f->grid));

  g_assert_cmpstr (g_variant_get_type_string (state), ==, "a(sib)");
  return g_variant_print (state, FALSE);
}

static void
test_state (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);
  g_autofree char *before = NULL, *after = NULL, *again = NULL;
  g_autoptr (GVariant) kept = NULL;

  nh_grid_set_cursor (f->grid, 0, FAKE_NAME);
  nh_grid_set_columns_state (f->grid,
                             g_variant_new_parsed ("[('unit', 150, true), ('nowhere', 10, true), "
                                                   "('kind', 90, false), ('name', 210, true)]"));
  grid_settle ();
  g_assert_cmpint (width_of (f, "Đơn vị"), ==, 150);
  g_assert_false (gtk_widget_get_visible (grid_header (f, "Trạng thái")));
  before = state_text (f);
  g_assert_true (g_str_has_prefix (
      before, "[('unit', 150, true), ('kind', 90, false), ('name', 210, true), ('number',"));
  grid_keys ("ctrl+Home");
  grid_assert_cursor (f, 0, FAKE_UNIT);
  grid_keys ("Right");
  grid_assert_cursor (f, 0, FAKE_NAME); /* past the hidden one */
  nh_grid_set_columns_state (f->grid, g_variant_new_string ("rubbish"));
  after = state_text (f);
  g_assert_cmpstr (after, ==, before);
  /* Another model of the same columns keeps them. */
  nh_grid_set_model (f->grid, NULL);
  nh_grid_set_model (f->grid, NH_GRID_MODEL (f->model));
  again = state_text (f);
  g_assert_cmpstr (again, ==, before);
}

/* Everything hidden would leave no way back. */
static void
test_state_hides_all (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);
  guint row, column;

  nh_grid_set_columns_state (
      f->grid, g_variant_new_parsed ("[('unit', -5, false), ('number', 50, false), ('kind', 90, "
                                     "false), ('name', 210, false), ('count', 2, false), "
                                     "('note', 2, false)]"));
  grid_settle ();
  g_assert_true (nh_grid_get_cursor (f->grid, &row, &column));
  g_assert_cmpuint (column, ==, FAKE_UNIT);
  g_assert_cmpint (width_of (f, "Đơn vị"), >=, 32);
}

static void
test_by_keyboard (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (12);
  g_autofree char *state = NULL;
  int width = width_of (f, "Họ và tên");

  nh_grid_set_cursor (f->grid, 0, FAKE_NUMBER);
  grid_keys ("F6 Right");
  g_assert_true (gtk_widget_is_focus (grid_header (f, "Họ và tên")));
  grid_keys ("Return");
  grid_assert_cell (f, 0, FAKE_NAME, "Đỗ Đức Ẵng");
  grid_keys ("shift+Right alt+Left");
  grid_settle ();
  g_assert_cmpint (width_of (f, "Họ và tên"), ==, width + 10);
  state = state_text (f);
  g_assert_true (g_str_has_prefix (state, "[('name',"));
  grid_keys ("Down");
  grid_assert_cursor (f, 4, FAKE_NAME); /* the cursor's record moved when it was sorted */
  grid_keys ("ctrl+shift+h");
  g_assert_true (gtk_widget_is_focus (grid_header (f, "Họ và tên")));
  grid_keys ("Escape Down");
  grid_assert_cursor (f, 5, FAKE_NAME);
}

/* Hidden by the header's menu, and shown again by the button at its end. */
static void
test_hide (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (12);

  nh_grid_set_cursor (f->grid, 2, FAKE_KIND);
  grid_keys ("F6 Menu");
  grid_wait (300);
  grid_keys ("h");
  grid_wait (300);
  g_assert_false (gtk_widget_get_visible (grid_header (f, "Trạng thái")));
  g_assert_cmpuint (f->n_columns_changed, >, 0);
  grid_keys ("Down");
  grid_assert_cursor (f, 3, FAKE_UNIT); /* the focus is back in the cells */
  click_header (f, "Columns");
  grid_wait (300);
  for (guint i = 0; i < 12 && !gtk_widget_get_visible (grid_header (f, "Trạng thái")); i++)
    {
      GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->window));
      g_autofree char *text = NULL;

      if (g_object_class_find_property (G_OBJECT_GET_CLASS (focus), "text") != NULL)
        g_object_get (focus, "text", &text, NULL);
      grid_keys (g_strcmp0 (text, "Trạng thái") == 0 ? "Return" : "Down");
    }
  g_assert_true (gtk_widget_get_visible (grid_header (f, "Trạng thái")));
}

int
main (int argc, char **argv)
{
  grid_fixture_init (&argc, &argv);
  g_test_add_func ("/grid/columns/sort", test_sort);
  g_test_add_func ("/grid/columns/click-after-header", test_click_after_header);
  g_test_add_func ("/grid/columns/resize", test_resize);
  g_test_add_func ("/grid/columns/fit", test_fit);
  g_test_add_func ("/grid/columns/state", test_state);
  g_test_add_func ("/grid/columns/state-hides-all", test_state_hides_all);
  g_test_add_func ("/grid/columns/by-keyboard", test_by_keyboard);
  g_test_add_func ("/grid/columns/hide", test_hide);
  return g_test_run ();
}
