/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The editor of a plan's text, by the keys that officers press.
 */
#include <string.h>

#include "grid-fixture.h"
#include "plan-editor-fixture.h"
#include "ui/plan/nh-plan-editor-private.h"
#include "ui/plan/nh-plan-editor-table.h"

static void
assert_cursor (Page *page, guint wanted_block, guint wanted_offset)
{
  guint block, offset;

  nh_plan_editor_get_cursor (page->editor, &block, &offset);
  g_assert_cmpuint (block, ==, wanted_block);
  g_assert_cmpuint (offset, ==, wanted_offset);
}

static void
undo (Page *page)
{
  g_assert_true (nh_plan_editor_commit (page->editor));
  fixture_undo (page->f->workbook);
  grid_settle ();
}

static void
test_writing (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = { NULL };

  page_open (&page, f, "");
  grid_type ("I. Muc dich");
  grid_keys ("Return");
  grid_keys ("minus space");
  grid_type ("mot");
  grid_keys ("Return");
  grid_type ("hai");
  grid_keys ("Tab Return");
  grid_type ("x");
  grid_keys ("shift+Tab Return");
  grid_type ("y");
  plan_text_assert (page.text, "h1 Muc dich\nb1 mot\nb2 hai\nb1 x\nb1 y");
  g_assert_cmpstr (nh_plan_text_get_label (page.text, 0), ==, "I.");
  grid_keys ("ctrl+2");
  plan_text_assert (page.text, "h1 Muc dich\nb1 mot\nb2 hai\nb1 x\nh2 y");
  grid_keys ("ctrl+0");
  plan_text_assert (page.text, "h1 Muc dich\nb1 mot\nb2 hai\nb1 x\np y");
  grid_keys ("shift+Return");
  grid_type ("z");
  grid_keys ("ctrl+shift+space");
  plan_text_assert (page.text, "h1 Muc dich\nb1 mot\nb2 hai\nb1 x\np y\xe2\x80\xa8z\xc2\xa0");
  grid_keys ("ctrl+shift+l");
  plan_text_assert (page.text, "h1 Muc dich\nb1 mot\nb2 hai\nb1 x\nb1 y\xe2\x80\xa8z\xc2\xa0");
}

static void
test_backspace (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = { NULL };

  page_open (&page, f, "p một\nh1 hai\nb2 ba");
  nh_plan_editor_set_cursor (page.editor, 1, 0);
  grid_keys ("BackSpace");
  plan_text_assert (page.text, "p một\np hai\nb2 ba");
  grid_keys ("BackSpace");
  plan_text_assert (page.text, "p mộthai\nb2 ba");
  grid_keys ("Delete Delete Delete Delete");
  plan_text_assert (page.text, "p mộtba");
  undo (&page);
  plan_text_assert (page.text, "p một\np hai\nb2 ba");
  undo (&page);
  plan_text_assert (page.text, "p một\nh1 hai\nb2 ba");
}

static void
test_styles (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = { NULL };
  g_autoptr (GVariant) state = NULL;

  page_open (&page, f, "p một hai\np ba");
  nh_plan_editor_select (page.editor, 0, 6, 1, 2);
  grid_keys ("ctrl+b");
  plan_text_assert (page.text, "p một <b>hai</b>\np <b>ba</b>");
  state = g_action_group_get_action_state (nh_plan_editor_get_actions (page.editor), "bold");
  g_assert_true (g_variant_get_boolean (state));
  grid_keys ("ctrl+i");
  plan_text_assert (page.text, "p một <b><i>hai</i></b>\np <b><i>ba</i></b>");
  grid_keys ("ctrl+b");
  plan_text_assert (page.text, "p một <i>hai</i>\np <i>ba</i>");
  undo (&page);
  plan_text_assert (page.text, "p một <b><i>hai</i></b>\np <b><i>ba</i></b>");
  grid_keys ("ctrl+End ctrl+b");
  grid_type ("x");
  grid_keys ("ctrl+b");
  grid_type ("y");
  plan_text_assert (page.text, "p một <b><i>hai</i></b>\np <b><i>ba</i></b><i>x</i><b><i>y</i></b>");
}

