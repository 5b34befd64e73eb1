/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands around the bars of a timeline: months, semesters, weeks, days on which nobody works, lanes.
 */
#include "document/nh-timeline-draw-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/nh-holidays.h"

/* Pixels a day from which weeks, weekends and holidays are told. */
#define WEEKS_FROM 5.0
#define HOLIDAYS_FROM 1.5
#define DAYS_FROM 30.0
#define PAD 6.0

typedef enum
{
  DAY_UNKNOWN, /* not asked for yet */
  DAY_WORKING,
  DAY_WEEKEND,
  DAY_FREE,
} DayKind;

G_LOCK_DEFINE_STATIC (known_days);

/* Holidays follow the moon, which takes a while to find: each day is asked once, by whichever thread draws. */
static DayKind
day_kind (guint32 day)
{
  static GHashTable *known;
  gpointer found;

  G_LOCK (known_days);
  if (!known)
    known = g_hash_table_new (NULL, NULL);
  found = g_hash_table_lookup (known, GUINT_TO_POINTER (day));
  if (!found)
    {
      DayKind kind = nh_day_is_free (day) ? DAY_FREE : (day - 1) % 7 >= 5 ? DAY_WEEKEND : DAY_WORKING;

      found = GUINT_TO_POINTER (kind);
      g_hash_table_insert (known, GUINT_TO_POINTER (day), found);
    }
  G_UNLOCK (known_days);
  return (DayKind) GPOINTER_TO_UINT (found);
}

static guint32
next_month (guint32 day)
{
  int year, month;

  nh_day_to_ymd (day, &year, &month, NULL);
  return nh_day_from_ymd (year + month / 12, month % 12 + 1, 1);
}

static guint32
month_of (guint32 day)
{
  int year, month;

  nh_day_to_ymd (day, &year, &month, NULL);
  return nh_day_from_ymd (year, month, 1);
}

/* How the head is divided. */
typedef struct
{
  NhTimeline *timeline;
  const NhTimelineStyle *style;
  cairo_t *cr;
  PangoContext *context;
  double x; /* of the left edge in the layout */
  double width;
  double months; /* heights */
  double terms;
  double weeks; /* 0: not told */
  PangoLayout *today; /* NULL: not in sight */
  double today_left;
  double today_width;
} Head;

static void
divide (Head *head)
{
  double height = head->style->head_height;

  if (nh_timeline_get_scale (head->timeline) >= WEEKS_FROM * head->style->font_size / 12)
    {
      head->months = round (height * 0.38);
      head->terms = round (height * 0.3);
      head->weeks = height - head->months - head->terms;
      return;
    }
  head->months = round (height * 0.54);
  head->terms = height - head->months;
  head->weeks = 0;
}

/* The label of today stands among the semesters, whose names make room for it. */
static void
find_today (Head *head)
{
  const NhTimelineStyle *style = head->style;
  guint32 first, last;
  double middle;

  nh_timeline_get_range (head->timeline, &first, &last);
  if (!style->today || style->today < first || style->today > last)
    return;
  head->today = nh_timeline_new_layout (style, head->context,
                                        NH_TIMELINE_WORD (head->timeline, "hôm nay", N_ ("today")), 0.88, FALSE);
  head->today_width = ceil (nh_timeline_layout_width (head->today)) + 8;
  middle = nh_timeline_x_of (head->timeline, style->today) + nh_timeline_get_scale (head->timeline) / 2 - head->x;
  head->today_left = floor (middle - head->today_width / 2);
  if (head->today_left > head->width || head->today_left + head->today_width < 0)
    g_clear_object (&head->today);
}

