/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/boards/nh-matrix-layer.h"

struct _NhMatrixLayer
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (NhMatrixLayer, nh_matrix_layer, GTK_TYPE_WIDGET)

static void
nh_matrix_layer_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  *minimum = 0;
  *natural = 0;
}

static void
nh_matrix_layer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  /* The view gives the children their places. */
}

static void
nh_matrix_layer_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (nh_matrix_layer_parent_class)->dispose (object);
}

static void
nh_matrix_layer_class_init (NhMatrixLayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_matrix_layer_dispose;
  widget_class->measure = nh_matrix_layer_measure;
  widget_class->size_allocate = nh_matrix_layer_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "nhlayer");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
nh_matrix_layer_init (NhMatrixLayer *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/** nh_matrix_layer_new: Returns: (transfer floating): an empty pane with a CSS class. */
GtkWidget *
nh_matrix_layer_new (const char *css_class)
{
  GtkWidget *layer = g_object_new (NH_TYPE_MATRIX_LAYER, NULL);

  gtk_widget_add_css_class (layer, css_class);
  return layer;
}
