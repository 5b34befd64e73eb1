/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/nh-timeline-bar.h"

#include <math.h>

#define AROUND 4 /* soft ends, borders and diamonds reach a little over the bar */

struct _NhTimelineBarWidget
{
  GtkWidget parent_instance;

  NhTimeline *timeline;
  const NhTimelineStyle *style; /* of the timeline, which outlives its bars */
  NhTimelineBar bar;
  gboolean selected;
  char *words; /* of the bar: the layout's own are gone after the next change */
  char *label;
};

G_DEFINE_FINAL_TYPE (NhTimelineBarWidget, nh_timeline_bar_widget, GTK_TYPE_WIDGET)

static void
nh_timeline_bar_widget_snapshot (GtkWidget *widget,
                                 GtkSnapshot *snapshot)
{
  NhTimelineBarWidget *self = NH_TIMELINE_BAR_WIDGET (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double x;
  double span;
  cairo_t *cr;

  if (!self->timeline || width <= 0 || height <= 0)
    return;
  nh_timeline_bar_span (&self->bar, &x, &span);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_translate (cr, self->bar.x - x, 0);
  nh_timeline_draw_bar (self->timeline, self->style, &self->bar, cr, gtk_widget_get_pango_context (widget),
                        self->selected);
  cairo_destroy (cr);
}

static void
nh_timeline_bar_widget_dispose (GObject *object)
{
  NhTimelineBarWidget *self = NH_TIMELINE_BAR_WIDGET (object);

  g_clear_object (&self->timeline);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (nh_timeline_bar_widget_parent_class)->dispose (object);
}

static void
nh_timeline_bar_widget_class_init (NhTimelineBarWidgetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_timeline_bar_widget_dispose;
  widget_class->snapshot = nh_timeline_bar_widget_snapshot;
  gtk_widget_class_set_css_name (widget_class, "nhtimelinebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
nh_timeline_bar_widget_init (NhTimelineBarWidget *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_VISIBLE);
}

/** nh_timeline_bar_widget_new: Returns: (transfer floating): a bar that shows nothing yet. */
GtkWidget *
nh_timeline_bar_widget_new (void)
{
  return g_object_new (NH_TYPE_TIMELINE_BAR_WIDGET, NULL);
}

static gboolean
looks_like (const NhTimelineBar *a,
            const NhTimelineBar *b)
{
  return a->kind == b->kind && a->id == b->id && g_strcmp0 (a->label, b->label) == 0 && a->status == b->status && a->soft == b->soft &&
         a->conflict == b->conflict && a->movable == b->movable && fabs (a->width - b->width) < 0.01 &&
         fabs (a->label_x - a->x - b->label_x + b->x) < 0.01 && fabs (a->label_width - b->label_width) < 0.01 &&
         a->kind_key == b->kind_key && a->start == b->start && a->end == b->end &&
         a->issued_start == b->issued_start && a->issued_end == b->issued_end;
}

/**
 * nh_timeline_bar_widget_show:
 * @timeline: the layout
 * @style: how bars look; not copied
 * @bar: what to show
 * @selected: whether it is chosen
 *
 * Shows a bar; what looks the same is not drawn anew.
 */
void
nh_timeline_bar_widget_show (NhTimelineBarWidget *self,
                             NhTimeline *timeline,
                             const NhTimelineStyle *style,
                             const NhTimelineBar *bar,
                             gboolean selected)
{
  gboolean same = self->timeline == timeline && self->selected == selected && looks_like (&self->bar, bar);

  g_set_object (&self->timeline, timeline);
  self->style = style;
  self->bar = *bar;
  if (g_strcmp0 (self->words, bar->label) != 0)
    {
      g_free (self->words);
      self->words = g_strdup (bar->label);
    }
  self->bar.label = self->words;
  if (same)
    return;
  if (self->selected != selected)
    {
      if (selected)
        gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED, FALSE);
      else
        gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED);
    }
  self->selected = selected;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** nh_timeline_bar_widget_get_bar: Returns: (transfer none): what it shows. */
const NhTimelineBar *
nh_timeline_bar_widget_get_bar (NhTimelineBarWidget *self)
{
  return &self->bar;
}

/** nh_timeline_bar_widget_set_label: says what the bar is to screen readers. */
void
nh_timeline_bar_widget_set_label (NhTimelineBarWidget *self,
                                  const char *label)
{
  if (g_strcmp0 (self->label, label) == 0)
    return;
  g_free (self->label);
  self->label = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/** nh_timeline_bar_widget_get_label: Returns: (nullable): what it says to screen readers. */
const char *
nh_timeline_bar_widget_get_label (NhTimelineBarWidget *self)
{
  return self->label;
}

/** nh_timeline_bar_widget_forget: shows nothing any more; the widget waits for another bar. */
void
nh_timeline_bar_widget_forget (NhTimelineBarWidget *self)
{
  g_clear_object (&self->timeline);
  self->bar.label = NULL;
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->label, g_free);
}

/** nh_timeline_bar_span: where a bar and its words lie, horizontally. */
void
nh_timeline_bar_span (const NhTimelineBar *bar,
                      double *x,
                      double *width)
{
  double left = bar->x;
  double right = bar->x + bar->width;

  if (bar->label_width > 0)
    {
      left = MIN (left, bar->label_x);
      right = MAX (right, bar->label_x + bar->label_width);
    }
  *x = floor (left) - AROUND;
  *width = ceil (right) - *x + AROUND;
}
