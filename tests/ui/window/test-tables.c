/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables of a plan in their windows: fixed ones cell by cell, live ones by what they show.
 */
#include "window-fixture.h"

#include <string.h>

#include "ui/plan/nh-table-edit-model.h"
#include "ui/plan/nh-fixed-table-dialog.h"
#include "ui/plan/nh-plan-editor.h"
#include "ui/plan/nh-table-dialog.h"
#include "ui/plan/nh-table-list-options.h"
#include "ui/plan/nh-table-preview.h"

#define CELLS \
  "<table head=\"1\"><column align=\"centre\" width=\"5\"/><column/>\n" \
  "<row><cell>TT</cell><cell>Đơn vị</cell></row>\n" \
  "<row><cell>1</cell><cell>Trường Hoa Sen</cell></row>\n</table>"

static char *stored;

static void
on_stored (GObject *object, gint64 key, const char *options)
{
  g_assert_cmpint (key, ==, 7);
  g_free (stored);
  stored = g_strdup (options);
}

/* The modal window in front: the last one that was opened. */
static GtkWidget *
get_dialog (void)
{
  GListModel *all = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (gtk_window_get_modal (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        found = GTK_WIDGET (window);
    }
  return found;
}

static void
press (GtkWidget *dialog, const char *label)
{
  GtkWidget *button = fixture_find (dialog, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  fixture_settle ();
}

static GtkWidget *
open_table (Fixture *f, const char *options)
{
  GtkWidget *dialog;

  g_clear_pointer (&stored, g_free);
  nh_fixed_table_dialog_present (GTK_WIDGET (f->window), f->session, options, on_stored, G_OBJECT (f->session), 7);
  fixture_settle ();
  dialog = get_dialog ();
  g_assert_nonnull (dialog);
  return dialog;
}

static NhGrid *
get_grid (GtkWidget *dialog)
{
  GtkWidget *grid = fixture_find (dialog, NH_TYPE_GRID, NULL);

  g_assert_nonnull (grid);
  return NH_GRID (grid);
}

static void
type (GtkWidget *dialog, guint row, guint column, const char *text)
{
  g_assert_true (nh_grid_model_set_text (nh_grid_get_model (get_grid (dialog)), row, column, text, NULL));
}

static void
act (GtkWidget *dialog, const char *action, GVariant *parameter)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (get_grid (dialog)), action, parameter));
  fixture_settle ();
}

/* Typed, a row more, a merged cell, one step back: what is stored is what was seen. */
static void
test_edit (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = open_table (f, CELLS);
  NhGrid *grid = get_grid (dialog);
  guint row;

  type (dialog, 1, 1, "Trường Hoa Mai");
  g_assert_true (nh_grid_model_append (nh_grid_get_model (grid), 1, "Trường Bình Minh", &row, NULL));
  nh_grid_set_cursor (grid, 2, 1);
  act (dialog, "table.bold", NULL);
  act (dialog, "table.row-below", NULL);
  act (dialog, "table.undo", NULL);
  nh_grid_set_cursor (grid, 1, 1);
  act (dialog, "table.column-after", NULL);
  g_assert_cmpuint (nh_grid_model_get_n_columns (nh_grid_get_model (grid)), ==, 3);
  type (dialog, 1, 2, "120");
  act (dialog, "table.align", g_variant_new_string ("right"));
  press (dialog, "Lưu bảng");
  g_assert_null (get_dialog ());
  g_assert_cmpstr (stored, ==,
                   "<table head=\"1\"><column align=\"centre\" width=\"5\"/><column/><column/>\n"
                   "<row><cell>TT</cell><cell>Đơn vị</cell><cell/></row>\n"
                   "<row><cell>1</cell><cell>Trường Hoa Mai</cell><cell align=\"right\">120</cell></row>\n"
                   "<row><cell/><cell bold=\"1\">Trường Bình Minh</cell><cell/></row>\n</table>");
}

/* Esc asks nothing while nothing was changed, and asks once something was. */
static void
test_escape (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = open_table (f, CELLS);

  gtk_window_close (GTK_WINDOW (dialog));
  fixture_settle ();
  g_assert_null (get_dialog ());

  dialog = open_table (f, CELLS);
  type (dialog, 1, 1, "x");
  type (dialog, 1, 1, "Trường Hoa Sen");
  gtk_window_close (GTK_WINDOW (dialog));
  fixture_settle ();
  g_assert_null (get_dialog ());

  dialog = open_table (f, CELLS);
  type (dialog, 1, 1, "x");
  gtk_window_close (GTK_WINDOW (dialog));
  fixture_settle ();
  g_assert_true (get_dialog () != dialog);
  g_assert_true (fixture_shows (get_dialog (), "Bỏ các thay đổi của bảng?"));
  press (get_dialog (), "Hủy");
  g_assert_true (get_dialog () == dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  fixture_settle ();
  press (get_dialog (), "Bỏ thay đổi");
  g_assert_null (get_dialog ());
  g_assert_null (stored);
}

static void
set_clipboard (GtkWidget *dialog, const char *mime, const char *content)
{
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  g_autoptr (GdkContentProvider) provider = gdk_content_provider_new_for_bytes (mime, bytes);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (dialog), provider);
}

