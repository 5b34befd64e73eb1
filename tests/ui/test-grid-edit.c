/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Editing in the grid: typing, refusals, choices, references, the row to add to.
 */
#include "grid-fixture.h"

static void
test_type_replaces (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);

  grid_keys ("Right");
  grid_type ("Vu An");
  g_assert_true (nh_grid_is_editing (f->grid));
  g_assert_cmpstr (grid_entry_text (f), ==, "Vu An");
  grid_assert_cell (f, 0, FAKE_NAME, "Nguyễn Thị Hằng");
  grid_keys ("Tab");
  grid_assert_cell (f, 0, FAKE_NAME, "Vu An");
  grid_assert_cursor (f, 0, FAKE_KIND);
  grid_keys ("Left Down");
  grid_type ("Le B");
  grid_keys ("Return");
  grid_assert_cell (f, 1, FAKE_NAME, "Le B");
  grid_assert_cursor (f, 2, FAKE_NAME);
  grid_type ("Ca");
  grid_keys ("Down"); /* arrows leave a cell that was typed into */
  grid_assert_cell (f, 2, FAKE_NAME, "Ca");
  grid_assert_cursor (f, 3, FAKE_NAME);
}

static void
test_edit_in_place (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);

  grid_keys ("Right F2");
  g_assert_cmpstr (grid_entry_text (f), ==, "Nguyễn Thị Hằng");
  grid_keys ("Left BackSpace");
  grid_assert_cursor (f, 0, FAKE_NAME);
  grid_keys ("Return");
  grid_assert_cell (f, 0, FAKE_NAME, "Nguyễn Thị Hằg");
  grid_keys ("F2");
  grid_type ("xyz");
  grid_keys ("Escape");
  g_assert_false (nh_grid_is_editing (f->grid));
  grid_assert_cell (f, 1, FAKE_NAME, "Trần Văn Minh");
  g_assert_cmpuint (fake_grid_model_count_stored (f->model), ==, 1);
  /* An edit that changes nothing stores nothing. */
  grid_keys ("F2 Return");
  g_assert_cmpuint (fake_grid_model_count_stored (f->model), ==, 1);
  grid_click (f, 3, 1, "click --repeat 2 --delay 40 1");
  g_assert_true (nh_grid_is_editing (f->grid));
  g_assert_cmpstr (grid_entry_text (f), ==, "Phạm Thu Vinh");
}

static void
test_refused (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);

  nh_grid_set_cursor (f->grid, 1, FAKE_COUNT);
  grid_type ("nhieu");
  grid_keys ("Return");
  g_assert_cmpstr (f->error, ==, "Số tiết phải là một số.");
  g_assert_true (nh_grid_is_editing (f->grid));
  g_assert_cmpstr (grid_entry_text (f), ==, "nhieu");
  grid_assert_cursor (f, 1, FAKE_COUNT);
  grid_assert_cell (f, 1, FAKE_COUNT, "7");
  grid_keys ("Escape");
  g_assert_false (nh_grid_is_editing (f->grid));
  g_assert_null (f->error);
  grid_assert_cell (f, 1, FAKE_COUNT, "7");
}

/* Going elsewhere leaves a refused text in its cell; it can be corrected or taken back later. */
static void
test_draft (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);

  nh_grid_set_cursor (f->grid, 1, FAKE_COUNT);
  grid_type ("12x");
  grid_click (f, 3, 1, "click 1");
  grid_assert_cursor (f, 3, FAKE_NAME);
  g_assert_false (nh_grid_is_editing (f->grid));
  g_assert_null (f->error);
  grid_click (f, 1, 4, "click 1");
  g_assert_cmpstr (f->error, ==, "Số tiết phải là một số.");
  grid_keys ("F2");
  g_assert_cmpstr (grid_entry_text (f), ==, "12x");
  grid_keys ("BackSpace Return");
  grid_assert_cell (f, 1, FAKE_COUNT, "12");
  g_assert_null (f->error);
  grid_type ("zz");
  grid_click (f, 0, 1, "click 1");
  grid_click (f, 2, 4, "click 1");
  g_assert_nonnull (f->error);
  grid_keys ("Escape F2");
  g_assert_cmpstr (grid_entry_text (f), ==, "14");
}

static void
test_focus_leaves (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);

  grid_keys ("Right");
  grid_type ("Vu An");
  gtk_widget_grab_focus (f->outside);
  grid_settle ();
  grid_assert_cell (f, 0, FAKE_NAME, "Vu An");
  g_assert_false (nh_grid_is_editing (f->grid));
}

static void
test_choice (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);

  nh_grid_set_cursor (f->grid, 0, FAKE_KIND);
  grid_keys ("alt+Down Down Down Return"); /* kế hoạch is the present one */
  grid_assert_cell (f, 0, FAKE_KIND, "trễ hạn");
  grid_assert_cursor (f, 1, FAKE_KIND);
  grid_type ("hoach"); /* without marks, from within */
  grid_keys ("Return");
  grid_assert_cell (f, 1, FAKE_KIND, "kế hoạch");
  grid_keys ("F2 Escape");
  if (nh_grid_is_editing (f->grid))
    grid_keys ("Escape");
  grid_assert_cell (f, 2, FAKE_KIND, "trễ hạn");
  grid_assert_cursor (f, 2, FAKE_KIND);
}

