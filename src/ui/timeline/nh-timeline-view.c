/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhTimelineView: the widget itself: properties and signals, sizes, scrolling, focus, and the layout it shows.
 * The parts are in nh-timeline-view-*.c, what they share in nh-timeline-view-private.h.
 */
#include "ui/timeline/nh-timeline-view-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static guint signals[NH_TIMELINE_N_SIGNALS];

/* Head and names stay: overshoot and scrollbars begin beside them. */
static gboolean
nh_timeline_view_get_border (GtkScrollable *scrollable,
                             GtkBorder *border)
{
  NhTimelineView *self = NH_TIMELINE_VIEW (scrollable);

  border->top = (gint16) self->style.head_height;
  border->left = (gint16) self->style.lane_width;
  border->right = border->bottom = 0;
  return TRUE;
}

static void
nh_timeline_view_scrollable_init (GtkScrollableInterface *iface)
{
  iface->get_border = nh_timeline_view_get_border;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (NhTimelineView,
                               nh_timeline_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, nh_timeline_view_scrollable_init))

/* (internal) */
void
nh_timeline_view_emit (NhTimelineView *self,
                       guint signal)
{
  g_signal_emit (self, signals[signal], 0);
}

/* (internal) */
void
nh_timeline_view_tell (NhTimelineView *self,
                       guint signal,
                       const char *sentence)
{
  g_signal_emit (self, signals[signal], 0, sentence ? sentence : "");
}

/* Places. */

/* (internal) how far the layout is scrolled */
double
nh_timeline_view_scroll (NhTimelineView *self,
                         guint axis)
{
  return floor (gtk_adjustment_get_value (self->adjustments[axis]));
}

/* (internal) */
void
nh_timeline_view_scroll_to (NhTimelineView *self,
                            guint axis,
                            double value)
{
  gtk_adjustment_set_value (self->adjustments[axis], value);
}

/* (internal) from a place of the widget to one of the layout */
void
nh_timeline_view_to_layout (NhTimelineView *self,
                            double x,
                            double y,
                            double *layout_x,
                            double *layout_y)
{
  *layout_x = x - self->style.lane_width + nh_timeline_view_scroll (self, 0);
  *layout_y = y - self->style.head_height + nh_timeline_view_scroll (self, 1);
}

/* (internal) and back */
void
nh_timeline_view_from_layout (NhTimelineView *self,
                              double layout_x,
                              double layout_y,
                              double *x,
                              double *y)
{
  *x = layout_x + self->style.lane_width - nh_timeline_view_scroll (self, 0);
  *y = layout_y + self->style.head_height - nh_timeline_view_scroll (self, 1);
}

/* (internal) scrolls as little as a bar needs to be seen */
void
nh_timeline_view_reveal_bar (NhTimelineView *self,
                             const NhTimelineBar *bar)
{
  double page = gtk_adjustment_get_page_size (self->adjustments[0]);
  double row = self->style.row_height;
  double left = nh_timeline_view_scroll (self, 0);
  double x;
  double width;

  gtk_adjustment_clamp_page (self->adjustments[1], bar->row * row, (bar->row + 1) * row);
  nh_timeline_bar_span (bar, &x, &width);
  /* A part of a long bar is enough. */
  if (bar->x + bar->width < left + 24 || bar->x > left + page - 24)
    gtk_adjustment_clamp_page (self->adjustments[0], MAX (0, x - 12), MIN (x + width + 12, x + page - 12));
}

/** nh_timeline_view_get_bar_bounds: Returns: whether a bar is shown; its place in the widget is put into @bounds. */
gboolean
nh_timeline_view_get_bar_bounds (NhTimelineView *self,
                                 NhBarKind kind,
                                 gint64 id,
                                 graphene_rect_t *bounds)
{
  int index = -1;
  const NhTimelineBar *bar;
  double x;
  double y;

  if (self->has_cursor && self->cursor.kind == kind && self->cursor.id == id)
    index = nh_timeline_view_find (self, &self->cursor);
  else if (self->timeline)
    index = nh_timeline_find_bar (self->timeline, kind, id, -1);
  if (index < 0)
    return FALSE;
  bar = nh_timeline_get_bar (self->timeline, (guint) index);
  nh_timeline_view_from_layout (self, bar->x, bar->row * self->style.row_height, &x, &y);
  *bounds = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) bar->width, (float) self->style.row_height);
  return TRUE;
}

/* Adjustments. */

static void
on_adjustment_cb (NhTimelineView *self)
{
  if (!self->allocating)
    nh_timeline_view_queue_sync (self);
}