/* Words in a stretch from @from to @to; they stay in sight while a part of it does. */
static void
show_in (Head *head, const char *text, double factor, gboolean bold, double from, double to, double top,
         double height)
{
  g_autoptr (PangoLayout) layout = nh_timeline_new_layout (head->style, head->context, text, factor, bold);
  double left = MAX (from, 0) + PAD;
  double room = MIN (to, head->width) - left - 2;
  double width = nh_timeline_layout_width (layout);

  if (head->today && top > 0 && left < head->today_left + head->today_width + PAD && left + width > head->today_left)
    {
      left = head->today_left + head->today_width + PAD;
      room = MIN (to, head->width) - left - 2;
      if (room < width)
        return;
    }
  if (width > to - from - PAD && to - from < 3 * PAD + width)
    {
      left = from + (to - from - width) / 2;
      room = to - left;
    }
  if (room < width)
    {
      if (room < 24 || from >= 0)
        return;
      left = to - width - 2; /* pushed out by the next one */
    }
  nh_color_set (head->cr, head->style->text);
  nh_timeline_show (head->cr, layout, left, top, height);
}

/* @tells_year: nothing left of it does. */
static char *
month_label (Head *head, guint32 day, double width, gboolean tells_year)
{
  int year, month;
  double em = head->style->font_size;

  nh_day_to_ymd (day, &year, &month, NULL);
  if (width > 9 * em)
    return g_strdup_printf (NH_TIMELINE_WORD (head->timeline, "Tháng %d/%d", N_ ("Month %d/%d")), month, year);
  if ((tells_year || month == 1) && width > 4.8 * em) /* bold figures and their distance from the line */
    return g_strdup_printf ("%d/%d", month, year);
  if (tells_year || month == 1)
    return width < 1.6 * em ? g_strdup_printf ("%d", year) : g_strdup_printf ("%d/%02d", month, year % 100);
  if (width < 1.6 * em)
    return NULL;
  return g_strdup_printf ("%d", month);
}

static void
draw_months (Head *head)
{
  guint32 first, last;
  guint32 day;
  double em = head->style->font_size;
  gboolean told = FALSE; /* the year */
  double taken = 0;      /* by the year, in narrow months */

  nh_timeline_get_range (head->timeline, &first, &last);
  day = month_of (nh_timeline_day_at (head->timeline, head->x));
  for (; day <= last; day = next_month (day))
    {
      double from = nh_timeline_x_of (head->timeline, day) - head->x;
      double to = nh_timeline_x_of (head->timeline, next_month (day)) - head->x;
      g_autofree char *label = NULL;

      if (from >= head->width)
        break;
      nh_color_set (head->cr, head->style->lines);
      cairo_rectangle (head->cr, floor (from), 0, head->style->hairline, head->months);
      cairo_fill (head->cr);
      /* A month of which little is left does not tell the year: the next one does. */
      if ((taken > 0 && from < taken) || (from < 0 && to < 4.4 * em))
        continue;
      label = month_label (head, day, to - from, !told);
      if (!label)
        continue;
      if (strlen (label) > 2)
        {
          told = TRUE;
          if (to - from < 3.6 * em)
            taken = MAX (from, 0) + 3.6 * em;
        }
      show_in (head, label, 1, TRUE, from, MAX (to, taken), 0, head->months);
    }
}

static void
draw_term (Head *head, const char *label, NhColor color, guint32 start, guint32 end)
{
  guint32 first, last;
  double from, to;

  nh_timeline_get_range (head->timeline, &first, &last);
  if (!start || !end || end < first || start > last || end < start)
    return;
  from = nh_timeline_x_of (head->timeline, MAX (start, first)) - head->x;
  to = nh_timeline_x_of (head->timeline, MIN (end, last) + 1) - head->x;
  if (to <= 0 || from >= head->width)
    return;
  nh_color_set (head->cr, color);
  cairo_rectangle (head->cr, MAX (0, from), head->months, MIN (to, head->width) - MAX (0, from), head->terms);
  cairo_fill (head->cr);
  nh_color_set (head->cr, head->style->background);
  if (from > 0)
    cairo_rectangle (head->cr, floor (from), head->months, head->style->hairline, head->terms);
  cairo_fill (head->cr);
  show_in (head, label, 0.92, FALSE, from, to, head->months, head->terms);
}

