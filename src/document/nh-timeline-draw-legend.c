/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The legend of a timeline: kinds with their marks and colours, and what shapes and signs mean.
 */
#include "document/nh-timeline-draw-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is there to be explained. */
typedef struct
{
  guint kinds; /* a bit for each position */
  gboolean exact, soft, due, provisional, late, conflict, baseline, done, postponed, cancelled;
} Found;

static void
look_through (NhTimeline *timeline, const NhTimelineStyle *style, Found *found)
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
          found->late |= style->today && bar->start < style->today && g_strcmp0 (bar->status, "done") != 0;
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

/* A bar with its signs in the middle and without words. */
static NhTimelineBar
make_sample (NhTimeline *timeline, const NhTimelineStyle *style, NhBarKind kind, const char *key, const char *status)
{
  NhTimelineBar bar = { .kind = kind, .kind_key = key, .status = status ? status : "planned", .label = "",
                        .start = G_MAXUINT32 };

  bar.width = kind == NH_BAR_DUE ? NH_TIMELINE_DIAMOND : style->font_size * 2.2;
  bar.label_x = (bar.width - nh_timeline_signs_width (timeline, &bar)) / 2;
  return bar;
}

static void
add_kinds (GArray *meanings, NhTimeline *timeline, const NhTimelineStyle *style, guint found)
{
  const NhEntity *entity = nh_entity_find ("activity");
  const NhChoice *kinds = entity->fields[NH_FIELD (entity, "kind")].choices;
  gboolean paper = nh_timeline_is_for_paper (timeline);

  for (guint i = 0; kinds[i].key; i++)
    if (found & (1u << i))
      {
        NhTimelineMeaning meaning = { make_sample (timeline, style, NH_BAR_ACTIVITY, kinds[i].key, "planned"),
                                      paper ? kinds[i].word : _ (kinds[i].label) };
        NhTimelineBar *bar = &meaning.sample;

        bar->label_x = (bar->width - nh_timeline_signs_width (timeline, bar) + NH_TIMELINE_PAD) / 2;
        g_array_append_val (meanings, meaning);
      }
}

/* Beside its look: what there must be for it to be explained, and words for paper and for the window. */
typedef struct
{
  gboolean there;
  NhBarKind kind;
  const char *status;
  gboolean soft, conflict, moved, late;
  const char *word, *label;
} Shape;

static void
add_shape (GArray *meanings, NhTimeline *timeline, const NhTimelineStyle *style, const Shape *shape)
{
  NhTimelineMeaning meaning = { make_sample (timeline, style, shape->kind, "", shape->status),
                                nh_timeline_is_for_paper (timeline) ? shape->word : _ (shape->label) };
  NhTimelineBar *bar = &meaning.sample;

  bar->soft = shape->soft;
  if (shape->conflict)
    {
      bar->conflict = TRUE;
      bar->label_x = (bar->width - nh_timeline_signs_width (timeline, bar)) / 2;
    }
  if (shape->moved)
    {
      guint32 first, last;

      nh_timeline_get_range (timeline, &first, &last);
      bar->issued_start = first;
      bar->issued_end = first + (guint32) MAX (1, bar->width / nh_timeline_get_scale (timeline)) - 1;
    }
  if (shape->late)
    bar->start = style->today - 1;
  g_array_append_val (meanings, meaning);
}

/**
 * nh_timeline_get_meanings:
 * @timeline: a timeline
 * @style: how it looks
 * @n_kinds: (out): how many of the first explain a kind
 *
 * Returns: (transfer full) (element-type NhTimelineMeaning): what explains the bars that there are, and nothing else.
 */
GArray *
nh_timeline_get_meanings (NhTimeline *timeline, const NhTimelineStyle *style, guint *n_kinds)
{
  GArray *meanings = g_array_new (FALSE, FALSE, sizeof (NhTimelineMeaning));
  gboolean both, window;
  Found found;

  look_through (timeline, style, &found);
  add_kinds (meanings, timeline, style, found.kinds);
  *n_kinds = meanings->len;
  both = found.exact && found.soft;
  window = !nh_timeline_is_for_paper (timeline);
  {
    const Shape shapes[] = {
      { .there = both || (window && found.exact), .word = "đúng ngày", .label = N_ ("Straight ends: on these days") },
      { .there = both || (window && found.soft), .soft = TRUE, .word = "trong khoảng",
        .label = N_ ("Soft ends: some time within") },
      { .there = found.done, .status = "done", .word = "đã xong", .label = N_ ("Done") },
      { .there = found.postponed, .status = "postponed", .word = "hoãn", .label = N_ ("Postponed") },
      { .there = found.cancelled, .status = "cancelled", .word = "hủy", .label = N_ ("Cancelled") },
      { .there = found.conflict, .soft = TRUE, .conflict = TRUE, .word = "vướng lịch",
        .label = N_ ("Collides with something else") },
      { .there = found.baseline, .moved = TRUE, .word = "như đã ban hành",
        .label = N_ ("Thin line: as the plan was issued") },
      { .there = found.due, .kind = NH_BAR_DUE, .word = "hạn báo cáo", .label = N_ ("A paper is due") },
      { .there = found.provisional, .kind = NH_BAR_DUE, .soft = TRUE, .word = "hạn tạm tính",
        .label = N_ ("Due on a provisional day") },
      { .there = found.late, .kind = NH_BAR_DUE, .late = TRUE, .word = "quá hạn", .label = N_ ("Overdue") },
    };

    for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
      if (shapes[i].there)
        add_shape (meanings, timeline, style, &shapes[i]);
  }
  return meanings;
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
  guint n_kinds;
  g_autoptr (GArray) meanings = nh_timeline_get_meanings (timeline, style, &n_kinds);
  double x = 0, y = 0;

  for (guint i = 0; i < meanings->len; i++)
    {
      const NhTimelineMeaning *meaning = &g_array_index (meanings, NhTimelineMeaning, i);
      const NhTimelineBar *sample = &meaning->sample;
      g_autoptr (PangoLayout) words = nh_timeline_new_layout (style, context, meaning->words, 0.94, FALSE);
      double room = sample->width + 5 + nh_timeline_layout_width (words);

      if (x > 0 && x + room > width)
        {
          x = 0;
          y += style->row_height;
        }
      if (cr)
        {
          cairo_save (cr);
          cairo_translate (cr, x, y);
          nh_timeline_draw_bar (timeline, style, sample, cr, context, FALSE);
          nh_color_set (cr, style->text);
          nh_timeline_show (cr, words, sample->width + 5, 0, style->row_height);
          cairo_restore (cr);
        }
      x += room + style->font_size * 1.1;
    }
  return y + style->row_height;
}
