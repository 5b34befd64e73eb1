/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The buffer of the plan's editor: what is typed and deleted there, and what the text says then.
 */
#include <glib/gi18n.h>
#include <string.h>

#include "plan-text-fixture.h"
#include "ui/plan/nh-plan-editor-buffer.h"

typedef struct
{
  Fixture *f;
  NhPlanText *text;
  NhPlanBuffer *plan;
  GtkTextBuffer *buffer;
} Page;

static Page
page_new (Fixture *f, const char *blocks)
{
  Page page = { f, plan_text_new (f, blocks) };

  page.plan = nh_plan_buffer_new (page.text);
  page.buffer = GTK_TEXT_BUFFER (page.plan);
  nh_plan_buffer_load (page.plan);
  return page;
}

static void
page_clear (Page *page)
{
  g_clear_object (&page->plan);
  g_clear_object (&page->text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

/* One line for each block, reading what the block reads. */
static void
assert_same (Page *page)
{
  guint n = nh_plan_text_get_n_blocks (page->text);

  g_assert_cmpint (gtk_text_buffer_get_line_count (page->buffer), ==, MAX (1, n));
  for (guint i = 0; i < n; i++)
    {
      NhBlock *block = nh_plan_text_get_block (page->text, i);
      gboolean words = block->kind == NH_BLOCK_PARAGRAPH || block->kind == NH_BLOCK_HEADING || block->kind == NH_BLOCK_BULLET;
      GtkTextIter start, end;
      g_autofree char *line = NULL;

      gtk_text_buffer_get_iter_at_line (page->buffer, &start, i);
      end = start;
      if (!gtk_text_iter_ends_line (&end))
        gtk_text_iter_forward_to_line_end (&end);
      line = gtk_text_iter_get_slice (&start, &end);
      g_assert_cmpstr (line, ==, words ? nh_rich_text_get_text (block->text) : NH_RICH_TEXT_OBJECT_UTF8);
      g_assert_cmpint (nh_plan_buffer_get_block (page->plan, i)->id, ==, block->id);
      g_assert_true ((nh_plan_buffer_get_anchor (page->plan, i) != NULL) == !words);
    }
}

static void
assert_text (Page *page, const char *blocks)
{
  plan_text_assert (page->text, blocks);
  assert_same (page);
}

static void
place (Page *page, guint line, int chars)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (page->buffer, &iter, line, chars);
  gtk_text_buffer_place_cursor (page->buffer, &iter);
}

static void
assert_cursor (Page *page, int line, int chars)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (page->buffer, &iter, gtk_text_buffer_get_insert (page->buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&iter), ==, line);
  g_assert_cmpint (gtk_text_iter_get_line_offset (&iter), ==, chars);
}

static void
type_all (Page *page, const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    gtk_text_buffer_insert_interactive_at_cursor (page->buffer, p, g_utf8_next_char (p) - p, TRUE);
}

static void
backspace (Page *page)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (page->buffer, &iter, gtk_text_buffer_get_insert (page->buffer));
  gtk_text_buffer_backspace (page->buffer, &iter, TRUE, TRUE);
}

static void
choose (Page *page, guint line, int chars, guint end_line, int end_chars)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line_offset (page->buffer, &start, line, chars);
  gtk_text_buffer_get_iter_at_line_offset (page->buffer, &end, end_line, end_chars);
  gtk_text_buffer_select_range (page->buffer, &end, &start);
}

/* As the view does it when a letter comes while something is selected. */
static void
type_over (Page *page, const char *text)
{
  gtk_text_buffer_begin_user_action (page->buffer);
  gtk_text_buffer_delete_selection (page->buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (page->buffer, text, -1, TRUE);
  gtk_text_buffer_end_user_action (page->buffer);
}

static void
undo (Page *page)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nh_plan_text_store (page->text, &error));
  g_assert_no_error (error);
  fixture_undo (page->f->workbook);
}

