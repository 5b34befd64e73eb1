/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-timeline-pages.h"

#include <math.h>
#include <string.h>

#include "document/nh-page-font.h"
#include "document/nh-timeline-draw-private.h"

/* Points. Decree 30/2020/NĐ-CP wants margins for text; a sheet that is hung on a wall needs only what
 * printers can't reach. */
#define MARGIN 28.0
#define A4_WIDTH 841.89
#define A4_HEIGHT 595.28
#define A3_WIDTH 1190.55
#define A3_HEIGHT 841.89
#define PICTURE_DAY 3.0 /* width of a day in a picture: a year is as wide as a screen */
#define TITLE_SIZE 1.55 /* of the letters of bars */

/* A stretch of the layout: rows of a sheet, or days. */
typedef struct
{
  guint first; /* rows; or months from the first one */
  guint n;
} Stretch;

struct _NhTimelinePages
{
  NhTimeline *timeline;
  NhTimelineStyle style;
  PangoContext *context;
  NhTimelineRuler *ruler;
  char *title;
  char *subtitle;
  char *author;
  double width;
  double height;
  guint months;
  guint32 today;
  GArray *across; /* of Stretch: months */
  GArray *down;   /* of Stretch: rows */
};

/** nh_timeline_font_new_context: Returns: (transfer full): a context for timelines in files, for this thread. */
PangoContext *
nh_timeline_font_new_context (void)
{
  PangoContext *context = nh_page_font_new_context ();
  PangoFontDescription *font = pango_font_description_from_string ("Liberation Sans,Arial,DejaVu Sans,sans-serif");

  pango_context_set_font_description (context, font);
  pango_font_description_free (font);
  return context;
}

static char *
default_title (NhTimelinePages *pages)
{
  NhAgenda *agenda = nh_timeline_get_agenda (pages->timeline);
  NhSchoolYear frame;

  if (!nh_agenda_get_school_year (agenda))
    return g_strdup ("Dòng thời gian các năm học");
  nh_agenda_get_frame (agenda, &frame);
  return g_strdup_printf ("Dòng thời gian năm học %s", frame.name);
}

/* "Kế hoạch 73/KH-SGDĐT; theo loại hoạt động" */
static char *
default_subtitle (NhTimelinePages *pages)
{
  static const char *const by[] = { "theo cụm", "theo loại hoạt động", "theo đơn vị", "theo người thực hiện",
                                    "theo kế hoạch" }; /* as NhTimelineBy */
  const NhTimelineChoice *choice = nh_timeline_get_choice (pages->timeline);
  NhAgenda *agenda = nh_timeline_get_agenda (pages->timeline);
  GString *text = g_string_new (NULL);

  if (choice->plan)
    g_string_append_printf (text, "Kế hoạch %s; ", nh_agenda_plan_name (agenda, choice->plan));
  if (choice->team)
    g_string_append_printf (text, "%s; ", nh_agenda_team_name (agenda, choice->team));
  if (choice->unit)
    g_string_append_printf (text, "%s; ", nh_agenda_unit_name (agenda, choice->unit));
  if (choice->person)
    g_string_append_printf (text, "%s; ", nh_agenda_person_name (agenda, choice->person));
  if (choice->find)
    g_string_append_printf (text, "có “%s”; ", choice->find);
  g_string_append (text, by[choice->by]);
  if (nh_timeline_get_n_outside (pages->timeline))
    g_string_append_printf (text, "; không vẽ %u mục cách năm học quá xa", nh_timeline_get_n_outside (pages->timeline));
  if (!choice->plan && !choice->team && !choice->unit && !choice->person && !choice->find)
    memcpy (text->str, "T", 1);
  return g_string_free (text, FALSE);
}

static guint32
month_after (guint32 day, guint months)
{
  int year, month;

  nh_day_to_ymd (day, &year, &month, NULL);
  month += (int) months - 1;
  return nh_day_from_ymd (year + month / 12, month % 12 + 1, 1);
}

static guint
count_months (NhTimelinePages *pages)
{
  guint32 first, last;
  int from_year, from_month, to_year, to_month;

  nh_timeline_get_range (pages->timeline, &first, &last);
  nh_day_to_ymd (first, &from_year, &from_month, NULL);
  nh_day_to_ymd (last, &to_year, &to_month, NULL);
  return (guint) ((to_year - from_year) * 12 + to_month - from_month + 1);
}

static double
title_height (NhTimelinePages *pages)
{
  return pages->style.font_size * 4.2;
}

static double
chart_width (NhTimelinePages *pages)
{
  return pages->width - 2 * MARGIN - pages->style.lane_width;
}

