/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where bars stand: rows by interval partitioning, bars with their words, so that nothing is written over
 * anything else.
 */
#include "document/nh-timeline-private.h"

#include <math.h>

/* A heap of rows, the least first. */
typedef struct
{
  double key;
  guint row;
} HeapItem;

typedef struct
{
  HeapItem *items;
  guint n;
} Heap;

static void
heap_push (Heap *heap, double key, guint row)
{
  guint i = heap->n++;

  while (i > 0 && heap->items[(i - 1) / 2].key > key)
    {
      heap->items[i] = heap->items[(i - 1) / 2];
      i = (i - 1) / 2;
    }
  heap->items[i] = (HeapItem){ key, row };
}

static guint
heap_pop (Heap *heap)
{
  guint row = heap->items[0].row;
  HeapItem last = heap->items[--heap->n];
  guint i = 0;

  for (;;)
    {
      guint child = 2 * i + 1;

      if (child >= heap->n)
        break;
      if (child + 1 < heap->n && heap->items[child + 1].key < heap->items[child].key)
        child++;
      if (heap->items[child].key >= last.key)
        break;
      heap->items[i] = heap->items[child];
      i = child;
    }
  heap->items[i] = last;
  return row;
}

/* (internal)
 * @bars: sorted by .left
 * @rows: (out): a row of each, from 0
 *
 * Interval partitioning: a bar takes the uppermost row in which everything ends before it, a new one only
 * where all rows are taken there; so there are as few rows as the fullest place needs. One heap holds the
 * rows that are taken by where they end, the other those that are free. O(n log n).
 */
void
nh_timeline_pack (NhTimelineBar *bars, guint n_bars, guint *rows, guint *n_rows)
{
  g_autofree HeapItem *items = g_new (HeapItem, 2 * (gsize) n_bars + 2);
  Heap taken = { items, 0 };
  Heap idle = { items + n_bars + 1, 0 };

  *n_rows = 0;
  for (guint i = 0; i < n_bars; i++)
    {
      guint row;

      while (taken.n && taken.items[0].key <= bars[i].left)
        {
          row = heap_pop (&taken);
          heap_push (&idle, row, row);
        }
      row = idle.n ? heap_pop (&idle) : (*n_rows)++;
      heap_push (&taken, bars[i].right, row);
      rows[i] = row;
    }
}

/* Where the bar is and where its words may begin: words that don't fit into it stand beside it, as its outline
 * would cut their letters. */
static void
place_bar (NhTimeline *self, NhTimelineBar *bar)
{
  guint32 start = CLAMP (bar->start, self->first, self->last);
  guint32 end = CLAMP (bar->end, self->first, self->last);
  double whole = nh_timeline_get_width (self);
  double inside, wanted;

  if (bar->kind == NH_BAR_DUE)
    {
      double middle = (start - self->first + 0.5) * self->scale;

      bar->width = NH_TIMELINE_DIAMOND;
      bar->x = MAX (0, middle - bar->width / 2);
    }
  else
    {
      bar->x = (start - self->first) * self->scale;
      bar->width = MAX (NH_TIMELINE_LEAST_BAR, (end - start + 1) * self->scale);
    }
  inside = bar->width - 2 * NH_TIMELINE_PAD;
  wanted = MIN (bar->natural, self->most_label);
  if (bar->kind == NH_BAR_ACTIVITY
      && (bar->natural <= inside || bar->width >= self->most_label))
    {
      bar->label_x = bar->x + NH_TIMELINE_PAD;
      bar->label_width = MIN (bar->natural, inside);
    }
  else
    {
      bar->label_x = bar->x + bar->width + NH_TIMELINE_BESIDE;
      bar->label_width = wanted;
      /* Nobody can scroll behind the end, so there they stand before the bar. Nothing gives them more
       * afterwards. */
      if (bar->label_x + wanted > whole && bar->x > whole / 2)
        {
          bar->label_width = MIN (MIN (bar->natural, 2 * self->most_label), bar->x - NH_TIMELINE_BESIDE);
          bar->label_x = bar->x - NH_TIMELINE_BESIDE - bar->label_width;
        }
    }
  bar->left = MIN (bar->x, bar->label_x);
  bar->right = bar->x + bar->width;
  if (bar->label_x + bar->label_width > bar->right)
    bar->right = bar->label_x + bar->label_width + NH_TIMELINE_GAP;
  if (bar->issued_start)
    {
      double from = nh_timeline_x_of (self, CLAMP (bar->issued_start, self->first, self->last));
      double to = nh_timeline_x_of (self, CLAMP (bar->issued_end, self->first, self->last) + 1);

      bar->left = MIN (bar->left, from);
      bar->right = MAX (bar->right, to);
    }
}

