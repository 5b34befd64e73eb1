/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/nh-two-rows.h"

#define SPACING 6

struct _NhTwoRows
{
  GtkWidget parent_instance;

  GtkWidget *rows[2];
};

G_DEFINE_FINAL_TYPE (NhTwoRows, nh_two_rows, GTK_TYPE_WIDGET)

static int
natural_width (GtkWidget *row,
               int *minimum)
{
  int natural;
  int least;

  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  *minimum = least;
  return natural;
}

static gboolean
fit_beside (NhTwoRows *self,
            int width)
{
  int minimum;

  return width < 0 || width >= natural_width (self->rows[0], &minimum) + SPACING + natural_width (self->rows[1], &minimum);
}

static GtkSizeRequestMode
nh_two_rows_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
nh_two_rows_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  NhTwoRows *self = NH_TWO_ROWS (widget);
  int least[2];
  int want[2];

  for (guint i = 0; i < 2; i++)
    gtk_widget_measure (self->rows[i], orientation, -1, &least[i], &want[i], NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (least[0], least[1]);
      *natural = want[0] + SPACING + want[1];
    }
  else
    *minimum = *natural = fit_beside (self, for_size) ? MAX (want[0], want[1]) : want[0] + SPACING + want[1];
}

static void
nh_two_rows_size_allocate (GtkWidget *widget,
                           int width,
                           int height,
                           int baseline)
{
  NhTwoRows *self = NH_TWO_ROWS (widget);
  int minimum;
  int second = natural_width (self->rows[1], &minimum);

  if (fit_beside (self, width))
    {
      GtkAllocation left = { 0, 0, width - second - SPACING, height };
      GtkAllocation right = { width - second, 0, second, height };

      if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        {
          right.x = 0;
          left.x = second + SPACING;
        }
      gtk_widget_size_allocate (self->rows[0], &left, -1);
      gtk_widget_size_allocate (self->rows[1], &right, -1);
    }
  else
    {
      int above;

      gtk_widget_measure (self->rows[0], GTK_ORIENTATION_VERTICAL, -1, NULL, &above, NULL, NULL);
      gtk_widget_size_allocate (self->rows[0], &(GtkAllocation){ 0, 0, width, above }, -1);
      gtk_widget_size_allocate (self->rows[1], &(GtkAllocation){ 0, above + SPACING, width, height - above - SPACING }, -1);
    }
}

static void
nh_two_rows_dispose (GObject *object)
{
  NhTwoRows *self = NH_TWO_ROWS (object);

  g_clear_pointer (&self->rows[0], gtk_widget_unparent);
  g_clear_pointer (&self->rows[1], gtk_widget_unparent);
  G_OBJECT_CLASS (nh_two_rows_parent_class)->dispose (object);
}

static void
nh_two_rows_class_init (NhTwoRowsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_two_rows_dispose;
  widget_class->get_request_mode = nh_two_rows_get_request_mode;
  widget_class->measure = nh_two_rows_measure;
  widget_class->size_allocate = nh_two_rows_size_allocate;
}

static void
nh_two_rows_init (NhTwoRows *self)
{
}

/** nh_two_rows_new: Returns: (transfer floating): @first and @second, beside or below each other. */
GtkWidget *
nh_two_rows_new (GtkWidget *first,
                 GtkWidget *second)
{
  NhTwoRows *self = g_object_new (NH_TYPE_TWO_ROWS, NULL);

  self->rows[0] = first;
  self->rows[1] = second;
  gtk_widget_set_parent (first, GTK_WIDGET (self));
  gtk_widget_set_parent (second, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