static double
legend_height (NhTimelinePages *pages)
{
  double room = pages->width - 2 * MARGIN - pages->style.font_size * 7;

  return nh_timeline_draw_legend (pages->timeline, &pages->style, NULL, pages->context, room)
         + pages->style.font_size * 0.6;
}

/* Months in equal parts, so that a day is as wide on every sheet. */
static void
split_months (NhTimelinePages *pages)
{
  guint all = count_months (pages);
  guint most = pages->months ? MIN (pages->months, all) : all;
  guint32 first, last, end;

  for (guint from = 0; from < all; from += most)
    {
      Stretch stretch = { from, MIN (most, all - from) };

      g_array_append_val (pages->across, stretch);
    }
  nh_timeline_get_range (pages->timeline, &first, &last);
  end = 0;
  for (guint i = 0; i < pages->across->len; i++)
    {
      const Stretch *stretch = &g_array_index (pages->across, Stretch, i);

      end = MAX (end, month_after (first, stretch->first + stretch->n) - month_after (first, stretch->first));
    }
  nh_timeline_set_scale (pages->timeline, chart_width (pages) / MAX (1, end));
}

/* As many whole lanes as a sheet takes; a lane that is longer than a sheet is cut. */
static void
split_rows (NhTimelinePages *pages)
{
  double room = pages->height - 2 * MARGIN - title_height (pages) - pages->style.head_height - legend_height (pages);
  guint most = (guint) MAX (1, floor (room / pages->style.row_height));
  guint n_lanes = nh_timeline_get_n_lanes (pages->timeline);
  Stretch stretch = { 0, 0 };

  for (guint i = 0; i < n_lanes; i++)
    {
      guint left = nh_timeline_get_lane (pages->timeline, i)->n_rows;

      if (stretch.n && stretch.n + left > most && left <= most)
        {
          g_array_append_val (pages->down, stretch);
          stretch = (Stretch){ stretch.first + stretch.n, 0 };
        }
      while (stretch.n + left > most)
        {
          left -= most - stretch.n;
          stretch.n = most;
          g_array_append_val (pages->down, stretch);
          stretch = (Stretch){ stretch.first + most, 0 };
        }
      stretch.n += left;
    }
  if (stretch.n || !pages->down->len)
    g_array_append_val (pages->down, stretch);
}

static NhTimelinePages *
make (NhAgenda *agenda, NhConflicts *conflicts, const NhTimelineChoice *choice, const NhTimelinePrint *print)
{
  NhTimelinePages *pages = g_new0 (NhTimelinePages, 1);

  pages->timeline = nh_timeline_new (agenda, conflicts);
  nh_timeline_set_for_paper (pages->timeline, TRUE);
  nh_timeline_set_choice (pages->timeline, choice);
  pages->today = print->today;
  pages->title = print->title && *print->title ? g_strdup (print->title) : default_title (pages);
  pages->subtitle = print->subtitle && *print->subtitle ? g_strdup (print->subtitle) : NULL;
  pages->author = g_strdup (print->author);
  pages->width = print->paper == NH_TIMELINE_A3 ? A3_WIDTH : A4_WIDTH;
  pages->height = print->paper == NH_TIMELINE_A3 ? A3_HEIGHT : A4_HEIGHT;
  pages->months = print->months;
  return pages;
}

/**
 * nh_timeline_pages_lay_out:
 * @pages: of nh_timeline_pages_new_detached()
 *
 * Measures, places and splits, for the thread that calls it: nobody else may use the sheets from now on, and that
 * thread frees them, as its fonts are its own.
 */
void
nh_timeline_pages_lay_out (NhTimelinePages *pages)
{
  g_return_if_fail (!pages->context);
  nh_timeline_style_init_paper (&pages->style);
  pages->style.today = pages->today;
  pages->context = nh_timeline_font_new_context ();
  pages->ruler = nh_timeline_ruler_new (&pages->style, pages->context);
  nh_timeline_set_measure (pages->timeline, nh_timeline_ruler_measure, pages->ruler);
  pages->across = g_array_new (FALSE, FALSE, sizeof (Stretch));
  pages->down = g_array_new (FALSE, FALSE, sizeof (Stretch));
  split_months (pages);
  split_rows (pages);
}

/**
 * nh_timeline_pages_new_detached:
 * @agenda: whose activities are shown
 * @conflicts: (nullable): of the same agenda
 * @choice: which of them, and in which lanes
 * @print: the paper and what stands above
 *
 * What the agenda holds at this moment, for a thread that lays it out and draws it while the agenda goes on changing.
 * Nothing but nh_timeline_pages_get_title() may be asked before nh_timeline_pages_lay_out().
 *
 * Returns: (transfer full): the sheets.
 */
