/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhTimelineView: what mouse, touchpad and fingers do.
 */
#include "ui/timeline/nh-timeline-view-private.h"

#include <math.h>

#include "ui/timeline/nh-timeline-words.h"

#define WHEEL 1.25 /* a notch of the wheel makes days so much wider */

static GdkModifierType
modifiers_of (gpointer controller)
{
  return gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
}

/* Clicks and drags. */

static void
on_drag_begin_cb (GtkGestureDrag *gesture,
                  double x,
                  double y,
                  NhTimelineView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  nh_timeline_view_press (self, x, y, modifiers_of (gesture));
  if (self->drag.mode == NH_DRAG_PRESSED && self->drag.part == NH_PART_EMPTY &&
      !(gtk_widget_get_focus_child (widget) && nh_timeline_view_focus_cursor (self)))
    gtk_widget_grab_focus (widget);
}

static void
on_drag_update_cb (GtkGestureDrag *gesture,
                   double offset_x,
                   double offset_y,
                   NhTimelineView *self)
{
  double x;
  double y;

  if (!gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  nh_timeline_view_drag_to (self, x + offset_x, y + offset_y);
  if (nh_timeline_view_is_dragging (self))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_drag_end_cb (GtkGestureDrag *gesture,
                double offset_x,
                double offset_y,
                NhTimelineView *self)
{
  nh_timeline_view_release (self);
}

static void
on_drag_cancel_cb (GtkGesture *gesture,
                   GdkEventSequence *sequence,
                   NhTimelineView *self)
{
  nh_timeline_view_cancel_drag (self);
}

static void
on_released_cb (GtkGestureClick *gesture,
                int n_press,
                double x,
                double y,
                NhTimelineView *self)
{
  NhTimelinePart part;
  int bar;

  if (n_press != 2)
    return;
  bar = nh_timeline_view_bar_at (self, x, y, &part);
  if (bar >= 0)
    nh_timeline_view_emit (self, NH_TIMELINE_OPEN);
  else if (part == NH_PART_EMPTY)
    {
      guint day;
      guint lane;

      nh_timeline_view_get_place (self, x, y, &day, &lane);
      g_signal_emit_by_name (self, "add", day, lane);
    }
}

static void
on_secondary_cb (GtkGestureClick *gesture,
                 int n_press,
                 double x,
                 double y,
                 NhTimelineView *self)
{
  NhTimelinePart part;
  int index = nh_timeline_view_bar_at (self, x, y, &part);

  if (index >= 0)
    {
      const NhTimelineBar *bar = nh_timeline_get_bar (self->timeline, (guint) index);
      NhTimelineKey key = nh_timeline_view_key_of (self, bar);

      if (!nh_timeline_view_is_selected (self, bar->kind, bar->id))
        nh_timeline_view_select_only (self, &key);
      else
        nh_timeline_view_set_cursor (self, &key);
    }
  else
    nh_timeline_view_unselect_all (self);
  if (part != NH_PART_NOTHING)
    g_signal_emit_by_name (self, "menu", x, y);
}

static void
on_motion_cb (GtkEventControllerMotion *controller,
              double x,
              double y,
              NhTimelineView *self)
{
  NhTimelinePart part;

  self->pointer_x = x;
  if (nh_timeline_view_is_dragging (self))
    return;
  nh_timeline_view_bar_at (self, x, y, &part);
  if (!self->read_only && (part == NH_PART_START || part == NH_PART_END))
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "ew-resize");
  else
    gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
}

/* Zoom. */

static gboolean
on_scroll_cb (GtkEventControllerScroll *controller,
              double dx,
              double dy,
              NhTimelineView *self)
{
  if (!(modifiers_of (controller) & GDK_CONTROL_MASK) || dy == 0)
    return GDK_EVENT_PROPAGATE;
  /* Events of the wheel don't say where the pointer is. */
  nh_timeline_view_zoom (self, pow (WHEEL, -dy), self->pointer_x);
  return GDK_EVENT_STOP;
}

static void
on_pinch_begin_cb (GtkGesture *gesture,
                   GdkEventSequence *sequence,
                   NhTimelineView *self)
{
  self->zoom_begin = nh_timeline_view_get_scale (self);
}

static void
on_pinch_cb (GtkGestureZoom *gesture,
             double scale,
             NhTimelineView *self)
{
  double x;
  double y;

  if (self->zoom_begin > 0 && gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    nh_timeline_view_zoom (self, self->zoom_begin * scale / nh_timeline_view_get_scale (self), x);
}

static gboolean
on_query_tooltip_cb (GtkWidget *widget,
                     int x,
                     int y,
                     gboolean keyboard,
                     GtkTooltip *tooltip,
                     gpointer data)
{
  NhTimelineView *self = NH_TIMELINE_VIEW (widget);
  NhTimelinePart part;
  int index = keyboard ? (self->has_cursor ? nh_timeline_view_find (self, &self->cursor) : -1)
                       : nh_timeline_view_bar_at (self, x, y, &part);
  const NhTimelineBar *bar = index >= 0 ? nh_timeline_get_bar (self->timeline, (guint) index) : NULL;
  g_autofree char *text = NULL;
  graphene_rect_t bounds;

  if (!bar || nh_timeline_view_is_dragging (self))
    return FALSE;
  text = nh_timeline_words_tooltip (self->agenda, self->conflicts, bar->kind, bar->id);
  gtk_tooltip_set_markup (tooltip, text);
  if (nh_timeline_view_get_bar_bounds (self, bar->kind, bar->id, &bounds) && !keyboard)
    gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ x - 4, (int) bounds.origin.y, 8, (int) bounds.size.height });
  return *text != '\0';
}

/* (internal) mouse, touchpad, fingers */
void
nh_timeline_view_pointer_init (NhTimelineView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_drag_cancel_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (click, "released", G_CALLBACK (on_released_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_group (click, drag);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (on_secondary_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (secondary));
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
}
