/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done to ranges: copy, paste, fill, clear, delete.
 */
#include "grid-fixture.h"

#include <string.h>

#include "formats/nh-html-table.h"

static void
on_bytes_cb (GObject *stream, GAsyncResult *result, gpointer bytes)
{
  *(GBytes **)bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (stream), result, NULL);
}

static void
on_read_cb (GObject *clipboard, GAsyncResult *result, gpointer stream)
{
  *(GInputStream **)stream =
      gdk_clipboard_read_finish (GDK_CLIPBOARD (clipboard), result, NULL, NULL);
}

/* What a program that wants HTML gets. */
static char *
clipboard_html (GridFixture *f)
{
  const char *types[] = { "text/html", NULL };
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) bytes = NULL;

  gdk_clipboard_read_async (gtk_widget_get_clipboard (f->window), types, 0, NULL, on_read_cb,
                            &stream);
  while (stream == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_input_stream_read_bytes_async (stream, 65536, 0, NULL, on_bytes_cb, &bytes);
  while (bytes == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_copy (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);
  g_autofree char *text = NULL, *html = NULL, *lines = NULL;
  g_autoptr (GPtrArray) sheets = NULL;

  nh_grid_set_cursor (f->grid, 0, FAKE_NAME);
  grid_keys ("shift+Down shift+Right ctrl+c");
  text = grid_clipboard_text (f);
  g_assert_cmpstr (text, ==, "Nguyễn Thị Hằng\tkế hoạch\r\nTrần Văn Minh\tđã xong\r\n");
  html = clipboard_html (f);
  sheets = nh_html_table_read (html, strlen (html), NULL);
  g_assert_nonnull (sheets);
  g_assert_cmpuint (sheets->len, ==, 1);
  g_assert_cmpstr (nh_sheet_get_text (sheets->pdata[0], 0, 0), ==, "Nguyễn Thị Hằng");
  g_assert_cmpstr (nh_sheet_get_text (sheets->pdata[0], 1, 1), ==, "đã xong");
  nh_grid_set_cursor (f->grid, 3, FAKE_NOTE);
  grid_keys ("ctrl+c");
  lines = grid_clipboard_text (f);
  g_assert_cmpstr (lines, ==, "\"hai dòng\ndòng thứ hai\"\r\n");
  g_assert_cmpuint (fake_grid_model_count_stored (f->model), ==, 0);
}

static void
test_cut (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);
  g_autofree char *text = NULL;

  nh_grid_set_cursor (f->grid, 1, FAKE_NAME);
  grid_keys ("ctrl+x");
  text = grid_clipboard_text (f);
  g_assert_cmpstr (text, ==, "Trần Văn Minh\r\n");
  grid_assert_cell (f, 1, FAKE_NAME, "");
}

static void
test_paste_block (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (3);

  grid_set_clipboard (f, "Một\tđã hủy\r\nHai\tđã xong\r\n");
  nh_grid_set_cursor (f->grid, 2, FAKE_NAME);
  grid_keys ("ctrl+v");
  grid_assert_cell (f, 2, FAKE_NAME, "Một");
  grid_assert_cell (f, 2, FAKE_KIND, "đã hủy");
  grid_assert_cell (f, 3, FAKE_NAME, "Hai"); /* beyond the end: added */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, 4);
  grid_assert_selection (f, 2, 3, 1, 2);
  g_assert_cmpuint (fake_grid_model_count_stored (f->model), ==, 1);
  grid_set_clipboard (f, "Ba\nBốn");
  grid_keys ("ctrl+End Down Home Right ctrl+v"); /* into the hint row */
  grid_assert_cell (f, 4, FAKE_NAME, "Ba");
  grid_assert_cell (f, 5, FAKE_NAME, "Bốn");
}