NhTimelinePages *
nh_timeline_pages_new_detached (NhAgenda *agenda, NhConflicts *conflicts, const NhTimelineChoice *choice,
                                const NhTimelinePrint *print)
{
  NhTimelinePages *pages = make (agenda, conflicts, choice, print);

  if (!pages->subtitle)
    pages->subtitle = default_subtitle (pages);
  nh_timeline_detach (pages->timeline);
  return pages;
}

/**
 * nh_timeline_pages_new:
 * @agenda: whose activities are shown
 * @conflicts: (nullable): of the same agenda
 * @choice: which of them, and in which lanes
 * @print: the paper and what stands above
 *
 * Belongs to the thread that made it, as its fonts do, and shows what the agenda holds at this moment.
 *
 * Returns: (transfer full): the sheets.
 */
NhTimelinePages *
nh_timeline_pages_new (NhAgenda *agenda, NhConflicts *conflicts, const NhTimelineChoice *choice,
                       const NhTimelinePrint *print)
{
  NhTimelinePages *pages = make (agenda, conflicts, choice, print);

  nh_timeline_pages_lay_out (pages);
  if (!pages->subtitle)
    pages->subtitle = default_subtitle (pages);
  return pages;
}

/** nh_timeline_pages_free: Frees sheets; %NULL is none. */
void
nh_timeline_pages_free (NhTimelinePages *pages)
{
  if (!pages)
    return;
  g_clear_pointer (&pages->across, g_array_unref);
  g_clear_pointer (&pages->down, g_array_unref);
  g_object_unref (pages->timeline);
  g_clear_pointer (&pages->ruler, nh_timeline_ruler_free);
  g_clear_object (&pages->context);
  g_free (pages->title);
  g_free (pages->subtitle);
  g_free (pages->author);
  g_free (pages);
}

/** nh_timeline_pages_get_title: Returns: (transfer none): what stands above. */
const char *
nh_timeline_pages_get_title (NhTimelinePages *pages)
{
  return pages->title;
}

/** nh_timeline_pages_get_author: Returns: (transfer none) (nullable): for the properties of a file. */
const char *
nh_timeline_pages_get_author (NhTimelinePages *pages)
{
  return pages->author;
}

/** nh_timeline_pages_is_empty: Returns: whether nothing that passes the choice has a day. */
gboolean
nh_timeline_pages_is_empty (NhTimelinePages *pages)
{
  return nh_timeline_get_n_bars (pages->timeline) == 0;
}

/** nh_timeline_pages_get_n_pages: Returns: sheets, at least 1. */
guint
nh_timeline_pages_get_n_pages (NhTimelinePages *pages)
{
  return pages->across->len * pages->down->len;
}

/** nh_timeline_pages_get_size: Tells the size of each sheet in points. */
void
nh_timeline_pages_get_size (NhTimelinePages *pages, double *width, double *height)
{
  *width = pages->width;
  *height = pages->height;
}

static void
draw_title (NhTimelinePages *pages, cairo_t *cr, double width)
{
  const NhTimelineStyle *style = &pages->style;
  g_autoptr (PangoLayout) title = nh_timeline_new_layout (style, pages->context, pages->title, TITLE_SIZE, TRUE);
  g_autoptr (PangoLayout) words = nh_timeline_new_layout (style, pages->context, pages->subtitle, 1.06, FALSE);

  nh_color_set (cr, style->text);
  pango_layout_set_width (title, (int) (width * PANGO_SCALE));
  pango_layout_set_width (words, (int) (width * PANGO_SCALE));
  nh_timeline_show (cr, title, 0, 0, style->font_size * 2);
  nh_timeline_show (cr, words, 0, style->font_size * 2.05, style->font_size * 1.5);
}

/* Head, names of lanes and bars of a part, with lines around; the origin at its top left. */
static void
draw_chart (NhTimelinePages *pages, cairo_t *cr, double x, double width, guint first_row, guint n_rows)
{
  const NhTimelineStyle *style = &pages->style;
  double y = first_row * style->row_height;
  double height = n_rows * style->row_height;

  cairo_save (cr);
  cairo_translate (cr, style->lane_width, 0);
  nh_timeline_draw_head (pages->timeline, style, cr, pages->context, x, width);
  cairo_translate (cr, -style->lane_width, style->head_height);
  nh_timeline_draw_lane_names (pages->timeline, style, cr, pages->context, y, height);
  cairo_translate (cr, style->lane_width, 0);
  nh_timeline_draw_part (pages->timeline, style, cr, pages->context, x, y, width, height);
  cairo_restore (cr);
  nh_color_set (cr, style->lines);
  cairo_set_line_width (cr, 2 * style->hairline);
  cairo_rectangle (cr, 0, 0, style->lane_width + width, style->head_height + height);
  cairo_move_to (cr, 0, style->head_height);
  cairo_line_to (cr, style->lane_width, style->head_height);
  cairo_stroke (cr);
}

