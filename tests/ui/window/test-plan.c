/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of a plan as its user meets it: outline, text and pages that lead each other, appendices,
 * and the plan as a file and on paper.
 */
#include "window-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "document/nh-compose.h"
#include "formats/nh-docx.h"
#include "ui/nh-settings.h"
#include "ui/nh-window-private.h"
#include "ui/plan/nh-plan-appendices.h"
#include "ui/plan/nh-plan-export.h"
#include "ui/plan/nh-plan-page.h"
#include "ui/plan/nh-plan-print.h"
#include "ui/table/nh-grid-screen.h"

#define PLAN "73/KH-SGDĐT"

typedef struct
{
  NhPlanPage *page;
  NhPlanDesk *desk;
  NhPlanText *text;
  NhPlanOutline *outline;
  NhPlanPreview *preview;
  NhPlanPages *pages;
  gint64 plan;
} Plan;

static gboolean
is_drawn (gpointer data)
{
  Plan *plan = data;

  return nh_plan_desk_get_paper (plan->desk) && nh_plan_pages_is_drawn (plan->pages);
}

static Plan
open_plan (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  Plan plan = { NULL };
  g_autofree char *screen = NULL;

  plan.plan = nh_workbook_find_plan (f->workbook, PLAN, &error);
  g_assert_no_error (error);
  screen = g_strdup_printf ("plan:%" G_GINT64_FORMAT, plan.plan);
  /* Nobody goes to a plan before the window has come up; without a window manager that takes some frames. */
  for (int i = 0; i < 4; i++)
    fixture_settle ();
  nh_window_show_screen (f->window, screen);
  fixture_settle ();
  plan.page = NH_PLAN_PAGE (fixture_find (GTK_WIDGET (f->window), NH_TYPE_PLAN_PAGE, NULL));
  plan.desk = nh_plan_page_get_desk (plan.page);
  plan.text = nh_plan_editor_get_text (nh_plan_desk_get_editor (plan.desk));
  plan.outline = nh_plan_desk_get_outline (plan.desk);
  plan.preview = nh_plan_desk_get_preview (plan.desk);
  plan.pages = nh_plan_preview_get_pages (plan.preview);
  g_assert_true (fixture_wait (is_drawn, &plan));
  return plan;
}

/* Position of the block whose text begins so. */
static guint
find_block (Plan *plan,
            const char *text)
{
  for (guint i = 0; i < nh_plan_text_get_n_blocks (plan->text); i++)
    if (g_str_has_prefix (nh_rich_text_get_text (nh_plan_text_get_block (plan->text, i)->text), text))
      return i;
  g_error ("no block begins with %s", text);
}

static guint
find_row (Plan *plan,
          const char *text)
{
  NhPlanOutlineModel *model = nh_plan_outline_get_model (plan->outline);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    if (strstr (nh_plan_outline_model_get (model, i)->text, text))
      return i;
  return G_MAXUINT;
}

static const char *
label_of (Plan *plan,
          const char *text)
{
  return nh_plan_outline_model_get (nh_plan_outline_get_model (plan->outline), find_row (plan, text))->label;
}

static void
run_on_row (Plan *plan,
            const char *text,
            const char *action)
{
  guint row = find_row (plan, text);

  g_assert_cmpuint (row, !=, G_MAXUINT);
  nh_plan_outline_select (plan->outline, row);
  fixture_settle ();
  nh_plan_outline_select (plan->outline, row);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (plan->outline), action, NULL));
  fixture_settle ();
}

