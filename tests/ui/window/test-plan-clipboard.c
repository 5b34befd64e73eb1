/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copy and paste in the text of a plan: what other programs get, what comes from them.
 */
#include "window-fixture.h"

#include <string.h>

#include "formats/nh-block-markup.h"
#include "ui/plan/nh-plan-editor.h"

typedef struct
{
  GtkWidget *window;
  NhPlanEditor *editor;
  NhPlanText *text;
} Desk;

static void
add (NhPlanText *text, NhBlockKind kind, guint level, const char *markup, const char *view, const char *options)
{
  g_autoptr (NhRichText) rich = nh_rich_text_read (markup);
  g_autoptr (NhBlock) block = nh_block_new (nh_plan_text_new_id (text), kind, level, rich, view, options);

  nh_plan_text_splice (text, nh_plan_text_get_n_blocks (text), 0, &block, 1);
}

static Desk
open_desk (Fixture *f, gboolean filled)
{
  Desk desk = { gtk_window_new () };
  NhFieldText values[] = { { "title", "Kế hoạch thử" }, { NULL, NULL } };
  gint64 plan = nh_workbook_create (f->workbook, nh_entity_find ("plan"), values, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhPlanText) text = nh_plan_text_new (f->workbook, plan, &error);
  g_autoptr (NhPlanDocument) document = NULL;

  g_assert_no_error (error);
  document = nh_plan_document_new (text, &error);
  g_assert_no_error (error);
  desk.editor = NH_PLAN_EDITOR (nh_plan_editor_new (f->session, document));
  desk.text = text;
  if (filled)
    {
      add (text, NH_BLOCK_HEADING, 1, "VIỆC CHUNG", NULL, NULL);
      add (text, NH_BLOCK_HEADING, 2, "Thư viện <i>xanh</i>", NULL, NULL);
      add (text, NH_BLOCK_PARAGRAPH, 0, "Mỗi lớp <b>hai</b> cuốn<note>Sách mới</note>.", NULL, NULL);
      add (text, NH_BLOCK_TABLE, 0, "", "deadlines", NULL);
      add (text, NH_BLOCK_BULLET, 1, "Hết", NULL, NULL);
    }
  g_assert_true (nh_plan_text_store (text, &error));
  gtk_window_set_default_size (GTK_WINDOW (desk.window), 700, 500);
  gtk_window_set_child (GTK_WINDOW (desk.window), GTK_WIDGET (desk.editor));
  gtk_window_present (GTK_WINDOW (desk.window));
  gtk_widget_grab_focus (GTK_WIDGET (desk.editor));
  fixture_settle ();
  return desk;
}

static GtkWidget *
get_view (Desk *desk)
{
  return fixture_find (GTK_WIDGET (desk->editor), GTK_TYPE_TEXT_VIEW, NULL);
}

static void
signal_view (Desk *desk, const char *name)
{
  g_signal_emit_by_name (get_view (desk), name);
  fixture_settle ();
}

static char *
show (NhPlanText *text)
{
  static const char *const kinds[] = { "p", "h", "b", "live", "table", "break" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < nh_plan_text_get_n_blocks (text); i++)
    {
      NhBlock *block = nh_plan_text_get_block (text, i);
      g_autofree char *markup = nh_rich_text_to_markup (block->text);

      g_string_append_printf (out, "%s%u %s%s\n", kinds[block->kind], block->level, markup, block->view ? block->view : "");
    }
  return g_string_free (out, FALSE);
}

static void
assert_text (Desk *desk, const char *wanted)
{
  g_autofree char *shown = show (desk->text);

  g_assert_cmpstr (shown, ==, wanted);
}

typedef struct
{
  GString *text;
  gboolean done;
} Content;

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Content *content = data;

  g_assert_true (gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (source), result, NULL));
  content->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Content *) data)->done;
}

