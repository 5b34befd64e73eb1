/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-sheet.h"

#include <math.h>

/* A page of 300 % on a fine screen would take more than a hundred megabytes: beyond this it is drawn
 * coarser and scaled up. */
#define MOST_PIXELS (12.0 * 1000 * 1000)

struct _NhPlanSheet
{
  GtkWidget parent_instance;

  guint page;   /* in the layout, from 0 */
  guint number; /* that is printed on it */
  double width;
  double height;
  double scale;
  NhPageRect mark;
  gboolean marked;

  GdkTexture *texture;
  double drawn_scale; /* of the texture, in pixels of the device for a point */
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (NhPlanSheet, nh_plan_sheet, GTK_TYPE_WIDGET)

/* A thin line where the cursor is and a bar beside its line, as seen from afar. */
static void
draw_mark (NhPlanSheet *self,
           GtkSnapshot *snapshot)
{
  const GdkRGBA accent = { 0x1a / 255.0f, 0x5f / 255.0f, 0xb4 / 255.0f, 1 };
  const GdkRGBA faint = { 0x1a / 255.0f, 0x5f / 255.0f, 0xb4 / 255.0f, 0.10f };
  double height = MAX (self->mark.height * self->scale, 4);
  double y = self->mark.y * self->scale;
  double left = 24 * self->scale;

  gtk_snapshot_append_color (snapshot, &faint,
                             &GRAPHENE_RECT_INIT ((float) left, (float) y,
                                                  (float) (self->width * self->scale - 2 * left), (float) height));
  gtk_snapshot_append_color (snapshot, &accent, &GRAPHENE_RECT_INIT ((float) left, (float) y, 3, (float) height));
  gtk_snapshot_append_color (snapshot, &accent,
                             &GRAPHENE_RECT_INIT ((float) floor (self->mark.x * self->scale), (float) y,
                                                  self->scale > 1.2 ? 2 : 1, (float) height));
}

static void
nh_plan_sheet_snapshot (GtkWidget *widget,
                        GtkSnapshot *snapshot)
{
  NhPlanSheet *self = NH_PLAN_SHEET (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);

  /* Until the page is drawn anew the old one stands there, stretched where the zoom is another. */
  if (self->texture)
    gtk_snapshot_append_texture (snapshot, self->texture, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->marked)
    draw_mark (self, snapshot);
}

static void
nh_plan_sheet_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  NhPlanSheet *self = NH_PLAN_SHEET (widget);
  double size = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;

  *minimum = *natural = (int) ceil (size * self->scale);
}

static void
nh_plan_sheet_dispose (GObject *object)
{
  g_clear_object (&NH_PLAN_SHEET (object)->texture);
  G_OBJECT_CLASS (nh_plan_sheet_parent_class)->dispose (object);
}

static void
nh_plan_sheet_class_init (NhPlanSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_plan_sheet_dispose;
  widget_class->snapshot = nh_plan_sheet_snapshot;
  widget_class->measure = nh_plan_sheet_measure;
  gtk_widget_class_set_css_name (widget_class, "nhsheet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
nh_plan_sheet_init (NhPlanSheet *self)
{
  self->scale = NH_PIXELS_PER_POINT;
  self->stale = TRUE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_VISIBLE);
}

/** nh_plan_sheet_new: Returns: (transfer floating): a page that is not drawn yet. */
GtkWidget *
nh_plan_sheet_new (void)
{
  return g_object_new (NH_TYPE_PLAN_SHEET, NULL);
}

/**
 * nh_plan_sheet_set_page:
 * @page: which page of the layout it shows now, from 0
 * @number: the number that is printed on it; another one than before must be drawn anew
 */
void
nh_plan_sheet_set_page (NhPlanSheet *self,
                        guint page,
                        guint number)
{
  self->page = page;
  if (self->number != number)
    self->stale = TRUE;
  self->number = number;
}

/** nh_plan_sheet_get_page: Returns: which page of the layout it shows, from 0. */
guint
nh_plan_sheet_get_page (NhPlanSheet *self)
{
  return self->page;
}

/** nh_plan_sheet_set_size: the size of the paper in points. */
void
nh_plan_sheet_set_size (NhPlanSheet *self,
                        double width,
                        double height)
{
  self->width = width;
  self->height = height;
}

/** nh_plan_sheet_get_size: the size of the paper in points. */
void
nh_plan_sheet_get_size (NhPlanSheet *self,
                        double *width,
                        double *height)
{
  *width = self->width;
  *height = self->height;
}

/** nh_plan_sheet_set_scale: @scale: pixels of the screen for a point. */
void
nh_plan_sheet_set_scale (NhPlanSheet *self,
                         double scale)
{
  self->scale = scale;
}

/** nh_plan_sheet_get_scale: Returns: pixels of the screen for a point. */
double
nh_plan_sheet_get_scale (NhPlanSheet *self)
{
  return self->scale;
}

/** nh_plan_sheet_set_mark: @mark: (nullable): where the cursor of the text is, in points. */
void
nh_plan_sheet_set_mark (NhPlanSheet *self,
                        const NhPageRect *mark)
{
  if (!mark && !self->marked)
    return;
  self->marked = mark != NULL;
  if (mark)
    self->mark = *mark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** nh_plan_sheet_invalidate: what is printed on the page is something else now. */
void
nh_plan_sheet_invalidate (NhPlanSheet *self)
{
  self->stale = TRUE;
}

static double
device_scale (NhPlanSheet *self)
{
  double scale = self->scale * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double pixels = self->width * self->height * scale * scale;

  return pixels > MOST_PIXELS ? scale * sqrt (MOST_PIXELS / pixels) : scale;
}

/** nh_plan_sheet_needs_drawing: Returns: whether it shows an old page, or one of another zoom. */
gboolean
nh_plan_sheet_needs_drawing (NhPlanSheet *self)
{
  return self->stale || !self->texture || fabs (self->drawn_scale - device_scale (self)) > 0.001;
}

/** nh_plan_sheet_draw: draws its page of @layout, some milliseconds of work. */
void
nh_plan_sheet_draw (NhPlanSheet *self,
                    NhPageLayout *layout)
{
  double scale = device_scale (self);
  int width = MAX (1, (int) ceil (self->width * scale));
  int height = MAX (1, (int) ceil (self->height * scale));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  int stride = cairo_image_surface_get_stride (surface);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_scale (cr, scale, scale);
  nh_page_layout_draw_page (layout, self->page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  g_clear_object (&self->texture);
  self->texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  self->drawn_scale = scale;
  self->stale = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** nh_plan_sheet_forget: gives the picture up; it is far from sight. */
void
nh_plan_sheet_forget (NhPlanSheet *self)
{
  g_clear_object (&self->texture);
}