static void
test_shell (Fixture *f,
            gconstpointer data)
{
  Plan plan = open_plan (f);
  GtkWidget *window = GTK_WIDGET (f->window);

  g_assert_true (fixture_shows (window, "Đã ban hành"));
  g_assert_true (fixture_shows (window, "Căn cứ ("));
  g_assert_true (fixture_shows (window, "Nơi nhận, chữ ký"));
  g_assert_cmpuint (find_row (&plan, "7 dòng"), ==, find_row (&plan, "Nơi nhận") + 2);
  g_assert_true (fixture_shows (window, "Trang 1/"));
  g_assert_true (fixture_shows (window, " từ"));
  /* The text has panes of its own; where rows are, the inspector is there again. */
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "inspector"));
  fixture_act (f, "show-plan-activities");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "inspector"));
  g_assert_true (NH_IS_GRID_SCREEN (nh_session_get_active (f->session)));
  /* It keeps its room, so that the tabs stay where they are. */
  g_assert_false (gtk_widget_is_sensitive (fixture_find (window, GTK_TYPE_MENU_BUTTON, "Bảng, chú thích")));
  fixture_act (f, "show-plan-text");
  g_assert_true (gtk_widget_is_sensitive (fixture_find (window, GTK_TYPE_MENU_BUTTON, "Bảng, chú thích")));

  fixture_act (f, "plan-outline");
  fixture_act (f, "plan-preview");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (plan.outline)));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (plan.preview)));
  g_assert_false (nh_settings_get_boolean ("outline-visible", TRUE));
  fixture_act (f, "plan-outline");
  fixture_act (f, "plan-preview");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (plan.outline)));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (plan.preview)));

  nh_window_show_screen (f->window, "units");
  fixture_settle ();
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "print-plan"));
}

/* From a table in the text to the rows it is made of: the right tab, and of this plan alone. */
static void
test_rows_of_plan (Fixture *f,
                   gconstpointer data)
{
  Plan plan = open_plan (f);
  NhSession *session = nh_window_get_session (f->window);
  GtkWidget *table;

  nh_session_show_rows (session, "deadlines", plan.plan);
  fixture_settle ();
  table = nh_session_get_active (session);
  g_assert_true (NH_IS_GRID_SCREEN (table));
  g_assert_true (gtk_widget_get_mapped (table));
  g_assert_cmpstr (nh_grid_screen_get_spec (NH_GRID_SCREEN (table))->id, ==, "deadlines");
  g_assert_cmpint (nh_record_grid_model_get_plan (nh_grid_screen_get_model (NH_GRID_SCREEN (table))), ==, plan.plan);
}

/* Sections move with all beneath them, numbers follow, each command is one named step. */
static void
test_outline (Fixture *f,
              gconstpointer data)
{
  Plan plan = open_plan (f);
  guint n = nh_plan_text_get_n_blocks (plan.text);
  guint from = find_block (&plan, "Về sinh hoạt chuyên môn cấp tỉnh");
  guint length = nh_plan_text_section_length (plan.text, from);
  gint64 heading = nh_plan_text_get_block (plan.text, from)->id;
  guint at;

  g_assert_cmpstr (label_of (&plan, "Về sinh hoạt chuyên môn"), ==, "1.");
  g_assert_cmpstr (label_of (&plan, "Về kiểm tra việc thực hiện"), ==, "2.");
  g_assert_cmpuint (length, >, 1);
  run_on_row (&plan, "Về sinh hoạt chuyên môn", "outline.down");
  g_assert_cmpstr (label_of (&plan, "Về sinh hoạt chuyên môn"), ==, "2.");
  g_assert_cmpstr (label_of (&plan, "Về kiểm tra việc thực hiện"), ==, "1.");
  g_assert_true (nh_plan_text_find_block (plan.text, heading, &at));
  g_assert_cmpuint (at, >, from);
  g_assert_cmpuint (nh_plan_text_section_length (plan.text, at), ==, length);
  g_assert_cmpuint (nh_plan_text_get_n_blocks (plan.text), ==, n);
  fixture_act (f, "undo");
  g_assert_cmpstr (label_of (&plan, "Về sinh hoạt chuyên môn"), ==, "1.");
  g_assert_nonnull (fixture_find (GTK_WIDGET (f->window), GTK_TYPE_BUTTON, "Làm lại: Chuyển mục"));

  /* What stands beneath it goes down with it. */
  g_assert_cmpstr (label_of (&plan, "Hình thức và địa điểm"), ==, "1.2.");
  run_on_row (&plan, "Tổ chức sinh hoạt chuyên môn cấp tỉnh", "outline.promote");
  g_assert_cmpstr (label_of (&plan, "Tổ chức sinh hoạt chuyên môn cấp tỉnh"), ==, "III.");
  g_assert_cmpstr (label_of (&plan, "Hình thức và địa điểm"), ==, "2.");
  g_assert_nonnull (fixture_find (GTK_WIDGET (f->window), GTK_TYPE_BUTTON, "Hoàn tác: Lên một cấp đề mục"));
  fixture_act (f, "undo");
  g_assert_cmpstr (label_of (&plan, "Hình thức và địa điểm"), ==, "1.2.");

  run_on_row (&plan, "Về kiểm tra việc thực hiện", "outline.delete");
  g_assert_cmpuint (find_row (&plan, "Về kiểm tra việc thực hiện"), ==, G_MAXUINT);
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Đã xóa mục"));
  fixture_act (f, "undo");
  g_assert_cmpuint (nh_plan_text_get_n_blocks (plan.text), ==, n);
}

