/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The details of a plan, issuing it and its history: as a user sees them.
 */
#include <glib/gi18n-lib.h>

#include "ui/plan/nh-plan-bases-view.h"
#include "ui/plan/nh-plan-details.h"
#include "ui/plan/nh-plan-history.h"
#include "ui/plan/nh-plan-page.h"
#include "window-fixture.h"

static gint64
find_plan (Fixture *fixture, const char *number)
{
  g_autoptr (GError) error = NULL;
  gint64 plan = nh_workbook_find_plan (fixture->workbook, number, &error);

  g_assert_no_error (error);
  return plan;
}

static GtkWidget *
open_tab (Fixture *fixture, const char *number, const char *tab, GType type)
{
  g_autofree char *screen = g_strdup_printf ("plan:%" G_GINT64_FORMAT, find_plan (fixture, number));
  GtkWidget *page;

  nh_session_show_screen (fixture->session, screen);
  fixture_settle ();
  page = fixture_find (GTK_WIDGET (fixture->window), NH_TYPE_PLAN_PAGE, NULL);
  g_assert_nonnull (page);
  nh_plan_page_show_tab (NH_PLAN_PAGE (page), tab);
  fixture_settle ();
  page = fixture_find (GTK_WIDGET (fixture->window), type, NULL);
  g_assert_nonnull (page);
  return page;
}

static GtkWidget *
dialog_of (Fixture *fixture)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (window != GTK_WINDOW (fixture->window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }
  return NULL;
}

static void
click (GtkWidget *root, const char *label)
{
  GtkWidget *button = fixture_find (root, GTK_TYPE_BUTTON, label);

  if (!button)
    g_error ("no button “%s”", label);
  g_signal_emit_by_name (button, "clicked");
  fixture_settle ();
}

static void
type (GtkWidget *root, const char *text)
{
  GtkWidget *view = fixture_find (root, GTK_TYPE_TEXT_VIEW, NULL);

  gtk_widget_grab_focus (view);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  fixture_settle ();
}

static gint64
count (Fixture *fixture, const char *what)
{
  g_autoptr (NhStatement) select = NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", what);
  gboolean row;

  select = nh_store_prepare (nh_workbook_get_store (fixture->workbook), sql, NULL);
  g_assert_true (nh_statement_step (select, &row, NULL) && row);
  return nh_statement_int64 (select, 0);
}

/* Pasted bases fall into their fields before they are stored; one undo takes all back. */
static void
test_bases (Fixture *fixture, gconstpointer data)
{
  GtkWidget *details = open_tab (fixture, "73/KH-SGDĐT", "info", NH_TYPE_PLAN_DETAILS);
  GtkWidget *entry = fixture_find (details, NH_TYPE_BASIS_ENTRY, NULL);
  gint64 n = count (fixture, "plan_basis");
  gint64 documents = count (fixture, "legal_reference");

  type (entry, "Căn cứ Luật Giáo dục ngày 14/6/2019; Căn cứ công văn số 1338/SGDĐT-GDTrH,GDTX ngày 22/8/2023 của Sở GDĐT về chuyện "
               "này; Thông tư 30/2014-BGDĐT về đánh giá");
  g_assert_true (fixture_shows (entry, "14/6/2019"));
  g_assert_true (fixture_shows (entry, "1338/SGDĐT-GDTrH,GDTX"));
  g_assert_true (fixture_shows (entry, _ ("In the register already: printed as the register has it.")));
  g_assert_true (fixture_shows (entry, "“2014”"));
  click (entry, "3");
  g_assert_cmpint (count (fixture, "plan_basis"), ==, n + 3);
  g_assert_cmpint (count (fixture, "legal_reference"), ==, documents + 1);
  g_assert_true (fixture_shows (details, "Căn cứ Luật Giáo dục ngày 14/6/2019;"));
  g_assert_false (fixture_shows (entry, "14/6/2019"));
  click (details, _ ("In the _order of the decree"));
  g_assert_false (gtk_widget_get_sensitive (fixture_find (details, GTK_TYPE_BUTTON, _ ("In the _order of the decree"))));
  fixture_act (fixture, "undo");
  fixture_act (fixture, "undo");
  g_assert_cmpint (count (fixture, "plan_basis"), ==, n);
  /* Words of a document that the register has: chosen with one press. */
  type (entry, "1266");
  click (entry, "1266/SGDĐT-GDTrH,GDTX");
  g_assert_cmpint (count (fixture, "plan_basis"), ==, n + 1);
}