static void
test_moving (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = { NULL };

  page_open (&page, f, "h1 A\np a\nh2 A1\nh1 B\np b\nh1 C");
  nh_plan_editor_set_cursor (page.editor, 3, 1);
  grid_keys ("alt+Up");
  plan_text_assert (page.text, "h1 B\np b\nh1 A\np a\nh2 A1\nh1 C");
  assert_cursor (&page, 0, 1);
  grid_keys ("alt+Down alt+Down");
  plan_text_assert (page.text, "h1 A\np a\nh2 A1\nh1 C\nh1 B\np b");
  nh_plan_editor_set_cursor (page.editor, 1, 0);
  grid_keys ("alt+Down");
  plan_text_assert (page.text, "h1 A\nh2 A1\np a\nh1 C\nh1 B\np b");
  nh_plan_editor_select (page.editor, 1, 1, 2, 1);
  grid_keys ("alt+Up");
  plan_text_assert (page.text, "h2 A1\np a\nh1 A\nh1 C\nh1 B\np b");
  undo (&page);
  plan_text_assert (page.text, "h1 A\nh2 A1\np a\nh1 C\nh1 B\np b");
}

/* What undo takes back is seen, wherever the view was. */
static void
test_undo_is_seen (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = { NULL };
  g_autoptr (GString) blocks = g_string_new ("p đầu");
  GtkTextIter iter;
  GdkRectangle place, visible;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (blocks, "\np Đoạn %u", i);
  page_open (&page, f, blocks->str);
  nh_plan_editor_set_cursor (page.editor, 150, 0);
  grid_type ("abc");
  nh_plan_editor_set_cursor (page.editor, 0, 0);
  grid_wait (100);
  undo (&page);
  grid_wait (400);
  assert_cursor (&page, 150, 0);
  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (page.view), &iter, 150);
  gtk_text_view_get_iter_location (page.view, &iter, &place);
  gtk_text_view_get_visible_rect (page.view, &visible);
  g_assert_cmpint (place.y, >=, visible.y);
  g_assert_cmpint (place.y + place.height, <=, visible.y + visible.height);
  nh_plan_editor_scroll_to_block (page.editor, 60);
  grid_wait (400);
  assert_cursor (&page, 150, 0);
  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (page.view), &iter, 60);
  gtk_text_view_get_iter_location (page.view, &iter, &place);
  gtk_text_view_get_visible_rect (page.view, &visible);
  g_assert_cmpint (place.y, >=, visible.y);
  g_assert_cmpint (place.y, <, visible.y + visible.height / 3);
}

static void
test_tables (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = { NULL };

  page_open (&page, f, "p một\ntable inspections\np hai");
  nh_plan_editor_set_cursor (page.editor, 2, 0);
  grid_keys ("BackSpace");
  plan_text_assert (page.text, "p một\ntable inspections\np hai");
  grid_keys ("Return");
  g_assert_cmpstr (page.screen, ==, "inspections");
  plan_text_assert (page.text, "p một\ntable inspections\np hai");
  grid_keys ("Delete");
  plan_text_assert (page.text, "p một\np hai");
  undo (&page);
  plan_text_assert (page.text, "p một\ntable inspections\np hai");
  g_assert_nonnull (page_find (GTK_WIDGET (page.view), NH_TYPE_PLAN_TABLE));
  nh_plan_editor_set_cursor (page.editor, 0, 5);
  grid_keys ("Right Right Right");
  assert_cursor (&page, 2, 0);
  nh_plan_editor_set_cursor (page.editor, 0, 5);
  grid_keys ("Delete");
  plan_text_assert (page.text, "p một\ntable inspections\np hai");
  grid_keys ("BackSpace");
  plan_text_assert (page.text, "p một\np hai");
  g_assert_null (page_find (GTK_WIDGET (page.view), NH_TYPE_PLAN_TABLE));
}

static void
test_page_break (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = { NULL };

  page_open (&page, f, "p một hai");
  nh_plan_editor_set_cursor (page.editor, 0, 5);
  grid_keys ("ctrl+Return");
  plan_text_assert (page.text, "p một\nbreak\np  hai");
  assert_cursor (&page, 2, 0);
  undo (&page);
  plan_text_assert (page.text, "p một hai");
}

static gboolean
shows_rows (Page *page, guint n)
{
  GtkWidget *table = page_find (GTK_WIDGET (page->view), NH_TYPE_PLAN_TABLE);
  NhElement *element = table ? nh_plan_table_get_element (NH_PLAN_TABLE (table)) : NULL;

  return element && nh_table_get_n_rows (element->table) - nh_table_get_n_head_rows (element->table) == n;
}