/* One stop of Tab and not one a section: the arrows go through those. */
static void
test_outline_tab (Fixture *f,
                  gconstpointer data)
{
  Plan plan = open_plan (f);
  GtkWidget *outline = GTK_WIDGET (plan.outline);

  g_assert_true (gtk_widget_grab_focus (outline));
  g_assert_nonnull (gtk_widget_get_focus_child (outline));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (f->window), GTK_DIR_TAB_FORWARD));
  g_assert_null (gtk_widget_get_focus_child (outline));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (f->window), GTK_DIR_TAB_BACKWARD));
  g_assert_nonnull (gtk_widget_get_focus_child (outline));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (f->window), GTK_DIR_TAB_BACKWARD));
  g_assert_null (gtk_widget_get_focus_child (outline));
}

/* The cursor leads the outline, the pages and the status bar; a click on a page leads the cursor. */
static void
test_follow (Fixture *f,
             gconstpointer data)
{
  Plan plan = open_plan (f);
  guint block = find_block (&plan, "Nơi tổ chức");
  NhPaper *paper = nh_plan_desk_get_paper (plan.desk);
  guint element = G_MAXUINT;
  guint page;
  guint offset;
  NhPageRect rect;
  g_autofree char *place = NULL;

  g_assert_cmpuint (nh_paper_get_n_pages (paper), >=, 5);
  g_assert_true (nh_plan_desk_go_to_block (plan.desk, block, 0));
  fixture_settle ();
  g_assert_true (fixture_wait (is_drawn, &plan));
  g_assert_cmpuint (nh_plan_outline_get_selected (plan.outline), ==, find_row (&plan, "Nơi tổ chức"));
  place = nh_plan_desk_dup_place (plan.desk);
  g_assert_nonnull (strstr (place, "Mục II.1.2.2 · trang 2/"));
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), place));
  g_assert_cmpuint (nh_plan_pages_get_page_in_sight (plan.pages), ==, 1);

  /* The page says what stands where the cursor's heading is. */
  for (guint i = 0; i < nh_document_get_n_elements (nh_paper_get_document (paper)); i++)
    if (nh_document_get_element (nh_paper_get_document (paper), i)->key ==
        nh_plan_text_get_block (plan.text, find_block (&plan, "MỤC ĐÍCH"))->id)
      element = i;
  g_assert_true (nh_page_layout_locate (nh_paper_get_layout (paper), element, 4, &page, &rect));
  g_assert_true (nh_page_layout_pick (nh_paper_get_layout (paper), page, rect.x + 1, rect.y + rect.height / 2, &element,
                                      &offset));
  g_signal_emit_by_name (plan.pages, "picked", element, offset);
  fixture_settle ();
  nh_plan_editor_get_cursor (nh_plan_desk_get_editor (plan.desk), &block, &offset);
  g_assert_cmpuint (block, ==, find_block (&plan, "MỤC ĐÍCH"));
  g_assert_cmpuint (nh_plan_pages_get_page_in_sight (plan.pages), ==, 0);
}

static GtkWidget *
get_sheet (Plan *plan,
           guint page)
{
  GtkWidget *sheet = gtk_widget_get_first_child (GTK_WIDGET (plan->pages));

  while (page-- > 0)
    sheet = gtk_widget_get_next_sibling (sheet);
  return sheet;
}