/* The frame of the year that is shown is the office's; others are as the ministry sets them. */
static void
draw_terms (Head *head)
{
  NhSchoolYear own, before;
  guint32 first, last;
  int year;

  nh_timeline_get_range (head->timeline, &first, &last);
  nh_timeline_get_frame (head->timeline, &own);
  nh_day_to_ymd (first, &year, NULL, NULL);
  nh_school_year_init (&before, year - 1);
  for (;; year++)
    {
      NhSchoolYear frame = own;

      if (year != own.first_year)
        nh_school_year_init (&frame, year);
      draw_term (head, NH_TIMELINE_WORD (head->timeline, "Hè", N_ ("Summer")), head->style->summer,
                 before.term2_ends ? before.term2_ends + 1 : 0, frame.starts_on - 1);
      if (frame.starts_on > last)
        break;
      draw_term (head, NH_TIMELINE_WORD (head->timeline, "Học kỳ I", N_ ("Semester I")), head->style->term1,
                 frame.starts_on, frame.term1_ends);
      draw_term (head, NH_TIMELINE_WORD (head->timeline, "Học kỳ II", N_ ("Semester II")), head->style->term2,
                 frame.term2_starts, frame.term2_ends);
      before = frame;
    }
}

/* Mondays, as "04/9"; every day where there is room. Where Mondays are too near, every second or fourth. */
static void
draw_weeks (Head *head)
{
  double scale = nh_timeline_get_scale (head->timeline);
  double top = head->months + head->terms;
  double em = head->style->font_size;
  guint step = scale >= DAYS_FROM * em / 12 ? 1 : 7 * scale >= 3.2 * em ? 7 : 14;
  guint32 day = nh_timeline_day_at (head->timeline, head->x);
  guint32 first, last;

  nh_timeline_get_range (head->timeline, &first, &last);
  day -= (day - 1) % step;
  for (; day <= last; day += step)
    {
      double from = nh_timeline_x_of (head->timeline, day) - head->x;
      g_autofree char *label = NULL;
      g_autoptr (PangoLayout) layout = NULL;
      int month, date;

      if (from >= head->width)
        break;
      nh_day_to_ymd (day, NULL, &month, &date);
      label = step == 1 && (day - 1) % 7 && date > 1 ? g_strdup_printf ("%d", date)
                                                     : g_strdup_printf ("%02d/%d", date, month);
      layout = nh_timeline_new_layout (head->style, head->context, label, 0.88, (day - 1) % 7 == 0 && step == 1);
      nh_color_set (head->cr, head->style->lines);
      cairo_rectangle (head->cr, floor (from), top, head->style->hairline, head->weeks);
      cairo_fill (head->cr);
      if (from > -3) /* a half of it says nothing */
        {
          nh_color_set (head->cr, nh_color_mix (head->style->text, head->style->background, 0.15));
          nh_timeline_show (head->cr, layout, from + 4, top, head->weeks);
        }
    }
}

static void
draw_today (Head *head)
{
  const NhTimelineStyle *style = head->style;

  if (!head->today)
    return;
  nh_color_set (head->cr, style->accent);
  cairo_rectangle (head->cr, head->today_left, head->months + 1, head->today_width, head->terms - 1);
  cairo_rectangle (head->cr, floor (head->today_left + head->today_width / 2) - 1, head->months, 2,
                   head->terms + head->weeks);
  cairo_fill (head->cr);
  nh_color_set (head->cr, nh_color_contrast (style->background, style->accent) >= 4.5 ? style->background
                                                                                      : style->text);
  nh_timeline_show (head->cr, head->today, head->today_left + 4, head->months + 1, head->terms - 1);
}

/**
 * nh_timeline_draw_head:
 * @timeline: a timeline
 * @style: how it looks
 * @cr: with the origin at the top left of the part
 * @context: of the fonts
 * @x: of its left edge in the layout
 * @width: of the part
 *
 * Months, semesters, where there is room weeks or days, and where today is. Names stay in sight while a part
 * of what they name does.
 */
void
nh_timeline_draw_head (NhTimeline *timeline, const NhTimelineStyle *style, cairo_t *cr, PangoContext *context,
                       double x, double width)
{
  Head head = { .timeline = timeline, .style = style, .cr = cr, .context = context, .x = x, .width = width };

  divide (&head);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, style->head_height);
  cairo_clip (cr);
  nh_color_set (cr, style->background);
  cairo_paint (cr);
  find_today (&head);
  draw_months (&head);
  draw_terms (&head);
  if (head.weeks > 0)
    draw_weeks (&head);
  nh_color_set (cr, style->lines);
  cairo_rectangle (cr, 0, style->head_height - style->hairline, width, style->hairline);
  cairo_fill (cr);
  draw_today (&head);
  g_clear_object (&head.today);
  cairo_restore (cr);
}

