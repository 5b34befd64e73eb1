/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The wizard: from a file to rows in a table and back by one undo.
 */
#include <glib/gi18n-lib.h>

#include "ui/import/nh-import-window.h"
#include "window-fixture.h"

static const char table[]
    = "TT;Họ và tên;Ngày sinh;Chức vụ;Đơn vị công tác;Điện thoại\n"
      "1;Nguyễn Thị Lan;5/6/1980;GV;Trường TH Bến Súc;912000371\n"
      "2;Trần Văn Bình;1985;PHT;Trường TH Bến Súc;0912.000.372\n"
      "3;Huỳnh Tấn Lợi;;Hiệu trưởng;Trường TH Bến Súc;0912 000 199\n"
      "4;Võ Minh Khoa;1990;GV;Trường TH Suối Đá Xanh;gọi sau\n"
      ";(Danh sách này có 4 người);;;;\n";

static NhImportWindow *
open_file (Fixture *fixture, const char *name, const char *text, const char *entity)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  NhImportWindow *window;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  window = nh_import_window_new (GTK_WIDGET (fixture->window), fixture->session, entity);
  gtk_window_present (GTK_WINDOW (window));
  nh_import_window_open_file (window, file);
  return window;
}

static NhImportWindow *
open_table (Fixture *fixture, const char *text, const char *entity)
{
  return open_file (fixture, "giao-vien.csv", text, entity);
}

typedef struct
{
  GtkWidget *root;
  const char *text;
} Wanted;

static gboolean
is_shown (gpointer data)
{
  Wanted *wanted = data;

  return fixture_shows (wanted->root, wanted->text);
}

static void
wait_for (gpointer root, const char *text)
{
  Wanted wanted = { root, text };

  g_assert_true (fixture_wait (is_shown, &wanted));
  fixture_settle ();
}

static void
press (gpointer root, GType type, const char *label)
{
  GtkWidget *widget = fixture_find (root, type, label);

  g_assert_nonnull (widget);
  g_assert_true (gtk_widget_is_sensitive (widget));
  if (GTK_IS_CHECK_BUTTON (widget))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), !gtk_check_button_get_active (GTK_CHECK_BUTTON (widget)));
  else
    g_signal_emit_by_name (widget, "clicked");
  fixture_settle ();
}

static gboolean
can_import (gpointer data)
{
  gpointer *wanted = data;
  GtkWidget *button = fixture_find (wanted[0], GTK_TYPE_BUTTON, wanted[1]);

  return button && gtk_widget_is_sensitive (button);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
test_people (Fixture *fixture, gconstpointer data)
{
  NhGridScreen *people = fixture_go (fixture, "people");
  guint before = fixture_n_rows (people);
  NhImportWindow *window = open_table (fixture, table, "person");
  g_autofree char *label = NULL;
  guint row;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  wait_for (window, "Nguyễn Thị Lan");
  g_assert_true (fixture_shows (GTK_WIDGET (window), "giao-vien.csv"));
  press (window, GTK_TYPE_BUTTON, _("_Preview"));
  /* One row is wrong: nothing is stored before the user has decided about it. */
  wait_for (window, "gọi sau");
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Import %u row", "_Import %u rows", 3), 3);
  g_assert_false (gtk_widget_is_sensitive (fixture_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, label)));
  press (window, GTK_TYPE_CHECK_BUTTON, _("_Leave this row out"));
  g_assert_true (fixture_wait (can_import, (gpointer[]) { window, label }));
  press (window, GTK_TYPE_BUTTON, label);
  g_assert_true (fixture_wait (is_gone, &window));
  fixture_settle ();
  people = fixture_go (fixture, "people");
  g_assert_cmpuint (fixture_n_rows (people), ==, before + 2);
  row = fixture_find_row (people, "name", "Nguyễn Thị Lan");
  {
    g_autofree char *phone = fixture_text (people, row, "phone");
    g_autofree char *unit = fixture_text (people, row, "unit");

    g_assert_cmpstr (phone, ==, "0912 000 371");
    g_assert_cmpstr (unit, ==, "Trường Tiểu học Bến Súc");
  }
  fixture_act (fixture, "undo");
  g_assert_cmpuint (fixture_n_rows (people), ==, before);
  g_assert_null (nh_workbook_get_undo_name (fixture->workbook));
}

/* What is no table gets a sentence, and the wizard stays where it is. */
static void
test_no_table (Fixture *fixture, gconstpointer data)
{
  NhImportWindow *window;

  fixture_go (fixture, "people");
  window = open_table (fixture, "", "person");
  wait_for (window, _("The file is empty."));
  g_assert_true (fixture_shows (GTK_WIDGET (window), _("Where is the table?")));
  gtk_window_destroy (GTK_WINDOW (window));
  fixture_settle ();
}

