/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window with the grid, to try it by hand and to look at it:
 *   grid-demo [--dark] [--rows=N]
 */
#include "fake-grid-model.h"
#include "ui/widgets/nh-grid.h"

#include <stdlib.h>
#include <string.h>

static void
on_error_cb (NhGrid *grid, const char *message, GtkLabel *status)
{
  gtk_label_set_text (status, message);
}

static gboolean
on_close_cb (GtkWindow *window, gboolean *open)
{
  *open = FALSE;
  return FALSE;
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_path (provider, GRID_CSS);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int argc, char **argv)
{
  guint n_rows = 40;
  gboolean open = TRUE;
  g_autoptr (FakeGridModel) model = NULL;
  GtkWidget *window, *box, *scroller, *grid, *status;

  gtk_init ();
  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--dark"))
        g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", TRUE, NULL);
      if (g_str_has_prefix (argv[i], "--rows="))
        n_rows = strtoul (argv[i] + strlen ("--rows="), NULL, 10);
    }
  load_style ();
  model = fake_grid_model_new (n_rows);
  grid = nh_grid_new ();
  nh_grid_set_label (NH_GRID (grid), "Bảng thử");
  nh_grid_set_append_hint (NH_GRID (grid), "thêm dòng…");
  nh_grid_set_model (NH_GRID (grid), NH_GRID_MODEL (model));
  status = gtk_label_new ("");
  gtk_label_set_xalign (GTK_LABEL (status), 0);
  scroller = gtk_scrolled_window_new ();
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), status);
  g_signal_connect (grid, "error", G_CALLBACK (on_error_cb), status);
  window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), "grid-demo");
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 480);
  gtk_window_set_child (GTK_WINDOW (window), box);
  g_signal_connect (window, "close-request", G_CALLBACK (on_close_cb), &open);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (grid);
  while (open)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}