static char *
get_content (Desk *desk, const char *mime)
{
  GdkContentProvider *provider = gdk_clipboard_get_content (gtk_widget_get_clipboard (desk->window));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  Content content = { NULL, FALSE };

  g_assert_nonnull (provider);
  gdk_content_provider_write_mime_type_async (provider, mime, memory, G_PRIORITY_DEFAULT, NULL, on_written_cb, &content);
  g_assert_true (fixture_wait (is_done, &content));
  g_output_stream_close (memory, NULL, NULL);
  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
}

static void
set_content (Desk *desk, const char *mime, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GdkContentProvider) provider = gdk_content_provider_new_for_bytes (mime, bytes);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (desk->window), provider);
}

/* Word gets headings with their numbers, a footnote and a table; nothing of it is lost within the program. */
static void
test_copy (Fixture *f, gconstpointer data)
{
  Desk desk = open_desk (f, TRUE);
  g_autofree char *html = NULL;
  g_autofree char *plain = NULL;

  nh_plan_editor_select (desk.editor, 0, 0, 4, strlen ("Hết"));
  signal_view (&desk, "copy-clipboard");
  html = get_content (&desk, "text/html");
  g_assert_nonnull (strstr (html, "<h1>I. VIỆC CHUNG</h1>"));
  g_assert_nonnull (strstr (html, "<h2>1. Thư viện <i>xanh</i></h2>"));
  g_assert_nonnull (strstr (html, "<b>hai</b> cuốn<a class=\"sdfootnoteanc\""));
  g_assert_nonnull (strstr (html, "<table"));
  plain = get_content (&desk, "text/plain;charset=utf-8");
  g_assert_true (g_str_has_prefix (plain, "I. VIỆC CHUNG\n1. Thư viện xanh\nMỗi lớp hai cuốn[1].\n"));
  g_assert_true (g_str_has_suffix (plain, "\n– Hết\n[1] Sách mới"));

  nh_plan_editor_set_cursor (desk.editor, 4, strlen ("Hết"));
  signal_view (&desk, "paste-clipboard");
  assert_text (&desk, "h1 VIỆC CHUNG\nh2 Thư viện <i>xanh</i>\n"
                      "p0 Mỗi lớp <b>hai</b> cuốn<note>Sách mới</note>.\nlive0 deadlines\n"
                      "b1 HếtVIỆC CHUNG\nh2 Thư viện <i>xanh</i>\n"
                      "p0 Mỗi lớp <b>hai</b> cuốn<note>Sách mới</note>.\nlive0 deadlines\nb1 Hết\n");
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Dán");
  gtk_window_destroy (GTK_WINDOW (desk.window));
}

/* A word of a heading is a word. */
static void
test_copy_piece (Fixture *f, gconstpointer data)
{
  Desk desk = open_desk (f, TRUE);
  g_autofree char *html = NULL;

  nh_plan_editor_select (desk.editor, 1, 0, 1, strlen ("Thư viện"));
  signal_view (&desk, "cut-clipboard");
  html = get_content (&desk, "text/html");
  g_assert_nonnull (strstr (html, "<p>Thư viện</p>"));
  nh_plan_editor_set_cursor (desk.editor, 4, 0);
  signal_view (&desk, "paste-clipboard");
  assert_text (&desk, "h1 VIỆC CHUNG\nh2  <i>xanh</i>\np0 Mỗi lớp <b>hai</b> cuốn<note>Sách mới</note>.\n"
                      "live0 deadlines\nb1 Thư việnHết\n");
  gtk_window_destroy (GTK_WINDOW (desk.window));
}

static void
test_paste_word (Fixture *f, gconstpointer data)
{
  Desk desk = open_desk (f, FALSE);

  set_content (&desk, "text/html",
               "<h1>I. MỤC ĐÍCH</h1><p>Đọc <b>sách</b>.</p><img src=x><table><tr><td>a<td>b</table><p>- Sạch</p>");
  signal_view (&desk, "paste-clipboard");
  assert_text (&desk, "h1 MỤC ĐÍCH\np0 Đọc <b>sách</b>.\ntable0 \nb1 Sạch\n");
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Dán");
  fixture_act (f, "undo");
  g_assert_cmpuint (nh_plan_text_get_n_blocks (desk.text), <=, 1);
  gtk_window_destroy (GTK_WINDOW (desk.window));
}

