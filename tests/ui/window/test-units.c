/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The screen of units: the tree of a day, and the dialog that ends a unit.
 */
#include "window-fixture.h"

#include "model/nh-unit-history.h"
#include "ui/units/nh-units-page.h"

#define OFFICE "Phòng GDĐT huyện Dầu Tiếng"

static NhUnitsPage *
go_to_units (Fixture *f)
{
  NhGridScreen *list = fixture_go (f, "units");

  return NH_UNITS_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (list), NH_TYPE_UNITS_PAGE));
}

static NhGridModel *
tree_of (NhUnitsPage *page)
{
  return NH_GRID_MODEL (nh_unit_tree_get_model (nh_units_page_get_tree (page)));
}

static guint
column_of (NhGridModel *model,
           const char *id)
{
  for (guint i = 0; i < nh_grid_model_get_n_columns (model); i++)
    if (g_str_equal (nh_grid_model_get_column (model, i)->id, id))
      return i;
  g_assert_not_reached ();
}

static guint
find_row (NhGridModel *model,
          const char *name)
{
  for (guint row = 0; row < g_list_model_get_n_items (G_LIST_MODEL (model)); row++)
    {
      g_autofree char *text = nh_grid_model_get_text (model, row, column_of (model, "name"));

      if (g_str_equal (text, name))
        return row;
    }
  return G_MAXUINT;
}

static void
assert_cell (NhGridModel *model,
             guint row,
             const char *column,
             const char *wanted)
{
  g_autofree char *text = nh_grid_model_get_text (model, row, column_of (model, column));

  g_assert_cmpstr (text, ==, wanted);
}

static guint
n_rows (NhGridModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static void
test_tree (Fixture *f,
           gconstpointer data)
{
  NhUnitsPage *page = go_to_units (f);
  NhGridModel *tree = tree_of (page);
  NhGridBranch branch;
  guint depth;
  guint office;
  guint all;

  nh_units_page_set_view (page, TRUE);
  fixture_settle ();
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Cây đơn vị"));
  office = find_row (tree, OFFICE);
  all = n_rows (tree);
  assert_cell (tree, office, "schools", "17");
  assert_cell (tree, office, "kind", "Phòng GDĐT");
  g_assert_true (nh_grid_model_get_branch (tree, office, column_of (tree, "name"), &depth, &branch));
  g_assert_cmpuint (depth, ==, 1);
  g_assert_cmpint (branch, ==, NH_GRID_OPEN);
  /* Left closes it: its schools are out of sight, and a search finds them in any case. */
  nh_grid_set_cursor (nh_unit_tree_get_grid (nh_units_page_get_tree (page)), office, 0);
  nh_grid_model_set_open (tree, office, FALSE);
  g_assert_cmpuint (n_rows (tree), ==, all - 17);
  nh_unit_tree_model_set_find (nh_unit_tree_get_model (nh_units_page_get_tree (page)), "hoa loc");
  g_assert_cmpuint (n_rows (tree), ==, 3);
  assert_cell (tree, 1, "name", OFFICE);
  assert_cell (tree, 2, "name", "Trường Tiểu học Hòa Lộc");
  nh_unit_tree_model_set_find (nh_unit_tree_get_model (nh_units_page_get_tree (page)), "");
  nh_grid_model_set_open (tree, office, TRUE);
  g_assert_cmpuint (n_rows (tree), ==, all);
  /* Enter goes to the row that can be edited. */
  nh_units_page_go_to (page, nh_grid_model_get_id (tree, office));
  fixture_settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (nh_units_page_get_list (page))));
  g_assert_cmpint (nh_grid_screen_get_record (nh_units_page_get_list (page)), ==, nh_grid_model_get_id (tree, office));
}

static void
test_day (Fixture *f,
          gconstpointer data)
{
  NhUnitsPage *page = go_to_units (f);
  NhGridModel *tree = tree_of (page);
  g_autoptr (GError) error = NULL;
  gint64 school = nh_workbook_find (f->workbook, nh_entity_find ("unit"), "TH Hòa Lộc", &error);
  const NhUnitChange change = { .name = "Trường Tiểu học Hòa Lộc Một" };

  g_assert_true (nh_unit_change (f->workbook, school, nh_day_from_ymd (2024, 9, 1), &change, NULL, &error));
  g_assert_no_error (error);
  nh_units_page_set_day (page, nh_day_from_ymd (2024, 8, 31));
  fixture_settle ();
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Danh sách tại ngày 31/8/2024 · chỉ xem"));
  g_assert_cmpuint (find_row (tree, "Trường Tiểu học Hòa Lộc"), !=, G_MAXUINT);
  g_assert_cmpuint (find_row (tree, "Trường Tiểu học Hòa Lộc Một"), ==, G_MAXUINT);
  nh_units_page_set_view (page, TRUE);
  nh_units_page_set_day (page, nh_day_from_ymd (2024, 9, 1));
  fixture_settle ();
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Cây ngày 01/9/2024 · chỉ xem"));
  g_assert_cmpuint (find_row (tree, "Trường Tiểu học Hòa Lộc Một"), !=, G_MAXUINT);
  /* Today nothing is closed to the hand. */
  nh_units_page_set_day (page, nh_unit_today ());
  nh_units_page_set_view (page, FALSE);
  fixture_settle ();
  g_assert_false (fixture_shows (GTK_WIDGET (f->window), "chỉ xem"));
  /* The inspector tells the history. */
  nh_units_page_go_to (page, school);
  fixture_settle ();
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Đổi tên từ “Trường Tiểu học Hòa Lộc” thành “Trường Tiểu học "
                                                        "Hòa Lộc Một”"));
}