/* Another screen's change is seen at once, and neither cursor nor widget goes. */
static void
test_live (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = { NULL };
  g_autofree char *plan = NULL;
  GtkWidget *table;

  page_open (&page, f, "p một\ntable deadlines\np hai");
  grid_wait (100);
  table = page_find (GTK_WIDGET (page.view), NH_TYPE_PLAN_TABLE);
  g_assert_nonnull (table);
  nh_plan_editor_set_cursor (page.editor, 2, 2);
  grid_type ("x");
  g_assert_true (shows_rows (&page, 0));
  plan = g_strdup_printf ("#%" G_GINT64_FORMAT, nh_plan_text_get_plan (page.text));
  fixture_create (f->workbook, "deadline", "plan", plan, "what", "Báo cáo sơ kết", "rule", "on", "due",
                  "15/1/2024", NULL);
  grid_wait (200);
  g_assert_true (shows_rows (&page, 1));
  g_assert_true (table == page_find (GTK_WIDGET (page.view), NH_TYPE_PLAN_TABLE));
  assert_cursor (&page, 2, 3);
}

static void
assert_width (Page *page, int room)
{
  GtkWidget *table = page_find (GTK_WIDGET (page->view), NH_TYPE_PLAN_TABLE);
  int column = gtk_widget_get_width (GTK_WIDGET (page->view)) - gtk_text_view_get_left_margin (page->view)
               - gtk_text_view_get_right_margin (page->view);

  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (page->view)), <=, room);
  g_assert_cmpint (gtk_widget_get_width (table), ==, column);
}

/* Tables are as wide as the text, whatever room there is; long ones are cut, and say so. */
static void
test_table_size (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = { NULL };
  g_autofree char *plan = NULL;
  GtkWidget *foot;

  page_open (&page, f, "p một\ntable deadlines\np hai");
  assert_width (&page, 800);
  gtk_window_set_default_size (page.window, 520, 500);
  grid_wait (200);
  assert_width (&page, 520);
  plan = g_strdup_printf ("#%" G_GINT64_FORMAT, nh_plan_text_get_plan (page.text));
  for (guint i = 0; i < 15; i++)
    fixture_create (f->workbook, "deadline", "plan", plan, "what", "Báo cáo", "rule", "on", "due", "15/1/2024", NULL);
  grid_wait (200);
  foot = gtk_widget_get_last_child (page_find (GTK_WIDGET (page.view), NH_TYPE_PLAN_TABLE));
  g_assert_true (gtk_widget_get_mapped (foot));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (foot)), ==, "and 3 more rows, which the preview shows");
}

static void
test_blanks (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = { NULL };

  page_open (&page, f, "p Số <blank>……</blank> ngày <blank>……</blank>\np x");
  grid_keys ("F4");
  grid_type ("7");
  grid_keys ("F4");
  grid_type ("9/9");
  plan_text_assert (page.text, "p Số 7 ngày 9/9\np x");
  grid_keys ("F4");
  g_assert_nonnull (page.notice);
}

static void
test_footnote (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = { NULL };

  page_open (&page, f, "p một hai<note>sau</note>");
  nh_plan_editor_set_cursor (page.editor, 0, 5);
  grid_keys ("ctrl+alt+f");
  grid_wait (200);
  grid_type ("loi chu");
  grid_keys ("Return");
  grid_wait (200);
  plan_text_assert (page.text, "p một<note>loi chu</note> hai<note>sau</note>");
  assert_cursor (&page, 0, 8);
  grid_keys ("F2");
  grid_wait (200);
  grid_keys ("ctrl+End");
  grid_type (" them");
  grid_keys ("Escape");
  grid_wait (200);
  plan_text_assert (page.text, "p một<note>loi chu</note> hai<note>sau</note>");
  grid_keys ("F2");
  grid_wait (200);
  grid_keys ("ctrl+End");
  grid_type (" them");
  grid_keys ("Return");
  grid_wait (200);
  plan_text_assert (page.text, "p một<note>loi chu them</note> hai<note>sau</note>");
  grid_type ("z");
  plan_text_assert (page.text, "p một<note>loi chu them</note>z hai<note>sau</note>");
}