/* A letter more is drawn on its page, and no other page is drawn again. */
static void
test_repaint (Fixture *f,
              gconstpointer data)
{
  Plan plan = open_plan (f);
  guint block = find_block (&plan, "Để triển khai");
  g_autoptr (NhRichText) text = nh_rich_text_new ("Để triển khai thống nhất:");

  g_assert_false (nh_plan_sheet_needs_drawing (NH_PLAN_SHEET (get_sheet (&plan, 0))));
  fixture_settle ();
  g_assert_false (nh_plan_sheet_needs_drawing (NH_PLAN_SHEET (get_sheet (&plan, 1)))); /* the neighbour */
  nh_plan_text_begin_step (plan.text, "Gõ nội dung");
  nh_plan_text_set_text (plan.text, block, text);
  g_assert_true (nh_plan_sheet_needs_drawing (NH_PLAN_SHEET (get_sheet (&plan, 0))));
  g_assert_true (fixture_wait (is_drawn, &plan));
  /* What is not stored yet is stored before undo takes it back. */
  g_assert_true (nh_plan_text_is_waiting (plan.text));
  fixture_act (f, "undo");
  g_assert_true (strlen (nh_rich_text_get_text (nh_plan_text_get_block (plan.text, block)->text)) > 60);
  g_assert_nonnull (fixture_find (GTK_WIDGET (f->window), GTK_TYPE_BUTTON, "Làm lại: Gõ nội dung"));
}

static void
test_zoom (Fixture *f,
           gconstpointer data)
{
  Plan plan = open_plan (f);
  double width;
  double height;

  gtk_widget_activate_action (GTK_WIDGET (plan.preview), "preview.zoom", "s", "100");
  fixture_settle ();
  g_assert_true (fixture_wait (is_drawn, &plan));
  g_assert_true (fixture_shows (GTK_WIDGET (plan.preview), "100 %"));
  g_assert_cmpint (gtk_widget_get_width (get_sheet (&plan, 0)), ==, 794); /* 210 mm at 96 dots an inch */
  nh_plan_preview_zoom (plan.preview, 1);
  fixture_settle ();
  g_assert_true (fixture_shows (GTK_WIDGET (plan.preview), "110 %"));
  for (int i = 0; i < 20; i++)
    nh_plan_preview_zoom (plan.preview, 1);
  fixture_settle ();
  g_assert_true (fixture_shows (GTK_WIDGET (plan.preview), "300 %"));
  gtk_widget_activate_action (GTK_WIDGET (plan.preview), "preview.zoom", "s", "page");
  fixture_settle ();
  g_assert_true (nh_plan_pages_get_place (plan.pages, 0, &width, &height));
  g_assert_cmpint (gtk_widget_get_height (get_sheet (&plan, 0)), <, gtk_widget_get_height (GTK_WIDGET (plan.preview)));
  gtk_widget_activate_action (GTK_WIDGET (plan.preview), "preview.zoom", "s", "width");
  fixture_settle ();
  g_assert_cmpint (gtk_widget_get_width (get_sheet (&plan, 0)), <, gtk_widget_get_width (GTK_WIDGET (plan.preview)));
}

/* Where landscape pages are wider than the room, the upright ones stay in the middle of it. */
static void
test_zoom_beside_landscape (Fixture *f,
                            gconstpointer data)
{
  Plan plan = open_plan (f);
  graphene_rect_t bounds;
  double middle;

  nh_plan_preview_zoom (plan.preview, -1);
  fixture_settle ();
  g_assert_true (gtk_widget_compute_bounds (get_sheet (&plan, 0), GTK_WIDGET (plan.preview), &bounds));
  middle = bounds.origin.x + bounds.size.width / 2;
  g_assert_cmpfloat (ABS (middle - gtk_widget_get_width (GTK_WIDGET (plan.preview)) / 2.0), <, 20);
}

/* Places to fill are counted where they are seen, and found one after the other. */
static void
test_blanks (Fixture *f,
             gconstpointer data)
{
  Plan plan = open_plan (f);
  guint block = find_block (&plan, "Để triển khai");
  g_autoptr (NhRichText) text = nh_rich_text_read ("Ngày <blank>….</blank> tháng <blank>….</blank> tại Sở.");
  guint end_block;
  guint start;
  guint end;

  g_assert_false (fixture_shows (GTK_WIDGET (plan.outline), "chỗ cần điền"));
  nh_plan_text_set_text (plan.text, block, text);
  g_assert_true (nh_plan_text_store (plan.text, NULL));
  fixture_settle ();
  g_assert_true (fixture_shows (GTK_WIDGET (plan.outline), "Còn 2 chỗ cần điền"));
  nh_plan_editor_set_cursor (nh_plan_desk_get_editor (plan.desk), 0, 0);
  fixture_settle ();
  fixture_act (f, "next-blank");
  g_assert_true (nh_plan_editor_get_selection (nh_plan_desk_get_editor (plan.desk), &block, &start, &end_block, &end));
  g_assert_cmpuint (block, ==, find_block (&plan, "Ngày"));
  g_assert_cmpuint (start, ==, strlen ("Ngày "));
  g_assert_cmpuint (end, ==, strlen ("Ngày …."));
  fixture_act (f, "next-blank");
  g_assert_true (nh_plan_editor_get_selection (nh_plan_desk_get_editor (plan.desk), &block, &start, &end_block, &end));
  g_assert_cmpuint (start, ==, strlen ("Ngày …. tháng "));
}

