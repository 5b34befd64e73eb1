/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-table-preview.h"

#include "document/nh-page-style.h"
#include "document/nh-table-layout.h"

/* Pixels around the table, and the least width that can be read. */
#define MARGIN 12
#define LEAST_WIDTH 240
#define MAX_SCALE 1.34 /* 96 pixels an inch */

struct _NhTablePreview
{
  GtkWidget parent_instance;

  GtkWidget *sentence;
  NhTable *table;
  NhTableLayout *layout;
  gboolean landscape;
};

G_DEFINE_FINAL_TYPE (NhTablePreview, nh_table_preview, GTK_TYPE_WIDGET)

static double
scale_for (NhTablePreview *self,
           int width)
{
  return MIN (MAX (width - 2 * MARGIN, 1) / nh_page_text_width (self->landscape), MAX_SCALE);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  NhTablePreview *self = NH_TABLE_PREVIEW (widget);

  if (!self->layout)
    {
      gtk_widget_measure (self->sentence, orientation, for_size, minimum, natural, NULL, NULL);
      return;
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = (int) nh_page_text_width (self->landscape) + 2 * MARGIN;
      return;
    }
  *minimum = *natural
      = (int) (nh_table_layout_get_height (self->layout) * scale_for (self, for_size < 0 ? LEAST_WIDTH : for_size) + 0.5)
        + 2 * MARGIN;
}

static void
size_allocate (GtkWidget *widget,
               int width,
               int height,
               int baseline)
{
  gtk_widget_size_allocate (NH_TABLE_PREVIEW (widget)->sentence, &(GtkAllocation){ 0, 0, width, height }, -1);
}

static void
snapshot (GtkWidget *widget,
          GtkSnapshot *shot)
{
  NhTablePreview *self = NH_TABLE_PREVIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double scale = scale_for (self, width);
  cairo_t *cr;

  if (!self->layout)
    {
      gtk_widget_snapshot_child (widget, self->sentence, shot);
      return;
    }
  cr = gtk_snapshot_append_cairo (shot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, MAX (MARGIN, (width - nh_page_text_width (self->landscape) * scale) / 2), MARGIN);
  cairo_scale (cr, scale, scale);
  cairo_set_source_rgb (cr, 0, 0, 0);
  nh_table_layout_draw (self->layout, cr);
  cairo_destroy (cr);
}

static void
nh_table_preview_dispose (GObject *object)
{
  NhTablePreview *self = NH_TABLE_PREVIEW (object);

  g_clear_pointer (&self->layout, nh_table_layout_free);
  g_clear_pointer (&self->table, nh_table_free);
  g_clear_pointer (&self->sentence, gtk_widget_unparent);
  G_OBJECT_CLASS (nh_table_preview_parent_class)->dispose (object);
}

static void
nh_table_preview_class_init (NhTablePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_table_preview_dispose;
  widget_class->get_request_mode = get_request_mode;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot;
  gtk_widget_class_set_css_name (widget_class, "nhtablepreview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
nh_table_preview_init (NhTablePreview *self)
{
  self->sentence = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->sentence), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->sentence, "nh-empty");
  gtk_widget_set_parent (self->sentence, GTK_WIDGET (self));
}

/** nh_table_preview_new: Returns: (transfer floating): a preview without a table. */
GtkWidget *
nh_table_preview_new (void)
{
  return g_object_new (NH_TYPE_TABLE_PREVIEW, NULL);
}

static void
lay_out (NhTablePreview *self)
{
  g_clear_pointer (&self->layout, nh_table_layout_free);
  if (self->table)
    self->layout = nh_table_layout_new (self->table, nh_page_text_width (self->landscape));
  gtk_widget_set_child_visible (self->sentence, !self->layout);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * nh_table_preview_set_table:
 * @self: a preview
 * @table: (transfer full) (nullable): what to show
 * @sentence: (nullable): what to say without a table
 */
void
nh_table_preview_set_table (NhTablePreview *self,
                            NhTable *table,
                            const char *sentence)
{
  g_clear_pointer (&self->layout, nh_table_layout_free);
  g_clear_pointer (&self->table, nh_table_free);
  self->table = table;
  gtk_label_set_text (GTK_LABEL (self->sentence), sentence ? sentence : "");
  lay_out (self);
}

/** nh_table_preview_set_landscape: Whether the table stands on a page that is wider than high. */
void
nh_table_preview_set_landscape (NhTablePreview *self,
                                gboolean landscape)
{
  if (self->landscape == landscape)
    return;
  self->landscape = landscape;
  lay_out (self);
}