/* One value fills the selected range; the row numbers among it are computed and stay. */
static void
test_paste_fills (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);

  grid_set_clipboard (f, "đã hủy\r\n");
  nh_grid_set_cursor (f->grid, 1, FAKE_KIND);
  grid_keys ("shift+Down shift+Down ctrl+v");
  for (guint row = 1; row <= 3; row++)
    grid_assert_cell (f, row, FAKE_KIND, "đã hủy");
  grid_assert_cell (f, 4, FAKE_KIND, "kế hoạch");
  grid_set_clipboard (f, "99\tTên");
  nh_grid_set_cursor (f->grid, 0, FAKE_NUMBER);
  grid_keys ("ctrl+v");
  grid_assert_cell (f, 0, FAKE_NAME, "Tên");
}

static void
test_paste_refused (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);

  grid_set_clipboard (f, "5\nnhiều\n7\n");
  nh_grid_set_cursor (f->grid, 1, FAKE_COUNT);
  grid_keys ("ctrl+v");
  g_assert_nonnull (f->error);
  g_assert_nonnull (strstr (f->error, "Row 3, column “Số tiết”: Số tiết phải là một số."));
  grid_assert_cell (f, 1, FAKE_COUNT, "7");
  /* The text that can't be stored stays in its cell, with its sentence. */
  grid_keys ("Down F2");
  g_assert_cmpstr (grid_entry_text (f), ==, "nhiều");
  g_assert_nonnull (strstr (f->error, "Row 3"));
  grid_keys ("Escape Up");
  grid_assert_cursor (f, 1, FAKE_COUNT);
  grid_set_clipboard (f, "a\tb\tc");
  grid_keys ("ctrl+v");
  g_assert_nonnull (strstr (f->error, "wider"));
  g_assert_cmpuint (fake_grid_model_count_stored (f->model), ==, 0);
  /* What a sheet selects beyond its filled columns is no reason to refuse. */
  grid_set_clipboard (f, "15\tx\t\t");
  grid_keys ("ctrl+v");
  grid_assert_cell (f, 1, FAKE_COUNT, "15");
  g_assert_null (f->error);
}

static void
test_fill_down (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);

  nh_grid_set_cursor (f->grid, 0, FAKE_UNIT);
  grid_keys ("shift+Down shift+Down ctrl+d");
  grid_assert_cell (f, 1, FAKE_UNIT, "THCS An Lập");
  grid_assert_cell (f, 2, FAKE_UNIT, "THCS An Lập");
  grid_assert_cell (f, 3, FAKE_UNIT, "TH Tân Hưng");
  nh_grid_set_cursor (f->grid, 3, FAKE_NAME); /* one cell: from the one above */
  grid_keys ("ctrl+d");
  grid_assert_cell (f, 3, FAKE_NAME, "Lê Quang Ẵng");
}

static void
test_clear_and_delete (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);

  nh_grid_set_cursor (f->grid, 1, FAKE_NAME);
  grid_keys ("shift+Down Delete");
  grid_assert_cell (f, 1, FAKE_NAME, "");
  grid_assert_cell (f, 2, FAKE_NAME, "");
  grid_assert_cell (f, 3, FAKE_NAME, "Phạm Thu Vinh");
  g_assert_cmpuint (fake_grid_model_count_stored (f->model), ==, 1);
  grid_keys ("ctrl+Delete");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, 3);
  grid_assert_cell (f, 1, FAKE_NAME, "Phạm Thu Vinh");
  grid_assert_cursor (f, 1, FAKE_NAME);
  grid_assert_selection (f, 1, 1, 1, 1);
  grid_keys ("ctrl+a ctrl+minus");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, 0);
  grid_assert_cursor (f, 0, FAKE_NUMBER); /* the hint row is left */
  grid_keys ("ctrl+minus ctrl+c Delete ctrl+d ctrl+a");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, 0);
}

/* Word and web pages: a table in HTML is preferred, its merged cells count for each row. */
static void
set_page (GridFixture *f, const char *html, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (html, strlen (html));
  g_autoptr (GdkContentProvider) both = NULL;
  GdkContentProvider *parts[] = { gdk_content_provider_new_for_bytes ("text/html", bytes),
                                  gdk_content_provider_new_typed (G_TYPE_STRING, text) };

  both = gdk_content_provider_new_union (parts, G_N_ELEMENTS (parts));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (f->window), both);
}

