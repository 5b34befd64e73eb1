/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhTimelineView: how wide days are, which are in sight, and what stays where it was when that changes.
 */
#include "ui/timeline/nh-timeline-view-private.h"

#include <math.h>

#define STEP 1.4        /* of the buttons and keys */
#define YEAR_AND_MONTH 396 /* days: a school year and the month before it */
#define BEFORE_YEAR 31     /* days: this month */

/* (internal) */
double
nh_timeline_view_content_width (NhTimelineView *self)
{
  return MAX (0, gtk_widget_get_width (GTK_WIDGET (self)) - self->style.lane_width);
}

/* At which so many days of the range fit the width; 0: not known yet. */
static double
scale_for (NhTimelineView *self,
           guint most)
{
  guint32 first = 0;
  guint32 last = 0;

  if (!self->timeline || nh_timeline_view_content_width (self) < 50)
    return 0;
  nh_timeline_get_range (self->timeline, &first, &last);
  return last > first ? (nh_timeline_view_content_width (self) - 2) / MIN (last - first + 1, most) : 0;
}

/* (internal) The whole range; of many school years the width shows one at a time, with the month before it. */
double
nh_timeline_view_fit_scale (NhTimelineView *self)
{
  return scale_for (self, YEAR_AND_MONTH);
}

/* Lanes change their rows with the scale: what was at the top stays there. */
static void
set_layout_scale (NhTimelineView *self,
                  double scale)
{
  double row = self->style.row_height;
  double top;
  guint n_rows;
  guint lane;
  double within;

  if (fabs (nh_timeline_get_scale (self->timeline) - scale) < 1e-6)
    return;
  nh_timeline_view_settle (self);
  top = nh_timeline_view_scroll (self, 1);
  n_rows = nh_timeline_get_n_rows (self->timeline);
  lane = n_rows ? nh_timeline_lane_at_row (self->timeline, MIN (n_rows - 1, (guint) (top / row))) : 0;
  within = n_rows ? top - nh_timeline_get_lane (self->timeline, lane)->first_row * row : 0;
  nh_timeline_set_scale (self->timeline, scale);
  nh_timeline_view_settle (self);
  nh_timeline_view_forget_pictures (self);
  if (lane < nh_timeline_get_n_lanes (self->timeline) && top > 0)
    {
      const NhTimelineLane *now = nh_timeline_get_lane (self->timeline, lane);

      self->allocating = TRUE;
      gtk_adjustment_set_upper (self->adjustments[1], MAX (gtk_adjustment_get_page_size (self->adjustments[1]),
                                                           nh_timeline_get_n_rows (self->timeline) * row));
      gtk_adjustment_set_value (self->adjustments[1], now->first_row * row + MIN (within, (now->n_rows - 1) * row));
      self->allocating = FALSE;
    }
}

/**
 * nh_timeline_view_zoom:
 * @factor: how many times wider days become
 * @x: a place of the widget; the day under it stays there
 */
void
nh_timeline_view_zoom (NhTimelineView *self,
                       double factor,
                       double x)
{
  double fit = nh_timeline_view_fit_scale (self);
  double old;
  double scale;
  double at = CLAMP (x - self->style.lane_width, 0, nh_timeline_view_content_width (self));
  double offset;

  if (!fit)
    return;
  old = nh_timeline_get_scale (self->timeline);
  scale = CLAMP (old * factor, scale_for (self, G_MAXUINT), NH_TIMELINE_MOST_SCALE);
  offset = nh_timeline_zoom_offset (gtk_adjustment_get_value (self->adjustments[0]), at, old, scale);
  self->fit = fabs (scale - fit) < fit * 0.001;
  set_layout_scale (self, scale);
  self->allocating = TRUE;
  gtk_adjustment_set_upper (self->adjustments[0], MAX (nh_timeline_view_content_width (self), nh_timeline_get_width (self->timeline) + NH_TIMELINE_SLACK));
  gtk_adjustment_set_value (self->adjustments[0], offset);
  self->allocating = FALSE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  nh_timeline_view_emit (self, NH_TIMELINE_ZOOM_CHANGED);
}

/** nh_timeline_view_zoom_step: makes days wider (1) or narrower (-1), about the bar with the keys or the middle. */
void
nh_timeline_view_zoom_step (NhTimelineView *self,
                            int step)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double x = self->style.lane_width + nh_timeline_view_content_width (self) / 2;
  graphene_rect_t bounds;

  if (self->has_cursor && nh_timeline_view_get_bar_bounds (self, self->cursor.kind, self->cursor.id, &bounds) &&
      bounds.origin.x >= self->style.lane_width && bounds.origin.x < width)
    x = bounds.origin.x;
  nh_timeline_view_zoom (self, step > 0 ? STEP : 1 / STEP, x);
}

