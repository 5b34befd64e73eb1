/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding and replacing in the text of a plan, as a user does it.
 */
#include "window-fixture.h"

#include <string.h>

#include "ui/plan/nh-plan-find-bar.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *bar;
  NhPlanEditor *editor;
  NhPlanText *text;
} Desk;

static void
add (NhPlanText *text, NhBlockKind kind, const char *markup, const char *view)
{
  g_autoptr (NhRichText) rich = nh_rich_text_read (markup);
  g_autoptr (NhBlock) block = nh_block_new (nh_plan_text_new_id (text), kind, 1, rich, view, NULL);

  nh_plan_text_splice (text, nh_plan_text_get_n_blocks (text), 0, &block, 1);
}

static Desk
open_desk (Fixture *f)
{
  Desk desk = { gtk_window_new () };
  NhFieldText values[] = { { "title", "Kế hoạch thử" }, { NULL, NULL } };
  gint64 plan = nh_workbook_create (f->workbook, nh_entity_find ("plan"), values, NULL);
  g_autoptr (NhPlanText) text = nh_plan_text_new (f->workbook, plan, NULL);
  g_autoptr (NhPlanDocument) document = nh_plan_document_new (text, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  desk.text = text;
  desk.editor = NH_PLAN_EDITOR (nh_plan_editor_new (f->session, document));
  desk.bar = nh_plan_find_bar_new (f->session, document, desk.editor);
  add (text, NH_BLOCK_PARAGRAPH, "Thời hạn nộp: <b>Thời hạn</b> là thời hạn<note>thoi han</note>.", NULL);
  add (text, NH_BLOCK_TABLE, "", "deadlines");
  g_assert_true (nh_plan_text_store (text, NULL));
  gtk_box_append (GTK_BOX (box), desk.bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (desk.editor));
  gtk_widget_set_vexpand (GTK_WIDGET (desk.editor), TRUE);
  gtk_window_set_child (GTK_WINDOW (desk.window), box);
  gtk_window_set_default_size (GTK_WINDOW (desk.window), 700, 500);
  gtk_window_present (GTK_WINDOW (desk.window));
  fixture_settle ();
  nh_plan_editor_set_cursor (desk.editor, 0, 0);
  return desk;
}

static void
look_for (Desk *desk, const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (desk->bar, GTK_TYPE_ENTRY, NULL)), words);
  fixture_settle ();
}

static void
replace_with (Desk *desk, const char *words, const char *button)
{
  GtkWidget *pressed = gtk_widget_get_ancestor (fixture_find (desk->bar, GTK_TYPE_LABEL, button), GTK_TYPE_BUTTON);
  GtkWidget *entry = fixture_find (gtk_widget_get_parent (pressed), GTK_TYPE_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  g_signal_emit_by_name (pressed, "clicked");
  fixture_settle ();
}

static void
assert_words (Desk *desk, const char *wanted)
{
  g_autofree char *markup = nh_rich_text_to_markup (nh_plan_text_get_block (desk->text, 0)->text);

  g_assert_cmpstr (markup, ==, wanted);
}

static void
assert_selection (Desk *desk, guint wanted_block, guint wanted_start, guint wanted_end)
{
  guint block, start, end_block, end;

  g_assert_true (nh_plan_editor_get_selection (desk->editor, &block, &start, &end_block, &end));
  g_assert_cmpuint (block, ==, wanted_block);
  g_assert_cmpuint (start, ==, wanted_start);
  g_assert_cmpuint (end, ==, wanted_end);
}

/* Ctrl+F, letters without marks, F3 and back; the count tells where one is. */
static void
test_find (Fixture *f, gconstpointer data)
{
  Desk desk = open_desk (f);

  nh_plan_find_bar_open (NH_PLAN_FIND_BAR (desk.bar), FALSE);
  look_for (&desk, "thoi han");
  g_assert_true (fixture_shows (desk.bar, "1/"));
  assert_selection (&desk, 0, 0, strlen ("Thời hạn"));
  nh_plan_find_bar_step (NH_PLAN_FIND_BAR (desk.bar), 1);
  g_assert_true (fixture_shows (desk.bar, "2/"));
  nh_plan_find_bar_step (NH_PLAN_FIND_BAR (desk.bar), 1);
  nh_plan_find_bar_step (NH_PLAN_FIND_BAR (desk.bar), 1);
  g_assert_true (fixture_shows (desk.bar, "trong chú thích chân trang"));
  nh_plan_find_bar_step (NH_PLAN_FIND_BAR (desk.bar), 1);
  /* The head of the table of deadlines has the words too: its data have them. */
  g_assert_true (fixture_shows (desk.bar, "trong bảng tự cập nhật"));
  nh_plan_find_bar_step (NH_PLAN_FIND_BAR (desk.bar), -1);
  g_assert_true (fixture_shows (desk.bar, "4/"));
  look_for (&desk, "thời hạn xa");
  g_assert_true (fixture_shows (desk.bar, "Không có"));
  gtk_window_destroy (GTK_WINDOW (desk.window));
}

/* One, then all the others: each a step of undo; the table's words stay and are counted. */
static void
test_replace (Fixture *f, gconstpointer data)
{
  Desk desk = open_desk (f);

  nh_plan_find_bar_open (NH_PLAN_FIND_BAR (desk.bar), TRUE);
  look_for (&desk, "Thời hạn");
  replace_with (&desk, "Hạn", "Thay thế");
  assert_words (&desk, "Hạn nộp: <b>Thời hạn</b> là thời hạn<note>thoi han</note>.");
  assert_selection (&desk, 0, strlen ("Hạn nộp: "), strlen ("Hạn nộp: Thời hạn"));
  g_assert_true (nh_plan_text_store (desk.text, NULL));
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Thay thế");
  replace_with (&desk, "Hạn", "Thay tất cả");
  assert_words (&desk, "Hạn nộp: <b>Hạn</b> là Hạn<note>Hạn</note>.");
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Đã thay ở 3 chỗ."));
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "trong bảng tự cập nhật giữ nguyên"));
  g_assert_true (nh_plan_text_store (desk.text, NULL));
  fixture_act (f, "undo");
  assert_words (&desk, "Hạn nộp: <b>Thời hạn</b> là thời hạn<note>thoi han</note>.");
  gtk_window_destroy (GTK_WINDOW (desk.window));
}