static void
set_adjustment (NhTimelineView *self,
                guint index,
                GtkAdjustment *adjustment)
{
  if (adjustment && adjustment == self->adjustments[index])
    return;
  if (!adjustment)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  if (self->adjustments[index])
    g_signal_handlers_disconnect_by_func (self->adjustments[index], on_adjustment_cb, self);
  g_clear_object (&self->adjustments[index]);
  self->adjustments[index] = g_object_ref_sink (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (on_adjustment_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
nh_timeline_view_set_property (GObject *object,
                               guint id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  NhTimelineView *self = NH_TIMELINE_VIEW (object);

  if (id == PROP_HADJUSTMENT || id == PROP_VADJUSTMENT)
    set_adjustment (self, id - PROP_HADJUSTMENT, g_value_get_object (value));
  else
    self->policies[id - PROP_HSCROLL_POLICY] = (guint) g_value_get_enum (value);
}

static void
nh_timeline_view_get_property (GObject *object,
                               guint id,
                               GValue *value,
                               GParamSpec *pspec)
{
  NhTimelineView *self = NH_TIMELINE_VIEW (object);

  if (id == PROP_HADJUSTMENT || id == PROP_VADJUSTMENT)
    g_value_set_object (value, self->adjustments[id - PROP_HADJUSTMENT]);
  else
    g_value_set_enum (value, (int) self->policies[id - PROP_HSCROLL_POLICY]);
}

/* Sizes. */

static void
nh_timeline_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  NhTimelineView *self = NH_TIMELINE_VIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) self->style.lane_width + 120;
      *natural = *minimum + 300;
    }
  else
    {
      *minimum = (int) (self->style.head_height + 2 * self->style.row_height);
      *natural = (int) (self->style.head_height + 10 * self->style.row_height);
    }
}

static void
configure (GtkAdjustment *adjustment,
           double length,
           double page,
           double step)
{
  double value = gtk_adjustment_get_value (adjustment);

  gtk_adjustment_configure (adjustment, CLAMP (value, 0, MAX (0, length - page)), 0, MAX (length, page), step, page * 0.9,
                            page);
}

static void
configure_scrolling (NhTimelineView *self,
                     int width,
                     int height)
{
  double page_x = MAX (1, width - self->style.lane_width);
  double page_y = MAX (1, height - self->style.head_height);
  double length_x = nh_timeline_get_width (self->timeline);

  configure (self->adjustments[0], self->fit && length_x <= page_x ? page_x : length_x + NH_TIMELINE_SLACK, page_x, 60);
  configure (self->adjustments[1], nh_timeline_get_n_rows (self->timeline) * self->style.row_height, page_y,
             self->style.row_height);
  if (self->wanted_day)
    {
      double x = nh_timeline_x_of (self->timeline, self->wanted_day) - (self->wanted_center ? page_x / 2 : 0);

      self->wanted_day = 0;
      gtk_adjustment_set_value (self->adjustments[0], x);
    }
}

static void
nh_timeline_view_size_allocate (GtkWidget *widget,
                                int width,
                                int height,
                                int baseline)
{
  NhTimelineView *self = NH_TIMELINE_VIEW (widget);

  if (self->timeline)
    {
      double left = nh_timeline_view_scroll (self, 0);
      double top = nh_timeline_view_scroll (self, 1);

      self->allocating = TRUE;
      if (self->fit && nh_timeline_view_fit_scale (self) > 0)
        nh_timeline_view_set_fit_scale (self);
      configure_scrolling (self, width, height);
      if (self->reveal && self->has_cursor && nh_timeline_view_find (self, &self->cursor) >= 0)
        nh_timeline_view_reveal_bar (self, nh_timeline_get_bar (self->timeline, (guint) nh_timeline_view_find (self, &self->cursor)));
      self->reveal = FALSE;
      self->allocating = FALSE;
      /* Other bars are in sight, and words begin at another edge. */
      if (left != nh_timeline_view_scroll (self, 0) || top != nh_timeline_view_scroll (self, 1))
        nh_timeline_view_queue_sync (self);
    }
  nh_timeline_view_allocate_bars (self);
  nh_timeline_view_allocate_bubble (self, width, height);
  gtk_widget_queue_draw (widget);
}

static void
nh_timeline_view_snapshot (GtkWidget *widget,
                           GtkSnapshot *snapshot)
{
  nh_timeline_view_draw (NH_TIMELINE_VIEW (widget), snapshot);
}

static void
nh_timeline_view_css_changed (GtkWidget *widget,
                              GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (nh_timeline_view_parent_class)->css_changed (widget, change);
  nh_timeline_view_update_style (NH_TIMELINE_VIEW (widget));
}

/* The focus: one stop for Tab, the bar that had the keys last. */