/* The cursor may be far from what is seen; and who closes the window has finished the footnote. */
static void
test_footnote_out_of_sight (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) blocks = g_string_new ("p một hai");
  g_autofree char *wanted = NULL;
  g_auto (Page) page = { NULL };

  for (guint i = 0; i < 200; i++)
    g_string_append (blocks, "\np dòng");
  page_open (&page, f, blocks->str);
  nh_plan_editor_set_cursor (page.editor, 0, 5);
  nh_plan_editor_scroll_to_block (page.editor, 150);
  grid_wait (300);
  grid_keys ("ctrl+alt+f");
  grid_wait (300);
  grid_type ("loi chu");
  g_assert_true (nh_plan_editor_commit (page.editor));
  wanted = g_strconcat ("p một<note>loi chu</note> hai", blocks->str + strlen ("p một hai"), NULL);
  plan_text_assert (page.text, wanted);
}

static NhPlanInline *
inline_at (Page *page, guint line, guint chars)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (gtk_text_view_get_buffer (page->view), &iter, line, chars);
  return NH_PLAN_INLINE (gtk_text_iter_get_paintable (&iter));
}

static void
test_reference (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = { NULL };
  g_autofree char *found = NULL;

  page_open (&page, f, "h1 Đầu\np theo \nh1 Cuối");
  nh_plan_editor_set_cursor (page.editor, 1, 5);
  g_action_group_activate_action (nh_plan_editor_get_actions (page.editor), "reference", NULL);
  grid_wait (200);
  grid_type ("cuoi");
  grid_keys ("Return");
  grid_wait (200);
  found = g_strdup_printf ("h1 Đầu\np theo <ref heading=\"%" G_GINT64_FORMAT "\"/>\nh1 Cuối",
                           nh_plan_text_get_block (page.text, 2)->id);
  plan_text_assert (page.text, found);
  g_assert_cmpstr (nh_plan_inline_get_label (inline_at (&page, 1, 5)), ==, "mục II");
  nh_plan_editor_set_cursor (page.editor, 0, 0);
  grid_keys ("ctrl+0");
  grid_wait (200);
  g_assert_cmpstr (nh_plan_inline_get_label (inline_at (&page, 1, 5)), ==, "mục I");
  nh_plan_editor_set_cursor (page.editor, 1, 8);
  grid_keys ("F2");
  assert_cursor (&page, 2, 0);
  grid_keys ("ctrl+0");
  grid_wait (200);
  g_assert_true (nh_plan_inline_is_lost (inline_at (&page, 1, 5)));
  /* It may stand where nobody looks: the status bar says it. */
  g_assert_nonnull (page.notice);
  g_assert_nonnull (strstr (page.notice, "(?)"));
}

static void
test_clipboard (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = { NULL };

  page_open (&page, f, "h1 Một\np hai <b>ba</b>\ntable members\nb1 bốn năm\np đích");
  nh_plan_editor_select (page.editor, 1, 4, 3, 5);
  grid_keys ("ctrl+c");
  nh_plan_editor_set_cursor (page.editor, 4, 3);
  grid_keys ("ctrl+v");
  grid_wait (200);
  plan_text_assert (page.text, "h1 Một\np hai <b>ba</b>\ntable members\nb1 bốn năm\np đ<b>ba</b>\ntable members\nb1 bốních");
  undo (&page);
  plan_text_assert (page.text, "h1 Một\np hai <b>ba</b>\ntable members\nb1 bốn năm\np đích");
  nh_plan_editor_select (page.editor, 1, 4, 3, 5);
  grid_keys ("ctrl+x");
  plan_text_assert (page.text, "h1 Một\np hai  năm\np đích");
  grid_keys ("ctrl+v");
  grid_wait (200);
  plan_text_assert (page.text, "h1 Một\np hai <b>ba</b>\ntable members\nb1 bốn năm\np đích");
}

/* What Word and web pages put on the clipboard. */
static void
test_paste_page (Fixture *f, gconstpointer data)
{
  static const char html[] = "<h1>I. MỤC ĐÍCH</h1><p>một <b>đậm</b></p><ul><li>ý</li></ul><script>x</script>";
  g_auto (Page) page = { NULL };
  g_autoptr (GBytes) bytes = g_bytes_new_static (html, strlen (html));
  g_autoptr (GdkContentProvider) provider = gdk_content_provider_new_for_bytes ("text/html", bytes);
  GdkClipboard *clipboard;

  page_open (&page, f, "p đầu\np cuối");
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (page.view));
  gdk_clipboard_set_content (clipboard, provider);
  nh_plan_editor_set_cursor (page.editor, 1, 0);
  grid_keys ("ctrl+v");
  grid_wait (200);
  plan_text_assert (page.text, "p đầu\nh1 MỤC ĐÍCH\np một <b>đậm</b>\nb1 ýcuối");
  undo (&page);
  plan_text_assert (page.text, "p đầu\np cuối");
  nh_plan_editor_set_cursor (page.editor, 1, 0);
  gdk_clipboard_set_text (clipboard, "hai\r\n- ba");
  grid_keys ("ctrl+shift+v");
  grid_wait (200);
  plan_text_assert (page.text, "p đầu\np hai\np - bacuối");
}