static void
test_reference (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);

  nh_grid_set_cursor (f->grid, 0, FAKE_UNIT);
  grid_type ("hoa loc");
  grid_keys ("Tab");
  grid_assert_cell (f, 0, FAKE_UNIT, "THCS Hòa Lộc");
  nh_grid_set_cursor (f->grid, 1, FAKE_UNIT);
  grid_type ("tan");
  grid_keys ("Down Return");
  grid_assert_cell (f, 1, FAKE_UNIT, "TH Tân Mỹ");
  /* Esc closes the list: the text is meant as typed. */
  nh_grid_set_cursor (f->grid, 2, FAKE_UNIT);
  grid_type ("tan");
  grid_keys ("Escape Return");
  grid_assert_cell (f, 2, FAKE_UNIT, "tan");
  nh_grid_set_cursor (f->grid, 3, FAKE_UNIT);
  grid_type ("Truong moi");
  grid_keys ("Return");
  grid_assert_cell (f, 3, FAKE_UNIT, "Truong moi");
}

/* A click in the list takes the proposal; the press must not count as one outside the edit. The
 * mouse moves within the list before it clicks, as a hand does: GDK loses a click that follows
 * the jump from one surface to another. */
static void
test_click_choice (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (20);

  for (guint row = 0; row < 10; row++)
    {
      nh_grid_set_cursor (f->grid, row, FAKE_UNIT);
      grid_keys ("alt+Down");
      grid_wait (100);
      grid_click (f, row + 3, FAKE_UNIT, "sleep 0.03");
      grid_click (f, row + 2, FAKE_UNIT, "sleep 0.03 mousemove_relative -- 3 1 sleep 0.03 click 1");
      grid_assert_cell (f, row, FAKE_UNIT, "THCS Hòa Lộc");
      g_assert_false (nh_grid_is_editing (f->grid));
      grid_assert_cursor (f, row, FAKE_UNIT);
    }
}

static void
test_not_editable (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);

  grid_type ("9");
  g_assert_false (nh_grid_is_editing (f->grid));
  g_assert_nonnull (f->error);
  grid_keys ("F2 Right");
  g_assert_null (f->error);
  g_assert_cmpuint (fake_grid_model_count_stored (f->model), ==, 0);
}

static void
test_append (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (3);

  nh_grid_set_cursor (f->grid, 3, FAKE_NAME);
  grid_type ("Moi");
  grid_keys ("Tab");
  grid_assert_cell (f, 3, FAKE_NAME, "Moi");
  grid_assert_cursor (f, 3, FAKE_KIND);
  grid_keys ("Tab");
  grid_type ("an lap");
  grid_keys ("Return");
  grid_assert_cell (f, 3, FAKE_UNIT, "THCS An Lập");
  grid_assert_cursor (f, 4, FAKE_NAME); /* ready for the next record */
  grid_keys ("F2 Return");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, 4);
  nh_grid_set_cursor (f->grid, 4, FAKE_COUNT);
  grid_type ("x");
  grid_keys ("Return");
  g_assert_nonnull (f->error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, 4);
  grid_keys ("Escape Home Up Up ctrl+Insert"); /* goes there; nothing is stored yet */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, 4);
  grid_assert_cursor (f, 4, FAKE_NAME);
}

/* What assistive technology hears about a cell. */
static void
test_accessible (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (f->grid), GTK_ACCESSIBLE_ROLE_GRID);
  grid_keys ("Down Right");
  grid_wait (200);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (grid_entry (f)), GTK_ACCESSIBLE_ROLE_GRID_CELL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (grid_entry (f)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Họ và tên: Trần Văn Minh");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (grid_entry (f)),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "row 2 / 5");
  nh_grid_set_cursor (f->grid, 1, FAKE_COUNT);
  grid_type ("x");
  grid_keys ("Return");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (grid_entry (f)),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "row 2 / 5. Số tiết phải là một số.");
}

int
main (int argc, char **argv)
{
  grid_fixture_init (&argc, &argv);
  g_test_add_func ("/grid/edit/type-replaces", test_type_replaces);
  g_test_add_func ("/grid/edit/in-place", test_edit_in_place);
  g_test_add_func ("/grid/edit/refused", test_refused);
  g_test_add_func ("/grid/edit/draft", test_draft);
  g_test_add_func ("/grid/edit/focus-leaves", test_focus_leaves);
  g_test_add_func ("/grid/edit/choice", test_choice);
  g_test_add_func ("/grid/edit/reference", test_reference);
  g_test_add_func ("/grid/edit/click-choice", test_click_choice);
  g_test_add_func ("/grid/edit/not-editable", test_not_editable);
  g_test_add_func ("/grid/edit/append", test_append);
  g_test_add_func ("/grid/edit/accessible", test_accessible);
  return g_test_run ();
}
