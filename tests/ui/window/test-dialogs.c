/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dialogs: what they offer, and the files that come of them.
 */
#include "window-fixture.h"

#include <string.h>

#include "document/nh-compose.h"
#include "ui/dialogs/nh-backups-dialog.h"
#include "ui/dialogs/nh-about.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/dialogs/nh-export-dialog.h"
#include "ui/dialogs/nh-export-job.h"
#include "ui/dialogs/nh-list-export.h"
#include "ui/dialogs/nh-preferences.h"
#include "ui/nh-settings.h"

typedef struct
{
  gboolean done;
  guint n_files;
  gboolean written;
  double fraction;
  GError *error;
} Outcome;

static gboolean
is_done (gpointer data)
{
  return ((Outcome *) data)->done;
}

static void
on_job_cb (GObject *source,
           GAsyncResult *result,
           gpointer data)
{
  Outcome *outcome = data;

  outcome->n_files = nh_export_job_finish (result, &outcome->error);
  outcome->done = TRUE;
}

static void
on_progress_cb (double fraction,
                gpointer data)
{
  Outcome *outcome = data;

  g_assert_cmpfloat (fraction, >=, outcome->fraction);
  outcome->fraction = fraction;
}

static GArray *
appendices_of (Fixture *f,
               const char *plan)
{
  g_autoptr (GError) error = NULL;
  gint64 id = nh_workbook_find_plan (f->workbook, plan, &error);
  GArray *ids = nh_compose_list_appendices (f->workbook, id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, >, 0);
  return ids;
}

static gboolean
is_zip (const char *path)
{
  g_autofree char *text = NULL;
  gsize length;

  return g_file_get_contents (path, &text, &length, NULL) && length > 1000 && memcmp (text, "PK", 2) == 0;
}

static void
test_export_one_file (Fixture *f,
                      gconstpointer data)
{
  g_autoptr (GArray) ids = appendices_of (f, "73/KH-SGDĐT");
  g_autofree char *path = g_build_filename (f->dir, "phụ lục.xlsx", NULL);
  Outcome outcome = { 0 };

  nh_export_job_run (f->workbook, ids, path, FALSE, NULL, on_progress_cb, &outcome, on_job_cb, &outcome);
  g_assert_true (fixture_wait (is_done, &outcome));
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.n_files, ==, 1);
  g_assert_cmpfloat (outcome.fraction, >, 0);
  g_assert_true (is_zip (path));
}

static void
test_export_separate (Fixture *f,
                      gconstpointer data)
{
  g_autoptr (GArray) ids = appendices_of (f, "73/KH-SGDĐT");
  Outcome outcome = { 0 };
  g_autofree char *first = g_build_filename (f->dir, "Phụ lục I - 73-KH-SGDĐT.xlsx", NULL);
  g_autofree char *second = g_build_filename (f->dir, "Phụ lục II - 73-KH-SGDĐT.xlsx", NULL);

  nh_export_job_run (f->workbook, ids, f->dir, TRUE, NULL, NULL, NULL, on_job_cb, &outcome);
  g_assert_true (fixture_wait (is_done, &outcome));
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.n_files, ==, ids->len);
  g_assert_true (is_zip (first));
  g_assert_true (is_zip (second));
}