static void
test_typing (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = page_new (f, "");

  assert_text (&page, "");
  type_all (&page, "Đoạn một");
  assert_text (&page, "p Đoạn một");
  type_all (&page, "\nĐoạn hai");
  assert_text (&page, "p Đoạn một\np Đoạn hai");
  place (&page, 0, 4);
  type_all (&page, "\n");
  assert_text (&page, "p Đoạn\np  một\np Đoạn hai");
  backspace (&page);
  assert_text (&page, "p Đoạn một\np Đoạn hai");
  place (&page, 1, 0);
  type_all (&page, "\n");
  assert_text (&page, "p Đoạn một\np \np Đoạn hai");
  assert_cursor (&page, 2, 0);
}

/* The block keeps its key where its text stays. */
static void
test_keys_of_blocks (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = page_new (f, "p một\np hai\np ba");
  gint64 second = nh_plan_text_get_block (page.text, 1)->id;
  gint64 third = nh_plan_text_get_block (page.text, 2)->id;

  place (&page, 1, 0);
  type_all (&page, "\n");
  g_assert_cmpint (nh_plan_text_get_block (page.text, 2)->id, ==, second);
  place (&page, 1, 0);
  choose (&page, 1, 0, 2, 0);
  gtk_text_buffer_delete_selection (page.buffer, TRUE, TRUE);
  g_assert_cmpint (nh_plan_text_get_block (page.text, 1)->id, ==, second);
  choose (&page, 1, 0, 2, 0);
  gtk_text_buffer_delete_selection (page.buffer, TRUE, TRUE);
  assert_text (&page, "p một\np ba");
  g_assert_cmpint (nh_plan_text_get_block (page.text, 1)->id, ==, third);
}

static void
test_enter (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = page_new (f, "h1 Mục đích\nb1 ý đầu");

  place (&page, 0, 8);
  type_all (&page, "\n");
  assert_text (&page, "h1 Mục đích\np \nb1 ý đầu");
  place (&page, 0, 0);
  type_all (&page, "\n");
  assert_text (&page, "p \nh1 Mục đích\np \nb1 ý đầu");
  place (&page, 1, 4);
  type_all (&page, "\n");
  assert_text (&page, "p \nh1 Mục \nh1 đích\np \nb1 ý đầu");
  place (&page, 4, 5);
  type_all (&page, "\n");
  assert_text (&page, "p \nh1 Mục \nh1 đích\np \nb1 ý đầu\nb1 ");
  type_all (&page, "\n");
  assert_text (&page, "p \nh1 Mục \nh1 đích\np \nb1 ý đầu\np ");
  /* A numbered paragraph goes on. */
  place (&page, 2, 4);
  type_all (&page, ".\n");
  assert_text (&page, "p \nh1 Mục \nh1 đích.\np \np \nb1 ý đầu\np ");
}

static void
test_numbered_paragraphs (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = page_new (f, "h2 Các đơn vị báo cáo.\nh5 điểm\nb2 ý con");

  place (&page, 0, 21);
  type_all (&page, "\n");
  assert_text (&page, "h2 Các đơn vị báo cáo.\nh2 \nh5 điểm\nb2 ý con");
  type_all (&page, "\n");
  assert_text (&page, "h2 Các đơn vị báo cáo.\np \nh5 điểm\nb2 ý con");
  place (&page, 2, 4);
  type_all (&page, "\n");
  assert_text (&page, "h2 Các đơn vị báo cáo.\np \nh5 điểm\nh5 \nb2 ý con");
  place (&page, 4, 6);
  type_all (&page, "\n\n");
  assert_text (&page, "h2 Các đơn vị báo cáo.\np \nh5 điểm\nh5 \nb2 ý con\nb1 ");
}

static void
test_labels_typed (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *blocks;
  } cases[] = {
    { "- ý", "b1 ý" },       { "+ ý", "b2 ý" },         { "I. ĐỀ MỤC", "h1 ĐỀ MỤC" }, { "1. mục", "h2 mục" },
    { "1.1. mục", "h3 mục" }, { "a) điểm", "h5 điểm" },   { "2023. năm", "p 2023. năm" }, { "-5 độ", "p -5 độ" },
    { "A. B", "p A. B" },    { "12/9 họp", "p 12/9 họp" }, { "x - y", "p x - y" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Page) page = page_new (f, "");

      type_all (&page, cases[i].typed);
      assert_text (&page, cases[i].blocks);
    }
}

