/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of a person, transfers, awards, participants: as a user sees them.
 */
#include <glib/gi18n-lib.h>

#include "ui/people/nh-awards-page.h"
#include "ui/people/nh-person-page.h"
#include "window-fixture.h"

static GtkWidget *
visible_dialog (Fixture *fixture)
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

static gint64
find (Fixture *fixture, const char *entity, const char *name)
{
  g_autoptr (GError) error = NULL;
  gint64 id = nh_workbook_find (fixture->workbook, nh_entity_find (entity), name, &error);

  g_assert_no_error (error);
  return id;
}

static void
click (GtkWidget *root, const char *label)
{
  GtkWidget *button = fixture_find (root, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  fixture_settle ();
}

/* From the list to the page of a person, a transfer, and back by undo. */
static void
test_transfer (Fixture *fixture, gconstpointer data)
{
  NhGridScreen *people = fixture_go (fixture, "people");
  guint row = fixture_find_row (people, "name", "Huỳnh Tấn Lợi");
  gint64 person = find (fixture, "person", "Huỳnh Tấn Lợi");
  g_autofree char *screen = g_strdup_printf ("person:%" G_GINT64_FORMAT, person);
  GtkWidget *dialog;
  GtkWidget *entry;
  g_autoptr (NhRecord) record = NULL;

  nh_grid_set_cursor (nh_grid_screen_get_grid (people), row, 1);
  fixture_settle ();
  click (GTK_WIDGET (fixture->window), _("P_age of the person"));
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->window), "Huỳnh Tấn Lợi"));
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->window), "Bến Súc"));
  click (GTK_WIDGET (fixture->window), _("_Transfer…"));
  dialog = visible_dialog (fixture);
  g_assert_nonnull (dialog);
  entry = fixture_find (dialog, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1/12/2023");
  entry = gtk_grid_get_child_at (GTK_GRID (gtk_widget_get_parent (entry)), 1, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "TH Minh Thạnh");
  fixture_settle ();
  /* The cluster that the new school does not belong to is told before anything is stored. */
  g_assert_true (fixture_shows (dialog, "Cụm Một"));
  click (dialog, _("_Transfer"));
  g_assert_null (visible_dialog (fixture));
  record = nh_workbook_load (fixture->workbook, nh_entity_find ("person"), person, NULL);
  g_assert_cmpstr (nh_record_text (record, "unit"), ==, "Trường Tiểu học Minh Thạnh");
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->window), "Minh Thạnh"));
  fixture_act (fixture, "undo");
  g_clear_object (&record);
  record = nh_workbook_load (fixture->workbook, nh_entity_find ("person"), person, NULL);
  g_assert_cmpstr (nh_record_text (record, "unit"), ==, "Trường Tiểu học Bến Súc");
  g_assert_null (nh_workbook_get_undo_name (fixture->workbook));
}

/* A deleted person has no page; the user is back in the list. */
static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  const NhFieldText values[] = { { "name", "Ngô Thị Mới" }, { NULL, NULL } };
  gint64 person = nh_workbook_create (fixture->workbook, nh_entity_find ("person"), values, NULL);
  g_autofree char *screen = g_strdup_printf ("person:%" G_GINT64_FORMAT, person);

  nh_window_show_screen (fixture->window, screen);
  fixture_settle ();
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->window), "Ngô Thị Mới"));
  fixture_act (fixture, "undo");
  g_assert_true (NH_IS_GRID_SCREEN (nh_session_get_active (fixture->session)));
  g_assert_cmpstr (nh_grid_screen_get_spec (NH_GRID_SCREEN (nh_session_get_active (fixture->session)))->id, ==, "people");
}

static void
test_awards (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  fixture_act (fixture, "awards"); /* as from the menu of teams and by Ctrl+K */
  fixture_settle ();
  g_assert_true (fixture_shows (window, _("Awards")));
  g_assert_false (gtk_widget_get_sensitive (fixture_find (window, GTK_TYPE_BUTTON, _("E_xport the list…"))));
  click (window, _("_Nominate"));
  g_assert_true (gtk_widget_get_sensitive (fixture_find (window, GTK_TYPE_BUTTON, _("E_xport the list…"))));
  g_assert_nonnull (fixture_find (window, GTK_TYPE_BUTTON, _("Take back the _nomination")));
  fixture_act (fixture, "undo");
  g_assert_nonnull (fixture_find (window, GTK_TYPE_BUTTON, _("_Nominate")));
}

#define ADD(name, function) \
  g_test_add ("/people/" name, Fixture, "sample", fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  window_test_init (argc, argv);
  ADD ("transfer", test_transfer);
  ADD ("deleted", test_deleted);
  ADD ("awards", test_awards);
  return g_test_run ();
}