/* The mouse carries what is selected, tables too, in one step. */
static void
test_drag (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = { NULL };

  page_open (&page, f, "p một hai\ntable members\nb1 ba\np bốn năm");
  nh_plan_editor_select (page.editor, 0, 5, 2, 3);
  g_assert_true (nh_plan_editor_move_selection (page.editor, 3, 5, FALSE));
  plan_text_assert (page.text, "p một\np bốn hai\ntable members\nb1 ba năm");
  assert_cursor (&page, 3, 2);
  undo (&page);
  plan_text_assert (page.text, "p một hai\ntable members\nb1 ba\np bốn năm");
  nh_plan_editor_select (page.editor, 3, 0, 3, 5);
  g_assert_true (nh_plan_editor_move_selection (page.editor, 0, 0, FALSE));
  plan_text_assert (page.text, "p bốnmột hai\ntable members\nb1 ba\np  năm");
  nh_plan_editor_select (page.editor, 0, 0, 0, 5);
  g_assert_false (nh_plan_editor_move_selection (page.editor, 0, 3, FALSE));
  g_assert_true (nh_plan_editor_move_selection (page.editor, 3, 0, TRUE));
  plan_text_assert (page.text, "p bốnmột hai\ntable members\nb1 ba\np bốn năm");
  nh_plan_editor_select (page.editor, 0, 0, 0, 5);
  g_assert_true (nh_plan_editor_move_selection (page.editor, 0, 10, FALSE));
  plan_text_assert (page.text, "p mộtbốn hai\ntable members\nb1 ba\np bốn năm");
  assert_cursor (&page, 0, 10);
}

/* Only where the cursor stands matters, wherever tables and page breaks are. */
static void
test_insert (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *before;
    guint block, offset, end_block, end_offset;
    NhBlockKind kind;
    const char *after;
  } cases[] = {
    { "p một hai", 0, 5, 0, 5, NH_BLOCK_TABLE, "p một\ntable members\np  hai" },
    { "p một", 0, 0, 0, 0, NH_BLOCK_TABLE, "table members\np một" },
    { "p một\np hai", 0, 5, 0, 5, NH_BLOCK_TABLE, "p một\ntable members\np hai" },
    { "p một", 0, 5, 0, 5, NH_BLOCK_TABLE, "p một\ntable members\np " },
    { "p \np hai", 0, 0, 0, 0, NH_BLOCK_TABLE, "table members\np hai" },
    { "break\np hai", 0, 0, 0, 0, NH_BLOCK_TABLE, "table members\nbreak\np hai" },
    { "break\np hai", 0, 1, 0, 1, NH_BLOCK_TABLE, "break\ntable members\np hai" },
    { "break\np hai", 0, 0, 0, 1, NH_BLOCK_TABLE, "table members\np hai" },
    { "p một\nbreak\np hai", 0, 5, 2, 1, NH_BLOCK_TABLE, "p một\ntable members\np ai" },
    { "p một\nbreak\nh1 hai", 0, 1, 2, 1, NH_BLOCK_PARAGRAPH, "p mXai" },
    { "break\np hai", 0, 1, 1, 1, NH_BLOCK_PARAGRAPH, "break\np Xai" },
    { "p một\nbreak", 0, 1, 1, 0, NH_BLOCK_PARAGRAPH, "p mX\nbreak" },
    { "", 0, 0, 0, 0, NH_BLOCK_HEADING, "h1 X" },
    { "h2 một", 0, 0, 0, 0, NH_BLOCK_PARAGRAPH, "h2 Xmột" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Page) page = { NULL };
      g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);
      g_autoptr (NhRichText) text = nh_rich_text_new (cases[i].kind == NH_BLOCK_TABLE ? "" : "X");

      page_open (&page, f, cases[i].before);
      g_ptr_array_add (blocks, nh_block_new (0, cases[i].kind, 1, text, "members", NULL));
      nh_plan_editor_select (page.editor, cases[i].block, cases[i].offset, cases[i].end_block, cases[i].end_offset);
      nh_plan_editor_insert_blocks (page.editor, blocks, "Chèn");
      plan_text_assert (page.text, cases[i].after);
      g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Chèn");
      undo (&page);
      plan_text_assert (page.text, cases[i].before);
    }
}