static void
test_export_cancelled (Fixture *f,
                       gconstpointer data)
{
  g_autoptr (GArray) ids = appendices_of (f, "73/KH-SGDĐT");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = g_build_filename (f->dir, "dừng.xlsx", NULL);
  Outcome outcome = { 0 };

  nh_export_job_run (f->workbook, ids, path, FALSE, cancellable, NULL, NULL, on_job_cb, &outcome);
  g_cancellable_cancel (cancellable);
  g_assert_true (fixture_wait (is_done, &outcome));
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&outcome.error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A target that can't be written: a sentence, and the old file is there as it was. */
static void
test_export_refused (Fixture *f,
                     gconstpointer data)
{
  g_autoptr (GArray) ids = appendices_of (f, "73/KH-SGDĐT");
  g_autofree char *path = g_build_filename (f->dir, "không có thư mục này", "a.xlsx", NULL);
  Outcome outcome = { 0 };

  nh_export_job_run (f->workbook, ids, path, FALSE, NULL, NULL, NULL, on_job_cb, &outcome);
  g_assert_true (fixture_wait (is_done, &outcome));
  g_assert_nonnull (outcome.error);
  g_assert_cmpuint (outcome.n_files, ==, 0);
  g_clear_error (&outcome.error);
}

static GtkWidget *
top_dialog (Fixture *f)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (GTK_WIDGET (window) != GTK_WIDGET (f->window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }
  return NULL;
}

static gboolean
shows_result (gpointer data)
{
  return fixture_shows (data, "Đã ghi 1 tệp.");
}

/* The dialog as a user works it: two appendices ticked, one taken out, export, open offered. */
static void
test_export_dialog (Fixture *f,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 plan = nh_workbook_find_plan (f->workbook, "73/KH-SGDĐT", &error);
  g_autofree char *file = g_build_filename (f->dir, "Phụ lục 73-KH-SGDĐT.xlsx", NULL);
  GtkWidget *dialog;
  GtkWidget *export;

  nh_settings_set_string ("last-export-folder", f->dir);
  nh_export_dialog_show (GTK_WIDGET (f->window), f->session, plan);
  fixture_settle ();
  dialog = top_dialog (f);
  g_assert_nonnull (dialog);
  g_assert_true (fixture_shows (dialog, "Phụ lục I. "));
  g_assert_true (fixture_shows (dialog, "Phụ lục II. "));
  g_assert_true (fixture_shows (dialog, "Phụ lục 73-KH-SGDĐT.xlsx"));
  export = fixture_find (dialog, GTK_TYPE_BUTTON, "_Xuất");
  g_assert_nonnull (export);
  g_signal_emit_by_name (export, "clicked");
  g_assert_true (fixture_wait (shows_result, dialog));
  g_assert_true (is_zip (file));
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_BUTTON, "Mở _tệp"));
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_BUTTON, "Mở thư _mục"));
}

static void
on_list_cb (GObject *source,
            GAsyncResult *result,
            gpointer data)
{
  Outcome *outcome = data;

  outcome->written = nh_list_export_finish (result, &outcome->error);
  outcome->done = TRUE;
}

static void
test_list_export (Fixture *f,
                  gconstpointer data)
{
  NhGridScreen *units = fixture_go (f, "units");
  g_autofree char *path = g_build_filename (f->dir, "đơn vị.xlsx", NULL);
  Outcome outcome = { 0 };

  nh_list_export_write (nh_grid_screen_get_model (units), nh_grid_screen_get_grid (units), path, NULL, on_list_cb,
                        &outcome);
  g_assert_true (fixture_wait (is_done, &outcome));
  g_assert_no_error (outcome.error);
  g_assert_true (outcome.written);
  g_assert_true (is_zip (path));
}

static gboolean
has_backup (gpointer data)
{
  Fixture *f = data;
  g_autoptr (GPtrArray) list
      = nh_store_list_backups (nh_store_get_path (nh_workbook_get_store (f->workbook)));

  return list->len > 0;
}

/* A changed workbook is backed up by itself soon after it was opened. */
static void
test_backup_by_itself (Fixture *f,
                       gconstpointer data)
{
  g_assert_true (fixture_wait (has_backup, f));
}