/** nh_timeline_view_set_scale: pixels a day; 0: the whole range fits, also when the window changes. */
void
nh_timeline_view_set_scale (NhTimelineView *self,
                            double scale)
{
  if (scale <= 0 && self->timeline && nh_timeline_view_content_width (self) >= 50)
    {
      /* Of many school years the one that is looked at, from its begin: also where the days are as wide already. */
      NhSchoolYear year;

      nh_school_year_for_day (nh_timeline_day_at (self->timeline, nh_timeline_view_scroll (self, 0) + nh_timeline_view_content_width (self) / 2),
                              &year);
      nh_timeline_view_set_start (self, year.starts_on - BEFORE_YEAR);
    }
  self->fit = scale <= 0;
  self->wanted_scale = self->timeline ? 0 : scale;
  if (self->timeline && !self->fit)
    set_layout_scale (self, CLAMP (scale, 0.2, NH_TIMELINE_MOST_SCALE));
  else if (self->timeline && nh_timeline_view_fit_scale (self) > 0)
    set_layout_scale (self, nh_timeline_view_fit_scale (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
  nh_timeline_view_emit (self, NH_TIMELINE_ZOOM_CHANGED);
}

/** nh_timeline_view_get_scale: Returns: pixels a day. */
double
nh_timeline_view_get_scale (NhTimelineView *self)
{
  return self->timeline ? nh_timeline_get_scale (self->timeline) : 0;
}

/** nh_timeline_view_is_fit: Returns: whether the whole range fits. */
gboolean
nh_timeline_view_is_fit (NhTimelineView *self)
{
  return self->fit;
}

/** nh_timeline_view_can_zoom_out: Returns: whether not all days are in sight. */
gboolean
nh_timeline_view_can_zoom_out (NhTimelineView *self)
{
  return scale_for (self, G_MAXUINT) <= 0 ? !self->fit
                                          : nh_timeline_get_scale (self->timeline) > scale_for (self, G_MAXUINT) * 1.001;
}

/** nh_timeline_view_get_step: Returns: how exact a new activity is: a month where months are narrow, a day where days are wide. */
NhPeriodStep
nh_timeline_view_get_step (NhTimelineView *self)
{
  double scale = nh_timeline_view_get_scale (self);

  return scale < 5 ? NH_STEP_MONTH : scale < 14 ? NH_STEP_WEEK : NH_STEP_DAY;
}

/** nh_timeline_view_show_day: brings a day to the middle; outside the range its nearest end. */
void
nh_timeline_view_show_day (NhTimelineView *self,
                           guint32 day)
{
  self->wanted_day = day;
  self->wanted_center = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/** nh_timeline_view_set_start: brings a day to the left edge; 0 changes nothing. */
void
nh_timeline_view_set_start (NhTimelineView *self,
                            guint32 day)
{
  self->wanted_day = day;
  self->wanted_center = FALSE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/** nh_timeline_view_get_wanted_day: Returns: the day that the next layout brings into sight; 0: none. */
guint32
nh_timeline_view_get_wanted_day (NhTimelineView *self)
{
  return self->wanted_day;
}

/** nh_timeline_view_get_place: puts the day and the lane at a place of the widget into @day and @lane. */
void
nh_timeline_view_get_place (NhTimelineView *self,
                            double x,
                            double y,
                            guint *day,
                            guint *lane)
{
  double layout_x;
  double layout_y;
  guint row;

  nh_timeline_view_to_layout (self, MAX (x, self->style.lane_width), MAX (y, self->style.head_height), &layout_x, &layout_y);
  row = (guint) (layout_y / self->style.row_height);
  *day = nh_timeline_day_at (self->timeline, layout_x);
  *lane = row < nh_timeline_get_n_rows (self->timeline) ? nh_timeline_lane_at_row (self->timeline, row) : G_MAXUINT;
}

/** nh_timeline_view_get_day: Returns: the day at the left edge. */
guint32
nh_timeline_view_get_day (NhTimelineView *self)
{
  return self->timeline ? nh_timeline_day_at (self->timeline, nh_timeline_view_scroll (self, 0)) : 0;
}

/* (internal) The width is another one, so days are: the day at the left edge stays there. */
void
nh_timeline_view_set_fit_scale (NhTimelineView *self)
{
  double old = nh_timeline_get_scale (self->timeline);
  double scale = nh_timeline_view_fit_scale (self);
  double left = gtk_adjustment_get_value (self->adjustments[0]);

  if (fabs (old - scale) < 1e-6)
    return;
  set_layout_scale (self, scale);
  self->allocating = TRUE;
  gtk_adjustment_set_upper (self->adjustments[0], MAX (nh_timeline_view_content_width (self), nh_timeline_get_width (self->timeline) + NH_TIMELINE_SLACK));
  gtk_adjustment_set_page_size (self->adjustments[0], nh_timeline_view_content_width (self));
  gtk_adjustment_set_value (self->adjustments[0], old > 0 ? left * scale / old : 0);
}