static void
find_point (Page *page, guint line, guint chars, int *x, int *y)
{
  GtkTextIter iter;
  GdkRectangle place;
  graphene_point_t point;

  gtk_text_buffer_get_iter_at_line_offset (gtk_text_view_get_buffer (page->view), &iter, line, chars);
  gtk_text_view_get_iter_location (page->view, &iter, &place);
  gtk_text_view_buffer_to_window_coords (page->view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y + place.height / 2, x, y);
  g_assert_true (gtk_widget_compute_point (GTK_WIDGET (page->view), GTK_WIDGET (page->window),
                                           &GRAPHENE_POINT_INIT (*x, *y), &point));
  *x = (int) point.x;
  *y = (int) point.y;
}

static void
mouse (Page *page, guint line, guint chars, const char *how)
{
  g_autofree char *arguments = NULL;
  int x, y;

  find_point (page, line, chars, &x, &y);
  arguments = g_strdup_printf ("mousemove %d %d %s", x + 1, y, how);
  grid_xdotool (arguments);
}

/* With the mouse itself. */
static void
test_mouse (Fixture *f, gconstpointer data)
{
  g_auto (Page) page = { NULL };

  page_open (&page, f, "p một <b>hai</b> ba\np bốn<note>chú</note> năm\ntable members\np cuối");
  /* A click on a mark opens its footnote. */
  mouse (&page, 1, 3, "click 1");
  grid_wait (300);
  grid_keys ("ctrl+End");
  grid_type ("x");
  grid_keys ("Return");
  grid_wait (200);
  plan_text_assert (page.text, "p một <b>hai</b> ba\np bốn<note>chúx</note> năm\ntable members\np cuối");
  /* Two clicks on a table go to its screen, one selects it. */
  mouse (&page, 2, 0, "mousemove_relative 60 20 click 1");
  {
    guint block, offset, end_block, end_offset;

    g_assert_true (nh_plan_editor_get_selection (page.editor, &block, &offset, &end_block, &end_offset));
    g_assert_cmpuint (block, ==, 2);
    g_assert_cmpuint (end_block, ==, 2);
  }
  grid_wait (600);
  grid_xdotool ("click --repeat 2 --delay 80 1");
  g_assert_cmpstr (page.screen, ==, "teams");
  /* What is selected is carried whole. */
  nh_plan_editor_select (page.editor, 0, 6, 0, 9);
  mouse (&page, 0, 5, "mousedown 1");
  mouse (&page, 0, 7, "sleep 0.1");
  mouse (&page, 3, 1, "sleep 0.1");
  mouse (&page, 3, 4, "sleep 0.1");
  grid_xdotool ("mouseup 1");
  grid_wait (400);
  plan_text_assert (page.text, "p một  ba\np bốn<note>chúx</note> năm\ntable members\np cuối<b>hai</b>");
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Move");
}

int
main (int argc, char **argv)
{
  grid_fixture_init (&argc, &argv);
#define TEST(path, func) g_test_add ("/ui/plan-editor/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  TEST ("writing", test_writing);
  TEST ("backspace", test_backspace);
  TEST ("styles", test_styles);
  TEST ("moving", test_moving);
  TEST ("undo-is-seen", test_undo_is_seen);
  TEST ("tables", test_tables);
  TEST ("page-break", test_page_break);
  TEST ("live", test_live);
  TEST ("table-size", test_table_size);
  TEST ("blanks", test_blanks);
  TEST ("footnote", test_footnote);
  TEST ("footnote-out-of-sight", test_footnote_out_of_sight);
  TEST ("reference", test_reference);
  TEST ("clipboard", test_clipboard);
  TEST ("paste-page", test_paste_page);
  TEST ("drag", test_drag);
  TEST ("insert", test_insert);
  TEST ("mouse", test_mouse);
  return g_test_run ();
}