static NhPlanAppendices *
open_appendices (Fixture *f)
{
  fixture_act (f, "show-plan-appendices");
  return NH_PLAN_APPENDICES (fixture_find (GTK_WIDGET (f->window), NH_TYPE_PLAN_APPENDICES, NULL));
}

static char *
title_of (Fixture *f,
          gint64 id)
{
  g_autoptr (NhRecord) record = nh_workbook_load (f->workbook, nh_entity_find ("appendix"), id, NULL);

  return g_strdup (nh_record_text (record, "title"));
}

static void
test_appendices (Fixture *f,
                 gconstpointer data)
{
  Plan plan = open_plan (f);
  NhPlanAppendices *appendices = open_appendices (f);
  NhPlanPages *pages = nh_plan_preview_get_pages (nh_plan_appendices_get_preview (appendices));
  g_autoptr (GArray) before = nh_compose_list_appendices (f->workbook, plan.plan, NULL);
  g_autoptr (GArray) after = NULL;
  g_autofree char *title = title_of (f, g_array_index (before, gint64, 0));
  gint64 added;

  g_assert_cmpuint (before->len, ==, 2);
  g_assert_true (fixture_shows (GTK_WIDGET (appendices), "7 dòng"));
  g_assert_true (fixture_shows (GTK_WIDGET (appendices), "Trang 1/1"));
  g_assert_cmpint (nh_plan_appendices_get_selected (appendices), ==, g_array_index (before, gint64, 0));
  g_assert_cmpuint (nh_plan_pages_get_n_visible (pages), ==, 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (appendices), "appendix.down", NULL));
  fixture_settle ();
  after = nh_compose_list_appendices (f->workbook, plan.plan, NULL);
  g_assert_cmpint (g_array_index (after, gint64, 1), ==, g_array_index (before, gint64, 0));
  g_assert_nonnull (fixture_find (GTK_WIDGET (f->window), GTK_TYPE_BUTTON, "Hoàn tác: Chuyển phụ lục"));
  /* The page fits the width as before, and the foot says so. */
  g_assert_false (fixture_shows (GTK_WIDGET (appendices), "100 %"));
  g_assert_cmpint (nh_plan_appendices_get_selected (appendices), ==, g_array_index (before, gint64, 0));
  fixture_act (f, "undo");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (appendices), "appendix.add", "s", "clusters"));
  fixture_settle ();
  added = nh_plan_appendices_get_selected (appendices);
  g_assert_true (fixture_shows (GTK_WIDGET (appendices), "Phụ lục III"));
  /* Nothing refers to it: it goes without a question. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (appendices), "appendix.delete", NULL));
  fixture_settle ();
  g_assert_false (fixture_shows (GTK_WIDGET (appendices), "Phụ lục III"));
  g_assert_cmpint (nh_plan_appendices_get_selected (appendices), !=, added);
}

static GtkWidget *
find_dialog (Fixture *f)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != GTK_WIDGET (f->window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

/* Words that would lead nowhere are told before, with their sections. */
static void
test_referenced (Fixture *f,
                 gconstpointer data)
{
  Plan plan = open_plan (f);
  g_autoptr (GArray) ids = nh_compose_list_appendices (f->workbook, plan.plan, NULL);
  g_autofree char *markup = g_strdup_printf ("Theo <ref appendix=\"%" G_GINT64_FORMAT "\"/>.", g_array_index (ids, gint64, 1));
  g_autoptr (NhRichText) text = nh_rich_text_read (markup);
  NhPlanAppendices *appendices;
  GtkWidget *dialog;

  nh_plan_text_set_text (plan.text, find_block (&plan, "Kế hoạch giáo dục của năm học"), text);
  g_assert_true (nh_plan_text_store (plan.text, NULL));
  appendices = open_appendices (f);
  nh_plan_appendices_select (appendices, g_array_index (ids, gint64, 1));
  fixture_settle ();
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (appendices), "appendix.delete", NULL));
  fixture_settle ();
  dialog = find_dialog (f);
  g_assert_nonnull (dialog);
  g_assert_true (fixture_shows (dialog, "mục II.2.1"));
  g_signal_emit_by_name (fixture_find (dialog, GTK_TYPE_BUTTON, "Xóa"), "clicked");
  fixture_settle ();
  g_array_unref (g_steal_pointer (&ids));
  ids = nh_compose_list_appendices (f->workbook, plan.plan, NULL);
  g_assert_cmpuint (ids->len, ==, 1);
}