/* Enter makes a point like the one above; a label typed there says what it is instead. */
static void
test_labels_in_lists (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *before;
    const char *typed;
    const char *blocks;
  } cases[] = {
    { "h5 điểm", "\n- ý", "h5 điểm\nb1 ý" },  { "b1 ý", "\n+ con", "b1 ý\nb2 con" },
    { "b2 con", "\n- ý", "b2 con\nb1 ý" },    { "h5 điểm", "\n1. mục", "h5 điểm\nh2 mục" },
    { "h5 điểm", "\nb) nữa", "h5 điểm\nh5 nữa" }, { "b1 ý", "\n- nữa", "b1 ý\nb1 nữa" },
    { "b1 ý", "\nx - y", "b1 ý\nb1 x - y" },  { "h5 điểm", "\n-5 độ", "h5 điểm\nh5 -5 độ" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Page) page = page_new (f, cases[i].before);

      place (&page, 0, g_utf8_strlen (cases[i].before, -1) - 3);
      type_all (&page, cases[i].typed);
      assert_text (&page, cases[i].blocks);
      assert_same (&page);
    }
}

static void
test_label_undone (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = page_new (f, "p trước");

  place (&page, 0, 5);
  type_all (&page, "\n- ");
  assert_text (&page, "p trước\nb1 ");
  undo (&page);
  assert_text (&page, "p trước\np - ");
  assert_cursor (&page, 1, 2);
  type_all (&page, "x");
  assert_text (&page, "p trước\np - x");
}

static void
test_styles (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = page_new (f, "p một <b>đậm</b> hai <blank>……</blank> ba");

  assert_same (&page);
  place (&page, 0, 7);
  type_all (&page, "x");
  assert_text (&page, "p một <b>đậmx</b> hai <blank>……</blank> ba");
  place (&page, 0, 4);
  type_all (&page, "y");
  assert_text (&page, "p một y<b>đậmx</b> hai <blank>……</blank> ba");
  nh_plan_buffer_set_typing_style (page.plan, NH_STYLE_ITALIC);
  type_all (&page, "zt");
  assert_text (&page, "p một y<i>zt</i><b>đậmx</b> hai <blank>……</blank> ba");
  /* Typing over a place to fill fills it; what stands behind it is filled in no more. */
  choose (&page, 0, 16, 0, 18);
  type_over (&page, "tháng 9");
  assert_text (&page, "p một y<i>zt</i><b>đậmx</b> hai tháng 9 ba");
}

static void
test_line_breaks (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = page_new (f, "p dòng một\np khác");

  place (&page, 0, 4);
  nh_plan_buffer_set_enter (page.plan, NH_PLAN_ENTER_LINE_BREAK);
  type_all (&page, "\n");
  assert_text (&page, "p dòng\xe2\x80\xa8 một\np khác");
  /* What programs put between lines, from a drop or the primary selection. */
  place (&page, 1, 4);
  gtk_text_buffer_insert_interactive_at_cursor (page.buffer, "\r\nhai\rba\xe2\x80\xa9" "bốn\xef\xbf\xbc", -1, TRUE);
  assert_text (&page, "p dòng\xe2\x80\xa8 một\np khác\np hai\np ba\np bốn");
}

static void
test_tables (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = page_new (f, "p trước\ntable inspections\np sau");
  gint64 table = nh_plan_text_get_block (page.text, 1)->id;

  assert_same (&page);
  place (&page, 1, 1);
  type_all (&page, "chữ");
  assert_text (&page, "p trước\ntable inspections\np chữ\np sau");
  place (&page, 1, 0);
  type_all (&page, "x");
  assert_text (&page, "p trước\np x\ntable inspections\np chữ\np sau");
  g_assert_cmpint (nh_plan_text_get_block (page.text, 2)->id, ==, table);
  place (&page, 2, 0);
  type_all (&page, "\n");
  assert_text (&page, "p trước\np x\np \ntable inspections\np chữ\np sau");
  /* A selection over it takes it along. */
  choose (&page, 1, 1, 4, 1);
  gtk_text_buffer_delete_selection (page.buffer, TRUE, TRUE);
  assert_text (&page, "p trước\np xhữ\np sau");
  undo (&page);
  assert_text (&page, "p trước\np x\np \ntable inspections\np chữ\np sau");
  g_assert_cmpint (nh_plan_text_get_block (page.text, 3)->id, ==, table);
}

