/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "Export as a calendar (.ics)…" of any screen: asks for a file and writes what is chosen.
 */
#pragma once

#include <gtk/gtk.h>
#include "formats/nh-ics.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

/* @choice: whose calendar, copied; of the school year that the session shows. @name: of the file, without ".ics". */
void nh_calendar_export_run (GtkWidget *parent, NhSession *session, const NhIcsChoice *choice, const char *name);

G_END_DECLS