static void
paste (GtkWidget *dialog)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (get_grid (dialog)));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_v, 0, GDK_CONTROL_MASK, &handled);
    }
  g_assert_true (handled);
  fixture_settle ();
}

/* A table of Word becomes the whole of a new one; cells of Excel make a table grow. */
static void
test_paste (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = open_table (f, NULL);

  set_clipboard (dialog, "text/html",
                 "<table><thead><tr><td rowspan=2><b>TT</b><td colspan=2><b>Buổi</b></tr><tr><td><b>Sáng</b><td>"
                 "<b>Chiều</b></tr></thead><tr><td>1<td align=right>5<td align=right>7</tr></table>");
  paste (dialog);
  nh_grid_set_cursor (get_grid (dialog), 2, 1);
  set_clipboard (dialog, "text/plain;charset=utf-8", "a\tb\tc\n\"d\ne\"\tf\tg\n");
  paste (dialog);
  press (dialog, "Chèn bảng");
  g_assert_cmpstr (stored, ==,
                   "<table head=\"2\"><column/><column align=\"right\"/><column align=\"right\"/><column/>\n"
                   "<row><cell rows=\"2\">TT</cell><cell columns=\"2\">Buổi</cell><cell/></row>\n"
                   "<row><cell>Sáng</cell><cell>Chiều</cell><cell/></row>\n"
                   "<row><cell>1</cell><cell>a</cell><cell>b</cell><cell>c</cell></row>\n"
                   "<row><cell/><cell>d\ne</cell><cell>f</cell><cell>g</cell></row>\n</table>");
}

/* Merging selected cells, the head of the table, and what can't be merged. */
static void
test_merge (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = open_table (f, CELLS);
  NhGrid *grid = get_grid (dialog);
  NhTableEditModel *model = NH_TABLE_EDIT_MODEL (nh_grid_get_model (grid));
  NhTableArea area = { 1, 0, 1, 2 };

  nh_fixed_table_merge (nh_table_edit_model_begin (model), &area);
  nh_table_edit_model_end (model);
  g_assert_cmpint (nh_grid_model_get_style (NH_GRID_MODEL (model), 1, 1), ==, NH_GRID_CELL_COVERED);
  nh_grid_set_cursor (grid, 1, 0);
  act (dialog, "table.split", NULL);
  g_assert_cmpint (nh_grid_model_get_style (NH_GRID_MODEL (model), 1, 1), ==, NH_GRID_CELL_NORMAL);
  nh_grid_set_cursor (grid, 0, 0);
  act (dialog, "table.row-delete", NULL);
  act (dialog, "table.row-delete", NULL);
  g_assert_true (fixture_shows (dialog, "Bảng phải còn ít nhất một dòng và một cột."));
  press (dialog, "Lưu bảng");
  g_assert_cmpstr (stored, ==,
                   "<table head=\"0\"><column align=\"centre\" width=\"5\"/><column/>\n"
                   "<row><cell>1\nTrường Hoa Sen</cell><cell/></row>\n</table>");
}

static char *chosen_view;
static char *chosen_options;

static void
on_chosen (GObject *object, gint64 key, const char *view, const char *options)
{
  g_free (chosen_view);
  g_free (chosen_options);
  chosen_view = g_strdup (view);
  chosen_options = g_strdup (options);
}

static GtkWidget *
open_chooser (Fixture *f, const char *view, const char *options)
{
  gint64 plan = nh_workbook_find_plan (f->workbook, "73/KH-SGDĐT", NULL);
  GtkWidget *dialog;

  g_clear_pointer (&chosen_view, g_free);
  g_clear_pointer (&chosen_options, g_free);
  nh_table_dialog_present (GTK_WIDGET (f->window), f->session, plan, view, options, on_chosen, G_OBJECT (f->session), 0);
  fixture_settle ();
  dialog = get_dialog ();
  g_assert_nonnull (dialog);
  return dialog;
}

static void
choose_view (GtkWidget *dialog, const char *name)
{
  GtkWidget *label = fixture_find (dialog, GTK_TYPE_LABEL, name);
  GtkWidget *row = gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW);

  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX)), GTK_LIST_BOX_ROW (row));
  fixture_settle ();
}

