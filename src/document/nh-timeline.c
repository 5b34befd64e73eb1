/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-timeline-private.h"

#include <math.h>
#include <string.h>

#include "core/nh-text.h"

#define LEAST_SCALE 0.05 /* pixels a day */
#define MOST_SCALE 400.0
#define GUESSED_LETTER 6.5 /* pixels, where nobody measures */

/* As wide as words may be that stand beside a bar and are in the way of others. */
#define SAMPLE_LABEL "Kiểm tra chuyên môn tại các trường"

G_DEFINE_FINAL_TYPE (NhTimeline, nh_timeline, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* (internal) One or two letters for each kind, which tell it where colours don't. */
const char *
nh_timeline_kind_mark (const char *kind_key)
{
  static const char *const marks[] = { "H", "SH", "CĐ", "KT", "TH", "HT", "TK", "BC", "K" };
  guint position = nh_timeline_kind_position (kind_key);

  return position < G_N_ELEMENTS (marks) ? marks[position] : "";
}

/* (internal) The mark that stands before the words of a bar: where lanes are kinds, their names tell it. */
const char *
nh_timeline_bar_mark (NhTimeline *self, const NhTimelineBar *bar)
{
  return self->choice.by == NH_TIMELINE_BY_KIND ? "" : nh_timeline_kind_mark (bar->kind_key);
}

/* Changes. */

static void
forget_bars (NhTimeline *self)
{
  self->serial++;
  self->selected = !self->agenda && self->selected; /* there is nothing to choose from any more */
  self->placed = FALSE;
  g_clear_pointer (&self->index, g_array_unref);
}

static void
forget_places (NhTimeline *self)
{
  self->placed = FALSE;
  g_clear_pointer (&self->index, g_array_unref);
}

static void
on_agenda_changed_cb (NhAgenda *agenda, GArray *activities, NhTimeline *self)
{
  g_clear_pointer (&self->haystacks, g_hash_table_unref);
  forget_bars (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_conflicts_changed_cb (NhConflicts *conflicts, NhTimeline *self)
{
  forget_bars (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ensure_selected (NhTimeline *self)
{
  if (!self->selected)
    {
      self->selected = TRUE;
      nh_timeline_select (self);
    }
}

static void
ensure (NhTimeline *self)
{
  ensure_selected (self);
  if (!self->placed)
    {
      self->placed = TRUE;
      nh_timeline_place (self);
    }
}

/* Widths. */

/* (internal) The same text, kept as long as texts are measured as now, and its width in pixels; each text is
 * measured once. */
const char *
nh_timeline_keep_text (NhTimeline *self, const char *text, double *width)
{
  gpointer kept, known;

  if (!g_hash_table_lookup_extended (self->widths, text, &kept, &known))
    {
      double measured = self->measure ? self->measure (text, self->measure_data)
                                      : GUESSED_LETTER * (double) g_utf8_strlen (text, -1);

      kept = g_strdup (text);
      known = GUINT_TO_POINTER ((guint) ceil (MAX (0, measured) * 64));
      g_hash_table_insert (self->widths, kept, known);
    }
  *width = GPOINTER_TO_UINT (known) / 64.0;
  return kept;
}

/* (internal) The width of @text in pixels. */
double
nh_timeline_text_width (NhTimeline *self, const char *text)
{
  double width = 0;

  if (*text)
    nh_timeline_keep_text (self, text, &width);
  return width;
}

/* (internal) The room that a bar's marks take before its words: kind, conflict, state. */
double
nh_timeline_signs_width (NhTimeline *self, const NhTimelineBar *bar)
{
  const char *mark = nh_timeline_bar_mark (self, bar);
  double width = 0;

  if (*mark)
    width += nh_timeline_text_width (self, mark) + NH_TIMELINE_PAD;
  if (bar->conflict)
    width += NH_TIMELINE_SIGN;
  if (bar->status && !g_str_equal (bar->status, "planned"))
    width += NH_TIMELINE_SIGN;
  return width;
}

/* The words stay those of the bars, in another font. */
static void
measure_anew (NhTimeline *self)
{
  g_autoptr (GHashTable) old = g_steal_pointer (&self->widths);

  self->widths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->bars->len; i++)
    {
      NhTimelineBar *bar = &g_array_index (self->bars, NhTimelineBar, i);
      double width;

      bar->label = nh_timeline_keep_text (self, bar->label, &width);
      bar->natural = nh_timeline_signs_width (self, bar) + width;
    }
  self->most_label = nh_timeline_text_width (self, SAMPLE_LABEL);
}

static void
reset_widths (NhTimeline *self)
{
  g_hash_table_remove_all (self->widths);
  self->most_label = nh_timeline_text_width (self, SAMPLE_LABEL);
}

/* The object. */

/* (internal) Clears one of the lanes. */
void
nh_timeline_lane_clear (gpointer lane)
{
  g_clear_pointer (&((NhTimelineLane *) lane)->label, g_free);
}

static void
clear_choice (NhTimeline *self)
{
  g_free ((char *) self->choice.find);
  memset (&self->choice, 0, sizeof self->choice);
  g_clear_pointer (&self->find, g_free);
}

static void
nh_timeline_finalize (GObject *object)
{
  NhTimeline *self = NH_TIMELINE (object);

  clear_choice (self);
  g_clear_object (&self->agenda);
  g_clear_object (&self->conflicts);
  g_clear_pointer (&self->widths, g_hash_table_unref);
  g_clear_pointer (&self->haystacks, g_hash_table_unref);
  g_clear_pointer (&self->index, g_array_unref);
  g_array_unref (self->bars);
  g_array_unref (self->lanes);
  g_array_unref (self->rows);
  g_array_unref (self->undated);
  g_clear_pointer (&self->layouts, g_hash_table_unref);
  G_OBJECT_CLASS (nh_timeline_parent_class)->finalize (object);
}

static void
nh_timeline_class_init (NhTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = nh_timeline_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
nh_timeline_init (NhTimeline *self)
{
  self->widths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->bars = g_array_new (FALSE, FALSE, sizeof (NhTimelineBar));
  self->lanes = g_array_new (FALSE, FALSE, sizeof (NhTimelineLane));
  g_array_set_clear_func (self->lanes, nh_timeline_lane_clear);
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->undated = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->scale = 3;
  reset_widths (self);
}

/**
 * nh_timeline_new:
 * @agenda: whose activities and papers are shown
 * @conflicts: (nullable): of the same agenda, made before the timeline
 *
 * Everything is shown, in lanes by cluster, at three pixels a day, until other things are asked for.
 *
 * Returns: (transfer full): a timeline.
 */
NhTimeline *
nh_timeline_new (NhAgenda *agenda, NhConflicts *conflicts)
{
  NhTimeline *self = g_object_new (NH_TYPE_TIMELINE, NULL);

  self->agenda = g_object_ref (agenda);
  g_signal_connect_object (agenda, "changed", G_CALLBACK (on_agenda_changed_cb), self, 0);
  if (conflicts)
    {
      self->conflicts = g_object_ref (conflicts);
      g_signal_connect_object (conflicts, "changed", G_CALLBACK (on_conflicts_changed_cb), self, 0);
    }
  return self;
}

/** nh_timeline_get_agenda: Returns: (transfer none) (nullable): whose activities are shown. */
NhAgenda *
nh_timeline_get_agenda (NhTimeline *self)
{
  return self->agenda;
}

/** nh_timeline_get_frame: puts the days of the school year, of its semesters and ends, into @frame. */
void
nh_timeline_get_frame (NhTimeline *self, NhSchoolYear *frame)
{
  if (self->agenda)
    nh_agenda_get_frame (self->agenda, frame);
  else
    *frame = self->frame;
}

/**
 * nh_timeline_detach:
 * @self: a timeline with its choice
 *
 * Lets the timeline keep what it shows now and go away from the agenda: its words may be measured and its bars placed
 * and drawn by another thread then, which must be the only one. What is shown can't be chosen any more.
 */
void
nh_timeline_detach (NhTimeline *self)
{
  if (!self->agenda)
    return;
  ensure_selected (self);
  nh_agenda_get_frame (self->agenda, &self->frame);
  g_signal_handlers_disconnect_by_data (self->agenda, self);
  if (self->conflicts)
    g_signal_handlers_disconnect_by_data (self->conflicts, self);
  g_clear_object (&self->conflicts);
  g_clear_object (&self->agenda);
}

/**
 * nh_timeline_set_measure:
 * @self: a timeline
 * @measure: (nullable): gives the width of a line of words of bars, in the unit of the scale; %NULL: guessed
 * @data: for @measure, which must stay while it is set
 *
 * To be called again when the font of the bars is another one.
 */
void
nh_timeline_set_measure (NhTimeline *self, NhTimelineMeasure measure, gpointer data)
{
  self->measure = measure;
  self->measure_data = data;
  if (self->agenda)
    reset_widths (self);
  else
    measure_anew (self);
  forget_bars (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * nh_timeline_set_choice:
 * @self: a timeline
 * @choice: what is shown, and in which lanes; copied
 */
void
nh_timeline_set_choice (NhTimeline *self, const NhTimelineChoice *choice)
{
  NhTimelineChoice copy = *choice;

  g_return_if_fail (self->agenda);
  copy.find = g_strdup (choice->find);
  copy.kind = choice->kind && *choice->kind ? g_intern_string (choice->kind) : NULL;
  copy.status = choice->status && *choice->status ? g_intern_string (choice->status) : NULL;
  clear_choice (self);
  self->choice = copy;
  self->find = nh_text_fold (copy.find);
  if (!*self->find)
    g_clear_pointer (&self->find, g_free);
  forget_bars (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/** nh_timeline_get_choice: Returns: (transfer none): what is shown, until it is set again. */
const NhTimelineChoice *
nh_timeline_get_choice (NhTimeline *self)
{
  return &self->choice;
}

/**
 * nh_timeline_set_for_paper:
 * @self: a timeline
 * @for_paper: whether it goes on paper: words of lanes and heads are Vietnamese then
 */
void
nh_timeline_set_for_paper (NhTimeline *self, gboolean for_paper)
{
  if (self->for_paper == for_paper)
    return;
  self->for_paper = for_paper;
  forget_bars (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/** nh_timeline_is_for_paper: Returns: whether words are Vietnamese whatever the language is. */
gboolean
nh_timeline_is_for_paper (NhTimeline *self)
{
  return self->for_paper;
}

/**
 * nh_timeline_set_scale:
 * @self: a timeline
 * @pixels_per_day: how wide a day is; kept within what can be looked at
 *
 * Rows are others then, since words take other rooms; they are not measured again.
 */
void
nh_timeline_set_scale (NhTimeline *self, double pixels_per_day)
{
  double scale = CLAMP (pixels_per_day, LEAST_SCALE, MOST_SCALE);

  if (scale == self->scale)
    return;
  self->scale = scale;
  forget_places (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/** nh_timeline_get_scale: Returns: pixels or points a day. */
double
nh_timeline_get_scale (NhTimeline *self)
{
  return self->scale;
}

/* Places. */

/**
 * nh_timeline_get_range:
 * @self: a timeline
 * @first: (out): the first day of a month
 * @last: (out): the last day of a month
 *
 * The school year from August to July, and what activities and papers lie outside of it.
 */
void
nh_timeline_get_range (NhTimeline *self, guint32 *first, guint32 *last)
{
  ensure (self);
  *first = self->first;
  *last = self->last;
}

/** nh_timeline_x_of: Returns: where @day begins, from the beginning of the range; may be outside of it. */
double
nh_timeline_x_of (NhTimeline *self, guint32 day)
{
  if (!self->selected)
    ensure (self);
  return ((double) day - self->first) * self->scale;
}

/** nh_timeline_day_at: Returns: the day at @x, within the range. */
guint32
nh_timeline_day_at (NhTimeline *self, double x)
{
  ensure (self);
  return (guint32) CLAMP (floor (x / self->scale) + self->first, (double) self->first, (double) self->last);
}

/** nh_timeline_get_width: Returns: the width of the whole range. */
double
nh_timeline_get_width (NhTimeline *self)
{
  if (!self->selected)
    ensure (self);
  return (self->last + 1.0 - self->first) * self->scale;
}

/** nh_timeline_get_n_rows: Returns: rows of all lanes. */
guint
nh_timeline_get_n_rows (NhTimeline *self)
{
  ensure (self);
  return self->rows->len - 1;
}

/** nh_timeline_get_n_lanes: Returns: lanes in which something stands. */
guint
nh_timeline_get_n_lanes (NhTimeline *self)
{
  ensure (self);
  return self->lanes->len;
}

/** nh_timeline_get_lane: Returns: (transfer none): a lane, until the next change. */
const NhTimelineLane *
nh_timeline_get_lane (NhTimeline *self, guint lane)
{
  ensure (self);
  g_return_val_if_fail (lane < self->lanes->len, NULL);
  return &g_array_index (self->lanes, NhTimelineLane, lane);
}

/** nh_timeline_lane_at_row: Returns: the lane of a row; of rows after the last one the last lane. */
guint
nh_timeline_lane_at_row (NhTimeline *self, guint row)
{
  guint low = 0, high;

  ensure (self);
  high = self->lanes->len;
  while (low + 1 < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->lanes, NhTimelineLane, middle).first_row <= row)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/** nh_timeline_get_n_bars: Returns: bars of all lanes; an activity of several lanes is several. */
guint
nh_timeline_get_n_bars (NhTimeline *self)
{
  ensure (self);
  return self->bars->len;
}

/** nh_timeline_get_bar: Returns: (transfer none): a bar, until the next change. */
const NhTimelineBar *
nh_timeline_get_bar (NhTimeline *self, guint bar)
{
  ensure (self);
  g_return_val_if_fail (bar < self->bars->len, NULL);
  return &g_array_index (self->bars, NhTimelineBar, bar);
}

/* The first bar of @row that ends after @x; bars of a row don't touch, so their ends are in order too. */
static guint
first_after (NhTimeline *self, guint row, double x)
{
  guint low = g_array_index (self->rows, guint, row);
  guint high = g_array_index (self->rows, guint, row + 1);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->bars, NhTimelineBar, middle).right > x)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/**
 * nh_timeline_visible:
 * @self: a timeline
 * @first_row: the uppermost row
 * @last_row: the lowest row, included; may be more than there are
 * @from: the left edge
 * @to: the right edge
 * @bars: (element-type guint): cleared, then filled with bars by row and place
 *
 * What touches a part of the picture with its body, its words or its baseline, in the time of a few
 * comparisons for each row and what is found.
 */
void
nh_timeline_visible (NhTimeline *self, guint first_row, guint last_row, double from, double to, GArray *bars)
{
  ensure (self);
  g_array_set_size (bars, 0);
  for (guint row = first_row; row <= last_row && row + 1 < self->rows->len; row++)
    {
      guint end = g_array_index (self->rows, guint, row + 1);

      for (guint i = first_after (self, row, from); i < end; i++)
        {
          if (g_array_index (self->bars, NhTimelineBar, i).left >= to)
            break;
          g_array_append_val (bars, i);
        }
    }
}

/** nh_timeline_bar_at: Returns: the bar whose body or words are at @x in @row; -1: none. */
int
nh_timeline_bar_at (NhTimeline *self, guint row, double x)
{
  guint i;
  const NhTimelineBar *bar;

  ensure (self);
  if (row + 1 >= self->rows->len)
    return -1;
  i = first_after (self, row, x);
  if (i == g_array_index (self->rows, guint, row + 1))
    return -1;
  bar = &g_array_index (self->bars, NhTimelineBar, i);
  if (x < MIN (bar->x, bar->label_x) || x > MAX (bar->x + bar->width, bar->label_x + bar->label_width))
    return -1;
  return (int) i;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const NhTimelineKey *one = a, *other = b;

  if (one->id != other->id)
    return one->id < other->id ? -1 : 1;
  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  return one->bar < other->bar ? -1 : one->bar > other->bar;
}

static void
make_index (NhTimeline *self)
{
  self->index = g_array_sized_new (FALSE, FALSE, sizeof (NhTimelineKey), self->bars->len);
  for (guint i = 0; i < self->bars->len; i++)
    {
      const NhTimelineBar *bar = &g_array_index (self->bars, NhTimelineBar, i);
      NhTimelineKey key = { bar->id, bar->kind, i };

      g_array_append_val (self->index, key);
    }
  g_array_sort (self->index, compare_keys);
}

/**
 * nh_timeline_find_bar:
 * @self: a timeline
 * @kind: what @id is
 * @id: an activity, or a row of the view "due"
 * @lane: in which lane; -1: the first that has it
 *
 * Returns: the bar; -1: it is not shown.
 */
int
nh_timeline_find_bar (NhTimeline *self, NhBarKind kind, gint64 id, int lane)
{
  guint low = 0, high;

  ensure (self);
  if (!self->index)
    make_index (self);
  high = self->index->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      NhTimelineKey wanted = { id, kind, 0 };

      if (compare_keys (&g_array_index (self->index, NhTimelineKey, middle), &wanted) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < self->index->len; low++)
    {
      const NhTimelineKey *key = &g_array_index (self->index, NhTimelineKey, low);

      if (key->id != id || key->kind != kind)
        break;
      if (lane < 0 || g_array_index (self->bars, NhTimelineBar, key->bar).lane == (guint) lane)
        return (int) key->bar;
    }
  return -1;
}

/** nh_timeline_get_undated: Returns: (transfer none): activities without days that pass the filters, @n of them. */
const gint64 *
nh_timeline_get_undated (NhTimeline *self, guint *n)
{
  ensure_selected (self);
  *n = self->undated->len;
  return (const gint64 *) (gpointer) self->undated->data;
}

/** nh_timeline_get_serial: Returns: a number that is another one when other bars, lanes or undated activities may be shown. */
guint
nh_timeline_get_serial (NhTimeline *self)
{
  return self->serial;
}

/** nh_timeline_get_n_outside: Returns: how many have days, too far from the school year to be drawn. */
guint
nh_timeline_get_n_outside (NhTimeline *self)
{
  ensure_selected (self);
  return self->n_outside;
}

/**
 * nh_timeline_zoom_offset:
 * @offset: what is scrolled away at the left, at the old scale
 * @x: a place in the view, from its left edge
 * @old_scale: pixels a day before
 * @new_scale: pixels a day after
 *
 * Returns: the offset at which the same moment stands under @x; may be less than 0.
 */
double
nh_timeline_zoom_offset (double offset, double x, double old_scale, double new_scale)
{
  return (offset + x) / old_scale * new_scale - x;
}
