/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * New plans, and plans kept as templates, as a user meets them.
 */
#include "window-fixture.h"

#include <string.h>

#include "ui/plan/nh-new-plan.h"
#include "ui/plan/nh-roll-over-changes.h"

/* The modal window in front. */
static GtkWidget *
get_dialog (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (gtk_window_get_modal (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }
  return NULL;
}

static void
choose (GtkWidget *dialog,
        const char *name)
{
  GtkWidget *label = fixture_find (dialog, GTK_TYPE_LABEL, name);
  GtkWidget *row = label ? gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW) : NULL;

  g_assert_nonnull (row);
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX)), GTK_LIST_BOX_ROW (row));
  fixture_settle ();
}

static void
accept (GtkWidget *dialog)
{
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)), "clicked");
  fixture_settle ();
}

static gint64
count (Fixture *f,
       const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (f->workbook), sql, &error);
  gboolean row;

  g_assert_no_error (error);
  g_assert_true (nh_statement_step (select, &row, &error) && row);
  return nh_statement_int64 (select, 0);
}

/* Ctrl+Shift+N, a template, Enter: a whole plan, its page, one step back. */
static void
test_from_template (Fixture *f,
                    gconstpointer data)
{
  gint64 before = count (f, "SELECT count (*) FROM plan");
  GtkWidget *dialog;

  fixture_act (f, "new-plan");
  dialog = get_dialog ();
  g_assert_nonnull (dialog);
  choose (dialog, "Tổ mạng lưới chuyên môn");
  g_assert_true (fixture_shows (dialog, "chỗ cần điền"));
  g_assert_true (fixture_shows (dialog, "Khoảng"));
  accept (dialog);
  g_assert_null (get_dialog ());
  g_assert_cmpint (count (f, "SELECT count (*) FROM plan"), ==, before + 1);
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Đã lập kế hoạch; còn"));
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Hoạt động của Tổ mạng lưới chuyên môn cấp tỉnh năm học"));
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Lập kế hoạch từ mẫu");
  fixture_act (f, "undo");
  g_assert_cmpint (count (f, "SELECT count (*) FROM plan"), ==, before);
}

static void
test_empty (Fixture *f,
            gconstpointer data)
{
  GtkWidget *dialog;

  fixture_act (f, "new-plan");
  dialog = get_dialog ();
  choose (dialog, "Kế hoạch trống");
  accept (dialog);
  g_assert_cmpint (count (f, "SELECT count (*) FROM plan WHERE kind = 'other' AND title LIKE '%năm học%'"), ==, 1);
  g_assert_cmpint (count (f, "SELECT count (*) FROM block"), ==, 0);
}

/* A plan becomes a template; its name is taken once. */
static void
test_save (Fixture *f,
           gconstpointer data)
{
  gint64 plan = count (f, "SELECT id FROM plan WHERE number = '73'");
  GtkWidget *dialog;
  GtkWidget *entry;

  nh_save_template_dialog_present (GTK_WIDGET (f->window), f->session, plan);
  fixture_settle ();
  dialog = get_dialog ();
  entry = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Mẫu của phòng");
  accept (dialog);
  g_assert_null (get_dialog ());
  g_assert_cmpint (count (f, "SELECT count (*) FROM plan_template WHERE name = 'Mẫu của phòng'"), ==, 1);

  nh_save_template_dialog_present (GTK_WIDGET (f->window), f->session, plan);
  fixture_settle ();
  dialog = get_dialog ();
  entry = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "mẫu của Phòng");
  accept (dialog);
  g_assert_true (fixture_shows (dialog, "Đã có mẫu tên là"));
  gtk_window_destroy (GTK_WINDOW (dialog));

  fixture_act (f, "new-plan");
  dialog = get_dialog ();
  choose (dialog, "Mẫu của phòng");
  accept (dialog);
  g_assert_cmpint (count (f, "SELECT count (*) FROM plan WHERE kind = 'lesson_study_inspection'"), ==, 2);
}

