/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing in a plan through an input method that answers late. It is the one of all texts here, so
 * these tests have a program of their own.
 */
#include "fake-telex.h"
#include "grid-fixture.h"
#include "plan-editor-fixture.h"

/* Words that an input method composes survive what others do meanwhile. */
static void
test_input_method (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = { NULL };
  gint64 first;

  page_open (&page, f, "p một\ntable deadlines\np ");
  first = nh_plan_text_get_block (page.text, 0)->id;
  nh_plan_editor_set_cursor (page.editor, 2, 0);
  grid_keys ("d d a a");
  grid_wait (150);
  fixture_set (f->workbook, "block", first, "text", "một khác");
  fixture_create (f->workbook, "deadline", "what", "Báo cáo", "rule", "on", "due", "15/1/2024", NULL);
  grid_wait (100);
  grid_keys ("s y");
  grid_wait (150);
  grid_keys ("space");
  grid_wait (150);
  plan_text_assert (page.text, "p một khác\ntable deadlines\np đấy ");
  grid_keys ("d d i Return d d e e m Tab");
  grid_wait (500);
  plan_text_assert (page.text, "p một khác\ntable deadlines\np đấy đi\nb1 đêm");
  /* A label typed where its own kind is already is not kept as text. */
  grid_keys ("Return minus space a a n space");
  grid_wait (500);
  g_assert_cmpuint (fake_telex_count_lost (), ==, 0);
  plan_text_assert (page.text, "p một khác\ntable deadlines\np đấy đi\nb1 đêm\nb1 ân ");
  grid_keys ("Return Return minus space o o n shift+Return");
  grid_wait (400);
  grid_keys ("a space");
  grid_wait (300);
  plan_text_assert (page.text, "p một khác\ntable deadlines\np đấy đi\nb1 đêm\nb1 ân \nb1 ôn\xe2\x80\xa8" "a ");
  grid_keys ("ctrl+b d d i BackSpace ctrl+b space");
  grid_wait (600);
  plan_text_assert (page.text,
                    "p một khác\ntable deadlines\np đấy đi\nb1 đêm\nb1 ân \nb1 ôn\xe2\x80\xa8" "a <b>đ</b> ");
  g_assert_cmpuint (fake_telex_count_lost (), ==, 0);
}

int
main (int argc, char **argv)
{
  grid_fixture_init (&argc, &argv);
  fake_telex_register ();
  g_test_add ("/ui/plan-editor-im/words", Fixture, NULL, fixture_set_up, test_input_method, fixture_tear_down);
  return g_test_run ();
}
