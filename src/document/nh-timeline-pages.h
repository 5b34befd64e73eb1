/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A timeline on sheets of paper in landscape: split by months and by lanes, with head, names of lanes, title
 * and legend on each; or as one picture.
 */
#pragma once

#include "document/nh-timeline-draw.h"

G_BEGIN_DECLS

typedef enum
{
  NH_TIMELINE_A4,
  NH_TIMELINE_A3,
} NhTimelinePaper;

typedef struct
{
  const char *title;    /* NULL: the school year */
  const char *subtitle; /* NULL: what is shown, and in which lanes */
  const char *author;   /* for the properties of a file; NULL: none */
  NhTimelinePaper paper;
  guint months;         /* on a sheet; 0: all of the range */
  guint32 today;        /* 0: no line */
} NhTimelinePrint;

typedef struct _NhTimelinePages NhTimelinePages;

NhTimelinePages *nh_timeline_pages_new (NhAgenda *agenda, NhConflicts *conflicts, const NhTimelineChoice *choice,
                                        const NhTimelinePrint *print);
/* The same in two parts: what is shown, in the thread of the agenda, and its layout, in the thread that draws and frees. */
NhTimelinePages *nh_timeline_pages_new_detached (NhAgenda *agenda, NhConflicts *conflicts, const NhTimelineChoice *choice,
                                                 const NhTimelinePrint *print);
void nh_timeline_pages_lay_out (NhTimelinePages *pages);
void nh_timeline_pages_free (NhTimelinePages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhTimelinePages, nh_timeline_pages_free)
const char *nh_timeline_pages_get_title (NhTimelinePages *pages);
const char *nh_timeline_pages_get_author (NhTimelinePages *pages); /* may be NULL */
gboolean nh_timeline_pages_is_empty (NhTimelinePages *pages); /* no activity and no paper has a day */
guint nh_timeline_pages_get_n_pages (NhTimelinePages *pages);
void nh_timeline_pages_get_size (NhTimelinePages *pages, double *width, double *height); /* points */
void nh_timeline_pages_draw (NhTimelinePages *pages, guint page, cairo_t *cr);
/* All of it in one, with the line of a day. */
void nh_timeline_pages_get_picture_size (NhTimelinePages *pages, double *width, double *height);
void nh_timeline_pages_draw_picture (NhTimelinePages *pages, cairo_t *cr);

/* The font of timelines on paper and in files: without serifs, the same everywhere. */
PangoContext *nh_timeline_font_new_context (void);

G_END_DECLS