static void
test_paste_html (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);

  set_page (f,
            "<html><body><table><tr><td><p>Từ Word</p></td><td rowspan=2>đã hủy</td></tr>"
            "<tr><td><p>hai</p><p>dòng</p></td></tr></table></body></html>",
            "Từ Word\tđã hủy\r\nhai dòng\t\r\n");
  nh_grid_set_cursor (f->grid, 1, FAKE_NAME);
  grid_keys ("ctrl+v");
  grid_assert_cell (f, 1, FAKE_NAME, "Từ Word");
  grid_assert_cell (f, 2, FAKE_NAME, "hai\ndòng");
  grid_assert_cell (f, 1, FAKE_KIND, "đã hủy");
  grid_assert_cell (f, 2, FAKE_KIND, "đã hủy");
  g_assert_cmpstr (fake_grid_model_get_step (f->model), ==, "Paste 2 rows");
  /* A piece of a page without a table is its text. */
  set_page (f, "<b>đậm</b>", "đậm");
  grid_keys ("Home Right ctrl+v");
  grid_assert_cell (f, 1, FAKE_NAME, "đậm");
}

static void
test_paste_headings (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (4);

  grid_set_clipboard (f, "HỌ VÀ TÊN\ttrạng thái\r\nAn\tđã xong\r\nBình\ttrễ hạn\r\n");
  nh_grid_set_cursor (f->grid, 1, FAKE_NAME);
  grid_keys ("ctrl+v");
  grid_assert_cell (f, 1, FAKE_NAME, "An");
  grid_assert_cell (f, 2, FAKE_NAME, "Bình");
  grid_assert_cell (f, 3, FAKE_NAME, "Phạm Thu Vinh");
  g_assert_cmpstr (f->notice, ==, "The row of headings was left out.");
  g_assert_cmpstr (f->offer, ==, "_Undo");
  /* Headings of other columns are values. */
  nh_grid_set_cursor (f->grid, 1, FAKE_NAME);
  grid_set_clipboard (f, "Trạng thái\r\nAn\r\n");
  grid_keys ("ctrl+v");
  grid_assert_cell (f, 1, FAKE_NAME, "Trạng thái");
}

/* A block that fits into the selection a whole number of times is repeated. */
static void
test_paste_repeats (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (6);

  grid_set_clipboard (f, "1\n2\n");
  nh_grid_set_cursor (f->grid, 0, FAKE_COUNT);
  grid_keys ("shift+Down shift+Down shift+Down ctrl+v");
  for (guint row = 0; row < 4; row++)
    grid_assert_cell (f, row, FAKE_COUNT, row % 2 == 0 ? "1" : "2");
  grid_assert_selection (f, 0, 3, FAKE_COUNT, FAKE_COUNT);
  nh_grid_set_cursor (f->grid, 0, FAKE_COUNT);
  grid_keys ("shift+Down shift+Down ctrl+v"); /* three rows: once */
  grid_assert_selection (f, 0, 1, FAKE_COUNT, FAKE_COUNT);
}

/* Typed once, stored in the whole selection; wrong text in none of it. */
static void
test_fill_typed (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);

  nh_grid_set_cursor (f->grid, 0, FAKE_COUNT);
  grid_keys ("shift+Down shift+Down");
  grid_type ("41");
  grid_keys ("ctrl+Return");
  for (guint row = 0; row < 3; row++)
    grid_assert_cell (f, row, FAKE_COUNT, "41");
  grid_assert_cell (f, 3, FAKE_COUNT, "21");
  grid_assert_selection (f, 0, 2, FAKE_COUNT, FAKE_COUNT);
  g_assert_cmpuint (fake_grid_model_count_stored (f->model), ==, 1);
  g_assert_cmpstr (fake_grid_model_get_step (f->model), ==, "Fill 3 rows");
  grid_type ("nhieu");
  grid_keys ("ctrl+Return");
  g_assert_nonnull (strstr (f->error, "Row 1"));
  grid_assert_cell (f, 0, FAKE_COUNT, "41");
  g_assert_cmpuint (fake_grid_model_count_stored (f->model), ==, 1);
}