/* Notes and references are one character each. */
static void
test_objects (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = page_new (f, "p một<note>chú <b>thích</b></note> hai <ref heading=\"77\"/>.\np sau");

  assert_same (&page);
  place (&page, 0, 4);
  type_all (&page, "x");
  assert_text (&page, "p một<note>chú <b>thích</b></note>x hai <ref heading=\"77\"/>.\np sau");
  place (&page, 0, 0);
  choose (&page, 0, 3, 0, 4);
  gtk_text_buffer_delete_selection (page.buffer, TRUE, TRUE);
  assert_text (&page, "p mộtx hai <ref heading=\"77\"/>.\np sau");
  undo (&page);
  assert_text (&page, "p một<note>chú <b>thích</b></note>x hai <ref heading=\"77\"/>.\np sau");
}

/* What others do comes as the smallest difference: the cursor and marks beside it stay. */
static void
test_outside (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = page_new (f, "p một hai ba\np bốn\np năm");
  gint64 first = nh_plan_text_get_block (page.text, 0)->id;
  gint64 last = nh_plan_text_get_block (page.text, 2)->id;

  place (&page, 0, 7);
  fixture_set (f->workbook, "block", first, "text", "một HAI ba");
  assert_text (&page, "p một HAI ba\np bốn\np năm");
  assert_cursor (&page, 0, 7);
  fixture_set (f->workbook, "block", first, "text", "và một HAI ba");
  assert_cursor (&page, 0, 10);
  fixture_delete (f->workbook, "block", last);
  assert_text (&page, "p và một HAI ba\np bốn");
  assert_cursor (&page, 0, 10);
  fixture_undo (f->workbook);
  assert_text (&page, "p và một HAI ba\np bốn\np năm");
  /* The cursor at the very end is not pushed into what comes behind it. */
  place (&page, 2, 3);
  {
    g_autoptr (NhBlock) block = nh_block_new (nh_plan_text_new_id (page.text), NH_BLOCK_PARAGRAPH, 0, NULL, NULL, NULL);

    nh_plan_text_splice (page.text, 3, 0, &block, 1);
  }
  assert_cursor (&page, 2, 3);
  nh_plan_text_move (page.text, 2, 1, 0);
  assert_text (&page, "p năm\np và một HAI ba\np bốn\np ");
  assert_cursor (&page, 0, 3);
}

/* While an input method composes, the buffer is left alone. */
static void
test_held (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = page_new (f, "p một\np hai");
  gint64 first = nh_plan_text_get_block (page.text, 0)->id;
  GtkTextIter start, end;
  g_autofree char *before = NULL;

  place (&page, 1, 3);
  nh_plan_buffer_set_held (page.plan, TRUE);
  fixture_set (f->workbook, "block", first, "text", "một khác");
  gtk_text_buffer_get_bounds (page.buffer, &start, &end);
  before = gtk_text_iter_get_slice (&start, &end);
  g_assert_cmpstr (before, ==, "một\nhai");
  type_all (&page, "đ");
  plan_text_assert (page.text, "p một khác\np haiđ");
  nh_plan_buffer_set_held (page.plan, FALSE);
  assert_text (&page, "p một khác\np haiđ");
  assert_cursor (&page, 1, 4);
}

static void
test_steps (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = page_new (f, "p một\np hai");

  place (&page, 0, 3);
  type_all (&page, " xyz");
  backspace (&page);
  place (&page, 1, 3);
  type_all (&page, " abc");
  undo (&page);
  assert_text (&page, "p một xy\np hai");
  undo (&page);
  assert_text (&page, "p một\np hai");
  g_assert_cmpstr (nh_workbook_get_redo_name (f->workbook), ==, "Type text");
  fixture_redo (f->workbook);
  assert_text (&page, "p một xy\np hai");
}

/* Random edits by the user, by undo and redo, and by others, as long as it takes. */

