/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Typing through an input method that answers late. What must not happen is that the first key of
 * a cell is lost, or goes elsewhere, because the editor comes into being by it.
 */
#include "grid-fixture.h"

#include "fake-telex.h"

static GridFixture *
fixture_with_telex (guint n_rows)
{
  GridFixture *f = grid_fixture_new (n_rows);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (f->grid));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_ENTRY (child))
      g_object_set (child, "im-module", FAKE_TELEX_NAME, NULL);
  grid_settle ();
  return f;
}

static void
keys (const char *names)
{
  grid_keys (names);
  grid_wait (120); /* for the answers of the input method */
}

static void
test_first_key (void)
{
  g_autoptr (GridFixture) f = fixture_with_telex (5);

  keys ("Right");
  keys ("d d a a s y");
  g_assert_true (nh_grid_is_editing (f->grid));
  grid_assert_cell (f, 0, FAKE_NAME, "Nguyễn Thị Hằng");
  keys ("Return");
  grid_assert_cell (f, 0, FAKE_NAME, "đấy");
  grid_assert_cursor (f, 1, FAKE_NAME);
  g_assert_cmpuint (fake_telex_count_lost (), ==, 0);
}

/* At once after a move, before the entries have changed turns, and in the midst of it. */
static void
test_after_move (void)
{
  g_autoptr (GridFixture) f = fixture_with_telex (30);

  keys ("Right");
  for (guint i = 0; i < 20; i++)
    {
      guint row, column;

      grid_keys ("Down");
      grid_wait (i * 8);
      keys ("a a n space o o");
      keys ("Tab");
      nh_grid_get_cursor (f->grid, &row, &column);
      g_assert_cmpuint (row, ==, i + 1);
      grid_assert_cell (f, row, FAKE_NAME, "ân ô");
      keys ("Left");
    }
  g_assert_cmpuint (fake_telex_count_lost (), ==, 0);
}

/* Moves and words in one run of keys, as fast typists do it. */
static void
test_fast (void)
{
  g_autoptr (GridFixture) f = fixture_with_telex (10);

  keys ("Right");
  grid_keys ("d d i Return d d e e m Return a s Tab");
  grid_wait (600);
  grid_assert_cell (f, 0, FAKE_NAME, "đi");
  grid_assert_cell (f, 1, FAKE_NAME, "đêm");
  grid_assert_cell (f, 2, FAKE_NAME, "á");
  grid_assert_cursor (f, 2, FAKE_KIND);
  g_assert_cmpuint (fake_telex_count_lost (), ==, 0);
}

/* A click elsewhere ends the word that was not yet finished, and stores it. */
static void
test_click_ends_word (void)
{
  g_autoptr (GridFixture) f = fixture_with_telex (10);

  keys ("Right");
  keys ("d d a a");
  grid_click (f, 3, 1, "click 1");
  grid_wait (120);
  grid_assert_cell (f, 0, FAKE_NAME, "đâ");
  grid_assert_cursor (f, 3, FAKE_NAME);
}

static gboolean
list_is_open (GridFixture *f)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (f->grid));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child) && gtk_widget_get_mapped (child))
      return TRUE;
  return FALSE;
}

/* Proposals come for the word that the input method still holds. */
static void
test_proposals (void)
{
  g_autoptr (GridFixture) f = fixture_with_telex (10);

  nh_grid_set_cursor (f->grid, 0, FAKE_UNIT);
  grid_wait (200);
  keys ("y e n");
  g_assert_true (list_is_open (f));
  g_assert_cmpstr (grid_entry_text (f), ==, ""); /* nothing is committed yet */
  keys ("x");
  g_assert_false (list_is_open (f)); /* "yenx" is found nowhere */
  keys ("Escape");
  grid_assert_cell (f, 0, FAKE_UNIT, "THCS An Lập");
  keys ("y e n");
  keys ("Return");
  grid_assert_cell (f, 0, FAKE_UNIT, "THCS Yên Định");
}

/* A preedit alone shows the editor. */
static void
test_preedit_opens (void)
{
  g_autoptr (GridFixture) f = fixture_with_telex (10);

  keys ("Right");
  keys ("d");
  g_assert_true (nh_grid_is_editing (f->grid));
  g_assert_cmpfloat (gtk_widget_get_opacity (grid_entry (f)), ==, 1);
  keys ("Escape");
  g_assert_false (nh_grid_is_editing (f->grid));
  grid_assert_cell (f, 0, FAKE_NAME, "Nguyễn Thị Hằng");
}

int
main (int argc, char **argv)
{
  grid_fixture_init (&argc, &argv);
  fake_telex_register ();
  g_test_add_func ("/grid/im/first-key", test_first_key);
  g_test_add_func ("/grid/im/after-move", test_after_move);
  g_test_add_func ("/grid/im/fast", test_fast);
  g_test_add_func ("/grid/im/click-ends-word", test_click_ends_word);
  g_test_add_func ("/grid/im/proposals", test_proposals);
  g_test_add_func ("/grid/im/preedit-opens", test_preedit_opens);
  return g_test_run ();
}