/* Grid. */

static void
shade_days (NhTimeline *timeline, const NhTimelineStyle *style, cairo_t *cr, double x, double width, double height)
{
  double scale = nh_timeline_get_scale (timeline);
  guint32 first = nh_timeline_day_at (timeline, x), last = nh_timeline_day_at (timeline, x + width);
  NhColor free = nh_color_mix (style->shade, style->text, style->dark ? 0.12 : 0.09);
  double least = style->font_size / 12;

  if (scale < HOLIDAYS_FROM * least)
    return;
  for (guint32 day = first; day <= last; day++)
    {
      DayKind kind = day_kind (day);
      guint32 end = day;

      if (kind == DAY_WORKING || (kind == DAY_WEEKEND && scale < WEEKS_FROM * least))
        continue;
      while (end < last && day_kind (end + 1) == kind) /* one rectangle, without seams */
        end++;
      nh_color_set (cr, kind == DAY_FREE ? free : style->shade);
      cairo_rectangle (cr, nh_timeline_x_of (timeline, day) - x, 0, (end - day + 1) * scale, height);
      cairo_fill (cr);
      day = end;
    }
}

static void
draw_time_lines (NhTimeline *timeline, const NhTimelineStyle *style, cairo_t *cr, double x, double width,
                 double height)
{
  double scale = nh_timeline_get_scale (timeline);
  guint32 day = month_of (nh_timeline_day_at (timeline, x));
  guint32 last = nh_timeline_day_at (timeline, x + width);
  NhColor faint = nh_color_mix (style->lines, style->background, 0.5);

  if (scale >= WEEKS_FROM * style->font_size / 12)
    {
      nh_color_set (cr, faint);
      for (guint32 monday = day - (day - 1) % 7; monday <= last; monday += 7)
        cairo_rectangle (cr, floor (nh_timeline_x_of (timeline, monday) - x), 0, style->hairline, height);
      cairo_fill (cr);
    }
  nh_color_set (cr, style->lines);
  for (; day <= last; day = next_month (day))
    cairo_rectangle (cr, floor (nh_timeline_x_of (timeline, day) - x), 0, style->hairline, height);
  cairo_fill (cr);
}

/**
 * nh_timeline_draw_grid:
 * @timeline: a timeline
 * @style: how it looks
 * @cr: with the origin at the top left of the part
 * @x: of its left edge in the layout
 * @y: of its top, the first row being at 0
 * @width: of the part
 * @height: of the part
 *
 * What lies under the bars: every second lane, days on which nobody works, months, weeks, today.
 */
void
nh_timeline_draw_grid (NhTimeline *timeline, const NhTimelineStyle *style, cairo_t *cr, double x, double y,
                       double width, double height)
{
  guint n_lanes = nh_timeline_get_n_lanes (timeline);
  guint lane = nh_timeline_lane_at_row (timeline, (guint) MAX (0, y / style->row_height));
  guint32 first, last;

  nh_timeline_get_range (timeline, &first, &last);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  nh_color_set (cr, style->background);
  cairo_paint (cr);
  shade_days (timeline, style, cr, x, width, height);
  draw_time_lines (timeline, style, cr, x, width, height);
  nh_color_set (cr, style->lines);
  for (; lane < n_lanes; lane++)
    {
      const NhTimelineLane *at = nh_timeline_get_lane (timeline, lane);
      double foot = (at->first_row + at->n_rows) * style->row_height - y;

      cairo_rectangle (cr, 0, floor (foot) - style->hairline, width, style->hairline);
      if (foot > height)
        break;
    }
  cairo_fill (cr);
  if (style->today >= first && style->today <= last)
    {
      double at = nh_timeline_x_of (timeline, style->today) + nh_timeline_get_scale (timeline) / 2 - x;

      nh_color_set (cr, style->accent);
      cairo_rectangle (cr, floor (at) - 1, 0, 2, height);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}
