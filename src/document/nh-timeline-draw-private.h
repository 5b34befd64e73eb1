/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files that draw timelines share.
 */
#pragma once

#include "document/nh-timeline-draw.h"
#include "document/nh-timeline-private.h"

G_BEGIN_DECLS

typedef enum
{
  NH_SIGN_DONE,
  NH_SIGN_POSTPONED,
  NH_SIGN_CANCELLED,
  NH_SIGN_CONFLICT,
} NhTimelineSign;

static inline void
nh_color_set (cairo_t *cr, NhColor color)
{
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, color.alpha);
}

/* Words that are translated in the window and Vietnamese on paper. */
#define NH_TIMELINE_WORD(timeline, vietnamese, msgid) \
  (nh_timeline_is_for_paper (timeline) ? (vietnamese) : _ (msgid))

NhColor nh_timeline_readable (NhColor color, NhColor background, NhColor text, double least);
void nh_timeline_draw_sign (cairo_t *cr, NhTimelineSign sign, double size, NhColor color, NhColor inside);
PangoLayout *nh_timeline_new_layout (const NhTimelineStyle *style, PangoContext *context, const char *text,
                                     double factor, gboolean bold);
void nh_timeline_show (cairo_t *cr, PangoLayout *layout, double x, double top, double height);
double nh_timeline_layout_width (PangoLayout *layout);

G_END_DECLS