/* Today's date, and the text of the cell above. */
static void
test_typed_for_you (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *year = g_date_time_format (now, "/%Y");

  nh_grid_set_cursor (f->grid, 1, FAKE_NOTE);
  grid_keys ("ctrl+semicolon");
  g_assert_true (nh_grid_is_editing (f->grid));
  g_assert_true (g_str_has_suffix (grid_entry_text (f), year));
  grid_keys ("Return");
  g_assert_true (g_str_has_suffix (fake_grid_model_peek (f->model, 1, FAKE_NOTE), year));
  nh_grid_set_cursor (f->grid, 1, FAKE_NAME);
  grid_keys ("ctrl+apostrophe Return");
  grid_assert_cell (f, 1, FAKE_NAME, "Nguyễn Thị Hằng");
  nh_grid_set_cursor (f->grid, 2, FAKE_NUMBER); /* computed: a sentence, no edit */
  grid_keys ("ctrl+semicolon");
  g_assert_false (nh_grid_is_editing (f->grid));
  g_assert_nonnull (f->error);
}

/* While a cell is edited these keys are the entry's. */
static void
test_in_editor (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);
  g_autofree char *text = NULL;

  nh_grid_set_cursor (f->grid, 0, FAKE_NAME);
  grid_keys ("F2 ctrl+a ctrl+c");
  text = grid_clipboard_text (f);
  g_assert_cmpstr (text, ==, "Nguyễn Thị Hằng");
  grid_keys ("Delete");
  grid_type ("Moi");
  grid_keys ("ctrl+z Escape");
  grid_assert_cell (f, 0, FAKE_NAME, "Nguyễn Thị Hằng");
  g_assert_cmpuint (fake_grid_model_count_stored (f->model), ==, 0);
}

/* By the menu key: the second item of the cells' menu copies. */
static void
test_menu (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);
  g_autofree char *text = NULL;

  nh_grid_set_cursor (f->grid, 2, FAKE_NAME);
  grid_set_clipboard (f, "khác");
  grid_keys ("Menu");
  grid_wait (300);
  grid_keys ("c");
  grid_wait (300);
  text = grid_clipboard_text (f);
  g_assert_cmpstr (text, ==, "Lê Quang Ẵng\r\n");
  grid_keys ("Down"); /* the focus is back in the cells */
  grid_assert_cursor (f, 3, FAKE_NAME);
  grid_click (f, 1, 1, "click 3");
  grid_wait (300);
  grid_keys ("d");
  grid_wait (300);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, 4);
  grid_assert_cell (f, 1, FAKE_NAME, "Lê Quang Ẵng");
}

int
main (int argc, char **argv)
{
  grid_fixture_init (&argc, &argv);
  nh_grid_set_html (nh_html_table_read, nh_html_table_write);
  g_test_add_func ("/grid/clipboard/copy", test_copy);
  g_test_add_func ("/grid/clipboard/cut", test_cut);
  g_test_add_func ("/grid/clipboard/paste-block", test_paste_block);
  g_test_add_func ("/grid/clipboard/paste-fills", test_paste_fills);
  g_test_add_func ("/grid/clipboard/paste-refused", test_paste_refused);
  g_test_add_func ("/grid/clipboard/paste-html", test_paste_html);
  g_test_add_func ("/grid/clipboard/paste-headings", test_paste_headings);
  g_test_add_func ("/grid/clipboard/paste-repeats", test_paste_repeats);
  g_test_add_func ("/grid/clipboard/fill-down", test_fill_down);
  g_test_add_func ("/grid/clipboard/fill-typed", test_fill_typed);
  g_test_add_func ("/grid/clipboard/typed-for-you", test_typed_for_you);
  g_test_add_func ("/grid/clipboard/clear-and-delete", test_clear_and_delete);
  g_test_add_func ("/grid/clipboard/in-editor", test_in_editor);
  g_test_add_func ("/grid/clipboard/menu", test_menu);
  return g_test_run ();
}