/* What is selected is what one looks for; Esc takes the marks away. */
static void
test_selection (Fixture *f, gconstpointer data)
{
  Desk desk = open_desk (f);
  GtkTextBuffer *buffer
      = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture_find (GTK_WIDGET (desk.editor), GTK_TYPE_TEXT_VIEW, NULL)));
  GtkTextTag *mark = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "find");
  GtkTextIter iter;

  nh_plan_editor_select (desk.editor, 0, strlen ("Thời hạn "), 0, strlen ("Thời hạn nộp"));
  nh_plan_find_bar_open (NH_PLAN_FIND_BAR (desk.bar), FALSE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture_find (desk.bar, GTK_TYPE_ENTRY, NULL))), ==, "nộp");
  look_for (&desk, "thời hạn");
  gtk_text_buffer_get_start_iter (buffer, &iter);
  g_assert_true (gtk_text_iter_forward_to_tag_toggle (&iter, mark));
  g_signal_emit_by_name (fixture_find (desk.bar, GTK_TYPE_BUTTON, "Đóng"), "clicked");
  fixture_settle ();
  gtk_text_buffer_get_start_iter (buffer, &iter);
  g_assert_false (gtk_text_iter_forward_to_tag_toggle (&iter, mark));
  g_assert_false (gtk_widget_get_visible (desk.bar));
  gtk_window_destroy (GTK_WINDOW (desk.window));
}

/* The bar must not push the pages aside, and what stands in an empty entry is read whole. */
static void
test_width (Fixture *f, gconstpointer data)
{
  Desk desk = open_desk (f);
  GtkWidget *entry;
  PangoLayout *layout;
  int minimum, placeholder;

  nh_plan_find_bar_open (NH_PLAN_FIND_BAR (desk.bar), TRUE);
  gtk_widget_measure (desk.bar, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 330);
  gtk_window_set_default_size (GTK_WINDOW (desk.window), 340, 500);
  fixture_settle ();
  entry = fixture_find (desk.bar, GTK_TYPE_ENTRY, NULL);
  layout = gtk_widget_create_pango_layout (entry, gtk_entry_get_placeholder_text (GTK_ENTRY (entry)));
  pango_layout_get_pixel_size (layout, &placeholder, NULL);
  g_object_unref (layout);
  g_assert_cmpint (placeholder, <=, gtk_widget_get_width (gtk_widget_get_first_child (entry)));
  gtk_window_destroy (GTK_WINDOW (desk.window));
}

int
main (int argc, char **argv)
{
  window_test_init (argc, argv);
  g_test_add ("/plan-find-bar/find", Fixture, "sample", fixture_set_up, test_find, fixture_tear_down);
  g_test_add ("/plan-find-bar/replace", Fixture, "sample", fixture_set_up, test_replace, fixture_tear_down);
  g_test_add ("/plan-find-bar/selection", Fixture, "sample", fixture_set_up, test_selection, fixture_tear_down);
  g_test_add ("/plan-find-bar/width", Fixture, "sample", fixture_set_up, test_width, fixture_tear_down);
  return g_test_run ();
}