static gboolean
focus_something (NhTimelineView *self)
{
  if (!self->has_cursor && self->visible->len)
    {
      self->cursor = nh_timeline_view_key_of (
          self, nh_timeline_get_bar (self->timeline, g_array_index (self->visible, guint, 0)));
      self->has_cursor = TRUE;
    }
  return nh_timeline_view_focus_cursor (self);
}

static gboolean
nh_timeline_view_focus (GtkWidget *widget,
                        GtkDirectionType direction)
{
  NhTimelineView *self = NH_TIMELINE_VIEW (widget);

  if (gtk_widget_get_focus_child (widget) || gtk_widget_is_focus (widget))
    return FALSE;
  return focus_something (self);
}

static gboolean
nh_timeline_view_grab_focus (GtkWidget *widget)
{
  return focus_something (NH_TIMELINE_VIEW (widget)) ||
         GTK_WIDGET_CLASS (nh_timeline_view_parent_class)->grab_focus (widget);
}

/* The layout. */

/* (internal) takes in what the last changes of the layout mean for what is chosen and scrolled. A change of the
 * workbook tells of itself several times, and each look at the layout makes it anew: it is looked at once, when
 * somebody asks or before the next frame. */
void
nh_timeline_view_settle (NhTimelineView *self)
{
  int bar;

  if (!self->unsettled)
    return;
  self->unsettled = FALSE;
  nh_timeline_view_drop_gone (self);
  bar = self->has_cursor ? nh_timeline_view_find (self, &self->cursor) : -1;
  /* Rows that came or went above what one looks at do not push it away. */
  if (bar >= 0)
    {
      guint row = nh_timeline_get_bar (self->timeline, (guint) bar)->row;
      double top = nh_timeline_view_scroll (self, 1);
      double page = gtk_adjustment_get_page_size (self->adjustments[1]);
      double y = self->cursor_row * self->style.row_height - top;
      double now = row * self->style.row_height;

      /* As little as it needs, nothing while it is still in sight. */
      if (row != self->cursor_row && y >= 0 && y < page && (now < top || now + self->style.row_height > top + page))
        {
          gtk_adjustment_set_upper (self->adjustments[1], G_MAXINT);
          nh_timeline_view_scroll_to (self, 1, now < top ? now : now + self->style.row_height - page);
        }
      self->cursor_row = row;
    }
}

