/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The model changes under the grid: rows come and go, while nothing or something is edited; other
 * models are put in; many rows.
 */
#include "grid-fixture.h"

#include <string.h>

static void
test_rows_change (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (10);

  nh_grid_set_cursor (f->grid, 4, FAKE_NAME);
  grid_keys ("shift+Down");
  fake_grid_model_insert (f->model, 0, "Mới");
  grid_assert_selection (f, 5, 6, 1, 1);
  grid_assert_cursor (f, 5, FAKE_NAME);
  fake_grid_model_delete (f->model, 2);
  grid_assert_selection (f, 4, 5, 1, 1);
  fake_grid_model_delete (f->model, 9);
  grid_assert_cursor (f, 4, FAKE_NAME);
  /* The record under the cursor goes: its place stays. */
  fake_grid_model_delete (f->model, 4);
  grid_assert_cursor (f, 4, FAKE_NAME);
  nh_grid_set_cursor (f->grid, 8, FAKE_NAME);
  grid_assert_cursor (f, 8, FAKE_NAME);
  while (g_list_model_get_n_items (G_LIST_MODEL (f->model)) > 0)
    fake_grid_model_delete (f->model, 0);
  grid_assert_cursor (f, 0, FAKE_NAME);
  grid_settle ();
}

/* Rows move while a cell is edited: the text goes to the record it was begun on. */
static void
test_edit_follows (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (10);

  nh_grid_set_cursor (f->grid, 4, FAKE_NAME);
  grid_type ("Vu An");
  fake_grid_model_insert (f->model, 1, "Chen ngang");
  grid_settle ();
  g_assert_true (nh_grid_is_editing (f->grid));
  g_assert_cmpstr (grid_entry_text (f), ==, "Vu An");
  nh_grid_model_set_sorts (NH_GRID_MODEL (f->model), &(NhGridSort){ FAKE_NAME, TRUE }, 1);
  grid_type ("h");
  grid_keys ("Return");
  nh_grid_model_set_sorts (NH_GRID_MODEL (f->model), NULL, 0);
  grid_assert_cell (f, 4, FAKE_NAME, "Vu Anh");
  grid_assert_cell (f, 5, FAKE_NAME, "Nguyễn Thị Loan");
  g_assert_cmpuint (fake_grid_model_count_stored (f->model), ==, 1);
}

/* The edited record is deleted meanwhile: nothing is stored elsewhere, and the text is not lost. */
static void
test_edited_row_goes (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (4);

  nh_grid_set_cursor (f->grid, 2, FAKE_NAME);
  grid_type ("Vu An");
  fake_grid_model_delete (f->model, 2);
  g_assert_nonnull (f->error);
  grid_keys ("Return");
  g_assert_true (nh_grid_is_editing (f->grid));
  g_assert_cmpstr (grid_entry_text (f), ==, "Vu An");
  g_assert_nonnull (strstr (f->error, "gone"));
  grid_assert_cell (f, 2, FAKE_NAME, "Phạm Thu Vinh");
  g_assert_cmpuint (fake_grid_model_count_stored (f->model), ==, 0);
  grid_keys ("Escape");
  g_assert_false (nh_grid_is_editing (f->grid));
  g_assert_null (f->error);
}

static void
test_swap (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (10);
  g_autoptr (FakeGridModel) other = fake_grid_model_new (100);
  g_autoptr (FakeReadOnlyModel) third = fake_read_only_model_new (3);

  nh_grid_set_cursor (f->grid, 4, FAKE_NAME);
  grid_type ("Vu An");
  nh_grid_set_model (f->grid, NH_GRID_MODEL (other));
  grid_assert_cell (f, 4, FAKE_NAME, "Vu An"); /* stored where it was begun */
  g_assert_cmpuint (fake_grid_model_count_stored (other), ==, 0);
  grid_assert_cursor (f, 4, FAKE_NAME);
  g_assert_true (nh_grid_get_model (f->grid) == NH_GRID_MODEL (other));
  nh_grid_set_cursor (f->grid, 90, FAKE_COUNT);
  grid_type ("abc"); /* refused: it stays marked on its record */
  nh_grid_set_model (f->grid, NULL);
  grid_settle ();
  grid_keys ("Down a F2 Return Tab");
  nh_grid_set_model (f->grid, NH_GRID_MODEL (third));
  grid_settle ();
  grid_assert_cursor (f, 0, 0);
  nh_grid_set_model (f->grid, NH_GRID_MODEL (other));
  nh_grid_set_cursor (f->grid, 90, FAKE_COUNT);
  g_assert_nonnull (f->error);
}

