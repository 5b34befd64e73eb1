/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chooses what a live table, or the table of an appendix, shows; the table itself beside the choices.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

/* @options: as block.options and appendix.options have them; NULL: nothing is chosen. */
typedef void (*NhTableFunc) (GObject *object, gint64 key, const char *view, const char *options);

void nh_table_dialog_present (GtkWidget *parent, NhSession *session, gint64 plan, const char *view,
                              const char *options, NhTableFunc done, GObject *object, gint64 key);

G_END_DECLS