static void
draw_foot (NhTimelinePages *pages, cairo_t *cr, guint page)
{
  const NhTimelineStyle *style = &pages->style;
  double room = pages->width - 2 * MARGIN - style->font_size * 7;
  double height = legend_height (pages);
  g_autofree char *words = g_strdup_printf ("Trang %u/%u", page + 1, nh_timeline_pages_get_n_pages (pages));
  g_autoptr (PangoLayout) number = nh_timeline_new_layout (style, pages->context, words, 1, FALSE);

  cairo_save (cr);
  cairo_translate (cr, MARGIN, pages->height - MARGIN - height + style->font_size * 0.6);
  nh_timeline_draw_legend (pages->timeline, style, cr, pages->context, room);
  nh_color_set (cr, style->text);
  nh_timeline_show (cr, number, pages->width - 2 * MARGIN - nh_timeline_layout_width (number), 0, style->row_height);
  cairo_restore (cr);
}

/**
 * nh_timeline_pages_draw:
 * @pages: sheets
 * @page: one of them, from 0: all months of the first lanes, then those of the next
 * @cr: with the origin at the top left of the sheet, in points
 */
void
nh_timeline_pages_draw (NhTimelinePages *pages, guint page, cairo_t *cr)
{
  const Stretch *months, *rows;
  guint32 first, last;
  double x, width;

  g_return_if_fail (page < nh_timeline_pages_get_n_pages (pages));
  months = &g_array_index (pages->across, Stretch, page % pages->across->len);
  rows = &g_array_index (pages->down, Stretch, page / pages->across->len);
  nh_timeline_get_range (pages->timeline, &first, &last);
  x = nh_timeline_x_of (pages->timeline, month_after (first, months->first));
  width = nh_timeline_x_of (pages->timeline, month_after (first, months->first + months->n)) - x;
  cairo_save (cr);
  cairo_translate (cr, MARGIN, MARGIN);
  draw_title (pages, cr, pages->width - 2 * MARGIN);
  cairo_translate (cr, 0, title_height (pages));
  draw_chart (pages, cr, x, width, rows->first, rows->n);
  cairo_restore (cr);
  draw_foot (pages, cr, page);
}

/**
 * nh_timeline_pages_get_picture_size:
 * @pages: sheets
 * @width: (out): points
 * @height: (out): points
 *
 * The size of nh_timeline_pages_draw_picture(), at least as wide as three points a day need.
 */
void
nh_timeline_pages_get_picture_size (NhTimelinePages *pages, double *width, double *height)
{
  double scale = nh_timeline_get_scale (pages->timeline);
  double room;

  nh_timeline_set_scale (pages->timeline, PICTURE_DAY);
  *width = ceil (2 * MARGIN + pages->style.lane_width + nh_timeline_get_width (pages->timeline));
  room = *width - 2 * MARGIN;
  *height = ceil (2 * MARGIN + title_height (pages) + pages->style.head_height
                  + nh_timeline_get_n_rows (pages->timeline) * pages->style.row_height + pages->style.font_size
                  + nh_timeline_draw_legend (pages->timeline, &pages->style, NULL, pages->context, room));
  nh_timeline_set_scale (pages->timeline, scale);
}

/**
 * nh_timeline_pages_draw_picture:
 * @pages: sheets
 * @cr: with the origin at the top left of the picture
 *
 * Draws all months and lanes as one picture on white, the legend under it.
 */
void
nh_timeline_pages_draw_picture (NhTimelinePages *pages, cairo_t *cr)
{
  const NhTimelineStyle *style = &pages->style;
  double scale = nh_timeline_get_scale (pages->timeline);
  double width, height;

  nh_timeline_pages_get_picture_size (pages, &width, &height);
  nh_timeline_set_scale (pages->timeline, PICTURE_DAY);
  cairo_save (cr);
  nh_color_set (cr, style->background);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_translate (cr, MARGIN, MARGIN);
  draw_title (pages, cr, width - 2 * MARGIN);
  cairo_translate (cr, 0, title_height (pages));
  draw_chart (pages, cr, 0, nh_timeline_get_width (pages->timeline), 0, nh_timeline_get_n_rows (pages->timeline));
  cairo_translate (cr, 0, style->head_height + nh_timeline_get_n_rows (pages->timeline) * style->row_height
                              + style->font_size);
  nh_timeline_draw_legend (pages->timeline, style, cr, pages->context, width - 2 * MARGIN);
  cairo_restore (cr);
  nh_timeline_set_scale (pages->timeline, scale);
}