/* A number at the beginning of a paragraph is one of the program; in the middle, and as plain text, it stays. */
static void
test_paste_plain (Fixture *f, gconstpointer data)
{
  Desk desk = open_desk (f, FALSE);
  g_autoptr (GBytes) rich = g_bytes_new_static ("<p><b>- x</b></p>", 17);
  g_autoptr (GBytes) words = g_bytes_new_static ("- x\n- y", 7);
  GdkContentProvider *providers[] = { gdk_content_provider_new_for_bytes ("text/html", rich),
                                      gdk_content_provider_new_for_bytes ("text/plain;charset=utf-8", words) };
  g_autoptr (GdkContentProvider) both = gdk_content_provider_new_union (providers, 2);

  set_content (&desk, "text/plain;charset=utf-8", "1. Một");
  signal_view (&desk, "paste-clipboard");
  assert_text (&desk, "h2 Một\n");
  signal_view (&desk, "paste-clipboard");
  assert_text (&desk, "h2 Một1. Một\n");
  gdk_clipboard_set_content (gtk_widget_get_clipboard (desk.window), both);
  g_assert_true (gtk_widget_activate_action (get_view (&desk), "plan-text.paste-plain", NULL));
  fixture_settle ();
  assert_text (&desk, "h2 Một1. Một- x\np0 - y\n");
  gtk_window_destroy (GTK_WINDOW (desk.window));
}

/* Some clipboards give a page whatever type was asked for, and say it was the one. */
static void
test_pretended (Fixture *f, gconstpointer data)
{
  Desk desk = open_desk (f, FALSE);
  g_autoptr (GBytes) page = g_bytes_new_static ("<html><body><p><b>Một</b></p></body></html>", 45);
  GdkContentProvider *providers[] = { gdk_content_provider_new_for_bytes (NH_BLOCK_MARKUP_MIME, page),
                                      gdk_content_provider_new_for_bytes ("text/html", page) };
  g_autoptr (GdkContentProvider) both = gdk_content_provider_new_union (providers, 2);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (desk.window), both);
  signal_view (&desk, "paste-clipboard");
  assert_text (&desk, "p0 <b>Một</b>\n");
  gtk_window_destroy (GTK_WINDOW (desk.window));
}

static gboolean
has_many (gpointer data)
{
  return nh_plan_text_get_n_blocks (data) > 4000;
}

/* A long text is read beside the program, and comes whole. */
static void
test_long (Fixture *f, gconstpointer data)
{
  Desk desk = open_desk (f, FALSE);
  g_autoptr (GString) page = g_string_new (NULL);

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (page, "<p>Đoạn <b>thứ</b> %u của một văn bản dài để dán vào kế hoạch</p>\n", i);
  set_content (&desk, "text/html", page->str);
  g_signal_emit_by_name (get_view (&desk), "paste-clipboard");
  g_assert_true (fixture_wait (has_many, desk.text));
  g_assert_cmpuint (nh_plan_text_get_n_blocks (desk.text), ==, 5000);
  gtk_window_destroy (GTK_WINDOW (desk.window));
}

int
main (int argc, char **argv)
{
  window_test_init (argc, argv);
  g_test_add ("/plan-clipboard/copy", Fixture, "sample", fixture_set_up, test_copy, fixture_tear_down);
  g_test_add ("/plan-clipboard/copy-piece", Fixture, "sample", fixture_set_up, test_copy_piece, fixture_tear_down);
  g_test_add ("/plan-clipboard/paste-word", Fixture, "sample", fixture_set_up, test_paste_word, fixture_tear_down);
  g_test_add ("/plan-clipboard/paste-plain", Fixture, "sample", fixture_set_up, test_paste_plain, fixture_tear_down);
  g_test_add ("/plan-clipboard/pretended", Fixture, "sample", fixture_set_up, test_pretended, fixture_tear_down);
  g_test_add ("/plan-clipboard/long", Fixture, "sample", fixture_set_up, test_long, fixture_tear_down);
  return g_test_run ();
}