static gboolean
offers_file (gpointer data)
{
  return fixture_find (data, GTK_TYPE_BUTTON, "Mở _tệp") != NULL;
}

static void
test_export (Fixture *f,
             gconstpointer data)
{
  Plan plan = open_plan (f);
  g_autofree char *name = nh_plan_export_dup_name (f->session, plan.plan, NH_PLAN_FILE_WORD);
  g_autofree char *word = g_build_filename (f->dir, name, NULL);
  g_autofree char *pdf = g_build_filename (f->dir, "kế hoạch.pdf", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhDocument) document = NULL;
  g_autoptr (NhDocument) read = NULL;

  g_assert_true (g_str_has_prefix (name, "73-KH-SGDĐT - Kế hoạch "));
  g_assert_true (g_str_has_suffix (name, ".docx"));
  g_assert_cmpint (g_utf8_strlen (name, -1), <=, 86);
  nh_plan_export_write (GTK_WIDGET (plan.page), f->session, plan.plan, NH_PLAN_FILE_WORD, word);
  g_assert_true (fixture_wait (offers_file, f->window));
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Đã ghi 73-KH-SGDĐT"));
  document = nh_compose_plan (f->workbook, plan.plan, &error);
  g_assert_no_error (error);
  read = nh_docx_read (word, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (nh_document_equal (document, read));

  nh_session_offer (f->session, NULL, NULL, NULL);
  fixture_settle ();
  nh_plan_export_write (GTK_WIDGET (plan.page), f->session, plan.plan, NH_PLAN_FILE_PDF, pdf);
  g_assert_true (fixture_wait (offers_file, f->window));
  g_assert_true (g_file_get_contents (pdf, &content, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
}

/* A folder that is gone gets a sentence, and nothing is left behind. */
static void
test_export_refused (Fixture *f,
                     gconstpointer data)
{
  Plan plan = open_plan (f);
  g_autofree char *path = g_build_filename (f->dir, "không có", "kế hoạch.docx", NULL);

  nh_plan_export_write (GTK_WIDGET (plan.page), f->session, plan.plan, NH_PLAN_FILE_WORD, path);
  for (int i = 0; i < 20 && !find_dialog (f); i++)
    fixture_settle ();
  g_assert_nonnull (find_dialog (f));
  g_assert_true (fixture_shows (find_dialog (f), "Chưa xuất được kế hoạch"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Each page lies as the preview shows it, the appendix across too. */
static void
test_print (Fixture *f,
            gconstpointer data)
{
  Plan plan = open_plan (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhDocument) document = nh_compose_plan (f->workbook, plan.plan, &error);
  g_autoptr (NhPlanPrint) print = nh_plan_print_new (document, PLAN);
  g_autofree char *path = g_build_filename (f->dir, "in.pdf", NULL);
  g_autofree char *info = g_find_program_in_path ("pdfinfo");
  g_autofree char *output = NULL;
  g_autofree char *pages = g_strdup_printf ("Pages:           %u", nh_paper_get_n_pages (nh_plan_desk_get_paper (plan.desk)));
  const char *argv[] = { info, "-l", "100", path, NULL };

  gtk_print_operation_set_export_filename (GTK_PRINT_OPERATION (print), path);
  g_assert_cmpint (gtk_print_operation_run (GTK_PRINT_OPERATION (print), GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error),
                   !=, GTK_PRINT_OPERATION_RESULT_ERROR);
  g_assert_no_error (error);
  for (int i = 0; i < 50 && !gtk_print_operation_is_finished (GTK_PRINT_OPERATION (print)); i++)
    fixture_settle ();
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  if (!info)
    {
      g_test_message ("pdfinfo is not there: the pages were not counted");
      return;
    }
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, NULL, &error));
  g_assert_no_error (error);
  g_test_message ("%s", output);
  g_assert_nonnull (strstr (output, pages));
  g_assert_nonnull (strstr (output, "size:  595")); /* upright */
  g_assert_nonnull (strstr (output, "size:  841"));  /* across */
}

/* What could not be stored when its plan was left holds the window open, and is stored when it can be. */
static void
test_waiting (Fixture *f,
              gconstpointer data)
{
  Plan plan = open_plan (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRichText) words = nh_rich_text_new ("Vừa gõ");
  NhBlock *block = nh_block_new (0, NH_BLOCK_PARAGRAPH, 0, words, NULL, NULL);
  NhWindow *window = f->window;

  g_assert_true (nh_workbook_begin (f->workbook, "Something long", &error));
  nh_plan_text_splice (plan.text, 0, 0, &block, 1);
  nh_block_unref (block);
  nh_window_show_screen (f->window, "plans");
  fixture_settle ();
  g_assert_true (nh_plan_text_is_waiting (plan.text));
  g_assert_true (fixture_shows (GTK_WIDGET (window), "một thay đổi khác đang dở"));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  fixture_settle ();
  g_assert_nonnull (window);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));
  g_assert_true (fixture_shows (GTK_WIDGET (window), "Nội dung vừa gõ chưa lưu được"));
  g_object_remove_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  nh_workbook_rollback (f->workbook);
  g_assert_true (nh_window_commit (f->window));
  g_assert_false (nh_plan_text_is_waiting (plan.text));
}

/* The file was deleted beneath the program: a copy has the words that it could not take any more. */
static void
test_file_gone (Fixture *f,
                gconstpointer data)
{
  Plan plan = open_plan (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRichText) words = nh_rich_text_new ("Vừa gõ");
  NhBlock *block = nh_block_new (0, NH_BLOCK_PARAGRAPH, 0, words, NULL, NULL);
  NhStore *store = nh_workbook_get_store (f->workbook);
  g_autofree char *path = g_build_filename (f->dir, "copy.namhoc", NULL);
  g_autoptr (NhWorkbook) copy = NULL;
  g_autoptr (NhPlanText) text = NULL;

  g_assert_cmpint (g_remove (nh_store_get_path (store)), ==, 0);
  nh_plan_text_splice (plan.text, 0, 0, &block, 1);
  nh_block_unref (block);
  g_assert_false (nh_window_commit (f->window));
  g_assert_true (nh_window_plans_wait (f->window));
  g_assert_true (nh_store_backup_to (store, path, TRUE, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (nh_window_store_plans_in (f->window, path, &error));
  g_assert_no_error (error);
  copy = nh_workbook_open (path, 0, &error);
  g_assert_no_error (error);
  text = nh_plan_text_new (copy, plan.plan, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nh_rich_text_get_text (nh_plan_text_get_block (text, 0)->text), ==, "Vừa gõ");
  g_assert_cmpuint (nh_plan_text_get_n_blocks (text), ==, nh_plan_text_get_n_blocks (plan.text));
  g_clear_object (&text);
  nh_workbook_close (copy);
}

#define ADD(path, func) g_test_add (path, Fixture, "sample", fixture_set_up, func, fixture_tear_down)

int
main (int argc,
      char **argv)
{
  window_test_init (argc, argv);
  ADD ("/plan/shell", test_shell);
  ADD ("/plan/rows-of-plan", test_rows_of_plan);
  ADD ("/plan/outline", test_outline);
  ADD ("/plan/outline-tab", test_outline_tab);
  ADD ("/plan/follow", test_follow);
  ADD ("/plan/repaint", test_repaint);
  ADD ("/plan/zoom", test_zoom);
  ADD ("/plan/zoom-beside-landscape", test_zoom_beside_landscape);
  ADD ("/plan/blanks", test_blanks);
  ADD ("/plan/appendices", test_appendices);
  ADD ("/plan/referenced", test_referenced);
  ADD ("/plan/export", test_export);
  ADD ("/plan/export-refused", test_export_refused);
  ADD ("/plan/print", test_print);
  ADD ("/plan/waiting", test_waiting);
  ADD ("/plan/file-gone", test_file_gone);
  return g_test_run ();
}
