/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inspector's form: it follows the table, stores what is typed, keeps what is refused.
 */
#include "window-fixture.h"

#include "ui/nh-form.h"
#include "ui/nh-form-field.h"

static GtkWidget *
find_entry (Fixture *f,
            const char *text)
{
  GtkWidget *form = fixture_find (GTK_WIDGET (f->window), NH_TYPE_FORM, NULL);

  g_assert_nonnull (form);
  return fixture_find (form, GTK_TYPE_ENTRY, text);
}

static NhGridScreen *
go_to_luc_ngan (Fixture *f)
{
  NhGridScreen *inspections = fixture_go (f, "inspections");
  guint row = fixture_find_row (inspections, "inspected", "Lục Ngạn");

  nh_grid_set_cursor (nh_grid_screen_get_grid (inspections), row, 1);
  fixture_settle ();
  return inspections;
}

static void
test_store (Fixture *f,
            gconstpointer data)
{
  NhGridScreen *inspections = go_to_luc_ngan (f);
  guint row = fixture_find_row (inspections, "inspected", "Lục Ngạn");
  GtkWidget *entry = find_entry (f, "Tháng 02/2024");
  g_autofree char *shown = NULL;

  g_assert_nonnull (entry);
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Tháng 3/2024");
  g_signal_emit_by_name (entry, "activate");
  fixture_settle ();
  shown = fixture_text (inspections, row, "period");
  g_assert_cmpstr (shown, ==, "Tháng 3/2024");
  /* Undo reaches the form too. */
  fixture_act (f, "undo");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Tháng 02/2024");
}

static void
test_refused (Fixture *f,
              gconstpointer data)
{
  NhGridScreen *inspections = go_to_luc_ngan (f);
  GtkWidget *entry = find_entry (f, "73/KH-SGDĐT");
  g_autofree char *shown = NULL;

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "không có kế hoạch này");
  g_signal_emit_by_name (entry, "activate");
  fixture_settle ();
  /* The text stays, marked, with a sentence under it; nothing was stored. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "không có kế hoạch này");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_true (fixture_shows (fixture_find (GTK_WIDGET (f->window), NH_TYPE_FORM, NULL), "“không có kế hoạch này”"));
  shown = fixture_text (inspections, fixture_find_row (inspections, "inspected", "Lục Ngạn"), "plan");
  g_assert_cmpstr (shown, ==, "73/KH-SGDĐT");
}

/* A refused text goes with its record; it is not stored in whatever the form shows next. */
static void
test_emptied (Fixture *f,
              gconstpointer data)
{
  NhGridScreen *inspections = go_to_luc_ngan (f);
  GtkWidget *form = fixture_find (GTK_WIDGET (f->window), NH_TYPE_FORM, NULL);
  GtkWidget *entry = find_entry (f, "73/KH-SGDĐT");
  g_autofree char *shown = NULL;

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "không có kế hoạch này");
  nh_form_set_record (NH_FORM (form), NULL, NULL, 0);
  fixture_settle ();
  shown = fixture_text (inspections, fixture_find_row (inspections, "inspected", "Lục Ngạn"), "plan");
  g_assert_cmpstr (shown, ==, "73/KH-SGDĐT");
}

/* An edit in the grid shows in the form. */
static void
test_follows (Fixture *f,
              gconstpointer data)
{
  NhGridScreen *inspections = go_to_luc_ngan (f);
  guint row = fixture_find_row (inspections, "inspected", "Lục Ngạn");

  g_assert_true (fixture_type (inspections, row, "period", "Tháng 5/2024", NULL));
  g_assert_nonnull (find_entry (f, "Tháng 5/2024"));
  nh_grid_set_cursor (nh_grid_screen_get_grid (inspections), row + 1, 1);
  fixture_settle ();
  g_assert_null (find_entry (f, "Tháng 5/2024"));
}

/* A choice is stored at once. */
static void
test_choice (Fixture *f,
             gconstpointer data)
{
  NhGridScreen *inspections = go_to_luc_ngan (f);
  guint row = fixture_find_row (inspections, "inspected", "Lục Ngạn");
  GtkWidget *form = fixture_find (GTK_WIDGET (f->window), NH_TYPE_FORM, NULL);
  GtkWidget *label = fixture_find (form, GTK_TYPE_LABEL, "Trạng thái");
  GtkWidget *status = fixture_find (gtk_widget_get_ancestor (label, NH_TYPE_FORM_FIELD), GTK_TYPE_DROP_DOWN, NULL);
  NhGridModel *model = NH_GRID_MODEL (nh_grid_screen_get_model (inspections));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (status), 1);
  fixture_settle ();
  g_assert_cmpstr (nh_grid_model_get_cell_class (model, row, fixture_column (inspections, "status")), ==, "done");
}

int
main (int argc,
      char **argv)
{
  window_test_init (argc, argv);
#define ADD(path, func) g_test_add (path, Fixture, GINT_TO_POINTER (TRUE), fixture_set_up, func, fixture_tear_down)
  ADD ("/form/store", test_store);
  ADD ("/form/refused", test_refused);
  ADD ("/form/emptied", test_emptied);
  ADD ("/form/follows", test_follows);
  ADD ("/form/choice", test_choice);
  return g_test_run ();
}