/* What changes is shown with the words around it. */
static void
test_changes (void)
{
  g_autofree char *text = nh_roll_over_changes_describe (
      "Gửi <b>kế hoạch</b> và báo cáo công tác chuẩn bị của các đơn vị đăng cai về Sở trước ngày 15/9/2023, để phối hợp",
      "Gửi <b>kế hoạch</b> và báo cáo công tác chuẩn bị của các đơn vị đăng cai về Sở trước ngày 15/9/2024, để phối hợp");
  g_autofree char *month = nh_roll_over_changes_describe ("Tháng 12/2023", "Tháng 12/2024");

  g_assert_cmpstr (text, ==, "… đơn vị đăng cai về Sở trước ngày <s>15/9/2023,</s> → <b>15/9/2024,</b> để phối hợp");
  g_assert_cmpstr (month, ==, "Tháng <s>12/2023</s> → <b>12/2024</b>");
}

/* From the plan of last year: decide, see what moves, make it; one step back. */
static void
test_roll_over (Fixture *f,
                gconstpointer data)
{
  gint64 before = count (f, "SELECT count (*) FROM plan");
  GtkWidget *dialog;
  GtkWidget *check;

  fixture_act (f, "new-plan");
  dialog = get_dialog ();
  choose (dialog, "73/KH-SGDĐT");
  accept (dialog);
  dialog = get_dialog ();
  g_assert_nonnull (dialog);
  g_assert_true (fixture_shows (dialog, "Cần quyết định ("));
  choose (dialog, "1338/SGDĐT-GDTrH,GDTX");
  g_assert_true (fixture_shows (dialog, "Văn bản của năm học 2023-2024."));
  check = gtk_widget_get_ancestor (fixture_find (dialog, GTK_TYPE_LABEL, "Bỏ ra"), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  fixture_settle ();
  accept (dialog);
  g_assert_null (get_dialog ());
  g_assert_cmpint (count (f, "SELECT count (*) FROM plan"), ==, before + 1);
  g_assert_cmpint (count (f, "SELECT count (*) FROM plan_basis WHERE plan = (SELECT id FROM plan WHERE previous IS NOT "
                             "NULL)"), ==,
                   count (f, "SELECT count (*) - 1 FROM plan_basis WHERE plan = (SELECT previous FROM plan WHERE "
                             "previous IS NOT NULL)"));
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Đã lập 1 kế hoạch cho năm học"));
  fixture_act (f, "undo");
  g_assert_cmpint (count (f, "SELECT count (*) FROM plan"), ==, before);
}

/* All plans of a year, from the command; and stopped by Esc nothing is made. */
static void
test_roll_year (Fixture *f,
                gconstpointer data)
{
  gint64 year = count (f, "SELECT id FROM school_year WHERE name = '2023-2024'");
  gint64 before = count (f, "SELECT count (*) FROM plan");
  gint64 n = count (f, "SELECT count (*) FROM plan p JOIN school_year y ON y.id = p.school_year WHERE y.name = '2023-2024'");
  GtkWidget *dialog;

  nh_session_set_year (f->session, year);
  fixture_settle ();
  fixture_act (f, "roll-over-year");
  dialog = get_dialog ();
  g_assert_nonnull (dialog);
  g_assert_true (fixture_shows (dialog, "48/KH-PGDĐT · CĂN CỨ"));
  gtk_window_close (GTK_WINDOW (dialog));
  fixture_settle ();
  g_assert_null (get_dialog ());
  g_assert_cmpint (count (f, "SELECT count (*) FROM plan"), ==, before);
  fixture_act (f, "roll-over-year");
  accept (get_dialog ());
  g_assert_null (get_dialog ());
  g_assert_cmpint (count (f, "SELECT count (*) FROM plan"), ==, before + n);
}

#define ADD(name, sample, func) g_test_add ("/window/plans/" name, Fixture, sample, fixture_set_up, func, fixture_tear_down)

int
main (int argc,
      char **argv)
{
  window_test_init (argc, argv);
  ADD ("from-template", "sample", test_from_template);
  ADD ("empty", NULL, test_empty);
  ADD ("save", "sample", test_save);
  g_test_add_func ("/window/plans/changes", test_changes);
  ADD ("roll-over", "sample", test_roll_over);
  ADD ("roll-year", "sample", test_roll_year);
  return g_test_run ();
}