/* The name of a table, a caption over it, and it is chosen. */
static void
test_live (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = open_chooser (f, NULL, NULL);

  choose_view (dialog, "Hạn báo cáo");
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (dialog, GTK_TYPE_ENTRY, NULL)), "Các báo cáo phải nộp");
  fixture_settle ();
  press (dialog, "Chèn bảng");
  g_assert_null (get_dialog ());
  g_assert_cmpstr (chosen_view, ==, "deadlines");
  g_assert_cmpstr (chosen_options, ==, "caption=Các báo cáo phải nộp");
}

static void
uncheck (GtkWidget *dialog, const char *label)
{
  GtkWidget *check = fixture_find (fixture_find (dialog, NH_TYPE_TABLE_LIST_OPTIONS, NULL), GTK_TYPE_CHECK_BUTTON, label);

  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
}

/* What was chosen is shown again, and what is not touched stays as it was. */
static void
test_list (Fixture *f, gconstpointer data)
{
  static const char options[] = "list=person\ncolumns=unit;name;post\nrows=all\nfilter=name|contains|an\n"
                                "order=unit;-name\ngroup=unit\ncaption=Nhân sự";
  GtkWidget *dialog = open_chooser (f, "list", options);
  g_autoptr (NhTableOptions) read = NULL;

  g_assert_true (fixture_shows (dialog, "Họ và tên: có “an”"));
  press (dialog, "Dùng");
  g_assert_cmpstr (chosen_view, ==, "list");
  g_assert_cmpstr (chosen_options, ==, options);

  dialog = open_chooser (f, "list", options);
  uncheck (dialog, "Chức vụ");
  fixture_settle ();
  press (dialog, "Dùng");
  read = nh_table_options_read (chosen_options);
  g_assert_cmpuint (g_strv_length (read->columns), ==, 2);
  g_assert_cmpstr (read->columns[0], ==, "unit");
  g_assert_cmpstr (read->columns[1], ==, "name");
}

/* In the text: inserted, opened, changed; each is one step of undo with a name. */
static void
test_in_text (Fixture *f, gconstpointer data)
{
  NhFieldText values[] = { { "title", "Kế hoạch thử" }, { NULL, NULL } };
  gint64 plan = nh_workbook_create (f->workbook, nh_entity_find ("plan"), values, NULL);
  g_autoptr (NhPlanText) text = nh_plan_text_new (f->workbook, plan, NULL);
  g_autoptr (NhPlanDocument) document = nh_plan_document_new (text, NULL);
  GtkWidget *window = gtk_window_new (), *editor = nh_plan_editor_new (f->session, document), *dialog;

  gtk_window_set_child (GTK_WINDOW (window), editor);
  gtk_window_present (GTK_WINDOW (window));
  fixture_settle ();
  g_action_group_activate_action (nh_plan_editor_get_actions (NH_PLAN_EDITOR (editor)), "insert-fixed-table", NULL);
  fixture_settle ();
  dialog = get_dialog ();
  type (dialog, 0, 0, "TT");
  press (dialog, "Chèn bảng");
  g_assert_cmpint (nh_plan_text_get_block (text, 0)->kind, ==, NH_BLOCK_FIXED_TABLE);
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Chèn bảng");

  g_signal_emit_by_name (editor, "edit-table", 0);
  fixture_settle ();
  dialog = get_dialog ();
  type (dialog, 1, 1, "Một");
  press (dialog, "Lưu bảng");
  g_assert_nonnull (strstr (nh_plan_text_get_block (text, 0)->options, "<cell>Một</cell>"));
  g_assert_true (nh_plan_text_store (text, NULL));
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Đổi bảng");
  fixture_act (f, "undo");
  g_assert_null (strstr (nh_plan_text_get_block (text, 0)->options, "Một"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  window_test_init (argc, argv);
  g_test_add ("/tables/fixed/edit", Fixture, "sample", fixture_set_up, test_edit, fixture_tear_down);
  g_test_add ("/tables/fixed/escape", Fixture, "sample", fixture_set_up, test_escape, fixture_tear_down);
  g_test_add ("/tables/fixed/paste", Fixture, "sample", fixture_set_up, test_paste, fixture_tear_down);
  g_test_add ("/tables/fixed/merge", Fixture, "sample", fixture_set_up, test_merge, fixture_tear_down);
  g_test_add ("/tables/live/view", Fixture, "sample", fixture_set_up, test_live, fixture_tear_down);
  g_test_add ("/tables/live/list", Fixture, "sample", fixture_set_up, test_list, fixture_tear_down);
  g_test_add ("/tables/in-text", Fixture, "sample", fixture_set_up, test_in_text, fixture_tear_down);
  return g_test_run ();
}