/* By what right somebody signs changes both lines, and the page shows what prints. */
static void
test_signature (Fixture *fixture, gconstpointer data)
{
  GtkWidget *details = open_tab (fixture, "73/KH-SGDĐT", "info", NH_TYPE_PLAN_DETAILS);
  GtkDropDown *right;
  g_autoptr (NhRecord) record = NULL;
  GtkWidget *recipients = fixture_find (details, NH_TYPE_PLAN_RECIPIENTS_VIEW, NULL);

  right = GTK_DROP_DOWN (gtk_widget_get_ancestor (
      fixture_find (details, GTK_TYPE_LABEL, _ ("KT. – a deputy for the head")), GTK_TYPE_DROP_DOWN));
  g_assert_nonnull (right);
  g_assert_cmpuint (gtk_drop_down_get_selected (right), ==, 1);
  gtk_drop_down_set_selected (right, 0);
  fixture_settle ();
  record = nh_workbook_load (fixture->workbook, nh_entity_find ("plan"), find_plan (fixture, "73/KH-SGDĐT"), NULL);
  g_assert_cmpstr (nh_record_text (record, "sign_authority"), ==, "");
  g_assert_cmpstr (nh_record_text (record, "sign_post"), ==, "GIÁM ĐỐC");
  type (recipients, "- Các phòng thuộc Sở;\n- Báo Bắc Giang.");
  g_assert_true (nh_plan_details_commit (NH_PLAN_DETAILS (details)));
  g_assert_cmpint (count (fixture, "plan_recipient WHERE text = 'Báo Bắc Giang'"), ==, 1);
  click (recipients, "Lưu: VT");
  g_assert_cmpint (count (fixture, "plan_recipient WHERE text = 'Lưu: VT' AND position = 3000"), ==, 1);
}

/* The text of a plan that was issued tells when it no longer is what was issued. */
static void
assert_note (Fixture *fixture, gboolean wanted)
{
  GtkWidget *page = fixture_find (GTK_WIDGET (fixture->window), NH_TYPE_PLAN_PAGE, NULL);

  nh_plan_page_show_tab (NH_PLAN_PAGE (page), "text");
  for (guint i = 0; i < 300 && fixture_shows (page, _ ("Changed since it was issued")) != wanted; i++)
    {
      g_usleep (10000);
      fixture_settle ();
    }
  g_assert_true (fixture_shows (page, _ ("Changed since it was issued")) == wanted);
}

/* Issued, edited, compared; then a plan that replaces it. */
static void
test_issue (Fixture *fixture, gconstpointer data)
{
  gint64 plan = find_plan (fixture, "73/KH-SGDĐT");
  g_autoptr (GError) error = NULL;
  GtkWidget *history;
  GtkWidget *dialog;
  GtkWidget *number;

  nh_workbook_set (fixture->workbook, nh_entity_find ("plan"), plan,
                   (NhFieldText[]) { { "status", "draft" }, { NULL, NULL } }, &error);
  g_assert_no_error (error);
  history = open_tab (fixture, "73/KH-SGDĐT", "history", NH_TYPE_PLAN_HISTORY);
  click (history, _ ("_Issue…"));
  dialog = dialog_of (fixture);
  g_assert_nonnull (dialog);
  number = fixture_find (dialog, GTK_TYPE_ENTRY, "73");
  g_assert_nonnull (number);
  /* What can't be issued says why, and the button waits. */
  gtk_editable_set_text (GTK_EDITABLE (number), "7x");
  for (guint i = 0; i < 100 && !fixture_shows (dialog, "“7x”"); i++)
    {
      g_usleep (10000);
      fixture_settle ();
    }
  g_assert_true (fixture_shows (dialog, "“7x”"));
  gtk_editable_set_text (GTK_EDITABLE (number), "75");
  for (guint i = 0; i < 100 && !fixture_find (dialog, GTK_TYPE_BUTTON, "75/KH-SGDĐT"); i++)
    {
      g_usleep (10000);
      fixture_settle ();
    }
  click (dialog, "75/KH-SGDĐT");
  g_assert_null (dialog_of (fixture));
  g_assert_cmpint (count (fixture, "plan_version WHERE number = '75'"), ==, 1);
  nh_workbook_set (fixture->workbook, nh_entity_find ("plan"), plan,
                   (NhFieldText[]) { { "sign_name", "Trần Văn Bình" }, { NULL, NULL } }, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 100 && !fixture_shows (history, "Trần Văn Bình"); i++)
    {
      g_usleep (10000);
      fixture_settle ();
    }
  g_assert_true (fixture_shows (history, "Trần Văn Bình"));
  g_assert_true (fixture_shows (history, _ ("Signer")));
  assert_note (fixture, TRUE);
  fixture_act (fixture, "undo");
  assert_note (fixture, FALSE);
  fixture_act (fixture, "redo");
  assert_note (fixture, TRUE);
  click (GTK_WIDGET (fixture->window), _ ("See the history"));
  g_assert_true (gtk_widget_get_mapped (history));
  click (history, _ ("_Amend or replace…"));
  dialog = dialog_of (fixture);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (fixture_find (dialog, GTK_TYPE_CHECK_BUTTON, _ ("It _replaces this plan"))), TRUE);
  click (dialog, _ ("_Make the draft"));
  g_assert_null (dialog_of (fixture));
  g_assert_cmpint (count (fixture, "plan WHERE amends_how = 'replaces' AND status = 'draft'"), ==, 1);
}

int
main (int argc, char **argv)
{
  window_test_init (argc, argv);
  /* GTK 4.8 warns now and then that it draws the main window before its layout while a dialog opens in
   * front of it; the next frame mends it. Criticals stay fatal. */
  g_log_set_always_fatal ((GLogLevelFlags) (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL));
  g_test_add ("/window-plan-issue/bases", Fixture, "sample", fixture_set_up, test_bases, fixture_tear_down);
  g_test_add ("/window-plan-issue/signature", Fixture, "sample", fixture_set_up, test_signature, fixture_tear_down);
  g_test_add ("/window-plan-issue/issue", Fixture, "sample", fixture_set_up, test_issue, fixture_tear_down);
  return g_test_run ();
}
