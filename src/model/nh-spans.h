/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Spans of days in the order of their first days, asked for those that meet another one: an array with the latest
 * last day of each part of it, so that a question costs as much as its answer and a few steps.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint32 from;
  guint32 to;
  gint64 id;
  char half;     /* of its one day, 'm' morning, 'a' afternoon; 0: not known, or more days */
  guint32 latest; /* private: last day of the part of the array that this one halves */
} NhSpan;

typedef struct _NhSpans NhSpans;

NhSpans *nh_spans_new (void);
void nh_spans_free (NhSpans *spans);
void nh_spans_add (NhSpans *spans, const NhSpan *span);
void nh_spans_remove (NhSpans *spans, const NhSpan *span);
guint nh_spans_get_n (NhSpans *spans);
/* FALSE: it has enough. */
typedef gboolean (*NhSpanFunc) (const NhSpan *span, gpointer data);
void nh_spans_visit (NhSpans *spans, guint32 from, guint32 to, NhSpanFunc func, gpointer data);

G_END_DECLS
