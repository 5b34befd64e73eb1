/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The legend of a timeline: kinds with their marks and colours, and what shapes and signs mean.
 */
#include "document/nh-timeline-draw-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where the next entry goes, and with what. */
typedef struct
{
  NhTimeline *timeline;
  const NhTimelineStyle *style;
  cairo_t *cr; /* NULL: only measured */
  PangoContext *context;
  double width;
  double x;
  double y;
} Legend;

/* What is there to be explained. */
typedef struct
{
  guint kinds; /* a bit for each position */
  gboolean exact, soft, due, provisional, conflict, baseline, done, postponed, cancelled;
} Found;

static void
look_through (NhTimeline *timeline, Found *found)
{
  guint n = nh_timeline_get_n_bars (timeline);

  memset (found, 0, sizeof *found);
  for (guint i = 0; i < n; i++)
    {
      const NhTimelineBar *bar = nh_timeline_get_bar (timeline, i);

      found->conflict |= bar->conflict;
      found->baseline |= bar->issued_start != 0;
      if (bar->kind == NH_BAR_DUE)
        {
          found->due = TRUE;
          found->provisional |= bar->soft;
          continue;
        }
      found->kinds |= 1u << nh_timeline_kind_position (bar->kind_key);
      found->exact |= !bar->soft;
      found->soft |= bar->soft;
      found->done |= g_strcmp0 (bar->status, "done") == 0;
      found->postponed |= g_strcmp0 (bar->status, "postponed") == 0;
      found->cancelled |= g_strcmp0 (bar->status, "cancelled") == 0;
    }
}

/* A little bar as it is drawn above, and what it means. */
static void
add_entry (Legend *legend, const NhTimelineBar *sample, const char *words)
{
  const NhTimelineStyle *style = legend->style;
  g_autoptr (PangoLayout) layout = nh_timeline_new_layout (style, legend->context, words, 0.94, FALSE);
  double width = sample->width + 5 + nh_timeline_layout_width (layout);

  if (legend->x > 0 && legend->x + width > legend->width)
    {
      legend->x = 0;
      legend->y += style->row_height;
    }
  if (legend->cr)
    {
      cairo_save (legend->cr);
      cairo_translate (legend->cr, legend->x, legend->y);
      nh_timeline_draw_bar (legend->timeline, style, sample, legend->cr, legend->context, FALSE);
      nh_color_set (legend->cr, style->text);
      nh_timeline_show (legend->cr, layout, sample->width + 5, 0, style->row_height);
      cairo_restore (legend->cr);
    }
  legend->x += width + style->font_size * 1.1;
}

/* A bar with its signs in the middle and without words. */
static NhTimelineBar
make_sample (NhTimeline *timeline, const NhTimelineStyle *style, NhBarKind kind, const char *key, const char *status)
{
  NhTimelineBar bar = { .kind = kind, .kind_key = key, .status = status, .label = "", .start = G_MAXUINT32 };

  bar.width = kind == NH_BAR_DUE ? NH_TIMELINE_DIAMOND : style->font_size * 2.2;
  bar.label_x = (bar.width - nh_timeline_signs_width (timeline, &bar)) / 2;
  return bar;
}

static void
add_kinds (Legend *legend, guint found)
{
  const NhEntity *entity = nh_entity_find ("activity");
  const NhChoice *kinds = entity->fields[NH_FIELD (entity, "kind")].choices;
  gboolean paper = nh_timeline_is_for_paper (legend->timeline);

  for (guint i = 0; kinds[i].key; i++)
    if (found & (1u << i))
      {
        NhTimelineBar bar = make_sample (legend->timeline, legend->style, NH_BAR_ACTIVITY, kinds[i].key, "planned");

        bar.label_x = (bar.width - nh_timeline_signs_width (legend->timeline, &bar) + NH_TIMELINE_PAD) / 2;
        add_entry (legend, &bar, paper ? kinds[i].word : _ (kinds[i].label));
      }
}

/**
 * nh_timeline_draw_legend:
 * @timeline: a timeline
 * @style: how it looks
 * @cr: (nullable): with the origin at the top left of the legend; %NULL: nothing is drawn
 * @context: of the fonts
 * @width: in which entries are put into lines
 *
 * Returns: the height of the lines; only what the timeline shows is explained.
 */
double
nh_timeline_draw_legend (NhTimeline *timeline, const NhTimelineStyle *style, cairo_t *cr, PangoContext *context,
                         double width)
{
  Legend legend = { timeline, style, cr, context, width, 0, 0 };
  gboolean paper = nh_timeline_is_for_paper (timeline);
  guint32 first, last;
  Found found;

  look_through (timeline, &found);
  nh_timeline_get_range (timeline, &first, &last);
  add_kinds (&legend, found.kinds);
  {
    const struct
    {
      gboolean there;
      NhBarKind kind;
      const char *status;
      gboolean soft, conflict, moved;
      const char *word, *label;
    } shapes[] = {
      { found.exact && found.soft, NH_BAR_ACTIVITY, "planned", FALSE, FALSE, FALSE, "đúng ngày", _ ("exact days") },
      { found.exact && found.soft, NH_BAR_ACTIVITY, "planned", TRUE, FALSE, FALSE, "trong khoảng", _ ("within") },
      { found.done, NH_BAR_ACTIVITY, "done", FALSE, FALSE, FALSE, "đã xong", _ ("done") },
      { found.postponed, NH_BAR_ACTIVITY, "postponed", FALSE, FALSE, FALSE, "hoãn", _ ("postponed") },
      { found.cancelled, NH_BAR_ACTIVITY, "cancelled", FALSE, FALSE, FALSE, "hủy", _ ("cancelled") },
      { found.conflict, NH_BAR_ACTIVITY, "planned", TRUE, TRUE, FALSE, "vướng lịch", _ ("conflict") },
      { found.baseline, NH_BAR_ACTIVITY, "planned", FALSE, FALSE, TRUE, "như đã ban hành", _ ("as issued") },
      { found.due, NH_BAR_DUE, "planned", FALSE, FALSE, FALSE, "hạn báo cáo", _ ("paper due") },
      { found.provisional, NH_BAR_DUE, "planned", TRUE, FALSE, FALSE, "hạn tạm tính", _ ("provisional day") },
    };

    for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
      if (shapes[i].there)
        {
          NhTimelineBar bar = make_sample (timeline, style, shapes[i].kind, "", shapes[i].status);

          bar.soft = shapes[i].soft;
          if (shapes[i].conflict)
            {
              bar.conflict = TRUE;
              bar.label_x = (bar.width - nh_timeline_signs_width (timeline, &bar)) / 2;
            }
          if (shapes[i].moved)
            {
              bar.issued_start = first;
              bar.issued_end = first + (guint32) MAX (1, bar.width / nh_timeline_get_scale (timeline)) - 1;
            }
          add_entry (&legend, &bar, paper ? shapes[i].word : shapes[i].label);
        }
  }
  return legend.y + style->row_height;
}