static GtkWidget *
find_dialog (Fixture *f)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (f->window))
      return l->data;
  return NULL;
}

static GtkWidget *
find_entry (GtkWidget *root,
            const char *placeholder)
{
  if (GTK_IS_ENTRY (root) && g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (root)), placeholder) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child, placeholder);

      if (found)
        return found;
    }
  return NULL;
}

static void
type (GtkWidget *dialog,
      const char *placeholder,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_entry (dialog, placeholder)), text);
  fixture_settle ();
}

static void
test_close (Fixture *f,
            gconstpointer data)
{
  NhUnitsPage *page = go_to_units (f);
  NhGridScreen *list = nh_units_page_get_list (page);
  guint row = fixture_find_row (list, "name", OFFICE);
  GtkWidget *dialog;
  GtkWidget *button;
  NhGridModel *tree = tree_of (page);

  nh_grid_set_cursor (nh_grid_screen_get_grid (list), row, 0);
  fixture_act (f, "unit-close");
  dialog = find_dialog (f);
  g_assert_nonnull (dialog);
  button = fixture_find (dialog, GTK_TYPE_BUTTON, "_Kết thúc hoạt động");
  g_assert_true (fixture_shows (dialog, "Gõ ngày cuối cùng của “" OFFICE "”, ví dụ 30/6/2025."));
  g_assert_false (gtk_widget_get_sensitive (button));
  type (dialog, "ví dụ 30/6/2025", "30/6/2025");
  g_assert_true (fixture_shows (dialog, "17 đơn vị chưa có nơi chuyển về"));
  type (dialog, "một đơn vị, hoặc xã, phường như “xã Minh Thạnh”", "TH Không Có");
  g_signal_emit_by_name (fixture_find (dialog, GTK_TYPE_BUTTON, "Điề_n"), "clicked");
  g_assert_true (fixture_shows (dialog, "“TH Không Có” không phải xã, phường"));
  type (dialog, "một đơn vị, hoặc xã, phường như “xã Minh Thạnh”", "xã Minh Thạnh");
  g_signal_emit_by_name (fixture_find (dialog, GTK_TYPE_BUTTON, "Điề_n"), "clicked");
  fixture_settle ();
  g_assert_true (fixture_shows (dialog, "17 đơn vị chuyển đi từ ngày 01/7/2025; số nơi nhận: 1. Lập mới 1 phòng."));
  g_assert_true (fixture_shows (dialog, "2 người"));
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  fixture_settle ();
  g_assert_null (find_dialog (f));
  nh_units_page_set_view (page, TRUE);
  nh_units_page_set_day (page, nh_day_from_ymd (2025, 7, 1));
  fixture_settle ();
  assert_cell (tree, find_row (tree, "Phòng Văn hóa - Xã hội xã Minh Thạnh"), "schools", "17");
  assert_cell (tree, find_row (tree, OFFICE), "time", "đến 30/6/2025");
  g_assert_nonnull (fixture_find (GTK_WIDGET (f->window), GTK_TYPE_BUTTON,
                                  "Hoàn tác: Kết thúc hoạt động đơn vị (Ctrl+Z)"));
  fixture_act (f, "undo");
  fixture_settle ();
  g_assert_cmpuint (find_row (tree, "Phòng Văn hóa - Xã hội xã Minh Thạnh"), ==, G_MAXUINT);
  assert_cell (tree, find_row (tree, OFFICE), "schools", "17");
}

static void
test_move_by_keys (Fixture *f,
                   gconstpointer data)
{
  NhUnitsPage *page = go_to_units (f);
  NhUnitTree *tree = nh_units_page_get_tree (page);
  NhGridModel *rows = tree_of (page);
  g_autoptr (GArray) selected = NULL;
  guint row;
  GtkWidget *dialog;

  nh_units_page_set_view (page, TRUE);
  fixture_settle ();
  row = find_row (rows, "Trường Tiểu học Hòa Lộc");
  nh_grid_set_cursor (nh_unit_tree_get_grid (tree), row, 0);
  selected = nh_units_page_get_selected (page);
  g_assert_cmpuint (selected->len, ==, 1);
  fixture_act (f, "unit-move");
  dialog = find_dialog (f);
  type (dialog, "đơn vị quản lý; để trống: không có", "Phòng GDĐT huyện Cẩm Giàng");
  g_assert_true (fixture_shows (dialog, "Sửa cho đúng, không ghi lịch sử"));
  type (dialog, "ngày đầu tiên; để trống: sửa cho đúng", "1/9/2024");
  g_assert_true (fixture_shows (dialog, "Từ ngày 01/9/2024 thuộc Phòng GDĐT huyện Cẩm Giàng"));
  g_signal_emit_by_name (fixture_find (dialog, GTK_TYPE_BUTTON, "_Chuyển"), "clicked");
  fixture_settle ();
  row = find_row (rows, "Trường Tiểu học Hòa Lộc");
  assert_cell (rows, row, "parent", "Phòng GDĐT huyện Cẩm Giàng");
}

int
main (int argc,
      char **argv)
{
  g_setenv ("LANGUAGE", "vi", TRUE);
  window_test_init (argc, argv);
#define ADD(name, func) g_test_add ("/units/" name, Fixture, "sample", fixture_set_up, func, fixture_tear_down)
  ADD ("tree", test_tree);
  ADD ("day", test_day);
  ADD ("close", test_close);
  ADD ("move", test_move_by_keys);
  return g_test_run ();
}
