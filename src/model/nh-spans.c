/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-spans.h"

struct _NhSpans
{
  GArray *spans; /* of NhSpan, by from and id once it is sorted */
  gboolean sorted;
  gboolean halved; /* .latest is right */
};

/** nh_spans_new: Returns: (transfer full): no spans yet. */
NhSpans *
nh_spans_new (void)
{
  NhSpans *spans = g_new0 (NhSpans, 1);

  spans->spans = g_array_new (FALSE, FALSE, sizeof (NhSpan));
  spans->sorted = TRUE;
  return spans;
}

/** nh_spans_free: frees spans. */
void
nh_spans_free (NhSpans *spans)
{
  g_array_unref (spans->spans);
  g_free (spans);
}

/** nh_spans_get_n: Returns: how many there are. */
guint
nh_spans_get_n (NhSpans *spans)
{
  return spans->spans->len;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const NhSpan *x = a, *y = b;

  if (x->from != y->from)
    return x->from < y->from ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static NhSpan *
span_at (NhSpans *spans, guint i)
{
  return &g_array_index (spans->spans, NhSpan, i);
}

static void
sort (NhSpans *spans)
{
  if (!spans->sorted)
    g_array_sort (spans->spans, compare);
  spans->sorted = TRUE;
}

/* Where @span is, or would be. */
static guint
place_of (NhSpans *spans, const NhSpan *span)
{
  guint low = 0, high = spans->spans->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare (span_at (spans, middle), span) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * nh_spans_add:
 * @spans: spans
 * @span: one more; those that are added in their order cost nothing to sort
 */
void
nh_spans_add (NhSpans *spans, const NhSpan *span)
{
  guint n = spans->spans->len;

  spans->halved = FALSE;
  spans->sorted = spans->sorted && (!n || compare (span_at (spans, n - 1), span) <= 0);
  g_array_append_val (spans->spans, *span);
}

/**
 * nh_spans_remove:
 * @spans: spans
 * @span: one that was added: its first day and id name it
 */
void
nh_spans_remove (NhSpans *spans, const NhSpan *span)
{
  guint place;

  sort (spans);
  place = place_of (spans, span);
  if (place < spans->spans->len && compare (span_at (spans, place), span) == 0)
    g_array_remove_index (spans->spans, place);
  spans->halved = FALSE;
}

static guint32
halve (NhSpans *spans, guint from, guint to)
{
  guint middle = from + (to - from) / 2;
  NhSpan *span;
  guint32 latest;

  if (from == to)
    return 0;
  span = span_at (spans, middle);
  latest = MAX (halve (spans, from, middle), halve (spans, middle + 1, to));
  return span->latest = MAX (latest, span->to);
}

typedef struct
{
  guint32 from, to;
  NhSpanFunc func;
  gpointer data;
} Visit;

static gboolean
visit (NhSpans *spans, guint from, guint to, const Visit *v)
{
  guint middle = from + (to - from) / 2;
  const NhSpan *span;

  if (from == to)
    return TRUE;
  span = span_at (spans, middle);
  if (span->latest < v->from)
    return TRUE;
  if (!visit (spans, from, middle, v))
    return FALSE;
  if (span->from > v->to)
    return TRUE;
  if (span->to >= v->from && !v->func (span, v->data))
    return FALSE;
  return visit (spans, middle + 1, to, v);
}

/**
 * nh_spans_visit:
 * @spans: spans
 * @from: a first day
 * @to: a last day
 * @func: (scope call): called for those that have a day in common with it, by first day and id, until it has enough
 * @data: for @func
 */
void
nh_spans_visit (NhSpans *spans, guint32 from, guint32 to, NhSpanFunc func, gpointer data)
{
  const Visit v = { from, to, func, data };

  sort (spans);
  if (!spans->halved)
    halve (spans, 0, spans->spans->len);
  spans->halved = TRUE;
  visit (spans, 0, spans->spans->len, &v);
}