/* Bars by their left ends; equal ones always in the same order, whatever the layout was before. */
typedef struct
{
  double left;
  double right;
  gint64 id;
  guint bar;
} Order;

static int
compare_order (gconstpointer a, gconstpointer b, gpointer data)
{
  const Order *one = a, *other = b;

  if (one->left != other->left)
    return one->left < other->left ? -1 : 1;
  if (one->right != other->right)
    return one->right > other->right ? -1 : 1;
  return one->id < other->id ? -1 : one->id > other->id;
}

/* What stands free behind a bar belongs to its words. */
static void
widen (NhTimelineBar *bar, double until)
{
  double space = until - NH_TIMELINE_GAP - bar->label_x;
  double end = bar->x + bar->width;

  if (bar->label_width >= bar->natural || bar->label_x < bar->x)
    return;
  if (bar->kind == NH_BAR_ACTIVITY && bar->label_x < end)
    {
      if (until - NH_TIMELINE_GAP - NH_TIMELINE_BESIDE - end < bar->natural)
        return; /* inside is more of them */
      bar->label_x = end + NH_TIMELINE_BESIDE;
      bar->label_width = bar->natural;
    }
  else if (space > bar->label_width)
    bar->label_width = MIN (space, bar->natural);
  if (bar->label_x + bar->label_width > end)
    bar->right = MAX (bar->right, bar->label_x + bar->label_width + NH_TIMELINE_GAP);
}

/* @sorted: those of the lane by their left ends; they come to @target by row. */
static void
place_lane (NhTimeline *self, NhTimelineLane *lane, NhTimelineBar *sorted, NhTimelineBar *target, guint *rows)
{
  g_autofree guint *next = NULL;
  guint n_rows;

  nh_timeline_pack (sorted, lane->n_bars, rows, &n_rows);
  lane->first_row = self->rows->len;
  lane->n_rows = MAX (1, n_rows);
  next = g_new0 (guint, lane->n_rows + 1);
  for (guint i = 0; i < lane->n_bars; i++)
    next[rows[i] + 1]++;
  for (guint row = 0; row < lane->n_rows; row++)
    {
      guint first;

      next[row + 1] += next[row];
      first = lane->first_bar + next[row];
      g_array_append_val (self->rows, first);
    }
  for (guint i = 0; i < lane->n_bars; i++)
    {
      guint row = lane->first_row + rows[i];
      guint place = next[rows[i]]++;
      NhTimelineBar *bar = &target[place];

      *bar = sorted[i];
      bar->row = row;
      if (lane->first_bar + place > g_array_index (self->rows, guint, row))
        widen (&bar[-1], bar->left);
    }
}

/* (internal) Gives all bars places and rows at the scale. Words are not measured again. */
void
nh_timeline_place (NhTimeline *self)
{
  guint n_bars = self->bars->len;
  NhTimelineBar *bars = (NhTimelineBar *) (gpointer) self->bars->data;
  g_autofree NhTimelineBar *sorted = g_new (NhTimelineBar, n_bars + 1);
  g_autofree Order *order = g_new (Order, n_bars + 1);
  g_autofree guint *rows = g_new (guint, n_bars + 1);

  g_array_set_size (self->rows, 0);
  for (guint i = 0; i < n_bars; i++)
    {
      place_bar (self, &bars[i]);
      order[i] = (Order){ bars[i].left, bars[i].right, bars[i].id, i };
    }
  for (guint i = 0; i < self->lanes->len; i++)
    {
      NhTimelineLane *lane = &g_array_index (self->lanes, NhTimelineLane, i);

      g_qsort_with_data (order + lane->first_bar, (int) lane->n_bars, sizeof *order, compare_order, NULL);
      for (guint j = lane->first_bar; j < lane->first_bar + lane->n_bars; j++)
        sorted[j] = bars[order[j].bar];
    }
  for (guint i = 0; i < self->lanes->len; i++)
    {
      NhTimelineLane *lane = &g_array_index (self->lanes, NhTimelineLane, i);
      NhTimelineBar *target = bars + lane->first_bar;

      place_lane (self, lane, sorted + lane->first_bar, target, rows);
    }
  for (guint i = 0; i < n_bars; i++) /* the last ones of their rows have the space to the end */
    if (i + 1 == n_bars || bars[i + 1].row != bars[i].row)
      widen (&bars[i], MAX (bars[i].right, nh_timeline_get_width (self)));
  g_array_append_val (self->rows, n_bars);
}