static void
on_timeline_changed_cb (NhTimelineView *self)
{
  self->data_serial++;
  self->unsettled = TRUE;
  nh_timeline_view_forget_pictures (self);
  if (!nh_timeline_view_is_dragging (self))
    nh_timeline_view_drag_clear (self);
  else
    nh_timeline_view_cancel_drag (self); /* what is being dragged may be another thing now */
  nh_timeline_view_queue_sync (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
on_conflicts_changed_cb (NhTimelineView *self)
{
  self->data_serial++;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
forget_model (NhTimelineView *self)
{
  nh_timeline_view_drag_clear (self);
  if (self->timeline)
    {
      g_signal_handlers_disconnect_by_func (self->timeline, on_timeline_changed_cb, self);
      nh_timeline_set_measure (self->timeline, NULL, NULL); /* the ruler goes with the widget */
    }
  if (self->conflicts)
    g_signal_handlers_disconnect_by_func (self->conflicts, on_conflicts_changed_cb, self);
  g_clear_object (&self->timeline);
  g_clear_object (&self->agenda);
  g_clear_object (&self->conflicts);
}

/**
 * nh_timeline_view_set_model:
 * @timeline: (transfer none) (nullable): the layout
 * @agenda: (transfer none) (nullable): what it is of
 * @conflicts: (transfer none) (nullable): what can't be true at once
 */
void
nh_timeline_view_set_model (NhTimelineView *self,
                            NhTimeline *timeline,
                            NhAgenda *agenda,
                            NhConflicts *conflicts)
{
  if (self->timeline && !self->fit)
    self->wanted_scale = nh_timeline_get_scale (self->timeline);
  forget_model (self);
  nh_timeline_view_forget_pictures (self);
  if (timeline)
    {
      self->timeline = g_object_ref (timeline);
      self->agenda = g_object_ref (agenda);
      self->conflicts = conflicts ? g_object_ref (conflicts) : NULL;
      if (self->wanted_scale > 0)
        nh_timeline_set_scale (timeline, CLAMP (self->wanted_scale, 0.2, NH_TIMELINE_MOST_SCALE));
      self->read_only = nh_workbook_is_read_only (nh_agenda_get_workbook (agenda));
      nh_timeline_view_measure_anew (self);
      g_signal_connect_swapped (timeline, "changed", G_CALLBACK (on_timeline_changed_cb), self);
      if (conflicts)
        g_signal_connect_swapped (conflicts, "changed", G_CALLBACK (on_conflicts_changed_cb), self);
    }
  self->data_serial++;
  self->unsettled = FALSE;
  nh_timeline_view_drop_gone (self);
  nh_timeline_view_queue_sync (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/** nh_timeline_view_get_timeline: Returns: (transfer none) (nullable): what is shown. */
NhTimeline *
nh_timeline_view_get_timeline (NhTimelineView *self)
{
  return self->timeline;
}

/** nh_timeline_view_set_tray: where what has no date stands: bars dropped there lose theirs. */
void
nh_timeline_view_set_tray (NhTimelineView *self,
                           GtkWidget *tray)
{
  g_set_weak_pointer (&self->tray, tray);
}

static void
nh_timeline_view_dispose (GObject *object)
{
  NhTimelineView *self = NH_TIMELINE_VIEW (object);

  forget_model (self);
  nh_timeline_view_forget_pictures (self);
  nh_timeline_view_clear_bars (self);
  g_clear_pointer (&self->bubble, gtk_widget_unparent);
  g_clear_weak_pointer (&self->tray);
  for (GtkWidget *child; (child = gtk_widget_get_first_child (GTK_WIDGET (self)));)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (nh_timeline_view_parent_class)->dispose (object);
}

static void
nh_timeline_view_finalize (GObject *object)
{
  NhTimelineView *self = NH_TIMELINE_VIEW (object);

  g_clear_object (&self->adjustments[0]);
  g_clear_object (&self->adjustments[1]);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->widgets);
  g_hash_table_unref (self->selected);
  g_ptr_array_unref (self->spare);
  g_clear_pointer (&self->ruler, nh_timeline_ruler_free);
  g_free (self->font);
  g_array_unref (self->visible);
  G_OBJECT_CLASS (nh_timeline_view_parent_class)->finalize (object);
}

static void
create_signals (GType type)
{
  static const struct { guint id; const char *name; gboolean text; } plain[] = {
    { NH_TIMELINE_SELECTION_CHANGED, "selection-changed", FALSE },
    { NH_TIMELINE_OPEN, "open", FALSE },
    { NH_TIMELINE_DELETE, "delete", FALSE },
    { NH_TIMELINE_ZOOM_CHANGED, "zoom-changed", FALSE },
    { NH_TIMELINE_MESSAGE, "message", TRUE },
    { NH_TIMELINE_NOTICE, "notice", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    signals[plain[i].id] = plain[i].text
        ? g_signal_new (plain[i].name, type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING)
        : g_signal_new (plain[i].name, type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NH_TIMELINE_ADD] = g_signal_new ("add", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                           G_TYPE_UINT, G_TYPE_UINT);
  signals[NH_TIMELINE_MENU] = g_signal_new ("menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                            G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
nh_timeline_view_class_init (NhTimelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = nh_timeline_view_set_property;
  object_class->get_property = nh_timeline_view_get_property;
  object_class->dispose = nh_timeline_view_dispose;
  object_class->finalize = nh_timeline_view_finalize;
  widget_class->measure = nh_timeline_view_measure;
  widget_class->size_allocate = nh_timeline_view_size_allocate;
  widget_class->snapshot = nh_timeline_view_snapshot;
  widget_class->css_changed = nh_timeline_view_css_changed;
  widget_class->focus = nh_timeline_view_focus;
  widget_class->grab_focus = nh_timeline_view_grab_focus;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  create_signals (G_TYPE_FROM_CLASS (klass));
  gtk_widget_class_set_css_name (widget_class, "nhtimeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
nh_timeline_view_init (NhTimelineView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_add_css_class (widget, "view");
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Timeline"), -1);
  self->rows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gsk_render_node_unref);
  self->widgets = g_hash_table_new_full (nh_timeline_key_hash, nh_timeline_key_equal, g_free, NULL);
  self->selected = g_hash_table_new_full (nh_timeline_key_hash, nh_timeline_key_equal, g_free, NULL);
  self->spare = g_ptr_array_new ();
  self->visible = g_array_new (FALSE, FALSE, sizeof (guint));
  self->fit = TRUE;
  nh_timeline_style_init (&self->style, FALSE);
  set_adjustment (self, 0, NULL);
  set_adjustment (self, 1, NULL);
  nh_timeline_view_drag_init (self);
  nh_timeline_view_pointer_init (self);
  nh_timeline_view_keys_init (self);
}

/** nh_timeline_view_new: Returns: (transfer floating): an empty timeline; put it into a GtkScrolledWindow. */
GtkWidget *
nh_timeline_view_new (void)
{
  return g_object_new (NH_TYPE_TIMELINE_VIEW, NULL);
}