static void
test_read_only (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (1);
  g_autoptr (FakeReadOnlyModel) model = fake_read_only_model_new (3);
  g_autofree char *text = NULL;

  nh_grid_set_model (f->grid, NH_GRID_MODEL (model));
  gtk_widget_grab_focus (GTK_WIDGET (f->grid));
  grid_keys ("a F2 Delete ctrl+v ctrl+d ctrl+minus ctrl+Insert Down Down Down Down");
  grid_assert_cursor (f, 2, 0); /* there is no hint row */
  g_assert_false (nh_grid_is_editing (f->grid));
  grid_keys ("ctrl+c");
  text = grid_clipboard_text (f);
  g_assert_cmpstr (text, ==, "10:02\r\n");
  nh_grid_set_model (f->grid, NH_GRID_MODEL (f->model));
}

/* 400,000 rows: the far end is drawn, and no more rows are asked for than are seen. */
static void
test_many_rows (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (400000);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (f->grid));
  guint visible = 600 / 24 + 2;

  g_assert_cmpuint (fake_grid_model_count_asked (f->model), <=, visible);
  fake_grid_model_reset_asked (f->model);
  grid_keys ("ctrl+End");
  g_assert_cmpuint (fake_grid_model_count_asked (f->model), <=, visible);
  g_assert_cmpuint (fake_grid_model_count_asked (f->model), >, 10);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 9e6);
  grid_type ("ghi chu cuoi");
  grid_keys ("Return");
  grid_assert_cell (f, 399999, FAKE_NOTE, "ghi chu cuoi");
  fake_grid_model_reset_asked (f->model);
  gtk_adjustment_set_value (adjustment, 5e6);
  grid_settle ();
  g_assert_cmpuint (fake_grid_model_count_asked (f->model), <=, visible + 1);
  /* A cell that did not change is not asked for again. */
  fake_grid_model_reset_asked (f->model);
  gtk_widget_queue_draw (GTK_WIDGET (f->grid));
  grid_settle ();
  g_assert_cmpuint (fake_grid_model_count_asked (f->model), ==, 0);
}

/* Rows that come above the screen don't move what is on it. */
static void
test_screen_stays (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (1000);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (f->grid));
  double before;

  nh_grid_set_cursor (f->grid, 500, FAKE_NAME);
  grid_settle ();
  before = gtk_adjustment_get_value (adjustment);
  fake_grid_model_insert (f->model, 3, "Mới");
  grid_settle ();
  grid_assert_cursor (f, 501, FAKE_NAME);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, before + 10);
  fake_grid_model_delete (f->model, 3);
  grid_settle ();
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, before);
}

int
main (int argc, char **argv)
{
  grid_fixture_init (&argc, &argv);
  g_test_add_func ("/grid/model/rows-change", test_rows_change);
  g_test_add_func ("/grid/model/edit-follows", test_edit_follows);
  g_test_add_func ("/grid/model/edited-row-goes", test_edited_row_goes);
  g_test_add_func ("/grid/model/swap", test_swap);
  g_test_add_func ("/grid/model/read-only", test_read_only);
  g_test_add_func ("/grid/model/many-rows", test_many_rows);
  g_test_add_func ("/grid/model/screen-stays", test_screen_stays);
  return g_test_run ();
}