static void
test_backups (Fixture *f,
              gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *make;
  NhGridScreen *themes;
  guint row = 0;
  g_autoptr (GError) error = NULL;

  nh_backups_dialog_show (f->window);
  fixture_settle ();
  dialog = top_dialog (f);
  make = fixture_find (dialog, GTK_TYPE_BUTTON, "_Sao lưu ngay");
  g_assert_nonnull (make);
  g_signal_emit_by_name (make, "clicked");
  fixture_settle ();
  g_assert_true (fixture_shows (dialog, "Số dòng các bảng như hiện nay"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  themes = fixture_go (f, "themes");
  g_assert_true (nh_grid_model_remove (NH_GRID_MODEL (nh_grid_screen_get_model (themes)), &row, 1, NULL, NULL, &error));
  g_assert_no_error (error);
  nh_backups_dialog_show (f->window);
  fixture_settle ();
  dialog = top_dialog (f);
  g_assert_true (fixture_shows (dialog, "Hoạt động +1"));
}

typedef struct
{
  Fixture *f;
  guint n_themes;
} Restored;

static gboolean
is_restored (gpointer data)
{
  Restored *restored = data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (restored->f->application));

  if (!window || !NH_IS_WINDOW (window))
    return FALSE;
  restored->f->window = NH_WINDOW (window);
  restored->f->session = nh_window_get_session (restored->f->window);
  restored->f->workbook = nh_session_get_workbook (restored->f->session);
  return TRUE;
}

/* Back to an older state: the window closes, the file is replaced, a new window shows it. */
static void
test_restore (Fixture *f,
              gconstpointer data)
{
  NhGridScreen *themes = fixture_go (f, "themes");
  Restored restored = { f, fixture_n_rows (themes) };
  guint row = 0;
  GtkWidget *dialog;
  GtkWidget *list;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup (nh_window_get_path (f->window));

  g_assert_true (nh_store_backup_now (nh_workbook_get_store (f->workbook), "test", NULL, &error));
  g_assert_no_error (error);
  g_assert_true (nh_grid_model_remove (NH_GRID_MODEL (nh_grid_screen_get_model (themes)), &row, 1, NULL, NULL, &error));
  nh_backups_dialog_show (f->window);
  fixture_settle ();
  dialog = top_dialog (f);
  list = fixture_find (dialog, GTK_TYPE_LIST_BOX, NULL);
  gtk_list_box_select_row (GTK_LIST_BOX (list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_signal_emit_by_name (fixture_find (dialog, GTK_TYPE_BUTTON, "_Khôi phục…"), "clicked");
  fixture_settle ();
  {
    GListModel *toplevels = gtk_window_get_toplevels ();
    GtkWidget *accept = NULL;

    for (guint i = 0; i < g_list_model_get_n_items (toplevels) && !accept; i++)
      {
        g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

        if (fixture_shows (window, "Khôi phục bản sao lưu này?"))
          accept = fixture_find (window, GTK_TYPE_BUTTON, "_Khôi phục");
      }
    g_assert_nonnull (accept);
    g_signal_emit_by_name (accept, "clicked");
  }
  f->window = NULL;
  g_assert_null (gtk_application_get_active_window (GTK_APPLICATION (f->application)));
  g_assert_true (fixture_wait (is_restored, &restored));
  fixture_settle ();
  g_assert_cmpstr (nh_window_get_path (f->window), ==, path);
  g_assert_cmpuint (fixture_n_rows (fixture_go (f, "themes")), ==, restored.n_themes);
}

/* A damaged file is named as such, and its newest backup is offered. */
static void
test_damaged (Fixture *f,
              gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->dir, "hỏng.namhoc", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = nh_workbook_open (path, NH_STORE_OPEN_CREATE, &error);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_no_error (error);
  g_assert_true (nh_workbook_fill_sample (workbook, &error));
  g_assert_true (nh_store_backup_now (nh_workbook_get_store (workbook), "test", NULL, &error));
  nh_workbook_close (workbook);
  g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length / 2, &error));
  g_assert_false (nh_application_open_path (f->application, path, FALSE, GTK_WIDGET (f->window)));
  fixture_settle ();
  g_assert_true (fixture_shows (top_dialog (f), "Không mở được “hỏng.namhoc”"));
  g_assert_true (fixture_shows (top_dialog (f), "Bản sao lưu mới nhất"));
  g_assert_nonnull (fixture_find (top_dialog (f), GTK_TYPE_BUTTON, "_Khôi phục"));
}

static gboolean
office_is_shown (gpointer data)
{
  return fixture_shows (data, "Phòng GDĐT Suối Đá");
}

static void
test_preferences (Fixture *f,
                  gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *entry;
  g_autofree char *stored = NULL;

  nh_preferences_show (f->window);
  fixture_settle ();
  dialog = top_dialog (f);
  entry = fixture_find (dialog, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Phòng GDĐT Suối Đá");
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_true (fixture_wait (office_is_shown, f->window));
  stored = nh_workbook_get_setting (f->workbook, "office_name");
  g_assert_cmpstr (stored, ==, "Phòng GDĐT Suối Đá");
}

static void
on_answer_cb (gboolean accepted,
              gpointer data)
{
  *(int *) data = accepted;
}

static void
test_alert (Fixture *f,
            gconstpointer data)
{
  int answer = -1;
  GtkWidget *button;

  nh_alert_ask (GTK_WIDGET (f->window), "Xóa kế hoạch?", "Mất hết.", "_Xóa", TRUE, on_answer_cb, &answer);
  fixture_settle ();
  g_assert_true (fixture_shows (top_dialog (f), "Xóa kế hoạch?"));
  button = fixture_find (top_dialog (f), GTK_TYPE_BUTTON, "_Xóa");
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (answer, ==, TRUE);
  answer = -1;
  nh_alert_ask (GTK_WIDGET (f->window), "Xóa kế hoạch?", "Mất hết.", "_Xóa", TRUE, on_answer_cb, &answer);
  fixture_settle ();
  gtk_window_close (GTK_WINDOW (top_dialog (f)));
  fixture_settle ();
  g_assert_cmpint (answer, ==, FALSE);
}

/* The window of shortcuts names every accelerator that works. */
static void
test_shortcuts (Fixture *f,
                gconstpointer data)
{
  guint n;
  const NhShortcut *shortcuts = nh_application_shortcuts (&n);

  for (guint i = 0; i < n; i++)
    {
      if (!shortcuts[i].action || g_str_has_prefix (shortcuts[i].action, "app."))
        continue;
      g_assert_true (g_action_map_lookup_action (G_ACTION_MAP (f->window), shortcuts[i].action + strlen ("win.")) != NULL);
    }
  nh_about_show_shortcuts (GTK_WIDGET (f->window));
  fixture_settle ();
  g_assert_true (fixture_shows (top_dialog (f), "Hoàn tác"));
  g_assert_true (fixture_shows (top_dialog (f), "Ctrl+Z"));
}

int
main (int argc,
      char **argv)
{
  window_test_init (argc, argv);
#define ADD(path, func) g_test_add (path, Fixture, GINT_TO_POINTER (TRUE), fixture_set_up, func, fixture_tear_down)
  ADD ("/dialogs/export-one-file", test_export_one_file);
  ADD ("/dialogs/export-separate", test_export_separate);
  ADD ("/dialogs/export-cancelled", test_export_cancelled);
  ADD ("/dialogs/export-refused", test_export_refused);
  ADD ("/dialogs/export-dialog", test_export_dialog);
  ADD ("/dialogs/list-export", test_list_export);
  ADD ("/dialogs/backup-by-itself", test_backup_by_itself);
  ADD ("/dialogs/backups", test_backups);
  ADD ("/dialogs/restore", test_restore);
  ADD ("/dialogs/damaged", test_damaged);
  ADD ("/dialogs/preferences", test_preferences);
  ADD ("/dialogs/alert", test_alert);
  ADD ("/dialogs/shortcuts", test_shortcuts);
  return g_test_run ();
}