/* Cells that were copied elsewhere. */
static void
test_paste (Fixture *fixture, gconstpointer data)
{
  NhGridScreen *people = fixture_go (fixture, "people");
  guint before = fixture_n_rows (people);
  NhImportWindow *window = nh_import_window_new (GTK_WIDGET (fixture->window), fixture->session, "person");
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Import %u row", "_Import %u rows", 1), 1);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_present (GTK_WINDOW (window));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)),
                          "Họ và tên\tĐơn vị\tĐiện thoại\nNguyễn Thị Chép\tTrường TH Bến Súc\tkhông có\n");
  nh_import_window_paste (window);
  wait_for (window, "Nguyễn Thị Chép");
  press (window, GTK_TYPE_BUTTON, _("_Preview"));
  g_assert_true (fixture_wait (can_import, (gpointer[]) { window, label }));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == fixture_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, label));
  press (window, GTK_TYPE_BUTTON, label);
  g_assert_true (fixture_wait (is_gone, &window));
  fixture_settle ();
  people = fixture_go (fixture, "people");
  g_assert_cmpuint (fixture_n_rows (people), ==, before + 1);
}

/* What was copied is a web page without a table, but its text has cells. */
static void
test_paste_page (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "Họ và tên\tĐơn vị\nNguyễn Thị Chép\tTrường TH Bến Súc\n";
  static const char page[] = "<html><body><p>Họ và tên Đơn vị</p></body></html>";
  g_autoptr (GBytes) text_bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) page_bytes = g_bytes_new_static (page, strlen (page));
  GdkContentProvider *both[]
      = { gdk_content_provider_new_for_bytes ("text/html", page_bytes),
          gdk_content_provider_new_for_bytes ("text/plain;charset=utf-8", text_bytes) };
  g_autoptr (GdkContentProvider) all = gdk_content_provider_new_union (both, 2);
  NhImportWindow *window = nh_import_window_new (GTK_WIDGET (fixture->window), fixture->session, "person");

  gtk_window_present (GTK_WINDOW (window));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (window)), all);
  nh_import_window_paste (window);
  wait_for (window, "Nguyễn Thị Chép");
  gtk_window_destroy (GTK_WINDOW (window));
  fixture_settle ();
}

/* After one sheet of a file the wizard goes on to the next that holds such a table. */
static void
test_sheets (Fixture *fixture, gconstpointer data)
{
  static const char page[]
      = "<html><body>"
        "<table><tr><td>Họ và tên</td><td>Đơn vị</td></tr>"
        "<tr><td>Nguyễn Thị Một</td><td>Trường TH Bến Súc</td></tr>"
        "<tr><td>Nguyễn Thị Hai</td><td>Trường TH Bến Súc</td></tr></table>"
        "<table><tr><td>Hướng dẫn ghi</td></tr></table>"
        "<table><tr><td>Họ và tên</td><td>Đơn vị</td></tr>"
        "<tr><td>Nguyễn Thị Ba</td><td>Trường TH Bến Súc</td></tr></table></body></html>";
  g_autofree char *two = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Import %u row", "_Import %u rows", 2), 2);
  g_autofree char *one = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Import %u row", "_Import %u rows", 1), 1);
  NhGridScreen *people = fixture_go (fixture, "people");
  guint before = fixture_n_rows (people);
  NhImportWindow *window = open_file (fixture, "hai-bang.html", page, "person");

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  wait_for (window, "Nguyễn Thị Một");
  press (window, GTK_TYPE_BUTTON, _("_Preview"));
  g_assert_true (fixture_wait (can_import, (gpointer[]) { window, two }));
  press (window, GTK_TYPE_BUTTON, two);
  wait_for (window, "Nguyễn Thị Ba");
  g_assert_nonnull (fixture_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, _("_Close")));
  press (window, GTK_TYPE_BUTTON, _("_Preview"));
  g_assert_true (fixture_wait (can_import, (gpointer[]) { window, one }));
  press (window, GTK_TYPE_BUTTON, one);
  g_assert_true (fixture_wait (is_gone, &window));
  fixture_settle ();
  people = fixture_go (fixture, "people");
  g_assert_cmpuint (fixture_n_rows (people), ==, before + 3);
}

#define ADD(name, function) \
  g_test_add ("/import/" name, Fixture, "sample", fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  window_test_init (argc, argv);
  ADD ("people", test_people);
  ADD ("no-table", test_no_table);
  ADD ("paste", test_paste);
  ADD ("paste-page", test_paste_page);
  ADD ("sheets", test_sheets);
  return g_test_run ();
}
