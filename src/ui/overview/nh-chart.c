/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview/nh-chart.h"

#include <math.h>

#include "ui/compat/nh-color.h"

typedef struct
{
  GArray *marks; /* of NhChartMark */
  gboolean laid_out;
  double width; /* for which the marks are */
  double height;
  int hover; /* -1: none */
  int focus;
  guint focus_column; /* what .focus was, while there are no marks */
  guint focus_row;
  char *label;
  char *description;
} NhChartPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NhChart, nh_chart, GTK_TYPE_WIDGET)

enum { MARK_ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

#define PRIVATE(self) ((NhChartPrivate *) nh_chart_get_instance_private (self))

static void
mark_clear (gpointer data)
{
  g_free (((NhChartMark *) data)->words);
}

static NhChartMark *
get_mark (NhChart *self,
          int i)
{
  NhChartPrivate *priv = PRIVATE (self);

  return i >= 0 && i < (int) priv->marks->len ? &g_array_index (priv->marks, NhChartMark, i) : NULL;
}

/* What a screen reader says of the chart: the mark with the keys, else its name. */
static void
tell (NhChart *self)
{
  NhChartPrivate *priv = PRIVATE (self);
  NhChartMark *mark = gtk_widget_has_focus (GTK_WIDGET (self)) ? get_mark (self, priv->focus) : NULL;
  g_autofree char *label = mark ? g_strdup_printf ("%s. %s", priv->label ? priv->label : "", mark->words)
                                : g_strdup (priv->label ? priv->label : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, priv->description ? priv->description : "", -1);
}

static void
ensure_marks (NhChart *self)
{
  NhChartPrivate *priv = PRIVATE (self);
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  if (priv->laid_out && priv->width == width && priv->height == height)
    return;
  g_array_set_size (priv->marks, 0);
  priv->hover = -1;
  priv->width = width;
  priv->height = height;
  priv->laid_out = TRUE;
  NH_CHART_GET_CLASS (self)->layout (self, width, height);
  priv->focus = -1;
  for (guint i = 0; i < priv->marks->len && priv->focus < 0; i++)
    if (get_mark (self, (int) i)->column == priv->focus_column && get_mark (self, (int) i)->row == priv->focus_row)
      priv->focus = (int) i;
}

static void
set_focus_mark (NhChart *self,
                int i)
{
  NhChartPrivate *priv = PRIVATE (self);
  NhChartMark *mark = get_mark (self, i);

  if (!mark)
    return;
  priv->focus = i;
  priv->focus_column = mark->column;
  priv->focus_row = mark->row;
  tell (self);
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static int
mark_at (NhChart *self,
         double x,
         double y)
{
  ensure_marks (self);
  for (guint i = 0; i < PRIVATE (self)->marks->len; i++)
    {
      NhChartMark *mark = get_mark (self, (int) i);

      if (x >= mark->x && x < mark->x + mark->width && y >= mark->y && y < mark->y + mark->height)
        return (int) i;
    }
  return -1;
}

static void
activate (NhChart *self,
          int i)
{
  NhChartMark *mark = get_mark (self, i);

  if (mark)
    g_signal_emit (self, signals[MARK_ACTIVATED], 0, mark->column, mark->row);
}

/* Keys. */

/* The nearest mark in a direction: sideways counts more, so that one stays in a row of cells. */
static int
neighbour (NhChart *self,
           int by_x,
           int by_y)
{
  NhChartMark *from = get_mark (self, PRIVATE (self)->focus);
  double best = G_MAXDOUBLE;
  int found = -1;

  for (guint i = 0; from && i < PRIVATE (self)->marks->len; i++)
    {
      NhChartMark *mark = get_mark (self, (int) i);
      double dx = mark->x + mark->width / 2 - from->x - from->width / 2;
      double dy = mark->y + mark->height / 2 - from->y - from->height / 2;
      double along = by_x ? dx * by_x : dy * by_y;
      double aside = fabs (by_x ? dy : dx);
      double cost = along + 3 * aside;

      /* Up and down stay in the bar, and in the column of cells. */
      if (along <= 1 || (by_y && aside > from->width / 2))
        continue;
      /* To the next bar, however different its height is. */
      if (by_x && along > from->width / 2)
        cost = along * 100 + aside;
      if (cost < best)
        {
          best = cost;
          found = (int) i;
        }
    }
  return found;
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   NhChart *self)
{
  NhChartPrivate *priv = PRIVATE (self);

  ensure_marks (self);
  if (!priv->marks->len || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)))
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      set_focus_mark (self, neighbour (self, keyval == GDK_KEY_Left ? -1 : 1, 0));
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      set_focus_mark (self, neighbour (self, 0, keyval == GDK_KEY_Up ? -1 : 1));
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      set_focus_mark (self, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      set_focus_mark (self, (int) priv->marks->len - 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
      activate (self, priv->focus);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_focus_cb (NhChart *self)
{
  ensure_marks (self);
  if (PRIVATE (self)->focus < 0)
    set_focus_mark (self, 0);
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The mouse. */

static void
on_motion_cb (GtkEventControllerMotion *controller,
              double x,
              double y,
              NhChart *self)
{
  int hover = mark_at (self, x, y);

  if (hover == PRIVATE (self)->hover)
    return;
  PRIVATE (self)->hover = hover;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), hover >= 0 ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_leave_cb (NhChart *self)
{
  PRIVATE (self)->hover = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_released_cb (GtkGestureClick *gesture,
                int n_press,
                double x,
                double y,
                NhChart *self)
{
  int i = mark_at (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  set_focus_mark (self, i);
  activate (self, i);
}

static gboolean
nh_chart_query_tooltip (GtkWidget *widget,
                        int x,
                        int y,
                        gboolean keyboard,
                        GtkTooltip *tooltip)
{
  NhChart *self = NH_CHART (widget);
  NhChartMark *mark = get_mark (self, keyboard ? PRIVATE (self)->focus : mark_at (self, x, y));

  if (!mark)
    return FALSE;
  gtk_tooltip_set_text (tooltip, mark->words);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ (int) mark->x, (int) mark->y, (int) mark->width, (int) mark->height });
  return TRUE;
}

/* Drawing. */

static void
frame_mark (cairo_t *cr,
            const NhChartMark *mark,
            const GdkRGBA *text,
            double width)
{
  nh_chart_rounded (cr, mark->x - 1.5, mark->y - 1.5, mark->width + 3, mark->height + 3, 4);
  gdk_cairo_set_source_rgba (cr, text);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

static void
nh_chart_snapshot (GtkWidget *widget,
                   GtkSnapshot *snapshot)
{
  NhChart *self = NH_CHART (widget);
  NhChartPrivate *priv = PRIVATE (self);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  GdkRGBA text;
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  ensure_marks (self);
  nh_compat_get_color (widget, &text);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (-2, -2, (float) width + 4, (float) height + 4));
  NH_CHART_GET_CLASS (self)->draw (self, cr, &text, width, height);
  if (get_mark (self, priv->hover))
    frame_mark (cr, get_mark (self, priv->hover), &text, 1);
  if (get_mark (self, priv->focus) && gtk_widget_has_visible_focus (widget))
    frame_mark (cr, get_mark (self, priv->focus), &text, 2);
  cairo_destroy (cr);
}

static void
nh_chart_finalize (GObject *object)
{
  NhChartPrivate *priv = PRIVATE (NH_CHART (object));

  g_array_unref (priv->marks);
  g_free (priv->label);
  g_free (priv->description);
  G_OBJECT_CLASS (nh_chart_parent_class)->finalize (object);
}

static void
nh_chart_class_init (NhChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nh_chart_finalize;
  widget_class->snapshot = nh_chart_snapshot;
  widget_class->query_tooltip = nh_chart_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "nhchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[MARK_ACTIVATED] = g_signal_new ("mark-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
nh_chart_init (NhChart *self)
{
  NhChartPrivate *priv = PRIVATE (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  priv->marks = g_array_new (FALSE, FALSE, sizeof (NhChartMark));
  g_array_set_clear_func (priv->marks, mark_clear);
  priv->hover = priv->focus = -1;
  priv->focus_column = priv->focus_row = G_MAXUINT;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focus_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/** nh_chart_add_mark: adds a mark; to be called from the class's layout() only. */
void
nh_chart_add_mark (NhChart *self,
                   const NhChartMark *mark)
{
  g_array_append_val (PRIVATE (self)->marks, *mark);
}

/** nh_chart_changed: the data are others now. */
void
nh_chart_changed (NhChart *self)
{
  PRIVATE (self)->laid_out = FALSE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * nh_chart_set_words:
 * @label: what the chart shows
 * @description: all that it shows, in words
 */
void
nh_chart_set_words (NhChart *self,
                    const char *label,
                    const char *description)
{
  NhChartPrivate *priv = PRIVATE (self);
  g_autofree char *own_label = g_strdup (label);
  g_autofree char *own = g_strdup (description);

  g_free (priv->label);
  g_free (priv->description);
  priv->label = g_steal_pointer (&own_label);
  priv->description = g_steal_pointer (&own);
  tell (self);
}

/** nh_chart_layout_text: Returns: (transfer full): @text in the widget's font, @scale times as large. */
PangoLayout *
nh_chart_layout_text (NhChart *self,
                      const char *text,
                      double scale,
                      gboolean bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

/** nh_chart_draw_text: draws @text with its middle at @y; @align: 0: begins at @x, 0.5: around it, 1: ends there. */
void
nh_chart_draw_text (NhChart *self,
                    cairo_t *cr,
                    const char *text,
                    double x,
                    double y,
                    double align,
                    double scale,
                    gboolean bold)
{
  g_autoptr (PangoLayout) layout = nh_chart_layout_text (self, text, scale, bold);
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, round (x - align * width), round (y - height / 2.0));
  pango_cairo_show_layout (cr, layout);
}

/** nh_chart_rounded: adds a rectangle with round corners to the path. */
void
nh_chart_rounded (cairo_t *cr,
                  double x,
                  double y,
                  double width,
                  double height,
                  double radius)
{
  double r = MIN (radius, MIN (width, height) / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI / 2, 0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0, G_PI / 2);
  cairo_arc (cr, x + r, y + height - r, r, G_PI / 2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

/* The relative luminance of WCAG 2.1. */
static double
luminance (const GdkRGBA *color)
{
  const float parts[] = { color->red, color->green, color->blue };
  const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (int i = 0; i < 3; i++)
    sum += weights[i] * (parts[i] <= 0.03928f ? parts[i] / 12.92 : pow ((parts[i] + 0.055) / 1.055, 2.4));
  return sum;
}

/** nh_chart_ink_over: black or white, whichever has more contrast with @fill. */
void
nh_chart_ink_over (const GdkRGBA *fill,
                   GdkRGBA *ink)
{
  double l = luminance (fill);

  *ink = 1.05 / (l + 0.05) > (l + 0.05) / 0.05 ? (GdkRGBA){ 1, 1, 1, 1 } : (GdkRGBA){ 0, 0, 0, 1 };
}

/** nh_chart_get_n_marks: Returns: how many marks there are at the present size. */
guint
nh_chart_get_n_marks (NhChart *self)
{
  ensure_marks (self);
  return PRIVATE (self)->marks->len;
}

/** nh_chart_get_mark: Returns: (transfer none) (nullable): the mark, until the data change. */
const NhChartMark *
nh_chart_get_mark (NhChart *self,
                   guint index)
{
  ensure_marks (self);
  return get_mark (self, (int) index);
}

/** nh_chart_get_focus_mark: Returns: (transfer none) (nullable): the mark that has the keys. */
const NhChartMark *
nh_chart_get_focus_mark (NhChart *self)
{
  ensure_marks (self);
  return get_mark (self, PRIVATE (self)->focus);
}

/** nh_chart_get_description: Returns: (transfer none): all that the chart shows, in words. */
const char *
nh_chart_get_description (NhChart *self)
{
  return PRIVATE (self)->description ? PRIVATE (self)->description : "";
}
