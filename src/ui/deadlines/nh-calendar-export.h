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

/* Asks whose calendar it is to be first: that of all, a plan, a unit, a cluster or team, a person. @plan: proposed; 0: all. */
void nh_calendar_export_ask (GtkWidget *parent, NhSession *session, gint64 plan);

G_END_DECLS
