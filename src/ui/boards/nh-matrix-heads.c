/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Heads of rows and columns and names of groups: what they are made of.
 */
#include "ui/boards/nh-matrix-view-private.h"

static GtkWidget *
make_label (const char *css_class, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

/** nh_matrix_make_row_head: Returns: (transfer floating): the label and at its right the detail. */
GtkWidget *
nh_matrix_make_row_head (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = make_label ("label", 0);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (box, "nh-matrix-row");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), make_label ("detail", 1));
  return box;
}

/** nh_matrix_make_column_head: Returns: (transfer floating): label, detail and progress one below the other. */
GtkWidget *
nh_matrix_make_column_head (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *label = make_label ("label", 0.5);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), NH_MATRIX_HEAD_LINES);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_vexpand (label, TRUE);
  gtk_widget_add_css_class (box, "nh-matrix-column");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), make_label ("detail", 0.5));
  gtk_box_append (GTK_BOX (box), gtk_progress_bar_new ());
  return box;
}

/** nh_matrix_make_group: Returns: (transfer floating): the name of a group of rows. */
GtkWidget *
nh_matrix_make_group (void)
{
  return make_label ("nh-matrix-group", 0);
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
bind_labels (GtkWidget *box, const NhMatrixHead *head)
{
  GtkWidget *label = gtk_widget_get_first_child (box);
  GtkWidget *detail = gtk_widget_get_next_sibling (label);

  gtk_label_set_text (GTK_LABEL (label), head->label);
  gtk_label_set_text (GTK_LABEL (detail), head->detail ? head->detail : "");
  gtk_widget_set_visible (detail, head->detail != NULL);
}

/** nh_matrix_bind_row_head: shows a head of a row, striped or not; where the row is high, the detail goes below. */
void
nh_matrix_bind_row_head (GtkWidget *box, const NhMatrixHead *head, gboolean odd, gboolean high)
{
  GtkWidget *label = gtk_widget_get_first_child (box);
  GtkWidget *detail = gtk_widget_get_next_sibling (label);
  gboolean below = high && head->detail;

  bind_labels (box, head);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (box), below ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (box), below ? 0 : 6);
  gtk_label_set_xalign (GTK_LABEL (detail), below ? 0 : 1);
  gtk_widget_set_vexpand (label, below);
  gtk_widget_set_vexpand (detail, below);
  gtk_widget_set_valign (label, below ? GTK_ALIGN_END : GTK_ALIGN_FILL);
  gtk_widget_set_valign (detail, below ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  set_class (box, "odd", odd);
}

/** nh_matrix_bind_column_head: shows a head of a column. */
void
nh_matrix_bind_column_head (GtkWidget *box, const NhMatrixHead *head)
{
  GtkWidget *progress = gtk_widget_get_last_child (box);

  bind_labels (box, head);
  gtk_widget_set_visible (progress, head->progress >= 0);
  if (head->progress >= 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (progress), head->progress);
  set_class (box, "current", head->current);
  set_class (box, "warns", head->warns);
}
