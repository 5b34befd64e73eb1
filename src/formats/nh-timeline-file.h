/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A timeline as a file: one picture (PNG, SVG), or sheets of paper (PDF). Written beside the target and renamed.
 */
#pragma once

#include <gio/gio.h>

#include "document/nh-timeline-pages.h"

G_BEGIN_DECLS

typedef enum
{
  NH_TIMELINE_FILE_NONE, /* the name's end says nothing known */
  NH_TIMELINE_FILE_PNG,
  NH_TIMELINE_FILE_SVG,
  NH_TIMELINE_FILE_PDF,
} NhTimelineFile;

#define NH_TIMELINE_FILE_SCALE 2.0 /* pixels a point, for screens and for print */

NhTimelineFile nh_timeline_file_for (const char *path);
gboolean nh_timeline_file_write (NhTimelinePages *pages, NhTimelineFile format, const char *path, double scale,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS
