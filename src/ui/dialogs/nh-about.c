/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/nh-about.h"

#include <glib/gi18n-lib.h>

#include "config.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-application.h"

/** nh_about_show: tells what the program is, in a window in front of @parent. */
void
nh_about_show (GtkWidget *parent)
{
  gtk_show_about_dialog (GTK_WINDOW (gtk_widget_get_root (parent)),
                         "program-name", "Năm Học",
                         "version", NH_VERSION,
                         "logo-icon-name", NH_APP_ID,
                         "comments", _("Plans of professional activities for education offices: text, people and "
                                       "activities in one workbook, appendices in the official form."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

static void
add_line (GtkGrid *grid,
          int line,
          const NhShortcut *shortcut)
{
  g_autofree char *keys = nh_shortcut_dup_keys (shortcut, TRUE);
  GtkWidget *title = gtk_label_new (_(shortcut->title));
  GtkWidget *label = gtk_label_new (keys);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "nh-keys");
  gtk_grid_attach (grid, label, 0, line, 1, 1);
  gtk_grid_attach (grid, title, 1, line, 1, 1);
}

/**
 * nh_about_show_shortcuts:
 * @parent: a widget of the window it belongs to
 *
 * Lists all keys by group, in two columns.
 */
void
nh_about_show_shortcuts (GtkWidget *parent)
{
  guint n;
  const NhShortcut *shortcuts = nh_application_shortcuts (&n);
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 36);
  GtkWidget *grids[2];
  int lines[2] = { 0, 0 };
  guint column = 0;
  GtkWidget *dialog;

  for (guint i = 0; i < G_N_ELEMENTS (grids); i++)
    {
      grids[i] = gtk_grid_new ();
      gtk_grid_set_row_spacing (GTK_GRID (grids[i]), 6);
      gtk_grid_set_column_spacing (GTK_GRID (grids[i]), 18);
      gtk_box_append (GTK_BOX (columns), grids[i]);
    }
  for (guint i = 0; i < n; i++)
    {
      gboolean first = i == 0 || !g_str_equal (shortcuts[i].group, shortcuts[i - 1].group);

      if (!shortcuts[i].accels)
        continue;
      if (first && i > 0 && g_str_equal (shortcuts[i].group, N_("Table")))
        column = 1;
      if (first && i > 0 && g_str_equal (shortcuts[i].group, N_("Window")))
        column = 0;
      if (first)
        {
          GtkWidget *heading = gtk_label_new (_(shortcuts[i].group));

          gtk_label_set_xalign (GTK_LABEL (heading), 0);
          gtk_widget_add_css_class (heading, "nh-title");
          if (lines[column] > 0)
            gtk_widget_set_margin_top (heading, 12);
          gtk_grid_attach (GTK_GRID (grids[column]), heading, 0, lines[column]++, 2, 1);
        }
      add_line (GTK_GRID (grids[column]), lines[column]++, &shortcuts[i]);
    }
  dialog = nh_dialog_new (parent, _("Keyboard shortcuts"), columns);
  gtk_window_set_resizable (GTK_WINDOW (dialog), FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
}