static void
edit_randomly (Page *page, GRand *rand)
{
  static const char *const words[] = { "a", "đ\n", "x\ny\nz", "ơ", "\n", " ", "- ", "ệ", "\r\n" };
  int n = gtk_text_buffer_get_char_count (page->buffer);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (page->buffer, &start, g_rand_int_range (rand, 0, n + 1));
  gtk_text_buffer_place_cursor (page->buffer, &start);
  if (g_rand_int_range (rand, 0, 10) < 5)
    {
      gtk_text_buffer_insert_interactive_at_cursor (page->buffer, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))],
                                                    -1, TRUE);
      return;
    }
  end = start;
  gtk_text_iter_forward_chars (&end, 1 + g_rand_int_range (rand, 0, g_rand_int_range (rand, 0, 10) == 9 ? 200 : 12));
  gtk_text_buffer_delete_interactive (page->buffer, &start, &end, TRUE);
}

static void
edit_outside (Page *page, GRand *rand)
{
  guint n = nh_plan_text_get_n_blocks (page->text);
  guint at = n ? g_rand_int_range (rand, 0, n) : 0;
  g_autoptr (NhRichText) text = nh_rich_text_read ("ngoài <b>đậm</b><note>c</note>");
  g_autoptr (NhBlock) added = nh_block_new (nh_plan_text_new_id (page->text), g_rand_int_range (rand, 0, 3) ? NH_BLOCK_BULLET : NH_BLOCK_TABLE,
                                            1, text, "members", NULL);

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0: nh_plan_text_splice (page->text, at, 0, &added, 1); break;
    case 1: nh_plan_text_splice (page->text, at, MIN (n - at, 3), NULL, 0); break;
    case 2: nh_plan_text_move (page->text, at, MIN (n - at, 2), g_rand_int_range (rand, 0, n + 1)); break;
    case 3:
      if (nh_workbook_get_undo_name (page->f->workbook))
        undo (page);
      break;
    default:
      if (nh_workbook_get_redo_name (page->f->workbook) && !nh_plan_text_is_waiting (page->text))
        fixture_redo (page->f->workbook);
      break;
    }
}

static void
test_random (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = page_new (f, "h1 Mục đích\np Đoạn <b>một</b>\ntable inspections\nb1 ý<note>chú</note>\nbreak\np cuối\ntable members");
  g_autoptr (GRand) rand = g_rand_new_with_seed (1977);
  g_autofree char *before = NULL, *after = NULL, *first = NULL, *text = NULL;
  guint n_undone = 0;

  nh_plan_text_end_step (page.text);
  before = plan_text_describe (page.text);
  first = g_strdup (nh_workbook_get_undo_name (f->workbook));
  for (guint i = 0; i < 3000; i++)
    {
      if (i % 10 == 9)
        edit_outside (&page, rand);
      else
        edit_randomly (&page, rand);
      assert_same (&page);
      if (nh_plan_text_get_n_blocks (page.text) < 4)
        {
          g_autoptr (NhBlock) table = nh_block_new (nh_plan_text_new_id (page.text), NH_BLOCK_TABLE, 0, NULL, "themes", NULL);

          nh_plan_text_splice (page.text, 0, 0, &table, 1);
        }
    }
  /* All the way back, and forth again. */
  after = plan_text_describe (page.text);
  do
    {
      g_free (g_steal_pointer (&text));
      undo (&page);
      assert_same (&page);
      n_undone++;
      text = plan_text_describe (page.text);
    }
  while (!g_str_equal (text, before) || g_strcmp0 (nh_workbook_get_undo_name (f->workbook), first) != 0);
  g_assert_cmpuint (n_undone, >, 500);
  for (guint i = 0; i < n_undone; i++)
    {
      fixture_redo (f->workbook);
      assert_same (&page);
    }
  assert_text (&page, after);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define TEST(path, func) g_test_add ("/ui/plan-buffer/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  TEST ("typing", test_typing);
  TEST ("keys-of-blocks", test_keys_of_blocks);
  TEST ("enter", test_enter);
  TEST ("numbered-paragraphs", test_numbered_paragraphs);
  TEST ("labels-typed", test_labels_typed);
  TEST ("labels-in-lists", test_labels_in_lists);
  TEST ("label-undone", test_label_undone);
  TEST ("styles", test_styles);
  TEST ("line-breaks", test_line_breaks);
  TEST ("tables", test_tables);
  TEST ("objects", test_objects);
  TEST ("outside", test_outside);
  TEST ("held", test_held);
  TEST ("steps", test_steps);
  TEST ("random", test_random);
  return g_test_run ();
}
