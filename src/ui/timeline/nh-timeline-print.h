/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A timeline on a printer: the sheets that the PDF has, too.
 */
#pragma once

#include "document/nh-timeline-pages.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_TIMELINE_PRINT (nh_timeline_print_get_type ())
G_DECLARE_FINAL_TYPE (NhTimelinePrintOperation, nh_timeline_print, NH, TIMELINE_PRINT, GtkPrintOperation)

NhTimelinePrintOperation *nh_timeline_print_new (NhTimelinePages *pages, NhTimelinePaper paper);
void nh_timeline_print_run (GtkWidget *parent, NhSession *session, NhTimelinePages *pages, NhTimelinePaper paper);

G_END_DECLS
